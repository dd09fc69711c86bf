"""The site: links lead somewhere, nothing is fetched, the map works, a browser and axe find nothing wrong."""

import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from browser import CHROMIUM, dump_page, element_text

from analysis.errors import HasilaError
from analysis.site import as_myst, script_json

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
PAGES = ("index", "report", "report_ar", "map", "codebook", "tutorial", "reviewers", "evidence")


@pytest.fixture(scope="module")
def site(whole_run):
    return whole_run[0] / "reports" / "site"


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loaded, self.images = set(), [], [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids |= {found.get("id"), found.get("name")} - {None}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("script", "img", "link", "iframe", "source") and found.get("rel") not in (
            "canonical",
            "next",
            "prev",
        ):
            self.loaded.append(found.get("src") or found.get("href") or "")
        if tag == "img":
            self.images.append(found.get("alt"))


def parse(path):
    parser = _Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def test_every_link_leads_somewhere(site):
    pages = {path: parse(path) for path in sorted(site.rglob("*.html"))}
    assert len(pages) >= 15
    for path, page in pages.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert target.exists(), f"{path.name}: {link}"
            if address.fragment and target in pages:
                assert address.fragment in pages[target].ids, f"{path.name}: {link}"


def test_no_page_loads_anything_from_outside(site):
    for path in sorted(site.rglob("*.html")):
        for address in parse(path).loaded:
            assert not urlsplit(address).scheme or address.startswith("data:"), f"{path.name}: {address}"
    for path in sorted(site.rglob("*.css")):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_every_picture_has_words_for_those_who_do_not_see_it(site):
    for path in sorted(site.glob("*.html")):
        assert all(alt is not None for alt in parse(path).images), path.name


def test_search_knows_the_words_of_the_report(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert '"displac' in index or "displac:" in index


def test_data_in_a_script_cannot_close_it():
    text = script_json({"a": "</script><script>alert(1)</script>\u2028&"})
    assert not set("<>&\u2028") & set(text) and json.loads(text)["a"].startswith("</script>")


def test_fenced_divs_and_marked_figures_become_html():
    text = as_myst("::: {.quote lang=ar}\n\\<b\\> [**5**]{.figure-text}\n:::\n[7](evidence.html#n_a)")
    assert text == ('<div class="quote" lang="ar">\n\n\\<b\\> <mark>5</mark>\n\n</div>\n'
                    '<a href="evidence.html#n_a">7</a>')  # fmt: skip


def test_a_link_that_leads_nowhere_stops_the_build_and_keeps_the_last_site(whole_run, tmp_path, monkeypatch):
    from analysis.documents import read_texts
    from analysis.schemas import TABLES
    from analysis.site import build_site
    from analysis.store import read_table

    project = tmp_path / "project"
    shutil.copytree(whole_run[0], project, ignore=shutil.ignore_patterns("hook"))
    before = (project / "reports" / "site" / "index.html").read_bytes()
    (project / "docs" / "tutorial.md").write_text("# Tutorial\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    folder = project / "data" / "processed"
    tables = {table.table_name(): read_table(table, folder) for table in TABLES}
    numbers = json.loads((project / "reports" / "numbers.json").read_text(encoding="utf-8"))
    with pytest.raises(HasilaError, match="nowhere"):
        build_site(project, tables, read_texts(folder), numbers)
    assert (project / "reports" / "site" / "index.html").read_bytes() == before


@in_browser
@pytest.mark.parametrize("name", [*PAGES, "notebooks/04_reconciliation"])
def test_the_console_of_a_page_stays_empty(site, name):
    document, messages = dump_page(site / f"{name}.html", budget_ms=4000)
    assert "</html>" in document and messages == []


@in_browser
def test_the_map_lists_its_places_and_filters_them(site, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = (copy / "map.html").read_text(encoding="utf-8")
    script = """<script>window.addEventListener("load", () => {
      const out = document.createElement("div"); out.id = "told";
      const buttons = () => document.querySelectorAll("#place-list button").length;
      const dots = () => document.querySelectorAll("#map path.leaflet-interactive").length;
      const all = [buttons(), dots()];
      document.getElementById("filter-actor").value = "russia";
      document.getElementById("filters").dispatchEvent(new Event("input"));
      const some = [buttons(), dots()];
      document.querySelector("#place-list button").click();
      out.textContent = JSON.stringify({all, some, articles: document.querySelectorAll("#place-figures article").length,
        mark: document.querySelector("#place-figures mark").textContent,
        pressed: document.querySelectorAll('[aria-pressed="true"]').length});
      document.body.append(out);
    });</script></body>"""
    (copy / "map.html").write_text(page.replace("</body>", script), encoding="utf-8")
    document, messages = dump_page(copy / "map.html")
    told = json.loads(element_text(document, "told"))
    assert messages == [] and told["all"][0] == told["all"][1] > told["some"][0] == told["some"][1] > 0
    assert told["articles"] >= 1 and told["pressed"] == 1 and re.search(r"\w", told["mark"])


@in_browser
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_of_accessibility(site, tmp_path, name):
    import axe_core_python

    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    shutil.copy(f"{axe_core_python.__path__[0]}/axe.min.js", copy / "axe.min.js")
    path = copy / f"{name}.html"
    script = """<script src="axe.min.js"></script><script>window.addEventListener("load", () => axe.run(
      {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((found) => {
      const out = document.createElement("pre"); out.id = "axe-told";
      out.textContent = JSON.stringify(found.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)]));
      document.body.append(out); }));</script></body>"""
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", script), encoding="utf-8")
    document, _ = dump_page(path, budget_ms=20000)
    told = element_text(document, "axe-told")
    assert told, "axe did not finish"
    assert json.loads(told) == []
