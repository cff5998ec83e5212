"""Mail as files (`.eml`)."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from geo_events.articles.decoding import decode
from geo_events.articles.draft import Draft, Fields, words
from geo_events.articles.formats.markup import text_of
from geo_events.articles.origin import shown
from geo_events.articles.quiet import quiet
from geo_events.articles.source import Source
from geo_events.errors import InputError

_SHOWN_ATTACHMENTS = 5


def read_mail(source: Source) -> Iterator[Draft]:
    """Read a mail: its plain text, or else the text of its HTML; attachments are left and named."""
    with quiet():
        message = email.message_from_bytes(source.read(), policy=email.policy.default)
        if not message.keys():
            raise InputError("the file is no mail: it has no header; save it from the mail program as .eml")
        body = message.get_body(preferencelist=("plain", "html"))
        if body is None:
            raise InputError("the mail has no text of its own; save its attachments as files")
        text, notice = _text(body)
        published, day_notice = _published(message)
        fields = Fields(
            title=_header(message, "subject"),
            published=published,
            author=_author(message),
            source_url=_header(message, "archived-at"),
        )
        notices = tuple(filter(None, (notice, day_notice, _attachments(message))))
    yield Draft(None, source.name, text, fields, source.origin, notices)


def _text(body: MIMEPart) -> tuple[str, str | None]:
    raw = cast(bytes, body.get_payload(decode=True)) or b""
    text, notice = decode(raw, declared=body.get_content_charset())
    return (text_of(text), notice) if body.get_content_subtype() == "html" else (text, notice)


def _header(message: EmailMessage, name: str) -> str | None:
    """Return a header in words, or None where it is missing or too broken to be read."""
    try:
        return words(message[name])
    except Exception:  # the parser of headers fails on hostile ones in many ways
        return None


def _author(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "from") or "")
    return words(name) or words(address)


def _published(message: EmailMessage) -> tuple[dt.date | None, str | None]:
    """Return the day that the mail was sent, where its sender was."""
    given = _header(message, "date")
    if given is None:
        return None, None
    try:
        return parsedate_to_datetime(given).date(), None
    except (ValueError, TypeError, OverflowError):
        return None, f"the mail's date {given!r} is no day; it is left out"


def _attachments(message: EmailMessage) -> str | None:
    parts = [
        part for part in message.walk() if part.is_attachment() or part.get_content_type() == "message/rfc822"
    ]
    if not parts:
        return None
    names = [shown(words(part.get_filename()) or part.get_content_type()) for part in parts]
    listed = ", ".join(names[:_SHOWN_ATTACHMENTS]) + (" ..." if len(names) > _SHOWN_ATTACHMENTS else "")
    return f"{len(parts)} attachment(s) not read ({listed}); save them as files to read them too"
