"""What speaks for and against an event's being real, and for its row's being right: named evidence.

Nothing here knows a place, a person or a group by name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, log1p

from geo_events.coding.actions import GUESSED, NAMED
from geo_events.coding.actors import Actor
from geo_events.coding.draft import Draft
from geo_events.coding.ontology import Lexicon
from geo_events.coding.parties import acted_upon
from geo_events.coding.reality import UNREAL
from geo_events.coding.surroundings import CONFLICT, subject_names
from geo_events.coding.syntax import clause_head
from geo_events.coding.telling import Telling
from geo_events.event_types import EVENT_TYPE_OF

_SPEAKING = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|my|me)\b")
_WORD = re.compile(r"[a-z]+")
#: Word lists of what kills and breaks and is no event of conflict.
_ORDINARY = ("accidents", "crimes")
_PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her", "its", "their", "his"})
_SPEAKERS = frozenset({"i", "we", "our", "us", "my", "me", "ours"})
#: How likely a sentence is to tell of an event, by its words alone, as a logarithm of odds.
LIKELIHOOD = "likely sentence"
#: Whether a text was set in capitals.
IN_CAPITALS = "text in capitals"
#: What the signs begin with that count otherwise there.
_APART_IN_CAPITALS = ("belief", "date:", "deaths:", "place:")
#: Days after which an event is old when it is told.
_OLD = (("over two weeks old", 14), ("over two months old", 60), ("over a year old", 365))


def text_signs(text: str, *, quoted: float, capitals: bool, lexicon: Lexicon) -> dict[str, float]:
    """Name the signs of a whole text: what is a speech, an interview or a comment tells few events.

    Parameters
    ----------
    quoted
        The share of it in quotation marks.
    capitals
        Whether it was set in capitals.
    """
    words = max(1, len(text.split()))
    bare = Counter(_WORD.findall(text.lower()))
    ordinary = {
        f"{kind} in the text": min(1.0, 30.0 * sum(bare[w] + bare[f"{w}s"] for w in lexicon[kind]) / words)
        for kind in _ORDINARY
    }
    return ordinary | {
        "speech in the text": quoted,
        "speaks of itself, text": min(1.0, 20.0 * len(_SPEAKING.findall(text)) / words),
        "questions in the text": min(1.0, 50.0 * text.count("?") / words),
        "length of the text": log(words / 300.0),
        IN_CAPITALS: float(capitals),
    }


def event_signs(
    group: Sequence[Telling], others: int, *, first: bool, reported: dt.date | None, lexicon: Lexicon
) -> dict[str, float]:
    """Name the signs of an event that one or more passages tell.

    Parameters
    ----------
    group
        How they tell it.
    others
        How many other events the text tells.
    first
        Whether it is the first of them.
    """
    found: dict[str, float] = {"bias": 1.0}
    for telling in group:
        found |= passage_signs(telling.draft, reported=reported, lexicon=lexicon)
    realities = [telling.draft.action.reality for telling in group]
    sure = [not reality.doubts and not reality.noun_without_anchor for reality in realities]
    found["only doubtful"] = float(all(reality.doubts for reality in realities))
    found["only bare or doubtful"] = float(not any(sure))
    found[LIKELIHOOD] = max(_bounded_odds(telling.draft.likelihood) for telling in group)
    found |= surrounding_signs(group)
    found["passages"] = log(len(group))
    found["sure passages"] = log1p(sum(sure))
    found["paragraphs before"] = log1p(max(0, min(telling.paragraph for telling in group)))
    found["first event"] = float(first)
    found["other events"] = log1p(others)
    return found


def surrounding_signs(group: Sequence[Telling]) -> dict[str, float]:
    """Name the signs of what the text around an event's passages is about, the mean over them."""
    found = {name: sum(telling.around_it[name] for telling in group) / len(group) for name in subject_names()}
    ordinary = max(share for name, share in found.items() if name != CONFLICT)
    lead = group[0].draft.action.sub_event_type
    kind = EVENT_TYPE_OF[lead]
    family = lead if kind == "Strategic developments" else kind
    return {
        **{f"around: {name}": share for name, share in found.items() if share},
        "around: ordinary before conflict": ordinary - found[CONFLICT],
        f"around: no conflict, {family}": float(found[CONFLICT] == 0.0),
    }


def _bounded_odds(share: float) -> float:
    share = min(0.99, max(0.01, share))
    return log(share / (1.0 - share))


