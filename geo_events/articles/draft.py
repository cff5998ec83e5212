"""What a file says of an article, before anything is concluded from its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from geo_events.articles.days import parse_day, parse_instant
from geo_events.errors import InputError


@dataclass(frozen=True, slots=True)
class Fields:
    """What metadata say about an article, each None where they don't; `faults` are what they say wrongly.

    The names are those of `Article` and `Custody`.
    """

    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    source_url: str | None = None
    language: str | None = None
    author: str | None = None
    translation: str | None = None
    retrieved: dt.datetime | None = None
    archive_url: str | None = None
    edited: dt.datetime | None = None
    forwarded_from: str | None = None
    faults: tuple[str, ...] = ()

    def over(self, other: Fields) -> Fields:
        """Return these fields, with the gaps filled from others that stand further off."""
        return Fields(**{name: getattr(self, name) or getattr(other, name) for name in _NAMES})


_NAMES: Final = tuple(field.name for field in fields(Fields) if field.name != "faults")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it.

    Attributes
    ----------
    id
        The id that the file gives it, or None; then it goes by `name`.
    name
        The file's name, with the line or row where it holds several.
    text, fields
        Its text and metadata.
    origin
        For messages.
    notices
        What the reader of the article should know of how it was read.
    """

    id: str | int | None
    name: str
    text: str
    fields: Fields
    origin: str
    notices: tuple[str, ...] = ()


def fields_of(given: Mapping[str, Any]) -> Fields:
    """Take an article's metadata from front matter, a JSON object or a row of a table.

    Fields of other names are left alone: `source` is also called ``outlet``, `source_url` ``url``,
    `published` ``date``, `author` ``byline``; the translation is ``text_translated``.
    """
    faults: list[str] = []

    def parsed(parse: Any, name: str, *others: str) -> Any:
        try:
            return parse(_first(given, name, *others))
        except ValueError as error:
            faults.append(f"{name} {error}; it is left out")
            return None

    translation = given.get("text_translated")
    return Fields(
        title=words(given.get("title")),
        published=parsed(parse_day, "published", "date"),
        source=words(_first(given, "source", "outlet")),
        source_url=words(_first(given, "source_url", "url")),
        language=words(given.get("language")),
        author=words(_first(given, "author", "byline")),
        translation=translation if isinstance(translation, str) and translation.strip() else None,
        retrieved=parsed(parse_instant, "retrieved"),
        archive_url=words(given.get("archive_url")),
        edited=parsed(parse_instant, "edited"),
        forwarded_from=words(given.get("forwarded_from")),
        faults=tuple(faults),
    )


def words(value: object) -> str | None:
    """Return metadata text on one line; a title that YAML takes for a number is a title still."""
    if value is None or isinstance(value, dict | list):
        return None
    return " ".join(str(value).split()) or None


def checked_id(value: object) -> str | int | None:
    """Return an id that can stand: text or a whole number, or None where there is none.

    Raises
    ------
    InputError
        If it is anything else.
    """
    if value is None or value == "" or (isinstance(value, str | int) and not isinstance(value, bool)):
        return None if value == "" else value
    raise InputError(f"id {value!r} is neither text nor a whole number; write it in quotes")


def _first(given: Mapping[str, Any], *names: str) -> Any:
    return next((given[name] for name in names if given.get(name) not in (None, "")), None)
