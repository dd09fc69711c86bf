"""Figures, tables and the report: deterministic, readable, escaped, and no number typed by hand."""

import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as plex
import matplotlib
import numpy as np
import openpyxl
import pandas as pd
import pytest
from conftest import ROOT
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image
from pypdf import PdfReader

from analysis.charts import ALT_TEXTS
from analysis.errors import TemplateError
from analysis.evidence import quote, quote_html
from analysis.evidence_page import render_evidence
from analysis.figures import SYMBOLS, nested_windows, plot_nested_windows, save_figure, use_style
from analysis.maps import load_locators, load_outline, locate_captures, locate_tolls, plot_places
from analysis.places import match_places
from analysis.reconcile import reconcile
from analysis.report import (
    _SCORED,
    collect_numbers,
    count_noun_ar,
    render_markdown,
    require_no_digits,
    with_readme_block,
    write_docx,
    write_html,
    write_pdf,
)
from analysis.schemas import TABLES
from analysis.tables import escape_markdown, html_table, markdown_table, neutralise, write_reader_table
from analysis.workbook import write_workbook


@pytest.fixture(scope="module")
def tables(claims, mentions, readings, reports, gazetteer):
    texts = {r.doc_id: r.text for r in reports}
    result = reconcile(claims, {r.doc_id: r.publisher for r in reports}, texts)
    from analysis.documents import Corpus

    corpus = Corpus(list(reports))
    return {
        "documents": corpus.documents(), "quarantine": corpus.quarantined(), "claims": claims,
        "numbers": pd.concat([r.numbers for r in readings.values()]), "place_mentions": mentions,
        "places": match_places(mentions, gazetteer), "totals": result.totals, "decisions": result.decisions,
        "conflicts": result.conflicts, "periods": result.periods, "checks": result.checks,
    }  # fmt: skip


@pytest.fixture(scope="module")
def texts(reports):
    return {r.doc_id: r.text for r in reports}


def located(tables):
    return locate_tolls(tables["claims"], tables["place_mentions"], tables["places"])


def text_boxes(figure: Figure) -> list:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
    return [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in texts]


def overlaps(boxes: list) -> list:
    return [
        (a, b)
        for i, (a, box) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if box.x0 + 1 < other.x1 - 1
        and other.x0 + 1 < box.x1 - 1
        and box.y0 + 1 < other.y1 - 1
        and other.y0 + 1 < box.y1 - 1
    ]


def test_no_text_overlaps_on_the_map(tables, gazetteer):
    outline = ROOT / "data" / "raw" / "gazetteer" / "outline.csv"
    figure = plot_places(
        located(tables), gazetteer.places, "caption", outline=load_outline(outline), locators=load_locators(outline)
    )
    boxes = [(t, b) for t, b in text_boxes(figure) if "°" not in t]
    assert overlaps(boxes) == []
    assert len(boxes) > 50


def test_no_text_overlaps_on_the_chart(tables):
    assert overlaps(text_boxes(plot_nested_windows(nested_windows(tables["totals"])))) == []


def test_the_chart_shows_the_three_windows(tables):
    windows = nested_windows(tables["totals"])
    assert windows["window_start"].unique().tolist() == ["2018-09-17", "2019-02-15", "2019-04-30"]
    assert windows.groupby("window_start")["best"].sum().tolist() == [5453, 5219, 4693]
    shown = " ".join(t for t, _ in text_boxes(plot_nested_windows(windows)))
    assert all(number in shown for number in ("1,572", "2,019", "1,862", "5,453", "1,206"))


def test_a_toll_of_several_places_is_not_split(tables, gazetteer):
    frame = located(tables)
    shared = frame[frame["n_places"] > 1].groupby("claim_id")["value"]
    assert (shared.nunique() == 1).all() and frame.loc[frame["value"] == 43, "n_places"].eq(11).all()
    shown = [t for t, _ in text_boxes(plot_places(frame, gazetteer.places, ""))]
    assert "43 killed in 11 places" in shown and not any(t == "43 killed" for t in shown)
    assert "at least 5 killed" in shown  # a bound is drawn as one


