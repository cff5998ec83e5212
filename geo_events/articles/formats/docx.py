"""Word files (`.docx`), from their XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from geo_events.articles.draft import Draft, words
from geo_events.articles.formats.properties import told_properties
from geo_events.articles.limits import Limits
from geo_events.articles.source import Bounded, Source
from geo_events.errors import InputError

#: Namespaces of ECMA-376 in its transitional and strict form; both are read the same.
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_MAIN: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES: Final = "docProps/core.xml"
#: Deleted in a tracked change, instructions of fields, and a second rendering of the same drawing.
_SKIPPED: Final = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr"})
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"


def read_docx(source: Source) -> Iterator[Draft]:
    """Read a Word file: paragraphs, tables and notes; deletions of tracked changes are left out."""
    raw = source.read()
    if raw.startswith(_OLD_WORD):
        raise InputError(
            "the file is encrypted, or an old Word file (.doc); save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if _MAIN not in names:
                raise InputError("the file is no Word file: it holds no document; save it as .docx again")
            root = _part(archive, _MAIN, source.limits)
            notes = [_part(archive, name, source.limits) for name in _NOTES if name in names]
            given = _part(archive, _PROPERTIES, source.limits) if _PROPERTIES in names else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise InputError(f"the file is no Word file, or damaged ({error}); save it as .docx again") from error
    text = "\n\n".join(paragraph for part in (root, *notes) for paragraph in _paragraphs(part))
    yield Draft(None, source.name, text, told_properties(text, **_properties(given)), source.origin)


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> Any:
    """Parse a part of the file within the bounds; XML that declares entities is refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    info = archive.getinfo(name)
    with archive.open(info) as file:
        bounded = Bounded(file, packed_size=info.compress_size, limits=limits)  # type: ignore[arg-type]  # reads bytes
        raw = io.BufferedReader(bounded).read(limits.file_bytes + 1)
    if len(raw) > limits.file_bytes:
        raise InputError(f"the file's text has more than {limits.file_bytes:,} bytes; split it")
    try:
        return fromstring(raw)
    except DefusedXmlException as error:
        raise InputError(
            "the XML declares entities, which can unfold without end; save the file again"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"the file is damaged ({name}: {error}); save it as .docx again") from error


def _paragraphs(root: Any) -> Iterator[str]:
    """Yield the paragraphs of a part, a row of a table as one."""
    now: list[str] = []
    rows = 0
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = _NAMESPACE.sub("", element.tag)
        if entering:
            if tag in _SKIPPED:
                continue
            now.append(_said(tag, element))
            rows += tag == "tr"
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
            continue
        rows -= tag == "tr"
        if tag == "p" and rows:
            now.append(" ")
        elif tag in ("p", "tr"):
            paragraph = "\n".join(line.strip() for line in "".join(now).split("\n")).strip()
            now.clear()
            if paragraph:
                yield paragraph


def _said(tag: str, element: Any) -> str:
    match tag:
        case "t":
            return element.text or ""
        case "tab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case _:
            return ""


def _properties(root: Any) -> dict[str, str | None]:
    found: dict[str, str | None] = {"title": None, "author": None}
    for element in root if root is not None else ():
        name = {"title": "title", "creator": "author"}.get(_NAMESPACE.sub("", element.tag))
        if name:
            found[name] = words(element.text)
    return found
