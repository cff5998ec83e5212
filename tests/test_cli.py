import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import geopandas
import pytest
from click.testing import CliRunner

from geo_events.cli import main
from geo_events.export import read_events

ROOT = Path(__file__).parents[1]
HOSTILE = [
    "${alert(1)}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "C:\\2019",
    '=HYPERLINK("x")',
]


#: English beyond doubt, with places.
REPORT = (
    "Five soldiers were killed in an attack on a checkpoint near Mosul, officials said on Monday. They "
    "had come from the hills to the north of the city and fled to Syria before the army arrived."
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Two runs on the samples."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for folder in folders:
        result = run("map", ROOT / "seeds", "-o", folder)
        assert result.exit_code == 0, result.output
    return folders


def test_map_writes_all_results_and_says_where(tmp_path):
    result = run("map", ROOT / "seeds" / "yemen-red-sea.txt", "-o", tmp_path / "new")
    names = {"map.html", "events.geojson", "events.parquet", "events.csv", "toponyms.csv", "report.json"}
    names |= {"events.csv-metadata.json", "toponyms.csv-metadata.json"}
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    assert all(str(tmp_path / "new" / name) in result.stdout for name in names)


def test_the_same_input_gives_the_same_bytes(outputs):
    for path in sorted(outputs[0].iterdir()):
        assert path.read_bytes() == (outputs[1] / path.name).read_bytes(), path.name


def test_every_format_holds_the_same_events(outputs):
    tables = [read_events(outputs[0] / f"events.{suffix}") for suffix in ("geojson", "parquet", "csv")]
    for table in tables[1:]:
        assert table["event_id"].tolist() == tables[0]["event_id"].tolist()


def test_no_country_level_event_is_a_point(outputs):
    data = json.loads((outputs[0] / "events.geojson").read_text())
    coarse = [
        f
        for f in data["features"]
        if f["properties"]["geo_precision"] in {"country", "admin1", "region", "water"}
    ]
    assert coarse
    assert all(f["geometry"] is None or f["geometry"]["type"] != "Point" for f in coarse)


def test_hostile_text_stays_text(tmp_path):
    article = "\n\n".join(
        [
            f"{HOSTILE[0]} {HOSTILE[1]}",
            *(f"A car bomb killed three people in Mosul on Monday, {text} said." for text in HOSTILE),
        ]
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "hostile.jsonl").write_text(
        json.dumps(
            {
                "id": "=1+1",
                "title": HOSTILE[4],
                "source": HOSTILE[2],
                "text": article,
                "published": "2024-03-15",
            }
        )
        + "\n"
    )
    assert run("map", tmp_path / "in", "-o", tmp_path / "out", "--title", HOSTILE[1]).exit_code == 0
    page = (tmp_path / "out" / "map.html").read_text()
    assert "<img src=x" not in page
    assert "<script>alert(1)" not in page
    import csv

    with (tmp_path / "out" / "events.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=@\t\r" and cell]
    assert read_events(tmp_path / "out" / "events.csv")["headline"].iloc[0] == HOSTILE[4]


def test_geoparse_and_code_print_one_line_an_article(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"id": 7, "text": "A car bomb killed two people in Basra on Monday.", "published": "2024-03-15"}\n'
        '{"id": "x", "text": ""}\n'
        "{broken\n"
        '{"id": "last", "text": "Nothing to tell."}\n'
    )
    for command, key in (("geoparse", "toponyms"), ("code", "events")):
        result = run(command, path)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert [line["id"] for line in lines] == [7, "x", None, "last"]
        assert [len(line[key]) for line in lines] == [1, 0, 0, 0]
        assert result.exit_code == 3
    (event,) = lines[0]["events"]
    assert (event["date_start"], event["fatalities"], event["country"]) == ("2024-03-11", 2, "Iraq")
    assert 30 < event["latitude"] < 31


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


