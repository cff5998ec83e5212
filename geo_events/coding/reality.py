"""Whether an action happened, was attempted, is one of many, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_reading import is_casualty_word, read_casualties
from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Token, in_sequence

#: Verbs that with "down" tell of a weapon that did not reach its target.
_BROUGHT_DOWN = frozenset({"shoot", "bring", "take", "knock"})
#: Word lists of what is told like violence and is none.
UNREAL = ("sport", "shows", "drills", "courts", "memories", "figures")


@dataclass(frozen=True, slots=True)
class Reality:
    """How an action stands to what happened.

    Attributes
    ----------
    status, event_clarity, claim
        As in the event table.
    attributed_to
        Who says so, in the article's words, or None.
    presupposed
        Whether it stands behind "after", "since" and the like: it happened before what the sentence tells.
    noun_without_anchor
        Whether it is a bare noun ("the strikes"): alone it only refers to something told elsewhere.
    doubts
        What speaks against its having happened at all, by name: see `judge`.
    """

    status: str = "occurred"
    event_clarity: str = "incident"
    claim: str = "reported"
    attributed_to: str | None = None
    presupposed: bool = False
    noun_without_anchor: bool = False
    doubts: frozenset[str] = frozenset()


def judge(
    token: Token, clause: Sequence[Token], *, noun: bool, headline: bool, lexicon: Lexicon
) -> Reality | None:
    """Judge a trigger; None where it is no event that happened or was attempted.

    What only makes that less likely is a doubt, weighed later with all else that is known of the event:
    ``sport``, ``shows``, ``drills``, ``courts``, ``memories``, ``figures`` (beside such words, and nobody is
    killed or hurt), ``present`` (a habit or a state), ``gerund`` ("the killing of", "accused of killing"),
    ``referred to`` ("an investigation of the attack"), ``judged`` ("condemned the attack").
    """
    if _is_negated(token, noun=noun, lexicon=lexicon):
        return None
    doubts = _unreal(clause, lexicon)
    if not noun and not _is_told(token, headline=headline, lexicon=lexicon):
        doubt = _mood(token, lexicon)
        if doubt is None:
            return None
        doubts.add(doubt)
    reality = _climb(token, lexicon)
    if reality is None:
        return None
    reality = replace(reality, doubts=reality.doubts | doubts)
    if _is_recurring(token, clause, noun=noun, lexicon=lexicon):
        reality = replace(reality, event_clarity="aggregate")
    if noun and not _is_anchored(token, clause, lexicon):
        reality = replace(reality, noun_without_anchor=True)
    if _is_hindered(token, lexicon):
        reality = replace(reality, status="attempted")
    return reality


def _unreal(clause: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """What else a clause speaks of than of what happened; people killed or hurt make it real."""
    lemmas = {token.lemma_.lower() for token in clause if token.pos_ != "ADV"}
    found = {kind for kind in UNREAL if not lemmas.isdisjoint(lexicon[kind])}
    if found and any(
        is_casualty_word(token) and read_casualties(token, lexicon=lexicon) != Casualties()
        for token in clause
    ):
        return set()
    return found


def _is_negated(token: Token, *, noun: bool, lexicon: Lexicon) -> bool:
    if noun:
        if any(
            child.dep_ in {"det", "neg"} and child.lower_ in {"no", "any", "neither"}
            for child in token.children
        ):
            return True
        if token.dep_ == "pobj" and token.head.lower_ == "without":
            return True
        verb = token.head.head if token.dep_ == "pobj" else token.head
        return verb.pos_ == "VERB" and any(child.dep_ == "neg" for child in verb.children)
    if any(child.dep_ == "neg" for child in token.children):
        return True
    subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
    helped = token.head if token.dep_ == "xcomp" else None
    return bool(helped is not None and any(child.dep_ == "neg" for child in helped.children)) or (
        bool(subjects)
        and not is_casualty_word(token)
        and any(s.lower_ in {"nobody", "none"} or any(c.lower_ == "no" for c in s.children) for s in subjects)
    )


def _is_told(verb: Token, *, headline: bool, lexicon: Lexicon) -> bool:
    """Whether tense and mood tell of something that happened."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    lemmas = {child.lower_ for child in auxiliaries}
    if lemmas & lexicon["modals"]:
        return False
    if "to" in lemmas:
        head = verb.head
        if verb.dep_ in {"xcomp", "advcl", "ccomp"}:
            return head.lemma_.lower() in lexicon["doing"] | lexicon["attempting"]
        return False
    if verb.tag_ in {"VBD", "VBN"} or verb.lower_ in lexicon["past_forms"]:
        return True
    if verb.tag_ == "VBG":
        if verb.dep_ in {"pcomp", "csubj", "nsubj", "pobj", "compound", "amod"}:
            return verb.head.lower_ in {"after", "before", "by", "since"}
        if auxiliaries:
            return any(child.lower_ in {"was", "were", "been"} for child in auxiliaries)
        governor = next((above for above in verb.ancestors if above.tag_ != "VBG"), None)
        if governor is None or governor.pos_ not in {"VERB", "AUX"}:
            return True
        return _is_told(governor, headline=headline, lexicon=lexicon)
    return headline and verb.tag_ in {"VBP", "VBZ", "VB"} and not any(c.lower_ == "to" for c in verb.children)


