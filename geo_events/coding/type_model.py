"""The type model: a linear model that weighs named features and tells the sub-event type.

It is trained by ``benchmarks/train_coding.py`` and needs NumPy only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.articles.shadow import make_shadow
from geo_events.coding.syntax import Token
from geo_events.coding.type_features import GROUPS, type_features
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.language import Language
from geo_events.recasing import Names, recase

Floats = npt.NDArray[np.float32]

#: The sub-event types in the order of the model's scores, which is ACLED's.
TYPES: Final = tuple(EVENT_TYPE_OF)
#: Steps of a weight, and of a feature's rarity, as they are written.
_WEIGHT_STEPS: Final = 256
_RARITY_STEPS: Final = 1024


@dataclass(frozen=True)
class TypeModel:
    """The weights.

    Attributes
    ----------
    features
        Names of the features, see `geo_events.coding.type_features`.
    rarities
        What each feature counts before scaling: the log of one over the share of texts that have it, shape
        (features,).
    weights
        What each feature says for each of `TYPES`, shape (features, 25).
    """

    features: Sequence[str]
    rarities: Floats
    weights: Floats

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row of each feature."""
        return {name: row for row, name in enumerate(self.features)}

    def strengths(self, features: Mapping[str, Sequence[str]]) -> list[tuple[int, float]]:
        """Give the rows of the features that the model knows, and how strongly each counts.

        Each group of features counts what `GROUPS` says together, however many they are.
        """
        found: list[tuple[int, float]] = []
        for group, names in features.items():
            rows = [row for name in names if (row := self.rows.get(name)) is not None]
            length = float(np.linalg.norm(self.rarities[rows])) or 1.0
            found += [(row, GROUPS[group] * float(self.rarities[row]) / length) for row in rows]
        return found

    def scores(self, tokens: Sequence[Token]) -> Floats:
        """Score each of `TYPES` by the words that tell of one event: log-odds up to a constant."""
        present = self.strengths(type_features(tokens))
        if not present:
            return np.zeros(len(TYPES), dtype=np.float32)
        rows, strengths = zip(*present, strict=True)
        scores: Floats = np.array(strengths, dtype=np.float32) @ self.weights[list(rows)]
        return scores

    def probabilities(self, tokens: Sequence[Token]) -> dict[str, float]:
        """Give each type's probability, likeliest first."""
        scores = self.scores(tokens)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return {TYPES[at]: float(shares[at]) for at in np.argsort(-shares, kind="stable")}

    def likeliest(self, tokens: Sequence[Token], *, among: Collection[str] = TYPES) -> str:
        """Tell the likeliest type among some; it always answers."""
        return next(name for name in self.probabilities(tokens) if name in among)

    def reasons(self, tokens: Sequence[Token], sub_event_type: str, *, most: int = 5) -> list[str]:
        """Name the features that speak most for a type, the strongest first."""
        at = TYPES.index(sub_event_type)
        weighed = [
            (strength * float(self.weights[row, at]), self.features[row])
            for row, strength in self.strengths(type_features(tokens))
        ]
        return [name for weight, name in sorted(weighed, key=lambda x: (-x[0], x[1]))[:most] if weight > 0]


def classify_text(
    text: str, *, language: Language, names: Names | None = None, model: TypeModel | None = None
) -> str:
    """Tell which of ACLED's 25 sub-event types a report's words tell of. It always answers.

    Parameters
    ----------
    text
        A sentence or a few about one event.
    names
        Knows the names of places: where it is given, a text set in capitals is read as it would be written
        otherwise.
    """
    shadow = make_shadow(text)
    if names is not None:
        shadow = recase(shadow, names=names)
    document = language.pipeline(shadow.text)
    return (model or default_type_model()).likeliest(list(document))


def save_type_model(model: TypeModel, path: Path) -> None:
    """Write a model in steps that are finer than it is sure of."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            features=np.frombuffer("\n".join(model.features).encode(), dtype=np.uint8),
            rarities=np.rint(model.rarities * _RARITY_STEPS).astype(np.int16),
            weights=np.rint(model.weights * _WEIGHT_STEPS).astype(np.int16),
        )


def load_type_model(path: Path) -> TypeModel:
    """Read what `save_type_model` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return TypeModel(
            features=arrays["features"].tobytes().decode().split("\n"),
            rarities=arrays["rarities"].astype(np.float32) / _RARITY_STEPS,
            weights=arrays["weights"].astype(np.float32) / _WEIGHT_STEPS,
        )


@cache
def default_type_model() -> TypeModel:
    """Read the model that comes with the package."""
    with as_file(files("geo_events.coding") / "data" / "types.npz") as path:
        return load_type_model(path)
