"""Reads actors from the nouns that name them, by the actor list and common nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from geo_events.coding.actor_list import KnownActor
from geo_events.coding.actor_names import NamedActor
from geo_events.coding.actor_nouns import CALENDAR, ActorNoun, ActorNouns, word_forms
from geo_events.coding.actors import Actor
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import Lexicon
from geo_events.coding.phrases import (
    country_named,
    is_country,
    is_demonym,
    is_place,
    naming_places,
    of_object,
    phrase_of,
    unpacked,
)
from geo_events.coding.syntax import Token

_CIVILIANS = "Civilians"
_ARMED = ActorNoun("Political militia")
_MILITARY = "Military Forces of"


class ActorReader:
    """Reads actors from the nouns that name them, by the actor list and the lexicon."""

    def __init__(self, *, named: Sequence[NamedActor], nouns: ActorNouns, lexicon: Lexicon) -> None:
        self._named = named
        self._starts = [name.start for name in named]
        self._nouns = nouns
        self._lexicon = lexicon

    def read(
        self, head: Token, mentions: Sequence[Mention], *, acts: bool, human: bool = False
    ) -> Actor | None:
        """Read an actor.

        Parameters
        ----------
        head
            The noun; pronouns and bare numbers give None.
        mentions
            Places and demonyms of the sentence.
        acts
            Whether it stands where somebody acts; else somebody is acted upon there.
        human
            Whether only people can stand there ("killed ...", "the murder of ..."): what is not known
            as anything else is a civilian.
        """
        inner = unpacked(head, self._nouns.gathered)
        if (
            inner is None
            or inner.pos_ == "PRON"
            or not (CALENDAR | self._nouns.nobody).isdisjoint(word_forms(inner))
        ):
            return None
        outer, head = head, inner
        phrase = phrase_of(head)
        text = head.doc[_first_of(phrase_of(outer)[0]) : phrase[-1].i + 1].text
        for each in dict.fromkeys((head, outer)):
            known = self._known(each)
            if known is not None:
                return _of_list(known, text)
        home = country_named(phrase, mentions)
        if head.lemma_.lower() == "crowd" or (outer.lemma_.lower() in {"crowd", "mob"} and acts):
            kind = "Rioters" if acts else _CIVILIANS
            return Actor(kind, text, kind, home)
        name = {_bare(c) for c in (head, *head.children) if c.pos_ == "PROPN" and c.dep_ != "poss"}
        if head.pos_ == "PROPN" and len(name) > 1 and self._organisation(name) is not None:
            return self._proper(head, phrase, text, home, human=False)
        noun = self._nouns.read(head) or (self._nouns.read(outer) if outer is not head else None)
        if noun is not None:
            made = self._made(noun, head, text, home, mentions)
            divided = made.title is None and self._is_divided(outer)
            return replace(made, several=made.several or divided)
        if any(child.lower_ == "armed" and child.dep_ == "amod" for child in head.children):
            return self._made(_ARMED, head, text, home, mentions)
        if not self._nouns.weapons.isdisjoint(word_forms(head)):
            return self._launched(head, text, home, mentions)
        if is_country(head, mentions):
            return Actor(None, text, "State forces", home, _MILITARY)
        site = not acts and not self._nouns.sites.isdisjoint(word_forms(head))
        if is_place(head, mentions) and not site:
            return None
        if is_demonym(head, mentions):
            return Actor(_CIVILIANS, text, _CIVILIANS, home)
        return self._other(head, phrase, text, home, mentions, acts=acts, human=human)

    def _other(
        self,
        head: Token,
        phrase: Sequence[Token],
        text: str,
        home: str | None,
        mentions: Sequence[Mention],
        *,
        acts: bool,
        human: bool,
    ) -> Actor | None:
        """Civilians, persons and organisations by name, owners of things; or nobody."""
        without = naming_places(mentions)
        if acts and not self._nouns.persons.isdisjoint(word_forms(head)):
            return self._made(_ARMED, head, text, home, mentions)
        if acts and home is not None and not self._nouns.words["sent"].isdisjoint(word_forms(head)):
            words = self._nouns.neutral_words(head, without=without)  # "Russian instructors"
            return Actor(_capitalised(words), text, "External/Other forces", home)
        if self._is_civil(head):
            forces = (
                self.of_modifiers(head, mentions) if self._nouns.plain.isdisjoint(word_forms(head)) else None
            )
            if forces is not None and forces.title is not None and not forces.known:
                return replace(forces, text=text)  # "army engineers"
            return self._civilians(head, text, home, without)
        forms = word_forms(head)
        site = not acts and is_place(head, mentions) and not self._nouns.sites.isdisjoint(forms)
        if head.pos_ == "PROPN" and not site:
            return self._proper(head, phrase, text, home, human=human or acts)
        if not acts and not (self._nouns.possessions | self._nouns.sites).isdisjoint(forms):
            return self._owner(head, text, home, mentions)
        if head.pos_ != "NOUN":
            return None
        forces = self.of_modifiers(head, mentions)  # "police experts", "an army convoy"
        if forces is not None:
            unnamed = forces.name is not None and not forces.known and forces.title is None
            words = self._nouns.neutral_words(head, without=without)  # "a guerrilla column"
            return replace(forces, name=f"Unidentified {words}" if unnamed else forces.name, text=text)
        if not self._nouns.bodies.isdisjoint(forms):
            words = self._nouns.neutral_words(head, without=without, judging=True)
            return Actor(_capitalised(words), text, _CIVILIANS, home)
        names = [c for c in head.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        if human and not acts and len(names) > 1:
            return self._proper(head, phrase, text, home, human=True)  # the tagger took a surname for a word
        if acts or not human or not head.lower_.endswith(self._nouns.personal):
            return None
        return self._civilians(head, text, home, without)

    def of_modifiers(self, noun: Token, mentions: Sequence[Mention]) -> Actor | None:
        """Read who stands before an event's noun or a thing: "Israeli strikes", "rebel raid", "army bus"."""
        before = [c for c in noun.children if c.i < noun.i and c.dep_ in {"compound", "amod", "nmod", "poss"}]
        for child in before:
            name = self._name_at(child.i, child.i + 1, child)
            if name is not None:
                return _of_list(name.rows, noun.doc.text[name.start : name.end])
        home = country_named([t for child in before for t in child.subtree], mentions)
        for child in before:
            if child.pos_ == "PRON" or not self._nouns.labels.isdisjoint(word_forms(child)):
                continue  # "a terrorist attack" names nobody
            if (
                child.i > 1
                and noun.doc[child.i - 1].text == "-"
                and noun.doc[child.i - 2].lower_ in self._nouns.words["for_or_against"]
            ):
                continue  # "pro-government villages"
            made = self._nouns.read(child)
            if made is not None:
                text = noun.doc[phrase_of(child)[0].i : child.i + 1].text
                actor = self._made(made, child, text, home, mentions)
                unnamed = actor.name is not None and made.name is None
                return (
                    replace(actor, name=f"Unidentified {self._nouns.named_before(child)}")
                    if unnamed
                    else actor
                )
        if home is None or self._nouns.weapons.isdisjoint(word_forms(noun)):
            return None
        text = noun.doc[min(child.i for child in before) : noun.i + 1].text
        return Actor(None, text, "State forces", home, _MILITARY)

    def _made(
        self, noun: ActorNoun, head: Token, text: str, home: str | None, mentions: Sequence[Mention]
    ) -> Actor:
        name = noun.name
        if name is None and noun.title is None:
            words = self._nouns.neutral_words(head, without=naming_places(mentions))
            words = self._nouns.described(head, words) if noun.type == "Political militia" else words
            name = _capitalised(words) if noun.type == "External/Other forces" else f"Unidentified {words}"
        rivals = noun.title is None and any(
            child.lower_ in self._nouns.words["rivals"] for child in head.children
        )
        return Actor(name, text, noun.type, home, noun.title, several=rivals)

    def _is_divided(self, outer: Token) -> bool:
        """Whether a phrase speaks of parts that face each other: "gunmen of the two wings of the cartel"."""
        part: Token | None = outer
        while part is not None:
            if part.lemma_.lower() in self._nouns.words["parts"] and any(
                child.lower_ in self._nouns.words["rivals"] for child in part.children
            ):
                return True
            part = of_object(part)
        return False

    def _launched(
        self, weapon: Token, text: str, home: str | None, mentions: Sequence[Mention]
    ) -> Actor | None:
        """Whose a weapon is: "a Russian shell", "drones that Russia launched", "missiles fired by ..."."""
        owner = self.of_modifiers(weapon, mentions)
        if owner is not None:
            return replace(owner, text=text)
        for clause in weapon.children:
            if clause.dep_ in {"acl", "relcl"} and clause.lemma_.lower() in self._nouns.words["firing"]:
                agents = [c for c in clause.children if c.dep_ == "nsubj"]
                agents += [g for c in clause.children if c.lower_ == "by" for g in c.children]
                for agent in agents:
                    if agent.pos_ in {"NOUN", "PROPN"}:
                        return self.read(agent, mentions, acts=True)
        return Actor(None, text, "State forces", home, _MILITARY) if home is not None else None

    def _known(self, head: Token) -> tuple[KnownActor, ...] | None:
        """The rows of the list that a noun phrase means, by what stands up to its head or behind it."""
        first = next(t.i for t in phrase_of(head))
        civil = self._is_civil(head) and self._nouns.words["of_a_group"].isdisjoint(word_forms(head))
        if civil and head.pos_ != "PROPN":
            return None
        known = self._known_at(first, head.i + 1, head)
        for child in head.children if known is None else ():
            behind = _named_behind(child, self._nouns.words["belonging"])
            ties = child.lower_ == "of" or child.dep_ == "appos" or self._nouns.read(head) is not None
            if behind is None or not (ties or not self._nouns.gathered.isdisjoint(word_forms(head))):
                continue
            known = self._known_at(phrase_of(behind)[0].i, behind.i + 1, behind)
            if known is not None:
                return known
        return known

    def _known_at(self, first: int, end: int, near: Token) -> tuple[KnownActor, ...] | None:
        name = self._name_at(first, end, near)
        return name.rows if name is not None else None

    def _name_at(self, first: int, end: int, near: Token) -> NamedActor | None:
        """The name of a known actor that overlaps some tokens, the last of several."""
        doc = near.doc
        start, stop = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
        at = bisect_left(self._starts, stop) - 1
        return self._named[at] if at >= 0 and self._named[at].end > start else None

    def _is_civil(self, head: Token) -> bool:
        forms = word_forms(head)
        armed = self._lexicon["armed"]
        return any(
            (f in self._lexicon["civilians"] or f in self._nouns.civil) and f not in armed for f in forms
        )

    def _civilians(self, head: Token, text: str, home: str | None, without: AbstractSet[int]) -> Actor:
        """Civilians; but not all of "three people, including a commander of ..." are."""
        last = max(token.i for token in head.subtree)
        including = next(
            (t for t in head.subtree if t.lower_ in {"including", "among"} and t.i > head.i), None
        )
        if including is not None:
            after = head.doc[including.i : last + 1]
            known = self._known_at(after.start, after.end, head)
            if known is not None:
                return _of_list(known, text)
            if any(t.lemma_.lower() in self._lexicon["armed"] for t in after):
                return Actor(None, text, None)
        person = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        if person is not None and head.tag_ == "NN":
            named = self._proper(person, phrase_of(person), text, home, human=True)  # "a lawyer, Ana Paz"
            if named is not None:
                return named
        words = self._nouns.neutral_words(head, without=without)
        if words == head.lower_ and not self._nouns.plain.isdisjoint(word_forms(head)):
            return Actor(_CIVILIANS, text, _CIVILIANS, home)
        return Actor(_capitalised(words), text, _CIVILIANS, home)

    def _owner(self, thing: Token, text: str, home: str | None, mentions: Sequence[Mention]) -> Actor | None:
        """Whom it hits that a house, a market, an office or an army bus is destroyed."""
        forces = self.of_modifiers(thing, mentions)
        if forces is not None:
            return forces
        owner = None
        if any(
            c.dep_ == "poss" and c.lemma_.lower() in self._nouns.words["office_holders"]
            for c in thing.children
        ):
            return Actor(None, text, "State forces", home, "Government of")
        owned = of_object(thing)
        if owned is not None and not is_place(owned, mentions):
            owner = self.read(owned, mentions, acts=False)
        if owner is not None:
            return replace(owner, text=text)
        if not self._nouns.possessions.isdisjoint(word_forms(thing)):
            return Actor(_CIVILIANS, text, _CIVILIANS, home, thing=True)
        if is_place(thing, mentions):  # "the US embassy", "Mitiga airport"
            whole = [t for t in phrase_of(thing) if t.i <= thing.i and t.pos_ not in {"DET", "NUM"}]
            name = _capitalised(thing.doc[whole[0].i : thing.i + 1].text)
            return Actor(name, text, _CIVILIANS, home, proper=True, thing=True)
        named = {c.i for c in thing.children if c.pos_ == "PROPN"}
        words = self._nouns.neutral_words(thing, without=named | naming_places(mentions))
        return Actor(_capitalised(words), text, _CIVILIANS, home, thing=True)

    def _proper(
        self, head: Token, phrase: Sequence[Token], text: str, home: str | None, *, human: bool
    ) -> Actor | None:
        """A person or organisation by a name that the actor list does not have."""
        names = [t for t in phrase if t.pos_ == "PROPN" and t.i <= head.i] or [head]
        words = set(map(_bare, names))
        title = next((self._nouns.titles[t] for t in map(_bare, phrase) if t in self._nouns.titles), None)
        if title is not None and self._nouns.words["no_longer"].isdisjoint(t.lower_ for t in phrase):
            return Actor(None, text, "State forces", home, title)
        name = head.doc[names[0].i : max(names[-1].i, head.i) + 1].text
        noun = self._organisation(words)
        if noun is not None:
            return Actor(name, text, noun.type, home, noun.title, proper=True)
        return Actor(name, text, _CIVILIANS, home, proper=True) if human and name[:1].isupper() else None

    def _organisation(self, words: AbstractSet[str]) -> ActorNoun | None:
        """What the words of an organisation's name say that it is."""
        return next(
            (noun for noun, telling in self._nouns.organisations if not telling.isdisjoint(words)), None
        )


def _bare(token: Token) -> str:
    return str(token.lower_.rstrip("."))


def _first_of(token: Token) -> int:
    """Index of the first token of a word with hyphens: of "62-year-old" the parse may leave "-old"."""
    first = token.i
    while first > 0 and not token.doc[first - 1].whitespace_ and "-" in token.doc[first - 1 : first + 1].text:
        first -= 1
    return int(first)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_list(rows: tuple[KnownActor, ...], text: str) -> Actor:
    return Actor(rows[0].name, text, rows[-1].type, known=rows)


def _named_behind(child: Token, belonging: AbstractSet[str]) -> Token | None:
    """The noun behind "of", "from", "with", "loyal to", "linked to", or in apposition."""
    if child.dep_ == "appos":
        return child
    if child.dep_ == "prep" and child.lower_ in {"of", "from", "with"}:
        return next((g for g in child.children if g.dep_ == "pobj"), None)
    if child.lemma_.lower() in belonging or child.lower_ in belonging:
        behind = (g for c in child.children if c.lower_ in {"to", "with"} for g in c.children)
        return next((g for g in behind if g.dep_ == "pobj"), None)
    return None
