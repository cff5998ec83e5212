import pandas as pd
import pytest


@pytest.mark.parametrize(
    ("text", "location", "precision"),
    [
        ("A car bomb killed three people in Mosul on Monday.", "Mosul", "exact"),
        ("A car bomb killed three people near Mosul on Monday.", "Mosul", "near"),
        ("A car bomb killed three people 15 km north of Mosul on Monday.", "Mosul", "near"),
        ("A car bomb killed three people in Anbar province on Monday.", "Anbar", "admin1"),
        ("A car bomb killed three people in Iraq on Monday.", "Iraq", "country"),
        ("A missile hit a tanker in the Red Sea on Monday.", "Red Sea", "water"),
        ("Gunmen ambushed a bus on the road between Palmyra and Homs on Monday.", None, "region"),
        ("A car bomb killed three people on Monday.", None, "unknown"),
    ],
)
def test_a_place_is_given_as_precisely_as_the_text_says(code, text, location, precision):
    (event,) = code(text)
    assert event["geo_precision"] == precision
    if location is not None:
        assert location in event["location"]
    if precision == "unknown":
        assert event["geometry"] is None
        assert pd.isna(event["uncertainty_km"])
    else:
        assert event["uncertainty_km"] > 0


def test_a_distance_is_the_uncertainty(code):
    (event,) = code("A car bomb killed three people 15 km north of Mosul on Monday.")
    assert event["uncertainty_km"] >= 15


@pytest.mark.parametrize(
    "text",
    [
        "Baghdad, March 15 (Agency) -- A car bomb killed three people on Monday.",
        "Baghdad said on Tuesday that a car bomb had killed three people on Monday.",
        "A car bomb killed three people on Monday, a rights group in Baghdad said.",
        "The Baghdad government condemned the attack. A car bomb killed three people on Monday.",
    ],
)
def test_datelines_metonyms_and_sources_are_no_places_of_events(code, text):
    for event in code(text):
        assert event["location"] != "Baghdad"


def test_whose_forces_is_not_where(code):
    (event,) = code("U.S. airstrikes killed three people in Yemen on Monday.")
    assert event["country"] == "Yemen"
    assert event["actor1"] == "Military Forces of the United States"
    assert event["actor1_type"] == "External/Other forces"


def test_several_countries_are_no_single_place(code):
    (event,) = code("Since October, armed groups have attacked American forces in Iraq and Syria every day.")
    assert event["geo_precision"] == "unknown"


def test_parents_are_filled(code):
    (event,) = code("A car bomb killed three people in Mosul on Monday.")
    assert (event["country"], event["iso3"], event["admin1"]) == ("Iraq", "IRQ", "Nineveh")


def test_a_name_that_goes_on_is_not_cut(code):
    (event,) = code("Gang members attacked the police station of Petite-Rivière-de-l’Artibonite on Monday.")
    assert event["country"] != "Mauritius"


def test_far_from_a_town_is_not_at_it(code):
    (event,) = code(
        "A missile hit a ship in the Red Sea on Monday, about 80 nautical miles west of Hodeidah."
    )
    assert event["geo_precision"] == "water"


def test_a_border_parts_neighbouring_towns(code):
    events = code(
        "Israeli artillery shelled the town of Khiam on Tuesday. "
        "Militants launched rockets at Kiryat Shmona on Tuesday."
    )
    assert {event["country"] for event in events} == {"Lebanon", "Israel"}


@pytest.mark.parametrize(
    ("where", "location", "latitude", "longitude"),
    [
        ("in Bakhmut (48.592, 37.995)", "Bakhmut", 48.592, 37.995),
        ("near Haditha, at 34.0712 N, 42.4821 E,", "Haditha", 34.0712, 42.4821),
        ("at 34.5167 N, 43.8833 E", "34.517 N, 43.883 E", 34.5167, 43.8833),
        ("in Anbar province (33.2512, 40.4121)", "33.2512 N, 40.4121 E", 33.2512, 40.4121),
        ("at grid 38S MB 12345 67890", "33.14622 N, 44.06014 E", 33.14622, 44.06014),
    ],
)
def test_an_event_is_at_the_coordinate_that_the_text_gives(code, where, location, latitude, longitude):
    (event,) = code(f"A car bomb killed three people {where} on Monday.")
    assert location.split()[0].rstrip("0123456789") in event["location"]
    assert (event["geometry"].y, event["geometry"].x) == pytest.approx((latitude, longitude), abs=1e-4)
    assert event["geo_precision"] == "exact"
    assert 0 < event["uncertainty_km"] < 1
    assert event["iso3"] in {"UKR", "IRQ"}
    assert event["admin1"]


