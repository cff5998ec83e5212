"""Nouns of death and harm: how many each tells of."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.counting import Count
from geo_events.coding.numerals import load_casualty_words, read_numeral
from geo_events.coding.syntax import Token


def read_deaths(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the death of three", "three deaths", "the mayor's murder"."""
    words = load_casualty_words()
    following = people.word_at(noun.i + 1)
    before = people.word_at(noun.i - 1)
    if following in words["deaths_not"] or before in {"to", "attempted", "mock"}:
        return Casualties()
    if _none_of(noun, people):
        return Casualties(killed=_nobody(noun))
    counted = people.ending_at(noun.i)
    if counted is not None and counted.counted:
        return Casualties(killed=counted.count)
    killed = people.behind_of(noun)
    if killed is None:
        killed = people.owner(noun)
    return Casualties(killed=killed)


def read_harms(noun: Token, people: PeopleIn) -> Casualties:
    """Read "no casualties", "three fatalities", "six injuries"."""
    kind = {
        "casualties": "any",
        "casualty": "any",
        "victims": "any",
        "losses": "any",
        "injuries": "hurt",
        "injury": "hurt",
    }.get(noun.lower_, "killed")
    if _none_of(noun, people) and noun.lower_ != "losses":
        none = _nobody(noun)
        # no casualties, and no injuries, say that nobody was killed either
        return Casualties(killed=none, injured=None if kind == "killed" else none)
    counted = people.ending_at(noun.i)
    if (
        noun.lower_ == "losses"
        and people.next_is(noun, "at")
        and (put := people.starting_at(noun.i + 2)) is not None
    ):
        side = people.doc[noun.i - 1]  # "put militant losses at 12"
        return Casualties(killed=replace(put.count, head=side) if put.count is not None else None)
    if kind == "hurt" and (counted is None or not counted.counted):
        return read_wounds(noun, people)
    if counted is None or not counted.counted or (kind == "any" and noun.lower_ != "victims"):
        return Casualties()
    if kind == "any":
        return Casualties(killed=replace(counted.count, weak=True) if counted.count is not None else None)
    return Casualties(killed=counted.count) if kind == "killed" else Casualties(injured=counted.count)


def read_wounds(noun: Token, people: PeopleIn) -> Casualties:
    """Read "six received injuries"."""
    receiving = load_casualty_words()["receiving"]
    verb = next(
        (t for t in people.doc[max(people.start, noun.i - 6) : noun.i] if t.lemma_.lower() in receiving), None
    )
    return Casualties(injured=people.before(verb) if verb is not None else None)


def read_tolls(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the toll ... reaches 19", "brought the toll to 19", "a death toll of 19"."""
    before = people.doc[max(people.start, noun.i - 3) : noun.i]
    months = load_casualty_words()["measures"]
    if people.is_cumulative or any(t.lower_ in months or t.lower_ in {"annual", "yearly"} for t in before):
        return Casualties()  # "as January toll tops 800"
    if noun.lower_ == "number":
        near = {people.word_at(i) for i in range(noun.i + 1, min(people.end, noun.i + 7))}
        if not near & {"dead", "killed", "deaths", "died", "fatalities"}:
            return Casualties()
    if (span := _from_to(noun, people)) is not None:
        return span
    rising = load_casualty_words()["rising"]
    end = min(people.end, noun.i + 16)
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


def read_lives(noun: Token, people: PeopleIn) -> Casualties:
    """Read "claimed three lives", "cost three guards their lives"."""
    before = {people.doc[i].lemma_.lower() for i in range(max(people.start, noun.i - 7), noun.i)}
    if not before & load_casualty_words()["costing"] or people.is_cumulative:
        return Casualties()
    if _none_of(noun, people):
        return Casualties(killed=_nobody(noun))
    counted = people.ending_at(noun.i)
    if counted is not None and counted.counted:
        return Casualties(killed=counted.count)
    return Casualties(killed=people.behind_of(noun))


def read_bodies(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the bodies of six men were found", "counted 22 bodies"."""
    phrase = people.holding(noun.i)
    if phrase is not None and phrase.counted and phrase.head == noun:
        return Casualties(killed=phrase.count)
    lemmas = {token.lemma_.lower() for token in people.sentence}
    if not lemmas & load_casualty_words()["finding"]:
        return Casualties()
    return Casualties(killed=people.behind_of(noun))


def read_unhurt(word: Token, people: PeopleIn) -> Casualties:
    """Read "escaped unhurt"."""
    none = Count(0, 0, 0, False, word.text, None)
    return Casualties(killed=none, injured=none)


def _nobody(noun: Token) -> Count:
    return Count(0, 0, 0, False, f"no {noun.text}", None)


def _none_of(noun: Token, people: PeopleIn) -> bool:
    """Whether a sentence says that there were none: "no casualties", "did not cause any injuries"."""
    near = [people.word_at(i) for i in range(max(people.start, noun.i - 4), noun.i)]
    far = [people.word_at(i) for i in range(max(people.start, noun.i - 9), noun.i)]
    around = [*near, *(people.word_at(i) for i in range(noun.i + 1, min(people.end, noun.i + 3)))]
    if set(around) & load_casualty_words()["not_known"]:
        return False
    if set(near) & {"no", "without", "zero"}:
        return True
    return bool(set(far) & {"not", "n't", "never", "nor"}) and bool(set(near) & {"any", "human"})


def _from_to(noun: Token, people: PeopleIn) -> Casualties | None:
    """Read "taking the toll from 19 to 20", "lowered the toll from 17 to 14"."""
    words = [people.word_at(i) for i in range(noun.i, min(people.end, noun.i + 16))]
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
