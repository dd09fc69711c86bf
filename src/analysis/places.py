"""Places: which place of the gazetteer each mention means, or an honest "don't know".

Candidates come first, all of them with their evidence; then the whole report decides: the governorate
and the direction words around a name, and its neighbours in the same list, chosen together so that
they lie close. A name alone never decides between homonyms, and a name that no gazetteer knows stays
unmatched. Regions are areas and get no point.
"""

import math
import re
from functools import cache

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from analysis.arabic import bare_forms, fold
from analysis.gazetteer import Gazetteer, name_key
from analysis.lexicons import load_lexicon
from analysis.mentions import Mention, mention_id
from analysis.schemas import PlaceCandidates, PlaceMentions, Places

# precision → ACLED geo_precision, UCDP where_prec, Airwars accuracy
PRECISION_SCALES = {
    "village": (1, 1, "village"),
    "quarter": (1, 1, "neighbourhood"),
    "city": (1, 1, "town"),
    "near": (2, 2, "nearby landmark"),
    "region": (3, 4, "region"),
    "governorate": (3, 4, "governorate"),
}
_GOVERNORATE_OF = {
    "ادلب": "SY07", "حلب": "SY02", "حماه": "SY05", "لاذقيه": "SY06", "حمص": "SY04", "دمشق": "SY01",
    "درعا": "SY12", "رقه": "SY11", "حسكه": "SY08", "زور": "SY09", "طرطوس": "SY10", "سويداء": "SY13", "قنيطره": "SY14",
}  # fmt: skip
_COUNTRYSIDE_OF = {"دمشق": "SY03"}  # a governorate of its own: ريف دمشق
_KIND_FITS = {"quarter": ("quarter",), "camp": ("camp",), "site": ("site", "quarter", "settlement")}
_SEATS = ("city", "town")  # seats of governorates, districts and sub-districts are named more often
# Where a direction of a governorate's countryside lies: sign of (latitude, longitude) from its seat.
_DIRECTIONS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}


def match_places(
    mentions: pd.DataFrame, gazetteer: Gazetteer, near_km: float = 30.0, min_confidence: float = 0.5
) -> pd.DataFrame:
    """Return one decided place per mention (contract Places).

    Parameters
    ----------
    mentions : contract PlaceMentions; names that follow each other joined by 'and' form a list.
    gazetteer : the places to choose from.
    near_km : neighbours in a list support each other within this distance.
    min_confidence : a decision whose calibrated confidence is below this stays ambiguous.
    """
    return decide_places(mentions, find_candidates(mentions, gazetteer, near_km), gazetteer, min_confidence)


def mentions_frame(doc_id: str, mentions: list[Mention]) -> pd.DataFrame:
    """Return mentions as a frame: contract PlaceMentions and the column list_id."""
    rows = [
        {
            "mention_id": mention_id(doc_id, m), "doc_id": doc_id, "start": m.start, "end": m.end,
            "text": m.text, "kind": m.kind, "context": m.context,
        }
        for m in mentions
    ]  # fmt: skip
    return PlaceMentions.typed(pd.DataFrame(rows, columns=PlaceMentions.column_names()))


def number_lists(mentions: pd.DataFrame) -> pd.Series:
    """Return the number of the list that each mention stands in; a list is joined by 'and' alone."""
    ordered = mentions.sort_values(["doc_id", "start"])
    joined = (
        (ordered["doc_id"] == ordered["doc_id"].shift())
        & (ordered["start"] - ordered["end"].shift() <= _JOIN_CHARACTERS)
        & (ordered["kind"] == ordered["kind"].shift())
    )
    return (~joined.fillna(False).astype(bool)).cumsum().reindex(mentions.index)


_JOIN_CHARACTERS = 3  # a space, و and a comma at most


def find_candidates(mentions: pd.DataFrame, gazetteer: Gazetteer, near_km: float) -> pd.DataFrame:
    """Return every place that each mention could mean, with a score from 0 to 1 and its evidence."""
    found = []
    by_report: dict[str, list] = {}
    for row in mentions.assign(list_id=number_lists(mentions)).itertuples():
        by_report.setdefault(row.doc_id, []).append(row)
    for _, group in sorted(by_report.items()):
        options = {row.mention_id: _options(row, gazetteer) for row in group}
        for row in group:
            neighbours = [
                (options[other.mention_id], _LISTED if other.list_id == row.list_id else 1.0)
                for other in _neighbours(row, group)
            ]
            found += _scored(row, options[row.mention_id], neighbours, gazetteer, near_km)
            if not options[row.mention_id] and row.kind != "region":
                found += [
                    {"mention_id": row.mention_id, "place_id": i, "score": _PROPOSED,
                     "evidence": f"{_SIMILAR}{gazetteer.row(i)['name_ar']}"}
                    for i in _similar(row.text, gazetteer)
                ]  # fmt: skip
    return PlaceCandidates.typed(pd.DataFrame(found, columns=PlaceCandidates.column_names()))


