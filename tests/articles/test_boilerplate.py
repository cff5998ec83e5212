"""What in a text is no report: marked, and never taken out."""

import pytest
from articles.helpers import BODY, read, write

from geo_events.articles.boilerplate import find_boilerplate


def marked(text):
    return [(part.kind, text[part.start : part.end]) for part in find_boilerplate(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Jane Doe", "byline"),
        ("By Jane Doe and Omar al-Hassan in Baghdad", "byline"),
        ("Reporting by Jane Doe; editing by A. Smith", "byline"),
        ("(Reporting by Jane Doe)", "byline"),
        ("Photo: A crater left by the strike that killed ten people.", "caption"),
        ("[Photo by Jane Doe/Agency]", "caption"),
        ("Read more: Ten killed in Basra bombing", "link"),
        ("READ ALSO: Ten killed in Basra bombing", "link"),
        ("**Related stories:** Ten killed in Basra bombing", "link"),
        ("ADVERTISEMENT", "notice"),
        ("Follow us on Telegram", "notice"),
        ("© 2024 The Post. All rights reserved.", "notice"),
    ],
)
def test_a_paragraph_of_boilerplate_is_marked(line, kind):
    assert marked(f"Bomb in Mosul\n\n{line}\n\n{BODY}") == [(kind, line)]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "By Monday, troops had retaken the town, the army said.",
        "By Monday",
        "Photographers were killed in the strike on Gaza, the union said.",
        "More than ten people were killed: four in Basra, six in Mosul.",
        "The army said it would\nread more: nothing else was known, and the\nnumber of the dead rose to ten.",
        "Watch towers burned down. Map makers fled.",
        "",
    ],
)
def test_a_report_is_not_marked(text):
    assert marked(text) == []


def test_under_a_label_a_long_paragraph_gives_up_its_first_line_alone():
    body = "Two soldiers were killed near Mosul on Tuesday, the army said in a statement that it issued. " * 7
    text = f"Video: Clashes\n  {body}"
    assert all(part[1] == "Video: Clashes" for part in marked(text))


def test_a_byline_names_the_author_where_metadata_do_not(tmp_path):
    text = f"Bomb in Mosul\n\nBy Jane Doe, Agency\n\n{BODY}"
    write(tmp_path, "a.txt", text)
    write(tmp_path, "b.md", f"---\nauthor: The Desk\n---\n{text}")
    (first, second), rejects = read(tmp_path)
    assert rejects == []
    assert (first.author, second.author) == ("Jane Doe, Agency", "The Desk")
    assert first.text == text
    (part,) = first.boilerplate
    assert (text[part.start : part.end], part.kind) == ("By Jane Doe, Agency", "byline")
