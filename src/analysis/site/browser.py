"""The map page: each place with its figures and their sentences, filtered by day, party and group.

The data stand in the page as JSON; map.js draws them with Leaflet and a list of buttons beside it, so that
everything on the map can be reached by keyboard and read by a screen reader. Text is only ever set as text.
"""

from pathlib import Path

import pandas as pd

from analysis.evidence import quote
from analysis.gazetteer import load_gazetteer
from analysis.maps import ACTOR_NAMES, load_outline, load_roads
from analysis.reconcile.explain import group_name_en
from analysis.report import MEASURE_NAMES


def map_data(tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> list[dict]:
    """Return one mapping per matched place: names, point, precision, radius and its figures with sentences."""
    claims, places, documents = tables["claims"], tables["places"], tables["documents"].set_index("doc_id")
    matched = places[places["status"] == "matched"]
    place_of = matched.set_index("mention_id")["place_id"].to_dict()
    figures: dict[str, list[dict]] = {}
    for _, claim in claims.sort_values(["doc_id", "start"]).iterrows():
        for place_id in dict.fromkeys(place_of[m] for m in claim["places"].split() if m in place_of):
            figures.setdefault(place_id, []).append(_figure(claim, texts, documents))
    found = []
    for row in matched.drop_duplicates("place_id").sort_values(["name_en", "place_id"]).itertuples():
        found.append({
            "id": row.place_id, "en": row.name_en, "ar": row.name_ar, "lat": float(row.lat), "lon": float(row.lon),
            "precision": row.precision, "radius": float(row.radius_km), "adm1": row.adm1,
            "figures": figures.get(row.place_id, []),
        })  # fmt: skip
    return found


def _figure(claim, texts: dict[str, str], documents: pd.DataFrame) -> dict:
    words = {name: " ".join(text.split()) for name, text in quote(claim, texts).items()}
    value = "" if pd.isna(claim["value"]) else f"{int(claim['value']):,}"
    several = len(claim["places"].split()) > 1
    card = documents.loc[claim["doc_id"]]
    return {
        "id": claim["claim_id"], "value": value or claim["qualifier"].replace("_", " "),
        "hedge": "" if claim["qualifier"] == "exact" or not value else claim["qualifier"].replace("_", " "),
        "measure": MEASURE_NAMES[claim["measure"]], "group": claim["group"],
        "who": group_name_en(claim["group"]) if claim["group"] else "", "actor": claim["actor"],
        "first": claim["window_start"], "last": claim["window_end"], "several": several,
        "source": f"{card['publisher'] or 'publisher not known'}, {card['published'] or 'undated'}", **words,
    }  # fmt: skip


def map_page(root: Path, tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> str:
    """Return the page as MyST Markdown with the data inside."""
    from analysis.params import load_params
    from analysis.site import script_json

    facts = load_gazetteer(Path(root) / str(load_params(Path(root) / "params.yaml")["places"]["gazetteer"]))
    folder = Path(root) / "data" / "raw" / "gazetteer"
    places = map_data(tables, texts)
    actors = sorted({f["actor"] for p in places for f in p["figures"]})
    groups = sorted({f["group"].split("/")[0] for p in places for f in p["figures"] if f["group"]})
    data = {
        "places": places,
        "outline": load_outline(folder / "outline.csv"),
        "roads": load_roads(folder / "roads.csv", facts.places),
        "actors": {actor: ACTOR_NAMES.get(actor, (actor, actor))[0] for actor in actors},
        "groups": {group: group_name_en(group) for group in groups},
    }
    template = (Path(__file__).parent / "map.md.txt").read_text(encoding="utf-8")
    return template.replace("{data}", script_json(data))
