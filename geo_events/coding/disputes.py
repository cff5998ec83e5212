"""Disputed and denied: what one side tells and another, nearby, tells otherwise or denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geo_events.coding.draft import Draft
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.parties import acted_upon
from geo_events.coding.threats import THREATENED
from geo_events.language import ParsedArticle

_DENIES: Final = (
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es|ed)"
    r"|contradict(?:s|ed)?|refut(?:es|ed))"
)
_SAYS: Final = (
    r"(?:said|says|insist(?:s|ed)?|maintain(?:s|ed)?|count(?:ers|ered)|stat(?:es|ed)|claim(?:s|ed)?)"
)
_UNTRUE: Final = (
    r"(?:propaganda|lies?|false|fake|untrue|baseless|groundless|unfounded|nonsense|disinformation|misinformation"
    r"|(?:a\s+)?fabrication|fabricated|(?:an\s+)?invention|invented|staged|slander|(?:a\s+)?hoax|fiction|absurd"
    r"|farce|sham|theatre|theater|provocation|false\s+flag)\b"
)
_ACCOUNT: Final = r"(?:accusations?|allegations?|charges?|claims?|reports?|accounts?|version|story)"
#: What is denied is what was told before, not a request or a talk.
_TOLD: Final = (
    r"(?:(?:it|this|that)\s*(?:[.,;]|$|as\b|on\b)"
    rf"|(?:(?:the|these|those|all|both|such|any|this|that|its|their)\s+)?(?:\w+\s+)?(?:{_ACCOUNT}|involvement|responsibility)\b"
    r"|being\s+(?:behind|involved|responsible)\b)"
)
_WHO: Final = r"(?P<who>[^.;,]{2,70}?)"
#: How a clause or sentence denies that it happened, or that the side that is meant did it.
_DENIALS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "The army denied it"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+(?:later\s+|also\s+|has\s+|have\s+)?{_DENIES}\s+{_TOLD}",
        # ", which the police deny", ", an accusation that Pakistan rejects", ", a claim dismissed by Lima"
        rf",\s+(?:which|something\s+(?:that|which)|an?\s+{_ACCOUNT}(?:\s+that)?)\s+(?P<who>[^.;,]{{2,50}}?)\s+(?:\w+ly\s+)?{_DENIES}\b",
        rf",\s+an?\s+{_ACCOUNT}\s+{_DENIES}\s+by\s+(?P<who>[^.;,]{{2,50}})",
        # "Delhi called it disinformation", "the coalition called the report propaganda"
        rf"{_WHO}\s+(?:call|brand|label|term|describe|dismiss)(?:s|ed)?\s+(?:(?:it|this|that|the\s+\w+|these\s+\w+)\s+)?(?:as\s+)?(?:an?\s+)?(?:\w+\s+)?{_UNTRUE}",
        rf"{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:it|this|the\s+{_ACCOUNT})\s+(?:was|were|is|are)\s+(?:\w+\s+)?{_UNTRUE}",
        # "insists that no such strike took place", "said that none of its aircraft was flying"
        # not "it said that no shots were fired", where the same side goes on
        rf"{_WHO}(?<!\bit)(?<!\bthey)(?<!\bhe)(?<!\bshe)\s+{_SAYS}\s+(?:that\s+)?(?:no\s+such\s+\w+|no\s+\w+(?:\s+of\s+any\s+kind)?\s+(?:was|were|had|took)\b|none\s+of\s+its\b)",
    )
)
_NOBODY = re.compile(
    rf"{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:nobody|no\s+one)\s+(?:was|had\s+been)\s+killed\b", re.IGNORECASE
)
#: How another account of the same is told without a word of denial; it follows on "but", "while" or a stop.
_ACCOUNTS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "the army said those killed were militants"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:those\s+\w+|the\s+(?:dead|victims?|men|bodies)|all\s+of\s+them|most\s+of\s+(?:them|the\s+dead))\s+(?:was|were|had\s+been)\b",
        # "Russia said it had struck a command post", "the army said it remained in control"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:it|they|its\s+\w+|their\s+\w+)\s+(?:had\s+|has\s+|have\s+|was\s+|were\s+)?(?:still\s+|only\s+|instead\s+)?"
        r"(?:hit|hits|struck|targeted|aimed|fired\s+at|repelled|repulsed|remained|remain|held|hold|in\s+control|control(?:s|led)?|acted\s+in|returned\s+fire)\b",
        # "the army said it crashed because of bad weather", "Brussels said the boy fell"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:it|he|she|they|the\s+\w+)\s+(?:had\s+)?(?:crashed|fell|fallen|died\s+of|jumped|hanged|cut|committed\s+suicide|fought\s+among|shot\s+(?:himself|herself))\b",
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:the\s+)?fighting\s+(?:continued|was\s+(?:still\s+)?going\s+on)\b",
        rf"^\W*(?:but|while|whereas)\s+{_WHO}\s+(?:insist(?:s|ed)?|maintain(?:s|ed)?|found)\s+that\b",
        # "the police speak of two"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+(?:speaks?|spoke)\s+of\b",
        # "the ministry said the building housed soldiers", "that the marchers fired first"
        rf"^\W*(?:but|while|whereas|however,)?\s*{_WHO}\s+{_SAYS}\s+(?:that\s+)?(?:the\s+\w+|it|they)\s+(?:had\s+|was\s+|were\s+)?"
        r"(?:housed|hid|hidden|held|empty|used\s+(?:as|by)|belonged|(?:fired|attacked|shot)\s+first|opened\s+fire\s+first|came\s+from|fired\s+(?:by|from))\b",
        rf"^\W*(?:according\s+to|for)\s+{_WHO},?\s+(?:they|he|she|the\s+\w+|those\s+\w+|all)\s+(?:was|were|had\s+been|died|fell)\b",
    )
)
#: Within a sentence "but", "while" or a semicolon sets a second teller against the first.
_CONTRAST: Final = re.compile(
    rf"(?:;|,?\s+\b(?:but|while|whereas))\s+(?P<who>[^.;,]{{2,50}}?)\s+{_SAYS}\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
#: What a second teller adds without telling it otherwise.
_AGREES: Final = re.compile(
    r"\b(?:confirm\w*|acknowledg\w+|admit\w*|regret\w*|apologi\w+|condemn\w*|investigat\w+|look\w*\s+into|aware|comment\w*|inquir\w+"
    r"|checking|will|would|could|may|might|should|must|also|toll|no\s+information|unclear|not\s+known|not\s+clear)\b",
    re.IGNORECASE,
)
_EACH_OTHER = re.compile(
    r"\b(?:accus\w+|blam\w+)\s+(?:each\s+other|one\s+another)\b|\b(?:both|each)\b[^.;]{0,40}\bsays?\s+(?:that\s+)?the\s+other\b"
    r"|\bneither\s+side\s+accepts\b",
    re.IGNORECASE,
)
#: A sentence before that denies a deed: "The army denied bombing a hospital."
_DENIED_BEFORE = re.compile(
    rf"^\W*{_WHO}\s+(?:has\s+|have\s+|had\s+)?{_DENIES}\s+(?:that\b|having\b|any\b|\w+ing\b|{_ACCOUNT}\b|the\b|it\b|its\b)",
    re.IGNORECASE,
)
#: Nobody denies where it says so: "has not denied", "neither confirmed nor denied".
_NOT = re.compile(r"\b(?:not|nor|never|neither|nobody|n't|no\s+one)\b|n['’]t\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”']?\s+")
_CLAUSE = re.compile(r"[;,]\s+(?:while\s+|whereas\s+|but\s+)?|\s+(?:while|whereas)\s+")
#: How many sentences behind an event may deny it, and how many letters before it.
_SENTENCES: Final = 2
_BEFORE: Final = 400
_MEANING: Final = frozenset({"NOUN", "PROPN"})


def with_disputes(drafts: Sequence[Draft], parsed: ParsedArticle) -> list[Draft]:
    """Mark the events of which two sides tell otherwise.

    Where somebody denies a feat that only its doer boasts of, its claim is ``denied``; any other denial, and
    a second account of the same, make it ``disputed``. A denial is of the event told last before it, or of
    the next one if both speak of the same thing.
    """
    starts = [draft.trigger.sent.start_char for draft in drafts]
    return [_judged(draft, starts, parsed.shadow.text) for draft in drafts]


def _judged(draft: Draft, starts: Sequence[int], text: str) -> Draft:
    reality = draft.action.reality
    if reality.status == THREATENED:
        return draft
    passages = list(_words_behind(draft, starts, text))
    speaker = (reality.attributed_to or "").lower()
    if any(_denied(words, draft) for words in passages):
        return _claim(draft, "denied" if reality.boasted else "disputed")
    if (
        any(_told_otherwise(words, speaker) for words in passages)
        or any(map(_EACH_OTHER.search, [draft.trigger.sent.text, *passages[-_SENTENCES:]]))
        or _denied_before(draft, text)
    ):
        return _claim(draft, "disputed")
    return draft


def _words_behind(draft: Draft, starts: Sequence[int], text: str) -> Iterator[str]:
    """What stands behind an event's word: the rest of its sentence by clauses, and the next sentences."""
    sentence = draft.trigger.sent
    # where the next sentence was not parsed, its blank hangs on this one
    end = sentence.start_char + len(sentence.text.rstrip())
    rest = text[draft.trigger.idx : end]
    yield rest
    for clause in _CLAUSE.finditer(rest):
        yield rest[clause.end() :]
    until = min((start for start in starts if start >= end), default=len(text))
    here, _, below = text[end : min(until, end + 800)].partition("\n")
    # the paragraphs below may deny it at once; what they first tell, they deny themselves
    following = [*_SENTENCE_END.split(here.strip()), *_SENTENCE_END.split(below.strip())[:1]]
    yield from [each for each in following if each][:_SENTENCES]


