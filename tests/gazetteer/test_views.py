"""Views of the boundaries: one view decides points, places, base map and lines alike."""

import csv

import pytest
import shapely

from geo_events.errors import GazetteerError
from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.sources.disputed import read_disputed, read_lines
from geo_events.gazetteer.topology import read_topology

UN, DE_FACTO = "un", "de-facto"
#: Points in disputed areas, and the country of each by view.
POINTS = {
    "Simferopol": (44.95, 34.10, {UN: "UA", DE_FACTO: "RU", "RU": "RU", "MA": "UA"}),
    "Sevastopol": (44.60, 33.53, {UN: "UA", DE_FACTO: "RU", "RU": "RU"}),
    "Donetsk": (48.00, 37.80, {UN: "UA", DE_FACTO: "UA", "RU": "RU"}),
    "Katzrin, Golan": (32.99, 35.69, {UN: "SY", DE_FACTO: "IL", "IL": "IL"}),
    "East Jerusalem": (31.782, 35.236, {UN: "PS", DE_FACTO: "IL", "IL": "IL"}),
    "Ramallah": (31.90, 35.20, {UN: "PS", DE_FACTO: "PS", "IL": "PS"}),
    "Gaza": (31.50, 34.46, {UN: "PS", DE_FACTO: "PS", "IL": "PS"}),
    "Laayoune": (27.15, -13.20, {UN: "EH", DE_FACTO: "MA", "MA": "MA"}),
    "Tifariti, east of the berm": (26.15, -10.55, {UN: "EH", DE_FACTO: "EH", "MA": "MA"}),
    "Pristina": (42.66, 21.16, {UN: "XK", DE_FACTO: "XK", "RS": "RS"}),
    "Abyei": (9.60, 28.43, {UN: None, DE_FACTO: "SD", "SD": "SD", "SS": "SS"}),
    "Halaib": (22.22, 36.60, {UN: "EG", DE_FACTO: "EG", "SD": "SD"}),
    "Srinagar": (34.08, 74.80, {UN: "IN", DE_FACTO: "IN", "PK": "PK"}),
    "Muzaffarabad": (34.37, 73.47, {UN: "PK", DE_FACTO: "PK"}),
    "Taipei": (25.04, 121.56, {UN: "TW", DE_FACTO: "TW", "CN": "CN"}),
    "Sukhumi": (43.00, 41.02, {UN: "GE", DE_FACTO: "GE"}),
    "Tiraspol": (46.84, 29.63, {UN: "MD", DE_FACTO: "MD"}),
    "Hargeisa": (9.56, 44.06, {UN: "SO", DE_FACTO: "SO"}),
    "Kyrenia": (35.33, 33.32, {UN: "CY", DE_FACTO: "CY"}),
    "Kyiv": (50.45, 30.52, {UN: "UA", DE_FACTO: "UA", "RU": "UA"}),
}
CASES = [
    pytest.param(name, view, code, id=f"{name} {view}")
    for name, (_, _, views) in POINTS.items()
    for view, code in views.items()
]


@pytest.fixture(scope="module")
def seen(gazetteer):
    """The default gazetteer in each view, opened once."""
    opened = {}

    def call(view):
        if view not in opened:
            opened[view] = Gazetteer(gazetteer.path, boundaries=view)
        return opened[view]

    return call


@pytest.mark.parametrize(("name", "view", "code"), CASES)
def test_a_point_belongs_to_the_same_country_in_every_answer(seen, name, view, code):
    latitude, longitude, _ = POINTS[name]
    opened = seen(view)
    countries = [place.country_code for place in opened.locate(latitude, longitude) if place.is_country]
    assert countries == ([code] if code else [])
    point = shapely.Point(longitude, latitude)
    base = opened.base_map()
    drawn = (
        base[shapely.distance(base.geometry.to_numpy(), point) < 0.05] if code else base[base.contains(point)]
    )
    assert (opened.iso3(code) if code else "") in list(drawn["iso3"])
    if code:
        assert opened.outline(opened.country(code)).distance(point) < 0.03


@pytest.mark.parametrize(
    ("name", "view", "parents"),
    [
        ("Simferopol", UN, ["Crimea", "Ukraine"]),
        ("Simferopol", DE_FACTO, ["Crimea", "Russia"]),
        ("Katzrin", UN, ["Quneitra", "Syria"]),  # GeoNames has it in Israel
        ("Majdal Shams", UN, ["Quneitra", "Syria"]),
        ("Majdal Shams", DE_FACTO, ["Northern", "Israel"]),
        ("geonames:8199394", UN, ["West Bank", "Palestine"]),  # Ariel; GeoNames has it in Israel
        ("Golan Heights", UN, ["Quneitra", "Syria"]),
        ("Golan Heights", DE_FACTO, ["Northern", "Israel"]),
        ("Laayoune", UN, ["Western Sahara"]),
        ("Laayoune", "MA", ["Morocco"]),
        ("Pristina", UN, ["Pristina", "Kosovo"]),
        ("Pristina", "RS", ["Pristina", "Serbia"]),
        ("Kosovo", UN, []),
        ("Kosovo", "RS", ["Serbia"]),
        ("Abyei", UN, []),
        ("Abyei", "SS", ["South Sudan"]),
        ("Crimea", UN, ["Ukraine"]),
        ("Crimea", "RU", ["Russia"]),
    ],
)
def test_a_place_belongs_to_the_country_of_the_view(seen, name, view, parents):
    opened = seen(view)
    place = opened.get(name) or opened.lookup(name)[0]
    found = [parent.name for parent in opened.parents(place) if not parent.is_admin2]
    assert found == parents
    assert place.country_code == (opened.parents(place)[-1].country_code if parents else place.country_code)
    if place.country_code:
        within = opened.lookup(place.name, country=place.country_code)
        assert place.key in [other.key for other in within]


