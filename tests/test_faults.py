"""The list of faults: what is wrong is named, counted, and never shown of the part that is kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
EVENT = {
    "types": ["Battles"],
    "sub_types": ["Armed clash"],
    "status": "occurred",
    "date_start": "2024-03-13",
    "date_end": "2024-03-13",
    "country": "Iraq",
    "iso3": "IRQ",
    "places": ["Mosul"],
    "place_precision": "exact",
    "latitude": 36.335,
    "longitude": 43.118,
    "fatalities": 2,
    "fatalities_low": 2,
    "fatalities_high": 2,
    "injured": None,
    "actor1": ["Islamic State"],
    "actor2": [],
    "optional": False,
    "quote": "Two died on Wednesday when Islamic State fought police in Mosul.",
}
ROW = {
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "status": "occurred",
    "date_start": "2024-03-12",
    "date_end": "2024-03-12",
    "location": "Mosul",
    "country": "Iraq",
    "iso3": "IRQ",
    "geo_precision": "exact",
    "latitude": 36.335,
    "longitude": 43.118,
    "fatalities": 3,
    "actor1": "Islamic State",
    "actor2": None,
    "evidence": EVENT["quote"],
}


@pytest.fixture
def listed(tmp_path, bench):
    def run(part):
        missed = {**EVENT, "quote": "Shops were looted in Basra.", "types": ["Strategic developments"]}
        missed |= {"sub_types": ["Looting/property destruction"], "places": ["Basra"]}
        gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
        gold.write_text(json.dumps({"id": "a", "part": part, "events": [EVENT, missed]}) + "\n")
        predicted.write_text(json.dumps({"id": "a", "events": [ROW]}) + "\n")
        command = [sys.executable, str(BENCHMARKS / "faults.py"), str(gold), str(predicted)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


def test_wrong_fields_and_missed_events_are_named_and_counted(listed):
    out = listed("open")
    assert "date: 2024-03-12 to 2024-03-12, not 2024-03-13 to 2024-03-13; deaths: 3, not 2" in out
    assert "missed, ['Looting/property destruction']: 'Shops were looted in Basra.'" in out
    counts = dict(line.rsplit(maxsplit=1) for line in out.splitlines() if not line.startswith(" "))
    assert (counts["rows judged"], counts["date"], counts["deaths"], counts["missed"]) == ("1", "1", "1", "1")
    assert "place" not in counts
    assert "actor1" not in counts


def test_of_the_kept_part_only_counts_are_shown(listed):
    out = listed("kept")
    assert "Mosul" not in out
    assert "Basra" not in out
    assert "missed           1" in out
