"""Every format: the text as its reader sees it, the metadata that the format gives, custody."""

import datetime as dt
import gzip
import hashlib
import json

import pytest
from articles.helpers import BODY, FOREIGN, read, write
from articles.made import column, make_docx, make_pdf

UTC = dt.UTC
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Bomb kills two | The Post</title>{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport and leisure for all</a></li></ul></nav>
<article><h1>Bomb kills two in Mosul</h1>
<p>Two soldiers were killed on Tuesday when a roadside bomb hit their lorry near Mosul, the army said in a
statement.</p><p>The attack was the third in the province of Nineveh this month, officials told reporters on
Wednesday, and no group has said that it was behind it.</p></article>
<aside><p>Subscribe to our newsletter and never miss a story again.</p></aside>
<footer>Copyright The Post</footer></body></html>"""
LINKED = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Bomb kills two in Mosul", "datePublished": "2024-03-12T23:30:00+03:00",
"author": [{"name": "A. Reporter"}],
"publisher": {"name": "The Post"}, "dateModified": "2024-03-13T08:00:00Z"}]}</script>
<link rel="canonical" href="https://example.org/mosul">"""


def test_a_page_gives_its_main_text_without_menus(tmp_path):
    path = write(tmp_path, "a.html", PAGE.format(head=""))
    (article,), rejects = read(path)
    assert rejects == []
    assert (
        "Two soldiers were killed on Tuesday when a roadside bomb hit their lorry near Mosul" in article.text
    )
    for menu in ("Sport", "newsletter", "Copyright"):
        assert menu not in article.text
    assert article.title == "Bomb kills two in Mosul"
    assert (article.published, article.language) == (None, "en")
    assert article.custody.file_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_page_is_believed_in_what_it_declares(tmp_path):
    (article,), rejects = read(write(tmp_path, "a.html", PAGE.format(head=LINKED)))
    assert rejects == []
    assert (article.published, article.source, article.author) == (
        dt.date(2024, 3, 12),
        "The Post",
        "A. Reporter",
    )
    assert article.source_url == "https://example.org/mosul"
    assert article.custody.edited == dt.datetime(2024, 3, 13, 8, tzinfo=UTC)


def test_a_day_of_two_readings_is_not_guessed(tmp_path):
    head = '<meta property="article:published_time" content="03/12/2024">'
    (article,), _ = read(write(tmp_path, "a.html", PAGE.format(head=head)))
    assert article.published is None


def test_a_page_in_an_older_encoding_is_read_as_it_declares(tmp_path):
    page = PAGE.format(head='<meta charset="windows-1251">').replace("Mosul", "Мосул")
    (article,), rejects = read(write(tmp_path, "a.htm", page.encode("cp1251")))
    assert rejects == []
    assert "near Мосул" in article.text


def test_a_page_without_main_text_is_told(tmp_path):
    articles, (reject,) = read(write(tmp_path, "a.html", "<html><body></body></html>"))
    assert articles == []
    assert "no main text" in reject.reason


LEFT = [
    "Three soldiers were killed on Tuesday when a",
    "roadside bomb hit their lorry near the govern-",
    "ment compound in Gao. Officials of the US-",
    "led coalition said that it was the worst attack",
    "of the year, and that two of the wounded were",
]
RIGHT = [
    "taken to the capital. The road to Kidal has been",
    "closed since then. Traders in the market of Gao",
    "said that they had heard gunfire until morning.",
]
READ = (
    "Three soldiers were killed on Tuesday when a roadside bomb hit their lorry near the government compound "
    "in Gao. Officials of the US-led coalition said that it was the worst attack of the year, and that two "
    "of the wounded were taken to the capital. The road to Kidal has been closed since then. Traders in the "
    "market of Gao said that they had heard gunfire until morning."
)


@pytest.mark.parametrize("order", ["column by column", "line by line across the columns"])
def test_columns_of_a_pdf_are_read_one_after_the_other(tmp_path, order):
    lines = column(50, 700, LEFT) + column(320, 700, RIGHT)
    if order != "column by column":
        lines.sort(key=lambda line: (-line[1], line[0]))
    headline = (
        "Bomb kills three soldiers in Gao; the army closes the road that leads to Kidal for all traffic"
    )
    (article,), rejects = read(write(tmp_path, "a.pdf", make_pdf([[(50, 750, headline), *lines]])))
    assert rejects == []
    assert article.text == f"{headline}\n\n{READ}"
    assert article.title == headline


def test_running_heads_and_page_numbers_of_a_pdf_are_dropped(tmp_path):
    pages = [
        [(50, 780, "The Daily Post, 12 March"), *column(50, 700, lines), (300, 20, f"Page {number} of 3")]
        for number, lines in enumerate([LEFT[:2], LEFT[2:], RIGHT], start=1)
    ]
    (article,), _ = read(write(tmp_path, "a.pdf", make_pdf(pages, packed=True)))
    assert article.text == READ


def test_properties_of_a_file_are_believed_only_where_the_text_bears_them_out(tmp_path):
    info = "/Title (Microsoft Word - draft3.doc) /Author (admin)"
    (article,), _ = read(write(tmp_path, "a.pdf", make_pdf([column(50, 700, LEFT)], info=info)))
    assert (article.title, article.author) == (None, None)
    body = (
        f"<w:p><w:r><w:t>Bomb in Gao</w:t></w:r></w:p><w:p><w:r><w:t>By A. Reporter. {BODY}</w:t></w:r></w:p>"
    )
    core = "<dc:title>Bomb in Gao</dc:title><dc:creator>A. Reporter</dc:creator>"
    (article,), _ = read(write(tmp_path, "a.docx", make_docx(body, core=core)))
    assert (article.title, article.author) == ("Bomb in Gao", "A. Reporter")


def test_a_scanned_pdf_and_an_encrypted_one_are_told(tmp_path):
    _, (reject,) = read(write(tmp_path, "a.pdf", make_pdf([[], []])))
    assert "no text layer (2 page(s)" in reject.reason
    assert "OCR" in reject.reason
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format(
        "00" * 32
    )
    _, (reject,) = read(write(tmp_path, "b.pdf", make_pdf([column(50, 700, LEFT)], extra=locked)))
    assert "encrypted" in reject.reason


def test_a_pdf_with_pages_that_are_pictures_is_read_and_told(tmp_path):
    (article,), (reject,) = read(write(tmp_path, "a.pdf", make_pdf([column(50, 700, LEFT), []])))
    assert article.text.startswith("Three soldiers")
    assert reject.kept
    assert "1 of 2 pages have no text (page 2)" in reject.reason


def test_a_word_file_gives_paragraphs_and_rows_without_what_was_deleted(tmp_path):
    body = (
        "<w:p><w:r><w:t>Two </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r>"
        "<w:t>killed</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Gao</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>3 dead</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>a</w:t><w:br/>"
        "<w:t>b</w:t></w:r></w:p>"
    )
    (article,), rejects = read(write(tmp_path, "a.docx", make_docx(body)))
    assert rejects == []
    assert article.text == "Two killed\n\nGao 3 dead\n\na\nb"


def test_tables_of_articles_are_read_by_their_text_column(tmp_path):
    table = f'id;Title;Text;Date;Outlet\n7;Bomb;"{BODY}\nMore.";2024-03-12;Post\n8;Empty;;;\n'
    (article,), (reject,) = read(write(tmp_path, "a.csv", table))
    assert (article.id, article.text, article.title) == ("7", f"{BODY}\nMore.", "Bomb")
    assert (article.published, article.source) == (dt.date(2024, 3, 12), "Post")
    assert reject.id == "8"
    assert "no 'text'" in reject.reason


def test_a_table_without_a_text_column_asks_for_its_name(tmp_path):
    path = write(tmp_path, "a.csv", f"nr,what\n1,{BODY}\n".replace(", the", " the"))
    articles, (reject,) = read(path)
    assert articles == []
    assert "--text-column (there are nr, what)" in reject.reason
    (article,), _ = read(path, text_column="What")
    assert article.id == "a.csv:2"


def test_a_table_in_an_older_encoding_is_read_and_told(tmp_path):
    rows = f"text\nTrois soldats ont été tués près de Gao, a déclaré le ministère à la télévision.\n{BODY}\n"
    path = write(tmp_path, "a.csv", rows.replace(", ", " - ").encode("cp1252"))
    articles, (reject,) = read(path)
    assert "été tués près" in articles[0].text
    assert reject.kept
    assert "windows-1252" in reject.reason


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Post</title><language>en-us</language>
<item><guid>post-1</guid><title>Bomb &amp;amp; fire</title><link>https://example.org/1</link>
<pubDate>Tue, 12 Mar 2024 23:30:00 +0000</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Two soldiers were <b>killed</b>.</p><p>More.</p><script>x</script>]]>
</content:encoded></item>
<item><guid>post-2</guid><title>Nothing</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>
<entry><id>urn:1</id><title>Bomb</title><author><name>A. Reporter</name></author>
<published>2024-03-12T01:00:00Z</published><updated>2024-03-13T01:00:00Z</updated>
<summary>Two soldiers were killed near Gao.</summary></entry></feed>"""


def test_feeds_give_an_article_an_entry(tmp_path):
    (article,), (reject,) = read(write(tmp_path, "a.rss", RSS))
    assert (article.id, article.text) == ("post-1", "Two soldiers were killed.\n\nMore.")
    assert (article.title, article.source, article.language) == ("Bomb & fire", "The Post", "en")
    assert (article.published, article.source_url) == (dt.date(2024, 3, 12), "https://example.org/1")
    assert reject.id == "post-2"
    (article,), rejects = read(write(tmp_path, "b.xml", ATOM))
    assert rejects == []
    assert (article.text, article.author) == ("Two soldiers were killed near Gao.", "A. Reporter")
    assert article.custody.edited == dt.datetime(2024, 3, 13, 1, tzinfo=UTC)


@pytest.mark.parametrize("suffix", ["xml", "docx"])
def test_xml_that_unfolds_without_end_is_refused(tmp_path, suffix):
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>'
    if suffix == "xml":
        content = f'{head}<rss version="2.0"><channel><item><title>&a12;</title></item></channel></rss>'
    else:
        content = make_docx("<w:p><w:r><w:t>&a12;</w:t></w:r></w:p>", head=head)
    articles, (reject,) = read(write(tmp_path, f"a.{suffix}", content))
    assert articles == []
    assert "declares entities" in reject.reason


MESSAGES = [
    {"id": 1, "type": "service", "date": "2024-03-11T10:00:00", "action": "create_channel", "text": ""},
    {
        "id": 2, "type": "message", "date": "2024-03-12T01:00:00", "date_unixtime": "1710198000",
        "edited": "2024-03-12T03:00:00", "edited_unixtime": "1710205200", "from": "War watch",
        "from_id": "channel9", "forwarded_from": "Front line",
        "text": ["Two killed in ", {"type": "bold", "text": "Gao"}, "."],
    },
    {"id": 3, "type": "message", "date": "2024-03-12T01:00:00", "photo": "x.jpg", "text": ""},
]  # fmt: skip


@pytest.mark.parametrize("whole", [False, True])
def test_telegrams_export_gives_an_article_a_message(tmp_path, whole):
    chat = {"name": "War watch", "type": "public_channel", "id": 9, "messages": MESSAGES}
    path = write(tmp_path, "result.json", json.dumps({"chats": {"list": [chat]}} if whole else chat))
    (article,), (reject,) = read(path)
    assert article.id == ("result.json:9/2" if whole else "result.json:2")
    assert (article.text, article.source, article.author) == ("Two killed in Gao.", "War watch", None)
    assert article.published == dt.date(2024, 3, 11)  # the day in UTC, not where it was exported
    assert article.custody.edited == dt.datetime(2024, 3, 12, 1, tzinfo=UTC)
    assert article.custody.forwarded_from == "Front line"
    assert "no text, only a photo" in reject.reason


def test_of_json_that_is_cut_off_the_beginning_is_read(tmp_path):
    whole = json.dumps({"name": "War watch", "messages": [MESSAGES[1], MESSAGES[2]]})
    (article,), (reject,) = read(write(tmp_path, "result.json", whole[:-40]))
    assert article.text == "Two killed in Gao."
    assert "breaks off" in reject.reason


def test_json_lists_and_single_objects_are_read(tmp_path):
    write(tmp_path, "a.json", json.dumps([{"id": 1, "text": BODY}, {"id": 2}]))
    write(tmp_path, "b.json", json.dumps({"title": "Bomb", "text": BODY, "author": "A. Reporter"}))
    articles, (reject,) = read(tmp_path)
    assert [article.id for article in articles] == [1, "b.json"]
    assert articles[1].author == "A. Reporter"
    assert reject.id == 2


MAIL = """From: "Desk" <desk@example.org>
Subject: =?utf-8?b?Qm9tYmUgw6AgR2Fv?=
Date: Tue, 12 Mar 2024 23:30:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=iso-8859-1

