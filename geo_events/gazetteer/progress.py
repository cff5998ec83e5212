"""How a long step tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

#: Called with a step, how much is done, and the total: of the steps, or of a file that is being read.
Progress = Callable[[str, int, int], None]
