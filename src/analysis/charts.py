"""Charts: by whose fire, where figures disagree, what reconciliation changed, what the ledger covers.

Every figure has an English and an Arabic title, the source in its caption, and its alt text in
:data:`ALT_TEXTS`. Figures of different windows overlap, so nothing is added up: each dot is one figure.
"""

import json

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import ACTOR_COLOURS, use_style
from analysis.maps import ACTOR_NAMES

# figure → what it shows, in English and Arabic, for readers who do not see it
ALT_TEXTS = {
    "tolls_by_place": (
        "Map of north-west Syria with the places named in tolls of killed people, coloured by whose fire; lines join "
        "the places of one toll. The key lists every place.",
        "خريطة شمال غرب سوريا وعليها الأماكن المذكورة مع القتلى، ملونة بحسب من أطلق النار، وخطوط تصل بين أماكن "
        "الحصيلة الواحدة، ومفتاح بأسماء الأماكن كلها.",
    ),
    "captured_places": (
        "Map of the villages and towns that reports say changed hands, coloured by who took them.",
        "خريطة القرى والبلدات التي تقول التقارير إن السيطرة عليها تبدلت، ملونة بحسب من سيطر عليها.",
    ),
    "nested_windows": (
        "Bars of people killed by group in three overlapping windows that end on the same day.",
        "أعمدة القتلى بحسب الفئة في ثلاث مدد متداخلة تنتهي في يوم واحد.",
    ),
    "running_totals": (
        "Running totals of killed people over time by publisher, with intervals and falls.",
        "حصائل القتلى التراكمية مع الزمن لكل ناشر، مع مجالاتها ومواضع انخفاضها.",
    ),
    "by_fire": (
        "Dots of single figures of killed people on a logarithmic scale, one row per party and means.",
        "نقاط تمثل أرقام القتلى على مقياس لوغاريتمي، وسطر لكل جهة ووسيلة.",
    ),
    "stated_and_used": (
        "For each figure in a conflict, the value that its report states and the range of values that the cheapest "
        "repairs leave.",
        "لكل رقم متنازع: القيمة التي يذكرها تقريره، ومجال القيم التي تبقيها أقل التصحيحات.",
    ),
    "disagreements": (
        "Dots of the gaps between figures that cannot all be true, one row per rule that they break.",
        "نقاط تمثل الفروق بين أرقام لا تصح معاً، وسطر لكل قاعدة تخالفها.",
    ),
    "ledger": (
        "Bars of all number expressions by what they turned out to be: tolls, dates, durations and others.",
        "أعمدة تمثل كل الأرقام بحسب ما آلت إليه: حصائل وتواريخ ومدد وغيرها.",
    ),
}
METHOD_NAMES = {
    "airstrike": ("air raids", "غارات جوية"), "barrel_bomb": ("barrel bombs", "براميل متفجرة"),
    "shelling": ("shelling", "قصف بري"), "clashes": ("fighting", "اشتباكات"), "bombing": ("bombings", "تفجيرات"),
    "shooting": ("shooting", "إطلاق نار"), "execution": ("executions", "إعدام"),
    "chemical": ("chemical weapons", "أسلحة كيميائية"), "mixed": ("several means", "وسائل متعددة"),
    "": ("means not stated", "وسيلة غير مذكورة"),
}  # fmt: skip
_RULES = {
    "sum_of_parts": "parts do not add up", "implied_period": "a period does not fit",
    "headline": "headline and report differ", "running_fall": "a running total falls",
    "nested_window": "a longer window counts fewer", "same_quantity": "two values of one quantity",
    "same_count_two_windows": "one count under two starts", "subset": "a subset exceeds its whole",
}  # fmt: skip
_ROLES = {
    "claim": "figures of tolls", "other_count": "other counts", "date": "dates", "year": "years", "time": "times",
    "duration": "durations", "distance": "distances", "age": "ages", "ordinal": "ordinals", "name": "names and roads",
    "percent": "percentages", "money": "sums of money", "page": "page furniture", "unread": "not read",
}  # fmt: skip
_INK, _GREY = "#333333", "#8A8A8A"


