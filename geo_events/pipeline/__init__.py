"""The one place where the stages meet: from inputs to events, map, files and a report of the run.

What codes events and lays out tables is loaded when it is first used: geoparsing alone needs none of it.
"""

import importlib
from typing import TYPE_CHECKING, Any

from geo_events.pipeline.faults import UNREADABLE, own_rejects, unreadable

if TYPE_CHECKING:
    from geo_events.pipeline.analysing import Analysis, analyse, analyse_all, code_events
    from geo_events.pipeline.geoparsing import geoparse, geoparsed_lines
    from geo_events.pipeline.running import Progress, Run, run
    from geo_events.pipeline.settings import RunSettings

_HOMES = {
    "Analysis": "geo_events.pipeline.analysing",
    "Progress": "geo_events.pipeline.running",
    "Run": "geo_events.pipeline.running",
    "RunSettings": "geo_events.pipeline.settings",
    "analyse": "geo_events.pipeline.analysing",
    "analyse_all": "geo_events.pipeline.analysing",
    "code_events": "geo_events.pipeline.analysing",
    "geoparse": "geo_events.pipeline.geoparsing",
    "geoparsed_lines": "geo_events.pipeline.geoparsing",
    "run": "geo_events.pipeline.running",
}
__all__ = [
    "UNREADABLE",
    "Analysis",
    "Progress",
    "Run",
    "RunSettings",
    "analyse",
    "analyse_all",
    "code_events",
    "geoparse",
    "geoparsed_lines",
    "own_rejects",
    "run",
    "unreadable",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'geo_events.pipeline' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
