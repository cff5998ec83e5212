"""Where: the event's own place among the names of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo_events.coding.describing import describe
from geo_events.coding.event_place import SEVERAL, EventPlace, Parents, around, at_place
from geo_events.coding.linking import Linker, Links
from geo_events.coding.mentions import Mention, is_bare, is_on_the_way, is_source, says_where, tells
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.parts import is_elsewhere, is_part_of_town, is_quarter, is_road, with_part
from geo_events.coding.precision import place_precision
from geo_events.coding.proper_names import Name, is_whole, listed
from geo_events.coding.syntax import Token, in_sequence, path
from geo_events.gazetteer.place import Place

#: From this share of the belief on a name that says where is the event's place.
_LEAST: Final = 0.08
#: From this share of the best name's on, a place inside it is the place meant.
_INSIDE: Final = 0.1
#: From this share on a name that the gazetteer lacks is taken for a place, unless a word says that it is one.
_LEAST_UNKNOWN: Final = 0.5
#: Numbers in brackets hang anywhere in the parse, but who writes them says where something happened.
_OF_A_COORDINATE: Final = 0.3
#: Share of the best name's from which a place that the text lists, or joins by "and", has an event, too.
_LISTED: Final = 0.005
_JOINED: Final = 0.2
#: Tokens between an unknown place and the one that holds it: "X, in the western province of Y".
_CLOSE: Final = 6


@dataclass(frozen=True, slots=True)
class _Choice:
    """A name with its share of the belief; `mention` is None where the gazetteer lacks the place."""

    share: float
    name: Name
    mention: Mention | None


def choose_places(
    trigger: Token,
    members: Sequence[Token],
    names: Sequence[Name],
    mentions: Sequence[Mention],
    *,
    doers: frozenset[int],
    gazetteer: Parents,
    linker: Linker,
    home: str | None = None,
    town: Place | None = None,
) -> list[EventPlace]:
    """Choose the event's place among the names of its sentence.

    Parameters
    ----------
    trigger, members
        The word that stands for the event, and all words found to tell of it.
    names, mentions
        The sentence's names, and its toponyms.
    doers
        Indices of the tokens that name who acted: a country there says whose forces, not where.
    home
        The country that the article speaks of, as an alpha-2 code.
    town
        The town that the text speaks of here, or None: a quarter or street that no gazetteer knows is in it.

    Returns
    -------
    list of EventPlace
        Several where the text lists the places of several events ("bombs exploded in X, Y and Z"); empty
        where the sentence names no place for the event.
    """
    found = _candidates(names, mentions, members, doers, gazetteer, home, town)
    own = linker.own_sums(names, [number for number, _ in found]) if found else {}
    words = dict.fromkeys((trigger, *members)) if found else {}
    links = [linker.link(word, names, by_verb=False, own=own) for word in words]
    choices = [
        _Choice(share, names[number], mention if mention and mention.toponym.place else None)
        for number, mention in found
        if (share := _share(links, number, names[number], mention)) is not None
    ]
    choices = [choice for choice in choices if not _is_whose(choice, choices)]
    if not choices:
        return []
    best = max(choices, key=lambda choice: (choice.share, -abs(choice.name.root.i - trigger.i)))
    if best.share < _LEAST:
        return []
    inside = _unknown_inside(best, choices, names, mentions, links, gazetteer)
    if inside is not None:
        return [_placed(inside, [inside, best], mentions, gazetteer, town)]
    together = _together(best, choices, names)
    if _in_several_countries(together):
        return [SEVERAL]
    spots = [
        _placed(choice, choices, mentions, gazetteer, town)
        for choice in (together if _are_apart(together) else [best])
    ]
    return list({(spot.place and spot.place.key, spot.name): spot for spot in spots}.values())


def choose_apart(
    members: Sequence[Token], mentions: Sequence[Mention], *, gazetteer: Parents
) -> EventPlace | None:
    """The one town or site that a sentence puts before or after an event for which it names no other place.

    "Soldiers cleared the square of Almaty after an exchange of fire": without a word of another place both
    are taken to be there. Not where somebody comes from or goes to, nor where the one is who tells of it.
    """
    places = [mention for mention in mentions if says_where(mention) and mention.toponym.place is not None]
    local = [m for m in places if m.toponym.place and place_precision(m.toponym.place)[0] == "exact"]
    if len(local) != 1:
        return None
    (mention,) = local
    root = mention.root
    if root.dep_ not in {"pobj", "dobj"} or any(
        place.root.head == root.head for place in places if place != mention
    ):
        return None
    if is_on_the_way(mention):
        return None
    for member in members:
        up, down = path(root, member)
        around_it = (*up, *down, *(each.head for each in up))
        if any(is_source(token) or _is_cause(token) or tells(token) for token in around_it):
            return None
    return replace(describe(mention, mentions, gazetteer=gazetteer), own=False)


def choose_told_by_locals(
    members: Sequence[Token], mentions: Sequence[Mention], *, gazetteer: Parents
) -> EventPlace | None:
    """Where those live who tell of an event: "residents of Burri said" of what they saw there."""
    for mention in mentions:
        place, root = mention.toponym.place, mention.root
        if place is None or not says_where(mention) or root.dep_ != "pobj":
            continue
        person = root.head.head
        if person.lemma_.lower() not in load_lexicon()["locals"] or not is_source(person):
            continue
        if any(person.head.is_ancestor(member) for member in members):
            return replace(describe(mention, mentions, gazetteer=gazetteer), own=False)
    return None


def _candidates(
    names: Sequence[Name],
    mentions: Sequence[Mention],
    members: Sequence[Token],
    doers: frozenset[int],
    gazetteer: Parents,
    home: str | None,
    town: Place | None,
) -> list[tuple[int, Mention | None]]:
    """Number the names that may say where by the rules for what says so at all, each with its toponym."""
    found: list[tuple[int, Mention | None]] = []
    for number, name in enumerate(names):
        mention = next((m for m in mentions if name.start <= m.start < name.end), None)
        if mention is not None and is_bare(mention.toponym):
            if name.end - name.start == mention.end - mention.start:
                continue
            mention = None
        if mention is not None and is_elsewhere(name, mention, mentions, town=town, home=home):
            mention = None
        if mention is not None and mention.toponym.place is None:
            mention = with_part(mention, mentions, gazetteer=gazetteer, home=home)
        if (mention is None or mention.toponym.place is None) and is_road(name):
            continue
        if mention is None or not is_whole(name, mention):
            if _least_unknown(name) >= 1.0:
                continue
            mention = None
        elif not says_where(mention) or _names_doer(mention, members, doers):
            continue
        if not all(_is_set_apart(name, member) for member in members):
            found.append((number, mention))
    return found


def _share(links: Sequence[Links], number: int, name: Name, mention: Mention | None) -> float | None:
    """The highest share that any word of the event gives a name; None where it is too low for its kind."""
    share = max(link.shares[number] for link in links)
    if mention is None:
        return share if share >= _least_unknown(name) else None
    return max(share, _OF_A_COORDINATE) if mention.toponym.kind == "coordinate" else share


def _is_whose(choice: _Choice, choices: Sequence[_Choice]) -> bool:
    """Whether a capital stands for a government beside a place with its own preposition.

    So it does in "Kiev shelling in Donetsk", not in "Baghdad bombing".
    """
    place = choice.mention.toponym.place if choice.mention is not None else None
    if place is None or place.feature_code != "PPLC" or choice.name.root.dep_ not in {"compound", "poss"}:
        return False
    return any(
        other.name.root.dep_ == "pobj" and other.name.root.head.lower_ in {"in", "at", "near"}
        for other in choices
        if other is not choice and other.mention is not None
    )


def _is_set_apart(name: Name, member: Token) -> bool:
    """Whether the text puts a name before or after the event in time, or with who told of it."""
    up, down = path(name.root, member)
    teller = up[-1].head if len(up) > 1 and up[-1].dep_ == "prep" else member
    if down and teller != member and tells(teller) and teller.i < name.start < member.i:
        return True  # "police reported in Lima that ..."; "In Quetta, police said" may well say where
    if any(in_sequence(token) for token in (*up, *down)) or _is_favoured(name):
        return True
    return any(is_source(token) or _is_cause(token) for token in up)


def _is_favoured(name: Name) -> bool:
    """Whether something is only done for a place, wherever that may be: "in support of X"."""
    doc, first = name.root.doc, name.root.sent.start
    if name.start - 2 < first or doc[name.start - 1].lower_ not in {"for", "of", "with", "to"}:
        return False
    return doc[name.start - 2].lemma_.lower() in load_lexicon()["favours"]


def _is_cause(token: Token) -> bool:
    """Whether a noun says against what something is done: "over the war in X"."""
    against = token.dep_ == "pobj" and token.head.lower_ in {"over", "against", "about"}
    return bool(against) and token.lemma_.lower() in load_lexicon()["causes"]


def _names_doer(mention: Mention, members: Sequence[Token], doers: frozenset[int]) -> bool:
    """Whether a country's name stands for those who act: "U.S. airstrikes", "Israel's raid"."""
    place, root = mention.toponym.place, mention.root
    if place is None or not place.is_country:
        return False
    if root.dep_ in {"compound", "poss", "amod", "nmod"} and (root.head in members or root.i in doers):
        return True
    return root.dep_ == "nsubj" and root.head in members