def test_a_run_that_could_read_nothing_still_reports_why(tmp_path):
    assert run("map", tmp_path / "none.txt", "-o", tmp_path / "out").exit_code == 1
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["articles"] == {
        "in": 1,
        "with events": 0,
        "without event": 0,
        "rejected": 1,
        "not English": 0,
        "translated": 0,
    }
    assert "none.txt" in report["left out"][0]["origin"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]


def test_an_output_that_can_not_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "taken").write_text("a file where a folder is asked for")
    result = run("map", ROOT / "seeds" / "yemen-red-sea.txt", "-o", tmp_path / "taken")
    assert result.exit_code == 1
    assert "taken" in result.stderr.splitlines()[-1]


def test_a_file_that_can_not_be_read_keeps_its_line_and_name(tmp_path):
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 bomb")
    result = run("code", tmp_path / "latin.txt")
    assert json.loads(result.stdout) == {"id": "latin.txt", "events": []}


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


def test_lines_come_in_the_order_of_the_input_however_many(tmp_path):
    text = "A car bomb killed two people in Basra on Monday."
    ids = [number if number % 7 else None for number in range(1, 250)]
    rows = [{"id": number, "text": text + "x" * number} if number else {"no": "text"} for number in ids]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    lines = [json.loads(line) for line in run("code", tmp_path / "in.jsonl").stdout.splitlines()]
    assert [line["id"] for line in lines] == ids
    assert [len(line["events"]) for line in lines] == [int(number is not None) for number in ids]
    assert all(event["source_id"] == str(line["id"]) for line in lines for event in line["events"])


