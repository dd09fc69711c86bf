"""The corpus: what is read, what is set aside, and every way in which a folder can be wrong."""

from datetime import date

import pytest

from analysis.documents import decode, load_reports, read_corpus, write_texts
from analysis.errors import CorpusError
from analysis.schemas import Documents, Quarantine
from analysis.store import write_table

TEXT = "قتل 5 مدنيين في قصف على المدينة، بينهم طفلان.\n"


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("_txt", ".txt").replace("_csv", ".csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp1256"), "cp1256"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings_are_recognised(raw, encoding):
    assert decode(raw) == (TEXT, encoding)


def test_bad_files_are_set_aside_and_never_stop_the_others(tmp_path):
    write(tmp_path, good_txt=TEXT, empty_txt=b"  \n", binary_txt=b"\x00\x01\x02\xff" * 40,
          pdf_txt=b"%PDF-1.7\n\x00\xe2",
          latin_txt="only Latin letters", noise_txt=bytes(range(128, 256)) * 3, big_txt=TEXT * 50)  # fmt: skip
    (tmp_path / "link.txt").symlink_to(tmp_path / "good.txt")
    corpus = read_corpus(tmp_path, max_bytes=2000)
    assert [r.doc_id for r in corpus.reports] == ["good"]
    reasons = {q["path"]: q["reason_code"] for q in corpus.quarantine}
    assert reasons == {
        "empty.txt": "empty", "binary.txt": "binary", "pdf.txt": "binary", "latin.txt": "not_arabic",
        "noise.txt": "undecodable", "big.txt": "too_large", "link.txt": "not_a_file",
    }  # fmt: skip
    write_table(corpus.quarantined(), Quarantine, tmp_path / "out")


def test_duplicates_point_to_the_first(tmp_path):
    other = "أعلنت وزارة الصحة في بيان مقتل خمسة أشخاص وإصابة ثلاثين آخرين جراء انفجار وقع في سوق المدينة"
    write(tmp_path, a_txt=TEXT, b_txt=TEXT.replace("قتل", "قتـل"), c_txt=other)
    assert [r.duplicate_of for r in read_corpus(tmp_path).reports] == ["", "a", ""]


def test_a_repost_with_another_headline_is_a_duplicate_and_an_update_is_none(tmp_path):
    body = "أعلنت وزارة الصحة في بيان مقتل خمسة أشخاص وإصابة ثلاثين آخرين جراء انفجار وقع في سوق المدينة صباح السبت"
    update = "ارتفعت حصيلة انفجار السوق إلى تسعة قتلى بعد وفاة أربعة جرحى في المستشفى، كما قال مدير الصحة مساء الأحد"
    write(tmp_path, a_txt=f"عنوان أول\n{body}", b_txt=f"خبر عاجل من المدينة\n{body}\nشارك", c_txt=update)
    assert [r.duplicate_of for r in read_corpus(tmp_path).reports] == ["", "a", ""]


def test_reports_survive_the_tables(tmp_path):
    write(tmp_path, a_txt=TEXT, sources_csv="doc_id,published\na,2020-01-22\n")
    corpus = read_corpus(tmp_path)
    write_table(corpus.documents(), Documents, tmp_path / "out")
    write_texts(corpus, tmp_path / "out")
    (report,) = load_reports(tmp_path / "out")
    assert report == corpus.reports[0] and report.published == date(2020, 1, 22)


def test_cards_and_reports_that_miss_each_other_are_noted(tmp_path):
    write(tmp_path, a_txt=TEXT, sources_csv="doc_id\nz\n")
    assert read_corpus(tmp_path).notes == ["source card without a report: z", "report without a source card: a"]


@pytest.mark.parametrize(
    ("cards", "messages"),
    [
        ("id,published\na,2020-01-22\n", ["columns id, published", "expected: a column doc_id"]),
        ("doc_id\na\na\n", ["'a' stands twice", "line 3"]),
        ("doc_id,published\na,22 January\n", ["published '22 January'", "YYYY-MM-DD", "line 2"]),
        ("doc_id,published\na,2020-02-30\n", ["published '2020-02-30'"]),
        ("doc_id,published\n,2020-01-22\n", ["is empty", "line 2"]),
        ("doc_id\na\n".encode("utf-16"), ["not UTF-8"]),
    ],
)
def test_bad_cards(tmp_path, cards, messages):
    write(tmp_path, a_txt=TEXT, sources_csv=cards)
    with pytest.raises(CorpusError) as error:
        read_corpus(tmp_path)
    assert all(message in str(error.value) for message in messages), error.value


def test_missing_and_empty_folders(tmp_path):
    with pytest.raises(CorpusError, match=r"no folder .*what to do"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match=r"no \.txt file .*what to do"):
        read_corpus(tmp_path)
