import pandas as pd
import pytest

LETHAL = {"Battles", "Explosions/Remote violence", "Violence against civilians"}


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("U.S. warplanes bombed a depot in Homs on Monday.", "Air/drone strike"),
        ("On Monday, the army targeted a car with a drone in Homs, killing two people.", "Air/drone strike"),
        ("Mortar rounds fell on a market in Homs on Monday.", "Shelling/artillery/missile attack"),
        ("A roadside bomb went off beside a bus in Homs on Monday.", "Remote explosive/landmine/IED"),
        (
            "A suicide bomber drove a car into a checkpoint in Homs on Monday, killing four policemen.",
            "Suicide bomb",
        ),
        ("Soldiers and rebels clashed in Homs on Monday.", "Armed clash"),
        ("Gunmen ambushed an army convoy near Homs on Monday.", "Armed clash"),
        ("M23 rebels captured the town of Goma on Monday.", "Non-state actor overtakes territory"),
        ("Syrian troops retook the town of Palmyra on Monday.", "Government regains territory"),
        ("Gunmen shot dead three farmers near Maiduguri on Monday.", "Attack"),
        (
            "Gunmen kidnapped nine pupils from a school in Maiduguri on Monday.",
            "Abduction/forced disappearance",
        ),
        ("Thousands of people marched peacefully in Tripoli on Monday.", "Peaceful protest"),
        ("Police arrested a journalist in Yangon on Monday.", "Arrests"),
        ("Armed men looted the main market of Bama on Monday.", "Looting/property destruction"),
        ("The government and the rebels signed a ceasefire in Geneva on Monday.", "Agreement"),
        ("A crowd lynched two suspects in Port-au-Prince on Monday.", "Mob violence"),
    ],
)
def test_sub_event_types(code, text, sub_event_type):
    (event,) = code(text)
    assert event["sub_event_type"] == sub_event_type


@pytest.mark.parametrize(
    "text",
    [
        "The minister called for an end to the attacks in Homs.",
        "The group threatened to attack bases in Iraq.",
        "The army denied shelling the market in Homs.",
        "The army did not attack Homs on Monday.",
        "No attack was reported in Homs on Monday.",
        "Washington warned that it would strike targets in Yemen.",
        "The army began a live-fire drill with artillery near Basra on Thursday.",
        "Supermarkets in Kyiv are locked in a price war.",
        "The battle for the league title exploded into life in Batumi on Sunday.",
        "Workers at the port of Beirut went on strike on Monday.",
        "If the talks fail, rebels could attack Goma.",
        "A film about the bombing of Homs opened in Paris on Monday.",
        "“They attack us in Homs whenever they like, and every attack makes us stronger,” the mayor said.",
        "A wreath was laid for those who fell in the clashes of 1991 in Vilnius.",
        "Lawmakers want the government to set a date for the departure of foreign troops.",
    ],
)
def test_no_violent_event_from_what_did_not_happen(code, text):
    violent = [e for e in code(text) if e["event_type"] in LETHAL and e["status"] == "occurred"]
    assert violent == []


def test_a_fact_that_somebody_tells_in_direct_speech_is_an_event_and_says_who_tells_it(code):
    (event,) = code("“They attacked us in Homs on Monday and killed five men,” the mayor said.")
    assert event["fatalities"] == 5
    assert event["attributed_to"] == "the mayor"


def test_a_foiled_attack_is_attempted(code):
    events = code("Air defences shot down twelve drones over Kyiv on Monday.")
    assert [event["status"] for event in events] == ["attempted"]


def test_people_who_are_gunned_down_or_lay_down_their_arms_are_no_attempt(code):
    (shot,) = code("Gunmen gunned down three farmers near Homs on Monday.")
    (given,) = code("Thirty rebels laid down their arms in Homs on Monday.")
    assert (shot["sub_event_type"], shot["status"]) == ("Attack", "occurred")
    assert (given["sub_event_type"], given["status"]) == ("Agreement", "occurred")


def test_a_campaign_is_an_aggregate(code):
    events = code("Since October, militants have carried out almost daily attacks on bases in Iraq.")
    assert [event["event_clarity"] for event in events] == ["aggregate"]


