"""The written report: Markdown from a template, then HTML and PDF; every number from numbers.json.

:func:`collect_numbers` computes the numbers with the claims behind each; the template may use only
them, fails on a name that does not exist and on a number that it leaves unused, and holds no digit of
its own. Text of reports is escaped before it enters Markdown.
"""

import base64
import html
import json
import os
import re
import tempfile
from math import floor
from pathlib import Path

import jinja2
import pandas as pd
import pypandoc
from babel import Locale

from analysis.charts import ALT_TEXTS, METHOD_NAMES
from analysis.errors import TemplateError
from analysis.evidence import quote
from analysis.exports import event_claims
from analysis.lexicons import load_lexicon
from analysis.maps import ACTOR_NAMES
from analysis.paths import TEMPLATES
from analysis.reconcile.explain import group_name_ar, group_name_en
from analysis.store import write_bytes, write_text
from analysis.tables import escape_markdown, markdown_table

MEASURE_NAMES = {
    "killed": "killed", "wounded": "wounded", "casualties": "killed or wounded", "displaced": "displaced",
    "displaced_households": "households displaced", "airstrikes": "air raids", "barrel_bombs": "barrel bombs",
    "shells": "shells", "strikes": "strikes", "attacks": "attacks", "localities_captured": "places that changed hands",
    "missing": "missing", "detained": "detained",
}  # fmt: skip


def collect_numbers(tables: dict[str, pd.DataFrame]) -> dict[str, dict]:
    """Return name → {value, text, claim_ids} for every number of the report.

    `tables`: the contract tables by name (documents, quarantine, numbers, claims, places, totals,
    decisions, conflicts, periods, checks).
    """
    numbers: dict[str, dict] = {}

    def add(name: str, value, claim_ids: str = "") -> None:
        if value is not None and not pd.isna(value):
            numbers[name] = {"value": int(value), "text": f"{int(value):,}", "claim_ids": claim_ids.split()}

    claims, ledger, places = tables["claims"], tables["numbers"], tables["places"]
    add("reports", len(tables["documents"]))
    add("files_set_aside", len(tables["quarantine"]))
    add("number_expressions", len(ledger))
    add("claims", len(claims), " ".join(claims["claim_id"]))
    add("unread", (ledger["role"] == "unread").sum())
    add("place_mentions", len(places))
    add("places_matched", (places["status"] == "matched").sum())
    add("places_areas", (places["status"] == "region_only").sum())
    add("places_open", places["status"].isin(["unmatched", "ambiguous"]).sum())
    checks = tables["checks"]
    add("checks", len(checks))
    add("checks_passed", (checks["result"] == "pass").sum())
    add("conflicts", len(tables["conflicts"]))
    for status in ("agreed", "repaired", "incomplete", "contested", "single"):
        add(f"totals_{status}", (tables["totals"]["status"] == status).sum())
    for row in headline_totals(tables["totals"]).itertuples():
        # one figure when a rule gives it, else the ends of the interval
        for bound in ("best",) if pd.notna(row.best) else ("low", "high"):
            add(f"total_{row.Index}_{bound}", getattr(row, bound), row.claim_ids)
    for row in headline_periods(tables["periods"]).itertuples():
        add(f"period_{row.Index}", row.best, row.claim_ids)
    values = claims.set_index("claim_id")["value"]
    for row in tables["conflicts"].reset_index(drop=True).itertuples():
        add(f"conflict_{row.Index}_gap", row.gap, row.claim_ids)
        for position, claim_id in enumerate(row.claim_ids.split()):
            add(f"conflict_{row.Index}_figure_{position}", values[claim_id], claim_id)
    for kind, frame in told_figures(claims).items():
        for row in frame.itertuples():
            for bound in ("value",) if pd.notna(row.value) else ("low",):
                add(f"{kind}_{row.Index}", getattr(row, bound), row.claim_id)
    add("corrections", len(tables["corrections"]) if "corrections" in tables else 0)
    for field, name in _SCORED.items():
        if "scores" in tables:
            shares = tables["scores"].query("half == 'unseen'").set_index("field")["f1"]
            add(f"score_{name}", floor(100 * shares[field] + 1e-9))  # 99.7 is not all
    if "place_scores" in tables:
        ours = tables["place_scores"].set_index("method").loc["hasila"]
        add("places_tested", ours["mentions"])
        add("places_right", round(100 * ours["right"]))
        add("places_wrong", round(100 * ours["wrong"]))
    if "joined_conflicts" in tables:
        coded = tables["joined_claims"][tables["joined_claims"]["rule_id"].str.startswith("coded.")]
        add("joined_figures", len(coded))
        add("joined_statements", coded["doc_id"].nunique())
        add("joined_conflicts", len(tables["joined_conflicts"]))
    for row in tables["documents"].reset_index(drop=True).itertuples():
        stated = claims.loc[claims["doc_id"] == row.doc_id, "claim_id"]
        add(f"document_{row.Index}_claims", len(stated), " ".join(stated))
    return numbers


