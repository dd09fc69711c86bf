"""The contracts of the tables in data/processed: one strict pandera class per table.

A table has exactly the columns of its class, in that order, with those types; nothing is coerced and
nothing is dropped to make it fit. Missing text is the empty string, missing integers are <NA>, so
that unknown is never zero. The codebook is generated from these classes.
"""

import re

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from analysis.quantities import QUALIFIERS

ROLES = (
    "claim", "date", "year", "time", "duration", "distance", "age", "ordinal", "name", "percent",
    "money", "other_count", "page", "unread",
)  # fmt: skip
MEASURES = (
    "killed", "wounded", "casualties", "missing", "detained", "displaced", "displaced_households",
    "airstrikes", "barrel_bombs", "shells", "strikes", "attacks", "localities_captured",
)  # fmt: skip
PEOPLE_MEASURES = ("killed", "wounded", "casualties", "missing", "detained", "displaced")
GROUPS = (
    "people", "civilians", "civilians/children", "civilians/women", "civilians/men", "civilians/medics",
    "civilians/civil_defence", "civilians/journalists", "combatants", "combatants/government",
    "combatants/opposition", "combatants/opposition/jihadists", "combatants/is", "combatants/houthi",
    "combatants/kurdish", "combatants/hezbollah", "combatants/russia", "combatants/turkey",
    "combatants/iran", "combatants/israel", "combatants/coalition", "combatants/other",
)  # fmt: skip
ACTORS = (
    "", "government", "opposition", "jihadists", "is", "russia", "turkey", "coalition", "houthi",
    "saudi", "kurdish", "hezbollah", "israel", "iran",
)  # fmt: skip
METHODS = (
    "", "airstrike", "barrel_bomb", "shelling", "clashes", "bombing", "shooting", "execution",
    "chemical", "mixed",
)  # fmt: skip
RELATIONS = ("", "part", "among", "restated")
MENTION_KINDS = ("settlement", "quarter", "camp", "region", "front", "site")
PLACE_STATUS = ("matched", "ambiguous", "unmatched", "region_only", "not_a_place")
TOTAL_STATUS = ("agreed", "repaired", "incomplete", "contested", "single")
DECISIONS = ("used", "repaired", "superseded", "duplicate", "set_aside", "conflicting")

ISO_DATE = r"^$|^\d{4}-\d{2}-\d{2}$"
_GROUP_PATTERN = "^$|^(?:" + "|".join(re.escape(group) for group in GROUPS) + ")(?:/[a-z0-9_]+)?$"


def _text(**checks):
    return pa.Field(nullable=False, **checks)


def _integer(**checks):
    return pa.Field(nullable=True, **checks)


