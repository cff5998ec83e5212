"""What an actor is called in the event table, once the event's place and days are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from geo_events.coding.actor_list import choose_period, period_label
from geo_events.coding.actors import Actor
from geo_events.gazetteer.place import Place

#: Soldiers there serve another state.
_WITHOUT_ARMY = frozenset({"PS"})
#: ACLED names these states' forces by the long name.
_WRITTEN_OUT = {"DR Congo": "Democratic Republic of Congo"}
_STATE, _ABROAD = "State forces", "External/Other forces"


def name_actor(
    actor: Actor,
    *,
    where: str | None,
    start: dt.date | None,
    end: dt.date | None,
    published: dt.date | None,
    country_of: Callable[[str], Place | None],
) -> tuple[str | None, str | None]:
    """Return an actor's name and type.

    Parameters
    ----------
    actor
        As it was read.
    where
        ISO code of the country where the event happened: a state's forces elsewhere are External/Other forces
        (ACLED codebook), and an actor that nobody names bears its country in brackets.
    start, end
        The event's days: they choose the actor's period. Where none is known, the day of publication chooses
        among the rows of a group, and a state's forces go without a period.
    """
    if actor.known:
        row = choose_period(actor.known, end or start or published)
        if row.title is None or not row.countries:
            return row.name, _kind(row.type, row.countries, where)
        serves = country_of(row.countries[0])
        if serves is None or row.name != f"{row.title} {with_article(serves.name)}":
            return row.name, _kind(row.type, row.countries, where)
        return _state_name(row.title, serves, start, end), _kind(_STATE, row.countries, where)
    home = actor.country or where
    if actor.title and not actor.country and where in _WITHOUT_ARMY:
        home = actor.fallback
    country = country_of(home) if home else None
    if actor.title is not None:
        if country is None:
            return actor.title.removesuffix(" of"), actor.type
        return _state_name(actor.title, country, start, end), _kind(_STATE, (country.country_code,), where)
    if actor.name is None or country is None or actor.proper:
        return actor.name, actor.type
    return f"{actor.name} ({country.name})", actor.type


def _kind(listed: str, home: tuple[str, ...], where: str | None) -> str:
    return _ABROAD if listed == _STATE and home and where is not None and where not in home else listed


def _state_name(title: str, country: Place, start: dt.date | None, end: dt.date | None) -> str:
    period = period_label(country.country_code, start, end)
    name = f"{title} {with_article(country.name)}"
    return f"{name} ({period})" if period else name


def with_article(country: str) -> str:
    """A country's name as it stands behind "of", written out where the common name is a short form."""
    country = _WRITTEN_OUT.get(country, country)
    article = country.startswith(("United ", "Central African", "Democratic Republic")) or country.endswith(
        ("Islands", "Philippines", "Netherlands", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles")
    )
    return f"the {country}" if article else country
