"""Optional columns of the event table: nested values, confidences of single fields, small vocabularies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

#: What a span of ``evidence_spans`` may be the words of.
SPAN_ROLES: Final = ("action", "actor1", "actor2", "place", "date", "number")
#: The probabilities that single fields of a row are right, given that there is such an event.
CONFIDENCES: Final = (
    "confidence_type",
    "confidence_date",
    "confidence_place",
    "confidence_actors",
    "confidence_fatalities",
)
#: Where the text only holds an actor for the doer: it claims the act itself, or others blame it.
OPTIONAL_VOCABULARIES: Final = {"actor1_basis": ("claimed", "blamed")}


def _is_offsets(value: Any) -> bool:
    """Whether a value is a stretch of text: ``[start, end]``."""
    if not isinstance(value, list) or len(value) != 2:
        return False
    return (
        all(isinstance(each, int) and not isinstance(each, bool) for each in value)
        and 0 <= value[0] < value[1]
    )


def _is_span(value: Any) -> bool:
    """Whether a value is ``[role, start, end]``."""
    return isinstance(value, list) and value[:1] != [] and value[0] in SPAN_ROLES and _is_offsets(value[1:])


def _is_candidate(value: Any) -> bool:
    return isinstance(value, dict)


#: Columns of lists, with what tells whether an item is right, and how to say what it must be.
NESTED: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "evidence_also": (_is_offsets, "[start, end], offsets with 0 <= start < end"),
    "evidence_spans": (
        _is_span,
        f"[role, start, end], role one of {', '.join(SPAN_ROLES)}, 0 <= start < end",
    ),
    "place_candidates": (_is_candidate, "an object"),
}


def unpacked(values: pd.Series[Any]) -> pd.Series[Any]:
    """Give nested values as lists, however a file held them: as JSON text, or as arrays."""
    return pd.Series([_unpacked(value) for value in values], index=values.index, dtype="object")


def packed(values: pd.Series[Any]) -> pd.Series[Any]:
    """Give nested values as JSON text, for formats whose lists hold one type."""
    texts = [json.dumps(v, ensure_ascii=False) if isinstance(v, list) else None for v in unpacked(values)]
    return pd.Series(texts, index=values.index, dtype="string")


def nested_faults(events: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    """Say what is wrong with nested values and single confidences: the fault, and the rows that have it."""
    for column, (is_right, wanted) in NESTED.items():
        if column in events:
            wrong = [not _holds(value, is_right) for value in events[column]]
            yield f"{column} is no list of {wanted}", wrong
    for column, allowed in OPTIONAL_VOCABULARIES.items():
        if column in events:
            strange = events[column].notna() & ~events[column].isin(allowed)
            yield f"{column} is none of {', '.join(allowed)}", strange
    for column in CONFIDENCES:
        if column not in events:
            continue
        numbers = pd.to_numeric(events[column], errors="coerce")
        outside = events[column].notna() & ~numbers.between(0, 1).fillna(False).astype(bool)
        yield f"{column} is outside 0-1", outside


def _unpacked(value: Any) -> Any:
    if isinstance(value, str):
        try:
            read = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return read if isinstance(read, list) else value
    if isinstance(value, np.ndarray | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, list) else None if pd.isna(value) else value


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | tuple | list):
        return [_plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


def _holds(value: Any, is_right: Callable[[Any], bool]) -> bool:
    found = _unpacked(value)
    return found is None or (isinstance(found, list) and all(is_right(each) for each in found))