def _start(title: str, arabic: str, note: str, rows: int, left: float = 0.30) -> tuple[Figure, object]:
    """Return a figure with titles and one pair of axes for `rows` horizontal rows."""
    use_style()
    height = 1.75 + 0.36 * max(rows, 1)
    figure = Figure(figsize=(7.6, height))
    axes = figure.add_axes((left, 0.62 / height, 0.97 - left, 1 - 1.6 / height))
    figure.text(0.02, 1 - 0.28 / height, title, size=13, weight="bold", va="center")
    figure.text(0.98, 1 - 0.28 / height, arabic, size=13, weight="bold", ha="right", va="center")
    figure.text(0.02, 1 - 0.62 / height, note, size=8.5, color="#555555", va="center")
    for side in ("left", "top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#E3DFD5", linewidth=0.7)
    axes.set_axisbelow(True)
    return figure, axes


def _powers_of_ten(axes, low: float, high: float) -> None:
    """Set the limits of a logarithmic axis and name the powers of ten within them."""
    axes.set_xlim(low, high)
    ticks = [10**power for power in range(10) if low <= 10**power <= high]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()


def _caption(figure: Figure, text: str) -> Figure:
    figure.text(0.02, 0.14 / figure.get_figheight(), text, size=7.5, color="#555555", va="center")
    return figure


def _nothing(figure: Figure, axes, message: str) -> Figure:
    axes.set_axis_off()
    axes.text(0.5, 0.5, message, ha="center", va="center", transform=axes.transAxes, color="#555555")
    return figure


def plot_by_fire(events: pd.DataFrame, caption: str) -> Figure:
    """Draw each figure of killed people as a dot, one row per party and means.

    `events`: claims that are no running total, subset or repetition (exports.event_claims).
    """
    shown = events[events["value"].notna() & (events["value"] > 0)]
    order = {actor: number for number, actor in enumerate(ACTOR_NAMES)}
    pairs = set(zip(shown["actor"], shown["method"], strict=True))
    rows = sorted(pairs, key=lambda pair: (order.get(pair[0], len(order)), pair))
    note = "One dot is one figure of one report. Figures overlap: they are not added."
    figure, axes = _start(
        "Killed, by whose fire and by what means", "القتلى بحسب الجهة والوسيلة", note, len(rows), 0.40
    )
    if not rows:
        return _nothing(figure, axes, "No report counts people killed in an event.")
    for height, (actor, method) in enumerate(reversed(rows)):
        part = shown[(shown["actor"] == actor) & (shown["method"] == method)].sort_values("value")
        colour = ACTOR_COLOURS.get(actor, ACTOR_COLOURS[""])
        values = part["value"].astype(float)
        bounds = part["qualifier"].isin(["at_least", "more_than"]).to_numpy()
        axes.plot(values[~bounds], [height] * int((~bounds).sum()), "o", color=colour, markersize=7, alpha=0.75)
        axes.plot(values[bounds], [height] * int(bounds.sum()), ">", color=colour, markersize=7,
                  markerfacecolor="white")  # fmt: skip
    names = [
        f"{ACTOR_NAMES.get(a, (a, a))[0] if a else 'nobody or several named'}: {METHOD_NAMES[m][0]}"
        for a, m in reversed(rows)
    ]
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xscale("log")
    _powers_of_ten(axes, 0.8, float(shown["value"].max()) * 1.6)
    return _caption(figure, f"Triangle: at least. {caption}")


