"""Which words of an article are mentions of places."""

import itertools

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling killed two people in Aleppo on Monday.", ["Aleppo"]),
        ("Rockets were fired from Iraq into Syria.", ["Iraq", "Syria"]),
        ("The United States sent envoys to The Hague.", ["United States", "The Hague"]),
        ("The convoy left Port Sudan for South Sudan.", ["Port Sudan", "South Sudan"]),
        ("Settlers attacked farmers in the West Bank and in the Gaza Strip.", ["West Bank", "Gaza Strip"]),
    ],
)
def test_places_are_found_whole(names, text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Anbar province on Sunday.", ["Anbar"]),
        ("Rockets hit Ain al-Asad air base at night.", ["Ain al-Asad"]),
        ("Fighting goes on in Donetsk oblast.", ["Donetsk"]),
        ("A village in Zamfara state was raided.", ["Zamfara"]),
    ],
)
def test_generic_words_behind_a_name_are_left_out(names, text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“They will talk again,” said Layla Karbala, a teacher.",
        "Union leader Ziad Jordan told reporters that nobody would give way.",
        "Mr Aleppo, a baker, swept his shop.",
        "Paris Hilton arrived with her sister.",
    ],
)
def test_persons_named_like_places_are_left_out(names, text):
    assert names(text) == []


def test_a_surname_stays_a_surname(names):
    text = (
        "The official, Justin Bukavu, blamed the army.\n\n"
        "Villagers wept. Bukavu said that help came too late, and Bukavu left."
    )
    assert names(text) == []


def test_a_place_stays_a_place_beside_a_person_of_that_name(names):
    text = "Fighters shelled Mosul on Monday. Ahmed Mosul, a teacher, was in Mosul with his family."
    assert names(text) == ["Mosul", "Mosul"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arakan Army fighters took the hill.", []),
        ("Islamic State gunmen shot at a bus.", []),
        ("Hezbollah and Daesh traded blame.", []),
        ("The Iraqi army opened a drill.", ["Iraqi"]),
        ("Shells fell on Aleppo University on Friday.", ["Aleppo"]),
    ],
)
def test_names_of_groups_and_sites(names, text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mobile phones were reading the same nice most of the time.",
        "In March the army will march. Of the men, most stayed.",
        "Same rules hold for all. Most agreed. Nice words were said.",
    ],
)
def test_ordinary_words_are_no_places(names, text):
    assert names(text) == []


@pytest.mark.parametrize("form", ["U.S.", "US"])
def test_initials_are_taken_with_their_full_stops(names, form):
    assert names(f"The {form} military struck a truck, and {form} officials confirmed it.") == [form, form]


def test_us_the_pronoun_is_no_country(names):
    assert names("They gave us food, and it helped us.") == []


def test_demonyms_are_marked(read):
    toponyms = read("Iraqi and American officers met Israeli envoys after 16 Iraqis were killed.")
    assert [(t.text, t.kind) for t in toponyms] == [
        ("Iraqi", "demonym"),
        ("American", "demonym"),
        ("Israeli", "demonym"),
        ("Iraqis", "demonym"),
    ]
    assert [t.place.country_code for t in toponyms] == ["IQ", "US", "IL", "IQ"]


@pytest.mark.parametrize(
    "headline",
    ["GUNMEN STORM MARKET IN ALEPPO AND FLEE", "Gunmen Storm Market In Aleppo And Flee"],
)
def test_headlines_in_capitals_or_title_case(names, headline):
    text = f"{headline}\n\nGunmen stormed a market in Aleppo on Monday and fled, police said."
    assert [name.title() for name in names(text)] == ["Aleppo", "Aleppo"]


def test_the_arabic_article_belongs_to_the_name(names):
    assert names("Soldiers searched the border town of al-Qaim.") == ["al-Qaim"]


def test_offsets_hold_in_the_text_as_given(read):
    text = "On Friday shells hit Deir\nez-Zor &amp; South\xa0Sudan, “Syria’s” neighbour."
    for toponym in read(text):
        assert text[toponym.start : toponym.end] == toponym.text
    assert [toponym.text for toponym in read(text)] == ["Deir\nez-Zor", "South\xa0Sudan", "Syria"]


def test_mentions_are_sorted_and_do_not_overlap(read):
    toponyms = read("From Gaza City to Rafah, and from South Sudan to Sudan, from Port Sudan to Khartoum.")
    spans = [(t.start, t.end) for t in toponyms]
    assert len(spans) == 6
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize("text", ["", " ", "…", "12 34", "🙂🙂"])
def test_texts_without_names_give_nothing(text, gazetteer):
    from geo_events.gazetteer.folding import fold_text
    from geo_events.geoparsing.document import Document
    from geo_events.geoparsing.recognition import recognise
    from geo_events.geoparsing.settings import default_settings

    document = Document(text, fold_text(text))
    assert recognise(document, gazetteer=gazetteer, settings=default_settings()) == []


def test_the_outlets_own_name_is_no_place(read):
    text = "Mosul, March 15 (Basra Monitor) -- Two men were killed, the Basra Monitor learned."
    assert [toponym.text for toponym in read(text, source="Basra Monitor")] == ["Mosul"]
