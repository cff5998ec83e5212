"""What speaks for a name's being the place of an event: named evidence, by the parse and the words around.

Evidence is text, "group=value" as a rule, so that a model of it can be read. `linking` weighs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_events.coding.ontology import load_lexicon
from geo_events.coding.proper_names import Name
from geo_events.coding.syntax import CLAUSES, SEQUENCE, Doc, Token, path
from geo_events.gazetteer.place import Place

#: Labels under which a token belongs to the phrase of the noun above it.
_PHRASE: Final = frozenset({"compound", "nmod", "appos", "amod", "nounmod", "conj", "poss", "nummod", "det"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_CLAUSE_WORDS: Final = frozenset({"that", "which", "who", "where", "when", "while"})
_SIGNS: Final = frozenset({'"', "“", "”", ";", "(", ")"})
#: Steps of a path that are told; longer ones are all alike.
_MOST_STEPS: Final = 7
#: Words between two names that are told.
_MOST_BETWEEN: Final = 4


def none_evidence(trigger: Token, names: Sequence[Name]) -> list[str]:
    """Gather what speaks for none of the names being the event's place."""
    places = sum(name.toponym is not None for name in names)
    here = sum(name.root.sent == trigger.sent for name in names)
    found = [
        "always",
        f"verb={trigger.lemma_.lower()}",
        f"tag={trigger.tag_}",
        f"label={trigger.dep_}",
        f"head={trigger.head.lemma_.lower()}",
        f"names={min(6, len(names))}",
        f"places={min(4, places)}",
        f"names here={min(4, here)}",
    ]
    for child in trigger.children:
        found += [f"has={child.dep_}", f"has={child.dep_}:{child.lemma_.lower()}"]
    for token in trigger.subtree:
        if token.dep_ == "pobj" and token.pos_ == "NOUN":
            found.append(f"{token.head.lower_} {token.lemma_.lower()}")
    return found


def own_evidence(names: Sequence[Name], numbers: Sequence[int]) -> list[list[str]]:
    """Gather for some names of a text what they say whatever the event is, and what their neighbours say."""
    return [
        [*_of_name(names[number]), *_of_holders(number, names), *_of_neighbours(number, names)]
        for number in numbers
    ]


def is_of_verb(evidence: str, verb: str) -> bool:
    """Whether a piece of evidence is about one verb, rather than about how words stand to each other."""
    return evidence.endswith((f"={verb}", f":{verb}")) or f"verb={verb}" in evidence


def event_evidence(trigger: Token, names: Sequence[Name], numbers: Sequence[int]) -> list[list[str]]:
    """Gather for some names of a text how they stand to the word of an event."""
    here = [name for name in names if name.root.sent == trigger.sent]
    places = [name for name in here if name.toponym is not None and name.toponym.kind == "place"]
    found = []
    for name in (names[number] for number in numbers):
        if name.root.sent != trigger.sent:
            side = "before" if name.root.i < trigger.i else "behind"
            found.append(["other sentence", f"other sentence {side}"])
            continue
        up, down = path(name.root, trigger)
        found.append(
            [
                *_of_path(trigger, name, up, down),
                *_of_way(up, down),
                *_of_phrase(trigger, name),
                *_of_distance(trigger, name, here, places),
            ]
        )
    return found


def _of_name(name: Name) -> list[str]:
    doc, root = name.root.doc, name.root
    before = [_word(doc, name.start - shift, "^") for shift in (1, 2, 3)]
    found = [
        "name",
        *_kind(name),
        *(f"before{shift}={word}" for shift, word in enumerate(before, 1)),
        f"before={before[1]} {before[0]}",
        f"after1={_word(doc, name.end, '$')}",
        f"after2={_word(doc, name.end + 1, '$')}",
        f"tag before={doc[name.start - 1].tag_ if name.start else '^'}",
        f"tag after={doc[name.end].tag_ if name.end < len(doc) else '$'}",
        f"first={doc[name.start].lower_}",
        f"last={doc[name.end - 1].lower_}",
        f"words={min(4, name.end - name.start)}",
        f"label={root.dep_}",
    ]
    if name.start == root.sent.start:
        found.append("opens sentence")
    if all(token.is_upper for token in doc[name.start : name.end]):
        found.append("capitals")
    return found


def _word(doc: Doc, at: int, beyond: str) -> str:
    return str(doc[at].lower_) if 0 <= at < len(doc) else beyond


