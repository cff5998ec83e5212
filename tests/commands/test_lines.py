import json

import pytest
from command_runs import run


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


def test_a_file_that_can_not_be_read_keeps_its_line_and_name(tmp_path):
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 bomb")
    result = run("code", tmp_path / "latin.txt")
    assert json.loads(result.stdout) == {"id": "latin.txt", "events": []}


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
