"""Evaluation: the gold is sound, scoring counts what it says, and the scores do not sink."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis.claims import read_report
from analysis.errors import CorpusError
from analysis.evaluation import f_score, load_gold, score_report, score_reports, summarise
from analysis.mentions import fold_names

GOLD = ROOT / "data" / "raw" / "evaluation"
# the scores that the issue asks of the unseen half: value and measure, with group, qualifier and window
FLOORS = {"found": 0.95, "group": 0.92, "qualifier": 0.95, "window": 0.88}


@pytest.fixture(scope="module")
def unseen(gazetteer):
    return score_reports(load_gold(GOLD / "unseen.yaml"), fold_names(gazetteer.names()))


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_every_gold_figure_stands_in_its_text(half):
    reports = load_gold(GOLD / f"{half}.yaml")
    assert len(reports) >= 30
    for gold in reports:
        for figure in gold.figures:
            assert gold.report.text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("field", FLOORS)
def test_the_unseen_half_is_read_as_well_as_asked(unseen, field):
    assert f_score(unseen, field)[2] >= FLOORS[field]


def test_under_three_in_a_hundred_numbers_stay_unread(gazetteer):
    names = fold_names(gazetteer.names())
    rows = [read_report(g.report, names).numbers for g in load_gold(GOLD / "unseen.yaml")]
    assert (pd.concat(rows)["role"] == "unread").mean() < 0.03


def test_a_missed_and_a_made_up_figure_both_cost(gazetteer):
    gold = load_gold(GOLD / "seen.yaml")[0]
    reading = read_report(gold.report, fold_names(gazetteer.names()))
    whole = f_score(score_report(gold, reading))
    gold.figures.pop()
    fewer = f_score(score_report(gold, reading))
    assert fewer[0] < whole[0] and fewer[1] == whole[1] == 1.0


def test_the_interval_holds_the_score_and_is_the_same_every_time(unseen):
    table = summarise(unseen, draws=200)
    assert ((table["low"] <= table["f1"]) & (table["f1"] <= table["high"])).all()
    pd.testing.assert_frame_equal(table, summarise(unseen, draws=200))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("77 | killed people", "not in the text"),
        ("خمسة | killed people", "without v="),
        ("5 | killed people | x=1", "x=1"),
    ],
)
def test_a_gold_line_that_does_not_fit_is_refused(tmp_path, line, message):
    card = "id: a, register: r, conflict: c, published: 2020-01-01"
    text = f"reports:\n  - {{{card}, text: 'قتل 5 و خمسة', figures: ['%s']}}\n"
    (tmp_path / "g.yaml").write_text(text % line, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_gold(tmp_path / "g.yaml")
