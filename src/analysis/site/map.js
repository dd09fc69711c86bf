// The map and the list beside it. Text of reports enters the page only as text nodes.
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const colours = { government: "#0072B2", russia: "#CC79A7", opposition: "#009E73", jihadists: "#E69F00" };
  const map = L.map("map", { attributionControl: false, zoomSnap: 0.25 });
  const line = (points, style) => L.polyline(points.map(([lon, lat]) => [lat, lon]),
    Object.assign({ interactive: false }, style)).addTo(map);
  for (const points of data.outline.coast || []) line(points, { color: "#7FA3B5", weight: 1.5 });
  for (const points of data.outline.border || []) line(points, { color: "#8A8A8A", weight: 1.2, dashArray: "6 4" });
  for (const points of data.outline.river || []) line(points, { color: "#A9C4D2", weight: 1.5 });
  for (const points of Object.values(data.roads)) line(points, { color: "#CFC7B5", weight: 2.5 });
  L.control.scale({ imperial: false }).addTo(map);

  const element = (name, text, attributes) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  };
  const byId = (id) => document.getElementById(id);
  const fill = (id, options) => {
    for (const [value, label] of Object.entries(options)) byId(id).append(element("option", label, { value }));
  };
  fill("filter-actor", data.actors);
  fill("filter-group", data.groups);

  const shown = (figure) => {
    const first = byId("filter-first").value, last = byId("filter-last").value;
    const actor = byId("filter-actor").value, group = byId("filter-group").value;
    if (actor !== "*" && figure.actor !== actor) return false;
    if (group !== "*" && figure.group.split("/")[0] !== group) return false;
    if (first && (!figure.last || figure.last < first)) return false;
    return !(last && (!figure.first || figure.first > last));
  };
  const dates = (figure) => figure.first && figure.last
    ? (figure.first === figure.last ? figure.first : figure.first + " to " + figure.last)
    : figure.first ? "since " + figure.first : "no dated window";

  const panel = byId("place-figures"), list = byId("place-list"), count = byId("map-count");
  const markers = new Map();
  let chosen = null;

  function show(place) {
    chosen = place;
    panel.replaceChildren(element("h2", place.en));
    const name = element("p", place.ar, { lang: "ar", dir: "rtl", class: "place-name" });
    const exact = place.precision === "near" ? "near this place, within " : "known to about ";
    panel.append(name, element("p", place.adm1 + "; " + exact + place.radius + " km"));
    const figures = place.figures.filter(shown);
    if (!figures.length) panel.append(element("p", "No figure of this place passes the filter."));
    for (const figure of figures) {
      const article = element("article", "", { class: "figure" });
      const title = [figure.hedge, figure.value, figure.who, figure.measure].filter(Boolean).join(" ");
      article.append(element("h3", title));
      const quote = element("p", "", { lang: "ar", dir: "rtl", class: "quote" });
      quote.append(figure.before + " ", element("mark", figure.figure), " " + figure.after);
      article.append(quote);
      const facts = [dates(figure), figure.actor ? "fire of " + (data.actors[figure.actor] || figure.actor) : "",
        figure.several ? "named with other places" : "", figure.source].filter(Boolean).join("; ");
      const told = element("p", facts + " ");
      told.append(element("a", "evidence", { href: "evidence.html#" + figure.id,
        "aria-label": "evidence for " + title }));
      article.append(told);
      panel.append(article);
    }
    for (const [id, marker] of markers) marker.setStyle({ weight: id === place.id ? 4 : 1.5 });
    for (const button of list.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.id === place.id));
  }

  function draw() {
    for (const marker of markers.values()) marker.remove();
    markers.clear();
    list.replaceChildren();
    let figures = 0;
    for (const place of data.places) {
      const passing = place.figures.filter(shown);
      if (!passing.length) continue;
      figures += passing.length;
      const actors = new Set(passing.map((figure) => figure.actor).filter(Boolean));
      const colour = actors.size === 1 ? colours[[...actors][0]] || "#7F7F7F" : "#7F7F7F";
      const marker = L.circleMarker([place.lat, place.lon], { radius: 5 + Math.min(passing.length, 8), color: colour,
        weight: 1.5, fillOpacity: place.precision === "near" ? 0 : 0.55 }).addTo(map);
      const label = document.createElement("span");
      label.textContent = place.en + " · " + place.ar + " · " + passing.length;
      marker.bindTooltip(label);
      marker.on("click", () => { show(place); panel.focus({ preventScroll: false }); });
      markers.set(place.id, marker);
      const button = element("button", place.en + " ", { type: "button", "data-id": place.id, "aria-pressed": "false" });
      button.append(element("span", place.ar, { lang: "ar", dir: "rtl" }), " (" + passing.length + ")");
      button.addEventListener("click", () => { map.setView([place.lat, place.lon], Math.max(map.getZoom(), 10)); show(place); });
      list.append(button);
    }
    count.textContent = figures + " mentions of figures at " + markers.size + " places pass the filter.";
    if (chosen) show(chosen);
  }

  const points = data.places.map((place) => [place.lat, place.lon]);
  if (points.length) map.fitBounds(points, { padding: [24, 24] }); else map.setView([35.7, 36.6], 8);
  byId("filters").addEventListener("input", draw);
  byId("filters").addEventListener("reset", () => setTimeout(draw));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  draw();
})();
