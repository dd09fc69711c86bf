"""Places: mentions, decisions, and gazetteers that are wrong."""

import csv
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis.claims import read_report
from analysis.documents import Report
from analysis.errors import GazetteerError
from analysis.gazetteer import COLUMNS, gazetteer_of, load_gazetteer, name_key
from analysis.mentions import fold_names, mention_id
from analysis.places import (
    context_words,
    distance_km,
    find_candidates,
    geocode_names,
    match_places,
    mentions_frame,
    qgis_style,
)


@pytest.fixture(scope="module")
def decided(mentions, gazetteer):
    return mentions.merge(match_places(mentions, gazetteer), on="mention_id")


# name → (status, place_id): what the five reports mean, from their sentences
EXPECTED = {
    "كفريا": ("matched", "C4045"), "سرجة": ("matched", "C6363"), "رسم الورد": ("matched", "C6600"),
    "سروج": ("matched", "C7918"), "اسطبلات": ("matched", "C7921"), "الزرزور": ("matched", "C7885"),
    "العزيزية": ("matched", "C3189"), "الرصيف": ("matched", "C3205"), "النيرب": ("matched", "N0223"),
    "الزهراء": ("matched", "C1646"), "الشيخ مقصود": ("matched", "N0123"), "الأشرفية": ("matched", "N0128"),
    "جداريا": ("matched", "C6636"), "بينين": ("matched", "C4274"), "قمحانة": ("matched", "C3008"),
    "سلمية": ("matched", "C3244"), "كفروما": ("matched", "C3984"), "وريدة": ("matched", "g166296"),
    "تل مصطيف": ("unmatched", ""), "زلين": ("unmatched", ""), "أم جريف": ("unmatched", ""),
    "الحوينة": ("unmatched", ""), "الكتيبة المهجورة": ("unmatched", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_the_villages_of_the_five_reports(decided, name):
    rows = decided[decided["text"] == name]
    assert len(rows) and set(zip(rows["status"], rows["place_id"], strict=True)) == {EXPECTED[name]}


def test_every_mention_is_decided_once_and_areas_get_no_point(decided, mentions):
    assert sorted(decided["mention_id"]) == sorted(mentions["mention_id"])
    assert decided.loc[decided["status"] != "matched", ["lat", "lon"]].isna().all().all()
    assert decided.loc[decided["kind"] == "region", "status"].eq("region_only").all()


def test_every_place_named_in_the_reports_is_found_as_a_mention(mentions, root):
    seed = root.parent / "shared" / "reference" / "places_seed.csv"
    if not seed.is_file():
        pytest.skip("places_seed.csv is not beside this checkout")
    # the last five rows of the seed are named in other reports
    other = {"قاح", "ركايا سجنة", "أطمة", "دير حسن", "كفرلوسين", "الكتيبة المهجورة", "مخيم النيرب"}
    names = {row["name_ar"] for row in csv.DictReader(seed.open(encoding="utf-8"))} - other
    assert names - set(mentions["text"]) == set()


def test_the_facts_table_has_every_placed_row_of_the_seed(gazetteer, root):
    seed = root.parent / "shared" / "reference" / "places_seed.csv"
    if not seed.is_file():
        pytest.skip("places_seed.csv is not beside this checkout")
    for row in csv.DictReader(seed.open(encoding="utf-8")):
        if row["lat"]:
            place = gazetteer.row(row["pcode"] or f"g{row['geonames_id']}")
            assert distance_km(float(row["lat"]), float(row["lon"]), place["lat"], place["lon"]) < 2.9, row["name_ar"]


def test_a_lone_name_stays_open(gazetteer):
    names = pd.DataFrame({"name": ["كفريا", "رسم الورد", "بالا", "لا مكان"], "context": ["", "", "", ""]})
    assert geocode_names(names, gazetteer)["status"].tolist() == ["ambiguous", "ambiguous", "ambiguous", "unmatched"]


def test_context_decides_between_governorates(gazetteer):
    names = pd.DataFrame({"name": ["رسم الورد"], "context": ["بريف حماة الشرقي"]})
    assert context_words("بريف حماة الشرقي") == "countryside حماه east"
    assert geocode_names(names, gazetteer)["place_id"].tolist() == ["C3078"]


def test_shuffling_mentions_changes_nothing(mentions, gazetteer):
    shuffled = mentions.sample(frac=1, random_state=7)
    key = ["mention_id", "place_id"]
    left = find_candidates(mentions, gazetteer, 30.0).sort_values(key).reset_index(drop=True)
    pd.testing.assert_frame_equal(
        left, find_candidates(shuffled, gazetteer, 30.0).sort_values(key).reset_index(drop=True)
    )


@pytest.mark.parametrize(("one", "other"), [("كفر تعال", "كفرتعال"), ("إعجاز", "اعجاز"), ("كفرومة", "كفروما"),
                                            ("الصرمان", "صرمان"), ("أطمة", "اطمه")])  # fmt: skip
def test_spellings_meet(one, other):
    assert name_key(one) == name_key(other)


GOOD = dict.fromkeys(COLUMNS, "") | {"place_id": "C1", "name_ar": "قرية", "kind": "settlement", "lat": "35.5",
                                     "lon": "36.5", "precision_km": "1"}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lat": "36.9", "lon": "35.2"}, "look swapped"), ({"lat": "0", "lon": "0"}, "lat 0.0, lon 0.0"),
        ({"lat": "4300000", "lon": "350000"}, "check the point"), ({"lon": ""}, "one coordinate without the other"),
        ({"lat": "", "lon": ""}, "no coordinates"), ({"kind": "vilage"}, "kind 'vilage'"), ({"lat": "35,5"}, "35,5"),
    ],
)  # fmt: skip
def test_a_bad_gazetteer_names_the_row(tmp_path, change, message):
    pd.DataFrame([GOOD | change]).to_csv(tmp_path / "g.csv", index=False)
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(tmp_path / "g.csv")
    assert message in str(error.value) and "line 2" in str(error.value)