def test_a_translated_article_prints_both_versions(tmp_path):
    row = {
        "id": "a",
        "text": "Un coche bomba mató a dos personas en Bogotá el lunes. La policía busca a los autores.",
        "text_translated": "A car bomb killed two people in Bogotá on Monday. Police seek the perpetrators.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n")
    named = json.loads(run("geoparse", tmp_path / "in.jsonl").stdout)
    (original,), (translated,) = named["toponyms"], named["toponyms_translated"]
    assert row["text"][original["start"] : original["end"]] == "Bogotá"
    assert row["text_translated"][translated["start"] : translated["end"]] == "Bogotá"
    (event,) = json.loads(run("code", tmp_path / "in.jsonl").stdout)["events"]
    assert event["evidence_original"] == "Un coche bomba mató a dos personas en Bogotá el lunes."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BASRA, MARCH 12 (AGENCY) -- A CAR BOMB KILLED TWO PEOPLE IN KIRKUK ON MONDAY.", "KIRKUK"),
        ("The army\u00adâ€™s car bomb killed two people in Kir\u00adkuk on Monday.", "Kir\u00adkuk"),
        ("The army&rsquo;s car bomb killed two people in Bogot&aacute; on Monday.", "Bogot&aacute;"),
        ("A car bomb killed two people in BogotÃ¡ on Monday â€” again.", "BogotÃ¡"),
    ],
)
def test_repairs_leave_the_offsets_true(text, name, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": text, "published": "2024-03-15"}) + "\n")
    toponyms = json.loads(run("geoparse", tmp_path / "in.jsonl").stdout)["toponyms"]
    assert [t["text"] for t in toponyms if text[t["start"] : t["end"]] == name] == [name]
    (event,) = json.loads(run("code", tmp_path / "in.jsonl").stdout)["events"]
    assert (event["fatalities"], event["date_start"]) == (2, "2024-03-11")
    assert event["evidence"] == text[event["evidence_start"] : event["evidence_end"]]
    assert event["location"] in {"Kirkuk", "Bogotá"}


def mixed(folder):
    """Write one good article and one that can't be used."""
    (folder / "good.txt").write_text("A car bomb killed two people in Basra on Monday.\n")
    (folder / "empty.txt").write_text("")
    return folder


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


def test_a_column_of_text_is_named_where_its_name_does_not_tell(tmp_path):
    (tmp_path / "a.csv").write_text("nr,meldung\n1,A car bomb killed two people in Basra on Monday.\n")
    refused = run("map", tmp_path / "a.csv", "-o", tmp_path / "out")
    assert refused.exit_code == 1
    assert "--text-column (there are nr, meldung)" in refused.stderr
    result = run("code", tmp_path / "a.csv", "--text-column", "Meldung")
    assert (result.exit_code, len(json.loads(result.stdout)["events"])) == (0, 1)
    named = ("--text-column", "meldung")
    assert run("map", tmp_path / "a.csv", "-o", tmp_path / "out", *named).exit_code == 0
    wrong = run("geoparse", tmp_path / "a.csv", "--text-column", "texte")
    assert wrong.exit_code == 3
    assert "there is no column 'texte'; there are nr, meldung" in wrong.stderr


def test_lookup_and_nearest_answer_with_places():
    assert "Iraq" in run("gazetteer", "lookup", "Mosul").stdout.splitlines()[0]
    assert "Baghdad" in run("gazetteer", "nearest", "33.34", "44.40").stdout


def test_records_become_an_event_table(tmp_path):
    source = ROOT / "seeds" / "records" / "ged_sample.csv"
    result = run("records", source, "-o", tmp_path / "records.csv")
    assert result.exit_code == 0
    assert len(read_events(tmp_path / "records.csv")) == len(source.read_text().splitlines()) - 1


def test_every_result_names_sources_licences_and_the_view_of_boundaries(outputs, gazetteer):
    folder = outputs[0]
    report = json.loads((folder / "report.json").read_text())["gazetteer"]
    told = [
        json.loads((folder / "events.geojson").read_text())["provenance"],
        geopandas.read_parquet(folder / "events.parquet").attrs["provenance"],
        *(
            json.loads((folder / f"{name}.csv-metadata.json").read_text())["notes"][0]
            for name in ("events", "toponyms")
        ),
    ]
    for provenance in told:
        assert provenance["gazetteer"] == report["fingerprint"] == gazetteer.info()["fingerprint"]
        assert provenance["sources"] == report["sources"]
        assert provenance["boundaries"] == report["boundaries"]
        assert "GeoNames, CC BY 4.0" in provenance["attribution"]
    page = (folder / "map.html").read_text()
    for licence in {source["licence"] for source in report["sources"].values()}:
        assert json.dumps(licence, ensure_ascii=False).strip('"') in page
    assert "United Nations usage" in page


@pytest.mark.parametrize(("view", "country"), [("un", "Ukraine"), ("de-facto", "Russia"), ("RU", "Russia")])
def test_the_view_of_boundaries_decides_the_country_of_events_and_of_the_map(tmp_path, view, country):
    article = tmp_path / "a.txt"
    article.write_text("A car bomb killed three people in Simferopol on Monday.\n")
    options = ["--published", "2024-03-15", "--boundaries", view]
    (event,) = json.loads(run("code", article, *options).stdout)["events"]
    assert event["country"] == country
    (toponym,) = json.loads(run("geoparse", article, *options).stdout)["toponyms"]
    assert toponym["country_code"] == {"Ukraine": "UA", "Russia": "RU"}[country]
    result = run("map", article, *options, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["gazetteer"]["boundaries"]["view"] == view
    assert report["gazetteer"]["boundaries"]["name"] in (tmp_path / "out" / "map.html").read_text()


def test_an_unknown_view_of_boundaries_is_refused_with_those_there_are():
    result = run("gazetteer", "lookup", "Mosul", "--boundaries", "XX")
    assert result.exit_code == 1
    assert "un, de-facto" in result.stderr


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


def test_a_strict_geoparse_prints_nothing_where_a_line_is_no_article(many):
    result = run("geoparse", many, "--processes", "2", "--strict")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "6 input(s) left out" in result.stderr


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


def test_code_explains_its_events_in_plain_text(tmp_path):
    path = tmp_path / "one.jsonl"
    lines = [
        {"id": "a", "text": "A car bomb killed three people in Mosul on Monday.", "published": "2024-03-15"},
        {
            "id": "b",
            "text": "Une bombe a tué trois personnes lundi à Mossoul, selon la police du pays.",
        },
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + "no JSON\n")
    result = run("code", path, "--explain")
    assert result.exit_code == 3
    first, second = result.stdout.strip().split("\n\n")
    assert first.startswith(
        "a: 1 events\nRemote explosive/landmine/IED, Mosul (exact), 2024-03-11: confidence "
    )
    for said in ('0-50: "A car bomb killed', "  when: its sentence", '  where: "Mosul"', "an event: belief"):
        assert said in first
    assert second == "b: 0 events"
    assert "not in English (fr)" in result.stderr
    assert "no JSON" in result.stderr


def test_marked_words_are_resolved_and_no_others(tmp_path):
    text = "Mosul and Erbil are quiet, said a man in Paris, Texas."
    articles = tmp_path / "in.jsonl"
    given = [{"start": text.index("Paris"), "end": text.index("Paris") + 5}, {"start": 0, "end": 5}]
    lines = [{"id": 1, "text": text, "spans": given}, {"id": "1", "text": f"{text} Yes.", "spans": []}]
    articles.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    result = run("geoparse", articles, "--spans", articles)
    first, second = map(json.loads, result.stdout.splitlines())
    assert [(each["text"], each["country_code"]) for each in first["toponyms"]] == [
        ("Mosul", "IQ"),
        ("Paris", "US"),
    ]
    assert (second, result.exit_code) == ({"id": "1", "toponyms": []}, 0)


def test_what_spans_do_not_fit_is_told(tmp_path):
    articles, spans = tmp_path / "in.jsonl", tmp_path / "spans.jsonl"
    texts = ["Mosul is quiet.", "Erbil is quiet.", "Duhok is quiet."]
    articles.write_text("".join(f'{{"id": {n}, "text": "{text}"}}\n' for n, text in enumerate(texts)))
    marked = [(0, 0, 5), (1, 10, 99), (7, 0, 5)]
    spans.write_text(
        "".join(f'{{"id": {n}, "spans": [{{"start": {s}, "end": {e}}}]}}\n' for n, s, e in marked)
    )
    result = run("geoparse", articles, "--spans", spans)
    assert [len(json.loads(line)["toponyms"]) for line in result.stdout.splitlines()] == [1, 0, 0]
    assert result.exit_code == 3
    told = ("span 10-99 holds no words", "no spans are given for id 2", "spans of 7: no article has this id")
    assert all(each in result.stderr for each in told)


@pytest.mark.parametrize(
    "line", ["no JSON", "[]", '{"id": 1}', '{"id": 1, "spans": [{"start": -1, "end": 3}]}']
)
def test_a_line_that_marks_no_spans_is_named(tmp_path, line):
    (tmp_path / "in.txt").write_text("Mosul is quiet.")
    (tmp_path / "spans.jsonl").write_text(f"{line}\n")
    result = run("geoparse", tmp_path / "in.txt", "--spans", tmp_path / "spans.jsonl")
    assert result.exit_code == 1
    assert "spans.jsonl:1: the line marks no spans; write one such as" in result.stderr


def test_explain_says_in_plain_text_what_decided(tmp_path):
    articles = tmp_path / "in.jsonl"
    text = "Shelling hit Mosul\u009b\u202e and Paris, Texas, on Sunday, officials of the city said."
    articles.write_text(json.dumps({"id": "a\u001b[2J", "text": text}) + "\nno JSON\n", encoding="utf-8")
    result = run("geoparse", articles, "--explain")
    assert result.exit_code == 3
    assert '"Paris" at' in result.stdout
    assert "held by the next name +" in result.stdout
    assert "is a mention by" in result.stdout
    assert not set(result.stdout) & set("\u001b\u009b\u202e")
    assert run("geoparse", articles, "--explain", "--spans", articles).exit_code == 2
