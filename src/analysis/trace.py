"""Trace: how a text was read, rule by rule, for a person at a terminal.

Each line names a rule and the characters that it used, in reading order; Arabic is set between
isolate marks so that a terminal with bidi support keeps the columns in order.
"""

from datetime import date

from analysis.claims import read_figures, read_report
from analysis.documents import Report

_FIRST_STRONG, _END = "\u2068", "\u2069"


def trace_text(text: str, published: date | None = None) -> str:
    """Return the reading of `text`: one block per figure, then the numbers that are no claims."""
    report = Report("trace", text, published)
    claims = {(row.start, row.end): row for row in read_report(report).claims.itertuples()}
    lines = []
    for figure in read_figures(report)[0]:
        row = claims.get((figure.start, figure.end))
        lines.append(f"{figure.start}–{figure.end}  {_isolate(figure.text)}")
        if row is None:
            lines += [f"    no claim: {figure.role}, {figure.reason}", ""]
            continue
        value = "vague" if row.value is None or str(row.value) == "<NA>" else f"{int(row.value):,}"
        lines.append(f"    = {value} ({row.qualifier.replace('_', ' ')}) {row.measure} {row.group}".rstrip())
        facts = {
            "by": " ".join(word for word in (row.actor, row.method) if word),
            "window": f"{row.window_start or '?'} … {row.window_end or '?'} ({_isolate(row.window_text)})"
            if row.window_text
            else "",
            "running": "yes" if row.running else "",
            "relation": f"{row.relation} of {int(figure.parent.value):,}"
            if figure.parent and figure.parent.value
            else "",
            "source": row.attributed_to,
        }
        lines += [f"    {name}: {fact}" for name, fact in facts.items() if fact]
        for rule, start, end in figure.rules:
            lines.append(f"    {rule:26} {start:>5}–{end:<5} {_isolate(_one_line(text[start:end]))}")
        lines.append("")
    return "\n".join(lines).rstrip() if lines else "no number expression found"


def _isolate(text: str) -> str:
    return f"{_FIRST_STRONG}{text}{_END}"


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else f"{flat[:60]} … {flat[-25:]}"
