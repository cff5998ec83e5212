"""Inputs and results that the tests of the commands share."""

import json

import pytest
from command_runs import ROOT, run


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Two runs on the samples."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for folder in folders:
        result = run("map", ROOT / "seeds", "-o", folder)
        assert result.exit_code == 0, result.output
    return folders


@pytest.fixture
def many(tmp_path):
    """Sixty articles, some alike in id, among lines that hold none."""
    path = tmp_path / "many.jsonl"
    place = ("Mosul", "Kyiv", "Goma", "Idlib", "Port Sudan")
    lines = []
    for number in range(60):
        name = place[number % len(place)]
        text = f"{name.upper()}, March {number % 28 + 1} -- Shelling hit a market in {name}, police said."
        lines.append(json.dumps({"id": number, "text": text, "published": "2024-03-12"}))
        lines += ['{"id": "empty", "text": " "}', "no JSON"] if number % 20 == 3 else []
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
