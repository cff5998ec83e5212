"""One input as bytes: a file, a member of an archive, or standard input, never read beyond its bounds."""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast

from geo_events.articles.limits import Limits
from geo_events.errors import InputError

#: So much may always be unpacked, whatever the ratio: tiny files of one letter pack very well.
_SLACK: Final = 1_000_000


def suffix_of(name: str) -> str:
    """Return the suffix that tells the format of a file, without the ``.gz`` of a packed one."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


class Source:
    """What a format reads.

    Attributes
    ----------
    name
        Its path relative to the input folder: the id of an article that it holds.
    origin
        Its path, for messages.
    limits
        The bounds of reading.
    text_column
        The column of a table that holds the text, where the user named it.
    suffix
        The suffix that tells its format, without the ``.gz`` of a packed one.
    sha256
        Digest of its bytes, once they were read; None before, and for standard input read line by line.
    """

    def __init__(
        self,
        name: str,
        origin: str,
        opener: Callable[[], BinaryIO],
        *,
        limits: Limits,
        text_column: str | None = None,
        rereadable: bool = True,
        suffix: str | None = None,
    ) -> None:
        self.name = name
        self.origin = origin
        self.limits = limits
        self.text_column = text_column
        self.suffix = suffix_of(name) if suffix is None else suffix
        self.sha256: str | None = None
        self._opener = opener
        self._rereadable = rereadable

    def read(self, *, most: int | None = None) -> bytes:
        """Return all bytes.

        Raises
        ------
        InputError
            If there are more than `most`, or than `Limits.file_bytes` where that is not given.
        """
        limit = self.limits.file_bytes if most is None else most
        with self._opener() as file:
            raw = file.read(limit + 1)
        if len(raw) > limit:
            raise InputError(
                f"the file has more than {limit:,} bytes, the most that is read at once; split it"
            )
        self.sha256 = hashlib.sha256(raw).hexdigest()
        return raw

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open it for reading piece by piece; its digest is known then, unless it can be read only once."""
        if self._rereadable:
            with self._opener() as file:
                self.sha256 = hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()
        with self._opener() as file:
            yield file

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that aren't blank, with their numbers from 1, one at a time.

        A line of more than `Limits.file_bytes` comes cut off one byte after them.
        """
        limit = self.limits.file_bytes
        with self.open() as file:
            number = 0
            while raw := file.readline(limit + 1):
                number += 1
                rest = raw
                while len(rest) > limit and not rest.endswith(b"\n"):
                    rest = file.readline(limit + 1)
                if raw.strip():
                    yield number, raw


class Bounded(io.RawIOBase):
    """What a packed file unpacks to, read only up to its bounds; every kind of damage is an `InputError`."""

    def __init__(self, packed: BinaryIO, *, packed_size: int, limits: Limits) -> None:
        self._packed = packed
        self._most = min(limits.expanded_bytes, packed_size * limits.ratio + _SLACK)
        self._done = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than typeshed's Buffer
        """Read on, as `io.RawIOBase` asks."""
        try:
            piece = self._packed.read(len(buffer))
        except (EOFError, OSError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
            raise InputError(f"the archive is damaged here ({error}); pack it anew") from error
        self._done += len(piece)
        if self._done > self._most:
            raise InputError(
                f"it unpacks to more than {self._most:,} bytes, far beyond its packed size; "
                "if that is meant, unpack it yourself and give what it holds"
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close what it reads from."""
        self._packed.close()
        super().close()
