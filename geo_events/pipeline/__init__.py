"""The one place where the stages meet: from inputs to events, map, files and a report of the run."""

from geo_events.pipeline.analysing import UNREADABLE, analyse, code_events, geoparse, unreadable
from geo_events.pipeline.inputs import own_rejects
from geo_events.pipeline.running import Progress, Run, run
from geo_events.pipeline.settings import RunSettings

__all__ = [
    "UNREADABLE",
    "Progress",
    "Run",
    "RunSettings",
    "analyse",
    "code_events",
    "geoparse",
    "own_rejects",
    "run",
    "unreadable",
]
