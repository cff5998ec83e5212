"""The table of how words are usually written."""

from geo_events.wordforms import PARTS, word_forms


def test_words_are_found_whatever_their_case_and_unknown_ones_are_not():
    forms = word_forms()
    assert forms.find("police") == forms.find("Police") == forms.find("POLICE")
    assert forms.find("xqzzy") is None


def test_names_are_mostly_capitalised_and_abbreviations_are_capitals():
    forms = word_forms()
    for name in ("Moscow", "Baghdad", "Ahmed"):
        found = forms.find(name)
        assert found.capitalised > 0.8 > found.small
    assert forms.find("nato").capitals > 0.8
    assert forms.find("soldiers").small > 0.8


def test_towns_keep_company_with_towns():
    forms = word_forms()
    assert forms.find("Kabul").name_cluster == forms.find("Paris").name_cluster
    assert forms.find("turkey").cluster != forms.find("Turkey").name_cluster


def test_parts_of_speech_hold_for_inflected_forms():
    forms = word_forms()
    assert forms.find("denies").parts & PARTS["verb"]
    assert forms.find("withdrew").parts & PARTS["verb"]
    assert forms.find("governments").parts == PARTS["noun"]


def test_frequencies_are_logarithms():
    forms = word_forms()
    assert forms.find("the").log_frequency > forms.find("soldier").log_frequency > -15


def test_all_columns_have_a_row_for_each_word():
    forms = word_forms()
    columns = (forms.rarities, forms.small, forms.capitalised, forms.capitals, forms.parts)
    assert {len(column) for column in (*columns, forms.clusters, forms.name_clusters)} == {len(forms.words)}
    assert forms.words == sorted(set(forms.words))
