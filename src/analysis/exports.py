"""Exports: the tolls in the columns of UCDP GED and of Airwars, with a table that says how they are made.

They help to put our figures beside those datasets; they are not part of either. Only figures of killed
people that are no running total, no subset and no repetition become rows: a running total is no event.
"""

import pandas as pd

from analysis.schemas import PEOPLE_MEASURES

_SIDES = {
    "government": "Government of Syria", "russia": "Government of Russia (Soviet Union)", "turkey": "Government of Turkey",
    "opposition": "Syrian insurgents", "jihadists": "Syrian insurgents (jihadist)", "is": "IS",
    "israel": "Government of Israel", "iran": "Government of Iran", "hezbollah": "Hezbollah", "kurdish": "SDF",
    "coalition": "US-led coalition", "houthi": "Ansarallah", "saudi": "Saudi-led coalition",
}  # fmt: skip

# export, column of the export, our table and column, how
MAPPING = (
    ("ucdp_like", "id", "claims.claim_id", "as it is"),
    ("ucdp_like", "source_office", "claims.attributed_to, documents.publisher", "the named source, else the publisher"),
    ("ucdp_like", "source_date", "documents.published", "as it is"),
    ("ucdp_like", "side_a", "claims.actor", "the party whose fire it was, by name; empty: none or several named"),
    ("ucdp_like", "date_start", "claims.window_start", "as it is"),
    ("ucdp_like", "date_end", "claims.window_end", "as it is"),
    ("ucdp_like", "date_prec", "claims.window_start, window_end", "1: one day; 2: 2–6 days; 3: a week; 4: a month; 5: more; empty: no dates"),
    ("ucdp_like", "where_coordinates", "places.name_en", "the matched places, separated by ;"),
    ("ucdp_like", "where_prec", "places.where_prec", "the coarsest of the places"),
    ("ucdp_like", "adm_1", "places.adm1", "of the first place that has one"),
    ("ucdp_like", "latitude, longitude", "places.lat, lon", "only when exactly one place is matched and no other is named"),
    ("ucdp_like", "deaths_civilians", "claims.value", "of a claim whose group is civilian"),
    ("ucdp_like", "deaths_unknown", "claims.value", "of any other group: the text does not say on which side they stood"),
    ("ucdp_like", "best", "decisions.used", "the value that reconciliation used; empty when more than one fits"),
    ("ucdp_like", "low, high", "claims.low, high", "inclusive bounds; empty: not bounded"),
    ("airwars_like", "unique_reference_number", "claims.claim_id", "as it is"),
    ("airwars_like", "date", "claims.window_start, window_end", "one day, or start/end"),
    ("airwars_like", "location_arabic, location", "places.name_ar, name_en", "the matched places, separated by ;"),
    ("airwars_like", "geolocation, geolocation_accuracy", "places.lat, lon, accuracy", "only when exactly one place is matched"),
    ("airwars_like", "belligerents", "claims.actor", "as it is"),
    ("airwars_like", "strike_type", "claims.method", "as it is"),
    ("airwars_like", "civilian_deaths_min, civilian_deaths_max", "claims.low, high", "of claims whose group is civilian"),
    ("airwars_like", "children, women, men", "claims.value", "of its subsets of that group"),
    ("airwars_like", "civilians_injured_min, civilians_injured_max", "claims.low, high",
     "of the civilian figure of wounded in the same sentence, when there is exactly one"),
    ("airwars_like", "sources", "claims.attributed_to, documents.publisher", "the named source, else the publisher"),
)  # fmt: skip


def mapping_table() -> pd.DataFrame:
    """Return the mapping: export, column, from, how."""
    return pd.DataFrame(MAPPING, columns=["export", "column", "from", "how"])


