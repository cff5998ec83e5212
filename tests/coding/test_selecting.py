"""Which sentences are parsed at all."""

import pytest

from geo_events.articles import read_articles
from geo_events.articles.shadow import make_shadow
from geo_events.coding.selecting import eventful
from geo_events.geoparsing import read_document


def passages(tmp_path, text):
    path = tmp_path / "text.txt"
    path.write_text(text)
    article = next(read_articles(path))
    shadow = make_shadow(article.text)
    return [shadow.text[start:end] for start, end in eventful(read_document(article, shadow))]


def test_only_sentences_that_can_hold_an_event_are_taken(tmp_path):
    text = 'Markets were calm. "Rebels struck the base," he said. Rain is due. Nobody was hurt.'
    assert passages(tmp_path, text) == ['"Rebels struck the base," he said.', "Nobody was hurt."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels overran the town of Aru.",
        "Soldiers opened fire on a crowd.",
        "A crowd set the office on fire.",
        "Gunmen blew the bridge up.",
        "The gang-rape of two women shocked the village.",
        "An air-strike hit the depot.",
        "Fighters beat him.",
        "The body of a farmer was found.",
        "Two sides signed a truce.",
        "No deaths were reported.",
    ],
)
def test_irregular_forms_phrases_and_hyphens_count(tmp_path, sentence):
    assert passages(tmp_path, f"All is well. {sentence} All is well.") == [sentence]