def _kind(name: Name) -> list[str]:
    """Say what geoparsing found; the last is the kind with the level of the place."""
    toponym = name.toponym
    if toponym is None:
        return ["no toponym"]
    found = [f"kind={toponym.kind}", f"sure={int(toponym.confidence * 4.99)}"]
    if toponym.metonym:
        found.append("metonym")
    level = "unknown" if toponym.place is None else _level(toponym.place)
    return [*found, f"level={level}", f"{toponym.kind} level={level}"]


def _level(place: Place) -> str:
    if place.is_country:
        return "country"
    return "admin1" if place.is_admin1 else "admin2" if place.is_admin2 else place.feature_class


def _of_holders(number: int, names: Sequence[Name]) -> list[str]:
    """Which of the other places hold it or lie in it, by the codes of both."""
    place = _place(names[number])
    found: list[str] = []
    for other_number, other in enumerate(names):
        theirs = _place(other)
        if other_number == number or place is None or theirs is None:
            continue
        side = "before" if other_number < number else "behind"
        if theirs.key == place.key:
            found.append(f"named twice {side}")
        elif _contains(place, theirs):
            found += ["holds another", f"holds one {side}"]
        elif _contains(theirs, place):
            found.append("held by another")
        elif place.admin1 and (place.country_code, place.admin1) == (theirs.country_code, theirs.admin1):
            found.append("beside another")
    return found


def _place(name: Name) -> Place | None:
    return name.toponym.place if name.toponym is not None else None


def _contains(area: Place, place: Place) -> bool:
    if not area.country_code or area.country_code != place.country_code or place.is_country:
        return False
    if area.is_country:
        return True
    return area.is_admin1 and not place.is_admin1 and bool(area.admin1) and area.admin1 == place.admin1


def _of_neighbours(number: int, names: Sequence[Name]) -> list[str]:
    """What joins it to the names beside it."""
    name, found = names[number], list[str]()
    conjuncts = {token.i for token in name.root.conjuncts}
    if conjuncts:
        found.append("joined")
        if any(other.root.i in conjuncts for other in names):
            found.append("joined to a name")
    for side, other_number in (("left", number - 1), ("right", number + 1)):
        if not 0 <= other_number < len(names):
            found.append(f"no {side} neighbour")
            continue
        other = names[other_number]
        first, second = (other, name) if side == "left" else (name, other)
        between = name.root.doc[first.end : second.start]
        if len(between) <= _MOST_BETWEEN:
            words = " ".join(token.lower_ for token in between)
            found += [f"{side} neighbour {words}", f"{side} neighbour {words}:{_kind(other)[-1]}"]
        if any(token.pos_ in _VERBS for token in between):
            found.append(f"verb before {side} neighbour")
    return found


def _of_path(trigger: Token, name: Name, up: Sequence[Token], down: Sequence[Token]) -> list[str]:
    """The way through the parse: from the name up to what holds it and the event's word, and down to that."""
    steps = [_step(token) for token in up]
    upward = ">".join(steps[:_MOST_STEPS])
    downward = ">".join(token.dep_ for token in down[:_MOST_STEPS])
    plain = ">".join(token.dep_ for token in up[:_MOST_STEPS])
    short = ">".join([step for step in steps if step.partition(":")[0] not in _PHRASE][:5])
    verb = trigger.lemma_.lower()
    found = [
        f"up={upward}",
        f"down={downward}",
        f"path={upward}|{downward}",
        f"plain path={plain}|{downward}",
        f"short path={short}|{downward}",
        f"steps up={min(8, len(up))}",
        f"steps down={min(6, len(down))}",
        f"steps={min(6, len(up))},{min(4, len(down))}",
    ]
    if not down:
        found += ["below the verb", f"below the verb={verb}"]
        if up:
            found += [f"verb's {steps[-1]}", f"verb={verb} {steps[-1]}"]
    else:
        top = up[-1].head if up else name.root
        found += [f"top={top.pos_}", f"top={top.lemma_.lower()}"]
    return found


def _step(token: Token) -> str:
    """A step upward: its label, with the word where it is a preposition."""
    worded = token.dep_ in {"prep", "agent", "mark"} or token.pos_ == "ADP"
    return f"{token.dep_}:{token.lower_}" if worded else str(token.dep_)


