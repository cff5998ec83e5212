"""Which place a name means, judged by the whole article."""

import json
import re

import pytest

from geo_events.articles import read_articles
from geo_events.geoparsing import Toponym, default_settings, geoparse_spans


@pytest.fixture
def resolve(tmp_path, gazetteer):
    """Resolve given names wherever a text has them; keywords are the article's metadata."""

    def resolved(text: str, *names: str, **metadata: str) -> list[Toponym]:
        path = tmp_path / "article.jsonl"
        path.write_text(json.dumps({"id": "own", "text": text, **metadata}), encoding="utf-8")
        (article,) = read_articles(path)
        spans = [found.span() for name in names for found in re.finditer(rf"\b{name}\b", text)]
        return geoparse_spans(article, spans, gazetteer=gazetteer)

    return resolved


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
def test_what_stands_behind_the_comma_decides(resolve, text, name, country, admin1):
    place = place_of(resolve(text, name, "Lebanon", "Libya", "Illinois", "Massachusetts"), name)
    assert place.country_code == country
    assert admin1 in (None, place.admin1)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Libya sent aid. Teachers marched in Tripoli in northern Lebanon.", "Tripoli", "LB", None),
        (
            "Illinois was cold. A man died in Springfield, in the state of Massachusetts.",
            "Springfield",
            "US",
            "MA",
        ),
        ("Algeria's army watched. A strike hit al-Salif, in Hodeidah province.", "al-Salif", "YE", None),
    ],
)
def test_a_place_is_in_what_the_text_puts_it_in(resolve, text, name, country, admin1):
    others = ("Libya", "Lebanon", "Illinois", "Massachusetts", "Algeria", "Hodeidah")
    place = place_of(resolve(text, name, *others), name)
    assert place.country_code == country
    assert admin1 in (None, place.admin1)


@pytest.mark.parametrize("name", ["Old Mosul", "West Mosul"])
def test_a_part_of_a_town_is_in_the_town(resolve, name):
    assert place_of(resolve(f"Two people died in {name}, Iraq.", name, "Iraq"), name).name == "Mosul"


def test_who_acts_in_a_country_is_not_in_it(resolve):
    text = "The strikes by Washington in Iraq went on. The Pentagon said no more."
    assert place_of(resolve(text, "Washington", "Iraq"), "Washington").country_code == "US"


@pytest.mark.parametrize(("country", "code"), [("Lebanon", "LB"), ("Libya", "LY")])
def test_the_countrys_name_elsewhere_decides(resolve, country, code):
    text = f"The government of {country} raised the price of bread.\n\nCrowds gathered in Tripoli at noon."
    assert place_of(resolve(text, "Tripoli", country), "Tripoli").country_code == code


def test_demonyms_speak_for_their_country(resolve):
    text = "Teachers marched through the northern Lebanese city of Tripoli on Thursday."
    assert place_of(resolve(text, "Lebanese", "Tripoli"), "Tripoli").country_code == "LB"


def test_one_name_can_mean_two_places_in_one_article(resolve):
    text = (
        "Talks were held in Tbilisi, Georgia. A delegation from Atlanta, Georgia, came to see it.\n\n"
        "It flew home on Friday."
    )
    toponyms = resolve(text, "Tbilisi", "Georgia", "Atlanta")
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
def test_feature_words_tell_city_from_province(resolve, text, name, code):
    assert place_of(resolve(text, name, "Iraq", "Ukraine"), name).feature_code.startswith(code)


def test_demonyms_resolve_to_the_places_they_are_adjectives_of(resolve):
    text = "Ukrainian and Russian troops met; Palestinian medics watched."
    toponyms = resolve(text, "Ukrainian", "Russian", "Palestinian")
    assert [t.place.country_code for t in toponyms] == ["UA", "RU", "PS"]
    assert all(t.place.is_country for t in toponyms)


def test_confidence_and_runners_up(resolve):
    settings = default_settings()
    text = "Police arrested a man in Springfield on Monday. Nobody was hurt in Baghdad, Iraq."
    toponyms = resolve(text, "Springfield", "Baghdad", "Iraq")
    unsure, sure = (next(t for t in toponyms if t.text == name) for name in ("Springfield", "Baghdad"))
    assert 0.0 < unsure.confidence < sure.confidence <= 1.0
    assert len(unsure.candidates) == settings.runners_up
    scores = [candidate.score for candidate in unsure.candidates]
    assert scores == sorted(scores, reverse=True)
    assert unsure.place not in [candidate.place for candidate in unsure.candidates]


def test_a_place_that_the_gazetteer_lacks_stays_unresolved(resolve):
    text = "Troops entered Qarbazilstan and Iraq on Monday. Qarbazilstan is a region in the north of Iraq."
    unknown = [t for t in resolve(text, "Qarbazilstan", "Iraq") if t.text == "Qarbazilstan"]
    assert len(unknown) == 2
    assert all(t.place is None and t.candidates == () for t in unknown)


def test_the_same_text_gives_the_same_answer(resolve):
    text = "Clashes in Tripoli, Homs, Hama and Springfield left the Syrian army short of Georgia and Jordan."
    names = ("Tripoli", "Homs", "Hama", "Springfield", "Syrian", "Georgia", "Jordan")
    assert resolve(text, *names) == resolve(text, *names)


def test_an_area_named_in_other_words_decides(resolve):
    text = "Deputies found the car behind the Ohio State University branch.\n\nIt was stolen in Lancaster."
    place = place_of(resolve(text, "Lancaster"), "Lancaster")
    assert (place.country_code, place.admin1) == ("US", "OH")


def test_towns_that_lie_together_decide_for_each_other(resolve):
    text = "Fires broke out in Mount Pleasant, in New London and in Winfield on Friday night."
    names = ("Mount Pleasant", "New London", "Winfield")
    assert {t.place.admin1 for t in resolve(text, *names)} == {"IA"}


@pytest.mark.parametrize(("source", "admin1"), [("norfolkdailynews.com", "NE"), ("Omaha Herald", "NE")])
def test_the_outlets_home_is_near(resolve, source, admin1):
    text = "The council of Norfolk met on Monday with that of Wayne."
    assert place_of(resolve(text, "Norfolk", "Wayne", source=source), "Wayne").admin1 == admin1
