import json

import geopandas
import pytest
from command_runs import HOSTILE, ROOT, run

from geo_events.export import read_events


def test_map_writes_all_results_and_says_where(tmp_path):
    result = run("map", ROOT / "seeds" / "yemen-red-sea.txt", "-o", tmp_path / "new")
    names = {"map.html", "events.geojson", "events.parquet", "events.csv", "toponyms.csv", "report.json"}
    names |= {"events.csv-metadata.json", "toponyms.csv-metadata.json"}
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    assert all(str(tmp_path / "new" / name) in result.stdout for name in names)


def test_the_same_input_gives_the_same_bytes(outputs):
    for path in sorted(outputs[0].iterdir()):
        assert path.read_bytes() == (outputs[1] / path.name).read_bytes(), path.name


def test_every_format_holds_the_same_events(outputs):
    tables = [read_events(outputs[0] / f"events.{suffix}") for suffix in ("geojson", "parquet", "csv")]
    for table in tables[1:]:
        assert table["event_id"].tolist() == tables[0]["event_id"].tolist()


def test_no_country_level_event_is_a_point(outputs):
    data = json.loads((outputs[0] / "events.geojson").read_text())
    coarse = [
        f
        for f in data["features"]
        if f["properties"]["geo_precision"] in {"country", "admin1", "region", "water"}
    ]
    assert coarse
    assert all(f["geometry"] is None or f["geometry"]["type"] != "Point" for f in coarse)


def test_hostile_text_stays_text(tmp_path):
    article = "\n\n".join(
        [
            f"{HOSTILE[0]} {HOSTILE[1]}",
            *(f"A car bomb killed three people in Mosul on Monday, {text} said." for text in HOSTILE),
        ]
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "hostile.jsonl").write_text(
        json.dumps(
            {
                "id": "=1+1",
                "title": HOSTILE[4],
                "source": HOSTILE[2],
                "text": article,
                "published": "2024-03-15",
            }
        )
        + "\n"
    )
    assert run("map", tmp_path / "in", "-o", tmp_path / "out", "--title", HOSTILE[1]).exit_code == 0
    page = (tmp_path / "out" / "map.html").read_text()
    assert "<img src=x" not in page
    assert "<script>alert(1)" not in page
    import csv

    with (tmp_path / "out" / "events.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=@\t\r" and cell]
    assert read_events(tmp_path / "out" / "events.csv")["headline"].iloc[0] == HOSTILE[4]


def test_a_run_that_could_read_nothing_still_reports_why(tmp_path):
    assert run("map", tmp_path / "none.txt", "-o", tmp_path / "out").exit_code == 1
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["articles"] == {
        "in": 1,
        "with events": 0,
        "without event": 0,
        "rejected": 1,
        "not English": 0,
        "translated": 0,
    }
    assert "none.txt" in report["left out"][0]["origin"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]


def test_every_result_names_sources_licences_and_the_view_of_boundaries(outputs, gazetteer):
    folder = outputs[0]
    report = json.loads((folder / "report.json").read_text())["gazetteer"]
    told = [
        json.loads((folder / "events.geojson").read_text())["provenance"],
        geopandas.read_parquet(folder / "events.parquet").attrs["provenance"],
        *(
            json.loads((folder / f"{name}.csv-metadata.json").read_text())["notes"][0]
            for name in ("events", "toponyms")
        ),
    ]
    for provenance in told:
        assert provenance["gazetteer"] == report["fingerprint"] == gazetteer.info()["fingerprint"]
        assert provenance["sources"] == report["sources"]
        assert provenance["boundaries"] == report["boundaries"]
        assert "GeoNames, CC BY 4.0" in provenance["attribution"]
    page = (folder / "map.html").read_text()
    for licence in {source["licence"] for source in report["sources"].values()}:
        assert json.dumps(licence, ensure_ascii=False).strip('"') in page
    assert "United Nations usage" in page


@pytest.mark.parametrize(("view", "country"), [("un", "Ukraine"), ("de-facto", "Russia"), ("RU", "Russia")])
def test_the_view_of_boundaries_decides_the_country_of_events_and_of_the_map(tmp_path, view, country):
    article = tmp_path / "a.txt"
    article.write_text("A car bomb killed three people in Simferopol on Monday.\n")
    options = ["--published", "2024-03-15", "--boundaries", view]
    (event,) = json.loads(run("code", article, *options).stdout)["events"]
    assert event["country"] == country
    (toponym,) = json.loads(run("geoparse", article, *options).stdout)["toponyms"]
    assert toponym["country_code"] == {"Ukraine": "UA", "Russia": "RU"}[country]
    result = run("map", article, *options, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["gazetteer"]["boundaries"]["view"] == view
    assert report["gazetteer"]["boundaries"]["name"] in (tmp_path / "out" / "map.html").read_text()


def test_an_unknown_view_of_boundaries_is_refused_with_those_there_are():
    result = run("gazetteer", "lookup", "Mosul", "--boundaries", "XX")
    assert result.exit_code == 1
    assert "un, de-facto" in result.stderr
