"""The file formats of articles: what a file says before anything is concluded from its text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from geo_events.articles.days import parse_day
from geo_events.errors import InputError

#: Longer front matter is none, but a text that begins with a rule.
_LONGEST_FRONT_MATTER: Final = 65_536

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What metadata say about an article, each None where they don't; `fault` is what they say wrongly."""

    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    source_url: str | None = None
    language: str | None = None
    fault: str | None = None

    def over(self, other: Fields) -> Fields:
        """Return these fields, with the gaps filled from others that stand further off."""
        return Fields(
            self.title or other.title,
            self.published or other.published,
            self.source or other.source,
            self.source_url or other.source_url,
            self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it: `id` None where the file gives none; `origin` for messages."""

    id: str | int | None
    text: str
    fields: Fields
    origin: str


def read_text(path: Path) -> Draft:
    """Read a plain text file: all of it is the article's text."""
    return Draft(None, _decode(path.read_bytes()), Fields(), str(path))


def read_markdown(path: Path) -> Draft:
    """Read a Markdown file, with YAML front matter or without; the text is what follows that."""
    text = _decode(path.read_bytes())
    found = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if not found:
        return Draft(None, text, Fields(), str(path))
    try:
        given = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        line = f" on line {mark.line + 2}" if mark else ""
        raise InputError(f"the front matter is no YAML{line} ({problem}); mend it or take it away") from error
    if given is not None and not isinstance(given, dict):
        raise InputError("the front matter has no fields; write one a line, such as `published: 2024-02-09`")
    given = given or {}
    return Draft(_id(given.get("id")), text[found.end() :], fields_of(given), str(path))


def read_json_line(raw: bytes, origin: str) -> Draft:
    """Read one line of a JSON lines file: an object with `text`, and `id` and metadata where known."""
    try:
        given = json.loads(_decode(raw))
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        problem = (
            f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        )
        raise InputError(f"the line is no JSON ({problem}); write one whole object a line") from error
    if not isinstance(given, dict):
        raise InputError('the line is no JSON object; write {"id": ..., "text": ...}')
    text = given.get("text")
    if not isinstance(text, str):
        raise InputError('the object has no "text"; give the article\'s text as a string')
    return Draft(_id(given.get("id")), text, fields_of(given), origin)


def json_line_id(raw: bytes) -> str | int | None:
    """Return the id of a line that can't be used otherwise, so that it can be named; None if it has none."""
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    found = given.get("id") if isinstance(given, dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def json_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file that aren't blank, with their numbers from 1, one at a time."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield number, raw


def fields_of(given: Mapping[str, Any]) -> Fields:
    """Take an article's metadata from front matter, a JSON object or a row of ``metadata.csv``."""
    published, fault = None, None
    try:
        published = parse_day(_first(given, "published", "date"))
    except ValueError as error:
        fault = f"published {error}; it is left out"
    return Fields(
        title=_words(given.get("title")),
        published=published,
        source=_words(_first(given, "source", "outlet")),
        source_url=_words(_first(given, "source_url", "url")),
        language=_words(given.get("language")),
        fault=fault,
    )


def _first(given: Mapping[str, Any], *names: str) -> Any:
    return next((given[name] for name in names if given.get(name) not in (None, "")), None)


def _words(value: object) -> str | None:
    """Return metadata text on one line; a title that YAML takes for a number is a title still."""
    if value is None or isinstance(value, dict | list):
        return None
    return " ".join(str(value).split()) or None


def _id(value: object) -> str | int | None:
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise InputError(f"id {value!r} is neither text nor a whole number; write it in quotes")


def _decode(raw: bytes) -> str:
    if b"\0" in raw:
        raise InputError("the file is binary, or not in UTF-8; save it as plain text in UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error
