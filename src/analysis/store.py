"""Reading and writing files whole: never half a file, always the same bytes.

A file is written under a temporary name beside its target and renamed into place, so a reader or an
interrupted run never meets a half-written one. CSV is UTF-8 with LF, empty for missing.
"""

import os
import tempfile
from pathlib import Path

import pandas as pd
import pandera.errors

from analysis.errors import ContractError
from analysis.schemas import Table


def write_bytes(path: Path, content: bytes) -> Path:
    """Write `content` to `path` in one step; an interrupted write leaves the old file as it was."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f"{_UNFINISHED}{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


_UNFINISHED = ".hasila-"  # how files begin that are not complete yet


def clear_leftovers(folder: Path) -> int:
    """Remove what a run that was killed left unfinished below `folder`; return how many files."""
    left = [path for path in sorted(Path(folder).rglob(f"{_UNFINISHED}*")) if path.is_file()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def write_text(path: Path, content: str) -> Path:
    """Write `content` as UTF-8 with LF in one step."""
    return write_bytes(path, content.encode("utf-8"))


def require_contract(frame: pd.DataFrame, table: type[Table]) -> pd.DataFrame:
    """Return `frame` when it fulfils the contract of `table`, else raise :class:`ContractError`."""
    try:
        return table.validate(frame)
    except (pandera.errors.SchemaError, pandera.errors.SchemaErrors) as error:
        raise ContractError(
            found=str(error).splitlines()[0],
            expected=f"a table that fulfils the contract {table.__name__}",
            where=f"table {table.table_name()}",
            remedy="see the codebook for the columns of this table; nothing was written",
        ) from error


def write_table(frame: pd.DataFrame, table: type[Table], folder: Path) -> pd.DataFrame:
    """Check `frame` against its contract, sort it by its key and write `<folder>/<table>.csv`.

    Returns the frame as written (sorted, in the order of the contract's columns).
    """
    frame = frame[table.column_names()] if set(table.column_names()) == set(frame.columns) else frame
    frame = require_contract(table.typed(frame).reset_index(drop=True), table)
    frame = frame.sort_values(table.key(), kind="stable").reset_index(drop=True)
    text = frame.to_csv(index=False, lineterminator="\n", na_rep="")
    write_text(Path(folder) / f"{table.table_name()}.csv", text)
    return frame


def read_table(table: type[Table], folder: Path) -> pd.DataFrame:
    """Read `<folder>/<table>.csv` and check it against its contract."""
    path = Path(folder) / f"{table.table_name()}.csv"
    if not path.is_file():
        raise ContractError(
            found=f"{path.name} is missing",
            expected="the table that an earlier stage writes",
            where=str(path.parent),
            remedy="run the earlier stages first: make repro",
        )
    raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return require_contract(table.typed(raw), table)


def write_layer(layer, path: Path) -> Path:
    """Write a GeoDataFrame as GeoJSON or GeoPackage (by the ending) in one step, without a time of writing."""
    path = Path(path)
    driver = {".geojson": "GeoJSON", ".gpkg": "GPKG"}[path.suffix]
    before = os.environ.get("OGR_CURRENT_DATE")
    os.environ["OGR_CURRENT_DATE"] = "1970-01-01T00:00:00Z"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / path.name
        try:
            layer.to_file(target, driver=driver, layer="places", engine="pyogrio")
        finally:
            os.environ.pop("OGR_CURRENT_DATE") if before is None else os.environ.update(OGR_CURRENT_DATE=before)
        return write_bytes(path, target.read_bytes())
