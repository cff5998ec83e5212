"""The user's own places: which rows are used, what is said of the others, and that they go first."""

import json
import pickle

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner

from geo_events.cli import main
from geo_events.errors import GazetteerError, InputError, MissingFileError
from geo_events.gazetteer import own_places
from geo_events.gazetteer.own_places import with_own_places
from geo_events.gazetteer.sources.own import feature_words, read_own_places, template
from geo_events.gazetteer.sources.own_files import read_own_file

HEADER = "name,latitude,longitude,aliases,feature,country_code,admin1,uncertainty_km,prior,notes"


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("GEO_EVENTS_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def listed(tmp_path):
    """Write rows under the usual header; give the file."""

    def write(*rows, header=HEADER, name="mine.csv"):
        path = tmp_path / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def layered(listed, small):
    return lambda *rows: with_own_places(small, listed(*rows))


def faults_of(path, small):
    return [(fault.where, fault.column) for fault in read_own_places(path, gazetteer=small).faults]


def test_a_place_of_ones_own_is_looked_up_and_found_in_a_text(layered):
    gazetteer = layered("Camp Zed,36.83,42.12,Zedlager|مخيم زد,camp,IQ,,2,,guarded")
    (place,) = gazetteer.lookup("zedlager")
    assert (place.name, place.latitude, place.longitude) == ("Camp Zed", 36.83, 42.12)
    assert (place.feature_class, place.feature_code) == ("S", "CMP")
    assert (place.country_code, place.uncertainty_km, place.source) == ("IQ", 2, "mine.csv")
    assert gazetteer.lookup("مخيم زد") == [place]
    text = "Shells fell on Camp Zed and Mosul."
    assert [text[m.start : m.end] for m in gazetteer.find_names(text)] == ["Camp Zed", "Mosul"]
    assert gazetteer.get(place.key).key == place.key


def test_the_unit_is_found_from_the_point_and_parents_are_the_gazetteers(layered):
    gazetteer = layered("Camp Zed,36.83,42.12,,,,,,,")
    place = gazetteer.lookup("Camp Zed")[0]
    assert [parent.name for parent in gazetteer.parents(place)] == ["Nineveh", "Iraq"]


def test_ones_own_place_goes_before_others_of_the_name_which_stay(layered, small):
    gazetteer = layered("Mosul,33.0,42.0,,village,IQ,Anbar,,,")
    first, *others = gazetteer.lookup("Mosul")
    assert first.key == "own:mosul"
    assert others[0].geonameid == small.lookup("Mosul")[0].geonameid
    assert first.prior > others[0].prior
    assert len(gazetteer.lookup("Mosul", limit=1)) == 1
    assert gazetteer.lookup("Mosul", country="SYR") == small.lookup("Mosul", country="SYR")
    assert gazetteer.lookup("Mosul", country="IRQ")[0] == first


def test_a_corrected_point_replaces_the_gazetteers_own(layered, small):
    known = small.lookup("Mosul")[0]
    gazetteer = layered(f"Mosul,{known.latitude + 0.01},{known.longitude},,city,IQ,,,,")
    assert known.geonameid not in [p.geonameid for p in gazetteer.lookup("Mosul") if p.feature_class == "P"]


def test_of_names_at_one_place_the_longest_wins_whichever_list_it_is_in(layered):
    gazetteer = layered("Mosul Old Depot,36.34,43.13,,,,,,,", "Deir,35.0,40.0,,,,,,,")
    text = "The Mosul old depot lies far from Deir ez-Zor."
    assert [text[m.start : m.end] for m in gazetteer.find_names(text)] == ["Mosul old depot", "Deir ez-Zor"]


def test_nearest_and_locate_know_both(layered, small):
    gazetteer = layered("Zed,36.8301,42.1201,,village,,,,,")
    assert gazetteer.nearest(36.83, 42.12)[0].key == "own:zed"
    two = gazetteer.nearest(36.83, 42.12, limit=2)
    assert two[1] == small.nearest(36.83, 42.12)[0]
    assert gazetteer.locate(33.31, 44.36) == small.locate(33.31, 44.36)
    iraq = gazetteer.country("IQ")
    assert gazetteer.outline(iraq).equals(small.outline(iraq))
    assert len(gazetteer.base_map()) == len(small.base_map())


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (",36,43,,,,,,,", "name", "it is empty"),
        ("1234,36,43,,,,,,,", "name", "can't be found in a text"),
        ("Zed,36,43,Z|(),,,,,,", "aliases", "can't be found in a text"),
        ("Zed,,43,,,,,,,", "latitude", "it is empty"),
        ("Zed,36,,,,,,,,", "longitude", "it is empty"),
        ("Zed,north,43,,,,,,,", "latitude", "no number of decimal degrees"),
        ('Zed,"36,5",43,,,,,,,', "latitude", "write 36.5"),
        ("Zed,143.88,34.51,,,,,,,", "latitude", "look swapped"),
        ("Zed,36,190,,,,,,,", "longitude", "off the globe"),
        ("Zed,3820000,441000,,,,,,,", "latitude", "look like metres"),
        ("Zed,36.8,42.1,,,QQ,,,,", "country_code", "no country has the code 'QQ'"),
        ("Zed,42.1,36.8,,,IQ,,,,", "country_code", "look swapped"),
        ("Zed,33.5,36.3,,,IQ,,,,", "country_code", "lies in SY, not in IQ"),
        ("Zed,36.8,42.1,,,IQ,Nowhere,,,", "admin1", "no first-order unit of IQ is called 'Nowhere'"),
        ("Zed,36.8,42.1,,castle,,,,,", "feature", "'castle' is no kind of place"),
        ("Zed,36.8,42.1,,,,,-1,,", "uncertainty_km", "out of range"),
        ("Zed,36.8,42.1,,,,,wide,,", "uncertainty_km", "no number"),
        ("Zed,36.8,42.1,,,,,,1.5,", "prior", "out of range"),
        ("Zed,36.8,42.1,,,,,,nan,", "prior", "out of range"),
        ("Zed,36.8,42.1,,,,,,,,,more", "row", "more cells than the header"),
        ("mosul dépôt,36.001,43.001,,,,,,,", "name", "is there already, at line 2"),
    ],
)
def test_a_faulty_row_is_told_and_the_others_are_used(listed, small, row, column, says):
    path = listed("Mosul Depot,36,43,,,,,,,", row, "Last,36.5,43.5,,,,,,,")
    own = read_own_places(path, gazetteer=small)
    assert [entry.name for entry in own.entries] == ["Mosul Depot", "Last"]
    (fault,) = own.faults
    assert (fault.where, fault.column) == ("line 3", column)
    assert says in str(fault)
    assert fault.mend