def test_the_inset_shows_the_frame_in_its_country_and_only_there(tables, gazetteer):
    locators = load_locators(ROOT / "data" / "raw" / "gazetteer" / "outline.csv")
    frame = located(tables)
    shown = [axes for axes in plot_places(frame, gazetteer.places, "", locators=locators).axes[0].child_axes]
    assert len(shown) == 1 and [t.get_text() for t in shown[0].texts] == list(locators)
    far = {"elsewhere": [(10.0, 10.0), (11.0, 10.0), (11.0, 11.0), (10.0, 10.0)]}
    assert not plot_places(frame, gazetteer.places, "", locators=far).axes[0].child_axes
    assert "locator" not in load_outline(ROOT / "data" / "raw" / "gazetteer" / "outline.csv")


def test_each_figure_of_the_reports_has_a_caption_with_its_day_and_a_text_for_those_who_do_not_see_it():
    for language, day in (("en", "Latest report: 20"), ("ar", "آخر تقرير: ")):
        suffix = "" if language == "en" else ".ar"
        page = (ROOT / "reports" / f"report{suffix}.html").read_text(encoding="utf-8")
        images, captions = re.findall(r'<img[^>]* alt="([^"]*)"', page), re.findall(r"<figcaption>(.*?)</", page, re.S)
        assert len(images) == len(captions) > 4
        assert all(day in caption for caption in captions)
        assert set(images) <= {texts[language == "ar"] for texts in ALT_TEXTS.values()}
        assert not set(images) & set(captions)


def test_a_table_is_a_page_of_its_own_without_scripts():
    text = "<script>alert(1)</script> \u202eقتل"
    page = html_table(pd.DataFrame({"a<b": [text, None], "n": pd.array([1234, None], dtype="Int64")}), "t: <i>")
    assert "<script" not in page and "&lt;script&gt;" in page and "\u202e" not in page and "<i>" not in page
    assert '<td class="number">1,234</td>' in page and '<td class="number"></td>' in page and "a&lt;b" in page


def test_the_workbook_holds_every_table_for_readers():
    book = openpyxl.load_workbook(ROOT / "reports" / "tables" / "hasila.xlsx", read_only=True)
    folder = ROOT / "reports" / "tables"
    readers = {path.stem for path in folder.glob("*.csv") if not path.stem.endswith(".hxl")}
    assert readers < set(book.sheetnames) and {path.stem for path in folder.glob("*.html")} == readers
    for name in readers:
        assert book[name].max_row == 1 + len(pd.read_csv(folder / f"{name}.csv")), name


def test_empty_corpora_get_figures_that_say_so(tables, gazetteer):
    chart = plot_nested_windows(nested_windows(tables["totals"].head(0)))
    assert any("No running total" in t for t, _ in text_boxes(chart))
    empty = plot_places(located(tables).head(0), gazetteer.places, "caption")
    assert any("No toll names a place" in t for t, _ in text_boxes(empty))


def test_figures_are_the_same_bytes_twice(tables, gazetteer, tmp_path):
    for name in ("one", "two"):
        save_figure(plot_places(located(tables), gazetteer.places, "c"), tmp_path / name, "map", 80)
        save_figure(plot_nested_windows(nested_windows(tables["totals"])), tmp_path / name, "chart", 80)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_fonts_of_the_machine_change_no_figure(monkeypatch):
    """A cache of matplotlib that names other files for our fonts, as it is where such fonts are installed."""
    manager, text = font_manager.fontManager, use_style()
    other = next(entry for entry in manager.ttflist if entry.name not in (text, SYMBOLS))
    installed = [dataclasses.replace(other, name=name, style="normal", weight=400) for name in (text, SYMBOLS)]
    monkeypatch.setattr(manager, "ttflist", [*installed, *manager.ttflist])
    use_style.__wrapped__()
    assert Path(manager.findfont(text)).is_relative_to(plex.ROOT)
    assert Path(manager.findfont(SYMBOLS)).is_relative_to(matplotlib.get_data_path())


