"""The compiled gazetteer's files: how they are written, and how they are read in place.

A folder holds ``meta.json``; NumPy arrays, which are mapped into memory and never read whole; tries of
names; and blobs: all entries one after another, beside an array of where each begins. Nothing here depends
on how many places there are: row numbers have 32 bits, offsets 64.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo_events.errors import GazetteerError

#: One place. Degrees are kept as millionths, texts as numbers of entries in a blob or a list of `meta.json`.
PLACE: Final = np.dtype(
    [
        ("geonameid", "<i4"),  # 0 where there is none
        ("latitude", "<i4"),
        ("longitude", "<i4"),
        ("population", "<i8"),
        ("uncertainty_km", "<f4"),
        ("prior", "<f4"),
        ("key", "<u4"),  # where geonameid is 0: its entry in the blob of keys
        ("admin1", "<u4"),
        ("admin2", "<u4"),
        ("country", "<u2"),
        ("feature", "<u2"),
        ("source", "<u1"),
        ("approximate", "?"),  # the point is the middle of the unit: not what lies near a point
    ]
)
#: One meaning of a name.
POSTING: Final = np.dtype([("row", "<u4"), ("weight", "<f4"), ("kind", "<u1")])
PLACE_KIND, DEMONYM_KIND = 1, 2
#: Flag of a name, beside the kinds: it is meant only where it is written in capitals ("US").
CAPITALS: Final = 4
#: Flag of a name, beside the kinds: it is meant only where a capital begins it and a stop ends it ("Ill.").
STOP: Final = 8

DEGREES: Final = 1_000_000
#: What the trie of keys holds for a place's key, or for "code:" and a unit's GeoNames code: its row.
KEY_FORMAT: Final = "<I"
META: Final = "meta.json"


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write into; it takes `path`'s place when all went well, else leaves it as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        yield work
        work.chmod(0o755)
        if path.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{path.name}-old-", dir=path.parent))
            path.rename(old / "gazetteer")
            work.rename(path)
            shutil.rmtree(old)
        else:
            try:
                work.rename(path)
            except OSError:
                if not path.is_dir():  # it is there: another process has built the same meanwhile
                    raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_array(folder: Path, name: str, array: npt.NDArray[Any]) -> None:
    """Write an array as ``<name>.npy``."""
    np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def write_blob(folder: Path, name: str, entries: Iterable[bytes]) -> None:
    """Write entries as ``<name>.blob``, and where each begins as ``<name>.npy``."""
    offsets = [0]
    with (folder / f"{name}.blob").open("wb") as file:
        for entry in entries:
            file.write(entry)
            offsets.append(offsets[-1] + len(entry))
    write_array(folder, name, np.asarray(offsets, dtype="<i8"))


def write_texts(folder: Path, name: str, batches: Iterable[Any]) -> None:
    """Write pyarrow arrays of strings, one after another, as `write_blob` writes entries."""
    offsets, total = [np.zeros(1, dtype="<i8")], 0
    with (folder / f"{name}.blob").open("wb") as file:
        for batch in batches:
            _, where, data = batch.buffers()
            begins = np.frombuffer(where, dtype=np.int32)[batch.offset : batch.offset + len(batch) + 1]
            if len(batch):
                file.write(memoryview(data)[begins[0] : begins[-1]])
                offsets.append(begins[1:].astype("<i8") - begins[0] + total)
                total += int(begins[-1] - begins[0])
    write_array(folder, name, np.concatenate(offsets))


def write_meta(folder: Path, meta: dict[str, Any]) -> None:
    """Write ``meta.json``, with the size of every other file, last: a folder without it is not complete."""
    meta["files"] = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / META).write_text(text + "\n", encoding="utf-8")


def read_meta(folder: Path, *, format_version: int) -> dict[str, Any]:
    """Read ``meta.json`` and check that every file is there in its full length.

    Raises
    ------
    GazetteerError
        If the folder holds no gazetteer, one of another format, or a damaged one.
    """
    mend = "run: geo-events gazetteer build"
    if not (folder / META).is_file():
        raise GazetteerError(f"no gazetteer at {folder}; {mend}")
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        files, version = dict(meta["files"]), meta["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GazetteerError(f"the gazetteer at {folder} is damaged ({META}: {error}); {mend}") from error
    if version != format_version:
        raise GazetteerError(
            f"the gazetteer at {folder} has format {version}, this version reads {format_version}; {mend}"
        )
    for name, size in files.items():
        path = folder / name
        found = path.stat().st_size if path.is_file() else None
        if found != size:
            state = "missing" if found is None else f"{found} bytes long instead of {size}"
            raise GazetteerError(f"the gazetteer at {folder} is damaged ({name} is {state}); {mend}")
    return dict(meta)


def read_array(folder: Path, name: str) -> npt.NDArray[Any]:
    """Map an array into memory.

    Raises
    ------
    GazetteerError
        If the file is not an array.
    """
    try:
        mapped = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise GazetteerError(
            f"the gazetteer at {folder} is damaged ({name}.npy: {error}); run: geo-events gazetteer build"
        ) from error
    # A plain view of the same memory: NumPy's memmap class is ten times slower to index.
    array: npt.NDArray[Any] = mapped.view(np.ndarray)
    return array


class Blob:
    """Entries of any length, read in place."""

    def __init__(self, folder: Path, name: str) -> None:
        # Python reads a number from a memory view three times as fast as from an array.
        self._offsets = read_array(folder, name).data
        with (folder / f"{name}.blob").open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # An empty file can't be mapped.
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._bytes[self._offsets[number] : self._offsets[number + 1]]
