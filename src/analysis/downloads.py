"""Downloads: gazetteers that users fetch themselves, read into the columns of the facts table.

GeoNames country dumps (SY.txt, or the zip that holds it) and OCHA's populated places in the column
names of its editions (2015, 2016, 2020–21, 2025–26) as csv, xlsx, geojson, shp or gdb. Points are
WGS 84; a row at 0, 0, outside the country or without a name is set aside with its line, swapped
coordinates are put right and reported. Nothing is fetched: the files are the user's.
"""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.errors import GazetteerError
from analysis.files import read_user_csv
from analysis.gazetteer import COLUMNS, Gazetteer, gazetteer_of, name_key

# field of the facts table → its names in OCHA's editions, newest first (compared without case)
OCHA_COLUMNS = {
    "pcode": ("pcode", "adm4_pcode", "admin4pcode", "loc_pcode"),
    "name_en": ("featurename_en", "adm4_en", "admin4name_en", "name_en"),
    "name_ar": ("adm4_ar", "featurename_ar", "admin4name_ar", "name_ara"),
    "adm1": ("adm1_name", "adm1_en", "admin1name_en", "admin1_en"),
    "adm1_pcode": ("adm1_pcode", "admin1pcode", "admin1_cod"),
    "adm2": ("adm2_name", "adm2_en", "admin2name_en", "admin2_en"),
    "adm2_pcode": ("adm2_pcode", "admin2pcode", "admin2_cod"),
    "adm3": ("adm3_name", "adm3_en", "admin3name_en", "admin3_en"),
    "adm3_pcode": ("adm3_pcode", "admin3pcode", "admin3_cod"),
    "lat": ("point_y", "latitude", "latitude_y", "lat"),
    "lon": ("point_x", "longitude", "longitude_x", "long", "lon"),
    "level": ("popplaceclasstitle", "capit_lvl", "cap_level"),
}
_REQUIRED = ("pcode", "name_en", "name_ar", "adm1_pcode")
_GEONAMES = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country", "cc2", "admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
# GeoNames' own codes of the governorates → (P-code, name); they are not OCHA's
GEONAMES_ADM1 = {
    "01": ("SY08", "Al-Hasakah"), "02": ("SY06", "Latakia"), "03": ("SY14", "Quneitra"), "04": ("SY11", "Raqqa"),
    "05": ("SY13", "As-Suwayda"), "06": ("SY12", "Daraa"), "07": ("SY09", "Deir ez-Zor"),
    "08": ("SY03", "Rural Damascus"),
    "09": ("SY02", "Aleppo"), "10": ("SY05", "Hama"), "11": ("SY04", "Homs"), "12": ("SY07", "Idlib"),
    "13": ("SY01", "Damascus"), "14": ("SY10", "Tartus"),
}  # fmt: skip
_SYRIA = (32.0, 37.5, 35.5, 42.5)  # latitude, longitude


@dataclass(frozen=True)
class Download:
    """What was read from one file: `places` (columns of the facts table), `remarks` (line, name, remark), hash."""

    places: pd.DataFrame
    remarks: pd.DataFrame
    version: str
    kind: str = ""
    fields: tuple[str, ...] = field(default_factory=tuple)


def read_download(path: Path) -> Download:
    """Read a gazetteer file of a user, whatever its kind.

    Raises
    ------
    GazetteerError : the file is missing, no known kind, in a broken encoding, a zip that is none, without a column
        that is needed, or in another coordinate system than WGS 84.
    """
    path = Path(path)
    if not path.exists():
        raise GazetteerError(found=f"no file {path}", expected="a gazetteer", remedy="correct the path")
    suffix = path.suffix.lower()
    raw = b"" if path.is_dir() else path.read_bytes()
    version = hashlib.sha256(raw or path.name.encode()).hexdigest()[:12]
    if suffix == ".zip":
        raw, suffix = _unzip(raw, path), ".txt"
    if suffix == ".txt":
        return read_geonames(_decode(raw, path), version, str(path))
    if suffix == ".csv":
        frame = read_user_csv(path, GazetteerError)
    elif suffix in (".xlsx", ".xlsm"):
        frame = _read_excel(raw, path)
    elif suffix in (".geojson", ".json", ".shp", ".gpkg", ".gdb"):
        frame = _read_vector(path)
    else:
        raise GazetteerError(found=f"a file {path.name}", expected="txt, zip, csv, xlsx, geojson, shp, gpkg or gdb")
    return read_ocha(frame, version, str(path))


