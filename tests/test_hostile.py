"""Hostile and broken input beside the reports: parameters, gazetteers, decisions, tables, lexicons, by kind.

One table, one runner: each case is a file and what must happen, either that it is read or that an error of
ours says what was found. Nothing is ever executed: every case may name the canary file, which must not appear.
"""

import itertools
from pathlib import Path

import pandas as pd
import pytest
import yaml
from conftest import ROOT

from analysis.boundaries import read_boundaries
from analysis.claims import read_report
from analysis.cli import main
from analysis.corrections import load_corrections
from analysis.documents import read_corpus
from analysis.downloads import read_download
from analysis.errors import HasilaError
from analysis.evaluation import load_gold
from analysis.gazetteer import COLUMNS, load_gazetteer
from analysis.lexicons import load_lexicon
from analysis.overrides import load_overrides
from analysis.params import load_params
from analysis.place_evaluation import load_place_gold
from analysis.published import load_published

OK, REFUSED = "read", "refused"
CANARY = "canary"  # in the folder of the case, which is the working directory while it runs
PARAMS = (ROOT / "params.yaml").read_text(encoding="utf-8")
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in itertools.pairwise("abcdefghi")
)


def changed(old: str, new: str) -> str:
    assert old in PARAMS, old
    return PARAMS.replace(old, new, 1)


CASES: list[tuple[str, str, str | bytes, str]] = []


def case(kind: str, name: str, content, verdict: str = REFUSED) -> None:
    CASES.append((kind, name, content, verdict))


# ---------------------------------------------------------------- params.yaml
case("params", "as shipped", PARAMS, OK)
for name, content in {
    "empty": "",
    "a list": "- 1",
    "a word": "corpus",
    "a number": "7",
    "not yaml": "a: [",
    "a tab": "corpus:\n\treports: x",
    "a python tag": f"corpus: !!python/object/apply:os.system ['touch {CANARY}']",
    "a python module": "corpus: !!python/module:os",
    "a python name": "corpus: !!python/name:os.system",
    "an unknown tag": "corpus: !thing {}",
    "a yaml bomb": BOMB,
    "two documents": "---\na: 1\n---\nb: 2",
    "NUL": "a\0b",
    "a lone surrogate": 'corpus: "\\ud800"',
    "latin bytes": "corpus: é".encode("latin-1"),
    "utf-16": PARAMS.encode("utf-16"),
    "a null section": changed("evaluation:\n  draws: 1000", "evaluation:\n  # draws: 1000"),
    "an unknown section": PARAMS + "\nextra:\n  a: 1\n",
    "a missing section": PARAMS.split("evaluation:")[0],
    "an unknown name": changed("  draws: 1000", "  draws: 1000\n  dpi2: 3"),
    "a missing name": changed(
        "  draws: 1000  # resamples of whole reports for the intervals of the scores\n", "  {}\n"
    ),
    "text for a number": changed("draws: 1000", "draws: many"),
    "code for a number": changed("draws: 1000", "draws: 10*100"),
    "a float for an integer": changed("draws: 1000", "draws: 10.5"),
    "true for a number": changed("draws: 1000", "draws: true"),
    "null for a number": changed("draws: 1000", "draws: null"),
    "a list for a number": changed("draws: 1000", "draws: [1]"),
    "a mapping for a number": changed("draws: 1000", "draws: {a: 1}"),
    "negative": changed("draws: 1000", "draws: -1"),
    "NaN": changed("near_km: 30.0", "near_km: .nan"),
    "infinity": changed("near_km: 30.0", "near_km: .inf"),
    "minus infinity": changed("near_km: 30.0", "near_km: -.inf"),
    "a date for text": changed("title: What the monitors counted", "title: 2020-01-01"),
    "a number for text": changed("title: What the monitors counted", "title: 5"),
}.items():
    case("params", name, content)
for name, content in {
    "a title with markup": changed("title: What the monitors counted", 'title: "<script>alert(1)</script> {{ 7*7 }}"'),
    "a whole number for a float": changed("near_km: 30.0", "near_km: 30"),
    "a comment in Arabic": PARAMS + "# حصيلة\n",
}.items():
    case("params", name, content, OK)

# ---------------------------------------------------------------- the facts table of places
PLACE = dict.fromkeys(COLUMNS, "") | {
    "place_id": "C1", "name_ar": "قرية", "kind": "settlement", "lat": "35.5", "lon": "36.5", "precision_km": "1"}  # fmt: skip


def places(*rows: dict, columns=COLUMNS) -> str:
    return pd.DataFrame([PLACE | row for row in rows or ({},)])[list(columns)].to_csv(index=False)


