"""Fetching pages into a corpus, politely: robots.txt, one page at a time per host, pauses, few retries.

Each page becomes one .txt file (trafilatura takes the article out of it) and one source card with its
address, the day of fetching and the hash of the page as it came. A page that is there already is not
fetched again, so an interrupted run goes on where it stopped. Only http and https addresses are opened.
"""

import csv
import hashlib
import io
import re
import time
import urllib.error
import urllib.robotparser
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from analysis.documents import CARD_COLUMNS
from analysis.errors import HasilaError
from analysis.store import write_text

AGENT = "hasila-fetch/0.2 (research corpus; obeys robots.txt)"
COLUMNS = (*CARD_COLUMNS, "url", "fetched", "sha256_page")
_LARGEST = 10_000_000  # bytes of one page
_TIMEOUT = 30.0
_TRIES = 3


class _Refused(Exception):
    """A page that is not to be had, with the reason for the list of failures."""


class _SafeRedirects(HTTPRedirectHandler):
    def redirect_request(self, request, stream, code, message, headers, target):
        if urlsplit(urljoin(request.full_url, target)).scheme not in ("http", "https"):
            raise _Refused(f"leads to {target}, which is no http address")
        return super().redirect_request(request, stream, code, message, headers, target)


@dataclass
class Fetcher:
    """Fetches pages with pauses. `delay`: seconds between two requests to one host, more if robots.txt says so."""

    delay: float = 5.0
    sleep: object = time.sleep
    now: object = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, urllib.robotparser.RobotFileParser] = field(default_factory=dict)

    def page(self, url: str) -> bytes:
        """Return the bytes of a page; raises _Refused when it is not to be had."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise _Refused("no http or https address")
        robots = self._rules(f"{parts.scheme}://{parts.netloc}")
        if not robots.can_fetch(AGENT, url):
            raise _Refused("robots.txt of the host forbids it")
        pause = max(self.delay, float(robots.crawl_delay(AGENT) or 0))
        return self._get(url, parts.netloc, pause)

    def _rules(self, host: str) -> urllib.robotparser.RobotFileParser:
        if host not in self._robots:
            rules = urllib.robotparser.RobotFileParser()
            try:
                rules.parse(
                    self._get(f"{host}/robots.txt", urlsplit(host).netloc, 0.0).decode("utf-8", "replace").splitlines()
                )
            except _Refused as error:
                # no robots.txt allows all; a host that hides it (401, 403, 5xx, no answer) allows nothing
                rules.allow_all = "HTTP 404" in str(error) or "HTTP 410" in str(error)
                rules.disallow_all = not rules.allow_all
            rules.modified()
            self._robots[host] = rules
        return self._robots[host]

    def _get(self, url: str, host: str, pause: float) -> bytes:
        opener = build_opener(_SafeRedirects)
        for attempt in range(1, _TRIES + 1):
            waited = self.now() - self._last.get(host, float("-inf"))
            if waited < pause:
                self.sleep(pause - waited)
            self._last[host] = self.now()
            try:
                with opener.open(Request(url, headers={"User-Agent": AGENT}), timeout=_TIMEOUT) as answer:
                    kind = answer.headers.get_content_type()
                    if kind not in ("text/html", "text/plain", "application/xhtml+xml"):
                        raise _Refused(f"is {kind}, no page")
                    raw = answer.read(_LARGEST + 1)
                    if len(raw) > _LARGEST:
                        raise _Refused(f"is larger than {_LARGEST} bytes")
                    return raw
            except urllib.error.HTTPError as error:
                again = error.code in (429, 500, 502, 503, 504)
                if not again or attempt == _TRIES:
                    raise _Refused(f"HTTP {error.code}") from error
                stated = error.headers.get("Retry-After", "")
                self.sleep(min(float(stated) if stated.isdigit() else self.delay * 2**attempt, 120.0))
            except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
                if attempt == _TRIES:
                    raise _Refused(f"no answer ({getattr(error, 'reason', error)})") from error
                self.sleep(self.delay * 2**attempt)
        raise _Refused("no answer")


def read_urls(path: Path) -> list[str]:
    """Return the addresses of a file, one per line, each once; lines that begin with # are comments."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HasilaError(found=f"no readable list {path}", expected="one address per line, UTF-8") from error
    found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        raise HasilaError(found="no address", expected="one address per line", where=str(path))
    return list(dict.fromkeys(found))


def fetch_pages(urls: list[str], folder: Path, fetcher: Fetcher | None = None, say=print) -> list[tuple[str, str]]:
    """Fetch pages into `folder`; return (address, reason) of each that could not be had.

    `<doc_id>.txt` is written first and its card in sources.csv after it, both in one step each, so that a card
    never names a file that is not there.
    """
    import trafilatura

    folder, fetcher = Path(folder), fetcher or Fetcher()
    cards, columns = _read_cards(folder / "sources.csv")
    known = {card.get("url") for card in cards}
    failures = []
    for number, url in enumerate(urls, start=1):
        if url in known:
            say(f"{number} of {len(urls)}: is there already: {url}")
            continue
        try:
            raw = fetcher.page(url)
            text = trafilatura.extract(raw, url=url, include_comments=False, include_tables=True)
            if not text or not text.strip():
                raise _Refused("no article found on the page")
        except _Refused as error:
            failures.append((url, str(error)))
            say(f"{number} of {len(urls)}: not fetched, {error}: {url}")
            continue
        told = trafilatura.extract_metadata(raw, default_url=url)
        title = (getattr(told, "title", None) or "").strip()
        body = text.strip() if not title or text.strip().startswith(title) else f"{title}\n\n{text.strip()}"
        card = _card(url, raw, told)
        write_text(folder / f"{card['doc_id']}.txt", body + "\n")
        cards.append(card)
        _write_cards(folder / "sources.csv", cards, columns)
        say(f"{number} of {len(urls)}: {card['doc_id']}")
    return failures


def _card(url: str, raw: bytes, told) -> dict[str, str]:
    digest = hashlib.sha256(raw).hexdigest()
    published = getattr(told, "date", None) or ""
    host = urlsplit(url).hostname or ""
    slug = re.sub(r"[^a-z0-9]+", "-", host.lower().removeprefix("www.")).strip("-")
    address = hashlib.sha256(url.encode()).hexdigest()[:8]
    return {
        "doc_id": "_".join(part for part in (slug, published, address) if part),
        "publisher": getattr(told, "sitename", None) or host,
        "published": published, "published_basis": "the page's own metadata" if published else "",
        "language": "ar", "url": url, "fetched": datetime.now(UTC).strftime("%Y-%m-%d"), "sha256_page": digest,
    }  # fmt: skip


def _read_cards(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    if not path.is_file():
        return [], list(COLUMNS)
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    cards = list(reader)
    columns = list(dict.fromkeys([*(reader.fieldnames or []), *COLUMNS]))
    return cards, columns


def _write_cards(path: Path, cards: list[dict[str, str]], columns: list[str]) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(cards)
    write_text(path, stream.getvalue())
