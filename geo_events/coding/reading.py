"""Sentence by sentence: from parsed text to drafts of events."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from geo_events.articles.article import Article
from geo_events.coding.actions import (
    GUESSED,
    INFERRED,
    Action,
    find_actions,
    group_actions,
    lead_action,
    linked,
    tells_otherwise,
)
from geo_events.coding.actor_names import actor_names
from geo_events.coding.actor_nouns import load_actor_nouns
from geo_events.coding.actor_reading import ActorReader
from geo_events.coding.actors import PARTISANS
from geo_events.coding.casting import as_crowd, cast
from geo_events.coding.casualties import Casualties, combine
from geo_events.coding.casualty_reading import is_casualty_word, sentence_casualties
from geo_events.coding.coreference import Coreference
from geo_events.coding.dates import UNKNOWN, DateRange, TimeExpression, find_dates
from geo_events.coding.dating import Chronicle, when_it_happened
from geo_events.coding.days import is_after, up_to
from geo_events.coding.deciding import decide
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import under_heading
from geo_events.coding.guessing import guess_action, guess_threat
from geo_events.coding.headlines import headline_day, stands_alone
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import Lexicon, Ontology
from geo_events.coding.outline import Item, Outline, is_label
from geo_events.coding.parties import acted_upon, doers_of
from geo_events.coding.placing import PlaceReader
from geo_events.coding.quoting import Quotations
from geo_events.coding.reality import Reality
from geo_events.coding.senses import Senses
from geo_events.coding.sentence_model import LEAST_LIKELY, load_sentence_model
from geo_events.coding.sharing import shared_out
from geo_events.coding.spans import FieldSpans, Locator
from geo_events.coding.syntax import (
    Span,
    Token,
    matches,
    path,
    subject_of,
)
from geo_events.coding.threats import THREATENED, deed_of
from geo_events.coding.timing import Dating, date_of
from geo_events.coding.tolls import TollReader
from geo_events.coding.type_model import default_type_model
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.geoparsing import Document
from geo_events.language import ParsedArticle

_ANAPHORS = frozenset({"the", "that", "this", "these", "those"})


class SentenceReader:
    """Reads the sentences of one article, keeping what earlier ones said of time and place.

    Attributes
    ----------
    named
        The names of known actors in the text, in its order.
    threats
        What actors announce that they will do, as far as the text was read; kept apart from what happened.
    """

    def __init__(
        self,
        article: Article,
        parsed: ParsedArticle,
        mentions: Sequence[Mention],
        *,
        ontology: Ontology,
        lexicon: Lexicon,
        outline: Outline,
        document: Document,
        countries: AbstractSet[str],
        places: PlaceReader,
    ) -> None:
        self._article = article
        self._parsed = parsed
        self._mentions = mentions
        self._ontology = ontology
        self._lexicon = lexicon
        self.named = actor_names().find(
            parsed.shadow.text, countries=countries, in_capitals=self._in_capitals
        )
        nouns = load_actor_nouns()
        reader = ActorReader(named=self.named, nouns=nouns, lexicon=lexicon)
        self._actors = Coreference(reader, named=self.named, nouns=nouns)
        self._places = places
        places.hear_of(
            (parsed.shadow.span(each.start, each.end)[0], each.rows[0].countries) for each in self.named
        )
        self._outline = outline
        self._alone = stands_alone(article.text)  # a headline without a text
        self._document = document
        self._item = Item()  # the one that the last sentence stands in
        self._told: DateRange = UNKNOWN  # the last time that a sentence named
        self._event: DateRange = UNKNOWN  # the date of the last event
        self._earlier: DateRange = UNKNOWN  # what times counted from in the item before
        self._chronicle = Chronicle(article.published)
        self._senses = Senses(ontology)
        self.threats: list[Draft] = []

    def _in_capitals(self, start: int, end: int) -> bool:
        first, last = self._parsed.shadow.span(start, end)
        return self._article.text[first:last].isupper()

    def read(self) -> list[Draft]:
        """Return the drafts of all sentences, in the order of the text."""
        drafts: list[Draft] = []
        quoted = Quotations(self._parsed.shadow.text)
        tolls = TollReader(
            self._parsed.shadow,
            paragraph=self.paragraph,
            span=self._span,
            places=self._outline.places,
            published=self._article.published,
            lexicon=self._lexicon,
        )
        for sentence in self._parsed.doc.sents:
            self._chronicle.begin()
            if not sentence.text.strip():
                self._pass_over(sentence)
                self._with_later_day(drafts, sentence)
                continue
            found = self._read_sentence(sentence, quoted)
            self._with_later_day(found or drafts, sentence)
            if all(draft.action.reality.doubts for draft in found):
                tolls.add(drafts, sentence)
            drafts += map(tolls.with_waiting, found)
        return drafts

    def _pass_over(self, blank: Span) -> None:
        """Keep the last time that sentences name which were not parsed, as none of them tells of an event."""
        times = self._times(blank)
        if times:
            self._told = times[-1].range
            if self._says_when_written(blank):
                return
            self._chronicle.keep(times)

    def _with_later_day(self, drafts: list[Draft], sentence: Span) -> None:
        """Give the event told last the day on which "it" happened, unless its own sentence dates it.

        What follows the sentence and was not parsed is read with it.
        """
        start, reported = sentence.start_char, self._article.published
        said = when_it_happened(self._parsed.shadow.text[start : sentence.end_char], reported=reported)
        if said is None or not drafts or drafts[-1].dated or is_after(said.range, reported):
            return
        last = drafts[-1]
        if self.paragraph(start + said.start) - self.paragraph(last.trigger.idx) <= 1:
            where = self._parsed.shadow.span(start + said.start, start + said.end)
            spans = replace(last.spans, date=(where,))
            drafts[-1] = replace(last, date=up_to(said.range, reported), dated=True, spans=spans)

    def _likelihood(self, sentence: Span) -> float:
        """How likely the sentence is to tell of an event, by its words alone."""
        first, last = self._document.word_range(sentence.start_char, sentence.end_char)
        return load_sentence_model().probability(self._document.words[first:last])

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds an offset of the parsed text."""
        return next(
            (n for n, (start, end) in enumerate(self._parsed.shadow.paragraphs) if start <= offset < end), -1
        )

    def _read_sentence(self, sentence: Span, quoted: Quotations) -> list[Draft]:
        span = self._span(sentence)
        headline = self._alone or span[1] <= self._article.title_end
        item = self._outline.item(sentence.start_char)
        if item != self._item:
            # each item of a digest begins anew: "the same day" is that of its heading
            self._earlier = self._anchor
            self._item, self._told, self._event = item, item.days, UNKNOWN
            self._places.begin_item(item.place)
            self._chronicle.forget(item.clock)
            self._senses.begin()
        times = self._times(sentence)
        mentions = [m for m in self._mentions if sentence.start <= m.start < sentence.end]
        actions = find_actions(
            sentence,
            ontology=self._ontology,
            lexicon=self._lexicon,
            headline=headline,
            quoted=quoted,
            times=times,
            places=frozenset(at for mention in mentions for at in range(mention.start, mention.end)),
            senses=self._senses,
        )
        threats = [action for action in actions if action.reality.status == THREATENED]
        actions = [action for action in actions if action not in threats]
        likelihood = self._likelihood(sentence)
        if (
            all(action.reality.doubts for action in actions)
            and likelihood >= LEAST_LIKELY
            and not tells_otherwise(
                sentence, ontology=self._ontology, lexicon=self._lexicon, senses=self._senses
            )
        ):
            guess = guess_action(
                sentence,
                lexicon=self._lexicon,
                headline=headline,
                quoted=quoted,
                likelihood=likelihood,
                model=default_type_model(),
            )
            actions += [] if guess is None else [guess]
        if not threats and not actions:
            guess = guess_threat(sentence, lexicon=self._lexicon, model=default_type_model())
            threats += [] if guess is None else [guess]
        groups = group_actions(actions)
        tolls = sentence_casualties(sentence, lexicon=self._lexicon)
        drafts = []
        for group in groups:
            mine = [(t, c) for t, c in tolls if len(groups) == 1 or _nearest(t, groups) is group]
            found = self._drafts(group, sentence, span, headline, times, mentions, mine, len(groups) == 1)
            found = [replace(_in_item(draft, item), likelihood=likelihood) for draft in found]
            drafts += [self._hinted(draft, sentence) for draft in found]
            if drafts[-1].dated and not drafts[-1].action.reality.doubts:
                self._event = drafts[-1].date
        if threats:
            found = self._drafts(threats, sentence, span, headline, times, mentions, [], False)
            self.threats += [_in_item(draft, item) for draft in found[:1] if _is_threat(draft)]
        if times:
            self._told = times[0].range
        if self._says_when_written(sentence):
            return drafts
        self._chronicle.keep(times)
        return drafts

    def _says_when_written(self, sentence: Span) -> bool:
        """Whether a day in it is that of the report: a dateline, or a line such as "Published 14 March"."""
        start, end = self._span(sentence)
        dateline = self._article.dateline
        inside = dateline is not None and start < dateline.end and dateline.start < end
        return inside or is_label(self._parsed.shadow.text[sentence.start_char : sentence.end_char].strip())

    def _hinted(self, draft: Draft, sentence: Span) -> Draft:
        """Keep with a draft that nothing dates the day that the text named last."""
        if draft.dated or draft.headline or draft.late is not None:
            return draft
        time = self._chronicle.day_for(draft, sentence)
        if time is None:
            return draft
        start, end = self._parsed.shadow.span(time.start, time.end)
        return replace(draft, hint=replace(time, start=start, end=end))

    def _span(self, sentence: Span) -> tuple[int, int]:
        """The sentence in the article's text, without white space around it."""
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        return self._parsed.shadow.span(start, start + len(text.strip()))

    def _times(self, sentence: Span) -> list[TimeExpression]:
        text = sentence.text
        if not text.strip():  # it was not parsed
            text = self._parsed.shadow.text[sentence.start_char : sentence.end_char]
        found = find_dates(text, reported=self._article.published, anchor=self._anchor)
        return [
            replace(t, start=t.start + sentence.start_char, end=t.end + sentence.start_char) for t in found
        ]

    @property
    def _anchor(self) -> DateRange:
        """What "the same day" counts from: the last event, else the last time named, else an item before."""
        return next((days for days in (self._event, self._told) if days.end), self._earlier)

    def _drafts(
        self,
        group: list[Action],
        sentence: Span,
        span: tuple[int, int],
        headline: bool,
        times: list[TimeExpression],
        mentions: list[Mention],
        tolls: list[tuple[Token, Casualties]],
        alone: bool,
    ) -> list[Draft]:
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
            paragraph=self.paragraph(sentence.start_char),
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
        reality = _group_reality(group, lead)
        if bare and refers and casualties == Casualties() and lead.trigger.pos_ != "VERB":
            reality = replace(reality, noun_without_anchor=True)  # "claimed the attack"
        reality = _come_off(reality, group, casualties)
        lead = replace(lead, reality=reality)
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
        words = Locator(sentence, self._parsed.shadow)
        draft = Draft(
            action=action,
            trigger_start=self._parsed.shadow.span(first.idx, first.idx + len(first))[0],
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
            spans=FieldSpans(
                action=words.tokens(members),
                actor1=words.actor(actor1, near=lead.trigger),
                actor2=words.actor(actor2, near=lead.trigger),
                date=() if dating.time is None else (words.offsets(dating.time.start, dating.time.end),),
                number=words.numbers(tolls),
            ),
        )
        return [
            replace(one, spans=replace(one.spans, place=words.place(one.place, near=lead.trigger)))
            for one in shared_out(draft, places)
        ]

    def _date(self, lead: Action, members: Sequence[Token], times: Sequence[TimeExpression]) -> Dating:
        """When it was, and whether the sentence or the headline that stands alone says so."""
        reported = self._article.published
        dating = date_of(lead, members, times, reported=reported, told=self._told, lexicon=self._lexicon)
        if not self._alone or dating.named or dating.late or lead.reality.status == THREATENED:
            return dating
        days = headline_day(self._parsed.shadow.text, published=reported)
        return Dating(
            days, named=days.start is not None, time=next((t for t in times if t.range == days), None)
        )

    def _target(self, members: Sequence[Token], sentence: Span) -> str | None:
        objects = [t for member in members for t in acted_upon(member)]
        words = [t for head in objects for t in head.subtree]
        return next(
            (name for name, phrases in self._lexicon.targets.items() if matches(phrases, words)), None
        )


