"""Exports and codebook: every column described, packages and HXL that their own tools accept, columns of others."""

import json

import frictionless
import hxl
import pandas as pd
import pytest
from conftest import ROOT

from analysis.codebook import TABLES, codebook_markdown, describe, hxl_csv, load_codebook
from analysis.exports import MAPPING, airwars_like, event_claims, ucdp_like
from analysis.schemas import Claims, Decisions, Documents, Places
from analysis.store import read_table

REPORTS = ROOT / "reports" / "tables"


@pytest.fixture(scope="module")
def tables(processed):
    return {table: read_table(table, processed) for table in (Claims, Documents, Places, Decisions)}


def test_every_column_of_every_contract_is_described():
    for table in TABLES:
        for column in table.column_names():
            assert describe(table.table_name(), column), f"{table.table_name()}.{column}"
    book = load_codebook()
    known = {table.table_name(): set(table.column_names()) for table in TABLES}
    for name in set(book) - {"shared", "hxl"}:
        assert set(book[name]) <= known[name], f"codebook.yaml describes columns that {name} does not have"
    assert codebook_markdown().count("\n## ") == len(TABLES)


def test_the_committed_codebook_is_the_one_that_the_code_writes():
    assert (ROOT / "reports" / "codebook.md").read_text(encoding="utf-8") == codebook_markdown()


@pytest.mark.parametrize("folder", ["reports/tables", "data/processed"])
def test_frictionless_accepts_the_data_packages(whole_run, folder):
    path = whole_run[0] / folder / "datapackage.json"
    assert len(json.loads(path.read_text(encoding="utf-8"))["resources"]) >= 9
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["name", "type", "note"])[:5]


def test_frictionless_sees_a_spoilt_table(tmp_path):
    package = {"name": "p", "resources": [json.loads((REPORTS / "datapackage.json").read_text())["resources"][0]]}
    name = package["resources"][0]["path"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    lines = (REPORTS / name).read_text(encoding="utf-8").splitlines()
    (tmp_path / name).write_text("\n".join([lines[0], lines[1] + ",one,cell,too,many"]) + "\n", encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize("name", ["places", "totals"])
def test_libhxl_accepts_the_tags(name):
    path = REPORTS / f"{name}.hxl.csv"
    source = hxl.data(hxl.make_input(str(path), hxl.InputOptions(allow_local=True))).cache()
    assert len(source.columns) == len(load_codebook()["hxl"][name]) and source.validate()
    assert len(list(source)) == len(path.read_text(encoding="utf-8").splitlines()) - 2


def test_a_frame_is_tagged_under_its_header():
    text = hxl_csv(pd.DataFrame({"place_id": ["C1"], "other": ["x"], "lat": [None]}), "places")
    assert text == "place_id,lat\n#loc+id,#geo+lat\nC1,\n"


def test_exports_have_the_columns_of_the_mapping(tables):
    claims, documents, places, decisions = tables.values()
    made = {"ucdp_like": ucdp_like(claims, documents, places, decisions),
            "airwars_like": airwars_like(claims, documents, places)}  # fmt: skip
    for export, frame in made.items():
        told = [name for e, columns, _, _ in MAPPING if e == export for name in columns.split(", ")]
        assert sorted(told) == sorted(frame.columns)


def test_running_totals_and_subsets_are_no_events(tables):
    events = event_claims(tables[Claims])
    assert not events["running"].any() and not events["relation"].isin(["among", "restated"]).any()
    ucdp = ucdp_like(*tables.values())
    assert len(ucdp) == len(events)
    both = ucdp["deaths_civilians"].notna() & ucdp["deaths_unknown"].notna()
    assert not both.any()  # no figure is counted on two sides


def test_a_point_is_given_only_to_a_toll_of_one_place(tables):
    claims, documents, places, decisions = tables.values()
    frame = ucdp_like(claims, documents, places, decisions)
    several = frame["where_coordinates"].str.contains(";")
    assert several.any() and frame.loc[several, "latitude"].isna().all() and frame["latitude"].notna().any()


def test_charts_have_no_text_over_text(tables, processed, whole_run):
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    from analysis.charts import (
        ALT_TEXTS,
        plot_by_fire,
        plot_disagreements,
        plot_ledger,
        plot_stated_and_used,
        stated_and_used,
    )
    from analysis.schemas import Conflicts, Numbers

    claims, conflicts = tables[Claims], read_table(Conflicts, processed)
    changes = stated_and_used(conflicts, claims)
    assert set(changes["claim_id"]) <= set(" ".join(conflicts["claim_ids"]).split()) and len(changes)
    assert (changes["low"] <= changes["stated"]).all() and (changes["stated"] <= changes["high"]).all()
    charts = [plot_by_fire(event_claims(claims), "c"), plot_disagreements(conflicts, "c"),
              plot_stated_and_used(changes, "c"), plot_ledger(read_table(Numbers, processed), "c")]  # fmt: skip
    empty = [plot_by_fire(claims.iloc[:0], "c"), plot_disagreements(conflicts.iloc[:0], "c"),
             plot_stated_and_used(changes.iloc[:0], "c")]  # fmt: skip
    for figure in [*charts, *empty]:
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.canvas.draw()
        shown = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in shown]
        width, height = figure.bbox.width, figure.bbox.height
        for number, (text, box) in enumerate(boxes):
            assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= height + 1, text
            for other, near in boxes[number + 1 :]:
                inner = box.padded(-1)
                assert not inner.overlaps(near.padded(-1)) or inner.width < 0, f"{text!r} lies over {other!r}"
    drawn = {path.stem for path in (whole_run[0] / "reports" / "figures").glob("*.png")}
    assert drawn == set(ALT_TEXTS)