def _denied(words: str, draft: Draft) -> bool:
    killed = draft.casualties.killed
    found = [pattern.search(words) for pattern in _DENIALS]
    if killed is not None and killed.best:
        found.append(_NOBODY.search(words))
    return any(each is not None and not _NOT.search(each["who"]) for each in found)


def _told_otherwise(words: str, speaker: str) -> bool:
    """Whether somebody else gives another account: only where the text says who gives the first."""
    if not speaker:
        return False
    found = [pattern.search(words) for pattern in _ACCOUNTS]
    contrast = _CONTRAST.search(words)
    if contrast is not None and _is_side(contrast["who"]) and not _AGREES.search(contrast["what"]):
        found.append(contrast)
    return any(
        each is not None and not _NOT.search(each["who"]) and each["who"].strip().lower() not in speaker
        for each in found
    )


def _is_side(who: str) -> bool:
    """Whether a teller is one of those whom it concerns: forces, a government or its capital."""
    words = who.split()
    sides = load_lexicon()["sides"]
    return any(word.lower().removesuffix("s") in sides or word.lower() in sides for word in words) or (
        words[-1][:1].isupper() and len(words) == 1
    )


def _denied_before(draft: Draft, text: str) -> bool:
    """Whether the sentence before denies a deed to the same thing or place."""
    start = draft.trigger.sent.start_char
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start].strip())[-1]
    found = _DENIED_BEFORE.match(before)
    if found is None or _NOT.search(found["who"]):
        return False
    denied = {word.strip(".,;").lower() for word in before[found.end() :].split()}
    hit = {
        token.lower_ for head in acted_upon(draft.trigger) for token in head.subtree if token.pos_ in _MEANING
    }
    return not denied.isdisjoint(hit | {draft.trigger.lower_, f"{draft.trigger.lemma_.lower()}ing"})


def _claim(draft: Draft, claim: str) -> Draft:
    reality = replace(draft.action.reality, claim=claim)
    return replace(draft, action=replace(draft.action, reality=reality))