def event_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of killed people that are events: no running total, subset or repetition."""
    killed = (claims["measure"] == "killed") & ~claims["running"].astype(bool)
    return claims[killed & ~claims["relation"].isin(["among", "restated"])]


def ucdp_like(
    claims: pd.DataFrame, documents: pd.DataFrame, places: pd.DataFrame, decisions: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per event claim in columns of UCDP GED (see :data:`MAPPING`)."""
    used = decisions.set_index("claim_id")["used"]
    dated = documents.set_index("doc_id")
    rows = []
    for claim in event_claims(claims).itertuples():
        where = _where(claim, places)
        civilian = claim.group.split("/")[0] == "civilians"
        rows.append({
            "id": claim.claim_id, "source_office": claim.attributed_to or dated.loc[claim.doc_id, "publisher"],
            "source_date": dated.loc[claim.doc_id, "published"], "side_a": _SIDES.get(claim.actor, ""),
            "date_start": claim.window_start, "date_end": claim.window_end, "date_prec": _date_prec(claim),
            "where_coordinates": where["names_en"], "where_prec": where["where_prec"], "adm_1": where["adm1"],
            "latitude": where["lat"], "longitude": where["lon"],
            "deaths_civilians": claim.value if civilian else pd.NA,
            "deaths_unknown": pd.NA if civilian else claim.value,
            "best": used.get(claim.claim_id, pd.NA), "low": claim.low, "high": claim.high,
        })  # fmt: skip
    columns = ["id", "source_office", "source_date", "side_a", "date_start", "date_end", "date_prec",
               "where_coordinates", "where_prec", "adm_1", "latitude", "longitude", "deaths_civilians",
               "deaths_unknown", "best", "low", "high"]  # fmt: skip
    return _typed(pd.DataFrame(rows, columns=columns), ("date_prec", "where_prec", "deaths_civilians",
                  "deaths_unknown", "best", "low", "high"), ("latitude", "longitude"))  # fmt: skip