def _neighbours(row, group: list) -> list:
    """Return the other names of the same list; when it has fewer than three, names close by."""
    others = [other for other in group if other.mention_id != row.mention_id]
    listed = [other for other in others if other.list_id == row.list_id]
    if len(listed) >= 2:
        return listed
    return [other for other in others if other in listed or abs(row.start - other.start) <= _NEAR_CHARACTERS]


_NEAR_CHARACTERS = 120
_PROPOSED, _SIMILAR = 0.1, "one letter differs: "  # proposals for a person to look at
_SAME_KM = 6.0  # candidates of one name so close are one place in two gazetteers
_LISTED = 3.0  # a name of the same list weighs as much as three names close by


def _options(row, gazetteer: Gazetteer) -> list[str]:
    if row.kind == "region":
        named = name_key(reference_name(row.text))
        if not named or named in gazetteer.governorates:
            return []
        return [i for i in gazetteer.by_name.get(named, ()) if gazetteer.row(i)["kind"] in ("settlement", *_SEATS)]
    ids = gazetteer.by_name.get(name_key(row.text), ())
    kinds = {i: gazetteer.row(i)["kind"] for i in ids}
    wanted = _KIND_FITS.get(row.kind)
    fitting = [i for i in ids if kinds[i] != "governorate" and (wanted is None or kinds[i] in wanted)]
    if wanted is None:
        fitting = [i for i in fitting if kinds[i] != "camp"]
    return fitting


@cache
def _region_words() -> frozenset[str]:
    forms = {fold(f) for e in load_lexicon("places") if e["kind"] == "region" for f in e["forms"]}
    return frozenset(forms | {"ال" + form for form in forms})


def reference_name(text: str) -> str:
    """Return the town that a region is told by: معرة النعمان of 'east of Maarat al-Numan'; empty without a direction.

    >>> reference_name("شرق معرة النعمان"), reference_name("ريف سراقب الشرقي"), reference_name("جبل الزاوية")
    ('معره النعمان', 'سراقب', '')
    """
    words = fold(text).split()
    told = {label for word in words if (label := _CONTEXT_LABELS.get(word.removeprefix("ال")))}
    if not told & {"north", "south", "east", "west", "countryside"}:
        return ""
    while words and words[0] in _region_words() | {"من"}:
        words.pop(0)
    while words and words[-1] in _region_words():
        words.pop()
    return " ".join(words)


