"""Plain text, and Markdown with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from geo_events.articles.decoding import decode
from geo_events.articles.draft import Draft, Fields, checked_id, fields_of
from geo_events.articles.source import Source
from geo_events.errors import InputError

#: Longer front matter is none, but a text that begins with a rule.
_LONGEST_FRONT_MATTER: Final = 65_536

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


class _Loader(yaml.SafeLoader):
    """YAML's safe loader that leaves days as they are written: a wrong one is a fault of its field alone."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as the base class has it
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read_text(source: Source) -> Iterator[Draft]:
    """Read a plain text file: all of it is the article's text."""
    text, notice = decode(source.read())
    yield Draft(None, source.name, text, Fields(), source.origin, (notice,) if notice else ())


def read_markdown(source: Source) -> Iterator[Draft]:
    """Read a Markdown file, with YAML front matter or without; the text is what follows that."""
    text, notice = decode(source.read())
    notices = (notice,) if notice else ()
    found = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if not found:
        yield Draft(None, source.name, text, Fields(), source.origin, notices)
        return
    try:
        given = yaml.load(found["yaml"], Loader=_Loader)  # noqa: S506  # a safe loader, see there
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = getattr(error, "problem", None) or str(error)
        mark = getattr(error, "problem_mark", None)
        line = f" on line {mark.line + 2}" if mark else ""
        raise InputError(f"the front matter is no YAML{line} ({problem}); mend it or take it away") from error
    if given is not None and not isinstance(given, dict):
        raise InputError("the front matter has no fields; write one a line, such as `published: 2024-02-09`")
    given = given or {}
    body = text[found.end() :]
    yield Draft(checked_id(given.get("id")), source.name, body, fields_of(given), source.origin, notices)
