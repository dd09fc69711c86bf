"""Structure: what each figure counts of whom, and which figure is a part or a subset of which.

The measure comes from the noun, from the verb that stands closest, or from the figure of which this
one is a piece. 'Among them' opens a list of subsets, 'they are' a list of parts; a list goes on as
long as its members fit in the figure that owns it. Groups that a piece does not state are those of
its whole.
"""

from analysis.claims.figures import Figure, capture_of
from analysis.lattice import contains, join, measure_contains, refine
from analysis.lexicons import word_set
from analysis.scan import Scan

_NEAR_MARKS = {"(", "“", "”", '"', "«", "/", ":", "،", ","}


def read_measures_and_parents(scan: Scan, figures: list[Figure]) -> None:
    """Give every figure its measure, parent and relation; what has no measure leaves the claims."""
    tolls = [f for f in figures if f.role == "figure"]
    state = _State()
    for number, figure in enumerate(tolls):
        previous = tolls[number - 1] if number else None
        if previous is None or previous.paragraph != figure.paragraph:
            state = _State()
            previous = None
        _link(scan, figure, previous, state)
        _read_measure(scan, figure, previous, tolls, number)
        if figure.role != "figure":
            continue
        _check_link(figure, state)
        state.last = figure
        state.seen.append(figure)
    _read_groups([f for f in tolls if f.role == "figure"])


class _State:
    """What is open while reading one paragraph: the figures seen, the list of subsets, the wholes."""

    def __init__(self):
        self.last: Figure | None = None
        self.owner: Figure | None = None  # of the list of subsets
        self.wholes: list[Figure] = []
        self.seen: list[Figure] = []


# ---------------------------------------------------------------- which figure is a piece of which
def _link(scan: Scan, figure: Figure, previous: Figure | None, state: _State) -> None:
    first = state.last.np_end if state.last else 0
    begin = scan.at(scan.paragraphs[figure.paragraph][0])
    first = max(first, begin)
    among = _adjacent(scan, figure, scan.connectors(first, figure.position, "among"))
    parts = _adjacent(scan, figure, scan.connectors(first, figure.position, "parts"))
    if state.last and not among and _opens_bracket(scan, figure, state.last):
        state.wholes.append(state.last)
        figure.parent, figure.relation, state.owner = state.last, "part", None
        figure.use("relation.part.bracket", figure.start, figure.end)
        return
    if among and state.last:
        owner = _owner_of_subset(scan, figure, among, state)
        if owner is not None:
            figure.parent, figure.relation, state.owner = owner, "among", owner
            figure.lead = min(figure.lead, among.first)
            figure.use("relation.among", scan.tokens[among.first].start, scan.tokens[among.last - 1].end)
            return
    if parts and state.last:
        whole = _whole_of_parts(scan, figure, parts, state)
        if whole is not None:
            while whole in state.wholes:
                state.wholes.remove(whole)
            state.wholes.append(whole)
            figure.parent, figure.relation, state.owner = whole, "part", None
            figure.lead = min(figure.lead, parts.first)
            figure.use("relation.part", scan.tokens[parts.first].start, scan.tokens[parts.last - 1].end)
            return
    if state.owner and state.last and _continues_subsets(scan, figure, state):
        figure.parent, figure.relation = state.owner, "among"
        figure.use("relation.among.list", figure.start, figure.end)
        return
    state.owner = None
    if rise_before(scan, figure, first):
        state.wholes.clear()
        return
    _continue_parts(scan, figure, state)


def rise_before(scan: Scan, figure: Figure, first: int):
    """Return the word that says that a count has risen to this figure, looking back to `first`."""
    for match in reversed(scan.connectors(first, figure.position, "rise")):
        needs_to = not any(stem in scan.tokens[match.first].form for stem in ("بلغ", "تجاوز"))
        to = any(t.form in ("الي", "ل") for t in scan.tokens[match.last : figure.position])
        if to or not needs_to:
            return match
    return None


def _adjacent(scan: Scan, figure: Figure, matches: list):
    """Return the last of `matches` when only a few words stand between it and the figure."""
    if not matches:
        return None
    match = matches[-1]
    between = [scan.tokens[i] for i in range(match.last, figure.position)]
    hedge = range(figure.lead, figure.position)
    words = [t for i, t in enumerate(between, match.last) if i not in hedge and not _is_near(t.form)]
    strikes = match.entry["connector"] == "parts" and figure.kind == "strike"
    return match if len(words) <= (8 if strikes else 1) else None


def _is_near(form: str) -> bool:
    """Say whether a word or mark may stand between a figure and what governs it."""
    return form in _NEAR_MARKS or form in word_set("between_figure_and_lead")


