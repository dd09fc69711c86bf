"""One form at a time: every sentence of corpus/vocabulary.yaml says one thing of one figure."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from analysis.claims import read_report
from analysis.documents import Report
from analysis.mentions import mention_id

VOCABULARY = yaml.safe_load((Path(__file__).parent / "corpus" / "vocabulary.yaml").read_text(encoding="utf-8"))
PUBLISHED = date(2024, 6, 15)


def said(text: str, field: str, names) -> list[str]:
    """Return what the reading of `text` says in one field, claim by claim in the order of the text."""
    reading = read_report(Report("row", text, PUBLISHED), names)
    cut = {mention_id("row", mention): text[mention.start : mention.end] for mention in reading.mentions}
    found = []
    for claim in sorted(reading.claim_rows, key=lambda claim: claim["start"]):
        window = f"{claim['window_start'] or ''}..{claim['window_end'] or ''}"
        places = "+".join(cut[mention] for mention in claim["places"].split())
        found.append({"window": window, "place": places}.get(field, str(claim.get(field))))
    return found


@pytest.mark.parametrize(("field", "value"), [(field, value) for field in VOCABULARY for value in VOCABULARY[field]])
def test_each_form_is_read(field, value, names):
    expected = [] if value == "none" else [str(value)]
    wrong = {text: got for text in VOCABULARY[field][value] if (got := said(text, field, names)) != expected}
    assert not wrong, f"{field}, expected {expected}: {wrong}"


def test_no_sentence_stands_twice_under_a_field():
    for field, values in VOCABULARY.items():
        texts = [text for listed in values.values() for text in listed]
        assert len(texts) == len(set(texts)), field
