"""The dead as they are found, buried and brought in: bodies, graves, cut throats, the morgue."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.syntax import Token

_OWNERS = frozenset({"his", "her", "their"})


def read_bodies(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the bodies of six men were found", "counted 22 bodies", "the driver's body was found"."""
    words = load_casualty_words()
    phrase = people.holding(noun.i)
    if phrase is not None and phrase.counted and phrase.head == noun:
        return Casualties(killed=phrase.count)
    lemmas = {token.lemma_.lower() for token in people.sentence}
    if lemmas.isdisjoint(words["finding"] | words["handling"]):
        return Casualties()
    named = people.behind_of(noun)
    if named is None and people.word_at(noun.i - 1) == "their" and not lemmas.isdisjoint(words["burning"]):
        return Casualties(killed=people.named_last(noun.i))
    found = named if named is not None else people.owner(noun, anyone=True)
    # one body is mostly that of somebody who was said to be dead
    return Casualties(killed=replace(found, weak=True) if found is not None and found.best == 1 else found)


def read_graves(noun: Token, people: PeopleIn) -> Casualties:
    """Read "counted 58 fresh graves", "three coffins": the dead, unless a figure says otherwise."""
    phrase = people.holding(noun.i)
    lemmas = {token.lemma_.lower() for token in people.sentence}
    seen = lemmas & (load_casualty_words()["finding"] | load_casualty_words()["handling"])
    if phrase is None or not phrase.counted or phrase.head != noun or not seen or "mass" in lemmas:
        return Casualties()
    return Casualties(killed=replace(phrase.count, weak=True) if phrase.count is not None else None)


def read_throats(noun: Token, people: PeopleIn) -> Casualties:
    """Read "slit the throats of two guests", "two guests' throats were cut", "two had their throats cut"."""
    near = {t.lower_ for t in people.doc[max(people.start, noun.i - 4) : min(people.end, noun.i + 4)]}
    if near.isdisjoint(load_casualty_words()["slitting"]):
        return Casualties()
    named = people.behind_of(noun) or people.owning(noun)
    if named is not None or people.word_at(noun.i - 1) not in _OWNERS:
        return Casualties(killed=named)
    before = people.word_at(noun.i - 2)
    verb = noun.i - 2 if before in {"had", "have", "having"} else noun.i - 3 if before == "with" else None
    return Casualties(killed=people.before(people.doc[verb]) if verb is not None else None)


def read_morgue(noun: Token, people: PeopleIn) -> Casualties:
    """Read "26 fighters were brought to the morgue", "the morgue received nine soldiers"."""
    handling = load_casualty_words()["handling"]
    for i in range(noun.i - 1, max(people.start, noun.i - 8), -1):
        if people.doc[i].lemma_.lower() in handling:
            return Casualties(killed=people.before(people.doc[i]))
    following = people.doc[noun.i + 1 : min(people.end, noun.i + 4)]
    verb = next((t for t in following if t.lemma_.lower() in handling), None)
    counted = verb is not None and people.adjacent_behind(verb)
    return Casualties(killed=people.behind(verb) if verb is not None and counted else None)


def read_recovering(verb: Token, people: PeopleIn) -> Casualties:
    """Read "rescuers recovered a couple": dead, unless the sentence says that they live."""
    words = load_casualty_words()
    lemmas = {token.lemma_.lower() for token in people.sentence}
    if lemmas.isdisjoint(words["rescuers"]) or not lemmas.isdisjoint(words["living"] | {"alive"}):
        return Casualties()
    found = people.behind(verb) if people.adjacent_behind(verb) else None
    return Casualties(killed=replace(found, weak=True) if found is not None else None)
