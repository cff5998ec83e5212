"""What a word shows by itself, whatever stands beside it, as named features."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from geo_events.geoparsing.lexicon import words
from geo_events.wordforms import LOG_STEPS, word_forms

#: Lengths of the paths in the tree of word clusters, from coarse to fine.
_CLUSTER_STEPS: Final = (4, 6, 8, 10, 14)
_LONGEST_SHAPE: Final = 8
#: Longer words in capitals are ordinary words of a heading, shorter ones may be abbreviations.
_LONGEST_ABBREVIATION: Final = 3
_LISTS: Final = (
    "generic_tails",
    "direction_words",
    "group_words",
    "street_words",
    "institution_words",
    "given_names",
    "person_titles",
    "place_prepositions",
    "often_place_prepositions",
    "ordinary_words",
    "features",
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_REPEATED: Final = re.compile(r"(.)\1{2,}")
_SHAPES: Final = str.maketrans(
    ascii_uppercase + ascii_lowercase + digits,
    "X" * len(ascii_uppercase) + "x" * len(ascii_lowercase) + "d" * len(digits),
)


def word_features(word: str) -> list[str]:
    """Name the features of a word as it is written.

    Parameters
    ----------
    word
        As `Document.words` has it.

    Returns
    -------
    list of str
        The word in small letters, its shape ("Xxx", "X.X."), beginning and endings, how often and in which
        case English writes it, its cluster, its parts of speech, and the reviewed lists it is in.
    """
    lower = word.lower()
    bare = lower.replace(".", "")
    found = [
        f"w={lower}",
        f"shape={_shape(word)}",
        f"begins={lower[:3]}",
        f"ends={lower[-3:]}",
        f"end={lower[-2:]}",
    ]
    found += _usage(word, lower)
    found += _lists_by_word().get(bare, ())
    return found


def _usage(word: str, lower: str) -> list[str]:
    table = word_forms()
    row = table.numbers.get(lower)
    if row is None:
        return ["rare"]
    small, capitalised, capitals = table.small[row], table.capitalised[row], table.capitals[row]
    total = max(1, small + capitalised + capitals)
    found = [
        f"small={(8 * small + total) // (2 * total)}",
        f"rarity={table.rarities[row] // (2 * LOG_STEPS)}",
        f"parts={table.parts[row]}",
    ]
    as_name = word[0].isupper() and not (word.isupper() and len(word) <= _LONGEST_ABBREVIATION)
    cluster = table.name_clusters[row] if as_name else table.clusters[row]
    if not cluster:
        found.append("no cluster")
        return found
    length = cluster.bit_length()
    found += [
        f"cluster{steps}={cluster & ((1 << steps) - 1)}:{min(steps, length)}" for steps in _CLUSTER_STEPS
    ]
    return found


def _shape(word: str) -> str:
    if word.isascii():
        shape = word.translate(_SHAPES)
    else:
        shape = _DIGIT.sub("d", _LETTER.sub(lambda letter: "X" if letter[0].isupper() else "x", word))
    return _REPEATED.sub(r"\1\1", shape)[:_LONGEST_SHAPE]


@cache
def _lists_by_word() -> dict[str, list[str]]:
    """The features for the reviewed lists that each word is in."""
    known, found = words(), dict[str, list[str]]()
    for name in _LISTS:
        for word in frozenset(getattr(known, name)):
            found.setdefault(word, []).append(f"list={name}")
    return found
