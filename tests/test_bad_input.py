"""Bad input by kind, each with its verdict: one table, one runner. Nothing is lost without a row in quarantine."""

import os

import pytest

from analysis.claims import read_report
from analysis.documents import read_corpus
from analysis.errors import HasilaError

GOOD = "قتل 5 مدنيين في قصف على مدينة إدلب، بينهم طفل، كما أصيب 12 آخرون بجروح"
READ, EMPTY = "read", "empty"

# name of the case → (bytes of the file, verdict: read, or the reason code of the quarantine)
BYTES = {
    "utf-8": (GOOD.encode(), READ),
    "utf-8 with a mark": (GOOD.encode("utf-8-sig"), READ),
    "utf-16 with a mark": (GOOD.encode("utf-16"), READ),
    "utf-16 little endian without a mark": (GOOD.encode("utf-16-le"), READ),
    "utf-16 big endian without a mark": (GOOD.encode("utf-16-be"), READ),
    "windows-1256": (GOOD.encode("cp1256"), READ),
    "old line ends": (GOOD.replace("، ", "،\r").encode(), READ),
    "windows line ends": (GOOD.replace("، ", "،\r\n").encode(), READ),
    "form feed": (b"\x0c" + GOOD.encode(), READ),
    "tabs": (GOOD.replace(" ", "\t").encode(), READ),
    "empty": (b"", EMPTY),
    "white space": (b" \n\t\n", EMPTY),
    "only a mark": (b"\xef\xbb\xbf", "not_arabic"),
    "latin text": (b"five civilians were killed", "not_arabic"),
    "digits only": (b"12345", "not_arabic"),
    "NUL bytes": (b"\0" * 400, "binary"),
    "NUL inside the text": (GOOD.encode().replace(b" ", b"\0", 3), "binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
    "a PDF named .txt": (b"%PDF-1.7\n\x00\x01\xff\xfe\x80\x81" * 20, "binary"),
    "a zip": (b"PK\x03\x04" + b"\x00" * 60, "binary"),
    "broken utf-8": (GOOD.encode()[:31] + b"\xff\xfe\xfd" + b"\xc3\x28" * 30, "undecodable"),
    "utf-16 cut in half": (GOOD.encode("utf-16")[:-1], "binary"),
    "double encoded": (GOOD.encode().decode("latin-1").encode(), "not_arabic"),
    "a lone surrogate": (GOOD.encode() + "\ud800".encode("utf-8", "surrogatepass"), "undecodable"),
    "escape characters of a terminal": (GOOD.encode() + b"\x1b[2J\x1b]0;x\x07", "binary_or_controls"),
    "html": (f"<html><body><p>{GOOD}</p></body></html>".encode(), READ),
    "deep html": (b"<div>" * 20000 + GOOD.encode() + b"</div>" * 20000, READ),
    "a script": (f"<script>alert('{GOOD}')</script>".encode(), READ),
    "template braces": (f"{{{{ 7*7 }}}} {GOOD} {{% raise %}}".encode(), READ),
    "a markdown link": (f"[{GOOD}](javascript:alert(1))".encode(), READ),
    "a formula": (f"=HYPERLINK(1) {GOOD}".encode(), READ),
    "bidi overrides": (f"\u202e{GOOD}\u202c\u2066x\u2069".encode(), READ),
    "zero width characters": ("\u200b".join(GOOD).encode(), READ),
    "vowels on every letter": ("\u064e".join(GOOD).encode(), READ),
    "presentation forms": ("ﻗﺘﻞ 5 ﻣﺪﻧﻴﻴﻦ".encode(), READ),
    "one line of a megabyte": ((GOOD + " ") .encode() * 8000, READ),
    "a hundred thousand brackets": (("(" * 50_000 + GOOD + ")" * 50_000).encode(), READ),
    "a hundred thousand digits": ((GOOD + "1" * 100_000).encode(), READ),
    "nothing but connectors": (("بينهم منهم وهم " * 5000).encode(), READ),
    "dates that do not exist": (f"{GOOD} في 31 شباط 2020 و30/2/2019 و0-0-0000".encode(), READ),
    "years 0 and 9999": (f"{GOOD} عام 0000 وعام 9999 منذ 999999 سنة".encode(), READ),
    "a huge number": (f"قتل {10**60} شخصا".encode(), READ),
    "a negative number": ("قتل -5 مدنيين في إدلب".encode(), READ),
    "NaN and infinity": ("قتل NaN مدنيا وأصيب inf آخرون في إدلب".encode(), READ),
}  # fmt: skip


@pytest.mark.parametrize("case", BYTES)
def test_a_file_is_read_or_set_aside_with_its_reason(case, tmp_path):
    raw, verdict = BYTES[case]
    (tmp_path / "case.txt").write_bytes(raw)
    (tmp_path / "good.txt").write_bytes(GOOD.encode())
    corpus = read_corpus(tmp_path)
    aside = {row["path"]: row["reason_code"] for row in corpus.quarantine}
    ids = {report.doc_id for report in corpus.reports}
    assert ids | {path.removesuffix(".txt") for path in aside} == {"case", "good"}, "a file was lost"
    if verdict == READ:
        report = next(r for r in corpus.reports if r.doc_id == "case")
        reading = read_report(report)
        assert all(report.text[c["start"] : c["end"]] == c["text"] for c in reading.claim_rows)
        assert reading.claims is not None and reading.numbers is not None
    else:
        wanted = {"binary", "undecodable"} if verdict == "binary_or_controls" else {verdict}
        assert aside.get("case.txt") in wanted, aside


NAMES = ["a\nb.txt", "..txt.txt", "‮txt.exe.txt", "-rf.txt", "$(touch x).txt", "a b.txt", "'\".txt", "=1+1.txt", "é.txt"]


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_strange_file_name_is_only_a_name(name, tmp_path):
    (tmp_path / name).write_bytes(GOOD.encode())
    corpus = read_corpus(tmp_path)
    assert [r.doc_id for r in corpus.reports] == [name.removesuffix(".txt")]
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_links_and_folders_are_set_aside(tmp_path):
    (tmp_path / "good.txt").write_bytes(GOOD.encode())
    (tmp_path / "outside.txt").symlink_to("/etc/hostname")
    (tmp_path / "folder.txt").mkdir()
    aside = {row["path"]: row["reason_code"] for row in read_corpus(tmp_path).quarantine}
    assert aside == {"outside.txt": "not_a_file", "folder.txt": "not_a_file"}


def test_a_sparse_file_of_a_gigabyte_is_not_read(tmp_path):
    (tmp_path / "good.txt").write_bytes(GOOD.encode())
    with (tmp_path / "big.txt").open("wb") as stream:
        os.truncate(stream.fileno(), 1_000_000_000)
    (row,) = read_corpus(tmp_path).quarantine
    assert row["reason_code"] == "too_large" and "1000000000 bytes" in row["detail"]


CARDS = {
    "no doc_id": b"name,published\nx,2020-01-01\n",
    "twice": b"doc_id,published\ngood,2020-01-01\ngood,2020-01-02\n",
    "no date": b"doc_id,published\ngood,yesterday\n",
    "a day that does not exist": b"doc_id,published\ngood,2020-02-31\n",
    "another order": b"doc_id,published\ngood,01-02-2020\n",
    "year 10000": b"doc_id,published\ngood,10000-01-01\n",
    "an empty id": b"doc_id,published\n,2020-01-01\n",
    "not utf-8": "doc_id,publisher\ngood,مرصد\n".encode("cp1256"),
}


@pytest.mark.parametrize("case", CARDS)
def test_a_wrong_source_card_is_an_error_that_says_where(case, tmp_path):
    (tmp_path / "good.txt").write_bytes(GOOD.encode())
    (tmp_path / "sources.csv").write_bytes(CARDS[case])
    with pytest.raises(HasilaError, match=r"sources\.csv"):
        read_corpus(tmp_path)
