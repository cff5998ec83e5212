"""Whom the gazetteer's data come from, derived from its own list of sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def attributions(info: Mapping[str, Any]) -> list[str]:
    """Name each source with its licence, once, in the order of their first mention.

    Parameters
    ----------
    info
        What `Gazetteer.info` says.

    Returns
    -------
    list of str
        Such as "GeoNames, CC BY 4.0".
    """
    sources: Mapping[str, Mapping[str, str]] = info["sources"]
    return list(dict.fromkeys(source["licence"] for source in sources.values()))


def credits_by_licence(info: Mapping[str, Any]) -> list[str]:
    """Name the sources in as few words as a map's corner has room for, those of one licence together."""
    holders: dict[str, list[str]] = {}
    for source in attributions(info):
        holder, _, licence = source.rpartition(", ")
        holders.setdefault(licence, []).append(holder)
    # those that ask to be named come first
    ordered = sorted(holders.items(), key=lambda item: not item[0].startswith("CC BY"))
    return [f"{', '.join(filter(None, names))} ({licence})".lstrip() for licence, names in ordered]


def provenance(info: Mapping[str, Any]) -> dict[str, Any]:
    """Gather what every result says of the gazetteer that it was made with.

    Parameters
    ----------
    info
        What `Gazetteer.info` says.

    Returns
    -------
    dict
        ``attribution``, ``boundaries``, ``gazetteer`` (its fingerprint) and ``sources`` (version and licence
        of each).
    """
    return {
        "attribution": attributions(info),
        "boundaries": info["boundaries"],
        "gazetteer": info["fingerprint"],
        "sources": info["sources"],
    }
