"""The place of one event that a caller points at: which names of a short text belong to one of its words."""

from __future__ import annotations

from collections.abc import Sequence

from geo_events.articles.article import Article
from geo_events.coding.linking import Linker, chosen, default_linker
from geo_events.coding.mentions import find_mentions
from geo_events.coding.proper_names import Name, find_names
from geo_events.coding.syntax import Token
from geo_events.geoparsing import read_words
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import Language, ParsedArticle
from geo_events.recasing import Names


def locate_event(
    article: Article,
    span: tuple[int, int],
    toponyms: Sequence[Toponym],
    *,
    names: Names,
    language: Language,
    linker: Linker | None = None,
) -> list[tuple[int, int]]:
    """Find the names that say where an event happened.

    Parameters
    ----------
    article
        A text of a sentence or two; names that stand further from the event are rarely its.
    span
        Of the word that stands for the event ("killed"), in the article's text.
    toponyms
        What geoparsing found in the article.
    names, language
        What knows the names of places, and English.
    linker
        By default the one that comes with the package.

    Returns
    -------
    list of (int, int)
        Spans of the article's text, by start; empty where it does not say where.
    """
    parsed = language.parse(article, read_words(article, names=names).shadow)
    trigger = word_at(parsed, span)
    if trigger is None:
        return []
    found = all_names(article, toponyms, parsed)
    linker = linker or default_linker()
    return [name_span(found[number], parsed) for number in chosen(linker.link(trigger, found), found)]


def all_names(article: Article, toponyms: Sequence[Toponym], parsed: ParsedArticle) -> list[Name]:
    """Find the names of all sentences of a text, by start."""
    mentions = find_mentions(article, toponyms, parsed)
    return [
        name
        for sentence in parsed.doc.sents
        for name in find_names(sentence, [m for m in mentions if sentence.start <= m.start < sentence.end])
    ]


def word_at(parsed: ParsedArticle, span: tuple[int, int]) -> Token | None:
    """Find the token that heads a span of the article's text."""
    start, end = parsed.shadow.find(*span)
    tokens = [token.i for token in parsed.doc if token.idx < end and start < token.idx + len(token)]
    return parsed.doc[tokens[0] : tokens[-1] + 1].root if tokens else None


def name_span(name: Name, parsed: ParsedArticle) -> tuple[int, int]:
    """Where a name stands in the article's text."""
    first, last = parsed.doc[name.start], parsed.doc[name.end - 1]
    return parsed.shadow.span(first.idx, last.idx + len(last))
