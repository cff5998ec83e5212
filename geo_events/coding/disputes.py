"""Disputed: what one side tells and another, in the same sentence or the next two, denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geo_events.coding.draft import Draft
from geo_events.coding.threats import THREATENED
from geo_events.language import ParsedArticle

_DENIES: Final = r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es|ed)|contradict(?:s|ed)?)"
#: What is denied is what was told before, not a request or a talk.
_TOLD: Final = (
    r"(?:(?:it|this|that)\s*(?:[.,;]|$|as\b|on\b)"
    r"|(?:(?:the|these|those|all|both|such|any|this|that|its|their)\s+)?(?:\w+\s+)?"
    r"(?:accusations?|allegations?|charges?|claims?|reports?|accounts?|version|involvement|responsibility)\b"
    r"|being\s+(?:behind|involved|responsible)\b)"
)
#: "The army denied it": the denier, some adverbs, what is denied.
_DENIAL = re.compile(
    rf"^\W*(?:but|while|whereas|however,)?\s*(?P<who>[^.;,]{{2,70}}?)\s+(?:later\s+|also\s+)?{_DENIES}\s+{_TOLD}",
    re.IGNORECASE,
)
#: ", which the police deny", ", an accusation that Pakistan rejects".
_ASIDE = re.compile(
    rf",\s+(?:which|something\s+(?:that|which)|an?\s+(?:charge|accusation|allegation|claim|account|report))\s+"
    rf"(?P<who>[^.;,]{{2,50}}?)\s+{_DENIES}\b",
    re.IGNORECASE,
)
#: "The ministry said nobody was killed", "insists that no such strike took place".
_NOTHING = re.compile(
    r"\b(?:said|says|insist(?:s|ed)|maintain(?:s|ed))\s+(?:that\s+)?no\s+such\s+\w+\b", re.IGNORECASE
)
_NOBODY = re.compile(
    r"\b(?:said|says|insist(?:s|ed)|maintain(?:s|ed))\s+(?:that\s+)?(?:nobody|no\s+one)\s+(?:was|had\s+been)\s+killed\b",
    re.IGNORECASE,
)
#: Nobody denies where it says so: "has not denied", "neither confirmed nor denied".
_NOT = re.compile(r"\b(?:not|nor|never|neither|nobody|n't|no\s+one)\b|n['’]t\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”']?\s+")
_CLAUSE = re.compile(r"[;,]\s+")
#: How many sentences behind an event may deny it.
_SENTENCES: Final = 2


def with_disputes(drafts: Sequence[Draft], parsed: ParsedArticle) -> list[Draft]:
    """Mark the events whose telling somebody denies as disputed.

    A denial is of the event told last before it.
    """
    starts = [draft.trigger.sent.start_char for draft in drafts]
    return [
        _disputed(draft)
        if draft.action.reality.status != THREATENED
        and any(_denied(words, draft) for words in _words_behind(draft, starts, parsed.shadow.text))
        else draft
        for draft in drafts
    ]


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
    following = _SENTENCE_END.split(text[end : min(until, end + 800)].strip())
    yield from following[:_SENTENCES]


def _denied(words: str, draft: Draft) -> bool:
    killed = draft.casualties.killed
    if _NOTHING.search(words) or (killed is not None and killed.best and _NOBODY.search(words)):
        return True
    found = _DENIAL.match(words) or _ASIDE.search(words)
    return found is not None and not _NOT.search(found["who"])


def _disputed(draft: Draft) -> Draft:
    reality = replace(draft.action.reality, claim="disputed")
    return replace(draft, action=replace(draft.action, reality=reality))
