"""Toponyms as the coding meets them: tied to the tokens of the parse, and whether they say where at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.articles.article import Article
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Token
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import ParsedArticle

#: What of a water is water, too; all else that is named after one lies beside it, or far from it.
_WATERS = frozenset({"water", "area", "region", "island", "route", "lane", "shipping"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym with its tokens in the parse; `root` heads them."""

    toponym: Toponym
    root: Token
    start: int
    end: int


def find_mentions(article: Article, toponyms: Sequence[Toponym], parsed: ParsedArticle) -> list[Mention]:
    """Tie toponyms to the tokens of the parse; those of the dateline are left out."""
    mentions = []
    doc, shadow = parsed.doc, parsed.shadow
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    for toponym in toponyms:
        if article.dateline and article.dateline.start <= toponym.start < article.dateline.end:
            continue
        begin, end = shadow.find(toponym.start, toponym.end)
        first, last = bisect_right(ends, begin), bisect_left(starts, end)
        # of a sentence that was not parsed there is only white space
        if last > first and not doc[first].is_space:
            mentions.append(Mention(toponym, doc[first:last].root, first, last))
    return mentions


def says_where(mention: Mention) -> bool:
    """Whether a mention says where something is, rather than who did it or whose it is."""
    toponym = mention.toponym
    if toponym.kind == "coordinate":
        return True
    return (
        toponym.kind == "place"
        and not toponym.metonym
        and not is_bare(toponym)
        and not _says_whose(mention)
        and not _says_which(mention)
        and not _is_represented(mention)
    )


def _says_which(mention: Mention) -> bool:
    """Whether a water says which thing is meant: "the Pacific coast", "the Pacific pipeline" are on land."""
    place, root = mention.toponym.place, mention.root
    water = place is not None and place.feature_class == "H"
    return water and root.dep_ in {"compound", "amod", "nmod"} and root.head.lemma_.lower() not in _WATERS


def _says_whose(mention: Mention) -> bool:
    """Whether a country stands before a noun and says whose it is: "U.S. forces", "U.S. Central Command"."""
    place, root = mention.toponym.place, mention.root
    if place is None or not place.is_country or root.dep_ not in {"compound", "amod", "nmod"}:
        return False
    return root.head.lemma_.lower() not in load_lexicon()["settlements"] | {"border", "road", "highway"}


def _is_represented(mention: Mention) -> bool:
    """Whether a country only says whose embassy or citizens are meant ("the embassies of X and Y")."""
    place, first = mention.toponym.place, mention.root
    if place is None or not place.is_country:
        return False
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    owner = first.head.head if first.dep_ == "pobj" and first.head.lower_ == "of" else None
    return owner is not None and owner.lemma_.lower() in load_lexicon()["representing"]


def is_on_the_way(mention: Mention) -> bool:
    """Whether a mention says where somebody comes from or goes to."""
    root = mention.root
    return root.dep_ == "pobj" and root.head.lower_ in {"from", "to", "towards", "toward", "for", "via"}


def is_source(token: Token) -> bool:
    """Whether a word stands for who told of an event ("a rights group in Niamey said")."""
    if token.lower_ == "according":
        return True
    return token.dep_ == "nsubj" and tells(token.head)


def tells(verb: Token) -> bool:
    """Whether a verb is one of saying."""
    return verb.lemma_.lower() in load_lexicon()["saying"] | load_lexicon()["claiming"]


def is_bare(toponym: Toponym) -> bool:
    """Whether a toponym is only a word of names ("Northern", "San"), which a name of its own rarely is.

    Nor is one of a direction and a kind ("Northern City"), as texts in capitals seem to have them.
    """
    lexicon = load_lexicon()
    words = toponym.text.lower().split()
    if len(words) == 1:
        seat = toponym.place is not None and toponym.place.feature_code in {"PPLC", "PPLA"}  # Van in Turkey
        return words[0] in lexicon["part_words"] or (words[0] in lexicon["name_particles"] and not seat)
    directions = [word for word in words if word in lexicon["compass"]]
    return bool(directions) and all(word in lexicon["compass"] | lexicon["plain_places"] for word in words)