def _opens_bracket(scan: Scan, figure: Figure, whole: Figure) -> bool:
    """Say whether a figure opens a list in brackets right behind the figure that it breaks down."""
    behind = scan.tokens[whole.np_end].form if whole.np_end < len(scan.tokens) else ""
    near = behind == "(" and figure.position - whole.np_end <= 2
    return near and figure.kind == "people" and whole.relation != "among" and _can_hold(whole, figure)


def _owner_of_subset(scan: Scan, figure: Figure, among, state: _State) -> Figure | None:
    last = state.last
    if not _people_or_same(figure, last):
        return None
    climbs = among.clitics.startswith("و") or not (_fits(figure, last) or contains(figure.group, last.group))
    if state.owner and last.relation == "among" and climbs:
        return state.owner
    return last


def _whole_of_parts(scan: Scan, figure: Figure, parts, state: _State) -> Figure | None:
    words = "".join(scan.tokens[i].form for i in range(parts.first, parts.last))
    if words.endswith(("حيث", "اذ", "هي")) and figure.kind != "strike":
        return None
    wanted = "killed" if ("شهداء" in words or "قتلي" in words) else None
    for candidate in reversed(state.seen):
        if candidate.relation == "among" or not _people_or_same(figure, candidate):
            continue
        if candidate.sentence != figure.sentence and figure.kind == "strike":
            return None
        if wanted and candidate.measure != wanted:
            continue
        if figure.kind == "people" and not _can_hold(candidate, figure):
            continue
        if figure.kind == "strike" and not measure_contains(candidate.measure, figure.measure):
            return None
        return candidate
    return None


def _continues_subsets(scan: Scan, figure: Figure, state: _State) -> bool:
    """Say whether a figure goes on with the open list: only 'and' before it, and a narrower group."""
    owner, last = state.owner, state.last
    gap = [scan.tokens[i].form for i in range(last.np_end, min(figure.lead, figure.position))]
    tight = len([w for w in gap if not _is_near(w) and not w.startswith("و")]) == 0 and len(gap) <= 2
    if not tight or figure.kind != "people" or not figure.group_stated:
        return False
    subsets = [f for f in state.seen if f.parent is owner and f.relation == "among"]
    owner_group = _group_so_far(owner)
    if owner_group == "combatants" and all(contains("combatants/opposition", f.group) for f in subsets):
        owner_group = "combatants/opposition"  # 'fighters, among them jihadists' are not the army
    counted = sum(f.value or 0 for f in subsets) + (figure.value or 0)
    too_many = owner.value is not None and owner.qualifier == "exact" and counted > owner.value
    return figure.group != owner_group and contains(owner_group, figure.group) and not too_many


def _continue_parts(scan: Scan, figure: Figure, state: _State) -> None:
    """Attach a figure to the innermost open whole that can hold it."""
    while state.wholes:
        whole = state.wholes[-1]
        if _can_hold(whole, figure):
            figure.parent, figure.relation = whole, "part"
            figure.use("relation.part.list", figure.start, figure.end)
            return
        state.wholes.pop()


def _can_hold(whole: Figure, figure: Figure) -> bool:
    if figure.kind != whole.kind:
        return False
    if figure.kind == "strike" and not measure_contains(whole.measure, figure.measure):
        return False
    if whole.value is not None and figure.value is not None and figure.value > whole.value:
        return False
    return figure.kind == "strike" or _fits(figure, whole)


def _fits(figure: Figure, whole: Figure) -> bool:
    group = _group_so_far(whole)
    return not figure.group_stated or contains(group, figure.group)


def _group_so_far(figure: Figure) -> str:
    group = figure.group
    parent = figure.parent
    while parent is not None:
        group = parent.group if contains(group, parent.group) else group
        parent = parent.parent
    return group


def _people_or_same(figure: Figure, other: Figure) -> bool:
    return figure.kind == other.kind


def _check_link(figure: Figure, state: _State) -> None:
    """Undo a part whose measure turns out to differ from its whole's (wounded beside killed)."""
    parent = figure.parent
    if parent is not None and not measure_contains(parent.measure, figure.measure):
        figure.parent, figure.relation = None, ""


