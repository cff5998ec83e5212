import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_events.errors import GazetteerError
from geo_events.gazetteer import Gazetteer, build_gazetteer
from geo_events.gazetteer.sources import pieces
from geo_events.gazetteer.sources.dump import Dump
from geo_events.gazetteer.sources.pieces import LONGEST_LINE


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
        "XK.zip line 6: point 95, 20 is not on the globe",
    ]


def test_info_names_the_dump_with_digest_and_licence(villages):
    said = villages.info()["sources"]["XK.zip"]
    assert said["licence"] == "GeoNames, CC BY 4.0"
    assert said["version"].startswith("sha256 ")


def read(path, **options):
    """Read a dump of places; give it and the ids of the places found."""
    dump = Dump(**options)
    found = [columns.geonameid.tolist() for columns in dump.read_places(path, lambda done, total: None)]
    return dump, [number for numbers in found for number in numbers]


def test_a_file_of_another_format_is_refused_in_one_line(tmp_path):
    wrong = tmp_path / "notes.txt"
    wrong.write_text("a,b\n" * 1000, encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"notes.txt is no GeoNames file with 19 columns") as caught:
        read(wrong)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("keep", [lambda whole: whole[:100], lambda whole: whole[:60] + b"?" + whole[61:]])
def test_a_cut_or_spoilt_archive_is_refused(files, tmp_path, keep):
    cut = tmp_path / "XK.zip"
    with zipfile.ZipFile(cut, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("XK.txt", "\n".join(PLACES * 50) + "\n")
    cut.write_bytes(keep(cut.read_bytes()))
    with pytest.raises(GazetteerError, match=r"XK\.zip"):
        read(cut)


def test_a_line_without_end_is_one_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE_BYTES", LONGEST_LINE // 2)
    path = tmp_path / "XK.txt"
    path.write_text(PLACES[0] + "\n" + "x" * (3 * LONGEST_LINE) + "\n" + PLACES[1] + "\n", encoding="utf-8")
    dump, found = read(path)
    assert (found, dump.faults.count) == ([900000001, 900000002], 1)
    assert dump.faults.shown == ["XK.txt line 2: longer than 200,000 bytes"]


def test_pieces_of_any_size_give_the_same(tmp_path, monkeypatch):
    path = tmp_path / "XK.txt"
    lines = [row(900000000 + n, f"Village {n}") for n in range(1, 400)]
    lines[200] = "spoilt"
    path.write_text("\r\n".join(lines), encoding="utf-8")
    whole = read(path)
    monkeypatch.setattr(pieces, "PIECE_BYTES", 777)
    parted = read(path)
    assert parted[1] == whole[1]
    assert len(whole[1]) == 398
    assert parted[0].faults.shown == whole[0].faults.shown == ["XK.txt line 201: 1 columns instead of 19"]


def test_each_fault_is_named(tmp_path):
    path = tmp_path / "XK.txt"
    path.write_text(
        "\n".join(
            [
                PLACES[0],
                row(900000001, "Again"),
                row(0, "Zero"),
                row("x1", "Letters"),
                row(900000005, "  "),
                row(900000006, "No point", point=("", "20")),
                row(900000007, "Lower case", country="xk"),
                row(900000008, "Debt", people=-5),
                "",
            ]
        ),
        encoding="utf-8",
    )
    with path.open("ab") as file:
        file.write(b"\xff\xfe\n\n")
    dump, found = read(path)
    assert found == [900000001]
    assert dump.repeated == 1
    assert dump.faults.shown == [
        "XK.txt line 9: it is not in UTF-8 (invalid start byte at byte 1)",
        "XK.txt line 10: 1 columns instead of 19",
        "XK.txt line 3: geonameid 0 is out of range",
        "XK.txt line 4: geonameid x1 is out of range",
        "XK.txt line 5: the name is empty",
        "XK.txt line 6: point , 20 is not on the globe",
        "XK.txt line 7: feature P.PPL or country xk is none of GeoNames'",
        "XK.txt line 8: population -5 is out of range",
    ]


def test_known_places_and_other_countries_are_kept_apart(tmp_path):
    path = tmp_path / "all.txt"
    path.write_text(
        "\n".join(
            [row(1, "Here"), row(2, "There", country="AL"), row(3, "Sea", country=""), row(4, "Known")]
        ),
        encoding="utf-8",
    )
    dump, found = read(path, known=frozenset({4}), countries=frozenset({"XK"}))
    assert found == [1, 3]
    assert [entry.name for entry in dump.rows.values()] == ["Known"]


def test_a_place_of_two_files_is_there_once(files, tmp_path):
    twice = Gazetteer(
        build_gazetteer(tmp_path / "g", countries=["XK"], geonames=[files / "XK.zip", files / "XK.zip"])
    )
    assert [place.key for place in twice.lookup("Vrelo e Vogel")] == ["geonames:900000001"]
    assert twice.info()["left_out"]["repeated lines of the dump"] == 4


def test_names_from_arabic_script_are_shown_without_marks(tmp_path):
    path = tmp_path / "IQ.txt"
    path.write_text(
        row(900000011, "Tall ‘Afār al Jadīdah", country="IQ", point=("36", "43")), encoding="utf-8"
    )
    own = Gazetteer(build_gazetteer(tmp_path / "g", countries=["IQ"], geonames=[path]))
    for spelling in ("Tall ‘Afār al Jadīdah", "tall afar al jadidah"):
        assert own.lookup(spelling)[0].name == "Tall 'Afar al Jadidah"


def test_an_interrupted_build_leaves_the_old_one_and_no_scraps(villages, files, tmp_path, monkeypatch):
    target = tmp_path / "g"
    build_gazetteer(target, countries=["XK"], geonames=[files / "XK.zip"])

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Dump, "read_names", stop)
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(
            target,
            countries=["XK"],
            geonames=[files / "XK.zip"],
            alternate_names=files / "alternateNamesV2.zip",
        )
    assert Gazetteer(target).lookup("Mali Izvor")
    assert [path.name for path in tmp_path.iterdir()] == ["g"]


def test_progress_tells_how_much_of_each_file_is_read(files, tmp_path):
    told = []
    build_gazetteer(
        tmp_path / "g",
        countries=["XK"],
        geonames=[files / "XK.zip"],
        progress=lambda *step: told.append(step),
    )
    assert [(done, total) for step, done, total in told if step == "reading XK.zip"][-1] == (
        len("\n".join(PLACES)) + 1,
        len("\n".join(PLACES)) + 1,
    )


@settings(deadline=None)
@given(
    cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), min_size=19, max_size=19)
)
def test_no_line_stops_a_build(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("hostile") / "XK.txt"
    path.write_bytes((PLACES[0] + "\n").encode() + "\t".join(cells).encode() + b"\n\xff\xfe\n")
    dump, found = read(path)
    assert 900000001 in found
    assert len(found) + dump.faults.count + dump.repeated == 3


@settings(deadline=None)
@given(
    cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\t")), min_size=10, max_size=10)
)
def test_no_line_of_names_stops_a_build(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("hostile") / "names.txt"
    path.write_text(NAMES[0] + "\n" + "\t".join(cells) + "\n", encoding="utf-8")
    dump = Dump()
    names = list(dump.read_names(path, lambda ids: ids * 0, lambda done, total: None))
    assert "Gorni Kladenac" in [name for part in names for name in part.spelling.to_pylist()]
