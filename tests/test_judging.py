"""The benchmark of geoparsing: the gold stays hidden, and the figures are what they are called."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

ARTICLE = {
    "id": "a",
    "text": "Mosul and Erbil are quiet. Paris is not.",
    "title": "Quiet",
    "events": [{"fatalities": 3}],
    "toponyms": [
        {"start": 0, "end": 5, "text": "Mosul", "latitude": 36.3, "longitude": 43.1, "geonameid": 1},
        {"start": 10, "end": 15, "text": "Erbil", "latitude": None, "longitude": None, "geonameid": None},
    ],
}


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))


@pytest.fixture
def judge():
    """A scorer that pairs what begins at the same place, and takes a degree for 111 km."""

    def pairs(gold, predicted):
        return [(g, p) for g in gold for p in predicted if g["start"] == p["start"]]

    return SimpleNamespace(overlap_pairs=pairs, distance_km=lambda a, b, c, d: 111 * abs(a - c))


def test_of_the_gold_only_what_a_user_would_give_is_written_out(tmp_path):
    from judging.gold import read_gold

    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    gold = read_gold(path, tmp_path)
    assert json.loads(gold.blind.read_text()) == {key: ARTICLE[key] for key in ("id", "text", "title")}
    spans = [{"start": 0, "end": 5}, {"start": 10, "end": 15}]
    assert json.loads(gold.spans.read_text()) == {"id": "a", "spans": spans}


def test_a_place_that_nobody_marked_is_wrong_and_one_marked_without_a_place_is_passed_over(judge):
    from judging.calibration import judged

    def found(start, latitude, confidence):
        return {
            "start": start,
            "latitude": latitude,
            "longitude": 43.1,
            "geonameid": None,
            "confidence": confidence,
        }

    toponyms = [found(0, 36.9, 0.9), found(10, 36.2, 0.8), found(27, 48.9, 0.7), found(30, None, 0.6)]
    assert judged([ARTICLE], {"a": toponyms}, judge) == [(0.9, True), (0.7, False)]
    assert judged([ARTICLE], {"a": [found(0, 39.0, 0.9)]}, judge) == [(0.9, False)]


def test_the_calibration_error_is_the_distance_of_confidence_from_what_is_right():
    from judging.calibration import expected_calibration_error, kept_and_right

    pairs = [(0.75, True)] * 3 + [(0.75, False)] + [(0.95, False)] * 4
    assert expected_calibration_error(pairs) == pytest.approx(0.95 / 2)
    assert kept_and_right(pairs, [0.0, 0.9]) == [(1.0, 3 / 8), (0.5, 0.0)]


def test_the_stream_has_no_article_twice_and_is_the_same_again(tmp_path):
    from judging.stream import write_stream

    for name in ("one", "two"):
        words = write_stream([ARTICLE, {"text": "Kyiv was shelled on Sunday."}], 40, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    rows = [json.loads(line) for line in (tmp_path / "one").read_text().splitlines()]
    assert rows[0] == {"id": 0, "text": ARTICLE["text"]}
    assert words == sum(len(row["text"].split()) for row in rows) == 20 * (8 + 5)
    assert len({row["text"] for row in rows}) > 5
    assert not any("toponyms" in row for row in rows)


def test_the_command_is_timed_and_its_memory_seen(tmp_path):
    from judging.commanding import read_lines, run

    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "Mosul is quiet."}\n')
    ran = run("geoparse", [tmp_path / "in.jsonl"], tmp_path / "out.jsonl", "--processes", "1")
    assert ran.lines == 1
    assert 0 < ran.first_seconds <= ran.seconds
    assert ran.cpu_seconds > 0
    assert ran.resident_mb >= ran.shared_once_mb > 0
    assert [each["text"] for each in read_lines(tmp_path / "out.jsonl")["1"]] == ["Mosul"]
