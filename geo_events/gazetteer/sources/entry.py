"""What every source gives: an entry, which becomes a place with its names."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entry:
    """A place as a source has it; what a source does not know is left for the compiler to work out.

    `names` holds each spelling beside `name` with the share of the place's prior that it deserves: 1 for a
    usual name, less for one that more often means something else. `parts` are the keys of the units
    that make up a region. `approximate` says that the point is only the middle of a unit: the place is not
    what lies near a point. The other attributes are those of
    `geo_events.gazetteer.place.Place`.
    """

    key: str
    geonameid: int | None
    name: str
    latitude: float | None
    longitude: float | None
    feature_class: str
    feature_code: str
    country_code: str
    admin1: str
    admin2: str
    population: int
    source: str
    uncertainty_km: float | None = None
    prior: float | None = None
    names: dict[str, float] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    demonyms: dict[str, float] = field(default_factory=dict)
    approximate: bool = False

    def add_name(self, name: str, share: float) -> None:
        """Add a spelling, keeping the greater share where it is there already."""
        self.names[name] = max(share, self.names.get(name, 0.0))
