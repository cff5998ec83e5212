"""Whether an action happened, was attempted, is one of many, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.attempts import Outcome, goes_off, is_foiled_plan, is_tried, outcome_of
from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_reading import is_casualty_word, read_casualties
from geo_events.coding.ontology import Lexicon
from geo_events.coding.reality import UNREAL, Reality
from geo_events.coding.sources import alleged, as_told, by_aside, denied
from geo_events.coding.syntax import Token, in_sequence


def judge(
    token: Token, clause: Sequence[Token], *, noun: bool, headline: bool, lexicon: Lexicon
) -> Reality | None:
    """Judge a trigger; None where it is no event that happened or was attempted.

    What only makes that less likely is a doubt, weighed later with all else that is known of the event:
    ``sport``, ``shows``, ``drills``, ``courts``, ``memories``, ``figures`` (beside such words, and nobody is
    killed or hurt), ``present`` (a habit or a state), ``gerund`` ("the killing of", "accused of killing"),
    ``referred to`` ("an investigation of the attack"), ``judged`` ("condemned the attack").
    """
    if _is_negated(token, noun=noun, lexicon=lexicon) or (noun and _is_to_come(token, lexicon)):
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
    outcome = outcome_of(token, lexicon)
    if outcome is Outcome.NONE:
        return None
    if outcome is not Outcome.OCCURRED:
        reality = replace(reality, status="attempted", unless_deadly=outcome is Outcome.HARMLESS)
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
        stopped = (
            verb.lemma_.lower() in lexicon["hindering"] | lexicon["undoing"]
        )  # "did not prevent the attack"
        return (
            verb.pos_ == "VERB"
            and not (stopped or goes_off(verb, lexicon))
            and any(child.dep_ == "neg" for child in verb.children)
        )
    if goes_off(token, lexicon):
        return False
    if any(child.dep_ == "neg" for child in token.children):
        return True
    subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
    helped = token.head if token.dep_ == "xcomp" else None
    return bool(helped is not None and any(child.dep_ == "neg" for child in helped.children)) or (
        bool(subjects)
        and not is_casualty_word(token)
        and any(s.lower_ in {"nobody", "none"} or any(c.lower_ == "no" for c in s.children) for s in subjects)
    )


def _is_to_come(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the verb that carries out what a noun names tells of no past: "would launch an attack"."""
    verb = noun.head
    carried_out = noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon["performing"]
    if not carried_out or verb.pos_ != "VERB" or _is_told(verb, headline=False, lexicon=lexicon):
        return False
    return _mood(verb, lexicon) is None


def _is_told(verb: Token, *, headline: bool, lexicon: Lexicon) -> bool:
    """Whether tense and mood tell of something that happened."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    lemmas = {child.lower_ for child in auxiliaries}
    if lemmas & lexicon["modals"]:
        return False
    if "to" in lemmas:
        head = verb.head
        if is_tried(verb, lexicon) or ("have" in lemmas and head.lemma_.lower() in lexicon["claiming"]):
            return True  # "an attempt to seize", "claims to have seized"
        if verb.dep_ in {"xcomp", "advcl", "ccomp"}:
            return head.lemma_.lower() in lexicon["doing"] | lexicon["attempting"]
        return False
    if "did" in lemmas and goes_off(verb, lexicon):
        return True  # "did not explode"
    if verb.tag_ in {"VBD", "VBN"} or verb.lower_ in lexicon["past_forms"]:
        return True
    if verb.tag_ == "VBG":
        if verb.dep_ in {"pcomp", "csubj", "nsubj", "pobj", "compound", "amod"}:
            kept = verb.head.lower_ == "from" and verb.head.head.lemma_.lower() in lexicon["hindering"] | {
                "keep",
                "bar",
            }
            return kept or verb.head.lower_ in {"after", "before", "by", "since"}
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
    reality = by_aside(Reality(), token, lexicon)
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
        if (
            above.pos_ == "NOUN"
            and above.lemma_.lower() in lexicon["allegations"]
            and below.dep_ in {"acl", "ccomp", "prep", "relcl"}
        ):
            return alleged(reality, below, above, lexicon)
        if below.dep_ == "relcl" or (below.dep_ == "acl" and below.tag_ == "VBN"):
            return reality
        lemma = above.lemma_.lower()
        if (
            above.pos_ == "NOUN"
            and lemma in lexicon["possible"]
            and below.dep_ in {"prep", "acl", "compound", "relcl"}
        ):
            return replace(reality, status="attempted") if is_foiled_plan(above, lexicon) else None
        if above.pos_ == "NOUN" and lemma in lexicon["presupposing"] and below.dep_ in {"prep", "compound"}:
            reality = _doubted(reality, "referred to")
        if above.pos_ == "VERB":
            governed = below.dep_ in {"ccomp", "xcomp", "dobj", "prep", "dative", "advcl", "nsubjpass"}
            if governed and lemma in lexicon["denying"]:
                return denied(reality, above, lexicon)
            if (
                governed
                and lemma
                in lexicon["wanting"] | lexicon["threatening"] | lexicon["planning"] | lexicon["imagining"]
            ):
                foiled = above.dep_ in {"acl", "relcl"} and is_foiled_plan(above.head, lexicon)
                return replace(reality, status="attempted") if foiled else None
            if governed and below.dep_ in {"dobj", "xcomp", "ccomp", "prep"} and lemma in lexicon["judging"]:
                reality = _doubted(reality, "judged")
            reality = as_told(reality, below, above, lexicon)
        below = above
    return reality


def _doubted(reality: Reality, doubt: str) -> Reality:
    return replace(reality, doubts=reality.doubts | {doubt})


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
