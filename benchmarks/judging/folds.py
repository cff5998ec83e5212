"""Cross-validation: every article judged by models that have not seen it, nor any of its fold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training.calibration import calibrated, cross_fit, listen
from training.models import FOLDS, FOLDS_SEED, read_lessons

from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing import default_settings, geoparse_spans, toponym_json
from judging.ablation import predicted
from judging.gold import Json

#: Toponyms by article id, found and with their spans given, by corpus.
Answers = dict[str, tuple[dict[str, list[Json]], dict[str, list[Json]]]]


def cross_validated(data: Path, golds: Sequence[str]) -> Iterator[tuple[str, Answers]]:
    """Fit models on all folds of the training corpora but one, and apply them to that one.

    Parameters
    ----------
    data
        Folder of the training corpora.
    golds
        Names of the corpora that are judged.

    Yields
    ------
    tuple
        The fold's number with the seeds, and the answers on its articles.
    """
    gazetteer = open_gazetteer()
    lessons = read_lessons(data, gazetteer)
    for number, fold in enumerate(cross_fit(lessons)):
        # calibrated by one half of the fold's articles the other is judged, so that no article judges itself
        halves = [replace(fold, unseen=fold.unseen[part::2]) for part in (0, 1)]
        answers: Answers = defaultdict(lambda: ({}, {}))
        for half, other in zip(halves, reversed(halves), strict=True):
            settings = calibrated(fold.settings, [listen(other, lessons.examples, gazetteer)])
            settings = replace(settings, decoding=default_settings().decoding)
            for index in half.unseen:
                example = lessons.examples[index]
                if example.corpus not in golds:
                    continue
                article, marked = example.article, [(t["start"], t["end"]) for t in example.gold.values()]
                found, given = answers[example.corpus]
                found[str(article.id)] = predicted(article, gazetteer, settings)
                spans = geoparse_spans(article, marked, gazetteer=gazetteer, settings=settings)
                given[str(article.id)] = [toponym_json(each) for each in spans]
        yield f"{number + 1} of {FOLDS} (folds {FOLDS_SEED}, models {FOLDS_SEED + number})", dict(answers)
