"""Claims: rows of text and reading, the gold of both corpora, and what must hold for any text."""

import time
from datetime import date
from io import StringIO

import pandas as pd
import pytest
import yaml
from conftest import CORPUS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from make_gold import FIELDS, gold_rows

from analysis.claims import find_claims, read_report
from analysis.documents import Report
from analysis.mentions import fold_names
from analysis.scan import scan_text
from analysis.schemas import Claims, Numbers
from analysis.store import require_contract
from analysis.trace import trace_text

ROWS = yaml.safe_load((CORPUS / "claims.yaml").read_text(encoding="utf-8"))["rows"]


def plain(value):
    return None if pd.isna(value) else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['form']}: {row['text'][:40]}")
def test_row(row):
    published = date.fromisoformat(row["published"]) if "published" in row else None
    found = find_claims(Report("row", row["text"], published))
    expected = row.get("claims", [])
    assert len(found) == len(expected), found[["text", "value", "measure", "group"]].to_string()
    for (_, claim), wanted in zip(found.iterrows(), expected, strict=True):
        assert {key: plain(claim[key]) for key in wanted} == wanted


def read_gold(name: str) -> pd.DataFrame:
    return pd.read_csv(CORPUS / name, dtype=str, keep_default_na=False)


def as_written(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.read_csv(StringIO(pd.concat(frames).to_csv(index=False)), dtype=str, keep_default_na=False)


def test_default_corpus_is_read_as_its_gold(reports):
    gold = read_gold("gold_default.csv")
    pd.testing.assert_frame_equal(as_written([gold_rows(r) for r in reports]), gold)


def test_originals_are_read_as_their_gold(originals):
    gold = read_gold("gold_originals.csv")
    pd.testing.assert_frame_equal(as_written([gold_rows(r) for _, r in sorted(originals.items())]), gold)


def test_both_corpora_state_the_same_facts():
    """The default corpus restates every figure of the originals with its group, fire, window and parent."""
    columns = [f for f in FIELDS if f not in ("low", "high")]
    facts = []
    for name in ("gold_default.csv", "gold_originals.csv"):
        gold = read_gold(name)
        value_at = {(r.doc_id, r.start): r.value for r in gold.itertuples()}
        gold["parent_value"] = [value_at.get((r.doc_id, r.parent), "") for r in gold.itertuples()]
        facts.append(gold[[*columns, "parent_value"]].sort_values([*columns, "parent_value"]).reset_index(drop=True))
    pd.testing.assert_frame_equal(*facts)


def test_nothing_is_unread(readings):
    for reading in readings.values():
        assert not (reading.numbers["role"] == "unread").any()


def test_ledger_accounts_for_every_digit(readings):
    for reading in readings.values():
        covered = {i for r in reading.numbers.itertuples() for i in range(r.start, r.end)}
        assert not [i for i, c in enumerate(reading.report.text) if c.isdigit() and i not in covered]


def test_every_claim_is_in_the_ledger_once(readings):
    for reading in readings.values():
        ledger = reading.numbers[reading.numbers["role"] == "claim"]["claim_id"]
        assert sorted(ledger) == sorted(reading.claims["claim_id"])


def test_offsets_cut_out_the_stated_text(readings):
    for reading in readings.values():
        for row in [*reading.claims.itertuples(), *reading.numbers.itertuples()]:
            assert reading.report.text[row.start : row.end] == row.text


def test_adding_a_report_never_changes_old_ids(reports):
    alone = read_report(reports[0]).claims["claim_id"].tolist()
    assert [c for r in reports for c in read_report(r).claims["claim_id"]][: len(alone)] == alone


WORDS = st.sampled_from(
    [
        "قتل",
        "5",
        "مدنيين",
        "وجرح",
        "12",
        "آخرين",
        "بينهم",
        "طفلان",
        "وهم",
        ":",
        "،",
        ".",
        "ارتفع",
        "إلى",
        "أكثر",
        "من",
        "نحو",
        "3900",
        "غارة",
        "جوية",
        "روسية",
        "من",
        "قوات",
        "النظام",
        "منذ",
        "مطلع",
        "العام",
        "خلال",
        "الـ",
        "24",
        "ساعة",
        "الفائتة",
        "على",
        "قرية",
        "حاس",
        "في",
        "15",
        "شباط",
        "2019",
        "ألف",
        "مليون",
        "عشرات",
        "مئتي",
        "ق*تل",
        "٢٥",
        "%",
        "(",
        ")",
        "“",
        "”",
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_is_read_without_losing_a_character(text):
    reading = read_report(Report("any", text, date(2020, 1, 22)))
    for row in [*reading.claims.itertuples(), *reading.numbers.itertuples()]:
        assert text[row.start : row.end] == row.text
    require_contract(reading.claims, Claims)
    require_contract(reading.numbers, Numbers)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ROWS), st.integers(1, 60), st.booleans())
@example({"text": "قتل 36 شخصا، منهم خمسة أطفال، في أول"}, 60, True)
@example({"text": "سقط 46 شهيدا: 15 في حمص، وواحد في كل من"}, 60, True)
@example({"text": "وقالت إن 129 رهينة لا يزالون"}, 60, True)
@example({"text": "نزح 12 مدنيا وخمسة"}, 60, True)
def test_a_text_that_begins_or_ends_anywhere_is_read(gazetteer, row, words, from_start):
    """Found by cutting every corpus row behind every word: texts that end where a phrase goes on."""
    split = row["text"].split(" ")
    text = " ".join(split[:words] if from_start else split[-words:])
    reading = read_report(Report("cut", text, date(2024, 6, 1)), fold_names(gazetteer.names()))
    assert all(text[start:end] == piece for start, end, piece in reading.numbers[["start", "end", "text"]].to_numpy())


class FromTheFirst(list):
    """A list with nothing before its first item: an index below 0 is an error, not the last item."""

    def __getitem__(self, place):
        first = place.start if isinstance(place, slice) and place.stop != 0 else place
        assert not isinstance(first, int) or first >= 0, f"looked up at {place}"
        return super().__getitem__(place)


def test_nothing_is_looked_up_before_the_first_word(gazetteer, monkeypatch):
    """The last word of a report once stood before its first one for many rules."""

    def scan_strictly(*arguments):
        scan = scan_text(*arguments)
        scan.forms, scan.tokens = FromTheFirst(scan.forms), FromTheFirst(scan.tokens)
        return scan

    monkeypatch.setattr("analysis.claims.scan_text", scan_strictly)
    names = fold_names(gazetteer.names())
    for row in ROWS:
        words = row["text"].split(" ")
        for first in range(min(len(words), 6)):
            read_report(Report("cut", " ".join(words[first:]), date(2024, 6, 1)), names)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_are_read_without_a_crash(text):
    reading = read_report(Report("any", text))
    require_contract(reading.claims, Claims)
    require_contract(reading.numbers, Numbers)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ضحايا مدنيون في السودان 2024\nقتل 40 شخصا", "2024 year, 40 claim"),
        ("بلغ عدد القتلى 2024", "2024 claim"),
        ("التقرير الموجز رقم 129: قتل 92 شخصا", "129 name, 92 claim"),
        ("قتل 92 شخصا، لليوم 310 من العدوان، دون الخامسة عشرة", "92 claim, 310 ordinal, خامسة عشرة ordinal"),
        ("خرج 23 مستشفى عن الخدمة من أصل 35", "23 other_count, 35 other_count"),
        ("قتل 963 مدنيا:\n1. روسيا: 224\nألف: التحالف: 260", "963 claim, 1 ordinal, 224 claim, ألف ordinal, 260 claim"),
        ("41 عملية في حلب قتلت 98، و22 في حمص أسفرت عن مقتل 6", "41 other_count, 98 claim, 22 other_count, 6 claim"),
        ("قتل 769 في الربع الأخير من 2021", "769 claim, ربع other_count, 2021 year"),
        ("نزح 224\nألف شخص", "224\nألف claim"),
        ("ما زال 3600 مهاجر عالقين", "3600 other_count"),
        ("ما زال 3600 مدني عالقين تحت الأنقاض", "3600 claim"),
        ("ولا يزال 345 ألفا آخرون في مناطق المواجهات", "345 ألفا other_count"),
        ("خطف 251 شخصا، ما زال 97 منهم محتجزين", "251 claim, 97 claim"),
        ("سقطت قذيفتا هاون قرب 3 مدارس", "قذيفتا claim, 3 other_count"),
        ("ارتفع عدد القتلى إلى 32 بعد أن كان 23", "32 claim, 23 other_count"),
        ("7 من كل 10 جرحى، و400 ألف يعانون الجوع", "7 other_count, 10 other_count, 400 ألف other_count"),
        ("اعتقل 40، ثم أفرج عن 12 في صفقة", "40 claim, 12 other_count"),
        ("قتل 12 مدنيا خلال أشهر الهدنة الستة", "12 claim, ستة duration"),
        ("استهدفوا عنصرين ما أدى إلى مقتل أحدهما وإصابة الآخر", "عنصرين other_count, أحدهما claim, آخر claim"),
        ("نزح 12 ألفا عبر 3 حواجز، وعبر 30 ألفا إلى سوريا", "12 ألفا claim, 3 other_count, 30 ألفا claim"),
    ],
)  # fmt: skip
def test_each_number_has_its_role_in_the_ledger(text, roles):
    numbers = read_report(Report("roles", text, date(2024, 12, 31))).numbers
    assert ", ".join(f"{row.text} {row.role}" for row in numbers.itertuples()) == roles


