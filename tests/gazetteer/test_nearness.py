import numpy as np
import pytest

from geo_events.gazetteer.nearness import distance_km


def test_the_nearest_town_is_the_one_that_lies_nearest(small):
    found = small.nearest(34.61, 43.68, limit=5)
    assert found[0].name == "Tikrit"
    away = [distance_km(34.61, 43.68, p.latitude, p.longitude) for p in found]
    assert away == sorted(away)
    assert len({p.key for p in found}) == 5


@pytest.mark.parametrize(
    "point", [(-89.9, 10.0), (89.9, -170.0), (0.0, 179.99), (0.0, -179.99), (-40.0, -140.0)]
)
def test_the_search_reaches_around_the_globe(gazetteer, point):
    found = gazetteer.nearest(*point, limit=1)[0]
    places = gazetteer._places
    towns = places[gazetteer._near._rows]
    every = distance_km(*point, towns["latitude"] / 1e6, towns["longitude"] / 1e6)
    assert distance_km(*point, found.latitude, found.longitude) == pytest.approx(float(every.min()), abs=1e-6)


def test_as_many_are_found_as_are_asked_for_and_none_nearer_is_missed(gazetteer):
    dice = np.random.default_rng(3)
    places = gazetteer._places[gazetteer._near._rows]
    for point in zip(dice.uniform(-90, 90, 40).tolist(), dice.uniform(-180, 180, 40).tolist(), strict=True):
        found = gazetteer.nearest(*point, limit=7)
        every = np.sort(distance_km(*point, places["latitude"] / 1e6, places["longitude"] / 1e6))[:7]
        away = [float(distance_km(*point, place.latitude, place.longitude)) for place in found]
        assert away == pytest.approx(every.tolist(), abs=1e-6)


def test_distances_are_those_of_the_sphere():
    assert distance_km(0, 0, np.array([0.0]), np.array([90.0]))[0] == pytest.approx(6371 * np.pi / 2)
