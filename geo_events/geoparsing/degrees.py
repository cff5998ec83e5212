"""Coordinates written in degrees: decimal, with minutes and seconds, with letters, labels or signs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo_events.geoparsing.lexicon import words

#: Kilometres in a degree of latitude, on average.
KM_PER_DEGREE = 111.2
#: What a satellite receiver is off by as a rule: no number of digits makes a report better than that.
LEAST_KM = 0.01
_MINUTE, _SECOND = 60.0, 3600.0

_SIGN = r"(?:[°º˚]|(?i:deg(?:rees?)?)\.?)"
#: Nothing that makes a number part of a longer one, a price, a time or a path may stand before it.
# What may not stand before a coordinate is looked for behind its first character: a pattern that begins with
# that character is tried at those places alone, one that begins with a look behind at every place of a text.
_NOT_BEFORE = r"[\w.,:/$€£¥₴₽#%+-]"
_DEGREES = r"\d{1,3}"
_FIRST_DEGREES = rf"\d(?<!{_NOT_BEFORE}\d)\d{{0,2}}"
_ANGLE = (
    r"(?P<d{0}>{1}(?:[.,]\d{{1,12}})?)\s?(?P<sign{0}>" + _SIGN + r")?\s?"
    r"(?:(?P<m{0}>\d{{1,2}}(?:[.,]\d{{1,8}})?)\s?(?:'|(?i:min)\.?)?\s?"
    r"(?:(?P<s{0}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?:\"|''|(?i:sec)\.?)?\s?)?)?"
)
_HALF = r"(?P<h{0}>[NSEW]\b|(?i:north|south|east|west)\b)(?:\s(?i:lat|lon)(?i:itude|gitude|g)?\b\.?)?"
_LABEL = r"(?:(?i:lat(?:itude)?|long?(?:gitude)?|lng)\b\.?\s?[:=]?\s?)?"
_BETWEEN = r"\.?\s{0,2}(?:[,;/]|(?i:and|by)\b)?\s{0,2}" + _LABEL
_BEHIND = re.compile(
    _ANGLE.format(1, _FIRST_DEGREES)
    + _HALF.format(1)
    + _BETWEEN
    + _ANGLE.format(2, _DEGREES)
    + _HALF.format(2)
)
_BEFORE = re.compile(
    r"(?P<h1>[NSEW])(?<![\w.,/-][NSEW])\s?" + _ANGLE.format(1, _DEGREES)
    + r"[,;/]?\s{0,2}(?P<h2>[NSEW])\s?" + _ANGLE.format(2, _DEGREES)
    + r"(?![\w/])"
)  # fmt: skip
#: As notices to airmen write it: 3431N04353E, 343112N0435300E.
_PACKED = re.compile(
    r"(?P<d1>\d(?<![\w.,/-]\d)\d)(?P<m1>\d\d)(?P<s1>\d\d)?(?P<h1>[NS])[\s/]?"
    r"(?P<d2>\d{3})(?P<m2>\d\d)(?P<s2>\d\d)?(?P<h2>[EW])(?!\w)"
)
_SIGNED = r"(?P<d{0}>{1}\.\d{{1,15}})\s?[°º˚]?"
_WHOLE = r"[+-]?\d{1,3}"
_FIRST_WHOLE = rf"[+\-\d](?<!{_NOT_BEFORE}[+\-\d])(?:(?<=\d)\d{{0,2}}|(?<=[+-])\d{{1,3}})"
_LABELLED = re.compile(
    r"[lL](?<!\w[lL])(?i:at(?:itude)?)\.?\s?[:=]?\s?"
    + _SIGNED.format(1, _WHOLE)
    + r"\s?(?:[,;/]|(?i:and)\b|&)?\s?"
    r"(?i:long?(?:itude)?|lng)\.?\s?[:=]?\s?" + _SIGNED.format(2, _WHOLE) + r"(?![\w%]|[.:]\d)"
)
_PAIR = re.compile(
    _SIGNED.format(1, _FIRST_WHOLE) + r"(?P<gap>\s{0,2}[,;]\s{0,2}|\s{1,2}|/)" + _SIGNED.format(2, _WHOLE)
    + r"(?![\w%]|[.:/-]\d|\s?[°º˚]?[CF]\b)"
)  # fmt: skip

#: How likely a stretch of text is a coordinate, by how it is written. An ordering agreed by the editors.
LETTERED, LABELLED, CUED, BRACKETED, BARE, BESIDE_NAME = 0.98, 0.98, 0.95, 0.93, 0.88, 0.9
_ENOUGH_DECIMALS = 4
_CUE_WITHIN = 40
#: Of two plain numbers both nearer to nought than this, more are statistics than points at sea.
_NEAR_NULL = 2.0


@dataclass(frozen=True, slots=True)
class WrittenCoordinate:
    """A coordinate as a text gives it.

    Attributes
    ----------
    start, end
        Its span in the text.
    latitude, longitude
        The point in degrees, WGS 84; the middle of the square for a grid reference.
    uncertainty_km
        Radius that holds every point which the same digits stand for.
    surety
        How likely the stretch of text is a coordinate at all.
    needs_name
        Whether it counts only beside the name of a place that lies there: "(48.59, 37.99)" may be anything.
    """

    start: int
    end: int
    latitude: float
    longitude: float
    uncertainty_km: float
    surety: float
    needs_name: bool = False


def find_degrees(text: str) -> Iterator[WrittenCoordinate]:
    """Yield the coordinates in degrees of a text whose quotes and dashes are plain; some may overlap."""
    for pattern in (_BEHIND, _BEFORE, _PACKED):
        for match in pattern.finditer(text):
            found = _lettered(match)
            if found is not None:
                yield found
    for match in _LABELLED.finditer(text):
        found = _decimal(match, LABELLED, needs_name=False)
        if found is not None:
            yield found
    for match in _PAIR.finditer(text):
        found = _pair(match)
        if found is not None:
            yield found


def cue_before(text: str, start: int) -> bool:
    """Whether a word such as "coordinates" or "MGRS" stands shortly before, in the same sentence."""
    before = re.split(r"[.!?]\s|\n", text[max(0, start - _CUE_WITHIN) : start])[-1].lower()
    return not words().coordinate_cues.isdisjoint(re.findall(r"\w+", before))


def cell_radius_km(latitude: float, high: float, wide: float) -> float:
    """Give the radius about a cell's middle that holds it; its height and width are in degrees."""
    east = wide * math.cos(math.radians(latitude))
    return round(max(LEAST_KM, math.hypot(high, east) / 2 * KM_PER_DEGREE), 3)