def test_a_gazetteer_without_columns_or_with_a_duplicate(tmp_path):
    pd.DataFrame([GOOD]).drop(columns="source").to_csv(tmp_path / "g.csv", index=False)
    with pytest.raises(GazetteerError, match="no column source"):
        load_gazetteer(tmp_path / "g.csv")
    pd.DataFrame([GOOD, GOOD]).to_csv(tmp_path / "g.csv", index=False)
    with pytest.raises(GazetteerError, match="C1 stands twice"):
        load_gazetteer(tmp_path / "g.csv")


def decide(text, gazetteer):
    found = mentions_frame("x", read_report(Report("x", text, None), fold_names(gazetteer.names())).mentions)
    return found.merge(match_places(found, gazetteer), on="mention_id").set_index("text")


def test_relative_places_become_areas(gazetteer):
    rows = decide("اشتباكات 30 كيلومترا غرب سراقب، وأخرى بين معرة النعمان وخان شيخون، وغارة شرق كفرنبل.", gazetteer)
    assert set(rows["status"]) == {"region_only"} and rows["lat"].isna().all()
    assert rows.loc["غرب سراقب", ["place_id", "radius_km"]].tolist() == ["C3916", 30.0]
    between = rows.loc[["معرة النعمان", "خان شيخون"]]
    apart = distance_km(*(float(v) for i in ("C3985", "C3987") for v in gazetteer.places.loc[i, ["lat", "lon"]]))
    assert between["place_id"].tolist() == ["C3985", "C3987"]
    assert between["radius_km"].tolist() == [round(apart / 2, 1)] * 2
    assert rows.loc["شرق كفرنبل", "place_id"] == "C4068" and pd.isna(rows.loc["شرق كفرنبل", "radius_km"])


