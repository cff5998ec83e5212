from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_events.gazetteer.folding import fold_text


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


@pytest.fixture(scope="module")
def words(gazetteer):
    """Words of names, and of English, that may follow each other."""
    names = [
        "Deir ez-Zor",
        "Khan Younis",
        "Anbar Province",
        "Mosul Dam",
        "Al-Qaim",
        "New York City",
        "Washington",
    ]
    return [*" ".join(names).split(), "Zor", "City of", "Near", "Outside", "North", "Tel Aviv", "Saint", "D.C."]


@given(data=st.data())
def test_every_longest_name_of_the_tries_is_found(gazetteer, words, data):
    parts = data.draw(st.lists(st.sampled_from(words), max_size=12))
    joints = data.draw(st.lists(st.sampled_from([" ", " ", " ", ", ", "-", "'s ", ". ", "\n"]), min_size=12))
    text = "".join(part + joint for part, joint in zip(parts, joints, strict=False))
    folded = fold_text(text)
    expected, number = [], 0
    while number < len(folded.spans):
        first = folded.starts[number]
        ends = [last for last in range(number, len(folded.ends)) if is_name(gazetteer, folded, first, last)]
        if ends:
            expected.append((folded.spans[number][0], folded.spans[ends[-1]][1]))
        number = ends[-1] + 1 if ends else number + 1
    matches = gazetteer.find_names(text)
    assert [(match.start, match.end) for match in matches] == expected
    assert gazetteer.find_names(text, folded=folded) == matches


def is_name(gazetteer, folded, first, last):
    return any(folded.text[first : folded.ends[last]] in trie for trie in gazetteer.tries)
