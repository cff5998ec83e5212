"""Fit the weights of geoparsing on gold files and print them as `geo_events/geoparsing/data/weights.yaml`.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/geoparsing_weights.py GOLD.jsonl ... > weights.yaml

Two thirds of the articles (by a hash of the id) are fitted first, to report on the third kept aside
(on standard error); the weights that are printed are of all articles.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from geoparsing import read_gold

from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing import GeoparsingSettings, default_settings
from geo_events.geoparsing.context import Context, contexts
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.evidence import Features
from geo_events.geoparsing.geoparse import read_document
from geo_events.geoparsing.recognition import Mention, judge_spans, recognise
from geo_events.geoparsing.resolution import beliefs, candidate_places, distance_km, resolution_features
from geo_events.language import Language

Vector = npt.NDArray[np.float64]
#: Where the gold is too thin to teach what any reader knows, the weight is drawn to this value,
#: with this strength (others: to 0, with strength 2 or 3).
EXPECTED_OF_MENTIONS = {
    "after_title": (-2.5, 30.0),
    "after_initial": (-2.5, 30.0),
    "entity_person_inside": (-1.5, 30.0),
    "given_name_before_name": (-3.0, 30.0),
    "before_group_word": (-2.5, 30.0),
    "in_outlet_name": (-4.0, 30.0),
    "in_dateline": (3.0, 10.0),
    "feature_word": (1.5, 5.0),
    "before_institution": (0.5, 5.0),
}
EXPECTED_OF_PLACES = {
    "feature_fits": (2.5, 40.0),
    "feature_differs": (-1.5, 40.0),
    "held_by_next": (4.0, 20.0),
    "held_by_next_elsewhere": (1.5, 20.0),
    "holds_previous": (3.0, 40.0),
    "beside_holder": (3.0, 40.0),
}
#: An article of the briefs, which are few but of the kind that users have, counts as three.
BRIEFS_COUNT = 3.0


@dataclass(frozen=True)
class Example:
    """A parsed article with its gold, its spans in the shadow text."""

    id: str
    weight: float
    document: Document
    gold: dict[tuple[int, int], dict[str, Any]]

    @property
    def kept_aside(self) -> bool:
        """Whether the article belongs to the third that is reported on."""
        return int(hashlib.md5(self.id.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


@dataclass(frozen=True)
class Choice:
    """Rows of evidence of which one or several are right: one row for a yes or no."""

    rows: Vector
    right: npt.NDArray[np.bool_]
    weight: float
    kept_aside: bool


def read_examples(paths: Sequence[Path]) -> list[Example]:
    """Parse the articles of the gold files."""
    language, examples = Language(), []
    with TemporaryDirectory() as folder:
        for path in paths:
            for article, toponyms in read_gold(path, Path(folder)):
                parsed = language.parse(article)
                gold = {parsed.shadow.find(t["start"], t["end"]): t for t in toponyms}
                weight = BRIEFS_COUNT if path.stem.startswith("briefs") else 1.0
                examples.append(Example(str(article.id), weight, read_document(article, parsed), gold))
    return examples


def fit_mentions(
    examples: Sequence[Example], kind: str, gazetteer: Gazetteer, settings: GeoparsingSettings
) -> dict[str, float]:
    """Fit by logistic regression which spans are mentions."""
    judged = [
        (example, mention)
        for example in examples
        for mention in judge_spans(example.document, gazetteer=gazetteer, settings=settings)
        if mention.kind == kind
    ]
    names = sorted({name for _, mention in judged for name in mention.features})
    rows = _matrix([mention.features for _, mention in judged], names)
    right = np.array([(m.start, m.end) in example.gold for example, m in judged])
    weight = np.array([example.weight for example, _ in judged])
    aside = np.array([example.kept_aside for example, _ in judged])
    expected = EXPECTED_OF_MENTIONS if kind == "place" else {}
    mean, strength = _expectation(names, expected, 3.0)

    def slopes(chosen: npt.NDArray[np.bool_]) -> Callable[[Vector], tuple[Vector, Vector]]:
        x, y, w = rows[chosen], right[chosen].astype(float), weight[chosen]

        def slope(at: Vector) -> tuple[Vector, Vector]:
            p = 1.0 / (1.0 + np.exp(-np.clip(x @ at, -30.0, 30.0)))
            return x.T @ (w * (p - y)), (x * (w * p * (1.0 - p))[:, None]).T @ x

        return slope

    held_out = rows[aside] @ _newton(slopes(~aside), mean, strength) > 0
    hits = (held_out & right[aside]).sum()
    precision, recall = hits / max(1, held_out.sum()), hits / max(1, right[aside].sum())
    print(f"{kind}: kept aside {aside.sum()} spans, P {precision:.3f} R {recall:.3f}", file=sys.stderr)
    return dict(zip(names, _newton(slopes(np.ones_like(aside)), mean, strength), strict=True))


def fit_places(
    examples: Sequence[Example], gazetteer: Gazetteer, settings: GeoparsingSettings, passes: int = 3
) -> dict[str, float]:
    """Fit by conditional logistic regression which place a name means; belief and weights by turns."""
    for _ in range(passes):
        gathered: list[tuple[Example, list[Features], list[bool]]] = []
        for example in examples:
            mentions = recognise(example.document, gazetteer=gazetteer, settings=settings)
            places = [candidate_places(mention, gazetteer, settings) for mention in mentions]
            around = contexts(example.document, mentions, places)
            evidence = _last_evidence(mentions, places, around, settings)
            for mention, options, features in zip(mentions, places, evidence, strict=True):
                right = _right_places(example.gold.get((mention.start, mention.end)), options)
                if any(right):
                    gathered.append((example, features, right))
        names = sorted({name for _, features, _ in gathered for row in features for name in row})
        choices = [
            Choice(_matrix(features, names), np.array(right), 1.0, example.kept_aside)
            for example, features, right in gathered
        ]
        mean, strength = _expectation(names, EXPECTED_OF_PLACES, 2.0)
        fitted = _newton(_choice_slopes([c for c in choices if not c.kept_aside]), mean, strength)
        asked = [c for c in choices if c.kept_aside]
        hits = sum(bool(c.right[int(np.argmax(c.rows @ fitted))]) for c in asked)
        print(
            f"places: kept aside {len(asked)} answerable mentions, right {hits / len(asked):.3f}",
            file=sys.stderr,
        )
        final = _newton(_choice_slopes(choices), mean, strength)
        weights = {name: float(value) for name, value in zip(names, final, strict=True)}
        settings = replace(settings, resolution=weights)
    return weights


def _last_evidence(
    mentions: list[Mention], places: list[list[Place]], around: list[Context], settings: GeoparsingSettings
) -> list[list[Features]]:
    """The evidence of the last round, in which the others' places have been chosen."""
    *_, last = beliefs(mentions, places, around, replace(settings, rounds=settings.rounds - 1))
    return resolution_features(mentions, places, around, last)


