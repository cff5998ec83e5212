"""Reading articles: formats, metadata and their order, and everything that can be wrong."""

import datetime as dt
import hashlib
import json

import pytest
from articles.helpers import read, write

from geo_events.articles import read_articles
from geo_events.errors import InputError, MissingFileError

BODY = "Two soldiers were killed on Tuesday, the army said."


def test_the_users_article_is_read_as_a_reader_reads_it(bench):
    (article,), rejects = read(bench / "seeds", published=dt.date(2024, 2, 9))
    assert rejects == []
    assert article.title == "Iraq says U.S. airstrikes push Baghdad to expel American troops"
    assert article.text[: article.title_end].endswith("American\ntroops")
    assert article.source == "RHC"
    assert (article.dateline.place, article.dateline.day) == ("Baghdad", dt.date(2024, 2, 9))
    assert article.text[article.dateline.start : article.dateline.end] == "Baghdad, February 9 (RHC)--"


def test_without_a_year_anywhere_no_day_is_guessed(tmp_path):
    write(tmp_path, "a.txt", f"Baghdad, February 9 (RHC)-- {BODY}")
    (article,), _ = read(tmp_path)
    assert (article.published, article.dateline.day) == (None, None)


@pytest.mark.parametrize(
    "head",
    [
        "Published: 12 March 2024",
        "March 12, 2024",
        "Tuesday, 12 March 2024",
        "2024-03-12",
        "By Jane Doe, March 12, 2024",
        "Updated: 2024-03-14\n\nPublished: 2024-03-12",
    ],
)
def test_a_full_day_in_the_head_is_the_day_of_publication(tmp_path, head):
    write(tmp_path, "a.txt", f"Soldiers killed near Mosul\n\n{head}\n\n{BODY}")
    (article,), _ = read(tmp_path)
    assert article.published == dt.date(2024, 3, 12)
    assert article.title == "Soldiers killed near Mosul"


def test_a_day_in_the_headline_or_the_body_is_not_the_day_of_publication(tmp_path):
    write(tmp_path, "a.txt", f"Families mourn the dead of March 12, 2024\n\n{BODY} It recalled May 1, 2023.")
    (article,), _ = read(tmp_path)
    assert article.published is None


def test_a_full_day_in_the_dateline_is_the_day_of_publication(tmp_path):
    write(tmp_path, "a.txt", f"LOS ANGELES, April 05, 2018 (WIRE) -- {BODY}")
    (article,), _ = read(tmp_path)
    assert article.published == article.dateline.day == dt.date(2018, 4, 5)


def test_text_is_kept_as_given(tmp_path):
    text = f"Headline\r\n\r\n{BODY}\xa0 “So”\r\n"
    write(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode())
    (article,), _ = read(tmp_path)
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_front_matter_is_metadata_and_the_rest_is_text(tmp_path):
    front = (
        "title: A title\noutlet: The Post\ndate: 2024-03-12\nurl: https://example.org/a\nlanguage: en\nid: 7"
    )
    write(tmp_path, "a.md", f"---\n{front}\n---\n{BODY}\n")
    (article,), _ = read(tmp_path)
    assert article.text == f"{BODY}\n"
    assert (article.id, article.title, article.title_end) == (7, "A title", 0)
    assert (article.source, article.published) == ("The Post", dt.date(2024, 3, 12))
    assert (article.source_url, article.language) == ("https://example.org/a", "en")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path):
    write(tmp_path, "a.md", f"---\n\n{BODY}\n")
    (article,), _ = read(tmp_path)
    assert article.text.startswith("---")


def test_json_lines_keep_ids_with_their_type_and_text_unaltered(tmp_path):
    rows = [{"id": 1, "text": f" {BODY}\r\n"}, {"id": "1", "text": BODY, "title": "T"}, {"text": BODY}]
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    articles, rejects = read(tmp_path)
    assert rejects == []
    assert [article.id for article in articles] == [1, "1", "a.jsonl:3"]
    assert articles[0].text == f" {BODY}\r\n"


def test_what_stands_nearest_wins(tmp_path):
    write(tmp_path, "a.md", f"---\nsource: front\n---\n{BODY}")
    write(tmp_path, "b.txt", f"Beirut (dateline) - {BODY}")
    write(tmp_path, "c.txt", f"Beirut (dateline) - {BODY}")
    write(
        tmp_path, "metadata.csv", "file,source,published,more\na.md,sidecar,2024-01-01,x\nb.txt,sidecar,,\n"
    )
    articles, rejects = read(tmp_path, published=dt.date(2024, 2, 2))
    assert rejects == []
    assert [article.source for article in articles] == ["front", "sidecar", "dateline"]
    assert [article.published for article in articles] == [dt.date(2024, 1, 1), *[dt.date(2024, 2, 2)] * 2]
    (article,), _ = read(tmp_path / "c.txt", source="argument")
    assert article.source == "argument"


def test_a_headline_that_metadata_give_is_found_in_the_text(tmp_path):
    row = {"id": 1, "title": "Man held in Hudson", "text": f"Man held in  Hudson . HUDSON -- {BODY}"}
    write(tmp_path, "a.jsonl", json.dumps(row))
    (article,), _ = read(tmp_path)
    assert article.text[: article.title_end] == "Man held in  Hudson"
    assert article.dateline.place == "HUDSON"


