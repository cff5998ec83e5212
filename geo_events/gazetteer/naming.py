"""Names by the column: which strings are names, and under which folded keys each of them is filed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_events.gazetteer import storage
from geo_events.gazetteer.folding import (
    ARTICLES,
    EXPANSIONS,
    fold,
    with_articles,
    without_articles,
    without_possessive,
)

#: Share of a name's weight that it keeps without its Arabic article: "Qaim" for "Al Qaim".
WITHOUT_ARTICLE: Final = 0.8

#: Names that `fold` only writes in small letters, which a column can have done to it at once.
_PLAIN: Final = "^[A-Za-z]+(?: [A-Za-z]+)*$"
_EXPANDED: Final = f"(?i)(?:^| )(?:{'|'.join(sorted(EXPANSIONS))})(?: |$)"
#: Folded names that are filed under other spellings too.
_SEVERAL: Final = f"(?:^| )(?:{'|'.join(sorted(ARTICLES))}) | al$|'s"
#: "US", "U.S." and "UAE": they are meant only where they are written in capitals.
_ABBREVIATION: Final = r"^[A-Z]\.*(?:[A-Z]\.*){1,3}$"
#: "Ill." and "Wash.": without the stop they are words.
_STOPPED: Final = r"^[A-Z][a-z]+\.$"
_SHORT_CAPITALS: Final = r"^[\x00-\x60\x7b-\x7f]{1,4}$"


@dataclass(frozen=True, slots=True)
class Keys:
    """Folded keys of a column of names.

    Attributes
    ----------
    keys
        Distinct folded keys, a pyarrow array of strings.
    number
        For each way in which a name is filed, the key's number in `keys`.
    name
        For each such way, the name's number in the column.
    share
        For each such way, the share of the name's weight, 1 for the name as it is.
    mark
        For each such way, `storage.CAPITALS` or `storage.STOP` for an abbreviation, else 0.
    """

    keys: Any
    number: npt.NDArray[np.int64]
    name: npt.NDArray[np.int64]
    share: npt.NDArray[np.float32]
    mark: npt.NDArray[np.uint8]


def are_spellings(names: Any) -> npt.NDArray[np.bool_]:
    """Tell names from the airport codes and machine transliterations among GeoNames' alternate names.

    Parameters
    ----------
    names
        A pyarrow array of strings.
    """
    letters = pc.utf8_length(names)
    code = pc.and_(pc.match_substring_regex(names, _SHORT_CAPITALS), pc.match_substring_regex(names, "[A-Z]"))
    capital = pc.not_equal(pc.utf8_lower(names), names)
    # Without a capital it is a name only in a script that has none: "بغداد", but not "jia sha".
    other = pc.and_(
        pc.match_substring_regex(names, r"\pL"), pc.invert(pc.match_substring_regex(names, r"\p{Latin}"))
    )
    right = pc.and_(pc.greater_equal(letters, 2), pc.and_(pc.invert(code), pc.or_(capital, other)))
    return as_numpy(right)


def fold_names(names: Any) -> Any:
    """Fold a pyarrow array of names, each as `geo_events.gazetteer.folding.fold` does."""
    simple = pc.and_(
        pc.match_substring_regex(names, _PLAIN), pc.invert(pc.match_substring_regex(names, _EXPANDED))
    )
    rest = pc.invert(simple)
    folded = pa.array([fold(name) for name in names.filter(rest).to_pylist()], pa.string())
    return pc.replace_with_mask(pc.ascii_lower(names), rest, folded)


def file_names(names: Any, arabic: npt.NDArray[np.bool_]) -> Keys:
    """Work out the keys under which names are filed.

    Parameters
    ----------
    names
        A pyarrow array of strings.
    arabic
        For each, whether its place lies where Arabic articles are left out at will.
    """
    distinct = names.dictionary_encode()
    of_name = as_numpy(distinct.indices)
    folded = fold_names(distinct.dictionary).dictionary_encode()
    keys = folded.dictionary
    key_of = as_numpy(folded.indices)
    mark = np.zeros(len(distinct.dictionary), dtype=np.uint8)
    for pattern, flag in ((_ABBREVIATION, storage.CAPITALS), (_STOPPED, storage.STOP)):
        mark[as_numpy(pc.match_substring_regex(distinct.dictionary, pattern))] = flag
    ways = _ways(keys)
    first, count = ways.first[key_of[of_name]], ways.count[key_of[of_name]]
    name = np.repeat(np.arange(len(of_name)), count)
    begin = np.cumsum(count) - count
    way = first[name] + np.arange(len(name)) - begin[name]
    kept = arabic[name] | ~ways.bare[way]
    name, way = name[kept], way[kept]
    return Keys(ways.keys, ways.number[way], name, ways.share[way], mark[of_name[name]])


@dataclass(frozen=True, slots=True)
class _Ways:
    """For each key where its ways begin and how many there are, then the ways one after another."""

    keys: Any
    first: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    number: npt.NDArray[np.int64]
    share: npt.NDArray[np.float32]
    bare: npt.NDArray[np.bool_]


def _ways(keys: Any) -> _Ways:
    """Spell each key in the ways under which it is filed; some not at all."""
    # A mark that ends every name, or a number alone, can't be looked up in a text.
    usable = as_numpy(
        pc.and_(
            pc.greater_equal(pc.utf8_length(keys), 2), pc.invert(pc.match_substring_regex(keys, r"\||^\pN+$"))
        )
    )
    count = usable.astype(np.int64)
    several = np.flatnonzero(usable & as_numpy(pc.match_substring_regex(keys, _SEVERAL)))
    spelled = [list(_spellings(key)) for key in keys.take(pa.array(several)).to_pylist()]
    count[several] = [len(ways) for ways in spelled]
    first = np.cumsum(count) - count
    total = int(count.sum())
    number, share = np.zeros(total, dtype=np.int64), np.ones(total, dtype=np.float32)
    bare = np.zeros(total, dtype=bool)
    once = usable.copy()
    once[several] = False
    number[first[once]] = np.flatnonzero(once)
    further = [way for ways in spelled for way in ways]
    at = np.repeat(first[several], count[several]) + _counted(count[several])
    number[at] = len(keys) + np.arange(len(further))
    share[at] = [part for _, part in further]
    bare[at] = share[at] < 1.0
    texts = pa.array([spelling for spelling, _ in further], pa.string())
    joined = pa.concat_arrays([keys, texts]).dictionary_encode()
    return _Ways(
        joined.dictionary, first, count, as_numpy(joined.indices).astype(np.int64)[number], share, bare
    )


def _spellings(key: str) -> list[tuple[str, float]]:
    whole = {key, with_articles(key), without_possessive(key)}
    ways = [(spelling, 1.0) for spelling in sorted(whole)]
    bare = without_articles(key)
    if bare not in whole and len(bare) > 2:
        ways.append((bare, WITHOUT_ARTICLE))
    return ways


def _counted(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give 0, 1, ... for each count, one after another."""
    numbers: npt.NDArray[np.int64] = np.arange(int(counts.sum())) - np.repeat(
        np.cumsum(counts) - counts, counts
    )
    return numbers


def as_numpy(column: Any) -> npt.NDArray[Any]:
    """Turn a pyarrow array without missing values into NumPy's."""
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
