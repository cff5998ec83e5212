"""An article: the text that everything else refers to, and what is known about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report says it was filed ("Baghdad, February 9 (RHC) --").

    Attributes
    ----------
    start, end
        Span of the dateline in the article's text, from the place to the dash or colon that closes it.
    place
        The place's words.
    day
        The day it names, where the year can be known; else None.
    source
        The outlet or agency it names, or None.
    """

    start: int
    end: int
    place: str
    day: dt.date | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A part of the text that is no report: marked, so that nothing is coded from it, and never deleted.

    Attributes
    ----------
    start, end
        Span in the article's text.
    kind
        What it is: ``byline``, ``caption``, ``link`` ("Read more: ..."), ``notice``, ``table``, and the like.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Custody:
    """How a report came here, as far as it is known.

    Attributes
    ----------
    file_sha256
        Digest of the bytes that were read, in hexadecimal: of the file, or of what a packed one or a
        member of an archive unpacks to. None for lines of standard input, which can be read only once.
    retrieved
        When it was fetched from its publisher, in UTC, where the input says so.
    archive_url
        Address of an archived copy, where given.
    edited
        When its publisher last changed it, in UTC, where the input says so.
    forwarded_from
        Whose message it passes on.
    """

    file_sha256: str | None = None
    retrieved: dt.datetime | None = None
    archive_url: str | None = None
    edited: dt.datetime | None = None
    forwarded_from: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report.

    Attributes
    ----------
    id
        As the input gives it (text or number); a file's own is its path relative to the input folder.
    text
        As given, never altered: every offset refers to it, in Unicode code points.
    title
        The headline. Where it was found in the text, `title_end` says where it ends there.
    title_end
        End of the headline in `text`; 0 where the text does not hold the headline.
    published
        Day of publication, or None.
    source
        The outlet, or None.
    source_url
        Address, where given.
    language
        ISO 639-1 code: as given, else as the text shows; None where it is too short to tell.
    dateline
        The dateline, or None.
    sha256
        Digest of the text in UTF-8, in hexadecimal.
    origin
        For messages: the file, and the line or row where a file holds several articles.
    author
        The author line, without "By", or None.
    boilerplate
        Parts of the text that are no report, by start, none overlapping.
    translation
        The text in English, where one was supplied with it; else None.
    custody
        How the report came here.
    """

    id: str | int
    text: str
    title: str | None
    title_end: int
    published: dt.date | None
    source: str | None
    source_url: str | None
    language: str | None
    dateline: Dateline | None
    sha256: str
    origin: str
    author: str | None = None
    boilerplate: tuple[Boilerplate, ...] = ()
    translation: str | None = None
    custody: Custody = Custody()
