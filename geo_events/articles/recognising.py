"""Recognising the language of a text, offline, with py3langid."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

ENGLISH = "en"
#: Characters that are read: a language shows early, and texts may be of any length.
_READ = 4000
#: By how much another language must be likelier than English, in nats. Headlines of foreign names
#: ("Clashes in Deir ez-Zor, Al-Hasakah") come to a few nats, a sentence of another language to far more.
_MARGIN = 25.0


def recognise_language(text: str) -> str | None:
    """Recognise the language of a text.

    Where most letters are Latin only those are read, so that an English report which quotes Arabic
    stays English.

    Returns
    -------
    str or None
        ISO 639-1 code, or None where the text is too short to tell.
    """
    letters = [char for char in text[:_READ] if char.isalpha()]
    latin = sum(_is_latin(char) for char in letters)
    mostly_latin = 2 * latin >= len(letters)
    sample = text[:_READ]
    if mostly_latin:
        sample = "".join(char for char in sample if not char.isalpha() or _is_latin(char))
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
