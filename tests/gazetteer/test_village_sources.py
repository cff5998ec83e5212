"""What registers of villages give: names of their own, points or what they lie in, no doublets."""

import pytest

from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.great_lakes import read_burundi, read_rwanda
from geo_events.gazetteer.sources.philippines import read_barangays
from geo_events.gazetteer.sources.ukraine import read_settlements


def town(name, latitude, longitude):
    return Entry(
        f"made:{name}", None, name, latitude, longitude, "P", "PPL", "PH", "14", "1401", 0, "made", 1.0
    )


@pytest.mark.parametrize(
    ("read", "country", "least"),
    [(read_settlements, "UA", 29_000), (read_rwanda, "RW", 2_000), (read_burundi, "BI", 3_000)],
)
def test_registers_are_whole(read, country, least):
    rows = list(read())
    assert len(rows) >= least
    assert len({row.key for row in rows}) == len(rows)
    assert {row.country_code for row in rows} == {country}
    assert all(row.names and all(row.names) and row.units and all(row.units) for row in rows)


def test_barangays_have_points_of_their_own_and_a_known_town_is_not_told_twice():
    known = [town("Bani", 18.268, 120.607), town("Laoag", 18.198, 120.594)]
    found = {entry.key: entry for entry in read_barangays(known)}
    assert "psgc:0102802001" not in found  # the barangay of Bani, beside the town
    adams = found["psgc:0102801001"]
    assert (adams.name, adams.admin1, adams.admin2) == ("Adams", "14", "1401")
    assert float(distance_km(adams.latitude, adams.longitude, 18.45, 120.92)) < 5
    assert not any(any(c.isdigit() for c in entry.name) for entry in found.values())
    assert not any(entry.name.startswith("Poblacion") for entry in found.values())
    assert list(read_barangays([])) == []


@pytest.mark.parametrize(
    ("name", "country", "source"),
    [("Gihosha", "BI", "tburundigeo"), ("Gashora", "RW", "rwanda-geo-data"), ("Buyon", "PH", "psgc")],
)
def test_their_places_are_looked_up_in_their_country(gazetteer, name, country, source):
    found = gazetteer.lookup(name, country=country)
    assert source in {place.source for place in found}
    areas = gazetteer.locate(found[0].latitude, found[0].longitude)
    assert areas[-1].country_code == country
