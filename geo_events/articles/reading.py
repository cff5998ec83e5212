"""Reading articles from files and folders, one at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from geo_events.articles.article import Article
from geo_events.articles.formats import (
    Draft,
    Fields,
    json_line_id,
    json_lines,
    read_json_line,
    read_markdown,
    read_text,
)
from geo_events.articles.head import read_dateline, read_head
from geo_events.articles.metadata import read_metadata
from geo_events.articles.reject import OnReject, Reject, raise_reject
from geo_events.errors import InputError, MissingFileError

_WHOLE_FILES: Final = {".txt": read_text, ".md": read_markdown}
_SUFFIXES: Final = (*_WHOLE_FILES, ".jsonl")
#: Files that folders hold for people, not articles.
_NO_ARTICLES: Final = ("readme", "license")

StrPath = str | os.PathLike[str]


def read_articles(
    paths: StrPath | Iterable[StrPath],
    *,
    published: dt.date | None = None,
    source: str | None = None,
    on_reject: OnReject | None = None,
) -> Iterator[Article]:
    """Read articles lazily from files and folders.

    Read are ``.txt``, ``.md`` (with YAML front matter or without) and ``.jsonl`` (an object a line:
    ``id``, ``text``, and ``title``, ``published``, ``source``, ``source_url``, ``language`` where
    known). Folders are walked in the order of their names; left alone there are hidden files, tables
    (``.csv``: records have their own reader), and files named README or LICENSE.

    What is known about an article is taken from where it stands nearest: front matter or JSON,
    then ``metadata.csv`` in the same folder, then the arguments, then the text itself.

    Parameters
    ----------
    paths
        A file or folder, or several.
    published, source
        Day of publication and outlet of articles that nothing nearer says them of.
    on_reject
        Called for everything that can't be used; reading goes on after it. An article of which only
        a part of the metadata can't be used is told (``Reject.kept``) and read without that part.

    Yields
    ------
    Article
        In the order of `paths`, the same every time.

    Raises
    ------
    MissingFileError
        If a path doesn't exist and `on_reject` is not given.
    InputError
        If an article or row can't be used and `on_reject` is not given.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    reader = _Reader(Fields(published=published, source=source), on_reject or raise_reject)
    for path in map(Path, given):
        if path.is_dir():
            yield from reader.folder(path)
        elif path.exists():
            yield from reader.file(path, path.name)
        elif on_reject is None:
            raise MissingFileError(f"{path}: there is no such file or folder; check the name")
        else:
            on_reject(Reject(str(path), "there is no such file or folder; check the name"))


class _Reader:
    """One run of `read_articles`: its defaults, the ids seen so far, the sidecars read."""

    def __init__(self, defaults: Fields, on_reject: OnReject) -> None:
        self.defaults = defaults
        self.on_reject = on_reject
        self.origins: dict[str | int, str] = {}
        self.sidecars: dict[Path, dict[str, Fields]] = {}

    def folder(self, root: Path) -> Iterator[Article]:
        read_any = False
        for path in self.walk(root):
            read_any = True
            yield from self.file(path, path.relative_to(root).as_posix())
        if not read_any:
            self.reject(str(root), f"the folder holds no article; put {', '.join(_SUFFIXES)} files into it")

    def walk(self, folder: Path) -> Iterator[Path]:
        """Yield a folder's articles in the order of their names, and reject what can't be one."""
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            self.reject(str(folder), f"the folder can't be read ({error.strerror}); check its permissions")
            return
        for path in entries:
            name = path.name.lower()
            if name.startswith((".", *_NO_ARTICLES)) or name.endswith(".csv"):
                continue
            if path.is_dir() and path.is_symlink():
                self.reject(str(path), "links to folders are not followed; name the folder itself")
            elif path.is_dir():
                yield from self.walk(path)
            elif path.suffix.lower() in _SUFFIXES:
                yield path
            else:
                self.reject(str(path), _no_format(path))
        self.sidecar(folder)

    def file(self, path: Path, name: str) -> Iterator[Article]:
        suffix = path.suffix.lower()
        beside = self.sidecar(path.parent).get(path.name, Fields())
        try:
            if suffix in _WHOLE_FILES:
                yield from self.checked(_WHOLE_FILES[suffix](path), beside, name)
            elif suffix == ".jsonl":
                yield from self.lines(path, beside, name)
            else:
                self.reject(str(path), _no_format(path), id=name)
        except InputError as error:
            self.reject(str(path), str(error), id=name)
        except OSError as error:
            self.reject(
                str(path), f"the file can't be read ({error.strerror}); check its permissions", id=name
            )

    def lines(self, path: Path, beside: Fields, name: str) -> Iterator[Article]:
        empty = True
        for number, raw in json_lines(path):
            empty = False
            try:
                draft = read_json_line(raw, f"{path}:{number}")
            except InputError as error:
                self.reject(f"{path}:{number}", str(error), id=json_line_id(raw))
            else:
                yield from self.checked(draft, beside, f"{name}:{number}")
        if empty:
            self.reject(str(path), "the file is empty; write one JSON object a line")

    def checked(self, draft: Draft, beside: Fields, name: str) -> Iterator[Article]:
        """Yield the article, unless it has no words or its id is taken."""
        key = name if draft.id is None else draft.id
        fault = _text_fault(draft.text)
        if key in self.origins:
            fault = f"id {key!r} is taken by {self.origins[key]}; give each article its own id"
        if fault:
            self.reject(draft.origin, fault, id=draft.id)
            return
        self.origins[key] = draft.origin
        if draft.fields.fault:
            self.on_reject(Reject(draft.origin, draft.fields.fault, kept=True, id=key))
        yield make_article(draft, key, draft.fields.over(beside).over(self.defaults))

    def sidecar(self, folder: Path) -> dict[str, Fields]:
        if folder not in self.sidecars:
            self.sidecars[folder] = read_metadata(folder, on_reject=self.on_reject)
        return self.sidecars[folder]

    def reject(self, origin: str, reason: str, *, id: str | int | None = None) -> None:
        self.on_reject(Reject(origin, " ".join(reason.split()), id=id))


def make_article(draft: Draft, key: str | int, fields: Fields) -> Article:
    """Make an article of a draft; what no metadata say is sought in the text."""
    text = draft.text
    head = read_head(text, title=fields.title)
    published = fields.published or head.published
    dateline = read_dateline(text, head, published=published)
    if dateline and dateline.day and published is None:
        published = dateline.day  # the dateline gave its year, so it is a full date in the text
    return Article(
        id=key,
        text=text,
        title=head.title,
        title_end=head.title_end,
        published=published,
        source=fields.source or head.source or (dateline.source if dateline else None),
        source_url=fields.source_url,
        language=fields.language,
        dateline=dateline,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=draft.origin,
    )


def _text_fault(text: str) -> str | None:
    if not any(char.isalpha() for char in text):
        return "the article has no words; nothing can be read from it"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"character {error.start + 1} is half a surrogate pair; write the text anew in UTF-8"
    return None


def _no_format(path: Path) -> str:
    if path.suffix.lower() == ".csv":
        return "tables are no articles; records are read by read_records"
    return f"{path.suffix or 'a file without suffix'} is no format of articles; give {', '.join(_SUFFIXES)}"
