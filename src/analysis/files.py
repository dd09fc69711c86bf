"""Reading files that people write: YAML and CSV in UTF-8, or an error of ours that says what was found.

YAML is only ever read with the safe loader: a tag of Python is an error, never a call.
"""

import io
from pathlib import Path

import pandas as pd
import yaml

from analysis.errors import HasilaError


def read_user_text(path: Path, error: type[HasilaError]) -> str:
    """Return a file as text; raises `error` when it is missing, not UTF-8 or holds NUL bytes."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as reason:
        raise error(found=f"no readable file {path}", expected="a text file in UTF-8", where=str(path)) from reason
    except UnicodeDecodeError as reason:
        raise error(
            found="a file that is not UTF-8", expected="UTF-8", where=str(path), remedy="save it as UTF-8"
        ) from reason
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise error(found="a NUL byte", expected="text", where=f"{path}, line {line}", remedy="remove it")
    return text


def read_user_yaml(path: Path, error: type[HasilaError]) -> object:
    """Return what a YAML file holds (safe loader); raises `error` with the parser's line when it is no YAML."""
    text = read_user_text(path, error)
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as reason:
        lines = [line.strip() for line in str(reason).splitlines()]
        raise error(
            found=f"a file that is not YAML: {lines[0] if lines else 'nested too deeply'}",
            expected="plain YAML without tags",
            where="; ".join([str(path), *(line for line in lines if line.startswith("in "))][:3]),
            remedy="mend the line that the message names",
        ) from reason


def read_user_csv(path: Path, error: type[HasilaError]) -> pd.DataFrame:
    """Return a CSV file with every cell as text; raises `error` when it is empty or its rows do not fit."""
    text = read_user_text(path, error)
    try:
        return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as reason:
        raise error(
            found=f"no table: {' '.join(str(reason).split())}", expected="a CSV file with a header", where=str(path)
        ) from reason
