"""Which passages are of one event, which events become rows, and how sure the rows are."""

import datetime as dt

import pytest

from geo_events.articles import read_articles
from geo_events.coding.clustering import Kind, Links, cluster
from geo_events.coding.coder import read_passages
from geo_events.coding.settling import settle
from geo_events.coding.weighing import CodingSettings, contributions, load_weights, log_odds, probability
from geo_events.geoparsing import geoparse_article

LEASTS = {"least": 0.0, "least_reference": 0.0, "least_headline": -1.0}
TOLD, REFERENCE, HEADLINE = Kind.TOLD, Kind.REFERENCE, Kind.HEADLINE


def links(kinds, odds, follows=()):
    evidence = {pair: {"odds": value} for pair, value in odds.items()}
    return Links(len(kinds), tuple(kinds), evidence, dict(follows))


def grouped(kinds, odds, follows=()):
    return cluster(links(kinds, odds, follows), {"odds": 1.0}, **LEASTS)


def test_tellings_are_grouped_by_the_mean_of_their_links():
    # 2 is near 1 but far from 0, which 1 belongs to
    assert grouped([TOLD] * 3, {(0, 1): 3.0, (1, 2): 1.0, (0, 2): -2.0}) == [[0, 1], [2]]


def test_tellings_that_cannot_be_one_are_never_in_one_group():
    assert grouped([TOLD] * 3, {(0, 1): 3.0, (1, 2): 3.0}) == [[0, 1], [2]]


def test_a_reference_joins_one_group_and_never_bridges_two():
    assert grouped([TOLD, TOLD, REFERENCE], {(0, 1): -1.0, (0, 2): 2.0, (1, 2): 1.5}) == [[0, 2], [1]]


def test_a_headline_joins_what_it_fits_best_even_loosely():
    assert grouped([HEADLINE, TOLD, TOLD], {(1, 2): -3.0, (1, 0): -2.0, (2, 0): -0.5}) == [[0, 2], [1]]
    assert grouped([HEADLINE, TOLD], {(1, 0): -2.0}) == [[0], [1]]


def test_a_toll_goes_where_the_telling_goes_that_it_follows():
    kinds = [TOLD, TOLD, Kind.TOLL]
    assert grouped(kinds, {(0, 2): 5.0}, [(2, 1)]) == [[0], [1, 2]]
    assert grouped(kinds, {(0, 1): 5.0}, [(2, 1)]) == [[0, 1, 2]]


def test_no_tellings_no_groups():
    assert grouped([], {}) == []


def test_probability_of_odds():
    assert probability(0.0) == 0.5
    assert probability(1e9) == pytest.approx(1.0)
    assert probability(-1e9) == pytest.approx(0.0)


def test_contributions_add_up_to_the_odds_and_name_the_weightiest_first():
    found, weights = {"a": 2.0, "b": 1.0, "unknown": 5.0}, {"a": 0.5, "b": -3.0}
    parts = contributions(found, weights)
    assert list(parts) == ["b", "a"]
    assert sum(parts.values()) == log_odds(found, weights) == -2.0


def test_weights_know_no_place_and_no_group():
    weights = load_weights()
    names = {name.lower() for model in (weights.link, weights.event, weights.right) for name in model}
    assert not {name for name in names if "salvador" in name or "fmln" in name or "colombia" in name}


@pytest.fixture
def candidates(gazetteer, language, tmp_path):
    """Settle a text; gives all candidates, those below the threshold too."""

    def run(text):
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        (article,) = read_articles(path, published=dt.date(2024, 3, 15))
        toponyms = geoparse_article(article, gazetteer=gazetteer)
        passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language)
        return settle(passages, load_weights(), settings=CodingSettings(), gazetteer=gazetteer)

    return run


def test_a_dated_and_placed_event_with_a_toll_is_believed_more_than_a_bare_mention(candidates):
    (told,) = candidates("A car bomb killed three people in Mosul on Monday.")
    (bare,) = candidates("The bishop spoke of the attack.")
    assert told.belief > 0.8 > bare.belief
    assert told.confidence > bare.confidence


@pytest.mark.parametrize(
    "text",
    [
        "The earthquake that struck the valley on Saturday has killed at least 34 people, officials said.",
        "Cholera has killed 17 people in Bol since 20 August.",
    ],
)
def test_nature_and_illness_kill_without_an_event_of_conflict(candidates, text):
    assert all(each.belief < CodingSettings().least_belief for each in candidates(text))


def test_two_shellings_of_a_day_in_two_countries_are_two_events(candidates):
    found = candidates(
        "Israeli artillery shelled the town of Khiam on Tuesday. "
        "Militants launched rockets at Kiryat Shmona on Tuesday."
    )
    assert len(found) == 2


