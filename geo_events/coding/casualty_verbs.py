"""Verbs and predicates of killing and hurting: who was killed or hurt, as each tells it."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn, is_past
from geo_events.coding.counting import Count, add_up
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.syntax import Token


def read_killing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "killed three", "three were killed", "killing three"."""
    killed = _verb(verb, people)
    if people.shares_figure(verb, load_casualty_words().cues, "hurting"):
        return Casualties(killed, killed) if killed is not None and not killed.best else Casualties()
    return Casualties(killed=killed)


def read_shooting(verb: Token, people: PeopleIn) -> Casualties:
    """Read "was shot by gunmen": killed, as long as nothing says otherwise."""
    words = load_casualty_words()
    if words["living"] & {token.lemma_.lower() for token in people.sentence} or verb.tag_ not in {
        "VBN",
        "VBD",
    }:
        return Casualties()
    if people.next_is(verb, "at") and not people.auxiliaries(verb) & words["passive"]:
        return Casualties()
    shot = _verb(verb, people)
    # of one person who was shot it is as likely that he lives
    return Casualties(killed=replace(shot, weak=True) if shot is not None and shot.best > 1 else None)


def read_fatally(adverb: Token, people: PeopleIn) -> Casualties:
    """Read "four were shot, two of them fatally", "fatally wounded three", "he was mortally wounded"."""
    following = people.doc[adverb.i + 1] if adverb.i + 1 < people.end else adverb
    if people.auxiliaries(adverb) & load_casualty_words()["passive"] and is_past(following):
        return Casualties(killed=people.before(adverb))
    counted = people.ending_at(adverb.i)
    if counted is None and people.word_at(adverb.i - 1) in {"them", "whom"}:
        counted = people.ending_at(adverb.i - 2)
    if counted is None or not counted.counted:
        return Casualties(killed=people.behind(following) if following.i > adverb.i else None)
    return Casualties(killed=counted.count)


def read_hurting(verb: Token, people: PeopleIn) -> Casualties:
    """Read "wounded three", "three were hurt", "nobody was hurt"."""
    if people.word_at(verb.i - 1) in {"the", "fatally", "mortally"}:
        return Casualties()  # "one of the wounded"
    if people.shares_figure(verb, load_casualty_words().cues, "killing") or people.shares_figure(
        verb, load_casualty_words().cues, "dead"
    ):
        return Casualties()
    injured = _verb(verb, people)
    if injured is not None and injured.best == 0:
        # "nobody was hurt" says that nobody was killed either
        return Casualties(killed=injured, injured=injured)
    return Casualties(injured=injured)


def read_dying(verb: Token, people: PeopleIn) -> Casualties:
    """Read "three died", "three did not survive"."""
    if people.auxiliaries(verb) & (load_casualty_words()["modals"] | {"to", "not", "n't", "never"}):
        return Casualties()
    return Casualties(killed=people.before(verb))


def read_dead(word: Token, people: PeopleIn) -> Casualties:
    """Read "three dead", "left three dead", "shot dead three"."""
    if (
        people.word_at(word.i - 1) in {"presumed", "feared", "believed"}
        or people.next_is(word, "or")
        or people.shares_figure(word, load_casualty_words().cues, "hurting")
    ):
        return Casualties()
    return Casualties(
        killed=people.before(word) or (people.behind(word) if people.adjacent_behind(word) else None)
    )


def read_bringing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "brings to 30 the number of dead"."""
    words = [people.word_at(i) for i in range(verb.i + 1, min(people.end, verb.i + 4))]
    step = next((n for n, word in enumerate(words) if word in {"to", "at"}), None)
    phrase = people.starting_at(verb.i + 2 + step) if step is not None else None
    near = {people.word_at(i) for i in range(verb.i + 3, min(people.end, verb.i + 10))}
    if (
        phrase is None
        or phrase.count is None
        or people.is_cumulative
        or not near & {"number", "toll", "dead", "killed"}
    ):
        return Casualties()
    return Casualties(killed=replace(phrase.count, total=True))


def read_burying(verb: Token, people: PeopleIn) -> Casualties:
    """Read "buried three": they died, unless the text gives another figure."""
    buried = people.behind(verb) if people.adjacent_behind(verb) else None
    return Casualties(killed=replace(buried, weak=True) if buried is not None else None)


def read_losing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "five lost their lives", "the army lost nine soldiers"."""
    following = [people.word_at(i) for i in range(verb.i + 1, min(people.end, verb.i + 4))]
    if {"life", "lives"} & set(following):
        return Casualties(killed=people.before(verb))
    behind = people.behind(verb)
    persons = load_casualty_words()["persons"]
    lost = behind is not None and behind.head is not None and behind.head.lemma_.lower() in persons
    # what one side lost comes to what it killed
    return Casualties(killed=replace(behind, further=True) if lost and behind is not None else None)


def _verb(verb: Token, people: PeopleIn) -> Count | None:
    """Who was killed or hurt, of a verb in any of its forms."""
    chain = people.auxiliaries(verb)
    if (
        chain & load_casualty_words()["modals"]
        or ("to" in chain and not is_past(verb))
        or (chain & {"not", "n't", "never"})
    ):
        return None
    if chain & load_casualty_words()["passive"] and is_past(verb):
        told, others = people.before(verb), people.also_killed(verb)
        return told if told is None or others is None else add_up([told, others])
    if verb.lower_ not in {"hurt"} and not is_past(verb):
        return (
            people.behind_of(verb)
            if verb.lower_.endswith("ing") and people.next_is(verb, "of")
            else people.behind(verb)
        )
    behind = people.behind(verb)
    if behind is not None and people.adjacent_behind(verb):
        return behind
    return behind if people.has_object(verb) else people.before(verb) or behind
