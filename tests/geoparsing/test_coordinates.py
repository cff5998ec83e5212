"""Coordinates written in a text: which stretches are some, where they lie, how precise they are."""

import time

import pytest

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.coordinates import find_coordinates, lies_at, stands_beside


def only(text):
    (found,) = find_coordinates(text)
    assert not found.needs_name
    return found


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("at 34.5167 N, 43.8833 E on Monday", 34.5167, 43.8833),
        ("34°31'12\"N 43°53'E", 34.52, 43.88333),
        ("34°31′12″N, 43°53′00″E", 34.52, 43.88333),
        ("34º31’12”N 43º53’00”E", 34.52, 43.88333),
        ("34°31'12''N 43°53'00''E", 34.52, 43.88333),
        ("33° 20' 0\" S / 44° 24' 0\" W", -33.33333, -44.4),
        ("34 deg 31 min N, 43 deg 53 min E", 34.51667, 43.88333),
        ("N34 31.200 E043 53.000", 34.52, 43.88333),
        ("E043°53' N34°31'", 34.51667, 43.88333),
        ("34.5167° South, 43.8833° West", -34.5167, -43.8833),
        ("latitude 34.5 N and longitude 43.9 E", 34.5, 43.9),
        ("34,5167° N 43,8833° E", 34.5167, 43.8833),
        ("Latitude: 34.5167, Longitude: -43.8833", 34.5167, -43.8833),
        ("3431N04353E", 34.51667, 43.88333),
        ("343112N0435300E", 34.52, 43.88333),
        ("a depot (48.5920, 37.9950) burned", 48.592, 37.995),
        ("a depot at −1.2921, 36.8219 burned", -1.2921, 36.8219),
        ("coordinates 48.59, 37.99", 48.59, 37.99),
        ("https://maps.example/@48.5920,37.9950,15z", 48.592, 37.995),
        ("38S 441000 3820000", 34.51998, 44.35717),
        ("37U 0412345 5398765", 48.73574, 37.80787),
        ("Zone 38N, 441000 E, 3820000 N", 34.51998, 44.35717),
        ("38S MB 12345 67890", 33.14622, 44.06014),
        ("38SMB1234567890", 33.14622, 44.06014),
        ("grid 38SMB1267", 33.14317, 44.06236),
        ("56H LH 34000 52000", -33.85926, 151.20552),
    ],
)
def test_every_way_to_write_a_point_is_read(text, latitude, longitude):
    found = only(text)
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=2e-5)


def test_a_span_covers_the_coordinate_and_no_more():
    text = "Shells fell (48.5920, 37.9950), then at 34°31'12\"N 43°53'E, then at 38S MB 123 678."
    assert [text[c.start : c.end] for c in find_coordinates(text)] == [
        "48.5920, 37.9950",
        "34°31'12\"N 43°53'E",
        "38S MB 123 678",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "call 555.1234, 555.9876 now",
        "call +380 44 123.4567, 123.9876",
        "06.12345678, 06.87654321",
        "(044) 234-5678, 235-6789",
        "192.168.10.1, 10.0.0.1",
        "version 1.2345, 2.3456",
        "v1.2345.6, 2.3456.7",
        "won 21.3456-19.2345",
        "a score of 48.5912, 37.9934",
        "$48.5920, $37.9950",
        "48.5920, 37.9950 dollars",
        "rates of 36.5920, 40.1234",
        "bid and ask 36.5920/36.6120",
        "12.2023, 01.2024",
        "24.02.2022, 25.02.2022",
        "2024-02-24, 2024-02-25",
        "10:34.5678, 11:45.6789",
        "48.5920-49.9950",
        "(0.1234, 0.5678)",
        "1.2345, 2.3456, 3.4567",
        "36.5920°C, 40.1234°C",
        "34.5 C, 43.8 C",
        "40.1234, 45.5678 km",
        "300 N 500 W, Salt Lake City",
        "34 N 80 W",
        "the E40 and the N12",
        "N34 E43",
        "12ABC1234",
        "38SMB12",
        "the 37U 12345 6789 part",
        "flight 6E 2345",
        "34°75'N 43°53'E",
        "34°31'N 10°20'N",
        "10-20 N",
        "17K PD 80 25",
        "38I MB 12 67",
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert find_coordinates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "(143.8833, 34.5167)",
        "143.8833 N, 34.5167 E",
        "34.5 N, 190.5 E",
        "lat 143.88 lon 34.52",
        "61S 441000 3820000",
    ],
)
def test_what_lies_off_the_globe_is_refused(text):
    assert find_coordinates(text) == []


def test_few_decimals_need_the_name_of_a_place_beside_them():
    (found,) = find_coordinates("in Bakhmut (48.59, 37.99)")
    assert found.needs_name


