"""Compiled gazetteers that nobody opens are removed; nothing else is."""

import json
import os
import time

import pytest

from geo_events.gazetteer import build_gazetteer, building, open_gazetteer, opening, pruning
from geo_events.gazetteer.own_places import with_own_places
from geo_events.gazetteer.pruning import mark_used, prune_cache

OLD, CURRENT, OTHER = "0" * 16, "1" * 16, "2" * 16


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_EVENTS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def age(path, days):
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def compiled(folder, fingerprint, *, days):
    """Make a folder as a build leaves it, last opened some days ago."""
    folder.mkdir(parents=True)
    (folder / "names.blob").write_bytes(b"x")
    (folder / "meta.json").write_text(json.dumps({"fingerprint": fingerprint}))
    age(folder / "meta.json", days)
    return folder


def test_what_was_not_opened_for_thirty_days_is_removed(cache):
    old = compiled(cache / f"gazetteer-{OLD}", OLD, days=31)
    places = compiled(cache / f"places-{OLD}", OLD, days=31)
    recent = compiled(cache / f"gazetteer-{OTHER}", OTHER, days=29)
    current = compiled(cache / f"gazetteer-{CURRENT}", CURRENT, days=100)
    assert prune_cache(keep=current) == [old, places]
    assert sorted(cache.iterdir()) == [current, recent]


def test_what_a_user_named_or_keeps_elsewhere_is_left(cache, tmp_path):
    kept = [
        compiled(cache / "iraq", OLD, days=400),
        compiled(cache / "gazetteer-of-mine", OLD, days=400),
        compiled(cache / f"gazetteer-{OTHER}", OLD, days=400),  # holds something else than its name says
        compiled(cache / f"gazetteer-{CURRENT}-old", CURRENT, days=400),
    ]
    outside = compiled(tmp_path / f"gazetteer-{OLD}", OLD, days=400)
    (cache / f"places-{OLD}").symlink_to(outside)
    (cache / "geocoder-answers.sqlite").write_bytes(b"")
    age(cache / "geocoder-answers.sqlite", 400)
    assert prune_cache(keep=cache / "none") == []
    assert all(folder.is_dir() for folder in [*kept, outside])


def test_what_an_interrupted_build_left_is_removed_in_time(cache):
    old, replaced = cache / f".gazetteer-{OLD}-abc_1", cache / f".places-{OLD}-old-abc"
    recent = cache / f".gazetteer-{OLD}-def"
    for folder in (old, replaced, recent):
        folder.mkdir(parents=True)
    age(old, 31)
    age(replaced, 31)
    assert prune_cache(keep=cache / "none") == [old, replaced]
    assert recent.is_dir()


def test_what_is_opened_meanwhile_stays(cache, monkeypatch):
    old = compiled(cache / f"gazetteer-{OLD}", OLD, days=31)
    rename = pruning.Path.rename

    def opened_just_then(self, target):
        if self == old:
            os.utime(old / "meta.json")
        return rename(self, target)

    monkeypatch.setattr(pruning.Path, "rename", opened_just_then)
    assert prune_cache(keep=cache / "none") == []
    assert [folder.name for folder in cache.iterdir()] == [old.name]


def test_a_folder_that_another_process_removes_is_no_error(cache, monkeypatch):
    compiled(cache / f"gazetteer-{OLD}", OLD, days=31)

    def gone(self, target):
        raise FileNotFoundError(self)

    monkeypatch.setattr(pruning.Path, "rename", gone)
    assert prune_cache(keep=cache / "none") == []
    assert len(list(cache.iterdir())) == 1


def test_no_cache_at_all_is_no_error(cache):
    assert prune_cache(keep=cache / "none") == []


def test_opening_counts_as_use_and_changes_no_byte(cache):
    old = compiled(cache / f"gazetteer-{OLD}", OLD, days=31)
    before = (old / "meta.json").read_bytes()
    mark_used(old)
    assert prune_cache(keep=cache / "none") == []
    assert (old / "meta.json").read_bytes() == before


def test_compiling_the_default_prunes_and_ones_own_places_are_marked(cache, monkeypatch, tmp_path):
    default = cache / f"gazetteer-{CURRENT}"
    old = compiled(cache / f"gazetteer-{OLD}", OLD, days=31)
    monkeypatch.setattr(opening, "default_path", lambda: default)
    monkeypatch.setattr(
        building, "build_gazetteer", lambda path, progress=None: build_gazetteer(path, countries=["XK"])
    )
    opened = open_gazetteer()
    assert default.is_dir()
    assert not old.exists()
    (tmp_path / "mine.csv").write_text("name,lat,lon\nZed,42.6,21.1\n")
    with_own_places(opened, tmp_path / "mine.csv")
    (places,) = cache.glob("places-*")
    age(places / "meta.json", 31)
    with_own_places(opened, tmp_path / "mine.csv")
    assert prune_cache(keep=default) == []
    assert open_gazetteer(places=tmp_path / "mine.csv").lookup("Zed")
