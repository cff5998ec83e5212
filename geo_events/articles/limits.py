"""How much is read of one input, so that no file can fill the memory or hold a run up for ever."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading; what lies beyond one is rejected with a line that names the bound.

    Attributes
    ----------
    file_bytes
        A file that holds one article, or one line of a file that holds many; also the most that a
        PDF's or Word file's parts may unpack to.
    characters
        The text of one article. The language model takes no longer one at once.
    page_bytes
        A web page, whose main text is found in time that grows with its elements.
    pages
        Pages of a PDF.
    page_characters
        Characters on one of its pages; a broadsheet has some thirty thousand.
    members
        Files in a zip archive.
    expanded_bytes
        What a packed file, or one file of an archive, may unpack to.
    ratio
        How many times its packed size it may unpack to; text packs to a twentieth, seldom to a fiftieth.
    """

    file_bytes: int = 100_000_000
    characters: int = 1_000_000
    page_bytes: int = 10_000_000
    pages: int = 2_000
    page_characters: int = 100_000
    members: int = 100_000
    expanded_bytes: int = 20_000_000_000
    ratio: int = 200
