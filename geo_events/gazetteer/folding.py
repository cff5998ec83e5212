"""Folding: the one form of a name under which its spellings meet.

Names and article text go through the same tokens, so that what a name folds to is found in a text.
Folded away are case, accents, apostrophes, hyphens, the dots of abbreviations, the assimilated forms of the
Arabic article (ad-, as-, ez-, ... all become "al"), and St, Ste, Mt and Ft. Other scripts are kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Apostrophes, and the letters and marks that transliterations use for hamza and ain.
_APOSTROPHES: Final = "'’‘`´ʼʻʽʾʿˈ′ˊˋ՚＇"
_HYPHENS: Final = "‐‑‒–−_/-"

#: Vowel signs and other marks that Python's \w leaves out, in the scripts of the Middle East and Asia.
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0711\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e\u135d-\u135f\u17b4-\u17d3"
)
#: Abbreviations such as U.S. with the last dot or without; else a word, which may hold apostrophes.
_TOKEN: Final = re.compile(
    r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?"
    rf"|[^\W_](?:[^\W_]|[{_MARKS}]|[{_APOSTROPHES}]+(?=[^\W_]))*"
)
_GAP_SPACE: Final = re.compile(rf"[\s{_HYPHENS}\u200b-\u200f\u00ad]*")
_POSSESSIVE: Final = re.compile(rf"(?<=[^\W_])[{_APOSTROPHES}][sS]$")

#: The Arabic article before sun letters, as transliterations write it.
ARTICLES: Final = frozenset({
    "al", "el", "ul", "il", "ad", "ed", "ud", "ar", "er", "ur", "as", "es", "ash", "esh", "ush", "at",
    "et", "ut", "an", "en", "un", "az", "ez", "uz", "adh", "edh", "ath", "eth",
})  # fmt: skip
#: What abbreviated first words of place names stand for.
EXPANSIONS: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_EXPANDED: Final = frozenset(EXPANSIONS.values())

#: Letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "e",
     "ŧ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ﬁ": "fi", "ﬂ": "fl", "ـ": None}
)  # fmt: skip
_DROPPED: Final = str.maketrans(dict.fromkeys(_APOSTROPHES + ".", None))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes
    ----------
    text
        The folded text: tokens with one character between them, a space within a name, else a mark
        that no name holds.
    starts
        Offset of each token in the folded text.
    spans
        Span of each token in the given text, in code points, a possessive 's left out.
    ends
        Offset of each token's end in the folded text.
    """

    text: str
    starts: list[int]
    spans: list[tuple[int, int]]
    ends: list[int]


def fold(name: str) -> str:
    """Fold a name.

    Returns
    -------
    str
        The key under which the name is looked up; empty where the name holds no letter or digit.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        # Most names are plain words; this is the same, ten times faster.
        return " ".join([EXPANSIONS.get(word, word) for word in name.lower().split()])
    return fold_text(name).text


def fold_text(text: str) -> Folded:
    """Fold a text of any length, keeping where each token stood."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    spans: list[tuple[int, int]] = []
    position = 0
    previous_end = 0
    previous_short = False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token, cut = _fold_token(match[0])
        if not token:
            continue
        if parts:
            gap = text[previous_end:start]
            joint = " "
            if gap != " ":
                joint = _joint(gap, previous_short)
                if len(gap) == 1 and gap in _HYPHENS and parts[-1] in ARTICLES:
                    parts[-1] = "al"
                    position = ends[-1] = starts[-1] + 2
            parts.append(joint)
            position += len(joint)
        parts.append(token)
        starts.append(position)
        position += len(token)
        ends.append(position)
        previous_end = end - cut
        spans.append((start, previous_end))
        previous_short = previous_end - start <= 2 or token in _EXPANDED
    return Folded("".join(parts), starts, spans, ends)


def with_articles(key: str) -> str:
    """Write every article of a folded name as "al", whether a hyphen followed it or not."""
    tokens = key.split(" ")
    if len(tokens) == 1:
        return key
    last = len(tokens) - 1
    return " ".join("al" if t in ARTICLES and n < last else t for n, t in enumerate(tokens))


def without_articles(key: str) -> str:
    """Leave the articles of a folded name out; the name itself where nothing else is in it."""
    tokens = [t for t in with_articles(key).split(" ") if t != "al"]
    return " ".join(tokens) or key


def without_possessive(key: str) -> str:
    """Write a folded "king's" as "kings", as many spell it."""
    return key.replace("'s", "s")


def without_marks(name: str) -> str:
    """Take the marks of a letter-by-letter transliteration off a name, keeping case, spaces and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) != "Mn")
    return "".join("'" if c in _APOSTROPHES else c for c in plain).strip("' ")


@lru_cache(maxsize=100_000)
def _fold_token(token: str) -> tuple[str, int]:
    """Fold one token; also say how many characters of a possessive were cut from its end."""
    cut = 2 if _POSSESSIVE.search(token) else 0
    if cut:
        token = token[:-2]
    if not token.isascii():
        decomposed = unicodedata.normalize("NFKD", token)
        token = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" or ord(c) >= 0x0900)
    token = token.casefold().translate(_LETTERS).translate(_DROPPED)
    return EXPANSIONS.get(token, token), cut


@lru_cache(maxsize=10_000)
def _joint(gap: str, after_short: bool) -> str:
    """Say what joins two tokens: a space, a comma, "&", or a mark that ends every name."""
    if gap[:2].lower() in {a + "s" for a in _APOSTROPHES}:
        rest = gap[2:]
        return "'s " if rest and rest.isspace() and rest.count("\n") < 2 else "|"
    if after_short and gap.startswith("."):
        gap = gap[1:]  # "St. Louis", "U. S."
    if gap.count("\n") > 1:
        return "|"
    if _GAP_SPACE.fullmatch(gap):
        return " "
    bare = gap.strip(_APOSTROPHES)
    if bare != gap and _GAP_SPACE.fullmatch(bare) and bare:
        return " "
    return {",": ", ", "&": " & "}.get(gap.strip(), "|")
