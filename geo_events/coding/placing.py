"""Where each event of an article happened: by its sentence, else by what the text around says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from geopy.distance import geodesic

from geo_events.articles.article import Article
from geo_events.coding.antecedents import Pointer, find_pointer, names_again
from geo_events.coding.casualties import Casualties
from geo_events.coding.context_evidence import Situation, Told
from geo_events.coding.contexts import Weighs, options_for
from geo_events.coding.describing import pointed_at
from geo_events.coding.event_place import (
    NOWHERE,
    SEVERAL,
    EventPlace,
    Parents,
    around,
    at_place,
    in_country,
    under_heading,
)
from geo_events.coding.landmarks import Landmarks
from geo_events.coding.linking import Linker
from geo_events.coding.mentions import Mention, says_where
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.places import choose_apart, choose_places, choose_told_by_locals
from geo_events.coding.precision import NEAR_KM
from geo_events.coding.proper_names import find_names
from geo_events.coding.syntax import Span, Token
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym

_LOCAL: Final = frozenset({"exact", "near"})


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
    context
        Says which place of the article is that of an event whose sentence names none.
    landmarks
        The article's places.
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
        context: Weighs,
        landmarks: Landmarks,
        home: str | None,
    ) -> None:
        self._article = article
        self._toponyms = toponyms
        self._mentions = mentions
        self._gazetteer = gazetteer
        self._linker = linker
        self._context = context
        self._landmarks = landmarks
        self._home = home
        self._told: list[Told] = []
        self._heading: Place | None = None

    @property
    def _last(self) -> Told | None:
        return self._told[-1] if self._told else None

    def begin_item(self, heading: Place | None) -> None:
        """Forget what was told before: the next item of a digest is about something else.

        `heading` is the place that its heading or its first words name, or None.
        """
        self._told = []
        self._heading = heading

    def hear_of(self, actors: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Learn of the actors that the article names: where in its text, and where they are at home."""
        self._landmarks.hear_of(actors)

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
        pointer = find_pointer(sentence, members)
        capital = (
            self._capital(pointer, mentions) if pointer is not None and pointer.kind == "capital" else None
        )
        town = capital.place if capital is not None else self._town(span[0])
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
        if len(found) == 1 and found[0].place is None and found[0].name and self._heading is not None:
            found = [replace(around(at_place(self._heading)), name=found[0].name)]
        if not found:
            found = [
                self._elsewhere(sentence, trigger, members, mentions, casualties, paragraph, span, pointer)
            ]
        if found[-1].own and not aside:
            nouns = frozenset(t.lemma_.lower() for t in sentence if t.pos_ == "NOUN")
            sites = nouns & load_lexicon()["site_words"]
            self._told.append(Told(found[-1], paragraph, span[1], sites))
        return found

    def _elsewhere(
        self,
        sentence: Span,
        trigger: Token,
        members: Sequence[Token],
        mentions: Sequence[Mention],
        casualties: Casualties,
        paragraph: int,
        span: tuple[int, int],
        pointer: Pointer | None,
    ) -> EventPlace:
        """The place of an event whose sentence names none: by rule, else the likeliest of the article's."""
        pointed = self._pointed_at(pointer, mentions, span[0]) if pointer is not None else None
        found = (
            pointed
            or choose_told_by_locals(members, mentions, gazetteer=self._gazetteer)
            or self._from_paragraph(sentence, mentions, paragraph)
            or self._from_people(mentions, casualties)
            or choose_apart(members, mentions, gazetteer=self._gazetteer)
        )
        if found is not None:
            return found
        if self._heading is not None:
            return under_heading(self._heading)
        kind = pointer.kind if pointer is not None else None
        situation = Situation(sentence, trigger, mentions, *span, paragraph, self._told, self._home, kind)
        options = options_for(situation, self._landmarks)
        return options[self._context.best(options, at=trigger.i)].where if options else NOWHERE

    def _from_paragraph(
        self, sentence: Span, mentions: Sequence[Mention], paragraph: int
    ) -> EventPlace | None:
        """The place of the event told before in the paragraph.

        The same place is meant, too, where a sentence speaks of the site that was told there ("raided the
        school").
        """
        told = self._last
        # a sentence that names the place of something else says that this is not there
        others = [mention.toponym.place for mention in mentions if says_where(mention)]
        if told is None or told.where.place in others:
            return None
        if told.paragraph == paragraph or names_again(sentence, told.nouns):
            return replace(told.where, own=False)
        return None

    def _from_people(self, mentions: Sequence[Mention], casualties: Casualties) -> EventPlace | None:
        """The country of those who were killed or hurt."""
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
        """The town that the text speaks of before a sentence: that of the last event, else the last named.

        Of the towns beside it that the text names the biggest: quarters are rather those of a city.
        """
        told = self._last.where.place if self._last is not None else self._heading
        towns = [place for place in self._towns(start) if place.country_code == self._home or not self._home]
        last = told if told is not None and told.feature_class == "P" else towns[-1] if towns else None
        if last is None:
            return None
        beside = [last, *(town for town in towns if _is_beside(town, last))]
        return max(beside, key=lambda town: town.population or 0)

    def _towns(self, start: int) -> list[Place]:
        """The towns that the text names before an offset, that of the dateline included."""
        return [
            each.place
            for each in self._toponyms
            if each.start < start and each.kind == "place" and each.place and each.place.feature_class == "P"
        ]

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


def _is_beside(a: Place, b: Place) -> bool:
    away = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km
    return bool(away <= NEAR_KM)
