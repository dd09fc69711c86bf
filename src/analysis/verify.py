"""Verify: run the pipeline again in a clean clone and compare every output with what is recorded.

The clone is made from HEAD in a new folder, without outputs and without a DVC cache; the checkout is
not touched. Differences are told by their meaning: which table, key and column, how many pixels of
which figure, which line of the report. With a tolerance, floats and pixels may differ a little, for
other platforms. A source that changes in the checkout while the run goes on is reported.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from analysis.errors import HasilaError
from analysis.schemas import TABLES

_KEYS = {table.table_name(): table.key() for table in TABLES}
_SHOWN = 12  # differences told per file


def verify(root: Path, tolerance: float = 0.0, say=print) -> list[str]:
    """Run HEAD again in a clean clone; return the differences, none when all is identical.

    Parameters
    ----------
    root : the checkout; nothing in it is changed.
    tolerance : how far two floats may be apart, as a share, and what share of pixels may differ; 0: bytes.
    say : called with a line for each stage.
    """
    root = Path(root).resolve()
    before = _fingerprint(root)
    with tempfile.TemporaryDirectory(prefix="hasila-verify-") as folder:
        clone = Path(folder) / "clone"
        _git(root, "clone", "--quiet", "--no-hardlinks", str(root), str(clone))
        recorded = _recorded(clone)
        for path in recorded:
            _remove(clone / path)
        for stage, words in ordered_stages(clone).items():
            _run(clone, stage, words)
            say(f"ran {stage}")
        found = []
        for path, entry in sorted(recorded.items()):
            found += _compare(root, clone, path, entry, tolerance)
    if _fingerprint(root) != before:
        found.append("the checkout changed while the run went on: what was compared may be neither the old nor the new")
    return found


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True)
    if done.returncode:
        raise HasilaError(found=done.stderr.strip() or "git failed", where=f"git {arguments[0]}")
    return done.stdout


def _fingerprint(root: Path) -> str:
    return _git(root, "rev-parse", "HEAD") + _git(root, "status", "--porcelain", "--untracked-files=no")


def _recorded(clone: Path) -> dict[str, dict]:
    """Return output → its entry in dvc.lock."""
    lock = yaml.safe_load((clone / "dvc.lock").read_text(encoding="utf-8"))
    return {out["path"]: out for stage in lock["stages"].values() for out in stage["outs"]}


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def ordered_stages(root: Path) -> dict[str, list[str]]:
    """Return stage → the words of its command, each stage behind those whose outputs it reads."""
    stages = yaml.safe_load((Path(root) / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    outputs = {
        name: [o if isinstance(o, str) else next(iter(o)) for o in stage["outs"]] for name, stage in stages.items()
    }
    needs = {
        name: {
            other for other, made in outputs.items()
            if other != name and any(dep == out or dep.startswith(f"{out}/") for dep in stage["deps"] for out in made)
        }
        for name, stage in stages.items()
    }  # fmt: skip
    ordered: dict[str, list[str]] = {}
    for name in TopologicalSorter({name: sorted(needs[name]) for name in sorted(needs)}).static_order():
        ordered[name] = stages[name]["cmd"].split()[1:]
    return ordered


def _run(clone: Path, stage: str, words: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(clone / "src")}
    done = subprocess.run([sys.executable, *words], cwd=clone, env=environment, capture_output=True, text=True)
    if done.returncode:
        reason = done.stderr.strip()[-2000:]
        raise HasilaError(found=reason, where=stage, remedy="run make repro and mend it first")


def _compare(root: Path, clone: Path, path: str, entry: dict, tolerance: float) -> list[str]:
    """Return what differs between a recorded output and the one made again."""
    made = clone / path
    if not made.exists():
        return [f"{path}: was not made"]
    if _digest(made) == entry["md5"]:
        return []
    files = sorted(p for p in made.rglob("*") if p.is_file()) if made.is_dir() else [made]
    found = []
    for file in files:
        name = file.relative_to(clone).as_posix()
        recorded = _recorded_bytes(root, name)
        if recorded is None:
            found.append(f"{name}: differs from dvc.lock, and no recorded copy is here to compare it with (make repro)")
        elif recorded != file.read_bytes():
            found += _differences(name, recorded, file.read_bytes(), tolerance)
    return found


def _digest(path: Path) -> str:
    """Return the hash that DVC records: of the bytes, or of the sorted list of a folder's files."""
    import hashlib

    if path.is_file():
        return hashlib.md5(path.read_bytes()).hexdigest()
    entries = [
        {"md5": hashlib.md5(file.read_bytes()).hexdigest(), "relpath": file.relative_to(path).as_posix()}
        for file in sorted(path.rglob("*")) if file.is_file()
    ]  # fmt: skip
    entries.sort(key=lambda entry: entry["relpath"])
    return hashlib.md5(json.dumps(entries, sort_keys=True).encode()).hexdigest() + ".dir"


