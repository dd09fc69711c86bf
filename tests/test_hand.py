"""What people decide: corrections, overrides of places, totals coded by hand; each bad entry refused."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.corrections import apply_corrections, load_corrections
from analysis.errors import ContractError, GazetteerError
from analysis.overrides import apply_overrides, load_overrides
from analysis.places import match_places
from analysis.published import code_claims, load_published, stem_of, why_unusable
from analysis.reconcile import reconcile, set_aside_unusable
from analysis.reconcile.simulate import KINDS, make_case, outcome_of, project
from analysis.reconcile.solve import slip_values
from analysis.schemas import Claims
from analysis.series import bracket_undated, running_series, same_count_two_windows
from analysis.store import require_contract

HAND = ROOT / "data" / "raw" / "hand"


@pytest.fixture(scope="module")
def published():
    return load_published(HAND)


@pytest.fixture(scope="module")
def joined(claims, reports, published):
    frame, unusable = set_aside_unusable(pd.concat([claims, published.claims], ignore_index=True))
    assert unusable.empty
    names = {r.doc_id: r.publisher for r in reports}
    return frame, reconcile(frame, names, {r.doc_id: r.text for r in reports}, part_of=published.part_of), names


# ---------------------------------------------------------------- totals coded by hand
def test_every_coded_row_becomes_a_claim(published):
    require_contract(published.claims, Claims)
    assert len(published.claims) == 772 and published.set_aside.empty
    assert published.claims["rule_id"].str.startswith("coded.by_hand").all()


def test_a_further_relay_of_a_statement_counts_once(published):
    assert stem_of("rcg_sochi_1435_araby") == "rcg_sochi_1435"
    relays = published.claims[published.claims["relation"] == "restated"]
    assert set(relays["doc_id"]) == {"snhr_jan12_183_hibr"} and len(relays) == 16


def test_real_conflicts_are_found_without_being_told(joined):
    _, result, _ = joined
    told = " ".join(result.conflicts["explanation_en"])
    for found in ("4665 (2019-02-15", "add up to 1695516", "add up to 339", "add up to 97386", "11635 for 11653"):
        assert found in told, found
    assert {"running_fall", "same_quantity", "sum_of_parts", "nested_window"} <= set(result.conflicts["kind"])


def test_every_claim_is_decided_and_untouched_totals_keep_their_figures(joined):
    frame, result, _ = joined
    assert set(result.decisions["claim_id"]) == set(frame["claim_id"])
    used = result.decisions[result.decisions["decision"] == "used"]
    assert (used["used"] == used["stated"]).all()


def test_one_count_under_two_starts_is_suspected(joined):
    frame, _, names = joined
    told = [c["explanation_en"] for c in same_count_two_windows(frame, names)]
    assert any(" 568 killed until 2019-05-27" in text for text in told)


def test_the_undated_report_is_bracketed(joined):
    frame, _, names = joined
    found = bracket_undated(frame, names, "sohr_2019_undated_truce")
    assert min(day for day in found["not_after"] if day) == "2019-04-26"


def test_the_series_since_april_rises(joined):
    _, result, _ = joined
    series = running_series(result.totals, "2019-04-30", "killed", "people")
    observatory = series[series["publisher"] == "Syrian Observatory for Human Rights"]
    assert len(observatory) > 5 and not observatory["falls"].any()


ROW = {"statement_id": "s_a_1", "publisher": "P", "relayed_by": "", "url": "", "published_on": "", "window_start":
       "2019-01-01", "window_end": "2019-02-01", "window_basis": "stated", "region": "R", "measure": "killed",
       "group": "civilians", "actor": "", "value": "10", "qualifier": "exact", "parent_value": "",
       "relation": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": "-3"}, "no whole number"),
        ({"value": "1.5"}, "no whole number"),
        ({"value": "99999999999"}, "more than"),
        ({"measure": "eaten"}, "measure"),
        ({"qualifier": "maybe"}, "qualifier"),
        ({"window_end": "2018-01-01"}, "before it starts"),
        ({"window_end": "01.02.2019"}, "no date"),
    ],
)
def test_a_bad_coded_row_is_set_aside_with_its_line(change, reason):
    rows = pd.DataFrame([ROW, {**ROW, **change}])
    assert reason in why_unusable(next(rows.tail(1).itertuples(index=False)))
    claims, aside = code_claims(rows, {"R": "r"}, {"P": "p"})
    assert len(claims) == 1 and aside["line"].tolist() == [3]


def test_a_parent_that_does_not_exist_is_named_and_a_cycle_is_not_made():
    rows = pd.DataFrame([{**ROW, "parent_value": "77", "relation": "part"}])
    claims, aside = code_claims(rows, {"R": "r"}, {"P": "p"})
    assert claims["relation"].tolist() == [""] and "77" in aside["reason"].iloc[0]
    twice = pd.DataFrame([{**ROW, "parent_value": "10", "relation": "part"}] * 2)
    claims, _ = code_claims(twice, {"R": "r"}, {"P": "p"})
    assert (claims["parent_id"] != "").sum() == 1


def test_an_unknown_region_is_an_error(tmp_path):
    for path in HAND.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = (tmp_path / "crosswalk_regions.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("Idlib governorate,")]
    (tmp_path / "crosswalk_regions.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(ContractError, match="Idlib governorate"):
        load_published(tmp_path)


# ---------------------------------------------------------------- unusable claims
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"window_start": "2020-02-01", "window_end": "2020-01-01"}, "before it starts"),
        ({"parent_id": "c0123456789", "relation": "part"}, "no claim of the table"),
        ({"low": 9, "high": 3}, "bounds cross"),
    ],
)
def test_an_unusable_claim_is_named_and_the_rest_goes_on(claims, change, reason):
    broken = claims.copy()
    target = broken.index[broken["parent_id"] == ""][0]
    for name, value in change.items():
        broken.loc[target, name] = value
    with pytest.raises(ContractError, match=reason):
        reconcile(broken)
    kept, aside = set_aside_unusable(broken)
    assert len(kept) == len(claims) - 1 and reason in aside["reason"].iloc[0]


def test_a_circle_of_parents_is_refused(claims):
    broken = claims.copy()
    first, second = broken.index[:2]
    for one, other in ((first, second), (second, first)):
        broken.loc[one, ["parent_id", "relation"]] = [broken.loc[other, "claim_id"], "part"]
    with pytest.raises(ContractError, match="circle"):
        reconcile(broken)


# ---------------------------------------------------------------- simulated errors
@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_error_is_among_the_repairs_and_nothing_else_moves(kind):
    found = []
    for seed in range(4):
        case = make_case(seed, kind)
        result = reconcile(case.claims)
        found.append(outcome_of(case, result.decisions, result.conflicts))
    assert all(f["listed"] and f["minimal"] and f["others_changed"] == 0 for f in found)


def test_no_coherent_case_is_touched():
    for seed in range(4):
        result = reconcile(make_case(seed, "").claims)
        assert result.conflicts.empty and (result.decisions["used"] == result.decisions["stated"]).all()


def test_a_projection_disturbs_what_reconciliation_leaves_alone():
    assert sum(project(make_case(seed, "wrong_sum"), "ols")["others_changed"] for seed in range(4)) > 0


def test_slips_of_the_pen():
    assert slip_values(1453)[1435] == "swapped_digits" and slip_values(33)[3] == "doubled_digit"
    assert slip_values(12)[12000] == "thousand" and slip_values(5000)[5] == "thousand"
    assert slip_values(42)[402] == "dropped_digit" and 42 not in slip_values(42)


# ---------------------------------------------------------------- corrections
def correction(claims, **changes) -> dict:
    row = claims.iloc[0]
    place = {"doc_id": row["doc_id"], "start": int(row["start"]), "end": int(row["end"])}
    entry = {"claim": place, "field": "value", "old": int(row["value"]), "new": int(row["value"]) + 1, "reason": "seen",
             "who": "ab", "when": "2026-11-25"}  # fmt: skip
    return entry | changes


def test_a_correction_changes_its_claim_and_its_bounds(claims):
    entry = correction(claims, new=12345, old=int(claims.iloc[0]["value"]))
    corrected, log = apply_corrections(claims, [entry, correction(claims, claim={"doc_id": "x", "start": 0, "end": 1})])
    assert corrected.iloc[0]["value"] == 12345 and log["applied"].tolist() == [True, False]
    require_contract(corrected, Claims)


def test_a_correction_whose_old_value_is_gone_stops_the_run(claims):
    with pytest.raises(ContractError, match="as the correction of ab"):
        apply_corrections(claims, [correction(claims, old=-1)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("corrections: [{claim: {}}]", "keys"),
        ("others: []", "no list"),
        (
            "corrections: [{claim: {doc_id: a, start: 1, end: 2}, field: colour, "
            "old: 1, new: 2, reason: r, who: w, when: d}]",
            "field 'colour'",
        ),
    ],
)
def test_a_bad_correction_is_refused(tmp_path, text, message):
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=message):
        load_corrections(tmp_path / "c.yaml")


def test_the_files_that_ship_are_read(gazetteer):
    assert load_corrections(HAND / "corrections.yaml") == [] and load_overrides(HAND / "places.yaml", gazetteer) == []


# ---------------------------------------------------------------- overrides of places
def test_an_override_decides_and_an_unused_one_is_told(mentions, gazetteer):
    places = match_places(mentions, gazetteer)
    first, second = mentions.iloc[0], mentions.iloc[1]
    place_id = gazetteer.places.index[gazetteer.places["kind"] == "town"][0]
    entries = [
        {"mention": {"doc_id": m["doc_id"], "start": int(m["start"]), "end": int(m["end"])}, "place_id": chosen,
         "reason": "r", "who": "ab", "when": "d"} for m, chosen in ((first, place_id), (second, "none"))
    ]  # fmt: skip
    entries.append(entries[0] | {"mention": {"doc_id": "gone", "start": 1, "end": 2}})
    decided, notes = apply_overrides(places, mentions, entries, gazetteer)
    by_mention = decided.set_index("mention_id")
    assert by_mention.loc[first["mention_id"], "place_id"] == place_id
    assert by_mention.loc[second["mention_id"], "status"] == "not_a_place"
    assert len(notes) == 1 and "gone" in notes[0]


def test_an_override_with_an_unknown_id_stops_the_run(tmp_path, gazetteer):
    text = "places: [{mention: {doc_id: a, start: 1, end: 2}, place_id: C0, reason: r, who: w, when: d}]"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match="C0"):
        load_overrides(tmp_path / "p.yaml", gazetteer)