# ---------------------------------------------------------------- what is counted
def _read_measure(scan: Scan, figure: Figure, previous: Figure | None, tolls: list[Figure], number: int) -> None:
    if figure.kind in ("strike",):
        return
    if figure.kind == "household":
        _require_displacement(scan, figure)
        return
    if figure.kind == "locality":
        capture = capture_of(scan, figure)
        if capture is None:
            figure.role, figure.reason = "other_count", "places named, not taken"
            return
        figure.measure = "localities_captured"
        figure.use("event.capture", scan.tokens[capture.first].start, scan.tokens[capture.last - 1].end)
        return
    following = tolls[number + 1] if number + 1 < len(tolls) else None
    chain = _event_chain_before(scan, figure, previous)
    denied = _denied(scan, chain[0].first if chain else figure.lead)
    if denied:
        figure.role, figure.reason = "other_count", "denied, planned or hypothetical"
        return
    both = _killed_and_wounded_after(scan, figure)
    if both:
        figure.measure = "casualties"
        _note_events(scan, figure, [both], "event.both")
        figure.np_end = max(figure.np_end, both.last)
        return
    if chain:
        figure.measure = _union({m.entry["measure"] for m in chain})
        _note_events(scan, figure, chain, "event.before")
        figure.lead = min(figure.lead, chain[0].first)
        return
    if figure.measure:
        return
    after = _event_after(scan, figure, following)
    if after and (figure.relation == "" or figure.parent.measure == after.entry["measure"]):
        figure.measure = after.entry["measure"]
        _note_events(scan, figure, [after], "event.after")
        if after.first == figure.np_end:
            figure.np_end = after.last
        return
    if figure.parent is not None:
        figure.measure = figure.parent.measure
        return
    nearest = _nearest_event(scan, figure, previous, following)
    if nearest:
        figure.measure = nearest.entry["measure"]
        _note_events(scan, figure, [nearest], "event.nearest")
        return
    noun = _casualty_noun_before(scan, figure)
    if noun:
        figure.measure = noun[1].label
        token = scan.tokens[noun[0]]
        figure.event_words.append(scan.text[token.start : token.end])
        figure.use("event.noun", token.start, token.end)
    elif previous and previous.measure and previous.sentence == figure.sentence and figure.inherits_group:
        figure.measure = previous.measure
    else:
        figure.role = "other_count"
        figure.reason = "people or places counted, but no killing, wounding or displacement of them is told"


def _require_displacement(scan: Scan, figure: Figure) -> None:
    first, _ = figure.sentence
    events = scan.between("events", scan.at(first), figure.position + 12)
    moved = [m for m in events if m.entry["measure"] == "displaced" and scan.tokens[m.first].start < figure.sentence[1]]
    if not moved:
        figure.role, figure.reason = "other_count", "households, but no displacement of them is told"
        return
    _note_events(scan, figure, moved[:1], "event.displacement")


def _casualty_noun_before(scan: Scan, figure: Figure):
    for index in range(figure.position - 1, max(-1, figure.position - 14), -1):
        noun = scan.noun(index)
        if scan.tokens[index].form in ("،", ",", ".", "؛"):
            return None
        counted = figure.counted_before or (index and scan.connector(index - 1, "count_noun"))
        if noun and noun.kind == "casualty" and counted:
            return index, noun
    return None


def _union(measures: set[str]) -> str:
    if measures == {"killed", "wounded"} or "casualties" in measures:
        return "casualties"
    return sorted(measures)[0]


def _note_events(scan: Scan, figure: Figure, matches: list, rule: str) -> None:
    start, end = scan.tokens[matches[0].first].start, scan.tokens[matches[-1].last - 1].end
    figure.event_words.insert(0, scan.text[start:end])
    figure.use(rule, start, end)


def _event_chain_before(scan: Scan, figure: Figure, previous: Figure | None) -> list:
    """Return the casualty words that stand right before the figure, joined by 'and'."""
    floor = previous.np_end if previous else 0
    if previous and previous.lead <= figure.lead < previous.np_end:
        floor = previous.position
    index, chain = figure.lead - 1, []
    while index >= floor:
        token = scan.tokens[index]
        event = scan.covering("events", index)
        window = scan.window_over(token.start, token.end)
        if event and event.entry["measure"] != "localities_captured":
            chain.insert(0, event)
            index = event.first - 1
            if not event.clitics.startswith("و"):
                following = scan.covering("events", index) if index >= floor else None
                if not following:
                    break
            continue
        if chain:
            break
        if _is_near(token.form) or (window and window.kind in ("same", "relative", "day")):
            index -= 1
            continue
        if token.form in word_set("before_figure"):
            index -= 1
            continue
        break
    if chain and chain[0].clitics.startswith("و") and len(chain) == 1 and index >= floor:
        before = scan.covering("events", index)
        if before and before.entry["measure"] != "localities_captured":
            chain.insert(0, before)
    return chain


def _killed_and_wounded_after(scan: Scan, figure: Figure):
    for index in range(figure.position, min(figure.np_end + 3, len(scan.tokens))):
        event = scan.phrase("events", index)
        if index >= figure.np_end and scan.tokens[index].form in ("،", ",", ".", "؛"):
            return None
        if event and event.entry["measure"] == "casualties":
            return event
    return None


