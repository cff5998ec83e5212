"""Asking the package where single events happened, as the task event-location does."""

import json
from pathlib import Path

from geo_events.articles import Article, read_articles
from geo_events.coding import locate_event
from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language


def locate(items: Path, predicted: Path, _processes: int) -> None:
    """Read texts with the span of an event's word each, and write the spans of its places."""
    gazetteer, language = open_gazetteer(), Language()
    articles = {str(each.id): each for each in read_articles(items) if isinstance(each, Article)}
    with items.open(encoding="utf-8") as lines, predicted.open("w") as out:
        for line in lines:
            item = json.loads(line)
            found: list[tuple[int, int]] = []
            article = articles.get(str(item["id"]))
            if article is not None:
                verb = item["verb"]["start"], item["verb"]["end"]
                toponyms = geoparse_article(article, gazetteer=gazetteer)
                found = locate_event(article, verb, toponyms, names=gazetteer, language=language)
            locations = [{"start": start, "end": end} for start, end in found]
            out.write(json.dumps({"id": item["id"], "locations": locations}) + "\n")
