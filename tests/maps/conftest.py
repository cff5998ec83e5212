"""A made-up event table of every precision, type and status, with hostile words, and a gazetteer for it."""

from __future__ import annotations

import dataclasses

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo_events.events import events_from_rows, validate_events
from geo_events.gazetteer.place import Place

HOSTILE = (
    "${alert(1)}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "C:\\2019",
    "=HYPERLINK(1)",
    "{{ 7 * 191 }} {% raw %}",
    "<!--<script>",
    "a\u2028b \u202etxt",
)
COUNTRIES = {
    "Iraq": (
        "IRQ",
        [(39, 33), (41.5, 37), (44.8, 37.2), (46, 35), (45.5, 33), (48, 30), (46.5, 29), (42, 31)],
    ),
    "Jordan": ("JOR", [(35, 29.2), (35.6, 32.7), (39, 33), (37, 30)]),
    "Syria": ("SYR", [(35.7, 33), (36, 36.5), (41.5, 37), (39, 33), (36, 32.4)]),
    "Sudan": ("SDN", [(22, 15), (25, 22), (37, 22), (37, 17), (34, 10), (24, 10)]),
    "Ukraine": ("UKR", [(22, 48), (24, 52), (34, 52), (40, 49), (35, 46), (30, 46)]),
}
PROVINCES = {
    "Anbar": (99592, "IQ", box(39.5, 31.5, 43.5, 34.5)),
    "North Darfur": (408660, "SD", box(23, 13, 27, 19)),
}


class SmallGazetteer:
    """Five countries and two provinces, drawn by hand."""

    def __init__(self):
        self.places = [
            Place(
                key=f"geonames:{number}",
                geonameid=number,
                name=name,
                latitude=shape.centroid.y,
                longitude=shape.centroid.x,
                feature_class="A",
                feature_code="ADM1",
                country_code=country,
                admin1="01",
                admin2="",
                population=1,
                source="test",
                uncertainty_km=200.0,
                prior=0.5,
            )
            for name, (number, country, shape) in PROVINCES.items()
        ]

    def lookup(self, name, *, country=None, limit=10):
        homonym = dataclasses.replace(self.places[0], name=name, geonameid=1)
        return [homonym, *(place for place in self.places if place.name == name)][:limit]

    def locate(self, latitude, longitude):
        return [place for place in self.places if self.outline(place).contains(Point(longitude, latitude))]

    def outline(self, place):
        shapes = {number: shape for number, _, shape in PROVINCES.values()}
        return shapes.get(place.geonameid)

    def base_map(self):
        shapes = {name: MultiPolygon([Polygon(ring)]) for name, (_, ring) in COUNTRIES.items()}
        codes = [iso3 for iso3, _ in COUNTRIES.values()]
        return gpd.GeoDataFrame(
            {"name": list(shapes), "iso3": codes}, geometry=list(shapes.values()), crs=4326
        )

    def boundary_lines(self):
        rings = {"international": [(39, 33), (41.5, 37)], "control": [(35, 46), (36, 47)]}
        lines = [LineString(points) for points in rings.values()]
        return gpd.GeoDataFrame({"kind": list(rings), "name": ["", "Line"]}, geometry=lines, crs=4326)

    def info(self):
        return {
            "places": 2,
            "path": "/nowhere",
            "sources": {
                HOSTILE[1]: {"version": "1", "licence": "test <b>source</b>, CC0"},
                "packed": {"version": "2", "licence": "GeoNames, CC BY 4.0"},
            },
            "boundaries": {
                "view": "un",
                "name": "United Nations usage",
                "note": "They imply no endorsement.",
            },
        }


@pytest.fixture(scope="session")
def small_gazetteer():
    return SmallGazetteer()


def event(number, **given):
    row = {
        "event_id": f"e{number:02}",
        "dataset": "article",
        "source_id": "a1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "status": "occurred",
        "event_clarity": "incident",
        "claim": "reported",
        "date_start": "2024-02-07",
        "date_end": "2024-02-07",
        "date_precision": "day",
        "geo_precision": "exact",
        "uncertainty_km": 2.0,
        "geometry": Point(44.39, 33.34),
        "location": "Baghdad",
        "country": "Iraq",
        "iso3": "IRQ",
        "admin1": "Baghdad",
        "headline": "Strike hits car",
        "source": "Harbour Courier",
        "source_url": "https://courier.example/a1",
        "published": "2024-02-09",
        "evidence": f"Sentence number {number} of the evidence.",
        "confidence": 0.8,
        "review_status": "machine",
    }
    return row | given


def country(name, iso3):
    return {
        "geo_precision": "country",
        "location": name,
        "country": name,
        "iso3": iso3,
        "admin1": None,
        "geometry": Point(10, 10),
        "uncertainty_km": 500.0,
    }


def at(name, x, y, precision="exact", km=2.0, **more):
    return {
        "location": name,
        "geometry": Point(x, y),
        "geo_precision": precision,
        "uncertainty_km": km,
    } | more


BATTLE = {"event_type": "Battles", "sub_event_type": "Armed clash"}
RIOT = {"event_type": "Riots", "sub_event_type": "Mob violence"}
PROTEST = {"event_type": "Protests", "sub_event_type": "Peaceful protest"}
ATTACK = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
ARREST = {"event_type": "Strategic developments", "sub_event_type": "Arrests"}
NOWHERE = {
    "geo_precision": "unknown",
    "geometry": None,
    "uncertainty_km": None,
    "location": None,
    "country": None,
    "iso3": None,
    "admin1": None,
}
UNDATED = {"date_start": None, "date_end": None, "date_precision": "unknown"}

