"""UCDP GED: every release's layout, the crosswalks, and rows that can't be used."""

import csv
import shutil

import pandas as pd
import pytest

from geo_events.errors import InputError, MissingFileError
from geo_events.events import VOCABULARIES, validate_events
from geo_events.records import is_records, read_records

GOOD = {
    "id": "9000001",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "IS",
    "where_prec": "1",
    "where_coordinates": "Palmyra town",
    "adm_1": "Homs governorate",
    "latitude": "34.55",
    "longitude": "38.28",
    "country": "Syria",
    "country_id": "652",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2024-10-01",
    "date_end": "2024-10-01",
    "deaths_civilians": "0",
    "best": "2",
    "low": "1",
    "high": "3",
    "gwnoa": "652",
    "gwnob": "",
}


@pytest.fixture
def table(tmp_path):
    """Write rows, each a change to a good one, and return the file."""

    def write(*changes, columns=tuple(GOOD)):
        path = tmp_path / "ged.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            for number, change in enumerate(changes, start=1):
                writer.writerow({**GOOD, "id": str(number), **change})
        return path

    return write


def read(path, **options):
    rejects = []
    return read_records(path, on_reject=rejects.append, **options), rejects


@pytest.mark.parametrize(
    ("name", "rows"), [("ged_hdx_iraq", 7473), ("ged_hdx_ukraine_2023", 2989), ("ucdpged_sample1000", 1000)]
)
def test_every_release_is_read_whole(bench, name, rows):
    path = bench / "data" / "ucdp" / f"{name}.csv"
    events, rejects = read(path)
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    raw = raw[raw["id"] != ""]
    assert is_records(path)
    assert rejects == []
    assert len(events) == rows == len(raw)
    validate_events(events)
    assert events["iso3"].notna().all()
    assert [f"ucdp_{column}" for column in raw] == [c for c in events if c.startswith("ucdp_")]
    assert events["fatalities"].sum() == raw["best"].astype(float).sum()
    assert list(events["ucdp_best"]) == list(raw["best"].astype(float))
    assert events["event_id"].iloc[0] == "ucdp-ged:" + raw["id"].iloc[0].removesuffix(".0")


def test_codes_are_translated(table):
    precisions = [name for name in VOCABULARIES["geo_precision"] if name != "unknown"]
    dates = [name for name in VOCABULARIES["date_precision"] if name != "unknown"]
    changes = [{"where_prec": str(code)} for code in range(1, 8)]
    changes += [{"date_prec": str(code)} for code in range(1, 6)]
    changes += [{"type_of_violence": str(code)} for code in range(1, 4)]
    changes += [{"event_clarity": "2"}]
    events, rejects = read(table(*changes))
    assert rejects == []
    assert list(events["geo_precision"][:7]) == precisions
    assert list(events["date_precision"][7:12]) == dates
    assert list(events["sub_event_type"][12:15]) == ["Armed clash", "Armed clash", "Attack"]
    assert list(events["event_clarity"][14:]) == ["incident", "aggregate"]


def test_coarse_rows_have_radii_that_say_so(table):
    events, _ = read(table(*({"where_prec": str(code)} for code in range(1, 8))))
    radii = list(events["uncertainty_km"])
    assert radii[:5] == sorted(radii[:5])
    assert radii[1] == 25  # GED's own limit
    assert radii[5] >= 400  # all of Syria


def test_actors_are_typed_by_what_ged_says_and_no_further(table):
    events, _ = read(
        table(
            {},
            {"side_a": "Government of Turkey", "gwnoa": "640"},
            {"type_of_violence": "2", "side_a": "HTS", "gwnoa": ""},
            {"type_of_violence": "3", "side_a": "IS", "side_b": "Civilians", "gwnoa": ""},
        )
    )
    assert list(events["actor1_type"].fillna("")) == ["State forces", "External/Other forces", "", ""]
    assert list(events["actor2_type"].fillna("")) == ["Rebel group", "Rebel group", "", "Civilians"]
    assert list(events["actor2"]) == ["IS", "IS", "IS", "Civilians"]


@pytest.mark.parametrize(
    ("name", "admin1", "country", "iso3"),
    [
        ("DR Congo (Zaire)", "", "DR Congo", "COD"),
        ("Yemen (North Yemen)", "", "Yemen", "YEM"),
        ("Myanmar (Burma)", "", "Myanmar", "MMR"),
        ("Russia (Soviet Union)", "", "Russia", "RUS"),
        ("Israel", "Gaza Strip", "Palestine", "PSE"),
        ("Israel", "West Bank", "Palestine", "PSE"),
        ("Israel", "Central district", "Israel", "ISR"),
    ],
)
def test_countries_get_their_usual_name_and_code(table, name, admin1, country, iso3):
    events, rejects = read(table({"country": name, "adm_1": admin1}))
    assert rejects == []
    assert (events["country"].iloc[0], events["iso3"].iloc[0]) == (country, iso3)
    assert events["ucdp_country"].iloc[0] == name


