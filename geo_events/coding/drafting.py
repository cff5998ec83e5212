"""From linked words to drafts: who, when, where and how many of one happening, as one sentence tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geo_events.articles.article import Article
from geo_events.articles.shadow import Shadow
from geo_events.coding.actions import (
    INFERRED,
    Action,
    lead_action,
)
from geo_events.coding.actors import Actor
from geo_events.coding.casting import as_crowd, cast
from geo_events.coding.casualties import Casualties, combine
from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.coreference import Coreference
from geo_events.coding.dates import TimeExpression
from geo_events.coding.deciding import decide
from geo_events.coding.draft import Draft
from geo_events.coding.headlines import headline_day
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import Lexicon
from geo_events.coding.parties import acted_upon, doers_of
from geo_events.coding.placing import PlaceReader
from geo_events.coding.reality import Reality
from geo_events.coding.sharing import shared_out
from geo_events.coding.spans import FieldSpans, Locator
from geo_events.coding.syntax import (
    Span,
    Token,
    matches,
    subject_of,
)
from geo_events.coding.text_times import TextTimes
from geo_events.coding.threats import THREATENED, deed_of
from geo_events.coding.timing import Dating, date_of
from geo_events.coding.type_model import default_type_model

_ANAPHORS = frozenset({"the", "that", "this", "these", "those"})


class Drafter:
    """Writes the drafts of one article.

    Parameters
    ----------
    alone
        Whether the article is a headline without a text.
    actors, places, times
        What was told so far of who, where and when.
    paragraph
        The number of the paragraph that holds an offset of the parsed text.
    """

    def __init__(
        self,
        article: Article,
        shadow: Shadow,
        *,
        lexicon: Lexicon,
        alone: bool,
        actors: Coreference,
        places: PlaceReader,
        times: TextTimes,
        paragraph: Callable[[int], int],
    ) -> None:
        self._article = article
        self._shadow = shadow
        self._lexicon = lexicon
        self._alone = alone
        self._actors = actors
        self._places = places
        self._times = times
        self._paragraph = paragraph

    def drafts(
        self,
        group: Sequence[Action],
        sentence: Span,
        *,
        span: tuple[int, int],
        headline: bool,
        times: Sequence[TimeExpression],
        mentions: Sequence[Mention],
        tolls: Sequence[tuple[Token, Casualties]],
        alone: bool,
    ) -> list[Draft]:
        """Return what a sentence tells of one happening: one draft, or one for each place that shares it.

        Parameters
        ----------
        group
            The words that tell of it.
        span
            Where in the article's text the sentence stands.
        times, mentions, tolls
            The times and places that the sentence names, and the casualties that belong to the happening.
        alone
            Whether the sentence tells of nothing else.
        """
        lead = lead_action(group)
        threatened = lead.reality.status == THREATENED
        members = [lead.trigger, *(action.trigger for action in group if action is not lead)]
        reach = [*members, *(token for token, _ in tolls)]
        casualties = combine([c for _, c in tolls])
        doers = doers_of(members)
        if threatened and not doers and (deed := deed_of(lead.trigger, self._lexicon)) is not None:
            doers = subject_of(deed)
        places = self._places.read(
            sentence,
            lead.trigger,
            reach,
            doers=frozenset(t.i for d in doers for t in d.subtree if t.i <= d.i + 1),
            casualties=casualties,
            paragraph=self._paragraph(sentence.start_char),
            span=span,
            aside=threatened,
        )
        place = places[0]
        dating = self._date(lead, members, times)
        date, dated = dating.days, dating.named
        first = min((action.trigger for action in group), key=lambda trigger: trigger.i)
        actor1, actor2 = cast(
            lead.sub_event_type, members, doers, casualties, mentions, coreference=self._actors
        )
        bare = not dated and not place.own
        follows = bare and lead.surety == INFERRED and is_casualty_word(lead.trigger) and actor1 is None
        refers = any(map(_refers, members))
        anchorless = bare and refers and casualties == Casualties() and lead.trigger.pos_ != "VERB"
        lead = replace(lead, reality=_reality_of(group, lead, casualties, anchorless=anchorless))
        action = decide(
            lead,
            group,
            sentence,
            alone=alone and not threatened,
            actor=actor1,
            where=place.place.country_code if place.place is not None else None,
            model=default_type_model(),
        )
        actor1, actor2 = as_crowd(
            action.sub_event_type, members, actor1, actor2, mentions, coreference=self._actors
        )
        for actor, acts in () if threatened else ((actor1, True), (actor2, False)):
            self._actors.tell(actor, acts=acts, at=lead.trigger.idx)
        words = Locator(sentence, self._shadow)
        draft = Draft(
            action=action,
            trigger_start=self._shadow.span(first.idx, first.idx + len(first))[0],
            refers=refers or follows,
            headline=headline,
            date=date,
            dated=dated,
            place=place,
            casualties=casualties,
            overtaken=any(t.lower_ in self._lexicon["overtaken"] for t in sentence) and bool(tolls),
            actor1=actor1,
            actor2=actor2,
            target=self._target(members, sentence),
            evidence=span,
            late=dating.late,
            spans=_spans(words, lead, members, (actor1, actor2), dating, tolls),
        )
        return [
            replace(one, spans=replace(one.spans, place=words.place(one.place, near=lead.trigger)))
            for one in shared_out(draft, places)
        ]

    def _date(self, lead: Action, members: Sequence[Token], times: Sequence[TimeExpression]) -> Dating:
        """When it was, and whether the sentence or the headline that stands alone says so."""
        reported = self._article.published
        dating = date_of(
            lead, members, times, reported=reported, told=self._times.told, lexicon=self._lexicon
        )
        if not self._alone or dating.named or dating.late or lead.reality.status == THREATENED:
            return dating
        days = headline_day(self._shadow.text, published=reported)
        return Dating(
            days, named=days.start is not None, time=next((t for t in times if t.range == days), None)
        )

    def _target(self, members: Sequence[Token], sentence: Span) -> str | None:
        objects = [t for member in members for t in acted_upon(member)]
        words = [t for head in objects for t in head.subtree]
        return next(
            (name for name, phrases in self._lexicon.targets.items() if matches(phrases, words)), None
        )


def _group_reality(group: Sequence[Action], lead: Action) -> Reality:
    """The group's reality: told outright if any of its words is."""
    told = [action.reality for action in group if not action.reality.noun_without_anchor]
    return lead.reality if not lead.reality.noun_without_anchor or not told else told[0]


