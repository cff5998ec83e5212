"""Each field of an event can be looked up in the article's text."""

import pytest

TEXT = (
    "On Monday M23 rebels shelled the town of Rutshuru, killing at least 12 civilians and "
    "wounding two nurses."
)


def words(row, text):
    found = {}
    for role, start, end in row["evidence_spans"]:
        assert 0 <= start < end <= len(text)
        found.setdefault(role, []).append(text[start:end])
    return found


def test_each_field_of_a_plain_sentence_has_its_words(code):
    (row,) = code(TEXT)
    found = words(row, TEXT)
    assert found["date"] == ["Monday"]
    assert found["place"] == ["Rutshuru"]
    assert found["actor1"] == [row["actor1_text"]]
    assert found["actor2"] == [row["actor2_text"]]
    assert "shelled" in found["action"]
    assert {"killing", "at least 12 civilians", "wounding", "two nurses"} <= set(found["number"])


def test_what_no_words_say_has_no_span(code):
    text = "Gunmen attacked a clinic."
    (row,) = code(text)
    assert set(words(row, text)) == {"action", "actor1", "actor2"}


def test_details_of_another_sentence_are_found_there(code):
    text = (
        "A bomb exploded at a market in Mosul on Monday. Four traders were killed. "
        "The Islamic State claimed responsibility."
    )
    row = code(text)[0]
    found = words(row, text)
    assert "Four traders" in found["number"]
    assert found["actor1"] == ["Islamic State"]


def test_a_day_taken_over_has_the_span_of_where_it_was_named(code):
    text = "Rebels shelled Homs on Monday. Gunmen also attacked a clinic in the town."
    row = code(text)[1]
    assert words(row, text)["date"] == ["Monday"]


@pytest.mark.parametrize(
    "text", [TEXT.upper(), TEXT.replace(" ", "\n"), TEXT.replace(" the ", " &nbsp;the\u200b ")]
)
def test_offsets_are_those_of_the_text_as_given(code, text):
    for row in code(text):
        found = words(row, text)
        assert found["place"][0].upper() == "RUTSHURU"
        assert found["date"][0].upper() == "MONDAY"


def test_each_event_of_a_list_has_its_own_place(code):
    text = "Bombs exploded in Mosul, Tikrit and Kirkuk on Monday, wounding nine people."
    assert [words(row, text)["place"] for row in code(text)] == [["Mosul"], ["Tikrit"], ["Kirkuk"]]
