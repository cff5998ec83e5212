"""Where each event is drawn: a point, an area or a country's label, never more than its precision claims."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.finding import named_outline
from geo_events.gazetteer.place import Place
from geo_events.maps.shapes import OUTLINE_SCALE, encode_shape, label_point

#: How each precision is drawn; rows at ``unknown`` are listed beside the map.
KINDS: Final = {
    "exact": "point",
    "near": "point",
    "admin2": "area",
    "admin1": "area",
    "region": "area",
    "country": "country",
    "water": "area",
}
EARTH_KM_PER_DEGREE: Final = 111.2
#: A large country does not need to be seen whole for a badge on it: degrees around its label.
COUNTRY_VIEW: Final = 6.0


class MapGazetteer(Protocol):
    """What the map asks of a gazetteer."""

    def lookup(self, name: str, *, country: str | None = None, limit: int = 10) -> Sequence[Place]:
        """Find places of a name."""
        ...

    def locate(self, latitude: float, longitude: float) -> Sequence[Place]:
        """Find the areas that hold a point."""
        ...

    def outline(self, place: Place) -> BaseGeometry | None:
        """Give the outline of a country or province."""
        ...

    def base_map(self) -> gpd.GeoDataFrame:
        """Give small-scale countries: name, iso3, geometry."""
        ...

    def boundary_lines(self) -> gpd.GeoDataFrame:
        """Give the lines between them: kind, name, geometry."""
        ...

    def info(self) -> dict[str, Any]:
        """Tell counts, and sources with versions and licences."""
        ...


@dataclass(slots=True)
class Site:
    """A place on the map where events are drawn.

    Attributes
    ----------
    kind
        ``point``, ``area`` or ``country``.
    name
        What its badge and lists call it.
    latitude, longitude
        The point, or where the badge stands, in degrees.
    outline
        An area's outline, or None where a circle of `radius` stands for it.
    radius
        Kilometres that hold the place, or None.
    """

    kind: str
    name: str
    latitude: float
    longitude: float
    outline: BaseGeometry | None = None
    radius: float | None = None

    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north, east of what is drawn, in degrees."""
        if self.outline is not None and self.kind == "area":
            west, south, east, north = self.outline.bounds
            if east - west < 180:
                return south, west, north, east
        high = COUNTRY_VIEW if self.kind == "country" else (self.radius or 0) / EARTH_KM_PER_DEGREE
        wide = high / max(math.cos(math.radians(self.latitude)), 0.1)
        return self.latitude - high, self.longitude - wide, self.latitude + high, self.longitude + wide

    def to_json(self) -> dict[str, Any]:
        """Return the site as the page reads it."""
        drawn = self.outline is not None and self.kind == "area"
        return {
            "kind": self.kind,
            "name": self.name,
            "lat": self.latitude,
            "lon": self.longitude,
            "radius": self.radius,
            "shape": encode_shape(self.outline, scale=OUTLINE_SCALE) if drawn else None,
        }


@dataclass(slots=True)
class SitePlan:
    """The sites of an event table.

    Attributes
    ----------
    sites
        Each site once, in the order in which the table first needs it.
    of_event
        For each row the number of its site, or -1 where it is not on the map.
    """

    sites: list[Site] = field(default_factory=list)
    of_event: list[int] = field(default_factory=list)


def plan_sites(events: gpd.GeoDataFrame, *, gazetteer: MapGazetteer, labels: dict[str, Site]) -> SitePlan:
    """Find the site of each event.

    Parameters
    ----------
    events
        An event table.
    gazetteer
        For the outlines of provinces and regions.
    labels
        Country sites by ISO 3166-1 alpha-3 code.
    """
    plan = SitePlan()
    numbers: dict[tuple[Any, ...], int] = {}
    wanted = ["geo_precision", "location", "geonameid", "country", "iso3", "admin1", "uncertainty_km"]
    rows = events[wanted].astype(object).where(events[wanted].notna(), None).to_dict("records")
    for row, point in zip(rows, events.geometry, strict=True):
        key = _site_key(row, point, labels)
        if key is None:
            plan.of_event.append(-1)
            continue
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(plan.sites)
            plan.sites.append(_make_site(row, point, gazetteer, labels))
        site, radius = plan.sites[number], row["uncertainty_km"]
        if radius is not None and site.outline is None:
            site.radius = max(site.radius or 0.0, float(radius))
        plan.of_event.append(number)
    return plan


def country_sites(base: gpd.GeoDataFrame) -> dict[str, Site]:
    """Make a site on the label point of each country of the base map."""
    sites = {}
    for name, iso3, geometry in zip(base["name"], base["iso3"], base.geometry, strict=True):
        point = label_point(geometry)
        if point and isinstance(iso3, str) and iso3:
            sites[iso3] = Site("country", str(name), point[0], point[1])
    return sites


def _site_key(row: dict[str, Any], point: Any, labels: dict[str, Site]) -> tuple[Any, ...] | None:
    kind = KINDS.get(row["geo_precision"])
    if kind == "country" and row["iso3"] in labels:
        return kind, row["iso3"]
    if kind is None or point is None or point.is_empty:
        return None
    where = (round(point.y, 5), round(point.x, 5))
    if kind == "area":
        return kind, row["geo_precision"], row["geonameid"] or where
    return kind, where


def _make_site(row: dict[str, Any], point: Any, gazetteer: MapGazetteer, labels: dict[str, Site]) -> Site:
    kind = KINDS[row["geo_precision"]]
    if kind == "country":
        if row["iso3"] in labels:
            return labels[row["iso3"]]
        name = row["country"] or row["location"] or ""
        return Site(kind, str(name), round(point.y, 5), round(point.x, 5))
    name = str(row["location"] or row["admin1"] or row["country"] or "")
    site = Site(kind, name, round(point.y, 5), round(point.x, 5))
    if row["geo_precision"] in {"admin1", "region"}:
        site.outline = _find_outline(row, point, gazetteer)
        middle = label_point(site.outline)
        if middle:
            site.latitude, site.longitude = middle[:2]
        else:
            site.outline = None
    return site


def _find_outline(row: dict[str, Any], point: Any, gazetteer: MapGazetteer) -> BaseGeometry | None:
    """Look the row's place up by name, or as the province that holds its point, and check the GeoNames id."""
    if row["location"]:
        name, geonameid = str(row["location"]), row["geonameid"]
        named = named_outline(gazetteer, name, geonameid=geonameid, latitude=point.y, longitude=point.x)
        if named is not None:
            return named
    if row["geo_precision"] != "admin1":
        return None
    for place in gazetteer.locate(point.y, point.x):
        same = place.geonameid == row["geonameid"] if row["geonameid"] is not None else place.is_admin1
        if same and not place.is_country:
            outline = gazetteer.outline(place)
            if outline is not None and not outline.is_empty:
                return outline
    return None