def _in_item(draft: Draft, item: Item) -> Draft:
    """Complete a draft by what the heading above its item says."""
    draft = replace(draft, item=item.number)
    reality = draft.action.reality
    if item.days.end and not (draft.dated or reality.presupposed or reality.status == THREATENED):
        draft = replace(draft, date=item.days, dated=True)
    if item.place is not None and draft.place.place is None and not draft.place.own:
        draft = replace(draft, place=under_heading(item.place))
    return draft


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


def _nearest(token: Token, groups: Sequence[list[Action]]) -> list[Action] | None:
    """The group whose words are linked to the token, the nearest in the parse first."""
    ranked = []
    for group in groups:
        for action in group:
            if action.trigger == token:
                return group
            if linked(token, action.trigger):
                up, down = path(token, action.trigger)
                ranked.append((len(up) + len(down), abs(token.i - action.trigger.i), group))
    if ranked:
        return min(ranked, key=lambda item: item[:2])[2]
    # nothing links it, as after a semicolon: then it belongs to what was told before it
    before = [
        (action.trigger.i, n)
        for n, group in enumerate(groups)
        for action in group
        if action.trigger.i < token.i
    ]
    return groups[max(before)[1]] if before else None


def _refers(trigger: Token) -> bool:
    """Whether a noun points back: "the attack", "that raid"."""
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(
        child.dep_ in {"det", "poss"} and (child.lower_ in _ANAPHORS or child.dep_ == "poss")
        for child in trigger.children
    )


def _is_threat(draft: Draft) -> bool:
    """Whether a draft of what is announced is violence or a protest, by somebody who can do it.

    Without a doer that is known it is mostly a figure of speech ("vowed to fight inflation"); of what those
    threaten who are not armed, only what says where is more than words. Moves of troops or talks that are
    planned are no threats.
    """
    kind = EVENT_TYPE_OF[draft.action.sub_event_type]
    actor = draft.actor1
    if actor is None or kind == "Strategic developments" or draft.headline:
        return False
    if draft.action.surety == GUESSED:
        return actor.type in PARTISANS and not actor.vague
    return draft.place.own or (actor.armed and kind not in {"Protests", "Riots"})