def stated_and_used(conflicts: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row per figure that some cheapest repair changes: claim_id, kind, stated, low, high, text.

    `low`, `high`: the range over what is stated and all values that the repairs give it.
    """
    stated = claims.set_index("claim_id")
    rows = []
    for conflict in conflicts.itertuples():
        changes: dict[str, list[int]] = {}
        for repair in json.loads(conflict.repairs):
            for change in repair["changed"]:
                changes.setdefault(change["claim_id"], []).extend([change["low"], change["high"]])
        for claim_id, values in sorted(changes.items()):
            value = int(stated.loc[claim_id, "value"])
            found = [v for v in values if v is not None]
            rows.append({"claim_id": claim_id, "kind": conflict.kind, "stated": value, "low": min([value, *found]),
                         "high": max([value, *found]), "group": stated.loc[claim_id, "group"]})  # fmt: skip
    return pd.DataFrame(rows, columns=["claim_id", "kind", "stated", "low", "high", "group"])


def plot_stated_and_used(rows: pd.DataFrame, caption: str) -> Figure:
    """Draw what a report states beside what the cheapest repairs leave (frame of :func:`stated_and_used`)."""
    note = "Dot: the value in the report. Bar: all values of the equally cheap repairs."
    figure, axes = _start("Stated, and what can be true", "المعلن والممكن", note, len(rows), 0.42)
    if rows.empty:
        return _nothing(figure, axes, "No figure had to be changed.")
    span = float((rows["high"] - rows["low"]).max()) or 1.0
    for height, row in enumerate(rows.iloc[::-1].itertuples()):
        shift_low, shift_high = row.low - row.stated, row.high - row.stated
        axes.hlines(height, shift_low, shift_high, color="#D55E00", linewidth=6, alpha=0.4)
        axes.plot([0], [height], "o", color=_INK, markersize=6)
        for value, shift, align in ((row.low, shift_low, "right"), (row.high, shift_high, "left")):
            if shift:
                axes.annotate(f"{value:,} ({shift:+,})", (shift, height), xytext=(6 if align == "left" else -6, 0),
                              textcoords="offset points", ha=align, va="center", size=8, color="#A34700")  # fmt: skip
    axes.axvline(0, color=_GREY, linewidth=0.8)
    names = [
        f"{r.stated:,} {r.group.split('/')[-1]}: {_RULES.get(r.kind, r.kind)}" for r in rows.iloc[::-1].itertuples()
    ]
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(-span * 1.7, span * 1.7)
    axes.set_xticks([-span, 0, span], [f"{-span:+,.0f}", "as stated", f"{span:+,.0f}"])
    return _caption(figure, caption)


def plot_disagreements(conflicts: pd.DataFrame, caption: str) -> Figure:
    """Draw the gap of each conflict as a dot, one row per rule that is broken; logarithmic, zero gaps at the left."""
    kinds = sorted(set(conflicts["kind"]), key=lambda kind: (-int((conflicts["kind"] == kind).sum()), kind))
    note = "One dot is one conflict: by how much figures miss each other."
    figure, axes = _start("Where the sources disagree", "أين تختلف المصادر", note, len(kinds), 0.36)
    if not kinds:
        return _nothing(figure, axes, "No two figures contradict each other.")
    gaps = conflicts["gap"].fillna(0).astype(float)
    for height, kind in enumerate(reversed(kinds)):
        values = gaps[conflicts["kind"] == kind].sort_values()
        axes.plot(values.clip(lower=0.7), [height] * len(values), "o", color="#0072B2", markersize=8, alpha=0.55)
    axes.set_yticks(
        range(len(kinds)), [f"{_RULES.get(k, k)} ({(conflicts['kind'] == k).sum()})" for k in reversed(kinds)]
    )
    axes.set_ylim(-0.6, len(kinds) - 0.4)
    axes.set_xscale("log")
    _powers_of_ten(axes, 0.5, max(float(gaps.max()), 10.0) * 1.8)
    return _caption(figure, caption)


def plot_ledger(numbers: pd.DataFrame, caption: str) -> Figure:
    """Draw how many number expressions turned out to be what; those that were not read always have a row."""
    counts = {role: int((numbers["role"] == role).sum()) for role in _ROLES}
    shown = [role for role, count in counts.items() if count or role == "unread"]
    shown.sort(key=lambda role: (role == "unread", -counts[role]))
    figure, axes = _start("Every number accounted for", "كل رقم وما آل إليه",
                          "Number expressions of the reports: digits, words, duals and counted singulars.",
                          len(shown), 0.24)  # fmt: skip
    heights = range(len(shown) - 1, -1, -1)
    colours = ["#0072B2" if role == "claim" else "#D55E00" if role == "unread" else "#B8B2A4" for role in shown]
    axes.barh(list(heights), [counts[role] for role in shown], color=colours, height=0.62)
    for height, role in zip(heights, shown, strict=True):
        axes.annotate(f"{counts[role]:,}", (counts[role], height), xytext=(5, 0), textcoords="offset points",
                      va="center", size=9, weight="bold")  # fmt: skip
    axes.set_yticks(list(heights), [_ROLES[role] for role in shown])
    axes.set_xlim(0, max([1, *counts.values()]) * 1.12)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    return _caption(figure, caption)
