"""The sectors and cells of Rwanda, and the zones and hills of Burundi.

Events there are told by the hill ("colline") or the cell. The packages rwanda-geo-data and tburundigeo know
which unit each belongs to, and no points; Burundi's follows the organic law 1/5 of 16 March 2023.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from geo_events.gazetteer.sources.files import package_file, read_json
from geo_events.gazetteer.sources.registers import Settlement

RWANDA: Final = "rwanda-geo-data"
BURUNDI: Final = "tburundigeo"


def read_rwanda() -> Iterator[Settlement]:
    """Read the 416 sectors, and the cells that are not called like their sector."""
    for province, districts in read_json(package_file(RWANDA, "rwanda_geo_data/data.json")).items():
        for district, sectors in districts.items():
            for sector, cells in sectors.items():
                path = (province, f"{province}.{district}")
                yield _unit(RWANDA, "RW", f"{district}.{sector}", sector, path, "ADM3")
                for cell in cells:
                    if cell != sector:
                        own = (*path, f"{province}.{district}.{sector}")
                        yield _unit(RWANDA, "RW", f"{district}.{sector}.{cell}", cell, own, "ADM4")


def read_burundi() -> Iterator[Settlement]:
    """Read the 451 zones, and the hills and quarters that are not called like their zone."""
    provinces = {row["code"]: row["province_code"] for row in _burundian("communes")}
    zones = {row["code"]: row for row in _burundian("zones")}
    for code, zone in zones.items():
        path = (provinces[zone["commune_code"]], zone["commune_code"])
        yield _unit(BURUNDI, "BI", code, zone["name"], path, "ADM3")
    for row in _burundian("quartiers"):
        zone = zones[row["zone_code"]]
        if row["name"] != zone["name"]:
            own = (provinces[zone["commune_code"]], zone["commune_code"], row["zone_code"])
            yield _unit(BURUNDI, "BI", row["code"], row["name"], own, "ADM4")


def _unit(source: str, country: str, code: str, name: str, units: tuple[str, ...], kind: str) -> Settlement:
    key = f"{source}:{code.replace(' ', '_')}"
    return Settlement(key, (name,), units, country, source, feature_class="A", feature_code=kind)


def _burundian(table: str) -> list[dict[str, Any]]:
    """Read a table, which the package has as a list in a module, without running it."""
    tree = ast.parse(package_file(BURUNDI, f"tburundigeo/data/{table}.py").read_text(encoding="utf-8"))
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            rows: list[dict[str, Any]] = ast.literal_eval(statement.value)
            return rows
    return []
