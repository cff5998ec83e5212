"""Make `geo_events/data/wordforms.npz`, how English words are usually written.

Run once, by a developer, when the source has a new version::

    python benchmarks/make_wordforms.py FOLDER

FOLDER is ``spacy_lookups_data/data`` of the PyPI package spacy-lookups-data 1.0.5 (MIT; its lists of lemmas
are WordNet's, see ``geo_events/data/LICENSES.md``). Its million words, counted with their case on the
web, are brought together by word, and the most frequent are kept.
"""

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from geo_events.wordforms import LOG_STEPS, PARTS, SHARE_STEPS

FILE = Path(__file__).parent.parent / "geo_events" / "data" / "wordforms.npz"
MOST = 100_000
#: The first 16 steps of a cluster's path are kept.
CLUSTER_STEPS = 0xFFFF
WORD = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*\.?")
SMALL, CAPITALISED, CAPITALS, OTHERWISE = range(4)


def read(folder: Path, name: str) -> dict[str, Any]:
    """Read one of the package's tables."""
    with gzip.open(folder / f"en_{name}.json.gz", "rt", encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return table


def case(word: str) -> int:
    """Say how a word is written."""
    if word.islower():
        return SMALL
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return CAPITALISED
    return CAPITALS if word.isupper() else OTHERWISE


def parts_of_speech(folder: Path) -> dict[str, int]:
    """Give the parts of speech of all forms of the words that the lemmatizer knows, as bits."""
    index, irregular, rules = (read(folder, f"lemma_{name}") for name in ("index", "exc", "rules"))
    found: dict[str, int] = defaultdict(int)
    for part, bit in PARTS.items():
        for word in index[part]:
            found[word] |= bit
            for ending, of in rules[part]:
                if word.endswith(of):
                    found[word.removesuffix(of) + ending] |= bit
        for word in irregular.get(part, ()):
            found[word] |= bit
    return found


def main(folder: Path) -> None:
    """Read the package's tables and write the file."""
    frequencies, clusters = read(folder, "lexeme_prob"), read(folder, "lexeme_cluster")
    uses: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for word, log_frequency in frequencies.items():
        if WORD.fullmatch(word) and len(word.lower()) == len(word):
            uses[word.lower()][case(word)] += math.exp(log_frequency)
    kept = sorted(sorted(uses, key=lambda word: (-sum(uses[word]), word))[:MOST])
    parts = parts_of_speech(folder)
    columns: dict[str, list[int]] = {
        "rarities": [round(-LOG_STEPS * math.log(sum(uses[word]))) for word in kept],
        **{
            name: [round(SHARE_STEPS * uses[word][case] / sum(uses[word])) for word in kept]
            for case, name in enumerate(("small", "capitalised", "capitals"))
        },
        "parts": [parts.get(word, 0) for word in kept],
    }
    arrays: dict[str, Any] = {name: np.array(column, np.uint8) for name, column in columns.items()}
    arrays["words"] = np.frombuffer("\n".join(kept).encode(), np.uint8)
    arrays["clusters"] = np.array([clusters.get(word, 0) & CLUSTER_STEPS for word in kept], np.uint16)
    arrays["name_clusters"] = np.array(
        [
            clusters.get(word[0].upper() + word[1:], clusters.get(word.upper(), 0)) & CLUSTER_STEPS
            for word in kept
        ],
        np.uint16,
    )
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(FILE, **arrays)
    print(f"{FILE.name}: {FILE.stat().st_size / 1e3:.0f} KB, {len(kept)} words")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