def _come_off(reality: Reality, group: Sequence[Action], casualties: Casualties) -> Reality:
    """Tell where an attempt took place after all: "most were intercepted, two hit a hospital"."""
    deadly = casualties.killed is not None and casualties.killed.best > 0
    told = any(action.reality.status == "occurred" and not action.reality.doubts for action in group)
    if reality.status == "attempted" and ((deadly and told) or (reality.unless_deadly and (deadly or told))):
        return replace(reality, status="occurred")
    return reality


def _refers(trigger: Token) -> bool:
    """Whether a noun points back: "the attack", "that raid"."""
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(
        child.dep_ in {"det", "poss"} and (child.lower_ in _ANAPHORS or child.dep_ == "poss")
        for child in trigger.children
    )


def _reality_of(
    group: Sequence[Action], lead: Action, casualties: Casualties, *, anchorless: bool
) -> Reality:
    """What a happening's words say of its having happened; "claimed the attack" alone names none."""
    reality = _group_reality(group, lead)
    if anchorless:
        reality = replace(reality, noun_without_anchor=True)
    return _come_off(reality, group, casualties)


def _spans(
    words: Locator,
    lead: Action,
    members: Sequence[Token],
    actors: tuple[Actor | None, Actor | None],
    dating: Dating,
    tolls: Sequence[tuple[Token, Casualties]],
) -> FieldSpans:
    """Where in the article the words stand that gave a draft its fields; its places are told apart later."""
    return FieldSpans(
        action=words.tokens(members),
        actor1=words.actor(actors[0], near=lead.trigger),
        actor2=words.actor(actors[1], near=lead.trigger),
        date=() if dating.time is None else (words.offsets(dating.time.start, dating.time.end),),
        number=words.numbers(tolls),
    )