def _similar(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the places whose name differs by one letter: proposals for a person, they decide nothing."""
    key = name_key(text)
    if len(key) < 5:
        return []
    found = process.extract(key, gazetteer.keys, scorer=Levenshtein.distance, score_cutoff=1, limit=5)
    return [i for name, _, _ in found for i in gazetteer.by_name[name] if gazetteer.row(i)["kind"] != "governorate"]


def _scored(
    row, ids: list[str], neighbours: list[tuple[list[str], float]], gazetteer: Gazetteer, near_km: float
) -> list[dict]:
    rows = []
    words = row.context.split()
    codes = _GOVERNORATE_OF | (_COUNTRYSIDE_OF if "countryside" in words else {})
    governorates = [codes[w] for w in words if w in codes]
    for place_id in ids:
        place = gazetteer.row(place_id)
        evidence = [f"name {place['name_ar']}"]
        score = 0.35 if len(ids) > 1 else 0.45  # a lone name decides nothing without support
        if governorates and place["adm1_pcode"] in governorates:
            score += 0.2 if place["adm1_pcode"] == governorates[0] else 0.1
            evidence.append(f"governorate {place['adm1']} named")
        elif governorates and not (words[:1] == ["city"] and place["kind"] == "city"):
            score -= 0.3
            evidence.append(f"governorate {place['adm1']} not named")
        support = [
            (km, weight) for options, weight in neighbours if (km := _nearest_km(place, options, gazetteer)) is not None
        ]
        if support:
            total = sum(weight for _, weight in support)
            score += 0.4 * sum(weight * math.exp(-km / near_km) for km, weight in support) / total
            evidence.append(
                f"{sum(km <= near_km for km, _ in support)} of {len(support)} neighbours within {near_km:g} km"
            )
        sure = [options[0] for options, _ in neighbours if len(options) == 1]
        if sure and len(ids) > 1:
            same = sum(gazetteer.row(other)["adm1_pcode"] == place["adm1_pcode"] for other in sure)
            score += 0.1 * same / len(sure)
            evidence.append(f"{same} of {len(sure)} sure neighbours in {place['adm1']}")
        if place["kind"] in _SEATS:
            score += 0.15
            evidence.append(f"a {place['kind']}")
        if words[:1] == ["city"] and place["kind"] in _SEATS:
            score += 0.2
            evidence.append("named as a town")
        fits = _direction_fits(place, words, gazetteer)
        if fits is not None:
            score += 0.05 if fits else -0.05
            evidence.append("direction fits" if fits else "direction does not fit")
        score = round(min(max(score, 0.0), 1.0), 3)
        rows.append(
            {
                "mention_id": row.mention_id,
                "place_id": place_id,
                "score": score,
                "evidence": "; ".join(evidence),
            }
        )
    return sorted(rows, key=lambda r: (-r["score"], r["place_id"]))


def _nearest_km(place: dict, others: list[str], gazetteer: Gazetteer) -> float | None:
    rows = [gazetteer.row(other) for other in others if other != place["place_id"]]
    return min((distance_km(place["lat"], place["lon"], o["lat"], o["lon"]) for o in rows), default=None)


def _direction_fits(place: dict, words: list[str], gazetteer: Gazetteer) -> bool | None:
    """Say whether a place lies on the side of its governorate's seat that the words name."""
    named = [w for w in words if w in _DIRECTIONS]
    seat = gazetteer.seats.get(place["adm1_pcode"])
    if not named or seat is None or "countryside" not in words:
        return None
    north, east = place["lat"] - seat["lat"], place["lon"] - seat["lon"]
    return any(north * sign_n > 0.02 or east * sign_e > 0.02 for sign_n, sign_e in map(_DIRECTIONS.get, named))


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two WGS 84 points in kilometres (mean radius 6371.0088 km)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


# score of a decision from … on → its confidence: the share right on data/raw/evaluation/places.yaml, smoothed
# (place_evaluation.fit_confidence; a test fits them again)
CONFIDENCE = ((0.0, 0.4), (0.35, 0.4), (0.5, 0.857), (0.6, 0.933), (0.7, 0.978), (0.8, 0.978), (0.9, 0.995))


def confidence_of(score: float) -> float:
    """Return the calibrated confidence of a decision with this score: how often such decisions are right."""
    return next(confidence for begin, confidence in reversed(CONFIDENCE) if score >= begin)


def decide_places(
    mentions: pd.DataFrame, candidates: pd.DataFrame, gazetteer: Gazetteer, min_confidence: float
) -> pd.DataFrame:
    """Decide each mention from its candidates; ties, and what is less sure than `min_confidence`, stay ambiguous."""
    by_mention: dict[str, list] = {}
    for option in sorted(candidates.itertuples(), key=lambda o: (-o.score, o.place_id)):
        by_mention.setdefault(option.mention_id, []).append(option)
    chosen_in_report: dict[tuple[str, str], str] = {}
    rows = []
    for row in mentions.sort_values(["doc_id", "start"]).itertuples():
        options = by_mention.get(row.mention_id)
        rows.append(_decide(row, options, gazetteer, min_confidence, chosen_in_report))
    _areas_between(rows, dict(zip(mentions["mention_id"], mentions["context"], strict=True)), gazetteer)
    frame = Places.typed(pd.DataFrame(rows, columns=Places.column_names()))
    return frame


def _blank(row, gazetteer: Gazetteer) -> dict:
    return dict.fromkeys(Places.column_names(), "") | {
        "mention_id": row.mention_id, "lat": None, "lon": None, "geo_precision": None, "where_prec": None,
        "radius_km": None, "confidence": None, "gazetteer_version": gazetteer.version,
    }  # fmt: skip


def as_matched(row, gazetteer: Gazetteer, place_id: str) -> dict:
    """Return the row of a mention (contract Places) that means `place_id`."""
    return _blank(row, gazetteer) | _matched(row, gazetteer.row(place_id))


def as_no_place(row, gazetteer: Gazetteer) -> dict:
    """Return the row of a mention (contract Places) that names no place."""
    return _blank(row, gazetteer) | {"status": "not_a_place", "name_ar": row.text}


def _decide(row, options, gazetteer: Gazetteer, min_confidence: float, chosen: dict) -> dict:
    blank = _blank(row, gazetteer)
    area = _area(row, gazetteer)
    if area is not None and (area.get("place_id") or not options):
        return blank | area
    if not options or options[0].evidence.startswith(_SIMILAR):
        return blank | {"status": "unmatched", "name_ar": row.text}
    key = (row.doc_id, name_key(row.text))
    best = options[0]
    earlier = chosen.get(key)
    tied = [option.place_id for option in options if option.score >= best.score - 0.05]
    tied = _without_doubles(tied, gazetteer)
    decided = tied[0]
    if len(tied) > 1 and earlier in tied:
        decided = earlier  # one report, one place of this name
    elif len(tied) > 1 or confidence_of(best.score) < min_confidence:
        return blank | (area or {"status": "ambiguous", "name_ar": row.text})
    sure = {"confidence": confidence_of(best.score)}
    if area is not None:
        return blank | _area_near(row, gazetteer.row(decided)) | sure
    chosen[key] = decided
    return blank | _matched(row, gazetteer.row(decided)) | sure


def _without_doubles(ids: list[str], gazetteer: Gazetteer) -> list[str]:
    """Return candidates without those that lie within 6 km of a better one: two gazetteers' rows of one place."""
    kept: list[str] = []
    for place_id in sorted(ids, key=lambda i: (gazetteer.row(i)["precision_km"], ids.index(i))):
        place = gazetteer.row(place_id)
        if all(
            distance_km(place["lat"], place["lon"], o["lat"], o["lon"]) > _SAME_KM for o in map(gazetteer.row, kept)
        ):
            kept.append(place_id)
    return sorted(kept, key=ids.index)


def _area_near(row, place: dict) -> dict:
    """Return the area of 'east of X', '30 km west of X': X is its reference, a stated distance its radius."""
    stated = [float(word[2:]) for word in row.context.split() if re.fullmatch(r"km\d+(?:\.\d+)?", word)]
    return {
        "status": "region_only", "place_id": place["place_id"], "name_ar": row.text, "name_en": place["name_en"],
        "pcode": place["pcode"], "geonames_id": place["geonames_id"], "adm1": place["adm1"], "adm2": place["adm2"],
        "adm3": place["adm3"], "radius_km": stated[0] if stated else None, **_precision("region"),
    }  # fmt: skip


def _areas_between(rows: list[dict], mentions: dict[str, str], gazetteer: Gazetteer) -> None:
    """Turn 'between A and B' into an area: both stay references, the radius is half their distance."""
    between = [r for r in rows if "between" in mentions[r["mention_id"]].split()]
    for left, right in zip(between[::2], between[1::2], strict=False):
        if left["status"] == right["status"] == "matched":
            half = distance_km(left["lat"], left["lon"], right["lat"], right["lon"]) / 2
            for row in (left, right):
                row |= {"status": "region_only", "lat": None, "lon": None, "radius_km": round(half, 1),
                        **_precision("near")}  # fmt: skip


def _area(row, gazetteer: Gazetteer) -> dict | None:
    """Return the area of a region, or of a governorate named without 'the city of'."""
    key = name_key(row.text)
    governorates = gazetteer.governorates
    named = None
    if row.kind == "region":
        words = [name_key(word) for word in fold(row.text).split()]
        named = next((governorates[w] for w in words if w in governorates), None)
        if named is None:
            return {"status": "region_only", "name_ar": row.text, **_precision("region")}
    elif key in governorates and not row.context.startswith("city") and row.kind == "settlement":
        named = governorates[key]
    if named is None:
        return None
    place = gazetteer.row(named)
    precision = "region" if row.kind == "region" and len(row.text.split()) > 1 else "governorate"
    return {
        "status": "region_only", "place_id": named, "name_ar": row.text, "name_en": place["name_en"],
        "pcode": place["pcode"], "adm1": place["adm1"], **_precision(precision),
    }  # fmt: skip


def _matched(row, place: dict) -> dict:
    near = "around" in row.context.split()[:2]
    precision = "near" if near else {"quarter": "quarter", "city": "city", "town": "city"}.get(place["kind"], "village")
    radius = float(place["precision_km"]) + (2.0 if near else 0.0)
    return {
        "status": "matched", "place_id": place["place_id"], "name_ar": place["name_ar"],
        "name_en": place["name_en"], "pcode": place["pcode"], "geonames_id": place["geonames_id"],
        "adm1": place["adm1"], "adm2": place["adm2"], "adm3": place["adm3"], "lat": place["lat"],
        "lon": place["lon"], "radius_km": radius, **_precision(precision),
    }  # fmt: skip


def _precision(precision: str) -> dict:
    geo_precision, where_prec, accuracy = PRECISION_SCALES[precision]
    return {
        "precision": precision,
        "geo_precision": geo_precision,
        "where_prec": where_prec,
        "accuracy": accuracy,
    }


def geocode_names(names: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Decide a list of names given with free context, one row each; columns name, context, then Places.

    The context may be Arabic ("بريف إدلب الجنوبي") or English words ("countryside south").
    """
    rows = []
    for number, row in enumerate(names.itertuples(index=False)):
        context = getattr(row, "context", "")
        rows.append(
            {
                "mention_id": f"m{number:010x}", "doc_id": f"row {number}", "start": 0, "end": max(len(row.name), 1),
                "text": row.name or "?", "kind": "settlement", "context": context_words(context),
            }
        )  # fmt: skip
    mentions = PlaceMentions.typed(pd.DataFrame(rows, columns=PlaceMentions.column_names()))
    places = match_places(mentions, gazetteer).drop(columns="mention_id")
    given = names.assign(context=names.get("context", ""))[["name", "context"]]
    return pd.concat([given.reset_index(drop=True), places.reset_index(drop=True)], axis=1)


def context_words(text: str) -> str:
    """Return the region words of a free context, as mentions carry them."""
    found = []
    for word in fold(text).split():
        for form, _ in bare_forms(word):
            label = _CONTEXT_LABELS.get(form) or (form if form in _GOVERNORATE_OF else None)
            if label and label not in found:
                found.append(label)
    return " ".join(found)


_CONTEXT_LABELS = {
    fold(form): entry["label"] for entry in load_lexicon("places") if "label" in entry for form in entry["forms"]
} | {word: word for word in ("north", "south", "east", "west", "countryside", "province", "city", "around")}


def geometry_of(places: pd.DataFrame, mentions: pd.DataFrame):
    """Return the located places as a GeoDataFrame (EPSG:4326, longitude before latitude), one row per place.

    Columns: place_id, names, precision and its three scales, radius_km, n_mentions, and HXL-friendly pcode.
    """
    import geopandas

    located = places[places["status"] == "matched"]
    counts = located.groupby("place_id").size().rename("n_mentions")
    kept = ["place_id", "name_ar", "name_en", "pcode", "adm1", "precision", "geo_precision", "where_prec",
            "accuracy", "radius_km", "lat", "lon"]  # fmt: skip
    frame = located.drop_duplicates("place_id")[kept].merge(counts, on="place_id").sort_values("place_id")
    points = geopandas.points_from_xy(frame["lon"].astype(float), frame["lat"].astype(float), crs="EPSG:4326")
    for name in ("geo_precision", "where_prec", "n_mentions"):
        frame[name] = frame[name].astype(int)
    for name in ("radius_km", "lat", "lon"):
        frame[name] = frame[name].astype(float)
    return geopandas.GeoDataFrame(frame.drop(columns=["lat", "lon"]).reset_index(drop=True), geometry=points)


_STYLE_COLOURS = {"village": "0,114,178", "quarter": "86,180,233", "city": "0,158,115", "near": "230,159,0"}


def qgis_style() -> str:
    """Return a QGIS style (.qml) that colours points by their precision; QGIS loads it beside a file of its name."""
    categories, symbols = [], []
    for number, (precision, colour) in enumerate(_STYLE_COLOURS.items()):
        categories.append(f'      <category value="{precision}" symbol="{number}" label="{precision}" render="true"/>')
        hollow = ',0"' if precision == "near" else ',255"'
        symbols.append(
            f'      <symbol type="marker" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">\n'
            f'        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">\n          <Option type="Map">\n'
            f'            <Option name="name" type="QString" value="circle"/>\n'
            f'            <Option name="color" type="QString" value="{colour}{hollow}/>\n'
            f'            <Option name="outline_color" type="QString" value="{colour},255"/>\n'
            f'            <Option name="outline_width" type="QString" value="0.5"/>\n'
            f'            <Option name="size" type="QString" value="3"/>\n'
            f"          </Option>\n        </layer>\n      </symbol>"
        )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.28" styleCategories="Symbology">\n'
        '  <renderer-v2 type="categorizedSymbol" attr="precision" symbollevels="0" forceraster="0">\n'
        "    <categories>\n" + "\n".join(categories) + "\n    </categories>\n    <symbols>\n" + "\n".join(symbols)
        + "\n    </symbols>\n  </renderer-v2>\n</qgis>\n"
    )  # fmt: skip
