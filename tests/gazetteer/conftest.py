"""A small real gazetteer: seven countries, the seas, and the reviewed rows."""

import pytest

from geo_events.gazetteer import Gazetteer, build_gazetteer

COUNTRIES = ("IQ", "SY", "JO", "PS", "IL", "UA", "MA", "EH", "XK")


@pytest.fixture(scope="session")
def small_path(tmp_path_factory):
    return build_gazetteer(tmp_path_factory.mktemp("compiled") / "gazetteer", countries=COUNTRIES)


@pytest.fixture(scope="session")
def small(small_path):
    return Gazetteer(small_path)
