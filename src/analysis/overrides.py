"""Overrides: which place a person says that a mention means, over the decision of the program.

``data/raw/hand/places.yaml`` names the mention by its characters, the place by its id in the gazetteer
(or "none" for no place), the reason, who and when. An unknown id stops the run; an entry whose mention
is not there is reported as unused.
"""

from pathlib import Path

import pandas as pd

from analysis.errors import GazetteerError
from analysis.gazetteer import Gazetteer
from analysis.hand import read_decisions
from analysis.places import as_matched, as_no_place
from analysis.schemas import Places

_KEYS = {"mention", "place_id", "reason", "who", "when"}
NO_PLACE = "none"


def load_overrides(path: Path, gazetteer: Gazetteer) -> list[dict]:
    """Read and check the overrides; an empty list when there are none."""
    entries = read_decisions(path, "places", _KEYS, GazetteerError)
    for where, entry in entries:
        known = isinstance(entry["place_id"], str) and entry["place_id"] in gazetteer.places.index
        if entry["place_id"] != NO_PLACE and not known:
            raise GazetteerError(
                found=f"place_id {entry['place_id']!r}", expected="an id of the gazetteer, or 'none'", where=where,
                remedy="add the place to the facts table first",
            )  # fmt: skip
    return [entry for _, entry in entries]


def apply_overrides(
    places: pd.DataFrame, mentions: pd.DataFrame, overrides: list[dict], gazetteer: Gazetteer
) -> tuple[pd.DataFrame, list[str]]:
    """Return (decided places with the overrides, notes of entries that fit no mention)."""
    rows = {row["mention_id"]: row for row in places.to_dict("records")}
    notes = []
    for entry in overrides:
        place = entry["mention"]
        here = mentions[
            (mentions["doc_id"] == place["doc_id"])
            & (mentions["start"] == place["start"])
            & (mentions["end"] == place["end"])
        ]
        if here.empty:
            notes.append(f"unused override: {place['doc_id']}:{place['start']}-{place['end']} ({entry['who']})")
            continue
        mention = next(here.itertuples())
        if entry["place_id"] == NO_PLACE:
            rows[mention.mention_id] = as_no_place(mention, gazetteer)
        else:
            rows[mention.mention_id] = as_matched(mention, gazetteer, entry["place_id"])
    return Places.typed(pd.DataFrame(rows.values(), columns=Places.column_names())), notes
