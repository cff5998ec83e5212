"""How well the candidates of different names fit together."""

import numpy as np
import pytest

from geo_events.geoparsing import support as module
from geo_events.geoparsing.support import SUPPORT, support


def laid_out(degrees):
    angles = np.radians(degrees)
    height = np.cos(angles[:, 0])
    points = [height * np.cos(angles[:, 1]), height * np.sin(angles[:, 1]), np.sin(angles[:, 0])]
    return np.stack(points, axis=1).astype(np.float32)


@pytest.fixture
def two_names():
    """One name with a place in each of two countries, another with one place beside the second."""
    return {
        "names": np.array([0, 0, 1]),
        "priors": np.array([0.6, 0.5, 0.4], dtype=np.float32),
        "points": laid_out(np.array([[10.0, 10.0], [50.0, 50.0], [50.1, 50.0]])),
        "countries": np.array([7, 8, 8]),
        "admin1s": np.array([70, 80, 80]),
        "local": np.array([True, True, True]),
    }


def test_a_place_near_that_of_another_name_is_supported(two_names):
    found = support(**two_names)
    assert found.shape == (3, len(SUPPORT))
    assert (found[1] > found[0]).all()
    assert found[0].max() == pytest.approx(0.0, abs=1e-6)


def test_a_country_supports_nothing_by_its_point(two_names):
    two_names["local"] = np.array([True, True, False])
    near = [number for number, name in enumerate(SUPPORT) if "within" in name]
    assert not support(**two_names)[:, near].any()


def test_many_candidates_are_weighed_in_lots_with_the_same_result(two_names, monkeypatch):
    whole = support(**two_names)
    monkeypatch.setattr(module, "_PAIRS_AT_ONCE", 3)
    assert support(**two_names) == pytest.approx(whole)