def _least_unknown(name: Name) -> float:
    """The share from which a name that the gazetteer lacks is taken for a place."""
    lexicon, root, doc = load_lexicon(), name.root, name.root.doc
    kinds = lexicon["settlements"] | lexicon["first_order_units"] | lexicon["second_order_units"]
    if is_quarter(name):
        return _LEAST
    beside = [root.head] if root.dep_ in {"compound", "nmod", "appos"} else []
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        beside.append(root.head.head)
    if any(token.lemma_.lower() in kinds for token in beside):
        return _LEAST
    before = [token.lower_ for token in doc[max(root.sent.start, name.start - 2) : name.start]]
    if is_part_of_town(name) and before[-1:] == ["the"]:
        before.pop()
    return _LEAST_UNKNOWN if before[-1:] in (["in"], ["at"]) else 1.0


def _together(best: _Choice, choices: Sequence[_Choice], names: Sequence[Name]) -> list[_Choice]:
    """The best choice with those that the text lists beside it, in the order of the text."""
    numbers = dict(zip((name.start for name in names), listed(names), strict=True))
    joined = best.name.root.conjuncts
    return [
        choice
        for choice in choices
        if choice is best
        or (numbers[choice.name.start] == numbers[best.name.start] and choice.share >= _LISTED * best.share)
        or (choice.name.root in joined and choice.share >= _JOINED * best.share)
    ]


