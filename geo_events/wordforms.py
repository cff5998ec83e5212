"""How English words are usually written: a table of frequencies by case, for 100,000 words.

It tells a name from another word where the text's own capitals don't (headlines, wire copy set in
capitals), and what company a word keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Final, NamedTuple

import numpy as np

#: Shares of a word's uses are kept in so many steps.
SHARE_STEPS: Final = 15
#: Log frequencies are kept in steps of one over this.
LOG_STEPS: Final = 5
#: Parts of speech by their bit in a word's `parts`.
PARTS: Final = {"noun": 1, "verb": 2, "adj": 4, "adv": 8}


class WordForm(NamedTuple):
    """What is known of a word, whatever its case.

    Attributes
    ----------
    log_frequency
        Natural logarithm of its share among all words, in steps of 0.2: -5 for "the", -17 for rare ones.
    small, capitalised, capitals
        Shares of its uses that are written "turkey", "Turkey", "TURKEY", in fifteenths; what is missing
        to 1 is written otherwise ("McDonald"). Beginnings of sentences count among the capitalised.
    cluster, name_cluster
        Brown clusters of the word as it is written in small letters and with a capital: the path from the
        root of the tree, its first step in the lowest bit, so that ``cluster & (2**n - 1)`` holds the
        first `n` of its up to 16 steps. 0 where there is none.
    parts
        Parts of speech that it may have, as bits, see `PARTS`; 0 for function words and most names.
    """

    log_frequency: float
    small: float
    capitalised: float
    capitals: float
    cluster: int
    name_cluster: int
    parts: int


@dataclass(frozen=True)
class WordForms:
    """The table, column by column, for readers in a hurry; `numbers` gives a word's row.

    Attributes
    ----------
    words
        The words in small letters, sorted; abbreviations keep their stops ("u.s.").
    rarities
        `LOG_STEPS` times the negative log frequency.
    small, capitalised, capitals
        `SHARE_STEPS` times the shares.
    clusters, name_clusters, parts
        As in `WordForm`.
    """

    words: list[str]
    rarities: bytes
    small: bytes
    capitalised: bytes
    capitals: bytes
    clusters: list[int]
    name_clusters: list[int]
    parts: bytes

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Row of each word."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    def find(self, word: str) -> WordForm | None:
        """Look a word up, whatever its case; None where the table doesn't have it."""
        row = self.numbers.get(word)
        if row is None:
            row = self.numbers.get(word.lower())
        if row is None:
            return None
        return WordForm(
            self.rarities[row] / -LOG_STEPS,
            self.small[row] / SHARE_STEPS,
            self.capitalised[row] / SHARE_STEPS,
            self.capitals[row] / SHARE_STEPS,
            self.clusters[row],
            self.name_clusters[row],
            self.parts[row],
        )


@cache
def word_forms() -> WordForms:
    """Read the table, once (``data/wordforms.npz``, made by ``benchmarks/make_wordforms.py``)."""
    with (
        as_file(files("geo_events") / "data" / "wordforms.npz") as path,
        np.load(path, allow_pickle=False) as table,
    ):
        shares = {name: table[name].tobytes() for name in ("rarities", "small", "capitalised", "capitals")}
        return WordForms(
            words=table["words"].tobytes().decode("utf-8").split("\n"),
            clusters=table["clusters"].tolist(),
            name_clusters=table["name_clusters"].tolist(),
            parts=table["parts"].tobytes(),
            **shares,
        )
