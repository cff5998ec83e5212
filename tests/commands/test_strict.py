import json

import pytest
from command_runs import ROOT, mixed, run


def test_strict_fails_and_writes_only_the_report(tmp_path):
    mixed(tmp_path)
    result = run("map", tmp_path, "-o", tmp_path / "out", "--strict")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "--strict" in result.stderr.splitlines()[-1]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["articles"]["rejected"] == 1


@pytest.mark.parametrize("command", ["geoparse", "code"])
def test_strict_prints_nothing_where_something_is_left_out(command, tmp_path):
    result = run(command, mixed(tmp_path), "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "empty.txt" in result.stderr
    (tmp_path / "empty.txt").unlink()
    result = run(command, tmp_path, "--strict")
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (0, "good.txt")


def test_strict_counts_what_is_used_in_part(tmp_path):
    (tmp_path / "a.md").write_text("---\npublished: soon\n---\nA car bomb killed two in Basra on Monday.\n")
    assert run("code", tmp_path).exit_code == 0
    result = run("code", tmp_path, "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "published 'soon'" in result.stderr


def test_strict_writes_no_table_of_faulty_records(tmp_path):
    lines = (ROOT / "seeds" / "records" / "ged_sample.csv").read_text().splitlines(keepends=True)
    (tmp_path / "ged.csv").write_text("".join([*lines, "broken,row\n"]))
    result = run("records", tmp_path / "ged.csv", "-o", tmp_path / "out.csv", "--strict")
    assert result.exit_code == 1
    assert not (tmp_path / "out.csv").exists()
    assert run("records", tmp_path / "ged.csv", "-o", tmp_path / "out.csv").exit_code == 3


def test_a_strict_geoparse_prints_nothing_where_a_line_is_no_article(many):
    result = run("geoparse", many, "--processes", "2", "--strict")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "6 input(s) left out" in result.stderr
