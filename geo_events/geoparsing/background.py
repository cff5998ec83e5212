"""What an article as a whole says of a candidate: its English, and its outlet."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.candidates import Candidates, number_of, on_sphere
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.origin import american_usage, homes_of

Floats = npt.NDArray[np.float32]

#: By column, what `Background.evidence` gives for each candidate.
BACKGROUND: Final = (
    "English as in the United States",
    "English as in the Commonwealth",
    "in the outlet's country",
    "not in the outlet's country",
    "named in the outlet",
    "town that the outlet is named after",
    "near the outlet's likely home",
    "near a home of the outlet",
    "in the country of the outlet's home",
)
_HOME_KM: Final = 60.0
_EARTH_KM: Final = 6371.0088
#: Log-odds that a whole step of the prior is worth for an outlet's home.
_PRIOR_SCALE: Final = 8.0
_COUNTRY_DOMAIN: Final = re.compile(r"\.([a-z]{2})(?:[/:]|$)")
#: Domains of countries whose ISO 3166 code is another, and those that outlets use without being there.
_DOMAINS: Final = {"uk": "GB"}
_ANYWHERE: Final = frozenset({"co", "tv", "me", "io", "ai", "fm", "eu", "cc", "ws"})
_SHORTEST_IN_OUTLET: Final = 4


class Background:
    """An article as a whole, asked for each of its names.

    Parameters
    ----------
    document
        The article's words.
    gazetteer
        Knows the outlet's home.
    """

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._outlet = (document.outlet or "").lower().replace(" ", "")
        country = _country_of(document.outlet)
        self._country = None if country is None else number_of(country)
        self._american = american_usage(frozenset(document.lower))
        self._home, homes = homes_of(document.outlet, gazetteer) if document.outlet else ("", ())
        if homes:
            belief = np.exp(_PRIOR_SCALE * np.array([place.prior for place in homes], dtype=np.float32))
            self._home_belief = belief / belief.sum()
            self._home_points = on_sphere(homes)
            self._home_countries = np.array([number_of(place.country_code) for place in homes])

    def evidence(self, name: str, candidates: Candidates) -> Floats:
        """Give one row a candidate of a name, one column for each of `BACKGROUND`."""
        found = np.zeros((len(candidates.places), len(BACKGROUND)), dtype=np.float32)
        if self._american:
            found[:, 0] = candidates.american * self._american
            found[:, 1] = candidates.commonwealth * -self._american
        if self._country is not None:
            found[:, 2] = candidates.countries == self._country
            found[:, 3] = 1.0 - found[:, 2]
        joined = name.replace(" ", "")
        found[:, 4] = float(len(name) >= _SHORTEST_IN_OUTLET and joined in self._outlet)
        if self._home and self._home == joined:
            found[:, 5] = candidates.known_column("populated")
        elif self._home:
            cosine = np.clip(candidates.points @ self._home_points.T, -1.0, 1.0)
            near = np.exp(np.arccos(cosine) * (-_EARTH_KM / _HOME_KM))
            local = candidates.areas != 1
            found[:, 6] = (near @ self._home_belief) * local
            found[:, 7] = near.max(axis=1, initial=0.0) * local
            found[:, 8] = (candidates.countries[:, None] == self._home_countries) @ self._home_belief
        return found


def _country_of(outlet: str | None) -> str | None:
    """Tell the country of an outlet that is known by its address ("dailystar.com.lb")."""
    found = _COUNTRY_DOMAIN.search(outlet.lower()) if outlet else None
    if found is None or found[1] in _ANYWHERE:
        return None
    return _DOMAINS.get(found[1], found[1].upper())
