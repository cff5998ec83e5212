"""Sentences that tell of an event without any of the ontology's triggers."""

import pytest

from geo_events.coding.selecting import event_signs
from geo_events.coding.sentence_model import LEAST_LIKELY, features, load_sentence_model, plain

TELLING = [
    ("Settlers chopped down sixty olive trees near Burin on Monday.", "Strategic developments"),
    ("Police in plain clothes tackled marchers on the bridge in Minsk on Sunday.", "Protests"),
]
CALM = [
    "The ministers discussed the price of wheat on Monday.",
    "Rain is expected in the valley over the weekend.",
    "The league's second match drew a small audience.",
]


@pytest.mark.parametrize(("sentence", "event_type"), TELLING)
def test_an_event_is_found_though_no_trigger_names_it(code, sentence, event_type):
    words = sentence.lower().rstrip(".").split()
    assert not event_signs().stand_in(words)
    (row,) = code(sentence)
    assert row["event_type"] == event_type
    assert row["evidence"] == sentence


@pytest.mark.parametrize("sentence", CALM)
def test_calm_sentences_make_no_event(code, sentence):
    assert load_sentence_model().probability(sentence.rstrip(".").split()) < LEAST_LIKELY
    assert code(sentence) == []


def test_what_was_not_told_as_having_happened_makes_no_event(code):
    assert code("Settlers would chop down sixty olive trees near Burin if they could.") == []
    assert code("Masked men would bundle a journalist into a van if they could.") == []
    assert code("Masked men did not bundle the journalist into a van.") == []


def test_names_and_numbers_stand_for_their_kind():
    assert [plain(word) for word in ("Mosul", "12", "1,200", "Gunmen", "took")] == [
        "^",
        "#",
        "#",
        "gunmen",
        "took",
    ]
    assert "gunmen took" in set(features(["Gunmen", "took", "Mosul"]))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("At least nine people died and the goods were burned.", "Excessive force against protesters"),
        ("In Zawiya, coastguards fired at a boat of migrants on Saturday and wounded three.", "Suicide bomb"),
    ],
)
def test_a_type_is_not_guessed_that_no_word_supports(code, sentence, said):
    assert said not in [row["sub_event_type"] for row in code(sentence)]


def test_no_event_is_guessed_of_an_accident(code):
    assert (
        code("A blaze that gutted forty shanties in Manila on Monday was traced to an overheated fan.") == []
    )
