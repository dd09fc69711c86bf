"""Explanations: one paragraph per conflict in English and in Arabic, from templates.

Figures stand as they were stated; the sentences are quoted by reference (report and characters). The
Arabic templates put figures where no agreement with a counted noun is needed, or use
:func:`count_people_ar` for it.
"""

_GROUPS_EN = {
    "people": "people", "civilians": "civilians", "civilians/children": "children",
    "civilians/women": "women", "combatants": "combatants", "combatants/government": "government forces",
    "combatants/opposition": "opposition fighters", "combatants/opposition/jihadists": "jihadist fighters",
    "combatants/russia": "Russian soldiers",
}  # fmt: skip


def group_name_en(group: str) -> str:
    """Return a neutral English name of a group."""
    return _GROUPS_EN.get(group, group.rsplit("/", 1)[-1].replace("_", " "))


_GROUPS_AR = {
    "people": "الجميع", "civilians": "مدنيون", "civilians/children": "أطفال", "civilians/women": "نساء",
    "civilians/men": "رجال", "civilians/medics": "كوادر طبية", "civilians/civil_defence": "عناصر الدفاع المدني",
    "civilians/journalists": "صحفيون", "combatants": "مقاتلون", "combatants/government": "قوات النظام والموالون لها",
    "combatants/opposition": "مقاتلو المعارضة", "combatants/opposition/jihadists": "جهاديون",
    "combatants/russia": "جنود روس", "combatants/is": "تنظيم الدولة الإسلامية",
}  # fmt: skip


def group_name_ar(group: str) -> str:
    """Return a neutral Arabic name of a group; the English one where there is none."""
    return _GROUPS_AR.get(group, group_name_en(group))


def count_people_ar(number: int) -> str:
    """Return a count of people with the agreement of Arabic numbers.

    >>> [count_people_ar(n) for n in (1, 2, 3, 11, 100, 103)]
    ['شخص واحد', 'شخصان', '3 أشخاص', '11 شخصاً', '100 شخص', '103 أشخاص']
    """
    if number == 1:
        return "شخص واحد"
    if number == 2:
        return "شخصان"
    last = number % 100
    if 3 <= last <= 10:
        return f"{number} أشخاص"
    return f"{number} شخصاً" if 11 <= last <= 99 else f"{number} شخص"


def reference(row) -> str:
    """Return where a claim stands: report and characters."""
    return f"{row.doc_id}:{row.start}-{row.end}"


def explain_breakdown(whole, parts, gap: int, verdict: str) -> tuple[str, str]:
    """Explain a breakdown that does not add up to its whole."""
    listed = " + ".join(str(int(p.value)) for p in parts)
    total = sum(int(p.value) for p in parts)
    at_least = "at least " if whole.qualifier == "at_least" else ""
    direction = "fewer" if total < int(whole.value) else "more"
    english = (
        f"The report states {at_least}{int(whole.value)} {group_name_en(whole.group)} {whole.measure}, but the "
        f"groups that it lists add up to {total} ({listed}): {gap} {direction}. "
    )
    english += {
        "missing": f"Since the whole is itself only a lower bound, the simplest explanation is that the list leaves "
        f"out {gap} {group_name_en(whole.group)}; none of the stated figures has to be changed.",
        "either": "Either the list leaves some out, or one of the figures is wrong; the text does not decide.",
        "repaired": "One figure has to be changed for all the others to hold.",
    }[verdict]
    english += f" Sentence: {reference(whole)}."
    floor = "ما لا يقل عن " if whole.qualifier == "at_least" else ""
    arabic = (
        f"العدد المعلن في التقرير هو {floor}{int(whole.value)}، أما مجموع الفئات المذكورة فهو {total} ({listed})، "
        f"والفرق {count_people_ar(gap)}. "
    )
    arabic += {
        "missing": "ولأن العدد الكلي حد أدنى فأبسط تفسير أن القائمة لا تذكر الجميع، ولا حاجة إلى تغيير أي رقم معلن.",
        "either": "فإما أن القائمة ناقصة وإما أن أحد الأرقام خاطئ، والنص لا يحسم ذلك.",
        "repaired": "ولا تستقيم الأرقام إلا بتغيير واحد منها.",
    }[verdict]
    return english, arabic


def explain_headline(head, terms, gap: int, added) -> tuple[str, str]:
    """Explain a headline that differs from the figures of its report; `added`: a figure equal to the gap."""
    stated = int(head.value)
    body = int(terms[0].value)
    english = (
        f"The headline says {stated}, the body of the report {body}: a difference of {gap}. "
        + (
            f"The difference equals another figure of the report, {int(added.value)} {group_name_en(added.group)} "
            f"{added.measure} ({reference(added)}): the headline seems to add it to the running total, and the text "
            "does not say whether that total already counts it. "
            if added is not None
            else "Nothing in the report accounts for the difference. "
        )
        + f"Both figures are kept as an interval. Sentences: {reference(head)}, {reference(terms[0])}."
    )
    arabic = (
        f"يذكر العنوان {stated} ويذكر متن التقرير {body}، والفرق {gap}. "
        + (
            f"ويساوي الفرق رقماً آخر في التقرير ({int(added.value)})، ويبدو أن العنوان أضافه إلى الحصيلة، "
            "ولا يقول النص إن كانت الحصيلة تشمله أصلاً. "
            if added is not None
            else "وليس في التقرير ما يفسر الفرق. "
        )
        + "ولذلك يبقى الرقمان معاً حدين لمجال."
    )
    return english, arabic


