"""Figures of households: those that were displaced, by a word of displacement or by what they left."""

from analysis.claims.fates import befell_some, homes_left, note_events
from analysis.claims.figure import Figure
from analysis.lexicons import word_set
from analysis.scan import Scan


def read_displacement(scan: Scan, figure: Figure) -> None:
    """Keep households that the sentence says were displaced, by a word of displacement or as they left their homes."""
    first, _ = figure.sentence
    events = scan.between("events", max(scan.at(first), figure.position - _MOVED), figure.position + 12)
    moved = [m for m in events if m.entry["measure"] == "displaced" and scan.tokens[m.first].start < figure.sentence[1]]
    before = [m for m in events if m.last <= figure.lead and scan.noun(m.last - 1) is None]
    behind = [m for m in moved if m.first >= figure.position]
    others = bool(before) and before[-1].entry["measure"] != "displaced" and not behind  # 'killed nine of 3 families'
    if not word_set("stranded").isdisjoint(scan.forms[figure.np_end : figure.np_end + 1]):
        figure.is_no_toll("stranded; no harm to them is told")
        return
    homes = homes_left(scan, figure, scan.word_before(figure.lead).removeprefix("و")) if not moved else None
    if homes is not None:
        figure.np_end = homes + 1  # '3000 families were forced to leave their homes'
        figure.use("event.left_home", *scan.span_of(homes))
        return
    settled = bool(moved) and not word_set("settles").isdisjoint(scan.forms[moved[0].last : figure.lead])
    if settled:
        figure.is_no_toll("settled there; no displacement of them is told")
        return
    if not moved or others or befell_some(scan, moved[0]):
        figure.is_no_toll("households, but no displacement of them is told")
        return
    if moved[0].first == figure.np_end:
        figure.np_end = moved[0].last  # '1200 displaced families and 300 patients'
    note_events(scan, figure, moved[:1], "event.displacement")


_MOVED = 120  # words from a word of displacement to the households that it is told of
