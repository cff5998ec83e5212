"""Sites in towns: "Mosul Nuri Mosque" is in Mosul, where the gazetteer knows no place of that name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geo_events.coding.event_place import Parents
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import load_lexicon
from geo_events.geoparsing.toponym import Toponym

#: Prior from which a town is meant though nothing says in which country.
_WELL_KNOWN: Final = 0.5


def with_part(
    mention: Mention, mentions: Sequence[Mention], *, gazetteer: Parents, home: str | None
) -> Mention:
    """Read a name that the gazetteer lacks without the words that only say which part of a town is meant.

    Parameters
    ----------
    mention
        One without a place.
    mentions
        Those of its sentence: their countries are looked in first.
    gazetteer
        Knows the names.
    home
        The country that the article speaks of, as an alpha-2 code, or None.

    Returns
    -------
    Mention
        With the town's place, or as it was.
    """
    countries = [m.toponym.place.country_code for m in mentions if m.toponym.place is not None]
    wanted = [code for code in dict.fromkeys((*countries, home)) if code]
    for name in _readings(mention.toponym):
        for code in wanted or (None,):
            found = gazetteer.lookup(name, country=code, exact=True)
            towns = [p for p in found if p.feature_class == "P" and (code or p.prior >= _WELL_KNOWN)]
            if towns:
                return replace(mention, toponym=replace(mention.toponym, place=towns[0]))
    return mention


def _readings(toponym: Toponym) -> Iterator[str]:
    """The name without the words behind it that say of what kind it is, and what may be left of it."""
    words = toponym.text.split()
    lexicon = load_lexicon()
    units = lexicon["first_order_units"] | lexicon["second_order_units"]
    if len(words) > 1 and words[-1].lower() in lexicon["site_words"] | lexicon["settlements"] | units:
        yield " ".join(words[:-1])
        if len(words) > 2:
            yield words[0]
