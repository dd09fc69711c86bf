"""Payloads: scripts in every shape inside reports, titles and source cards; none fires in any page that we write."""

import csv
import html
import subprocess
import sys

import pytest
from browser import CHROMIUM, dump_page

from analysis.project import new_project
from analysis.verify import ordered_stages

FIRE = "document.documentElement.setAttribute('data-fired','1')"
PAYLOADS = [
    f"<script>{FIRE}</script>", f"</script><script>{FIRE}</script>", f"<img src=x onerror=\"{FIRE}\">",
    f"<svg onload=\"{FIRE}\">", f"<svg><script>{FIRE}</script></svg>", f"<iframe srcdoc=\"<script>parent.{FIRE}</script>\">",
    f"<body onload=\"{FIRE}\">", f"<details open ontoggle=\"{FIRE}\">", f"<input autofocus onfocus=\"{FIRE}\">",
    f"<a href=\"javascript:{FIRE}\">x</a>", f"[x](javascript:{FIRE})", f"![x](x \"onerror={FIRE}\")",
    f"<javascript:{FIRE}>", f"\"><script>{FIRE}</script>", f"' onmouseover='{FIRE}' autofocus onfocus='{FIRE}",
    f"--><script>{FIRE}</script><!--", f"</title><script>{FIRE}</script>", f"</style><script>{FIRE}</script>",
    f"</textarea><script>{FIRE}</script>", f"&lt;script&gt;{FIRE}&lt;/script&gt;", f"&#60;script&#62;{FIRE}&#60;/script&#62;",
    f"<math><mtext><script>{FIRE}</script></mtext></math>", f"<object data=\"data:text/html,<script>{FIRE}</script>\">",
    f"<meta http-equiv=refresh content=\"0;url=javascript:{FIRE}\">", f"<style>@import 'javascript:{FIRE}';</style>",
    f"{{{{ constructor.constructor('{FIRE}')() }}}}", f"{{% raw %}}<script>{FIRE}</script>{{% endraw %}}", f"${{{FIRE}}}",
    f"```{{raw}} html <script>{FIRE}</script> ```", f"{{raw}}`<script>{FIRE}</script>`", f":raw:`<script>{FIRE}</script>`",
    f"::: {{.x onclick=\"{FIRE}\"}}", f"`x`{{=html}}<script>{FIRE}</script>", f"<scr<script>ipt>{FIRE}</scr</script>ipt>",
    f"<ScRiPt>{FIRE}</sCrIpT>", f"<script\t>{FIRE}</script\n>", f"\u202e<script>{FIRE}</script>\u202c",
    f"<a href=\"&#106;avascript:{FIRE}\">x</a>", f"<img src=\"x\" onerror\u00a0=\u00a0\"{FIRE}\">", f"=HYPERLINK(\"javascript:{FIRE}\")",
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Run the whole pipeline on reports made of payloads and return the folder of what it wrote."""
    project = new_project(tmp_path_factory.mktemp("payloads") / "project")
    reports = project / "data" / "raw" / "reports"
    with (reports / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["doc_id", "publisher", "published", "published_basis", "language"])
        for number, payload in enumerate(PAYLOADS):
            flat = " ".join(payload.split())
            text = (f"{flat} مقتل 9 مدنيين في سراقب\n\nقال {flat} إن {20 + number} مدنيا قتلوا {flat} في قصف على مدينة سراقب "
                    f"وبلدة النيرب شرق إدلب {payload}، بينهم 3 أطفال و{flat} 5 نساء.\n")  # fmt: skip
            (reports / f"p{number:02}.txt").write_text(text, encoding="utf-8")
            writer.writerow([f"p{number:02}", f"Agency {flat}", "2020-01-05", flat, "ar"])
    for stage, words in ordered_stages(project).items():
        done = subprocess.run([sys.executable, *words], cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, f"{stage}: {done.stderr[-1500:]}"
    return project / "reports"


def test_the_payloads_are_visible_as_text(pages):
    page = html.unescape((pages / "evidence.html").read_text(encoding="utf-8"))
    assert page.count(f"<script>{FIRE}</script>") >= 10  # shown, not run: see the browser's test
    raw = (pages / "evidence.html").read_text(encoding="utf-8")
    assert "<script" not in raw.lower() and 'onerror="' not in raw


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize(
    "name",
    ["report.html", "report.ar.html", "evidence.html", "site/index.html", "site/report.html", "site/report_ar.html",
     "site/map.html", "site/evidence.html", "site/search.html", "site/notebooks/01_corpus.html",
     "site/notebooks/02_extraction.html", "site/notebooks/03_places.html", "site/notebooks/04_reconciliation.html",
     "site/notebooks/05_maps_and_tables.html", "site/notebooks/06_report.html", "tables/sources.html",
     "tables/places.html", "tables/airwars_like.html"],
)  # fmt: skip
def test_none_fires(pages, name):
    document, messages = dump_page(pages / name, budget_ms=4000)
    assert "</html>" in document and "data-fired" not in document.split("<body", 1)[0], messages
    assert not [m for m in messages if "fired" in m]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
def test_the_browser_would_tell(tmp_path):
    (tmp_path / "a.html").write_text(
        f"<!DOCTYPE html><html><head></head><body>{PAYLOADS[2]}</body></html>", encoding="utf-8"
    )
    document, _ = dump_page(tmp_path / "a.html", budget_ms=2000)
    assert "data-fired" in document.split("<body", 1)[0]
