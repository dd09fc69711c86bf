"""Boundaries: polygons of governorates, districts and sub-districts that users download.

OCHA's COD-AB in the column names of its editions (2015, 2016, 2020–21, 2025–26) and geoBoundaries, as
geojson, shp, gpkg or gdb. They are drawn under the map and check that points lie in the governorate that
their code names. Nothing is fetched: the files are the user's.
"""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd

from analysis.errors import GazetteerError

COLUMNS = ("level", "code", "name_en", "name_ar", "parent_code", "geometry")
# what a column is called in an edition, for level n; compared without case
_CODE = ("adm{n}_pcode", "admin{n}pcode", "admin{n}_cod", "pcode")
_ENGLISH = ("adm{n}_name", "adm{n}_en", "admin{n}name_en", "admin{n}_en", "name_en")
_ARABIC = ("adm{n}_name1", "adm{n}_ar", "admin{n}name_ar", "admin{n}_ara", "name_ara")
_LEVEL_OF_LENGTH = {4: 1, 6: 2, 8: 3}  # SY07, SY0700, SY070000
TOLERANCE_DEGREES = 0.02  # about 2 km: points and polygons of two editions never meet exactly


def read_boundaries(path: Path) -> gpd.GeoDataFrame:
    """Return one row per area: level (1 governorate … 3 sub-district), code, names, parent_code, geometry.

    The geometry is WGS 84 (EPSG:4326, longitude before latitude). `code` is the P-code, or geoBoundaries' shapeID
    where the file has no P-codes (then ``SY-ID`` style ISO codes are kept as they are).

    Raises
    ------
    GazetteerError : no such file, no polygons, no coordinate system, or columns of no known edition.
    """
    path = Path(path)
    if not path.exists():
        raise GazetteerError(found=f"no file {path}", expected="polygons of areas", remedy="correct the path")
    try:
        layer = gpd.read_file(path)
    except Exception as error:
        raise GazetteerError(
            found=f"a file that holds no layer ({type(error).__name__})", expected="geojson, shp, gpkg or gdb",
            where=str(path),
        ) from error  # fmt: skip
    if layer.crs is None:
        raise GazetteerError(found="no coordinate system", expected="WGS 84 (EPSG:4326)", where=str(path))
    if layer.empty or not layer.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        kinds = ", ".join(sorted(layer.geometry.geom_type.astype(str).unique())) or "nothing"
        raise GazetteerError(found=kinds, expected="polygons", where=str(path))
    layer = layer.to_crs(4326)
    lower = {str(name).lower(): name for name in layer.columns}
    areas = _geoboundaries(layer, lower) if "shapename" in lower else _ocha(layer, lower, str(path))
    return areas.sort_values(["level", "code"]).reset_index(drop=True)


def _geoboundaries(layer: gpd.GeoDataFrame, lower: dict[str, str]) -> gpd.GeoDataFrame:
    kinds = layer[lower["shapetype"]].astype(str) if "shapetype" in lower else pd.Series("ADM1", layer.index)
    iso = layer[lower["shapeiso"]].fillna("").astype(str) if "shapeiso" in lower else pd.Series("", layer.index)
    ids = layer[lower["shapeid"]].astype(str) if "shapeid" in lower else pd.Series("", layer.index)
    return gpd.GeoDataFrame(
        {
            "level": [int(digits[0]) if (digits := re.findall(r"\d", kind)) else 1 for kind in kinds],
            "code": iso.where(iso != "", ids), "name_en": layer[lower["shapename"]].astype(str), "name_ar": "",
            "parent_code": "",
        },
        geometry=layer.geometry, crs=layer.crs,
    )  # fmt: skip


def _ocha(layer: gpd.GeoDataFrame, lower: dict[str, str], where: str) -> gpd.GeoDataFrame:
    def column(names: tuple[str, ...], level: int | str) -> str | None:
        return next((lower[n] for name in names if (n := name.format(n=level)) in lower), None)

    levels = [n for n in (3, 2, 1) if any(name.format(n=n) in lower for name in _CODE[:3])]
    level = levels[0] if levels else 0
    code = column(_CODE, level)
    if code is None:
        raise GazetteerError(
            found=f"columns {', '.join(map(str, layer.columns))}",
            expected="a P-code (adm1_pcode, ADM1_PCODE, admin1Pcode, PCODE) or geoBoundaries' shapeName", where=where,
        )  # fmt: skip
    codes = layer[code].astype(str).str.strip()
    english, arabic = column(_ENGLISH, level), column(_ARABIC, level)
    return gpd.GeoDataFrame(
        {
            "level": [level or _LEVEL_OF_LENGTH.get(len(value), 0) for value in codes],
            "code": codes,
            "name_en": layer[english].fillna("").astype(str) if english else "",
            "name_ar": layer[arabic].fillna("").astype(str) if arabic else "",
            "parent_code": [value[:-2] if len(value) > 4 else "" for value in codes],
        },
        geometry=layer.geometry, crs=layer.crs,
    )  # fmt: skip


def check_points(places: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the places whose point lies outside the governorate that their code names.

    Columns check, place_id, detail, as :func:`analysis.downloads.check_integrity`.
    """
    polygons = areas[areas["level"] == 1].set_index("code").geometry
    located = places[(places["lat"].astype(str) != "") & places["adm1_pcode"].isin(polygons.index)]
    points = gpd.points_from_xy(located["lon"].astype(float), located["lat"].astype(float))
    found = [
        {"check": "outside the polygon of its governorate", "place_id": row.place_id,
         "detail": f"{row.lat}, {row.lon}, not in {row.adm1_pcode}"}
        for row, point in zip(located.itertuples(), points, strict=True)
        if polygons[row.adm1_pcode].distance(point) > TOLERANCE_DEGREES
    ]  # fmt: skip
    return pd.DataFrame(found, columns=["check", "place_id", "detail"])
