import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.transliteration import FILE, families, near_spellings, read_families

NAMES = ["jurf al sakhar", "nashabiyah", "krymske", "oleksandrivske", "ajab shir", "bera", "kharkiv", "حلب"]
TRIE = marisa_trie.Trie(NAMES)


def near(key, family, cost_a_letter=0.07):
    rules = next(rules for rules in families() if rules.name == family)
    return [name for _, name in near_spellings(key, rules, TRIE, cost_a_letter=cost_a_letter)]


@pytest.mark.parametrize(
    ("asked", "family", "known"),
    [
        ("jurf al sakhr", "arabic", "jurf al sakhar"),
        ("nashabiyeh", "arabic", "nashabiyah"),
        ("krymskoe", "slavic", "krymske"),
        ("alexandrivske", "slavic", "oleksandrivske"),
        ("ajabshir", "arabic", "ajab shir"),
        ("kharkov", "slavic", "kharkiv"),
    ],
)
def test_other_transliterations_are_found(asked, family, known):
    assert near(asked, family) == [known]


@pytest.mark.parametrize("asked", ["bora", "barrow", "krym", "sakhar", "xyzzyplugh", "", " "])
def test_other_names_are_not(asked):
    assert all(near(asked, rules.name) == [] for rules in families())


@given(st.text(alphabet="abdeghiklnorstuyz ", max_size=20))
def test_what_is_found_exists_and_comes_nearest_first(key):
    for rules in families():
        found = list(near_spellings(key, rules, TRIE, cost_a_letter=0.3))
        assert [cost for cost, _ in found] == sorted(cost for cost, _ in found)
        assert {name for _, name in found} <= set(NAMES) - {key}


def test_rules_are_whole():
    for rules in read_families(curated_folder() / FILE):
        assert rules.countries
        assert all(len(code) == 2 and code.isupper() for code in rules.countries), rules.name
        for table in (rules.anywhere, rules.starts, rules.ends):
            for spelling, others in table.items():
                assert isinstance(spelling, str)
                assert spelling not in others
                assert all(isinstance(other, str) and 0 < cost < 1 for other, cost in others.items())
