"""Which word stands for the event of a sentence that names it by none of the ontology's triggers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo_events.coding.actions import GUESSED, Action
from geo_events.coding.deciding import supported_types
from geo_events.coding.judging import judge
from geo_events.coding.ontology import Lexicon
from geo_events.coding.quoting import Quotations
from geo_events.coding.reality import Reality
from geo_events.coding.syntax import Span, Token, clause_head, clause_tokens
from geo_events.coding.threats import announced
from geo_events.coding.type_model import TypeModel
from geo_events.coding.word_classes import find_classes

#: Verbs that say of something that it is, seems or was said, and nothing of what happened.
_OF_THE_ACT = frozenset({"prt", "dobj", "nsubjpass", "advmod", "prep", "acomp", "oprd"})
#: So likely must the sentence, and one type, be where the verb is no act of the word classes ("they shoved
#: him into a car"); and one type at least anyway, lest one be left over that no word speaks for.
_ALMOST_SURE, _SHARE_OF_ONE, _LEAST_SHARE = 0.9, 0.4, 0.08
#: Lists of verbs that say, wish, plan or judge, and are no deeds.
_NO_DEEDS = (
    "saying",
    "claiming",
    "wanting",
    "threatening",
    "announcing",
    "planning",
    "imagining",
    "denying",
    "judging",
    "feelings",
)
_PASSED_THROUGH = frozenset({"ccomp", "xcomp", "conj"})


def guess_action(
    sentence: Span,
    *,
    lexicon: Lexicon,
    headline: bool,
    quoted: Quotations,
    likelihood: float,
    model: TypeModel,
) -> Action | None:
    """Make an action of a sentence that is likely to tell of an event though no trigger stands in it.

    Its main verb stands for the event, and the type model says what it was, among the types that have a word
    of their core in the sentence. None where that verb is not told as something that happened, or is no act
    known and the sentence is not almost sure to tell of one type of event.

    Parameters
    ----------
    likelihood
        How likely the sentence is to tell of an event, by its words alone.
    """
    found = _main_verb(sentence, lexicon=lexicon, headline=headline, quoted=quoted)
    if found is None:
        return None
    verb, reality = found
    if reality.event_clarity == "aggregate":
        return None  # "they have repeatedly targeted us" is no incident, and too little for a campaign
    words = list(sentence)
    if _is_misfortune(words, lexicon):
        return None
    supported = supported_types(words)
    shares = model.probabilities(words)
    told = next(name for name in shares if name in supported)
    known = _is_act(verb)
    if shares[told] < (_LEAST_SHARE if known else _SHARE_OF_ONE) or not (known or likelihood >= _ALMOST_SURE):
        return None
    return Action(verb, told, GUESSED, reality)


def guess_threat(sentence: Span, *, lexicon: Lexicon, model: TypeModel) -> Action | None:
    """Make an action of an announced deed whose verb is no trigger; None where there is none."""
    for verb in sentence:
        if verb.pos_ == "VERB":
            reality = announced(verb, lexicon)
            if reality is not None and _is_act(verb):
                words = list(sentence)
                return Action(verb, model.likeliest(words, among=supported_types(words)), GUESSED, reality)
    return None


def _is_misfortune(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of an accident, nature or sport and of nobody who means harm."""
    forms = {form for word in words for form in (word.lemma_.lower(), word.lower_)}
    ordinary = lexicon["accidents"] | lexicon["falls"] | lexicon["sport"]
    return not forms.isdisjoint(ordinary) and forms.isdisjoint(lexicon["violence"] | lexicon["by_hand"])


def _main_verb(
    sentence: Span, *, lexicon: Lexicon, headline: bool, quoted: Quotations
) -> tuple[Token, Reality] | None:
    """Find the verb that tells what happened, and how it stands to that.

    It is the first of the sentence's main verbs that is told as something that happened and is neither a
    verb of saying or wishing nor "be" or "have": "masked men, she said, bundled him into a van".

    Returns
    -------
    tuple of token and Reality, or None
        None where no verb is told so, or only in direct speech.
    """
    for verb in _main_verbs(sentence.root):
        if verb.pos_ != "VERB" or any(verb.lemma_.lower() in lexicon[name] for name in _NO_DEEDS):
            continue
        if _is_of_the_mind(verb, lexicon):
            continue
        if quoted.hold(verb):
            continue
        clause = [verb.doc[i] for i in sorted(clause_tokens(clause_head(verb)))]
        reality = judge(verb, clause, noun=False, headline=headline, lexicon=lexicon)
        if reality is not None and not reality.doubts:
            return verb, reality
    return None


def _is_of_the_mind(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb only says what somebody wants, plans, fears or denies."""
    kinds = ("wanting", "threatening", "planning", "imagining", "denying")
    governs = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
    return governs and any(verb.lemma_.lower() in lexicon[kind] for kind in kinds)


def _is_act(verb: Token) -> bool:
    """Whether the verb names an act of the word classes, alone or with what hangs on it."""
    sentence = list(verb.sent)
    acts = {at for at, found in find_classes(sentence).items() if any(each.kind == "acts" for each in found)}
    near = {verb.i, *(child.i for child in verb.children if child.dep_ in _OF_THE_ACT)}
    return bool(acts & near)


def _main_verbs(root: Token) -> Iterator[Token]:
    """The root, what it says or begins, and what "and" joins to it, in the order of the text."""
    found, stack = [root], [root]
    while stack:
        token = stack.pop()
        for child in token.children:
            told = child.dep_ in _PASSED_THROUGH or (child.dep_ == "acl" and child.tag_ == "VBD")
            if told and child.pos_ in {"VERB", "AUX"}:
                found.append(child)
                stack.append(child)
    yield from sorted(found, key=lambda token: token.i)