def test_a_partys_claim_is_kept_as_a_claim(code):
    (event,) = code("The rebels claimed that their fighters had captured the town of Goma on Monday.")
    assert event["claim"] == "claimed"
    assert event["attributed_to"] == "The rebels"


def test_an_event_told_twice_is_counted_once(code):
    text = (
        "Shells kill five in Salamiyah\n\n"
        "Five people were killed on Tuesday when mortar rounds landed in Salamiyah, a Syrian town.\n\n"
        "Eleven others were injured in the shelling, a doctor said."
    )
    (event,) = code(text, title="Shells kill five in Salamiyah")
    assert (event["fatalities"], event["injured"]) == (5, 11)
    assert len(event["evidence_also"]) == 2


def test_two_events_of_one_sentence_stay_two(code):
    events = code("Shelling killed two people in Homs on Monday, and a car bomb killed three in Mosul.")
    assert {(e["location"], e["fatalities"]) for e in events} == {("Homs", 2), ("Mosul", 3)}


def test_what_happened_after_an_event_is_another_event(code):
    events = code(
        "The talks were halted after three American soldiers were killed in a drone attack in Jordan. "
        "At least 16 Iraqis were killed in U.S. airstrikes following the drone attack on the base in Jordan."
    )
    assert {(e["country"], e["fatalities"]) for e in events} == {("Iraq", 16), ("Jordan", 3)}


def test_the_evidence_is_the_text_at_its_offsets(code):
    text = "Nothing happened on Sunday. \n\nOn Monday, a car bomb   killed three\npeople in Mosul."
    (event,) = code(text)
    start, end = event["evidence_start"], event["evidence_end"]
    assert event["evidence"] == text[start:end] == "On Monday, a car bomb   killed three\npeople in Mosul."


def test_an_event_keeps_its_id_when_the_article_is_coded_again(code):
    text = (
        "A car bomb killed three people in Mosul on Monday. Soldiers and rebels clashed in Homs on Tuesday."
    )
    first, second = code(text), code(text)
    assert [e["event_id"] for e in first] == [e["event_id"] for e in second]
    assert len({e["event_id"] for e in first}) == 2


def test_without_a_day_of_publication_dates_stay_null(code):
    (event,) = code("A car bomb killed three people in Mosul on Monday.", published=None)
    assert pd.isna(event["date_start"])
    assert pd.isna(event["date_end"])
    assert event["date_precision"] == "unknown"


def test_a_day_before_the_speaker_is_the_events_and_one_after_the_speech_is_not(code):
    (told,) = code("Four soldiers were killed in fighting near Mosul on Tuesday, the army said.")
    (said,) = code("Four soldiers were killed in fighting near Mosul, the army said on Tuesday.")
    assert told["date_start"] == told["date_end"] == pd.Timestamp("2024-03-12")
    assert pd.isna(said["date_start"])
    assert said["date_end"] == pd.Timestamp("2024-03-12")


def test_a_headline_of_two_events_is_two(code):
    title = "Bomb kills five in Mosul; rebels take town in Congo"
    events = code(
        f"{title}\n\nA car bomb killed five people in Mosul on Monday, police said.\n\n"
        "In eastern Congo, M23 rebels took the town of Masisi on Sunday.",
        title=title,
    )
    assert [event["fatalities"] for event in events if pd.notna(event["fatalities"])] == [5]
    assert [event["country"] for event in events] == ["Iraq", "DR Congo"]


def test_people_killed_make_it_real_whatever_was_going_on(code):
    (event,) = code("A suicide bomber killed twelve people at an election rally in Peshawar on Monday.")
    assert event["sub_event_type"] == "Suicide bomb"
    (event,) = code("A bomb killed three fans at a football match in Mogadishu on Monday.")
    assert event["fatalities"] == 3


def test_taking_a_person_of_a_village_takes_no_village(code):
    (row,) = code("On Monday unidentified men took the imam of a village near Mosul from his home.")
    assert row["event_type"] == "Violence against civilians"
