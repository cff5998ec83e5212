"""Whether an event happened, was tried or is only announced, and who says so."""

import pandas as pd
import pytest

THREATS = [
    ("The rebels vowed to attack the barracks in Bamako.", "Bamako"),
    ("The Taliban threatened to bomb the bridge in Kandahar if the talks fail.", "Kandahar"),
    ("The army is preparing to storm the town of Sirte, officers said.", "Sirte"),
    ("Boko Haram said its fighters would attack Maiduguri.", "Maiduguri"),
]
NO_THREATS = [
    "The mayor fears that the rebels will attack Bamako.",
    "The opposition demanded that the army attack the rebels in Bamako.",
    "The embassy warned that militants might bomb hotels in Nairobi.",
    "The rebels did not threaten to attack Bamako.",
    "If the rebels threaten to attack Bamako, the school will close.",
    "The minister vowed to fight inflation in Nairobi.",
    "The general denied that he had threatened to attack Bamako.",
    "The president vowed to fight corruption in Lagos.",
    "The company plans to blow up the old chimney in Bochum.",
    "The government promised to protect villagers from attack in Borno.",
]
UNPLACED_THREATS = [
    "The kidnappers have threatened to kill a hostage.",
    "The rebels vowed to retake the city.",
    "Al-Shabaab said it would carry out more attacks.",
    "The separatists promised a wave of bombings.",
    "The Houthis will attack any ship bound for Israel, their leader announced.",
]


@pytest.mark.parametrize(("sentence", "location"), THREATS)
def test_what_an_actor_announces_of_itself_is_threatened_and_has_no_day(code, sentence, location):
    (row,) = code(sentence)
    assert row["status"] == "threatened"
    assert row["location"] == location
    assert pd.isna(row["date_start"])
    assert pd.isna(row["date_end"])
    assert row["date_precision"] == "unknown"


@pytest.mark.parametrize("sentence", NO_THREATS)
def test_what_others_fear_demand_or_warn_of_is_no_threat(code, sentence):
    assert not [row for row in code(sentence) if row["status"] == "threatened"]


@pytest.mark.parametrize("sentence", UNPLACED_THREATS)
def test_what_an_armed_actor_announces_is_a_threat_without_a_place_too(code, sentence):
    assert [row["status"] for row in code(sentence)] == ["threatened"]


def test_who_is_not_armed_threatens_with_a_protest_somewhere_or_not_at_all(code):
    assert code("The teachers vowed to march.") == []
    (row,) = code("Farmers plan to demonstrate in Warsaw on Friday.")
    assert (row["status"], row["location"]) == ("threatened", "Warsaw")


def test_a_threat_is_not_one_with_the_attack_and_takes_none_of_its_details(code):
    rows = code(
        "The rebels attacked the barracks in Gao on Tuesday, killing seven soldiers. "
        "The rebels threatened to attack the barracks in Gao again. Nine soldiers were wounded."
    )
    assert [(row["status"], row["fatalities"]) for row in rows if row["fatalities"] == 7] == [("occurred", 7)]
    (threat,) = [row for row in rows if row["status"] == "threatened"]
    assert all(pd.isna(threat[column]) for column in ("fatalities", "injured", "date_end"))
    assert threat["evidence"] == "The rebels threatened to attack the barracks in Gao again."


def test_a_threat_repeated_is_one_row(code):
    (row,) = code(
        "The rebels vowed to attack the barracks in Gao. The rebels threatened to attack the barracks in Gao."
    )
    assert len(row["evidence_also"]) == 1


DISPUTED = [
    "Soldiers shelled a market in Goma on Tuesday, killing nine people, residents said. The army denied it.",
    "Soldiers shelled a market in Goma on Tuesday, killing nine people. The rebels rejected the accusation.",
    "Residents said police shot dead a student in Kisumu on Monday, which the police deny.",
    "An air strike killed nine villagers near Kunduz on Monday. The ministry said nobody was killed.",
    # another account, without a word of denial
    "Residents said soldiers killed nine villagers near Gao on Monday. The army said the dead were rebels.",
    "The rebels said they had captured Kismayo airport on Monday; the army said it remained in control.",
    "Rebels said they shot down a helicopter near Gao on Monday. The army said it crashed in a storm.",
    "Both sides accused each other of shelling the town of Kupiansk on Monday.",
    # the denial comes first
    "The army denied bombing a hospital. Doctors said that an air strike on the hospital in Khost on Monday "
    "killed nine patients.",
    "The army denied that soldiers killed nine villagers near Gao on Monday, as residents say.",
    "The government rejected reports by monitors that its jets had bombed a market in Homs on Monday.",
    # it is called untrue
    "An air strike hit a wedding in Kunduz on Monday, killing nine. The coalition called it propaganda.",
]
UNDISPUTED = [
    "Soldiers shelled a market in Goma on Tuesday, killing nine people. The army has not denied it.",
    "Soldiers shelled a market in Goma on Tuesday, killing nine people. The governor rejected the request.",
    "Soldiers shelled a market in Goma on Tuesday. Officials denied that they planned to annex the town.",
    "Soldiers shelled a market in Goma on Tuesday. The army neither confirmed nor denied the report.",
    "Residents said soldiers shelled a market in Goma on Tuesday; the army said it was investigating.",
    "Gunmen killed nine people in Goma on Tuesday, residents said, while the police confirmed six deaths.",
]


