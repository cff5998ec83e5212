"""Small questions to a noun phrase: its words, whom it counts, and which country it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Token, weekday_before

_WITHOUT = frozenset(
    {"relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "ccomp", "parataxis", "npadvmod", "preconj"}
)


def phrase_of(head: Token) -> list[Token]:
    """The noun phrase with "of" but without other prepositions, clauses, appositions and conjuncts."""
    tokens, stack = [], [head]
    while stack:
        token = stack.pop()
        tokens.append(token)
        for child in token.children:
            if child.dep_ in _WITHOUT and child.lower_ not in {"-", "'"}:
                continue
            if child.dep_ == "prep" and child.lower_ != "of":
                continue
            stack.append(child)
    day = weekday_before(head)
    tokens = sorted((token for token in tokens if token != day), key=lambda token: token.i)
    # a gap left by what was taken out ends the phrase on that side of its head
    at = tokens.index(head)
    first, last = at, at
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 2:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 2:
        last += 1
    return tokens[first : last + 1]


def of_object(head: Token) -> Token | None:
    """The noun behind "of"."""
    return next((g for c in head.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)


def unpacked(head: Token, gathered: Collection[str]) -> Token | None:
    """The noun that is counted or gathered: "members of a gang", "dozens of rebels", "five of the men".

    None for a bare number: nobody is named.
    """
    for _ in range(3):
        inner = of_object(head)
        if inner is not None and (
            head.like_num or head.lemma_.lower() in gathered or head.lower_ in gathered
        ):
            head = inner
            continue
        break
    return None if head.like_num or head.lower_ in load_lexicon().imputed else head


def country_named(phrase: Sequence[Token], mentions: Sequence[Mention]) -> str | None:
    """ISO code of the country whose name or demonym stands in a phrase.

    A country that only backs them is not theirs: "Turkish-backed Syrian militiamen".
    """
    inside = {token.i for token in phrase}
    for mention in mentions:
        place = mention.toponym.place
        if place is None or not place.is_country or inside.isdisjoint(range(mention.start, mention.end)):
            continue
        doc = mention.root.doc
        behind = [token.lower_ for token in doc[mention.end : mention.end + 2]]
        if behind[:1] != ["-"] or behind[1:] == ["led"]:
            return str(place.country_code)
    return None


def is_country(head: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a noun is a country's own name ("Russia launched")."""
    return any(
        m.start <= head.i < m.end
        and m.toponym.kind == "place"
        and m.toponym.place is not None
        and m.toponym.place.is_country
        for m in mentions
    )


def is_place(head: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a noun is, or ends in, the name of a place."""
    return any(m.start <= head.i < m.end and m.toponym.kind != "demonym" for m in mentions)


def is_demonym(head: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a noun is a people's name ("Iraqis")."""
    return any(m.start <= head.i < m.end and m.toponym.kind == "demonym" for m in mentions)


def naming_places(mentions: Sequence[Mention]) -> frozenset[int]:
    """Indices of the tokens that name places, countries or a country's people."""
    return frozenset(
        i
        for m in mentions
        if m.toponym.kind != "demonym" or (m.toponym.place is not None and m.toponym.place.is_country)
        for i in range(m.start, m.end)
    )
