"""Which place a name means, judged by the whole article."""

import pytest

from geo_events.geoparsing import default_settings


def place_of(toponyms, text, nth=0):
    return [t for t in toponyms if t.text == text][nth].place


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Crowds marched in Tripoli, Lebanon, on Friday.", "Tripoli", "LB", None),
        ("Militias clashed in Tripoli, Libya, on Friday.", "Tripoli", "LY", None),
        ("A man was shot in Springfield, Illinois, on Friday.", "Springfield", "US", "IL"),
        ("A man was shot in Springfield, Massachusetts, on Friday.", "Springfield", "US", "MA"),
    ],
)
def test_what_stands_behind_the_comma_decides(read, text, name, country, admin1):
    place = place_of(read(text), name)
    assert place.country_code == country
    assert admin1 in (None, place.admin1)


@pytest.mark.parametrize(("country", "code"), [("Lebanon", "LB"), ("Libya", "LY")])
def test_the_countrys_name_elsewhere_decides(read, country, code):
    text = f"The government of {country} raised the price of bread.\n\nCrowds gathered in Tripoli at noon."
    assert place_of(read(text), "Tripoli").country_code == code


def test_demonyms_speak_for_their_country(read):
    text = "Teachers marched through the northern Lebanese city of Tripoli on Thursday."
    assert place_of(read(text), "Tripoli").country_code == "LB"


def test_one_name_can_mean_two_places_in_one_article(read):
    text = (
        "Talks were held in Tbilisi, Georgia. A delegation from Atlanta, Georgia, came to see it.\n\n"
        "It flew home on Friday."
    )
    toponyms = read(text)
    assert place_of(toponyms, "Georgia", 0).country_code == "GE"
    assert place_of(toponyms, "Georgia", 1).country_code == "US"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("A bomb went off in Anbar province in Iraq.", "Anbar", "ADM1"),
        ("Shells fell in Donetsk region, Ukraine said.", "Donetsk", "ADM1"),
        ("Shells fell on the city of Donetsk in Ukraine.", "Donetsk", "PPL"),
    ],
)
def test_feature_words_tell_city_from_province(read, text, name, code):
    assert place_of(read(text), name).feature_code.startswith(code)


def test_demonyms_resolve_to_the_places_they_are_adjectives_of(read):
    toponyms = read("Ukrainian and Russian troops met; Palestinian medics watched.")
    assert [t.place.country_code for t in toponyms] == ["UA", "RU", "PS"]
    assert all(t.place.is_country for t in toponyms)


def test_confidence_and_runners_up(read):
    settings = default_settings()
    toponyms = read("Police arrested a man in Springfield on Monday. Nobody was hurt in Baghdad, Iraq.")
    unsure, sure = (next(t for t in toponyms if t.text == name) for name in ("Springfield", "Baghdad"))
    assert 0.0 < unsure.confidence < sure.confidence <= 1.0
    assert len(unsure.candidates) == settings.runners_up
    scores = [candidate.score for candidate in unsure.candidates]
    assert scores == sorted(scores, reverse=True)
    assert unsure.place not in [candidate.place for candidate in unsure.candidates]


def test_a_place_that_the_gazetteer_lacks_stays_unresolved(read):
    toponyms = read(
        "Troops entered Qarbazilstan and Iraq on Monday. Qarbazilstan is a region in the north of Iraq."
    )
    unknown = [t for t in toponyms if t.text == "Qarbazilstan"]
    assert all(t.place is None and t.candidates == () for t in unknown)


def test_the_same_text_gives_the_same_answer(read):
    text = "Clashes in Tripoli, Homs, Hama and Springfield left the Syrian army short of Georgia and Jordan."
    assert read(text) == read(text)