def test_what_is_added_about_an_event_belongs_to_it(candidates):
    (event,) = candidates(
        "A car bomb killed three people in Mosul on Monday.\n\n"
        "Eleven others were injured in the blast, a doctor said."
    )
    assert event.draft.casualties.killed.best == 3
    assert event.draft.casualties.injured.best == 11
    assert len(event.draft.also) == 1


@pytest.mark.parametrize(
    "toll",
    [
        "Three people died, a doctor said.",
        "At least three people died and a stall was wrecked.",
        "A guard and two shoppers were killed.",
        "A resident counted three bodies.",
        "Rescuers found the bodies of three men.",
    ],
)
def test_dead_told_without_the_deed_are_the_toll_of_the_event_told_just_before(candidates, toll):
    (event,) = candidates(f"A car bomb went off outside the market of Mosul on Monday. {toll}")
    assert event.draft.action.sub_event_type == "Remote explosive/landmine/IED"
    assert event.draft.casualties.killed.best == 3
    assert len(event.draft.also) == 1


def test_dead_of_another_place_are_an_event_of_their_own(candidates):
    found = candidates(
        "A car bomb killed five people at the market of Mosul on Monday. In Basra, two people were shot dead."
    )
    assert [each.draft.casualties.killed.best for each in found] == [5, 2]


def test_what_somebody_did_who_was_just_told_of_is_the_toll_of_that(candidates):
    (event,) = candidates(
        "A woman blew herself up at a mosque in Bama on Sunday. She killed six worshippers, the police said."
    )
    assert event.draft.casualties.killed.best == 6


def test_dead_of_whom_a_sentence_only_tells_on_the_way_are_no_toll_of_what_it_tells(candidates):
    found = candidates(
        "Students held a rally in Mosul, called after two of them had been killed in Basra in May."
    )
    assert found[0].draft.casualties.killed is None


def test_people_who_were_also_killed_add_to_the_toll_told_just_before(candidates):
    (event,) = candidates(
        "A drone strike killed four men in Mosul on Monday. A girl of eight was also killed."
    )
    assert event.draft.casualties.killed.best == 5


def test_dead_of_whom_nothing_else_is_told_were_attacked(candidates):
    (event,) = candidates("Rescuers found six bodies in Mosul on Monday.")
    assert event.draft.action.sub_event_type == "Attack"


def test_damage_told_without_a_doer_is_of_the_attack_told_just_before(candidates):
    found = candidates(
        "Gunmen attacked a village near Mosul on Monday, killing four farmers. Homes were burned."
    )
    assert [each.draft.action.sub_event_type for each in found] == ["Attack"]


def test_what_a_victim_had_done_before_does_not_name_the_event(candidates):
    (event, *_) = candidates(
        "Soldiers shot dead a man during a raid in Mosul on Monday. He had thrown a grenade, the army said."
    )
    assert event.draft.action.sub_event_type == "Attack"


def test_the_fight_by_which_a_town_was_taken_is_no_second_event(candidates):
    found = candidates("Rebels took the town of Sinjar on Saturday after a day of fighting with the army.")
    assert len(found) == 1


def test_a_bare_mention_is_less_sure_in_every_field(candidates):
    (told,) = candidates("A car bomb killed three people in Mosul on Monday.")
    (bare,) = candidates("The bishop spoke of the attack.")
    assert set(told.fields) == {"type", "date", "place", "actors", "fatalities"}
    for name, sure in told.fields.items():
        assert bare.fields[name] < sure
        assert 0.0 < sure < 1.0


def test_no_field_is_less_sure_than_the_row_as_a_whole(candidates):
    found = candidates("Gunmen killed a judge in Tikrit. A bomb went off near Mosul on Monday, hurting two.")
    for each in found:
        assert min(sure for name, sure in each.fields.items() if name != "actors") >= each.confidence


@pytest.mark.parametrize(
    ("field", "sure", "unsure"),
    [
        ("date", "Gunmen killed a judge in Mosul on Monday.", "Gunmen killed a judge in Mosul."),
        ("place", "Gunmen killed a judge in Mosul on Monday.", "Gunmen killed a judge on Monday."),
    ],
)
def test_what_the_words_name_is_surer_than_what_they_do_not(candidates, field, sure, unsure):
    (one,), (other,) = candidates(sure), candidates(unsure)
    assert one.fields[field] > other.fields[field]


def test_capitals_are_weighed_apart_and_add_nothing_elsewhere(candidates):
    text = "A car bomb killed three people in Mosul on Monday."
    (plain,), (capitals,) = candidates(text), candidates(text.upper())
    apart = {name for name in capitals.row_evidence if name.endswith(", in capitals")}
    assert {"belief, in capitals", "date: day, named, in capitals", "deaths: given, in capitals"} <= apart
    assert not any(name.endswith(", in capitals") for name in plain.row_evidence)
