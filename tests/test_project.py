"""A project of one's own: made whole, run by the same stages; pages fetched politely from a local server."""

import csv
import hashlib
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml
from conftest import ROOT

from analysis.cli import main
from analysis.documents import read_corpus
from analysis.errors import HasilaError
from analysis.fetch import COLUMNS, Fetcher, fetch_pages, read_urls
from analysis.params import load_params
from analysis.project import new_project
from analysis.verify import ordered_stages

REPORT = "مقتل 5 مدنيين في قصف على سراقب\n\nقتل 5 مدنيين بينهم طفلان في قصف على مدينة سراقب شرق إدلب."


def test_a_new_project_runs_the_same_stages(tmp_path, capsys):
    project = tmp_path / "tolls"
    assert main(["new", str(project)]) == 0
    assert load_params(project / "params.yaml") == load_params(ROOT / "params.yaml")
    ours = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    theirs = yaml.safe_load((project / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    assert {n: s["cmd"] for n, s in ours.items()} == {n: s["cmd"] for n, s in theirs.items()}
    for stage in theirs.values():
        inside = [path for path in stage["deps"] if path.startswith(("notebooks/", "docs/", "data/raw/"))]
        assert all((project / path).exists() for path in inside) and not any("src/" in path for path in stage["deps"])
    assert not list((project / "data" / "raw" / "reports").glob("*.txt"))
    (project / "data" / "raw" / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    stages = ordered_stages(project)
    for stage in ("01_corpus", "02_extraction", "03_places"):
        words = stages[stage]
        done = subprocess.run([sys.executable, *words], cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, f"{stage}: {done.stderr}"
    places = (project / "data" / "processed" / "places.csv").read_text(encoding="utf-8")
    assert "matched,C3916" in places


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(HasilaError, match="not empty"):
        new_project(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


LONG = "وقال مصدر إن القصف استمر ساعات. " * 8
ARTICLE = f"""<html lang="ar"><head><title>عنوان الخبر</title>
<meta property="article:published_time" content="2024-05-03T10:00:00+00:00">
<meta property="og:site_name" content="وكالة">
</head><body><nav>قائمة</nav><article><h1>عنوان الخبر</h1><p>{REPORT.splitlines()[-1]} {LONG}</p>
<p>وأصيب 12 آخرون بجروح متفاوتة، نقلوا إلى المستشفيات القريبة، وفق ما ذكر مصدر طبي.</p></article>
<footer>حقوق النشر</footer></body></html>"""


@pytest.fixture
def server():
    """Serve pages of our own on the loopback address; `seen` lists the requests."""
    seen, busy = [], {"left": 1}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers.get("User-Agent", "")))
            status, kind, body, more = 200, "text/html; charset=utf-8", ARTICLE.encode(), {}
            if self.path == "/robots.txt":
                kind, body = "text/plain", b"User-agent: *\nDisallow: /private\n"
            elif self.path == "/busy" and busy["left"]:
                busy["left"] -= 1
                status, body, more = 503, b"", {"Retry-After": "7"}
            elif self.path == "/gone":
                status, body = 404, b""
            elif self.path == "/file":
                status, body, more = 302, b"", {"Location": "file:///etc/passwd"}
            elif self.path == "/picture":
                kind, body = "image/png", b"\x89PNG"
            elif self.path == "/large":
                body = b"x" * 10_000_002
            elif self.path == "/empty":
                body = b"<html><body></body></html>"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    service = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{service.server_port}", seen
    service.shutdown()


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self):
        self.time, self.slept = 0.0, []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds


def polite(delay=5.0):
    clock = Clock()
    return Fetcher(delay=delay, sleep=clock.sleep, now=clock.now), clock


def test_a_page_becomes_a_report_with_its_card(server, tmp_path):
    address, seen = server
    fetcher, _ = polite()
    assert fetch_pages([f"{address}/a"], tmp_path, fetcher, say=lambda _: None) == []
    (card,) = csv.DictReader((tmp_path / "sources.csv").open(encoding="utf-8"))
    assert list(card) == list(COLUMNS) and card["url"] == f"{address}/a" and card["published"] == "2024-05-03"
    assert card["sha256_page"] == hashlib.sha256(ARTICLE.encode()).hexdigest() and card["publisher"] == "وكالة"
    (report,) = read_corpus(tmp_path).reports
    assert "قتل 5 مدنيين" in report.text and "حقوق النشر" not in report.text and str(report.published) == "2024-05-03"
    assert all("hasila" in agent for _, agent in seen) and seen[0][0] == "/robots.txt"


def test_it_waits_between_pages_and_after_a_busy_answer(server, tmp_path):
    address, _ = server
    fetcher, clock = polite(4.0)
    assert fetch_pages([f"{address}/a", f"{address}/b", f"{address}/busy"], tmp_path, fetcher, say=lambda _: None) == []
    assert clock.slept.count(4.0) >= 2 and 7.0 in clock.slept  # Retry-After


def test_it_goes_on_where_it_stopped(server, tmp_path):
    address, seen = server
    fetch_pages([f"{address}/a"], tmp_path, polite()[0], say=lambda _: None)
    before = len(seen)
    said = []
    fetch_pages([f"{address}/a"], tmp_path, polite()[0], say=said.append)
    assert len(seen) == before and "there already" in said[0]
    assert len(list(csv.DictReader((tmp_path / "sources.csv").open(encoding="utf-8")))) == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/x", "robots.txt"), ("/gone", "HTTP 404"), ("/file", "HTTP 302"), ("/picture", "image/png"),
        ("/large", "larger than"), ("/empty", "no article"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_told_and_leaves_nothing(server, tmp_path, path, reason):
    address, seen = server
    ((url, told),) = fetch_pages([f"{address}{path}"], tmp_path, polite()[0], say=lambda _: None)
    assert url == f"{address}{path}" and reason in told and list(tmp_path.iterdir()) == []
    assert path != "/private/x" or [p for p, _ in seen] == ["/robots.txt"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "javascript:alert(1)", "nothing"])
def test_only_http_addresses_are_opened(tmp_path, url):
    ((_, told),) = fetch_pages([url], tmp_path, polite()[0], say=lambda _: None)
    assert "no http" in told


def test_a_host_that_does_not_answer_allows_nothing(tmp_path):
    fetcher, clock = polite(1.0)
    ((_, told),) = fetch_pages(["http://127.0.0.1:9/a"], tmp_path, fetcher, say=lambda _: None)
    assert "robots.txt" in told and clock.slept  # it tried again before giving up


def test_the_list_of_addresses(tmp_path):
    path = tmp_path / "urls.txt"
    path.write_text("# comment\nhttp://a/1\n\nhttp://a/1\nhttp://a/2\n", encoding="utf-8")
    assert read_urls(path) == ["http://a/1", "http://a/2"]
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(HasilaError, match="no address"):
        read_urls(path)
    with pytest.raises(HasilaError, match="no readable list"):
        read_urls(tmp_path / "none.txt")
