"""Who is meant by "they", "its fighters", "the group", "the attackers": coreference of the easy kinds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.actor_names import NamedActor
from geo_events.coding.actor_nouns import UNIDENTIFIED_GROUP, ActorNouns, word_forms
from geo_events.coding.actor_reading import ActorReader
from geo_events.coding.actors import Actor
from geo_events.coding.mentions import Mention
from geo_events.coding.pronouns import antecedents_of
from geo_events.coding.syntax import Token

#: So many characters behind it a pronoun no longer means the actor of another event.
_PRONOUN_REACH = 600
_PERSONAL = frozenset({"they", "them", "it", "he", "him", "she", "her"})
_SOMEBODY = frozenset({"somebody", "someone"})
_DEFINITE = frozenset({"the", "those", "these", "that", "this", "such", "both"})


class Coreference:
    """Reads actors, and looks back in the article where the words themselves name nobody."""

    def __init__(self, reader: ActorReader, *, named: Sequence[NamedActor], nouns: ActorNouns) -> None:
        self._reader = reader
        self._named = named
        self._ends = [name.end for name in named]
        self._nouns = nouns
        self._told: dict[bool, tuple[int, Actor]] = {}  # by whether it acted: where, and who
        self._forces: str | None = None  # the country of the last forces that the text gave one

    def tell(self, actor: Actor | None, *, acts: bool, at: int) -> None:
        """Keep an actor of an event for later words to point back to."""
        if actor is None:
            return
        if actor.name or actor.title or actor.known:
            self._told[acts] = (at, actor)
        if actor.title and actor.country:
            self._forces = actor.country
        elif actor.known and actor.known[-1].title and actor.known[-1].countries:
            self._forces = actor.known[-1].countries[0]

    def read(
        self, head: Token, mentions: Sequence[Mention], *, acts: bool, human: bool = False
    ) -> Actor | None:
        """Read an actor; parameters as of `ActorReader.read`."""
        if head.pos_ == "PRON" or head.lower_ in _PERSONAL:
            return self._of_pronoun(head, mentions, acts=acts)
        actor = self._reader.read(head, mentions, acts=acts, human=human)
        owner = self._owner(head, mentions) if self._may_be_owned(head, acts=acts) else None
        if owner is not None:
            text = actor.text if actor is not None else _plain_text(head)
            if actor is None or (actor.vague and (actor.armed or actor.name is None)):
                return replace(owner, text=text)
        if actor is None:
            named = self._meant(head) if self._is_definite(head) else None
            return replace(named, text=_plain_text(head)) if named is not None else None
        return self._pointed_at(head, actor) if actor.vague else actor

    def read_modifiers(self, noun: Token, mentions: Sequence[Mention]) -> Actor | None:
        """Read who stands before an event's noun: "Israeli strikes", "the rebels' shelling", "its raids"."""
        actor = self._reader.of_modifiers(noun, mentions)
        if actor is None:
            owner = self._owner(noun, mentions)
            return None if owner is None else replace(owner, text=noun.text)
        return self._pointed_at(noun, actor) if actor.vague else actor

    def _of_pronoun(self, head: Token, mentions: Sequence[Mention], *, acts: bool) -> Actor | None:
        if head.lower_ in _SOMEBODY:
            return Actor(UNIDENTIFIED_GROUP, head.text, "Political militia") if acts else None
        if head.lower_ not in _PERSONAL:
            return None
        governing = self._governing(head, mentions)
        if governing is not None and acts:
            return replace(governing, text=head.text)
        for noun in antecedents_of(head, acts=acts):
            actor = self._reader.read(noun, mentions, acts=acts, human=not acts)
            if actor is None or actor.thing or not self._nouns.weapons.isdisjoint(word_forms(noun)):
                continue
            if (actor.armed or not acts) and (actor.name or actor.title):
                return replace(self._pointed_at(noun, actor) if actor.vague else actor, text=head.text)
        at, actor = self._told.get(acts, (-_PRONOUN_REACH, None))
        near = 0 <= head.idx - at <= _PRONOUN_REACH
        return replace(actor, text=head.text) if actor is not None and near else None

    def _governing(self, token: Token, mentions: Sequence[Mention]) -> Actor | None:
        """The actor that the clause above is about: "the army said its aircraft", "the rebels said they"."""
        for verb in token.ancestors:
            if verb.pos_ not in {"VERB", "AUX"}:
                continue
            for child in verb.children:
                if child.dep_ == "nsubj" and child.i < token.i and child.pos_ in {"NOUN", "PROPN"}:
                    actor = self._reader.read(child, mentions, acts=True)
                    if actor is not None and actor.armed and (actor.name or actor.title):
                        return actor
        return None

    def _may_be_owned(self, head: Token, *, acts: bool) -> bool:
        """Whether a noun may say no more than whose it is: "its fighters", "their jets", "its positions"."""
        forms = word_forms(head)
        if not self._nouns.weapons.isdisjoint(forms):
            return acts or head.lemma_.lower() in {"position", "stronghold", "hideout", "trench", "convoy"}
        made = self._nouns.read(head)
        return made is not None or head.lemma_.lower() in {"man", "base", "camp", "headquarters", "outpost"}

    def _owner(self, head: Token, mentions: Sequence[Mention]) -> Actor | None:
        """Whose "its fighters", "their positions" are."""
        possessive = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if possessive is None or possessive.lower_ not in {"its", "their", "his"}:
            return None
        governing = self._governing(possessive, mentions)
        if governing is not None:
            return governing
        return self._last_named(
            head.idx, {"Rebel group", "Political militia", "State forces", "External/Other forces"}
        )

    def _pointed_at(self, head: Token, actor: Actor) -> Actor:
        """The actor told before that a definite noun means; the actor as read where there is none."""
        if actor.title is not None:
            return actor if self._forces is None else replace(actor, fallback=self._forces)
        if not self._is_definite(head) or actor.country is not None:
            return actor
        if head.lemma_.lower() in self._nouns.perpetrators and True in self._told:
            before = self._told[True][1]
            if before.armed:
                return replace(before, text=actor.text)
        named = self._meant(head)
        return replace(named, text=actor.text) if named is not None else actor

    def _is_definite(self, head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in head.children)

    def _meant(self, head: Token) -> Actor | None:
        """The actor named last that a noun may stand for: "the group", "the rebels"."""
        lemma = head.lemma_.lower()
        if head.tag_ in {"NN", "NNP"} and lemma in self._nouns.individuals:
            return None
        return self._last_named(
            head.idx, {kind for kind, words in self._nouns.anaphors.items() if lemma in words}
        )

    def _last_named(self, before: int, kinds: set[str]) -> Actor | None:
        """The last name of the actor list before an offset that stands for one of some types."""
        at = bisect_right(self._ends, before) - 1
        while at >= 0:
            rows = self._named[at].rows
            if rows[-1].type in kinds:
                return Actor(rows[0].name, rows[0].name, rows[-1].type, known=rows)
            at -= 1
        return None


def _plain_text(head: Token) -> str:
    return str(head.doc[min((t.i for t in head.lefts), default=head.i) : head.i + 1].text)
