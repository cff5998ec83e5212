"""Sentence by sentence: from parsed text to drafts of events."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from geo_events.articles.article import Article
from geo_events.coding.actions import (
    GUESSED,
    Action,
    find_actions,
    group_actions,
    linked,
    tells_otherwise,
)
from geo_events.coding.actor_names import actor_names
from geo_events.coding.actor_nouns import load_actor_nouns
from geo_events.coding.actor_reading import ActorReader
from geo_events.coding.actors import PARTISANS
from geo_events.coding.casualty_reading import sentence_casualties
from geo_events.coding.coreference import Coreference
from geo_events.coding.draft import Draft
from geo_events.coding.drafting import Drafter
from geo_events.coding.event_place import under_heading
from geo_events.coding.guessing import guess_action, guess_threat
from geo_events.coding.headlines import stands_alone
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import Lexicon, Ontology
from geo_events.coding.outline import Item, Outline
from geo_events.coding.placing import PlaceReader
from geo_events.coding.quoting import Quotations
from geo_events.coding.senses import Senses
from geo_events.coding.sentence_model import LEAST_LIKELY, load_sentence_model
from geo_events.coding.syntax import (
    Span,
    Token,
    path,
)
from geo_events.coding.text_times import TextTimes
from geo_events.coding.threats import THREATENED
from geo_events.coding.tolls import TollReader
from geo_events.coding.type_model import default_type_model
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.geoparsing import Document
from geo_events.language import ParsedArticle


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
        self._places = places
        places.hear_of(
            (parsed.shadow.span(each.start, each.end)[0], each.rows[0].countries) for each in self.named
        )
        self._outline = outline
        self._alone = stands_alone(article.text)  # a headline without a text
        self._times = TextTimes(article, parsed.shadow, span=self._span, paragraph=self.paragraph)
        self._drafter = Drafter(
            article,
            parsed.shadow,
            lexicon=lexicon,
            alone=self._alone,
            actors=Coreference(reader, named=self.named, nouns=nouns),
            places=places,
            times=self._times,
            paragraph=self.paragraph,
        )
        self._document = document
        self._item = Item()  # the one that the last sentence stands in
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
            self._times.begin()
            if not sentence.text.strip():
                self._times.pass_over(sentence)
                self._times.with_later_day(drafts, sentence)
                continue
            found = self._read_sentence(sentence, quoted)
            self._times.with_later_day(found or drafts, sentence)
            if all(draft.action.reality.doubts for draft in found):
                tolls.add(drafts, sentence)
            drafts += map(tolls.with_waiting, found)
        return drafts

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
            # each item of a digest begins anew
            self._item = item
            self._times.begin_item(item)
            self._places.begin_item(item.place)
            self._senses.begin()
        times = self._times.named_in(sentence)
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
        write = partial(
            self._drafter.drafts,
            sentence=sentence,
            span=span,
            headline=headline,
            times=times,
            mentions=mentions,
        )
        drafts = []
        for group in groups:
            mine = [(t, c) for t, c in tolls if len(groups) == 1 or _nearest(t, groups) is group]
            found = write(group, tolls=mine, alone=len(groups) == 1)
            found = [replace(_in_item(draft, item), likelihood=likelihood) for draft in found]
            drafts += [self._times.hinted(draft, sentence) for draft in found]
            if drafts[-1].dated and not drafts[-1].action.reality.doubts:
                self._times.happened(drafts[-1].date)
        if threats:
            found = write(threats, tolls=[], alone=False)
            self.threats += [_in_item(draft, item) for draft in found[:1] if _is_threat(draft)]
        self._times.keep(sentence, times)
        return drafts

    def _span(self, sentence: Span) -> tuple[int, int]:
        """The sentence in the article's text, without white space around it."""
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        return self._parsed.shadow.span(start, start + len(text.strip()))


def _in_item(draft: Draft, item: Item) -> Draft:
    """Complete a draft by what the heading above its item says."""
    draft = replace(draft, item=item.number)
    reality = draft.action.reality
    if item.days.end and not (draft.dated or reality.presupposed or reality.status == THREATENED):
        draft = replace(draft, date=item.days, dated=True)
    if item.place is not None and draft.place.place is None and not draft.place.own:
        draft = replace(draft, place=under_heading(item.place))
    return draft


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
