import hashlib
import json
import os
from pathlib import Path

import pytest
import shapely

from geo_events.export import read_events, to_csv, to_geojson, to_geoparquet
from geo_events.gazetteer import open_gazetteer
from geo_events.maps import draw_map
from geo_events.maps.data import map_data
from geo_events.maps.sites import plan_sites
from geo_events.pipeline import RunSettings, run

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seeds_run(gazetteer, language):
    return run(RunSettings((ROOT / "seeds",)), gazetteer=gazetteer, language=language)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(
        "Bomb in Mosul\n\nMosul, March 15 (Agency) -- A car bomb killed three people in Mosul on Monday.\n"
    )
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "digits.txt").write_text("1234 5678\n")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02\xff")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "lines.jsonl").write_text(
        '{"id": 1, "text": "A car bomb killed two people in Basra on Monday.", "published": "2024-03-15"}\n'
        '{"id": 2, "text": \n'
        '{"id": 3, "text": "The minister spoke about the harvest.", "published": "2024-03-15"}\n'
    )
    return tmp_path


def test_the_samples_are_read_whole(seeds_run):
    assert seeds_run.rejects == ()
    articles = seeds_run.report["articles"]
    assert articles["in"] >= 12
    assert articles["rejected"] == 0
    assert seeds_run.report["events"]["records"] == (seeds_run.events["dataset"] == "ucdp-ged").sum() > 0


def test_a_report_and_a_record_of_one_incident_are_joined(seeds_run):
    clusters = [set(rows["dataset"]) for _, rows in seeds_run.events.groupby("cluster_id")]
    assert {"article", "ucdp-ged"} in clusters


def test_a_run_gives_the_same_however_many_processes_share_it(tmp_path, gazetteer, language):
    lines = []
    for number in range(40):
        text = f"Shelling killed {number + 1} people in Mosul on Monday." if number % 9 else " "
        lines.append(json.dumps({"id": number, "text": text, "published": "2024-03-15"}))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    alone, shared = (
        run(RunSettings((tmp_path / "many.jsonl",), processes=n), gazetteer=gazetteer, language=language)
        for n in (1, 2)
    )
    assert len(alone.events) == 35
    assert alone.events.equals(shared.events)
    assert alone.toponyms.equals(shared.toponyms)
    assert (alone.rejects, alone.report) == (shared.rejects, shared.report)


def test_counts_add_up(folder, gazetteer, language):
    done = run(RunSettings((folder,)), gazetteer=gazetteer, language=language)
    articles = done.report["articles"]
    assert articles == {
        "in": 8,
        "with events": 2,
        "without event": 1,
        "rejected": 5,
        "not English": 0,
        "translated": 0,
    }
    assert articles["in"] == articles["with events"] + articles["without event"] + articles["rejected"]


def test_each_reject_names_what_where_and_how_to_mend(folder, gazetteer, language):
    done = run(RunSettings((folder,)), gazetteer=gazetteer, language=language)
    told = {Path(reject.origin).name: reject.reason for reject in done.rejects}
    assert set(told) == {"empty.txt", "digits.txt", "binary.txt", "photo.jpg", "lines.jsonl:2"}
    assert all("\n" not in reason and len(reason) > 20 for reason in told.values())
    assert [entry["reason"] for entry in done.report["left out"]] == [r.reason for r in done.rejects]


def test_inputs_are_listed_with_their_digest_read_or_not(folder, gazetteer, language):
    done = run(RunSettings((folder,)), gazetteer=gazetteer, language=language)
    digests = {Path(entry["file"]).name: entry["sha256"] for entry in done.report["inputs"]}
    assert set(digests) == {path.name for path in folder.iterdir()}
    for path in folder.iterdir():
        assert digests[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_report_says_what_made_it(seeds_run):
    report = json.loads(json.dumps(seeds_run.report))
    assert report["versions"]["spacy"].startswith("3.8")
    assert report["language model"]["version"].startswith("3.8")
    assert "CC BY 4.0" in json.dumps(report["gazetteer"])
    assert report["settings"]["inputs"]


def test_what_is_not_known_of_an_article_is_told(tmp_path, gazetteer, language):
    (tmp_path / "bare.txt").write_text("A car bomb killed three people in Mosul on Monday.\n")
    known = "title: A bomb\npublished: 2024-03-15\nsource: Agency\n"
    (tmp_path / "known.md").write_text(f"---\n{known}---\nA car bomb killed two people in Basra on Monday.\n")
    done = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language)
    told = done.report["notices"]
    assert [notice.partition(" (")[0] for notice in told] == [
        "1 article(s) without a day of publication",
        "1 article(s) without an outlet",
        "1 article(s) without a title",
    ]
    assert all("bare.txt" in notice and "known.md" not in notice for notice in told)
    assert "--published" in told[0]
    assert "--source" in told[1]


