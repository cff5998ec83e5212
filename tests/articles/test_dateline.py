"""Datelines, and sentences that only look like one."""

import datetime as dt

import pytest

from geo_events.articles.dateline import find_dateline

PUBLISHED = dt.date(2024, 10, 1)


@pytest.mark.parametrize(
    ("line", "place", "day", "source"),
    [
        ("Baghdad, February 9 (RHC)-- Iraq says so.", "Baghdad", dt.date(2024, 2, 9), "RHC"),
        ("Kyiv, Sept 5 - Air defences held.", "Kyiv", dt.date(2024, 9, 5), None),
        ("Damascus, 22 May — Five people died.", "Damascus", dt.date(2024, 5, 22), None),
        ("Goma, DR Congo — Fighters came.", "Goma, DR Congo", None, None),
        ("Tripoli, Lebanon (Cedar Post) - Thousands marched.", "Tripoli, Lebanon", None, "Cedar Post"),
        ("PESHAWAR: A bomber struck.", "PESHAWAR", None, None),
        ("Ramallah — Troops came.", "Ramallah", None, None),
        ("Mogadishu, Jan. 30 — Troops advanced.", "Mogadishu", dt.date(2024, 1, 30), None),
        ("Port Sudan, Aug. 19 (NBN) - Dozens died.", "Port Sudan", dt.date(2024, 8, 19), "NBN"),
        ("BEIRUT (AP) \ufffd A spokesman spoke.", "BEIRUT", None, "AP"),
        (
            "SOUTH WAZIRISTAN, April 5 (APP):Chief of staff came.",
            "SOUTH WAZIRISTAN",
            dt.date(2024, 4, 5),
            "APP",
        ),
        ("CHARLESTON, W.Va. -- A man was held.", "CHARLESTON, W.Va.", None, None),
        ("Rome (Italy), 11 JAN 90 -- He spoke.", "Rome", dt.date(1990, 1, 11), None),
        ("Bangkok, Tuesday — A jet came.", "Bangkok", None, None),
        ("**Tyre, Lebanon** (Post) - Shells fell.", "Tyre, Lebanon", None, "Post"),
        ("Gaza — al-Shabaab and others said.", "Gaza", None, None),
    ],
)
def test_a_dateline_is_read(line, place, day, source):
    found = find_dateline(line, 0, published=PUBLISHED)
    assert (found.place, found.day, found.source) == (place, day, source)
    assert line[found.start :].startswith(place)
    assert line[: found.end].rstrip().endswith(("-", "—", ":", "\ufffd"))


@pytest.mark.parametrize(
    "line",
    [
        "Hamas — which rules Gaza — said so.",
        "Two men - both farmers - were shot.",
        "Think of it — This country has it all.",
        "Update: Two killed in Mosul.",
        "Editor's note: This story was changed.",
        "President Joe Biden Today — The speech.",
        "Prime Minister Sudani: The troops must leave.",
        "The army said so on Monday.",
        "",
    ],
)
def test_an_ordinary_sentence_is_no_dateline(line):
    assert find_dateline(line, 0, published=PUBLISHED) is None
