"""From bytes to text: UTF-8, what byte order marks and pages declare, and older encodings guessed."""

from __future__ import annotations

import codecs
import re
from typing import Final

from geo_events.articles.quiet import quiet
from geo_events.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that reports are saved in beside UTF-8, the usual first; a guess among all is often odd.
_LEGACY: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_5", "iso8859_6",
    "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
#: Names that users know.
_KNOWN_AS: Final = re.compile(r"^cp(125\d)$")
_SAMPLE: Final = 100_000
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: Texts hold hardly any control characters; more than this share means something else.
_MOST_CONTROL: Final = 0.01
_MAGIC: Final = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "zip or Word",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "old Word (.doc)",
}


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """Decode the bytes of a text.

    Parameters
    ----------
    raw
        The bytes.
    declared
        The encoding that the file itself names, if it does; it counts where the bytes are not UTF-8.

    Returns
    -------
    (str, str or None)
        The text without a byte order mark, and what its user must know: the encoding, where guessed.

    Raises
    ------
    InputError
        If the bytes are no text, or in no encoding that can be told.
    """
    encoding, notice = find_encoding(raw, declared=declared)
    mark = next((mark for mark, name in _MARKS if raw.startswith(mark)), b"")
    try:
        return raw[len(mark) :].decode(encoding), notice
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start + 1} is not {encoding.upper()}; save the file as UTF-8"
        ) from error


def find_encoding(raw: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """Tell the encoding of a text, and what its user must know of it; see `decode`."""
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise InputError(
                f"the file is {name}, not plain text; give it a name that says so, or save it as text"
            )
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name, None
    if b"\0" in raw or len(_CONTROL.findall(raw, 0, _SAMPLE)) > _MOST_CONTROL * min(len(raw), _SAMPLE):
        raise InputError("the file is binary, or not in UTF-8; save it as plain text in UTF-8")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = _declared(raw, declared) or _guess(raw)
        if found is None:
            reason = f"byte {error.start + 1} is not UTF-8, and what else it may be can't be told"
            raise InputError(f"{reason}; save the file as UTF-8") from error
        return found, None if found == _name(declared) else f"it is not UTF-8; read as {known_as(found)}"
    return "utf-8", None


def known_as(encoding: str) -> str:
    """Return the name under which users know an encoding of Python's."""
    return _KNOWN_AS.sub(r"windows-\1", encoding).replace("_", "-")


def _declared(raw: bytes, declared: str | None) -> str | None:
    name = _name(declared)
    if name is None:
        return None
    try:
        raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return name


def _name(declared: str | None) -> str | None:
    """Return Python's name of a declared encoding; Latin-1 is read as Windows-1252, as browsers do."""
    try:
        found = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding:
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name.replace("-", "_")


def _guess(raw: bytes) -> str | None:
    """Guess an older encoding from the bytes around those that are not ASCII."""
    from charset_normalizer import from_bytes

    first = re.search(rb"[\x80-\xff]", raw)
    start = max(0, (first.start() if first else 0) - 1_000)
    with quiet("charset_normalizer"):
        found = list(from_bytes(raw[start : start + _SAMPLE], cp_isolation=_LEGACY, enable_fallback=False))
    if not found:
        return None
    best = found[0]
    # short texts often fit several equally well
    equal = [match for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    names = [name for match in equal for name in match.could_be_from_charset if name in _LEGACY]
    for name in sorted(names, key=_LEGACY.index):
        try:
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return None