def test_a_missing_file_does_not_stop_the_others(folder, gazetteer, language):
    done = run(
        RunSettings((folder / "none.txt", folder / "good.txt")), gazetteer=gazetteer, language=language
    )
    assert done.report["articles"] == {
        "in": 2,
        "with events": 1,
        "without event": 0,
        "rejected": 1,
        "not English": 0,
        "translated": 0,
    }


def test_a_table_that_is_no_record_file_is_told(folder, gazetteer, language):
    (folder / "prices.csv").write_text("day,price\n2024-03-15,3\n")
    done = run(RunSettings((folder,)), gazetteer=gazetteer, language=language)
    assert any(reject.origin.endswith("prices.csv") for reject in done.rejects)


def test_a_folder_of_records_needs_no_article(gazetteer, language):
    done = run(RunSettings((ROOT / "seeds" / "records",)), gazetteer=gazetteer, language=language)
    assert done.rejects == ()
    assert len(done.events) == done.report["events"]["records"] > 0


def test_a_text_too_long_for_the_model_is_left_out_and_said(folder, gazetteer, language):
    (folder / "long.txt").write_text("A bomb went off in Mosul on Monday. " * 30_000)
    inputs = (folder / "long.txt", folder / "good.txt")
    done = run(RunSettings(inputs), gazetteer=gazetteer, language=language)
    assert done.report["articles"] == {
        "in": 2,
        "with events": 1,
        "without event": 0,
        "rejected": 1,
        "not English": 0,
        "translated": 0,
    }
    assert "split it" in done.rejects[0].reason


def test_one_endless_sentence_is_read(tmp_path, gazetteer, language):
    deeds = ", killing and wounding and burning" * 1500
    sentence = f"Gunmen attacked {deeds} people in Mosul on Monday.\n"
    (tmp_path / "endless.txt").write_text(sentence)
    done = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language)
    assert done.report["articles"]["rejected"] == 0


def test_articles_not_in_english_keep_their_places_and_are_counted(tmp_path, gazetteer, language):
    (tmp_path / "a.txt").write_text(
        "قُتل خمسة جنود يوم الاثنين في هجوم على حاجز قرب بغداد وقال مسؤول إن الوضع هادئ"
    )
    (tmp_path / "b.txt").write_text("A car bomb killed three people in Mosul on Monday, police said.")
    done = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language)
    articles = done.report["articles"]
    assert articles == {
        "in": 2,
        "with events": 1,
        "without event": 1,
        "rejected": 0,
        "not English": 1,
        "translated": 0,
    }
    assert any("not in English (ar 1)" in notice for notice in done.report["notices"])
    assert done.report["events"]["coded"] == 1
    assert "بغداد" in set(done.toponyms["text"])


def test_a_written_coordinate_goes_through_to_map_and_exports(tmp_path, gazetteer, language):
    (tmp_path / "report.txt").write_text(
        "A car bomb killed three people at 34.5167 N, 43.8833 E on 4 March 2024.\n"
    )
    done = run(RunSettings((tmp_path / "report.txt",)), gazetteer=gazetteer, language=language)
    data = map_data(done.events, toponyms=done.toponyms, title="t", report=done.report, gazetteer=gazetteer)
    (site,) = data["sites"]
    assert (site["kind"], site["lat"], site["lon"]) == ("point", 34.5167, 43.8833)
    assert [(dot["lat"], dot["lon"]) for dot in data["toponyms"]] == [(34.5167, 43.8833)]
    for write, name in ((to_geojson, "e.geojson"), (to_geoparquet, "e.parquet"), (to_csv, "e.csv")):
        write(done.events, tmp_path / name)
        (event,) = read_events(tmp_path / name).to_dict("records")
        assert (event["geometry"].y, event["geometry"].x) == (34.5167, 43.8833)
        assert (event["geo_precision"], event["country"]) == ("exact", "Iraq")
        assert 0 < event["uncertainty_km"] < 0.1


