"""Who: actors by name and type, with the article's own words kept beside the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import ActorList, ActorNoun, KnownActor, Lexicon
from geo_events.coding.syntax import Token
from geo_events.gazetteer.place import Place

_WITHOUT = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "ccomp", "parataxis"})
#: Pronouns say nothing by themselves.
_EMPTY = frozenset(
    {
        "it",
        "they",
        "he",
        "she",
        "which",
        "that",
        "who",
        "we",
        "i",
        "you",
        "them",
        "him",
        "her",
        "this",
        "these",
        "those",
        "one",
        "some",
        "both",
        "there",
    }
)
_CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the event table has it.

    Attributes
    ----------
    name
        The actor list's name, or None where the words name none that is known.
    text
        The article's words.
    type
        One of ACLED's actor types, or None.
    country
        ISO alpha-2 of the country that a state actor serves, or None.
    """

    name: str | None
    text: str
    type: str | None
    country: str | None = None


class ActorReader:
    """Reads actors from the nouns that name them, by the actor list and the lexicon."""

    def __init__(
        self, *, actors: ActorList, lexicon: Lexicon, country_of: Callable[[str], Place | None]
    ) -> None:
        self._actors = actors
        self._lexicon = lexicon
        self._country_of = country_of

    def read(self, head: Token, mentions: Sequence[Mention], *, where: str | None) -> Actor | None:
        """Read an actor.

        Parameters
        ----------
        head
            The noun; pronouns and bare numbers give None.
        mentions
            Places and demonyms of the sentence.
        where
            ISO code of the country where the event happened: the army without a name is that country's,
            and a country's troops elsewhere are External/Other forces (ACLED codebook).
        """
        if head.lower_ in _EMPTY or head.pos_ == "PRON" or head.ent_type_ in {"DATE", "TIME"}:
            return None
        if head.like_num or head.lower_ in self._lexicon.imputed:
            counted = [g for c in head.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
            if not counted:
                return None  # "five": nobody is named
            head = counted[0]
        phrase = _phrase(head)
        text = head.doc[phrase[0].i : phrase[-1].i + 1].text
        group = self._known_group(text)
        if group is not None:
            return Actor(group.name, text, group.type)
        if any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children):
            return Actor(None, text, None)  # "its fighters": whose, only the text around tells
        home = _country_named(phrase, mentions)
        noun = self._actor_noun(head, phrase)
        if noun is not None:
            return self._of_noun(noun, text, home, where)
        if self._is_civil(head):
            return self._civilians(head, text)
        if home is not None and len(phrase) <= 2 and _is_country(head, mentions):
            return self._forces("Military Forces of", "State forces", text, home, where)
        return Actor(None, text, None) if self._is_party(head) else None

    def _known_group(self, text: str) -> KnownActor | None:
        """The armed group that a text names; letter case counts ("IS" is not "is")."""
        for group in self._actors.groups:
            if any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) for alias in group.aliases):
                return group
        return None

    def _actor_noun(self, head: Token, phrase: Sequence[Token]) -> ActorNoun | None:
        """The actor list's entry for a common noun ("gunmen", "troops", "riot police")."""
        near = {t.lemma_.lower() for t in phrase if t.dep_ in {"compound", "amod"} or t == head}
        near.add(head.lower_)
        joined = " ".join(token.lemma_.lower() for token in phrase)
        civil = self._is_civil(head)
        for noun in self._actors.nouns:
            for word in noun.words:
                # "armed men" are no civilians, "men" are
                if word in joined if " " in word else not civil and word in near:
                    return noun
        return None

    def _of_noun(self, noun: ActorNoun, text: str, home: str | None, where: str | None) -> Actor | None:
        if noun.state is None:
            return Actor(noun.name, text, noun.type)
        if noun.named_country and home is None:
            return None  # a shell is nobody; "a Russian shell" is Russia's
        return self._forces(noun.state, noun.type, text, home or where, where)

    def _forces(self, title: str, kind: str, text: str, serves: str | None, where: str | None) -> Actor:
        country = self._country_of(serves) if serves else None
        if country is None:
            return Actor(None, text, kind)
        abroad = where is not None and serves != where
        name = f"{title} {_with_article(country.name)}"
        return Actor(name, text, "External/Other forces" if abroad else kind, serves)

    def _is_civil(self, head: Token) -> bool:
        lemma = head.lemma_.lower()
        return lemma in self._lexicon["civilians"] and lemma not in self._lexicon["armed"]

    def _civilians(self, head: Token, text: str) -> Actor:
        """Civilians; but not all of "three people, including a commander of ..." are."""
        whole = list(head.subtree)
        group = self._known_group(head.doc[whole[0].i : whole[-1].i + 1].text)
        if group is not None:
            return Actor(group.name, text, group.type)
        armed = any(token.lemma_.lower() in self._lexicon["armed"] for token in whole)
        return Actor(None, text, None) if armed else Actor(_CIVILIANS, text, _CIVILIANS)

    def _is_party(self, head: Token) -> bool:
        """Whether a noun can act at all, or be acted upon as somebody."""
        if head.ent_type_ in {"PERSON", "ORG", "NORP"}:
            return True
        kinds = ("armed", "civilians", "crowds", "troops")
        return any(head.lemma_.lower() in self._lexicon[kind] for kind in kinds)


def _country_named(phrase: Sequence[Token], mentions: Sequence[Mention]) -> str | None:
    """ISO code of the country whose name or demonym stands in a phrase."""
    inside = {token.i for token in phrase}
    for mention in mentions:
        place = mention.toponym.place
        if place is not None and place.country_code and inside & set(range(mention.start, mention.end)):
            return place.country_code
    return None


def _is_country(head: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a noun is a country's own name ("Russia launched")."""
    return any(
        m.start <= head.i < m.end
        and m.toponym.kind == "place"
        and m.toponym.place is not None
        and m.toponym.place.is_country
        for m in mentions
    )


def _with_article(country: str) -> str:
    return (
        f"the {country}"
        if country.startswith("United ") or country.endswith(("Islands", "Philippines", "Netherlands"))
        else country
    )


def _phrase(head: Token) -> list[Token]:
    """The noun phrase without clauses, appositions and what follows "and"."""
    tokens, stack = [], [head]
    while stack:
        token = stack.pop()
        tokens.append(token)
        for child in token.children:
            if child.dep_ in _WITHOUT and child.lower_ not in {"-", "'"}:
                continue
            if child.dep_ == "npadvmod" or child.ent_type_ in {"DATE", "TIME"}:
                continue
            if child.dep_ == "prep" and child.lower_ != "of":
                continue
            stack.append(child)
    tokens.sort(key=lambda token: token.i)
    # a gap left by what was taken out ends the phrase on that side of its head
    at = tokens.index(head)
    first, last = at, at
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 2:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 2:
        last += 1
    return tokens[first : last + 1]
