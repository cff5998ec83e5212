"""PDF files: their text layer, in the order in which a reader goes through it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from geo_events.articles.draft import Draft, words
from geo_events.articles.formats.pages import Block, Line, join_pages
from geo_events.articles.formats.properties import told_properties
from geo_events.articles.limits import Limits
from geo_events.articles.quiet import quiet
from geo_events.articles.source import Source
from geo_events.errors import InputError

_SHOWN_PAGES = 10


def read_pdf(source: Source) -> Iterator[Draft]:
    """Read the text layer of a PDF: columns one after the other, without running heads and page numbers."""
    raw = source.read()
    if b"%PDF-" not in raw[:1024]:
        raise InputError("the file is no PDF; give it a name that says what it is")
    from geo_events.articles.formats.inflating import bounded_inflating

    with quiet("pdfminer"), bounded_inflating(source.limits):
        pages, given = _pages(raw, source.limits)
    text = join_pages(pages)
    blank = [number for number, blocks in enumerate(pages, start=1) if not blocks]
    if not text:
        raise InputError(
            f"the PDF has no text layer ({len(pages)} page(s), scanned perhaps); put one in by OCR, "
            "such as `ocrmypdf in.pdf out.pdf`"
        )
    notices: tuple[str, ...] = ()
    if blank:
        listed = ", ".join(map(str, blank[:_SHOWN_PAGES])) + (" ..." if len(blank) > _SHOWN_PAGES else "")
        notices = (
            f"{len(blank)} of {len(pages)} pages have no text (page {listed}); put it in by OCR if they do",
        )
    yield Draft(None, source.name, text, told_properties(text, **given), source.origin, notices)


def _pages(raw: bytes, limits: Limits) -> tuple[list[list[Block]], dict[str, str | None]]:
    """Return the blocks of each page, and what the file's properties say."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from geo_events.articles.formats.pdf_device import TextDevice

    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise InputError(
            "the PDF is encrypted; save it without its password, such as by printing it anew"
        ) from error
    manager = PDFResourceManager(caching=True)
    device = TextDevice(manager, limits=limits)
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[list[Block]] = []
    characters = 0
    for page in PDFPage.create_pages(document):
        if len(pages) == limits.pages:
            raise InputError(f"the PDF has more than {limits.pages:,} pages; split it")
        interpreter.process_page(page)
        pages.append(_blocks(device.get_result()))
        characters += sum(len(line.text) for block in pages[-1] for line in block.lines)
        if characters > limits.characters:
            raise InputError(f"the PDF has more than {limits.characters:,} characters of text; split it")
    return pages, _properties(document)


def _blocks(page: Any) -> list[Block]:
    """Turn a page of pdfminer's into blocks of lines, measured from the top left."""
    from pdfminer.layout import LTTextBox, LTTextLine

    blocks = []
    for box in page:
        if isinstance(box, LTTextBox):
            lines = tuple(
                Line(
                    line.x0, page.y1 - line.y1, line.x1, page.y1 - line.y0, " ".join(line.get_text().split())
                )
                for line in box
                if isinstance(line, LTTextLine) and line.get_text().strip()
            )
            if lines:
                blocks.append(Block(lines))
    return blocks


def _properties(document: Any) -> dict[str, str | None]:
    from pdfminer.utils import decode_text

    found: dict[str, str | None] = {"title": None, "author": None}
    for info in document.info:
        for name, key in (("title", "Title"), ("author", "Author")):
            value = info.get(key)
            if isinstance(value, bytes):
                found[name] = words(decode_text(value))
    return found
