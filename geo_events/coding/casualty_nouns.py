"""Nouns of death and harm: how many each tells of."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.counts import Count
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.syntax import Token


def read_deaths(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the death of three", "three deaths", "the mayor's murder"."""
    words = load_casualty_words()
    following = people.word_at(noun.i + 1)
    before = people.word_at(noun.i - 1)
    if following in words["deaths_not"] or before in {"to", "attempted", "mock"}:
        return Casualties()
    if not words["remembering"].isdisjoint(people.word_at(noun.i - back) for back in range(1, 6)):
        return Casualties()
    if _none_of(noun, people):
        return Casualties(killed=_nobody(noun))
    counted = people.ending_at(noun.i)
    if counted is not None and counted.counted:
        return Casualties(killed=counted.count)
    killed = people.behind_of(noun)
    if killed is None:
        killed = people.owner(noun)
    elif killed.head is not None and _admitted(noun, people) and killed.head.lemma_.lower() in words["armed"]:
        killed = replace(killed, further=True)  # a side's own dead come to those of the other
    return Casualties(killed=killed)


def _admitted(noun: Token, people: PeopleIn) -> bool:
    near = people.doc[max(people.start, noun.i - 4) : noun.i]
    return any(token.lemma_.lower() in load_casualty_words()["admitting"] for token in near)


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
    if noun.lower_ == "loss":
        return Casualties(killed=_lost(noun, people))
    losses = noun.lower_ == "losses"  # "gave no account of its losses" tells nothing
    if _none_of(noun, people) and (not losses or people.word_at(noun.i - 1) in {"no", "own", "human"}):
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
    told = counted is not None and counted.counted
    if kind == "killed" and not told and people.word_at(noun.i - 1) in {"single", "sole", "lone"}:
        return Casualties(killed=Count(1, 1, 1, False, f"{people.word_at(noun.i - 1)} {noun.text}", None))
    if kind == "hurt" and not told:
        return read_wounds(noun, people)
    if people.word_at(noun.i + 1) in {"was", "were"} and kind == "killed" and not told:
        return Casualties(killed=people.behind(people.doc[noun.i + 1]))  # "the only fatality was a watchman"
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


def read_lives(noun: Token, people: PeopleIn) -> Casualties:
    """Read "claimed three lives", "three lives were lost", "gave their lives"."""
    words = load_casualty_words()
    verbs = {people.doc[i].lemma_.lower(): i for i in range(max(people.start, noun.i - 7), noun.i)}
    giving = next((i for lemma, i in verbs.items() if lemma in words["giving"]), None)
    if giving is not None and people.word_at(noun.i - 1) in {"their", "his", "her"}:
        return Casualties(killed=people.before(people.doc[giving]))
    if "cost" in verbs and people.word_at(noun.i - 1) in {"their", "his", "her"}:
        lost = people.ending_at(noun.i - 1)
        return Casualties(killed=lost.count if lost is not None else None)
    verbs |= {people.doc[i].lemma_.lower(): i for i in range(noun.i + 1, min(people.end, noun.i + 4))}
    if verbs.keys().isdisjoint(words["costing"]):
        return Casualties()
    if _none_of(noun, people):
        return Casualties(killed=_nobody(noun))
    counted = people.ending_at(noun.i)
    if counted is not None and counted.counted:
        return Casualties(killed=counted.count)
    return Casualties(killed=people.behind_of(noun))


def read_unhurt(word: Token, people: PeopleIn) -> Casualties:
    """Read "escaped unhurt"."""
    none = Count(0, 0, 0, False, word.text, None)
    return Casualties(killed=none, injured=none)


def _lost(noun: Token, people: PeopleIn) -> Count | None:
    """Whom a side lost: "admitted the loss of twelve men"; what it lost may also be a village or a tank."""
    lost = people.behind_of(noun)
    persons = load_casualty_words()["persons"]
    return (
        lost if lost is not None and lost.head is not None and lost.head.lemma_.lower() in persons else None
    )


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
    causing = {"any", "human", "cause", "causing", "inflict", "claim", "suffer"}
    return bool(set(far) & {"not", "n't", "never", "nor"}) and bool(set(near) & causing)
