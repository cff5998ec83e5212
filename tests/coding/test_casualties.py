import pandas as pd
import pytest

from geo_events.coding.casualties import combine
from geo_events.coding.casualty_reading import sentence_casualties
from geo_events.coding.ontology import load_lexicon


@pytest.fixture
def tolls(language):
    """What one sentence says of killed and injured: (best, low, high) of each, or None."""

    def read(text):
        (sentence,) = language.pipeline(text).sents
        found = combine([c for _, c in sentence_casualties(sentence, lexicon=load_lexicon())])
        return tuple(c and (c.best, c.low, c.high) for c in (found.killed, found.injured))

    return read


def exactly(n):
    return (n, n, n)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Gunmen kill seven at a cafe in Basra", exactly(7), None),
        ("Suicide bomber kills at least 14 in north Baghdad", (14, 14, None), None),
        ("41 dead as troops storm rebel town", exactly(41), None),
        ("Toll in Kabul mosque bomb reaches 19", exactly(19), None),
        ("Death toll from market blast rises to 36", exactly(36), None),
        ("5 killed, 12 hurt as blast hits market", exactly(5), exactly(12)),
        ("One KIA, four WIA as militants shell post", exactly(1), exactly(4)),
        ("Some 50 fighters killed in Mosul - army", exactly(50), None),
        ("Two soldiers among 9 killed in border attacks", exactly(9), None),
        ("Army kills rebel leader, 26 members in air raid", exactly(27), None),
        ("Woman killed, child wounded in shelling of Donetsk", exactly(1), exactly(1)),
        ("Militants kill family of five in Kirkuk", exactly(5), None),
        ("Iraqi forces 'kill 12 militants' near Hit", exactly(12), None),
        ("Soldier killed in clashes with gunmen", exactly(1), None),
    ],
)
def test_headlines_are_read_whatever_their_parse(tolls, text, killed, injured):
    assert tolls(text) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Five people, two of them children, were killed on Tuesday.", 5),
        ("The resistance says it lost five fighters and killed nine soldiers.", 14),
        ("The clash ended in the death of seven rebels and one soldier.", 8),
        ("The murder of two aid workers shocked the town.", 2),
        ("The bodies of six men were found by the river.", 6),
        ("The blast brings to 30 the number of people killed this week.", 30),
        ("The fire claimed eleven lives.", 11),
        ("A shell killed a pregnant woman and her child.", 2),
        ("General Luis Carrera was assassinated in the capital.", 1),
        ("Carrera, 45, and Rosa Diaz, a lawyer, were kidnapped and killed.", 2),
        ("Gunmen shot dead the mayor, a former judge.", 1),
        ("Troops killed two reporters, Juan Navas and Pedro Pineda.", 2),
        ("The killing of Senator and presidential candidate Luis Galan led to a curfew.", 1),
        ("Two suicide bombers killed 12 people.", 12),
        ("Gunmen shot dead three men.", 3),
        ("Two dozen villagers were killed.", 24),
        ("Ten people were killed, among them seven policemen.", 10),
        ("Both guards were killed.", 2),
        ("The trio were murdered in their home.", 3),
    ],
)
def test_the_killed_are_counted_once_each(tolls, text, best):
    assert tolls(text)[0][0] == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Two of the travellers did not make it.", 2),
        ("One sapper stepped on a mine and did not survive.", 1),
        ("Four fighters lay dead by noon.", 4),
        ("Seven soldiers were reported killed.", 7),
        ("Two of the wounded breathed their last in hospital.", 2),
        ("Three miners bled to death.", 3),
        ("They put two captives to death.", 2),
        ("Two captives were put to death.", 2),
        ("Three lives were lost.", 3),
        ("The raid claimed 34 soldiers' lives.", 34),
        ("The army admits the loss of twelve men.", 12),
        ("The rebels lost twelve.", 12),
        ("Raiders slit the throats of four herders.", 4),
        ("Two guests' throats were slashed.", 2),
        ("Two guests had their throats cut.", 2),
        ("The bodies of two brothers were left beneath a bridge.", 2),
        ("The rider's body was found on Sunday.", 1),
        ("Neighbours caught two men and burned their bodies.", 2),
        ("Not seven but eleven bodies were brought down from the hill.", 11),
        ("We counted 58 fresh graves.", 58),
        ("Nine farmers and two guards were taken to the morgue.", 11),
        ("Rescuers recovered a couple in their seventies and their grandson.", 3),
        ("One engineer is missing and presumed dead.", 1),
        ("Four of his comrades fell in the fighting.", 4),
        ("A shell wiped out a family of five.", 5),
        ("Snipers picked off two soldiers.", 2),
        ("It cost three men their lives.", 3),
        ("Four men were found with their throats slit.", 4),
        ("Killed were a mother and her baby.", 2),
        ("The only fatality was a watchman.", 1),
        ("Six people are known to have died.", 6),
        ("A policeman was among the dead.", 1),
    ],
)
def test_death_has_many_words(tolls, text, best):
    assert tolls(text)[0][0] == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Gunmen shot at least 42 herders.", 42),
        ("They shot five traders, two of whom survived.", 3),
        ("The family of a slain smuggler shot thirty men; eleven survived with wounds.", 30),
    ],
)
def test_who_was_shot_and_did_not_survive_is_dead(tolls, text, best):
    assert tolls(text)[0][0] == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Three of them were killed, and so were two raiders.", 5),
        ("Seven guests died with her.", 8),
        ("He was killed along with his driver.", 2),
        ("Two peasants were killed on the spot and a third died on the way.", 3),
    ],
)
def test_those_named_behind_come_to_those_before(tolls, text, best):
    assert tolls(text)[0][0] == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("The union put the number of people killed at not less than 19.", 19),
        ("Monitors put the dead of both sides at around one hundred.", 100),
        ("The number of those killed when a truck blew up beside a post on Friday has gone up to five.", 5),
        ("Friday's dead in the town now 83, a group says", 83),
        ("Officials first spoke of fourteen dead officers; the council now says it was 23.", 23),
        ("Killed: 3", 3),
        ("Five bodies were found, bringing the dead of four days of unrest to eleven.", 5),
    ],
)
def test_tolls_are_read_where_they_are_named(tolls, text, best):
    assert tolls(text)[0][0] == best


