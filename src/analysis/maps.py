"""Maps: where the people of the tolls were killed, as far as the reports and the gazetteer say.

A toll of one place is a circle whose area grows with the number; a toll over several places is never
split, so lines join its places and it has one label. Places known only roughly are hollow, with the
circle that holds them; places that no gazetteer knows are counted in the caption. Coordinates are
WGS 84 degrees, drawn so that a kilometre is as long to the east as to the north.
"""

import math
from pathlib import Path

import geopandas as gpd
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MultipleLocator
from matplotlib.transforms import Bbox
from shapely import unary_union
from shapely.geometry import Point, Polygon, box

from analysis.figures import ACTOR_COLOURS, SYMBOLS, use_style

ACTOR_NAMES = {
    "government": ("government forces", "قوات النظام"), "russia": ("Russian forces", "القوات الروسية"),
    "opposition": ("opposition factions", "فصائل المعارضة"), "jihadists": ("jihadist groups", "مجموعات جهادية"),
    "": ("not stated, or several", "غير مذكور أو أكثر من طرف"),
}  # fmt: skip
_CONTEXT = ("C1007", "C3871", "C2987", "C3480")  # cities that orient the reader: Aleppo, Idlib, Hama, Latakia
_HEDGES = {
    "at_least": "at least ", "more_than": "more than ", "approximately": "about ", "at_most": "at most ",
    "less_than": "fewer than ",
}  # fmt: skip
_KM_PER_DEGREE = 111.2
_HALO = [withStroke(linewidth=2.2, foreground="#F6F4EF")]  # text stays readable on lines