def test_line_numbers_are_the_files_own(tmp_path, small):
    path = tmp_path / "mine.csv"
    path.write_text(
        '# first\n\nname,lat,lon,notes\n# more\nA1 Camp,36,43,"two\nlines"\n,36,43,\n', encoding="utf-8-sig"
    )
    assert faults_of(path, small) == [("line 7", "name")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_names_of_columns_are_understood(tmp_path, small, delimiter):
    path = tmp_path / "mine.csv"
    rows = [
        ["Name", "Lat", "Lon", "Type", "Country", "Owner"],
        ["Zed", "36.8", "42.1", "Village", "Iraq", "me"],
    ]
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding="utf-8")
    own = read_own_places(path, gazetteer=small)
    assert [(e.name, e.latitude, e.feature_code, e.country_code) for e in own.entries] == [
        ("Zed", 36.8, "PPL", "IQ")
    ]
    assert own.unused == ("owner",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no header"),
        (b"place,lat,lon\nZed,36,43\n", "no column name"),
        (b"name,lat\nZed,36\n", "no column longitude"),
        (b"name,name,lat,lon\nZed,Z,36,43\n", "name is there twice"),
        ("name,lat,lon\nЗед,36,43\n".encode("cp1251"), "not UTF-8"),
        (b'name,lat,lon\n"Zed,36,43\n', "no CSV"),
    ],
)
def test_a_file_that_is_no_list_of_places_is_refused(tmp_path, content, says):
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_own_file(path)


