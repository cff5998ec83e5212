"""The file formats of articles, each read by a module of its own that is loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final, cast

from geo_events.articles.draft import Draft
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source

#: Reads what a file holds; a part that can't be used comes as a `Reject`, and the others follow.
Read = Callable[[Source], Iterator[Draft | Reject]]

#: By suffix: module and function.
_READERS: Final = {
    ".txt": ("text", "read_text"),
    ".md": ("text", "read_markdown"),
    ".jsonl": ("jsonl", "read_json_lines"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("docx", "read_docx"),
    ".csv": ("table", "read_article_table"),
    ".tsv": ("table", "read_article_table"),
    ".xml": ("feed", "read_feed"),
    ".rss": ("feed", "read_feed"),
    ".atom": ("feed", "read_feed"),
    ".json": ("telegram", "read_json"),
    ".eml": ("mail", "read_mail"),
}
SUFFIXES: Final = tuple(_READERS)
TABLES: Final = (".csv", ".tsv")
#: Formats of files that hold several articles.
SEVERAL: Final = (*TABLES, ".jsonl", ".json", ".xml", ".rss", ".atom")
ARCHIVES: Final = (".zip", ".gz")
_OTHER_ARCHIVES: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".bz2", ".xz", ".7z", ".rar")


def reader_of(suffix: str) -> Read | None:
    """Return what reads files of a suffix, or None where it is no format of articles."""
    found = _READERS.get(suffix)
    if found is None:
        return None
    return cast(Read, getattr(import_module(f"{__name__}.{found[0]}"), found[1]))


def no_format(name: str) -> str:
    """Say that a file is in no format of articles, and what to do."""
    if name.lower().endswith(_OTHER_ARCHIVES):
        return "such archives are not opened; unpack it and give the folder, or pack that as .zip"
    suffix = PurePosixPath(name.lower()).suffix or "a file without suffix"
    return f"{suffix} is no format of articles; give {', '.join(SUFFIXES)}, or these packed as .gz or .zip"