@pytest.mark.parametrize("text", DISPUTED)
def test_what_another_side_denies_is_disputed(code, text):
    (row,) = code(text)
    assert row["claim"] == "disputed"


@pytest.mark.parametrize("text", UNDISPUTED)
def test_what_nobody_denies_is_not_disputed(code, text):
    (row,) = code(text)
    assert row["claim"] == "reported"


def test_a_denial_is_of_the_event_told_last_before_it(code):
    rows = code(
        "Gunmen killed four farmers in Kaduna on Monday. A drone strike killed six people in Goma on Tuesday."
        " The army denied responsibility."
    )
    assert [row["claim"] for row in rows] == ["reported", "disputed"]


def test_a_denial_alone_makes_no_event(code):
    assert code("The army denied having shelled the market in Goma on Tuesday.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rwanda accused Burundi of shelling the town of Bugarama on Tuesday.", "Rwanda"),
        ("The rebels boasted that they had killed nine soldiers in Gao on Tuesday.", "The rebels"),
    ],
)
def test_words_of_distance_make_a_claim_and_name_who_makes_it(code, text, who):
    (row,) = code(text)
    assert (row["claim"], row["attributed_to"]) == ("claimed", who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Houthis said they fired a missile at a ship near Hodeidah on Monday.", "The Houthis"),
        ("According to the rebels, nine soldiers were killed near Kidal on Monday.", "the rebels"),
        ("Soldiers allegedly killed nine villagers near Kidal on Monday.", None),
    ],
)
def test_what_an_armed_group_says_of_its_war_is_a_claim(code, text, who):
    (row,) = code(text)
    assert (row["claim"], row["attributed_to"]) == ("claimed", who)


@pytest.mark.parametrize("who", ["The army", "Residents", "Doctors", "The health ministry"])
def test_what_others_say_is_reported(code, who):
    (row,) = code(f"{who} said that gunmen killed nine people near Jos on Monday.")
    assert (row["claim"], row["attributed_to"]) == ("reported", who)


def test_a_feat_that_only_its_doer_claims_and_the_other_side_rejects_is_denied(code):
    (row,) = code(
        "The ministry in Moscow claimed that its troops had captured Kupiansk on Monday, a report that Kyiv "
        "rejected."
    )
    assert row["claim"] == "denied"


def test_a_bomb_that_was_defused_is_an_attempt(code):
    (row,) = code("Sappers defused a bomb near a school in Peshawar on Monday.")
    assert row["status"] == "attempted"


@pytest.mark.parametrize(
    ("text", "basis", "said_by"),
    [
        (
            "A bomb killed two people in Mosul. The Islamic State claimed responsibility.",
            "claimed",
            "Islamic State",
        ),
        (
            "A bomb killed two people in Mosul. The attack was claimed by the Islamic State.",
            "claimed",
            "Islamic State",
        ),
        (
            "A bomb killed two people in Mosul. The governor blamed the Islamic State.",
            "blamed",
            "The governor",
        ),
        ("A bomb killed two people in Mosul. The attack was blamed on the Islamic State.", "blamed", None),
        ("A drone strike blamed on the Islamic State killed two people in Mosul.", "blamed", None),
    ],
)
def test_a_doer_who_only_claims_or_is_blamed_is_marked_so(code, text, basis, said_by):
    row = code(text)[0]
    assert row["actor1"] == "Islamic State (IS)"
    assert row["actor1_basis"] == basis
    assert row["claim"] == "reported"  # the deed itself is told as a fact
    assert (row["attributed_to"] if said_by else said_by) == said_by


def test_a_doer_told_as_a_fact_has_no_basis(code):
    (row,) = code("The Islamic State shelled a market in Mosul, killing two people.")
    assert "actor1_basis" not in row


def test_the_same_side_that_goes_on_denies_nothing(code):
    (event,) = code(
        "Troops arrested eleven men in raids near Mosul on Monday, the army announced. It said that no shots "
        "were fired."
    )
    assert event["claim"] == "reported"


def test_a_paragraph_denies_what_it_has_told_itself(code):
    (event,) = code(
        "Police broke up a march in Karachi on Monday with batons.\n\n"
        "Islamabad says the rebels are armed from abroad. Kabul rejects that."
    )
    assert event["claim"] == "reported"
