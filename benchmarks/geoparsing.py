"""Measure geoparsing: accuracy, calibration, ablation, speed and memory, beside other systems.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/geoparsing.py GOLD.jsonl ... [--predictions OUT.jsonl]
    GEO_EVENTS_BENCH=FOLDER python benchmarks/geoparsing.py GOLD.jsonl ... --cross-validate

Every figure of the package comes from its command line with the default settings, but for the ablation, which
changes them, and for cross-validation, which fits the models anew. Of the gold it is given id, text, title,
published and source; for "spans given" also start and end of each toponym. The scorer is
``bench/score_geoparse.py`` of the folder that GEO_EVENTS_BENCH names.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from judging import commanding
from judging.calibration import THRESHOLDS, Judged, expected_calibration_error, judged, kept_and_right
from judging.commanding import read_lines
from judging.gold import Gold, Json, bench_folder, read_gold, scorer
from judging.stream import write_stream
from judging.tables import figures, header, heading, row

RECOGNITION = ("exact_p", "exact_r", "exact_f1", "overlap_f1", "metonym_f1")
END_TO_END = ("acc161", "acc161_fine")
#: Articles that are timed, and those over which the memory has to stay flat.
TIMED, LONG = 4_000, 100_000


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--predictions", type=Path, help="keep the predictions of all gold files here")
    parser.add_argument("--cross-validate", action="store_true", help="by models that saw no article judged")
    parser.add_argument("--timed", type=int, default=TIMED, help="articles of the timed stream")
    parser.add_argument("--long", type=int, default=LONG, help="articles of the long stream; 0 for none")
    parser.add_argument("--without", nargs="*", default=[], choices=("peers", "ablation", "speed"))
    options = parser.parse_args()
    bench = bench_folder()
    if bench is None:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    judge = scorer()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        golds = [read_gold(path, folder) for path in options.gold]
        if options.cross_validate:
            cross_validate(golds, bench / "data", judge)
            return
        default_settings(golds, folder, judge, options.predictions)
        if "peers" not in options.without:
            beside_peers(golds, judge)
        if "ablation" not in options.without:
            without_parts(golds, judge)
        if "speed" not in options.without:
            speed(golds, folder, options.timed, options.long)


def default_settings(
    golds: Sequence[Gold], folder: Path, judge: ModuleType, predictions: Path | None
) -> None:
    """Judge what the command line prints."""
    heading("Accuracy, by the command line")
    print("The models were trained on the development halves: how good they are, --cross-validate says.\n")
    rows, kept, pairs = [], [], {}
    for gold in golds:
        found, given = folder / f"{gold.name}.found.jsonl", folder / f"{gold.name}.given.jsonl"
        commanding.run("geoparse", [gold.blind], found)
        commanding.run("geoparse", [gold.blind], given, "--spans", str(gold.spans))
        rows.append((gold.name, read_lines(found), read_lines(given)))
        kept.append(found.read_text(encoding="utf-8"))
    print_accuracy(golds, rows, judge)
    for gold, (name, found, _) in zip(golds, rows, strict=True):
        pairs[name] = judged(gold.articles, found, judge)
    print_calibration(pairs)
    if predictions:
        predictions.write_text("".join(kept), encoding="utf-8")


def print_accuracy(
    golds: Sequence[Gold],
    rows: Sequence[tuple[str, dict[str, list[Json]], dict[str, list[Json]]]],
    judge: ModuleType,
) -> None:
    """Print a row for each corpus: found and resolved, and resolved with the spans given."""
    header("gold", "articles", *RECOGNITION, *END_TO_END, *(f"spans given {name}" for name in END_TO_END))
    for gold, (name, found, given) in zip(golds, rows, strict=True):
        articles = [each for each in gold.articles if str(each["id"]) in found]
        whole, resolved = scores(articles, found, judge), scores(articles, given, judge)
        cells = [*figures(whole, (*RECOGNITION, *END_TO_END)), *figures(resolved, END_TO_END)]
        row(name, len(articles), *cells)


def scores(articles: Sequence[Json], found: dict[str, list[Json]], judge: ModuleType) -> dict[str, float]:
    """Score predictions."""
    predicted = [{"id": name, "toponyms": toponyms} for name, toponyms in found.items()]
    answer: dict[str, float] = judge.score(articles, predicted)
    return answer


def print_calibration(pairs: dict[str, Judged]) -> None:
    """Print how far confidence is from the share that is right, and what thresholds keep."""
    heading("Calibration: expected calibration error, and kept / right by threshold of confidence")
    header("gold", "places", "error", *(f"from {threshold}" for threshold in THRESHOLDS))
    everything = {"all": [pair for each in pairs.values() for pair in each]} if len(pairs) > 1 else {}
    for name, each in (pairs | everything).items():
        cells = [f"{kept:.2f} / {right:.2f}" for kept, right in kept_and_right(each)]
        row(name, len(each), expected_calibration_error(each), *cells)


def beside_peers(golds: Sequence[Gold], judge: ModuleType) -> None:
    """Judge other systems on the same articles, in this run."""
    from judging.peers import peers

    heading("Other systems, one thread")
    header("system", "gold", *RECOGNITION[:4], *END_TO_END, "articles/s")
    for peer in peers():
        for gold in golds:
            predicted, per_second = peer.predict(gold.articles)
            answer = judge.score(gold.articles, predicted)
            row(peer.name, gold.name, *figures(answer, (*RECOGNITION[:4], *END_TO_END)), per_second)


def without_parts(golds: Sequence[Gold], judge: ModuleType) -> None:
    """Switch one part off after the other."""
    from judging.ablation import ablated

    from geo_events.articles import read_articles
    from geo_events.gazetteer import open_gazetteer

    heading("Ablation: without one part, nothing fitted anew; articles/s in one thread, reading left out")
    header("without", "gold", "exact_f1", *END_TO_END, "articles/s")
    gazetteer = open_gazetteer()
    for gold in golds:
        articles = list(read_articles(gold.blind, on_reject=lambda _: None))
        list(ablated(articles[:50], gazetteer))  # what is loaded on first use is loaded before
        for name, found, per_second in ablated(articles, gazetteer):
            answer = scores(gold.articles, found, judge)
            row(name, gold.name, *figures(answer, ("exact_f1", *END_TO_END)), per_second)


def speed(golds: Sequence[Gold], folder: Path, timed: int, long: int) -> None:
    """Time the command line, and watch its memory."""
    heading("Speed and memory, by the command line: from JSON lines to JSON lines, start included")
    articles = [each for gold in golds for each in gold.articles]
    one, stream, output = folder / "one.jsonl", folder / "stream.jsonl", folder / "out.jsonl"
    write_stream(articles, 1, one)
    starts = [commanding.run("geoparse", [one], output, "--processes", "1").first_seconds for _ in range(5)]
    print(f"start to the first line: {sorted(starts)[2]:.2f} s (median of 5; {min(starts):.2f} at best)\n")
    header(
        "articles",
        "words each",
        "processes",
        "articles/s",
        "words/s",
        "CPU ms",
        "MB",
        "MB, shared once",
        "MB grown",
    )
    runs = [(timed, 1), (timed, 2), *([(long, 2)] if long else [])]
    for count, processes in runs:
        words = write_stream(articles, count, stream)
        ran = commanding.run("geoparse", [stream], output, "--processes", str(processes), expected=count)
        assert ran.lines == count, f"{ran.lines} lines of {count} articles"
        each = [
            count,
            round(words / count),
            processes,
            round(count / ran.seconds),
            round(words / ran.seconds),
        ]
        each.append(round(1_000 * ran.cpu_seconds / count, 2))
        row(*each, round(ran.resident_mb), round(ran.shared_once_mb), round(ran.grown_mb))


def cross_validate(golds: Sequence[Gold], data: Path, judge: ModuleType) -> None:
    """Judge models on the articles that they have not seen, fold by fold and all together."""
    from judging.folds import cross_validated

    whole: dict[str, tuple[dict[str, list[Json]], dict[str, list[Json]]]] = {g.name: ({}, {}) for g in golds}
    for fold, answers in cross_validated(data, [gold.name for gold in golds]):
        heading(f"Fold {fold}")
        there = [gold for gold in golds if gold.name in answers]
        print_accuracy(there, [(gold.name, *answers[gold.name]) for gold in there], judge)
        for name, (found, given) in answers.items():
            whole[name][0].update(found)
            whole[name][1].update(given)
    heading("All folds together")
    judgeable = [gold for gold in golds if whole[gold.name][0]]
    for gold in golds:
        if gold not in judgeable:
            print(f"{gold.name} is no training corpus: judge it without --cross-validate", file=sys.stderr)
    print_accuracy(judgeable, [(gold.name, *whole[gold.name]) for gold in judgeable], judge)
    print_calibration({gold.name: judged(gold.articles, whole[gold.name][0], judge) for gold in judgeable})


if __name__ == "__main__":
    main()
