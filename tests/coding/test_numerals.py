import pytest

from geo_events.coding.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14", 14),
        ("1,200", 1200),
        ("2.5 million", 2_500_000),
        ("twenty - three", 23),
        ("twenty-three", 23),
        ("twenty three", 23),
        ("two hundred and fifty", 250),
        ("one and a half thousand", 1500),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a hundred", 100),
    ],
)
def test_figures_and_words_say_the_same_numbers(text, value):
    numeral = read_numeral(text.split(), 0)
    assert (numeral.value, numeral.end, numeral.vague) == (value, len(text.split()), False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("dozens", 12), ("hundreds", 100), ("several", 3), ("several dozen", 36), ("a few", 3)],
)
def test_vague_words_are_marked_as_such(text, value):
    numeral = read_numeral(text.split(), 0)
    assert (numeral.value, numeral.vague) == (value, True)


@pytest.mark.parametrize("text", ["0845", "a man", "men", "12345678"])
def test_what_is_no_number_is_none(text):
    assert read_numeral(text.split(), 0) is None