def test_objects_of_strikes_and_lists_are_mentions(gazetteer):
    rows = decide("استهدفت الطائرات ترملا وكرسعة وتل مجهول وحزارين، وقصفت المدفعية البارة قرب كنصفرة.", gazetteer)
    assert rows["status"].to_dict() == {
        "ترملا": "matched", "كرسعة": "matched", "تل مجهول": "unmatched", "حزارين": "matched", "البارة": "matched",
        "كنصفرة": "matched",
    }  # fmt: skip
    assert rows.loc["كنصفرة", "precision"] == "near" and rows.loc["البارة", "precision"] == "village"


@pytest.mark.parametrize(
    "text",
    [
        "توزعت حصيلة الشهداء كالتالي: سراقب 12، كفرنبل: 9، حاس وريفها: 3.",
        "توزع القتلى كالآتي: 12 في سراقب، 9 في كفرنبل، 3 في حاس.",
        "سراقب: 12 شهيدا، كفرنبل: 9 شهداء، حاس: 3 شهداء.",
        "بلغ عدد القتلى 24 قتيلا: سراقب 12، كفرنبل 9، حاس 3.",
    ],
)
def test_each_number_of_a_list_of_places_has_its_own(gazetteer, text):
    reading = read_report(Report("x", text, None), fold_names(gazetteer.names()))
    named = mentions_frame("x", reading.mentions).set_index("mention_id")["text"]
    found = {claim["value"]: [named[i] for i in claim["places"].split()] for claim in reading.claim_rows}
    assert {claim["measure"] for claim in reading.claim_rows} == {"killed"}
    assert {n: found[n] for n in (12, 9, 3)} == {12: ["سراقب"], 9: ["كفرنبل"], 3: ["حاس"]}
    parts = [claim["relation"] for claim in reading.claim_rows if claim["value"] != 24]
    assert parts == (["part"] * 3 if 24 in found else [""] * 3)


def test_one_letter_proposes_and_never_decides(gazetteer):
    text = "قصف على قرية سراقيب في ريف إدلب الشرقي وعلى قرية ترنبة"
    assert decide(text, gazetteer).loc["سراقيب", "status"] == "unmatched"
    found = mentions_frame("x", read_report(Report("x", text, None), fold_names(gazetteer.names())).mentions)
    options = find_candidates(found, gazetteer, 30.0)
    proposed = options[options["mention_id"] == found.loc[found["text"] == "سراقيب", "mention_id"].iloc[0]]
    assert proposed["place_id"].tolist() == ["C3916"] and "one letter differs" in proposed["evidence"].iloc[0]


def test_two_gazetteers_rows_of_one_place_are_no_tie():
    rows = [GOOD | {"place_id": i, "lat": lat, "precision_km": km, "adm1_pcode": "SY07"}
            for i, lat, km in (("G1", "35.51", "2"), ("C1", "35.50", "1"))]  # fmt: skip
    both = gazetteer_of(pd.DataFrame(rows), "v")
    names = pd.DataFrame({"name": ["قرية"], "context": ["محافظة إدلب"]})
    assert geocode_names(names, both)["place_id"].tolist() == ["C1"]


def test_the_style_for_qgis_is_xml_with_every_precision_of_a_point():
    root = ElementTree.fromstring(qgis_style().split("\n", 1)[1])
    values = [category.get("value") for category in root.iter("category")]
    assert values == ["village", "quarter", "city", "near"] and len(list(root.iter("symbol"))) == 4


def test_a_two_letter_word_begins_a_name_and_is_none_behind_a_prefix(gazetteer):
    rows = decide("قصف على دير جمال وتل رفعت في ريف حلب الشمالي وعلى حي باب النيرب", gazetteer)
    assert rows.loc["تل رفعت", "status"] == "matched" and "اب" not in rows.index


