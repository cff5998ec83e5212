from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st


def found(gazetteer, text):
    return [text[match.start : match.end] for match in gazetteer.find_names(text)]


def proper(gazetteer, text):
    """What is found, without words in small letters: the geoparser judges those."""
    return [name for name in found(gazetteer, text) if name != name.lower()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Strikes hit Deir ez-Zor and Khan Younis.", ["Deir ez-Zor", "Khan Younis"]),
        ("Gaza's Rafah crossing", ["Gaza", "Rafah crossing"]),
        ("GAZA'S SOUTH", ["GAZA"]),
        ("Iraq’s Anbar province", ["Iraq", "Anbar province"]),
        ("a U.S.-led coalition", ["U.S."]),
        ("He went to the U.S. In Mosul", ["U.S.", "Mosul"]),
        ("the Iraq-Syria border", ["Iraq", "Syria"]),
        ("near Al-Tanf, Jordan", ["Al-Tanf", "Jordan"]),
        ("Mosul\nDam and Khan\nYounis", ["Mosul\nDam", "Khan\nYounis"]),
        ("in Ramadi. Fallujah fell", ["Ramadi", "Fallujah"]),
        ("“Mosul”, ‘Erbil’ (Kirkuk)", ["Mosul", "Erbil", "Kirkuk"]),
        ("Mosulites and Erbilish", []),
    ],
)
def test_names_are_found_whole_and_at_the_borders_of_words(gazetteer, text, names):
    assert [name for name in proper(gazetteer, text) if name not in {"He", "In", "SOUTH"}] == names


def test_an_abbreviation_is_found_only_in_capitals(gazetteer):
    assert "us" not in found(gazetteer, "let us go")
    assert "Us" not in found(gazetteer, "Us and them")
    assert found(gazetteer, "US forces")[0] == "US"
    assert found(gazetteer, "U.S. forces")[0] == "U.S."
    assert "UAE" in found(gazetteer, "the UAE said")


def test_an_abbreviation_that_is_a_word_is_found_only_with_its_stop(gazetteer):
    assert "Ill" in found(gazetteer, "Springfield, Ill., mourned")
    assert "Wash" in found(gazetteer, "in Spokane, Wash.")
    for text in (
        "he is ill.",
        "an ill wind",
        "Ill winds blow",
        "Wash your hands",
        "a mass grave",
        "MASS GRAVES",
    ):
        assert not {"ill", "Ill", "Wash", "mass", "MASS"} & set(found(gazetteer, text)), text
    assert "Calif" in found(gazetteer, "Irvine, Calif mayor")


def test_other_scripts_are_found(gazetteer):
    assert found(gazetteer, "قال في بغداد اليوم") == ["بغداد"]


def test_small_letters_are_matched_too(gazetteer):
    assert "deir ez-zor" in found(gazetteer, "shelling in deir ez-zor")


def test_demonyms_are_told_from_places(gazetteer):
    kinds = {match.kinds for match in gazetteer.find_names("Iraqis")}
    assert kinds == {frozenset({"demonym"})}
    assert {match.kinds for match in gazetteer.find_names("Erbil")} == {frozenset({"place"})}


def test_an_english_preposition_does_not_begin_a_name(gazetteer):
    assert proper(gazetteer, "fired at Tanf today") == ["Tanf"]


@given(st.text(alphabet=st.sampled_from(list("Gaza Iraq's U.S.-’\n\u0301é,بغداد")), max_size=60))
def test_matches_come_in_order_and_within_the_text(gazetteer, text):
    matches = gazetteer.find_names(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] for m in matches)
