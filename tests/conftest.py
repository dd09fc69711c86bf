"""Fixtures: the default corpus read once, and the originals when they are beside the checkout."""

import os
import re
import shutil
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
SHARING_WHOLE_RUN = {
    f"tests/{path.name}"
    for path in Path(__file__).parent.glob("test_*.py")
    if {"whole_run", "processed"} & set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
}  # a run takes minutes: one process makes it for all of them
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


LONGEST_FIRST = ("whole_run", "tests/test_payloads.py", "tests/test_readings.py", "tests/test_claims.py")


def scope_of(nodeid: str) -> str:
    """Return what tests share a process: a file, all files that share the whole run, each recorded reading alone."""
    name = nodeid.split("::")[0]
    if name == "tests/test_readings.py":
        return nodeid
    return "whole_run" if name in SHARING_WHOLE_RUN else name


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give the tests of a scope to one process, in the order in which they were collected."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFixture(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid)

    config.option.loadscopereorder = False
    return ByFixture(config, log)


def pytest_collection_modifyitems(items):
    """Put first what takes minutes, so that no process is left alone with it at the end."""
    rank = {scope: number for number, scope in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(scope_of(item.nodeid).split("::")[0], len(rank)))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer(ROOT / "data" / "raw" / "gazetteer" / "places.csv")


@pytest.fixture(scope="session")
def names(gazetteer):
    """The folded names of the gazetteer, which help to find places in a text."""
    return fold_names(gazetteer.names())


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


HOOK = """import os, sys
log = open(os.environ['HASILA_OPENED'], 'a', buffering=1)
def audit(event, args):
    if event == 'open' and isinstance(args[0], str) and not log.closed:
        log.write(os.path.abspath(args[0]) + '\\n')
sys.addaudithook(audit)
listdir, scandir = os.listdir, os.scandir
class Reversed:  # a file system that lists its files the other way round
    def __init__(self, path='.'):
        with scandir(path) as found:
            self.entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self.entries
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *ended):
        pass
    def close(self):
        pass
os.listdir = lambda path='.': sorted(listdir(path), reverse=True)
os.scandir = Reversed
"""


@pytest.fixture(scope="session")
def whole_run(tmp_path_factory):
    """Run all stages in a copy of the project, and trace the files that are opened.

    In another folder, time zone, locale, order of files, umask, with one thread, and, when the tests run as root,
    as another user (`run_as` in the folder says which).
    """
    project = copy_project(tmp_path_factory.mktemp("run") / "other folder")
    hook = project / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(hook), "TZ": "Asia/Kolkata", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "271",
        "OMP_NUM_THREADS": "1", "HOME": str(project / "home"),
    }  # fmt: skip
    (project / "home").mkdir()
    stranger = another_user(project, environment)
    (project / "hook" / "run_as").write_text("nobody" if stranger else "the same user", encoding="utf-8")
    opened = {}
    for stage, words in ordered_stages(ROOT).items():
        log = project / "hook" / f"{stage}.opened"
        command = [sys.executable, *(str(ROOT / word) if word.startswith("notebooks/") else word for word in words)]
        done = subprocess.run(
            [*stranger, *command], cwd=project, env=environment | {"HASILA_OPENED": str(log)}, capture_output=True,
            text=True, umask=0o077,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        opened[stage] = set(log.read_text(encoding="utf-8").splitlines())
    return project, opened


def another_user(project: Path, environment: dict[str, str]) -> list[str]:
    """Return a prefix that runs a command as nobody, who then owns the project; empty where that cannot be done.

    Nobody may read what root may read: Python itself often lies in the home folder of root.
    """
    reading = "+dac_override,+dac_read_search"
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", f"--inh-caps={reading}",
              f"--ambient-caps={reading}"]  # fmt: skip
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return []
    probe = [*prefix, sys.executable, "-c", "import analysis.cli, os; assert os.getuid() == 65534"]
    environment = environment | {"HASILA_OPENED": str(project / "hook" / "probe.opened")}
    subprocess.run(["chown", "-R", "65534:65534", str(project)], check=True)
    return prefix if subprocess.run(probe, cwd=project, env=environment, capture_output=True).returncode == 0 else []


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
