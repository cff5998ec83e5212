"""A long stream of articles, none like another: those of the gold files with words exchanged."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from judging.gold import Json

#: Of the words written with a capital so many are exchanged for such a word of another article, and of the
#: others so many for a word that was never there, so that what is remembered of words doesn't serve for ever.
_NAMES, _NEW = 0.15, 0.02
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ing", "ed", "er", "s", "ly", "tion")


def write_stream(articles: Sequence[Json], count: int, path: Path, *, seed: int = 5) -> int:
    """Write so many articles as JSON lines; the same for the same seed.

    Returns
    -------
    int
        The number of their words.
    """
    draw = np.random.default_rng(seed)
    names = sorted({word for each in articles for word in _WORD.findall(each["text"]) if word[0].isupper()})
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            article = articles[number % len(articles)]
            chances = iter(draw.random(len(article["text"])).tolist())
            picks = iter(draw.integers(0, 1_000_000, len(article["text"])).tolist())

            def exchanged(
                found: re.Match[str], chances: Iterator[float] = chances, picks: Iterator[int] = picks
            ) -> str:
                chance = next(chances)
                if found[0][0].isupper():
                    return names[next(picks) % len(names)] if chance < _NAMES else found[0]
                return f"{found[0]}{_letters(next(picks))}" if chance < _NEW else found[0]

            text = _WORD.sub(exchanged, article["text"]) if number >= len(articles) else article["text"]
            words += len(text.split())
            out.write(json.dumps({"id": number, "text": text}) + "\n")
    return words


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + _ENDINGS[number % len(_ENDINGS)]
