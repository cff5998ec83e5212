"""A text repaired for matching, with the way back to every offset of the text as given.

The text of an article is evidence and stays as it is. Names and sentences are sought in its
shadow: wrapped lines joined, entities decoded, typographic quotes and dashes made plain, and UTF-8
that was read as Windows-1252 ("BogotÃ¡", "Iraqâ€™s") set right.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from geo_events.articles.layout import NEWLINE, find_paragraphs

_PARAGRAPH_END: Final = "\n\n"
_LONGEST_WORD: Final = 40

#: Soft hyphen, zero-width and bidirectional marks, byte order mark, and control characters without meaning.
_UNSEEN: Final = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_UNSEEN_ENTITY: Final = (
    r"&(?:shy|zwnj|zwj|lrm|rlm|#0*(?:173|820[3-7])|#[xX]0*(?:[aA][dD]|200[b-fB-F]));|Â\u00ad"
)
_SPACE_ENTITY: Final = r"&(?:nbsp|ensp|emsp|thinsp|#0*(?:9|1[03]|32|160)|#[xX]0*(?:9|[aAdD]|20|[aA]0));|Â\xa0"
_GAP: Final = rf"[{_UNSEEN}]|{_UNSEEN_ENTITY}|{_SPACE_ENTITY}"

_PLAIN: Final = {
    **dict.fromkeys("‘’‚‛′ʹʻʼʽʾʿ´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", "--"),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}

#: What UTF-8's second and third bytes become when they are read as Windows-1252, or as Latin-1.
_CONTINUED: Final = (
    bytes({*range(0x80, 0xC0)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D}).decode("cp1252") + "\x80-\x84\x86-\x9f"
)
#: Accented letters, signs, and quotes and dashes; no European language writes these one after the other.
#: The last is a closing quote of which the third byte was lost.
_MISREAD: Final = (
    rf"Â[\xa1-\xbf]|Ã[{_CONTINUED}]|â[€\x80‚\x82„\x84][{_CONTINUED}]|â€(?:\ufffd|(?=[\s.,;:)]|$))"
)

#: One character for one: such a repair moves no offset.
_SAME_LENGTH: Final = {given: plain for given, plain in _PLAIN.items() if len(plain) == 1}

_HYPHEN: Final = rf"(?<=[^\W\d_])[-‐\u00ad](?:[ \t\xa0]*{NEWLINE}[ \t\xa0]*)+(?=[^\W\d_])"
_HYPHENATED = re.compile(_HYPHEN)
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+")
#: Where a repair may begin; one character each, but for blanks, so that most of a text is passed over fast.
_BEGINS = re.compile(
    rf"[\s{_UNSEEN}{''.join(_PLAIN.keys() - _SAME_LENGTH.keys())}&ÂÃâ\ufffd#*‐-]"
    rf"(?:(?<![ ‐-])|(?<= )(?=\s|{_GAP})|(?<=[‐-])(?=[ \t\xa0]*{NEWLINE}))"
)
_REPAIR = re.compile(
    rf"(?P<hyphen>{_HYPHEN})"
    rf"|(?P<space>(?:[^\S ]|{_GAP}|[ ](?=\s|{_GAP}))(?:\s|{_GAP})*)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<misread>{_MISREAD})"
    r"|(?P<lost>(?<=\s)\ufffd(?=\s))"  # a dash that a wrong decoding has eaten
    r"|(?P<heading>(?:^|(?<=[\n\r]))#{1,6}[ \t]+|\*\*)"
    rf"|(?P<plain>[{''.join(_PLAIN)}])"
)
_UNSEEN_ONLY = re.compile(rf"(?:[{_UNSEEN}]|{_UNSEEN_ENTITY})+")
_LAST_WORD = re.compile(r"\S+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shadow:
    """A repaired text and its map to the original.

    Attributes
    ----------
    text
        The repaired text; a blank line parts paragraphs, one space everything else.
    paragraphs
        Spans of the paragraphs in `text`, in order.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    # Runs of characters: where each begins in the shadow and in the original, and, for a run that
    # stands for other characters, where those end; -1 for a run that was copied.
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]
    _ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text that a span of the shadow stands for.

        Parameters
        ----------
        start, end
            Offsets in `text`, ``0 <= start <= end <= len(text)``.

        Returns
        -------
        (int, int)
            Offsets in the original; an empty span stays empty.

        Raises
        ------
        ValueError
            If the span does not lie in the shadow.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}-{end} lies outside the text of {len(self.text)} characters")
        if start == end:
            position = self._char(start)[0] if start < len(self.text) else self._char(start - 1)[1]
            return position, position
        return self._char(start)[0], self._char(end - 1)[1]

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the shadow that covers a span of the original text.

        Characters that the repairs dropped are left out, so that the result may be empty.

        Raises
        ------
        ValueError
            If ``start`` is greater than ``end``.
        """
        if start > end:
            raise ValueError(f"span {start}-{end} ends before it starts")
        first = bisect_right(range(len(self.text)), start, key=lambda at: self._char(at)[1])
        last = bisect_left(range(len(self.text)), end, key=lambda at: self._char(at)[0])
        return first, max(first, last)

    def _char(self, at: int) -> tuple[int, int]:
        if not self._starts:
            return 0, 0
        run = bisect_right(self._starts, at) - 1
        origin, end = self._origins[run], self._ends[run]
        if end >= 0:
            return origin, end
        origin += at - self._starts[run]
        return origin, origin + 1


class _Builder:
    """Collects the runs of a shadow from left to right."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.paragraphs: list[tuple[int, int]] = []
        self.length = 0
        self.opened = 0
        self.gap: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        """Whether the paragraph has no character yet."""
        return self.gap is not None or self.length == self.opened

    def add(self, piece: str, origin: int, end: int) -> None:
        """Add text that stands for the original from `origin` to `end`; end -1: that is copied from there."""
        if not piece:
            return
        if self.gap:
            (begin, stop), self.gap = self.gap, None
            self.add(_PARAGRAPH_END, begin, stop)
            self.opened = self.length
        self.pieces.append(piece)
        self.runs.append((self.length, origin, end))
        self.length += len(piece)

    def close(self, origin: int, end: int) -> None:
        """End the paragraph; the break is written once another one begins."""
        if not self.empty:
            self.paragraphs.append((self.opened, self.length))
            self.gap = (origin, end)

    def shadow(self) -> Shadow:
        starts, origins, ends = zip(*self.runs, strict=True) if self.runs else ((), (), ())
        return Shadow("".join(self.pieces), tuple(self.paragraphs), starts, origins, ends)


