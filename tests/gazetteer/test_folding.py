import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_events.gazetteer.folding import fold, fold_text, with_articles, without_articles


@pytest.mark.parametrize(
    "spellings",
    [
        ("Kyïv", "KYIV", "kyiv"),
        ("U.S.", "US", "U.S", "u.s."),
        ("Deir ez-Zor", "Deir al-Zor", "DEIR EZ-ZOR", "Deir ez‑Zor"),
        ("Sana'a", "Sanaa", "Sana’a"),
        ("St. Louis", "Saint Louis", "St Louis"),
        ("Jalawlā'", "Jalawla"),
        ("Khan-Younis", "Khan Younis", "Khan\nYounis"),
        ("Aḑ-Ḑulū'īyah", "Al-Duluiyah"),
        ("غَزَّة", "غزة"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_a_name_fold_to_the_same_key(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Iraq", "Iran"), ("Niger", "Nigeria"), ("بغداد", "البصرة"), ("Gao", "Goa")]
)
def test_different_names_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_articles_that_stand_apart_can_be_unified_or_left_out():
    assert with_articles(fold("Dayr az Zawr")) == "dayr al zawr"
    assert without_articles(fold("Al-Qaim")) == "qaim"
    assert without_articles("al") == "al"


def test_a_sentence_end_parts_names_but_an_abbreviation_does_not():
    assert fold("He left Gaza. Rafah fell") == "he left gaza|rafah fell"
    assert fold("in St. Petersburg") == "in saint petersburg"
    assert "|" in fold("Gaza\n\nRafah")


@given(st.text())
def test_every_token_lies_where_it_says_and_is_found_in_order(text):
    folded = fold_text(text)
    assert all(0 <= start < end <= len(text) for start, end in folded.spans)
    assert all(one[1] <= other[0] for one, other in zip(folded.spans, folded.spans[1:], strict=False))
    assert len(folded.starts) == len(folded.ends) == len(folded.spans)
    assert folded.tokens == [
        folded.text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)
    ]
    assert all(folded.tokens)


#: What meets in names and texts at the borders of words.
_PIECES = st.sampled_from([*"aSé5 .,-&|_\n'’ʼ", "U.S.", "St. ", "al-", "ez", "'s ", "غَز", "\u0301", "ﷺ", "ـ"])


@given(st.lists(_PIECES, max_size=12), st.sampled_from([" ", "\n", "-"]), st.lists(_PIECES, max_size=12))
def test_words_fold_alike_wherever_they_stand(before, joint, after):
    alone = fold_text("".join(after))
    whole = fold_text("".join(before) + joint + "".join(after))
    count = len(alone.tokens)
    assert whole.tokens[len(whole.tokens) - count :] == alone.tokens
    offset = len("".join(before) + joint)
    spans = [(start + offset, end + offset) for start, end in alone.spans]
    assert whole.spans[len(whole.spans) - count :] == spans


@given(st.text())
def test_folding_twice_is_folding_once_for_single_words(text):
    key = fold(text)
    if key.isalpha():
        assert fold(key) == key
