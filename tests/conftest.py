"""Fixtures: the default corpus read once, and the originals when they are beside the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.claims import read_report
from analysis.documents import read_corpus
from analysis.gazetteer import load_gazetteer
from analysis.mentions import fold_names
from analysis.places import mentions_frame
from analysis.verify import ordered_stages

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "reports"
CORPUS = Path(__file__).parent / "corpus"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


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


@pytest.fixture(scope="session")
def whole_run(tmp_path_factory):
    """Run all stages in a copy of the project, in another folder, time zone and locale, files traced."""
    project = copy_project(tmp_path_factory.mktemp("run") / "other folder")
    hook = project / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import os, sys\n"
        "log = open(os.environ['HASILA_OPENED'], 'a', buffering=1)\n"
        "def audit(event, args):\n"
        "    if event == 'open' and isinstance(args[0], str) and not log.closed:\n"
        "        log.write(os.path.abspath(args[0]) + '\\n')\n"
        "sys.addaudithook(audit)\n",
        encoding="utf-8",
    )
    opened = {}
    for stage, words in ordered_stages(ROOT).items():
        log = project / f"{stage}.opened"
        environment = os.environ | {
            "HASILA_OPENED": str(log), "PYTHONPATH": str(hook), "TZ": "Asia/Kolkata", "LANG": "C", "LC_ALL": "C",
            "PYTHONHASHSEED": "271", "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        command = [sys.executable, *(str(ROOT / word) if word.startswith("notebooks/") else word for word in words)]
        subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
        opened[stage] = set(log.read_text(encoding="utf-8").splitlines())
    return project, opened


@pytest.fixture(scope="session")
def processed(whole_run):
    """Return the folder data/processed of a whole run."""
    return whole_run[0] / "data" / "processed"


def copy_project(target: Path) -> Path:
    """Make a small project that has the raw data and parameters, but none of the outputs."""
    target.mkdir(exist_ok=True)
    subprocess.run(["cp", "-r", ROOT / "params.yaml", ROOT / "dvc.yaml", ROOT / "docs", target], check=True)
    subprocess.run(["cp", "-r", ROOT / "notebooks", ROOT / "CITATION.cff", target], check=True)
    (target / "data").mkdir(exist_ok=True)
    subprocess.run(["cp", "-r", ROOT / "data" / "raw", target / "data"], check=True)
    return target
