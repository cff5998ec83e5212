"""Which sentences can hold an event at all: only these are worth a parse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.ontology import Lexicon, Ontology, Phrase, load_lexicon, load_ontology
from geo_events.coding.sentence_model import LEAST_LIKELY, LEAST_WITH_SIGN, SentenceModel, load_sentence_model
from geo_events.geoparsing import Document
from geo_events.inflection import noun_forms, verb_forms

#: Kinds of casualty words that are seldom used of anything else.
_TOLD_ALONE = frozenset(
    {
        "killing",
        "hurting",
        "dying",
        "dead",
        "deaths",
        "harms",
        "lives",
        "bodies",
        "tolls",
        "unhurt",
        "graves",
        "throats",
        "morgue",
    }
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a sentence must hold.

    Attributes
    ----------
    alone
        Words, in all their forms, of which one is enough.
    together
        For the last word of a phrase, in each of its forms: what else must stand in the sentence, a set of
        forms for each other word; of several such lists one is enough.
    tolls
        Words of `alone` that tell of dead and hurt, or that there were none.
    """

    alone: frozenset[str]
    together: dict[str, tuple[tuple[frozenset[str], ...], ...]]
    tolls: frozenset[str]

    def stand_in(self, words: Iterable[str]) -> bool:
        """Whether a sentence, given as words in small letters, holds any of them."""
        found = set(words)
        if not found.isdisjoint(self.alone):
            return True
        return any(
            all(not forms.isdisjoint(found) for forms in others)
            for word in found & self.together.keys()
            for others in self.together[word]
        )


def eventful(
    document: Document, *, signs: Signs | None = None, model: SentenceModel | None = None
) -> list[tuple[int, int]]:
    """Find the sentences that can hold an event.

    Parameters
    ----------
    document
        The article's words.
    signs
        What to look for: by default the triggers of the ontology and the words for casualties.
    model
        Finds sentences without signs that are likely to tell of an event all the same; by default the one
        that ships with the package.

    Returns
    -------
    list of (int, int)
        Spans in the shadow text, in its order.
    """
    signs, model = signs or event_signs(), model or load_sentence_model()
    numbers, lower, gaps = document.sentences, document.lower, document.gaps
    found = []
    start = 0
    while start < len(numbers):
        end = start + 1
        while end < len(numbers) and numbers[end] == numbers[start]:
            end += 1
        likelihood = model.probability(document.words[start:end])
        words = lower[start:end]
        if (
            likelihood >= LEAST_LIKELY
            or (likelihood >= LEAST_WITH_SIGN and signs.stand_in(words))
            # "no deaths were reported" is short and calm
            or not signs.tolls.isdisjoint(words)
        ):
            first, last = document.spans[start][0], document.spans[end - 1][1]
            # quotation marks and brackets before it, and what closes it
            opening, closing = gaps[start].rpartition(" ")[2], gaps[end].partition(" ")[0]
            opening = opening.rpartition("\n")[2]
            found.append((first - len(opening), last + len(closing.partition("\n")[0])))
        start = end
    return found


@cache
def event_signs() -> Signs:
    """Gather the signs from the ontology and the lexicon, once."""
    return signs_of(load_ontology(), load_lexicon())


def signs_of(ontology: Ontology, lexicon: Lexicon) -> Signs:
    """Gather what can make a sentence tell of an event: triggers, and words for casualties."""
    irregular = lexicon.irregular
    alone: set[str] = set()
    together: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for phrases in ontology.triggers.values():
        for phrase, _ in phrases:
            *others, last = [_forms(part, irregular) for part in _parts(phrase)]
            if not others:
                alone |= last
            for form in last if others else ():
                together.setdefault(form, []).append(tuple(others))
    for word in lexicon["casualties"]:
        alone |= _forms(word, irregular)
    tolls = frozenset(form for form, kind in load_casualty_words().cues.items() if kind in _TOLD_ALONE)
    return Signs(frozenset(alone | tolls), {form: tuple(found) for form, found in together.items()}, tolls)


def _parts(phrase: Phrase) -> Sequence[str]:
    """The words of a phrase as a document has them: parted at hyphens, without stops."""
    return [part for word in phrase for part in word.lower().replace(".", "").split("-") if part]


@cache
def _irregular_bases(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {form: base for base, forms in pairs for form in forms.split()}


def _forms(word: str, irregular: Mapping[str, str]) -> frozenset[str]:
    """All forms of a word, as a verb and as a noun; the base of an irregular form that is listed itself."""
    base = _irregular_bases(tuple(irregular.items())).get(word, word)
    return frozenset(verb_forms([base], irregular)) | noun_forms([base]) | {word}
