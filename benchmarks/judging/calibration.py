"""Whether confidence is the share that is right, and what is kept and right above a threshold."""

from collections.abc import Iterable, Sequence
from types import ModuleType

import numpy as np

from judging.gold import Json, is_right

_BINS = 10
THRESHOLDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)

#: Confidence of a located toponym, and whether it is right.
Judged = list[tuple[float, bool]]


def judged(articles: Iterable[Json], found: dict[str, list[Json]], judge: ModuleType) -> Judged:
    """Pair confidence with being right, for every toponym that was given a place.

    One is wrong that people did not mark, or whose place lies over 161 km off and has another GeoNames id;
    those are passed over that people marked without a place.
    """
    pairs: Judged = []
    for article in articles:
        located = [each for each in found.get(str(article["id"]), []) if each["latitude"] is not None]
        answers = {id(p): g for g, p in judge.overlap_pairs(article["toponyms"], located)}
        for each in located:
            gold = answers.get(id(each))
            right = False if gold is None else is_right(gold, each, judge)
            if right is not None:
                pairs.append((each["confidence"], right))
    return pairs


def expected_calibration_error(pairs: Judged) -> float:
    """Mean distance of confidence from the share that is right, over ten bins of equal width."""
    said = np.array([confidence for confidence, _ in pairs])
    right = np.array([hit for _, hit in pairs], dtype=float)
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    off = [
        (bins == number).mean() * abs(said[bins == number].mean() - right[bins == number].mean())
        for number in np.unique(bins)
    ]
    return float(sum(off))


def kept_and_right(pairs: Judged, thresholds: Sequence[float] = THRESHOLDS) -> list[tuple[float, float]]:
    """Give for each threshold the share of places kept, and the share of these that is right."""
    rows = []
    for threshold in thresholds:
        kept = [right for confidence, right in pairs if confidence >= threshold]
        rows.append((len(kept) / max(1, len(pairs)), sum(kept) / max(1, len(kept))))
    return rows