def ink(text: str) -> np.ndarray:
    """Return the pixels of a word, cut to its columns, on a fixed baseline."""
    use_style()
    figure = Figure(figsize=(3, 1))
    figure.text(0.5, 0.5, text, size=30, ha="center", va="baseline")
    stream = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(stream, format="png", dpi=100)
    pixels = np.asarray(Image.open(stream).convert("L")) < 128
    columns = np.flatnonzero(pixels.any(axis=0))
    return pixels[:, columns[0] : columns[-1] + 1]


def test_arabic_is_shaped_and_runs_from_right_to_left():
    word, first, last = ink("حلب"), ink("ح\u200d"), ink("\u200dب")
    assert not (np.diff(np.flatnonzero(word.any(axis=0))) > 1).any(), "the letters join"

    def likeness(letter: np.ndarray, side: np.ndarray) -> float:
        return float((letter & side).sum() / (letter | side).sum())

    width = min(first.shape[1], last.shape[1])
    right, left = word[:, -width:], word[:, :width]
    assert likeness(first[:, -width:], right) > 0.5 > likeness(first[:, -width:], left)
    assert likeness(last[:, :width], left) > 0.5 > likeness(last[:, :width], right)


# ---------------------------------------------------------------- tables
@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_cells_that_look_like_formulas_are_neutralised(cell):
    assert neutralise(cell) == "'" + cell
    assert neutralise(-5) == -5 and neutralise("قتل") == "قتل"


def test_markdown_is_escaped():
    assert escape_markdown("[a](b) <script> *x* |") == r"\[a\]\(b\) \<script\> \*x\* \|"
    assert r"U\+202E" in escape_markdown("a\u202eb")
    assert escape_markdown("a\nb") == "a b"


def test_markdown_tables_keep_unknown_empty(tmp_path):
    frame = pd.DataFrame(
        {"group": ["a|b"], "best": pd.array([None], dtype="Int64"), "low": pd.array([4693], dtype="Int64")}
    )
    assert markdown_table(frame).splitlines()[2] == r"| a\|b |  | 4,693 |"
    write_reader_table(frame.assign(group="=x"), tmp_path, "t")
    assert (tmp_path / "t.csv").read_text() == "group,best,low\n'=x,,4693\n"


# ---------------------------------------------------------------- report
def test_every_number_of_the_report_is_used_and_has_claims(tables, texts):
    numbers = collect_numbers(tables)
    markdown = render_markdown(numbers, tables, texts, "Title")
    assert all(entry["text"] in markdown for entry in numbers.values())
    known = set(tables["claims"]["claim_id"])
    assert all(set(entry["claim_ids"]) <= known for entry in numbers.values())
    recorded = json.loads((ROOT / "reports" / "numbers.json").read_text(encoding="utf-8")).keys()
    later = ("joined_", "score_", "places_tested", "places_right", "places_wrong")  # from stages four and seven
    assert {name for name in recorded if not name.startswith(later)} == numbers.keys()


def test_scores_are_rounded_down(tables):
    """99.7 of a hundred figures are not all of them."""
    shares = {"value and measure": 0.997, "with group": 0.99, "with window": 0.946}
    fields = {**dict.fromkeys(_SCORED, 0.5), **shares}
    scores = pd.DataFrame({"half": "unseen", "field": list(fields), "f1": list(fields.values())})
    numbers = collect_numbers(tables | {"scores": scores})
    assert [numbers[f"score_{name}"]["value"] for name in ("value", "group", "window")] == [99, 99, 94]