ROWS = [
    event(
        1,
        **country("Iraq", "IRQ"),
        fatalities=3,
        fatalities_low=3,
        fatalities_high=3,
        actor1="United States",
        evidence="A U.S. drone struck a vehicle on Wednesday, killing three.",
    ),
    event(
        2,
        **country("Jordan", "JOR"),
        date_start=None,
        date_end="2024-02-06",
        fatalities=3,
        fatalities_low=3,
        fatalities_high=3,
        actor1_text="militants",
        actor2="United States",
    ),
    event(
        3, **country("Iraq", "IRQ"), date_start=None, date_end="2024-02-08", fatalities=16, fatalities_low=16
    ),
    event(
        4,
        **country("Iraq", "IRQ"),
        event_clarity="aggregate",
        date_precision="month",
        date_start="2023-10-01",
        date_end="2024-02-08",
        headline="Near-daily attacks since October",
    ),
    event(5, **BATTLE, **at("Mosul", 43.13, 36.34), fatalities=0, fatalities_low=0, fatalities_high=0),
    event(6, **at("Erbil", 44.01, 36.19), claim="claimed", attributed_to="the group’s media office"),
    event(7, **at("Erbil", 44.01, 36.19), status="attempted", source_url="javascript:alert(1)"),
    event(
        8,
        **ATTACK,
        **at("Erbil", 44.01, 36.19),
        target="health",
        fatalities=12,
        fatalities_low=12,
        fatalities_basis="imputed",
        fatalities_text="dozens",
    ),
    event(9, **BATTLE, **at("Rutba", 40.28, 33.04, "near", 20.0)),
    event(10, **at("Anbar", 41.0, 33.0, "admin1", 200.0, geonameid=99592)),
    event(11, **BATTLE, **at("Anbar", 41.0, 33.0, "admin1", 200.0, geonameid=99592)),
    event(12, **ATTACK, **at("Sinjar district", 41.9, 36.3, "admin2", 40.0)),
    event(
        13,
        **BATTLE,
        **at("Syrian Desert", 38.5, 34.0, "region", 150.0, country="Syria", iso3="SYR", admin1=None),
    ),
    event(
        14,
        **at("Red Sea", 38.2, 20.5, "water", 120.0, country=None, iso3=None, admin1=None),
        status="attempted",
    ),
    event(15, **NOWHERE, **UNDATED, headline="No place was named"),
    event(16, **(NOWHERE | {"headline": HOSTILE[1], "evidence": HOSTILE[2]})),
    event(
        17,
        **RIOT,
        **at(HOSTILE[1], 32.53, 15.55, country="Sudan", iso3="SDN"),
        headline=HOSTILE[0],
        evidence=HOSTILE[1],
        source=HOSTILE[2],
        actor1=HOSTILE[3],
    ),
    event(
        18,
        **PROTEST,
        **at("Amman", 35.93, 31.95, country="Jordan", iso3="JOR"),
        headline=HOSTILE[4],
        evidence=" ".join(HOSTILE),
    ),
    event(
        19,
        **ARREST,
        **at("Basra", 47.78, 30.51),
        date_start="2024-02-01",
        date_end="2024-02-29",
        date_precision="month",
    ),
    event(
        20,
        **BATTLE,
        **at("Omdurman", 32.48, 15.64, "near", 10.0, country="Sudan", iso3="SDN"),
        dataset=HOSTILE[1],
        fatalities=7,
        fatalities_low=4,
        fatalities_high=9,
        headline=None,
        evidence=None,
    ),
]


@pytest.fixture(scope="session")
def events():
    table = events_from_rows(ROWS)
    validate_events(table)
    return table


@pytest.fixture(scope="session")
def hostile():
    """Words that would run or vanish if they were taken for markup, a script or a template."""
    return HOSTILE


@pytest.fixture(scope="session")
def toponyms():
    columns = ["article_id", "start", "end", "text", "kind", "metonym", "name", "geonameid", "feature_code"]
    columns += ["country_code", "latitude", "longitude", "confidence"]
    rows = [
        ("a1", 0, 5, "Kut", "place", False, "Kut", 1, "PPLA", "IQ", 32.51, 45.82, 0.9),
        ("a2", 9, 12, "Kut", "place", False, "Kut", 1, "PPLA", "IQ", 32.51, 45.82, 0.9),
        ("a1", 20, 24, "Iraq", "place", False, "Iraq", 2, "PCLI", "IQ", 33.0, 44.0, 0.9),
        ("a1", 30, 35, "Iraqi", "demonym", False, "Iraq", 2, "PCLI", "IQ", 33.0, 44.0, 0.9),
        ("a1", 40, 45, "Anbar", "place", False, "Anbar", 99592, "ADM1", "IQ", 33.0, 41.0, 0.9),
        ("a1", 50, 55, "Xyzzy", "place", False, None, None, None, None, None, None, 0.2),
        ("<b>", 60, 64, "Hit", "place", False, HOSTILE[1], 3, "PPL", "IQ", 33.64, 42.83, 0.7),
    ]
    return pd.DataFrame(rows, columns=columns)
