"""Tables inside a text."""

import json

from geo_events.articles import read_articles
from geo_events.articles.tabular import find_tables

TABLE = "Date\tPlace\tKilled\n2024-03-01\tMosul\t3\n2024-03-02\tKirkuk\t5\n"
STROKES = "| Date | Place |  Killed |\n|---|---|---|\n| 1 March | Mosul, bombing | 3 |\n"


def test_rows_of_cells_are_a_table():
    for table in (TABLE, STROKES):
        text = f"A bomb went off.\n\n{table}\nAll is calm.\n"
        (found,) = find_tables(text)
        assert text[found.start : found.end] == table.rstrip("\n")


def test_a_stroke_now_and_then_or_unlike_rows_are_none():
    assert find_tables("Photo: A | B | C\n\nBombs in Mosul | Kirkuk | Erbil\n") == []
    assert find_tables("a\tb\tc\na\tb\tc\td\na\tb\tc\n") == []
    assert find_tables("a\tb\tc\na\tb\tc\n\na\tb\tc\n") == []


def test_a_table_is_told_and_nothing_is_coded_from_it(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": 1, "text": f"Bombs kill two.\n\n{TABLE}"}))
    told = []
    (article,) = read_articles(path, on_reject=told.append)
    (reject,) = told
    assert reject.kept
    assert "characters 17 to 73 are a table" in reject.reason
    assert [part.kind for part in article.boilerplate] == ["table"]
