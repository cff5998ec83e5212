"""Ordinary news yields no events, and what only resembles it still does."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        # ordinary suspects
        "Police in Leeds arrested a woman on Friday who is accused of stealing bicycles.",
        "Two brothers were arrested in Porto on Monday over a burglary at a pharmacy.",
        "Detectives detained a driver in Denver on Monday after they found cannabis in his boot.",
        "A banker was arrested in Zurich on Tuesday on suspicion of fraud.",
        "A teacher was arrested in Oslo on Sunday for drunk driving.",
        # searches
        "Tax inspectors raided the offices of a brewery in Ghent on Wednesday.",
        "Police in Utrecht raided a cannabis farm on Monday.",
        # stoppages
        "The walkout by pilots was the fourth strike at Gatwick this year.",
        "Bus drivers in Lima began a 24-hour strike on Tuesday over pay.",
        "Miners in Jastrzebie began a strike on Monday.",
        # business
        "The club reached an agreement with its sponsor in Milan on Monday.",
        "The airline struck a deal with its lenders in Nairobi on Tuesday.",
        "The ministry signed an accord with two universities in Quito on Monday.",
        # misfortunes and animals
        "A woman was killed in Bath on Friday when an oak fell on her car.",
        "The bridge collapse in Genoa killed four people on Tuesday.",
        "A boiler exploded in a laundry in Minsk on Monday, killing two workers.",
        "A dog attacked a postman in Cardiff on Tuesday.",
        "A shark killed a surfer near Perth on Sunday.",
        # words
        "The opposition leader attacked the budget in Ottawa on Tuesday.",
        "Critics in Vienna attacked her decision to close the library on Monday.",
        "Shoppers in Madrid were bombarded with coupons on Friday.",
        "The senator was ambushed by reporters in Austin on Monday.",
        "The vote in Bern on Monday killed the proposal.",
        # courts and memories
        "A man went on trial in Antwerp on Monday for the killing of his neighbour.",
        "A nurse was convicted in Manchester on Friday of murdering three patients.",
        "A court in Bremen sentenced a man on Monday for stabbing his cousin.",
        "A man was charged on Tuesday with the murder of a shopkeeper in Boston.",
        "The city of Antwerp marked the anniversary of the bombing on Sunday.",
    ],
)
def test_ordinary_news_yields_no_event(code, text):
    assert [(event["sub_event_type"], event["evidence"]) for event in code(text)] == []


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Police arrested a journalist in Yangon on Monday on charges of fraud.", "Arrests"),
        ("Police arrested an opposition leader in Minsk on Tuesday for tax fraud.", "Arrests"),
        ("Police arrested six suspected militants in Paris on Monday for theft.", "Arrests"),
        ("A strike on a hospital in Khan Younis killed nine nurses on Monday.", "Air/drone strike"),
        ("The army launched a strike on a refinery in Tartus on Monday.", "Air/drone strike"),
        ("Israel carried out a strike on a union building in Sidon on Monday.", "Air/drone strike"),
        ("The rebels signed a deal with the company in Kisangani on Monday to leave the mine.", "Agreement"),
        (
            "An explosion near a gas station in Aden on Monday killed two people.",
            "Remote explosive/landmine/IED",
        ),
        ("Gunmen attacked the budget ministry in Port-au-Prince on Monday.", "Attack"),
        ("Herders killed six farmers near Jos on Monday after floods.", "Attack"),
        ("Men stormed a church in Owo on Monday, killing nine worshippers.", "Attack"),
        ("A court in Goma sentenced four soldiers on Monday for the killing of six villagers.", "Attack"),
    ],
)
def test_what_only_resembles_ordinary_news_is_still_an_event(code, text, sub_event_type):
    assert [event["sub_event_type"] for event in code(text)] == [sub_event_type]


@pytest.mark.parametrize(
    "text",
    [
        "A drone killed three in a car in Iraq on Wednesday. "
        "Talks stopped when a drone killed three soldiers in Jordan.",
        "A U.S. drone killed three men in a car on Wednesday. "
        "The talks had stopped when a drone attack on a base in Jordan killed three American soldiers.",
    ],
)
def test_two_countries_or_sides_turned_round_are_two_events(code, text):
    assert [event["fatalities"] for event in code(text)] == [3, 3]


@pytest.mark.parametrize(
    "text",
    [
        # the sense that the first sentence shows
        "A gas explosion wrecked a laundry in Minsk on Monday. The blast killed two workers.",
        "A ferry capsized near Mwanza on Monday, killing nine. Two crew members were killed on the shore.",
        "Cabin crew began a strike over pay on Monday. It was the third strike at Schiphol this year.",
        "Hackers attacked the servers of a bank in Lisbon on Monday. The attack was the third this year.",
        "An earthquake struck Lombok on Monday. Hundreds of houses were destroyed.",
    ],
)
def test_later_mentions_keep_the_sense_that_the_first_one_shows(code, text):
    assert [(event["sub_event_type"], event["evidence"]) for event in code(text)] == []


def test_a_real_attack_is_one_whatever_was_told_before_it(code):
    (row,) = code(
        "A ferry capsized near Mwanza on Monday, killing nine. Gunmen killed four farmers in Goma on Friday."
    )
    assert row["fatalities"] == 4
