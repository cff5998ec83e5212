"""Tolls that are named as such: "the toll rises to 19", "put the number of dead at 40", "Killed: 3"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.counts import Count
from geo_events.coding.numerals import load_casualty_words, read_numeral
from geo_events.coding.syntax import Token

#: How far behind "the number" or "the toll" its figure may stand.
_REACH = 30
_OF_DEAD = frozenset({"number", "toll", "tolls", "dead", "killed", "deaths", "fatalities", "died"})


def read_tolls(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the toll ... reaches 19", "brought the toll to 19", "a death toll of 19"."""
    before = people.doc[max(people.start, noun.i - 3) : noun.i]
    months = load_casualty_words()["measures"]
    if people.over_time or any(t.lower_ in months or t.lower_ in {"annual", "yearly"} for t in before):
        return Casualties()  # "as January toll tops 800"
    if noun.lower_ == "number":
        near = {people.word_at(i) for i in range(noun.i + 1, min(people.end, noun.i + 7))}
        if not near & {"dead", "killed", "deaths", "died", "fatalities"}:
            return Casualties()
    if (span := _from_to(noun, people)) is not None:
        return span
    rising = load_casualty_words()["rising"]
    end = min(people.end, noun.i + _REACH)
    said = next((i for i in range(noun.i + 1, end) if people.doc[i].lemma_.lower() in rising), None)
    after = noun.i if said is None else said
    places = range(after + 1, min(people.end, after + 5))
    if said is None and not {"of", "to", "at", ":"} & {people.word_at(i) for i in places[:1]}:
        return Casualties()
    for i in places:
        phrase = people.starting_at(i)
        if phrase is not None and phrase.counted and phrase.count is not None:
            return Casualties(killed=replace(phrase.count, total=True))
    return Casualties()


def read_bringing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "brings to 30 the number of dead", "put the dead of both sides at around one hundred"."""
    if people.over_time:
        return Casualties()
    if verb.lemma_.lower() == "put" and (killed := _put_to_death(verb, people)) is not None:
        return Casualties(killed=killed)
    near = range(verb.i + 1, min(people.end, verb.i + 15))
    for i in near:
        phrase = people.starting_behind(i) if people.word_at(i) in {"to", "at"} else None
        if phrase is None or phrase.count is None or not phrase.counted:
            continue
        between = {people.word_at(n) for n in range(verb.i + 1, i)}
        behind = {people.word_at(n) for n in range(phrase.start, min(people.end, phrase.end + 4))}
        if (between & _OF_DEAD) or (i < verb.i + 4 and behind & _OF_DEAD):
            return Casualties(killed=replace(phrase.count, total=True))
        break
    return Casualties()


def _put_to_death(verb: Token, people: PeopleIn) -> Count | None:
    """Who was put to death: those behind the verb, or before it in the passive."""
    words = [people.word_at(i) for i in range(verb.i + 1, min(people.end, verb.i + 9))]
    at = next((n for n, word in enumerate(words[:-1]) if words[n : n + 2] == ["to", "death"]), None)
    if at is None:
        return None
    return people.before(verb) if at == 0 else people.behind(verb)


def read_label(word: Token, people: PeopleIn) -> Count | None:
    """Read "Killed: 3", "Casualties: none"; None where no colon and figure follow the word."""
    if not people.next_is(word, ":"):
        return None
    first = people.word_at(word.i + 2)
    if first in load_casualty_words()["nil"]:
        return Count(0, 0, 0, False, f"{word.text}: {first}", None)
    phrase = people.starting_behind(word.i + 1)
    return phrase.count if phrase is not None and phrase.counted else None


def corrected(
    found: Sequence[tuple[Token, Casualties]], people: PeopleIn
) -> Sequence[tuple[Token, Casualties]]:
    """Read a figure that takes the place of another: "first spoke of 14 dead; the council now says 23"."""
    words = load_casualty_words()
    held = [(token, read.killed) for token, read in found if read.killed is not None and read.killed.best]
    token, first = held[0] if len(held) == 1 else (None, None)
    if token is None or first is None or first.head is None:
        return found
    at = max(token.i, first.head.i)
    before = {people.word_at(i) for i in range(people.start, at)}
    if before.isdisjoint(words["overtaken"]):
        return found
    now = next((i for i in range(at + 1, people.end) if people.word_at(i) in words["overtaking"]), people.end)
    for i in range(now + 1, people.end):
        phrase = people.starting_at(i)
        if phrase is not None and people.word_at(phrase.end) == "of":
            return found  # "two of them had been counted twice"
        if phrase is not None and phrase.counted and phrase.count is not None and phrase.head.like_num:
            low = min(n for n in (first.best, first.low, phrase.count.best) if n is not None)
            return [*found, (token, Casualties(killed=replace(phrase.count, low=low, total=True)))]
    return found


def _from_to(noun: Token, people: PeopleIn) -> Casualties | None:
    """Read "taking the toll from 19 to 20", "lowered the toll from 17 to 14"."""
    words = [people.word_at(i) for i in range(noun.i, min(people.end, noun.i + _REACH))]
    for at, word in enumerate(words[:-3]):
        first = read_numeral(words, at + 1) if word == "from" else None
        if first is None or words[first.end : first.end + 1] != ["to"] or first.end + 1 >= len(words):
            continue
        last = read_numeral(words, first.end + 1)
        if last is not None:
            low, high = sorted((first.value, last.value))
            text = people.doc[noun.i + at + 1 : noun.i + last.end].text
            return Casualties(killed=Count(last.value, low, high, False, text, None, total=True))
    return None
