"""Saved web pages: the main text without menus, and what the page declares about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo_events.articles.decoding import decode
from geo_events.articles.draft import Draft
from geo_events.articles.formats.declared import declared_fields
from geo_events.articles.formats.markup import paragraphs_of, parse_page
from geo_events.articles.quiet import quiet
from geo_events.articles.source import Source
from geo_events.errors import InputError

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
#: Pages declare their encoding near the top (https://html.spec.whatwg.org/#charset has 1,024 bytes).
_HEAD_BYTES = 4_096


def read_html(source: Source) -> Iterator[Draft]:
    """Read a saved web page: its main text, a paragraph a block, and what the page declares about it."""
    raw = source.read(most=source.limits.page_bytes)
    found = _CHARSET.search(raw, 0, _HEAD_BYTES)
    page, notice = decode(raw, declared=found[1].decode("ascii") if found else None)
    root = parse_page(page)
    if root is None:
        raise InputError("the page is empty; save it from the browser again")
    fields = declared_fields(root, page)
    text = main_text(root)
    if not text:
        raise InputError("no main text was found in the page; copy its text into a .txt file")
    yield Draft(None, source.name, text, fields, source.origin, (notice,) if notice else ())


def main_text(root: object) -> str:
    """Return the main text of a parsed page without menus, asides and comments; empty where there is none."""
    from trafilatura import bare_extraction

    with quiet("trafilatura", "htmldate", "justext", "courlan", "dateparser"):
        found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    return "" if body is None else "\n\n".join(paragraphs_of(body, skipped=frozenset()))
