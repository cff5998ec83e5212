"""Resolution: which place each mention means, judged by the whole article."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.context import Context, contexts, feature_fit, holds
from geo_events.geoparsing.coordinates import lies_at
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.settings import GeoparsingSettings
from geo_events.geoparsing.toponym import Candidate

Features = dict[str, float]


def weigh(features, weights):
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


#: Kilometres over which being near another place of the article loses most of its weight.
_REACH_KM = 150.0
_EARTH_KM = 6371.0088
#: Log-odds that a whole step of the prior is worth before anything else is known.
_PRIOR_SCALE = 8.0
#: Evidence beside one mention that speaks for the name's other mentions, too.
_SHARED = ("held_by_next", "beside_holder", "feature_fits", "feature_differs", "dateline_populated")
#: Names in capitals of so few letters are initials.
_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The places that the rest of the article means, each with the share of belief in it."""

    countries: dict[str, float]
    admin1s: dict[tuple[str, str], float]
    points: tuple[tuple[Place, float], ...]
    named: frozenset[str]


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
        The parsed article.
    mentions
        By start.
    gazetteer
        Gives the candidates; of a demonym only the places it is the adjective of.
    settings
        Weights, and the rounds in which places are chosen in the light of the others.

    Returns
    -------
    list of list of Candidate
        For each mention its candidates with probabilities that sum to 1, the likeliest first;
        an empty list where the gazetteer knows no place of the name.
    """
    places = [candidate_places(mention, gazetteer, settings) for mention in mentions]
    *_, belief = beliefs(mentions, places, contexts(document, mentions, places), settings)
    return [
        sorted(
            (Candidate(place, round(share, 4)) for place, share in zip(options, shares, strict=True)),
            key=lambda candidate: (-candidate.score, -candidate.place.prior, candidate.place.key),
        )
        for options, shares in zip(places, belief, strict=True)
    ]


def beliefs(
    mentions: Sequence[Mention],
    places: Sequence[list[Place]],
    around: Sequence[Context],
    settings: GeoparsingSettings,
) -> Iterator[list[list[float]]]:
    """Yield the shares of belief in each mention's places: by their priors first, then round by round."""
    belief = [_shares([_PRIOR_SCALE * place.prior for place in options]) for options in places]
    yield belief
    for _ in range(settings.rounds):
        evidence = resolution_features(mentions, places, around, belief)
        belief = [
            _shares([weigh(features, settings.resolution) / settings.temperature for features in options])
            for options in evidence
        ]
        yield belief


