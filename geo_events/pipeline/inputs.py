"""Telling records from articles among the inputs of a run, and reading both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas as gpd

from geo_events.articles import Article, Reject, expand_paths, file_of, is_left_alone, read_items
from geo_events.errors import GeoEventsError, InputError, MissingFileError
from geo_events.events import empty_events
from geo_events.pipeline.settings import RunSettings
from geo_events.pipeline.tally import Tally
from geo_events.records import is_records, read_records


def part_inputs(settings: RunSettings, tally: Tally) -> tuple[list[Path], list[Path]]:
    """Tell record files from articles: among the inputs and inside their folders.

    A table in the layout of records is read as that. Any other is left to the reader of articles,
    which takes it or says what it lacks, so that none is passed over in silence.

    Returns
    -------
    tuple of two lists of pathlib.Path
        Record files, and files and folders of articles.
    """
    records, articles = _readable_records(settings.records, tally), []
    for path in expand_paths(settings.inputs):
        if path.suffix.lower() == ".csv" and path.is_file() and _is_readable(path):
            records.append(path)
            continue
        articles.append(path)
        if path.is_dir():
            tables = sorted(path.rglob("*.csv"), key=lambda table: table.relative_to(path).as_posix())
            records += [table for table in tables if not _is_hidden(table, path) and _is_readable(table)]
    readable = list(dict.fromkeys(records))
    for path in readable:
        tally.note_file(path)
    tally.record_files.update(readable)
    tally.record_folders.update(path for path in articles if any(path in r.parents for r in readable))
    return readable, articles


def read_inputs(inputs: Sequence[Path], settings: RunSettings, tally: Tally) -> Iterator[Article | Reject]:
    """Read the articles one at a time, and among them what can't be used; their files are noted."""
    for item in read_items(
        inputs,
        published=settings.published,
        source=settings.source,
        text_column=settings.text_column,
        records=tally.record_files,
    ):
        if isinstance(item, Reject) and Path(item.origin) in tally.record_folders:
            continue  # a folder of records needs no article
        tally.note_file(file_of(item.origin))
        yield item


def read_record_files(paths: Sequence[Path], tally: Tally) -> list[gpd.GeoDataFrame]:
    """Read the record files; one that can't be used is noted, and the others go on."""
    tables = []
    for path in paths:
        try:
            tables.append(read_records(path, on_reject=tally.rejects.append))
        except GeoEventsError as error:
            tally.rejects.append(Reject(str(path), str(error)))
            continue
    return tables or [empty_events()]


def _is_hidden(table: Path, folder: Path) -> bool:
    return any(is_left_alone(part) for part in table.relative_to(folder).parts)


def _is_readable(table: Path) -> bool:
    try:
        return is_records(table)
    except (GeoEventsError, OSError):
        return False  # the reader of articles says what is wrong with it


def _readable_records(paths: Sequence[Path], tally: Tally) -> list[Path]:
    """Return the tables that the user named as records, and reject what is none."""
    readable = []
    for path in dict.fromkeys(paths):
        tally.note_file(path)
        try:
            known = is_records(path)
        except (MissingFileError, InputError) as error:
            tally.rejects.append(Reject(str(path), str(error)))
            continue
        if known:
            readable.append(path)
        else:
            reason = "the table is in no layout of records that is known; give UCDP GED as CSV"
            tally.rejects.append(Reject(str(path), reason))
    return readable
