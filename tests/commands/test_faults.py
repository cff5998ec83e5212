import subprocess
import sys

import pytest
from command_runs import ROOT, run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map", "no-such-file.txt", "-o", "{empty}/out"], "no-such-file.txt: there is no such file"),
        (["map", "{empty}", "-o", "{empty}/out"], "holds no article"),
        (["records", "{empty}/none.csv", "-o", "x.csv"], "none.csv"),
        (["gazetteer", "lookup", "Qqqqzzz"], "no place is called 'Qqqqzzz'"),
        (["gazetteer", "info", "--gazetteer", "{empty}/none"], "gazetteer build"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(arguments, said, tmp_path):
    result = run(*(argument.format(empty=tmp_path) for argument in arguments))
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_an_output_that_can_not_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "taken").write_text("a file where a folder is asked for")
    result = run("map", ROOT / "seeds" / "yemen-red-sea.txt", "-o", tmp_path / "taken")
    assert result.exit_code == 1
    assert "taken" in result.stderr.splitlines()[-1]


def test_the_package_is_a_command():
    done = subprocess.run([sys.executable, "-m", "geo_events", "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("geo-events, version")


def test_a_wrong_day_is_a_wrong_option():
    result = run("map", "seeds", "--published", "9 February")
    assert result.exit_code == 2
    assert "2024-02-09" in result.stderr


def test_some_left_out_is_told_by_the_exit_code(tmp_path):
    (tmp_path / "good.txt").write_text("A car bomb killed two people in Basra on Monday.\n")
    (tmp_path / "empty.txt").write_text("")
    result = run("map", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "left out" in result.stderr
    assert "empty.txt" in result.stderr
