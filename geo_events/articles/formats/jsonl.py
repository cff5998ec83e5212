"""JSON lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geo_events.articles.draft import Draft, checked_id, fields_of
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source
from geo_events.errors import InputError


def read_json_lines(source: Source) -> Iterator[Draft | Reject]:
    """Read a JSON lines file: objects with `text`, and `id` and metadata where known, one at a time."""
    empty = True
    for number, raw in source.lines():
        empty = False
        origin = f"{source.origin}:{number}"
        given = None
        try:
            if len(raw) > source.limits.file_bytes:
                raise InputError(f"the line has more than {source.limits.file_bytes:,} bytes; split the text")
            given = _load(raw)
            yield json_draft(given, f"{source.name}:{number}", origin)
        except InputError as error:
            yield Reject(origin, str(error), id=json_id(given))
    if empty:
        raise InputError("the file is empty; write one JSON object a line")


def json_draft(given: Any, name: str, origin: str) -> Draft:
    """Make a draft of a JSON object.

    Raises
    ------
    InputError
        If it is no object, or has no text, or an id that can't stand.
    """
    if not isinstance(given, dict):
        raise InputError('the line is no JSON object; write {"id": ..., "text": ...}')
    text = given.get("text")
    if not isinstance(text, str):
        raise InputError('the object has no "text"; give the article\'s text as a string')
    return Draft(checked_id(given.get("id")), name, text, fields_of(given), origin)


def json_id(given: Any) -> str | int | None:
    """Return the id of an object that can't be used otherwise, so that it can be named; None without one."""
    found = given.get("id") if isinstance(given, dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _load(raw: bytes) -> Any:
    if b"\0" in raw:
        raise InputError("the file is binary, or not in UTF-8; save it as JSON lines in UTF-8")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start + 1} of the line is not UTF-8; save the file as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        problem = f"{error.msg}, column {error.colno}"
    except (ValueError, RecursionError) as error:
        problem = str(error)
    raise InputError(f"the line is no JSON ({problem}); write one whole object a line")