def locate_tolls(claims: pd.DataFrame, mentions: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return one row per claim and place of the tolls of killed people that name places.

    Columns: claim_id, value, qualifier, group, actor, n_places (named by the claim), n_located, name_ar, name_en,
    lat, lon, radius_km, precision. Only figures that are not subsets of another one are located, and
    only settlements, quarters and camps, not regions.
    """
    kinds = mentions.set_index("mention_id")["kind"]
    decided = places.set_index("mention_id")
    rows = []
    tolls = claims[(claims["measure"] == "killed") & ~claims["relation"].isin(["among", "restated"])]
    for claim in tolls[tolls["value"].notna()].itertuples():
        named = [m for m in claim.places.split() if kinds[m] != "region" and decided.loc[m, "status"] != "region_only"]
        matched = [m for m in dict.fromkeys(named) if decided.loc[m, "status"] == "matched"]
        unique = {decided.loc[m, "place_id"]: m for m in matched}
        for mention in unique.values():
            place = decided.loc[mention]
            rows.append(
                {
                    "claim_id": claim.claim_id, "value": int(claim.value),
                    "qualifier": claim.qualifier, "group": claim.group,
                    "actor": claim.actor, "n_places": len(named) - len(matched) + len(unique),
                    "n_located": len(unique), "name_ar": place["name_ar"], "name_en": place["name_en"],
                    "lat": float(place["lat"]), "lon": float(place["lon"]), "radius_km": float(place["radius_km"]),
                    "precision": place["precision"],
                }
            )  # fmt: skip
    columns = ["claim_id", "value", "qualifier", "group", "actor", "n_places", "n_located", "name_ar", "name_en",
               "lat", "lon",
               "radius_km", "precision"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["n_places", "claim_id", "name_en"], ascending=[False, True, True]).reset_index(drop=True)


def to_geodataframe(located: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return located tolls as points (EPSG:4326, x longitude, y latitude)."""
    geometry = [Point(lon, lat) for lon, lat in zip(located["lon"], located["lat"], strict=True)]
    return gpd.GeoDataFrame(located, geometry=geometry, crs="EPSG:4326")


def load_roads(path: Path, gazetteer: pd.DataFrame) -> dict[str, list[tuple[float, float]]]:
    """Return road → its points (longitude, latitude), through the towns that the table names in order.

    The line is schematic: straight between towns. A town that the gazetteer does not have is passed over.
    """
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    roads: dict[str, list[tuple[float, float]]] = {}
    for row in rows.sort_values(["road", "sequence"], key=lambda c: c.str.zfill(4)).itertuples():
        if row.place_id in gazetteer.index:
            place = gazetteer.loc[row.place_id]
            roads.setdefault(row.road, []).append((float(place["lon"]), float(place["lat"])))
    return roads


def load_outline(path: Path) -> dict[str, list[list[tuple[float, float]]]]:
    """Return kind (coast, border, river) → its lines, each a list of (longitude, latitude)."""
    rows = pd.read_csv(path, dtype={"lat": float, "lon": float})
    rows = rows[rows["kind"] != "locator"]
    lines: dict[str, list[list[tuple[float, float]]]] = {}
    for (kind, _), points in rows.sort_values(["line", "sequence"]).groupby(["kind", "line"], sort=True):
        lines.setdefault(kind, []).append(list(zip(points["lon"], points["lat"], strict=True)))
    return lines


def load_locators(path: Path) -> dict[str, list[tuple[float, float]]]:
    """Return name of a country → its outline (longitude, latitude), for the inset that says where a map lies."""
    rows = pd.read_csv(path, dtype={"lat": float, "lon": float})
    rows = rows[rows["kind"] == "locator"].sort_values(["line", "sequence"])
    return {name: list(zip(r["lon"], r["lat"], strict=True)) for name, r in rows.groupby("line", sort=True)}


def plot_places(
    located: pd.DataFrame,
    gazetteer: pd.DataFrame,
    caption: str,
    roads: dict[str, list[tuple[float, float]]] | None = None,
    outline: dict[str, list[list[tuple[float, float]]]] | None = None,
    areas: gpd.GeoDataFrame | None = None,
    locators: dict[str, list[tuple[float, float]]] | None = None,
) -> Figure:
    """Draw the map of the tolls with a numbered key in English and Arabic.

    Parameters
    ----------
    located : from :func:`locate_tolls`.
    gazetteer : facts table indexed by place_id; a few cities of it orient the reader.
    caption : source and date, under the map.
    roads : from :func:`load_roads`, drawn under everything.
    outline : coast, border and rivers, from :func:`load_outline`.
    areas : polygons of a user, from :func:`analysis.boundaries.read_boundaries`; their outlines are drawn.
    locators : from :func:`load_locators`; an inset shows the map's frame in the country that holds it.
    """
    use_style()
    figure = Figure(figsize=(10.2, 7.6))
    FigureCanvasAgg(figure)  # text boxes are measured below
    axes = figure.add_axes((0.02, 0.09, 0.58, 0.80))
    figure.text(0.02, 0.955, "Where people were killed, by whose fire", size=14, weight="bold", va="center")
    figure.text(0.98, 0.955, "أين سقط القتلى، وبنيران من", size=14, weight="bold", ha="right", va="center")
    figure.text(0.02, 0.915, "Area of a circle: number killed. A toll of several places is not split: lines join "
                "its places.", size=8.5, color="#555555", va="center")  # fmt: skip
    figure.text(0.02, 0.035, caption, size=7.5, color="#555555", va="center")
    if located.empty:
        axes.set_axis_off()
        axes.text(0.5, 0.5, "No toll names a place that the gazetteer knows.", ha="center", transform=axes.transAxes)
        return figure
    points = to_geodataframe(located)
    cities = gazetteer.loc[[c for c in _CONTEXT if c in gazetteer.index]]
    _frame(axes, points, cities)
    key = points.drop_duplicates("name_en").sort_values(["lat", "lon"], ascending=[False, True])
    numbers = {name: number for number, name in enumerate(key["name_en"], start=1)}
    _draw_outline(axes, outline or {}, areas)
    _draw_roads(axes, roads or {})
    _draw_links(axes, points)
    _draw_points(axes, points)
    inset = _draw_inset(axes, points, locators or {})
    labels = _Labels(figure, axes, points, cities)
    labels.boxes += [inset.get_window_extent(labels.renderer)] if inset else []
    labels.write_cities(cities)
    labels.write_tolls(points)
    labels.write_numbers(key, numbers)
    _draw_key(figure, key, numbers, points)
    return figure


_LINE_STYLES = {
    "coast": {"color": "#7FA3B5", "linewidth": 1.0},
    "border": {"color": "#8A8A8A", "linewidth": 0.9, "linestyle": (0, (4, 2, 1, 2))},
    "river": {"color": "#A9C4D2", "linewidth": 1.0},
}


def _draw_outline(axes, outline: dict[str, list[list[tuple[float, float]]]], areas: gpd.GeoDataFrame | None) -> None:
    """Draw coast, border, rivers and the outlines of a user's areas, within the frame that is set."""
    frame = (*axes.get_xlim(), *axes.get_ylim())
    if areas is not None:
        for shape in areas[areas["level"] == areas["level"].min()].geometry.boundary:
            for line in getattr(shape, "geoms", [shape]):
                axes.plot(*line.xy, color="#C9C2B2", linewidth=0.7, zorder=0.3)
    for kind, lines in sorted(outline.items()):
        for points in lines:
            lons, lats = zip(*points, strict=True)
            axes.plot(lons, lats, zorder=0.4, solid_joinstyle="round", **_LINE_STYLES[kind])
    axes.set_xlim(*frame[:2])
    axes.set_ylim(*frame[2:])


def _draw_roads(axes, roads: dict[str, list[tuple[float, float]]]) -> None:
    for name, points in sorted(roads.items()):
        lons, lats = zip(*points, strict=True)
        axes.plot(lons, lats, color="#FFFFFF", linewidth=3.2, zorder=0.5, solid_joinstyle="round")
        axes.plot(lons, lats, color="#CFC7B5", linewidth=1.8, zorder=0.6, solid_joinstyle="round")
        middle = len(points) // 2
        here = ((lons[middle - 1] + lons[middle]) / 2, (lats[middle - 1] + lats[middle]) / 2)
        axes.text(*here, name, size=6.5, color="#8C8266", ha="center", va="center", zorder=0.7, path_effects=_HALO)


def _frame(axes, points: gpd.GeoDataFrame, cities: pd.DataFrame) -> None:
    lons = [*points["lon"], *map(float, cities["lon"])]
    lats = [*points["lat"], *map(float, cities["lat"])]
    west, east, south, north = min(lons) - 0.22, max(lons) + 0.22, min(lats) - 0.15, max(lats) + 0.2
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    axes.set_facecolor("#F6F4EF")
    axes.grid(color="#E3DFD5", linewidth=0.7)
    axes.tick_params(length=0, labelsize=7, colors="#888888")
    axes.xaxis.set_major_locator(MultipleLocator(0.5))
    axes.yaxis.set_major_locator(MultipleLocator(0.5))
    axes.xaxis.set_major_formatter(lambda v, _: f"{v:.1f}°E")
    axes.yaxis.set_major_formatter(lambda v, _: f"{v:.1f}°N")
    axes.tick_params(axis="y", pad=-34)
    axes.tick_params(axis="x", pad=-12)
    for spine in axes.spines.values():
        spine.set_visible(False)
    length = 20 / (_KM_PER_DEGREE * math.cos(math.radians(south)))
    x, y = west + 0.08, south + 0.13
    axes.plot([x, x + length], [y, y], color="#444444", linewidth=1.6)
    axes.text(x + length / 2, y + 0.02, "20 km", ha="center", size=7, color="#444444")


_CORNERS = [(0.79, 0.02), (0.79, 0.80), (0.02, 0.80)]  # of the inset, in shares of the map; the scale has the fourth


def _draw_inset(axes, points: gpd.GeoDataFrame, locators: dict[str, list[tuple[float, float]]]):
    """Draw the frame of the map in the outline of its country, in the corner with the fewest points."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    frame = box(west, south, east, north)
    name = next((name for name, outline in locators.items() if Polygon(outline).intersects(frame)), None)
    if name is None:
        return None
    shares = axes.transLimits.transform(points[["lon", "lat"]].to_numpy(dtype=float))

    def crowd(corner: tuple[float, float]) -> int:
        return int(((abs(shares - corner - 0.1) < 0.13).all(axis=1)).sum())

    inset = axes.inset_axes((*min(_CORNERS, key=crowd), 0.19, 0.18), zorder=7)
    lons, lats = zip(*locators[name], strict=True)
    inset.fill(lons, lats, facecolor="#DDD6C7", edgecolor="#A79F8D", linewidth=0.7)
    inset.plot(*frame.exterior.xy, color="#333333", linewidth=1.1)
    west, south, east, north = unary_union([Polygon(locators[name]), frame]).bounds
    inset.set_xlim(west - 0.4, east + 0.4)
    inset.set_ylim(south - 0.4, north + 1.3)
    inset.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    inset.text((west + east) / 2, north + 0.2, name, size=6.5, ha="center", va="bottom", color="#555555")
    inset.set_xticks([])
    inset.set_yticks([])
    inset.set_facecolor("white")
    for spine in inset.spines.values():
        spine.set_edgecolor("#C9C2B2")
    return inset


def _draw_links(axes, points: gpd.GeoDataFrame) -> None:
    """Join the places of each toll that names several by the shortest tree of lines."""
    for _, rows in points[points["n_places"] > 1].groupby("claim_id", sort=True):
        colour = ACTOR_COLOURS.get(rows["actor"].iloc[0], ACTOR_COLOURS[""])
        spots = list(zip(rows["lon"], rows["lat"], strict=True))
        joined, waiting = spots[:1], spots[1:]
        while waiting:
            near, new = min(((a, b) for a in joined for b in waiting), key=lambda ab: (math.dist(*ab), ab))
            axes.plot([near[0], new[0]], [near[1], new[1]], color=colour, linewidth=1.1, alpha=0.55, zorder=2)
            joined.append(new)
            waiting.remove(new)


def _draw_points(axes, points: gpd.GeoDataFrame) -> None:
    stretch = 1 / math.cos(math.radians(points["lat"].mean()))
    for row in points.sort_values("value", ascending=False).itertuples():
        colour = ACTOR_COLOURS.get(row.actor, ACTOR_COLOURS[""])
        rough = row.precision == "near"
        size = 16 if row.n_places > 1 else 22 + 14 * row.value
        axes.scatter(row.lon, row.lat, s=size, facecolor="none" if rough else colour, edgecolor=colour,
                     linewidth=1.2, alpha=0.85, zorder=3)  # fmt: skip
        if rough:
            radius = row.radius_km / _KM_PER_DEGREE * stretch
            axes.add_patch(
                Circle((row.lon, row.lat), radius, fill=False, edgecolor=colour, linewidth=0.6, linestyle=":")
            )


class _Labels:
    """Writes text on the map where no other text and no marker stands."""

    def __init__(self, figure: Figure, axes, points: gpd.GeoDataFrame, cities: pd.DataFrame):
        self.axes = axes
        self.renderer = figure.canvas.get_renderer()
        figure.canvas.draw()
        self.boxes = [text.get_window_extent(self.renderer) for text in axes.texts]
        spots = [(row.lon, row.lat, 3.0 if row.n_places > 1 else 2.2 + 1.9 * math.sqrt(row.value))
                 for row in points.itertuples()]  # fmt: skip
        spots += [(float(city.lon), float(city.lat), 3.5) for city in cities.itertuples()]
        scale = figure.dpi / 72
        for lon, lat, radius in spots:
            x, y = axes.transData.transform((lon, lat))
            self.boxes.append(Bbox.from_extents(*(v for v in (x - radius * scale, y - radius * scale,
                                                              x + radius * scale, y + radius * scale))))  # fmt: skip

    def write(self, content: str, lon: float, lat: float, offsets, **style) -> None:
        """Write `content` at the first free offset (points) from the place; the key names it when none is."""
        for x, y in offsets:
            text = self.axes.annotate(content, (lon, lat), xytext=(x, y), textcoords="offset points",
                                      ha="left" if x > 0 else "right" if x < 0 else "center", va="center",
                                      zorder=6, path_effects=_HALO, **style)  # fmt: skip
            box = text.get_window_extent(self.renderer)
            inside = self.axes.bbox.contains(box.x0, box.y0) and self.axes.bbox.contains(box.x1, box.y1)
            if inside and not any(box.overlaps(other) for other in self.boxes):
                self.boxes.append(box)
                return
            text.remove()

    def write_cities(self, cities: pd.DataFrame) -> None:
        for city in cities.itertuples():
            self.axes.scatter(city.lon, city.lat, s=26, marker="s", color="#333333", zorder=4)
            offsets = [(sign * d, dy) for d in (7, 12, 18, 26) for dy in (-9, 9, 0, -16, 16) for sign in (1, -1)]
            self.write(f"{city.name_en}  {city.name_ar}", city.lon, city.lat, offsets, size=9, weight="bold",
                       color="#333333")  # fmt: skip

    def write_tolls(self, points: gpd.GeoDataFrame) -> None:
        ring = [(x, y) for r in (14, 22, 32, 44, 58) for x, y in ((0, r), (r, 0), (-r, 0), (0, -r), (r, r), (-r, r))]
        for _, rows in points.groupby("claim_id", sort=True):
            colour = ACTOR_COLOURS.get(rows["actor"].iloc[0], ACTOR_COLOURS[""])
            value, n = int(rows["value"].iloc[0]), int(rows["n_places"].iloc[0])
            missing = n - len(rows)
            hedge = _HEDGES.get(rows["qualifier"].iloc[0], "")
            content = f"{hedge}{value} killed" if n == 1 else f"{hedge}{value} killed in {n} places"
            content += f" ({missing} not located)" if missing else ""
            anchor = rows.sort_values(["lat", "lon"], ascending=[False, True]).iloc[len(rows) // 2 if n > 2 else 0]
            self.write(content, anchor["lon"], anchor["lat"], ring, size=8.5, weight="bold", color=colour)

    def write_numbers(self, key: gpd.GeoDataFrame, numbers: dict[str, int]) -> None:
        turns = [(math.cos(a * math.pi / 4), math.sin(a * math.pi / 4)) for a in range(8)]
        offsets = [(round(r * x, 1), round(r * y, 1)) for r in (6, 8, 11, 15, 20, 26) for x, y in turns]
        for row in key.itertuples():
            self.write(str(numbers[row.name_en]), row.lon, row.lat, offsets, size=7.5, color="#222222")


def _draw_key(figure: Figure, key, numbers: dict[str, int], points: gpd.GeoDataFrame) -> None:
    step = min(0.026, 0.60 / max(len(key), 1))
    top, size = 0.87, min(8.0, step * 320)
    for row in key.itertuples():
        y = top - step * (numbers[row.name_en] - 1)
        colour = ACTOR_COLOURS.get(row.actor, ACTOR_COLOURS[""])
        rough = " (near)" if row.precision == "near" else ""
        figure.text(
            0.635,
            y,
            str(numbers[row.name_en]),
            size=size,
            ha="right",
            va="center",
            color=colour,
            weight="bold",
        )
        figure.text(0.645, y, f"{row.name_en}{rough}", size=size, va="center")
        figure.text(0.98, y, row.name_ar, size=size + 0.5, va="center", ha="right")
    base = 0.075 + 0.026 * len(set(points["actor"]))
    for number, actor in enumerate(a for a in ACTOR_NAMES if a in set(points["actor"])):
        y = base - 0.026 * number
        english, arabic = ACTOR_NAMES[actor]
        figure.text(
            0.625,
            y,
            "●",
            size=9,
            color=ACTOR_COLOURS[actor],
            va="center",
            ha="left",
            fontfamily=SYMBOLS,
        )
        figure.text(0.645, y, f"fire of {english}" if actor else english, size=8, va="center")
        figure.text(0.98, y, arabic, size=8.5, va="center", ha="right")


def plot_candidates(name: str, candidates: pd.DataFrame, decided: str, neighbours: list[str], gazetteer: pd.DataFrame):
    """Draw all candidates of one name, the decided one filled, and the decided neighbours of its report.

    Parameters
    ----------
    candidates : rows of place_candidates of one mention.
    decided, neighbours : place_ids; `decided` is empty when the name stayed open.
    gazetteer : facts table indexed by place_id.
    """
    use_style()
    figure = Figure(figsize=(5.6, 5.4))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.02, 0.06, 0.96, 0.80))
    cities = gazetteer.loc[[c for c in _CONTEXT if c in gazetteer.index]]
    shown = gazetteer.loc[list(candidates["place_id"])].assign(score=list(candidates["score"]))
    near = gazetteer.loc[[i for i in neighbours if i not in set(shown.index)]].dropna(subset=["lat"])
    points = to_geodataframe(pd.concat([shown, near]).astype({"lat": float, "lon": float}))
    points = points.assign(n_places=2)  # small markers for the labels to keep away from
    _frame(axes, points, cities)
    axes.scatter(near["lon"].astype(float), near["lat"].astype(float), s=14, color="#9A9A9A", zorder=3)
    colour = ACTOR_COLOURS["government"]
    for row in shown.itertuples():
        filled = row.place_id == decided
        axes.scatter(float(row.lon), float(row.lat), s=70, facecolor=colour if filled else "none", edgecolor=colour,
                     linewidth=1.6, zorder=4)  # fmt: skip
    labels = _Labels(figure, axes, points, cities)
    labels.write_cities(cities)
    ring = [(x, y) for r in (14, 24, 36) for x, y in ((r, 0), (-r, 0), (0, r), (0, -r))]
    for row in shown.itertuples():
        where = row.adm3 or row.adm1
        content = f"{row.name_en}, {where}: {row.score:.2f}"
        labels.write(content, float(row.lon), float(row.lat), ring, size=8.5, color=colour,
                     weight="bold" if row.place_id == decided else "normal")  # fmt: skip
    figure.text(0.02, 0.93, f"Which place is {name}? Candidates with scores", size=12, weight="bold", va="center")
    figure.text(0.02, 0.025, "Filled: decided. Hollow: other places of this name. Grey: other places of the report.",
                size=7.5, color="#555555", va="center")  # fmt: skip
    return figure


def locate_captures(claims: pd.DataFrame, mentions: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return one row per settlement that a report says was taken: claim_id, actor, names, lat, lon.

    A settlement that was not matched has no coordinates; the map counts it and draws nothing.
    """
    decided = places.set_index("mention_id")
    kinds = mentions.set_index("mention_id")["kind"]
    rows = []
    for claim in claims[claims["measure"] == "localities_captured"].itertuples():
        named = [m for m in claim.places.split() if kinds[m] != "region"]
        for mention in named:
            place = decided.loc[mention]
            rows.append({"claim_id": claim.claim_id, "actor": claim.actor, "name_ar": place["name_ar"],
                         "name_en": place["name_en"], "lat": place["lat"], "lon": place["lon"]})  # fmt: skip
    frame = pd.DataFrame(rows, columns=["claim_id", "actor", "name_ar", "name_en", "lat", "lon"])
    frame = frame.astype({"lat": "Float64", "lon": "Float64"})
    return frame.sort_values(["name_en", "name_ar", "claim_id"]).reset_index(drop=True)


def plot_captures(
    captured: pd.DataFrame,
    gazetteer: pd.DataFrame,
    caption: str,
    outline: dict[str, list[list[tuple[float, float]]]] | None = None,
    roads: dict[str, list[tuple[float, float]]] | None = None,
) -> Figure:
    """Draw the places that changed hands (frame of :func:`locate_captures`), coloured by who took them."""
    use_style()
    figure = Figure(figsize=(7.6, 7.0))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.02, 0.12, 0.96, 0.76))
    figure.text(0.02, 0.955, "Places that changed hands", size=13, weight="bold", va="center")
    figure.text(0.98, 0.955, "مواقع تبدلت السيطرة عليها", size=13, weight="bold", ha="right", va="center")
    figure.text(0.02, 0.915, "As the reports say; a colour says who took the place.", size=8.5, color="#555555")
    figure.text(0.02, 0.03, caption, size=7.5, color="#555555", va="center")
    captured = captured.dropna(subset=["lat"]).astype({"lat": float, "lon": float})
    if captured.empty:
        axes.set_axis_off()
        axes.text(0.5, 0.5, "No report names a known place that changed hands.", ha="center", transform=axes.transAxes)
        return figure
    cities = gazetteer.loc[[c for c in _CONTEXT if c in gazetteer.index]]
    points = to_geodataframe(captured.assign(n_places=2))
    _frame(axes, points, cities)
    _draw_outline(axes, outline or {}, None)
    _draw_roads(axes, roads or {})
    labels = _Labels(figure, axes, points, cities)
    labels.write_cities(cities)
    ring = [(x, y) for r in (10, 18, 28) for x, y in ((r, 0), (-r, 0), (0, r), (0, -r))]
    for row in points.drop_duplicates(["name_en", "actor"]).itertuples():
        colour = ACTOR_COLOURS.get(row.actor, ACTOR_COLOURS[""])
        axes.scatter(row.lon, row.lat, s=52, marker="D", color=colour, zorder=4, linewidth=0)
        labels.write(f"{row.name_en}  {row.name_ar}", row.lon, row.lat, ring, size=8.5, color=colour)
    for number, actor in enumerate(a for a in ACTOR_NAMES if a in set(points["actor"])):
        english, arabic = ACTOR_NAMES[actor]
        x = 0.02 + 0.33 * number
        figure.text(x, 0.085, "◆", size=9, color=ACTOR_COLOURS[actor], va="center", fontfamily=SYMBOLS)
        figure.text(x + 0.025, 0.085, f"taken by {english}  {arabic}", size=8.5, va="center")
    return figure
