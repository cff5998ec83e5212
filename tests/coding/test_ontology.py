"""The reviewed word lists hold together: known types, known rules, words that are words."""

from geo_events.coding.ontology import load_lexicon, load_ontology
from geo_events.events import EVENT_TYPE_OF

RULES = {"weapon", "victims", "territory", "demonstration"}
NEEDS = {None, "weapon", "victims", "place", "people", "object", "crowd", "accord", "property", "troops"}


def test_every_trigger_stands_for_a_sub_event_type_or_a_known_rule():
    triggers = [rule for found in load_ontology().triggers.values() for _, rule in found]
    for rule in triggers:
        assert rule.code in EVENT_TYPE_OF or rule.code in RULES, rule.phrases
        assert rule.default is None or rule.default in EVENT_TYPE_OF or rule.default in RULES, rule.phrases
        assert rule.needs in NEEDS, rule.phrases
        assert rule.pos in {"verb", "noun"}, rule.phrases


def test_each_of_the_25_sub_event_types_has_its_codes():
    ontology = load_ontology()
    assert set(ontology.plover) == set(ontology.cameo) == set(EVENT_TYPE_OF)


def test_weapons_stand_for_sub_event_types():
    assert {code for code, _ in load_ontology().weapons} <= set(EVENT_TYPE_OF)


def test_words_are_words():
    # YAML reads a bare "no" or "on" as a truth value
    lexicon = load_lexicon()
    for name, words in lexicon.words.items():
        assert words, name
        assert all(isinstance(word, str) and word == word.strip() for word in words), name
    for trigger in (rule for found in load_ontology().triggers.values() for _, rule in found):
        assert all(isinstance(word, str) for word in trigger.unless), trigger.phrases
