"""The gazetteer: places with their names, coordinates and administrative chain, and where each is from.

The facts table that ships is data/raw/gazetteer/places.csv: one row per place, homonyms as separate
rows, with the source and licence of each. Coordinates are WGS 84 (EPSG:4326), latitude and longitude
in degrees. A governorate is an area and has no point.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from analysis.arabic import fold
from analysis.errors import GazetteerError
from analysis.files import read_user_csv

COLUMNS = (
    "place_id", "name_ar", "name_en", "kind", "lat", "lon", "adm1", "adm1_pcode", "adm2", "adm2_pcode",
    "adm3", "adm3_pcode", "pcode", "geonames_id", "precision_km", "aliases", "source", "licence",
    "edition", "note",
)  # fmt: skip
# city: seat of a governorate; town: seat of a district or sub-district
KINDS = ("governorate", "city", "town", "settlement", "quarter", "camp", "site")


@dataclass(frozen=True)
class Gazetteer:
    """Places by id, an index of folded names, and the hash of the file that they came from."""

    places: pd.DataFrame
    by_name: dict[str, tuple[str, ...]]
    version: str

    @cached_property
    def _rows(self) -> dict[str, dict]:
        return dict(zip(self.places.index, self.places.to_dict("records"), strict=True))

    @cached_property
    def seats(self) -> dict[str, dict]:
        """Return P-code of a governorate → its seat."""
        cities = self.places[self.places["kind"] == "city"]
        return {row["adm1_pcode"]: row for row in reversed(cities.to_dict("records"))}

    @cached_property
    def keys(self) -> list[str]:
        """Return every folded name once, in order."""
        return sorted(self.by_name)

    @cached_property
    def governorates(self) -> dict[str, str]:
        """Return folded name of a governorate → its place_id."""
        rows = self.places[self.places["kind"] == "governorate"]
        return {name_key(name): code for name, code in zip(rows["name_ar"], rows.index, strict=True)}

    def row(self, place_id: str) -> dict:
        """Return one place as a mapping."""
        return self._rows[place_id]

    def names(self) -> list[str]:
        """Return every name and alias, in a fixed order."""
        found = set(self.places["name_ar"])
        for aliases in self.places["aliases"]:
            found.update(alias for alias in aliases.split("|") if alias)
        return sorted(found)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the form under which spellings of one place name meet.

    Letters are folded, the article and spaces go, and a final ه or ا is one letter (كفروما, كفرومة).

    >>> name_key("كفر تعال") == name_key("كفرتعال")
    True
    >>> name_key("إعجاز") == name_key("اعجاز")
    True
    """
    key = fold(name).replace("ؤ", "و").replace("ئ", "ي")
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split()]
    key = "".join(words)
    return key[:-1] + "ه" if key.endswith(("ه", "ا")) and len(key) > 3 else key


def load_gazetteer(path: Path) -> Gazetteer:
    """Read a facts table of places.

    Raises
    ------
    GazetteerError : missing columns, a duplicate id, an unknown kind, coordinates that are no WGS 84
        degrees, outside Syria and its borders, or 0, 0.
    """
    path = Path(path)
    if not path.is_file():
        raise GazetteerError(
            found=f"no gazetteer {path}",
            expected="a CSV facts table",
            remedy="correct the parameter gazetteer",
        )
    raw = path.read_bytes()
    places = read_user_csv(path, GazetteerError)
    missing = [column for column in COLUMNS if column not in places.columns]
    if missing:
        raise GazetteerError(found=f"no column {', '.join(missing)}", expected=", ".join(COLUMNS), where=str(path))
    _check_rows(places, path)
    return gazetteer_of(places, hashlib.sha256(raw).hexdigest()[:12])


def gazetteer_of(places: pd.DataFrame, version: str) -> Gazetteer:
    """Return a gazetteer of checked rows in the columns of the facts table, all text."""
    places = places.copy()
    for column in ("lat", "lon", "precision_km"):
        places[column] = pd.to_numeric(places[column].replace("", None)).astype("Float64")
    places = places.set_index("place_id", drop=False).sort_index()
    by_name: dict[str, set[str]] = {}
    for row in places.itertuples():
        for name in [row.name_ar, *[alias for alias in row.aliases.split("|") if alias]]:
            by_name.setdefault(name_key(name), set()).add(row.place_id)
    index = {key: tuple(sorted(ids)) for key, ids in by_name.items()}
    return Gazetteer(places, index, version)


def is_facts_table(path: Path) -> bool:
    """Say whether a file is a facts table, by its header."""
    if Path(path).suffix.lower() != ".csv" or not Path(path).is_file():
        return False
    header = Path(path).read_bytes().splitlines()[:1]
    return bool(header) and header[0].decode("utf-8", "replace").lstrip("\ufeff").split(",")[:2] == [
        "place_id",
        "name_ar",
    ]


def _check_rows(places: pd.DataFrame, path: Path) -> None:
    for line, row in enumerate(places.to_dict("records"), start=2):
        where = f"{path}, line {line} ({row['place_id']})"
        if not row["place_id"].strip() or not row["name_ar"].strip():
            raise GazetteerError(found="no id or no Arabic name", expected="both in every row", where=where)
        if not re.fullmatch(r"(?:\d+(?:\.\d+)?)?", row["precision_km"]):
            raise GazetteerError(
                found=f"precision_km {row['precision_km']!r}", expected="kilometres, zero or more", where=where
            )
        if row["kind"] not in KINDS:
            raise GazetteerError(found=f"kind {row['kind']!r}", expected=", ".join(KINDS), where=where)
        if (row["lat"] == "") != (row["lon"] == ""):
            raise GazetteerError(found="one coordinate without the other", where=where)
        if row["lat"] == "":
            if row["kind"] != "governorate":
                raise GazetteerError(found="no coordinates", expected="only areas have none", where=where)
            continue
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError as error:
            raise GazetteerError(found=f"{row['lat']}, {row['lon']}", expected="degrees", where=where) from error
        if not (32.0 <= lat <= 37.5 and 35.5 <= lon <= 42.5):
            hint = "latitude and longitude look swapped" if 32.0 <= lon <= 37.5 else "check the point"
            raise GazetteerError(
                found=f"lat {lat}, lon {lon}",
                expected="a point in Syria (WGS 84, latitude 32–37.5, longitude 35.5–42.5)",
                where=where,
                remedy=hint,
            )
    duplicates = places.loc[places["place_id"].duplicated(), "place_id"].tolist()
    if duplicates:
        raise GazetteerError(found=f"place_id {', '.join(duplicates)} stands twice", where=str(path))
