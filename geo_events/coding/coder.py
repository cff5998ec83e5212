"""From an article and its toponyms to rows of the event table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from shapely import Point

from geo_events.articles.article import Article
from geo_events.articles.boilerplate import overlaps
from geo_events.coding.actor_names import NamedActor
from geo_events.coding.contexts import Weighs, default_context
from geo_events.coding.dates import DateRange
from geo_events.coding.disputes import with_disputes
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import NOWHERE, EventPlace, Parents, in_country
from geo_events.coding.home import home_country
from geo_events.coding.landmarks import Landmarks
from geo_events.coding.linking import default_linker
from geo_events.coding.mentions import find_mentions
from geo_events.coding.naming import name_actor
from geo_events.coding.ontology import load_lexicon, load_ontology
from geo_events.coding.outline import Outline
from geo_events.coding.partisans import with_partisans
from geo_events.coding.placing import PlaceReader
from geo_events.coding.quoting import Quotations
from geo_events.coding.reading import SentenceReader
from geo_events.coding.responsibility import with_responsible
from geo_events.coding.selecting import eventful
from geo_events.coding.settling import Candidate, Passages, settle
from geo_events.coding.sides import with_sides
from geo_events.coding.signs import text_signs
from geo_events.coding.staying import stay_in_country
from geo_events.coding.telling import TellingReader
from geo_events.coding.weighing import DEFAULT_SETTINGS, CodingSettings, load_weights
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.gazetteer.place import Place
from geo_events.geoparsing import Reading, read_words
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import Language, ParsedArticle
from geo_events.recasing import Names, in_capitals


class Atlas(Parents, Names, Protocol):
    """What coding needs of a gazetteer."""

    def iso3(self, code: str) -> str | None:
        """The alpha-3 code of an alpha-2 code."""


def code_article(
    article: Article,
    toponyms: Sequence[Toponym],
    *,
    gazetteer: Atlas,
    language: Language,
    reading: Reading | None = None,
    settings: CodingSettings = DEFAULT_SETTINGS,
) -> list[dict[str, Any]]:
    """Code the events that an article reports.

    Parameters
    ----------
    article
        Its ``published`` day decides what "on Wednesday" means; without it, dates that need it stay null.
    toponyms
        What geoparsing found in the article.
    gazetteer, language
        What knows places, and English.
    reading
        What `geo_events.geoparsing.read_words` gives for the article, where it is known already.
    settings
        How sure an event must be to become a row.

    Returns
    -------
    list of dict
        Rows for `geo_events.events.events_from_rows`, in the order of the text.
    """
    passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language, reading=reading)
    told, _ = find_events(passages, settings=settings, gazetteer=gazetteer)
    return [row_of(article, candidate, gazetteer) for candidate in told]


def find_events(
    passages: Passages, *, settings: CodingSettings, gazetteer: Parents
) -> tuple[list[Candidate], list[Candidate]]:
    """Find an article's events, and what was taken for one but is too doubtful; both in the text's order."""
    candidates = settle(passages, load_weights(), settings=settings, gazetteer=gazetteer)
    kept = [candidate for candidate in candidates if candidate.belief >= settings.least_belief]
    left = [candidate for candidate in candidates if candidate.belief < settings.least_belief]
    drafts = passages.finish([candidate.draft for candidate in kept])
    return [replace(each, draft=draft) for each, draft in zip(kept, drafts, strict=True)], left


def read_passages(
    article: Article,
    toponyms: Sequence[Toponym],
    *,
    gazetteer: Atlas,
    language: Language,
    reading: Reading | None = None,
    context: Weighs | None = None,
) -> Passages:
    """Read what an article's sentences tell of events, one by one.

    `context` chooses the place where a sentence names none, by default the model that comes with the package;
    the other parameters are those of `code_article`.
    """
    reading = reading or read_words(article, names=gazetteer)
    shadow = reading.shadow
    passages = [
        passage
        for passage in eventful(reading.document)
        if not overlaps(article.boilerplate, *shadow.span(*passage))
    ]
    parsed = language.parse(article, shadow, passages=passages)
    mentions = find_mentions(article, toponyms, parsed)
    home = home_country(article, toponyms, mentions)
    toponyms = stay_in_country(toponyms, home=home, text=article.text, gazetteer=gazetteer)
    chosen = {each.start: each for each in toponyms}
    mentions = [replace(mention, toponym=chosen[mention.toponym.start]) for mention in mentions]
    reader = SentenceReader(
        article,
        parsed,
        mentions,
        ontology=load_ontology(),
        lexicon=load_lexicon(),
        outline=_outline(article, reading, toponyms),
        document=reading.document,
        countries={t.place.country_code for t in toponyms if t.place is not None},
        places=PlaceReader(
            article,
            toponyms,
            mentions,
            gazetteer=gazetteer,
            linker=default_linker(),
            context=context or default_context(),
            landmarks=Landmarks(
                article,
                toponyms,
                mentions,
                paragraphs=[shadow.span(*each) for each in shadow.paragraphs],
                gazetteer=gazetteer,
            ),
            home=home,
        ),
    )
    teller = TellingReader(
        shadow.text,
        lexicon=load_lexicon(),
        weapons=load_ontology().weapon_words,
        places={number for mention in mentions for number in range(mention.start, mention.end)},
    )
    country = gazetteer.country(home) if home else None
    drafts, paragraph = reader.read(), reader.paragraph
    return Passages(
        tellings=[teller.read(each, paragraph=paragraph(each.trigger.sent.start_char)) for each in drafts],
        threats=reader.threats,
        text=text_signs(
            shadow.text,
            quoted=Quotations(shadow.text).share,
            capitals=in_capitals(article.text),
            lexicon=load_lexicon(),
        ),
        reported=article.published,
        complete=lambda draft: _placed(draft, country),
        finish=lambda kept: _finished(kept, drafts, reader.named, parsed),
    )


def _outline(article: Article, reading: Reading, toponyms: Sequence[Toponym]) -> Outline:
    shadow = reading.shadow
    return Outline(
        shadow.text,
        shadow.paragraphs,
        title_end=reading.document.title_end,
        toponyms=[(*shadow.find(each.start, each.end), each) for each in toponyms],
        published=article.published,
    )


def _finished(
    drafts: Sequence[Draft], told: Sequence[Draft], named: Sequence[NamedActor], parsed: ParsedArticle
) -> list[Draft]:
    """Complete events by what only shows once they are known.

    The day before them, who claims and who denies them, and which side the report leaves alone for them.
    """
    timed = [*map(_timed, drafts)]
    timed = [_as_below(draft, timed) if draft.headline else draft for draft in timed]
    sided = with_partisans(timed, named, parsed.shadow.text)
    claimed = with_responsible(sided, named, parsed)
    return with_disputes(with_sides(claimed, told), parsed)


def _timed(draft: Draft) -> Draft:
    """Give a draft that no sentence dates the day named before it."""
    if draft.dated or draft.hint is None or draft.late is not None:
        return draft
    spans = replace(draft.spans, date=((draft.hint.start, draft.hint.end),))
    return replace(draft, date=draft.hint.range, spans=spans)


def _as_below(headline: Draft, drafts: Sequence[Draft]) -> Draft:
    """Give a headline that names no day the day of the first event of its kind in the text below."""
    if headline.dated or headline.late is not None:
        return headline
    kind = EVENT_TYPE_OF[headline.action.sub_event_type]
    for draft in drafts:
        alike = EVENT_TYPE_OF[draft.action.sub_event_type] == kind and not draft.headline
        if alike and draft.date.start is not None and draft.date.start == draft.date.end:
            return replace(headline, date=draft.date, spans=replace(headline.spans, date=draft.spans.date))
    return headline


def _placed(draft: Draft, country: Place | None) -> Draft:
    """Give a draft without any place the article's country, if that is clear.

    So is one that has only a name which the gazetteer lacks; it keeps the name.
    """
    named = draft.place.name is not None
    if draft.place.place is not None or (draft.place.own and not named) or country is None:
        return draft
    return replace(draft, place=replace(in_country(country), own=named, name=draft.place.name))


def row_of(article: Article, candidate: Candidate, gazetteer: Atlas) -> dict[str, Any]:
    """Lay out an event as a row of the event table."""
    draft = candidate.draft
    reality = draft.action.reality
    kind = load_ontology().types[draft.action.sub_event_type]
    start, end = draft.evidence
    row: dict[str, Any] = {
        "event_id": f"{_article_digest(article)}-{draft.trigger_start}",
        "dataset": "article",
        "source_id": str(article.id),
        "event_type": EVENT_TYPE_OF[draft.action.sub_event_type],
        "sub_event_type": draft.action.sub_event_type,
        "status": reality.status,
        "event_clarity": reality.event_clarity,
        "claim": reality.claim,
        "attributed_to": reality.attributed_to,
        "date_start": draft.date.start,
        "date_end": draft.date.end,
        "date_precision": draft.date.precision,
        "target": draft.target,
        "headline": article.title,
        "source": article.source,
        "source_url": article.source_url,
        "published": article.published,
        "language": article.language or "en",
        "evidence": article.text[start:end],
        "evidence_start": start,
        "evidence_end": end,
        "evidence_also": [list(span) for span in draft.also],
        "evidence_spans": draft.spans.listed(),
        "plover": kind.plover,
        "cameo": kind.cameo,
        "confidence": round(candidate.confidence, 3),
        **{f"confidence_{name}": round(value, 3) for name, value in candidate.fields.items()},
        "review_status": "machine",
    }
    if draft.basis is not None:
        row["actor1_basis"] = draft.basis
    if draft.late is not None:
        row["date_stated"] = _interval(draft.late)
    row |= _custody_columns(article)
    row |= (
        _actor_columns(article, draft, gazetteer)
        | place_columns(draft.place, gazetteer)
        | _casualty_columns(draft)
    )
    return row


def _interval(days: DateRange) -> str:
    """Days as ISO 8601 has them: one day, or two with a slash."""
    return "/".join(str(day) for day in dict.fromkeys((days.start, days.end)) if day is not None)


def _custody_columns(article: Article) -> dict[str, Any]:
    """Author and custody as far as they are known; times in UTC."""
    custody = article.custody
    given = {
        "author": article.author,
        "retrieved": custody.retrieved and custody.retrieved.isoformat(),
        "archive_url": custody.archive_url,
        "edited": custody.edited and custody.edited.isoformat(),
        "forwarded_from": custody.forwarded_from,
    }
    return {name: value for name, value in given.items() if value is not None}


def _article_digest(article: Article) -> str:
    """Twelve hexadecimal digits that tell articles apart, by id and text."""
    return hashlib.sha256(f"{article.id}\0{article.sha256}".encode()).hexdigest()[:12]


def _actor_columns(article: Article, draft: Draft, gazetteer: Atlas) -> dict[str, Any]:
    row: dict[str, Any] = {}
    place = draft.place.place
    for column, actor in (("actor1", draft.actor1), ("actor2", draft.actor2)):
        if actor is not None:
            name, kind = name_actor(
                actor,
                where=place.country_code or None if place is not None else None,
                start=draft.date.start,
                end=draft.date.end,
                published=article.published,
                country_of=gazetteer.country,
            )
            row |= {column: name, f"{column}_text": actor.text, f"{column}_type": kind}
    return row


def _casualty_columns(draft: Draft) -> dict[str, Any]:
    row: dict[str, Any] = {"fatalities_civilians": draft.civilians}
    killed, injured = draft.casualties.killed, draft.casualties.injured
    if killed is not None:
        row |= {
            "fatalities": killed.best,
            "fatalities_low": killed.low,
            "fatalities_high": killed.high,
            "fatalities_basis": "divided" if killed.divided else "imputed" if killed.imputed else "stated",
            "fatalities_text": killed.text,
        }
    if injured is not None:
        row["injured"] = injured.best
    return row


def place_columns(where: EventPlace, gazetteer: Atlas) -> dict[str, Any]:
    """The columns of a row that say where."""
    place = where.place
    if place is None or where.latitude is None or where.longitude is None:
        return {"geo_precision": NOWHERE.geo_precision}
    row: dict[str, Any] = {
        "location": where.name or place.name,
        "geonameid": None if where.name else place.geonameid,
        "geo_precision": where.geo_precision,
        "uncertainty_km": where.uncertainty_km,
        "geometry": Point(round(where.longitude, 5), round(where.latitude, 5)),
    }
    if where.footprint is not None:
        row["footprint"] = where.footprint
    for area in (place, *gazetteer.parents(place)):
        if area.is_country:
            row |= {"country": area.name, "iso3": gazetteer.iso3(area.country_code)}
        elif area.is_admin1:
            row.setdefault("admin1", area.name)
        elif area.is_admin2:
            row.setdefault("admin2", area.name)
    if where.toponym is not None and where.toponym.candidates:
        row["place_candidates"] = [
            {"name": c.place.name, "geonameid": c.place.geonameid, "latitude": c.place.latitude,
             "longitude": c.place.longitude, "country_code": c.place.country_code, "score": round(c.score, 3)}
            for c in where.toponym.candidates
        ]  # fmt: skip
    return row