def _right_places(gold: dict[str, Any] | None, options: Sequence[Place]) -> list[bool]:
    """Say which candidates are the gold's place: the same record, else those about as near as the nearest."""
    if gold is None or gold["latitude"] is None or not options:
        return [False] * len(options)
    same = [p.geonameid is not None and p.geonameid == gold.get("geonameid") for p in options]
    if any(same):
        return same
    away = [distance_km((gold["latitude"], gold["longitude"]), (p.latitude, p.longitude)) for p in options]
    return [km <= min(161.0, max(25.0, 1.5 * min(away))) for km in away]


def _choice_slopes(choices: Sequence[Choice]) -> Callable[[Vector], tuple[Vector, Vector]]:
    def slope(at: Vector) -> tuple[Vector, Vector]:
        gradient, curvature = np.zeros(len(at)), np.zeros((len(at), len(at)))
        for choice in choices:
            scores = choice.rows @ at
            p = np.exp(scores - scores.max())
            p /= p.sum()
            among_right = np.where(choice.right, p, 0.0)
            gradient += choice.rows.T @ (p - among_right / max(among_right.sum(), 1e-9))
            centred = choice.rows - p @ choice.rows
            curvature += (centred * p[:, None]).T @ centred
        return gradient, curvature

    return slope


def _newton(slope: Callable[[Vector], tuple[Vector, Vector]], mean: Vector, strength: Vector) -> Vector:
    at = mean.copy()
    for _ in range(30):
        gradient, curvature = slope(at)
        step = np.linalg.solve(curvature + np.diag(strength), gradient + strength * (at - mean))
        at = at - np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-4:
            break
    return at


def _expectation(
    names: Sequence[str], expected: dict[str, tuple[float, float]], strength: float
) -> tuple[Vector, Vector]:
    pairs = [expected.get(name, (0.0, strength)) for name in names]
    return np.array([mean for mean, _ in pairs]), np.array([weight for _, weight in pairs])


def _matrix(rows: Sequence[Features], names: Sequence[str]) -> Vector:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def main() -> None:
    """Fit and print."""
    gazetteer, settings = open_gazetteer(), default_settings()
    examples = read_examples([Path(argument) for argument in sys.argv[1:]])
    place = fit_mentions(examples, "place", gazetteer, settings)
    demonym = fit_mentions(examples, "demonym", gazetteer, settings)
    settings = replace(settings, place=place, demonym=demonym)
    resolution = fit_places(examples, gazetteer, settings)
    used = Counter(Path(argument).stem for argument in sys.argv[1:])
    print(
        "# Weights of the evidence, in log-odds: of `evidence.name_features` for spans that may be places or"
    )
    print("# demonyms, and of `resolution.resolution_features` for the places that a name may mean.")
    print(f"# Source: benchmarks/geoparsing_weights.py on {', '.join(used)}; weights under 0.05 left out.")
    for table, weights in (("place", place), ("demonym", demonym), ("resolution", resolution)):
        print(f"{table}:")
        for name, value in sorted(weights.items()):
            if abs(value) >= 0.05:
                print(f"  {name}: {value:.2f}")


if __name__ == "__main__":
    main()
