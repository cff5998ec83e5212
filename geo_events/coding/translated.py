"""Events of a translated article: coded from the translation, with the words of the original beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from geo_events.articles.aligning import Alignment
from geo_events.articles.article import Article
from geo_events.coding.coder import Atlas, code_article
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import Language

#: A longer passage of the original is given by its span alone, lest each event carry a whole long text.
LONGEST_EVIDENCE: Final = 5_000


def code_translation(
    article: Article,
    english: Article,
    toponyms: Sequence[Toponym],
    *,
    gazetteer: Atlas,
    language: Language,
) -> list[dict[str, Any]]:
    """Code the events that a translated article reports.

    Parameters
    ----------
    article
        The report as published.
    english
        Its translation, as `geo_events.articles.english_version` gives it.
    toponyms
        What geoparsing found in the translation.

    Returns
    -------
    list of dict
        Rows as `code_article` gives them: ``evidence`` and its offsets are of the translation. Added are
        ``evidence_original``, the passage of the article that stands for it (None where that is longer than
        `LONGEST_EVIDENCE`), ``evidence_original_span``, its offsets ``[start, end]`` in the article's text,
        and ``evidence_original_scope``: ``sentence``, ``paragraph`` or ``text``, whichever could be told.
    """
    rows = code_article(english, toponyms, gazetteer=gazetteer, language=language)
    alignment = Alignment(article.text, english.text) if rows else None
    for row in rows:
        assert alignment is not None
        passage = alignment.passage(row["evidence_start"], row["evidence_end"])
        words = article.text[passage.start : passage.end]
        row |= {
            "headline": article.title or english.title,
            "language": article.language,
            "evidence_original": words if len(words) <= LONGEST_EVIDENCE else None,
            "evidence_original_span": [passage.start, passage.end],
            "evidence_original_scope": passage.scope,
        }
    return rows
