"""Groups: who is counted, where the figure's own words do not say it.

A piece has the group of its whole unless it states a narrower one. A whole takes a wider group from its
pieces only where all of them agree: fighters, among them jihadists, are fighters of the opposition; a
toll with the term شهيد whose every stated piece is civilian counts civilians.
"""

from bisect import bisect_left
from itertools import pairwise

from analysis.arabic import fold
from analysis.claims.agents import repelled
from analysis.claims.fates import verb_behind
from analysis.claims.figure import AGES, Figure, pieces_of
from analysis.claims.phrases import subject_before
from analysis.lattice import contains, join, refine
from analysis.lexicons import word_set
from analysis.scan import Scan


def read_groups(scan: Scan, figures: list[Figure]) -> None:
    _read_all_of_them(scan, figures)
    children = pieces_of(figures)
    for figure in reversed(figures):
        _widen_from_pieces(figure, children)
    for figure in figures:
        siblings = children.get(id(figure.parent), []) if figure.parent is not None else []
        if figure.parent is not None and contains(figure.group, figure.parent.group):
            figure.group = figure.parent.group
        if _leads_them(scan, figure):
            figure.group = figure.parent.group  # 'five of the civil defence, among them the leader of a team'
        _civilians_by_contrast(scan, figure, siblings, children)
        if figure.parent is not None and contains(figure.group, figure.parent.group):
            figure.group = figure.parent.group
    _inherit_others(scan, figures)
    _share_back(scan, figures)
    for figure in figures:
        _unlike_its_pieces(figure, children)
    for figure in figures:  # what was shared holds for the pieces too
        if figure.parent is not None and contains(figure.group, figure.parent.group):
            figure.group = figure.parent.group
    for figure in figures:
        if figure.kind != "people":
            figure.group = ""


def _read_all_of_them(scan: Scan, figures: list[Figure]) -> None:
    """Give the group of 'all of them civilians' to the people told of before it in its sentence: جميعهم مدنيون."""
    starts = [figure.position for figure in figures]
    for position in scan.words("all_of_them", 0, len(scan.tokens)):
        group = _group_of_all(scan, position + 1)
        begin = scan.at(scan.sentence_of(scan.tokens[position].start)[0])
        last = bisect_left(starts, position)
        told = [f for f in figures[max(bisect_left(starts, begin), last - _NEAR) : last] if f.kind == "people"]
        told = [f for f in told if f.relation != "among" and f.role == "figure" and f.np_end <= position]
        if not group or not told:
            continue
        turned = scan.connectors(told[0].np_end, position, "contrast", "rise")
        turned = [
            m for m in turned if m.entry["connector"] == "contrast" or scan.forms[m.first].startswith("ل")
        ]  # ليصل
        for figure in told:
            before_turn = any(match.first > figure.np_end for match in turned)
            if contains(figure.group, group) and not before_turn:
                figure.group, figure.group_stated = group, True
                figure.use("group.all_of_them", *scan.span_of(position))


def _leads_them(scan: Scan, figure: Figure) -> bool:
    """Say whether one of a body of civilians is a leader, قائد, who elsewhere is a fighter."""
    whole = figure.parent.group if figure.parent is not None and figure.relation == "among" else ""
    noun = scan.noun(figure.position, "s") if figure.group == "combatants" and whole.startswith("civilians/") else None
    return noun is not None and scan.forms[figure.position] in word_set("leader")


def _group_of_all(scan: Scan, position: int) -> str:
    """Return the group that stands behind 'all of them', or nothing."""
    while position < len(scan.tokens) and scan.forms[position] in word_set("before_all_group"):
        position += 1
    if position >= len(scan.tokens):
        return ""
    noun, party = scan.noun(position, "sp"), scan.phrase("parties", position)
    if party is None and noun is not None and noun.kind == "member":
        party = scan.phrase("parties", position + 1 + (scan.forms[position + 1 : position + 2] == ["من"]))  # عناصر داعش
    if noun is not None and noun.kind == "person" and noun.clitics in ("", "ال"):
        beside = scan.noun(position + 1, "p") if position + 1 < len(scan.tokens) else None
        joined = beside is not None and beside.kind == "person" and beside.clitics in ("و", "وال")
        label = join([noun.label, beside.label]) if joined else noun.label  # 'children and women'
        return label if label != "people" else ""
    return party.entry["group"] if party is not None and party.clitics in ("", "ال") else ""