def test_an_unknown_country_is_told_and_its_row_kept(table):
    events, (reject,) = read(table({"country": "Atlantis"}))
    assert events["country"].iloc[0] == "Atlantis"
    assert pd.isna(events["iso3"].iloc[0])
    assert reject.kept
    assert "Atlantis" in reject.reason


def test_bounds_that_cross_the_best_figure_are_widened(table):
    events, _ = read(table({"best": "4", "low": "5", "high": "3"}))
    assert events[["fatalities_low", "fatalities", "fatalities_high"]].iloc[0].tolist() == [4, 4, 4]
    assert events[["ucdp_low", "ucdp_best", "ucdp_high"]].iloc[0].tolist() == [5, 4, 3]


def test_sources_are_named_once_and_the_first_day_counts(table):
    columns = (*GOOD, "source_office", "source_date", "source_headline")
    change = {
        "source_office": "AFP;Reuters;AFP",
        "source_date": "2024-10-03;2024-10-02;no date",
        "source_headline": "Two killed",
    }
    events, _ = read(table(change, columns=columns))
    assert events["source"].iloc[0] == "AFP; Reuters"
    assert events["published"].iloc[0] == pd.Timestamp("2024-10-02")
    assert events["headline"].iloc[0] == "Two killed"


def test_the_row_of_hxl_tags_is_no_event_and_no_fault(table):
    tags = dict.fromkeys(GOOD, "") | {"date_start": "#date+start", "latitude": "#geo+lat"}
    events, rejects = read(table(tags, {}))
    assert (len(events), rejects) == (1, [])


def test_whole_numbers_written_with_a_point_are_whole_numbers(table):
    events, _ = read(table({"id": "77.0", "where_prec": "2.0", "best": "2.0"}, {"id": "78.0"}))
    assert list(events["source_id"]) == ["77", "78"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": ""}, "id is empty"),
        ({"latitude": ""}, "latitude is empty, but where_prec says the place is known"),
        ({"latitude": "134.5"}, "latitude is '134.5', give degrees from -90 to 90"),
        ({"longitude": "east"}, "longitude is 'east'"),
        ({"date_start": "01/10/2024"}, "date_start is '01/10/2024', write the day as YYYY-MM-DD"),
        ({"date_start": "2024-10-02"}, "is after date_end"),
        ({"best": "many"}, "best is 'many', give a whole number of deaths"),
        ({"high": "-1"}, "high is '-1'"),
        ({"where_prec": "9"}, "where_prec is '9', give a code from 1 to 7"),
        ({"id": "3"}, "id is '3', which an earlier row has"),
    ],
)
def test_a_bad_row_is_told_with_row_and_column_and_the_others_go_on(table, change, told):
    path = table({"id": "3"}, change, {"id": "4"})
    events, (reject,) = read(path)
    assert list(events["source_id"]) == ["3", "4"]
    assert reject.origin == f"{path}:3"
    assert told in reject.reason
    with pytest.raises(InputError, match=r"ged\.csv:3"):
        read_records(path)


def test_a_row_with_cells_too_many_is_told(table):
    path = table({}, {})
    path.write_text(path.read_text() + "1,2\n")
    events, (reject,) = read(path)
    assert len(events) == 2
    assert reject.origin == f"{path}:4"
    assert "the row has 2 cells" in reject.reason


def test_at_sea_no_point_need_be_known(table):
    events, rejects = read(table({"where_prec": "7", "latitude": "", "longitude": ""}))
    assert rejects == []
    assert events.geometry.isna().all()
    assert events["geo_precision"].iloc[0] == "water"


def test_the_dataset_can_be_named(table):
    events, _ = read(table({"id": "5"}), dataset="candidates")
    assert events[["event_id", "dataset"]].iloc[0].tolist() == ["candidates:5", "candidates"]


def test_what_is_no_ged_table_is_refused_with_the_missing_columns(tmp_path, table):
    other = tmp_path / "other.csv"
    other.write_text("id,name\n1,x\n")
    assert not is_records(other)
    with pytest.raises(InputError, match=r"date_prec, type_of_violence, where_prec"):
        read_records(other)
    with pytest.raises(InputError, match=r"columns missing: best, high"):
        read_records(table({}, columns=tuple(name for name in GOOD if name not in {"best", "high"})))
    with pytest.raises(MissingFileError, match="gone"):
        read_records(tmp_path / "gone.csv")


def test_records_are_known_by_content_and_not_by_name(tmp_path, table):
    renamed = tmp_path / "notes.txt"
    shutil.copy(table({}), renamed)
    assert is_records(renamed)
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\xff\xfe")
    assert not is_records(tmp_path / "image.csv")
