"""How long the main job takes: `geo-events map seeds/`, and what it reads a second.

    python benchmarks/main_job.py [INPUT]

Prints seconds for the whole command in a fresh process, and for each stage of it in one process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

ROOT = Path(__file__).parents[1]


def main(source: Path) -> None:
    """Time the command as a user runs it, then the stages."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "geo_events.cli", "map", str(source), "-o", folder]
        subprocess.run(command, check=True, capture_output=True)  # the gazetteer is compiled by now
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        print(f"geo-events map, fresh process        {time.perf_counter() - start:6.2f} s")
        sizes = {path.name: path.stat().st_size for path in sorted(Path(folder).iterdir())}
    stages(source)
    for name, size in sizes.items():
        print(f"{name:36} {size / 1024:6.0f} KB")


def stages(source: Path) -> None:
    """Time each stage by itself, models loaded."""
    from geo_events.articles import read_articles
    from geo_events.coding import code_article
    from geo_events.gazetteer import open_gazetteer
    from geo_events.geoparsing import geoparse_article
    from geo_events.language import Language

    gazetteer, language = open_gazetteer(), Language()
    start = time.perf_counter()
    assert language.pipeline is not None
    print(f"language model loaded                {time.perf_counter() - start:6.2f} s")
    articles, seconds = timed(lambda: list(read_articles(source)))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words read          {seconds:6.3f} s")
    geoparsing = coding = 0.0
    for article in articles:
        toponyms, geoparsed = timed(lambda article=article: geoparse_article(article, gazetteer=gazetteer))
        _, coded = timed(
            lambda article=article, toponyms=toponyms: code_article(
                article, toponyms, gazetteer=gazetteer, language=language
            )
        )
        geoparsing += geoparsed
        coding += coded
    whole = geoparsing + coding
    for stage, seconds in (("geoparsed", geoparsing), ("geoparsed and coded", whole)):
        print(f"{stage:36} {seconds:6.2f} s  {len(articles) / seconds:5.1f} articles/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                          {peak:6.0f} MB")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what the work gives, and its seconds."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds")
