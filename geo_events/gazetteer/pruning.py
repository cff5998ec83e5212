"""Removing compiled gazetteers that nobody uses any more from the cache."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo_events.gazetteer.locating import cache_folder
from geo_events.gazetteer.storage import META

#: What was not opened for so long is removed.
DAYS: Final = 30
_DAY: Final = 86_400
#: The cache's own folders: compiled from the packages or a list of places, and named after what of.
_COMPILED: Final = re.compile(r"(?:gazetteer|places)-(?P<fingerprint>[0-9a-f]{16})")
#: What an interrupted build or removal leaves behind.
_LEFT_BEHIND: Final = re.compile(r"\.(?:(?:gazetteer|places)-[0-9a-f]{16}-|pruned-)[\w-]+")


def mark_used(folder: Path) -> None:
    """Note that a folder of the cache was opened: by the time of its ``meta.json``, at most once a day."""
    if folder.parent != cache_folder():
        return
    with suppress(OSError):  # a cache that can't be written is not pruned either
        if time.time() - (folder / META).stat().st_mtime > _DAY:
            os.utime(folder / META)


def prune_cache(*, keep: Path) -> list[Path]:
    """Remove the cache's gazetteers that were not opened for thirty days.

    Only folders are touched that lie in the cache itself, bear its names, and hold what those names say: a
    folder that a user named is none. A folder is moved away before it is removed, so that another process
    sees it whole or not at all; one that has it open keeps its files.

    Parameters
    ----------
    keep
        A folder to keep whatever its age.

    Returns
    -------
    list of pathlib.Path
        What was removed.
    """
    removed = []
    with suppress(OSError):
        for folder in sorted(cache_folder().iterdir()):
            if folder != keep and not folder.is_symlink() and folder.is_dir() and _is_stale(folder):
                with suppress(OSError):  # another process was faster
                    if _remove(folder):
                        removed.append(folder)
    return removed


def _is_stale(folder: Path) -> bool:
    with suppress(OSError, ValueError, TypeError):
        if _LEFT_BEHIND.fullmatch(folder.name):
            return _is_old(folder)
        named = _COMPILED.fullmatch(folder.name)
        if named is not None and _is_old(folder / META):
            meta = json.loads((folder / META).read_text(encoding="utf-8"))
            return bool(meta.get("fingerprint") == named["fingerprint"])
    return False


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > DAYS * _DAY


def _remove(folder: Path) -> bool:
    away = Path(tempfile.mkdtemp(prefix=".pruned-", dir=folder.parent))
    moved = away / folder.name
    try:
        folder.rename(moved)
        if (moved / META).is_file() and not _is_old(moved / META):
            moved.rename(folder)  # it was opened just now
            return False
        return True
    finally:
        shutil.rmtree(away, ignore_errors=True)
