"""Faults: killed runs, a full disk, a folder that cannot be written, inputs that change, two runs at once."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from analysis.cli import main
from analysis.errors import HasilaError
from analysis.notebooks import unchanged_inputs
from analysis.project import new_project
from analysis.store import clear_leftovers, write_bytes

KILLS = {"01_corpus": 10, "02_extraction": 8, "03_places": 6, "05_maps_and_tables": 6}


@pytest.fixture(scope="module")
def project(whole_run, tmp_path_factory):
    copy = tmp_path_factory.mktemp("faults") / "project"
    shutil.copytree(whole_run[0], copy, ignore=shutil.ignore_patterns("hook", "*.opened", "site"))
    return copy


def outputs(project: Path) -> dict[str, bytes]:
    files = [p for folder in ("data/processed", "reports") for p in sorted((project / folder).rglob("*"))]
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in files if p.is_file()}


def command(stage: str) -> list[str]:
    return [sys.executable, "-m", "analysis", "run", str(ROOT / "notebooks" / f"{stage}.ipynb")]


def test_a_stage_killed_at_any_moment_leaves_no_half_written_output(project):
    """Thirty kills at moments drawn at random: each output is the old one, the same bytes, or not there."""
    good, rng = outputs(project), random.Random(7)
    killed = 0
    for stage, times in KILLS.items():
        for _ in range(times):
            for path in rng.sample(sorted(good), 5):  # some outputs are missing when the run begins
                (project / path).unlink(missing_ok=True)
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
            running = subprocess.Popen(command(stage), cwd=project, **quiet)
            time.sleep(rng.uniform(0.1, 3.2))
            killed += running.poll() is None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            for path, content in outputs(project).items():
                assert Path(path).name.startswith(".hasila-") or content == good[path], f"{stage}: {path}"
            for path, content in good.items():  # the next round begins with everything in place
                if not (project / path).is_file():
                    (project / path).write_bytes(content)
    assert killed >= 20, "too few runs were alive when the signal came"
    other = os.environ | {"LANG": "ar_SY.UTF-8", "LC_ALL": "ar_SY.UTF-8", "TZ": "Asia/Damascus", "OMP_NUM_THREADS": "2"}
    for stage in ("01_corpus", "02_extraction"):
        subprocess.run(command(stage), cwd=project, env=other, check=True, capture_output=True)
    assert outputs(project) == good  # the next run ends right and clears what was left


def test_what_a_killed_run_left_is_cleared(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".hasila-claims.csv.x1").write_text("half")
    (tmp_path / "a" / "claims.csv").write_text("whole")
    assert clear_leftovers(tmp_path) == 1 and [p.name for p in (tmp_path / "a").iterdir()] == ["claims.csv"]


def mounted(folder: Path, options: str) -> bool:
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    return done.returncode == 0


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "disk"
    if not mounted(folder, "size=64k"):
        pytest.skip("a small file system cannot be mounted here (needs root)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_keeps_the_old_file(small_disk, capsys):
    write_bytes(small_disk / "claims.csv", b"old")
    with pytest.raises(OSError, match="No space"):
        write_bytes(small_disk / "claims.csv", b"x" * 1_000_000)
    assert [(p.name, p.read_bytes()) for p in small_disk.iterdir()] == [("claims.csv", b"old")]
    reports = ROOT / "data" / "raw" / "reports"
    assert main(["extract", "--reports", str(reports), "--out", str(small_disk)]) == 2
    told = capsys.readouterr().err
    assert "No space left on device" in told and "what to do" in told
    assert not [p for p in small_disk.iterdir() if p.name.startswith(".hasila-")]


def test_a_read_only_folder_is_told(small_disk, capsys):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    reports = ROOT / "data" / "raw" / "reports"
    assert main(["extract", "--reports", str(reports), "--out", str(small_disk)]) == 2
    assert "Read-only file system" in capsys.readouterr().err


@pytest.mark.parametrize("change", ["edited", "deleted", "added"])
def test_an_input_that_changes_during_a_stage_fails_it(project, change):
    reports = project / "data" / "raw" / "reports"
    first = sorted(reports.glob("*.txt"))[0]
    kept = first.read_bytes()
    with pytest.raises(HasilaError, match="changed while 01_corpus ran"), unchanged_inputs("01_corpus", project):
        if change == "edited":
            first.write_bytes(kept + b" ")
        elif change == "deleted":
            first.unlink()
        else:
            (reports / "new.txt").write_bytes(kept)
    (reports / "new.txt").unlink(missing_ok=True)
    first.write_bytes(kept)
    with unchanged_inputs("01_corpus", project):
        pass


def test_two_runs_at_once_end_with_one_right_result(tmp_path):
    project = new_project(tmp_path / "project")
    for path in sorted((ROOT / "data" / "raw" / "reports").iterdir()):
        shutil.copy(path, project / "data" / "raw" / "reports" / path.name)
    dvc = [str(Path(sys.executable).parent / "dvc"), "repro", "01_corpus"]
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DVC_NO_ANALYTICS": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    both = [subprocess.Popen(dvc, cwd=project, env=environment, **pipes) for _ in range(2)]
    told = [running.communicate(timeout=120)[0] for running in both]
    codes = [running.returncode for running in both]
    assert 0 in codes, told
    for code, text in zip(codes, told, strict=True):
        assert code == 0 or "lock" in text.lower(), text
    again = subprocess.run(dvc, cwd=project, env=environment, capture_output=True, text=True)
    assert again.returncode == 0 and "up to date" in again.stdout
    assert len((project / "data" / "processed" / "documents.csv").read_text(encoding="utf-8").splitlines()) == 6