def _in_several_countries(choices: Sequence[_Choice]) -> bool:
    """Whether "in Iraq and Syria" names countries of which no one is the event's own."""
    places = [choice.mention.toponym.place for choice in choices if choice.mention is not None]
    countries = {place.key for place in places if place is not None and place.is_country}
    return len(countries) > 1 and len(places) == len(choices)


def _are_apart(choices: Sequence[_Choice]) -> bool:
    """Whether places are towns or sites of their own, so that each has an event."""
    places = [choice.mention.toponym.place if choice.mention is not None else None for choice in choices]
    local = all(place is not None and place_precision(place)[0] == "exact" for place in places)
    first = choices[0].name
    before = first.root.doc[first.start - 1].lower_ if first.start > first.root.sent.start else ""
    return len(choices) > 1 and local and before not in {"between", "from"}


def _placed(
    choice: _Choice,
    choices: Sequence[_Choice],
    mentions: Sequence[Mention],
    gazetteer: Parents,
    town: Place | None,
) -> EventPlace:
    if choice.mention is not None:
        local = _most_local(_within(choice, choices), choice.mention, gazetteer)
        return describe(local, mentions, gazetteer=gazetteer)
    name = choice.name.root.doc[choice.name.start : choice.name.end].text
    holder = _holder(choice, choices)
    part = is_part_of_town(choice.name)
    if holder is None or holder.mention is None:
        return at_place(town) if part and town is not None else replace(SEVERAL, name=name)
    where = describe(holder.mention, mentions, gazetteer=gazetteer)
    if part and where.geo_precision == "exact":
        return where
    if part and town is not None and _holds(where.place, town, gazetteer):
        return at_place(town)
    return replace(around(where), name=name)


