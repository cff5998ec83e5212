"""The type model: one of ACLED's 25 sub-event types for any words, by who did what to whom."""

import numpy as np
import pytest

from geo_events.coding import classify_text
from geo_events.coding.type_features import GROUPS, type_features
from geo_events.coding.type_model import TYPES, default_type_model, load_type_model, save_type_model
from geo_events.coding.word_classes import find_classes, find_relations, load_word_classes
from geo_events.events import EVENT_TYPE_OF

EXAMPLES = {
    "Government regains territory": (
        "Somali troops recaptured the town of Adan Yabaal from al-Shabaab after a day of fighting."
    ),
    "Non-state actor overtakes territory": (
        "M23 rebels seized the town of Rutshuru from the army on Saturday, residents said."
    ),
    "Armed clash": (
        "Soldiers and insurgents exchanged fire for hours near the checkpoint, leaving four dead on "
        "both sides."
    ),
    "Excessive force against protesters": (
        "Police shot live rounds at unarmed marchers, killing three protesters and wounding a dozen."
    ),
    "Protest with intervention": (
        "Officers used tear gas to disperse a peaceful march by teachers and detained nine of them."
    ),
    "Peaceful protest": "Hundreds of nurses marched to the ministry with placards, demanding unpaid wages.",
    "Violent demonstration": (
        "Demonstrators hurled stones at police and burned tyres across the main road of the capital."
    ),
    "Mob violence": "An angry mob beat a suspected thief to death in the market.",
    "Chemical weapon": (
        "Doctors treated forty people with breathing difficulties after a cylinder of chlorine gas "
        "fell on the suburb."
    ),
    "Air/drone strike": "Warplanes bombed two villages at dawn, killing six members of a family.",
    "Suicide bomb": "A man wearing an explosive vest blew himself up at the gate of the barracks.",
    "Shelling/artillery/missile attack": (
        "Mortar shells and rockets rained on the district for a third night."
    ),
    "Remote explosive/landmine/IED": (
        "A roadside bomb destroyed a minibus on the highway, killing five passengers."
    ),
    "Grenade": "Two men on a motorcycle lobbed a hand grenade into a bar, wounding eight customers.",
    "Sexual violence": "Gunmen raped several women in a camp for the displaced, a clinic said.",
    "Attack": "Gunmen opened fire on farmers in their fields, killing seven.",
    "Abduction/forced disappearance": "Armed men kidnapped eleven schoolgirls and demanded a ransom.",
    "Agreement": "The government and the rebels signed a ceasefire brokered by neighbouring states.",
    "Arrests": "Security forces arrested four suspected members of the group in a dawn raid on their flat.",
    "Change to group/activity": "Two hundred fighters defected to a rival faction with their commander.",
    "Disrupted weapons use": (
        "Sappers defused a bomb found beside the railway, and police seized a cache of rifles."
    ),
    "Headquarters or base established": (
        "Foreign troops have set up a new military base outside the border town."
    ),
    "Looting/property destruction": (
        "Militiamen looted shops and set houses ablaze in the deserted village."
    ),
    "Non-violent transfer of territory": (
        "The army entered the town without a fight after the militia withdrew under a deal."
    ),
    "Other": "The junta imposed a nightly curfew and declared a state of emergency in the province.",
}  # fmt: skip


@pytest.mark.parametrize("sub_event_type", EXAMPLES)
def test_each_of_the_25_types_is_told(sub_event_type, language):
    assert classify_text(EXAMPLES[sub_event_type], language=language) == sub_event_type


def test_the_examples_are_of_all_types():
    assert set(EXAMPLES) == set(TYPES) == set(EVENT_TYPE_OF)


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Rebels attacked an army base, killing nine soldiers.", "Armed clash"),
        ("Rebels attacked a village, killing nine farmers.", "Attack"),
        ("The town was captured by rebels from the army.", "Non-state actor overtakes territory"),
        ("The town was recaptured by the army from rebels.", "Government regains territory"),
        ("Police arrested five gunmen.", "Arrests"),
        ("Gunmen abducted five policemen.", "Abduction/forced disappearance"),
    ],
)
def test_who_acted_and_who_was_hit_decide(text, sub_event_type, language):
    assert classify_text(text, language=language) == sub_event_type


def test_it_always_answers(language):
    for text in ("", " ", "Qwxz.", "1 2 3", "\u0000"):
        assert classify_text(text, language=language) in TYPES


def test_a_relation_is_read_through_the_passive_a_nominalisation_and_a_light_verb(language):
    for text in (
        "Rebels attacked civilians.",
        "Civilians were attacked by rebels.",
        "Rebels carried out an attack on civilians.",
        "They condemned the rebels' attack on civilians.",
    ):
        tokens = list(language.pipeline(text))
        (attack,) = [x for x in find_relations(tokens, find_classes(tokens)) if x.act == "attack"]
        assert (attack.doers, attack.sufferers) == ({"rebel"}, {"civilian"}), text


def test_the_longest_phrase_of_a_class_is_taken_once(language):
    tokens = list(language.pipeline("A suicide bomber struck."))
    assert [found.name for found in find_classes(tokens)[2]].count("suicide") == 1


def test_probabilities_add_up_and_come_likeliest_first(language):
    model = default_type_model()
    shares = model.probabilities(list(language.pipeline("A landmine killed two soldiers.")))
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert set(shares) == set(TYPES)


def test_among_some_types_the_likeliest_of_these_is_given(language):
    tokens = list(language.pipeline("A landmine killed two soldiers."))
    assert default_type_model().likeliest(tokens, among={"Grenade", "Agreement"}) == "Grenade"


def test_reasons_are_features_of_the_text(language):
    tokens = list(language.pipeline("A landmine killed two soldiers."))
    reasons = default_type_model().reasons(tokens, "Remote explosive/landmine/IED")
    named = {name for names in type_features(tokens).values() for name in names}
    assert "word landmine" in reasons
    assert set(reasons) <= named


def test_a_model_is_read_as_it_was_written(tmp_path):
    model = default_type_model()
    save_type_model(model, tmp_path / "types.npz")
    again = load_type_model(tmp_path / "types.npz")
    assert list(again.features) == list(model.features)
    assert np.array_equal(again.weights, model.weights)
    assert np.array_equal(again.rarities, model.rarities)


def test_word_classes_hold_words_once():
    for found in load_word_classes().values():
        assert len({(words, named) for words, named in found}) == len(found), found
    assert {named.kind for found in load_word_classes().values() for _, named in found} == {
        "acts",
        "parties",
        "things",
    }


def test_features_come_in_the_groups_that_are_scaled_alike(language):
    features = type_features(list(language.pipeline("Rebels attacked civilians.")))
    assert tuple(features) == tuple(GROUPS)
    assert "rebel > attack > civilian" in features["relation"]
