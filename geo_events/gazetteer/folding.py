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
from itertools import accumulate
from typing import Final

#: Apostrophes, and the letters and marks that transliterations use for hamza and ain.
_APOSTROPHES: Final = "'’‘`´ʼʻʽʾʿˈ′ˊˋ՚＇"
_HYPHENS: Final = "‐‑‒–−_/-"

#: Vowel signs and other marks that Python's \w leaves out, in the scripts of the Middle East and Asia.
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0711\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e\u135d-\u135f\u17b4-\u17d3"
)
#: A word, which may hold apostrophes, or an abbreviation such as U.S. with the last dot or without.
_TOKEN: Final = re.compile(
    rf"([^\W_]++(?:(?:[{_MARKS}]+[^\W_]*|[{_APOSTROPHES}]+[^\W_]+)+"
    r"|(?<=(?<!\w)[^\W\d_])(?:\.[^\W\d_])+(?!\w)\.?)?)"
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
#: With the blank and comma that some letters, such as ligatures of a whole phrase, come apart into.
_DROPPED: Final = str.maketrans(dict.fromkeys(_APOSTROPHES + "., ", None))


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
    tokens
        Each token, folded.
    """

    text: str
    starts: list[int]
    spans: list[tuple[int, int]]
    ends: list[int]
    tokens: list[str]


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
    pieces = _TOKEN.split(text)
    words, gaps = pieces[1::2], pieces[2::2]
    if not words:
        return Folded("", [], [], [], [])
    keys, cuts = map(list, zip(*map(_fold_token, words), strict=True))
    # Gap and word by turns: every other sum of their lengths is where a word begins, or where it ends.
    borders = list(accumulate(map(len, pieces)))
    begins, ends = borders[:-1:2], borders[1::2]
    if any(cuts):
        for number in [number for number, cut in enumerate(cuts) if cut]:
            gaps[number] = words[number][-cuts[number] :] + gaps[number]
            ends[number] -= cuts[number]
    if "" in keys:
        keys, gaps, begins, ends = _without_empty(keys, begins, ends, text)
        if not keys:
            return Folded("", [], [], [], [])
    spans = list(zip(begins, ends, strict=True))
    joints = _joints(keys, gaps, spans)
    parts = [""] * (2 * len(keys))
    parts[::2], parts[1::2] = keys, joints
    borders = list(accumulate(map(len, parts), initial=0))
    return Folded("".join(parts), borders[:-1:2], spans, borders[1::2], keys)


def _without_empty(
    keys: list[str], begins: list[int], ends: list[int], text: str
) -> tuple[list[str], list[str], list[int], list[int]]:
    """Leave out words of which nothing is left; they are part of the gap then."""
    kept = [number for number, key in enumerate(keys) if key]
    keys = [keys[number] for number in kept]
    begins, ends = ([column[number] for number in kept] for column in (begins, ends))
    gaps = [text[end:begin] for end, begin in zip(ends, begins[1:], strict=False)]
    return keys, [*gaps, ""], begins, ends


def _joints(keys: list[str], gaps: list[str], spans: list[tuple[int, int]]) -> list[str]:
    """Say what follows each token; an article before a hyphen becomes "al" among the tokens."""
    joints = [" "] * (len(gaps) - 1)
    for number in [number for number, gap in enumerate(gaps[:-1]) if gap != " "]:
        gap, (start, end) = gaps[number], spans[number]
        if len(gap) == 1 and gap in _HYPHENS and keys[number] in ARTICLES:
            keys[number] = "al"
        else:
            short = gap.startswith(".") and (end - start <= 2 or keys[number] in _EXPANDED)
            joints[number] = _joint(gap, short)
    return [*joints, ""]


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