def airwars_like(claims: pd.DataFrame, documents: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return one row per event claim of civilians in columns of Airwars' incidents (see :data:`MAPPING`)."""
    publishers = documents.set_index("doc_id")["publisher"]
    rows = []
    for claim in event_claims(claims).itertuples():
        if claim.group.split("/")[0] != "civilians":
            continue
        where = _where(claim, places)
        pieces = claims[(claims["parent_id"] == claim.claim_id) & (claims["relation"] != "restated")]
        hurt = claims[
            (claims["doc_id"] == claim.doc_id) & (claims["sentence_start"] == claim.sentence_start)
            & (claims["measure"] == "wounded") & (claims["parent_id"] == "")
            & claims["group"].str.startswith("civilians")
        ]  # fmt: skip
        injured = hurt.iloc[0] if len(hurt) == 1 else None
        dates = dict.fromkeys(day for day in (claim.window_start, claim.window_end) if day)
        rows.append({
            "unique_reference_number": claim.claim_id, "date": "/".join(dates),
            "location_arabic": where["names_ar"], "location": where["names_en"],
            "geolocation": "" if pd.isna(where["lat"]) else f"{where['lat']:.5f}, {where['lon']:.5f}",
            "geolocation_accuracy": where["accuracy"], "belligerents": claim.actor, "strike_type": claim.method,
            "civilian_deaths_min": claim.low, "civilian_deaths_max": claim.high,
            **{name: _sum(pieces, f"civilians/{name}") for name in ("children", "women", "men")},
            "civilians_injured_min": injured["low"] if injured is not None else pd.NA,
            "civilians_injured_max": injured["high"] if injured is not None else pd.NA,
            "sources": claim.attributed_to or publishers[claim.doc_id],
        })  # fmt: skip
    columns = ["unique_reference_number", "date", "location_arabic", "location", "geolocation",
               "geolocation_accuracy", "belligerents", "strike_type", "civilian_deaths_min", "civilian_deaths_max",
               "children", "women", "men", "civilians_injured_min", "civilians_injured_max", "sources"]  # fmt: skip
    counts = tuple(
        column for column in columns if column.endswith(("_min", "_max")) or column in ("children", "women", "men")
    )
    return _typed(pd.DataFrame(rows, columns=columns), counts, ())


def _where(claim, places: pd.DataFrame) -> dict:
    named = places[places["mention_id"].isin(claim.places.split())]
    matched = named[named["status"] == "matched"].drop_duplicates("place_id")
    alone = len(matched) == 1 and len(named) == len(named[named["status"].isin(["matched", "region_only"])])
    point = matched.iloc[0] if alone else None
    known = named.loc[named["where_prec"].notna(), "where_prec"]
    return {
        "names_en": "; ".join(matched["name_en"]), "names_ar": "; ".join(matched["name_ar"]),
        "where_prec": known.max() if len(known) else pd.NA,
        "adm1": next((name for name in named["adm1"] if name), ""),
        "lat": float(point["lat"]) if alone else float("nan"), "lon": float(point["lon"]) if alone else float("nan"),
        "accuracy": point["accuracy"] if alone else "",
    }  # fmt: skip


def _date_prec(claim) -> object:
    """Return UCDP's precision of time: 1 day, 2 to six days, 3 week, 4 month, 5 more; <NA> without both dates."""
    if not (claim.window_start and claim.window_end):
        return pd.NA
    days = (pd.Timestamp(claim.window_end) - pd.Timestamp(claim.window_start)).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _sum(pieces: pd.DataFrame, group: str) -> object:
    values = pieces.loc[pieces["group"] == group, "value"].dropna()
    return int(values.sum()) if len(values) else pd.NA


def _typed(frame: pd.DataFrame, whole: tuple[str, ...], decimal: tuple[str, ...]) -> pd.DataFrame:
    for column in whole:
        frame[column] = frame[column].astype("Int64")
    for column in decimal:
        frame[column] = frame[column].astype("Float64")
    return frame.reset_index(drop=True)


def actor_table(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the event figures of people by whose fire: fire of, measure, group, figures, lowest, highest.

    Figures of different windows and reports overlap, so they are counted and their range is shown; they are
    never added.
    """
    events = claims[
        claims["measure"].isin(PEOPLE_MEASURES) & ~claims["relation"].isin(["among", "restated"])
        & ~claims["running"].astype(bool) & claims["value"].notna() & (claims["actor"] != "")
    ]  # fmt: skip
    table = events.groupby(["actor", "measure", "group"], as_index=False).agg(
        figures=("claim_id", "size"), lowest=("value", "min"), highest=("value", "max")
    )
    return table.rename(columns={"actor": "fire of"})


def place_table(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return one row per matched place: names, governorate, P-code, precision, mentions, figures that name it."""
    matched = places[places["status"] == "matched"]
    figures: dict[str, set[str]] = {}
    by_mention = matched.set_index("mention_id")["place_id"]
    for claim in claims.itertuples():
        for mention in claim.places.split():
            if mention in by_mention.index:
                figures.setdefault(by_mention[mention], set()).add(claim.claim_id)
    columns = [
        "place_id",
        "name_ar",
        "name_en",
        "pcode",
        "adm1",
        "adm2",
        "adm3",
        "lat",
        "lon",
        "precision",
        "radius_km",
    ]
    table = matched.drop_duplicates("place_id")[columns].sort_values(["adm1", "name_en", "place_id"])
    counts = matched.groupby("place_id").size()
    return table.assign(
        n_mentions=[int(counts[i]) for i in table["place_id"]],
        n_figures=[len(figures.get(i, ())) for i in table["place_id"]],
    ).reset_index(drop=True)


def source_table(documents: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row per report: publisher, published, how the day is known, numbers, claims, named sources."""
    counts = claims.groupby("doc_id").size()
    named = (
        claims[claims["attributed_to"] != ""]
        .groupby("doc_id")["attributed_to"]
        .agg(lambda s: "; ".join(sorted(set(s))))
    )
    frame = documents.sort_values("doc_id")
    return pd.DataFrame({
        "report": frame["doc_id"], "publisher": frame["publisher"], "published": frame["published"],
        "day known from": frame["published_basis"], "numbers": frame["n_numbers"],
        "figures of tolls": [int(counts.get(i, 0)) for i in frame["doc_id"]],
        "sources named": [named.get(i, "") for i in frame["doc_id"]],
    }).reset_index(drop=True)  # fmt: skip
