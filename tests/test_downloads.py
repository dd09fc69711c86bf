"""Downloads: real files when they are there, small files for each generation of columns, bad files refused."""

import zipfile

import geopandas
import pandas as pd
import pytest
from conftest import ROOT

from analysis.downloads import check_integrity, load_gazetteers, read_download, read_geonames, read_ocha
from analysis.errors import GazetteerError
from analysis.gazetteer import load_gazetteer
from analysis.places import geocode_names

SHARED = ROOT.parent / "shared" / "reference" / "gazetteers"
GENERATIONS = {
    "2015": ["PCODE", "NAME_EN", "NAME_ARA", "ADMIN1_COD", "ADMIN3_COD", "LATITUDE", "LONGITUDE"],
    "2016": ["admin4Pcode", "admin4Name_en", "admin4Name_ar", "admin1Pcode", "admin3Pcode", "Lat", "Long"],
    "2020": ["ADM4_PCODE", "ADM4_EN", "ADM4_AR", "ADM1_PCODE", "ADM3_PCODE", "Latitude_y", "Longitude_x"],
    "2025": ["pcode", "featurename_en", "adm4_ar", "adm1_pcode", "adm3_pcode", "point_y", "point_x"],
}
ROW = ["C9001", "Testville", "قرية التجربة", "SY07", "SY070500", "35.80", "36.60"]
LINE = "1\tTell\tTell\tتل التجربة,Tell\t35.8\t36.6\tP\tPPL\tSY\t\t12\t\t\t\t0\t\t\tAsia/Damascus\t2018-01-01"


def table(generation: str, *rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows) or [ROW], columns=GENERATIONS[generation])


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_edition_of_the_columns_is_read(generation):
    (row,) = read_ocha(table(generation)).places.to_dict("records")
    assert (row["place_id"], row["name_ar"], row["adm1_pcode"], row["lat"]) == (
        "C9001",
        "قرية التجربة",
        "SY07",
        "35.80",
    )


def test_files_of_each_kind_give_the_same_places(tmp_path):
    frame = table("2025")
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    points = geopandas.points_from_xy([36.6], [35.8], crs="EPSG:4326")
    layer = geopandas.GeoDataFrame(frame, geometry=points)
    layer.to_file(tmp_path / "a.geojson")
    layer.to_crs(32637).to_file(tmp_path / "a.gpkg")  # another coordinate system is brought to WGS 84
    found = [read_download(tmp_path / f"a.{ending}").places for ending in ("csv", "xlsx", "geojson", "gpkg")]
    assert {(f["place_id"].iloc[0], f["name_ar"].iloc[0]) for f in found} == {("C9001", "قرية التجربة")}
    assert all(abs(float(f["lat"].iloc[0]) - 35.8) < 1e-6 for f in found)


def test_geonames_codes_become_those_of_ocha(tmp_path):
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", LINE + "\n")
        archive.writestr("readme.txt", "not a country file")
    (row,) = read_download(tmp_path / "SY.zip").places.to_dict("records")
    assert (row["place_id"], row["name_ar"], row["adm1_pcode"], row["adm1"]) == ("G1", "تل التجربة", "SY07", "Idlib")


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({5: "36.60", 6: "35.80"}, None),  # both are latitudes and longitudes of Syria: no swap can be seen
        ({5: "38.90", 6: "35.80"}, "swapped"),
        ({5: "0", 6: "0"}, "0, 0"),
        ({5: "51.5", 6: "-0.1"}, "outside"),
        ({5: "north", 6: "36.6"}, "no numbers"),
        ({2: ""}, "no Arabic name"),
    ],
)
def test_odd_rows_are_repaired_or_set_aside_with_their_line(change, remark):
    row = [change.get(i, value) for i, value in enumerate(ROW)]
    found = read_ocha(table("2015", row))
    assert (remark is None) == found.remarks.empty
    if remark:
        assert remark in found.remarks["remark"].iloc[0] and found.remarks["line"].iloc[0] == 2
        assert len(found.places) == (remark == "swapped")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.zip", b"no zip", "no zip"),
        ("a.csv", "PCODE,NAME_EN\n".encode("utf-16"), "not UTF-8"),
        ("a.csv", b"name,lat\nx,1\n", "a column for pcode"),
        ("a.csv", b"PCODE,NAME_EN,NAME_ARA,ADMIN1_COD,LATITUDE,LONGITUDE\nC1,a,b,SY07,3965000,280000\n", "WGS 84"),
        ("a.xlsx", b"no workbook", "no workbook"),
        ("a.txt", b"1\t2\t3\n", "19 columns"),
        ("a.pdf", b"%PDF", "a file a.pdf"),
    ],
)
def test_files_that_cannot_be_used_are_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        read_download(tmp_path / name)


def test_a_place_in_both_keeps_the_row_of_the_facts(gazetteer):
    known = gazetteer.places[gazetteer.places["pcode"].str.startswith("C")].iloc[0]
    row = [known["pcode"], "Elsewhere", "اسم آخر", "SY07", "", "35.8", "36.6"]
    merged = load_gazetteers(gazetteer, [read_ocha(table("2015", row, ROW))])
    assert merged.row(known["pcode"])["name_ar"] == known["name_ar"] and merged.row("C9001")["name_en"] == "Testville"
    assert len(merged.places) == len(gazetteer.places) + 1 and merged.version != gazetteer.version


def test_integrity_names_what_is_odd(gazetteer):
    places = gazetteer.places.astype(object).fillna("").astype(str).reset_index(drop=True)
    assert set(check_integrity(places)["check"]) <= {"name twice in one sub-district", "far from its district"}
    broken = places.assign(adm3_pcode="SY990000").head(3)
    assert "sub-district outside its governorate" in set(check_integrity(broken)["check"])


def test_real_files_together_decide_names_with_context():
    if not SHARED.is_dir():
        pytest.skip("the gazetteer files are not beside this checkout (../shared/reference/gazetteers)")
    downloads = [read_download(SHARED / "ocha_2015_adm4_points.csv"), read_download(SHARED / "SY.txt")]
    assert [len(d.places) > 5000 for d in downloads] == [True, True]
    merged = load_gazetteers(load_gazetteer(ROOT / "data/raw/gazetteer/places.csv"), downloads)
    names = pd.DataFrame({"name": ["بزابور", "كفريا", "لا مكان"], "context": ["بريف إدلب", "", ""]})
    assert geocode_names(names, merged)["status"].tolist() == ["matched", "ambiguous", "unmatched"]


def test_an_empty_dump_gives_no_places():
    assert read_geonames("").places.empty