def _event_after(scan: Scan, figure: Figure, following: Figure | None):
    """Return the verb of dying in the relative clause right behind the noun phrase, or in it."""
    stop = min(figure.np_end + 3, following.position if following else len(scan.tokens), len(scan.tokens))
    for index in range(figure.position, stop):
        event = scan.phrase("events", index)
        if event and event.entry["measure"] in ("killed", "wounded", "displaced", "missing"):
            beyond = scan.tokens[figure.np_end : index] if index > figure.np_end else []
            if any(t.form in ("،", ",", ".") for t in beyond):
                return None
            return event
    noun = next(
        (n for i in range(figure.position, figure.np_end) if (n := scan.noun(i)) and n.kind == "casualty"),
        None,
    )
    if noun and not figure.measure:
        figure.measure = noun.label
    return None


def _nearest_event(scan: Scan, figure: Figure, previous: Figure | None, following: Figure | None):
    """Return the closest casualty word of the sentence: before the figure, else behind it."""
    begin, end = scan.at(figure.sentence[0]), scan.at(figure.sentence[1] - 1) + 1
    before = [m for m in scan.between("events", begin, figure.position) if m.entry["measure"] != "localities_captured"]
    if before:
        between = scan.tokens[before[-1].last : figure.position]
        if sum(scan.window_over(t.start, t.end) is None for t in between) <= 25:
            return before[-1]
    stop = min(end, following.position if following else end)
    after = [m for m in scan.between("events", figure.np_end, stop) if m.entry["measure"] != "localities_captured"]
    return after[0] if after else None


def _denied(scan: Scan, position: int) -> bool:
    return any(m.last >= position - 2 for m in scan.connectors(max(0, position - 4), position, "denial"))


# ---------------------------------------------------------------- who is counted
def _read_groups(figures: list[Figure]) -> None:
    children: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.parent is not None:
            children.setdefault(id(figure.parent), []).append(figure)
    for figure in reversed(figures):
        _widen_from_pieces(figure, children)
    for figure in figures:
        siblings = children.get(id(figure.parent), []) if figure.parent is not None else []
        if figure.parent is not None and contains(figure.group, figure.parent.group):
            figure.group = figure.parent.group
        elif figure.parent is not None and figure.group == "combatants" and figure.parent.group == "people":
            pass
        _civilians_by_contrast(figure, siblings, children)
        if figure.parent is not None and contains(figure.group, figure.parent.group):
            figure.group = figure.parent.group
    _inherit_others(figures)
    for figure in figures:
        if figure.kind != "people":
            figure.group = ""


def _subtree(figure: Figure, children: dict[int, list[Figure]]) -> list[Figure]:
    found = list(children.get(id(figure), []))
    for child in children.get(id(figure), []):
        found += _subtree(child, children)
    return found


def _widen_from_pieces(figure: Figure, children: dict[int, list[Figure]]) -> None:
    """Read 'fighters, among them jihadists' as fighters of the opposition."""
    stated = [f.group for f in _subtree(figure, children) if f.group_stated and f.group != "combatants"]
    if figure.group == "combatants" and stated and all(g.startswith("combatants/") for g in stated):
        figure.group = join([g.rsplit("/", 1)[0] if g.count("/") > 1 else g for g in stated])


def _civilians_by_contrast(figure: Figure, siblings: list[Figure], children: dict[int, list[Figure]]) -> None:
    """Read a toll whose every stated piece is civilian as one of civilians, when the term says so too.

    The term is شهيد or استشهد, or all other parts of the same whole are combatants.
    """
    if figure.kind != "people" or figure.group != "people":
        return
    stated = [f.group for f in _subtree(figure, children) if f.group_stated]
    if not stated or not all(contains("civilians", group) for group in stated):
        return
    words = " ".join(figure.event_words + [w for f in _subtree(figure, children) for w in f.event_words])
    others = [s for s in siblings if s is not figure and s.relation == "part"]
    contrasted = bool(others) and all(contains("combatants", s.group) for s in others)
    if any(form in words for form in ("شهيد", "شهد", "شهاد")) or contrasted:
        figure.group = "civilians"
        figure.use("group.civilians_by_pieces", figure.start, figure.end)


def _inherit_others(figures: list[Figure]) -> None:
    """Give 'N others' the group of the figure before it in its sentence."""
    for number, figure in enumerate(figures):
        if figure.inherits_group and figure.group == "people":
            for before in reversed(figures[:number]):
                if before.relation != "among" and before.sentence == figure.sentence:
                    figure.group = refine(figure.group, before.group)
                    figure.use("group.others", figure.start, figure.end)
                    break
