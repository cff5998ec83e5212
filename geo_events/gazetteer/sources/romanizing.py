"""Writing Ukrainian names in Latin letters, as Ukraine does since its government's resolution 55 of 2010."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
#: At the beginning of a word these are written otherwise.
_INITIAL: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_WORD: Final = re.compile(r"[^\s-]+")
_APOSTROPHES: Final = re.compile("['’ʼ`]")


def romanize_ukrainian(name: str) -> str:
    """Write a Ukrainian name in Latin letters: "Новокатеринівка" as "Novokaterynivka"."""
    return _WORD.sub(lambda word: _romanized(word[0]), _APOSTROPHES.sub("", name))


def _romanized(word: str) -> str:
    small = word.lower()
    written = []
    for at, letter in enumerate(small):
        if letter == "г" and at and small[at - 1] == "з":
            latin = "gh"  # "зг" would else read as "ж" does
        elif at == 0 and letter in _INITIAL:
            latin = _INITIAL[letter]
        else:
            latin = _LETTERS.get(letter, letter)
        written.append(latin.capitalize() if word[at].isupper() else latin)
    return "".join(written)
