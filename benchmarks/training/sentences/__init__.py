"""Sentences written for training event coding, with the answers that an analyst would give.

`README.md` beside this file says what each set holds and by which conventions it was labelled.
"""

import json
from pathlib import Path
from typing import Any, Final

SETS: Final = ("types", "reality", "tolls", "dates")
PARTS: Final = ("open", "kept")


def read_sentences(name: str, *, part: str = "open") -> list[dict[str, Any]]:
    """Read one set's items in their order.

    Parameters
    ----------
    name
        One of `SETS`.
    part
        ``open`` items are for training and tuning; ``kept`` ones only for figures that are reported.

    Raises
    ------
    ValueError
        There is no such set or part.
    """
    if name not in SETS or part not in PARTS:
        raise ValueError(f"no {part!r} part of {name!r}: sets are {SETS}, parts are {PARTS}")
    text = Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8")
    return [item for item in map(json.loads, text.splitlines()) if item["part"] == part]
