"""Opening the gazetteer, and compiling it first where that has not been done."""

from __future__ import annotations

from pathlib import Path

from geo_events.gazetteer.building import Progress, build_gazetteer
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.locating import default_path


def open_gazetteer(path: str | Path | None = None, *, progress: Progress | None = None) -> Gazetteer:
    """Open a compiled gazetteer.

    Parameters
    ----------
    path
        Folder that `build_gazetteer` wrote. By default the one in the user's cache folder that belongs to the
        installed sources, compiled if it is not there (half a minute, once); the environment variable
        ``GEO_EVENTS_CACHE`` names another cache folder.
    progress
        Told of the steps where the gazetteer has to be compiled.

    Raises
    ------
    GazetteerError
        If the folder given holds no gazetteer or a damaged one, or none can be compiled.
    """
    if path is not None:
        return Gazetteer(path)
    folder = default_path()
    if not folder.is_dir():
        build_gazetteer(folder, progress=progress)
    return Gazetteer(folder)
