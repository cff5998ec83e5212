import json
import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from click.testing import CliRunner
from command_runs import REPORT, run

from geo_events.cli import main


@pytest.mark.parametrize("command", ["geoparse", "code"])
def test_a_command_prints_the_same_bytes_however_many_processes_share_the_work(many, command):
    alone, *others = (run(command, many, "--processes", number) for number in (1, 2, 3))
    ids = [json.loads(line)["id"] for line in alone.stdout.splitlines()]
    assert ids == [each for n in range(60) for each in ([n, "empty", None] if n % 20 == 3 else [n])]
    assert alone.exit_code == 3
    assert "no JSON" in alone.stderr
    for other in others:
        assert (other.stdout, other.stderr, other.exit_code) == (alone.stdout, alone.stderr, alone.exit_code)
    piped = CliRunner().invoke(main, [command, "-", "--processes", "2"], input=many.read_bytes())
    assert piped.stdout == alone.stdout


def test_an_article_that_can_not_be_analysed_stops_no_other(many, monkeypatch):
    from geo_events.pipeline import geoparsing

    real = geoparsing.geoparse_article

    def geoparse_article(article, **options):
        if article.id == 40:
            raise RecursionError
        return real(article, **options)

    monkeypatch.setattr(geoparsing, "geoparse_article", geoparse_article)
    result = run("geoparse", many, "--processes", "2")
    found = {line["id"]: line["toponyms"] for line in map(json.loads, result.stdout.splitlines())}
    assert found[40] == []
    assert found[39]
    assert found[41]
    assert "many.jsonl:45: the text can't be analysed (RecursionError)" in result.stderr


def test_geoparse_loads_nothing_that_only_coding_and_maps_need(many):
    code = (
        "import sys; from geo_events.cli import main\n"
        "main(['geoparse', sys.argv[1]], standalone_mode=False)\n"
        "heavy = {'spacy', 'pandas', 'geopandas', 'pyproj', 'pyogrio', 'folium', 'geopy', 'py3langid'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    article = many.with_name("one.txt")
    article.write_text(REPORT, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code, article], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["toponyms"]
    assert done.stderr.splitlines()[-1] == "[]"


def test_coding_begins_without_what_only_the_table_needs():
    code = (
        "import sys; import geo_events.pipeline.analysing\n"
        "print(sorted({'pandas', 'geopandas', 'pyproj', 'pyogrio', 'folium'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_interrupted_geoparse_ends_with_all_its_processes(many):
    command = [sys.executable, "-m", "geo_events", "geoparse", "-", "--processes", "2"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # a shell starts what runs in its background with interrupts ignored, and the tests may run there
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, start_new_session=True, preexec_fn=heeding, **pipes) as process:
        process.stdin.write(many.read_bytes())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["toponyms"]
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"Traceback" not in told
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
