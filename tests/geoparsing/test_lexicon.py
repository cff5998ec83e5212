"""The reviewed word lists and weights."""

from geo_events.geoparsing.lexicon import metonym_words, words
from geo_events.geoparsing.settings import default_settings


def test_word_lists_are_lower_case_words():
    for lexicon in (words(), metonym_words()):
        for name in lexicon.__slots__:
            for word in getattr(lexicon, name):
                assert isinstance(word, int) or word == word.lower().strip(), (name, word)


def test_feature_codes_are_geonames():
    for feature, codes in words().features.items():
        assert codes, feature
        assert all(code[0] in "AHLPRSTUV" and code[1:2] in {"", "."} for code in codes), feature


def test_settings_are_within_bounds():
    settings = default_settings()
    assert 0.0 < settings.threshold < 1.0
    assert settings.temperature > 0.0
    assert settings.place
    assert settings.demonym
    assert settings.resolution