def test_a_missing_file_and_an_unknown_format_are_told(tmp_path, small):
    with pytest.raises(MissingFileError):
        with_own_places(small, tmp_path / "none.csv")
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"\.csv, \.geojson and \.gpkg"):
        with_own_places(small, tmp_path / "a.xlsx")


def test_a_file_without_any_good_row_is_refused_with_the_faults(layered):
    with pytest.raises(GazetteerError, match="line 2, latitude"):
        layered("Zed,,,,,,,,,")


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_polygons_give_their_point_and_extent(tmp_path, small, suffix):
    square = shapely.box(43.0, 36.0, 43.2, 36.2)
    frame = gpd.GeoDataFrame(
        {"name": ["Zed Zone", "Dot", None], "aliases": ["ZZ", None, None]},
        geometry=[square, shapely.Point(43.5, 36.5), shapely.Point(44, 36)],
        crs=4326,
    )
    path = tmp_path / f"mine.{suffix}"
    frame.to_file(path)
    gazetteer = with_own_places(small, path)
    zone = gazetteer.lookup("Zed Zone")[0]
    assert square.contains(shapely.Point(zone.longitude, zone.latitude))
    assert 12 < zone.uncertainty_km < 16
    assert gazetteer.outline(zone).equals(square)
    assert gazetteer.outline(gazetteer.lookup("Dot")[0]) is None
    (fault,) = gazetteer.info()["own_places"]["left_out"]
    assert fault.startswith("feature 3, name")


def test_lines_reach_as_far_as_they_go(tmp_path, small):
    path = tmp_path / "mine.geojson"
    line = shapely.LineString([(43.0, 36.0), (43.0, 37.0)])
    gpd.GeoDataFrame({"name": ["Zed Road"]}, geometry=[line], crs=4326).to_file(path)
    (entry,) = read_own_places(path, gazetteer=small).entries
    assert entry.uncertainty_km == pytest.approx(55.6, rel=0.02)


@pytest.mark.filterwarnings("ignore:.crs. was not provided")  # geopandas warns of what is tested here
def test_another_reference_system_is_transformed_and_none_is_refused(tmp_path, small):
    frame = gpd.GeoDataFrame({"name": ["Zed"]}, geometry=[shapely.Point(43.5, 36.5)], crs=4326)
    frame.to_crs(32638).to_file(tmp_path / "utm.gpkg")
    (entry,) = read_own_places(tmp_path / "utm.gpkg", gazetteer=small).entries
    assert (entry.latitude, entry.longitude) == pytest.approx((36.5, 43.5), abs=1e-5)
    frame.set_crs(None, allow_override=True).to_file(tmp_path / "bare.gpkg")
    with pytest.raises(InputError, match="which coordinates"):
        read_own_file(tmp_path / "bare.gpkg")


def test_every_layer_of_a_geopackage_is_read(tmp_path):
    path = tmp_path / "mine.gpkg"
    for name in ("one", "two"):
        frame = gpd.GeoDataFrame({"name": [name]}, geometry=[shapely.Point(43.5, 36.5)], crs=4326)
        frame.to_file(path, layer=name)
    assert [row.where for row in read_own_file(path).rows] == [
        "feature 1 of layer one",
        "feature 1 of layer two",
    ]


