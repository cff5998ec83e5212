"""Reading a name: what in it names the place, and what only says of which kind or where it is.

Datasets and reports write "Avdiivka town", "Aleppo governorate", "near Bartella", "Tadmur/Palmyra" or
"Hryhorivka village (Telmanove Raion)". The words for kinds of places are reviewed data, `feature_words.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.sources.files import read_csv

FILE: Final = "feature_words.csv"
#: Words between a kind and the name: "city of Kharkiv", "village de Bokin".
_JOINTS: Final = frozenset({"of", "de", "du", "des", "del", "d"})
#: Kinds taken off one name: "Yahya Khel district centre area".
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class FeatureWord:
    """A word or two for a kind of place.

    Attributes
    ----------
    features
        GeoNames' classes (``P``) or codes (``A.ADM1``) of such places, those that fit best first; none where
        the word tells where a place is, not what.
    only
        Whether nothing else is meant: a bridge is no town, but a district may be called by its town.
    """

    features: tuple[str, ...] = ()
    only: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded name without what only describes the place.

    Attributes
    ----------
    key
        The folded name.
    kind
        What kind of place the words taken off ask for.
    within
        Folded names of what the place is said to lie in.
    """

    key: str
    kind: FeatureWord = FeatureWord()
    within: tuple[str, ...] = ()

    def rank(self, place: Place) -> int | None:
        """Say how well a place fits the kind, from 0; None where it must not be taken for it."""
        code = f"{place.feature_class}.{place.feature_code}"
        for number, feature in enumerate(self.kind.features):
            if feature in (code, place.feature_class):
                return number
        return None if self.kind.only else len(self.kind.features)


@lru_cache(maxsize=1)
def feature_words() -> tuple[dict[str, FeatureWord], dict[str, FeatureWord]]:
    """Read the words that stand before a name, and those that stand behind it."""
    before: dict[str, FeatureWord] = {}
    after: dict[str, FeatureWord] = {}
    for _, row in read_csv(curated_folder() / FILE):
        word = FeatureWord(tuple(filter(None, row["features"].split("|"))), row["only"] == "yes")
        if row["place"] in {"before", "both"}:
            before[fold(row["word"])] = word
        if row["place"] in {"after", "both"}:
            after[fold(row["word"])] = word
    return before, after


def readings(name: str) -> Iterator[Reading]:
    """Give the ways to read a name, the fullest first; the first is the name as it stands."""
    given = set()
    for reading in _parts(name):
        for shorter in _without_kinds(reading):
            if len(shorter.key) > 1 and shorter not in given:
                given.add(shorter)
                yield shorter


def _parts(name: str) -> Iterator[Reading]:
    """Take apart brackets, commas and strokes; what follows the name says where it is, or is another name."""
    yield Reading(fold(name))
    first, *others = [part for part in fold(name).split("|") if part] or [""]
    first, *containers = first.split(", ")
    aliases = []
    for part in others:
        pieces = part.split(", ")
        if len(pieces) > 1 or _names_a_unit(pieces[0]):
            containers += pieces
        else:
            aliases.append(pieces[0])
    for key in (first, *aliases):
        yield Reading(key, within=tuple(containers))
    if "/" in name:
        for side in name.split("/"):
            yield Reading(fold(side).split("|")[0])


def _names_a_unit(key: str) -> bool:
    """Whether the last word is one for a unit: "telmanove raion" says where a village is."""
    word = feature_words()[1].get(key.rpartition(" ")[2])
    return word is not None and any(feature.startswith("A") for feature in word.features)


def _without_kinds(reading: Reading) -> Iterator[Reading]:
    """Give the reading, then without the words for kinds around the name."""
    yield reading
    for _ in range(_DEPTH):
        shorter = _shortened(reading)
        if shorter is None:
            return
        reading = shorter
        yield reading


def _shortened(reading: Reading) -> Reading | None:
    """Take the longest word for a kind off an end of the name; the outermost kind that says one counts."""
    before, after = feature_words()
    tokens = reading.key.split(" ")
    for length in (3, 2, 1):
        if len(tokens) <= length:
            continue
        for table, word, rest in (
            (after, tokens[-length:], tokens[:-length]),
            (before, tokens[:length], tokens[length:]),
        ):
            kind = table.get(" ".join(word))
            if kind is not None:
                if table is before and len(rest) > 1 and rest[0] in _JOINTS:
                    rest = rest[1:]
                return replace(
                    reading, key=" ".join(rest), kind=reading.kind if reading.kind.features else kind
                )
    return None
