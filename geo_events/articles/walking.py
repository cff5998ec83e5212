"""The files of folders in the order of their names, however many there are."""

from __future__ import annotations

import glob
import heapq
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from geo_events.articles.formats import ARCHIVES, SEVERAL, SUFFIXES, no_format
from geo_events.articles.origin import StrPath, shown
from geo_events.articles.reject import OnReject, Reject
from geo_events.articles.source import suffix_of

STANDARD_INPUT: Final = "-"
SIDECAR: Final = "metadata.csv"
#: Files that folders hold for people, not articles.
_NO_ARTICLES: Final = ("readme", "license")
_TRANSLATION: Final = ".en.txt"
#: Names kept at once; a folder with more is gone through once for each such lot.
_LOT: Final = 50_000


def expand_paths(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """Return the paths given, with each pattern (``*``, ``?``, ``[...]``, ``**``) made the files it fits.

    A pattern that is the name of a file is that file; one that fits nothing stays as it is.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    found: list[Path] = []
    for path in map(Path, given):
        fits = []
        if glob.has_magic(str(path)) and not os.path.lexists(path):
            fits = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  # patterns may be absolute
        found += map(Path, fits) if fits else [path]
    return found


def walk(folder: Path, *, on_reject: OnReject) -> Iterator[Path]:
    """Yield the files in a folder and below it that may be articles, and reject what can't be one.

    Left alone are hidden files, files named README or LICENSE, the sidecar ``metadata.csv`` and
    translations beside their article.
    """
    try:
        for name in sorted_names(folder):
            path = folder / name
            if is_left_alone(name):
                continue
            if path.is_dir() and path.is_symlink():
                on_reject(Reject(shown(path), "links to folders are not followed; name the folder itself"))
            elif path.is_dir():
                yield from walk(path, on_reject=on_reject)
            elif translated_by(name) and any((folder / other).is_file() for other in translated_by(name)):
                continue
            elif suffix_of(name) in SUFFIXES or name.lower().endswith(ARCHIVES):
                yield path
            else:
                on_reject(Reject(shown(path), no_format(name)))
    except OSError as error:
        reason = f"the folder can't be read ({error.strerror}); check its permissions"
        on_reject(Reject(shown(folder), reason))


def sorted_names(folder: Path, *, lot: int = _LOT) -> Iterator[str]:
    """Yield the names in a folder in their order, holding no more than a lot of them at once."""
    last: str | None = None
    while True:
        with os.scandir(folder) as entries:
            names = heapq.nsmallest(
                lot, (entry.name for entry in entries if last is None or entry.name > last)
            )
        yield from names
        if len(names) < lot:
            return
        last = names[-1]


def is_left_alone(name: str) -> bool:
    """Whether a name in a folder or an archive is hidden, or for people, or the sidecar's."""
    lower = name.lower()
    return lower.startswith((".", *_NO_ARTICLES)) or lower == SIDECAR


def translation_of(name: str) -> str:
    """Return the name under which a file's English translation may stand beside it."""
    stem = name.removesuffix(".gz").rpartition(".")[0]
    return stem + _TRANSLATION


def translated_by(name: str) -> tuple[str, ...]:
    """Return the names of files whose translation a file of this name would be."""
    if not name.lower().endswith(_TRANSLATION):
        return ()
    stem = name[: -len(_TRANSLATION)]
    return tuple(stem + suffix for suffix in SUFFIXES if suffix not in SEVERAL)


def holds_several(name: str) -> bool:
    """Whether a file of this name may hold more than one article, so that none can be meant by its name."""
    return suffix_of(name) in SEVERAL or name.lower().endswith(ARCHIVES[0])
