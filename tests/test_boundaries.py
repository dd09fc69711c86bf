"""Boundaries: polygons of every edition and of geoBoundaries, files of every kind, and what is refused."""

import geopandas as gpd
import pandas as pd
import pytest
from conftest import ROOT
from shapely.geometry import Point, box

from analysis.boundaries import check_points, read_boundaries
from analysis.downloads import read_download
from analysis.errors import GazetteerError

EDITIONS = {
    "2015": {"PCODE": "SY07", "NAME_EN": "Idleb", "NAME_ARA": "إدلب"},
    "2016": {"admin1Pcode": "SY07", "admin1Name_en": "Idleb", "admin1Name_ar": "إدلب"},
    "2020": {"ADM1_PCODE": "SY07", "ADM1_EN": "Idleb", "ADM1_AR": "إدلب"},
    "2025": {"adm1_pcode": "SY07", "adm1_name": "Idleb", "adm1_name1": "إدلب"},
}


def layer(columns: dict, shape=None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame([columns], geometry=[shape or box(36.0, 35.4, 37.3, 36.3)], crs="EPSG:4326")


@pytest.mark.parametrize("edition", EDITIONS)
def test_polygons_of_every_edition(tmp_path, edition):
    layer(EDITIONS[edition]).to_file(tmp_path / "a.geojson")
    (row,) = read_boundaries(tmp_path / "a.geojson").to_dict("records")
    assert (row["level"], row["code"], row["name_en"], row["name_ar"]) == (1, "SY07", "Idleb", "إدلب")


def test_sub_districts_know_their_parent_and_geoboundaries_its_shape_ids(tmp_path):
    layer({"ADM3_PCODE": "SY070500", "ADM3_EN": "Ariha", "ADM1_PCODE": "SY07"}).to_file(tmp_path / "a.gpkg")
    (row,) = read_boundaries(tmp_path / "a.gpkg").to_dict("records")
    assert (row["level"], row["code"], row["parent_code"]) == (3, "SY070500", "SY0705")
    shape = {"shapeName": "Idlib", "shapeISO": "SY-ID", "shapeID": "1B", "shapeGroup": "SYR", "shapeType": "ADM1"}
    layer(shape).to_file(tmp_path / "b.geojson")
    (row,) = read_boundaries(tmp_path / "b.geojson").to_dict("records")
    assert (row["level"], row["code"], row["name_en"]) == (1, "SY-ID", "Idlib")


@pytest.mark.parametrize(("ending", "driver"), [("shp", None), ("gdb", "OpenFileGDB"), ("gpkg", None)])
def test_points_and_polygons_are_read_from_files_of_each_kind(tmp_path, ending, driver):
    target = tmp_path / f"a.{ending}"
    options = {"driver": driver} if driver else {}
    layer(EDITIONS["2015"]).to_crs(32637).to_file(target, encoding="utf-8", **options)
    areas = read_boundaries(target)
    assert areas.crs.to_epsg() == 4326 and areas["name_ar"].tolist() == ["إدلب"]
    place = {"PCODE": "C9001", "NAME_EN": "Testville", "NAME_ARA": "قرية", "ADMIN1_COD": "SY07"}
    points = tmp_path / f"p.{ending}"
    layer(place, Point(36.6, 35.8)).to_file(points, encoding="utf-8", **options)
    (row,) = read_download(points).places.to_dict("records")
    assert (row["place_id"], row["name_ar"], round(float(row["lat"]), 6)) == ("C9001", "قرية", 35.8)


def test_a_point_outside_its_governorate_is_named():
    areas = gpd.GeoDataFrame({"level": [1], "code": ["SY07"]}, geometry=[box(36.0, 35.4, 37.3, 36.3)], crs="EPSG:4326")
    places = pd.DataFrame({
        "place_id": ["C1", "C2", "C3"], "lat": ["35.8", "35.39", "34.0"], "lon": ["36.6", "36.5", "36.5"],
        "adm1_pcode": ["SY07"] * 3,
    })  # fmt: skip
    assert check_points(places, areas)["place_id"].tolist() == ["C3"]  # C2 lies within the tolerance
    assert check_points(places, areas.iloc[:0]).empty


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: None, "no file"),
        (lambda p: p.write_text("{}", encoding="utf-8"), "holds no layer"),
        (lambda p: layer(EDITIONS["2015"], Point(36, 35)).to_file(p), "Point"),
        (lambda p: layer({"name": "Idlib"}).to_file(p), "columns name"),
    ],
)
def test_a_file_without_areas_is_refused(tmp_path, make, message):
    path = tmp_path / "a.geojson"
    make(path)
    with pytest.raises(GazetteerError, match=message):
        read_boundaries(path)


def test_the_governorates_of_2015_hold_the_facts_table():
    path = ROOT.parent / "shared" / "reference" / "gazetteers" / "ocha_2015_syr_admin1.geojson"
    if not path.is_file():
        pytest.skip("the polygons are not beside this checkout (../shared/reference/gazetteers)")
    areas = read_boundaries(path)
    assert len(areas) == 14 and set(areas["level"]) == {1}
    facts = pd.read_csv(ROOT / "data/raw/gazetteer/places.csv", dtype=str, keep_default_na=False)
    assert set(check_points(facts, areas)["place_id"]) == set()
