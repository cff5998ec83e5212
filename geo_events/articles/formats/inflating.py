"""A bound for what a PDF's packed streams unpack to, which pdfminer has none for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from geo_events.articles.limits import Limits
from geo_events.errors import InputError


class _Inflater:
    """Stands for `zlib` inside pdfminer: unpacks until all streams of a file come to `left` bytes."""

    error = zlib.error

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def decompress(self, data: bytes) -> bytes:
        """Unpack a whole stream, as `zlib.decompress` does."""
        unpacker = self.decompressobj()
        done: bytes = unpacker.decompress(data)
        if not unpacker.eof:
            raise zlib.error("incomplete stream")
        return done

    def decompressobj(self) -> Any:
        """Return what unpacks a stream piece by piece."""
        return _Piecewise(self)


class _Piecewise:
    def __init__(self, inflater: _Inflater) -> None:
        self._inflater = inflater
        self._unpacker = zlib.decompressobj()

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    def decompress(self, data: bytes) -> bytes:
        done = self._unpacker.decompress(data, self._inflater.left + 1)
        self._inflater.left -= len(done)
        if self._inflater.left < 0:
            raise InputError(
                f"the PDF unpacks to more than {self._inflater.most:,} bytes; split it or print it anew"
            )
        return done


@contextmanager
def bounded_inflating(limits: Limits) -> Iterator[None]:
    """Keep what pdfminer unpacks of one file within `Limits.file_bytes`, for as long as the file is read.

    pdfminer unpacks a stream in one go and offers no setting for it; a file of some kilobytes could
    fill the memory. Its name for `zlib` is therefore set to a bounded stand-in and set back.
    """
    from pdfminer import pdftypes

    module: Any = pdftypes
    original = module.zlib
    module.zlib = _Inflater(limits.file_bytes)
    try:
        yield
    finally:
        module.zlib = original
