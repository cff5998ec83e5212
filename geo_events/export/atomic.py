"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a file to write that takes its place under `path` when the block ends without an error.

    What stands at `path` stays until then, and stays for good if the block raises. Missing folders
    are made.

    Parameters
    ----------
    path
        Where the file shall be.

    Yields
    ------
    pathlib.Path
        A path in the same file system, with the same file name; the block must write it.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    # a folder beside the target, so that any writer can make the file itself, with its usual permissions
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        written = folder / target.name
        yield written
        _to_disk(written)
        written.replace(target)
        _to_disk(target.parent)
    finally:
        shutil.rmtree(folder)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