def _mood(verb: Token, lexicon: Lexicon) -> str | None:
    """Name the doubt about a verb that doesn't tell of the past; None where nothing is told at all."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & lexicon["modals"] or "to" in auxiliaries:
        return None
    if verb.tag_ == "VBG":
        return "gerund"
    return "present" if verb.tag_ in {"VBP", "VBZ"} else None


def _climb(token: Token, lexicon: Lexicon) -> Reality | None:
    """Go up from a trigger and see under what it stands."""
    reality = Reality()
    below = token
    for above in token.ancestors:
        if in_sequence(below) and below != token:
            return replace(reality, presupposed=True)
        if below.dep_ == "advcl":
            if in_sequence(below):
                return replace(reality, presupposed=True)
            if any(c.dep_ == "mark" and c.lower_ in lexicon["conditions"] for c in below.children):
                return None
            if below.tag_ != "VB":
                return reality
        if below.dep_ == "relcl" or (below.dep_ == "acl" and below.tag_ == "VBN"):
            return reality
        lemma = above.lemma_.lower()
        if (
            above.pos_ == "NOUN"
            and lemma in lexicon["possible"]
            and below.dep_ in {"prep", "acl", "compound", "relcl"}
        ):
            return None
        if above.pos_ == "NOUN" and lemma in lexicon["presupposing"] and below.dep_ in {"prep", "compound"}:
            reality = _doubted(reality, "referred to")
        if above.pos_ == "VERB":
            governed = below.dep_ in {"ccomp", "xcomp", "dobj", "prep", "dative", "advcl", "nsubjpass"}
            if (
                governed
                and lemma
                in lexicon["wanting"] | lexicon["threatening"] | lexicon["planning"] | lexicon["imagining"]
            ):
                return None
            if governed and below.dep_ in {"dobj", "xcomp", "ccomp", "prep"}:
                if lemma in lexicon["denying"]:
                    return None
                if lemma in lexicon["judging"]:
                    reality = _doubted(reality, "judged")
            by_somebody = any(child.dep_ == "nsubj" for child in above.children)
            claims = lemma in lexicon["claiming"] and (below.dep_ == "xcomp" or below.lower_ == "of")
            if (claims and by_somebody) or (
                below.dep_ == "ccomp" and lemma in lexicon["saying"] | lexicon["claiming"]
            ):
                claim = "claimed" if lemma in lexicon["claiming"] else "reported"
                speaker = next((c for c in above.children if c.dep_ == "nsubj"), None)
                reality = replace(
                    reality, claim=claim, attributed_to=_words(speaker) if speaker is not None else None
                )
        below = above
    return reality


def _doubted(reality: Reality, doubt: str) -> Reality:
    return replace(reality, doubts=reality.doubts | {doubt})


def _words(head: Token) -> str:
    tokens = [
        t for t in head.subtree if t.i <= head.i or t.dep_ in {"prep", "pobj", "compound", "det", "amod"}
    ]
    start, end = min(t.i for t in tokens), max(t.i for t in tokens) + 1
    if end - start > 12:
        start, end = min(c.i for c in [head, *head.lefts]), head.i + 1
    return str(head.doc[start:end].text)


def _is_recurring(token: Token, clause: Sequence[Token], *, noun: bool, lexicon: Lexicon) -> bool:
    near = {*token.lefts, *(t for left in token.lefts for t in left.subtree)}
    near.update(t for t in token.subtree if abs(t.i - token.i) <= 4)
    if any(t.lemma_.lower() in lexicon["recurring"] or t.lower_ in lexicon["recurring"] for t in near):
        return True
    if any(
        t.lower_ == "every" and t.head.lemma_.lower() in {"day", "night", "week", "month"} for t in clause
    ):
        return True
    if noun:
        plural = token.tag_ in {"NNS", "NNPS"}
        counted = any(child.dep_ == "nummod" for child in token.children)
        series = (
            token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and token.head.head.lemma_.lower()
            in {"series", "wave", "string", "spate", "dozen", "hundred", "cycle", "campaign"}
        )
        since = any(t.lower_ == "since" and t.dep_ in {"mark", "prep"} for t in clause)
        return bool(series or (plural and since and not counted))
    # "have been killed since January"
    return any(t.lower_ == "since" and t.dep_ == "prep" and t.head == token for t in clause)


def _is_anchored(token: Token, clause: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a noun tells of an event rather than refers to one or to the kind of thing.

    It does when its clause gives casualties, when it is what somebody carried out or what took place,
    or when it bears its own place or time and is one and definite.
    """
    if any(is_casualty_word(other) for other in clause):
        return True
    head = token.head
    if token.dep_ in {"dobj", "nsubj", "nsubjpass"} and head.pos_ == "VERB":
        plural_topic = (
            token.tag_ == "NNS"
            and token.dep_ == "nsubj"
            and not any(c.dep_ in {"det", "nummod", "poss"} for c in token.children)
        )
        if (
            head.lemma_.lower() in lexicon["happening"]
            and head.tag_ in {"VBD", "VBN", "VBG"}
            and not plural_topic
        ):
            return True
    if token.dep_ == "pobj" and head.lower_ == "in" and head.head.lemma_.lower() in {"involve", "engage"}:
        return True
    singular = token.tag_ in {"NN", "NNP"}
    placed = any(
        child.dep_ == "prep"
        and any(g.ent_type_ in {"GPE", "LOC", "FAC", "DATE"} or g.pos_ == "PROPN" for g in child.subtree)
        for child in token.children
    )
    determined = any(child.dep_ == "det" and child.lower_ in {"the", "a", "an"} for child in token.children)
    return singular and placed and determined


def _is_hindered(token: Token, lexicon: Lexicon) -> bool:
    """Whether the action was foiled, intercepted or only attempted."""
    if token.lemma_.lower() in _BROUGHT_DOWN and any(
        child.dep_ == "prt" and child.lower_ == "down" for child in token.children
    ):
        return True  # "shot down", but "gunned down" and "laid down"
    while token.dep_ in {"dobj", "nsubjpass", "pobj", "prep", "xcomp", "acl", "compound", "amod"}:
        token = token.head
        if token.lemma_.lower() in lexicon["hindering"] | lexicon["attempting"]:
            return True
    return token.lemma_.lower() in lexicon["hindering"]
