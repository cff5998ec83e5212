import json
import pickle

import pytest

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.nearness import distance_km


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Jordan", "JO", "PCLI"),
        ("Gaza", "PS", "PPLA"),
        ("Gaza Strip", "PS", "ADM1"),
        ("Anbar", "IQ", "ADM1"),
        ("Nineveh", "IQ", "ADM1"),
        ("Baghdad", "IQ", "PPLC"),
        ("Mosul", "IQ", "PPLA"),
        ("Dayr az Zawr", "SY", "PPLA"),
        ("Deir al-Zour", "SY", "PPLA"),
        ("Qaim", "IQ", "PPLA2"),
        ("Kiev", "UA", "PPLC"),
        ("بغداد", "IQ", "PPLC"),
        ("Tower 22", "JO", "INSM"),
        ("Ain al-Asad air base", "IQ", "AIRB"),
        ("Donetsk oblast", "UA", "ADM1"),
        ("Red Sea", "", "SEA"),
    ],
)
def test_the_first_answer_is_what_news_means(small, name, country, code):
    first = small.lookup(name)[0]
    assert (first.country_code, first.feature_code) == (country, code)


def test_countries_and_provinces_come_before_towns_of_their_names(gazetteer):
    for name, key in (
        ("Georgia", "geonames:614540"),
        ("Tripoli", "geonames:2210247"),
        ("Washington", "geonames:4140963"),
        ("Borno", "geonames:2346794"),
        ("Ontario", "geonames:6093943"),
        ("US", "geonames:6252001"),
        ("Sinai", "curated:sinai"),
        ("Congo", "geonames:203312"),
    ):
        assert gazetteer.lookup(name)[0].key == key, name


def test_large_units_come_before_small_ones_and_small_towns_of_their_names(gazetteer):
    for name, key in (
        ("Montana", "geonames:5667009"),
        ("Charlotte", "geonames:4460243"),
        ("Manchester", "geonames:2643123"),
        ("Portland", "geonames:5746545"),
        ("Kent", "geonames:3333158"),
        ("Essex", "geonames:2649889"),
    ):
        assert gazetteer.lookup(name)[0].key == key, name


def test_a_town_comes_before_the_units_that_are_named_after_it(gazetteer):
    for name, code in (("Cologne", "PPLA2"), ("Venice", "PPLA"), ("Mosul", "PPLA"), ("Tikrit", "PPLA")):
        assert gazetteer.lookup(name)[0].feature_code == code, name


def test_answers_come_likeliest_first_and_no_more_than_asked_for(gazetteer):
    found = gazetteer.lookup("San José", limit=7)
    assert len(found) == 7
    assert [p.prior for p in found] == sorted((p.prior for p in found), reverse=True)
    assert len({p.key for p in found}) == 7


def test_a_country_limits_the_answers(gazetteer):
    assert {p.country_code for p in gazetteer.lookup("Tripoli", country="LB")} == {"LB"}
    assert gazetteer.lookup("Tripoli", country="LBN") == gazetteer.lookup("Tripoli", country="lb")


@pytest.mark.parametrize("name", ["", "   ", "...", "Xyzzyplugh", "\x00", "'"])
def test_an_unknown_name_has_no_answer(small, name):
    assert small.lookup(name) == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Iraqi", "Iraq"),
        ("iraqis", "Iraq"),
        ("Israeli", "Israel"),
        ("Palestinians", "Palestine"),
        ("Crimean", "Crimea"),
    ],
)
def test_demonyms_mean_places(small, word, name):
    assert small.lookup_demonym(word)[0].name == name


def test_names_and_demonyms_are_kept_apart(small):
    assert small.lookup("Iraqi") == []
    assert small.lookup_demonym("Iraq") == []


def test_parents_go_from_the_most_local_to_the_country(small):
    mosul = small.lookup("Mosul")[0]
    assert [p.name for p in small.parents(mosul)][-2:] == ["Nineveh", "Iraq"]
    assert [p.name for p in small.parents(small.lookup("Nineveh")[0])] == ["Iraq"]
    assert small.parents(small.country("IQ")) == []
    assert small.parents(small.lookup("Red Sea")[0]) == []


