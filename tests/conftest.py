"""Fixtures: the default corpus read once, and the originals when they are beside the checkout."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.claims import read_report
from analysis.documents import read_corpus
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names
from analysis.places import mentions_frame

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "reports"
CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer(ROOT / "data" / "raw" / "gazetteer" / "places.csv")


@pytest.fixture(scope="session")
def reports():
    return read_corpus(ROOT / "data" / "raw" / "reports").reports


@pytest.fixture(scope="session")
def readings(reports, gazetteer):
    names = fold_names(gazetteer.names())
    return {report.doc_id: read_report(report, names) for report in reports}


@pytest.fixture(scope="session")
def claims(readings):
    return pd.concat([r.claims for r in readings.values()], ignore_index=True)


@pytest.fixture(scope="session")
def mentions(readings):
    return pd.concat([mentions_frame(d, r.mentions) for d, r in readings.items()], ignore_index=True)


@pytest.fixture(scope="session")
def originals():
    if not ORIGINALS.is_dir():
        pytest.skip("the five original reports are not beside this checkout (../shared/reports)")
    return {report.doc_id[:3]: report for report in read_corpus(ORIGINALS).reports}
