"""Capitals and countries that stand for a government."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from geo_events.gazetteer.folding import fold_text
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.metonym_words import metonym_words
from geo_events.geoparsing.metonymy import is_metonym, metonym_evidence, metonym_weights

SENTENCES = yaml.safe_load(Path(__file__).with_name("metonyms.yaml").read_text(encoding="utf-8"))
MARK = re.compile(r"\[(?P<metonym>[^\]]+)\]|\{(?P<literal>[^}]+)\}")
CAPITAL = SimpleNamespace(is_country=False, feature_code="PPLC", geonameid=1, key="geonames:1")
TOWN = SimpleNamespace(is_country=False, feature_code="PPL", geonameid=2, key="geonames:2")


def marked(sentence):
    """Take the marks out of a sentence: the text, and each name's span with whether it is a metonym."""
    text, spans, done = "", [], 0
    for mark in MARK.finditer(sentence):
        text += sentence[done : mark.start()]
        name = mark["metonym"] or mark["literal"]
        spans.append((len(text), len(text) + len(name), mark["metonym"] is not None))
        text += name
        done = mark.end()
    return text + sentence[done:], spans


def mention(start, end, kind="place"):
    return Mention(start, end, "", kind, True, 1.0)


def judge(text, name, place=CAPITAL, *, kind="place", **head):
    start = text.rindex(name)
    document = Document(text, fold_text(text), **head)
    return is_metonym(document, mention(start, start + len(name), kind), place)


def counts(sentences, gazetteer):
    """Right, false and missed metonyms."""
    right = false = missed = 0
    for sentence in sentences:
        text, spans = marked(sentence)
        document = Document(text, fold_text(text))
        for start, end, expected in spans:
            place = next(iter(gazetteer.lookup(text[start:end], limit=1)), None)
            found = is_metonym(document, mention(start, end), place)
            right += found and expected
            false += found and not expected
            missed += expected and not found
    return right, false, missed


@pytest.mark.parametrize(("part", "least_f1"), [("developed_on", 0.95), ("kept_aside", 0.9)])
def test_names_in_marked_sentences_are_judged_as_readers_judge_them(part, least_f1, gazetteer):
    right, false, missed = counts(SENTENCES[part], gazetteer)
    assert right + missed > 80
    assert 2 * right / (2 * right + false + missed) >= least_f1


@pytest.mark.parametrize(
    "sentence",
    [
        "[Moscow] denied that it had targeted civilians.",
        "The attack will push [Baghdad] to expel the troops.",
        "Parliament is pushing [Washington] to discuss a timeline.",
        "[Kinshasa] accuses [Kigali] of arming the rebels.",
        "[Jerusalem] and [Ramallah] traded accusations.",
        "[Ukraine] began the counter-offensive in June.",
        "[Bogotá] suspends strikes on rebel camps",
        "He dismissed [Washington]'s version of the raid.",
        "[U.S.] aircraft fired on a truck outside {Raqqa}.",
        "[Ankara], which backs the opposition, said it would stay.",
        "The [Baghdad] government has been weakened.",
        "Relations between [Baghdad] and [Washington] have soured.",
        "They condemned the steps taken by [Washington].",
        "Ministers met in {Washington} to discuss {Iraq}.",
        "The road between {Baghdad} and {Mosul} was closed.",
        "{Kyiv} shelled again overnight",
        "The [Kremlin] denied it, but the walls of the {Kremlin} were lit up.",
        "[Somaliland] signed a deal with a port operator from {Dubai}.",
        "Protesters gathered near {Moscow} and outside {Kyiv}.",
    ],
)
def test_what_stands_around_a_name_decides(sentence, gazetteer):
    assert counts([sentence], gazetteer)[1:] == (0, 0)


def test_only_names_that_can_stand_for_a_government_are_metonyms():
    text = "Aleppo denied the report."
    assert judge(text, "Aleppo", CAPITAL)
    assert not judge(text, "Aleppo", TOWN)
    assert not judge(text, "Aleppo", None)
    assert not judge(text, "Aleppo", kind="demonym")
    assert judge(
        text, "Aleppo", SimpleNamespace(**{**vars(TOWN), "geonameid": next(iter(metonym_words().seats))})
    )


def test_a_unit_named_like_the_capital_in_it_counts_as_the_capital(gazetteer):
    places = gazetteer.lookup("Jerusalem", limit=3)
    units = [place for place in places if place.feature_code.startswith("ADM")]
    assert units
    assert all(judge("Jerusalem denied it.", "Jerusalem", unit) for unit in units)
    (state,) = [p for p in gazetteer.lookup("Washington", limit=5) if p.is_admin1 and p.country_code == "US"]
    assert not judge("Washington denied it.", "Washington", state)


def test_a_dateline_is_no_metonym():
    text = "BAGHDAD said nothing."
    assert judge(text, "BAGHDAD")
    assert not judge(text, "BAGHDAD", dateline=(0, 7))


def test_a_headline_names_its_source_last():
    text = "Patrol boat fired first - Seoul\n\nA boat fired."
    assert judge(text, "Seoul", title_end=31)
    assert not judge(text, "Seoul")


def test_nothing_behind_a_name_and_nothing_before_it_is_no_metonym():
    assert not judge("Baghdad", "Baghdad")
    assert not judge('"Baghdad!"', "Baghdad")


def test_evidence_is_named_and_weighed(gazetteer):
    text = "Moscow denied it, and talks with Tehran went on in Vienna."
    document = Document(text, fold_text(text))
    found = {}
    for name in ("Moscow", "Tehran", "Vienna"):
        start = text.index(name)
        found[name] = metonym_evidence(document, mention(start, start + len(name)), CAPITAL)
    assert found["Moscow"].keys() == {"bias", "acts"}
    assert found["Tehran"].keys() == {"bias", "dealt_with"}
    assert "in_place" in found["Vienna"]
    assert set().union(*found.values()) <= metonym_weights().keys()


def test_the_listed_seats_are_in_the_gazetteer(gazetteer):
    words = metonym_words()
    keys = [*words.seat_keys, *(f"geonames:{number}" for number in words.seats)]
    assert [key for key in keys if gazetteer.get(key) is None] == []


def test_word_lists_do_not_contradict_each_other():
    words = metonym_words()
    literal = words.place_verbs | words.playing_verbs
    assert not literal & (words.acting_verbs | words.doing_verbs | words.pressing_verbs)
    assert not words.acting_verbs & words.doing_verbs
    assert not words.state_acts & words.state_deeds
