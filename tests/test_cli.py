"""The command line, as people call it."""

import pandas as pd
import pytest
from conftest import ROOT, copy_project

from analysis.cli import main


def test_extract_then_reconcile(tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["extract", "--reports", str(ROOT / "data" / "raw" / "reports"), "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["claims.csv", "documents.csv", "numbers.csv", "quarantine.csv"]
    assert main(["reconcile", "--claims", str(out / "claims.csv"), "--out", str(out)]) == 0
    assert {"totals.csv", "decisions.csv", "conflicts.csv", "periods.csv"} <= {p.name for p in out.iterdir()}
    assert "111 claims" in capsys.readouterr().out


def test_geocode(tmp_path, capsys):
    names = tmp_path / "names.csv"
    names.write_text("name,context\nكفرنوران,ريف حلب الغربي\nلا مكان,\n", encoding="utf-8")
    assert main(["geocode", "--names", str(names), "--out", str(tmp_path / "p.csv")]) == 0
    places = pd.read_csv(tmp_path / "p.csv", dtype=str, keep_default_na=False)
    assert places["status"].tolist() == ["matched", "unmatched"] and places["pcode"].tolist() == ["C1041", ""]


def test_trace(capsys):
    assert main(["trace", "قتل 5 مدنيين خلال الـ 24 ساعة الماضية", "--published", "2020-01-22"]) == 0
    shown = capsys.readouterr().out
    assert "= 5 (exact) killed civilians" in shown and "2020-01-21 … 2020-01-22" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "--reports", "nowhere", "--out", "out"], "error: no folder nowhere"),
        (["trace", "نص", "--published", "yesterday"], "expected: YYYY-MM-DD"),
        (["run", "notebooks/99_nothing.ipynb"], "error: no notebook"),
        (["reconcile", "--claims", "nowhere.csv", "--out", "out"], "error: no file nowhere.csv"),
        (["geocode", "--names", "nowhere.csv", "--out", "out"], "where: nowhere.csv"),
        (["use", "nowhere"], "error: no folder nowhere"),
    ],
)
def test_mistakes_print_what_to_do_and_exit_2(arguments, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(copy_project(tmp_path))
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_use_sets_the_reports_and_keeps_the_comments(tmp_path, monkeypatch, capsys):
    project = copy_project(tmp_path)
    monkeypatch.chdir(project)
    (project / "mine").mkdir()
    (project / "mine" / "a.txt").write_text("قتل 5 مدنيين", encoding="utf-8")
    assert main(["use", "mine"]) == 0
    text = (project / "params.yaml").read_text(encoding="utf-8")
    assert "reports: mine" in text and text.count("#") == (ROOT / "params.yaml").read_text(encoding="utf-8").count("#")
