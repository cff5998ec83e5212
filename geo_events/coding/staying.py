"""Names of several places: one in a country that the article never speaks of gives way to one where it is.

Geoparsing weighs names before anything is known of the events. Here the country that most places of the text
lie in is known, and a hamlet on another continent that nothing in the text speaks for is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, Protocol

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Candidate, Toponym

#: From this confidence on a place abroad stays, whatever lies in the article's country.
_SURE: Final = 0.7
#: Below this confidence a place abroad is dropped, even where the article's country has none of the name.
_UNLIKELY: Final = 0.45
#: What stands between a place and its country where the text names both: "Bosso, in the far south of Niger".
_IN_COUNTRY: Final = re.compile(
    r"\s*(?:,|\()\s*(?:in\s+)?(?:the\s+)?(?:far\s+)?(?:[a-z-]+\s+(?:of\s+)?)?", re.IGNORECASE
)
#: Characters from a name to the area that the text puts behind it ("Alexandria, north of Durban").
_BESIDE: Final = 40


class LooksUp(Protocol):
    """What choosing again needs of a gazetteer."""

    def lookup(
        self, name: str, *, country: str | None = None, limit: int = 10, exact: bool = False
    ) -> list[Place]:
        """The places that a name means, the likeliest first."""


def stay_in_country(
    toponyms: Sequence[Toponym], *, home: str | None, text: str, gazetteer: LooksUp
) -> list[Toponym]:
    """Choose again for names whose place lies in a country that the article names nowhere else.

    Parameters
    ----------
    toponyms
        What geoparsing found, in the order of the text.
    home
        The country that the article speaks of, as an alpha-2 code; with None nothing changes.
    text
        The article's text.
    gazetteer
        Knows the names.

    Returns
    -------
    list of Toponym
        As many, in the same order. A place chosen again lies in the country of the place named just behind
        the name, else in `home`, and has the confidence that geoparsing gave it, 0 if none; the first choice
        becomes a runner-up. An unlikely one that nothing replaces is left without a place, so that the
        event keeps the name and is put where the area around it is.
    """
    if home is None:
        return list(toponyms)
    named: dict[str, set[str]] = {}
    for toponym in toponyms:
        if toponym.place is not None and toponym.place.country_code:
            named.setdefault(toponym.place.country_code, set()).add(toponym.text.casefold())
    return [
        _chosen(toponym, _beside(toponym, toponyms[number + 1 :], text), home, gazetteer)
        if _is_stray(toponym, named, home)
        else toponym
        for number, toponym in enumerate(_as_told(toponyms, text, gazetteer))
    ]


def _as_told(toponyms: Sequence[Toponym], text: str, gazetteer: LooksUp) -> list[Toponym]:
    """Choose again for places in another country than the text itself says ("Bosso, in Niger")."""
    found = list(toponyms)
    for number, (toponym, other) in enumerate(pairwise(toponyms)):
        place, country = toponym.place, other.place
        if place is None or country is None or toponym.kind != "place" or not country.is_country:
            continue
        between = text[toponym.end : other.start]
        if place.country_code in {"", country.country_code} or not _IN_COUNTRY.fullmatch(between):
            continue
        if other.kind == "place" and not other.metonym:
            there = gazetteer.lookup(toponym.text, country=country.country_code, limit=1, exact=True)
            found[number] = _with_place(toponym, there[0]) if there else toponym
    return found


def _is_stray(toponym: Toponym, named: dict[str, set[str]], home: str) -> bool:
    """Whether nothing else in the text is in the country of a place that is not sure."""
    place = toponym.place
    if place is None or toponym.kind != "place" or toponym.confidence >= _SURE or place.is_country:
        return False
    code = place.country_code
    return bool(code) and code != home and named[code] == {toponym.text.casefold()}


def _beside(toponym: Toponym, later: Sequence[Toponym], text: str) -> str | None:
    """The country of the place that the text puts behind a name, in its sentence."""
    for other in later[:1]:
        between = text[toponym.end : other.start]
        if other.place is not None and other.kind == "place" and not other.metonym:
            near = len(between) <= _BESIDE and not any(mark in between for mark in ".;:\n")
            return other.place.country_code if near else None
    return None


def _with_place(toponym: Toponym, place: Place) -> Toponym:
    """Another place for a name, as sure as geoparsing was of it; the first choice becomes a runner-up."""
    first = [] if toponym.place is None else [Candidate(toponym.place, toponym.confidence)]
    score = next((c.score for c in toponym.candidates if c.place.key == place.key), 0.0)
    others = [c for c in toponym.candidates if c.place.key != place.key]
    return replace(toponym, place=place, confidence=score, candidates=(*first, *others))


def _chosen(toponym: Toponym, beside: str | None, home: str, gazetteer: LooksUp) -> Toponym:
    first = toponym.place
    assert first is not None
    for code in dict.fromkeys((beside or home, home)):
        runner_up = next((c for c in toponym.candidates if c.place.country_code == code), None)
        if runner_up is None:
            found = gazetteer.lookup(toponym.text, country=code, limit=1, exact=True)
            runner_up = Candidate(found[0], 0.0) if found else None
        if runner_up is not None:
            return _with_place(toponym, runner_up.place)
    if toponym.confidence >= _UNLIKELY:
        return toponym
    abroad = (Candidate(first, toponym.confidence), *toponym.candidates)
    return replace(toponym, place=None, candidates=abroad)
