"""Which words of an original a passage of its translation stands for."""

import pytest

from geo_events.articles.aligning import Alignment

SPANISH = "Un coche bomba mató a dos personas en Bogotá el lunes. La policía busca a los autores."
ENGLISH = "A car bomb killed two people in Bogotá on Monday. Police are looking for the perpetrators."


def passage(original, translation, words):
    """Align, and return the words of the original and how closely they are known."""
    start = translation.index(words)
    found = Alignment(original, translation).passage(start, start + len(words))
    return original[found.start : found.end], found.scope


def test_as_many_sentences_of_like_length_are_taken_one_for_one():
    assert passage(SPANISH, ENGLISH, "A car bomb killed two people in Bogotá on Monday.") == (
        "Un coche bomba mató a dos personas en Bogotá el lunes.",
        "sentence",
    )
    assert passage(SPANISH, ENGLISH, "looking for")[0] == "La policía busca a los autores."


def test_a_passage_over_two_sentences_gets_both():
    assert passage(SPANISH, ENGLISH, "on Monday. Police are") == (SPANISH, "sentence")


def test_another_number_of_sentences_gives_the_paragraph():
    original = f"{SPANISH.replace('. La', ', y la')}\n\nEl alcalde condenó el ataque."
    translation = f"{ENGLISH}\n\nThe mayor condemned the attack."
    assert passage(original, translation, "A car bomb") == (SPANISH.replace(". La", ", y la"), "paragraph")


def test_paragraphs_parted_otherwise_leave_the_sentences():
    translation = ENGLISH.replace(". ", ".\n\n")
    assert passage(SPANISH, translation, "Police") == ("La policía busca a los autores.", "sentence")


def test_another_number_of_paragraphs_and_sentences_gives_the_text():
    original = f"{SPANISH.replace('. La', ', y la')} El alcalde condenó el ataque."
    translation = f"{ENGLISH}\n\nThe mayor condemned the attack."
    assert passage(original, translation, "A car bomb") == (original, "text")


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        # as many sentences, but cut in other places
        (
            "Murió. El lunes, un coche bomba mató a dos personas en Bogotá, la capital, y a otras cinco.",
            "On Monday a car bomb killed two people in Bogotá, the capital, and 5 more. He died.",
        ),
        # figures that contradict each other
        ("Murieron 3 personas en Cali. Otras 40 huyeron.", "Another 40 people fled. Then 3 died in Cali."),
        ("قُتل ٣ أشخاص في البصرة. وفرّ ٤٠ آخرون.", "Another 40 fled from there. Then 3 died in Basra."),
    ],
)
def test_sentences_that_can_not_be_counterparts_are_not_claimed(original, translation):
    assert passage(original, translation, translation.partition(". ")[0]) == (original, "text")


def test_figures_of_any_script_agree():
    original = "قُتل ٣ أشخاص في البصرة. وفرّ ٤٠ آخرون."
    translation = "In Basra 3 people died. Another 40 fled."
    assert passage(original, translation, "Another 40") == ("وفرّ ٤٠ آخرون.", "sentence")


def test_full_stops_without_spaces_end_sentences():
    original = "周一，一枚汽车炸弹在巴格达炸死两人。警方正在寻找肇事者。"
    translation = "A car bomb killed two people in Baghdad on Monday. Police are looking for the culprits."
    assert passage(original, translation, "Police") == ("警方正在寻找肇事者。", "sentence")


def test_an_empty_original_is_no_error():
    assert passage(" ", ENGLISH, "Police")[1] == "text"
