"""Sites in towns: "Mosul Nuri Mosque" is in Mosul, where the gazetteer knows no place of that name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geopy.distance import geodesic

from geo_events.coding.event_place import Parents
from geo_events.coding.mentions import Mention, says_where
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.proper_names import Name
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym

#: A quarter is not further from the middle of its town.
_REACH_KM: Final = 50.0
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


def is_part_of_town(name: Name) -> bool:
    """Whether the words say that a name is that of a part of a town: "the Qasr quarter", "Nuri mosque"."""
    return _is_called(name, load_lexicon()["town_parts"]) or is_quarter(name)


def is_road(name: Name) -> bool:
    """Whether a name is that of a road, which says little of where ("National Road 1")."""
    doc = name.root.doc
    words = [token.lower_ for token in doc[name.start : name.end] if not token.like_num]
    return len(words) > 1 and not load_lexicon()["roads"].isdisjoint((words[0], words[-1]))


def is_quarter(name: Name) -> bool:
    """Whether the words say that a name is that of a quarter or a street."""
    kinds, root = load_lexicon()["quarters"], name.root
    of = root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.lower() in kinds
    return of or _is_called(name, kinds)


def is_elsewhere(
    name: Name, mention: Mention, mentions: Sequence[Mention], *, town: Place | None, home: str | None
) -> bool:
    """Whether a quarter or street was taken for a place of its name somewhere else.

    Parameters
    ----------
    name, mention
        The name, and what geoparsing found in it.
    mentions
        Those of its sentence: its towns are looked at first.
    town
        The town that the text speaks of here, or None.
    home
        The country that the article speaks of, as an alpha-2 code, or None.
    """
    place = mention.toponym.place
    if place is None or place.is_country or not _is_called(name, load_lexicon()["quarters"]):
        return False
    others = (other.toponym.place for other in mentions if other is not mention and says_where(other))
    towns = [each for each in (*others, town) if each is not None and each.feature_class == "P"]
    if not towns:
        return home is not None and place.country_code != home
    here = (place.latitude, place.longitude)
    return all(geodesic(here, (each.latitude, each.longitude)).km > _REACH_KM for each in towns)


def _is_called(name: Name, kinds: frozenset[str]) -> bool:
    """Whether a word of a kind ends the name or stands behind it."""
    doc = name.root.doc
    beside = [doc[name.end - 1]] if name.end - name.start > 1 else []
    if name.end < len(doc):
        beside.append(doc[name.end])
    return any(token.lemma_.lower() in kinds or token.lower_ in kinds for token in beside)


def _readings(toponym: Toponym) -> Iterator[str]:
    """The name without the words behind it that say of what kind it is, and what may be left of it."""
    words = toponym.text.split()
    lexicon = load_lexicon()
    if len(words) > 1 and words[0].lower() in lexicon["compass"]:
        yield " ".join(words[1:])
    units = lexicon["first_order_units"] | lexicon["second_order_units"]
    kinds = (lexicon["site_words"] | lexicon["settlements"] | units) - lexicon["outside_towns"]
    if len(words) > 1 and words[-1].lower() in kinds:
        yield " ".join(words[:-1])
        if len(words) > 2:
            yield words[0]
