"""How a sentence tells of its event, as far as that helps to tell events apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from geo_events.coding.actions import NAMED
from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.draft import Draft
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.ontology import Lexicon
from geo_events.coding.parties import acted_upon
from geo_events.coding.surroundings import Surroundings
from geo_events.coding.syntax import Span, Token, clause_head, clause_tokens
from geo_events.event_types import EVENT_TYPE_OF

_MEANING = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "such"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
#: Doers that are told just before.
_POINTING = frozenset({"he", "she", "they", "it", "who"})
#: How many words of a sentence may say that it turns to something else.
_OPENING = 5
#: Words that short are articles and prepositions.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """How one draft's sentence tells of its event.

    Attributes
    ----------
    draft
        What was read.
    paragraph
        The number of its paragraph.
    names
        Words of names in the trigger's clause, in small letters, that are no places'.
    new_names
        Share of these that no sentence before has.
    words
        Lemmas of the sentence's other words that carry meaning.
    hit
        Lemmas of who and what was hit.
    around
        Lemmas of the things and people in the trigger's clause.
    weapons
        Lemmas of weapons in the sentence.
    definite, indefinite
        Whether the words point back ("the attack", "in the shelling"), or are new ("a bomb").
    several
        Whether the words tell of several at once ("three bombs", "attacks").
    turns
        Whether the sentence says that it turns to something else ("meanwhile", "another").
    adds
        Whether it says that it goes on about the same ("the source added").
    victims
        Words of the names of those who were hit, in small letters.
    new_doer
        Whether it says who did it, by words that the text before doesn't have ("gunmen").
    damage
        Whether it tells only what was burned or looted: neither who did it nor where or when.
    toll
        Whether it tells only how many were killed or hurt, or that bodies were found: nothing of who did it
        or how.
    around_it
        How much the text around the sentence is about each subject, see `geo_events.coding.surroundings`.
    """

    draft: Draft
    paragraph: int
    names: frozenset[str]
    new_names: float
    words: frozenset[str]
    hit: frozenset[str]
    around: frozenset[str]
    weapons: frozenset[str]
    definite: bool
    indefinite: bool
    several: bool
    turns: bool
    adds: bool
    victims: frozenset[str]
    new_doer: bool
    damage: bool
    toll: bool
    around_it: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Words:
    """What all drafts of a sentence have in common."""

    names: frozenset[str]
    words: frozenset[str]
    weapons: frozenset[str]
    turns: bool
    adds: bool


class TellingReader:
    """Reads how the drafts of one text are told; each sentence once.

    Parameters
    ----------
    text
        The parsed text.
    lexicon, weapons
        Word lists; lemmas of weapons.
    places
        Indices of the tokens that name places.
    """

    def __init__(
        self, text: str, *, lexicon: Lexicon, weapons: Collection[str], places: Collection[int]
    ) -> None:
        self._text = text.lower()
        self._surroundings = Surroundings(text)
        self._lexicon = lexicon
        self._weapons = weapons
        self._places = frozenset(places)
        self._sentences: dict[int, _Words] = {}

    def read(self, draft: Draft, *, paragraph: int) -> Telling:
        """Read how a draft is told."""
        sentence, trigger = draft.trigger.sent, draft.trigger
        said = self._sentences.get(sentence.start) or self._words(sentence)
        self._sentences[sentence.start] = said
        noun = trigger.pos_ in {"NOUN", "PROPN"}
        marks = {child.lower_ for child in trigger.children if child.dep_ in {"det", "nummod", "amod"}}
        owned = any(child.dep_ == "poss" for child in trigger.children)
        reach = self._reach(trigger)
        names = said.names & {token.lower_ for token in reach}
        before = self._text[: sentence.start_char]
        return Telling(
            draft=draft,
            paragraph=paragraph,
            names=names,
            new_names=sum(name not in before for name in names) / max(1, len(names)),
            words=said.words,
            hit=self._hit(trigger),
            around=self._around(trigger, reach),
            weapons=said.weapons,
            definite=draft.refers or (noun and (owned or not marks.isdisjoint(_DEFINITE))),
            indefinite=noun and not marks.isdisjoint(_INDEFINITE | self._lexicon["turning"]),
            several=trigger.tag_ in {"NNS", "NNPS"} or self._several_act(trigger),
            turns=said.turns or "another" in marks,
            adds=said.adds,
            victims=self._victims(trigger),
            new_doer=_is_new(draft, before),
            damage=tells_damage(draft),
            toll=tells_toll(draft),
            around_it=self._surroundings.around(sentence.start_char, sentence.end_char, but=trigger.idx),
        )

    def _words(self, sentence: Span) -> _Words:
        meant = [token for token in sentence if token.pos_ in _MEANING and token.i not in self._places]
        proper = {token.lower_ for token in meant if token.pos_ == "PROPN" and not token.like_num}
        names = frozenset(proper - self._lexicon["times"])
        words = frozenset(token.lemma_.lower() for token in meant if token.pos_ != "PROPN")
        opening = {token.lower_ for token in sentence[:_OPENING]}
        return _Words(
            names=names,
            words=words,
            weapons=words & frozenset(self._weapons),
            turns=not opening.isdisjoint(self._lexicon["turning"]),
            adds=any(token.lemma_.lower() in self._lexicon["adding"] for token in sentence),
        )

    def _hit(self, trigger: Token) -> frozenset[str]:
        below = (token for head in acted_upon(trigger) for token in head.subtree)
        return frozenset(token.lemma_.lower() for token in below if token.pos_ in _MEANING)

    def _victims(self, trigger: Token) -> frozenset[str]:
        below = (token for head in acted_upon(trigger) for token in head.subtree)
        return frozenset(t.lower_ for t in below if t.pos_ == "PROPN" and t.i not in self._places)

    def _reach(self, trigger: Token) -> list[Token]:
        """The trigger's clause; of a noun that hangs on a preposition, what hangs on itself."""
        if trigger.pos_ in {"NOUN", "PROPN"} and trigger.dep_ in {"pobj", "appos", "compound", "conj"}:
            return list(trigger.subtree)
        return [trigger.doc[i] for i in sorted(clause_tokens(clause_head(trigger)))]

    def _around(self, trigger: Token, reach: Sequence[Token]) -> frozenset[str]:
        """Lemmas of the nouns in reach that are no weapons, places or times."""
        nouns = (t for t in reach if t.pos_ in {"NOUN", "PROPN"} and t != trigger and t.i not in self._places)
        return frozenset(
            {t.lemma_.lower() for t in nouns} - frozenset(self._weapons) - self._lexicon["times"]
        )

    def _several_act(self, trigger: Token) -> bool:
        """Whether several weapons act: "two bombs exploded"."""
        return trigger.pos_ == "VERB" and any(
            child.dep_ in {"nsubj", "nsubjpass"}
            and child.tag_ == "NNS"
            and child.lemma_.lower() in self._weapons
            for child in trigger.children
        )