class Table(pa.DataFrameModel):
    """Base of all contracts. `key` names the columns that identify a row and order the file."""

    class Config:
        strict = True
        ordered = True
        coerce = False

    @classmethod
    def table_name(cls) -> str:
        """Return the name of the table's file, without its ending (PlaceMentions → place_mentions)."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def key(cls) -> list[str]:
        """Return the columns that identify one row."""
        return list(cls.to_schema().unique or [cls.column_names()[0]])

    @classmethod
    def column_names(cls) -> list[str]:
        """Return the columns in the order of the file."""
        return list(cls.to_schema().columns)

    @classmethod
    def typed(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """Give each known column its declared type; a value that does not fit is left as it is."""
        columns = cls.to_schema().columns
        typed = frame.copy()
        for name in set(typed.columns) & set(columns):
            dtype = str(columns[name].dtype)
            values = typed[name]
            try:
                if dtype in ("Int64", "Float64", "boolean"):
                    if not pd.api.types.is_numeric_dtype(values):
                        values = values.map(lambda v: pd.NA if v in ("", None) or v is pd.NA else v)
                        if dtype == "boolean":
                            values = values.map(lambda v: {"True": True, "False": False}.get(v, v))
                        else:
                            values = pd.to_numeric(values.astype(object).where(values.notna(), None))
                    typed[name] = values.astype(dtype)
                else:
                    typed[name] = values.astype("str")
            except (ValueError, TypeError):
                pass  # the contract will name the column and the value
        return typed


class Documents(Table):
    """One row per report that could be read."""

    doc_id: Series[str] = _text(str_length={"min_value": 1})
    path: Series[str] = _text()
    publisher: Series[str] = _text()
    published: Series[str] = _text(str_matches=ISO_DATE)
    published_basis: Series[str] = _text()
    language: Series[str] = _text()
    encoding: Series[str] = _text()
    sha256: Series[str] = _text(str_matches=r"^[0-9a-f]{64}$")
    n_chars: Series[pd.Int64Dtype] = _integer(ge=1)
    n_numbers: Series[pd.Int64Dtype] = _integer(ge=0)
    duplicate_of: Series[str] = _text()
    title: Series[str] = _text()

    class Config:
        unique = ["doc_id"]


class Quarantine(Table):
    """One row per file that could not be read safely."""

    path: Series[str] = _text()
    reason_code: Series[str] = _text(str_length={"min_value": 1})
    detail: Series[str] = _text()

    class Config:
        unique = ["path"]


class Numbers(Table):
    """The ledger: one row per number expression of a report (digits, words, duals, counted singulars).

    `start` and `end` are character offsets in the decoded report, half open; `text` is exactly those
    characters.
    """

    doc_id: Series[str] = _text()
    start: Series[pd.Int64Dtype] = pa.Field(ge=0)
    end: Series[pd.Int64Dtype] = pa.Field(ge=1)
    text: Series[str] = _text(str_length={"min_value": 1})
    value: Series[str] = _text(str_matches=r"^$|^-?\d+(\.\d+)?$")
    role: Series[str] = _text(isin=ROLES)
    claim_id: Series[str] = _text()
    reason: Series[str] = _text()

    class Config:
        unique = ["doc_id", "start", "end"]


class Claims(Table):
    """One row per figure that a report states of a toll.

    `start`, `end`: character offsets in the decoded report, half open. `value`: integer, <NA> for
    vague words. `low`, `high`: inclusive bounds, <NA> when unbounded. `window_start`, `window_end`:
    ISO dates of the proleptic Gregorian calendar, both included. `places`: mention ids, separated by
    a space.
    """

    claim_id: Series[str] = _text(str_matches=r"^c[0-9a-f]{10}$")
    doc_id: Series[str] = _text()
    start: Series[pd.Int64Dtype] = pa.Field(ge=0)
    end: Series[pd.Int64Dtype] = pa.Field(ge=1)
    text: Series[str] = _text(str_length={"min_value": 1})
    value: Series[pd.Int64Dtype] = _integer(ge=0)
    low: Series[pd.Int64Dtype] = _integer(ge=0)
    high: Series[pd.Int64Dtype] = _integer(ge=0)
    qualifier: Series[str] = _text(isin=QUALIFIERS)
    measure: Series[str] = _text(isin=MEASURES)
    group: Series[str] = _text(str_matches=_GROUP_PATTERN)
    actor: Series[str] = _text(isin=ACTORS)
    method: Series[str] = _text(isin=METHODS)
    window_start: Series[str] = _text(str_matches=ISO_DATE)
    window_end: Series[str] = _text(str_matches=ISO_DATE)
    window_text: Series[str] = _text()
    running: Series[pd.BooleanDtype] = pa.Field(nullable=False)
    scope: Series[str] = _text()
    places: Series[str] = _text()
    parent_id: Series[str] = _text()
    relation: Series[str] = _text(isin=RELATIONS)
    attributed_to: Series[str] = _text()
    term: Series[str] = _text()
    rule_id: Series[str] = _text(str_length={"min_value": 1})
    sentence_start: Series[pd.Int64Dtype] = pa.Field(ge=0)
    sentence_end: Series[pd.Int64Dtype] = pa.Field(ge=1)

    class Config:
        unique = ["claim_id"]

    @pa.dataframe_check(name="bounds in order")
    def _bounds_in_order(cls, frame):
        return ((frame["low"] <= frame["high"]) | frame["low"].isna() | frame["high"].isna()).fillna(True)

    @pa.dataframe_check(name="group only for people")
    def _group_only_for_people(cls, frame):
        return frame["measure"].isin(PEOPLE_MEASURES) == (frame["group"] != "")

    @pa.dataframe_check(name="relation needs a parent")
    def _relation_needs_parent(cls, frame):
        return (frame["relation"] != "") == (frame["parent_id"] != "")


class PlaceMentions(Table):
    """One row per place named in a report. `context`: the region words that govern it."""

    mention_id: Series[str] = _text(str_matches=r"^m[0-9a-f]{10}$")
    doc_id: Series[str] = _text()
    start: Series[pd.Int64Dtype] = pa.Field(ge=0)
    end: Series[pd.Int64Dtype] = pa.Field(ge=1)
    text: Series[str] = _text(str_length={"min_value": 1})
    kind: Series[str] = _text(isin=MENTION_KINDS)
    context: Series[str] = _text()

    class Config:
        unique = ["mention_id"]


class PlaceCandidates(Table):
    """One row per place of the gazetteer that a mention could mean. `score`: 0 to 1."""

    mention_id: Series[str] = _text()
    place_id: Series[str] = _text()
    score: Series[pd.Float64Dtype] = pa.Field(ge=0, le=1)
    evidence: Series[str] = _text()

    class Config:
        unique = ["mention_id", "place_id"]


class Places(Table):
    """One row per mention with the place decided for it.

    `lat`, `lon`: WGS 84 (EPSG:4326) degrees, <NA> unless matched. `radius_km`: radius that holds the
    place. `geo_precision` (ACLED 1–3), `where_prec` (UCDP 1–7) and `accuracy` (Airwars words) restate
    `precision` on three scales. `confidence`: how often decisions with such a score were right on the gold of
    places; <NA> where the program decided nothing and where a person decided.
    """

    mention_id: Series[str] = _text()
    status: Series[str] = _text(isin=PLACE_STATUS)
    place_id: Series[str] = _text()
    name_ar: Series[str] = _text()
    name_en: Series[str] = _text()
    pcode: Series[str] = _text()
    geonames_id: Series[str] = _text()
    adm1: Series[str] = _text()
    adm2: Series[str] = _text()
    adm3: Series[str] = _text()
    lat: Series[pd.Float64Dtype] = pa.Field(nullable=True, ge=-90, le=90)
    lon: Series[pd.Float64Dtype] = pa.Field(nullable=True, ge=-180, le=180)
    precision: Series[str] = _text()
    geo_precision: Series[pd.Int64Dtype] = _integer(ge=1, le=3)
    where_prec: Series[pd.Int64Dtype] = _integer(ge=1, le=7)
    accuracy: Series[str] = _text()
    radius_km: Series[pd.Float64Dtype] = pa.Field(nullable=True, ge=0)
    confidence: Series[pd.Float64Dtype] = pa.Field(nullable=True, ge=0, le=1)
    gazetteer_version: Series[str] = _text()

    class Config:
        unique = ["mention_id"]

    @pa.dataframe_check(name="coordinates exactly when matched, never 0, 0")
    def _coordinates_when_matched(cls, frame):
        located = frame["lat"].notna() & frame["lon"].notna()
        nowhere = ((frame["lat"] == 0) & (frame["lon"] == 0)).fillna(False)
        return (located == (frame["status"] == "matched")) & ~nowhere


class Totals(Table):
    """One row per quantity: a measure of a group, by an actor, in a window, as one publisher counts it.

    `low`, `high`: inclusive, <NA> when unbounded. `best`: only where a rule gives it.
    """

    total_id: Series[str] = _text(str_matches=r"^t[0-9a-f]{10}$")
    measure: Series[str] = _text(isin=MEASURES)
    group: Series[str] = _text(str_matches=_GROUP_PATTERN)
    actor: Series[str] = _text(isin=ACTORS)
    method: Series[str] = _text(isin=METHODS)
    scope: Series[str] = _text()
    publisher: Series[str] = _text()
    window_start: Series[str] = _text(str_matches=ISO_DATE)
    window_end: Series[str] = _text(str_matches=ISO_DATE)
    low: Series[pd.Int64Dtype] = _integer(ge=0)
    best: Series[pd.Int64Dtype] = _integer(ge=0)
    high: Series[pd.Int64Dtype] = _integer(ge=0)
    status: Series[str] = _text(isin=TOTAL_STATUS)
    n_claims: Series[pd.Int64Dtype] = pa.Field(ge=1)
    claim_ids: Series[str] = _text()

    class Config:
        unique = ["total_id"]


class Decisions(Table):
    """One row per claim: what reconciliation did with it. `used` is empty when more than one value fits."""

    claim_id: Series[str] = _text()
    decision: Series[str] = _text(isin=DECISIONS)
    stated: Series[pd.Int64Dtype] = _integer(ge=0)
    used: Series[pd.Int64Dtype] = _integer(ge=0)
    reason_code: Series[str] = _text()
    conflict_id: Series[str] = _text()

    class Config:
        unique = ["claim_id"]


class Conflicts(Table):
    """One row per set of claims that cannot all be true. `repairs`: JSON, every equally cheap repair."""

    conflict_id: Series[str] = _text(str_matches=r"^k[0-9a-f]{10}$")
    kind: Series[str] = _text(str_length={"min_value": 1})
    claim_ids: Series[str] = _text()
    gap: Series[pd.Int64Dtype] = _integer(ge=0)
    explanation_en: Series[str] = _text()
    explanation_ar: Series[str] = _text()
    repairs: Series[str] = _text()

    class Config:
        unique = ["conflict_id"]


class Periods(Table):
    """One row per toll implied between two running totals. `from` and `to` are both included."""

    period_id: Series[str] = _text(str_matches=r"^p[0-9a-f]{10}$")
    measure: Series[str] = _text(isin=MEASURES)
    group: Series[str] = _text(str_matches=_GROUP_PATTERN)
    actor: Series[str] = _text(isin=ACTORS)
    method: Series[str] = _text(isin=METHODS)
    publisher: Series[str] = _text()
    from_: Series[str] = pa.Field(alias="from", str_matches=ISO_DATE)
    to: Series[str] = _text(str_matches=ISO_DATE)
    low: Series[pd.Int64Dtype] = _integer()
    best: Series[pd.Int64Dtype] = _integer()
    high: Series[pd.Int64Dtype] = _integer()
    claim_ids: Series[str] = _text()

    class Config:
        unique = ["period_id"]


class Checks(Table):
    """One row per rule that was tested on the claims: a sum, a subset, a nested window, a title."""

    check_id: Series[str] = _text(str_matches=r"^r[0-9a-f]{10}$")
    rule: Series[str] = _text(str_length={"min_value": 1})
    whole_id: Series[str] = _text()
    claim_ids: Series[str] = _text()
    stated: Series[pd.Int64Dtype] = _integer(ge=0)
    computed: Series[pd.Int64Dtype] = _integer(ge=0)
    result: Series[str] = _text(isin=("pass", "fail", "unknown"))

    class Config:
        unique = ["check_id"]


TABLES = (
    Documents, Quarantine, Numbers, Claims, PlaceMentions, PlaceCandidates, Places, Totals, Decisions,
    Conflicts, Periods, Checks,
)  # fmt: skip
