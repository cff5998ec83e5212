"""The country that an article speaks of: what it names without saying more is most likely there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from geo_events.articles.article import Article
from geo_events.coding.mentions import Mention, says_where
from geo_events.geoparsing.toponym import Toponym

#: Mentions that a dateline is worth.
_DATELINE_COUNTS_AS: Final = 2


def home_country(article: Article, toponyms: Sequence[Toponym], mentions: Sequence[Mention]) -> str | None:
    """Find the country that most places of an article's text lie in, where it is clear.

    Parameters
    ----------
    article, toponyms
        The report and what geoparsing found in it.
    mentions
        The toponyms of its parsed sentences, of which the parse tells whether they say where.

    Returns
    -------
    str or None
        An alpha-2 code. Only names that say where count, not those that say who or whose; a dateline adds to
        its own country's, if the text names a place there or its people ("Salvadoran") at all. Half of all is
        asked for, so that an article about two countries gives neither.
    """
    parsed = {mention.toponym.start: mention for mention in mentions}
    dateline = article.dateline
    counts: Counter[str] = Counter()
    peoples: set[str] = set()
    filed_from = None
    for toponym in toponyms:
        code = toponym.place.country_code if toponym.place is not None else ""
        if not code:
            continue
        if dateline is not None and dateline.start <= toponym.start < dateline.end:
            filed_from = filed_from or code
        elif toponym.kind == "demonym":
            peoples.add(code)
        elif toponym.start not in parsed:
            counts[code] += not toponym.metonym
        elif says_where(parsed[toponym.start]):
            counts[code] += 1
    if filed_from is not None and (counts[filed_from] or filed_from in peoples):
        counts[filed_from] += _DATELINE_COUNTS_AS
    if not counts:
        return None
    code, times = counts.most_common(1)[0]
    return code if times and 2 * times >= sum(counts.values()) else None
