"""RSS and Atom files: one article an entry."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from geo_events.articles.draft import Draft, Fields, words
from geo_events.articles.formats.markup import text_of
from geo_events.articles.quiet import quiet
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source
from geo_events.errors import InputError

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def read_feed(source: Source) -> Iterator[Draft | Reject]:
    """Read the entries of an RSS or Atom file: their full content where the feed has it, else the summary."""
    raw = source.read()
    refuse_entities(raw)
    import feedparser

    with quiet("feedparser"):
        # relative links and markup are not shown to anyone: the text alone is taken
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        why = " ".join(str(feed.get("bozo_exception", "")).split())
        told = f" ({why})" if why and not feed.version else ""
        raise InputError(f"the file is no RSS or Atom feed with entries{told}; save the feed itself")
    if feed.bozo and isinstance(feed.get("bozo_exception"), SAXException):
        reason = "the feed is not well-formed, and may be cut off; what could be read of it was taken"
        yield Reject(source.origin, reason, kept=True, is_input=False)
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(source, number, entry, feed.feed)


def refuse_entities(raw: bytes) -> None:
    """Refuse XML that declares entities: they can unfold into gigabytes, or name files of this machine.

    Raises
    ------
    InputError
        If it does.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(raw, ContentHandler(), forbid_external=False)
    except DefusedXmlException as error:
        raise InputError("the XML declares entities, which can unfold without end; take them out") from error
    except (SAXException, ValueError, LookupError):
        return  # not well-formed: what reads it decides


def _entry(source: Source, number: int, entry: Any, feed: Any) -> Draft | Reject:
    origin, name = f"{source.origin}:{number}", f"{source.name}:{number}"
    contents = [content.get("value", "") for content in entry.get("content", ())]
    markup = max([*contents, entry.get("summary", "")], key=len)
    text = text_of(markup) if _MARKUP.search(markup) else markup.strip()
    key = words(entry.get("id"))
    if not text:
        return Reject(origin, "the entry has no text; save the page that it links to", id=key or name)
    published = _instant(entry.get("published_parsed"))
    link = words(entry.get("link"))
    fields = Fields(
        title=_plain(entry.get("title")),
        published=published.date() if published else None,
        source=_plain(entry.get("source", {}).get("title")) or _plain(feed.get("title")),
        source_url=link if link and link.startswith(("http://", "https://")) else None,
        language=(words(feed.get("language")) or "")[:2].lower() or None,
        author=words(entry.get("author")),
        edited=_instant(dict.get(entry, "updated_parsed")),  # the entry's own `get` falls back on `published`
    )
    return Draft(key, name, text, fields, origin, _day_notices(entry))


def _day_notices(entry: Any) -> tuple[str, ...]:
    given = words(entry.get("published"))
    if given and not entry.get("published_parsed"):
        return (f"published {given!r} is no day; it is left out",)
    return ()


def _plain(value: Any) -> str | None:
    text = words(value)
    return words(text_of(text)) if text and _MARKUP.search(text) else text


def _instant(parts: Any) -> dt.datetime | None:
    """Make a time of feedparser's nine numbers, which are in UTC."""
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parts), dt.UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None
