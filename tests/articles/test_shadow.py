"""The shadow: what is repaired, and that every offset leads back to the text as given."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_events.articles.shadow import make_shadow

#: Characters that meet in real articles: letters, blanks of all kinds, quotes, entities, marks nobody sees.
_MESSY = st.lists(
    st.sampled_from(
        [*"abzAZ09 .,-'\"&;#*\n\r\t\xa0\u00ad\u200b\u2028’“—–…ﬁé\ufffd", "&nbsp;", "&amp;", "&shy;"]
    ),
    max_size=120,
).map("".join)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("The army\nsaid so.", "The army said so."),
        ("The army\r\nsaid so.", "The army said so."),
        ("two  spaces\xa0and \t tabs", "two spaces and tabs"),
        ("the govern-\nment resigned", "the government resigned"),
        ("the govern\u00ad\nment resigned", "the government resigned"),
        ("a US-\nled raid", "a US-led raid"),
        ("near Deir ez-\nZor", "near Deir ez-Zor"),
        ("a tit-for-\ntat strike", "a tit-for-tat strike"),
        ("anti-tank fire, anti-\ntank mines", "anti-tank fire, anti-tank mines"),
        ("‘Never’, “he” said…", "'Never', \"he\" said..."),
        ("22–31 dead — so far", "22-31 dead -- so far"),
        ("N&#8217;Djamena &amp; Moundou&nbsp;city", "N'Djamena & Moundou city"),
        ("AT&T and R&D; &unknown;", "AT&T and R&D; &unknown;"),
        ("zero\u200bwidth and so\u00adft", "zerowidth and soft"),
        ("BEIRUT (AP) \ufffd A spokesman", "BEIRUT (AP) - A spokesman"),
        ("## Heading\n\n**Tyre** burns.", "Heading\n\nTyre burns."),
        ("ﬁve ofﬁcers", "five officers"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_repairs(text, repaired):
    assert make_shadow(text).text == repaired


def test_a_match_in_the_shadow_leads_back_to_the_words_as_given():
    text = "\n They want the govern-\n  ment  of N&#8217;Djamena\n\n\n\nto go.”\n"
    shadow = make_shadow(text)
    for match, original in [
        ("government", "govern-\n  ment"),
        ("N'Djamena to", "N&#8217;Djamena\n\n\n\nto"),
        ("'", "&#8217;"),
        ('"', "”"),
    ]:
        start = shadow.text.index(match)
        span = shadow.span(start, start + len(match))
        assert text[slice(*span)] == original
        assert shadow.find(*span) == (start, start + len(match))


def test_a_span_outside_the_shadow_is_refused():
    with pytest.raises(ValueError, match="outside"):
        make_shadow("short").span(2, 9)


@given(_MESSY)
def test_spans_lie_within_the_text_and_keep_its_order(text):
    shadow = make_shadow(text)
    spans = [shadow.span(at, at + 1) for at in range(len(shadow.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    # characters of one entity share a span; otherwise each span ends before the next begins
    assert all(one == two or one[1] <= two[0] for one, two in itertools.pairwise(spans))
    for start, end in zip(range(len(shadow.text)), range(1, len(shadow.text) + 1), strict=True):
        assert shadow.span(0, end) == (spans[0][0], spans[end - 1][1])
        assert shadow.span(start, start)[0] == spans[start][0]


@given(_MESSY)
def test_copied_characters_are_those_of_the_text(text):
    shadow = make_shadow(text)
    for at, char in enumerate(shadow.text):
        start, end = shadow.span(at, at + 1)
        if char.isalnum() and end - start == 1 and text[start] != "ﬁ":
            assert text[start] == char


@given(_MESSY)
def test_nothing_that_is_repaired_is_left(text):
    assert not set(make_shadow(text).text) & set("\t\r\xa0\u00ad\u200b\u2028’“—–…ﬁ")


@given(_MESSY)
def test_paragraphs_fill_the_shadow(text):
    shadow = make_shadow(text)
    assert "\n\n".join(shadow.text[start:end] for start, end in shadow.paragraphs) == shadow.text
    assert all(start < end for start, end in shadow.paragraphs)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{2,9}){0,8}\.", fullmatch=True), max_size=5))
def test_a_text_without_need_of_repair_is_its_own_shadow(paragraphs):
    text = "\n\n".join(paragraphs)
    shadow = make_shadow(text)
    assert shadow.text == text
    assert [shadow.span(at, at + 1) for at in range(len(text))] == [(at, at + 1) for at in range(len(text))]
    assert [text[start:end] for start, end in shadow.paragraphs] == paragraphs


@pytest.mark.parametrize("read_as", ["cp1252", "latin-1"])
def test_utf8_read_as_something_else_is_set_right_and_keeps_its_offsets(read_as):
    text = "Bogotá’s “car” — São Tomé, Ñandú…\n\nSoft hy\u00adphen, “end”"
    raw = text.encode()
    broken = raw.decode(read_as, "replace")
    assert broken != text
    shadow = make_shadow(broken)
    assert (
        shadow.text == make_shadow(text).text == 'Bogotá\'s "car" -- São Tomé, Ñandú...\n\nSoft hyphen, "end"'
    )
    start = shadow.text.index("São")
    begin, end = shadow.span(start, start + 3)
    assert broken[begin:end].encode(read_as).decode() == "São"


@pytest.mark.parametrize(
    "text", ["IRMÃ FOI A SÃO PAULO", "Âge, châle, â la carte", "Österreich, Åland", "Đà Nẵng"]
)
def test_letters_that_belong_there_stay(text):
    assert make_shadow(text).text == text
