"""Direct speech: what somebody says is an opinion about events before it is a report of one."""

from __future__ import annotations

import re
from bisect import bisect_right

from geo_events.coding.syntax import Token

#: A quotation of fewer words ("axis of resistance") is a name or a label, no speech.
_FEWEST_WORDS = 4
#: A quotation that is not closed ends with its paragraph.
_QUOTATION = re.compile(r'"([^"\n]*)(?:"|$)', re.MULTILINE)


class Quotations:
    """The direct speech of a text, repaired so that all its quotation marks are plain ones."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in _QUOTATION.finditer(text) if len(m[1].split()) >= _FEWEST_WORDS]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        #: The share of the text that is spoken.
        self.share = sum(end - start for start, end in spans) / max(1, len(text))

    def hold(self, token: Token) -> bool:
        """Whether a token of the text's parse is spoken."""
        at = bisect_right(self._starts, token.idx) - 1
        return at >= 0 and bool(token.idx < self._ends[at])