case("facts", "one place", places(), OK)
case("facts", "formulas in names", places({"name_en": "=1+1", "note": "@SUM(A1)"}), OK)
case("facts", "markup in names", places({"name_ar": "<b>قرية</b>"}), OK)
for name, content in {
    "empty": "",
    "only a header": ",".join(COLUMNS[:3]) + "\n",
    "no columns of ours": "a,b\n1,2\n",
    "cp1256": places().encode("cp1256"),
    "utf-16": places().encode("utf-16"),
    "NUL": places().replace("قرية", "\0").encode(),
    "a zip": b"PK\x03\x04" + bytes(60),
    "swapped": places({"lat": "36.9", "lon": "35.4"}),
    "0, 0": places({"lat": "0", "lon": "0"}),
    "NaN": places({"lat": "nan"}),
    "infinite": places({"lat": "inf"}),
    "metres": places({"lat": "4000000", "lon": "300000"}),
    "half a point": places({"lon": ""}),
    "no point": places({"lat": "", "lon": ""}),
    "comma decimals": places({"lat": "35,5"}),
    "words": places({"lat": "north"}),
    "huge": places({"lat": "1e308"}),
    "unknown kind": places({"kind": "planet"}),
    "no id": places({"place_id": ""}),
    "an id twice": places({}, {}),
    "no name": places({"name_ar": ""}),
    "a radius in words": places({"precision_km": "far"}),
    "a negative radius": places({"precision_km": "-1"}),
    **{
        f"without {column}": places(columns=[c for c in COLUMNS if c != column]) for column in ("lat", "source", "kind")
    },
}.items():
    case("facts", name, content)

# ---------------------------------------------------------------- gazetteers that people download
OCHA = "pcode,featurename_en,adm4_ar,adm1_pcode,adm3_pcode,point_y,point_x\nC9,Village,قرية,SY07,SY070500,35.8,36.6\n"
case("download.csv", "as it comes", OCHA, OK)
case("download.csv", "swapped coordinates are put right", OCHA.replace("35.8,36.6", "41.1,35.8"), OK)
case("download.csv", "0, 0 is set aside", OCHA.replace("35.8,36.6", "0,0"), OK)
case("download.csv", "no name is set aside", OCHA.replace("قرية", ""), OK)
for name, content in {
    "empty": "",
    "other columns": "a,b\n1,2\n",
    "cp1256": OCHA.encode("cp1256"),
    "no coordinates": "pcode,name_en,name_ara,admin1_cod\n1,2,3,4\n",
    "metres": OCHA.replace("35.8,36.6", "4000000,300000"),
}.items():
    case("download.csv", name, content)
for kind, files in {
    "download.zip": {"no zip": b"not a zip", "cut off": b"PK\x03\x04" + bytes(30)},
    "download.txt": {
        "too few columns": "1\tTell\t35\n",
        "cp1256": "قرية\t1\n".encode("cp1256"),
        "empty columns": "\t\t\n",
    },
    "download.xlsx": {"no workbook": b"nothing", "a text file": b"a,b\n"},
    "download.geojson": {
        "no json": b"{",
        "no layer": b"{}",
        "no crs of ours": b'{"type":"FeatureCollection","features":[]}',
    },
    "download.exe": {"unknown kind": b"MZ"},
    "boundaries.geojson": {
        "no json": b"{",
        "no areas": b'{"type":"FeatureCollection","features":[]}',
        "html": b"<html></html>",
    },
}.items():
    for name, content in files.items():
        case(kind, name, content)

# ---------------------------------------------------------------- what people decided
CORRECTION = """corrections:
  - claim: {doc_id: a, start: 1, end: 2}
    field: value
    old: 1
    new: 2
    reason: why
    who: me
    when: 2026-01-01
"""
case("corrections", "one", CORRECTION, OK)
case("corrections", "none", "corrections: []", OK)
for name, content in {
    "empty": "",
    "another key": "fixes: []",
    "a word": "corrections: x",
    "not yaml": "corrections: [",
    "a list of words": "corrections: [x]",
    "a python tag": f"corrections: !!python/object/apply:os.system ['touch {CANARY}']",
    "a bomb": BOMB,
    "an unknown field": CORRECTION.replace("field: value", "field: title"),
    "an unknown key": CORRECTION + "    why: x\n",
    "no reason": CORRECTION.replace("    reason: why\n", ""),
    "a claim without place": CORRECTION.replace("{doc_id: a, start: 1, end: 2}", "{doc_id: a}"),
    "a claim that is a word": CORRECTION.replace("{doc_id: a, start: 1, end: 2}", "c123"),
    "cp1256": CORRECTION.replace("why", "سبب").encode("cp1256"),
    "NUL": CORRECTION.replace("why", "\0"),
}.items():
    case("corrections", name, content)
