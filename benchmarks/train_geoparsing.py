"""Fit the models of geoparsing and write them into the package.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/train_geoparsing.py [--keep-calibration]

Reads the corpora of the folder that GEO_EVENTS_BENCH names: those with marked toponyms, and sentences and
headlines of which only spaCy's names are used. Nothing is fetched. Confidence is calibrated by
cross-validation, which takes five times as long as the rest.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from training.calibration import calibrated, cross_fit, listen
from training.models import fit_models, read_lessons

from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing.ranking import save_scorers
from geo_events.geoparsing.tagger import save_network

DATA = Path(__file__).parents[1] / "geo_events" / "geoparsing" / "data"


def main() -> None:
    """Fit all models on all articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep-calibration", action="store_true", help="leave calibration.yaml as it is")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    gazetteer = open_gazetteer()
    _say("reading the corpora")
    lessons = read_lessons(Path(bench) / "bench" / "data", gazetteer)
    _say("fitting the models")
    settings = fit_models(lessons, range(len(lessons.examples)))
    save_network(settings.tagger.network, DATA / "tagger.npz")
    save_scorers(settings.scorers, DATA / "scorers.npz")
    if not options.keep_calibration:
        _say("calibrating")
        said = [listen(fold, lessons.examples, gazetteer) for fold in cross_fit(lessons)]
        found = calibrated(settings, said)
        (DATA / "calibration.yaml").write_text(
            "# What makes confidence a probability, see `settings.GeoparsingSettings`.\n"
            "# Source: benchmarks/train_geoparsing.py, on articles that the models had not seen.\n"
            f"mention_slope: {found.mention_slope}\n"
            f"mention_offset: {found.mention_offset}\n"
            f"temperature: {found.temperature}\n",
            encoding="utf-8",
        )
    _say("done")


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