_SCORED = {"value and measure": "value", "with group": "group", "with window": "window", "with actor": "actor",
           "with method": "method", "with place": "place"}  # fmt: skip
_MOST_TOLD = 12  # figures of one kind that the report tells; the tables hold all


def told_figures(claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the single figures that the report tells: fire (killed, with one party named), displaced, captured.

    No running totals in the first, no subsets and repetitions in any; the largest first within a party.
    """
    whole = claims[~claims["relation"].isin(["among", "restated"])]
    size = whole["value"].fillna(whole["low"]).fillna(0)
    whole = whole.assign(size=-size)
    events = event_claims(whole)
    chosen = {
        "fire": events[(events["actor"] != "") & events["value"].notna()],
        "displaced": whole[whole["measure"].isin(["displaced", "displaced_households"]) & (whole["size"] < 0)],
        "captured": whole[(whole["measure"] == "localities_captured") & (whole["size"] < 0)],
    }
    return {
        kind: frame.sort_values(["actor", "size", "claim_id"]).head(_MOST_TOLD).reset_index(drop=True)
        for kind, frame in chosen.items()
    }


def headline_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals that the summary tells: people and strikes, whole groups, widest first."""
    wide = totals[
        totals["group"].isin(["people", "civilians", "combatants", ""])
        & totals["measure"].isin(["killed", "wounded", "casualties", "displaced", "strikes"])
        & (totals["actor"] == "")
        & totals["method"].isin(["", "mixed"])
        & ((totals["best"].fillna(totals["low"]) >= 50).fillna(False))
    ].copy()
    wide["size"] = wide["best"].fillna(wide["low"]).fillna(0)
    ordered = wide.sort_values(["publisher", "window_start", "measure", "size"], ascending=[False, True, True, False])
    return ordered.drop(columns="size").reset_index(drop=True)


def headline_periods(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the tolls implied for the periods between running totals, whole groups only."""
    wanted = periods["group"].isin(["people", "civilians", "combatants/government", "combatants/opposition"])
    plain = periods[wanted & (periods["actor"] == "") & (periods["method"] == "") & periods["best"].notna()]
    return plain.sort_values(["from", "to", "group"], ascending=[True, True, False]).reset_index(drop=True)


_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class _Used(dict):
    """Numbers that remember which of them the template used; a missing one raises.

    A number with claims behind it comes as a link to its entry on the evidence page.
    """

    def __init__(self, numbers: dict[str, dict], arabic_digits: bool = False):
        super().__init__(numbers)
        self.arabic_digits = arabic_digits
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if name not in self:
            raise TemplateError(
                found=f"number {name!r} in the template",
                expected="a name of numbers.json",
                where="templates/report.md.j2",
                remedy="correct the name, or compute the number in report.collect_numbers",
            )
        self.seen.add(name)
        number = super().__getitem__(name)
        shown = number["text"].translate(_ARABIC_DIGITS) if self.arabic_digits else number["text"]
        return f"[{shown}](evidence.html#{name})" if number["claim_ids"] else shown


def render_markdown(
    numbers: dict[str, dict], tables: dict[str, pd.DataFrame], texts: dict[str, str], title: str,
    template: str | None = None, language: str = "en", arabic_digits: bool = False,
) -> str:  # fmt: skip
    """Return the report as Markdown; raises :class:`TemplateError` on missing or unused numbers.

    `language`: en or ar, which chooses the template; `arabic_digits`: ٠–٩ in the Arabic one.
    """
    name = "report.md.j2" if language == "en" else f"report.{language}.md.j2"
    source = template if template is not None else (TEMPLATES / name).read_text(encoding="utf-8")
    require_no_digits(source)
    used = _Used(numbers, arabic_digits and language == "ar")
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["md"] = escape_markdown
    environment.filters["inline"] = _escape_inline
    environment.filters["of"] = _count_noun
    environment.filters["ar"] = count_noun_ar
    try:
        text = environment.from_string(source).render(
            n=used, title=title, title_ar=_TITLE_AR, **_view(tables, texts, numbers)
        )
    except jinja2.UndefinedError as error:
        raise TemplateError(found=str(error), where="templates/report.md.j2", remedy="correct the name") from error
    unused = sorted(set(numbers) - used.seen)
    if unused and language == "en":
        raise TemplateError(
            found=f"unused numbers: {', '.join(unused)}",
            expected="every number of numbers.json in the report",
            where="templates/report.md.j2",
            remedy="use it, or stop computing it",
        )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _count_noun(number: str, noun: str, plural: str = "") -> str:
    """Return a number with the words behind it, which agree with it: "1 report", "5 reports", "1 is"."""
    return f"{number} {noun}" if _plain(number) == "1" else f"{number} {plural or noun + 's'}"


def _plain(number: str) -> str:
    """Return the digits of a number that may be a link."""
    return re.sub(r"^\[(.*?)\]\(.*\)$", r"\1", number).replace(",", "")


def count_noun_ar(number: str, one: str, two: str, few: str, many: str, hundreds: str) -> str:
    """Return a number with its Arabic noun in agreement.

    One and two are the noun alone; 3 to 10 take the plural, 11 to 99 the singular accusative, whole hundreds
    the singular genitive, by the last two digits.

    >>> [count_noun_ar(n, "تقرير واحد", "تقريران", "تقارير", "تقريراً", "تقرير") for n in ("1", "2", "5", "11", "100")]
    ['تقرير واحد', 'تقريران', '5 تقارير', '11 تقريراً', '100 تقرير']
    """
    value = int(_plain(number).translate({ord(a): w for w, a in zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True)}))
    if value in (1, 2):
        return (
            re.sub(r"^\[.*?\]", lambda _: f"[{(one, two)[value - 1]}]", number)
            if "[" in number
            else (one, two)[value - 1]
        )
    last = value % 100
    return f"{number} {few if 3 <= last <= 10 else many if last >= 11 else hundreds}"


def _escape_inline(text: str) -> str:
    """Escape a piece of a sentence and keep the space at either end."""
    left, right = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{left}{escape_markdown(text)}{right}"


def require_no_digits(template: str) -> None:
    """Raise when the template's own prose holds a digit: numbers come from numbers.json alone."""
    prose = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\]\(.*?\)|\{[#.][^}]*\}|^---$.*?^---$", "", template,
                   flags=re.DOTALL | re.MULTILINE)  # fmt: skip
    for line_number, line in enumerate(prose.splitlines(), start=1):
        if re.search(r"[0-9٠-٩]", line):
            raise TemplateError(
                found=f"a digit in {line.strip()!r}",
                expected="numbers only as {{ n.… }}",
                where=f"templates/report.md.j2, about line {line_number}",
                remedy="compute the number in report.collect_numbers",
            )


def _view(tables: dict[str, pd.DataFrame], texts: dict[str, str], numbers: dict[str, dict]) -> dict:
    """Return what the template loops over: rows with words, and the names of their numbers."""
    totals = [
        {
            "i": row.Index, "measure": MEASURE_NAMES[row.measure],
            "group": group_name_en(row.group) if row.group else "",
            "publisher": row.publisher or "publisher not known",
            "publisher_ar": source_name_ar(row.publisher), "window": _window_words(row), "status": row.status,
            "has": {b: f"total_{row.Index}_{b}" in numbers for b in ("low", "best", "high")},
            "window_ar": _window_words_ar(row), "status_ar": _STATUS_AR[row.status],
            "what_ar": _what_ar(row.measure, row.group),
        }
        for row in headline_totals(tables["totals"]).itertuples()
    ]  # fmt: skip
    periods = [
        {
            "i": r.Index, "group": group_name_en(r.group), "group_ar": group_name_ar(r.group), "first": r.first,
            "last": r.to, "first_ar": date_ar(r.first), "last_ar": date_ar(r.to),
        }
        for r in headline_periods(tables["periods"]).rename(columns={"from": "first"}).itertuples()
    ]  # fmt: skip
    dated = [day for day in tables["documents"]["published"] if day]
    return {
        "as_of": f"Latest report: {max(dated)}." if dated else "No report is dated.",
        "as_of_ar": f"آخر تقرير: {date_ar(max(dated))}." if dated else "لا تقرير مؤرخ.",
        "documents": [_document(row) for row in tables["documents"].reset_index(drop=True).itertuples()],
        "quarantine": tables["quarantine"].to_dict("records"),
        "totals": totals,
        "periods": periods,
        "conflicts": [
            _conflict(row, tables["claims"], texts) for row in tables["conflicts"].reset_index(drop=True).itertuples()
        ],
        **{
            kind: [_told(row, kind) for row in frame.itertuples()]
            for kind, frame in told_figures(tables["claims"]).items()
        },
        "scored": "score_value" in numbers,
        "places_scored": "places_right" in numbers,
        "joined": "joined_conflicts" in numbers,
        "corrections": tables["corrections"].astype(str).to_dict("records") if "corrections" in tables else [],
        "hard": _hard_sentences(tables["claims"], texts),
        "statuses": ["agreed", "single", "incomplete", "contested", "repaired"],
        "totals_table": markdown_table(_report_table(tables["totals"]), widths=(9, 26, 12, 24, 7, 7, 7, 10)),
    }


_HEDGES = {
    "exact": ("", ""), "approximately": ("about ", "نحو "), "at_least": ("at least ", "على الأقل "),
    "more_than": ("more than ", "أكثر من "), "at_most": ("at most ", "على الأكثر "),
    "less_than": ("fewer than ", "أقل من "), "vague": ("at least ", "على الأقل "), "range": ("at least ", "على الأقل "),
}  # fmt: skip


def _told(row, kind: str) -> dict:
    """Return the words around one figure that the report tells; its number is {kind}_{i}."""
    english, arabic = ACTOR_NAMES.get(row.actor, (row.actor.replace("_", " "),) * 2)
    group = row.group or ""
    return {
        "name": f"{kind}_{row.Index}", "actor": english if row.actor else "", "actor_ar": arabic if row.actor else "",
        "means": METHOD_NAMES[row.method][0], "means_ar": METHOD_NAMES[row.method][1],
        "hedge": _HEDGES[row.qualifier][0], "hedge_ar": _HEDGES[row.qualifier][1],
        "group": group_name_en(group) if group else "", "group_ar": group_name_ar(group) if group else "",
        "what": {"displaced": "people", "displaced_households": "households"}.get(row.measure, ""),
        "what_ar": MEASURE_NAMES_AR[row.measure], "window": _window_words(row), "window_ar": _window_words_ar(row),
    }  # fmt: skip


_TITLE_AR = "ما أحصته الجهات الراصدة"
_STATUS_AR = {"agreed": "يؤكدها رقم آخر", "single": "قول واحد", "incomplete": "قائمة ناقصة", "contested": "محل خلاف",
              "repaired": "أُصلحت"}  # fmt: skip
_KINDS_AR = {
    "sum_of_parts": "مجموع الأجزاء", "headline": "العنوان والمتن", "implied_period": "ما بين مدتين",
    "nested_window": "مدد متداخلة", "running_fall": "حصيلة تنخفض", "same_quantity": "كمية واحدة برقمين",
    "subset_sum": "جزء أكبر من كله", "group_lattice": "فئة وما يشملها", "place_within": "مكان وما يشمله",
}  # fmt: skip
MEASURE_NAMES_AR = {
    "killed": "قتلى", "wounded": "جرحى", "casualties": "قتلى وجرحى معاً", "displaced": "نازحون",
    "displaced_households": "أسر نازحة", "airstrikes": "غارات جوية", "barrel_bombs": "براميل متفجرة", "shells": "قذائف",
    "strikes": "ضربات", "attacks": "هجمات", "localities_captured": "مواقع تبدلت السيطرة عليها", "missing": "مفقودون",
    "detained": "محتجزون",
}  # fmt: skip


def _what_ar(measure: str, group: str) -> str:
    return MEASURE_NAMES_AR[measure] + (f"، {group_name_ar(group)}" if group not in ("", "people") else "")


def date_ar(day: str) -> str:
    """Return an ISO date in Arabic words with the month's Levantine name, or nothing.

    >>> date_ar("2018-09-17")
    '17 أيلول 2018'
    """
    if not day:
        return ""
    year, month, number = map(int, day.split("-"))
    return f"{number} {Locale.parse('ar_SY').months['format']['wide'][month]} {year}"


def source_name_ar(source: str) -> str:
    """Return the Arabic name of a source of the lexicon; any other name as it is."""
    return next((e["forms"][0] for e in load_lexicon("sources") if e["source"] == source), source)


def _window_words_ar(row) -> str:
    if row.window_start and row.window_start == row.window_end:
        return date_ar(row.window_start)
    if row.window_start and row.window_end:
        return f"من {date_ar(row.window_start)} إلى {date_ar(row.window_end)}"
    return f"منذ {date_ar(row.window_start)}، من دون تاريخ نهاية" if row.window_start else "بلا مدة مؤرخة"


def _window_words(row) -> str:
    if row.window_start and row.window_start == row.window_end:
        return row.window_start
    if row.window_start and row.window_end:
        return f"{row.window_start} to {row.window_end}"
    if row.window_start:
        return f"since {row.window_start}, end not dated"
    return "no dated window"


def _document(row) -> dict:
    return {"i": row.Index, "doc_id": row.doc_id, "publisher": row.publisher, "published": row.published,
            "basis": row.published_basis, "title": row.title, "publisher_ar": source_name_ar(row.publisher),
            "published_ar": date_ar(row.published)}  # fmt: skip


def _conflict(row, claims: pd.DataFrame, texts: dict[str, str]) -> dict:
    first = row.claim_ids.split()[0]
    claim = claims[claims["claim_id"] == first].iloc[0]
    figures = [f"conflict_{row.Index}_figure_{position}" for position in range(len(row.claim_ids.split()))]
    return {"i": row.Index, "kind": row.kind.replace("_", " "), "english": row.explanation_en,
            "arabic": row.explanation_ar, "kind_ar": _KINDS_AR.get(row.kind, "تعارض"),
            "quote": quote(claim, texts), "figures": figures}  # fmt: skip


def _hard_sentences(claims: pd.DataFrame, texts: dict[str, str]) -> list[dict]:
    """Return one example each of a dual, a bound and a subset, as quotes with what was read."""
    wanted = [
        claims[claims["rule_id"].str.contains("count.dual", regex=False) & (claims["measure"] == "killed")],
        claims[claims["qualifier"] == "at_least"],
        claims[(claims["relation"] == "among") & (claims["value"] > 100)],
    ]
    found = []
    for options in wanted:
        if not options.empty:
            claim = options.sort_values(["doc_id", "start"]).iloc[0]
            reading = f"{claim['measure']}, {claim['group']}, {claim['qualifier'].replace('_', ' ')}"
            found.append({"quote": quote(claim, texts, 70), "reading": reading})
    return found


def _report_table(totals: pd.DataFrame) -> pd.DataFrame:
    frame = totals.sort_values(["window_start", "measure", "group", "actor", "method", "total_id"])
    frame = frame[frame["measure"].isin(["killed", "wounded", "casualties"])]
    window = [_window_words(row) for row in frame.itertuples()]
    return pd.DataFrame(
        {
            "measure": frame["measure"].to_numpy(),
            "group": [group.replace("/", " / ") for group in frame["group"]],
            "fire of": frame["actor"].to_numpy(),
            "window": window,
            "low": frame["low"].array,
            "best": frame["best"].array,
            "high": frame["high"].array,
            "status": frame["status"].to_numpy(),
        }
    )


_README_BLOCKS = ("numbers", "limits")  # each stands in the README between two marks


def readme_block(numbers: dict[str, dict], name: str = "numbers") -> str:
    """Return a block of the README, from numbers.json alone: the headline numbers, or what could be wrong."""
    shown = {key: number["text"] for key, number in numbers.items()}
    if name == "limits":
        return "\n".join(_limits(shown))
    lines = [
        f"- {shown['reports']} reports, {shown['number_expressions']} number expressions, {shown['claims']} figures of "
        f"tolls; {shown['unread']} not read.",
        f"- {shown['checks']} rules tested on them, {shown['checks_passed']} hold; {shown['conflicts']} conflicts are "
        "told with every equally good way out.",
        f"- {shown['place_mentions']} places named: {shown['places_matched']} identified, "
        f"{shown['places_areas']} areas, {shown['places_open']} left open.",
    ]
    if "score_value" in shown:
        lines.append(
            f"- On {_SCORED_ON}, {shown['score_value']} of a hundred figures are "
            f"read right in value and measure, {shown['score_group']} also in group, {shown['score_window']} in window."
        )
    return "\n".join(lines)


_SCORED_ON = "invented reports whose errors were not looked at, but which were scored after every change of the rules"


def _limits(shown: dict[str, str]) -> list[str]:
    lines = []
    if "score_value" in shown:
        lines.append(
            f"- Reading: errors in a hundred figures of {_SCORED_ON}: "
            f"value or measure wrong, missed or made up {100 - int(shown['score_value'])}; "
            f"with the group counted too {100 - int(shown['score_group'])}, "
            f"with the window {100 - int(shown['score_window'])}, the party {100 - int(shown['score_actor'])}, "
            f"the means {100 - int(shown['score_method'])}, the places {100 - int(shown['score_place'])}. "
            "Those reports and the rules were written by the same people: expect more on real ones."
        )
    if "places_right" in shown:
        lines.append(
            f"- Places: of {shown['places_tested']} names in test sentences, {shown['places_right']} in a hundred were "
            f"identified or rightly left open, {shown['places_wrong']} were wrong, the others stayed open."
        )
    return lines


def with_readme_block(readme: str, numbers: dict[str, dict]) -> str:
    """Return a README whose text between each pair of marks is its block."""
    for name in _README_BLOCKS:
        first = f"<!-- {name}: written by `python -m analysis readme` from reports/numbers.json -->"
        last = f"<!-- end of {name} -->"
        if readme.count(first) != 1 or readme.count(last) != 1:
            raise TemplateError(found=f"no place for the {name}", expected=f"{first} … {last}", where="README.md")
        head, rest = readme.split(first)
        readme = f"{head}{first}\n{readme_block(numbers, name)}\n{last}{rest.split(last)[1]}"
    return readme


def write_numbers(numbers: dict[str, dict], folder: Path) -> None:
    """Write numbers.json: each number of the report with the claims behind it."""
    write_text(
        Path(folder) / "numbers.json",
        json.dumps(numbers, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    )


def write_html(markdown: str, folder: Path, title: str, language: str = "en") -> None:
    """Write report.html or report.ar.html: one file, its figures and style inside, no address fetched."""
    body = pypandoc.convert_text(
        with_alt_texts(markdown, language),
        "html5",
        format=_FORMAT,
        extra_args=["--section-divs", "--toc=false", "--wrap=none"],
    )
    body = _embed_figures(body, Path(folder))
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    direction = "rtl" if language == "ar" else "ltr"
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{html.escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    write_text(Path(folder) / f"report{_SUFFIX[language]}.html", page)


def with_alt_texts(markdown: str, language: str = "en") -> str:
    """Give each figure of the report the text that stands for it where it is not seen; its caption stays.

    >>> with_alt_texts("![Roles.](figures/ledger.png)")[-33:]
    'dates, durations and others."}'
    """

    def describe(match: re.Match) -> str:
        return f'{match[0]}{{alt="{ALT_TEXTS[match["name"]][language == "ar"]}"}}'

    return re.sub(r"!\[[^\]]*\]\(figures/(?P<name>[a-z_]+)\.png\)", describe, markdown)


def _embed_figures(body: str, folder: Path) -> str:
    def embed(match: re.Match) -> str:
        raw = (folder / match["path"]).read_bytes()
        return f'src="data:image/png;base64,{base64.b64encode(raw).decode()}"'

    return re.sub(r'src="(?P<path>figures/[a-z_]+\.png)"', embed, body)


def write_pdf(markdown: str, folder: Path, language: str = "en") -> None:
    """Write report.pdf or report.ar.pdf through pandoc and Typst, with the fonts of the dependencies and no dates."""
    import fontpkg_amiri
    import fontpkg_ibm_plex_sans_arabic
    import typst

    folder = Path(folder)
    body = pypandoc.convert_text(
        with_alt_texts(markdown, language), "typst", format=_FORMAT, extra_args=["--wrap=none"]
    )
    head = (TEMPLATES / "report.typ").read_text(encoding="utf-8")
    head += '#set text(lang: "ar", dir: rtl, font: ("Amiri", "IBM Plex Sans Arabic"), size: 11.5pt)\n' * (
        language == "ar"
    )
    source = folder / ".report.typ"  # beside the figures that it names
    write_text(source, head + "\n" + body)
    previous = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        fonts = [str(package.ROOT / "files") for package in (fontpkg_amiri, fontpkg_ibm_plex_sans_arabic)]
        pdf = typst.compile(str(source), root=str(folder), font_paths=fonts, ignore_system_fonts=True)
    finally:
        source.unlink(missing_ok=True)
        if previous is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = previous
    write_bytes(folder / f"report{_SUFFIX[language]}.pdf", pdf)


def write_docx(markdown: str, folder: Path, language: str = "en") -> None:
    """Write report.docx or report.ar.docx through pandoc, its figures inside, without a time of writing."""
    folder = Path(folder)
    right_to_left = ["--metadata=dir:rtl", "--metadata=lang:ar"] if language == "ar" else []
    previous = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "315532800"  # 1980, the first year that a zip can carry
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "report.docx"
        try:
            pypandoc.convert_text(
                with_alt_texts(markdown, language), "docx", format=_FORMAT, outputfile=str(target),
                extra_args=[f"--resource-path={folder}", *right_to_left],
            )  # fmt: skip
        finally:
            if previous is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = previous
        write_bytes(folder / f"report{_SUFFIX[language]}.docx", target.read_bytes())


_SUFFIX = {"en": "", "ar": ".ar"}


_FORMAT = "markdown-smart-citations-tex_math_dollars-raw_html-raw_tex+fenced_divs+bracketed_spans+pipe_tables"
