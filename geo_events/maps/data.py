"""The one block of data that a map's page carries, made of an event table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geo_events.events import EVENT_TYPES
from geo_events.gazetteer.attribution import attributions, credits_by_licence
from geo_events.maps.shapes import BASE_SCALE, OUTLINE_SCALE, encode_lines, encode_shape, label_point
from geo_events.maps.sites import MapGazetteer, Site, country_sites, plan_sites

#: Columns of the event table that the page shows.
SHOWN: Final = (
    "event_id", "dataset", "event_type", "sub_event_type", "status", "event_clarity", "claim",
    "attributed_to", "date_start", "date_end", "date_precision", "actor1", "actor2", "actor1_text",
    "actor2_text", "location", "country", "admin1", "admin2", "geo_precision", "uncertainty_km",
    "fatalities", "fatalities_low", "fatalities_high", "fatalities_basis", "fatalities_text",
    "fatalities_civilians", "injured", "target", "headline", "source", "source_url", "published",
    "evidence", "confidence", "review_status",
)  # fmt: skip
#: Toponyms of these GeoNames classes are areas, lines or whole seas: a dot would claim too much.
AREA_CLASSES: Final = ("ADM", "PCL", "TERR", "RGN", "CONT", "OCN", "SEA", "PRSH", "ZN")
LIST_LIMIT: Final = 100
LIMITS: Final = (
    "A symbol never says more than the text or table does: where only a province is known, the province is "
    "shaded; where only a country is known, the country has a badge.",
    "Machine-coded events hold errors. Read the evidence before you rely on one, and check its source.",
    "A map of reports shows what was reported: places without reporters look calmer than they are.",
)


def map_data(
    events: gpd.GeoDataFrame,
    *,
    toponyms: pd.DataFrame | None,
    title: str,
    report: Mapping[str, Any] | None,
    gazetteer: MapGazetteer,
) -> dict[str, Any]:
    """Make the page's data block.

    Returns
    -------
    dict
        Only what JSON can say: ``title``, ``bounds``, ``scales``, ``events`` (as columns), ``sites``,
        ``countries``, ``lines``, ``boundaries``, ``toponyms``, ``layers``, ``about``, ``credits``.
    """
    base = gazetteer.base_map()
    plan = plan_sites(events, gazetteer=gazetteer, labels=country_sites(base))
    layer = event_layers(events)
    dots, left_out = toponym_dots(toponyms)
    columns = {name: encode_column(events[name]) for name in SHOWN}
    columns["evidence"] = encode_column(_quotes(events))
    columns["layer"] = encode_column(layer)
    columns["site"] = plan.of_event
    info = gazetteer.info()
    return {
        "title": title,
        "bounds": _bounds(plan.sites),
        "scales": {"base": BASE_SCALE, "outline": OUTLINE_SCALE},
        "events": {"count": len(events), "columns": columns},
        "sites": [site.to_json() for site in plan.sites],
        "countries": _countries(base),
        "lines": _lines(gazetteer.boundary_lines()),
        "boundaries": info["boundaries"],
        "toponyms": dots,
        "layers": _layers(events, layer, dots),
        "about": _about(report, info, left_out),
        "credits": [
            *credits_by_licence(info),
            f"Boundaries: {info['boundaries']['name']}, no endorsement implied",
        ],
    }


def _quotes(events: pd.DataFrame) -> pd.Series[Any]:
    """Give each event's evidence; words of a translation say so, with the original's after them."""
    quotes = events["evidence"]
    if "evidence_original_scope" not in events:
        return quotes
    translated = events["evidence_original_scope"].notna()
    original = events["evidence_original"].astype("string")
    also = (" Original: " + original).where(original.notna(), "")
    return quotes.mask(translated, quotes + " [Translation." + also + "]")


def event_layers(events: pd.DataFrame) -> pd.Series[Any]:
    """Name each event's layer: ``aggregates``, ``records`` or its event type."""
    layer = events["event_type"].astype("string")
    layer = layer.mask((events["dataset"] != "article").fillna(False), "records")
    return layer.mask((events["event_clarity"] == "aggregate").fillna(False), "aggregates")


