"""An article's parse, with what geoparsing needs to know of the whole of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: spaCy's labels of places.
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class Document:
    """A parsed article.

    Attributes
    ----------
    doc
        spaCy's document over the shadow text.
    dateline
        Span of the dateline's place in the shadow text, or None.
    outlet
        Name of the outlet, or None: a place in it is no mention.
    """

    doc: Doc
    dateline: tuple[int, int] | None = None
    outlet: str | None = None

    @cached_property
    def text(self) -> str:
        """The shadow text: spaCy would join it anew from its tokens at each call."""
        return self.doc.text

    @cached_property
    def outlet_spans(self) -> tuple[tuple[int, int], ...]:
        """Where the text names its outlet."""
        if not self.outlet:
            return ()
        return tuple(match.span() for match in re.finditer(re.escape(self.outlet), self.text))

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """Words that the article also writes without a capital."""
        return frozenset(token.text for token in self.doc if token.text.islower())

    @cached_property
    def share_in_persons(self) -> dict[str, float]:
        """For each word of a person's full name: the share of persons among the entities it is in."""
        persons: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for entity in self.doc.ents:
            parts = [token.lower_ for token in entity if token.text[:1].isupper()]
            if entity.label_ == "PERSON" and len(parts) > 1:
                persons.update(parts)
            elif entity.label_ in PLACE_LABELS:
                places.update(parts)
        return {word: count / (count + places[word]) for word, count in persons.items()}

    @cached_property
    def entity_of_token(self) -> dict[int, Span]:
        """The entity that each token is in, by token number."""
        return {token.i: entity for entity in self.doc.ents for token in entity}

    @cached_property
    def headings(self) -> frozenset[int]:
        """Numbers of the first tokens of sentences set in capitals or in title case."""
        found = set()
        for sentence in self.doc.sents:
            long = [token.text for token in sentence if token.is_alpha and len(token) > 3]
            if len(long) >= 3 and sum(word[:1].isupper() for word in long) >= 0.75 * len(long):
                found.add(sentence.start)
        return frozenset(found)

    def tokens(self, start: int, end: int) -> Span:
        """Give the tokens that a stretch of the shadow text touches."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None, "spaCy's tokens cover the whole text"
        return span