PLACES_OF = {
    "قتل 6 في غارات على ميناء الحديدة": {6: ["الحديدة"]},
    "قتل 51 في قرية القبير الصغيرة غرب حماة": {51: ["القبير", "غرب حماة"]},
    "قضى 9 مدنيين من عائلة نازحة من الغدفة، جراء استهداف سيارة قرب سراقب": {9: ["سراقب"]},
    "أسفر القصف عن مقتل عامل من غزة في أريحا": {1: ["أريحا"]},
    "هاجم مسلحون قرية نهر الإمام المجاورة وقتلوا 9 من سكانها": {9: ["نهر الإمام"]},
    "قتل 33 مدنيا في 21 انفجارا، أكثرها دموية في خان شيخون حيث قضى 8 أشخاص": {33: [], 8: ["خان شيخون"]},
    "أصيب اثنان بشظايا في تل أبيب": {2: ["تل أبيب"]},
    "قتل ثلاثة في انفجار بمحافظة درعا، وأصيب اثنان نقلا إلى قاعدة حميميم": {3: ["محافظة درعا"], 2: ["محافظة درعا"]},
    "أصيب 22 في حلب، كما خرج من الغوطة 66,377 شخصا": {22: ["حلب"]},
    "قالت وزارة الصحة إن الشاب استشهد في مخيم جنين، ليرتفع عدد الشهداء في الضفة منذ 7 تشرين الأول 2023 إلى 1072": {
        1072: ["الضفة"]
    },
    "قتل ثلاثة وعشرون شخصا في حلب، أحد عشر في دمشق وريفها، تسعة في درعا": {23: ["حلب"], 11: ["دمشق"], 9: ["درعا"]},
    "مجزرة في معرة النعمان.. 39 قتيلا بقصف روسي": {39: ["معرة النعمان"]},
    "اعتقل 22 مواطنا في الضفة، بينهم 9 من الخليل و6 من نابلس": {22: ["الضفة"], 9: ["الخليل"], 6: ["نابلس"]},
    "قتل 80 أسيرا، بينهم 46 معتقلا من غزة": {80: [], 46: []},
    "قتل 11 شخصا لكل من درعا والرقة": {11: ["الرقة"]},  # and one like it for Daraa
    "سيطرت الفصائل على ست قرى جديدة في إدلب": {6: ["إدلب"]},
    "قام الجيش في حلب بقتل 14 عنصرا، وفي درعا بصد هجوم وقتل 20": {14: ["حلب"], 20: ["درعا"]},
    "قتل 6 في كمين في سراقب، فيما أسفرت غارات في كفرنبل عن سقوط 12 قتيلا": {6: ["سراقب"], 12: ["كفرنبل"]},
    "قتل 8 في غارة، وقتل 15 في غارة على إدلب": {8: [], 15: ["إدلب"]},
    "قتل 3 بقذيفة أطلقتها فصائل من مدينة مارع على قرية تل رفعت": {3: ["تل رفعت"]},
    "أطلقت 5 صواريخ من لبنان باتجاه شمال إسرائيل": {5: ["شمال إسرائيل"]},
    "قتل 14 عنصرا بينهم قيادي يدعى والي كركوك في إدلب": {14: ["إدلب"], 1: []},
    "في حلب قتل 24 في تفجيرات، أعنفها في إدلب حيث سقط 9 قتلى": {24: ["حلب"], 9: ["إدلب"]},
    "شن الطيران 17 غارة على بلدات كفرنبل والدار الكبيرة وحاس": {17: ["كفرنبل", "الدار الكبيرة", "حاس"]},
    "إن قصفا مدفعيا استهدف سوقا في معصران قتل ستة بينهم امرأتان، كما لقي أربعة آخرون حتفهم في بداما": {
        6: ["معصران"],
        2: [],
        4: ["بداما"],
    },
    "قتل ثلاثة في قرية أزرق، واثنان في أم جلود": {3: ["أزرق"], 2: ["أم جلود"]},
    "قتل 24 شخصا في سوريا برصاص قوات الأمن، معظمهم في حمص": {24: ["سوريا"]},
    "قتل 90 شخصا في سوريا، 90% منهم في حلب": {90: ["سوريا"]},
    "قتل 90 شخصا في سوريا، نصفهم في حلب": {90: ["سوريا"]},
    "قتل 5 في حلب و3 في إدلب، بمجموع 8 قتلى": {5: ["حلب"], 3: ["إدلب"], 8: []},
    "نزح 100 ألف من حلب و50 ألفا من إدلب": {100000: ["حلب"], 50000: ["إدلب"]},
    "ولجأ 7 آلاف إلى قاعدة حميميم، وعبر 6 آلاف إلى عكار": {7000: ["حميميم"], 6000: ["عكار"]},
    "قتل 23 جنديا بهجوم على حافلة في بادية دير الزور، وذلك في حصيلة جديدة": {23: ["دير الزور"]},
    "قتل أربعة مدنيين جراء سقوط قذائف على حي ركن الدين": {4: ["ركن الدين"]},
    "قتل 260 مدنيا في قصف قوات النظام لحي الخالدية، واصفاً ما جرى بأنه مجزرة": {260: ["الخالدية"]},
    "قتل 167 مدنيا في القصف منذ 14 آب، بينهم 27 قتلوا يوم الأحد في حي السخاني": {167: [], 27: ["السخاني"]},
    "شنت إسرائيل غارات على بيروت وضاحيتها أوقعت 10 قتلى، وقتل 6 أشخاص بينهم متطوعان في الصليب الأحمر في "
    "غارات على معابر شمال لبنان": {10: ["بيروت"], 6: ["شمال لبنان"], 2: []},
    "بلغت حصيلة يوم السبت 370 قتيلا بينهم 174 في دمشق": {370: [], 174: ["دمشق"]},
    "وكانت بغداد المحافظة الأكثر تضررا بواقع 246 قتيلا": {246: ["بغداد"]},
    "أغار على أهداف في جنوب لبنان والبقاع، وإن الحزب أطلق 250 صاروخا على شمال إسرائيل أدت إلى إصابة خمسة": {
        250: ["شمال إسرائيل"],
        5: ["شمال إسرائيل"],
    },
    "في إسرائيل، قتل نحو 1400 إسرائيلي": {1400: ["إسرائيل"]},
    "أعلنت وزارة الصحة في صنعاء ارتفاع حصيلة الغارة على سوق ضحيان إلى 51 قتيلا": {51: ["ضحيان"]},
    "استشهد 21 فلسطينيا في قصف على منطقة خيام في المواصي": {21: ["المواصي"]},
    "وخطف 252 شخصا ما زال 121 منهم في غزة": {252: [], 121: ["غزة"]},
    "ارتفعت حصيلة العدوان على قطاع غزة إلى 508 شهداء، بعد استشهاد 67 مواطنا في رفح أمس": {
        508: ["قطاع غزة"],
        67: ["رفح"],
    },
    "قتل في 2 كانون الأول 3 مدنيين في قرية خضر جيجة، وبعدها بأربعة أيام قتل أربعة في قرية قره سالم": {
        3: ["خضر جيجة"],
        4: ["قره سالم"],
    },
    "أطلقت من لبنان أكثر من 150 صاروخا، ما أدى إلى إصابة جنديين": {150: [], 2: []},
    "قتل خمسة في الرصافة، ليرتفع إلى 90 عدد القتلى منذ 24 آذار 2019": {5: ["الرصافة"], 90: []},
    "قتل 14 شخصا بدمشق، وقصف على أريحا بعد ساعة قتل 12": {14: ["دمشق"], 12: ["أريحا"]},
    "قتل 25 طفلا بحلب، وارتفعت حصيلة تفجيري حمص إلى 100 قتيل": {25: ["حلب"], 100: ["حمص"]},
    "قتل 8 أطفال في مدرسة في سراقب بقذائف الفصائل، وقتل 27 مدنيا في الأحياء الشرقية": {8: ["سراقب"], 27: []},
    "في قرية قتل شاب وجرح 72، وفي سراقب استشهد 3": {1: [], 72: [], 3: ["سراقب"]},
    "قتل 40 في غارات على حلب وأصيب 53، وأعلن الجيش مقتل 3 مدنيين": {40: ["حلب"], 53: ["حلب"], 3: []},
    "سقط 3 جرحى في قرية، وكان انفجار قتل اثنين": {3: [], 2: []},
    "قتل ضابط وأصيب 7، ثم قتلت غارة 4 مدنيين في سراقب": {1: [], 7: [], 4: ["سراقب"]},
    "بلغت الحصيلة في محافظة حلب 50 قتيلا، تلتها محافظة إدلب بسقوط 34 قتيلا": {50: ["محافظة حلب"], 34: ["محافظة إدلب"]},
    "قتل 46 شخصا: 27 في حلب، ثم 16 في إدلب، ثم 3 في حمص": {
        46: ["حلب", "إدلب", "حمص"],
        27: ["حلب"],
        16: ["إدلب"],
        3: ["حمص"],
    },
    "قتل 146 مدنيا في سراقب، في ثاني أكبر مجزرة في إدلب": {146: ["سراقب"]},
    "قتل 119 شخصا. وفي دمشق سقط 44، وفي حلب 23": {119: [], 44: ["دمشق"], 23: ["حلب"]},
    "قتل 511. وسقط أكبر عدد في بغداد (283)، فالنجف (31)": {511: [], 283: ["بغداد"], 31: ["النجف"]},
    "بلغت الحصيلة في صنعاء منذ 7 أكتوبر 12 قتيلا": {12: ["صنعاء"]},
    "انتهى الاجتماع. سراقب: 98 قتيلا، حلب: 41 قتيلا": {98: ["سراقب"], 41: ["حلب"]},
    "كما نزحت من سراقب خلال الأيام القليلة الماضية 12 ألف عائلة": {12000: ["سراقب"]},
    "قتل 43 مدنيا، من بينهم نازحون، وأصيب العشرات في غارات على مدينة الرقة": {43: ["الرقة"], None: ["الرقة"]},
    "قتل 22 شخصا بقصف على حلب، وفق وزارة الصحة بمحافظة إدلب": {22: ["حلب"]},
    "شنت الطائرات 14 غارة على بلدة كنصفرة، وألقت مروحيات 22 برميلا متفجرا على سراقب": {14: ["كنصفرة"], 22: ["سراقب"]},
    "قتل 227 شخصا في محيط العاصمة السورية دمشق": {227: ["دمشق"]},
    "بلغ عدد القتلى في بغداد 610 (236 قتيلا و374 جريحا)، تلتها نينوى (47 قتيلا و32 جريحا)، ثم ديالى (13 قتيلا)": {
        610: ["بغداد"],
        236: [],
        374: [],
        47: ["نينوى"],
        32: ["نينوى"],
        13: ["ديالى"],
    },
    "تصدرت صعدة القائمة بـ 203 قتلى و317 جريحا، تلتها الحديدة بـ 93 قتيلا، ثم مأرب بـ 48 قتيلا": {
        203: ["صعدة"],
        317: ["صعدة"],
        93: ["الحديدة"],
        48: ["مأرب"],
    },
    "سقط 244 قتيلا و588 جريحا، منهم 65 قتيلا و132 جريحا في الرمادي، و179 قتيلا و456 جريحا في الفلوجة": {
        244: [],
        588: [],
        65: ["الرمادي"],
        132: ["الرمادي"],
        179: ["الفلوجة"],
        456: ["الفلوجة"],
    },
    "قتل 1383 مدنيا، وتوزعوا على محافظات اللاذقية (683) وطرطوس (433) وحماة (267)": {
        1383: [],
        683: ["محافظات اللاذقية"],
        433: ["طرطوس"],
        267: ["حماة"],
    },
    "الشهداء منذ تشرين الأول:\nطوباس: 7\nرام الله: 20": {7: ["طوباس"], 20: ["رام الله"]},
    "وتوزع الضحايا على الشكل التالي: ريف إدلب 119 شخصا، ريف حلب 61 شخصا": {119: ["ريف إدلب"], 61: ["ريف حلب"]},
    "قتل 3 في حلب، وشهيد في إدلب": {3: ["حلب"], 1: ["إدلب"]},
    "جرح في الفاشر 1143، وتعرض مخيم سراقب لقصف أدى إلى مقتل 40": {1143: ["الفاشر"], 40: ["سراقب"]},
    "أطلقت 4360 صاروخا أطلقتها الفصائل من غزة، ما أدى إلى مقتل 12": {4360: [], 12: []},
    "سقط 50 شهيدا في مجازر جديدة بقصف بحري دمر حيا سكنيا في رفح": {50: ["رفح"]},
    "وفي المحمودية قتل أربعة وجرح 11 بتفجير سيارة، وفي اللطيفية هاجم مسلحون منزلا وقتلوا سبعة أشخاص": {
        4: ["المحمودية"],
        11: ["المحمودية"],
        7: ["اللطيفية"],
    },
    "استشهد 16 شخصا، توزعوا كالتالي: في النبطية 4 شهداء، وفي صور 12 شهيدا": {16: [], 4: ["النبطية"], 12: ["صور"]},
    "حلب: 29 قتيلا، منهم 12 مدنيا في قصف على حي الشعار": {29: ["حلب"], 12: []},
    "سقط 12 قتيلا قرب جامع أبي سليمان في داريا": {12: ["داريا"]},
    "توزع القتلى على البلدات:\nدوما 139 - حمورية 87": {139: ["دوما"], 87: ["حمورية"]},
    "وسجلت ذي قار أعلى حصيلة بـ 117 قتيلا تلتها بغداد بـ 275 قتيلا": {117: ["ذي قار"], 275: ["بغداد"]},
    "وفي الجانب الآخر قتل 12 شخصا جراء القصف الصاروخي من قطاع غزة": {12: []},
    "يرتفع عدد الشهداء إلى 185، بينهم 51 ارتقوا في غزة، والباقون في رفح": {185: [], 51: ["غزة"]},
    "ففي محافظة إدلب قتل 12 مواطنا بينهم طفلان إثر سقوط قذائف هاون، وفي محافظة حلب 11 شخصا": {
        12: ["محافظة إدلب"],
        2: [],
        11: ["محافظة حلب"],
    },
    "وفي إدلب قتل تسعة بينهم امرأة، وأربعة في سراقب": {9: ["إدلب"], 1: [], 4: ["سراقب"]},
    "وأصيب 417 شخصا في مسيرات إحياء ذكرى النكبة": {417: []},
    "قتل 45 مدنيا في حلب و73 جنديا بينهم من سقطوا في معارك سراقب": {45: ["حلب"], 73: ["حلب"]},
    "36 شخصا قتلوا، منهم خمسة أطفال، في أول الغارات الروسية على حمص": {36: ["حمص"], 5: []},
}


@pytest.mark.parametrize("text", PLACES_OF)
def test_a_figure_has_the_places_of_its_own_clause(gazetteer, text):
    reading = read_report(Report("r", text), fold_names(gazetteer.names()))
    named = {mention_id("r", mention): mention.text for mention in reading.mentions}
    assert {row["value"]: [named[i] for i in row["places"].split()] for row in reading.claim_rows} == PLACES_OF[text]