def _holds(area: Place | None, place: Place, gazetteer: Parents) -> bool:
    return area is not None and any(parent.key == area.key for parent in gazetteer.parents(place))


def _within(best: _Choice, choices: Sequence[_Choice]) -> list[Mention]:
    """Those likely enough that they are meant if they lie inside the best."""
    return [c.mention for c in choices if c.mention is not None and c.share >= _INSIDE * best.share]


def _most_local(near: Iterable[Mention], best: Mention, gazetteer: Parents) -> Mention:
    """Of the best mention and those that lie inside it ("Salamiyah, in Hama province"), the most local."""
    for mention in near:
        place, outer = mention.toponym.place, best.toponym.place
        if place is None or outer is None or mention is best:
            continue
        if _holds(outer, place, gazetteer) or (
            place.country_code and outer.is_country and place.country_code == outer.country_code
        ):
            best = mention
    return best


def _unknown_inside(
    best: _Choice,
    choices: Sequence[_Choice],
    names: Sequence[Name],
    mentions: Sequence[Mention],
    links: Sequence[Links],
    gazetteer: Parents,
) -> _Choice | None:
    """A name that no gazetteer knows and that the text puts into the chosen area: "in X, Y department"."""
    area = best.mention.toponym.place if best.mention is not None else None
    if area is None or best.mention is None or place_precision(area)[0] == "exact":
        return None
    if _most_local(_within(best, choices), best.mention, gazetteer) is not best.mention:
        return None
    located = {mention.start for mention in mentions if mention.toponym.place is not None}
    for number, name in enumerate(names):
        share = max(link.shares[number] for link in links)
        if located & {*range(name.start, name.end)} or not _says_in(name):
            continue
        doc = name.root.doc
        between = [token.lower_ for token in doc[name.end : best.name.start]]
        beside = bool(between) and between[0] in {",", "("} and len(between) <= _CLOSE
        if beside and not any(token.pos_ == "VERB" for token in doc[name.end : best.name.start]):
            return _Choice(share, name, None)
        if share >= _INSIDE and name.toponym is not None and name.toponym.kind == "place":
            return _Choice(share, name, None)
    return None


def _says_in(name: Name) -> bool:
    """Whether "in", "at" or "near" stands before a name, or before the words for its kind."""
    doc, sentence = name.root.doc, name.root.sent
    kinds = (
        load_lexicon()["settlements"] | load_lexicon()["town_parts"] | {"the", "of", "a", "small", "remote"}
    )
    at = name.start - 1
    while at > sentence.start and doc[at].lemma_.lower() in kinds:
        at -= 1
    return at >= sentence.start and doc[at].lower_ in {"in", "at", "near", "outside", "around"}


def _holder(choice: _Choice, choices: Sequence[_Choice]) -> _Choice | None:
    """The place that an unknown one is in or near: the next known one behind it, else the likeliest."""
    known = [each for each in choices if each.mention is not None]
    behind = [each for each in known if 0 <= each.name.start - choice.name.end <= _CLOSE]
    return behind[0] if behind else max(known, key=lambda each: each.share, default=None)
