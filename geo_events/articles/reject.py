"""What could not be used, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo_events.errors import InputError


@dataclass(frozen=True, slots=True)
class Reject:
    """An article, a row, a file or a field that was left out.

    Attributes
    ----------
    origin
        The file, with the line or row after a colon where it holds several.
    reason
        What is wrong and how to mend it, on one line.
    kept
        Whether the article or row was taken all the same, without a field that can't be used.
    id
        The article's id, where it could be read.
    is_input
        Whether it is one of the inputs that a run counts; a faulty row of ``metadata.csv`` is none.
    """

    origin: str
    reason: str
    kept: bool = False
    id: str | int | None = None
    is_input: bool = True


#: Takes every `Reject`; what calls it goes on with the next article or row.
OnReject = Callable[[Reject], None]


def raise_reject(reject: Reject) -> None:
    """Stop at the first reject: what `on_reject` does where none is given.

    Raises
    ------
    InputError
        Always, with origin and reason.
    """
    raise InputError(f"{reject.origin}: {reject.reason}")