def _of_way(up: Sequence[Token], down: Sequence[Token]) -> list[str]:
    """The words on the way: nouns that the place belongs to, borders of clauses, sequence, sources."""
    lexicon = load_lexicon()
    telling = lexicon["saying"] | lexicon["claiming"]
    found = [f"up by {label}" for label in sorted({token.dep_ for token in up})]
    found += [f"down by {label}" for label in sorted({token.dep_ for token in down})]
    for token in up[1:]:
        if token.pos_ in _NOUNS:
            found.append(f"noun on way={token.lemma_.lower()}")
        elif token.pos_ in _VERBS:
            found += ["verb on way up", f"verb on way={token.lemma_.lower()}"]
        elif token.pos_ in {"ADP", "SCONJ", "ADV"}:
            found.append(f"word on way={token.lower_}")
    if any(token.pos_ in _VERBS for token in down[1:]):
        found.append("verb on way down")
    for way, tokens in (("up", up), ("down", down)):
        found.append(f"borders {way}={min(3, sum(token.dep_ in CLAUSES for token in tokens))}")
    for token in up:
        if token.dep_ in CLAUSES or (token.dep_ == "conj" and token.pos_ in _VERBS):
            found.append(f"border={token.dep_}:{token.lemma_.lower()}")
    for token in (*up, *down):
        word = token.lower_
        if word in SEQUENCE:
            found.append(f"sequence={word}")
        elif any(child.lower_ in SEQUENCE and child.dep_ in {"mark", "advmod"} for child in token.children):
            found.append("sequence")
        if word == "according" or (token.dep_ == "nsubj" and token.head.lemma_.lower() in telling):
            found.append("source")
    return found


def _of_phrase(trigger: Token, name: Name) -> list[str]:
    """The phrase that the name is part of, its preposition, and the word that it belongs to."""
    phrase = name.root
    for _ in range(8):
        if phrase.dep_ not in _PHRASE or phrase.head.pos_ not in _NOUNS or phrase.head == phrase:
            break
        phrase = phrase.head
    found = []
    if phrase != name.root:
        found += [f"phrase={phrase.lemma_.lower()}", f"phrase label={phrase.dep_}"]
    head = phrase.head
    if phrase.dep_ != "pobj":
        return [*found, f"phrase {phrase.dep_} {_relation(head, trigger)}", f"head={head.lemma_.lower()}"]
    governor, word = head.head, head.lower_
    relation = _relation(governor, trigger)
    found += [
        f"preposition={word}",
        f"preposition={word} of {governor.pos_}",
        f"preposition={word} {relation}",
        f"preposition={word} {'behind' if head.i > trigger.i else 'before'} the verb",
        f"governor={governor.lemma_.lower()}",
        f"governor {relation}",
        f"governor {governor.dep_} {relation}",
    ]
    if governor == trigger:
        found.append(f"preposition={word} verb={trigger.lemma_.lower()}")
    return found


def _relation(governor: Token, trigger: Token) -> str:
    """How the word that a name belongs to stands to the event's."""
    if governor == trigger:
        return "is verb"
    if governor.head == trigger:
        return "child of verb"
    if trigger.head == governor:
        return "head of verb"
    if trigger.is_ancestor(governor):
        return "below verb"
    return "above verb" if governor.is_ancestor(trigger) else "beside verb"


def _of_distance(trigger: Token, name: Name, here: Sequence[Name], places: Sequence[Name]) -> list[str]:
    """How far it is from the event's word, and what stands between."""
    doc = trigger.doc
    side = "behind" if name.start > trigger.i else "before"
    away = name.start - trigger.i if name.start > trigger.i else trigger.i - name.end + 1
    begin, end = sorted((name.root.i, trigger.i))
    between = doc[begin + 1 : end]
    verbs = sum(token.pos_ == "VERB" for token in between)
    commas = sum(token.text == "," for token in between)
    others = sum(begin < other.root.i < end for other in here)
    nearer = sum(begin < other.root.i < end for other in places)
    found = [
        side,
        f"{side} by {min(5, abs(away).bit_length())}",
        f"{side} verb={trigger.lemma_.lower()}",
        f"verbs between={min(3, verbs)} {side}",
        f"commas between={min(3, commas)}",
        f"names between={min(3, others)} {side}",
        f"places between={min(3, nearer)} {side}",
        f"places here={min(4, len(places))}",
    ]
    if any(token.lower_ in _CLAUSE_WORDS for token in between):
        found.append(f"clause word between {side}")
    if any(token.text in _SIGNS for token in between):
        found.append("sign between")
    nearest = min(places, key=lambda other: abs(other.root.i - trigger.i), default=None)
    following = next((other for other in places if other.start > trigger.i), None)
    leading = next((other for other in reversed(places) if other.start < trigger.i), None)
    marks = {"nearest": nearest, "first behind": following, "last before": leading}
    found += [mark for mark, other in marks.items() if other is name]
    if places and places[0] is name:
        found.append("first of sentence")
    return found
