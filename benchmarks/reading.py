"""How fast articles are read from each format, and whether memory stays flat as they grow in number.

    python benchmarks/reading.py

Writes made-up articles of about 3,000 characters into a temporary folder. Speed is that of 500 articles
in one process, extractors loaded. Peak memory is that of a fresh process that reads 1,000 and 10,000
articles and keeps none (on Linux).
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from geo_events.articles import read_articles

FEW, MANY = 1_000, 10_000
TIMED = 500
SENTENCE = (
    "Two soldiers were killed on Tuesday when a roadside bomb hit their lorry near Mosul, the army said."
)
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def main() -> None:
    """Print speed by format, then peak memory."""
    print(f"{'format':22} {'articles/s':>10} {'MB/s':>7}")
    for name, write in WRITERS.items():
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), TIMED)
            size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
            next(read_articles(folder))  # loads what the format needs
            start = time.perf_counter()
            count = sum(1 for _ in read_articles(folder))
            seconds = time.perf_counter() - start
            assert count == TIMED, (name, count)
            print(f"{name:22} {count / seconds:10.0f} {size / seconds:7.1f}")
    print(f"\n{'peak memory, MB':22} {FEW:>10,} {MANY:>10,} articles")
    for name in (".txt", ".jsonl", ".csv", ".json (Telegram)", ".zip of .txt"):
        print(f"{name:22} {peak(WRITERS[name], FEW):10.0f} {peak(WRITERS[name], MANY):10.0f}")


def peak(write: Callable[[Path, int], None], count: int) -> float:
    """Return the peak memory of a fresh process that reads so many articles, in MB.

    Asked of the kernel, not of `getrusage`, whose figure starts from that of the process that forked it.
    """
    program = (
        "import sys; from geo_events.articles import read_articles\n"
        "count = sum(1 for _ in read_articles(sys.argv[1]))\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(count, int(peak.split()[1]) / 1024)"
    )
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), count)
        done = subprocess.run(
            [sys.executable, "-c", program, folder], check=True, capture_output=True, text=True
        )
    read, megabytes = done.stdout.split()
    assert int(read) == count
    return float(megabytes)


def paragraphs(number: int) -> list[str]:
    """Make the paragraphs of an article."""
    return [f"Report {number} of the day", *[f"{number}. {SENTENCE} " * 3 for _ in range(10)]]


def text(number: int) -> str:
    """Make the text of an article."""
    return "\n\n".join(paragraphs(number))


def write_text(folder: Path, count: int) -> None:
    """Write text files."""
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(text(number))


def write_json_lines(folder: Path, count: int) -> None:
    """Write one file of JSON lines."""
    with (folder / "a.jsonl").open("w") as file:
        file.writelines(json.dumps({"id": number, "text": text(number)}) + "\n" for number in range(count))


def write_packed_lines(folder: Path, count: int) -> None:
    """Write packed JSON lines; each has figures of its own, since real text packs less well."""
    with gzip.open(folder / "a.jsonl.gz", "wt") as file:
        file.writelines(json.dumps({"id": number, "text": text(number)}) + "\n" for number in range(count))


def write_table(folder: Path, count: int) -> None:
    """Write one table."""
    with (folder / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *((number, text(number)) for number in range(count))])


def write_telegram(folder: Path, count: int) -> None:
    """Write an export of Telegram's."""
    messages = [
        {"id": n, "type": "message", "date_unixtime": "1710198000", "text": text(n)} for n in range(count)
    ]
    (folder / "result.json").write_text(json.dumps({"name": "War watch", "id": 9, "messages": messages}))


def write_pages(folder: Path, count: int) -> None:
    """Write web pages with a menu."""
    for number in range(count):
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs(number)[1:])
        menu = "".join(f'<li><a href="/{item}">Section {item}</a></li>' for item in range(40))
        article = f"<article><h1>Report {number}</h1>{body}</article>"
        page = f"<html><body><nav><ul>{menu}</ul></nav>{article}</body></html>"
        (folder / f"{number:06}.html").write_text(page)


def write_pdf(folder: Path, count: int) -> None:
    """Write PDF files of one page with two columns."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from articles.made import column, make_pdf

    for number in range(count):
        words = text(number).split()
        lines = [" ".join(words[at : at + 7]) for at in range(0, len(words), 7)]
        half = len(lines) // 2
        page = column(40, 780, lines[:half], leading=9) + column(320, 780, lines[half:], leading=9)
        (folder / f"{number:06}.pdf").write_bytes(make_pdf([page], packed=True))


def write_word(folder: Path, count: int) -> None:
    """Write Word files."""
    for number in range(count):
        body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs(number))
        with zipfile.ZipFile(folder / f"{number:06}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", WORD.format(body))


def write_feed(folder: Path, count: int) -> None:
    """Write a feed."""
    items = "".join(
        f"<item><guid>{n}</guid><description>{text(n)}</description></item>" for n in range(count)
    )
    (folder / "a.rss").write_text(f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>')


def write_mail(folder: Path, count: int) -> None:
    """Write mails."""
    for number in range(count):
        message = EmailMessage()
        message["Subject"] = f"Report {number}"
        message.set_content(text(number))
        (folder / f"{number:06}.eml").write_bytes(bytes(message))


def write_archive(folder: Path, count: int) -> None:
    """Write a zip of text files."""
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number:06}.txt", text(number))


WRITERS: dict[str, Callable[[Path, int], None]] = {
    ".txt": write_text,
    ".jsonl": write_json_lines,
    ".jsonl.gz": write_packed_lines,
    ".csv": write_table,
    ".json (Telegram)": write_telegram,
    ".html": write_pages,
    ".pdf, two columns": write_pdf,
    ".docx": write_word,
    ".rss": write_feed,
    ".eml": write_mail,
    ".zip of .txt": write_archive,
}


if __name__ == "__main__":
    main()