def test_trace_names_rules_with_their_characters():
    text = "مقتل ما لا يقل عن 12 مدنيا"
    lines = trace_text(text)
    assert "qualifier.at_least" in lines and "event.before" in lines and "12" in lines
    assert trace_text("لا شيء") == "no number expression found"


@pytest.mark.parametrize(
    "piece",
    ["قتل 5 مدنيين بينهم طفل، ", "وقتلت قوات النظام 5 مدنيين، وقتلت روسيا 3 مدنيين، ", "بينهم منهم وهم بالإضافة ",
     "في حلب وإدلب وحماة و", "قال مصدر في وزارة الصحة ", "(5) ", "و5 مدنيين ", "ارتفع من 5 إلى 6 ", "بغارتين و",
     "قتل 5 وأصيب 6، بينهم 3 ", "خلال 24 ساعة 5 قتلى ",
     "القتلى: 12 ", "إدلب: 12، ", ": حلب 9 بينهم طفلان، ", "12 في حلب، ",
     "- قوات النظام: 5 مدنيين، بينهم طفل\n", "الشهداء:\nجنين: 5\n", "(20 في حمص ", "وقتل خمسة من مقاتليها ",
     "7 قتلى و9 جرحى، منهم 3 قتلى و4 جرحى، ", "قتل 5 وفق المرصد. ",
     "و23 طفلا (10 قتلى و13 جريحا) تلتها القذائف ", "قتل 900000 مدني، بينهم |3 أطفال في شباط و",
     "أولا: قوات النظام\nقتلت 12 مدنيا.\nثانيا: روسيا\n", "استهدف عنصرين ما أسفر عن مقتل أحدهما وإصابة الآخر و",
     "قتل 29، منهم 12 مدنيا قضوا بالبراميل، و10 مقاتلين في معارك حلب، و7 لم تعرف هوياتهم. ",
     "قتل 100000 مدني بينهم |3 أطفال على يد النظام، و41 على يد داعش، ", "قتل 3 في 2 شباط، وبعد ذلك بيومين قتل 4 ",
     "قالت الوزارة إن 3 قتلوا في 5 أيار. وأعلنت منظمة الصحة مقتل 6. ",
     "31 شهيدا و62 جريحا: 24 شهيدا في الجنوب ", "توزع القتلى بين |12 في غارة و13 برصاص، ",
     "قتل 900، منهم |12 منهم من طاقم و10 من المرضى، ", "منذ 7 أكتوبر 12 شهيدا، ", "قتل 3 في اليوم ذاته، ",
     "مقتل 306 من جنوده ", "واستعاد الجيش 3 قرى، ", "129 رهينة لا يزالون محتجزين، بينهم 21 قال الجيش إنهم ماتوا، ",
     'قتلت "قسد" (12) مدنيا و', "[12 ", "#ريف_حلب و", "سقط 45 جنديا و", "قتل على الأقل ", "34 سيدة (أنثى بالغة) و",
     "وقتل 80، وتنظيم الدولة 4، ", "568 مدنيا (بينهم 115 طفلا)، ",
     "قتل 5 بقصف، فيما أصيب 12 آخرون، ", "سيدة وأطفالها الثلاثة و", "قبل 5 أيام إلى ",
     "6 على يد قوات النظام، و5 على يد روسيا، و",
     "قتل 900000 شخص، |1 في حلب، ", "نفذت 900000 غارة، |3 منها على حلب و5 على حمص و", "من نيسان 2019 حتى آب 2019 ",
     "قد يؤدي الهجوم إلى نزوح 400 ألف شخص، ", "شهيد و3 جرحى و", "من بين القتلى الـ18 7 أطفال، ",
     "أعلن الخميس مقتل 150، ويوم الأربعاء 108، لتتجاوز الحصيلة منذ مطلع الأسبوع 700 قتيل، ",
     "43 شخصا، 29 منهم عراقيون و14 سوريون، بينهم 11 امرأة، ", "- حمص: 22 - حلب: 19 ", "حمص: 22\n",
     "نزحت 3 أسر أمس، فيما قالت الوزارة إن عدد القتلى 5، ", "12 ضحية، 5 منهم قتلى و7 جرحى، ",
     "قتل 12، وهي الثالثة من 7، وفق المرصد، ", "وتبنى داعش العملية وقال إنها أوقعت 5 قتلى، ",
     "دمر القصف 1400 وحدة سكنية منذ أيلول، وأن 65 قضوا، ", "قال الجيش إن قواته قتلت 3 من جنوده، ", "وصول 7 أسر نازحة ",
     "قال الجيش إن 4 من عناصرها قتلوا ", "قتل 3 أشخاص جميعهم مدنيون ", "قتل 9 في مايو مقارنة بـ 8 في الشهر السابق، ",
     "قتل أمس 5 في الحرب المستمرة منذ 2011 ", "قتل 900000، منهم |1 من المدنيين (1 قنصا)، و1 من الجيش، و1 من داعش ",
     "وعلى يد قوات النظام 5، ", "طفلان شقيقان وفتاة و", "قالت روسيا كذا. قتل 5. ", "وقتل 5 بينهم 3 من قوات النظام ",
     "حلت درعا أولا بـ 21، ", "قتل 12 مدنيا: |النظام 8، ", "لدى قسد 15، ولدى النظام 7، ", "اثنان منهم طفلان، ",
     "بحسب الجهة المسؤولة: |قوات النظام 503، ", "قتل 900000، |و12 على يد داعش بينهم 3 أطفال، ",
     "قتل 900000، |40% منهم أطفال، أي 201، ", "هجمات الحوثيين قتلت 61|، وهجمات التحالف 34",
     "قتل 900000، توزعوا كالتالي: |39 بينهم 12 طفلا بقصف، و", "، 5 بينهم طفل بقصف، ",
     "تلاه القصف بـ12، ثم الألغام بـ11، ", "قتل 50، |21 منهم بقصف، و6 بألغام، ",
     "استشهد الشاب م. ع. (23 عاما) والفتى ك. ل. و", "قتل 3 في حلب و2 في حمص. ",
     "تحدث المرصد عن 35، والدفاع المدني عن 50، ", "قتل 73 مدنيا |وفق المرصد، و117 بحسب الشبكة، ",
     "قصفت طائرات روسية بداما. |وأدت الغارات إلى مقتل 18 ", "خلف العدوان 900000 شهيد، |3 أطفال، "],
)  # fmt: skip
def test_one_endless_sentence_takes_time_in_proportion(piece):
    """Found by fuzzing: a sentence of thousands of figures once took minutes. Before a bar stands what opens it."""
    opening, _, piece = piece.rpartition("|")

    def seconds(copies: int) -> float:
        started = time.process_time()
        read_report(Report("long", opening + piece * copies, date(2020, 1, 1)))
        return time.process_time() - started

    seconds(50)
    short, long = seconds(400), seconds(3200)
    assert long < 8 * short * 4 + 0.5


