"""Further text for the tagger to learn from: what spaCy takes for names in it.

The network learns to tell persons, organisations, groups and places apart as spaCy does, beside its own task;
it then knows more words and their company than the gold alone could teach. The texts are sentences and
headlines of which no toponyms are used here.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy

from geo_events.gazetteer.folding import fold_text
from geo_events.geoparsing.document import Document
from geo_events.language import load_model

#: spaCy's labels, as kinds: each has a tag for its first word and one for those that go on.
KINDS = {"GPE": 0, "LOC": 0, "FAC": 0, "NORP": 1, "PERSON": 2, "ORG": 3}
OTHER_NAMES = dict.fromkeys(("EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"), 4)
TAGS = 1 + 2 * 5
#: Sentences that are read as one text.
AT_ONCE = 12


@dataclass(frozen=True)
class Taught:
    """A document with spaCy's tag for each word."""

    document: Document
    tags: list[int]


class Teacher:
    """spaCy's names."""

    def __init__(self) -> None:
        pipeline = load_model()
        self._pipeline: spacy.language.Language = pipeline
        self._others = [name for name in pipeline.pipe_names if name not in {"tok2vec", "ner"}]

    def tags(self, document: Document) -> list[int]:
        """Tag a document's words."""
        tags = [0] * len(document.words)
        with self._pipeline.select_pipes(disable=self._others):
            parsed = self._pipeline(document.text)
        for entity in parsed.ents:
            kind = {**KINDS, **OTHER_NAMES}.get(entity.label_)
            if kind is None:
                continue
            first, last = document.word_range(entity.start_char, entity.end_char)
            if first < last and document.lower[first] == "the":
                first += 1
            for number in range(first, last):
                tags[number] = 1 + 2 * kind + (number > first)
        return tags


def read_sentences(paths: Iterable[Path]) -> list[str]:
    """Read the texts of JSON lines, each once."""
    texts: dict[str, None] = {}
    for path in paths:
        for line in path.open(encoding="utf-8"):
            texts[json.loads(line)["text"].strip()] = None
    return list(texts)


def documents(sentences: Sequence[str]) -> list[Document]:
    """Put sentences together, a paragraph each."""
    found = []
    for begin in range(0, len(sentences), AT_ONCE):
        text = "\n\n".join(sentences[begin : begin + AT_ONCE])
        found.append(Document(text, fold_text(text)))
    return found
