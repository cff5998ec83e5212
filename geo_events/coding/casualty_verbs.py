"""Verbs and predicates of killing and hurting: who was killed or hurt, as each tells it."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.counts import Count, add_up
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.sentence_people import is_past
from geo_events.coding.syntax import Token

#: What may follow "did not make it" where somebody died.
_AFTER_MADE_IT = frozenset({"", ".", ",", ";", "out", "alive", "home", "and"})


def read_killing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "killed three", "three were killed", "killing three"."""
    killed = _verb(verb, people)
    if people.shares_figure(verb, load_casualty_words().cues, "hurting"):
        return Casualties(killed, killed) if killed is not None and not killed.best else Casualties()
    return Casualties(killed=killed)


def read_shooting(verb: Token, people: PeopleIn) -> Casualties:
    """Read "was shot by gunmen": killed, as long as nothing says otherwise."""
    words = load_casualty_words()
    survivors = people.survivors()
    until = people.end if survivors is None else survivors[0]
    lemmas = {token.lemma_.lower() for token in people.doc[people.start : until]}
    if words["living"] & lemmas or verb.tag_ not in {"VBN", "VBD"}:
        return Casualties()
    aimed = people.next_is(verb, "at") and people.word_at(verb.i + 2) not in {"least", "the"}
    if aimed and not people.auxiliaries(verb) & words["passive"]:
        return Casualties()
    shot = _verb(verb, people)
    # of one person who was shot it is as likely that he lives
    if shot is None or shot.best < 2:
        return Casualties()
    if survivors is None or not 0 < survivors[1] < shot.best:
        return Casualties(killed=replace(shot, weak=True))
    best = shot.best - survivors[1]
    return Casualties(killed=replace(shot, best=best, low=best, high=best))


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
    """Read "three died", "three died with him", "two breathed their last"."""
    chain = people.auxiliaries(verb)
    if chain & (load_casualty_words()["modals"] | {"not", "n't", "never"}):
        return Casualties()
    if "to" in chain and "have" not in chain:
        return Casualties()  # not "are known to have died"
    if verb.lemma_.lower() == "breathe" and people.word_at(verb.i + 2) != "last":
        return Casualties()
    return Casualties(killed=_with_those_beside(people.before(verb), verb, people))


def read_surviving(verb: Token, people: PeopleIn) -> Casualties:
    """Read "three did not survive", "two did not make it"."""
    negated = bool(people.auxiliaries(verb) & {"not", "n't", "never"})
    made_it = people.next_is(verb, "it") and people.word_at(verb.i + 2) in _AFTER_MADE_IT
    if not negated or (verb.lemma_.lower() == "make" and not made_it):
        return Casualties()
    return Casualties(killed=people.before(verb))


def read_falling(verb: Token, people: PeopleIn) -> Casualties:
    """Read "four fell in the fighting", which is no fall."""
    near = {people.word_at(i) for i in range(verb.i + 1, min(people.end, verb.i + 6))}
    fought = near & load_casualty_words()["fights"]
    return Casualties(killed=people.before(verb) if fought and people.next_is(verb, "in") else None)


def read_hitting(verb: Token, people: PeopleIn) -> Casualties:
    """Read "nobody was hit": nobody was killed either. Who was hit may live: no other figure is read."""
    if not people.auxiliaries(verb) & load_casualty_words()["passive"]:
        return Casualties()
    none = people.before(verb)
    return Casualties(none, none) if none is not None and not none.best else Casualties()


def read_dead(word: Token, people: PeopleIn) -> Casualties:
    """Read "three dead", "left three dead", "shot dead three", "missing and presumed dead"."""
    before = people.word_at(word.i - 1)
    if before in {"no", "neither", "zero"}:
        none = Count(0, 0, 0, False, f"{before} {word.text}", None)
        return Casualties(none, none)
    if before in {"the", "their", "its", "our", "those", "'s"}:
        return Casualties(killed=_the_dead(word, people))
    if before == "presumed":
        missing = people.before(word)
        return Casualties(killed=replace(missing, weak=True) if missing is not None else None)
    if (
        before in {"feared", "believed"}
        or people.next_is(word, "or")
        or people.shares_figure(word, load_casualty_words().cues, "hurting")
    ):
        return Casualties()
    return Casualties(
        killed=people.before(word) or (people.behind(word) if people.adjacent_behind(word) else None)
    )


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
    if not lost and behind is not None and behind.head is not None and behind.head.like_num:
        # "the rebels lost twelve"
        lost = any(token.lemma_.lower() in persons for token in people.doc[people.start : verb.i])
    # what one side lost comes to what it killed
    return Casualties(killed=replace(behind, further=True) if lost and behind is not None else None)


def _the_dead(word: Token, people: PeopleIn) -> Count | None:
    """How many "the dead" are: "the dead are two nurses and a driver", "Friday's dead now 83"."""
    if people.word_at(word.i - 2) == "among":
        some = people.before(people.doc[word.i - 2])
        return replace(some, weak=True, high=None) if some is not None else None
    for i in range(word.i + 1, min(people.end, word.i + 5)):
        said = people.word_at(i)
        if said in {"now", "number", "numbered", "total", "totalled"} or (
            i == word.i + 1 and said in {"are", "were"}
        ):
            count = people.behind(people.doc[i])
            return replace(count, total=True) if count is not None else None
    return None


def _with_those_beside(told: Count | None, verb: Token, people: PeopleIn) -> Count | None:
    """Add those whom a passive or "died" tells of behind it: "and so were two guards", "with her"."""
    others = people.also_killed(verb)
    return told if told is None or others is None else add_up([told, others])


def _verb(verb: Token, people: PeopleIn) -> Count | None:
    """Who was killed or hurt, of a verb in any of its forms."""
    chain = people.auxiliaries(verb)
    if people.word_at(verb.i - 1) == "without" and people.word_at(verb.i + 1) in {"anyone", "anybody", "any"}:
        return Count(0, 0, 0, False, people.doc[verb.i - 1 : verb.i + 2].text, None)
    if chain == set() and _is_attribute(verb, people):
        return None
    if (
        chain & load_casualty_words()["modals"]
        or ("to" in chain and (not is_past(verb) or ("be" in chain and chain & {"is", "are"})))
        or (chain & {"not", "n't", "never"})
    ):
        return None
    if verb.i == people.start and people.word_at(verb.i + 1) in {"was", "were"}:
        return people.behind(people.doc[verb.i + 1])  # "Killed were a mother and her baby"
    if people.word_at(verb.i - 1) == "those" and people.word_at(verb.i - 2) == "among":
        some = people.before(people.doc[verb.i - 2])
        return replace(some, weak=True, high=None) if some is not None else None
    if chain & load_casualty_words()["passive"] and is_past(verb):
        return _with_those_beside(people.before(verb), verb, people)
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


def _is_attribute(verb: Token, people: PeopleIn) -> bool:
    """Whether a participle says of one person that he was killed before: "a slain trafficker's family"."""
    following = people.doc[verb.i + 1] if verb.i + 1 < people.end else None
    determined = people.word_at(verb.i - 1) in {"a", "the", "his", "her", "their"}
    return determined and is_past(verb) and following is not None and following.pos_ in {"NOUN", "PROPN"}