OVERRIDE = """places:
  - mention: {doc_id: a, start: 1, end: 2}
    place_id: C3916
    reason: why
    who: me
    when: 2026-01-01
"""
case("overrides", "one", OVERRIDE, OK)
case("overrides", "no place at all", OVERRIDE.replace("C3916", "none"), OK)
for name, content in {
    "empty": "",
    "an unknown id": OVERRIDE.replace("C3916", "C999999999"),
    "an id in a list": OVERRIDE.replace("C3916", "[C3916]"),
    "an unknown key": OVERRIDE + "    lat: 1\n",
    "no reason": OVERRIDE.replace("    reason: why\n", ""),
    "not yaml": "places: {",
    "a python tag": f"places: !!python/object/apply:os.system ['touch {CANARY}']",
}.items():
    case("overrides", name, content)
PUBLISHED = (ROOT / "data/raw/hand/published_totals.csv").read_text(encoding="utf-8").splitlines()[:3]
case("published", "two rows", "\n".join(PUBLISHED) + "\n", OK)
case("published", "only a header", PUBLISHED[0] + "\n", OK)
for name, content in {
    "empty": "",
    "other columns": "a,b\n1,2\n",
    "cp1256": ("\n".join(PUBLISHED) + "\nمرصد").encode("cp1256"),
    "an unknown publisher": "\n".join(PUBLISHED).replace("Response Coordinators Group", "Nobody"),
    "an unknown region": "\n".join(PUBLISHED).replace("NW Syria (Idlib-Hama-Aleppo-Latakia)", "Atlantis"),
    "a missing column": "\n".join(line.split(",", 1)[1] for line in PUBLISHED),
}.items():
    case("published", name, content)

# ---------------------------------------------------------------- tables for the commands
CLAIMS = (
    "claim_id,doc_id,start,end,text,value,low,high,qualifier,measure,group,actor,method,window_start,window_end,window_text,"
    "running,scope,places,parent_id,relation,attributed_to,term,rule_id,sentence_start,sentence_end\n"
    "c0123456789,a,0,1,5,5,5,5,exact,killed,people,,,,,,False,,,,,,,head,0,1\n"
)
case("claims", "one claim", CLAIMS, OK)
for name, (old, new) in {
    "a bad id": ("c0123456789", "x"),
    "a negative value": (",5,5,5,5,", ",5,-5,5,5,"),
    "bounds out of order": (",5,5,5,5,", ",5,5,7,3,"),
    "a value in words": (",5,5,5,5,", ",5,five,5,5,"),
    "a fraction": (",5,5,5,5,", ",5,5.5,5,5,"),
    "an unknown measure": ("killed", "sad"),
    "an unknown group": ("people", "aliens"),
    "an unknown actor": (",people,,", ",people,martians,"),
    "an unknown qualifier": ("exact", "sure"),
    "an impossible date": (",,,,,,False", ",,2020-13-45x,,,,False"),
    "running in words": ("False", "perhaps"),
    "no rule": (",head,", ",,"),
    "a missing column": ("claim_id,", ""),
    "a column too many": ("sentence_end\n", "sentence_end,x\n"),
    "a group for raids": ("killed,people", "airstrikes,people"),
    "an unknown relation": (",,,,,,,head", ",,,,cousin,,,head"),
}.items():
    case("claims", name, CLAIMS.replace(old, new, 1))
case("claims", "the same id twice", CLAIMS + CLAIMS.splitlines()[1] + "\n")
case("claims", "empty", "")
case("claims", "binary", bytes(range(256)))
case("names", "two names", "name,context\nسراقب,إدلب\n=1+1,\n", OK)
for name, content in {
    "empty": "",
    "no name": "a,b\n1,2\n",
    "cp1256": "name\nسراقب\n".encode("cp1256"),
    "binary": bytes(range(256)),
}.items():
    case("names", name, content)

# ---------------------------------------------------------------- lexicons and gold
case("lexicon", "one verb", "entries:\n  - {measure: killed, forms: [قتل]}\n", OK)
for name, content in {
    "empty": "",
    "another key": "words: []",
    "an unknown key": "entries:\n  - {measure: killed, forms: [قتل], x: 1}\n",
    "a missing key": "entries:\n  - {forms: [قتل]}\n",
    "a form twice": "entries:\n  - {measure: killed, forms: [قتل, قتل]}\n",
    "a Persian letter": "entries:\n  - {measure: killed, forms: [کشته]}\n",
    "a number for a form": "entries:\n  - {measure: killed, forms: [5]}\n",
    "not composed": 'entries:\n  - {measure: killed, forms: ["ا\u0654"]}\n',
    "a python tag": f"entries: !!python/object/apply:os.system ['touch {CANARY}']",
}.items():
    case("lexicon", name, content)
