"""Every change of a reading is seen: what is read now from the evaluation reports, beside what was read before.

The rows are no gold: they hold what the program read when somebody last said so. A change that is meant is
written with `python tests/test_readings.py` and shown in the commit; of the unseen half only hashes are kept, so
that nobody looks at its errors.
"""

import hashlib
import sys
from io import StringIO

import pandas as pd
import pytest
from conftest import CORPUS, ROOT
from make_gold import FIELDS

from analysis.claims import read_report
from analysis.evaluation import load_gold
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names


def readings(half: str) -> pd.DataFrame:
    """Return one row per number expression of a half: the reading of a claim, or the role in the ledger."""
    names = fold_names(load_gazetteer(ROOT / "data/raw/gazetteer/places.csv").names())
    frames = []
    for gold in load_gold(ROOT / "data" / "raw" / "evaluation" / f"{half}.yaml"):
        reading = read_report(gold.report, names)
        starts = dict(zip(reading.claims["claim_id"], reading.claims["start"], strict=True))
        claims = reading.claims.assign(
            parent=[str(starts[p]) if p else "" for p in reading.claims["parent_id"]],
            n_places=[len(p.split()) for p in reading.claims["places"]],
        )
        columns = ["start", "end", *FIELDS, "parent", "n_places", "rule_id"]
        rows = reading.numbers[["doc_id", "start", "end", "role", "reason"]].merge(
            claims[columns], on=["start", "end"], how="left"
        )
        frames.append(rows.assign(mentions=" ".join(f"{m.start}-{m.end}{m.kind[0]}" for m in reading.mentions)))
    text = pd.concat(frames).to_csv(index=False, lineterminator="\n")
    return pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)


def digests(frame: pd.DataFrame) -> pd.DataFrame:
    """Return report → hash of its rows."""
    found = {
        doc_id: hashlib.sha256(rows.to_csv(index=False, lineterminator="\n").encode()).hexdigest()[:16]
        for doc_id, rows in frame.groupby("doc_id", sort=True)
    }
    return pd.DataFrame({"doc_id": list(found), "digest": list(found.values())})


def recorded(name: str) -> pd.DataFrame:
    return pd.read_csv(CORPUS / name, dtype=str, keep_default_na=False)


def test_the_seen_half_is_read_as_before():
    pd.testing.assert_frame_equal(readings("seen"), recorded("readings_seen.csv"))


def test_the_unseen_half_is_read_as_before():
    pd.testing.assert_frame_equal(digests(readings("unseen")), recorded("readings_unseen.csv"))


def test_a_change_of_one_cell_changes_the_digest():
    frame = readings("seen").head(20)
    changed = frame.copy()
    changed.loc[3, "role"] = "other"
    assert (digests(frame)["digest"] != digests(changed)["digest"]).any()


if __name__ == "__main__":
    readings("seen").to_csv(CORPUS / "readings_seen.csv", index=False, lineterminator="\n")
    digests(readings("unseen")).to_csv(CORPUS / "readings_unseen.csv", index=False, lineterminator="\n")
    sys.exit(pytest.main([__file__, "-q"]))
