import json

import pytest
from command_runs import run


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