def _is_new(draft: Draft, before: str) -> bool:
    """Whether a draft's doer is told in words of which the text before it has none."""
    words = draft.actor1.text.lower().split() if draft.actor1 is not None else []
    meant = [word for word in words if len(word) > _SHORT]
    return bool(meant) and not any(word in before for word in meant)


def tells_damage(draft: Draft) -> bool:
    """Whether a draft tells only of damage: "houses were burned"."""
    bare = (
        draft.actor1 is None and not draft.place.own and not draft.dated and not draft.action.reality.doubts
    )
    return bare and draft.action.sub_event_type == "Looting/property destruction"


def tells_toll(draft: Draft) -> bool:
    """Whether a draft's word tells only of dead or hurt, or of bodies found by whomever."""
    action = draft.action
    explosion = EVENT_TYPE_OF[action.sub_event_type] == "Explosions/Remote violence"
    if action.surety == NAMED or action.reality.doubts or explosion:
        return False
    words, trigger = load_casualty_words(), action.trigger
    if trigger.lemma_.lower() in words["finding"]:
        found = {words.cues.get(token.lower_) for token in acted_upon(trigger)}
        return draft.casualties.killed is not None or "bodies" in found
    doer = draft.actor1
    # "she killed six worshippers" goes on with what she has just been told to have done
    goes_on = doer is not None and doer.text.lower() in _POINTING and not (draft.place.own or draft.dated)
    # "another killed four": what is new
    is_new = any(c.dep_ == "nsubj" and c.lower_ in _INDEFINITE for c in trigger.children)
    return is_casualty_word(trigger) and (doer is None or goes_on) and not is_new