def passage_signs(draft: Draft, *, reported: dt.date | None, lexicon: Lexicon) -> dict[str, float]:
    """Name the signs of one passage; what is absent is 0."""
    found: dict[str, bool] = {f"doubt: {doubt}": True for doubt in draft.action.reality.doubts}
    found |= _kind(draft)
    found |= _mood(draft)
    found |= _details(draft, reported)
    found |= _sentence(draft, lexicon)
    return {name: 1.0 for name, holds in found.items() if holds}


def _kind(draft: Draft) -> dict[str, bool]:
    action, reality = draft.action, draft.action.reality
    named = {NAMED: "named", GUESSED: "guessed"}.get(action.surety, "inferred")
    noun = action.trigger.pos_ in {"NOUN", "PROPN"}
    return {
        f"{action.sub_event_type}, {named}, {'noun' if noun else 'verb'}": True,
        f"word: {action.trigger.lemma_.lower()}": True,
        "bare noun": reality.noun_without_anchor,
        "anchored noun": noun and not reality.noun_without_anchor,
        "points back": draft.refers,
        "behind another event": reality.presupposed,
        "attempted": reality.status == "attempted",
        "aggregate": reality.event_clarity == "aggregate",
        "claimed": reality.claim == "claimed",
        "somebody says so": reality.attributed_to is not None,
        "headline": draft.headline,
    }


def _mood(draft: Draft) -> dict[str, bool]:
    trigger = draft.trigger
    tag, label = trigger.tag_, trigger.dep_
    children = list(trigger.children)
    head = clause_head(trigger)
    return {
        "plural noun": tag in {"NNS", "NNPS"},
        "plural noun without article": tag in {"NNS", "NNPS"}
        and not any(child.dep_ in {"det", "poss", "nummod"} for child in children),
        "noun without article": tag in {"NN", "NNP"}
        and not any(child.dep_ in {"det", "poss", "nummod"} for child in children),
        "counted noun": any(child.dep_ == "nummod" for child in children) and tag in {"NNS", "NNPS"},
        "noun as modifier": label == "compound",
        "noun behind a preposition": label == "pobj",
        "past tense": tag == "VBD",
        "passive": any(child.dep_ == "auxpass" for child in children),
        "participle behind a noun": label == "acl",
        "relative clause": head.dep_ == "relcl",
        "main clause": head.dep_ == "ROOT",
        "reported clause": head.dep_ == "ccomp",
        "adverbial clause": head.dep_ == "advcl",
        "perfect": any(child.lower_ in {"has", "have", "had"} for child in children if child.dep_ == "aux"),
    }


def _details(draft: Draft, reported: dt.date | None) -> dict[str, bool]:
    place, killed, injured = draft.place, draft.casualties.killed, draft.casualties.injured
    fine = place.own and place.place is not None and not place.place.is_country
    age = (reported - draft.date.end).days if draft.dated and reported and draft.date.end else None
    hit = [token for head in acted_upon(draft.trigger) for token in head.subtree]
    return {
        "names its place": fine,
        "names a country": place.own and place.place is not None and place.place.is_country,
        "place taken over": not place.own and place.place is not None and not place.place.is_country,
        "no place": place.place is None or (not place.own and place.place.is_country),
        "names its day": draft.dated and draft.date.start is not None and draft.date.start == draft.date.end,
        "names a longer time": draft.dated and draft.date.start != draft.date.end,
        "today or yesterday": age is not None and 0 <= age <= 1,
        **{name: age is not None and age > days for name, days in _OLD},
        "killed": killed is not None and killed.best > 0,
        "many killed": killed is not None and killed.best > 20,
        "nobody killed": killed is not None and killed.best == 0,
        "injured": injured is not None and injured.best > 0,
        "vague toll": killed is not None and killed.imputed,
        "actor known": draft.actor1 is not None and draft.actor1.name is not None,
        "actor worded": draft.actor1 is not None and draft.actor1.name is None,
        "victim known": draft.actor2 is not None and draft.actor2.name is not None,
        "victim has a name": any(token.pos_ == "PROPN" for token in hit),
        "something is hit": bool(hit),
        "target": draft.target is not None,
    }


def _sentence(draft: Draft, lexicon: Lexicon) -> dict[str, bool]:
    sentence = draft.trigger.sent
    words = {token.lower_ for token in sentence}
    lemmas = {token.lemma_.lower() for token in sentence}
    return {
        "speaks of itself": not words.isdisjoint(_SPEAKERS),
        "question": "?" in words,
        "modal": not words.isdisjoint(lexicon["modals"]),
        "short sentence": len(sentence) < 8,
        "long sentence": len(sentence) > 40,
        "recurring": not lemmas.isdisjoint(lexicon["recurring"]),
        **{f"words of {kind}": not lemmas.isdisjoint(lexicon[kind]) for kind in (*UNREAL, *_ORDINARY)},
        "judging words": not lemmas.isdisjoint(lexicon["judging"]),
        "wanting words": not lemmas.isdisjoint(lexicon["wanting"]),
        "threatening words": not lemmas.isdisjoint(lexicon["threatening"]),
        "possible words": not lemmas.isdisjoint(lexicon["possible"]),
        "saying words": not lemmas.isdisjoint(lexicon["saying"]),
        "a number": any(token.like_num for token in sentence),
    }


