"""A run over inputs: read, geoparse, code, join."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo_events.articles import Article, Reject
from geo_events.events import events_from_rows
from geo_events.gazetteer import Gazetteer, open_gazetteer, with_own_places
from geo_events.geoparsing import Toponym, toponym_table
from geo_events.joining import join_events
from geo_events.language import Language
from geo_events.pipeline.analysing import analyse_all
from geo_events.pipeline.faults import own_rejects
from geo_events.pipeline.inputs import part_inputs, read_inputs, read_record_files
from geo_events.pipeline.report import make_report
from geo_events.pipeline.settings import RunSettings
from geo_events.pipeline.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

#: Called with the number of articles done.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gives.

    Attributes
    ----------
    events
        Coded events and records in one event table.
    toponyms
        Every toponym of every article, one a row (see `geo_events.geoparsing.toponym_table`).
    rejects
        What could not be used, and why.
    report
        The run in numbers: inputs with their SHA-256, versions, settings, counts, rejects, notices.
    """

    events: gpd.GeoDataFrame
    toponyms: pd.DataFrame
    rejects: tuple[Reject, ...]
    report: Mapping[str, Any]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all could be read."""
        articles = self.report["articles"]
        return not (articles["with events"] or articles["without event"] or len(self.events))


def run(
    settings: RunSettings,
    *,
    gazetteer: Gazetteer | None = None,
    language: Language | None = None,
    progress: Progress | None = None,
) -> Run:
    """Read, geoparse, code and join; nothing is written.

    A file, article or row that can't be used is listed among the rejects, and the others go on. The
    settings' own places are laid over a `gazetteer` that has none.
    """
    gazetteer, language = gazetteer or open_gazetteer(), language or Language()
    if settings.places is not None and "own_places" not in gazetteer.info():
        gazetteer = with_own_places(gazetteer, settings.places)
    tally = Tally(rejects=own_rejects(gazetteer))
    record_files, article_inputs = part_inputs(settings, tally)
    rows: list[dict[str, Any]] = []

    def read() -> Iterator[tuple[Article, list[Toponym], list[Toponym]]]:
        """Code each article as the toponym table asks for it, so that none is kept."""
        done = 0
        items = read_inputs(article_inputs, settings, tally)
        for item in analyse_all(items, gazetteer=gazetteer, language=language, processes=settings.processes):
            if isinstance(item, Reject):
                tally.reject(item)
                continue
            article, found = item
            rows.extend(found.rows)
            tally.articles["with events" if found.rows else "without event"] += 1
            tally.note(article)
            done += 1
            if progress is not None:
                progress(done)
            yield article, found.toponyms, found.translated or []

    toponym_rows = toponym_table(read())
    events = join_events(events_from_rows(rows), *read_record_files(record_files, tally))
    report = make_report(settings, tally, events, int(toponym_rows["counted"].sum()), gazetteer, language)
    return Run(events, toponym_rows, tuple(tally.rejects), report)
