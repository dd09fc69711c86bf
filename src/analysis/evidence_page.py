"""The evidence page: from every number of the report to the claims, sentences and sources behind it.

One entry per number names its claims; one entry per claim shows the sentence with the figure marked,
right to left, what was read, the card of its source and the decision taken. The text of reports is
escaped; the page fetches nothing and runs nothing.
"""

import html

import pandas as pd

from analysis.evidence import quote

_MOST = 60  # claims listed behind one number
_STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:2rem 1.2rem;color:#222}
h1{font-size:1.8rem}
h2{font-size:1.25rem;margin-top:2.4rem;border-top:1px solid #ddd8cc;padding-top:.8rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .9rem;font-size:.9rem;margin:.3rem 0}
dt{color:#5a5a5a}
dd{margin:0}
.sentence{background:#f6f4ef;border-right:4px solid #c9bfa8;padding:.4rem 1rem;text-align:right;
font-size:1.1rem;line-height:1.8}
mark{background:#ffe9a8;font-weight:700}
section{scroll-margin-top:1rem}
:target{outline:2px solid #0072b2;outline-offset:4px}
.numbers li{margin:.25rem 0}
code{font-size:.85em}
@media (prefers-color-scheme:dark){body{background:#1b1b1b;color:#e8e6e1}
.sentence{background:#2a2824}
dt{color:#b5b0a5}
mark{background:#7a6116;color:#fff}
a{color:#8cc4ff}}
"""


def render_evidence(numbers: dict[str, dict], tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> str:
    """Return evidence.html. `numbers`: from report.collect_numbers; each becomes an anchor by its name."""
    claims = tables["claims"].sort_values(["doc_id", "start"])
    cards = tables["documents"].set_index("doc_id")
    decisions = tables["decisions"].set_index("claim_id")
    entries = []
    for name, number in numbers.items():
        links = ", ".join(f'<a href="#{c}">{html.escape(_label(claims, c))}</a>' for c in number["claim_ids"])
        if len(number["claim_ids"]) > _MOST:
            links = "all claims below"
        behind = links or "counted over the tables; no single claim stands behind it"
        label = html.escape(name.replace("_", " "))
        entries.append(f'<li id="{html.escape(name)}"><b>{number["text"]}</b> ({label}): {behind}</li>')
    sections = [_claim(row, texts, cards, decisions) for _, row in claims.iterrows()]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Hasila: evidence</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>Evidence</h1>\n"
        '<p>Every number of the <a href="report.html">report</a> (<a href="report.ar.html" lang="ar">بالعربية</a>), '
        "the claims behind it, and the sentence of each claim with its figure marked.</p>\n<h2>Numbers</h2>\n"
        f'<ul class="numbers">\n{chr(10).join(entries)}\n</ul>\n<h2>Claims</h2>\n{chr(10).join(sections)}\n'
        "</main>\n</body>\n</html>\n"
    )


def _label(claims: pd.DataFrame, claim_id: str) -> str:
    found = claims.loc[claims["claim_id"] == claim_id]
    if found.empty:
        return claim_id
    row = found.iloc[0]
    return " ".join(str(part) for part in (_value(row), row["group"], row["measure"].replace("_", " ")) if part)


def _value(row) -> str:
    if pd.isna(row["value"]):
        return row["qualifier"]
    return f"{int(row['value']):,}"


def _claim(row, texts: dict[str, str], cards: pd.DataFrame, decisions: pd.DataFrame) -> str:
    parts = {name: html.escape(" ".join(text.split())) for name, text in quote(row, texts).items()}
    card, decision = cards.loc[row["doc_id"]], decisions.loc[row["claim_id"]]
    facts = {
        "read as": ", ".join(
            str(row[name]).replace("_", " ") for name in ("qualifier", "measure", "group") if row[name]
        ),
        "fire": " ".join(w for w in (row["actor"], row["method"]) if w) or "not stated",
        "window": f"{row['window_start'] or '?'} to {row['window_end'] or '?'}"
        if row["window_text"]
        else "none stated",
        "said by": row["attributed_to"] or "the report itself",
        "source": f"{card['publisher'] or 'publisher not known'}, {card['published'] or 'undated'} "
        f"({row['doc_id']}, characters {row['start']}–{row['end']})",
        "decision": f"{decision['decision'].replace('_', ' ')} ({decision['reason_code'].replace('_', ' ')})",
    }
    listed = "".join(f'<dt>{name}</dt><dd dir="auto">{html.escape(str(fact))}</dd>' for name, fact in facts.items())
    return (
        f'<section id="{row["claim_id"]}" aria-label="claim {row["claim_id"]}">\n'
        f'<p class="sentence" dir="rtl" lang="ar">{parts["before"]} <mark>{parts["figure"]}</mark> '
        f"{parts['after']}</p>\n"
        f"<dl>{listed}</dl>\n</section>"
    )