def test_a_list_is_compiled_once_and_anew_when_it_changes(listed, small, monkeypatch):
    path = listed("Zed,36.8,42.1,,,,,,,")
    with_own_places(small, path)
    compiled = []
    compile_entries = own_places.compile_entries
    monkeypatch.setattr(
        own_places, "compile_entries", lambda *args: compiled.append(args) or compile_entries(*args)
    )
    with_own_places(small, path)
    assert not compiled
    assert with_own_places(small, listed("Zee,36.8,42.1,,,,,,,")).lookup("Zee")
    assert len(compiled) == 1


def test_info_names_the_file_and_its_digest(layered):
    own = layered("Zed,36.8,42.1,,,,,,,", "Bad,,,,,,,,,").info()["own_places"]
    assert (own["file"], own["places"], len(own["left_out"]), len(own["sha256"])) == ("mine.csv", 1, 1, 64)


def test_the_template_passes_its_own_check(tmp_path, gazetteer):
    path = tmp_path / "t.csv"
    path.write_text(template(), encoding="utf-8")
    own = read_own_places(path, gazetteer=gazetteer)
    assert (own.faults, own.unused, len(own.entries)) == ([], (), 1)


def test_each_plain_word_stands_for_a_geonames_feature(bench):
    known = {
        line.split("\t")[0]
        for line in (bench / "data" / "geonames" / "featureCodes_en.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    }
    assert set(feature_words().values()) <= known


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_the_commands_write_a_template_and_check_a_list(tmp_path, listed, small_path):
    assert run("gazetteer", "template", "-o", tmp_path / "new.csv").exit_code == 0
    assert "name,latitude,longitude" in (tmp_path / "new.csv").read_text(encoding="utf-8")
    assert run("gazetteer", "template", "-o", tmp_path / "new.csv").exit_code == 2
    path = listed("Zed,36.8,42.1,,,,,,,", "Bad,142.1,36.8,,,,,,,")
    done = run("gazetteer", "check", path, "--gazetteer", small_path)
    assert done.exit_code == 3
    assert (
        "line 3, latitude: 142.1, 36.8 lies off the globe; latitude and longitude look swapped" in done.stdout
    )
    assert run("gazetteer", "check", listed("Zed,36.8,42.1,,,,,,,"), "--gazetteer", small_path).exit_code == 0
    assert run("gazetteer", "check", listed("Zed,,,,,,,,,"), "--gazetteer", small_path).exit_code == 1


def test_lookup_nearest_and_info_take_a_list(listed, small_path):
    options = ("--gazetteer", small_path, "--places", listed("Zed,36.8301,42.1201,,,,,,,"))
    assert "own:zed" in run("gazetteer", "lookup", "Zed", *options).stdout
    assert "own:zed" in run("gazetteer", "nearest", "36.83", "42.12", *options).stdout
    assert json.loads(run("gazetteer", "info", *options).stdout)["own_places"]["places"] == 1


def test_an_area_that_units_share_states_none(tmp_path, small):
    path = tmp_path / "mine.geojson"
    shapes = {"Within": shapely.box(41.0, 33.0, 41.5, 33.5), "Across": shapely.box(43.0, 35.5, 44.0, 36.2)}
    gpd.GeoDataFrame({"name": list(shapes)}, geometry=list(shapes.values()), crs=4326).to_file(path)
    within, across = read_own_places(path, gazetteer=small).entries
    assert small.get(f"code:IQ.{within.admin1}").name == "Anbar"
    assert (across.country_code, across.admin1) == ("IQ", "")


def test_control_characters_are_refused(listed, small):
    assert faults_of(listed("Zed\x1b[31m Camp,36.8,42.1,,,,,,,"), small) == [("line 2", "name")]


def test_a_layered_gazetteer_can_be_handed_to_another_process(layered):
    gazetteer = layered("Zed,36.8301,42.1201,,village,,,,,")
    assert pickle.loads(pickle.dumps(gazetteer)).lookup("Zed") == gazetteer.lookup("Zed")
