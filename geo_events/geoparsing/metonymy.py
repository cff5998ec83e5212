"""Metonymy: names of capitals and countries that stand for a government ("pushing Washington").

The words around a name are read for named pieces of evidence; reviewed weights sum them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.clauses import Clause
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.lexicon import read_data
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.metonym_evidence import evidence_around
from geo_events.geoparsing.metonym_words import metonym_words

_SEATS: Final = frozenset({"PPLC", "PPLG"})


def can_stand_for_government(place: Place) -> bool:
    """Whether the press uses the place's name for a government: countries, capitals, seats of government."""
    if place.is_country or place.feature_code in _SEATS:
        return True
    words = metonym_words()
    return place.geonameid in words.seats or place.key in words.seat_keys


def is_metonym(document: Document, mention: Mention, place: Place | None) -> bool:
    """Judge by the words around a mention whether it stands for a government.

    Parameters
    ----------
    document
        The article's words.
    mention
        Its span in the shadow text; only mentions of the kind ``place`` are ever metonyms.
    place
        What it was resolved to; a name without a place never is one.

    Returns
    -------
    bool
        True where the name acts ("Moscow denied", "U.S. aircraft fired"), is worked upon ("urged Tehran to"),
        owns an act ("Washington's version"), is dealt with ("talks with Tehran") or names a government ("the
        Baghdad government"); False behind a preposition of place and everywhere else.
    """
    evidence = metonym_evidence(document, mention, place)
    weights = metonym_weights()
    return sum(value * weights.get(name, 0.0) for name, value in evidence.items()) > 0.0


def metonym_evidence(document: Document, mention: Mention, place: Place | None) -> Mapping[str, float]:
    """Gather what speaks for and against a mention's standing for a government.

    Returns
    -------
    Mapping
        Evidence by name, as `metonym_weights` has it; empty where the name can't stand for a government.
    """
    if mention.kind != "place" or place is None or not can_stand_for_government(place):
        return {}
    dateline = document.dateline
    if dateline is not None and dateline[0] <= mention.start < dateline[1]:
        return {}
    first, last = document.word_range(mention.start, mention.end)
    if first >= last:
        return {}
    clause = Clause(document, first, last, metonym_words())
    found = evidence_around(clause, country=place.is_country, in_title=mention.end <= document.title_end)
    return dict.fromkeys(["bias", *found], 1.0)


@cache
def metonym_weights() -> Mapping[str, float]:
    """Read the weights of the evidence (``data/metonym_weights.yaml``)."""
    weights: dict[str, float] = read_data("metonym_weights.yaml")
    return weights
