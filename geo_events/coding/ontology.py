"""What words mean for event coding: the reviewed ontology, lexicon and actor list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from geo_events.yaml_text import read_yaml

#: A phrase: the lemmas of its words, in order.
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A group of words that stand for an event.

    Attributes
    ----------
    phrases
        The words, as lemmas.
    pos
        ``verb`` or ``noun``.
    code
        A sub-event type, ``weapon``, or one of `Ontology.choices` (see the head of ``ontology.yaml``).
    default
        What ``weapon`` falls back to.
    needs
        What the clause must hold for the word to count, all of it: names in `Ontology.needs`, or ``weapon``.
    unless
        Lemmas beside which the word means something else.
    never
        Names in `Ontology.exclusions`: what the clause must not hold.
    """

    phrases: tuple[Phrase, ...]
    pos: str
    code: str
    default: str | None
    needs: tuple[str, ...]
    unless: frozenset[str]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What a trigger's clause must hold.

    Attributes
    ----------
    of
        Where it stands to the trigger: ``subject``, ``object``, ``prep``, ``manner``, ``modifier``,
        ``doer`` (of a noun, whose deed it is, "nurses began a strike" included), ``around`` (anywhere in the
        sentence).
    words
        Lemmas that fill it; empty where anything does.
    names
        ``place`` or ``person`` where a name of one fills it, too; else None.
    numbers
        Whether a number fills it, too.
    new
        Whether it must not be what was told before ("the deal").
    """

    of: frozenset[str]
    words: frozenset[str]
    names: str | None
    numbers: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a trigger's clause must not hold.

    Attributes
    ----------
    of
        Where it stands to the trigger: as of a `Need`, or ``around`` (anywhere in the clause), ``above``
        (what the trigger hangs on).
    words
        Lemmas of it.
    but
        Lemmas that, anywhere in the sentence, make the trigger count all the same.
    by
        Lemmas that do so as the one who acts.
    sense
        What the word is used of instead, if later mentions in the text keep that sense; else None.
    """

    of: frozenset[str]
    words: frozenset[str]
    but: frozenset[str]
    by: frozenset[str] = frozenset()
    sense: str | None = None


@dataclass(frozen=True, slots=True)
class SubEventType:
    """One of ACLED's 25: what it means, what is coded otherwise, sentences that tell of it, and its codes.

    Of `core` a text must hold a word before the type is inferred from all its words; empty where any will do.
    `kin` are the types that all its words may tell of though a trigger names this one.
    """

    means: str
    excludes: str
    examples: tuple[str, ...]
    plover: str | None
    cameo: str | None
    core: frozenset[str]
    kin: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Sub-event types, triggers by the first lemma of their phrases, and weapons in the order of precedence.

    `choices` are the types among which the type model decides, by the code of triggers that leave a choice.
    `weapon_words` holds every word of the weapons' phrases: where none of them stands, there is no weapon.
    """

    types: Mapping[str, SubEventType]
    triggers: Mapping[str, tuple[tuple[Phrase, Trigger], ...]]
    choices: Mapping[str, frozenset[str]]
    needs: Mapping[str, Need]
    exclusions: Mapping[str, Exclusion]
    weapons: tuple[tuple[str, frozenset[Phrase]], ...]
    weapon_words: frozenset[str]

    def supported(self, words: Collection[str]) -> frozenset[str]:
        """Name the types of whose core a text, given as lemmas and forms, holds a word."""
        return frozenset(
            name for name, kind in self.types.items() if not kind.core or not kind.core.isdisjoint(words)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists that decide whether and how a trigger counts; see the head of each in ``lexicon.yaml``."""

    words: Mapping[str, frozenset[str]]
    targets: Mapping[str, frozenset[Phrase]]
    imputed: Mapping[str, int]
    irregular: Mapping[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


def _read(name: str) -> Any:
    return read_yaml((files("geo_events.coding") / "data" / name).read_text(encoding="utf-8"))


def _names(entry: str | Sequence[str]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry)


def _phrase(words: str) -> Phrase:
    return tuple(words.split())


@cache
def load_ontology() -> Ontology:
    """Read the ontology that ships with the package."""
    data = _read("ontology.yaml")
    told = [
        (entry, name) for name, entries in data["sub_event_types"].items() for entry in entries["triggers"]
    ]
    by_first: dict[str, list[tuple[Phrase, Trigger]]] = {}
    for entry, code in [*((entry, entry["code"]) for entry in data["shared"]), *told]:
        trigger = Trigger(
            phrases=tuple(_phrase(words) for words in entry["words"]),
            pos=entry["pos"],
            code=code,
            default=entry.get("default"),
            needs=_names(entry.get("needs", ())),
            unless=frozenset(entry.get("unless", ())),
            never=tuple(entry.get("never", ())),
        )
        for phrase in trigger.phrases:
            by_first.setdefault(phrase[0], []).append((phrase, trigger))
    # the longest phrase first: "set fire to" before "set"
    triggers = {first: tuple(sorted(found, key=lambda x: -len(x[0]))) for first, found in by_first.items()}
    weapons = tuple(
        (entry["sub_event_type"], frozenset(_phrase(words) for words in entry["words"]))
        for entry in data["weapons"]
    )
    return Ontology(
        types={name: _sub_event_type(entry) for name, entry in data["sub_event_types"].items()},
        triggers=triggers,
        choices={name: frozenset(types) for name, types in data["choices"].items()},
        needs={name: _need(entry) for name, entry in data["needs"].items()},
        exclusions={name: _exclusion(entry) for name, entry in data["exclusions"].items()},
        weapons=weapons,
        weapon_words=frozenset(word for _, phrases in weapons for phrase in phrases for word in phrase),
    )


def _sub_event_type(entry: Mapping[str, Any]) -> SubEventType:
    return SubEventType(
        means=entry["means"],
        excludes=entry["excludes"],
        examples=tuple(entry["examples"]),
        plover=entry["plover"],
        cameo=entry["cameo"],
        core=frozenset().union(*(load_lexicon()[name] for name in entry.get("core", ()))),
        kin=frozenset(entry.get("kin", ())),
    )


def _need(entry: Mapping[str, Any]) -> Need:
    lexicon = load_lexicon()
    return Need(
        of=frozenset(entry["of"]),
        words=frozenset().union(*(lexicon[name] for name in entry.get("lists", ()))),
        names=entry.get("names"),
        numbers=entry.get("numbers", False),
        new=entry.get("new", False),
    )


def _exclusion(entry: Mapping[str, Any]) -> Exclusion:
    lexicon = load_lexicon()
    lists = {
        key: frozenset().union(*(lexicon[name] for name in entry.get(key, ())))
        for key in ("lists", "but", "by")
    }
    return Exclusion(
        of=frozenset(entry["of"]),
        words=lists["lists"],
        but=lists["but"],
        by=lists["by"],
        sense=entry.get("sense"),
    )


@cache
def load_lexicon() -> Lexicon:
    """Read the word lists that ship with the package."""
    data = _read("lexicon.yaml")
    targets = {name: frozenset(map(_phrase, words)) for name, words in data.pop("targets").items()}
    imputed, irregular = data.pop("imputed"), data.pop("irregular")
    words = {name: frozenset(words) for name, words in data.items()}
    return Lexicon(words, targets, imputed, irregular)
