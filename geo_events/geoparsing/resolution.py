"""Resolution: which place each mention means, judged by the whole article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.grouping import Group, group_apart, group_mentions
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.ranking import first_belief, stack, weigh
from geo_events.geoparsing.settings import GeoparsingSettings
from geo_events.geoparsing.toponym import Candidate

#: From this probability on that none of a name's places is meant, none is given: six in seven would be wrong.
NONE_MEANT: Final = 0.9
#: Cosine of the angle between two points 25 km apart, within which a town and its unit mostly lie.
_SAME_SPOT: Final = math.cos(25.0 / 6371.0088)


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    settings: GeoparsingSettings,
) -> list[list[Candidate]]:
    """Weigh the places that each mention may mean.

    Parameters
    ----------
    document
        The article's words.
    mentions
        By start.
    gazetteer
        Gives the candidates; of a demonym only the places it is the adjective of.
    settings
        The scorers, by which places are chosen in the light of the others, round by round.

    Returns
    -------
    list of list of Candidate
        For each mention the likeliest candidates with their probabilities; what they lack to 1 is for the
        others, and for none of them being meant. The first is the likeliest at the spot that is believed in
        most, and has the probability of that spot: a town and the district around it share theirs. Empty
        where the gazetteer knows no place of the name, and where rather none of those that it knows is meant.
    """
    groups = group_mentions(document, mentions, gazetteer)
    return _chosen(groups, len(mentions), settings, scored=True)


def resolve_by_priors(
    mentions: Sequence[Mention], *, gazetteer: Gazetteer, settings: GeoparsingSettings
) -> list[list[Candidate]]:
    """Weigh the places that each mention may mean by the gazetteer's priors alone."""
    return _chosen(group_apart(mentions, gazetteer), len(mentions), settings, scored=False)


def _chosen(
    groups: Sequence[Group], count: int, settings: GeoparsingSettings, *, scored: bool
) -> list[list[Candidate]]:
    found: list[list[Candidate]] = [[] for _ in range(count)]
    groups = [group for group in groups if group.candidates.places]
    if not groups:
        return found
    stacked = stack(groups)
    belief = (
        weigh(stacked, settings.scorers, temperature=settings.temperature)
        if scored
        else first_belief(stacked)
    )
    ends = [*stacked.begins[1:].tolist(), len(belief)]
    for group, begin, end in zip(groups, stacked.begins.tolist(), ends, strict=True):
        own = belief[begin:end]
        if 1.0 - float(own.sum()) >= NONE_MEANT:
            continue
        spots = _of_spots(group, own)
        # equal beliefs stay in the order of the priors, which is that of the candidates
        best = np.lexsort((-own, -spots))[: 1 + settings.runners_up].tolist()
        scores = [float(spots[best[0]]), *own[best[1:]].tolist()]
        candidates = [
            Candidate(group.candidates.places[row], round(score, 4))
            for row, score in zip(best, scores, strict=True)
        ]
        for member in group.members:
            found[member] = candidates
    return found


def _of_spots(group: Group, belief: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Add up the belief in each candidate and in those at the same spot, as a town and its district."""
    points = group.candidates.points
    found: npt.NDArray[np.float32] = ((points @ points.T >= _SAME_SPOT) @ belief).round(4)
    return np.minimum(found, np.float32(1.0))
