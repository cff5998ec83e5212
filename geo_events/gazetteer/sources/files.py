"""Finding and reading the data files inside the source packages."""

from __future__ import annotations

import csv
import gzip
import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo_events.errors import GazetteerError


def package_file(package: str, relative: str) -> Path:
    """Return the path of a file that an installed distribution brought, without importing it.

    Raises
    ------
    GazetteerError
        If the file is not there: another version may have moved it.
    """
    path = Path(str(importlib.metadata.distribution(package).locate_file(relative)))
    if not path.exists():
        version = importlib.metadata.version(package)
        raise GazetteerError(
            f"{package} {version} has no {relative}; install the version that geo-events asks for: "
            "pip install --upgrade geo-events"
        )
    return path


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_tsv(path: Path) -> Iterator[list[str]]:
    """Read a tab-separated file without header and without quoting."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def read_csv_gz(path: Path) -> Iterator[dict[str, str]]:
    """Read a compressed CSV file with header."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Read a reviewed CSV file with header; give the number of each line with the row."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, {column: (value or "").strip() for column, value in row.items()}