def row_evidence(draft: Draft, belief: float, text: Mapping[str, float]) -> dict[str, float]:
    """Name what speaks for and against a row's being right.

    Wire copy set in capitals is another kind of text: some signs count otherwise there, and are named apart.

    Parameters
    ----------
    belief
        As for `row_signs`.
    text
        The signs of the text as a whole.
    """
    found = {**row_signs(draft, belief), **text}
    if text.get(IN_CAPITALS):
        found |= {
            f"{n}, in capitals": value for n, value in found.items() if n.startswith(_APART_IN_CAPITALS)
        }
    return found


def row_signs(draft: Draft, belief: float) -> dict[str, float]:
    """Name the signs of a row's details being right.

    Parameters
    ----------
    belief
        Logarithm of the odds that there is such an event at all.
    """
    found = {"bias": 1.0, "belief": belief, "passages of the row": log1p(len(draft.also))}
    held = {
        "headline row": draft.headline,
        "doubtful row": bool(draft.action.reality.doubts),
        "somebody says so, row": draft.action.reality.attributed_to is not None,
        **_type_signs(draft),
        **_date_signs(draft),
        **_place_signs(draft),
        **_deaths_signs(draft),
        **_actor_signs("actor1", draft.actor1),
        **_actor_signs("actor2", draft.actor2),
    }
    found |= {name: 1.0 for name, holds in held.items() if holds}
    toponym = draft.place.toponym
    if toponym is not None and toponym.confidence is not None:
        found["doubt about the place's name"] = 1.0 - toponym.confidence
    return found


def _type_signs(draft: Draft) -> dict[str, bool]:
    action = draft.action
    surety = {NAMED: "named", GUESSED: "guessed"}.get(action.surety, "inferred")
    return {
        f"type: {EVENT_TYPE_OF[action.sub_event_type]}": True,
        f"sub-type: {action.sub_event_type}": True,
        f"type: {surety}": True,
        "type: chosen among several": bool(action.choices),
        "type: by a noun": action.trigger.pos_ in {"NOUN", "PROPN"},
    }


def _date_signs(draft: Draft) -> dict[str, bool]:
    date = draft.date
    how = "named" if draft.dated else "taken over"
    return {
        f"date: {date.precision}, {how}": True,
        "date: on or before, named": draft.dated and date.start is None,
        "date: by words elsewhere": not draft.dated and bool(draft.spans.date) and date.start is not None,
        "date: after publication": draft.late is not None,
    }


def _place_signs(draft: Draft) -> dict[str, bool]:
    place = draft.place
    how = "named" if place.own else "taken over"
    found = place.toponym
    return {
        f"place: {place.geo_precision}, {how}": True,
        "place: unknown to the gazetteer": place.name is not None,
        "place: given by a coordinate": place.from_coordinate,
        "place: no mention": found is None and place.place is not None,
        "place: name of several": found is not None and len(found.candidates) > 1,
    }


def _deaths_signs(draft: Draft) -> dict[str, bool]:
    killed, injured = draft.casualties.killed, draft.casualties.injured
    found = {
        f"deaths: {'none given' if killed is None else 'vague' if killed.imputed else 'given'}": True,
        "deaths: none given, but hurt": killed is None and injured is not None,
        "deaths: evidence of several passages": killed is not None and bool(draft.also),
    }
    if killed is not None:
        found |= {
            "deaths: within bounds": killed.low != killed.best or killed.high != killed.best,
            "deaths: nobody": killed.best == 0,
            "deaths: one": killed.best == 1,
            "deaths: divided": killed.divided,
            "deaths: a toll": killed.total,
        }
    return found


def _actor_signs(column: str, actor: Actor | None) -> dict[str, bool]:
    if actor is None:
        return {f"{column}: nobody": True}
    known = (
        "listed" if actor.known else "a state's" if actor.title else "a name" if actor.proper else "worded"
    )
    return {
        f"{column}: {known}": True,
        f"{column}: {actor.type}": True,
        f"{column}: a pronoun": actor.text.lower() in _PRONOUNS,
    }
