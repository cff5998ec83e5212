from command_runs import ROOT, run

from geo_events.export import read_events


def test_lookup_and_nearest_answer_with_places():
    assert "Iraq" in run("gazetteer", "lookup", "Mosul").stdout.splitlines()[0]
    assert "Baghdad" in run("gazetteer", "nearest", "33.34", "44.40").stdout


def test_records_become_an_event_table(tmp_path):
    source = ROOT / "seeds" / "records" / "ged_sample.csv"
    result = run("records", source, "-o", tmp_path / "records.csv")
    assert result.exit_code == 0
    assert len(read_events(tmp_path / "records.csv")) == len(source.read_text().splitlines()) - 1
