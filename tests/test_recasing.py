"""Texts set in capitals are written as sentences for matching, and for that alone."""

import pytest

from geo_events.articles.shadow import make_shadow
from geo_events.recasing import recase


@pytest.fixture
def written(gazetteer):
    """Recase a text."""

    def write(text):
        shadow = recase(make_shadow(text), names=gazetteer)
        assert len(shadow.text) == len(make_shadow(text).text)
        return shadow.text

    return write


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("A CAR BOMB KILLED TWO SOLDIERS IN MOSUL.", "A car bomb killed two soldiers in Mosul."),
        (
            "BOGOTA, 15 JAN 90 (EFE) -- [TEXT] THE POLICE SAID TODAY. IT WAS ON MONDAY.",
            "Bogota, 15 Jan 90 (EFE) -- [text] The police said today. It was on Monday.",
        ),
        (
            "IRAQI TROOPS WENT TO THE UNITED STATES AND TO SAN SALVADOR.",
            "Iraqi troops went to the United States and to San Salvador.",
        ),
        ("THE PKK AND THE U.S. ARMY MET; I LEFT.", "The PKK and the U.S. army met; I left."),
        ("TROOPS MAY MARCH ON 5 MAY AND 6 MARCH.", "Troops may march on 5 May and 6 March."),
        ("US TROOPS TOLD US TO LEAVE KIRKUK.", "US troops told us to leave Kirkuk."),
        ("MR. JOHN F. KENNEDY'S SHIP LEFT TURKEY.", "Mr. John F. Kennedy's ship left Turkey."),
    ],
)
def test_words_are_small_and_names_are_not(given, expected, written):
    assert written(given) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed two soldiers in MOSUL.",
        "BOMB IN MOSUL\n\nA car bomb killed two soldiers in Mosul on Monday, the army said in a statement.",
        "UN",
        "",
        "قُتل خمسة جنود",
    ],
)
def test_other_texts_stay_as_they_are(text, written):
    assert written(text) == make_shadow(text).text


def test_a_letter_that_changes_its_length_keeps_the_offsets(written):
    assert written("İSTANBUL POLICE SAID A BOMB WENT OFF.").endswith("police said a bomb went off.")


def test_a_paragraph_in_capitals_inside_another_text_is_written_anew(written):
    capitals = "TWO SOLDIERS WERE KILLED IN A CLASH WITH GUNMEN NEAR MOSUL ON MONDAY. " * 3
    text = written(f"The agency's report reads as follows, and is given in full below.\n\n{capitals}")
    assert "Two soldiers were killed in a clash with gunmen near Mosul on Monday." in text
