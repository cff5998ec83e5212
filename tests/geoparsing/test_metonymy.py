"""Capitals and countries that stand for a government."""

import pytest


def metonyms(toponyms):
    return [toponym.text for toponym in toponyms if toponym.metonym]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow denied that it had targeted civilians.", ["Moscow"]),
        ("Baghdad wants to end the mission.", ["Baghdad"]),
        ("The attack will push Baghdad to expel the troops.", ["Baghdad"]),
        ("Parliament is pushing Washington to discuss a timeline.", ["Washington"]),
        ("Envoys urged Tehran to release the crew.", ["Tehran"]),
        ("The strikes weaken the Baghdad government.", ["Baghdad"]),
        ("They condemned the steps taken by Washington.", ["Washington"]),
        ("Kinshasa accuses Kigali of arming the rebels.", ["Kinshasa", "Kigali"]),
        ("Georgia and Turkey signed a treaty.", ["Georgia", "Turkey"]),
        ("He dismissed Washington's version of the raid.", ["Washington"]),
        ("U.S. aircraft fired on a truck.", ["U.S."]),
    ],
)
def test_names_that_act_or_are_worked_upon_are_metonyms(read, text, expected):
    assert metonyms(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Baghdad on Monday.",
        "Protesters gathered near Moscow and outside Kyiv.",
        "Ministers met in Washington to discuss Iraq.",
        "The road to Damascus was closed.",
        "Aleppo denied nothing, a shopkeeper joked.",
        "The U.S. state of Georgia sent a delegation.",
    ],
)
def test_names_of_where_something_is_are_not(read, text):
    assert metonyms(read(text)) == []


def test_a_dateline_is_no_metonym(read):
    text = "BAGHDAD, Feb 9 (Tigris Post) - Warned by envoys, the premier stayed at home."
    assert metonyms(read(text)) == []


def test_demonyms_are_never_metonyms(read):
    assert metonyms(read("Iraqi officials denied the report, and the Iraqis want a date.")) == []