def _decode(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise GazetteerError(
            found="a file that is not UTF-8", expected="UTF-8", where=f"{path}, line {line}", remedy="save it as UTF-8"
        ) from error


def _unzip(raw: bytes, path: Path) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            named = [i for i in archive.infolist() if re.fullmatch(r"[A-Z]{2}\.txt", Path(i.filename).name)]
            if len(named) != 1:
                raise GazetteerError(found=f"{len(named)} country files", expected="one, as SY.txt", where=str(path))
            if named[0].file_size > 200_000_000:
                raise GazetteerError(found=f"{named[0].file_size} bytes unpacked", expected="less", where=str(path))
            return archive.read(named[0])
    except zipfile.BadZipFile as error:
        raise GazetteerError(found="a file that is no zip", where=str(path), remedy="download it again") from error


def _read_excel(raw: bytes, path: Path) -> pd.DataFrame:
    """Return the first sheet that has a P-code column."""
    try:
        sheets = pd.read_excel(io.BytesIO(raw), sheet_name=None, dtype=str, keep_default_na=False, engine="openpyxl")
    except (zipfile.BadZipFile, ValueError, KeyError) as error:
        raise GazetteerError(found="a file that is no workbook", where=str(path)) from error
    for sheet in sheets.values():
        if any(str(name).lower() in OCHA_COLUMNS["pcode"] for name in sheet.columns):
            return sheet
    raise GazetteerError(found=f"sheets {', '.join(sheets)}", expected="one with populated places", where=str(path))


def _read_vector(path: Path) -> pd.DataFrame:
    import geopandas

    try:
        layer = geopandas.read_file(path)
    except Exception as error:
        raise GazetteerError(
            found=f"a file that holds no layer ({type(error).__name__})", expected="points of places", where=str(path)
        ) from error
    if "geometry" not in layer.columns:
        raise GazetteerError(found="no geometry", expected="points of places", where=str(path))
    if layer.crs is None:
        raise GazetteerError(found="no coordinate system", expected="WGS 84 (EPSG:4326)", where=str(path))
    if layer.crs.to_epsg() != 4326:
        layer = layer.to_crs(4326)
    points = layer.geometry.representative_point()
    frame = pd.DataFrame(layer.drop(columns=layer.geometry.name)).fillna("").astype(str)
    names = {str(name).lower() for name in frame.columns}
    if not names & set(OCHA_COLUMNS["lat"]):
        frame = frame.assign(latitude=points.y.astype(str), longitude=points.x.astype(str))
    return frame


def read_ocha(frame: pd.DataFrame, version: str = "", where: str = "OCHA table") -> Download:
    """Return the places of one of OCHA's tables of populated places, whichever edition named its columns."""
    lower = {str(name).lower(): name for name in frame.columns}
    chosen = {
        target: next((lower[name] for name in names if name in lower), None) for target, names in OCHA_COLUMNS.items()
    }
    missing = [target for target in (*_REQUIRED, "lat", "lon") if chosen[target] is None]
    if missing:
        raise GazetteerError(
            found=f"columns {', '.join(map(str, frame.columns))}",
            expected=f"a column for {', '.join(missing)} ({', '.join(OCHA_COLUMNS[missing[0]])})",
            where=where,
        )
    got = {t: frame[c].astype(str).str.strip() if c else pd.Series("", frame.index) for t, c in chosen.items()}
    places = pd.DataFrame({name: got.get(name, pd.Series("", frame.index)) for name in COLUMNS})
    places["place_id"], places["geonames_id"], places["aliases"], places["note"] = places["pcode"], "", "", ""
    places["name_ar"] = places["name_ar"].str.replace(r"\s+[-–]\s+.*$", "", regex=True)  # ' - sub-district'
    level = got["level"].str.lower()
    places["kind"] = "settlement"
    places.loc[level.isin(["1", "2"]) | level.str.contains("capital|governorate"), "kind"] = "city"
    places.loc[level.isin(["3", "4"]) | level.str.contains("district"), "kind"] = "town"
    places["precision_km"] = places["kind"].map({"settlement": "1", "town": "2", "city": "3"})
    places["source"], places["licence"] = "OCHA populated places", "CC BY-IGO"
    places["edition"] = frame[lower["version"]].astype(str) if "version" in lower else "as downloaded"
    return _checked(places, version, "ocha", where)


def read_geonames(text: str, version: str = "", where: str = "GeoNames dump") -> Download:
    """Return the populated places of a GeoNames country dump (19 tab-separated columns) with an Arabic name."""
    lines = [line.split("\t") for line in text.splitlines() if line]
    odd = next((n for n, line in enumerate(lines, start=1) if len(line) != len(_GEONAMES)), None)
    if odd is not None:
        raise GazetteerError(
            found=f"{len(lines[odd - 1])} columns", expected="the 19 columns of a GeoNames country dump",
            where=f"{where}, line {odd}",
        )  # fmt: skip
    frame = pd.DataFrame(lines, columns=list(_GEONAMES), dtype=str)
    frame = frame[(frame["feature_class"] == "P") & (frame["feature_code"] != "PPLX")]
    arabic = [[n for n in names.split(",") if re.search(r"[\u0621-\u064a]", n)] for names in frame["alternatenames"]]
    codes = [GEONAMES_ADM1.get(code, ("", "")) for code in frame["admin1"]]
    places = pd.DataFrame(
        {
            "place_id": "G" + frame["geonameid"], "name_ar": [n[0] if n else "" for n in arabic],
            "name_en": frame["name"], "kind": "settlement", "lat": frame["latitude"], "lon": frame["longitude"],
            "adm1": [c[1] for c in codes], "adm1_pcode": [c[0] for c in codes], "adm2": "", "adm2_pcode": "",
            "adm3": "", "adm3_pcode": "", "pcode": "", "geonames_id": frame["geonameid"], "precision_km": "2",
            "aliases": ["|".join(n[1:]) for n in arabic], "source": "GeoNames", "licence": "CC BY 4.0",
            "edition": frame["modified"], "note": "",
        }
    )[list(COLUMNS)]  # fmt: skip
    return _checked(places, version, "geonames", where)


def _checked(places: pd.DataFrame, version: str, kind: str, where: str) -> Download:
    """Put swapped coordinates right, set unusable rows aside, and say so line by line."""
    places = places.reset_index(drop=True)
    lat, lon = (pd.to_numeric(places[name], errors="coerce") for name in ("lat", "lon"))
    if len(places) and (lat.abs() > 180).mean() > 0.5:
        raise GazetteerError(
            found=f"coordinates such as {places['lat'].iloc[0]}, {places['lon'].iloc[0]}",
            expected="degrees of WGS 84 (EPSG:4326)", where=where, remedy="reproject the file",
        )  # fmt: skip
    south, north, west, east = _SYRIA
    inside = lat.between(south, north) & lon.between(west, east)
    swapped = ~inside & lon.between(south, north) & lat.between(west, east)
    # longitudes 35.5–37.5 are latitudes of Syria too: there a swap shows only in the other coordinate
    places.loc[swapped, ["lat", "lon"]] = places.loc[swapped, ["lon", "lat"]].to_numpy()
    inside |= swapped
    nowhere = (lat == 0) & (lon == 0)
    nameless = places["name_ar"] == ""
    twice = places["place_id"].duplicated()
    reasons = pd.Series("", places.index)
    reasons[~inside] = "outside the country"
    reasons[lat.isna() | lon.isna()] = "coordinates that are no numbers"
    reasons[nowhere] = "at 0, 0: no place"
    reasons[nameless] = "no Arabic name"
    reasons[twice] = "its id stands twice"
    remarks = pd.DataFrame({"line": places.index + 2, "name": places["name_en"], "remark": reasons})
    repaired = remarks[swapped & (reasons == "")].assign(remark="latitude and longitude were swapped; put right")
    kept = places[reasons == ""]
    shown = kept["name_ar"].astype(str)
    cut = kept[shown.str.contains("\ufffd") | shown.str.len().eq(1)]
    found = [remarks[reasons != ""], repaired, remarks.loc[cut.index].assign(remark="the name looks cut off")]
    return Download(kept.reset_index(drop=True), pd.concat(found, ignore_index=True), version, kind)


def load_gazetteers(facts: Gazetteer, downloads: list[Download]) -> Gazetteer:
    """Return one gazetteer of the facts table and downloads; a place that is in both keeps the row of the facts.

    Two rows are one place when they share a P-code or GeoNames id, or a name within 2 km.
    """
    stated = facts.places.astype(object)
    frames = [stated.where(stated.notna(), "").astype(str).reset_index(drop=True)]
    known = frames[0]
    spots = _spots(known)
    pcodes, geonames = set(known["pcode"]) - {""}, set(known["geonames_id"]) - {""}
    for download in downloads:
        new = []
        for row in download.places.itertuples(index=False):
            here = _near_cells(row.lat, row.lon)
            same = any((name_key(row.name_ar), *cell) in spots for cell in here)
            if same or (row.pcode and row.pcode in pcodes) or (row.geonames_id and row.geonames_id in geonames):
                continue
            new.append(row)
        frame = pd.DataFrame(new, columns=list(COLUMNS))
        spots |= _spots(frame)
        pcodes |= set(frame["pcode"]) - {""}
        frames.append(frame)
    merged = pd.concat(frames, ignore_index=True)
    version = hashlib.sha256("|".join([facts.version, *(d.version for d in downloads)]).encode()).hexdigest()[:12]
    return gazetteer_of(merged, version)


def _spots(frame: pd.DataFrame) -> set[tuple[str, int, int]]:
    named = zip(frame["name_ar"], frame["lat"], frame["lon"], strict=True)
    return {(name_key(name), *_cell(lat, lon)) for name, lat, lon in named}


def _cell(lat: str, lon: str) -> tuple[int, int]:
    return (round(float(lat or 0) * 50), round(float(lon or 0) * 50))  # about 2 km


def _near_cells(lat: str, lon: str) -> list[tuple[int, int]]:
    row, column = _cell(lat, lon)
    return [(row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


def check_integrity(places: pd.DataFrame) -> pd.DataFrame:
    """Return what is odd in a gazetteer: one row per finding (check, place_id, detail).

    Codes that do not begin with their parent's, malformed P-codes, names that stand twice in one sub-district, points
    far (more than 60 km) from the middle of their district.
    """
    found: list[dict] = []

    def add(check: str, rows: pd.DataFrame, detail) -> None:
        found.extend({"check": check, "place_id": r.place_id, "detail": detail(r)} for r in rows.itertuples())

    coded = places[places["pcode"] != ""]
    form = coded[~coded["pcode"].str.fullmatch(r"[CN]\d{3,6}|SY\d{2,10}")]
    add("P-code of an unknown form", form, lambda r: r.pcode)
    chain = places[(places["adm3_pcode"] != "") & (places["adm1_pcode"] != "")]
    broken = chain[[not a.startswith(b) for a, b in zip(chain["adm3_pcode"], chain["adm1_pcode"], strict=True)]]
    add("sub-district outside its governorate", broken, lambda r: f"{r.adm3_pcode} in {r.adm1_pcode}")
    keys = places["name_ar"].map(name_key) + "|" + places["adm3_pcode"]
    twice = places[keys.duplicated(keep=False) & (places["adm3_pcode"] != "")]
    add("name twice in one sub-district", twice, lambda r: f"{r.name_ar} in {r.adm3}")
    lat, lon = (pd.to_numeric(places[name], errors="coerce") for name in ("lat", "lon"))
    middle_lat, middle_lon = (v.groupby(places["adm2_pcode"]).transform("median") for v in (lat, lon))
    far = ((lat - middle_lat).abs() > 0.55) | ((lon - middle_lon).abs() > 0.68)
    add(
        "far from its district", places[far.fillna(False) & (places["adm2_pcode"] != "")], lambda r: f"{r.lat}, {r.lon}"
    )
    return pd.DataFrame(found, columns=["check", "place_id", "detail"])
