"""Events of articles in other languages that come with an English translation."""

import json

from geo_events.pipeline import RunSettings, run

ARABIC = """انفجار في الموصل

قُتل خمسة جنود يوم الاثنين في انفجار سيارة مفخخة قرب الموصل. وقال مسؤول إن الوضع هادئ.

وفي هجوم آخر قُتل 3 أشخاص في البصرة يوم الثلاثاء، حسب الشرطة."""
ENGLISH = """Explosion in Mosul

Five soldiers were killed on Monday in a car bomb explosion near Mosul. An official said all is calm.

In another attack 3 people were killed in Basra on Tuesday, police in Erbil said."""


def coded(folder, gazetteer, language, **changed):
    row = {"id": "a", "text": ARABIC, "text_translated": ENGLISH, "published": "2024-03-15", **changed}
    (folder / "a.jsonl").write_text(json.dumps(row) + "\n")
    return run(RunSettings((folder,)), gazetteer=gazetteer, language=language)


def test_a_translation_is_coded_and_the_originals_words_are_kept(tmp_path, gazetteer, language):
    done = coded(tmp_path, gazetteer, language)
    first, second = done.events.to_dict("records")
    assert (first["location"], first["fatalities"], first["language"]) == ("Mosul", 5, "ar")
    assert first["evidence"] == ENGLISH[first["evidence_start"] : first["evidence_end"]]
    assert first["evidence_original"].startswith("قُتل خمسة جنود")
    assert first["evidence_original"].endswith("قرب الموصل.")
    assert first["evidence_original_scope"] == "sentence"
    assert second["evidence_original_scope"] == "paragraph"
    for event in (first, second):
        start, end = event["evidence_original_span"]
        assert event["evidence_original"] == ARABIC[start:end]
    assert done.report["articles"]["not English"] == done.report["articles"]["translated"] == 1


def test_places_of_both_versions_are_kept_and_count_once(tmp_path, gazetteer, language):
    done = coded(tmp_path, gazetteer, language)
    table = done.toponyms
    assert {"الموصل", "البصرة"} <= set(table.loc[~table["in_translation"], "text"])
    assert {"Mosul", "Basra", "Erbil"} <= set(table.loc[table["in_translation"], "text"])
    assert not table.loc[~table["in_translation"], "counted"].any()
    for version, text in ((False, ARABIC), (True, ENGLISH)):
        for row in table[table["in_translation"] == version].itertuples():
            assert text[row.start : row.end] == row.text
    assert done.report["toponyms"] == int(table["counted"].sum()) == int(table["in_translation"].sum())


def test_a_place_that_the_translation_leaves_out_counts(tmp_path, gazetteer, language):
    done = coded(tmp_path, gazetteer, language, text_translated=ENGLISH.replace("Basra", "the south"))
    counted = done.toponyms[done.toponyms["counted"]]
    assert counted.loc[~counted["in_translation"], "text"].tolist() == ["البصرة"]


def test_a_translation_of_other_paragraphs_gives_the_whole_text(tmp_path, gazetteer, language):
    done = coded(
        tmp_path, gazetteer, language, text_translated=ENGLISH.replace("\n\n", " ") + " All is calm."
    )
    assert set(done.events["evidence_original_scope"]) == {"text"}
    assert set(done.events["evidence_original"]) == {ARABIC}


def test_of_a_long_text_the_span_alone_is_given(tmp_path, gazetteer, language):
    long = ARABIC + " وقال مسؤول إن الوضع هادئ." * 300
    done = coded(tmp_path, gazetteer, language, text=long)
    (event, *_) = done.events.to_dict("records")
    assert event["evidence_original"] is None
    assert (event["evidence_original_span"], event["evidence_original_scope"]) == ([0, len(long)], "text")


def test_without_a_translation_nothing_is_coded(tmp_path, gazetteer, language):
    done = coded(tmp_path, gazetteer, language, text_translated="")
    assert len(done.events) == 0
    assert any("text_translated" in notice for notice in done.report["notices"])
