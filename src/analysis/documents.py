"""The corpus: a folder of reports with source cards, read safely, nothing dropped silently.

A report is a .txt file in UTF-8; Windows-1256 and UTF-16 are recognised and converted. A file that
cannot be read as text becomes a row of the quarantine with a reason and never stops the others. The
source cards (sources.csv) say who published when; a report without a card is read as undated.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.arabic import fold
from analysis.errors import CorpusError
from analysis.numerals import find_numerals
from analysis.schemas import Documents, Quarantine
from analysis.store import read_table, write_text

CARD_COLUMNS = ("doc_id", "publisher", "published", "published_basis", "language")


@dataclass(frozen=True)
class Report:
    """One readable report. `text`: the decoded original; `published`: None when undated."""

    doc_id: str
    text: str
    published: date | None = None
    publisher: str = ""
    path: str = ""
    encoding: str = "utf-8"
    sha256: str = ""
    published_basis: str = ""
    language: str = "ar"
    duplicate_of: str = ""


@dataclass
class Corpus:
    """All reports of a folder, in the order of their ids, and the files set aside."""

    reports: list[Report]
    quarantine: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def documents(self) -> pd.DataFrame:
        """Return one row per report (contract Documents)."""
        rows = [
            {
                "doc_id": r.doc_id,
                "path": r.path,
                "publisher": r.publisher,
                "published": r.published.isoformat() if r.published else "",
                "published_basis": r.published_basis,
                "language": r.language,
                "encoding": r.encoding,
                "sha256": r.sha256,
                "n_chars": len(r.text),
                "n_numbers": len(find_numerals(r.text)),
                "duplicate_of": r.duplicate_of,
                "title": title_of(r.text),
            }
            for r in self.reports
        ]
        return pd.DataFrame(rows, columns=Documents.column_names())

    def quarantined(self) -> pd.DataFrame:
        """Return one row per file set aside (contract Quarantine)."""
        return pd.DataFrame(self.quarantine, columns=Quarantine.column_names())


_SHINGLE = 4  # words of a shingle
SAME_REPORT = 0.7  # share of common shingles from which two reports are one text


def mark_duplicates(reports: list[Report]) -> list[Report]:
    """Return the reports with `duplicate_of`: the first report, by date and then id, that holds the same text.

    Two reports are one text (a mirror, a repost, the same wire with another headline) when the smaller
    one shares at least :data:`SAME_REPORT` of its runs of four words with the other and neither is more than
    twice as long; page furniture, vowels and spellings of a letter do not count.
    """
    order = sorted(range(len(reports)), key=lambda i: (reports[i].published or date.max, reports[i].doc_id))
    holders: dict[int, list[int]] = {}  # shingle → the originals that hold it
    sizes: dict[int, int] = {}
    found: dict[int, str] = {}
    for number in order:
        words = re.findall(r"[\u0621-\u064a]+|[0-9]+", fold(reports[number].text))
        shingles = {hash_words(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
        shared: dict[int, int] = {}
        for shingle in shingles:
            for other in holders.get(shingle, ()):
                shared[other] = shared.get(other, 0) + 1
        similar = [
            (-count, order.index(other), other)
            for other, count in shared.items()
            if count >= SAME_REPORT * min(len(shingles), sizes[other])
            and max(len(shingles), sizes[other]) <= 2 * min(len(shingles), sizes[other])
        ]
        if similar:
            found[number] = reports[min(similar)[2]].doc_id
            continue
        sizes[number] = len(shingles)
        for shingle in shingles:
            holders.setdefault(shingle, []).append(number)
    return [replace(r, duplicate_of=found[i]) if i in found else r for i, r in enumerate(reports)]


def hash_words(words: list[str]) -> int:
    """Return a number for a run of words that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest())


def title_of(text: str) -> str:
    """Return the first line that holds more than white space."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def read_corpus(folder: Path, sources: Path | None = None, max_bytes: int = 5_000_000) -> Corpus:
    """Read every .txt file of `folder`.

    Parameters
    ----------
    folder : folder of reports; files with other endings are no reports and are left alone.
    sources : source cards; by default sources.csv in the folder, when it is there.
    max_bytes : a larger file goes to quarantine.

    Raises
    ------
    CorpusError : the folder is missing or holds no .txt file, or a source card is wrong.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CorpusError(
            found=f"no folder {folder}",
            expected="a folder of .txt reports",
            where="parameter reports (section corpus)",
            remedy="create the folder and put one report per .txt file in it, or correct the path",
        )
    paths = sorted((p for p in folder.iterdir() if p.suffix == ".txt"), key=lambda p: p.name)
    if not paths:
        raise CorpusError(
            found=f"no .txt file in {folder}",
            expected="at least one report",
            where=str(folder),
            remedy="put one report per .txt file in the folder",
        )
    sources = sources if sources is not None else folder / "sources.csv"
    cards = read_cards(sources) if sources.is_file() else {}
    corpus = Corpus([])
    for path in paths:
        report = _read_report(path, cards.get(path.stem, {}), max_bytes, corpus.quarantine)
        if report is None:
            continue
        corpus.reports.append(report)
    corpus.reports = mark_duplicates(corpus.reports)
    known = {r.doc_id for r in corpus.reports} | {Path(q["path"]).stem for q in corpus.quarantine}
    corpus.notes += [f"source card without a report: {doc_id}" for doc_id in sorted(set(cards) - known)]
    corpus.notes += [f"report without a source card: {d}" for d in sorted(known - set(cards))]
    return corpus


