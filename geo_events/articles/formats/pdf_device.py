"""What pdfminer draws a page on: its text alone, within bounds."""

from __future__ import annotations

from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams
from pdfminer.pdfinterp import PDFResourceManager

from geo_events.articles.limits import Limits
from geo_events.errors import InputError

#: Drawings inside drawings, each shown several times, could go on for ever; a page has some dozens.
_MOST_FIGURES: Final = 10_000


class TextDevice(PDFPageAggregator):
    """Keeps the characters of a page where they stand, those of drawings on it too; no lines and pictures."""

    def __init__(self, manager: PDFResourceManager, *, limits: Limits) -> None:
        # the order of the boxes is found by `pages`, so the grouping of all pairs of boxes is not needed
        super().__init__(manager, laparams=LAParams(boxes_flow=None))
        self._limits = limits
        self._characters = 0
        self._figures = 0

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Begin to count anew."""
        self._characters = self._figures = 0
        super().begin_page(page, ctm)

    def render_char(self, *args: Any, **options: Any) -> float:
        """Place a character."""
        self._characters += 1
        if self._characters > self._limits.page_characters:
            raise InputError(
                f"a page of the PDF has more than {self._limits.page_characters:,} characters; split it"
            )
        return super().render_char(*args, **options)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Go on on the page itself, so that the drawing's text is part of it."""
        self._figures += 1
        if self._figures > _MOST_FIGURES:
            raise InputError(f"a page of the PDF shows more than {_MOST_FIGURES:,} drawings; print it anew")

    def end_figure(self, name: str) -> None:
        """Go on."""

    def render_image(self, name: str, stream: Any) -> None:
        """Leave pictures out."""

    def paint_path(self, *args: Any, **options: Any) -> None:
        """Leave lines out."""