def toponym_dots(toponyms: pd.DataFrame | None) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Gather a toponym table's places that a dot may mark.

    Returns
    -------
    tuple
        The places, most mentioned first, and how many mentions were left out for each reason.
    """
    if toponyms is None or toponyms.empty:
        return [], {}
    if "counted" in toponyms:
        toponyms = toponyms[toponyms["counted"]]  # others are named in the article's translation, too
    demonym = toponyms["kind"] == "demonym"
    unresolved = ~demonym & (toponyms["latitude"].isna() | toponyms["longitude"].isna())
    code = toponyms["feature_code"].astype("string").fillna("")
    area = ~demonym & ~unresolved & code.str.startswith(AREA_CLASSES)
    left_out = {
        "demonyms such as “Iraqi”": int(demonym.sum()),
        "names that were not resolved": int(unresolved.sum()),
        "countries, provinces, regions and seas": int(area.sum()),
    }
    places: dict[tuple[float, float, str], dict[str, Any]] = {}
    named = toponyms[~(demonym | unresolved | area)]
    name = named["name"].astype(object).where(named["name"].notna(), named["text"])
    for key_name, lat, lon, article in zip(
        name, named["latitude"], named["longitude"], named["article_id"].astype(str), strict=True
    ):
        point = (round(float(lat), 5), round(float(lon), 5))
        place = places.setdefault(
            (*point, str(key_name)),
            {"name": str(key_name), "lat": point[0], "lon": point[1], "mentions": 0, "articles": []},
        )
        place["mentions"] += 1
        if article not in place["articles"]:
            place["articles"].append(article)
    dots = sorted(places.values(), key=lambda place: (-place["mentions"], place["name"], place["lat"]))
    for place in dots:
        place["articles"] = _shortened(place["articles"], 12)
    return dots, {reason: number for reason, number in left_out.items() if number}


def encode_column(values: pd.Series[Any]) -> list[Any] | dict[str, list[Any]]:
    """Write a column as a list, or, where shorter, as distinct values and each row's code (null: -1)."""
    items = [_plain(value) for value in values.astype(object)]
    codes, distinct = pd.factorize(pd.Series(items, dtype=object))
    if len(distinct) * 2 > len(items):
        return items
    return {"values": [_plain(value) for value in distinct], "codes": codes.tolist()}


def to_script_json(data: Any) -> str:
    """Write JSON that can stand in a page's script element whatever the text in it says."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _plain(value: Any) -> Any:
    """Turn a cell into what JSON can say."""
    if pd.isna(value):
        return None
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, str | bool | int):
        return value
    return value.item() if hasattr(value, "item") else str(value)


def _bounds(sites: Sequence[Site]) -> list[list[float]] | None:
    boxes = [site.bounds() for site in sites]
    if not boxes:
        return None
    south, west, north, east = zip(*boxes, strict=True)
    return [
        [round(max(min(south), -85), 3), round(max(min(west), -180), 3)],
        [round(min(max(north), 85), 3), round(min(max(east), 180), 3)],
    ]


def _countries(base: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    countries = []
    for name, iso3, geometry in zip(base["name"], base["iso3"], base.geometry, strict=True):
        point = label_point(geometry)
        if point:
            countries.append(
                {
                    "name": str(name),
                    "iso3": iso3 if isinstance(iso3, str) else "",
                    "lat": point[0],
                    "lon": point[1],
                    "width": point[2],
                    "shape": encode_shape(geometry, scale=BASE_SCALE),
                }
            )
    return countries


def _lines(lines: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    return [
        {"kind": str(kind), "name": str(name), "shape": encode_lines(geometry, scale=BASE_SCALE)}
        for kind, name, geometry in zip(lines["kind"], lines["name"], lines.geometry, strict=True)
    ]


def _layers(events: pd.DataFrame, layer: pd.Series[Any], dots: Sequence[Any]) -> list[dict[str, Any]]:
    """List the layers that have something in them, event types in the order of the scheme."""
    counts = layer.value_counts()
    layers = [
        {"key": kind, "name": kind, "kind": "type", "count": int(counts[kind])}
        for kind in EVENT_TYPES
        if kind in counts
    ]
    if "records" in counts:
        names = sorted(events.loc[layer == "records", "dataset"].astype(str).unique())
        name = f"Records: {', '.join(_shortened(names, 3))}"
        layers.append({"key": "records", "name": name, "kind": "records", "count": int(counts["records"])})
    if "aggregates" in counts:
        total = int(counts["aggregates"])
        layers.append(
            {"key": "aggregates", "name": "Aggregate figures", "kind": "aggregates", "count": total}
        )
    if dots:
        layers.append({"key": "toponyms", "name": "Places named", "kind": "toponyms", "count": len(dots)})
    return layers


def _about(
    report: Mapping[str, Any] | None, info: Mapping[str, Any], left_out: Mapping[str, int]
) -> list[tuple[str, Any]]:
    boundaries = f"Boundaries: {info['boundaries']['name']}. {info['boundaries']['note']}"
    sections: list[tuple[str, Any]] = [("Limits", [boundaries, *LIMITS])]
    if report:
        sections.append(("How it was made", _told(report)))
    if left_out:
        sections.append(("Mentions of places without a dot", dict(left_out)))
    sources = {name: value for name, value in info.items() if name != "path"}
    sections.append(("Gazetteer", _told(sources)))
    licences = [*attributions(info), "Map drawing: Leaflet (leafletjs.com), BSD 2-Clause"]
    sections.append(("Sources and licences", licences))
    return sections


def _told(value: Any) -> Any:
    """Bring a report into plain lists, mappings and words, long lists shortened."""
    if isinstance(value, Mapping):
        return {str(name): _told(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return _shortened([_told(item) for item in items], LIST_LIMIT)
    plain = _plain(value)
    return ("yes" if plain else "no") if isinstance(plain, bool) else plain


def _shortened(items: Sequence[Any], limit: int) -> list[Any]:
    more = len(items) - limit
    return [*items[:limit], f"and {more} more"] if more > 0 else list(items)