def test_towns_lie_in_their_country_in_every_view(seen):
    for view in (UN, DE_FACTO, "RU", "MA", "RS"):
        opened = seen(view)
        for name in ("Simferopol", "Majdal Shams", "Laayoune", "Pristina", "Donetsk", "Kyiv", "Tel Aviv"):
            town = next(place for place in opened.lookup(name) if place.feature_class == "P")
            areas = opened.locate(town.latitude, town.longitude)
            assert areas[-1].country_code == town.country_code, (view, name)


def test_a_country_that_a_view_counts_among_another_is_not_one_there(seen):
    assert not seen("RS").lookup("Kosovo")[0].is_country
    assert "XKX" not in set(seen("RS").base_map()["iso3"])
    assert "XKX" in set(seen(UN).base_map()["iso3"])
    assert seen("RS").outline(seen("RS").lookup("Kosovo")[0]).area > 0.5


def kinds_near(opened, latitude, longitude, within=0.12):
    lines = opened.boundary_lines()
    away = shapely.distance(lines.geometry.to_numpy(), shapely.Point(longitude, latitude))
    return set(lines["kind"][away < within])


@pytest.mark.parametrize(
    ("latitude", "longitude", "view", "kinds"),
    [
        (32.95, 35.62, UN, {"disputed"}),  # between the Golan Heights and Israel
        (32.95, 35.62, "IL", set()),
        (33.05, 35.86, UN, {"ceasefire"}),  # between the Golan Heights and the rest of Syria
        (46.13, 33.65, UN, set()),  # between Crimea and the mainland
        (46.13, 33.65, DE_FACTO, {"disputed"}),
        (27.667, -11.0, UN, {"disputed"}),  # between Morocco and Western Sahara
        (27.667, -11.0, "MA", set()),
        (23.79, -13.77, UN, {"control"}),  # the berm
        (23.79, -13.77, DE_FACTO, {"control"}),
        (23.79, -13.77, "MA", set()),
        (42.95, 21.1, UN, {"disputed"}),  # between Serbia and Kosovo
        (42.95, 21.1, "RS", set()),
        (42.1, 20.65, UN, {"international"}),  # between Albania and Kosovo
        (10.17, 28.5, UN, {"undetermined"}),  # between Sudan and Abyei
        (31.37, 34.37, UN, {"armistice"}),  # between Israel and Gaza
        (32.1, 34.98, UN, {"armistice"}),  # between Israel and the West Bank
        (31.9, 35.55, UN, {"international"}),  # between Jordan and the West Bank
        (34.5, 74.0, UN, {"control"}),  # the Line of Control
        (38.0, 126.75, UN, {"armistice"}),  # between the Koreas
        (51.0, 6.0, UN, {"international"}),  # between Germany and the Netherlands
    ],
)
def test_lines_are_drawn_as_the_view_has_them(seen, latitude, longitude, view, kinds):
    assert kinds_near(seen(view), latitude, longitude) == kinds


def test_no_two_lines_run_over_each_other(seen):
    for view in (UN, DE_FACTO, "MA"):
        lines = list(seen(view).boundary_lines().geometry)
        for number, line in enumerate(lines):
            for other in lines[:number]:
                assert shapely.intersection(line, other).length == 0


def test_unknown_views_are_named_with_those_there_are(gazetteer):
    with pytest.raises(GazetteerError, match="un, de-facto, AR, CN"):
        Gazetteer(gazetteer.path, boundaries="XX")
    assert Gazetteer(gazetteer.path, boundaries="ma").boundaries == "MA"
    assert gazetteer.info()["boundaries"]["view"] == UN


def test_every_disputed_area_has_its_shape_its_country_and_its_source(gazetteer):
    folder = curated_folder()
    areas = read_disputed(folder)
    for name in ("units", "base-map"):
        shapes, _ = read_topology(folder / "outlines" / f"{name}.topojson.gz")
        assert {shape.disputed for shape in shapes} - {""} == {area.key for area in areas}
    known = {area.key for area in areas}
    for area in areas:
        for code in {*area.filed, area.un, area.de_facto, *area.claims} - {""}:
            assert gazetteer.country(code) is not None, (area.key, code)
        assert area.source
    for line in read_lines(folder):
        for side in (line.one, line.other):
            assert side in known or gazetteer.country(side) is not None, side


def test_what_is_shipped_stays_small():
    for path in curated_folder().glob("outlines/*"):
        assert path.stat().st_size < 1 << 20, path.name


def test_curated_tables_have_no_empty_line():
    for name in ("disputed.csv", "lines.csv"):
        with (curated_folder() / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, name