def candidate_places(mention: Mention, gazetteer: Gazetteer, settings: GeoparsingSettings) -> list[Place]:
    """Look up the places that a mention may mean, the likeliest first."""
    if mention.place is not None:
        return [mention.place]
    if mention.kind == "demonym":
        return gazetteer.lookup_demonym(mention.text, limit=settings.candidates)
    places = gazetteer.lookup(mention.text, limit=settings.candidates, exact=True)
    if mention.text.isupper() and len(mention.text) <= _INITIALS:
        # "EU" is no town in France, but the "GAO" of a headline is one in Mali
        return [place for place in places if place.feature_class != "P"]
    return places


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def resolution_features(
    mentions: Sequence[Mention],
    places: Sequence[list[Place]],
    around: Sequence[Context],
    belief: Sequence[list[float]],
) -> list[list[Features]]:
    """Gather the evidence on each mention's places, given what the others are believed to mean.

    The mentions of one name are judged together: what stands beside one of them
    ("Tripoli, Lebanon") speaks for all, though less than for itself.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        groups[mention.kind, mention.text.lower()].append(number)
    gathered: list[list[Features]] = [[] for _ in mentions]
    for members in groups.values():
        options = places[members[0]]
        if not options:
            continue
        surroundings = _surroundings(mentions, places, belief, set(members))
        shared = [
            _document_features(place, rank, options, surroundings) for rank, place in enumerate(options)
        ]
        local = [[_local_features(place, around[number]) for place in options] for number in members]
        for position, number in enumerate(members):
            others = [row for at, row in enumerate(local) if at != position]
            for rank in range(len(options)):
                features = {**shared[rank], **local[position][rank]}
                for name in _SHARED:
                    if others:
                        features[f"{name}_elsewhere"] = max(row[rank].get(name, 0.0) for row in others)
                gathered[number].append(features)
    return gathered


def _surroundings(
    mentions: Sequence[Mention],
    places: Sequence[list[Place]],
    belief: Sequence[list[float]],
    left_out: set[int],
) -> Surroundings:
    countries: dict[str, float] = defaultdict(float)
    admin1s: dict[tuple[str, str], float] = defaultdict(float)
    points: dict[str, tuple[Place, float]] = {}
    named: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for number, (options, shares) in enumerate(zip(places, belief, strict=True)):
        name = (mentions[number].kind, mentions[number].text.lower())
        if number in left_out or not options or name in seen:
            continue
        seen.add(name)
        for place, share in zip(options, shares, strict=True):
            if share < 0.1:
                continue
            if place.country_code:
                countries[place.country_code] += share
            if place.is_country:
                named.add(place.country_code)
                continue
            if place.admin1:
                admin1s[place.country_code, place.admin1] += share
            if share >= points.get(place.key, (place, 0.0))[1]:
                points[place.key] = (place, share)
    total = max(1.0, sum(countries.values()))
    return Surroundings(
        countries={code: weight / total for code, weight in countries.items()},
        admin1s={code: weight / total for code, weight in admin1s.items()},
        points=tuple(points.values()),
        named=frozenset(named),
    )


def _document_features(place: Place, rank: int, options: list[Place], around: Surroundings) -> Features:
    """Evidence that is the same for every mention of the name."""
    features: Features = {
        "prior": place.prior,
        "likeliest": float(rank == 0),
        "margin": place.prior - max((p.prior for p in options if p.key != place.key), default=0.0),
        "country": float(place.is_country),
        "admin1": float(place.is_admin1),
        "admin2": float(place.is_admin2),
        "populated": float(place.feature_class == "P"),
        "share_of_country": around.countries.get(place.country_code, 0.0) if place.country_code else 0.0,
        "country_named": float(place.country_code in around.named),
    }
    if not place.is_country:
        features["share_of_admin1"] = around.admin1s.get((place.country_code, place.admin1), 0.0)
        here = (place.latitude, place.longitude)
        near = [
            share * math.exp(-distance_km(here, (other.latitude, other.longitude)) / _REACH_KM)
            for other, share in around.points
        ]
        features["nearest_other"] = max(near, default=0.0)
        features["others_near"] = min(sum(near), 4.0)
        if any(holds(other, place) for other, share in around.points if share > 0.5):
            features["area_named"] = 1.0
    if any(holds(place, other) for other, share in around.points if share > 0.5):
        features["holds_another"] = 1.0
    return features


def _local_features(place: Place, context: Context) -> Features:
    """Evidence from the words beside one mention."""
    features: Features = {}
    fit = feature_fit(context.feature, place)
    if fit is not None:
        features["feature_fits" if fit else "feature_differs"] = fit or 1.0
    if any(holds(area, place) for area in context.holders) or any(lies_at(place, p) for p in context.points):
        features["held_by_next"] = 1.0
    if any(holds(place, held) for held in context.held):
        features["holds_previous"] = 1.0
    if place.country_code in context.beside and not place.is_country:
        features["beside_holder"] = 1.0
    if context.in_dateline:
        features["dateline_populated" if place.feature_class == "P" else "dateline_other"] = 1.0
    return features


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points given as latitude and longitude."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    haversine = math.sin((lat2 - lat1) / 2) ** 2
    haversine += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, haversine)))
