"""JSON files: Telegram's desktop export, a message an article; a list of articles; or a single one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from geo_events.articles.days import parse_day, parse_instant
from geo_events.articles.draft import Draft, Fields, words
from geo_events.articles.formats.jsonl import json_draft, json_id
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source
from geo_events.errors import InputError

#: Where messages stand: in the export of one chat, and of all of them.
_MESSAGES: Final = {"messages.item": "", "chats.list.item.messages.item": "chats.list.item."}
_ITEMS: Final = frozenset({*_MESSAGES, "item"})
_CHATS: Final = "chats.list.item."
_OPENING: Final = ("start_map", "start_array")
_CLOSING: Final = ("end_map", "end_array")
_DEEPEST: Final = 50
#: What a message may hold in the place of text.
_WITHOUT_TEXT: Final = ("poll", "photo", "location_information", "contact_information")


def read_json(source: Source) -> Iterator[Draft | Reject]:
    """Read a JSON file piece by piece: Telegram's export, a list of objects with `text`, or one such object.

    Of a file that is cut off the articles before the cut are read.
    """
    number, found = 0, False
    chat: dict[str, Any] = {}
    for prefix, value in _values(source):
        if prefix in _MESSAGES and isinstance(value, dict):
            number += 1
            if value.get("type", "message") == "message":
                found = True
                yield _message(source, value, chat, inside=bool(_MESSAGES[prefix]))
        elif prefix in _ITEMS:
            number, found = number + 1, True
            yield _item(source, value, number)
        elif prefix == "":
            found = True
            yield json_draft(value, source.name, source.origin)
        else:
            chat[prefix.rpartition(".")[2]] = value
    if not found and number:
        raise InputError("the export holds nothing but service messages; export the channel's posts")
    if not found:
        raise InputError('the file holds no article; give Telegram\'s export, or objects with "text"')


def _values(source: Source) -> Iterator[tuple[str, Any]]:
    """Yield messages and items with where they stand, names of chats, and a single object whole."""
    import ijson
    from ijson.common import ObjectBuilder

    single: dict[str, Any] = {}
    with source.open() as file:
        builder: Any = None
        at, depth = "", 0
        try:
            for prefix, event, value in _parse(file):
                if builder is None and prefix in _ITEMS and event != "end_array":
                    builder, at, depth = ObjectBuilder(), prefix, 0
                if builder is not None:
                    builder.event(event, value)
                    depth += (event in _OPENING) - (event in _CLOSING)
                    if depth == 0:
                        yield at, builder.value
                        builder = None
                elif event in ("string", "number", "boolean"):
                    if prefix.rpartition(".")[2] in ("name", "id") and prefix.removeprefix(_CHATS).isalpha():
                        yield f"chat.{prefix}", value
                    if "." not in prefix:
                        single[prefix] = value
        except (ijson.JSONError, UnicodeDecodeError) as error:
            told = " ".join(str(error).partition("(right here)")[0].split())[:80]
            raise InputError(
                f"the JSON breaks off or is wrong ({told}); articles before that were read; export it anew"
            ) from error
    if "text" in single:
        yield "", single


def _parse(file: BinaryIO) -> Iterator[tuple[str, str, Any]]:
    """Yield what stands in a JSON file with its path, as `ijson.parse` does, but never deeply nested.

    ijson keeps a path for every level, which grows with the square of the depth: a file of a hundred
    thousand brackets would fill the memory.
    """
    import ijson

    path: list[str] = []
    for event, value in ijson.basic_parse(file, use_float=True):
        if event == "map_key":
            path[-1] = value
            yield "", event, value
            continue
        if event in _CLOSING:
            path.pop()
        yield ".".join(path), event, value
        if event in _OPENING:
            path.append("item" if event == "start_array" else "")
            if len(path) > _DEEPEST:
                raise InputError(
                    f"the JSON is nested more than {_DEEPEST} deep; give articles as plain objects"
                )


def _item(source: Source, value: Any, number: int) -> Draft | Reject:
    origin = f"{source.origin}:{number}"
    try:
        return json_draft(value, f"{source.name}:{number}", origin)
    except InputError as error:
        return Reject(origin, str(error), id=json_id(value))


def _message(source: Source, given: dict[str, Any], chat: dict[str, Any], *, inside: bool) -> Draft | Reject:
    key = given.get("id")
    where = f"{chat.get('id', '')}/{key}" if inside else str(key)
    origin, name = f"{source.origin}:{key}", f"{source.name}:{where}"
    text = _joined(given.get("text"))
    if not text.strip():
        kinds = (kind for kind in _WITHOUT_TEXT if kind in given)
        media = words(given.get("media_type")) or next(kinds, "file")
        return Reject(
            origin, f"the message has no text, only a {media}; write a .txt of what it shows", id=name
        )
    chat_name = words(chat.get("name"))
    author = words(given.get("from")) or words(given.get("author"))
    fields = Fields(
        published=_day(given),
        source=chat_name,
        author=author if author != chat_name else words(given.get("author")),
        edited=_instant(given, "edited"),
        forwarded_from=words(given.get("forwarded_from")) or words(given.get("saved_from")),
    )
    day = given.get("date")
    if fields.published is None and day:
        fields = replace(fields, faults=(f"date {day!r} is no day; it is left out",))
    return Draft(None, name, text, fields, origin)


def _joined(text: Any) -> str:
    """Join a message's text: a string, or a list of strings and marked pieces (links, bold, mentions)."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    found = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return "".join(piece for piece in found if isinstance(piece, str))


def _day(given: dict[str, Any]) -> dt.date | None:
    """Return the day of a message in UTC, or as the exporting computer's clock has it in older exports."""
    instant = _instant(given, "date")
    try:
        return instant.date() if instant else parse_day(given.get("date"))
    except ValueError:
        return None


def _instant(given: dict[str, Any], name: str) -> dt.datetime | None:
    """Return a time in UTC. Older exports give only the exporting computer's own, which is no evidence."""
    try:
        return parse_instant(given.get(f"{name}_unixtime"))
    except ValueError:
        return None
