"""The reviewed word lists hold together: known types, known rules, words that are words."""

import re
from importlib.resources import files

import pytest

from geo_events.coding.ontology import load_lexicon, load_ontology
from geo_events.events import EVENT_TYPE_OF


def test_every_trigger_stands_for_a_sub_event_type_or_a_known_choice():
    ontology = load_ontology()
    for rule in (rule for found in ontology.triggers.values() for _, rule in found):
        known = {*EVENT_TYPE_OF, *ontology.choices, "weapon"}
        assert rule.code in known, rule.phrases
        assert rule.default is None or rule.default in known, rule.phrases
        assert set(rule.needs) <= {"weapon", *ontology.needs}, rule.phrases
        assert rule.pos in {"verb", "noun"}, rule.phrases
        assert set(rule.never) <= set(ontology.exclusions), rule.phrases


def test_the_25_sub_event_types_stand_in_acleds_order_with_meaning_exclusions_and_examples():
    types = load_ontology().types
    assert list(types) == list(EVENT_TYPE_OF)
    for name, entry in types.items():
        assert entry.means, name
        assert entry.excludes, name
        assert len(entry.examples) >= 2, name
        assert name == "Other" or (entry.plover and entry.cameo), name


@pytest.mark.parametrize(
    ("sub_event_type", "example"),
    [(name, example) for name, entry in load_ontology().types.items() for example in entry.examples],
)
def test_the_ontologys_examples_are_coded_as_it_says(sub_event_type, example, code):
    assert [event["sub_event_type"] for event in code(example)] == [sub_event_type]


def test_choices_are_among_sub_event_types_and_needs_have_a_place_to_stand():
    ontology = load_ontology()
    for types in ontology.choices.values():
        assert types <= set(EVENT_TYPE_OF)
        assert len(types) > 1
    for name, need in ontology.needs.items():
        assert need.of, name
        assert need.of <= {"subject", "object", "prep", "manner", "around"}, name
        assert need.names in {None, "place", "person"}, name
    rules = [rule for found in ontology.triggers.values() for _, rule in found]
    assert {name for rule in rules for name in rule.needs} == {"weapon", *ontology.needs}


def test_kin_are_other_types_and_whatever_a_text_says_some_type_is_left_to_it():
    ontology = load_ontology()
    for name, kind in ontology.types.items():
        assert kind.kin <= set(EVENT_TYPE_OF) - {name}, name
    assert "Attack" in ontology.supported(["quiet"])
    assert "Chemical weapon" not in ontology.supported(["quiet"])


def test_exclusions_have_words_and_a_place_to_stand_and_each_is_used():
    ontology = load_ontology()
    for name, exclusion in ontology.exclusions.items():
        assert exclusion.words, name
        assert exclusion.of, name
        assert exclusion.of <= {
            "subject",
            "object",
            "prep",
            "manner",
            "modifier",
            "doer",
            "around",
            "above",
        }, name
    rules = [rule for found in ontology.triggers.values() for _, rule in found]
    assert {name for rule in rules for name in rule.never} == set(ontology.exclusions)


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


def test_no_list_of_the_lexicon_is_told_twice():
    # of two of one name YAML keeps the last
    text = (files("geo_events.coding") / "data" / "lexicon.yaml").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z_ ]+):", text, flags=re.MULTILINE)
    assert len(names) == len(set(names))
