"""From what a file gives to an article: failures caught, gaps filled from the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from geo_events.articles.article import Article, Custody
from geo_events.articles.boilerplate import byline_of, find_boilerplate, overlaps
from geo_events.articles.draft import Draft, Fields
from geo_events.articles.formats import no_format, reader_of
from geo_events.articles.head import read_dateline, read_head
from geo_events.articles.limits import Limits
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source
from geo_events.articles.tabular import find_tables
from geo_events.errors import InputError


def drafts_of(source: Source) -> Iterator[Draft | Reject]:
    """Yield what an input holds; whatever goes wrong in reading it comes as a `Reject`, the last."""
    read = reader_of(source.suffix)
    if read is None:
        yield Reject(source.origin, no_format(source.name), id=source.name)
        return
    try:
        for item in read(source):
            yield replace(item, reason=one_line(item.reason)) if isinstance(item, Reject) else item
    except Exception as error:  # a format's library can fail in any way on a hostile file
        yield Reject(source.origin, one_line(said(error, source.suffix)), id=source.name)


def said(error: Exception, suffix: str = "") -> str:
    """Say what went wrong, and how to mend it."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"the file can't be read ({error.strerror}); check its permissions"
    kind = suffix.removeprefix(".").upper() or "file"
    fault = f"the {kind} is damaged or too deeply nested ({type(error).__name__})"
    return f"{fault}; save it anew, or its text as .txt"


def one_line(reason: str) -> str:
    """Put a reason on one line."""
    return " ".join(reason.split())


def text_fault(draft: Draft, limits: Limits) -> str | None:
    """Say why a text can't be an article, or return None."""
    text = draft.text
    if len(text) > limits.characters:
        most = f"the most that is analysed at once is {limits.characters:,}"
        return f"the text has {len(text):,} characters; {most}; split it"
    if not any(char.isalpha() for char in text):
        return "the article has no words; nothing can be read from it"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"character {error.start + 1} is half a surrogate pair; write the text anew in UTF-8"
    return None


def make_article(draft: Draft, key: str | int, fields: Fields, *, file_sha256: str | None) -> Article:
    """Make an article of a draft; what no metadata say is sought in the text."""
    text = draft.text
    tables = find_tables(text)
    others = (part for part in find_boilerplate(text) if not overlaps(tables, part.start, part.end))
    boilerplate = tuple(sorted((*tables, *others), key=lambda part: part.start))
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
        author=fields.author or byline_of(text, boilerplate),
        boilerplate=boilerplate,
        translation=fields.translation,
        custody=Custody(
            file_sha256=file_sha256,
            retrieved=fields.retrieved,
            archive_url=fields.archive_url,
            edited=fields.edited,
            forwarded_from=fields.forwarded_from,
        ),
    )
