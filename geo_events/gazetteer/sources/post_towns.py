"""American post towns under 500 inhabitants: GeoNames' postal codes, thinned to what the towns lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geo_events.gazetteer import priors
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import read_csv_gz

FILE: Final = "post_towns.csv.gz"
COUNTRY: Final = "US"
#: The point is the middle of the area that the post delivers to from there.
REACH_KM: Final = 8.0


def read_post_towns(path: Path) -> Iterator[Entry]:
    """Read the post towns; they rank as villages whose inhabitants nobody knows."""
    for row in read_csv_gz(path):
        yield Entry(
            key=f"post:{row['code']}",
            geonameid=None,
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            feature_class="P",
            feature_code="PPL",
            country_code=COUNTRY,
            admin1=row["state"],
            admin2="",
            population=0,
            source="post towns",
            uncertainty_km=REACH_KM,
            prior=priors.of_town(priors.UNKNOWN_VILLAGE),
            approximate=True,
        )
