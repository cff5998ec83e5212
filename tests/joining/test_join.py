import pandas as pd
import pytest

from geo_events.errors import EventTableError
from geo_events.events import as_events, empty_events
from geo_events.joining import join_events

INCIDENT = {
    "event_type": "Battles",
    "date_start": "2024-03-11",
    "date_end": "2024-03-11",
    "date_precision": "day",
    "geo_precision": "exact",
    "uncertainty_km": 5.0,
    "latitude": 36.34,
    "longitude": 43.13,
}


def table(dataset, *rows):
    frame = pd.DataFrame([INCIDENT | {"source_id": f"{dataset}{n}"} | row for n, row in enumerate(rows)])
    return as_events(frame, dataset=dataset)


def clusters(*tables):
    joined = join_events(*tables)
    return joined.groupby("cluster_id").size().tolist()


def test_every_row_is_kept_in_order():
    one, other = table("article", {}, {"event_type": "Riots"}), table("ucdp-ged", {})
    joined = join_events(one, other)
    assert joined["event_id"].tolist() == ["article:1", "article:2", "ucdp-ged:1"]


def test_reports_and_records_of_one_incident_get_one_cluster():
    joined = join_events(table("article", {"fatalities": 3}), table("ucdp-ged", {"fatalities": 3}))
    assert joined["cluster_id"].tolist() == ["article:1", "article:1"]


@pytest.mark.parametrize(
    "other",
    [
        {"date_start": "2024-03-15", "date_end": "2024-03-15"},
        {"latitude": 33.3, "longitude": 44.4},
        {"event_type": "Protests"},
        {"fatalities": 40},
        {"event_clarity": "aggregate"},
        {"status": "attempted"},
        {"geo_precision": "country", "uncertainty_km": 500.0},
        {"date_start": None, "date_end": "2024-03-11", "date_precision": "unknown"},
        {"date_start": "2024-03-01", "date_end": "2024-03-31", "date_precision": "month"},
    ],
    ids=["day", "place", "kind", "toll", "aggregate", "status", "coarse place", "open date", "long range"],
)
def test_rows_that_disagree_or_are_vague_stay_apart(other):
    assert clusters(table("article", {"fatalities": 3}), table("ucdp-ged", {"fatalities": 3} | other)) == [
        1,
        1,
    ]


def test_at_least_meets_a_higher_figure():
    assert clusters(
        table("article", {"fatalities": 16, "fatalities_low": 16}), table("ucdp-ged", {"fatalities": 20})
    ) == [2]


def test_two_events_of_one_article_are_never_one():
    assert clusters(table("article", {"source_id": "a"}, {"source_id": "a"})) == [1, 1]


def test_joining_with_nothing_changes_nothing():
    joined = join_events(table("article", {}), empty_events())
    assert joined["event_id"].tolist() == ["article:1"]


def test_two_tables_with_the_same_ids_are_refused():
    with pytest.raises(EventTableError, match="event_id is not unique"):
        join_events(table("article", {}), table("article", {}))
