"""Hostile and broken inputs: each is an article or a reject of one line, and memory and time stay bounded."""

import gzip
import io
import json
import sys
import zipfile
import zlib

import pytest
from articles.helpers import BODY, FOREIGN, read, write
from articles.made import make_docx, make_pdf, stream
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_events.articles import Limits
from geo_events.articles.formats import SUFFIXES


def packed(members, **options):
    """Pack a zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


def test_an_archive_is_read_like_a_folder(tmp_path):
    members = [
        ("a/b.txt", FOREIGN),
        ("a/b.en.txt", "Translated"),
        ("a/metadata.csv", "file,source\nb.txt,The Post\ngone.txt,x\n"),
        ("c.jsonl", json.dumps({"id": 1, "text": BODY})),
        ("README.md", "about"),
        ("__MACOSX/._c", "x"),
    ]
    path = write(tmp_path, "reports.zip", packed(members))
    articles, (reject,) = read(tmp_path)
    assert [article.id for article in articles] == ["reports.zip!a/b.txt", 1]
    assert (articles[0].source, articles[0].translation) == ("The Post", "Translated")
    assert articles[0].origin == f"{path}!a/b.txt"
    assert "there is no file gone.txt" in reject.reason


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("../../etc/a.txt", BODY, "leads out of the archive"),
        ("C:\\a.txt", BODY, "leads out of the archive"),
        ("/a.txt", BODY, "leads out of the archive"),
        ("a.zip", packed([("b.txt", BODY)]), "archive inside an archive"),
        ("a.txt.gz", gzip.compress(BODY.encode()), "archive inside an archive"),
        ("a.exe", b"x", "no format of articles"),
        ("a.csv", "latitude,longitude\n1,2\n", "no column of text"),
        ("a.txt", b"a " * 2_000_000, "far beyond its packed size"),
    ],
)
def test_what_an_archive_must_not_hold_is_told_and_the_others_go_on(tmp_path, name, content, told):
    path = write(tmp_path, "x.zip", packed([(name, content), ("z.txt", BODY)]))
    articles, (reject,) = read(path)
    assert [article.id for article in articles] == ["x.zip!z.txt"]
    assert told in reject.reason


def test_a_message_without_text_says_what_it_holds_instead(tmp_path):
    kinds = [{"poll": {"question": "Who?"}}, {"photo": "a.jpg"}, {"media_type": "voice_message"}, {}]
    messages = [{"id": n, "type": "message", "text": "", **kind} for n, kind in enumerate(kinds)]
    articles, rejects = read(write(tmp_path, "a.json", json.dumps({"name": "x", "messages": messages})))
    assert articles == []
    assert [reject.reason.split(";")[0].split()[-1] for reject in rejects] == [
        "poll", "photo", "voice_message", "file",
    ]  # fmt: skip


def test_an_export_of_service_messages_alone_is_told(tmp_path):
    articles, (reject,) = read(write(tmp_path, "a.json", '{"messages": [{"id": 1, "type": "service"}]}'))
    assert articles == []
    assert "service messages" in reject.reason


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a.7z"])
def test_other_archives_are_told_how_to_be_given(name, tmp_path):
    _, (reject, *_) = read(write(tmp_path, name, b"x").parent)
    assert "pack that as .zip" in reject.reason


def test_a_table_of_a_header_alone_is_told(tmp_path):
    articles, (reject,) = read(write(tmp_path, "a.csv", "id,text\n"))
    assert articles == []
    assert "no row below its header" in reject.reason


def test_files_of_one_name_or_of_none_in_an_archive_are_told(tmp_path):
    whole = packed([("a.txt", BODY), ("b.txt", BODY), ("c.txt", BODY)])
    articles, (reject,) = read(write(tmp_path, "x.zip", whole.replace(b"b.txt", b"a.txt")))
    assert [article.id for article in articles] == ["x.zip!c.txt"]
    assert "2 files of this name" in reject.reason
    articles, rejects = read(write(tmp_path, "y.zip", whole.replace(b"b.txt", b"\0.txt")))
    assert [article.id for article in articles] == ["y.zip!a.txt", "y.zip!c.txt"]
    assert len(rejects) == 1


def test_broken_archives_are_told(tmp_path):
    whole = packed([("a.txt", BODY * 50)])
    damaged = whole[:40] + b"\xff" * 8 + whole[48:]
    for content, told in ((whole[:60], "no zip archive"), (damaged, "damaged"), (b"", "no zip archive")):
        articles, (reject,) = read(write(tmp_path, "x.zip", content))
        assert articles == []
        assert told in reject.reason
    articles, (reject,) = read(write(tmp_path, "a.txt.gz", gzip.compress(BODY.encode())[:-9]))
    assert articles == []
    assert "damaged" in reject.reason


def test_bombs_are_refused_before_they_unfold(tmp_path):
    bomb = gzip.compress(b"a " * 20_000_000)
    for name in ("a.txt.gz", "a.jsonl.gz", "a.csv.gz"):
        articles, (reject,) = read(write(tmp_path, name, bomb))
        assert articles == []
        assert "far beyond its packed size" in reject.reason
    _, (reject,) = read(
        write(tmp_path, "b.zip", packed([(f"{n}.txt", BODY) for n in range(9)])), limits=Limits(members=8)
    )
    assert "9 files, more than 8" in reject.reason
    _, (reject,) = read(
        write(tmp_path, "b.docx", make_docx(f"<w:p><w:r><w:t>{'a' * 3_000_000}</w:t></w:r></w:p>"))
    )
    assert "far beyond its packed size" in reject.reason


def test_a_pdf_whose_streams_unfold_is_refused(tmp_path):
    bomb = make_pdf([[(50, 700, BODY)]])
    page = stream(b"% " + b"a" * 3_000_000, packed=True)
    twice = zlib.compress(zlib.compress(b"a" * 50_000_000, 9), 9)
    nested = (
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice)
        + twice
        + b"\nendstream"
    )
    for content in (page, nested):
        start = bomb.index(b"5 0 obj\n") + len(b"5 0 obj\n")
        end = bomb.index(b"\nendobj", start)
        path = write(tmp_path, "a.pdf", bomb[:start] + content + bomb[end:])
        articles, (reject,) = read(path, limits=Limits(file_bytes=1_000_000))
        assert articles == []
        assert "unpacks to more than 1,000,000 bytes" in reject.reason


def form(number, content):
    """Write a drawing of a PDF, which may show the one after it."""
    inner = f"/XObject << /F {number + 1} 0 R >>" if number else "/Font << /F1 3 0 R >>"
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {inner} >> "
        f"/Length {len(content)} >>\nstream\n{content}\nendstream"
    )


def test_text_in_a_drawing_of_a_pdf_is_read(tmp_path):
    drawing = form(0, "BT /F1 10 Tf 50 688 Td (and three in Gao.) Tj ET")
    page = [(50, 700, "Two soldiers were killed in Mosul")]
    whole = make_pdf([page], further=[drawing], shown="/F Do", resources="/XObject << /F 7 0 R >>")
    (article,), rejects = read(write(tmp_path, "a.pdf", whole))
    assert rejects == []
    assert article.text == "Two soldiers were killed in Mosul and three in Gao."


def test_drawings_in_drawings_of_a_pdf_end(tmp_path):
    forms = [form(7 + level, "/F Do\n" * 12) for level in range(9)] + [form(0, "")]
    whole = make_pdf([[(50, 700, BODY)]], further=forms, shown="/F Do", resources="/XObject << /F 7 0 R >>")
    articles, (reject,) = read(write(tmp_path, "a.pdf", whole))
    assert articles == []
    assert "more than 10,000 drawings" in reject.reason


@pytest.mark.parametrize(
    ("name", "content", "limits", "told"),
    [
        ("a.txt", BODY * 3, {"characters": 100}, "the most that is analysed at once is 100; split it"),
        ("a.txt", BODY * 3, {"file_bytes": 100}, "more than 100 bytes"),
        ("a.jsonl", json.dumps({"text": BODY * 3}), {"file_bytes": 100}, "the line has more than 100 bytes"),
        ("a.pdf", make_pdf([[(50, 700, BODY)]] * 3), {"pages": 2}, "more than 2 pages"),
        ("a.pdf", make_pdf([[(50, 700, BODY)]] * 3), {"characters": 100}, "more than 100 characters"),
        ("a.pdf", make_pdf([[(50, 700, BODY)]]), {"page_characters": 50}, "more than 50 characters"),
        ("a.html", f"<p>{BODY}</p>", {"page_bytes": 50}, "more than 50 bytes"),
    ],
)
def test_what_is_too_long_is_told_with_the_bound(tmp_path, name, content, limits, told):
    articles, (reject,) = read(write(tmp_path, name, content), limits=Limits(**limits))
    assert articles == []
    assert told in reject.reason


def test_after_a_line_that_is_too_long_the_next_is_read(tmp_path):
    lines = [json.dumps({"text": BODY * 9}), json.dumps({"id": 2, "text": BODY})]
    articles, (reject,) = read(write(tmp_path, "a.jsonl", "\n".join(lines)), limits=Limits(file_bytes=200))
    assert [article.id for article in articles] == [2]
    assert reject.origin.endswith(":1")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.4\ngarbage", "PDF"),
        ("a.pdf", b"text", "is no PDF"),
        ("a.docx", b"text", "no Word file"),
        ("a.docx", packed([("a", "b")]), "holds no document"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "old Word file"),
        ("a.xml", "<a/>", "no RSS or Atom"),
        ("a.json", "{}", "holds no article"),
        ("a.json", "nonsense", "breaks off or is wrong"),
        ("a.json", "[" * 100_000, ""),
        ("a.eml", "", "no mail"),
        ("a.csv", "", "the table is empty"),
        ("a.csv", "a,b\n1,2\n", "--text-column"),
        ("a.csv", 'text\n"cut off', "the table can't be read on"),
        ("a.html", "<div>" * 50_000, ""),
        ("a.txt", b"\x89PNG\r\n", "the file is PNG"),
        ("a.txt", "", "has no words"),
    ],
)
def test_broken_files_are_told_in_one_line(tmp_path, name, content, told):
    articles, rejects = read(write(tmp_path, name, content))
    assert articles == []
    assert told in rejects[-1].reason
    assert all("\n" not in reject.reason for reject in rejects)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(data=st.data())
@pytest.mark.parametrize("suffix", [*SUFFIXES, ".zip", ".txt.gz", ".jsonl.gz"])
def test_random_bytes_are_an_article_or_told_whatever_they_claim_to_be(tmp_path, suffix, data):
    starts = {
        ".pdf": make_pdf([[(50, 700, BODY)]]),
        ".docx": make_docx(f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>"),
        ".zip": packed([("a.txt", BODY)]),
        ".html": f"<html><body><p>{BODY}</p></body></html>".encode(),
        ".eml": f"Subject: x\n\n{BODY}".encode(),
        ".json": json.dumps({"messages": [{"id": 1, "text": BODY}]}).encode(),
        ".xml": f"<rss><channel><item><description>{BODY}</description></item></channel></rss>".encode(),
        ".csv": f'text,title\n"{BODY}",x\n'.encode(),
    }
    whole = starts.get(suffix, BODY.encode())
    at = data.draw(st.integers(0, len(whole)))
    changed = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + data.draw(st.integers(0, 40)) :]
    content = data.draw(st.one_of(st.just(changed), st.binary(max_size=200)))
    articles, rejects = read(write(tmp_path, f"a{suffix}", content))
    assert articles or rejects
    assert all(reject.reason and "\n" not in reject.reason for reject in rejects)


class Stdin:
    """Standard input with given bytes."""

    def __init__(self, content):
        self.buffer = io.BufferedReader(io.BytesIO(content))


def test_standard_input_is_text_or_json_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Stdin(BODY.encode()))
    (article,), rejects = read("-")
    assert rejects == []
    assert (article.id, article.text, article.origin) == ("stdin", BODY, "standard input")
    lines = f"\n {json.dumps({'id': 5, 'text': BODY})}\n{json.dumps({'text': BODY})}\n"
    monkeypatch.setattr(sys, "stdin", Stdin(lines.encode()))
    articles, rejects = read("-")
    assert rejects == []
    assert [article.id for article in articles] == [5, "stdin:3"]
    assert articles[1].custody.file_sha256 is None


def test_patterns_are_expanded_where_no_file_has_that_name(tmp_path):
    for name in ("b.txt", "a.txt", "c.md", "sub/d.txt", "[x].txt"):
        write(tmp_path, name, BODY)
    articles, _ = read(tmp_path / "?.txt")
    assert [article.id for article in articles] == ["a.txt", "b.txt"]
    articles, _ = read(str(tmp_path / "**" / "d.*"))
    assert [article.id for article in articles] == ["d.txt"]
    articles, _ = read(tmp_path / "[x].txt")
    assert [article.id for article in articles] == ["[x].txt"]
    articles, (reject,) = read(tmp_path / "*.pdf")
    assert articles == []
    assert "no such file" in reject.reason


def test_tables_in_folders_are_articles_only_with_text_and_without_coordinates(tmp_path):
    write(tmp_path, "a.csv", f"title,body\nx,{BODY}\n".replace(", the", " the"))
    write(tmp_path, "b.csv", "notes,latitude,longitude\nx,1,2\n")
    write(tmp_path, "c.csv", "event,day\n1,2\n")
    articles, rejects = read(tmp_path)
    assert rejects == []
    assert [article.id for article in articles] == ["a.csv:2"]
    articles, rejects = read(tmp_path, records={tmp_path / "b.csv"})
    assert [article.id for article in articles] == ["a.csv:2"]
    assert [reject.id for reject in rejects] == ["c.csv"]


def test_hostile_file_names_can_stand_in_one_line(tmp_path):
    name = "a\n\x1b[31m\udcff.txt"
    (tmp_path / name).write_text(BODY)
    (article,), rejects = read(tmp_path)
    assert rejects == []
    assert article.id == "a\\x0a\\x1b[31m\\xff.txt"
