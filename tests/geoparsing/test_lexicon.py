"""The reviewed word lists and the models' settings."""

from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.settings import default_settings


def test_word_lists_are_lower_case_words():
    for name in words().__slots__:
        for word in getattr(words(), name):
            assert word == word.lower().strip(), (name, word)


def test_feature_codes_are_geonames():
    for feature, codes in words().features.items():
        assert codes, feature
        assert all(code[0] in "AHLPRSTUV" and code[1:2] in {"", "."} for code in codes), feature


def test_confidence_grows_with_the_taggers_and_the_scorers_belief():
    settings = default_settings()
    assert settings.mention_slope > 0.0
    assert settings.temperature > 0.0
    assert settings.scorers
