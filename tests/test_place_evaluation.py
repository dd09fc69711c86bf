"""Evaluation of places: the gold is sound, outcomes count what they say, and the scores do not sink."""

import pytest
from conftest import ROOT

from analysis.errors import ContractError
from analysis.place_evaluation import METHODS, calibrate, load_place_gold, score_places, summarise_places

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


def test_the_share_right_rises_with_the_score(ours):
    shares = calibrate(ours)["share_right"].tolist()
    assert shares == sorted(shares)


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
