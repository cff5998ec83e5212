"""Recognising the language of a text, offline: English by its commonest words, else with py3langid."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any, Final

ENGLISH = "en"
#: Characters that are read: a language shows early, and texts may be of any length.
_READ = 4000
#: By how much another language must be likelier than English, in nats. Headlines of foreign names
#: ("Clashes in Deir ez-Zor, Al-Hasakah") come to a few nats, a sentence of another language to far more.
_MARGIN = 25.0

#: English for certain is a text with this share of English function words. News has 0.23 of them, one article
#: in a hundred less than 0.14; of the other languages Danish has most, with 0.04. So most words are English.
_ENGLISH_SHARE: Final = 0.14
#: ... among at least so many words, in at least so many different function words; and no more characters a
#: word than English has, as a text in a script without spaces would.
_ENGLISH_WORDS: Final = 20
_ENGLISH_DIFFERENT: Final = 5
_ENGLISH_WIDTH: Final = 9


def recognise_language(text: str) -> str | None:
    """Recognise the language of a text.

    A text that is rich in the commonest English words is English. Any other is asked of py3langid; where most
    letters are Latin only those are read, so that an English report which quotes Arabic stays English.

    Returns
    -------
    str or None
        ISO 639-1 code, or None where the text is too short to tell.
    """
    sample = text[:_READ]
    if _is_plain_english(sample):
        return ENGLISH
    letters = Counter(char for char in sample if char.isalpha()) if not sample.isascii() else Counter[str]()
    other = {char for char in letters if not _is_latin(char)}
    mostly_latin = 2 * sum(letters[char] for char in other) <= letters.total()
    if mostly_latin and other:
        sample = "".join(char for char in sample if char not in other)
    ranked = [(str(code), float(score)) for code, score in _identifier().rank(sample)]
    scores = dict(ranked)
    best, score = ranked[0]
    if best == ENGLISH:
        second = ranked[1][1]
        return ENGLISH if score - second >= _MARGIN / 5 else None
    return best if not mostly_latin or score - scores[ENGLISH] >= _MARGIN else None


def settle_language(given: str | None, text: str) -> tuple[str | None, str | None]:
    """Choose between the language that metadata give and the one that the text shows.

    Metadata count, but not against the text on whether it is English: what is not English is not
    coded, and English must not be passed over.

    Returns
    -------
    tuple
        ISO 639-1 code or None, and a line for the user where metadata and text disagree, or None.
    """
    found = recognise_language(text)
    code = (given or "").strip().lower().replace("_", "-").split("-")[0]
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        return found, None
    if found is None or (found == ENGLISH) == (code == ENGLISH):
        return code, None
    said = f"the language is given as {code}, but the text reads as {found}"
    return found, f"{said}; it is taken as {found}; mend the metadata"


def is_english(language: str | None) -> bool:
    """Whether a text is treated as English: one too short to tell is."""
    return language is None or language == ENGLISH


def _is_plain_english(sample: str) -> bool:
    words = sample.lower().split()
    if len(words) < _ENGLISH_WORDS or len(sample) > _ENGLISH_WIDTH * len(words):
        return False
    known = _function_words()
    found = [word for word in words if word in known]
    return len(found) >= _ENGLISH_SHARE * len(words) and len(set(found)) >= _ENGLISH_DIFFERENT


@cache
def _function_words() -> frozenset[str]:
    lines = resources.files("geo_events.articles").joinpath("data/english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in lines.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN"))


@cache
def _identifier() -> Any:
    """Load the model once, with the languages that have a two-letter code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted({str(code) for code in identifier.labels if len(str(code)) == 2}))
    return identifier