def _recorded_bytes(root: Path, name: str) -> bytes | None:
    """Return an output as git has it at HEAD, else as it lies in the checkout."""
    done = subprocess.run(["git", "-C", str(root), "show", f"HEAD:{name}"], capture_output=True)
    if done.returncode == 0:
        return done.stdout
    return (root / name).read_bytes() if (root / name).is_file() else None


def _differences(name: str, old: bytes, new: bytes, tolerance: float) -> list[str]:
    """Say in words how two versions of one file differ; nothing when a tolerance covers it."""
    if name.endswith(".csv"):
        found = compare_tables(Path(name).stem, old, new, tolerance)
    elif name.endswith(".png"):
        found = compare_pictures(old, new, tolerance)
    elif name.endswith((".md", ".html", ".json", ".jsonl", ".ipynb", ".svg", ".geojson")):
        found = compare_lines(old.decode("utf-8"), new.decode("utf-8"))
    else:
        found = [f"{len(old)} bytes recorded, {len(new)} made, not the same"] if tolerance == 0 else []
    return [f"{name}: {line}" for line in found]


def compare_tables(table: str, old: bytes, new: bytes, tolerance: float = 0.0) -> list[str]:
    """Return the cells that differ, by key and column, and the rows that only one side has."""
    import io

    left, right = (pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False) for raw in (old, new))
    if list(left.columns) != list(right.columns):
        return [f"columns {', '.join(left.columns)} became {', '.join(right.columns)}"]
    keys = [key for key in _KEYS.get(table, [left.columns[0]]) if key in left.columns] or [left.columns[0]]
    if left.duplicated(keys).any() or right.duplicated(keys).any():
        keys = list(left.columns)
    left, right = left.set_index(keys, drop=False), right.set_index(keys, drop=False)
    found = [f"row {key} is gone" for key in left.index.difference(right.index)]
    found += [f"row {key} is new" for key in right.index.difference(left.index)]
    for key in left.index.intersection(right.index):
        for column in left.columns:
            before, after = left.loc[key, column], right.loc[key, column]
            if before != after and not _close(before, after, tolerance):
                found.append(f"row {key}, {column}: {before or 'empty'} became {after or 'empty'}")
    return _shortened(found)


def _close(before: str, after: str, tolerance: float) -> bool:
    try:
        return tolerance > 0 and bool(np.isclose(float(before), float(after), rtol=tolerance, atol=tolerance))
    except ValueError:
        return False


def compare_pictures(old: bytes, new: bytes, tolerance: float = 0.0) -> list[str]:
    """Return how many pixels of two PNG pictures differ, when more than the tolerance allows."""
    import io

    from matplotlib import image

    left, right = (image.imread(io.BytesIO(raw), format="png") for raw in (old, new))
    if left.shape != right.shape:
        return [f"{left.shape[1]} × {left.shape[0]} pixels became {right.shape[1]} × {right.shape[0]}"]
    differ = np.abs(left - right).max(axis=-1) > 1 / 255
    if differ.mean() <= tolerance:
        return [] if tolerance or differ.any() else ["the same pixels, other bytes"]
    return [f"{int(differ.sum())} of {differ.size} pixels differ"]


def compare_lines(old: str, new: str) -> list[str]:
    """Return the lines that differ, old and new."""
    left, right = old.splitlines(), new.splitlines()
    found = [
        f"line {number}: {before.strip()[:90]!r} became {after.strip()[:90]!r}"
        for number, (before, after) in enumerate(zip(left, right, strict=False), start=1)
        if before != after
    ]
    if len(left) != len(right):
        found.append(f"{len(left)} lines became {len(right)}")
    return _shortened(found)


def _shortened(found: list[str]) -> list[str]:
    return found if len(found) <= _SHOWN else [*found[:_SHOWN], f"… and {len(found) - _SHOWN} more"]
