"""Fit the models of geoparsing and write them into the package.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/train_geoparsing.py

Reads the corpora of the folder that GEO_EVENTS_BENCH names: those with marked toponyms, and sentences and
headlines of which only spaCy's names are used. Nothing is fetched.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from training import resolution, tagger
from training.gold import read_examples
from training.silver import Teacher, documents, read_sentences

from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing.ranking import save_scorers
from geo_events.geoparsing.tagger import save_network

GOLD = ("lgl-dev", "tr-news-dev", "gwn-dev", "briefs-dev")
SENTENCES = ("event-location-dev", "ucdp-headlines-dev")
DATA = Path(__file__).parents[1] / "geo_events" / "geoparsing" / "data"
SEED = 20


def main() -> None:
    """Fit all models on all articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    data = Path(bench) / "bench" / "data"
    gazetteer, teacher = open_gazetteer(), Teacher()
    _say("reading the corpora")
    examples = read_examples([data / f"{name}.jsonl" for name in GOLD])
    inputs = [
        tagger.gather(
            example.document, gazetteer, spans=example.spans(), silver=teacher.tags(example.document)
        )
        for example in examples
    ]
    texts = documents(read_sentences([data / f"{name}.jsonl" for name in SENTENCES]))
    inputs += [tagger.gather(text, gazetteer, spans=None, silver=teacher.tags(text)) for text in texts]
    _say("fitting the tagger")
    save_network(tagger.fit(inputs, seed=SEED), DATA / "tagger.npz")
    _say("fitting the scorers")
    tasks = [
        task
        for example in examples
        if (task := resolution.task_of(example, resolution.given_mentions(example, gazetteer), gazetteer))
    ]
    save_scorers(resolution.fit(tasks, seed=SEED), DATA / "scorers.npz")
    _say("done")


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