def test_every_number_with_claims_leads_to_its_entry_and_every_link_has_one(tables, texts):
    numbers = collect_numbers(tables)
    markdown = render_markdown(numbers, tables, texts, "Title")
    page = render_evidence(numbers, tables, texts)
    links = set(re.findall(r"evidence\.html#(\w+)", markdown))
    assert links == {name for name, entry in numbers.items() if entry["claim_ids"]}
    anchors = set(re.findall(r'id="(\w+)"', page))
    assert links <= anchors and set(re.findall(r'href="#(\w+)"', page)) <= anchors
    assert set(tables["claims"]["claim_id"]) <= anchors


def test_the_evidence_page_escapes_the_text_of_reports(tables, texts):
    changed = {doc_id: text for doc_id, text in texts.items()}
    attack = "<script>alert(1)</script>"
    claims = tables["claims"]
    row = claims[claims["start"] - claims["sentence_start"] > len(attack)].iloc[0]
    text, start = changed[row["doc_id"]], row["start"]
    changed[row["doc_id"]] = text[: start - len(attack)] + attack + text[start:]
    page = render_evidence(collect_numbers(tables), tables, changed)
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_arabic_report_reads_from_right_to_left_with_its_nouns_in_agreement(tables, texts, tmp_path):
    numbers = collect_numbers(tables)
    text = render_markdown(numbers, tables, texts, "T", language="ar")
    assert "5 تقارير" in text and "17 أيلول 2018" in text and "evidence.html#claims" in text
    digits = render_markdown(numbers, tables, texts, "T", language="ar", arabic_digits=True)
    assert "٥ تقارير" in digits and "[١١١](evidence.html#claims)" in digits
    (tmp_path / "figures").mkdir()
    for path in (ROOT / "reports" / "figures").glob("*.png"):
        (tmp_path / "figures" / path.name).write_bytes(path.read_bytes())
    write_html(text, tmp_path, "T", "ar")
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "report.ar.html").read_text(encoding="utf-8")
    write_docx(text, tmp_path, "ar")
    first = (tmp_path / "report.ar.docx").read_bytes()
    write_docx(text, tmp_path, "ar")
    assert (tmp_path / "report.ar.docx").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "report.ar.docx") as book:
        assert "<w:bidi" in book.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("1", "شخص"), ("2", "شخصان"), ("3", "3 أشخاص"), ("10", "10 أشخاص"), ("11", "11 شخصاً"), ("99", "99 شخصاً"),
     ("100", "100 شخص"), ("103", "103 أشخاص"), ("1,111", "1,111 شخصاً"), ("[2](e#x)", "[شخصان](e#x)")],
)  # fmt: skip
def test_arabic_nouns_agree_with_their_number(number, shown):
    assert count_noun_ar(number, "شخص", "شخصان", "أشخاص", "شخصاً", "شخص") == shown


def test_the_workbook_runs_nothing_and_keeps_its_bytes(tmp_path):
    frame = pd.DataFrame({"text": ["=1+1", "https://a.b", "حصيلة"], "value": pd.array([1, None, 3], dtype="Int64")})
    sheets = {"rows": ("a row", frame)}
    first = write_workbook(sheets, tmp_path / "a.xlsx").read_bytes()
    assert write_workbook(sheets, tmp_path / "b.xlsx").read_bytes() == first
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["readme", "rows"] and book["rows"].freeze_panes == "A2"
    cells = [book["rows"].cell(row, 1) for row in (2, 3, 4)]
    assert [c.value for c in cells] == ["=1+1", "https://a.b", "حصيلة"] and {c.data_type for c in cells} == {"s"}
    assert book["rows"].cell(3, 2).value is None and not book["rows"]._hyperlinks


