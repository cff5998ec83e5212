"""How many: killed and injured, with bounds, as the words give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.coding.casualty_phrases import PeopleIn, is_past
from geo_events.coding.counting import Count, add_up
from geo_events.coding.numerals import load_casualty_words, read_numeral
from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Span, Token


@dataclass(frozen=True, slots=True)
class Casualties:
    """Killed and injured as one passage tells them; None where it does not say."""

    killed: Count | None = None
    injured: Count | None = None


def is_casualty_word(token: Token) -> bool:
    """Whether a token tells that people were killed or hurt, or how many."""
    words, lemma = load_casualty_words(), token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        known = lemma in words["killing"] | words["hurting"] | words["dying"]
        return known or (lemma in words["killing_with"] and _to_death(token)) or lemma == "lose"
    if token.pos_ in {"ADJ", "ADV"} or token.tag_ == "VBN":
        return lemma in {"dead", "wounded", "injured"}
    return token.pos_ == "NOUN" and lemma in {"casualty", "fatality", "death", "dead"}


def read_casualties(verb: Token, *, lexicon: Lexicon) -> Casualties:
    """Read killed or injured from one word and what belongs to it.

    "killing three people", "16 Iraqis were killed", "leaving two dead", "five lost their lives",
    "nobody was hurt".
    """
    kind = _kind(verb)
    return Casualties() if kind is None else _READERS[kind](verb, PeopleIn(verb.sent, _breaks(verb.sent)))


def sentence_casualties(sentence: Span, *, lexicon: Lexicon) -> list[tuple[Token, Casualties]]:
    """All casualty words of a sentence with what they say, those that say nothing left out."""
    kinds = [(token, kind) for token in sentence if (kind := _kind(token)) is not None]
    if not kinds:
        return []
    people = PeopleIn(sentence, _breaks(sentence))
    read = [(token, _READERS[kind](token, people)) for token, kind in kinds]
    return [(token, casualties) for token, casualties in read if casualties != Casualties()]


def combine(found: Sequence[Casualties]) -> Casualties:
    """Join what the casualty words of one event in one sentence say."""
    return Casualties(
        killed=_joined([c.killed for c in found if c.killed is not None]),
        injured=_joined([c.injured for c in found if c.injured is not None]),
    )


def _joined(counts: Sequence[Count]) -> Count | None:
    """One count of several: a toll holds the others, people in general hold those named, others add up."""
    unique = list(
        {count.head.i if count.head is not None else -n - 1: count for n, count in enumerate(counts)}.values()
    )
    total = next((count for count in unique if count.total), None)
    if any(not count.weak for count in unique):
        unique = [count for count in unique if not count.weak]
    some = [count for count in unique if count.best]
    if total is not None or len(some) < 2:
        return total or next(iter(some or unique), None)
    first = some[0]
    general = load_casualty_words()["general"]
    apart = [first]
    for count in some[1:]:
        kind = _head_lemma(count)
        named = kind is not None and kind not in general and kind not in {_head_lemma(c) for c in apart}
        if count.further or (named and _head_lemma(first) not in general and _head_lemma(first) is not None):
            apart.append(count)
    return add_up(apart)


def revised(told: Count | None, later: Count | None, *, overtaken: bool = False) -> Count | None:
    """The figure of an event for which a later sentence gives one as well.

    The figure told first stays, unless it is marked as overtaken or the later one is a toll that has risen;
    the bounds hold both. People who were "also" killed are added. "Nobody was hurt" is often said of some
    only, and gives way to any figure.
    """
    if told is None or later is None:
        return told or later
    if told.weak != later.weak:
        return later if told.weak else told
    if not told.best or not later.best:
        return told if told.best or not later.best else later
    if later.further and not later.total and not told.total:
        return add_up([told, later])
    if told.best == later.best:
        return told
    best = later if overtaken or (later.total and later.best > told.best) else told
    lows = [low for low in (told.low, later.low, told.best, later.best) if low is not None]
    highs = None if told.high is None or later.high is None else max(told.high, later.high)
    return replace(best, low=min(lows), high=highs)


def _head_lemma(count: Count) -> str | None:
    head = count.head
    if head is None or head.pos_ in {"NUM", "PRON"} or head.like_num:
        return None
    return str(head.lemma_.lower())


def _kind(token: Token) -> str | None:
    kind = load_casualty_words().cues.get(token.lower_)
    if kind in {"killing_with", "shooting"}:
        return "killing_with" if _to_death(token) else "shooting" if token.lower_ == "shot" else None
    if kind == "deaths" and token.lower_ == "killing" and token.pos_ == "VERB":
        return "killing"
    if kind == "killing" and token.pos_ == "NOUN" and token.lower_.endswith("ing"):
        return "deaths"
    if kind == "killing" and token.lower_ == "execute" and token.pos_ == "NOUN":
        return None
    return kind


def _breaks(sentence: Span) -> frozenset[int]:
    """The tokens at which no phrase goes on; not "dead" in "nine dead children"."""
    cues = load_casualty_words().cues
    kinds = {t.i: cues.get(t.lower_) for t in sentence}
    return frozenset(
        i
        for i, kind in kinds.items()
        if kind not in {None, "bodies", "tolls", "bringing", "wounds", "burying"}
        and not _modifies(sentence.doc[i])
    )


def _modifies(token: Token) -> bool:
    sentence = token.sent
    if token.i == sentence.start or token.i + 1 >= sentence.end or token.tag_ not in {"JJ", "VBN", "VBD"}:
        return False
    before, behind = token.doc[token.i - 1], token.doc[token.i + 1]
    return bool(before.like_num and behind.tag_ in {"NN", "NNS"})


def _to_death(verb: Token) -> bool:
    following = [token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 12, verb.sent.end)]]
    if verb.lower_ in {"gunned", "mowed", "mown", "cut"}:
        return "down" in following[:4]
    if {"dead", "alive"} & set(following[:4]) and verb.lower_ not in {"beat", "beats", "cut", "cuts"}:
        return True
    return "death" in following and following[following.index("death") - 1] == "to"


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


def _read_killing(verb: Token, people: PeopleIn) -> Casualties:
    killed = _verb(verb, people)
    if people.shares_figure(verb, load_casualty_words().cues, "hurting"):
        return Casualties(killed, killed) if killed is not None and not killed.best else Casualties()
    return Casualties(killed=killed)


def _read_shooting(verb: Token, people: PeopleIn) -> Casualties:
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


def _read_fatally(adverb: Token, people: PeopleIn) -> Casualties:
    """Read "four were shot, two of them fatally", "fatally wounded three"."""
    counted = people.ending_at(adverb.i)
    if counted is None and people.word_at(adverb.i - 1) in {"them", "whom"}:
        counted = people.ending_at(adverb.i - 2)
    if counted is None or not counted.counted:
        return Casualties(
            killed=people.behind(people.doc[adverb.i + 1]) if adverb.i + 1 < people.end else None
        )
    return Casualties(killed=counted.count)


def _read_wounds(noun: Token, people: PeopleIn) -> Casualties:
    """Read "six received injuries"."""
    receiving = load_casualty_words()["receiving"]
    verb = next(
        (t for t in people.doc[max(people.start, noun.i - 6) : noun.i] if t.lemma_.lower() in receiving), None
    )
    return Casualties(injured=people.before(verb) if verb is not None else None)


def _read_hurting(verb: Token, people: PeopleIn) -> Casualties:
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


def _read_dying(verb: Token, people: PeopleIn) -> Casualties:
    if people.auxiliaries(verb) & (load_casualty_words()["modals"] | {"to", "not", "n't", "never"}):
        return Casualties()
    return Casualties(killed=people.before(verb))


def _read_dead(word: Token, people: PeopleIn) -> Casualties:
    if (
        people.word_at(word.i - 1) in {"presumed", "feared", "believed"}
        or people.next_is(word, "or")
        or people.shares_figure(word, load_casualty_words().cues, "hurting")
    ):
        return Casualties()
    return Casualties(
        killed=people.before(word) or (people.behind(word) if people.adjacent_behind(word) else None)
    )


def _read_deaths(noun: Token, people: PeopleIn) -> Casualties:
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


def _read_harms(noun: Token, people: PeopleIn) -> Casualties:
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
        return _read_wounds(noun, people)
    if counted is None or not counted.counted or (kind == "any" and noun.lower_ != "victims"):
        return Casualties()
    if kind == "any":
        return Casualties(killed=replace(counted.count, weak=True) if counted.count is not None else None)
    return Casualties(killed=counted.count) if kind == "killed" else Casualties(injured=counted.count)


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


def _read_tolls(noun: Token, people: PeopleIn) -> Casualties:
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


def _read_bringing(verb: Token, people: PeopleIn) -> Casualties:
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


def _read_burying(verb: Token, people: PeopleIn) -> Casualties:
    buried = people.behind(verb) if people.adjacent_behind(verb) else None
    return Casualties(killed=replace(buried, weak=True) if buried is not None else None)


def _read_lives(noun: Token, people: PeopleIn) -> Casualties:
    before = {people.doc[i].lemma_.lower() for i in range(max(people.start, noun.i - 7), noun.i)}
    if not before & load_casualty_words()["costing"] or people.is_cumulative:
        return Casualties()
    if _none_of(noun, people):
        return Casualties(killed=_nobody(noun))
    counted = people.ending_at(noun.i)
    if counted is not None and counted.counted:
        return Casualties(killed=counted.count)
    return Casualties(killed=people.behind_of(noun))


def _read_losing(verb: Token, people: PeopleIn) -> Casualties:
    """Read "five lost their lives", "the army lost nine soldiers"."""
    following = [people.word_at(i) for i in range(verb.i + 1, min(people.end, verb.i + 4))]
    if {"life", "lives"} & set(following):
        return Casualties(killed=people.before(verb))
    behind = people.behind(verb)
    persons = load_casualty_words()["persons"]
    lost = behind is not None and behind.head is not None and behind.head.lemma_.lower() in persons
    # what one side lost comes to what it killed
    return Casualties(killed=replace(behind, further=True) if lost and behind is not None else None)


def _read_bodies(noun: Token, people: PeopleIn) -> Casualties:
    """Read "the bodies of six men were found", "counted 22 bodies"."""
    phrase = people.holding(noun.i)
    if phrase is not None and phrase.counted and phrase.head == noun:
        return Casualties(killed=phrase.count)
    lemmas = {token.lemma_.lower() for token in people.sentence}
    if not lemmas & load_casualty_words()["finding"]:
        return Casualties()
    return Casualties(killed=people.behind_of(noun))


def _read_unhurt(word: Token, people: PeopleIn) -> Casualties:
    none = Count(0, 0, 0, False, word.text, None)
    return Casualties(killed=none, injured=none)


_READERS = {
    "killing": _read_killing,
    "killing_with": _read_killing,
    "shooting": _read_shooting,
    "fatally": _read_fatally,
    "wounds": _read_wounds,
    "hurting": _read_hurting,
    "dying": _read_dying,
    "dead": _read_dead,
    "deaths": _read_deaths,
    "harms": _read_harms,
    "tolls": _read_tolls,
    "bringing": _read_bringing,
    "burying": _read_burying,
    "lives": _read_lives,
    "losing": _read_losing,
    "bodies": _read_bodies,
    "unhurt": _read_unhurt,
}