for name, content in {"empty": "", "a figure not in its text": "reports:\n  - {id: a, register: x, conflict: y, text: قتل, figures: [\"5 | killed people\"]}\n",
                      "a python tag": f"reports: !!python/object/apply:os.system ['touch {CANARY}']"}.items():  # fmt: skip
    case("gold", name, content)
for name, content in {
    "empty": "",
    "an unknown id": 'texts: ["[قرية|C99999999]"]\npoints: {}\ncorpus: {}\n',
    "no points": "texts: []\n",
}.items():
    case("place gold", name, content)

# ---------------------------------------------------------------- reports: every encoding around every wrapping
GOOD = "قتل 5 مدنيين في قصف على مدينة إدلب، بينهم طفل، كما أصيب 12 آخرون بجروح"
for encoding, wrapping in itertools.product(
    ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"),
    ("{}", "<p>{}</p>", '"{}"', "{}\r\n\r\n{}", "[{}](javascript:alert(1))", "{{{{ {} }}}}", "=CMD|' /C calc'!A0 {}"),
):
    case("report", f"{encoding} in {wrapping!r}", wrapping.format(GOOD, GOOD).encode(encoding), OK)


def act(kind: str, path: Path, gazetteer) -> object:
    """Do with the file of a case what a stage or a command does with it."""
    match kind.split(".")[0]:
        case "params":
            return load_params(path)
        case "facts":
            return load_gazetteer(path)
        case "download":
            return read_download(path)
        case "boundaries":
            return read_boundaries(path)
        case "corrections":
            return load_corrections(path)
        case "overrides":
            return load_overrides(path, gazetteer)
        case "published":
            return load_published(path.parent)
        case "lexicon":
            return load_lexicon("events", path.parent)
        case "gold":
            return load_gold(path)
        case "place gold":
            return load_place_gold(path, gazetteer, [])
        case "report":
            corpus = read_corpus(path.parent)
            if corpus.quarantine:  # told with its reason, not misread
                assert not corpus.reports and corpus.quarantine[0]["reason_code"] in (
                    "undecodable",
                    "not_arabic",
                    "binary",
                )
                return corpus
            reading = read_report(corpus.reports[0])
            assert [c["value"] for c in reading.claim_rows][:1] == [5]
            return reading
        case "claims" | "names":
            words = {"claims": ["reconcile", "--claims"], "names": ["geocode", "--names"]}[kind]
            out = path.parent / "out"
            if main([*words, str(path), "--out", str(out)]):
                assert not out.exists() or not list(out.iterdir()), "something was written"
                raise HasilaError(found="the command refused it")
            return out
    raise AssertionError(kind)


NAMES = {"params": "params.yaml", "facts": "places.csv", "corrections": "corrections.yaml", "overrides": "places.yaml",
         "published": "published_totals.csv", "lexicon": "events.yaml", "gold": "seen.yaml", "place gold": "places.yaml",
         "report": "report.txt", "claims": "claims.csv", "names": "names.csv"}  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "content", "verdict"), CASES, ids=[f"{k}: {n}" for k, n, _, _ in CASES])
def test_it_is_read_or_refused_with_words(kind, name, content, verdict, tmp_path, gazetteer, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / NAMES.get(kind, kind)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    if kind == "published":
        for crosswalk in (ROOT / "data/raw/hand").glob("crosswalk_*.csv"):
            (tmp_path / crosswalk.name).write_bytes(crosswalk.read_bytes())
    if verdict == OK:
        act(kind, path, gazetteer)
    else:
        with pytest.raises(HasilaError) as error:
            act(kind, path, gazetteer)
        assert error.value.found
    assert not (tmp_path / CANARY).exists(), "a case was executed"


def test_there_are_more_than_two_hundred_cases_of_every_kind():
    assert len(CASES) >= 200 and len({(kind, name) for kind, name, _, _ in CASES}) == len(CASES)
    assert {kind.split(".")[0] for kind, _, _, _ in CASES} == set(NAMES) | {"download", "boundaries"}


def test_the_canary_would_sing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = next(content for kind, name, content, _ in CASES if (kind, name) == ("params", "a python tag"))
    yaml.unsafe_load(text)
    assert (tmp_path / CANARY).exists()
