"""Who: actors by name and type, with the article's own words kept beside the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo_events.coding.ontology import ActorList, KnownActor, Lexicon
from geo_events.coding.places import Mention
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


def read_actor(
    head: Token,
    mentions: Sequence[Mention],
    *,
    actors: ActorList,
    lexicon: Lexicon,
    country_of: Callable[[str], Place | None],
    where: str | None,
) -> Actor | None:
    """Read an actor from the noun that names it.

    Parameters
    ----------
    head
        The noun; pronouns give None.
    mentions
        Places and demonyms of the sentence.
    country_of
        Gives the country of an ISO code.
    where
        ISO code of the country where the event happened: the army without a name is that country's,
        and a country's troops elsewhere are External/Other forces (ACLED codebook).
    """
    if head.lower_ in _EMPTY or head.pos_ == "PRON" or head.ent_type_ in {"DATE", "TIME"}:
        return None
    if head.like_num or head.lower_ in lexicon.imputed:
        counted = [g for c in head.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        if not counted:
            return None  # "five": nobody is named
        head = counted[0]
    phrase = _phrase(head)
    text = head.doc[phrase[0].i : phrase[-1].i + 1].text
    group = _known_group(text, actors)
    if group is not None:
        return Actor(group.name, text, group.type)
    if any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children):
        return Actor(None, text, None)  # "its fighters": whose, only the text around tells
    inside = {token.i for token in phrase}
    home = next(
        (
            m.toponym.place.country_code
            for m in mentions
            if m.toponym.place and inside & set(range(m.start, m.end)) and m.toponym.place.country_code
        ),
        None,
    )
    lemmas = {
        token.lemma_.lower() for token in phrase if token.dep_ in {"compound", "amod"} or token == head
    } | {head.lower_}
    joined = " ".join(token.lemma_.lower() for token in phrase)
    civil = head.lemma_.lower() in lexicon["civilians"] and head.lemma_.lower() not in lexicon["armed"]
    for noun in actors.nouns:
        # "armed men" are no civilians, "men" are
        if not any(
            " " in word and word in joined if civil or " " in word else word in lemmas for word in noun.words
        ):
            continue
        if noun.state is None:
            return Actor(noun.name, text, noun.type)
        if noun.named_country and home is None:
            return None
        serves = home or where
        country = country_of(serves) if serves else None
        if country is None:
            return Actor(None, text, noun.type)
        abroad = where is not None and serves != where
        return Actor(
            f"{noun.state} {_with_article(country.name)}",
            text,
            "External/Other forces" if abroad else noun.type,
            serves,
        )
    if civil:
        # "three people, including a commander of ...": not all of them are civilians
        whole = list(head.subtree)
        group = _known_group(head.doc[whole[0].i : whole[-1].i + 1].text, actors)
        if group is not None:
            return Actor(group.name, text, group.type)
        armed = any(token.lemma_.lower() in lexicon["armed"] for token in whole)
        return Actor(None, text, None) if armed else Actor(_CIVILIANS, text, _CIVILIANS)
    if (
        home
        and len(phrase) <= 2
        and any(m.start <= head.i < m.end and m.toponym.kind == "place" for m in mentions)
    ):
        country = country_of(home)
        if country is not None and any(
            m.toponym.place and m.toponym.place.is_country for m in mentions if m.start <= head.i < m.end
        ):
            abroad = where is not None and home != where
            return Actor(
                f"Military Forces of {_with_article(country.name)}",
                text,
                "External/Other forces" if abroad else "State forces",
                home,
            )
    kinds = ("armed", "civilians", "crowds", "troops")
    named = head.ent_type_ in {"PERSON", "ORG", "NORP"}
    party = named or any(head.lemma_.lower() in lexicon[kind] for kind in kinds)
    return Actor(None, text, None) if party else None


def _known_group(text: str, actors: ActorList) -> KnownActor | None:
    """The armed group that a text names; letter case counts ("IS" is not "is")."""
    for group in actors.groups:
        if any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) for alias in group.aliases):
            return group
    return None


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
