"""Opening the gazetteer, and compiling it first where that has not been done."""

from __future__ import annotations

from pathlib import Path

from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.locating import default_path
from geo_events.gazetteer.progress import Progress
from geo_events.gazetteer.pruning import mark_used, prune_cache
from geo_events.gazetteer.views import UNITED_NATIONS


def open_gazetteer(
    path: str | Path | None = None,
    *,
    boundaries: str = UNITED_NATIONS,
    places: str | Path | None = None,
    progress: Progress | None = None,
) -> Gazetteer:
    """Open a compiled gazetteer.

    Parameters
    ----------
    path
        Folder that `build_gazetteer` wrote. By default the one in the user's cache folder that belongs to the
        installed sources, compiled if it is not there (half a minute, once; those that were not opened for
        thirty days are then removed). The environment variable ``GEO_EVENTS_CACHE`` names another folder.
    boundaries
        Whose view of the boundaries decides what country a place, a point and the base map's areas belong to:
        ``un`` (United Nations usage), ``de-facto`` (who holds an area), or the ISO 3166-1 alpha-2 code of
        a claimant (``MA``: its claims granted, all else as ``un``). ``info()["boundaries"]`` names it.
    places
        The user's own places (``.csv``, ``.geojson``, ``.gpkg``), which go before all others of their names;
        ``info()["own_places"]["left_out"]`` names the rows that could not be used.
    progress
        Told of the steps where the gazetteer has to be compiled.

    Raises
    ------
    GazetteerError
        If the folder given holds no gazetteer or a damaged one, none can be compiled, there is no such view
        of the boundaries, or no row of `places` can be used.
    InputError
        If `places` can't be read.
    """
    if path is None:
        path = default_path()
        if not path.is_dir():
            # What compiles takes most of a second to load, and is needed once.
            from geo_events.gazetteer.building import build_gazetteer

            build_gazetteer(path, progress=progress)
            prune_cache(keep=path)
        mark_used(path)
    opened = Gazetteer(path, boundaries=boundaries)
    if places is None:
        return opened
    from geo_events.gazetteer.own_places import with_own_places  # compiles, as above

    return with_own_places(opened, places, progress=progress)