def _lettered(match: re.Match[str]) -> WrittenCoordinate | None:
    parts = match.groupdict()
    angles = []
    for n in "12":
        angle = _angle(parts[f"d{n}"], parts[f"m{n}"], parts[f"s{n}"])
        if angle is None or (match.re is not _PACKED and not _clear(parts, n)):
            return None
        angles.append((*angle, parts[f"h{n}"][0].upper()))
    (first, unit1, half1), (second, unit2, half2) = angles
    if half1 in "EW" and half2 in "NS":
        first, unit1, half1, second, unit2, half2 = second, unit2, half2, first, unit1, half1
    if half1 not in "NS" or half2 not in "EW":
        return None
    latitude, longitude = (-first if half1 == "S" else first), (-second if half2 == "W" else second)
    return _checked(match, latitude, longitude, unit1, unit2, LETTERED, needs_name=False)


def _clear(parts: dict[str, str | None], n: str) -> bool:
    """Whether an angle is more than a number and a letter ("34 N" is a house on a street, "E40" a road)."""
    degrees = parts[f"d{n}"] or ""
    return bool(parts[f"sign{n}"] or parts[f"m{n}"] or re.search(r"[.,]", degrees))


def _angle(degrees: str, minutes: str | None, seconds: str | None) -> tuple[float, float] | None:
    """Read an angle; give it and the unit of its last digit, in degrees. None where it is none."""
    given = [(degrees, 1.0), (minutes, _MINUTE), (seconds, _SECOND)]
    value, unit = 0.0, 1.0
    for part, divisor in given:
        if part is None:
            continue
        whole, _, decimals = part.replace(",", ".").partition(".")
        if unit != 1.0 / divisor * (1.0 if divisor == 1.0 else 60.0) or (
            divisor > 1.0 and float(whole) >= 60
        ):
            return None  # a decimal fraction before the last part, or 75 minutes
        value += float(f"{whole}.{decimals or 0}") / divisor
        unit = 10.0 ** -len(decimals) / divisor
    return value, unit


