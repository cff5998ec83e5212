"""Where each event of an article happened: by its sentence, else by what the text around says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo_events.articles.article import Article
from geo_events.coding.antecedents import Pointer, find_pointer, names_again
from geo_events.coding.casualties import Casualties
from geo_events.coding.describing import pointed_at
from geo_events.coding.event_place import NOWHERE, SEVERAL, EventPlace, Parents, at_place, in_country
from geo_events.coding.linking import Linker
from geo_events.coding.mentions import Mention, says_where
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.places import choose_apart, choose_places, choose_told_by_locals
from geo_events.coding.proper_names import find_names
from geo_events.coding.syntax import Span, Token
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym

_LOCAL: Final = frozenset({"exact", "near"})


@dataclass(frozen=True, slots=True)
class _Told:
    """The last place that a sentence named for an event.

    `paragraph` is that of the sentence and `end` its end in the article's text; `nouns` are its words for
    sites, as lemmas.
    """

    where: EventPlace
    paragraph: int
    end: int
    nouns: frozenset[str]


class PlaceReader:
    """Places the events of one article, keeping what earlier sentences said.

    Parameters
    ----------
    article, toponyms
        The report and what geoparsing found in it.
    mentions
        The toponyms of its parsed sentences.
    gazetteer
        Knows what holds a place, and capitals.
    linker
        Says which name of a sentence belongs to an event.
    home
        The country that the article speaks of, as an alpha-2 code, or None.
    """

    def __init__(
        self,
        article: Article,
        toponyms: Sequence[Toponym],
        mentions: Sequence[Mention],
        *,
        gazetteer: Parents,
        linker: Linker,
        home: str | None,
    ) -> None:
        self._article = article
        self._toponyms = toponyms
        self._mentions = mentions
        self._gazetteer = gazetteer
        self._linker = linker
        self._home = home
        self._last: _Told | None = None

    def begin_item(self) -> None:
        """Forget what was told before: the next item of a digest is about something else."""
        self._last = None

    def read(
        self,
        sentence: Span,
        trigger: Token,
        members: Sequence[Token],
        *,
        doers: frozenset[int],
        casualties: Casualties,
        paragraph: int,
        span: tuple[int, int],
        aside: bool = False,
    ) -> list[EventPlace]:
        """Find the places of an event.

        Parameters
        ----------
        sentence
            Its sentence.
        trigger, members
            The word that stands for it, and all words found to tell of it.
        doers
            Indices of the tokens that name who acted.
        casualties
            Whom it hit.
        paragraph, span
            Number of the sentence's paragraph, and where it stands in the article's text.
        aside
            Whether later sentences don't point back to it, as it has not happened.

        Returns
        -------
        list of EventPlace
            One at least; several where the text lists the places of several events.
        """
        mentions = [m for m in self._mentions if sentence.start <= m.start < sentence.end]
        town = self._town(span[0])
        found = choose_places(
            trigger,
            members,
            find_names(sentence, mentions),
            mentions,
            doers=doers,
            gazetteer=self._gazetteer,
            linker=self._linker,
            home=self._home,
            town=town,
        )
        if not found:
            pointer = find_pointer(sentence, members)
            pointed = self._pointed_at(pointer, mentions, span[0]) if pointer is not None else None
            found = [
                pointed
                or choose_told_by_locals(members, mentions, gazetteer=self._gazetteer)
                or self._from_context(sentence, mentions, casualties, paragraph)
                or choose_apart(members, mentions, gazetteer=self._gazetteer)
                or NOWHERE
            ]
        if found[-1].own and not aside:
            nouns = frozenset(t.lemma_.lower() for t in sentence if t.pos_ == "NOUN")
            self._last = _Told(found[-1], paragraph, span[1], nouns & load_lexicon()["site_words"])
        return found

    def _from_context(
        self, sentence: Span, mentions: Sequence[Mention], casualties: Casualties, paragraph: int
    ) -> EventPlace | None:
        """Where the sentence says nothing: the paragraph's place, else the country of the people killed.

        The same place is meant, too, where it speaks of the site that was told there ("raided the school").
        """
        told = self._last
        # a sentence that names the place of something else says that this is not there
        others = [mention.toponym.place for mention in mentions if says_where(mention)]
        known = told is not None and told.where.place not in others
        if told and known and (told.paragraph == paragraph or names_again(sentence, told.nouns)):
            return replace(told.where, own=False)
        counts = (casualties.killed, casualties.injured)
        heads = {count.head.i for count in counts if count is not None and count.head is not None}
        for mention in mentions:
            place = mention.toponym.place
            if mention.toponym.kind == "demonym" and place and heads & {*range(mention.start, mention.end)}:
                country = self._gazetteer.country(place.country_code)
                if country is not None:
                    return in_country(country)
        return None

    def _pointed_at(self, pointer: Pointer, mentions: Sequence[Mention], start: int) -> EventPlace | None:
        """The place that a word points back to; None where nothing fits it."""
        if pointer.kind == "capital":
            return self._capital(pointer, mentions)
        if pointer.here and pointer.kind in load_lexicon()["towns"] | {"here"}:
            filed = self._filed_from()
            return at_place(filed) if filed is not None else None
        units = load_lexicon()["first_order_units"] | load_lexicon()["second_order_units"]
        is_unit = pointer.kind in units
        inside = None if is_unit else _named_before(pointer, mentions)
        if inside is not None:
            return pointed_at(pointer.token, inside)
        named = self._last_named(start, unit=is_unit)
        if named is None and pointer.kind in load_lexicon()["towns"] and (filed := self._filed_from()):
            named = at_place(filed)
        told = self._last
        if told is not None and is_unit == (told.where.geo_precision not in _LOCAL and not told.where.name):
            later = named is not None and named.toponym is not None and named.toponym.start >= told.end
            if not (later and pointer.kind == "there"):
                return _by_kind(pointer, told.where)
        return _by_kind(pointer, named) if named is not None else None

    def _town(self, start: int) -> Place | None:
        """The town that the text speaks of before a sentence: that of the last event, else the last named."""
        told = self._last.where.place if self._last is not None else None
        if told is not None and told.feature_class == "P":
            return told
        named = self._last_named(start, unit=False)
        place = named.place if named is not None else None
        if place is None:
            filed = self._filed_from()
            place = filed if filed is not None and filed.country_code == self._home else None
        return place if place is not None and place.feature_class == "P" else None

    def _capital(self, pointer: Pointer, mentions: Sequence[Mention]) -> EventPlace | None:
        """The capital of the country named beside the word ("the Iraqi capital"), else of the article's."""
        code = self._home
        for mention in mentions:
            place = mention.toponym.place
            if place is not None and place.country_code and mention.root.head == pointer.token:
                code = place.country_code
        capital = self._gazetteer.capital(code) if code else None
        return at_place(capital) if capital is not None else None

    def _filed_from(self) -> Place | None:
        dateline = self._article.dateline
        if dateline is None:
            return None
        held = (t.place for t in self._toponyms if dateline.start <= t.start < dateline.end)
        return next((place for place in held if place is not None), None)

    def _last_named(self, start: int, *, unit: bool) -> EventPlace | None:
        """The last town, or unit, that the text names before a sentence."""
        dateline = self._article.dateline
        for toponym in reversed(self._toponyms):
            place = toponym.place
            if toponym.start >= start or toponym.kind != "place" or toponym.metonym:
                continue
            if place is None:
                # one that gazetteers have in other countries only is a place, too
                if toponym.candidates and not unit:
                    return replace(SEVERAL, name=toponym.text)
                continue
            if dateline is not None and dateline.start <= toponym.start < dateline.end:
                continue
            if (place.is_admin1 or place.is_admin2) if unit else place.feature_class == "P":
                return replace(at_place(place), toponym=toponym)
        return None


def _by_kind(pointer: Pointer, where: EventPlace) -> EventPlace:
    """A town told before as it is pointed at; what an area or a scene points to stays as it was told."""
    return pointed_at(pointer.token, where) if pointer.kind in load_lexicon()["inhabited"] else where


def _named_before(pointer: Pointer, mentions: Sequence[Mention]) -> EventPlace | None:
    """The town that the sentence itself names before "the town"."""
    if pointer.kind not in load_lexicon()["inhabited"]:
        return None
    for mention in reversed(mentions):
        place = mention.toponym.place
        if mention.end <= pointer.token.i and says_where(mention) and place and place.feature_class == "P":
            return replace(at_place(place), toponym=mention.toponym)
    return None