def test_a_coarse_coordinate_claims_no_exact_point(code):
    (event,) = code("A missile hit a tanker at 13.5 N, 42.9 E on Monday.")
    assert event["geo_precision"] == "near"
    assert event["uncertainty_km"] > 5


def test_a_coordinate_told_later_refines_the_place(code):
    (event,) = code(
        "A car bomb killed three people in Bakhmut on Monday. "
        "The bomb in Bakhmut (48.592, 37.995) killed three people."
    )
    assert event["geometry"].y == pytest.approx(48.592)


def test_a_coast_is_not_the_water_that_it_is_named_after(code):
    (event,) = code("In Tumaco, on the Pacific coast, gunmen killed two fishermen on Monday.")
    assert (event["location"], event["country"]) == ("Tumaco", "Colombia")


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Gunmen attacked the capital of Iraq on Monday, killing two people.", "Baghdad"),
        ("Iraq's parliament met on Sunday. A bomb killed two people in the capital on Monday.", "Baghdad"),
        ("Iraq was calm. A bomb killed two people in the Syrian capital on Monday.", "Damascus"),
        ("Aleppo, March 13 (Agency) -- A bomb killed two people in this city on Monday.", "Aleppo"),
        ("Crowds marched in Mosul on Sunday. A bomb killed two people there on Monday.", "Mosul"),
        (
            "A bomb killed two people at a school in Mosul on Sunday.\n\n"
            "Gunmen raided the school before dawn on Monday.",
            "Mosul",
        ),
    ],
)
def test_words_that_point_to_a_place(code, text, location):
    assert code(text)[-1]["location"] == location


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Soldiers drove rioters from the square of Mosul after an exchange of fire.", "Mosul"),
        ("Two students died of wounds on Monday after police besieged a church in Aleppo.", "Aleppo"),
    ],
)
def test_what_comes_before_or_after_something_told_with_a_town_is_in_that_town(code, text, location):
    assert location in {event["location"] for event in code(text)}
    assert all(event["location"] == location for event in code(text))


@pytest.mark.parametrize(
    "text",
    [
        "A family fled to Mosul after gunmen killed three people on Monday.",
        "A rights group in Mosul reported that the army had shelled a village after an attack.",
    ],
)
def test_where_somebody_fled_to_or_told_of_it_is_not_where_it_was(code, text):
    assert all(event["location"] != "Mosul" for event in code(text))


def test_the_country_is_that_of_the_dateline_where_only_its_people_are_named(code):
    (event,) = code(
        "Baghdad, March 15 (Agency) -- Gunmen killed three Iraqi judges on Monday. "
        "The United Nations met in New York on Tuesday.",
    )
    assert event["country"] == "Iraq"


def test_the_kind_of_unit_behind_a_name_makes_no_other_place(code):
    (event,) = code("Gunmen killed three people in the north of Anbar Department, Iraq, on Monday.")
    assert (event["country"], event["admin1"]) == ("Iraq", "Anbar")


def test_a_place_that_the_gazetteer_lacks_keeps_its_name_and_claims_no_point(code):
    (event,) = code("Gunmen killed three people in the village of Qarzulit in Nineveh province on Monday.")
    assert event["location"] == "Qarzulit"
    assert pd.isna(event["geonameid"])
    assert (event["country"], event["admin1"], event["geo_precision"]) == ("Iraq", "Nineveh", "admin1")


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Air strikes kill 13 IS militants in Iraq's Mosul", "Mosul"),
        ("Iraqi police kill 61 militants in Old Mosul", "Mosul"),
        ("Iraqi forces kill 30 IS militants near Mosul Nuri Mosque", "Mosul"),
        ("Baghdad bombing kills four", "Baghdad"),
        ("Four killed in Baghdad car bombing near Qarzulit HQ", "Baghdad"),
    ],
)
def test_headlines(code, text, location):
    assert code(text)[0]["location"] == location


def test_a_longer_name_is_another_place(code):
    (event,) = code("Gunmen killed three people in the village of Mosul al-Qarzulit in Syria on Monday.")
    assert event["country"] == "Syria"


def test_each_place_of_a_list_has_an_event_and_its_part_of_the_toll(code):
    events = code("Bombs exploded in Mosul, Kirkuk and Ramadi on Monday, killing seven people.")
    assert [event["location"] for event in events] == ["Mosul", "Kirkuk", "Ramadi"]
    assert [event["fatalities"] for event in events] == [3, 2, 2]
    assert {event["fatalities_basis"] for event in events} == {"divided"}
    assert len({event["event_id"] for event in events}) == 3


