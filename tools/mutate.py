"""Mutation testing by sample: does a test fail when one operator, constant or condition is changed?

``python tools/mutate.py --sample 100 --seed 1`` draws mutants of numerals, claims and reconcile at random,
runs the tests of reading and reconciliation on each in a copy of the project, and prints the share killed and
every survivor with its line. It takes about eight seconds per mutant and core.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ["numerals.py", "claims", "reconcile"]
TESTS = ["tests/test_numerals.py", "tests/test_readings.py", "tests/test_claims.py", "tests/test_reconcile.py",
         "tests/test_hand.py"]  # fmt: skip
_COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_BINARY = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


class _Mutator(ast.NodeTransformer):
    """Changes the node number `wanted` among those that can be changed; counts them when `wanted` is None."""

    def __init__(self, wanted: int | None = None):
        self.wanted, self.count, self.line = wanted, 0, 0

    def _here(self, node) -> bool:
        self.count += 1
        if self.wanted == self.count - 1:
            self.line = node.lineno
            return True
        return False

    def visit_Compare(self, node):
        self.generic_visit(node)
        if type(node.ops[0]) in _COMPARE and self._here(node):
            node.ops[0] = _COMPARE[type(node.ops[0])]()
        return node

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        if self._here(node):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if type(node.op) in _BINARY and not isinstance(node.left, ast.Constant | ast.JoinedStr) and self._here(node):
            node.op = _BINARY[type(node.op)]()
        return node

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._here(node):
            return node.operand
        return node

    def visit_Constant(self, node):
        if isinstance(node.value, bool) and self._here(node):
            return ast.copy_location(ast.Constant(not node.value), node)
        if type(node.value) is int and self._here(node):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node):
        self.generic_visit(node)
        if node.value is not None and not isinstance(node.value, ast.Constant) and self._here(node):
            node.value = ast.copy_location(ast.Constant(None), node)
        return node


def mutants_of(path: Path) -> int:
    """Return how many mutants a file has."""
    counter = _Mutator()
    counter.visit(ast.parse(path.read_text(encoding="utf-8")))
    return counter.count


def run_mutant(copy: Path, path: Path, number: int) -> tuple[bool, int]:
    """Run the tests on one mutant in a copy of the project; return whether they fail, and the mutated line."""
    target = copy / path.relative_to(ROOT)
    original = target.read_text(encoding="utf-8")
    mutator = _Mutator(number)
    tree = ast.fix_missing_locations(mutator.visit(ast.parse(original)))
    target.write_text(ast.unparse(tree), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "-W", "ignore", *TESTS]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=180)
        if b"passed" not in done.stdout and b"failed" not in done.stdout and b"rror" not in done.stdout:
            raise RuntimeError(f"pytest did not run: {done.stderr.decode()[-300:]}")
        killed = done.returncode != 0
    except subprocess.TimeoutExpired:
        killed = True  # an endless loop is seen, too
    finally:
        target.write_text(original, encoding="utf-8")
    return killed, mutator.line


def main() -> int:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    source = ROOT / "src" / "analysis"
    files = [f for t in TARGETS for f in (sorted((source / t).glob("*.py")) if (source / t).is_dir() else [source / t])]
    every = [(path, number) for path in files for number in range(mutants_of(path))]
    chosen = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / str(number) / "project" for number in range(options.jobs)]
        for copy in copies:
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", ".dvc", "site", "__pycache__"))
            shared = ROOT.parent / "shared"
            if shared.is_dir():
                (copy.parent / "shared").symlink_to(shared)

        def work(lane: int) -> list[tuple[bool, Path, int]]:
            found = []
            for path, number in chosen[lane :: options.jobs]:
                killed, line = run_mutant(copies[lane], path, number)
                found.append((killed, path, line))
                print("." if killed else "S", end="", flush=True)
            return found

        with ThreadPoolExecutor(options.jobs) as pool:
            results = [result for part in pool.map(work, range(options.jobs)) for result in part]
    print()
    for killed, path, line in sorted(results, key=lambda r: (r[1], r[2])):
        if not killed:
            print(f"survived: {path.relative_to(ROOT)}:{line}")
    share = sum(killed for killed, _, _ in results) / len(results)
    print(f"{len(results)} of {len(every)} mutants drawn, {share:.0%} killed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
