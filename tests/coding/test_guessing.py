"""Sentences that tell of an event without any of the ontology's triggers."""

import pytest

from geo_events.coding.selecting import event_signs
from geo_events.coding.sentence_model import LEAST_LIKELY, features, load_sentence_model, plain

TELLING = [
    (
        "A journalist was bundled into a van by masked men near her home on Tuesday.",
        "Violence against civilians",
    ),
    ("Thirty rebels gave themselves up in Sukma on Monday.", "Strategic developments"),
    ("Gunmen dragged a mayor out of his house in Omdurman on Monday.", "Violence against civilians"),
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
