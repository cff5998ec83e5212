import pandas as pd
import pytest


def actors(event):
    return [None if pd.isna(event[column]) else event[column] for column in ("actor1", "actor2")]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Israeli troops killed three men in Jenin on Monday.",
            "Military Forces of Israel",
            "Civilians (Palestine)",
        ),
        (
            "Boko Haram fighters killed three soldiers near Maiduguri on Monday.",
            "Boko Haram",
            "Military Forces of Nigeria (1999-)",
        ),
        (
            "Gunmen shot dead three farmers near Maiduguri on Monday.",
            "Unidentified gunmen (Nigeria)",
            "Farmers (Nigeria)",
        ),
        (
            "A Russian missile killed three people in Kharkiv on Monday.",
            "Military Forces of Russia (1991-)",
            "Civilians (Ukraine)",
        ),
        ("A car bomb killed three people in Mosul on Monday.", None, "Civilians (Iraq)"),
        (
            "A drone strike in Mosul on Monday killed three men, including a Kata'ib Hezbollah commander.",
            None,
            "Kata'ib Hezbollah",
        ),
        ("Thousands of people marched peacefully in Mosul on Monday.", "Protesters (Iraq)", None),
    ],
)
def test_actors_are_named_by_the_actor_list(code, text, first, second):
    (event,) = code(text)
    assert actors(event) == [first, second]


def test_the_articles_own_words_stand_beside_the_name(code):
    (event,) = code("Heavily armed Boko Haram terrorists killed three soldiers near Maiduguri on Monday.")
    assert event["actor1"] == "Boko Haram"
    assert event["actor1_text"] == "Heavily armed Boko Haram terrorists"


def test_troops_abroad_are_external_forces(code):
    (abroad,) = code("U.S. troops killed three militants near Mosul on Monday.")
    (home,) = code("Iraqi troops killed three militants near Mosul on Monday.")
    assert (abroad["actor1_type"], home["actor1_type"]) == ("External/Other forces", "State forces")


def test_nobody_is_made_up_for_a_pronoun_or_a_thing(code):
    (event,) = code("They launched rockets at a village near Mosul on Monday.")
    assert actors(event)[0] is None
