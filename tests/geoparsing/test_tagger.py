"""The network that tags words, and the relations of candidates: what the rest of geoparsing relies on."""

import numpy as np
import pytest

from geo_events.gazetteer.folding import fold_text
from geo_events.geoparsing import tagger as module
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.names import find_names
from geo_events.geoparsing.relations import ARTICLE, article_features, relate
from geo_events.geoparsing.tagger import OUTSIDE, Tagger, default_network, load_network, save_network

TEXT = "Shells fell on Kramatorsk and on Port au Prince, said Zxqwv Brrt of the harbour office."


@pytest.fixture
def document():
    return Document(TEXT, fold_text(TEXT))


def test_tags_are_probabilities_and_small_words_outside_names_are_outside(document, gazetteer):
    tags = np.exp(Tagger(default_network()).log_probabilities(document, find_names(document, gazetteer)))
    assert tags.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert tags[document.words.index("fell"), OUTSIDE] == 1.0
    assert tags[document.words.index("au"), OUTSIDE] < 0.5


def test_a_network_is_the_same_when_it_was_written_and_read(tmp_path, document, gazetteer):
    network, names = default_network(), find_names(document, gazetteer)
    save_network(network, tmp_path / "again.npz")
    again = load_network(tmp_path / "again.npz")
    tags = [Tagger(each).log_probabilities(document, names) for each in (network, again)]
    np.testing.assert_allclose(tags[0], tags[1], atol=0.05)


def test_words_that_were_forgotten_are_learned_again(monkeypatch, document, gazetteer):
    tagger, names = Tagger(default_network()), find_names(document, gazetteer)
    before = tagger.log_probabilities(document, names)
    monkeypatch.setattr(module, "MOST_WORDS", 3)
    np.testing.assert_array_equal(tagger.log_probabilities(document, names), before)


def test_candidates_of_one_name_say_nothing_of_each_other():
    points = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32)
    same = np.array([7, 7, 7])
    belief = np.array([0.5, 0.5, 1.0], dtype=np.float32)
    areas = np.zeros(3, dtype=np.int64)
    relations = relate(np.array([0, 0, 1]), points, same, same, same, areas, belief=belief)
    found = article_features(relations, belief)
    near = found[:, ARTICLE.index("within 20 km")]
    assert near.tolist() == pytest.approx([1.0, 1.0, 0.5])
    alone = relate(np.array([0, 0, 0]), points, same, same, same, areas, belief=belief)
    assert not article_features(alone, belief).any()
