"""What speaks for one of an article's places being where an event was that names none itself.

Evidence is text, as in `place_evidence`; `contexts` weighs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_events.coding.event_place import EventPlace
from geo_events.coding.landmarks import Landmark
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import SEQUENCE, Span, Token
from geo_events.gazetteer.place import Place


@dataclass(frozen=True, slots=True)
class Told:
    """An event told before with the place that its sentence named.

    Attributes
    ----------
    where
        The place.
    paragraph
        Number of the sentence's paragraph.
    end
        Its end in the article's text.
    nouns
        Its words for sites, as lemmas.
    """

    where: EventPlace
    paragraph: int
    end: int
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known where the place of an event is sought.

    Attributes
    ----------
    sentence, trigger
        The event's.
    mentions
        The toponyms of its sentence.
    start, end
        Where the sentence stands in the article's text.
    paragraph
        Number of its paragraph.
    told
        The events told before it that named a place, in the order of the text.
    home
        The country that the article speaks of, as an alpha-2 code, or None.
    pointer
        The kind of word that points back, or None.
    """

    sentence: Span
    trigger: Token
    mentions: Sequence[Mention]
    start: int
    end: int
    paragraph: int
    told: Sequence[Told]
    home: str | None
    pointer: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What is alike for all candidates: how many towns there are, which is named most, and so on."""

    towns: int
    towns_at_home: int
    most: int
    first: Place | None
    first_town: Place | None


def overview(marks: Sequence[Landmark], home: str | None) -> Overview:
    """Look over an article's places."""
    said = sorted((min(mark.said), number) for number, mark in enumerate(marks) if mark.said)
    ordered = [marks[number].place for _, number in said]
    towns = [place for place in ordered if place.feature_class == "P"]
    return Overview(
        towns=len(towns),
        towns_at_home=sum(place.country_code == home for place in towns),
        most=max((len(mark.said) for mark in marks), default=0),
        first=ordered[0] if ordered else None,
        first_town=towns[0] if towns else None,
    )


def event_signs(situation: Situation) -> list[str]:
    """What the sentence says of the event, whichever place is weighed."""
    trigger, sentence = situation.trigger, situation.sentence
    lexicon = load_lexicon()
    found = [f"pos={trigger.pos_}", f"pointer={situation.pointer or 'none'}"]
    if any(child.lower_ in {"the", "this", "that", "these"} for child in trigger.children):
        found.append("definite")
    if any(child.lower_ in {"a", "an", "another"} for child in trigger.children):
        found.append("indefinite")
    if any(child.lower_ == "had" for child in trigger.children):
        found.append("had")
    if any(token.lower_ in lexicon["turning"] for token in sentence):
        found.append("turns")
    if trigger.dep_ in {"relcl", "acl", "pobj"}:
        found.append("aside")
    if any(token.lower_ in SEQUENCE for token in sentence):
        found.append("sequence")
    same = [each for each in situation.told if each.paragraph == situation.paragraph]
    found.append(f"told here={min(2, len(same))}")
    found.append(f"told={min(3, len(situation.told))}")
    found.append(f"early={_bucket(situation.start)}")
    found.append(f"places here={min(2, len(situation.mentions))}")
    return found


def evidence(
    mark: Landmark,
    situation: Situation,
    seen: Overview,
    signs: Sequence[str],
    paragraph_of: Mapping[int, int],
) -> list[str]:
    """Gather what speaks for one place.

    Parameters
    ----------
    mark
        The place with where it is named.
    situation, seen, signs
        The event's, what `overview` and `event_signs` say.
    paragraph_of
        The paragraph of each offset at which the place is named.
    """
    place, home = mark.place, situation.home
    level = level_of(place)
    roles = [f"level={level}", _at_home(place, home)]
    roles += _of_told(place, situation)
    roles += _of_mentions(mark, situation, paragraph_of)
    if mark.dateline:
        roles.append("dateline")
    if mark.title:
        roles.append("title")
    if place.feature_code == "PPLC":
        roles.append("capital")
    if level == "P":
        roles.append(f"towns={min(4, seen.towns)}")
        roles.append(f"towns at home={min(4, seen.towns_at_home)}")
    if _same(seen.first, place):
        roles.append("first")
    if _same(seen.first_town, place):
        roles.append("first town")
    if mark.said and len(mark.said) == seen.most:
        roles.append("named most")
    found = [*roles, *(f"{level} {role}" for role in roles[1:])]
    main = [role for role in roles if not role.startswith(("before", "behind")) and "times" not in role]
    found += [f"{sign} & {role}" for sign in signs for role in main]
    return found


def level_of(place: Place) -> str:
    """Country, first or second order, a town (P), else the feature class."""
    if place.is_country:
        return "country"
    return "admin1" if place.is_admin1 else "admin2" if place.is_admin2 else place.feature_class


def _at_home(place: Place, home: str | None) -> str:
    if home is None:
        return "no home"
    return "at home" if place.country_code == home else "abroad"


def _same(a: Place | None, b: Place) -> bool:
    return a is not None and a.key == b.key


def _of_told(place: Place, situation: Situation) -> list[str]:
    """Whether events told before were there, and how near they were told."""
    told = situation.told
    there = [number for number, each in enumerate(told) if _same(each.where.place, place)]
    found = [f"events there={min(3, len(there))}"]
    if told:
        last = told[-1]
        near = {0: "here", 1: "before"}.get(situation.paragraph - last.paragraph, "far")
        outer = last.where.place
        if there and there[-1] == len(told) - 1:
            found.append(f"last told {near}")
        elif there:
            found.append("told earlier")
        if outer is not None and place.is_country and outer.country_code == place.country_code:
            found.append(f"holds last told {near}")
    return found


def _of_mentions(mark: Landmark, situation: Situation, paragraph_of: Mapping[int, int]) -> list[str]:
    """How often and how near it is named, and as what in the event's own sentence."""
    start, end, here = situation.start, situation.end, situation.paragraph
    before = [at for at in mark.said if at < start]
    behind = [at for at in mark.said if at >= end]
    found = [f"times={min(5, len(mark.said))}"]
    for kind in ("name", "people", "place", "actor"):
        times = [at for at, each in mark.other if each == kind]
        found.append(f"{kind} times={min(4, len(times).bit_length())}")
        if any(start <= at < end for at in times):
            found.append(f"{kind} in sentence")
    if before:
        found.append(f"before by {_bucket(start - max(before))}")
        found.append("before here" if paragraph_of[max(before)] == here else "before elsewhere")
    if behind:
        found.append(f"behind by {_bucket(min(behind) - end)}")
        found.append("behind here" if paragraph_of[min(behind)] == here else "behind elsewhere")
    for mention in situation.mentions:
        if _same(mention.toponym.place, mark.place):
            root = mention.root
            found += ["in sentence", f"in sentence {root.dep_}", f"in sentence {root.head.lower_}"]
            found.append(f"in sentence {mention.toponym.kind}{' metonym' * mention.toponym.metonym}")
    return found


def _bucket(length: int) -> int:
    """Doublings of a hundred characters."""
    return min(6, (length // 100).bit_length())
