"""Which words tell of dead or hurt, and what each of a sentence's words says."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding import casualty_nouns as nouns
from geo_events.coding import casualty_remains as remains
from geo_events.coding import casualty_tolls as tolls
from geo_events.coding import casualty_verbs as verbs
from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_phrases import PeopleIn
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Span, Token


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
    return Casualties() if kind is None else _read(kind, verb, PeopleIn(verb.sent, _breaks(verb.sent)))


def sentence_casualties(sentence: Span, *, lexicon: Lexicon) -> list[tuple[Token, Casualties]]:
    """All casualty words of a sentence with what they say, those that say nothing left out."""
    kinds = [(token, kind) for token in sentence if (kind := _kind(token)) is not None]
    if not kinds:
        return []
    people = PeopleIn(sentence, _breaks(sentence))
    read = [(token, _read(kind, token, people)) for token, kind in kinds]
    return [
        (token, casualties)
        for token, casualties in tolls.corrected(read, people)
        if casualties != Casualties()
    ]


def _read(kind: str, token: Token, people: PeopleIn) -> Casualties:
    read = _told(kind, token, people)
    if read.killed is not None and read.killed.best and people.over_time:
        return replace(read, killed=replace(read.killed, over_time=True))
    return read


def _told(kind: str, token: Token, people: PeopleIn) -> Casualties:
    labelled = tolls.read_label(token, people)
    if labelled is not None and kind in {"harms", "hurting", "killing", "dead", "deaths"}:
        hurts = kind == "hurting" or token.lower_ in {"injuries", "injury"}
        nobody = kind == "harms" and not labelled.best  # "casualties: none"
        if hurts or nobody or token.lower_ not in {"casualties", "losses"}:
            return Casualties(None if hurts else labelled, labelled if hurts or nobody else None)
    return _READERS[kind](token, people)


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
        if kind is not None and kind not in _WITHIN and not _modifies(sentence.doc[i])
    )


def _modifies(token: Token) -> bool:
    sentence = token.sent
    if token.i == sentence.start or token.i + 1 >= sentence.end or token.tag_ not in {"JJ", "VBN", "VBD"}:
        return False
    before, behind = token.doc[token.i - 1], token.doc[token.i + 1]
    return bool(before.like_num and behind.tag_ in {"NN", "NNS"})


def _to_death(verb: Token) -> bool:
    following = [token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 12, verb.sent.end)]]
    particle = load_casualty_words().particles.get(verb.lower_)
    if particle is not None and particle in following[:4]:
        return True
    if verb.lower_ in {"gunned", "mowed", "mown", "cut"}:
        return False
    if {"dead", "alive"} & set(following[:4]) and verb.lower_ not in {"beat", "beats", "cut", "cuts"}:
        return True
    return "death" in following and following[following.index("death") - 1] == "to"


#: Kinds of words that may stand within a noun phrase, or beside none.
_WITHIN = frozenset(
    {
        "bodies",
        "tolls",
        "bringing",
        "wounds",
        "burying",
        "graves",
        "morgue",
        "recovering",
        "hitting",
        "surviving",
        "falling",
    }
)

_READERS = {
    "killing": verbs.read_killing,
    "killing_with": verbs.read_killing,
    "shooting": verbs.read_shooting,
    "fatally": verbs.read_fatally,
    "wounds": nouns.read_wounds,
    "hurting": verbs.read_hurting,
    "dying": verbs.read_dying,
    "dead": verbs.read_dead,
    "deaths": nouns.read_deaths,
    "harms": nouns.read_harms,
    "tolls": tolls.read_tolls,
    "bringing": tolls.read_bringing,
    "burying": verbs.read_burying,
    "lives": nouns.read_lives,
    "losing": verbs.read_losing,
    "bodies": remains.read_bodies,
    "graves": remains.read_graves,
    "throats": remains.read_throats,
    "morgue": remains.read_morgue,
    "recovering": remains.read_recovering,
    "hitting": verbs.read_hitting,
    "falling": verbs.read_falling,
    "surviving": verbs.read_surviving,
    "unhurt": nouns.read_unhurt,
}
