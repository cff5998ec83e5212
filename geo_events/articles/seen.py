"""The ids that a run has met, kept in sixteen bytes or so each."""

from __future__ import annotations

import hashlib
from array import array
from typing import Final

_SMALLEST: Final = 1_024


class Seen:
    """A set of ids that keeps their digests alone: 64 bits, so that a million ids clash once in 10^7 runs.

    Text and numbers are told apart: ``1`` is not ``"1"``.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _SMALLEST))
        self._count = 0

    def add(self, key: str | int) -> bool:
        """Add an id; return whether it is new."""
        if self._count * 3 > len(self._slots) * 2:
            self._grow()
        digest = hashlib.blake2b(repr(key).encode(), digest_size=8).digest()
        new = self._put(int.from_bytes(digest, "little") or 1)
        self._count += new
        return new

    def _put(self, value: int) -> bool:
        slots = self._slots
        at = value % len(slots)
        while slots[at]:
            if slots[at] == value:
                return False
            at = (at + 1) % len(slots)
        slots[at] = value
        return True

    def _grow(self) -> None:
        old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
        for value in old:
            if value:
                self._put(value)
