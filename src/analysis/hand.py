"""Hand files: lists of what people decided, each entry with exactly the keys that its kind has.

A file holds one list under one name; an entry says what was decided, why, who decided and when. An
entry with other keys is an error that names the file and the entry.
"""

from pathlib import Path

from analysis.errors import HasilaError
from analysis.files import read_user_yaml


def read_decisions(path: Path, name: str, keys: set[str], error: type[HasilaError]) -> list[tuple[str, dict]]:
    """Return (where it stands, entry) of each entry of the list `name` in a YAML file.

    Raises `error` when the file holds anything else or an entry has not exactly `keys`.
    """
    content = read_user_yaml(path, error)
    if not isinstance(content, dict) or set(content) != {name} or not isinstance(content[name], list):
        raise error(found=f"no list {name!r}", expected=f"{name}: [...]", where=str(path))
    entries = []
    for number, entry in enumerate(content[name], start=1):
        where = f"{Path(path).name}, entry {number}"
        if not isinstance(entry, dict) or set(entry) != keys:
            found = sorted(entry) if isinstance(entry, dict) else entry
            raise error(found=f"keys {found}", expected=", ".join(sorted(keys)), where=where)
        entries.append((where, entry))
    return entries
