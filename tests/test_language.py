"""Folding, dates, windows, morphology and the lexicons' own rules."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.arabic import Folded, fold
from analysis.claims import name_what_is_counted, read_report
from analysis.dates import find_dates
from analysis.documents import Report
from analysis.errors import LexiconError
from analysis.lexicons import ENTRY_KEYS, load_lexicon
from analysis.morphology import (
    analyse_noun,
    analyse_verb,
    conjugated_verbs,
    database_text,
    load_user_database,
    noun_lemma,
)

PUBLISHED = date(2019, 11, 30)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@example("__")
@given(st.text(max_size=80) | st.text('ابو«»"() _\n\u064b', max_size=30))
def test_fold_keeps_the_way_back(text):
    folded = Folded(text)
    assert letters(folded.form) == letters(fold(text))  # gaps and marks around a name are left out
    assert len(folded.offsets) == len(folded.form)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(form in fold(text[at]) for form, at in zip(folded.form, folded.offsets, strict=True))
    for i in range(len(folded.form)):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("11 كانون الثاني/ يناير 2020", "2020-01-11", "2020-01-11"),
        ("30 أبريل/نيسان الفائت", "2019-04-30", "2019-04-30"),
        ("30 نوفمبر/تشرين الثاني الجاري", "2019-11-30", "2019-11-30"),
        ("15 شباط/فبراير 2019", "2019-02-15", "2019-02-15"),
        ("31 كانون الأول", "2018-12-31", "2018-12-31"),  # a day after publication is last year's
        ("أيار/ مايو 2017", "2017-05-01", "2017-05-31"),  # a month is a month, not a day
        ("غشت 2014", "2014-08-01", "2014-08-31"),
        ("أوت 2014", "2014-08-01", "2014-08-31"),
        ("يوم السبت 30 تشرين الثاني", "2019-11-30", "2019-11-30"),
        ("الـ 15 من الشهر الجاري", "2019-11-15", "2019-11-15"),
        ("يوم أمس", "2019-11-29", "2019-11-29"),
        ("يوم الأحد الماضي", "2019-11-24", "2019-11-24"),
        ("عام 2016", "2016-01-01", "2016-12-31"),
        ("12/3/2019", "2019-03-12", "2019-03-12"),
    ],
)
def test_dates(text, first, last):
    (span,) = find_dates(text, PUBLISHED)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    assert span.note == ""


@pytest.mark.parametrize("text", ["قتل 2019 مقاتلاً", "43 منهم 20", "اليوم الأول", "ثاني أكبر المدن", "30 شباط"])
def test_no_dates(text):
    assert [d for d in find_dates(text, PUBLISHED) if d.first] == []


def test_undated_reports_keep_relative_days_open():
    assert [(d.first, d.kind) for d in find_dates("يوم أمس الاثنين")] == [(None, "relative")]


def test_a_weekday_that_does_not_fit_is_noted():
    (span,) = find_dates("الأحد 30 تشرين الثاني 2019")
    assert span.first == date(2019, 11, 30) and "weekday" in span.note


@pytest.mark.parametrize(
    ("word", "lemma", "numbers"),
    [("وطفلين", "طفل", {"d"}), ("طفلان", "طفل", {"d"}), ("عنصرا", "عنصر", {"d", "s"}), ("مواطنات", "مواطنة", {"p"}),
     ("مدنيين", "مدني", {"d", "p"}), ("بالبراميل", "برميل", {"p"}), ("وجنينها", "جنين", {"s"}),
     ("الشهرين", "شهر", {"d"})],
)  # fmt: skip
def test_nouns(word, lemma, numbers):
    readings = analyse_noun(fold(word))
    assert {r.lemma for r in readings} == {lemma} and {r.number for r in readings} == numbers


@pytest.mark.parametrize("word", ["كما", "سوريا", "بوتين", "المدينتين؟"])
def test_words_that_are_no_duals(word):
    assert not [r for r in analyse_noun(fold(word)) if r.number == "d"]


@pytest.mark.parametrize("name", sorted(ENTRY_KEYS))
def test_lexicons_keep_their_rules(name):
    assert load_lexicon(name)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("entries:\n  - {measure: killed, forms: [قتل], colour: red}", "unknown keys ['colour']"),
        ("entries:\n  - {forms: [قتل]}", "missing keys ['measure']"),
        ("entries:\n  - {measure: killed, forms: [قتل, قتل]}", "stands twice"),
        ("entries:\n  - {measure: killed, forms: [قتل]}\n  - {measure: wounded, forms: [قَتل]}", "stands twice"),
        ("entries:\n  - {measure: killed, forms: [قتلی]}", "U+06CC"),
        ("entries:\n  - {measure: killed, forms: ['أ\u0655']}", "NFC"),
        ("rows: []", "expected: one key, entries"),
        ("entries: [", "not YAML"),
    ],
)
def test_a_bad_lexicon_is_refused(tmp_path, content, message):
    (tmp_path / "events.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_lexicon("events", tmp_path)
    assert message in str(error.value)


def test_a_kind_of_words_stands_once(tmp_path):
    entries = "entries:\n  - {kind: led_by, forms: [بقيادة]}\n  - {kind: led_by, forms: [معها]}"
    (tmp_path / "words.yaml").write_text(entries, encoding="utf-8")
    with pytest.raises(LexiconError, match="kind 'led_by' stands twice"):
        load_lexicon("words", tmp_path)  # the words of one rule would join those of another


def test_every_form_of_a_conjugated_verb_is_analysed_to_its_measure():
    verbs = conjugated_verbs()
    assert {verb["measure"] for verb in verbs} == {"killed", "wounded", "detained", "displaced"}
    for verb in verbs:
        for form in verb["forms"]:
            assert {r.measure for r in analyse_verb(form)} == {verb["measure"]}, form
    reading = analyse_verb("فقتلن")[0]
    assert (reading.lemma, reading.aspect, reading.number, reading.gender, reading.clitics) == (
        "قتل",
        "p",
        "p",
        "f",
        "ف",
    )
    assert analyse_verb("غرقا") == ()  # the adverb 'by drowning'


def test_a_database_of_the_user_names_what_is_counted_and_changes_no_figure(tmp_path):
    path = tmp_path / "user.db"
    path.write_text(database_text(), encoding="utf-8")  # its lemmas are the numbers of our entries
    report = Report("r", "قتل 5 مدنيين وتضرر 12 منزلا", None)
    numbers = read_report(report).numbers
    named = name_what_is_counted(numbers, [report], str(path))
    house = next(number for number, entry in enumerate(load_lexicon("nouns")) if entry["lemma"] == "منزل")
    assert list(named["reason"]) == [numbers["reason"].iloc[0], f"counts منزل: {house}"]
    pd.testing.assert_frame_equal(named.drop(columns="reason"), numbers.drop(columns="reason"))
    assert name_what_is_counted(numbers, [report], "") is numbers
    with pytest.raises(LexiconError, match="no file"):
        noun_lemma("شخص", str(tmp_path / "none.db"))
    path.write_text("not a database", encoding="utf-8")
    load_user_database.cache_clear()
    with pytest.raises(LexiconError, match="cannot read as a database"):
        noun_lemma("شخص", str(path))
