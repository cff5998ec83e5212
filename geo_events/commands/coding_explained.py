"""What `geo-events code --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from geo_events.commands.common import explained_in_turn

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject
    from geo_events.coding import EventExplanation
    from geo_events.commands.common import Teller
    from geo_events.gazetteer import Gazetteer

#: So many pieces of evidence are named, the weightiest.
_MOST_NAMED: Final = 6
#: What the columns begin with that say how sure one field is.
_SINGLE: Final = "confidence_"


def tell_if_foreign(article: Article) -> None:
    """Say of an article in another language that its events are not coded."""
    from geo_events.articles.recognising import is_english

    if article.translation is None and not is_english(article.language):
        said = f"the article is not in English ({article.language}); its events are not coded"
        click.echo(f"{article.origin}: {said}; give a translation as `text_translated`", err=True)


def explained(items: Iterator[Article | Reject], gazetteer: Gazetteer, tell: Teller) -> Iterator[str]:
    """Write down what articles report, and why, in plain text; a translated one by its translation."""
    from geo_events.articles import english_version
    from geo_events.articles.recognising import is_english
    from geo_events.coding import explain_events
    from geo_events.geoparsing import geoparse_article
    from geo_events.language import Language

    language = Language()

    def lines(given: Article) -> Iterator[str]:
        tell_if_foreign(given)
        article = english_version(given) or given
        found = []
        if is_english(article.language):
            toponyms = geoparse_article(article, gazetteer=gazetteer)
            found = explain_events(article, toponyms, gazetteer=gazetteer, language=language)
        yield f"{sum(each.told for each in found)} events"
        for explanation in found:
            yield from _lines_of(explanation)

    return explained_in_turn(items, lines, tell)


def _lines_of(explanation: EventExplanation) -> Iterator[str]:
    row, belief = explanation.row, f"belief {explanation.belief:.2f}"
    if not explanation.told:
        yield f"no row: {row['sub_event_type']}, {belief} by {_evidence(explanation.event_evidence)}"
        yield f"  {_quoted(row)}"
        return
    day = _days(row)
    place = row.get("location") or "no place"
    yield f"{row['sub_event_type']}, {place} ({row['geo_precision']}), {day}: confidence {row['confidence']}"
    yield f"  {_quoted(row)}"
    for field, reason in explanation.reasons.items():
        yield f"  {field}: {reason}"
    yield f"  an event: {belief} by {_evidence(explanation.event_evidence)}"
    yield f"  all of it right: {row['confidence']} by {_evidence(explanation.row_evidence)}"
    single = {name.removeprefix(_SINGLE): row[name] for name in row if name.startswith(_SINGLE)}
    yield "  each for itself: " + ", ".join(f"{name} {sure}" for name, sure in single.items())


def _quoted(row: Mapping[str, Any]) -> str:
    return f'{row["evidence_start"]}-{row["evidence_end"]}: "{" ".join(row["evidence"].split())}"'


def _days(row: Mapping[str, Any]) -> str:
    start, end = row["date_start"], row["date_end"]
    if end is None:
        return "no day"
    if start is None:
        return f"on or before {end}"
    return f"{start}" if start == end else f"{start} to {end}"


def _evidence(evidence: Mapping[str, float]) -> str:
    """Write the weightiest evidence with what it adds to the log-odds: what speaks against has a minus."""
    named = [(name, share) for name, share in evidence.items() if share][:_MOST_NAMED]
    return ", ".join(f"{name} {share:+.1f}" for name, share in named) or "nothing in particular"
