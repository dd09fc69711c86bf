"""Figures of households: those that were displaced, by a word of displacement or by what they left."""

from analysis.claims.fates import note_events
from analysis.claims.figure import Figure
from analysis.lexicons import word_set
from analysis.scan import Scan


def read_displacement(scan: Scan, figure: Figure) -> None:
    first, _ = figure.sentence
    events = scan.between("events", max(scan.at(first), figure.position - _MOVED), figure.position + 12)
    moved = [m for m in events if m.entry["measure"] == "displaced" and scan.tokens[m.first].start < figure.sentence[1]]
    before = [m for m in events if m.last <= figure.lead and scan.noun(m.last - 1) is None]
    behind = [m for m in moved if m.first >= figure.position]
    others = bool(before) and before[-1].entry["measure"] != "displaced" and not behind  # 'killed nine of 3 families'
    if not word_set("stranded").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1]):
        figure.role, figure.reason = "other_count", "stranded; no harm to them is told"
        return
    left = [i for i in range(figure.np_end, figure.np_end + 4) if scan.forms[i : i + 1] and _leaves_home(scan, i)]
    homes = not word_set("their_homes").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1])
    if homes and figure.lead and scan.forms[figure.lead - 1].removeprefix("و") in word_set("leaves"):
        left = [figure.np_end]  # '300 families left their homes'
    if not moved and left:
        figure.np_end = left[0] + 1  # '3000 families were forced to leave their homes'
        figure.use("event.left_home", *scan.span_of(left[0]))
        return
    if not moved or others:
        figure.role, figure.reason = "other_count", "households, but no displacement of them is told"
        return
    if moved[0].first == figure.np_end:
        figure.np_end = moved[0].last  # '1200 displaced families and 300 patients'
    note_events(scan, figure, moved[:1], "event.displacement")


_MOVED = 120  # words from a word of displacement to the households that it is told of


def _leaves_home(scan: Scan, position: int) -> bool:
    """Say whether 'their homes' stands at a position behind a word of leaving."""
    return scan.forms[position] in word_set("their_homes") and scan.forms[position - 1] in word_set("leaves")
