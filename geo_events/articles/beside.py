"""What stands beside a file about it: its row of ``metadata.csv``, and its English translation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from geo_events.articles.decoding import decode
from geo_events.articles.draft import Fields
from geo_events.articles.drafting import said
from geo_events.articles.metadata import read_metadata
from geo_events.articles.origin import shown
from geo_events.articles.reject import OnReject, Reject
from geo_events.articles.source import Source
from geo_events.articles.walking import SIDECAR, holds_several, translation_of
from geo_events.errors import InputError


class Beside:
    """Sidecars and translations; kept are the sidecars of the folder that is read and of those above it."""

    def __init__(self, *, source_of: Callable[[Path], Source], on_reject: OnReject) -> None:
        self._source_of = source_of
        self._on_reject = on_reject
        self._sidecars: dict[Path, dict[str, Fields]] = {}
        self._told: set[Path] = set()

    def fields(self, path: Path) -> Fields:
        """Return what stands beside a file about it; faults of a sidecar are told once."""
        folder = path.parent
        if folder not in self._sidecars:
            self._sidecars = {each: rows for each, rows in self._sidecars.items() if each in folder.parents}
            told = self._on_reject if folder not in self._told else _ignore
            self._told.add(folder)
            self._sidecars[folder] = _rows(folder, told)
        fields = self._sidecars[folder].get(path.name, Fields())
        if holds_several(path.name):
            return replace(fields, translation=None)  # of which of its articles can't be told
        translation = path.with_name(translation_of(path.name))
        if translation == path or not translation.is_file():
            return fields
        return with_translation(fields, self._source_of(translation), on_reject=self._on_reject)


def files_beside(path: Path) -> tuple[Path, Path]:
    """Return where the sidecar and the translation of a file would be, whether they are there or not."""
    return path.parent / SIDECAR, path.parent / translation_of(path.name)


def with_translation(fields: Fields, source: Source, *, on_reject: OnReject) -> Fields:
    """Add a translation that stands in a file of its own; one that can't be read is told."""
    try:
        text, _ = decode(source.read())
    except (InputError, OSError) as error:
        on_reject(Reject(source.origin, f"the translation: {said(error)}", is_input=False))
        return fields
    return replace(fields, translation=fields.translation or text)


def _rows(folder: Path, on_reject: OnReject) -> dict[str, Fields]:
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    return read_metadata(
        lambda: path.open("rb"),
        shown(path),
        is_file=lambda name: (folder / name).is_file(),
        on_reject=on_reject,
    )


def _ignore(reject: Reject) -> None:
    """Pass over what was told before."""
