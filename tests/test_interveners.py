"""Phrases between a toll and its parts: whatever stands there, the toll reads the same."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from analysis.claims import read_report
from analysis.documents import Report
from analysis.mentions import mention_id

SETS = yaml.safe_load((Path(__file__).parent / "corpus" / "interveners.yaml").read_text(encoding="utf-8"))
SENTENCES = [(name, sentence) for name, of in SETS.items() for sentence in of["sentences"]]
PUBLISHED = date(2024, 6, 15)


def said(text: str, fields: list[str], names) -> list[str]:
    """Return what the reading of `text` says of people, claim by claim in the order of the text."""
    reading = read_report(Report("row", text, PUBLISHED), names)
    cut = {mention_id("row", mention): text[mention.start : mention.end] for mention in reading.mentions}
    values = {claim["claim_id"]: claim["value"] for claim in reading.claim_rows}
    found = []
    for claim in sorted(reading.claim_rows, key=lambda claim: claim["start"]):
        if not claim["group"]:
            continue
        whole = f"{claim['relation']} {values[claim['parent_id']]}" if claim["parent_id"] else ""
        window = f"{claim['window_start']}..{claim['window_end']}"
        place = "+".join(cut[mention] for mention in claim["places"].split())
        read = claim | {"whole": whole, "window": window, "place": place}
        found.append(" | ".join([str(claim["value"]), *(str(read[field]) for field in fields)]))
    return found


def filled(sentence: str, phrases: dict[str, str]) -> str:
    text = re.sub(r"\{(\w+)\}", lambda place: phrases[place[1]], sentence)
    return re.sub(" +", " ", text).replace(" ،", "،").strip()


@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_a_phrase_between_changes_nothing(name, sentence, names):
    of = SETS[name]
    first = {place: phrases[0] for place, phrases in of["between"].items()}
    texts = {
        filled(sentence, first | {place: phrase})
        for place in re.findall(r"\{(\w+)\}", sentence)
        for phrase in of["between"][place]
    }
    expected = of["sentences"][sentence]
    wrong = {text: got for text in sorted(texts) if (got := said(text, of["fields"], names)) != expected}
    assert not wrong, f"expected {expected}: {wrong}"
