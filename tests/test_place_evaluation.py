"""Evaluation of places: the gold is sound, outcomes count what they say, and the scores do not sink."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.downloads import load_gazetteers, read_download
from analysis.errors import ContractError
from analysis.place_evaluation import (
    METHODS,
    brier,
    calibrate,
    cross_validate,
    decisions_of,
    fit_confidence,
    load_place_gold,
    score_places,
    summarise_places,
)
from analysis.places import CONFIDENCE, confidence_of

GOLD = ROOT / "data" / "raw" / "evaluation" / "places.yaml"


@pytest.fixture(scope="module")
def gold(gazetteer, reports):
    return load_place_gold(GOLD, gazetteer, reports)


@pytest.fixture(scope="module")
def ours(gold, gazetteer):
    return score_places(gold, gazetteer)


def test_the_gold_has_three_hundred_mentions(gold):
    assert sum(len(item.mentions) for item in gold) >= 300
    assert all(m.text == item.report.text[m.start : m.end] for item in gold for m in item.mentions)


def test_places_are_found_as_well_as_asked(ours):
    found = summarise_places(ours)
    assert found["right"] >= 0.90 and found["wrong of decided"] < 0.02


def test_better_than_the_simpler_look_ups(gold, gazetteer, ours):
    wrong = {m: summarise_places(score_places(gold, gazetteer, m))["wrong of decided"] for m in METHODS[:-1]}
    assert min(wrong.values()) > 0.1 > summarise_places(ours)["wrong of decided"]


@pytest.fixture(scope="module")
def decisions(gold, gazetteer):
    return decisions_of(gold, gazetteer)


def test_the_confidence_of_the_code_is_the_one_that_the_gold_gives(decisions):
    assert fit_confidence(decisions) == CONFIDENCE
    steps = [confidence for _, confidence in CONFIDENCE]
    assert steps == sorted(steps) and confidence_of(0.49) < 0.5 < confidence_of(0.5) < confidence_of(0.95) < 1


def test_confidence_is_better_than_one_number_for_all(decisions):
    validated = cross_validate(decisions)
    assert len(validated) == len(decisions) > 250 and validated["confidence"].between(0, 1).all()
    ours, constant = brier(validated)
    assert ours < constant
    table = calibrate(validated)
    assert table["share_right"].is_monotonic_increasing and table["decisions"].sum() == len(decisions)
    sure = table[table["decisions"] >= 20]
    assert ((sure["confidence"] - sure["share_right"]).abs() < 0.05).all()


def test_wrong_decisions_lower_the_confidence_of_their_scores():
    frame = pd.DataFrame({"doc_id": "a", "text": "x", "score": [0.55] * 8 + [0.95] * 8,
                          "right": [True, False] * 4 + [True] * 8})  # fmt: skip
    steps = dict(fit_confidence(frame))
    assert steps[0.5] == 0.5 and steps[0.9] == 0.9
    falling = frame.assign(right=frame["right"].iloc[::-1].to_numpy())
    assert len(set(dict(fit_confidence(falling)).values())) < 4  # never falls: neighbouring bins are pooled


def test_a_decision_below_the_threshold_stays_open(gold, gazetteer):
    strict = score_places(gold, gazetteer, min_confidence=0.99)
    usual = score_places(gold, gazetteer)
    assert 0 < (strict["decided"] != "").sum() < (usual["decided"] != "").sum()
    assert strict.loc[strict["decided"] != "", "score"].min() >= 0.9


@pytest.mark.parametrize(("part", "names"), [("texts", 100), ("unseen", 100)])
def test_press_names_of_the_rest_of_syria_with_both_gazetteers(gazetteer, part, names):
    """At least 80% of distinct names that the rules were not made on, and under 2% of the decided wrong."""
    folder = ROOT.parent / "shared" / "reference" / "gazetteers"
    files = [folder / "ocha_2015_adm4_points.csv", folder / "SY.txt"]
    if not all(file.is_file() for file in files):
        pytest.skip("OCHA's and GeoNames' files are not beside this checkout (../shared/reference/gazetteers)")
    both = load_gazetteers(gazetteer, [read_download(file) for file in files])
    scored = score_places(load_place_gold(GOLD.with_name("press_places.yaml"), gazetteer, [], part), both)
    named = scored[~scored["gold"].isin(["=", "?", "~"])].drop_duplicates("text")
    assert len(named) >= names and named["outcome"].eq("right").mean() >= 0.80
    assert summarise_places(scored)["wrong of decided"] < 0.02


def test_a_point_where_none_can_be_given_is_wrong(tmp_path, gazetteer):
    text = 'texts:\n  - "قصف على [سراقب|C3916] و[النيرب|=] و[تل مجهول|?] قرب [بنش|~]"\npoints: {}\ncorpus: {}\n'
    (tmp_path / "g.yaml").write_text(text, encoding="utf-8")
    scored = score_places(load_place_gold(tmp_path / "g.yaml", gazetteer, []), gazetteer, "normalised")
    assert scored["outcome"].tolist() == ["right", "wrong", "right", "reference"]
    assert summarise_places(scored)["mentions"] == 3


def test_an_id_without_a_point_is_refused(tmp_path, gazetteer, reports):
    (tmp_path / "g.yaml").write_text('texts: ["في [سراقب|C9999999]"]\npoints: {}\ncorpus: {}\n', encoding="utf-8")
    with pytest.raises(ContractError, match="C9999999"):
        load_place_gold(tmp_path / "g.yaml", gazetteer, [])
    moved = f'texts: []\npoints: {{}}\ncorpus:\n  {reports[0].doc_id}: ["0|3|قرية|?"]\n'
    (tmp_path / "g.yaml").write_text(moved, encoding="utf-8")
    with pytest.raises(ContractError, match="gold of places"):
        load_place_gold(tmp_path / "g.yaml", gazetteer, reports)