@pytest.mark.parametrize(
    ("text", "radius"),
    [
        ("34.5 N, 43.9 E", 7.2),
        ("34.52 N, 43.88 E", 0.72),
        ("34.5167 N, 43.8833 E", 0.01),
        ("34°31'N 43°53'E", 1.2),
        ("34°31'12\"N 43°53'00\"E", 0.02),
        ("10°N 20°E", 78.0),
        ("38S 441000 3820000", 0.71),
        ("38S 441234 3820567", 0.01),
        ("38S MB 12 67", 0.71),
        ("grid 38SMB16", 7.07),
        ("38S MB 12345 67890", 0.01),
    ],
)
def test_the_digits_say_how_precise_a_point_is(text, radius):
    assert only(text).uncertainty_km == pytest.approx(radius, rel=0.05)


def test_a_grid_reference_is_the_middle_of_its_square():
    corner, middle = only("38S MB 12000 67000"), only("38S MB 12 67")
    assert middle.latitude - corner.latitude == pytest.approx(0.0045, rel=0.2)


def test_hostile_text_takes_no_time():
    began = time.perf_counter()
    for piece in ("1", "1.1234, ", "1 ", "N1 1 1 ", "1°1'1\" ", "12S ", "(1.23, ", "48.5920, 37.9950 "):
        find_coordinates(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 10


def test_what_puts_a_name_and_a_coordinate_together():
    for between in (" (", ", at ", " at grid ", ": ", " (MGRS ", " "):
        assert stands_beside(between), between
    for between in (" was shelled from ", ". The ", " and then "):
        assert not stands_beside(between), between


def test_a_town_lies_at_a_point_near_it_also_across_the_date_line():
    def place(latitude, longitude):
        return Place("k", 1, "n", latitude, longitude, "P", "PPL", "FJ", "", "", 0, "s", 2.0, 0.5)

    assert lies_at(place(-16.8, 179.99), place(-16.8, -179.99))
    assert not lies_at(place(48.59, 37.99), place(33.3, 44.4))


def test_a_coordinate_is_a_toponym_with_its_country_and_unit(read):
    bakhmut, point = read("Shells fell on Bakhmut (48.59, 37.99) on Monday.")
    assert (bakhmut.kind, bakhmut.place.country_code) == ("place", "UA")
    assert (point.kind, point.text, point.metonym) == ("coordinate", "48.59, 37.99", False)
    assert (point.place.name, point.place.geonameid) == ("48.59 N, 37.99 E", None)
    assert (point.place.country_code, point.place.admin1) == ("UA", "05")
    assert 0.8 < point.confidence < 1


def test_numbers_beside_a_name_whose_place_lies_elsewhere_are_none(read):
    assert [t.kind for t in read("The index of Mosul (48.59, 37.99) fell again on Monday.")] == ["place"]


def test_a_coordinate_decides_which_place_of_a_name_is_meant(read):
    text = "The ceasefire line ran by Tripoli ({}), officials in the city said on Monday."
    countries = {read(text.format(c))[0].place.country_code for c in ("34.436, 35.850",)}
    assert countries == {"LB"}
    assert read(text.format("32.887, 13.191"))[0].place.country_code == "LY"


def test_letters_of_a_grid_reference_name_no_province(read):
    (point,) = read("The patrol stopped at 38S MB 12345 67890 on Monday.")
    assert (point.kind, point.place.country_code) == ("coordinate", "IQ")


def test_coordinates_of_articles_in_other_languages_are_found(read):
    text = "Удар пришёлся по складу: 48,5920° N 37,9950° E. Позже был пожар в районе (48.6011, 38.0021)."
    found = [t for t in read(text, language="ru") if t.kind == "coordinate"]
    assert [round(t.place.latitude, 4) for t in found] == [48.592, 48.6011]
    assert [text[t.start : t.end] for t in found] == ["48,5920° N 37,9950° E", "48.6011, 38.0021"]


def test_a_pair_with_longitude_first_is_no_point_elsewhere(read):
    assert [t.kind for t in read("Shells fell on Bakhmut (37.9950, 48.5920) on Monday.")] == ["place"]


def test_plain_numbers_far_from_the_place_named_beside_them_are_less_sure(read):
    there = read("Shells fell on Bakhmut (48.5920, 37.9950) on Monday.")[1]
    elsewhere = read("Shells fell on Bakhmut (33.1234, 44.1234) on Monday.")[1]
    lettered = read("Shells fell on Bakhmut (33.1234 N, 44.1234 E) on Monday.")[1]
    assert elsewhere.confidence < 0.75 < there.confidence < lettered.confidence


def test_a_text_in_capitals_keeps_its_coordinates(read):
    text = (
        "GUNMEN KILLED TWO SOLDIERS AT 34.5167 N AND 43.8833 E ON TUESDAY. A PATROL WAS ATTACKED AT "
        "38S MB 12345 67890 ON WEDNESDAY. THE OFFICIALS SAID THAT ALL OF THEM WERE THE SAME ARMED MEN."
    )
    found = [t for t in read(text) if t.kind == "coordinate"]
    assert [t.text for t in found] == ["34.5167 N AND 43.8833 E", "38S MB 12345 67890"]