def read_cards(path: Path) -> dict[str, dict]:
    """Read the source cards and return them by doc_id. Dates are ISO (YYYY-MM-DD) or empty."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(found="a file that is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text))
    header = reader.fieldnames or []
    if "doc_id" not in header:
        raise CorpusError(
            found=f"columns {', '.join(header) or 'none'}",
            expected=f"a column doc_id (and {', '.join(CARD_COLUMNS[1:])})",
            where=str(path),
            remedy="name the column that holds the report's file name without .txt: doc_id",
        )
    cards: dict[str, dict] = {}
    for row in reader:
        line = reader.line_num
        doc_id = (row["doc_id"] or "").strip()
        if not doc_id or doc_id in cards:
            raise CorpusError(
                found=f"doc_id {doc_id!r} " + ("stands twice" if doc_id else "is empty"),
                expected="one row per report",
                where=f"{path}, line {line}",
                remedy="remove or complete the row",
            )
        published = (row.get("published") or "").strip()
        cards[doc_id] = {name: (row.get(name) or "").strip() for name in CARD_COLUMNS}
        cards[doc_id]["published"] = _read_date(published, f"{path}, line {line}") if published else None
    return cards


def _read_date(text: str, where: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise CorpusError(
            found=f"published {text!r}",
            expected="a day as YYYY-MM-DD, or nothing when it is not known",
            where=where,
            remedy="correct the date, or leave it empty and say why in published_basis",
        ) from error


def _read_report(path: Path, card: dict, max_bytes: int, quarantine: list[dict]) -> Report | None:
    def set_aside(code: str, detail: str) -> None:
        quarantine.append({"path": path.name, "reason_code": code, "detail": detail})

    if path.is_symlink() or not path.is_file():
        return set_aside("not_a_file", "a link or folder, not a plain file")
    size = path.stat().st_size
    if size > max_bytes:
        return set_aside("too_large", f"{size} bytes, the limit is {max_bytes}")
    raw = path.read_bytes()
    if not raw.strip():
        return set_aside("empty", "no characters")
    decoded = decode(raw)
    if decoded is None:
        return set_aside("binary" if b"\0" in raw[:4096] else "undecodable", "neither UTF-8, UTF-16 nor Windows-1256")
    text, encoding = decoded
    if not any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufeff" for c in text):
        return set_aside("not_arabic", "no Arabic letter in it")
    return Report(
        doc_id=path.stem,
        text=text,
        published=card.get("published"),
        publisher=card.get("publisher", ""),
        path=path.name,
        encoding=encoding,
        sha256=hashlib.sha256(raw).hexdigest(),
        published_basis=card.get("published_basis", ""),
        language=card.get("language") or "ar",
    )


def decode(raw: bytes) -> tuple[str, str] | None:
    """Return (text, encoding) of the bytes of a report, or None when they are no readable text.

    UTF-8 when it is valid; UTF-16 by its mark or by its zero bytes; Windows-1256 when nine in ten of
    its letters are then Arabic. Control characters other than line breaks and tabs mean binary.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _readable(raw, "utf-16")
    try:
        text = raw.decode("utf-8-sig")
        if not _has_controls(text):
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\0" in raw or len(raw) % 2 == 0:
        for encoding in ("utf-16-le", "utf-16-be"):
            found = _readable(raw, encoding)
            if found and _share_arabic(found[0]) > 0.8:
                return found
    found = _readable(raw, "cp1256")
    return found if found and _share_arabic(found[0]) > 0.9 and not _is_mojibake(found[0]) else None


def _is_mojibake(text: str) -> bool:
    """Say whether Windows-1256 shows broken UTF-8: every Arabic letter then begins with ط or ظ."""
    letters = [c for c in text if "\u0621" <= c <= "\u064a"]
    return sum(c in "طظ" for c in letters) > 0.2 * len(letters)


def _readable(raw: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _has_controls(text) else (text, "utf-16" if encoding.startswith("utf-16") else encoding)


def _has_controls(text: Iterable[str]) -> bool:
    return any((c < " " and c not in "\n\r\t\f") or c == "\x7f" for c in text)


def _share_arabic(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum("\u0600" <= c <= "\u06ff" for c in letters) / len(letters) if letters else 0.0


def write_texts(corpus: Corpus, folder: Path) -> None:
    """Write texts.jsonl: the decoded characters of each report, to which all offsets refer."""
    lines = [json.dumps({"doc_id": r.doc_id, "text": r.text}, ensure_ascii=False) for r in corpus.reports]
    write_text(Path(folder) / "texts.jsonl", "".join(line + "\n" for line in lines))


def read_texts(folder: Path) -> dict[str, str]:
    """Return doc_id → decoded text, as the corpus stage wrote them."""
    content = (Path(folder) / "texts.jsonl").read_bytes().decode("utf-8")
    rows = [json.loads(line) for line in content.split("\n") if line]
    return {row["doc_id"]: row["text"] for row in rows}


def load_reports(folder: Path) -> list[Report]:
    """Return the reports that the corpus stage wrote, in the order of their ids."""
    texts = read_texts(folder)
    return [
        Report(
            doc_id=row.doc_id, text=texts[row.doc_id], publisher=row.publisher, path=row.path, encoding=row.encoding,
            published=date.fromisoformat(row.published) if row.published else None, sha256=row.sha256,
            published_basis=row.published_basis, language=row.language, duplicate_of=row.duplicate_of,
        )
        for row in read_table(Documents, folder).itertuples()
    ]  # fmt: skip