def _subtree(figure: Figure, children: dict[int, list[Figure]]) -> list[Figure]:
    found = list(children.get(id(figure), []))
    for child in children.get(id(figure), []):
        found += _subtree(child, children)
    return found


def _widen_from_pieces(figure: Figure, children: dict[int, list[Figure]]) -> None:
    """Read 'fighters, among them jihadists' as fighters of the opposition."""
    stated = [f.group for f in _subtree(figure, children) if f.group_stated and f.group != "combatants"]
    if figure.group == "combatants" and stated and all(g.count("/") > 1 for g in stated):
        figure.group = join([g.rsplit("/", 1)[0] for g in stated])  # one side's fighters never stand for all


def _unlike_its_pieces(figure: Figure, children: dict[int, list[Figure]]) -> None:
    """Leave it open who was counted where some of them cannot be of the group that others before them gave.

    'Seven of X were killed, then a raid killed five, three government soldiers among them': the five are people.
    """
    others = (f for f in children.get(id(figure), []) if f.relation == "among" and f.group_stated)
    inherited = figure.kind == "people" and not figure.group_stated
    if inherited and any(not (contains(figure.group, f.group) or contains(f.group, figure.group)) for f in others):
        figure.group, figure.group_stated = "people", True


def _civilians_by_contrast(
    scan: Scan, figure: Figure, siblings: list[Figure], children: dict[int, list[Figure]]
) -> None:
    """Read a toll whose every stated piece is civilian as one of civilians, when the term says so too.

    The term is شهيد or استشهد, or all other parts of the same whole are combatants.
    """
    if figure.kind != "people" or figure.group != "people":
        return
    pieces = [f for f in _subtree(figure, children) if f.group_stated and not _counts_elderly(scan, f)]
    stated = [f.group for f in pieces]
    if not stated or not all(contains("civilians", group) for group in stated):
        return
    words = " ".join(figure.event_words + [w for f in _subtree(figure, children) for w in f.event_words])
    others = [s for s in siblings if s is not figure and s.relation == "part"]
    contrasted = bool(others) and all(contains("combatants", s.group) for s in others)
    among = (f for f in children.get(id(figure), []) if f.relation == "among" and f.group == "civilians")
    if not all(_counts_elderly(scan, f) for f in among):
        return  # '2870 killed, among them 766 civilians'
    told = {"civilians", "civilians/men"} & set(stated)  # children and women do not say who the others were
    if (told and any(form in words for form in ("شهيد", "شهد", "شهاد"))) or contrasted:
        figure.group = "civilians"
        figure.use("group.civilians_by_pieces", figure.start, figure.end)


def _counts_elderly(scan: Scan, figure: Figure) -> bool:
    """Say whether a figure counts the elderly: like children and women they do not say who the others were."""
    nouns = (scan.noun(i) for i in range(figure.position, figure.np_end))
    return any(noun is not None and fold(noun.lemma) in word_set("elderly") for noun in nouns)


def _share_back(scan: Scan, figures: list[Figure]) -> None:
    """Give '58 killed and 190 wounded among civilians' one group: that of the second holds for the first."""
    for figure, following in pairwise(figures):
        close = following.position - figure.np_end <= 1 and following.sentence == figure.sentence
        both = close and {figure.measure, following.measure} == {"killed", "wounded"}
        taken = any(rule == "head.prisoner" for rule, _, _ in following.rules)  # '35 dead and 18 prisoners of X'
        both = both or (close and taken and figure.measure in ("killed", "wounded"))
        people = both and figure.group == "people" and figure.kind == following.kind == "people"
        if people and any(rule == "group.party" for rule, _, _ in following.rules):
            figure.group = following.group
            figure.use("group.shared", following.start, following.end)
        rank = close and figure.form == "singular" and figure.measure == following.measure
        joined = rank and scan.forms[following.lead].startswith("و") and following.group.startswith("combatants/")
        if joined and figure.group == "combatants" and any(rule == "group.party" for rule, _, _ in following.rules):
            figure.group = following.group  # 'an officer and four members of the forces of X'
            figure.use("group.shared", following.start, following.end)
        verbs = both and verb_behind(scan, figure) and verb_behind(scan, following)
        if verbs and following.group == "people" and not following.group_stated and following.parent is None:
            following.group = figure.group  # '547 civilians were killed and 988 wounded'
            following.use("group.shared", figure.start, figure.end)
        counted = both and figure.group_stated and following.group == "people" and not following.group_stated
        if counted and any(rule in ("head.count_noun_before", "group.party.before") for rule, _, _ in figure.rules):
            following.group = figure.group  # 'the toll of the civilians came to 244 killed and 588 wounded'
            following.use("group.shared", figure.start, figure.end)