def test_countries_are_found_by_either_code_under_their_common_names(gazetteer):
    assert gazetteer.country("COD").name == "DR Congo"
    assert gazetteer.country("cd").key == "geonames:203312"
    assert [gazetteer.country(c).name for c in ("PS", "SY", "RU", "TR", "CI", "XK")] == [
        "Palestine",
        "Syria",
        "Russia",
        "Turkey",
        "Ivory Coast",
        "Kosovo",
    ]
    assert gazetteer.country("ZZ") is None
    assert gazetteer.iso3("IQ") == "IRQ"
    assert gazetteer.iso3("ZZ") is None


def test_country_points_follow_geonames(gazetteer):
    points = {
        c: (gazetteer.country(c).latitude, gazetteer.country(c).longitude) for c in ("IQ", "JO", "US", "IN")
    }
    assert points == {"IQ": (33, 44), "JO": (31, 36), "US": (39.76, -98.5), "IN": (22, 79)}


def test_every_place_says_how_far_it_reaches(small):
    baghdad, anbar, iraq = (small.lookup(n)[0] for n in ("Baghdad", "Anbar", "Iraq"))
    assert 3 < baghdad.uncertainty_km < 40
    assert 100 < anbar.uncertainty_km < iraq.uncertainty_km < 800


def test_a_place_is_found_again_by_its_key(small):
    place = small.lookup("Sinjar")[0]
    assert small.get(place.key).geonameid == place.geonameid
    assert small.get("geonames:1") is None


@pytest.mark.bench
def test_names_of_current_conflicts_resolve_at_first_sight(bench, gazetteer):
    wrong = []
    for line in (bench / "bench" / "names.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first = gazetteer.lookup(row["name"], limit=1)[0]
        away = distance_km(row["latitude"], row["longitude"], first.latitude, first.longitude)
        if away > row["within_km"] or first.country_code not in (
            row["country_codes"] or [first.country_code]
        ):
            wrong.append((row["name"], first))
    assert wrong == []


def test_a_gazetteer_can_be_opened_twice_at_once(small_path):
    assert Gazetteer(small_path).lookup("Erbil") == Gazetteer(small_path).lookup("Erbil")


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Aleppo governorate", "SY", "A"),
        ("Kharkiv city", "UA", "P"),
        ("Mosul town", "IQ", "P"),
        ("near Mosul", "IQ", "P"),
        ("Nashabiyeh", "SY", "P"),
        ("Krymskoye", "UA", "P"),
        ("Київ", "UA", "P"),
        ("Mosul, Iraq", "IQ", "P"),
    ],
)
def test_a_name_that_no_place_bears_is_read_and_spelled_otherwise(small, name, country, feature):
    first = small.lookup(name)[0]
    assert (first.country_code, first.feature_class) == (country, feature)


def test_the_kind_that_a_name_states_is_kept(small):
    assert [p.feature_class for p in small.lookup("Mosul bridge") if p.feature_class == "P"] == []
    assert small.lookup("Mosul, Ukraine") == []
    assert {p.feature_class for p in small.lookup("Donetsk river")} <= {"H"}


def test_an_exact_look_up_takes_the_name_as_it_stands(small):
    assert small.lookup("Mosul town", exact=True) == []
    assert small.lookup("Nashabiyeh", exact=True) == []
    assert small.lookup("Mosul", exact=True) == small.lookup("Mosul")


def test_answers_to_a_name_read_otherwise_are_believed_less_and_in_order(small):
    exact, read = small.lookup("Mosul", country="IQ"), small.lookup("Mosul district", country="IQ")
    assert read[0].prior < max(place.prior for place in exact)
    assert [p.prior for p in read] == sorted((p.prior for p in read), reverse=True)


@pytest.mark.parametrize("word", ["the", "have", "shell", "policy maker", "government", "artillery fire"])
def test_common_words_are_not_taken_for_other_spellings(gazetteer, word):
    assert gazetteer.lookup(word) == gazetteer.lookup(word, exact=True)


def test_a_gazetteer_can_be_handed_to_another_process(gazetteer):
    other = pickle.loads(pickle.dumps(gazetteer))
    assert (other.path, other.boundaries) == (gazetteer.path, gazetteer.boundaries)
    assert other.lookup("Mosul") == gazetteer.lookup("Mosul")


def test_airports_are_found_under_their_own_names(gazetteer):
    for name, key in (
        ("Heathrow", "ourairports:EGLL"),
        ("Schiphol", "ourairports:EHAM"),
        ("O'Hare Airport", "ourairports:KORD"),
        ("JFK", "ourairports:KJFK"),
    ):
        assert gazetteer.lookup(name)[0].key == key, name
