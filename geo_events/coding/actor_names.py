"""The names of known actors in a text, found in one pass over its words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from geo_events.coding.actor_list import Alias, KnownActor, choose_period, known_actors

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’‘ʼʿʾ`][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’‘ʼʿʾ`.]")
#: Acronyms of so few letters mean many things; the actor's country must be spoken of.
_SHORT_ACRONYM = 3
#: An acronym of at least so many letters is also written like a name ("Farc", "Isis").
_PRONOUNCED = 4
#: What may stand between the words of a name.
_JOINTS = frozenset(" -–‑\n/(),")
#: What is "-run" or "-held" by an actor, and who is "anti-" it, is not the actor.
_NOT_ITSELF_AFTER = re.compile(
    r"(?:'s?)?[- ](?:run|held|controlled|occupied|administered|ruled|captured|besieged|free|style)\b"
    r"|(?<=oalition) (?:government|part(?:y|ies|ner))",
    re.IGNORECASE,
)
_NOT_ITSELF_BEFORE = re.compile(r"\b(?:anti|counter|non)-(?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A name of the actor list in a text.

    Attributes
    ----------
    start, end
        Offsets in the text.
    rows
        The rows of the list that the name may stand for, of one actor or, where actors share it, of several.
    """

    start: int
    end: int
    rows: tuple[KnownActor, ...]

    def on(self, day: dt.date | None) -> KnownActor:
        """The row in force on a day."""
        return choose_period(self.rows, day)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An alias as the index keeps it: its words as written, and all rows that have it."""

    written: tuple[str, ...]
    rows: tuple[KnownActor, ...]
    only_at_home: bool


class ActorNames:
    """An index over the aliases of the actor list."""

    def __init__(self, actors: Sequence[KnownActor]) -> None:
        gathered: dict[tuple[str, ...], list[tuple[Alias, KnownActor]]] = {}
        for actor in actors:
            for alias in actor.aliases:
                gathered.setdefault(tuple(map(_key, _words(alias.text))), []).append((alias, actor))
        self._starts: dict[tuple[str, ...], list[tuple[tuple[str, ...], _Entry]]] = {}
        for key, found in gathered.items():
            # of several ways to write it the one with the fewest capitals allows most
            written = min((tuple(_words(alias.text)) for alias, _ in found), key=_capitals)
            only_at_home = all(alias.only_at_home for alias, _ in found) or _is_short_acronym(written)
            entry = _Entry(written, tuple(actor for _, actor in found), only_at_home)
            self._starts.setdefault(key[:2], []).append((key, entry))
        self._firsts = frozenset(start[0] for start in self._starts)
        for entries in self._starts.values():
            entries.sort(key=lambda item: -len(item[0]))

    def find(
        self, text: str, *, countries: AbstractSet[str], in_capitals: Callable[[int, int], bool]
    ) -> list[NamedActor]:
        """Find names in a text, the longest at each place.

        Parameters
        ----------
        text
            Letter case counts: "IS" is a group, "is" is not.
        countries
            ISO 3166-1 alpha-2 codes of the countries that the text speaks of: they tell apart what several
            actors are called, and whether a short acronym is one at all.
        in_capitals
            Whether a span of the text was set in capitals before it was written as other texts are: small
            letters are no evidence there.
        """
        words = list(_WORD.finditer(text))
        keys = [_key(word[0]) for word in words]
        found: list[NamedActor] = []
        beyond = 0
        for at, first in enumerate(keys):
            if (first not in self._firsts and first[:-1] not in self._firsts) or at < beyond:
                continue
            for key, entry in self._entries(keys[at : at + 2]):
                span = words[at : at + len(key)]
                if not _are_words_of(key, span, keys[at : at + len(key)], text):
                    continue
                start, end = span[0].start(), span[-1].end()
                rows = _at_home(entry, countries)
                if not rows or not _may_be_written(entry, span, partial(in_capitals, start, end)):
                    continue
                if not _NOT_ITSELF_AFTER.match(text, end) and not _NOT_ITSELF_BEFORE.search(
                    text, start - 12, start
                ):
                    found.append(NamedActor(start, end, rows))
                beyond = at + len(key)
                break
        return found

    def _entries(self, keys: Sequence[str]) -> list[tuple[tuple[str, ...], _Entry]]:
        """The aliases that may begin with two words, the longest first; the last may be in the genitive."""
        first, second = keys[0], keys[1] if len(keys) > 1 else ""
        starts = ((first, second), (first, second[:-1]), (first,), (first[:-1],))
        return [item for start in starts for item in self._starts.get(start, ())]


@cache
def actor_names() -> ActorNames:
    """The index over the actor list that ships with the package."""
    return ActorNames(known_actors())


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """A word without accents, apostrophes and letter case: "Kata'ib" and "Kataib" are one."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", word))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _capitals(written: tuple[str, ...]) -> int:
    return sum(char.isupper() for word in written for char in word)


def _is_short_acronym(written: tuple[str, ...]) -> bool:
    return len(written) == 1 and written[0].isupper() and len(written[0]) <= _SHORT_ACRONYM


def _are_words_of(
    key: tuple[str, ...], span: Sequence[re.Match[str]], keys: Sequence[str], text: str
) -> bool:
    """Whether words of a text, one beside the other, are those of an alias but for letter case."""
    if len(span) < len(key):
        return False
    for n, (wanted, got) in enumerate(zip(key, keys, strict=True)):
        genitive = n == len(key) - 1 and got == f"{wanted}s" and _APOSTROPHES.search(span[n][0]) is not None
        if got != wanted and not genitive:
            return False
        if n and not _JOINTS.issuperset(text[span[n - 1].end() : span[n].start()]):
            return False
    return True


def _may_be_written(entry: _Entry, span: Sequence[re.Match[str]], in_capitals: Callable[[], bool]) -> bool:
    """Whether the letters of the words are those of a name."""
    named = [(word, match[0]) for word, match in zip(entry.written, span, strict=True) if word[0].isupper()]
    if not named:
        return True
    acronyms = [(word, got) for word, got in named if len(word) > 1 and word.isupper()]
    if all(map(_is_shaped, acronyms)) and (acronyms or any(got[0].isupper() for _, got in named)):
        return True
    # of a text in capitals written small, "Eln" is still no word; two letters may be one
    short = any(
        len(w) < _SHORT_ACRONYM or (len(w) == _SHORT_ACRONYM and got.islower()) for w, got in acronyms
    )
    return not short and (len(span) > 1 or bool(acronyms) or not entry.only_at_home) and in_capitals()


def _is_shaped(pair: tuple[str, str]) -> bool:
    word, got = pair
    plain = _APOSTROPHES.sub("", got.removesuffix("'s").removesuffix("’s"))
    return plain == word or (len(word) >= _PRONOUNCED and plain == word.capitalize())


def _at_home(entry: _Entry, countries: AbstractSet[str]) -> tuple[KnownActor, ...]:
    """The rows that a name may stand for in a text about some countries."""
    near = tuple(row for row in entry.rows if not row.countries or not countries.isdisjoint(row.countries))
    if near:
        return near
    several = len({row.name for row in entry.rows}) > 1
    return () if entry.only_at_home or several else entry.rows
