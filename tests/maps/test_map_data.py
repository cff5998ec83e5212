"""The page's data block: every event in it, nothing in it that could be markup."""

import json

import numpy as np
import pandas as pd
import pytest

from geo_events.errors import EventTableError
from geo_events.events import events_from_rows
from geo_events.maps import draw_map
from geo_events.maps.data import encode_column, event_layers, map_data, to_script_json, toponym_dots


@pytest.fixture
def data(events, toponyms, small_gazetteer, hostile):
    report = {
        "inputs": [{"file": hostile[1]}],
        "when": pd.Timestamp("2024-02-09"),
        "n": np.int64(3),
        "x": float("nan"),
    }
    return map_data(events, toponyms=toponyms, title=hostile[2], report=report, gazetteer=small_gazetteer)


def column(data, name):
    coded = data["events"]["columns"][name]
    if isinstance(coded, list):
        return coded
    return [None if code < 0 else coded["values"][code] for code in coded["codes"]]


def test_every_event_and_its_words_are_in_the_data(data, events):
    assert column(data, "event_id") == events["event_id"].tolist()
    assert [text or None for text in column(data, "evidence")] == [
        None if pd.isna(text) else text for text in events["evidence"]
    ]


def test_null_and_zero_deaths_stay_apart(data):
    assert column(data, "fatalities")[:6] == [3, 3, 16, None, 0, None]
    assert column(data, "fatalities_high")[2] is None


def test_layers_are_named_with_their_counts(data):
    counts = {layer["key"]: layer["count"] for layer in data["layers"]}
    assert counts.pop("toponyms") == 2
    assert counts["records"] == 1
    assert counts["aggregates"] == 1
    assert sum(counts.values()) == data["events"]["count"]


def test_aggregates_of_a_data_set_are_aggregates(events):
    table = events.assign(dataset="ucdp-ged", event_clarity=pd.array(["aggregate"] * len(events), "string"))
    assert set(event_layers(table)) == {"aggregates"}


def test_dots_are_drawn_for_places_only_and_the_rest_is_counted(toponyms, hostile):
    dots, left_out = toponym_dots(toponyms)
    assert [(dot["name"], dot["mentions"], dot["articles"]) for dot in dots] == [
        ("Kut", 2, ["a1", "a2"]),
        (hostile[1], 1, ["<b>"]),
    ]
    assert sum(left_out.values()) + sum(dot["mentions"] for dot in dots) == len(toponyms)


def test_the_script_block_holds_no_sign_that_could_end_it(data, hostile):
    text = to_script_json(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["title"] == hostile[2]


@pytest.mark.parametrize(
    ("values", "plain"),
    [
        (pd.Series(["a", None, "a", "a"], dtype="string"), ["a", None, "a", "a"]),
        (pd.Series([1, None, 3], dtype="Int64"), [1, None, 3]),
        (pd.Series([0.12345, np.nan]), [0.123, None]),
        (pd.Series(["2024-02-07", None], dtype="datetime64[s]"), ["2024-02-07", None]),
        (pd.Series([], dtype="string"), []),
    ],
)
def test_columns_are_read_back(values, plain):
    coded = encode_column(values)
    assert json.loads(json.dumps(coded, allow_nan=False)) == coded
    assert column({"events": {"columns": {"x": coded}}}, "x") == plain


def test_an_empty_table_gives_a_map(small_gazetteer):
    page = draw_map(events_from_rows([]), gazetteer=small_gazetteer).get_root().render()
    assert "geoEvents.create" in page


def test_what_is_no_event_table_is_refused(small_gazetteer):
    with pytest.raises(EventTableError, match="as_events"):
        draw_map(pd.DataFrame({"a": [1]}), gazetteer=small_gazetteer)


def test_sources_and_view_are_taken_from_the_gazetteer(data, small_gazetteer, hostile):
    assert data["credits"] == [
        "GeoNames (CC BY 4.0)",
        "test <b>source</b> (CC0)",
        "Boundaries: United Nations usage, no endorsement implied",
    ]
    sections = dict(data["about"])
    assert sections["Sources and licences"][:2] == ["test <b>source</b>, CC0", "GeoNames, CC BY 4.0"]
    assert hostile[1] in sections["Gazetteer"]["sources"]
    assert "They imply no endorsement." in sections["Limits"][0]


def test_lines_keep_their_kind_and_their_way(data):
    assert [line["kind"] for line in data["lines"]] == ["international", "control"]
    assert data["lines"][1]["shape"] == [[3500, 4600, 100, 100]]