@pytest.mark.parametrize(
    "text",
    [
        "They could have killed 20 people.",
        "He threatened to kill ten hostages.",
        "At least 20 people were killed or wounded.",
        "There were no immediate reports of casualties.",
        "It was not known whether there were any casualties.",
        "The toll has reached 384 since 1985.",
        "The accused faces the death penalty.",
        "Volunteers saved twelve lives.",
        "The team lost two matches.",
        "The shelling killed forty sheep.",
        "The plane was hit 15 km from the town.",
        "A 15-year-old law killed hopes of a deal.",
        "That is how many people died.",
        "Apart from three guards, nobody was killed.",
        "A black flag hung from the tower.",
        "Nobody could give a figure for the dead.",
        "The army gave no account of its losses.",
        "The family of a slain smuggler fled.",
        "Two men are to be hanged.",
        "The strike marks the anniversary of a poet's murder.",
    ],
)
def test_no_figure_is_read_where_nobody_is_said_to_have_died(tolls, text):
    assert tolls(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt.",
        "The attack did not result in any casualties, although losses are heavy.",
        "The bomb caused great damage but no casualties.",
        "No deaths were reported.",
        "There were no fatalities.",
        "The minister escaped unhurt.",
        "The explosion passed without injuries.",
        "Casualties: none.",
        "No one was hit.",
        "The shell fell in a field without injuring anyone.",
        "The rocket did not cause casualties.",
        "There were no dead or injured.",
    ],
)
def test_none_said_is_nought(tolls, text):
    assert tolls(text)[0] == exactly(0)