def test_a_missing_or_unused_number_fails(tables, texts):
    numbers = collect_numbers(tables)
    fewer = {name: entry for name, entry in numbers.items() if name != "reports"}
    with pytest.raises(TemplateError, match="number 'reports'"):
        render_markdown(fewer, tables, texts, "T")
    with pytest.raises(TemplateError, match="unused numbers: invented"):
        render_markdown(numbers | {"invented": {"value": 1, "text": "1", "claim_ids": []}}, tables, texts, "T")
    with pytest.raises(TemplateError, match="undefined"):
        render_markdown({}, tables, texts, "T", template="{{ nothing }}")


def test_a_digit_in_the_template_fails():
    with pytest.raises(TemplateError, match="a digit in 'about 5453 people'"):
        require_no_digits("fine\nabout 5453 people\n")
    require_no_digits("{{ n.x }} people ![a](figures/b1.png)")


def test_hostile_text_comes_out_harmless(tables, texts, tmp_path):
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) {{ n.reports }} =cmd \u202eevil"
    changed = dict(tables)
    changed["documents"] = tables["documents"].assign(title=hostile, publisher="<img src=x onerror=alert(1)>")
    numbers = collect_numbers(changed)
    markdown = render_markdown(numbers, changed, texts, "<b>T</b>")
    (tmp_path / "figures").mkdir()
    for path in (ROOT / "reports" / "figures").glob("*.png"):
        (tmp_path / "figures" / path.name).write_bytes(path.read_bytes())
    write_html(markdown, tmp_path, "</title><script>alert(1)</script>")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img src=x" not in page and 'href="javascript' not in page
    assert "\u202e" not in page and "alert(1)" in page  # visible, as text
    claim = tables["claims"].iloc[0]
    assert "<script>" not in quote_html(claim, {claim["doc_id"]: "<script>" * 2000})


def test_the_page_fetches_nothing():
    page = (ROOT / "reports" / "report.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!data:|#|evidence\.html#)', page)
    evidence = (ROOT / "reports" / "evidence.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!#|report(?:\.ar)?\.html")', evidence)


def test_the_pdf_has_its_text_and_both_scripts(tables, texts, tmp_path):
    (tmp_path / "figures").mkdir()
    for path in (ROOT / "reports" / "figures").glob("*.png"):
        (tmp_path / "figures" / path.name).write_bytes(path.read_bytes())
    markdown = render_markdown(collect_numbers(tables), tables, texts, "Title of the report")
    write_pdf(markdown, tmp_path)
    first = (tmp_path / "report.pdf").read_bytes()
    write_pdf(markdown, tmp_path)
    assert (tmp_path / "report.pdf").read_bytes() == first
    reader = PdfReader(tmp_path / "report.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Title of the report" in text and "5,453" in text
    entries = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    fonts = {str(font.get_object()["/BaseFont"]) for font in entries}
    assert any("Plex" in f for f in fonts)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["figures", "report.pdf"]


def test_quotes_hold_the_figure_inside_its_sentence(claims, texts):
    for _, claim in claims.iterrows():
        parts = quote(claim, texts)
        assert parts["figure"] == claim["text"]


def test_all_tables_are_reported(tables):
    assert set(tables) | {"place_candidates"} == {table.table_name() for table in TABLES}


def test_the_readme_shows_the_numbers_of_the_report():
    numbers = json.loads((ROOT / "reports" / "numbers.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_readme_block(readme, numbers) == readme, "run python -m analysis readme"
    changed = numbers | {"claims": numbers["claims"] | {"text": "9,999"}}
    assert "9,999 figures" in with_readme_block(readme, changed)
    with pytest.raises(TemplateError, match="no place"):
        with_readme_block("# nothing", numbers)


def test_settlements_taken_without_a_point_are_counted(tables):
    captured = locate_captures(tables["claims"], tables["place_mentions"], tables["places"])
    missing = captured[captured["lat"].isna()]
    assert set(missing["name_ar"]) == {"تل مصطيف", "الحوينة", "أم جريف"} and captured["lat"].notna().any()
