"""What the text around a passage is about."""

from geo_events.coding.surroundings import CONFLICT, Surroundings, subject_names


def test_only_words_within_reach_count():
    text = "Rebels, soldiers and militias fought. " + "x" * 2000 + " The match ended."
    at = text.index("match")
    around = Surroundings(text).around(at, at + 5, but=0)
    assert around[CONFLICT] == 0.0
    assert around["sport"] > 0.0


def test_the_event_s_own_word_does_not_count():
    text = "An ambush in Gao."
    assert Surroundings(text).around(0, len(text), but=text.index("ambush"))[CONFLICT] == 0.0
    assert Surroundings(text).around(0, len(text), but=0)[CONFLICT] > 0.0


def test_shares_are_bounded_and_given_for_every_subject():
    around = Surroundings("militants " * 50).around(0, 500, but=0)
    assert tuple(around) == subject_names()
    assert around[CONFLICT] == 1.0
    assert all(0.0 <= share <= 1.0 for share in around.values())
