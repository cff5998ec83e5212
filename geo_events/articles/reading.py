"""Reading articles from files, folders, archives and standard input, one at a time."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from geo_events.articles.archives import Archive, open_archive, open_gzip
from geo_events.articles.article import Article
from geo_events.articles.beside import Beside, with_translation
from geo_events.articles.draft import Draft, Fields
from geo_events.articles.drafting import drafts_of, make_article, one_line, said, text_fault
from geo_events.articles.formats import SUFFIXES, TABLES
from geo_events.articles.formats.table import is_article_table
from geo_events.articles.limits import Limits
from geo_events.articles.origin import StrPath, shown
from geo_events.articles.recognising import settle_language
from geo_events.articles.reject import OnReject, Reject, raise_reject
from geo_events.articles.seen import Seen
from geo_events.articles.source import Source, suffix_of
from geo_events.articles.translation import settle_translation
from geo_events.articles.walking import (
    SIDECAR,
    STANDARD_INPUT,
    expand_paths,
    holds_several,
    translated_by,
    translation_of,
    walk,
)
from geo_events.errors import InputError, MissingFileError

#: What is said of a table inside a text.
_TABLE = "characters {} to {} are a table, from which no events are coded; give a table of events as .csv"


def read_articles(
    paths: StrPath | Iterable[StrPath],
    *,
    published: dt.date | None = None,
    source: str | None = None,
    text_column: str | None = None,
    records: Container[Path] | None = None,
    limits: Limits | None = None,
    on_reject: OnReject | None = None,
) -> Iterator[Article]:
    """Read articles lazily from files, folders, archives and standard input.

    The formats are told by the suffix: ``.txt``; ``.md``, with YAML front matter or without; ``.html``;
    ``.pdf``; ``.docx``; ``.jsonl`` (an object a line: ``id``, ``text``, and metadata where known);
    ``.csv`` (an article a row); RSS and Atom (``.xml``, ``.rss``, ``.atom``); ``.json`` (Telegram's desktop
    export, or objects as in JSON lines); ``.eml``; any of these as ``.gz`` or inside a ``.zip``.

    Folders are walked in the order of their names. Left alone there are hidden files, files named
    README or LICENSE, and tables that have no column of text, or have coordinates: records have their
    own reader. A file ``name.en.txt`` beside ``name.txt`` (or beside ``name`` in another format) is the
    English translation of that article.

    What is known about an article is taken from where it stands nearest: its own file, then
    ``metadata.csv`` in the same folder, then the arguments, then the text itself.

    Parameters
    ----------
    paths
        A file, folder or pattern (``reports/*.pdf``), or several; ``-`` is standard input: plain text, or
        JSON lines where it begins with ``{``.
    published, source
        Day of publication and outlet of articles that nothing nearer says them of.
    text_column
        The column of tables that holds the text, where its name doesn't tell.
    records
        Tables inside the folders that the caller reads as records. Where it is given, any other table
        without a column of text is rejected, and not left alone.
    limits
        Bounds of what is read; the default ones if not given.
    on_reject
        Called for everything that can't be used; reading goes on after it. An article of which only
        a part can't be used, or of which the user should know how it was read, is told
        (``Reject.kept``) and read all the same.

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
    reader = _Reader(
        defaults=Fields(published=published, source=source),
        text_column=text_column,
        records=records,
        limits=limits or Limits(),
        on_reject=on_reject or raise_reject,
    )
    given = expand_paths(paths)
    named = frozenset(given)
    for path in given:
        if str(path) == STANDARD_INPUT:
            yield from reader.standard_input()
        elif path.is_dir():
            yield from reader.folder(path)
        elif any(path.with_name(other) in named for other in translated_by(path.name)):
            continue  # a translation; its article is named too, and brings it
        elif path.exists():
            yield from reader.file(path, shown(path.name))
        elif on_reject is None:
            raise MissingFileError(f"{shown(path)}: there is no such file or folder; check the name")
        else:
            on_reject(Reject(shown(path), "there is no such file or folder; check the name"))


class _Reader:
    """One run of `read_articles`: its options, the ids seen so far, the sidecar of the folder it is in."""

    def __init__(
        self,
        *,
        defaults: Fields,
        text_column: str | None,
        records: Container[Path] | None,
        limits: Limits,
        on_reject: OnReject,
    ) -> None:
        self.defaults = defaults
        self.text_column = text_column
        self.records = records
        self.limits = limits
        self.pass_on = on_reject
        self.rejected = 0
        self.seen = Seen()
        self.beside = Beside(
            source_of=lambda path: self.source(path, shown(path.name)), on_reject=self.on_reject
        )

    def on_reject(self, reject: Reject) -> None:
        self.rejected += reject.is_input
        self.pass_on(reject)

    def folder(self, root: Path) -> Iterator[Article]:
        read_any, before = False, self.rejected
        for path in walk(root, on_reject=self.on_reject):
            name = shown(path.relative_to(root).as_posix())
            if suffix_of(name) in TABLES and not self.is_article_table(path, name):
                self.beside.fields(path)
                continue
            read_any = True
            yield from self.file(path, name)
        if (root / SIDECAR).is_file():
            self.beside.fields(
                root / SIDECAR
            )  # its faults are told though the folder itself holds no article
        if not read_any and self.rejected == before:
            self.reject(shown(root), f"the folder holds no article; put {', '.join(SUFFIXES)} files into it")

    def is_article_table(self, path: Path, name: str) -> bool:
        """Whether a table in a folder is one of articles; one that nobody reads is rejected."""
        if self.records is not None and path in self.records:
            return False
        known = is_article_table(self.source(path, name))
        if not known and self.records is not None:
            reason = "the table is in no layout of records that is known, and no column is named as a text is"
            self.reject(shown(path), f"{reason}; name it with --text-column", id=name)
        return known

    def file(self, path: Path, name: str) -> Iterator[Article]:
        if path.suffix.lower() == ".zip":
            yield from self.archive(path, name)
        else:
            yield from self.articles(self.source(path, name), self.beside.fields(path))

    def source(self, path: Path, name: str) -> Source:
        def opener() -> BinaryIO:
            is_packed = path.suffix.lower() == ".gz"
            return open_gzip(path, limits=self.limits) if is_packed else path.open("rb")

        return Source(name, shown(path), opener, limits=self.limits, text_column=self.text_column)

    def archive(self, path: Path, name: str) -> Iterator[Article]:
        origin = shown(path)
        beside = self.beside.fields(path)
        with ExitStack() as stack:
            try:
                archive = stack.enter_context(open_archive(path, limits=self.limits))
            except (InputError, OSError) as error:
                self.reject(origin, said(error), id=name)
                return
            read_any = False
            for member in archive.walk():
                read_any = True
                key, where = f"{name}!{shown(member)}", f"{origin}!{shown(member)}"
                fault = archive.fault(member)
                source = Source(
                    key, where, archive.opener(member), limits=self.limits, text_column=self.text_column
                )
                if not fault and suffix_of(member) in TABLES and not is_article_table(source):
                    fault = "the table has no column of text; records are read from a file of their own"
                if fault:
                    self.reject(where, fault, id=key)
                elif not archive.is_translation(member):
                    yield from self.articles(source, self.beside_member(archive, member, origin).over(beside))
            if not read_any:
                self.reject(
                    origin, f"the archive holds no article; pack {', '.join(SUFFIXES)} files", id=name
                )

    def standard_input(self) -> Iterator[Article]:
        stream = BufferedReader(_Unclosed(sys.stdin.buffer))
        first = stream.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        suffix = ".jsonl" if first == b"{" else ".txt"
        source = Source(
            "stdin", "standard input", lambda: stream, limits=self.limits, rereadable=False, suffix=suffix
        )
        yield from self.articles(source, Fields())

    def articles(self, source: Source, beside: Fields) -> Iterator[Article]:
        for item in drafts_of(source):
            if isinstance(item, Reject):
                self.on_reject(item)
            else:
                yield from self.checked(item, beside, source)

    def checked(self, draft: Draft, beside: Fields, source: Source) -> Iterator[Article]:
        """Yield the article, unless it has no words or was read before.

        Tables often number their rows from 1, so that an id comes twice: an article of another text
        then goes by its origin.
        """
        key = draft.name if draft.id is None else draft.id
        fault = text_fault(draft, self.limits)
        taken = f"id {key!r} is taken by an article read before"
        new_text, new_id = (fault is None and self.seen.add(each) for each in (f"{key!r} {draft.text}", key))
        if not fault and not new_id and not (new_text and self.seen.add(draft.origin)):
            fault = f"{taken}, of the same text; give it once"
        if fault:
            self.reject(draft.origin, fault, id=draft.id)
            return
        fields = draft.fields.over(beside).over(self.defaults)
        language, doubt = settle_language(fields.language, draft.text)
        translation, unused = settle_translation(fields.translation, draft.text, language, limits=self.limits)
        notices = [*draft.notices, *draft.fields.faults, *filter(None, (doubt, unused))]
        if not new_id:
            key = draft.origin
            notices.append(f"{taken}, of another text; this one goes by its file; give each its own id")
        fields = replace(fields, language=language, translation=translation)
        article = make_article(draft, key, fields, file_sha256=source.sha256)
        notices += [
            _TABLE.format(part.start, part.end) for part in article.boilerplate if part.kind == "table"
        ]
        for notice in notices:
            self.on_reject(Reject(draft.origin, one_line(notice), kept=True, id=key))
        yield article

    def beside_member(self, archive: Archive, member: str, origin: str) -> Fields:
        rows = archive.metadata(member, origin, on_reject=self.on_reject)
        fields = rows.get(PurePosixPath(member).name, Fields())
        if holds_several(member):
            return replace(fields, translation=None)
        translation = archive.beside(member, translation_of(PurePosixPath(member).name))
        if not translation or translation == member:
            return fields
        where = f"{origin}!{shown(translation)}"
        translated = Source(where, where, archive.opener(translation), limits=self.limits)
        return with_translation(fields, translated, on_reject=self.on_reject)

    def reject(self, origin: str, reason: str, *, id: str | int | None = None) -> None:
        self.on_reject(Reject(origin, one_line(reason), id=id))


class _Unclosed(RawIOBase):
    """Standard input, which stays open when its reader is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read1(len(buffer)) if isinstance(self._stream, BufferedReader) else None
        piece = self._stream.read(len(buffer)) if piece is None else piece
        buffer[: len(piece)] = piece
        return len(piece)
