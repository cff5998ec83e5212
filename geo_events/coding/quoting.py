"""Direct speech: what somebody says is an opinion about events before it is a report of one."""

from __future__ import annotations

from geo_events.coding.syntax import Span


def quoted_tokens(doc: Span) -> frozenset[int]:
    """Indices of the tokens in direct speech; an open quotation ends with its paragraph.

    A quotation of up to three words ("axis of resistance") is a name or a label, no speech.
    """
    quoted: set[int] = set()
    opened: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if opened is not None:
                quoted.update(range(opened, token.i))
            opened = None
        elif token.text in {'"', "``", "''"}:
            if opened is None:
                opened = token.i
            else:
                if token.i - opened > 5:
                    quoted.update(range(opened, token.i))
                opened = None
    return frozenset(quoted)
