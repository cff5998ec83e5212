"""What a text said of time so far: the days its sentences named, and those its events were of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geo_events.articles.article import Article
from geo_events.articles.shadow import Shadow
from geo_events.coding.dates import UNKNOWN, DateRange, TimeExpression, find_dates
from geo_events.coding.dating import Chronicle, when_it_happened
from geo_events.coding.days import is_after, up_to
from geo_events.coding.draft import Draft
from geo_events.coding.outline import Item, is_label
from geo_events.coding.syntax import (
    Span,
)


class TextTimes:
    """The times of one article, as far as it was read.

    Parameters
    ----------
    span
        Where in the article's text a sentence stands.
    paragraph
        The number of the paragraph that holds an offset of the parsed text.

    Attributes
    ----------
    told
        The last time that a sentence named.
    """

    def __init__(
        self,
        article: Article,
        shadow: Shadow,
        *,
        span: Callable[[Span], tuple[int, int]],
        paragraph: Callable[[int], int],
    ) -> None:
        self._article = article
        self._shadow = shadow
        self._span = span
        self._paragraph = paragraph
        self.told: DateRange = UNKNOWN
        self._event: DateRange = UNKNOWN  # the date of the last event
        self._earlier: DateRange = UNKNOWN  # what times counted from in the item before
        self._chronicle = Chronicle(article.published)

    def begin(self) -> None:
        """Go on to the next sentence."""
        self._chronicle.begin()

    def begin_item(self, item: Item) -> None:
        """Begin anew with an item of a digest: "the same day" is that of its heading."""
        self._earlier = self._anchor
        self.told, self._event = item.days, UNKNOWN
        self._chronicle.forget(item.clock)

    def happened(self, days: DateRange) -> None:
        """Keep the date of an event that was told."""
        self._event = days

    def keep(self, sentence: Span, times: Sequence[TimeExpression]) -> None:
        """Keep the times of a sentence that was read."""
        if times:
            self.told = times[0].range
        if not self._says_when_written(sentence):
            self._chronicle.keep(times)

    def pass_over(self, blank: Span) -> None:
        """Keep the last time that sentences name which were not parsed, as none of them tells of an event."""
        times = self.named_in(blank)
        if times:
            self.told = times[-1].range
            if self._says_when_written(blank):
                return
            self._chronicle.keep(times)

    def named_in(self, sentence: Span) -> list[TimeExpression]:
        """Return the times that a sentence names; offsets are the parsed text's."""
        text = sentence.text
        if not text.strip():  # it was not parsed
            text = self._shadow.text[sentence.start_char : sentence.end_char]
        found = find_dates(text, reported=self._article.published, anchor=self._anchor)
        return [
            replace(t, start=t.start + sentence.start_char, end=t.end + sentence.start_char) for t in found
        ]

    def with_later_day(self, drafts: list[Draft], sentence: Span) -> None:
        """Give the event told last the day on which "it" happened, unless its own sentence dates it.

        What follows the sentence and was not parsed is read with it.
        """
        start, reported = sentence.start_char, self._article.published
        said = when_it_happened(self._shadow.text[start : sentence.end_char], reported=reported)
        if said is None or not drafts or drafts[-1].dated or is_after(said.range, reported):
            return
        last = drafts[-1]
        if self._paragraph(start + said.start) - self._paragraph(last.trigger.idx) <= 1:
            where = self._shadow.span(start + said.start, start + said.end)
            spans = replace(last.spans, date=(where,))
            drafts[-1] = replace(last, date=up_to(said.range, reported), dated=True, spans=spans)

    def hinted(self, draft: Draft, sentence: Span) -> Draft:
        """Keep with a draft that nothing dates the day that the text named last."""
        if draft.dated or draft.headline or draft.late is not None:
            return draft
        time = self._chronicle.day_for(draft, sentence)
        if time is None:
            return draft
        start, end = self._shadow.span(time.start, time.end)
        return replace(draft, hint=replace(time, start=start, end=end))

    def _says_when_written(self, sentence: Span) -> bool:
        """Whether a day in it is that of the report: a dateline, or a line such as "Published 14 March"."""
        start, end = self._span(sentence)
        dateline = self._article.dateline
        inside = dateline is not None and start < dateline.end and dateline.start < end
        return inside or is_label(self._shadow.text[sentence.start_char : sentence.end_char].strip())

    @property
    def _anchor(self) -> DateRange:
        """What "the same day" counts from: the last event, else the last time named, else an item before."""
        return next((days for days in (self._event, self.told) if days.end), self._earlier)