def test_time_is_linear_in_the_length_of_a_report(reports):
    text = "\n".join(report.text for report in reports)

    def seconds(times: int) -> float:
        started = time.perf_counter()
        read_report(Report("long", text * times, date(2020, 1, 22)))
        return time.perf_counter() - started

    seconds(1)
    assert seconds(16) < 3 * 4 * seconds(4)  # four times the text, well under the square of it


@pytest.mark.parametrize("published", [date.min, date(1900, 1, 1), date(2024, 2, 29), date(2100, 1, 1), date.max, None])
@pytest.mark.parametrize(
    "when",
    ["في 5 رمضان", "خلال شهر رمضان", "في أول أيام عيد الفطر", "خلال عيد الأضحى", "في رمضان 1301", "في رمضان 1500",
     "خلال أشهر كانون الأول وكانون الثاني وشباط", "أيام 10 و11 و12 يونيو",
     "اليوم مقابل 3 في الفترة نفسها من العام الماضي",
     "هذا العام مقابل 3 في العام السابق", "هذا الشهر مقابل 3 في الشهر السابق",
     "في 2099 مقابل 3 في الشهر ذاته من عام 1900",
     "في 29 شباط 2024 مقابل 3 في الفترة نفسها من العام الماضي", "خلال أسبوع مقابل 3 في الأسبوع الذي سبقه"],
)  # fmt: skip
def test_a_time_is_read_or_left_open_whatever_day_the_report_is_of(when, published):
    """The calendars end somewhere: hijridate knows 1924 to 2077, Python's own the years 1 to 9999."""
    claims = find_claims(Report("row", f"قتل 9 مدنيين {when}.", published))
    assert claims["value"].iloc[0] == 9
    known = claims.dropna(subset=["window_start", "window_end"])
    assert (known["window_start"].astype(str) <= known["window_end"].astype(str)).all()
