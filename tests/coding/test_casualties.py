import pandas as pd
import pytest


@pytest.mark.parametrize(
    ("text", "best", "low", "high"),
    [
        ("A car bomb killed three people in Mosul on Monday.", 3, 3, 3),
        ("At least 16 people were killed when rockets hit a market in Aleppo on Monday.", 16, 16, None),
        ("A mortar attack in Homs on Monday killed up to 20 soldiers.", 20, 0, 20),
        ("Shelling in Homs on Monday killed a woman and her two sons.", 3, 3, 3),
        ("A roadside bomb in Homs on Monday killed four policemen and a driver.", 5, 5, 5),
        ("Dozens of villagers were killed when gunmen attacked Bama on Monday.", 12, 12, None),
        ("A drone strike in Homs on Monday killed three men, including two brothers.", 3, 3, 3),
        ("A shell hit a school in Homs on Monday. Nobody was hurt.", 0, 0, 0),
        ("A shell hit a school in Homs on Monday. There were no casualties.", 0, 0, 0),
        ("Rebels and soldiers clashed in Homs on Monday, leaving five fighters dead.", 5, 5, 5),
        (
            "Soldiers and rebels clashed in Homs on Monday, and between eight and twelve people died.",
            8,
            8,
            12,
        ),
        ("A landmine exploded under a bus in Homs on Monday, and five passengers lost their lives.", 5, 5, 5),
        ("Airstrikes in Homs on Monday killed 1,200 people.", 1200, 1200, 1200),
        ("Airstrikes in Homs on Monday killed twenty-one people.", 21, 21, 21),
    ],
)
def test_deaths_are_read_with_their_bounds(code, text, best, low, high):
    (event,) = code(text)
    found = [event["fatalities"], event["fatalities_low"], event["fatalities_high"]]
    assert [None if pd.isna(value) else value for value in found] == [best, low, high]


def test_silence_is_no_zero(code):
    (event,) = code("Warplanes bombed a depot in Homs on Monday.")
    assert pd.isna(event["fatalities"])


def test_a_vague_word_is_marked_as_imputed(code):
    (event,) = code("Dozens of villagers were killed when gunmen attacked Bama on Monday.")
    assert (event["fatalities_basis"], event["fatalities_text"]) == ("imputed", "Dozens")


def test_injured_are_no_dead(code):
    (event,) = code("A roadside bomb wounded three drivers near Mosul on Monday.")
    assert pd.isna(event["fatalities"])
    assert event["injured"] == 3


def test_civilians_are_counted_only_where_the_text_says_civilians(code):
    (said,) = code("Shelling in Homs on Monday killed four civilians.")
    (unsaid,) = code("Shelling in Homs on Monday killed four people.")
    assert said["fatalities_civilians"] == 4
    assert pd.isna(unsaid["fatalities_civilians"])
