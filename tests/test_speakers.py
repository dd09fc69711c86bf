"""Sources put together with every way to say who told a figure: the figure holds by the word of that source.

A name is what a verb of reporting or 'according to' introduces, whatever stands between; an agency that relays a named
source is not the source, one that relays witnesses whom it does not name is.
"""

from typing import NamedTuple

import pytest
from test_readings import names

from analysis.claims import read_figures
from analysis.documents import Report

TOLD = "5 مدنيين في حلب"


class Speaker(NamedTuple):
    """A source as it is written, the gender of its verb (m, f, p) and the name that a claim has for it."""

    written: str
    gender: str
    name: str = ""


SPEAKERS = (
    Speaker("المرصد السوري لحقوق الإنسان", "m", "Syrian Observatory for Human Rights"),
    Speaker("الشبكة السورية لحقوق الإنسان", "f", "Syrian Network for Human Rights"),
    Speaker("وزارة الصحة", "f", "Ministry of Health"), Speaker("الدفاع المدني السوري", "m", "Syrian Civil Defence"),
    Speaker("الأمم المتحدة", "f", "United Nations"), Speaker("منظمة أطباء بلا حدود", "f", "Médecins Sans Frontières"),
    Speaker("منظمة العفو الدولية", "f", "Amnesty International"), Speaker("الجيش الإسرائيلي", "m"),
    Speaker("المتحدث باسم وزارة الدفاع", "m"), Speaker("مركز توثيق الانتهاكات", "m", "Violations Documentation Center"),
    Speaker("لجنة أطباء السودان المركزية", "f"), Speaker("وزير الصحة اللبناني", "m"), Speaker("شرطة بغداد", "f"),
    Speaker("المكتب الإعلامي الحكومي", "m", "Government Media Office"), Speaker("هيئة البث الإسرائيلية", "f"),
    Speaker("محافظ ديالى", "m"), Speaker("الهلال الأحمر الفلسطيني", "m", "Palestine Red Crescent"),
    Speaker("مدير مستشفى الشفاء", "m"), Speaker("جماعة الحوثي", "f"), Speaker("قيادة العمليات المشتركة", "f"),
    Speaker("اللجنة الدولية للصليب الأحمر", "f", "International Committee of the Red Cross"),
)  # fmt: skip
UNNAMED = (
    Speaker("مصدر طبي", "m", "medical sources"), Speaker("مصادر محلية", "f", "field sources"), Speaker("ناشطون", "p"),
    Speaker("شهود عيان", "p"), Speaker("مسؤول أمني", "m"),
)  # fmt: skip
SAID = (
    "أعلن{t} {s} مقتل {x}", "قال{t} {s} إن {x} قتلوا", "ذكر{t} {s} أن {x} قتلوا", "أشار{t} {s} إلى مقتل {x}",
    "وثق{t} {s} مقتل {x}", "كشف{t} {s} عن مقتل {x}", "أكد{t} {s} في بيان مقتل {x}", "تحدث{t} {s} عن مقتل {x}",
    "أفاد{t} {s} بمقتل {x}", "أوضح{t} {s} أن القصف أدى إلى مقتل {x}", "صرح{t} {s} بأن {x} قتلوا",
    "وأضاف{t} {s} أن {x} قتلوا", "رصد{t} {s} مقتل {x}", "اتهم{t} {s} قوات النظام بقتل {x}", "{s}: مقتل {x}",
    "قتل {x}، بحسب {s}", "قتل {x} وفق {s}", "قتل {x} حسبما أفاد{t} {s}", "قتل {x}، كما أفاد{t} {s}",
    "قتل {x}، بحسب ما أعلن{t} {s}", "قتل {x}، وفق ما ذكر{t} {s} على منصة إكس", "قتل {x}، نقلا عن {s}",
    "بحسب {s} قتل {x}",
    "{to} قتل {x}", "قتل {x} {to}",
)  # fmt: skip


def sentences(speaker: Speaker):
    written = speaker.written
    to = f"وفقا لل{written[2:]}" if written.startswith("ال") else f"وفقا لـ{written}"
    for said in SAID:
        yield said.format(s=written, x=TOLD, to=to, t="ت" if speaker.gender == "f" else "") + "."


def source_of(text: str) -> str:
    (figure,) = [f for f in read_figures(Report("speakers", text, None), names())[0] if f.role == "figure"]
    return figure.attributed_to


@pytest.mark.parametrize("speaker", SPEAKERS + UNNAMED, ids=lambda speaker: speaker.name or speaker.written)
def test_a_figure_holds_by_the_word_of_who_told_it(speaker):
    for text in sentences(speaker):
        assert source_of(text) == (speaker.name or speaker.written), text


@pytest.mark.parametrize("speaker", SPEAKERS, ids=lambda speaker: speaker.name or speaker.written)
def test_a_named_source_that_an_agency_relays_is_the_source(speaker):
    text = f"نقلت وكالة رويترز عن {speaker.written} أن {TOLD} قتلوا."
    assert source_of(text) == (speaker.name or speaker.written)


@pytest.mark.parametrize("witness", ["شاهد عيان", "شهود", "مسؤولين محليين", "سكان"])
def test_an_agency_that_relays_witnesses_is_the_source(witness):
    assert source_of(f"نقلت وكالة رويترز عن {witness} أن {TOLD} قتلوا.") == "Reuters"
