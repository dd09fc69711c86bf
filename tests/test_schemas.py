"""Contracts: one bad row of each kind is refused, and nothing half-written remains."""

import pandas as pd
import pytest

from analysis.errors import ContractError
from analysis.quantities import interval_of, rounding_step
from analysis.schemas import TABLES, Claims, Places, Quarantine, Totals
from analysis.store import read_table, write_bytes, write_table


def one_claim(claims) -> pd.DataFrame:
    return claims[claims["relation"] == ""].head(1).copy()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("claim_id", "x1"), ("start", -1), ("start", pd.NA), ("value", -5), ("low", 10**6), ("qualifier", "maybe"),
        ("measure", "dead"), ("group", "martyrs"), ("group", ""), ("actor", "us"), ("method", "magic"),
        ("window_start", "30 April"), ("relation", "part"), ("relation", "sibling"), ("rule_id", ""), ("text", ""),
        ("value", "many"), ("running", "perhaps"),
    ],
)  # fmt: skip
def test_a_bad_claim_is_refused(claims, tmp_path, column, value):
    bad = one_claim(claims)
    bad[column] = pd.Series([value], index=bad.index, dtype=object)
    with pytest.raises(ContractError, match="table claims"):
        write_table(bad, Claims, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_missing_extra_and_duplicate_rows_are_refused(claims, tmp_path):
    good = one_claim(claims)
    for bad in (good.drop(columns="term"), good.assign(colour="red"), pd.concat([good, good])):
        with pytest.raises(ContractError):
            write_table(bad, Claims, tmp_path)


def test_zero_zero_is_no_place():
    row = dict.fromkeys(Places.column_names(), "") | {
        "mention_id": "m1", "status": "matched", "lat": 0.0, "lon": 0.0, "radius_km": 1.0,
        "geo_precision": 1, "where_prec": 1, "confidence": 0.978,
    }  # fmt: skip
    for change in ({}, {"status": "unmatched", "lat": 35.0, "lon": 36.0}, {"lat": None}):
        with pytest.raises(ContractError):
            write_table(pd.DataFrame([row | change]), Places, "unused")


def test_tables_come_back_as_they_were(claims, tmp_path):
    written = write_table(claims, Claims, tmp_path)
    pd.testing.assert_frame_equal(read_table(Claims, tmp_path), written)
    shuffled = write_table(claims.sample(frac=1, random_state=1), Claims, tmp_path)
    pd.testing.assert_frame_equal(shuffled, written)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_an_empty_table_keeps_its_columns(table, tmp_path):
    write_table(pd.DataFrame(columns=table.column_names()), table, tmp_path)
    assert list(read_table(table, tmp_path).columns) == table.column_names()


def test_a_missing_table_says_what_to_do(tmp_path):
    with pytest.raises(ContractError, match="make repro"):
        read_table(Totals, tmp_path)


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = write_bytes(tmp_path / "a.csv", b"old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_quarantine_key():
    assert Quarantine.key() == ["path"] and Quarantine.table_name() == "quarantine"


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("exact", 103, 103), ("at_least", 103, None), ("more_than", 104, None), ("at_most", None, 103),
     ("less_than", None, 102), ("approximately", None, None)],
)  # fmt: skip
def test_intervals(qualifier, low, high):
    interval = interval_of(103, qualifier)
    assert (interval.low, interval.high) == (low, high)
    assert interval.contains(103) == (qualifier not in ("more_than", "less_than"))


def test_tolerance_and_rounding():
    assert (interval_of(100, "approximately", 0.1).low, interval_of(100, "approximately", 0.1).high) == (90, 110)
    assert [rounding_step(n) for n in (3900, 30, 341, 0)] == [100, 10, 1, 1]
    with pytest.raises(ValueError, match="unknown qualifier"):
        interval_of(1, "roughly")