<p>Caf\xe9 bombed in Gao.</p><p>Two dead.</p>
--x
Content-Type: image/png
Content-Disposition: attachment; filename="p.png"

x
--x--
"""


def test_mail_gives_its_text_and_names_its_attachments(tmp_path):
    (article,), (reject,) = read(write(tmp_path, "a.eml", MAIL.encode("latin-1")))
    assert article.text == "Café bombed in Gao.\n\nTwo dead."
    assert (article.title, article.author) == ("Bombe à Gao", "Desk")
    assert article.published == dt.date(2024, 3, 12)
    assert reject.kept
    assert "1 attachment(s) not read (p.png)" in reject.reason


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8-sig", None), ("utf-16", None), ("cp1251", "windows-1251"), ("koi8_r", "koi8-r")],
)
def test_texts_in_other_encodings_are_read_and_guesses_told(tmp_path, encoding, told):
    text = "Взрыв в Харькове убил троих человек, сообщила полиция во вторник.\r\n"
    (article,), rejects = read(write(tmp_path, "a.txt", text.encode(encoding)))
    assert article.text == text
    assert [reject.reason for reject in rejects] == ([f"it is not UTF-8; read as {told}"] if told else [])
    assert all(reject.kept for reject in rejects)


def test_custody_and_author_are_taken_where_the_input_gives_them(tmp_path):
    given = (
        "author: A. Reporter\nretrieved: 2024-03-12T10:00:00+03:00\narchive_url: https://archive.example/1"
    )
    write(tmp_path, "a.md", f"---\n{given}\ntext_translated: In English\n---\n{FOREIGN}")
    write(tmp_path, "b.txt", FOREIGN)
    write(tmp_path, "b.en.txt", "Also in English")
    write(
        tmp_path,
        "metadata.csv",
        "file,author,retrieved,archive_url\nb.txt,B,2024-03-12,https://archive.example/2\n",
    )
    (first, second), rejects = read(tmp_path)
    assert rejects == []
    assert (first.author, first.translation) == ("A. Reporter", "In English")
    assert first.custody.retrieved == dt.datetime(2024, 3, 12, 7, tzinfo=UTC)
    assert first.custody.archive_url == "https://archive.example/1"
    assert (second.id, second.author, second.translation) == ("b.txt", "B", "Also in English")
    assert second.custody.retrieved == dt.datetime(2024, 3, 12, tzinfo=UTC)


def test_a_wrong_day_in_front_matter_leaves_the_article(tmp_path):
    write(tmp_path, "a.md", f"---\npublished: 2024-13-45\nretrieved: 2024-03-12 10:00:00\n---\n{BODY}")
    (article,), (told,) = read(tmp_path)
    assert (article.published, article.custody.retrieved.hour) == (None, 10)
    assert told.kept
    assert "2024-13-45" in told.reason


def test_a_packed_file_is_read_as_if_it_were_not(tmp_path):
    path = write(tmp_path, "a.jsonl.gz", gzip.compress(json.dumps({"text": BODY}).encode(), mtime=0))
    (article,), rejects = read(path)
    assert rejects == []
    assert (article.id, article.text, article.origin) == ("a.jsonl.gz:1", BODY, f"{path}:1")
