"""Evidence: the way back from a number to the words that it was read from.

A quote is the figure with the characters around it, cut at word ends inside its sentence; the text of
a report is always escaped before it reaches a page.
"""

import html

import pandas as pd


def quote(claim, texts: dict[str, str], reach: int = 160) -> dict:
    """Return the words around a figure: before, the figure, after, cut at word ends."""
    text = texts[claim["doc_id"]]
    start, end = int(claim["start"]), int(claim["end"])
    low, high = max(int(claim["sentence_start"]), start - reach), min(int(claim["sentence_end"]), end + reach)
    before, after = text[low:start], text[end:high]
    if low > int(claim["sentence_start"]):
        before = "… " + before.split(" ", 1)[-1]
    if high < int(claim["sentence_end"]):
        after = after.rsplit(" ", 1)[0] + " …"
    return {"before": before, "figure": text[start:end], "after": after}


def quote_html(claim, texts: dict[str, str], gloss: str = "") -> str:
    """Return a quote as HTML: right to left, the figure marked, an English gloss under it."""
    parts = quote(claim, texts)
    before, figure, after = (html.escape(" ".join(parts[name].split())) for name in ("before", "figure", "after"))
    gap_left = " " if parts["before"].endswith((" ", "\n")) else ""
    gap_right = " " if parts["after"].startswith((" ", "\n")) else ""
    english = f'<p style="color:#555;margin:0 0 1em">{html.escape(gloss)}</p>' if gloss else ""
    return (
        f'<p dir="rtl" lang="ar" style="font-size:1.15em;text-align:right">{before}{gap_left}'
        f'<mark style="background:#ffe9a8">{figure}</mark>{gap_right}{after}</p>{english}'
    )


def find_claim(claims: pd.DataFrame, **wanted) -> pd.Series | None:
    """Return the first claim, by report and place in it, that has the wanted values, or None."""
    chosen = claims
    for column, value in wanted.items():
        chosen = chosen[(chosen[column] == value).fillna(False)]
    return None if chosen.empty else chosen.sort_values(["doc_id", "start"]).iloc[0]