_NEAR = 6  # figures


def their_dead(scan: Scan, figure: Figure) -> bool:
    """Say whether a count is one of 'its dead', قتلاه: of the side whose dead were told of before."""
    last = min(figure.last, figure.np_end + 2)  # 'so that 24 is the number of its dead', ليرتفع إلى 24 عدد قتلاه
    return bool(scan.words("their_dead", max(figure.first, figure.position - _THEIRS), last))


_THEIRS = 14  # words, with those of a window
_FAR = 80  # figures; a list is never longer


def _side_of_their_dead(scan: Scan, figure: Figure) -> str:
    """Return the group of the only side named before 'its dead', قتلاه, in a sentence without another toll."""
    theirs = scan.words("their_dead", max(figure.first, figure.position - _THEIRS), figure.position)
    if not theirs or any(scan.numerals_at(i) for i in range(figure.first, theirs[0])):
        return ""
    sides = [p.entry["group"] for p in scan.between("parties", figure.first, theirs[0])]
    return sides[0] if len(set(sides)) == 1 and sides[0].startswith("combatants/") else ""


def _side_of_losses(scan: Scan, figure: Figure) -> str:
    """Return the group of the side that lost a figure's people: 'X suffered losses', تكبدت خسائر, 'X lost 40 dead'.

    Of two sides the one that was dealt the losses, كبدت; its fighters where the words name no side.
    """
    near = range(max(figure.first, figure.lead - _THEIRS), figure.lead)
    losses = next((i for i in reversed(near) if scan.forms[i] in word_set("losses")), figure.lead)
    suffered = scan.phrase("parties", losses + 1) if losses + 1 < figure.lead else None
    counts = any(scan.numerals_at(i) and scan.window_over(*scan.span_of(i)) is None for i in range(losses, figure.lead))
    if suffered is not None and suffered.entry["group"].startswith("combatants") and not counts:
        return suffered.entry["group"]  # 'the losses of the army have risen to 23 dead'
    if any(scan.numerals_at(i) for i in range(losses, figure.lead)) or scan.forms[losses + 1 : losses + 2] == ["ماديه"]:
        return ""
    for position in reversed(range(max(figure.first, losses - _SUBJECT), losses)):
        form = scan.forms[position].removeprefix("و")
        dealt = form.startswith(tuple(word_set("costs")))
        if dealt or form in word_set("loses"):
            parties = scan.between("parties", position + 1, losses)
            sides = [p.entry["group"] for p in parties if p.entry["group"].startswith("combatants")]
            named = sides[-1] if sides and (dealt or len(sides) == 1) else ""
            return named or ("combatants" if dealt else "")
    return ""


_SUBJECT = 8  # words from a verb of losing to 'losses'


def _side_repelled(scan: Scan, figure: Figure):
    """Return the side whose attack was repelled, and 'eight of whom' were killed: صد هجوما لداعش وقتل 8 منهم."""
    forms, behind = scan.forms, figure.np_end
    theirs = not word_set("of_the_attackers").isdisjoint(forms[figure.position : behind + 1])
    ranks = not word_set("in_their_ranks").isdisjoint(forms[behind : behind + _RANKS])
    near = max(figure.first, figure.lead - _ATTACK)
    sides = scan.between("parties", near, figure.lead) if theirs or ranks else []
    sides = [p for p in sides if p.entry["group"].startswith("combatants/") and repelled(scan, p.first)]
    return sides[-1] if sides else None


_RANKS = 3  # words of 'in its ranks'
_ATTACK = 24  # words of 'repelled an attack of X on Y by …, and killed'


def _counted_at_once(scan: Scan, near: list[Figure], last: Figure) -> list[Figure]:
    """Return the figures that one verb tells of together, up to `last`: 'killed 10 of X, 3 of Y and 5 civilians'."""
    chain = [last]
    for figure in reversed(near[: near.index(last)] if last in near else []):
        told = scan.between("events", figure.np_end, chain[-1].position)
        if figure.relation == "" and chain[-1].lead - figure.np_end <= 1 and not told:
            chain.append(figure)
        else:
            break
    return chain


