"""Fixtures that all tests share: no network, the benchmark folder, the default gazetteer."""

import os
from pathlib import Path

import pytest
import pytest_socket

from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.language import Language


@pytest.fixture(autouse=True)
def _no_network(request, monkeypatch):
    """Fail any test that opens a connection beyond this machine (a browser's own pipe is allowed)."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder with `bench/`, `data/` and `seeds/`; absent on a user's machine, required in CI."""
    named = os.environ.get("GEO_EVENTS_BENCH")
    if named and Path(named).is_dir():
        return Path(named)
    reason = "GEO_EVENTS_BENCH does not name the folder that holds bench/, data/ and seeds/"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The default gazetteer, compiled on first use."""
    return open_gazetteer()


@pytest.fixture(scope="session")
def language() -> Language:
    """The language model, loaded on first use."""
    return Language()
