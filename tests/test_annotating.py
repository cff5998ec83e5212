from pathlib import Path

import pytest

from geo_events.annotating import REPLACED, Annotator
from geo_events.errors import LanguageModelError
from geo_events.language import load_model

SEEDS = sorted(
    path for path in (Path(__file__).parents[1] / "seeds").iterdir() if path.suffix in {".txt", ".md"}
)
#: What rules about several words, about small words and about white space look at.
ODD = (
    "There's no doubt: there is, there are, and there was, fighting in Mosul.",
    "Ain't that so? It ain't. We're gonna go, you gotta stay, let's leave. C'mon, y'all!",
    "There ain't, there's y'all, let's gonna, c'm on there",
    "But he did; but for him, I'd have told you that it had been done. You and I saw it, and it saw us.",
    "THE ARMY HAS TAKEN WHAT THEY HAD. DID THEY? THEY DID NOT, SINCE ALL OF THAT WAS THEIRS.",
    "\n\n  Two   spaces \t and\ttabs\n \nand lines.  ",
    "there",
    "\u202f\u00a0 \u200b I\u2019m \U0001f4a3 \u0130 N'T n't nt y'",
    " ",
)


@pytest.fixture(scope="module")
def model():
    """The model as it comes."""
    return load_model(exclude=["ner"])


@pytest.fixture(scope="module")
def pipeline():
    """Another one, for annotators, which change its lemmatizer's tables."""
    return load_model(exclude=["ner"])


@pytest.fixture(scope="module")
def annotator(pipeline):
    return Annotator(pipeline)


def parsed(pipeline, text):
    doc = pipeline.make_doc(text)
    for name, component in pipeline.pipeline:
        if name not in REPLACED:
            doc = component(doc)
    return doc


def told(doc):
    return [(t.text, t.tag_, t.pos_, t.dep_, str(t.morph), t.lemma_, t.head.i) for t in doc]


def of_the_model(model, text):
    doc = parsed(model, text)
    for name in ("attribute_ruler", "lemmatizer"):
        doc = model.get_pipe(name)(doc)
    return told(doc)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_are_annotated_as_the_model_does(text, model, pipeline, annotator):
    assert told(annotator(parsed(pipeline, text))) == of_the_model(model, text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_articles_are_annotated_as_the_model_does(path, model, pipeline, annotator):
    text = path.read_text(encoding="utf-8")
    assert told(annotator(parsed(pipeline, text))) == of_the_model(model, text)


def test_what_was_remembered_of_some_texts_changes_no_other(pipeline, annotator):
    other = Annotator(pipeline)
    backwards = {text: told(other(parsed(pipeline, text))) for text in reversed(ODD)}
    assert {text: told(annotator(parsed(pipeline, text))) for text in ODD} == backwards


def test_each_rule_for_several_words_is_met_by_a_text(pipeline, annotator):
    several = [
        (rule["attrs"], rule["index"])
        for rule in pipeline.get_pipe("attribute_ruler").patterns
        if any(len(pattern) > 1 for pattern in rule["patterns"])
    ]
    lemmas = {t.lemma_ for text in ODD for t in annotator(parsed(pipeline, text))}
    assert {attrs["LEMMA"] for attrs, _ in several if "LEMMA" in attrs} <= lemmas


def test_rules_that_look_at_more_are_refused():
    pipeline = load_model(exclude=["ner"])
    pipeline.get_pipe("attribute_ruler").add([[{"SHAPE": "Xx"}]], {"POS": "X"})
    with pytest.raises(LanguageModelError, match="SHAPE"):
        Annotator(pipeline)
