"""The event table: what makes one, and that every fault is named at once."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point

from geo_events.errors import EventTableError
from geo_events.events import (
    COLUMNS,
    EVENT_TYPE_OF,
    EVENT_TYPES,
    REQUIRED,
    SUB_EVENT_TYPES,
    as_events,
    empty_events,
    events_from_rows,
    validate_events,
)

PLACED = {"geometry": Point(44.4, 33.3), "geo_precision": "exact", "uncertainty_km": 5.0}


@pytest.fixture
def events():
    return as_events(pd.DataFrame({"sub_event_type": ["Armed clash", "Attack"], "note": ["a", None]}))


def test_the_scheme_is_acleds():
    assert len(EVENT_TYPES) == 6
    assert len(EVENT_TYPE_OF) == 25
    assert sum(map(len, SUB_EVENT_TYPES.values())) == 25


def test_an_empty_table_is_a_valid_table_with_every_column():
    table = empty_events()
    validate_events(table)
    assert list(table.columns) == list(COLUMNS)
    assert table.crs.to_epsg() == 4326


def test_rows_become_a_table_with_extra_columns_behind(events):
    table = events_from_rows([dict.fromkeys(REQUIRED, "x") | {"plover": "ASSAULT", "fatalities": 3}, {}])
    assert list(table.columns) == [*COLUMNS, "plover"]
    assert str(table["fatalities"].dtype) == "Int64"
    assert table["fatalities"].tolist() == [3, pd.NA]
    assert str(table["date_start"].dtype) == "datetime64[s]"


def test_extra_columns_keep_their_dtypes():
    frame = pd.DataFrame({"event_type": ["Riots"], "ucdp_best": pd.array([None], dtype="Int64")})
    assert as_events(frame)["ucdp_best"].dtype == "Int64"


def test_a_partial_frame_is_filled(events):
    assert events["event_type"].tolist() == ["Battles", "Violence against civilians"]
    assert events["event_id"].tolist() == ["table:1", "table:2"]
    assert events["status"].tolist() == ["occurred", "occurred"]
    assert events["geo_precision"].tolist() == ["unknown", "unknown"]
    assert events.geometry.isna().all()


def test_coordinates_become_points_where_both_are_known():
    frame = pd.DataFrame(
        {
            "event_type": "Riots",
            "latitude": [33.3, None],
            "longitude": [44.4, 44.4],
            "geo_precision": ["exact", "unknown"],
            "uncertainty_km": [5.0, None],
        }
    )
    events = as_events(frame, dataset="mine")
    assert events.geometry.iloc[0] == Point(44.4, 33.3)
    assert events.geometry.iloc[1] is None
    assert events["dataset"].tolist() == ["mine", "mine"]


def test_a_value_of_the_wrong_type_is_named_with_its_column():
    with pytest.raises(EventTableError, match=r"column fatalities: .*many"):
        as_events(pd.DataFrame({"event_type": ["Riots"], "fatalities": ["many"]}))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"event_type": "War"}, "'War' is none of Battles"),
        ({"event_type": "Riots", "sub_event_type": "Armed clash"}, "belongs to another event_type"),
        ({"status": None}, "status is empty"),
        ({"confidence": 1.5}, "confidence is outside 0-1"),
        ({"date_start": "2024-02-09", "date_end": "2024-02-08"}, "date_start is greater than date_end"),
        ({"fatalities": 2, "fatalities_low": 3}, "fatalities_low is greater than fatalities"),
        ({"evidence_start": 9, "evidence_end": 2}, "evidence_start is greater"),
        ({"geometry": Point(0, 0)}, "geo_precision says unknown"),
        (PLACED | {"uncertainty_km": None}, "uncertainty_km is empty"),
        (PLACED | {"geometry": Point(33.3, 144.4)}, "were they swapped"),
        (PLACED | {"geometry": LineString([(0, 0), (1, 1)])}, "geometry is no point"),
        ({"event_id": "two"}, "event_id is not unique"),
    ],
)
def test_a_fault_is_named_with_row_and_column(change, fault):
    good = {"event_type": "Riots", "dataset": "d", "status": "occurred", "event_clarity": "incident"}
    good |= {"claim": "reported", "date_precision": "unknown", "geo_precision": "unknown"}
    good |= {"review_status": "machine"}
    table = events_from_rows([good | {"event_id": "one"} | change, good | {"event_id": "two"}])
    with pytest.raises(EventTableError, match=fault) as caught:
        validate_events(table)
    assert f"row {change.get('event_id', 'one')}" in str(caught.value)


def test_all_faults_are_told_at_once(events):
    events.loc[0, ["status", "claim"]] = pd.NA
    events.loc[1, "confidence"] = -1
    with pytest.raises(EventTableError) as caught:
        validate_events(events)
    assert str(caught.value).count("\n") == 3


def test_missing_columns_wrong_dtypes_and_a_wrong_crs_are_told(events):
    with pytest.raises(EventTableError, match="column status is missing"):
        validate_events(events.drop(columns="status"))
    with pytest.raises(EventTableError, match="column fatalities is float64, not Int64"):
        validate_events(events.astype({"fatalities": "float64"}))
    with pytest.raises(EventTableError, match=r"use events.to_crs\(4326\)"):
        validate_events(events.to_crs(3857))
    with pytest.raises(EventTableError, match="no GeoDataFrame"):
        validate_events(pd.DataFrame(events))
    assert isinstance(events, gpd.GeoDataFrame)


@pytest.mark.parametrize(
    "spans",
    [
        [["weapon", 1, 4]],
        [["action", 4, 4]],
        [["action", -1, 4]],
        [["action", 1.5, 4]],
        [["action", 1]],
        ["action"],
        [[["action"], 1, 4]],
        [[]],
        '[["weapon", 1, 4]]',
        "no JSON",
        7,
    ],
)
def test_spans_that_cannot_be_looked_up_are_faults(spans):
    with pytest.raises(EventTableError, match="row table:1: evidence_spans is no list of"):
        as_events(pd.DataFrame({"event_type": ["Riots"], "evidence_spans": [spans]}))


def test_spans_are_read_from_json_text():
    table = as_events(pd.DataFrame({"event_type": ["Riots"], "evidence_spans": ['[["place", 3, 8]]']}))
    assert table["evidence_spans"].to_list() == [[["place", 3, 8]]]


@pytest.mark.parametrize("value", [1.2, -0.1, "sure"])
def test_a_single_confidence_outside_0_to_1_is_a_fault(value):
    with pytest.raises(EventTableError, match="confidence_place is outside 0-1"):
        as_events(pd.DataFrame({"event_type": ["Riots"], "confidence_place": [value]}))
