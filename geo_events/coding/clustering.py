"""Once: which passages of an article tell of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from geo_events.coding.event_place import Parents
from geo_events.coding.likeness import link_evidence, may_be_one, nothing_against
from geo_events.coding.telling import Telling
from geo_events.coding.weighing import Evidence, log_odds

#: Passages with more drafts between them aren't compared: a text that long is a chronicle.
_FARTHEST = 40

Pair = tuple[int, int]
Floats = npt.NDArray[np.float64]


class Kind(Enum):
    """How a telling stands to its event."""

    TOLD = "it tells it outright"
    TOLL = "it tells only how many were killed or hurt"
    REFERENCE = "it refers to what is told elsewhere, or is doubtful"
    HEADLINE = "it is a headline"


@dataclass(frozen=True, slots=True)
class Links:
    """What speaks for the pairs of an article's tellings, by number; those that can't be one are left out.

    Attributes
    ----------
    count
        How many tellings there are.
    kinds
        How each stands to its event.
    evidence
        For each pair; a headline is its second.
    follows
        For a telling of a toll or of damage alone: the one before it in its paragraph, if nothing speaks
        against their being of one event.
    """

    count: int
    kinds: tuple[Kind, ...]
    evidence: Mapping[Pair, Evidence]
    follows: Mapping[int, int]


def find_links(tellings: Sequence[Telling], *, gazetteer: Parents) -> Links:
    """Compare the tellings of an article, in the order of its text."""
    order = sorted(range(len(tellings)), key=lambda n: (tellings[n].draft.headline, n))
    evidence: dict[Pair, Evidence] = {}
    for first, a in enumerate(order):
        for between, b in enumerate(order[first + 1 : first + 2 + _FARTHEST]):
            if may_be_one(tellings[a], tellings[b]):
                evidence[a, b] = link_evidence(tellings[a], tellings[b], between=between, gazetteer=gazetteer)
    return Links(len(tellings), tuple(map(_kind, tellings)), evidence, _followed(tellings, evidence))


def _followed(tellings: Sequence[Telling], evidence: Mapping[Pair, Evidence]) -> dict[int, int]:
    """Tie tolls and damage to what is told just before: "gunmen raided the camp. Three people died"."""
    found = {}
    for number, telling in enumerate(tellings):
        before = next((n for n in range(number - 1, -1, -1) if (n, number) in evidence), None)
        if not (telling.toll or telling.damage) or telling.draft.headline or before is None:
            continue
        same = tellings[before].paragraph == telling.paragraph and not tellings[before].draft.headline
        if same and nothing_against(evidence[before, number]):
            found[number] = before
    return found


def _kind(telling: Telling) -> Kind:
    reality = telling.draft.action.reality
    if telling.draft.headline:
        return Kind.HEADLINE
    if telling.toll:
        return Kind.TOLL
    return Kind.REFERENCE if reality.doubts or reality.noun_without_anchor else Kind.TOLD


def cluster(
    links: Links, weights: Mapping[str, float], *, least: float, least_reference: float, least_headline: float
) -> list[list[int]]:
    """Group tellings: first those that tell outright, then each other with the group it fits best.

    A toll that follows a telling goes where that one goes.

    Parameters
    ----------
    weights
        Of the evidence.
    least
        The logarithm of odds, a mean over pairs, above which two groups are one.
    least_reference, least_headline
        The same for words that only refer to an event or are doubtful, and for headlines, which repeat
        what is told below.

    Returns
    -------
    list of list of int
        The groups, in the order of the text. In none do two tellings stand that can't be one event.
    """
    free = [n for n in range(links.count) if n not in links.follows]
    told = [n for n in free if links.kinds[n] in {Kind.TOLD, Kind.TOLL}]
    odds = np.full((links.count, links.count), -np.inf)
    for (a, b), found in links.evidence.items():
        odds[a, b] = odds[b, a] = log_odds(found, weights)
    groups = _agglomerate(odds, told, least)
    for kind, enough in ((Kind.REFERENCE, least_reference), (Kind.HEADLINE, least_headline)):
        for number in (n for n in free if links.kinds[n] is kind):
            fits = [float(odds[number, group].mean()) for group in groups]
            best = max(range(len(groups)), key=lambda n: fits[n]) if groups else None
            if best is not None and fits[best] > enough:
                groups[best].append(number)
            else:
                groups.append([number])
    for later, before in sorted(links.follows.items()):
        next(group for group in groups if before in group).append(later)
    return sorted(map(sorted, groups))


def _agglomerate(odds: Floats, numbers: Sequence[int], least: float) -> list[list[int]]:
    """Join the likeliest two groups until none is likely enough."""
    groups = [[number] for number in numbers]
    odds = odds[np.ix_(numbers, numbers)]
    while len(groups) > 1:
        a, b = sorted(divmod(int(np.argmax(odds)), len(groups)))
        if not odds[a, b] > least:
            break
        odds = _joined(odds, a, b, len(groups[a]), len(groups[b]))
        groups[a] += groups[b]
        del groups[b]
    return groups


def _joined(odds: Floats, a: int, b: int, of_a: int, of_b: int) -> Floats:
    """The matrix once two groups are one: means over all pairs; a pair that can't be keeps the rest apart."""
    row = (odds[a] * of_a + odds[b] * of_b) / (of_a + of_b)
    odds[a, :], odds[:, a] = row, row
    odds[a, a] = -np.inf
    return np.delete(np.delete(odds, b, axis=0), b, axis=1)


def kinship(links: Links, groups: Sequence[Sequence[int]], weights: Mapping[str, float]) -> list[Evidence]:
    """Say of each group what speaks for its being told by another group as well, earlier or later."""
    odds = {pair: log_odds(found, weights) for pair, found in links.evidence.items()}
    found: list[Evidence] = []
    for number, group in enumerate(groups):
        kin: dict[str, float] = {}
        for side, others in (("earlier", groups[:number]), ("later", groups[number + 1 :])):
            means = [mean for other in others if (mean := _mean(odds, group, other)) is not None]
            if means:
                kin |= {f"kin {side}": 1.0, f"closest kin {side}": max(means)}
        found.append(kin)
    return found


def _mean(odds: Mapping[Pair, float], group: Sequence[int], other: Sequence[int]) -> float | None:
    values = [odds[pair] for a in group for b in other for pair in ((a, b), (b, a)) if pair in odds]
    return sum(values) / len(values) if values else None
