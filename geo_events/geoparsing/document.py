"""An article as geoparsing reads it: its shadow text cut into words, and what its head says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo_events.articles.article import Article
from geo_events.articles.shadow import Shadow, make_shadow
from geo_events.gazetteer.folding import Folded, fold_text
from geo_events.geoparsing.lexicon import words
from geo_events.recasing import Names, recase

#: What stands between two words where a sentence ends between them.
_SENTENCE_END: Final = re.compile(r"[\"')\]]*(?:[.!?]+|:\s)[\"')\]]*\s+[\"'(\[]*$|.*\n.*", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """An article's words.

    A word is what folding takes for one: hyphens part words, an abbreviation is one with its stops
    ("U.S."), a possessive 's belongs to the gap behind its word.

    Attributes
    ----------
    text
        The shadow text, to which all offsets refer.
    folded
        The folded text, word by word.
    title_end
        Where the headline ends; 0 where there is none.
    dateline
        Span of the dateline's place, or None.
    outlet
        Name of the outlet, or None.
    """

    text: str
    folded: Folded
    title_end: int = 0
    dateline: tuple[int, int] | None = None
    outlet: str | None = None

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Span of each word in the shadow text."""
        return self.folded.spans

    @cached_property
    def words(self) -> list[str]:
        """Each word as it is written."""
        text = self.text
        return [text[start:end] for start, end in self.folded.spans]

    @cached_property
    def lower(self) -> list[str]:
        """Each word in small letters, without the stops of an abbreviation."""
        return "\n".join(self.words).lower().replace(".", "").split("\n") if self.words else []

    @cached_property
    def gaps(self) -> list[str]:
        """What stands before each word; one more, behind the last."""
        found, last = [], 0
        for start, end in self.folded.spans:
            found.append(self.text[last:start])
            last = end
        found.append(self.text[last:])
        return found

    @cached_property
    def marked(self) -> list[int]:
        """Numbers of the words before which more, or less, stands than a space."""
        return [number for number, gap in enumerate(self.gaps[:-1]) if gap != " "]

    @cached_property
    def sentences(self) -> list[int]:
        """Number of the sentence that each word is in."""
        words, gaps, numbers = self.words, self.gaps, []
        first = 0
        for number in self.marked:
            gap = gaps[number]
            if len(gap) > 1 and number and _ends_sentence(gap, words[number - 1], words[number]):
                numbers.append(number - first)
                first = number
        numbers.append(len(words) - first)
        return [sentence for sentence, length in enumerate(numbers) for _ in range(length)]

    @cached_property
    def unlike_small(self) -> list[int]:
        """Numbers of the words that do not begin with a small letter: names do not, but figures neither."""
        return [number for number, word in enumerate(self.words) if not word[0].islower()]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [start for start, _ in self.folded.spans]

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the numbers of the first word that a stretch of the text touches, and of the one behind it."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.folded.spans[first][1] <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))


@dataclass(frozen=True)
class Reading:
    """An article made ready for geoparsing and coding.

    Attributes
    ----------
    written
        Its shadow text with the capitals that it has.
    shadow
        Its shadow text as sentences are written, see `geo_events.recasing`.
    document
        The words of that.
    """

    written: Shadow
    shadow: Shadow
    document: Document


def read_words(article: Article, *, names: Names) -> Reading:
    """Repair an article's text and cut it into words; `names` knows the names of places."""
    written = make_shadow(article.text)
    shadow = recase(written, names=names)
    return Reading(written, shadow, read_document(article, shadow))


def read_document(article: Article, shadow: Shadow) -> Document:
    """Cut an article's shadow text into words."""
    title_end = shadow.find(0, article.title_end)[1] if article.title_end else 0
    folded = fold_text(shadow.text)
    dateline = article.dateline
    if dateline is None:
        return Document(shadow.text, folded, title_end, None, article.source)
    place = shadow.find(dateline.start, dateline.start + len(dateline.place))
    return Document(shadow.text, folded, title_end, place, article.source or dateline.source)


def _ends_sentence(gap: str, last: str, word: str) -> bool:
    if _SENTENCE_END.match(gap) is None:
        return False
    if "\n" in gap or "!" in gap or "?" in gap:
        return True
    if not (word[0].isupper() or word[0].isdigit()):
        return False
    # an initial, or a word that the stop shortens
    return not (len(last) == 1 or "." in last or (last[0].isupper() and last.lower() in words().shortened))
