"""Reconciliation: what the five reports contain, small cases by hand, and properties."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.checks import Rule, headline_terms
from analysis.reconcile import Weights, reconcile
from analysis.reconcile.explain import count_people_ar
from analysis.reconcile.solve import Block, Stated, irreducible_sets
from analysis.schemas import Checks, Claims, Conflicts, Decisions, Periods, Totals
from analysis.store import require_contract


@pytest.fixture(scope="module")
def result(claims, reports):
    return reconcile(claims, {r.doc_id: r.publisher for r in reports}, {r.doc_id: r.text for r in reports})


def value_of(claims) -> dict:
    return dict(zip(claims["claim_id"], claims["value"], strict=True))


def test_the_tables_keep_their_contracts(result):
    for frame, table in ((result.totals, Totals), (result.decisions, Decisions), (result.conflicts, Conflicts),
                         (result.periods, Periods), (result.checks, Checks)):  # fmt: skip
        require_contract(frame, table)


def test_the_sums_that_close(result):
    sums = result.checks[result.checks["rule"] == "sum_of_parts"].set_index("stated")
    for total in (4693, 5219, 5453, 1206, 77):
        assert sums.loc[total, "computed"] == total and sums.loc[total, "result"] == "pass"


def test_at_least_341_leaves_ten_people_out(result, claims):
    conflict = result.conflicts[result.conflicts["kind"] == "sum_of_parts"].iloc[0]
    values = value_of(claims)
    assert sorted(values[c] for c in conflict["claim_ids"].split()) == [85, 102, 144, 341]
    assert conflict["gap"] == 10
    (repair,) = json.loads(conflict["repairs"])
    assert repair["changed"] == [] and [m["people"] for m in repair["missing"]] == [10]
    total = result.totals[(result.totals["low"] == 341)].iloc[0]
    assert total["status"] == "incomplete" and pd.isna(total["high"])


def test_an_exact_341_is_contested_with_every_way_out(claims, reports):
    exact = claims.copy()
    whole = (exact["value"] == 341) & (exact["group"] == "people")
    exact.loc[whole, "qualifier"], exact.loc[whole, "high"] = "exact", 341
    found = reconcile(exact, {}, {}).conflicts
    repairs = json.loads(found[found["kind"] == "sum_of_parts"].iloc[0]["repairs"])
    assert len(repairs) == 5  # the whole, each of three parts, or a missing category
    assert {r["cost"] for r in repairs} == {4}


def test_the_headline_that_adds_a_raid(result):
    conflict = result.conflicts[result.conflicts["kind"] == "headline"].iloc[0]
    assert conflict["gap"] == 16 and "16 people killed" in conflict["explanation_en"]
    totals = result.totals[(result.totals["low"] == 327) & (result.totals["high"] == 343)]
    assert set(totals["status"]) == {"contested"} and totals["best"].isna().all()


def test_the_subset_that_grows_faster_than_its_whole(result, claims):
    conflict = result.conflicts[result.conflicts["kind"] == "implied_period"].iloc[0]
    values = value_of(claims)
    assert sorted(values[c] for c in conflict["claim_ids"].split()) == [1246, 1350, 1952, 2019]
    assert conflict["gap"] == 37
    changed = [{values[c["claim_id"]]: c["low"] for c in r["changed"]} for r in json.loads(conflict["repairs"])]
    assert sorted(changed, key=str) == [{1246: 1283}, {1350: 1313}]


def test_headlines_are_found_in_the_body(result):
    heads = result.checks[result.checks["rule"] == "headline"]
    pairs = sorted(zip(heads["stated"], heads["computed"], heads["result"], strict=True))
    assert pairs == [(30, 29, "pass"), (30, 29, "pass"), (220, 220, "pass"), (259, 259, "pass"),
                     (343, 327, "fail"), (3900, 3890, "pass")]  # fmt: skip


def test_periods_between_the_three_windows(result):
    plain = result.periods[(result.periods["actor"] == "") & (result.periods["method"] == "")]
    best = {(r["from"], r["group"]): r["best"] for _, r in plain.iterrows()}
    assert best["2018-09-17", "people"] == 234 and best["2019-02-15", "people"] == 526
    for start, parts in (("2018-09-17", (83, 67, 84)), ("2019-02-15", (283, 86, 157))):
        groups = ("civilians", "combatants/opposition", "combatants/government")
        assert tuple(best[start, group] for group in groups) == parts
    assert set(plain["to"]) == {"2019-02-14", "2019-04-29"}


def test_every_claim_has_one_decision(result, claims):
    assert sorted(result.decisions["claim_id"]) == sorted(claims["claim_id"])


def test_order_does_not_matter(claims, reports, result):
    texts = {r.doc_id: r.text for r in reports}
    again = reconcile(claims.sample(frac=1, random_state=3), {r.doc_id: r.publisher for r in reports}, texts)
    for one, other in ((result.totals, again.totals), (result.conflicts, again.conflicts)):
        key = one.columns[0]
        pd.testing.assert_frame_equal(
            one.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True)
        )


# ---------------------------------------------------------------- small cases
def toll(number: int, value: int, **fields) -> dict:
    row = {
        "claim_id": f"c{number:010x}", "doc_id": "d", "start": number, "end": number + 1, "text": "1", "value": value,
        "low": value, "high": value, "qualifier": "exact", "measure": "killed", "group": "people", "actor": "",
        "method": "", "window_start": "", "window_end": "", "window_text": "", "running": False, "scope": "",
        "places": "", "parent_id": "", "relation": "", "attributed_to": "", "term": "", "rule_id": "r",
        "sentence_start": 0, "sentence_end": 9,
    }  # fmt: skip
    return row | fields


def frame(rows: list[dict]) -> pd.DataFrame:
    return require_contract(Claims.typed(pd.DataFrame(rows)), Claims)


def tree(whole: int, parts: list[int]) -> pd.DataFrame:
    rows = [toll(1, whole)]
    groups = ["civilians", "combatants/government", "combatants/opposition", "combatants/is", "combatants/russia"]
    rows += [
        toll(10 + i, part, group=groups[i], relation="part", parent_id=rows[0]["claim_id"])
        for i, part in enumerate(parts)
    ]
    return frame(rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=9999), min_size=2, max_size=5))
def test_coherent_totals_come_back_unchanged(parts):
    claims = tree(sum(parts), parts)
    found = reconcile(claims)
    assert found.conflicts.empty
    assert sorted(found.totals["best"]) == sorted([sum(parts), *parts])
    assert (found.totals["low"] == found.totals["high"]).all() and set(found.totals["status"]) == {"agreed"}
    assert (found.decisions["used"] == found.decisions["stated"]).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 999), min_size=2, max_size=4), st.integers(1, 500), st.booleans())
def test_a_wrong_sum_is_found_with_its_gap(parts, gap, above):
    whole = sum(parts) + gap if above else max(sum(parts) - gap, 0)
    found = reconcile(tree(whole, parts))
    (conflict,) = found.conflicts.to_dict("records")
    assert conflict["gap"] == abs(whole - sum(parts))
    repairs = json.loads(conflict["repairs"])
    assert {r["cost"] for r in repairs} == {4}
    # a whole above its parts may miss a category; one below them cannot
    assert any(r["missing"] for r in repairs) == above
    repaired = [{c["claim_id"]: c["low"] for c in r["changed"]} for r in repairs]
    assert {"c0000000001": sum(parts)} in repaired


def test_an_error_in_a_part_that_another_sum_confirms_is_repaired_alone():
    rows = [toll(1, 100), toll(2, 60, group="civilians", relation="part", parent_id="c0000000001")]
    rows += [toll(3, 50, group="combatants", relation="part", parent_id="c0000000001")]
    rows += [toll(4 + i, v, group="civilians", actor=a, relation="part", parent_id="c0000000002")
             for i, (v, a) in enumerate([(35, "russia"), (25, "government")])]  # fmt: skip
    found = reconcile(frame(rows))
    (conflict,) = found.conflicts.to_dict("records")
    repairs = [[(c["claim_id"], c["low"]) for c in r["changed"]] for r in json.loads(conflict["repairs"])]
    assert repairs == [[("c0000000001", 110)], [("c0000000003", 40)]]  # 60 = 35 + 25 stands


def test_a_bound_moves_before_an_exact_figure():
    rows = [toll(1, 100), toll(2, 70, group="civilians", relation="part", parent_id="c0000000001")]
    rows += [toll(3, 40, group="combatants", qualifier="at_least", high=None, relation="part", parent_id="c0000000001")]
    found = reconcile(frame(rows))
    assert found.decisions.set_index("claim_id").loc["c0000000003", ["decision", "used"]].tolist() == ["repaired", 30]
    assert found.conflicts["explanation_ar"].str.contains("110").all()


def test_a_running_total_in_a_longer_window_counts_no_less():
    dates = {"running": True, "scope": "zone", "window_end": "2019-11-30"}
    rows = [toll(1, 90, window_start="2018-09-17", **dates), toll(2, 100, window_start="2019-04-30", **dates)]
    found = reconcile(frame(rows))
    assert found.conflicts["kind"].tolist() == ["nested_window"] and found.conflicts["gap"].tolist() == [10]
    assert set(found.totals["status"]) == {"contested"}


def test_headline_terms_need_disjoint_things():
    rows = frame([toll(1, 30), toll(2, 20, group="civilians"), toll(3, 10, group="civilians/children")])
    head, *body = list(rows.itertuples())
    assert headline_terms(head, body) == []


def test_an_irreducible_set_drops_rules_that_do_not_matter():
    stated = [Stated(c, v, v, v, 4) for c, v in (("a", 10), ("b", 4), ("c", 5), ("d", 3))]
    bad = Rule("r1", "sum_of_parts", "a", ("b", "c"), "=", open_list=False)
    idle = Rule("r2", "subset_sum", "b", ("d",), ">=")
    assert irreducible_sets(stated, [idle, bad], {}) == [[bad]]
    assert Block(stated, [idle], {}).is_consistent()


def test_weights_are_what_the_parameters_say():
    claims = tree(50, [20, 20])
    cheap = reconcile(claims, weights=Weights(weight_missing_category=1)).conflicts.iloc[0]
    assert [r["changed"] for r in json.loads(cheap["repairs"])] == [[]]


@pytest.mark.parametrize(("number", "text"), [(1, "شخص واحد"), (2, "شخصان"), (10, "10 أشخاص"), (11, "11 شخصاً"),
                                              (100, "100 شخص"), (103, "103 أشخاص"), (337, "337 شخصاً")])  # fmt: skip
def test_arabic_numbers_agree(number, text):
    assert count_people_ar(number) == text