def _same_object(scan: Scan, figure: Figure, before: list[Figure]) -> Figure | None:
    """Return the figure whose noun a bare number leaves out: 'X killed 11 civilians, and Y killed nine'."""
    if figure.group != "people" or figure.group_stated or not subject_before(scan, figure):
        return None
    near = (f for f in reversed(before) if f.relation != "among" and f.sentence == figure.sentence)
    last = next(near, None)
    same = last is not None and last.measure == figure.measure and last.kind == "people" and last.value is not None
    return last if same and subject_before(scan, last) else None


def _inherit_others(scan: Scan, figures: list[Figure]) -> None:
    """Give 'N others' the group of the figure before it in its sentence."""
    for number, figure in enumerate(figures):
        if figure.group == "people" and figure.parent is None and (side := _side_of_their_dead(scan, figure)):
            figure.group = side
            figure.use("group.their_dead", figure.start, figure.end)
        lost = figure.group == "people" and not figure.group_stated
        lost = lost and figure.measure in ("killed", "wounded", "detained")
        if lost and figure.parent is None:
            before = figures[number - 1] if number else None
            beside = before is not None and figure.lead - before.np_end <= 1 and before.rules[-1][0] == "group.losses"
            if side := before.group if beside else _side_of_losses(scan, figure):
                figure.group = side  # 'suffered losses of 40 dead and 60 wounded'
                figure.use("group.losses", figure.start, figure.end)
        hit = figure.kind == figure.group == "people" and figure.measure in ("killed", "wounded", "detained")
        if hit and (attackers := _side_repelled(scan, figure)) is not None:
            figure.group = attackers.entry["group"]
            figure.use("group.repelled", figure.start, figure.end)
        if (same := _same_object(scan, figure, figures[max(0, number - _NEAR) : number])) is not None:
            figure.group = same.group
            figure.use("group.same_object", same.start, figure.end)
            continue
        figure.inherits_group = figure.inherits_group or their_dead(scan, figure)
        if figure.inherits_group and figure.group == "people":
            for before in reversed(figures[max(0, number - _FAR) : number]):
                piece = before.relation in ("among", "part") and before.parent is not figure.parent
                if before.kind == "people" and not piece and before.sentence == figure.sentence:
                    others = any(rule in ("head.other_person", "count.singular") for rule, _, _ in figure.rules)
                    turns = scan.connectors(before.np_end, figure.lead + 1, "contrast", "plus")
                    fled = figure.measure == "displaced" or (figure.measure == "detained" and turns)
                    fled = fled and contains("combatants", before.group)
                    told_anew = all(scan.connectors(before.np_end, figure.lead, k) for k in ("contrast", "reporting"))
                    near = [f for f in figures[max(0, number - _NEAR) : number] if f.sentence == figure.sentence]
                    sides = {f.group for f in near if f.group.startswith("combatants/") and f.relation == ""}
                    kinds = {f.group.split("/")[0] for f in _counted_at_once(scan, near, before)}
                    mixed = {"civilians", "combatants"} <= kinds  # 'killed 3 of X and 5 civilians'
                    mixed = mixed or len(sides) > 1  # 'killed 16 of A and 23 of B, and captured four'
                    fourth = any(rule == "count.ordinal" for rule, _, _ in figure.rules)
                    one = before.form == "singular"  # 'a journalist was killed, and 15 were arrested'
                    again = figure.measure == before.measure and any(m.entry["connector"] == "contrast" for m in turns)
                    also = any(scan.forms[m.first] in word_set("also") for m in turns)  # 'and also died 42'
                    if others and before.group in AGES and before.form in ("singular", "dual"):
                        break  # 'killed a woman, her two infants and three others'
                    told_anew = told_anew or mixed
                    if others and mixed:
                        break  # '… and wounded 16 others': of which of the two kinds is not told
                    if not (others or fourth) and (fled or told_anew or one or also or again or before.group in AGES):
                        break  # 'killed 183 fighters, and 300 thousand fled'; 'killed a child and wounded six'
                    figure.group = refine(figure.group, before.group)
                    figure.use("group.others", figure.start, figure.end)
                    break
