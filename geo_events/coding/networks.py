"""Small networks over named evidence: each piece adds its vector, one hidden layer weighs the sum.

They are trained by ``benchmarks/train_coding.py`` and need NumPy only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class EvidenceNetwork:
    """Gives a score to a bag of evidence.

    Attributes
    ----------
    names
        Of the pieces of evidence, by row of `vectors`; what else is given to it counts for nothing.
    vectors
        What each piece adds to the hidden units and, last column, to the score itself; shape
        (names, hidden + 1).
    bias
        Of the hidden units, shape (hidden,).
    out
        What the hidden units add to the score, shape (hidden,).
    """

    names: Sequence[str]
    vectors: Floats
    bias: Floats
    out: Floats

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row of each piece of evidence."""
        return {name: row for row, name in enumerate(self.names)}

    def sum(self, evidence: Sequence[str]) -> Floats:
        """Add up the vectors of a bag; sums of several bags may be added before they are scored."""
        rows = self.rows
        known = [rows[name] for name in evidence if name in rows]
        found: Floats = self.vectors[known].sum(axis=0)
        return found

    def score(self, summed: Floats) -> float:
        """Score a sum of vectors."""
        return float(np.maximum(summed[:-1] + self.bias, 0.0) @ self.out + summed[-1])


def save_networks(networks: Mapping[str, EvidenceNetwork], path: Path) -> None:
    """Write networks under their names; vectors in 127 steps of an own scale each."""
    arrays: dict[str, Any] = {}
    for name, network in networks.items():
        scales = (np.abs(network.vectors).max(axis=1) / 127 + 1e-9).astype(np.float16)
        steps = network.vectors / scales.astype(np.float32)[:, None]
        arrays[f"{name} names"] = np.frombuffer("\0".join(network.names).encode(), dtype=np.uint8)
        arrays[f"{name} vectors"] = np.clip(np.rint(steps), -127, 127).astype(np.int8)
        arrays[f"{name} scales"] = scales
        arrays[f"{name} bias"] = network.bias
        arrays[f"{name} out"] = network.out
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def load_networks(path: Path) -> dict[str, EvidenceNetwork]:
    """Read what `save_networks` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        names = [key.removesuffix(" out") for key in arrays if key.endswith(" out")]
        return {
            name: EvidenceNetwork(
                names=arrays[f"{name} names"].tobytes().decode().split("\0"),
                vectors=arrays[f"{name} vectors"].astype(np.float32)
                * arrays[f"{name} scales"].astype(np.float32)[:, None],
                bias=arrays[f"{name} bias"],
                out=arrays[f"{name} out"],
            )
            for name in names
        }