@pytest.mark.parametrize(
    ("text", "best", "low", "high"),
    [
        ("A car bomb killed three people in Mosul on Monday.", 3, 3, 3),
        ("At least 16 people were killed when rockets hit a market in Aleppo on Monday.", 16, 16, None),
        ("A mortar attack in Homs on Monday killed up to 20 soldiers.", 20, 0, 20),
        ("Shelling in Homs on Monday killed a woman and her two sons.", 3, 3, 3),
        ("A roadside bomb in Homs on Monday killed four policemen and a driver.", 5, 5, 5),
        ("Dozens of villagers were killed when gunmen attacked Bama on Monday.", 12, 12, None),
        ("A drone strike in Homs on Monday killed three men, including two brothers.", 3, 3, 3),
        ("A shell hit a school in Homs on Monday. Nobody was hurt.", 0, 0, 0),
        ("A shell hit a school in Homs on Monday. There were no casualties.", 0, 0, 0),
        ("Rebels and soldiers clashed in Homs on Monday, leaving five fighters dead.", 5, 5, 5),
        (
            "Soldiers and rebels clashed in Homs on Monday, and between eight and twelve people died.",
            8,
            8,
            12,
        ),
        ("A landmine exploded under a bus in Homs on Monday, and five passengers lost their lives.", 5, 5, 5),
        ("Airstrikes in Homs on Monday killed 1,200 people.", 1200, 1200, 1200),
        ("Airstrikes in Homs on Monday killed twenty-one people.", 21, 21, 21),
        ("A bomber attacked a post in Homs on Monday, killing four guards. The attacker also died.", 5, 5, 5),
        ("Gunmen attacked a bus in Homs on Monday. Thirteen passengers died, a doctor said.", 13, 13, 13),
        ("A mine blew up under a lorry in Homs on Monday; two traders perished.", 2, 2, 2),
        ("Rebels and soldiers fought in Homs on Monday. A resident counted six bodies.", 6, 6, 6),
        (
            "Rebels attacked a base in Homs, and 14 rebels died. The army admitted the death of two men.",
            16,
            16,
            16,
        ),
    ],
)
def test_deaths_are_read_with_their_bounds(code, text, best, low, high):
    (event,) = code(text)
    found = [event["fatalities"], event["fatalities_low"], event["fatalities_high"]]
    assert [None if pd.isna(value) else value for value in found] == [best, low, high]


def test_a_toll_is_not_taken_from_another_town_or_a_longer_time(code):
    other = "Shells hit a depot in Homs on Monday. In Aleppo there were three dead on Friday, say medics."
    long = "Gunmen seized a doctor in Homs on Monday. More than 320 people have been killed since January."
    assert pd.isna(code(other)[0]["fatalities"])
    assert pd.isna(code(long)[0]["fatalities"])


def test_a_toll_told_before_the_deed_is_the_deeds(code):
    (event,) = code("We counted 58 fresh graves. Soldiers shot the men in Homs on Monday, villagers say.")
    assert event["fatalities"] == 58


def test_silence_is_no_zero(code):
    (event,) = code("Warplanes bombed a depot in Homs on Monday.")
    assert pd.isna(event["fatalities"])


def test_no_deaths_anywhere_is_said_of_all_events_before_it(code):
    text = (
        "Shells hit a depot in Homs on Monday.\n\nGunmen attacked a bank in Aleppo on Tuesday. "
        "No deaths were reported anywhere."
    )
    assert [event["fatalities"] for event in code(text)] == [0, 0]


def test_a_vague_word_is_marked_as_imputed(code):
    (event,) = code("Dozens of villagers were killed when gunmen attacked Bama on Monday.")
    assert (event["fatalities_basis"], event["fatalities_text"]) == ("imputed", "Dozens")


def test_injured_are_no_dead(code):
    (event,) = code("A roadside bomb wounded three drivers near Mosul on Monday.")
    assert pd.isna(event["fatalities"])
    assert event["injured"] == 3


def test_civilians_are_counted_only_where_the_text_says_civilians(code):
    (said,) = code("Shelling in Homs on Monday killed four civilians.")
    (unsaid,) = code("Shelling in Homs on Monday killed four people.")
    (among,) = code("Shelling in Homs on Monday killed ten people, including four civilians.")
    assert said["fatalities_civilians"] == 4
    assert pd.isna(unsaid["fatalities_civilians"])
    assert (among["fatalities"], among["fatalities_civilians"]) == (10, 4)