@pytest.mark.parametrize("given", [True, False])
def test_ones_own_places_locate_events_and_their_faulty_rows_are_reported(
    tmp_path, gazetteer, language, given
):
    (tmp_path / "mine.csv").write_text("name,lat,lon\nQaryat al-Zed,36.83,42.12\nBad Place,142,36\n")
    (tmp_path / "report.txt").write_text("A car bomb killed three people in Qaryat al-Zed on 4 March 2024.\n")
    settings = RunSettings((tmp_path / "report.txt",), places=tmp_path / "mine.csv")
    done = run(settings, gazetteer=gazetteer if given else None, language=language)
    (event,) = done.events.to_dict("records")
    assert (event["location"], event["geometry"].y, event["admin1"]) == ("Qaryat al-Zed", 36.83, "Nineveh")
    assert event["geo_precision"] == "exact"
    (reject,) = done.report["left out"]
    assert reject["origin"] == "mine.csv"
    assert reject["reason"].startswith("line 3, latitude")
    assert done.report["own places"]["places"] == 1
    assert done.report["articles"]["rejected"] == 0
    opened = open_gazetteer(places=tmp_path / "mine.csv")
    page = draw_map(done.events, report=done.report, gazetteer=opened).get_root().render()
    assert done.report["own places"]["sha256"] in page


def test_an_area_of_ones_own_is_drawn_and_exported_with_its_outline(tmp_path, language):
    zone = {"type": "Polygon", "coordinates": [[[43, 35.5], [44, 35.5], [44, 36.2], [43, 36.2], [43, 35.5]]]}
    feature = {"type": "Feature", "properties": {"name": "Zed Zone"}, "geometry": zone}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "mine.geojson").write_text(json.dumps(collection))
    (tmp_path / "report.txt").write_text("A car bomb killed three people in the Zed Zone on 4 March 2024.\n")
    opened = open_gazetteer(places=tmp_path / "mine.geojson")
    done = run(RunSettings((tmp_path / "report.txt",)), gazetteer=opened, language=language)
    assert list(done.events["geo_precision"]) == ["region"]
    (site,) = plan_sites(done.events, gazetteer=opened, labels={}).sites
    assert site.outline.bounds == (43, 35.5, 44, 36.2)
    to_geojson(done.events, tmp_path / "e.geojson", gazetteer=opened)
    (written,) = json.loads((tmp_path / "e.geojson").read_text())["features"]
    assert shapely.from_geojson(json.dumps(written["geometry"])).bounds == (43, 35.5, 44, 36.2)


def test_files_with_odd_names_are_listed_with_their_digest(tmp_path, gazetteer, language):
    names = [b"a\xff.txt", b"b\nb.txt", "c\u2028.txt".encode(), b"d\\x41.txt"]
    for number, name in enumerate(names):
        content = f"A car bomb killed {number + 2} people in Mosul on Monday.\n"
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(content)
    done = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language)
    assert json.dumps(done.report, ensure_ascii=False).encode()
    assert {Path(entry["file"]).name for entry in done.report["inputs"]} == {
        r"a\xff.txt", r"b\x0ab.txt", r"c\x2028.txt", r"d\x41.txt",
    }  # fmt: skip


def test_author_and_custody_go_with_the_event(tmp_path, gazetteer, language):
    row = {
        "text": "A car bomb killed three people in Mosul on Monday.",
        "author": "Jane Doe",
        "retrieved": "2024-03-16T10:00:00Z",
        "archive_url": "https://archive.example/1",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (event,) = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language).events.to_dict("records")
    assert (event["author"], event["archive_url"]) == ("Jane Doe", "https://archive.example/1")
    assert event["retrieved"] == "2024-03-16T10:00:00+00:00"
    assert "edited" not in event


def test_an_event_dated_after_publication_is_told(tmp_path, gazetteer, language):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "A bomb killed two men in Basra on 20 March 2024.", "published": "2024-03-15"}\n'
    )
    done = run(RunSettings((tmp_path,)), gazetteer=gazetteer, language=language)
    (told,) = [notice for notice in done.report["notices"] if "after the day of publication" in notice]
    assert "x: 2024-03-20" in told
