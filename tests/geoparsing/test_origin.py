"""Where an article comes from."""

import pytest

from geo_events.geoparsing.origin import american_usage, homes_of, origin_words


@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("norfolkdailynews.com", "norfolk"),
        ("chronicle.augusta.com", "augusta"),
        ("lasvegassun.com", "lasvegas"),
        ("The Boston Globe", "boston"),
        ("http://www.theparisnews.com/", "paris"),
        ("reuters.com", ""),
        ("Daily News", ""),
        ("", ""),
    ],
)
def test_outlets_are_named_after_places(gazetteer, outlet, home):
    name, places = homes_of(outlet, gazetteer)
    assert name == home
    assert bool(places) == bool(home)


def test_usage_tells_where_english_was_written():
    american = american_usage(["sheriff", "deputies", "found", "the", "body", "downtown"])
    british = american_usage(["councillors", "of", "the", "borough", "saw", "the", "motorway"])
    assert british < 0 < american
    assert american_usage(["two", "men", "were", "killed"]) == 0.0


def test_no_word_is_both_american_and_british():
    known = origin_words()
    assert not known.american & known.commonwealth
    assert all(len(code) == 2 and code.isupper() for code in known.commonwealth_countries)