def test_a_note_in_brackets_is_no_headline(tmp_path):
    write(tmp_path, "a.txt", f"[A sample]\n\nSoldiers killed near Mosul\n\n{BODY}")
    (article,), _ = read(tmp_path)
    assert article.title == "Soldiers killed near Mosul"


def test_a_text_of_one_line_has_no_headline(tmp_path):
    write(tmp_path, "a.txt", "Two soldiers killed near Mosul on Tuesday")
    (article,), _ = read(tmp_path)
    assert (article.title, article.title_end) == (None, 0)


def test_folders_are_walked_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.md", "a/b.TXT", ".hidden.txt", "README.md", "license.txt", "ged.csv"):
        write(tmp_path, name, BODY)
    articles, rejects = read(tmp_path)
    assert rejects == []
    assert [article.id for article in articles] == ["a/b.TXT", "a/z.md", "b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", "123 — 456!\n", "has no words"),
        ("a.txt", b"ab\x00a", "binary"),
        ("a.txt", b"\xff\xfea", "not UTF-16"),
        ("a.txt", b"%PDF-1.4", "the file is PDF"),
        ("a.doc", b"text", "no format of articles"),
        ("a.md", "---\ntitle: [\n---\ntext", "front matter is no YAML"),
        ("a.md", "---\njust words\n---\ntext", "front matter has no fields"),
        ("a.jsonl", "", "is empty"),
        ("a.jsonl", '{"id": 1, "text": "x"', "no JSON"),
        ("a.jsonl", "[1]", "no JSON object"),
        ("a.jsonl", '{"id": 1}', 'no "text"'),
        ("a.jsonl", '{"id": [1], "text": "x"}', "neither text nor a whole number"),
        ("a.jsonl", '{"id": 1, "text": "half \\ud800"}', "surrogate"),
        ("a.jsonl", "[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_article_is_told_in_one_line_and_the_others_go_on(tmp_path, name, content, told):
    write(tmp_path, name, content)
    write(tmp_path, "z.txt", BODY)
    articles, (reject,) = read(tmp_path)
    assert [article.id for article in articles] == ["z.txt"]
    assert told in reject.reason
    assert "\n" not in reject.reason
    assert name in reject.origin
    assert not reject.kept


def test_a_broken_line_is_named_and_its_neighbours_are_read(tmp_path):
    path = write(
        tmp_path, "a.jsonl", json.dumps({"id": 1, "text": BODY}) + "\n\n{oops\n" + json.dumps({"text": BODY})
    )
    articles, (reject,) = read(path)
    assert [article.id for article in articles] == [1, "a.jsonl:4"]
    assert reject.origin == f"{path}:3"


def test_an_unreadable_day_costs_the_day_and_not_the_article(tmp_path):
    path = write(tmp_path, "a.jsonl", json.dumps({"id": 1, "text": BODY, "published": "Wed Nov 23"}))
    (article,), (reject,) = read(path)
    assert article.published is None
    assert reject.kept
    assert "'Wed Nov 23' is no day; write it as YYYY-MM-DD" in reject.reason


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("file,title\ngone.txt,T\n", "there is no file gone.txt"),
        ("file,title\na.txt,Bombs, shells\n", "more cells than the header"),
        ("file,title\na.txt,T\na.txt,T\n", "has a row already"),
        ("file,title\nsub/a.txt,T\n", "is no file name"),
        ("name,title\na.txt,T\n", "no column `file`"),
        ("file,published\na.txt,yesterday\n", "'yesterday' is no day"),
    ],
)
def test_faults_of_the_sidecar_are_told_and_the_articles_read(tmp_path, rows, told):
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "metadata.csv", rows)
    articles, (reject,) = read(tmp_path)
    assert len(articles) == 1
    assert told in reject.reason
    assert "metadata.csv" in reject.origin


def test_an_id_that_is_taken_is_told(tmp_path):
    path = write(tmp_path, "a.txt", BODY)
    articles, (reject,) = read([tmp_path, path])
    assert len(articles) == 1
    assert "is taken by" in reject.reason


def test_of_two_articles_with_one_id_both_are_read(tmp_path):
    write(tmp_path, "a/x.txt", BODY)
    second = write(tmp_path, "b/x.txt", f"{BODY} More.")
    articles, (reject,) = read([tmp_path / "a", tmp_path / "b"])
    assert [article.id for article in articles] == ["x.txt", str(second)]
    assert reject.kept
    assert "goes by its file" in reject.reason


def test_missing_paths_and_empty_folders_are_told(tmp_path):
    articles, rejects = read([tmp_path / "gone", tmp_path])
    assert articles == []
    assert "no such file" in rejects[0].reason
    assert "holds no article" in rejects[1].reason


def test_without_on_reject_the_first_fault_stops(tmp_path):
    with pytest.raises(MissingFileError, match="gone"):
        list(read_articles(tmp_path / "gone"))
    write(tmp_path, "a.txt", "123")
    with pytest.raises(InputError, match=r"a\.txt: the article has no words"):
        list(read_articles(tmp_path))


def test_articles_are_read_one_at_a_time(tmp_path):
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.txt", "123")
    assert next(read_articles(tmp_path)).id == "a.txt"  # the fault in b.txt lies still ahead


def test_a_link_to_a_folder_is_told(tmp_path):
    write(tmp_path, "in/a.txt", BODY)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    articles, (reject,) = read(tmp_path / "in")
    assert len(articles) == 1
    assert "links to folders are not followed" in reject.reason