def _pair(match: re.Match[str]) -> WrittenCoordinate | None:
    text, (start, end) = match.string, match.span()
    cued = cue_before(text, start)
    if match["gap"] == "/" and not cued:
        return None  # bid and ask
    decimals = min(_decimals(match["d1"]), _decimals(match["d2"]))
    if decimals < 2 or _among_numbers(text, start, end, match["gap"].strip()):
        return None
    if cued:
        return _decimal(match, CUED, needs_name=False)
    if _looks_like_quantities(match, text, start, end):
        return None
    if decimals < _ENOUGH_DECIMALS:
        return _decimal(match, BESIDE_NAME, needs_name=True)
    bracketed = text[start - 1 : start] in {"(", "["} and text[end : end + 1] in {")", "]"}
    return _decimal(match, BRACKETED if bracketed else BARE, needs_name=False)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _among_numbers(text: str, start: int, end: int, separator: str) -> bool:
    """Whether the pair is a part of a longer row of numbers with the same separator."""
    mark = re.escape(separator) if separator else r"\s"
    return bool(
        re.search(rf"\d\s?{mark}\s?$", text[max(0, start - 4) : start])
        or re.match(rf"\s?{mark}\s?[+-]?\d+(?![a-z\d])", text[end : end + 12])
    )


def _looks_like_quantities(match: re.Match[str], text: str, start: int, end: int) -> bool:
    first, second = match["d1"], match["d2"]
    if abs(float(first)) < _NEAR_NULL and abs(float(second)) < _NEAR_NULL:
        return True
    if all(re.fullmatch(r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d", number) for number in (first, second)):
        return True  # months of years
    if any(re.match(r"[+-]?0\d", number) for number in (first, second)):
        return True  # telephone numbers
    before = re.findall(r"\w+|[$€£¥₴₽=<>]", text[max(0, start - _CUE_WITHIN) : start].lower())[-4:]
    after = re.findall(r"\w+|[$€£¥₴₽]", text[end : end + 20].lower())[:1]
    quantities = words().quantity_words
    return not quantities.isdisjoint(before) or not (quantities | words().units).isdisjoint(after)


def _decimal(match: re.Match[str], surety: float, *, needs_name: bool) -> WrittenCoordinate | None:
    first, second = match["d1"], match["d2"]
    units = 10.0 ** -_decimals(first), 10.0 ** -_decimals(second)
    return _checked(match, float(first), float(second), *units, surety, needs_name=needs_name)


def _checked(
    match: re.Match[str],
    latitude: float,
    longitude: float,
    high: float,
    wide: float,
    surety: float,
    *,
    needs_name: bool,
) -> WrittenCoordinate | None:
    """Make a coordinate of numbers; None where they lie off the globe, as swapped ones often do."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    start, end = match.span()
    given = match[0].rstrip()
    return WrittenCoordinate(
        start=start,
        end=end - len(match[0]) + len(given),
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
        uncertainty_km=cell_radius_km(latitude, high, wide),
        surety=surety,
        needs_name=needs_name,
    )


def without_overlaps(found: Sequence[WrittenCoordinate]) -> list[WrittenCoordinate]:
    """Of coordinates that share characters keep the longest; the rest by their place in the text."""
    kept: list[WrittenCoordinate] = []
    for each in sorted(found, key=lambda c: (c.start - c.end, c.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda c: c.start)
