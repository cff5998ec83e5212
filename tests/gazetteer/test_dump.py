import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_events.errors import GazetteerError
from geo_events.gazetteer import Gazetteer, build_gazetteer
from geo_events.gazetteer.sources.dump import LONGEST_LINE, MOST_PLACES, read_dump


def row(number, name, *, feature="P.PPL", people=0, country="XK", point=("42.5", "20.9"), alternates=""):
    kind, code = feature.split(".")
    cells = [number, name, name, alternates, *point, kind, code, country, "", "01", "", "", ""]
    return "\t".join(map(str, [*cells, people, "", 500, "Europe/Belgrade", "2024-01-01"]))


def named(number, name, language="en", flags=("", "", "", "")):
    return "\t".join(["1", str(number), language, name, *flags, "", ""])


PLACES = [
    row(900000001, "Vrelo e Vogel", alternates="Little Spring,Mali Izvor"),
    row(900000002, "Paris"),
    row(900000003, "Pristina", feature="T.HLL"),
    row(786714, "Pristina", feature="P.PPLC", people=161751, point=("42.6600", "21.1600")),
    "this is no row",
    row(900000004, "Off", point=("95", "20")),
]
NAMES = [
    named(900000001, "Gorni Kladenac"),
    named(900000001, "https://example.org/x", "link"),
    named(900000001, "Stari Kladenac", "sr", ("", "", "", "1")),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dump")
    with zipfile.ZipFile(folder / "XK.zip", "w") as packed:
        packed.writestr("readme.txt", "x" * 10_000)
        packed.writestr("XK.txt", "\n".join(PLACES) + "\n")
    with zipfile.ZipFile(folder / "alternateNamesV2.zip", "w") as packed:
        packed.writestr("alternateNamesV2.txt", "\n".join(NAMES) + "\n")
        packed.writestr("iso-languagecodes.txt", "a\tb\n")
    return folder


@pytest.fixture(scope="module")
def villages(files, tmp_path_factory):
    return Gazetteer(
        build_gazetteer(
            tmp_path_factory.mktemp("own") / "g",
            countries=["XK"],
            geonames=[files / "XK.zip"],
            alternate_names=files / "alternateNamesV2.zip",
        )
    )


@pytest.mark.parametrize("name", ["Vrelo e Vogel", "Mali Izvor", "Gorni Kladenac", "stari kladenac"])
def test_a_village_of_the_dump_is_found_by_each_of_its_names(villages, name):
    assert villages.lookup(name)[0].key == "geonames:900000001"
    assert villages.find_names(f"Shelling hit {name.title()} on Monday.")


def test_a_link_is_no_name(villages):
    assert villages.lookup("https://example.org/x") == []


def test_a_town_that_both_have_is_one_row_at_the_dumps_point(villages):
    found = [place for place in villages.lookup("Pristina") if place.geonameid == 786714]
    assert len(found) == 1
    assert (found[0].latitude, found[0].longitude) == (42.66, 21.16)


def test_a_hill_comes_after_the_town_of_its_name(villages):
    keys = [place.key for place in villages.lookup("Pristina")]
    assert keys[0] == "geonames:786714"
    assert "geonames:900000003" in keys


def test_lines_that_cannot_be_used_are_counted_and_listed(villages):
    info = villages.info()
    assert info["left_out"]["malformed lines of the dump"] == 2
    assert info["malformed_lines"] == [
        "XK.zip line 5: 1 columns instead of 19",
        "XK.zip line 6: point 95.0, 20.0 is not on the globe",
    ]


def test_info_names_the_dump_with_digest_and_licence(villages):
    said = villages.info()["sources"]["XK.zip"]
    assert said["licence"] == "GeoNames, CC BY 4.0"
    assert said["version"].startswith("sha256 ")


def test_a_file_of_another_format_is_refused_in_one_line(tmp_path):
    wrong = tmp_path / "notes.txt"
    wrong.write_text("a,b\n" * 1000, encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"notes.txt is no GeoNames file with 19 columns") as caught:
        read_dump([wrong], alternate_names=None, countries=None)
    assert "\n" not in str(caught.value)


def test_a_cut_archive_is_refused(files, tmp_path):
    cut = tmp_path / "XK.zip"
    cut.write_bytes((files / "XK.zip").read_bytes()[:100])
    with pytest.raises(GazetteerError, match=r"XK\.zip"):
        read_dump([cut], alternate_names=None, countries=None)


def test_a_line_without_end_is_one_fault(tmp_path):
    path = tmp_path / "XK.txt"
    path.write_text(PLACES[0] + "\n" + "x" * (3 * LONGEST_LINE) + "\n" + PLACES[1] + "\n", encoding="utf-8")
    dump = read_dump([path], alternate_names=None, countries=None)
    assert (len(dump.rows), dump.malformed) == (2, 1)


def test_more_places_than_memory_is_meant_for_are_refused(files, monkeypatch):
    assert MOST_PLACES > 1_000_000
    monkeypatch.setattr("geo_events.gazetteer.sources.dump.MOST_PLACES", 2)
    with pytest.raises(GazetteerError, match="--countries"):
        read_dump([files / "XK.zip"], alternate_names=None, countries=None)


@given(
    cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), min_size=19, max_size=19)
)
def test_no_line_stops_a_build(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("hostile") / "XK.txt"
    path.write_bytes((PLACES[0] + "\n").encode() + "\t".join(cells).encode() + b"\n\xff\xfe\n")
    dump = read_dump([path], alternate_names=None, countries=None)
    assert 900000001 in dump.rows
    assert dump.malformed >= 1
