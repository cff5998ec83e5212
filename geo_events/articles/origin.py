"""Where an article came from, in words that fit one line, and the way back to the file."""

from __future__ import annotations

import os
import re
from pathlib import Path

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MEMBER = re.compile(r"(\.zip)!.*$", re.IGNORECASE | re.DOTALL)
_PART = re.compile(r"(\.(?:jsonl|json|csv|tsv|xml|rss|atom)(?:\.gz)?):\d+$", re.IGNORECASE)

_ESCAPED = re.compile(r"\\x(20[2-6][0-9a-f]|[0-9a-f]{2})")

StrPath = str | os.PathLike[str]


def shown(path: StrPath) -> str:
    """Return a path as text for any message or file: control characters and stray bytes escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def file_of(origin: str) -> Path:
    """Return the file that an origin names, without a member of an archive, a line or a row."""
    if Path(origin).exists():
        return Path(origin)
    path = Path(_PART.sub(r"\1", _MEMBER.sub(r"\1", origin)))
    return path if path.exists() else Path(_ESCAPED.sub(_unescaped, str(path)))


def _unescaped(escaped: re.Match[str]) -> str:
    """Return what `shown` wrote as an escape: a character, or a byte that is no text."""
    code = int(escaped[1], 16)
    return chr(code) if code < 0x80 or len(escaped[1]) > 2 else os.fsdecode(bytes([code]))