def make_shadow(text: str) -> Shadow:
    """Repair a text for matching.

    Lines wrapped inside a paragraph and words hyphenated at a line's end are joined, HTML entities
    decoded, UTF-8 read as Windows-1252 set right, typographic quotes, dashes and ligatures written in
    ASCII (a long dash as ``--``), soft hyphens, zero-width characters and Markdown's ``#`` and ``**``
    dropped, and white space becomes one space, or a blank line between paragraphs.

    Parameters
    ----------
    text
        The text as given.

    Returns
    -------
    Shadow
        The repaired text with the map of its offsets. A text without need of repair is its own shadow.
    """
    paragraphs = find_paragraphs(text)
    built = _Builder()
    if not paragraphs:
        return built.shadow()
    begins = [start for start, _ in paragraphs]
    copied, last = begins[0], paragraphs[-1][1]
    compounds = frozenset(_COMPOUND.findall(text) if _HYPHENATED.search(text) else ())
    plain = _plain(text)
    for begin in _BEGINS.finditer(text, copied, last):
        found = _REPAIR.match(text, begin.start(), last) if begin.start() >= copied else None
        if found is None:
            continue
        start, end = found.span()
        built.add(plain[copied:start], copied, -1)
        copied = end
        is_space = found.lastgroup == "space"
        if is_space and bisect_right(begins, end) > bisect_left(begins, start):
            built.close(start, -1 if found[0] == _PARAGRAPH_END else end)
        elif not (is_space and built.empty):
            built.add(_repaired(found, compounds), start, end)
    built.add(plain[copied:last], copied, -1)
    built.close(last, last)
    return built.shadow()


def _plain(text: str) -> str:
    """Make typographic quotes and hyphens plain, where one character stands for one."""
    for given, plain in _SAME_LENGTH.items():
        text = text.replace(given, plain)
    return text


def _repaired(found: re.Match[str], compounds: frozenset[str]) -> str:
    given = found[0]
    match found.lastgroup:
        case "space":
            return "" if _UNSEEN_ONLY.fullmatch(given) else " "
        case "entity":
            decoded = " ".join(html.unescape(given).split())
            return "".join(_PLAIN.get(char, char) for char in decoded)
        case "misread":
            return "".join(_PLAIN.get(char, char) for char in _set_right(given))
        case "lost":
            return "-"
        case "heading":
            return ""
        case "hyphen":
            return _hyphen(found, compounds)
        case _:
            return _PLAIN[given]


def _set_right(misread: str) -> str:
    """Read a character's UTF-8 bytes anew that were read one by one."""
    if misread.startswith("â€") and misread[2:] in ("", "\ufffd"):
        return '"'
    raw = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in misread)
    return " ".join(raw.decode("utf-8", "replace").split())


def _hyphen(found: re.Match[str], compounds: frozenset[str]) -> str:
    """Tell a word broken at the line's end ("govern-ment") from a compound ("US-led", "ez-Zor")."""
    if found[0][0] == "\u00ad":
        return ""
    text = found.string
    before = _LAST_WORD.search(text, max(0, found.start() - _LONGEST_WORD), found.start())
    after = _NEXT_WORD.match(text, found.end())
    left, right = before[0] if before else "", after[0] if after else ""
    parts = not left[1:].isalpha() and len(left) > 1  # "tit-for-", "U.S.-"
    if parts or left.isupper() or right[0].isupper() or f"{left}-{right}" in compounds:
        return "-"
    return ""
