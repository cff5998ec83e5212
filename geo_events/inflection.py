"""The forms of English verbs and nouns, derived from their base forms by the rules of spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntFlag
from typing import Final, NamedTuple

_VOWELS: Final = "aeiou"
_HISSING: Final = ("s", "x", "z", "ch", "sh", "o")


class Form(IntFlag):
    """What a form of a verb may be."""

    BASE = 1
    PRESENT = 2
    PAST = 4
    PARTICIPLE = 8
    ING = 16


class Inflected(NamedTuple):
    """A form that was looked up: the verb's base form, and what the form may be."""

    base: str
    form: Form


def verb_forms(bases: Iterable[str], irregular: Mapping[str, str]) -> dict[str, Inflected]:
    """Derive all forms of verbs.

    Parameters
    ----------
    bases
        The base forms.
    irregular
        Past tense and participle of irregular verbs, "saw seen".

    Returns
    -------
    dict
        What each form belongs to. Of a verb that doubles its last letter in some dialects both spellings
        are in it ("signaled", "signalled"), so are some that nobody writes.
    """
    forms: dict[str, Inflected] = {}

    def add(written: str, base: str, form: Form) -> None:
        known = forms.get(written)
        if known is None or known.base == base:
            forms[written] = Inflected(base, form | (known.form if known else Form(0)))

    bases = list(bases)
    for base in bases:
        add(base, base, Form.BASE)
    for base in bases:
        add(third_person(base), base, Form.PRESENT)
        for stem in _stems(base):
            add(f"{stem}ing", base, Form.ING)
        if base in irregular:
            past, participle = irregular[base].split()
            add(past, base, Form.PAST)
            add(participle, base, Form.PARTICIPLE)
            continue
        for stem in _stems(base):
            add(_past(stem), base, Form.PAST | Form.PARTICIPLE)
    return forms


def noun_forms(bases: Iterable[str]) -> frozenset[str]:
    """Give nouns in the singular and the plural."""
    found = set()
    for base in bases:
        found |= {base, third_person(base)}
        if base.endswith("man"):
            found.add(f"{base[:-3]}men")
    return frozenset(found)


def third_person(base: str) -> str:
    """Put an s behind a word as English spelling wants it."""
    if base.endswith(_HISSING):
        return f"{base}es"
    return f"{base[:-1]}ies" if _ends_in_y(base) else f"{base}s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return f"{stem}d"
    return f"{stem[:-1]}ied" if _ends_in_y(stem) else f"{stem}ed"


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in _VOWELS


def _stems(base: str) -> list[str]:
    """What "ed" and "ing" are put behind: "suspend", "impos", "ban" and "bann"."""
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return [base[:-1]]
    if len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        return [base, base + base[-1]]
    return [base]
