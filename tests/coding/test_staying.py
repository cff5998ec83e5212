"""Names of several places, in the country that the article speaks of and elsewhere."""

import pytest

from geo_events.coding.staying import stay_in_country
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Candidate, Toponym


def place(name, country, *, number=0, code="PPL"):
    return Place(
        key=f"{country}-{number}",
        uncertainty_km=3.0,
        prior=0.1,
        geonameid=number,
        name=name,
        latitude=1.0 + number,
        longitude=2.0,
        feature_class="A" if code.startswith(("ADM", "PCL")) else "P",
        feature_code=code,
        country_code=country,
        admin1="",
        admin2="",
        population=1000,
        source="test",
    )


class OneKaru:
    """A gazetteer with one place."""

    def lookup(self, name, *, country=None, limit=10, exact=False):
        return [place("Karu", "BI", number=9)] if (name, country) == ("Karu", "BI") else []


TEXT = "A bomb went off in Karu, near Ngozi, on Friday. In Gitega and in Ngozi all was quiet."


def found(word, where, confidence, candidates=(), kind="place"):
    start = TEXT.index(word)
    return Toponym(start, start + len(word), word, kind, False, where, confidence, tuple(candidates))


GITEGA = found("Gitega", place("Gitega", "BI", number=2), 0.9)


def chosen(toponym, *others, home="BI"):
    return stay_in_country([toponym, *others], home=home, text=TEXT, gazetteer=OneKaru())[0]


def test_a_runner_up_in_the_articles_country_is_taken_with_its_own_confidence():
    here = Candidate(place("Karu", "BI", number=1), 0.2)
    again = chosen(found("Karu", place("Karu", "IN"), 0.5, [here]), GITEGA)
    assert again.place == here.place
    assert again.confidence == 0.2
    assert [each.place.country_code for each in again.candidates] == ["IN"]


def test_the_gazetteer_is_asked_where_no_runner_up_is_there():
    again = chosen(found("Karu", place("Karu", "IN"), 0.5), GITEGA)
    assert (again.place.country_code, again.confidence) == ("BI", 0.0)


def test_the_place_named_behind_a_name_goes_before_the_articles_country():
    ngozi = found("Ngozi", place("Ngozi", "RW", number=3), 0.9)
    here, there = (Candidate(place("Karu", code, number=5), 0.1) for code in ("BI", "RW"))
    again = chosen(found("Karu", place("Karu", "IN"), 0.5, [here, there]), ngozi, GITEGA)
    assert again.place == there.place


def test_an_unlikely_place_abroad_is_dropped_where_the_country_has_none_of_the_name():
    again = chosen(found("Ngozi", place("Ngozi", "IT"), 0.3), GITEGA)
    assert again.place is None
    assert again.text == "Ngozi"
    assert again.candidates[0].place.country_code == "IT"


@pytest.mark.parametrize(
    ("confidence", "code", "others", "home"),
    [
        (0.8, "PPL", (), "BI"),  # sure
        (0.5, "PCLI", (), "BI"),  # a country
        (0.5, "PPL", (), None),  # nobody knows of which country the text speaks
        (0.5, "PPL", (found("Ngozi", place("Ngozi", "IN", number=4), 0.9),), "BI"),  # spoken of elsewhere
        (0.5, "PPL", (found("Ngozi", place("India", "IN", code="PCLI"), 0.9, kind="demonym"),), "BI"),
    ],
)
def test_a_place_abroad_stays_where_something_speaks_for_it(confidence, code, others, home):
    first = found("Karu", place("Karu", "IN", code=code), confidence)
    assert chosen(first, *others, GITEGA, home=home) == first


def test_a_country_named_behind_a_place_says_where_it_is_however_sure_the_other_was():
    text = "Rebels attacked a post in Karu, in the south of Burundi, on Friday."
    word = found("Karu", place("Karu", "IN"), 0.95)
    at = text.index("Karu"), text.index("Burundi")
    country = Toponym(
        at[1], at[1] + 7, "Burundi", "place", False, place("Burundi", "BI", number=3, code="PCLI"), 0.9
    )
    named = Toponym(at[0], at[0] + 4, "Karu", "place", False, word.place, 0.95)
    chosen_again = stay_in_country([named, country], home="BI", text=text, gazetteer=OneKaru())[0]
    assert chosen_again.place.country_code == "BI"