def explain_period(whole, subset_narrow, whole_narrow, subset, gap: int) -> tuple[str, str]:
    """Explain a subset that grows more between two windows than the whole that contains it."""
    of_subset, of_whole = (
        int(subset.value) - int(subset_narrow.value),
        int(whole.value) - int(whole_narrow.value),
    )
    english = (
        f"From the window that starts on {whole.window_start} to the one that starts on {whole_narrow.window_start}, "
        f"{group_name_en(whole.group)} {whole.measure} differ by {of_whole} ({int(whole.value)} less "
        f"{int(whole_narrow.value)}), but {group_name_en(subset.group)}, a subset of them, by {of_subset} "
        f"({int(subset.value)} less {int(subset_narrow.value)}): {gap} too many. The totals of each window close, so "
        f"one of the two subset figures is the cheapest to doubt. Sentences: {reference(subset)}, "
        f"{reference(subset_narrow)}."
    )
    arabic = (
        f"بين الحصيلة منذ {whole.window_start} والحصيلة منذ {whole_narrow.window_start} فرق قدره {of_whole} في الكل "
        f"({int(whole.value)} ناقص {int(whole_narrow.value)})، لكن الفرق في الجزء {of_subset} "
        f"({int(subset.value)} ناقص {int(subset_narrow.value)})، أي أن "
        f"الجزء يزيد على الكل بمقدار {gap}. ومجموع كل حصيلة صحيح في ذاته، "
        "ولذلك فالأقرب أن يكون أحد رقمي الجزء غير دقيق."
    )
    return english, arabic


_REASONS = {
    "subset_sum": ("a subset counts more than its whole", "الجزء أكبر من الكل"),
    "nested_window": (
        "a shorter window counts more than the longer one that contains it",
        "حصيلة المدة الأقصر أكبر من حصيلة المدة التي تشملها",
    ),
    "running_fall": (
        "a running total of one publisher falls from one date to a later one, and no revision is announced",
        "حصيلة تراكمية لجهة واحدة تنخفض مع مرور الوقت من دون إعلان عن تصحيح",
    ),
    "same_quantity": ("the same quantity is stated with two figures", "الكمية نفسها وردت برقمين"),
    "group_lattice": ("a group counts more than the wider group that contains it", "فئة أكبر من الفئة التي تشملها"),
    "actor_lattice": (
        "one side's fire killed more than all fire together", "حصيلة طرف واحد أكبر من حصيلة الأطراف كلها",
    ),
    "method_lattice": (
        "one kind of weapon killed more than all kinds together", "حصيلة وسيلة واحدة أكبر من حصيلة الوسائل كلها",
    ),
    "place_within": (
        "a part of the territory counts more than the whole of it", "حصيلة جزء من المنطقة أكبر من حصيلتها كلها",
    ),
    "killed_and_wounded": (
        "killed and wounded do not add up to the casualties", "مجموع القتلى والجرحى لا يساوي عدد الضحايا",
    ),
}  # fmt: skip


def explain_other(kind: str, whole, members, gap: int) -> tuple[str, str]:
    """Explain a pair of figures that an order between their quantities forbids."""
    listed = " + ".join(f"{int(m.value)} ({_when(m)})" for m in members)
    english, arabic = _REASONS[kind]
    listed_ar = " + ".join(str(int(m.value)) for m in members)
    sentences = ", ".join(dict.fromkeys(reference(row) for row in (whole, *members)))
    group = f" {group_name_en(whole.group)}" if whole.group else ""
    return (
        f"{listed} against {int(whole.value)}{group} {whole.measure.replace('_', ' ')} ({_when(whole)}): {english}, "
        f"by {gap}. Sentences: {sentences}.",
        f"{listed_ar} مقابل {int(whole.value)}: {arabic}، والفرق {gap}.",
    )


def _when(row) -> str:
    return f"{row.window_start or '?'} to {row.window_end or '?'}"


_SLIPS = {
    "swapped_digits": ("two digits changed places", "تبادل رقمين لمكانيهما"),
    "doubled_digit": ("a digit was written twice", "تكرار أحد الأرقام"),
    "dropped_digit": ("a digit was left out", "سقوط أحد الأرقام"),
    "thousand": ("a factor of a thousand", "خطأ بألف ضعف"),
}


def explain_slips(slips: list[tuple[str, str, int]], rows: dict) -> tuple[str, str]:
    """Say which figure a slip of the pen would explain; it is a possibility, not the verdict."""
    if not slips:
        return "", ""
    claim, kind, value = slips[0]
    stated = int(rows[claim].value)
    english, arabic = _SLIPS[kind]
    return (
        f"A slip of the pen would explain it: {stated} for {value} ({english}).",
        f"وقد يفسره خطأ كتابي: {stated} بدلاً من {value} ({arabic}).",
    )
