"""Write the stand-off gold: offsets and readings of the claims, without the text of the reports.

`python tests/make_gold.py FOLDER OUT` writes what the package reads now. The file is gold only after a
person has compared every row with its sentence; commit it with that person's word in the message.
"""

import sys
from pathlib import Path

import pandas as pd

from analysis.claims import read_report
from analysis.documents import read_corpus

FIELDS = ["value", "low", "high", "qualifier", "measure", "group", "actor", "method", "window_start", "window_end",
          "running", "scope", "relation", "attributed_to"]  # fmt: skip


def gold_rows(report) -> pd.DataFrame:
    """Return the gold columns of one report; `parent` is the offset of the parent figure."""
    claims = read_report(report).claims
    starts = dict(zip(claims["claim_id"], claims["start"], strict=True))
    parents = [str(starts[p]) if p else "" for p in claims["parent_id"]]
    return claims.assign(parent=parents)[["doc_id", "start", "end", *FIELDS, "parent"]].sort_values("start")


if __name__ == "__main__":
    frames = [gold_rows(report) for report in read_corpus(Path(sys.argv[1])).reports]
    pd.concat(frames).to_csv(sys.argv[2], index=False, lineterminator="\n")
