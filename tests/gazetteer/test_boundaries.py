import json

import pytest
import shapely

from geo_events.errors import GazetteerError
from geo_events.maps.shapes import BASE_SCALE, encode_shape


def located(gazetteer, latitude, longitude):
    return [place.name for place in gazetteer.locate(latitude, longitude)]


@pytest.mark.parametrize(
    ("latitude", "longitude", "names"),
    [
        (33.31, 44.36, ["Baghdad", "Iraq"]),
        (45.0, 34.1, ["Crimea", "Ukraine"]),
        (44.6, 33.55, ["Sevastopol", "Ukraine"]),
        (33.05, 35.8, ["Quneitra", "Syria"]),
        (31.45, 34.4, ["Gaza Strip", "Palestine"]),
        (31.9, 35.2, ["West Bank", "Palestine"]),
        (31.7767, 35.2356, ["West Bank", "Palestine"]),
        (31.777, 35.205, ["Jerusalem", "Israel"]),
        (25.0, -13.0, ["Western Sahara"]),
        (42.66, 21.16, ["Pristina", "Kosovo"]),
    ],
)
def test_disputed_areas_are_drawn_as_the_united_nations_do(small, latitude, longitude, names):
    assert located(small, latitude, longitude) == names


def test_an_area_whose_status_is_open_belongs_to_no_country(gazetteer):
    assert located(gazetteer, 9.6, 28.4) == []


def test_nothing_holds_a_point_at_sea(gazetteer):
    assert gazetteer.locate(20, -40) == []
    assert gazetteer.locate(34.0, 33.9) == []


def test_a_coast_that_was_simplified_still_holds_its_towns(gazetteer):
    for name in ("Gaza", "Odesa", "Hodeidah", "Port Sudan", "Beirut", "Mariupol"):
        town = gazetteer.lookup(name)[0]
        country = gazetteer.country(town.country_code).name
        assert located(gazetteer, town.latitude, town.longitude)[-1:] == [country], name


def test_outlines_hold_their_places(gazetteer):
    for name in ("Iraq", "Anbar", "Donbas", "Darfur"):
        place = gazetteer.lookup(name)[0]
        outline = gazetteer.outline(place)
        assert outline.is_valid
        assert outline.contains(shapely.Point(place.longitude, place.latitude)), name
    assert gazetteer.outline(gazetteer.lookup("Mosul")[0]) is None


def test_units_share_their_edges_with_the_country(small):
    iraq = small.outline(small.country("IQ"))
    anbar = small.outline(small.lookup("Anbar")[0])
    assert anbar.difference(iraq).area < 0.001 * anbar.area


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0), (44, float("inf"))]
)
def test_a_point_off_the_globe_is_refused(small, latitude, longitude):
    for ask in (small.locate, small.nearest):
        with pytest.raises(GazetteerError, match="outside the globe"):
            ask(latitude, longitude)


def test_the_base_map_is_light_whole_and_without_streaks(gazetteer):
    base = gazetteer.base_map()
    assert list(base.columns) == ["name", "iso3", "geometry"]
    assert base.crs.to_epsg() == 4326
    assert base.geometry.is_valid.all()
    # as a map's page holds it; coarser, the West Bank and Gaza can't be told from their neighbours
    embedded = [encode_shape(geometry, scale=BASE_SCALE) for geometry in base.geometry]
    assert len(json.dumps(embedded, separators=(",", ":"))) < 400_000
    assert {"IRQ", "PSE", "UKR", "ESH", "XKX"} <= set(base["iso3"])
    for geometry in base.geometry.explode():
        west, _, east, _ = geometry.bounds
        assert east - west < 180
    crimea = base[base.contains(shapely.Point(34.3, 45.2))]
    assert list(crimea["name"]) == ["Ukraine"]
