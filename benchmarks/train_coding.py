"""Fit the models of event coding and write them into the package.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/train_coding.py [--only MODEL ...] [--cross-validate]

Reads the corpora of the folder that GEO_EVENTS_BENCH names. With the same corpora and packages the files come
out the same, byte for byte. With --cross-validate nothing is written: the models are judged on the parts of
their corpora that they were not fitted to.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from judging.gold import scorer
from training import (
    coding_contexts,
    coding_events,
    coding_judging,
    coding_lessons,
    coding_places,
    coding_sentences,
    coding_types,
)

from geo_events.coding.networks import save_networks
from geo_events.coding.type_model import save_type_model
from geo_events.coding.weighing import DEFAULT_SETTINGS
from geo_events.gazetteer import open_gazetteer
from geo_events.language import Language

DATA = Path(__file__).parents[1] / "geo_events" / "coding" / "data"


def types(corpora: Path, *, judge: bool) -> None:
    """The model of sub-event types."""
    lessons = coding_types.read_lessons(corpora, Language())
    if judge:
        coding_types.cross_validate(lessons)
        return
    save_type_model(coding_types.fit(lessons), DATA / "types.npz")


def sentences(corpora: Path, *, judge: bool) -> None:
    """The model of which sentences tell of events."""
    lessons = coding_sentences.read_lessons(corpora)
    if judge:
        coding_sentences.cross_validate(lessons)
        return
    coding_sentences.save(coding_sentences.fit(lessons), DATA / "sentences.npz")


def places(corpora: Path, *, judge: bool) -> None:
    """The linker of events and places."""
    lessons = coding_places.read_lessons(corpora / "event-location-dev.jsonl", open_gazetteer(), Language())
    if judge:
        coding_places.cross_validate(lessons)
        return
    linker = coding_places.fit(lessons)
    save_networks({"name": linker.names, "none": linker.none}, DATA / "places.npz")


def contexts(corpora: Path, *, judge: bool) -> None:
    """The choice among an article's places for events whose sentence names none."""
    lessons = coding_contexts.read_lessons(corpora, scorer("score_events"), open_gazetteer(), Language())
    if judge:
        coding_contexts.cross_validate(lessons)
        return
    save_networks({"context": coding_contexts.fit(lessons).network}, DATA / "contexts.npz")


def events(corpora: Path, *, judge: bool) -> None:
    """The weights that decide which passages tell of one event, and which events become rows."""
    judges = scorer("score_events")
    lessons = coding_lessons.read_lessons(corpora, judges, open_gazetteer(), Language())
    if judge:
        coding_judging.cross_validate(lessons, judges, settings=DEFAULT_SETTINGS)
        return
    weights = coding_events.fit(lessons, judges, settings=DEFAULT_SETTINGS)
    coding_judging.save_weights(weights, DATA / "weights.yaml")


# the weights of events come last: they are fitted to what the other models give
MODELS: dict[str, Callable[..., None]] = {
    "types": types,
    "sentences": sentences,
    "places": places,
    "contexts": contexts,
    "events": events,
}


def main() -> None:
    """Fit the models, or judge them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=MODELS, default=list(MODELS), metavar="MODEL")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    for name in options.only:
        _say(name)
        MODELS[name](Path(bench) / "bench" / "data", judge=options.cross_validate)
    _say("done")


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
