"""Event tables come back from every format as they went, whatever their text says."""

import csv
import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from geo_events.errors import EventTableError, InputError, MissingFileError
from geo_events.events import as_events, empty_events
from geo_events.export import read_events, to_csv, to_geojson, to_geoparquet

WRITERS = [(to_csv, "events.csv"), (to_geojson, "events.geojson"), (to_geoparquet, "events.parquet")]
HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'=x",
    "''=x",
    "'quoted'",
    'a "word", and\nanother\r\nline',
    "${alert(1)} <img src=x onerror=alert(1)> C:\\2019",
    "NA",
    "null",
    "007",
    "  spaces  ",
    "Kīyiv — Київ 🌍 \u2028",
]
# every character that UTF-8 can hold, but empty text, which CSV can't tell from none
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(HOSTILE)


def table(rows):
    defaults = {"event_type": "Battles", "sub_event_type": "Armed clash"}
    return as_events(pd.DataFrame([defaults | row for row in rows]))


@pytest.fixture
def events():
    rows = [
        {"headline": text, "evidence": text, "evidence_start": 3, "fatalities": number, "note": f"{text}!"}
        for number, text in enumerate(HOSTILE)
    ]
    rows[0] |= {"geometry": Point(44.361, 33.3152), "geo_precision": "exact", "uncertainty_km": 5.0}
    rows[1] |= {
        "geometry": Point(36.0, 31.0),
        "geo_precision": "country",
        "uncertainty_km": 250.5,
        "iso3": "JOR",
    }
    rows[2] |= {"date_start": "2024-02-07", "date_end": "2024-02-07", "published": "2024-02-09"}
    frame = table(rows)
    frame["ucdp_best"] = pd.array([*range(len(frame) - 1), None], dtype="Int64")
    frame["match_probability"] = [0.5, *[1.0] * (len(frame) - 1)]
    frame["kept"] = pd.array([True, *[None] * (len(frame) - 1)], dtype="boolean")
    frame["nothing"] = pd.array([None] * len(frame), dtype="string")
    frame["note"] = frame["note"].astype("string")
    return frame


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_table_comes_back_with_its_columns_and_dtypes(events, tmp_path, write, name):
    write(events, tmp_path / name)
    assert_geodataframe_equal(read_events(tmp_path / name), events)


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_table_without_rows_comes_back(tmp_path, write, name):
    write(empty_events(), tmp_path / name)
    back = read_events(tmp_path / name)
    assert_geodataframe_equal(back, empty_events(), check_geom_type=False)


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_the_same_table_gives_the_same_bytes(events, tmp_path, write, name):
    write(events, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    write(events.copy(), tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize(("write", "name"), WRITERS)
@given(texts=st.lists(_TEXT, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back(tmp_path, write, name, texts):
    given_table = table([{"headline": text, "actor1_text": text} for text in texts])
    write(given_table, tmp_path / name)
    assert_geodataframe_equal(read_events(tmp_path / name), given_table)


@given(texts=st.lists(_TEXT, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_of_text_begins_as_a_formula_does(tmp_path, texts):
    to_csv(pd.DataFrame({"=name": texts, "number": -1}), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=name", "number"]
    assert all(row[0][0] not in "=+-@\t\r" for row in rows)
    assert all(row[1] == "-1" for row in rows[1:])


def test_csv_writes_days_whole_numbers_and_nulls_plainly(events, tmp_path):
    to_csv(events.drop(columns="note"), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[2]["date_start"] == "2024-02-07"
    assert rows[2]["fatalities"] == "2"
    assert rows[2]["date_precision"] == "unknown"
    assert (rows[2]["latitude"], rows[2]["injured"], rows[2]["source"]) == ("", "", "")
    assert (rows[0]["latitude"], rows[0]["longitude"]) == ("33.3152", "44.361")
    assert list(rows[0])[26:28] == ["latitude", "longitude"]  # where the geometry stood


def test_a_plain_table_is_written_with_nested_values_as_json(tmp_path):
    toponyms = pd.DataFrame({"text": ["-Aden", None], "start": [1, 2], "candidates": [[{"name": "é"}], None]})
    to_csv(toponyms, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == (
        '"text","start","candidates"\n"\'-Aden",1,"[{""name"": ""é""}]"\n,2,\n'
    )


def geometries(path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [feature["geometry"] and feature["geometry"]["type"] for feature in features]


class Outlines:
    """A gazetteer of one country and one province, both with far too many corners."""

    class Place:
        is_admin1 = True

    area = Point(36.0, 31.0).buffer(2, quad_segs=2000)

    def country(self, code):
        return self.Place() if code == "JOR" else None

    def locate(self, latitude, longitude):
        return [self.Place()]

    def info(self):
        return {"sources": {}, "boundaries": {"view": "un"}, "fingerprint": "0"}

    def outline(self, place):
        return self.area


@pytest.fixture
def coarse():
    point = {"geometry": Point(36.0, 31.0), "uncertainty_km": 100.0}
    return table(
        [
            point | {"geo_precision": "exact"},
            point | {"geo_precision": "country", "iso3": "JOR"},
            point | {"geo_precision": "admin1"},
            point | {"geo_precision": "region", "footprint": "LINESTRING (36 31, 37 32)"},
            point | {"geo_precision": "water"},
            {},
        ]
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"gazetteer": Outlines()},
            ["Point", "Polygon", "Polygon", "LineString", None, None],
        ),
        ({}, ["Point", None, None, "LineString", None, None]),
        ({"coarse": "null", "gazetteer": Outlines()}, ["Point", None, None, None, None, None]),
        ({"coarse": "point"}, ["Point", "Point", "Point", "Point", "Point", None]),
    ],
)
def test_a_coarse_row_is_no_point_unless_asked(coarse, tmp_path, options, expected):
    path = tmp_path / "t.geojson"
    to_geojson(coarse, path, **options)
    assert geometries(path) == expected
    assert read_events(path).geometry.notna().tolist() == coarse.geometry.notna().tolist()


def test_outlines_are_simplified_to_a_few_kilobytes(coarse, tmp_path):
    path = tmp_path / "t.geojson"
    to_geojson(coarse, path, gazetteer=Outlines())
    geometry = json.loads(path.read_text())["features"][1]["geometry"]
    assert len(json.dumps(geometry)) < 5_000
    drawn = shape(geometry)
    assert drawn.symmetric_difference(Outlines.area).area < 0.02 * Outlines.area.area
    assert shapely.is_ccw(drawn.exterior)  # RFC 7946, 3.1.6


def test_the_users_gazetteer_gives_outlines(coarse, gazetteer, tmp_path):
    path = tmp_path / "t.geojson"
    to_geojson(coarse, path, gazetteer=gazetteer)
    kinds = geometries(path)
    assert kinds[1] in {"Polygon", "MultiPolygon"}
    assert kinds[2] in {"Polygon", "MultiPolygon"}


def test_what_is_no_event_table_is_not_written(events, tmp_path):
    for write, name in WRITERS:
        with pytest.raises(EventTableError, match="event_type"):
            write(gpd.GeoDataFrame(events.drop(columns="event_type")), tmp_path / name)
        assert not (tmp_path / name).exists()
    with pytest.raises(InputError, match="coarse='pin'"):
        to_geojson(events, tmp_path / "t.geojson", coarse="pin")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("t.geojson", b"{", InputError),
        ("t.geojson", b'{"features": [1]}', InputError),
        ("t.csv", b"\xff\xfe", InputError),
        ("t.csv", b"event_type,latitude,longitude\nBattles,north,1\n", InputError),
        ("t.csv", b"a,b\n1,2\n", EventTableError),
        ("t.parquet", b"PAR1", InputError),
        ("t.xlsx", b"", InputError),
    ],
)
def test_a_file_that_is_no_event_table_is_refused(tmp_path, name, content, error):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        read_events(tmp_path / name)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFileError, match="gone"):
        read_events(tmp_path / "gone.csv")


def test_what_a_gazetteer_adds_does_not_change_the_events(events, tmp_path, gazetteer):
    for write, name in WRITERS:
        write(events, tmp_path / name, gazetteer=gazetteer)
        assert_geodataframe_equal(read_events(tmp_path / name), events)
    assert "provenance" not in events.attrs


NESTED = [
    {
        "evidence_also": [[10, 20], [30, 41]],
        "evidence_spans": [["action", 2, 9], ["actor1", 10, 20], ["number", 30, 41]],
        "place_candidates": [{"name": "Zōrava", "score": 0.25}],
        "confidence_date": 0.75,
    },
    {"evidence_also": [], "evidence_spans": []},
    {},
]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_spans_and_single_confidences_come_back_as_they_went(tmp_path, write, name):
    events = table(NESTED)
    write(events, tmp_path / name)
    back = read_events(tmp_path / name)
    for column in ("evidence_also", "evidence_spans", "place_candidates"):
        assert back[column].to_list() == events[column].to_list()
    assert back["confidence_date"].to_list()[0] == 0.75
    write(back, tmp_path / f"again-{name}")
    assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_a_table_read_from_parquet_can_be_written_as_csv(tmp_path):
    to_geoparquet(table(NESTED), tmp_path / "t.parquet")
    to_csv(read_events(tmp_path / "t.parquet"), tmp_path / "t.csv")
    assert read_events(tmp_path / "t.csv")["evidence_spans"].to_list()[0] == NESTED[0]["evidence_spans"]