def test_a_road_is_a_line(code):
    (event,) = code("Gunmen ambushed a bus on the road between Palmyra and Homs on Monday.")
    assert event["geo_precision"] == "region"
    assert event["footprint"].startswith("LINESTRING (38.")
    assert event["uncertainty_km"] > 50


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ("in the Mosul area", "near"),
        ("on the road to Mosul", "region"),
        ("along the border with Syria", "region"),
        ("in Hodeidah province", "admin1"),
        ("30 km north of Mosul", "region"),
    ],
)
def test_words_around_a_name_make_it_less_precise(code, where, precision):
    (event,) = code(f"Gunmen killed three people {where} on Monday.")
    assert event["geo_precision"] == precision


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Police reported in Lima that guerrillas killed three people in Huancayo on Monday.", "Huancayo"),
        ("In Lima, officials said that a bomb had killed three people on Monday.", "Lima"),
        ("Guerrillas attacked the Pacific oil pipeline in Buenaventura on Monday.", "Buenaventura"),
    ],
)
def test_who_told_it_where_and_what_is_named_after_a_water(code, text, location):
    assert code(text)[0]["location"] == location


def test_places_of_sentences_that_tell_no_event_are_no_place_of_the_next(code):
    text = "A bomb killed three people on Monday. Rain fell in Mosul. The sun shone in Paris."
    event = code(text)[0]
    assert event["geo_precision"] in {"country", "unknown"}


@pytest.mark.parametrize(
    ("text", "location", "precision"),
    [
        ("Fighting reached Mosul on Sunday. Troops took the town on Monday.", "Mosul", "exact"),
        (
            "A bomb killed two people near Mosul on Sunday. Another killed four in the same town.",
            "Mosul",
            "exact",
        ),
        ("Crowds marched in Mosul. Gunmen killed two guards on the edge of the city.", "Mosul", "near"),
        (
            "Residents of Mosul told us that gunmen had killed two nurses at a clinic on Monday.",
            "Mosul",
            "exact",
        ),
    ],
)
def test_a_town_that_is_pointed_to_is_as_precise_as_the_words_around_it(code, text, location, precision):
    event = code(text)[-1]
    assert (event["location"], event["geo_precision"]) == (location, precision)


@pytest.mark.parametrize(
    "where",
    ["in the Qarzulit quarter of Mosul", "on Qarzulit Street in Mosul", "in northern Mosul"],
)
def test_a_part_of_a_town_that_the_gazetteer_lacks_is_in_the_town(code, where):
    (event,) = code(f"A car bomb killed three people {where} on Monday.")
    assert (event["location"], event["geo_precision"]) == ("Mosul", "exact")


def test_a_quarter_is_not_a_town_of_its_name_elsewhere(code):
    event = code(
        "Police met in Mosul on Sunday. A car bomb killed three people in the Odesa quarter on Monday."
    )[-1]
    assert event["country"] == "Iraq"


def test_a_road_that_leads_to_a_town_which_no_gazetteer_knows_is_no_point(code):
    (event,) = code(
        "Gunmen ambushed a bus on the road between Mosul and Qarzulit on Monday, killing two people."
    )
    assert event["geo_precision"] == "region"


def test_a_distance_with_a_direction_moves_the_point(code):
    (event,) = code("A car bomb killed three people 20 km north of Mosul on Monday.")
    (town,) = code("A car bomb killed three people in Mosul on Monday.")
    assert 0.15 < event["geometry"].y - town["geometry"].y < 0.21
    assert abs(event["geometry"].x - town["geometry"].x) < 0.01


def test_whose_embassies_were_attacked_is_not_where(code):
    event = code("In Mosul, crowds attacked the embassies of France, Ukraine and Lebanon on Monday.")[0]
    assert event["location"] == "Mosul"


def test_for_whom_something_is_done_is_not_where(code):
    text = (
        "A missile hit a tanker in the Red Sea. They have attacked ships since November in support of Mosul."
    )
    assert {event["location"] for event in code(text)} == {"Red Sea"}


def test_a_sentence_that_hedges_goes_before_a_headline_that_cannot(code):
    (event,) = code(
        "Gunmen ambush bus near Palmyra, kill two\n\n"
        "Gunmen ambushed a bus on the road between Palmyra and Homs on Monday, killing two people.\n",
    )
    assert event["geo_precision"] == "region"


def test_an_event_without_a_place_is_in_the_only_town_of_its_story(code):
    event = code(
        "Mosul, March 15 (Agency) -- Two policemen died on Friday when a grenade was thrown at their car.\n\n"
        "A curfew was declared in Mosul. Shops in Mosul stayed shut, and the streets of Mosul were empty.\n",
    )[0]
    assert event["location"] == "Mosul"
