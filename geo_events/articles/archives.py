"""Zip archives and gzip files: what they hold is read where it lies, nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from geo_events.articles.draft import Fields
from geo_events.articles.formats import ARCHIVES
from geo_events.articles.limits import Limits
from geo_events.articles.metadata import read_metadata
from geo_events.articles.origin import shown
from geo_events.articles.reject import OnReject
from geo_events.articles.source import Bounded
from geo_events.articles.walking import SIDECAR, is_left_alone, translated_by
from geo_events.errors import InputError

_HOSTILE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_ENCRYPTED = 0x1


def open_gzip(path: Path, *, limits: Limits) -> BinaryIO:
    """Open what a gzip file unpacks to, within bounds."""
    packed_size = path.stat().st_size
    return _bounded(cast(BinaryIO, gzip.open(path)), packed_size, limits)


class Archive:
    """An open zip archive.

    Attributes
    ----------
    names
        Of its files, as the archive gives them.
    """

    def __init__(self, packed: zipfile.ZipFile, *, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        files = [info for info in packed.infolist() if not info.filename.endswith("/")]
        self._files = {info.filename: info for info in files}
        self._counts = Counter(info.filename for info in files)
        self.names = frozenset(self._files)
        self._rows: tuple[str, dict[str, Fields]] = ("", {})
        self._told: set[str] = set()

    def walk(self) -> Iterator[str]:
        """Yield the names of the files that may be articles, in their order."""
        for name in sorted(self.names):
            parts = PurePosixPath(name).parts
            if not any(part == "__MACOSX" or is_left_alone(part) for part in parts if part != ".."):
                yield name

    def fault(self, name: str) -> str | None:
        """Say why a file of the archive can't be read, or return None."""
        if self._counts[name] > 1:
            return f"the archive holds {self._counts[name]} files of this name; give each its own"
        if not name or _HOSTILE.search(name):
            return "the name leads out of the archive; pack the file anew under a plain name"
        if name.lower().endswith(ARCHIVES):
            return "an archive inside an archive is not opened; unpack it and give what it holds"
        if self._files[name].flag_bits & _ENCRYPTED:
            return "the file is encrypted; unpack it with its password and give what it holds"
        return None

    def is_translation(self, name: str) -> bool:
        """Whether a file is the translation of another one beside it."""
        return any(self.beside(name, other) for other in translated_by(PurePosixPath(name).name))

    def beside(self, name: str, other: str) -> str | None:
        """Return the full name of the file that stands under another name beside a file, or None."""
        found = f"{name[: name.rfind('/') + 1]}{other}"
        return found if found in self.names else None

    def metadata(self, name: str, origin: str, *, on_reject: OnReject) -> dict[str, Fields]:
        """Return the rows of the sidecar beside a file, whose faults are told the first time."""
        sidecar = self.beside(name, SIDECAR)
        if sidecar is None:
            return {}
        if self._rows[0] != sidecar:
            rows = read_metadata(
                self.opener(sidecar),
                f"{origin}!{shown(sidecar)}",
                is_file=lambda other: self.beside(name, other) is not None,
                on_reject=on_reject if sidecar not in self._told else lambda _: None,
            )
            self._told.add(sidecar)
            self._rows = (sidecar, rows)
        return self._rows[1]

    def opener(self, name: str) -> Callable[[], BinaryIO]:
        """Return what opens a file of the archive, within bounds."""
        info = self._files[name]

        def open_member() -> BinaryIO:
            try:
                file = self._packed.open(info)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
                raise InputError(f"the archive is damaged here ({error}); pack it anew") from error
            return _bounded(cast(BinaryIO, file), info.compress_size, self._limits)

        return open_member


@contextmanager
def open_archive(path: Path, *, limits: Limits) -> Iterator[Archive]:
    """Open a zip archive.

    Raises
    ------
    InputError
        If it is none, is damaged, or is made to overwhelm: too many files, or files that overlap.
    """
    with path.open("rb") as file:
        try:
            packed = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            reason = f"the file is no zip archive, or cut off ({shown(str(error))}); pack or copy it anew"
            raise InputError(reason) from error
        with packed:
            members = packed.infolist()
            if len(members) > limits.members:
                reason = f"the archive holds {len(members):,} files, more than {limits.members:,}; split it"
                raise InputError(reason)
            if sum(info.compress_size for info in members) > path.stat().st_size:
                raise InputError(
                    "files overlap in the archive, as in a bomb; unpack it yourself if you trust it"
                )
            yield Archive(packed, limits=limits)


def _bounded(file: BinaryIO, packed_size: int, limits: Limits) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(Bounded(file, packed_size=packed_size, limits=limits)))
