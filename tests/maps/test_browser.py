"""The saved map in a real browser, with the network off."""

import os
import re
from pathlib import Path

import folium
import pytest
from browser_setup import FLAGS, SET_UP, find_browser
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from geo_events.cli import main
from geo_events.events import empty_events
from geo_events.export import read_events
from geo_events.maps import draw_map

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "tests" / "screenshots"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium():
    found = find_browser()
    if found is None:
        reason = f"there is no Chromium; run: {SET_UP}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a file in a fresh, offline page; at the end nothing may have gone wrong in any of them."""
    contexts, troubles = [], []

    def call(path, *, viewport=DESKTOP, scheme="light"):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, offline=True)
        contexts.append(context)
        page = context.new_page()
        address = path.as_uri()
        page.on("request", lambda request: request.url == address or troubles.append(request.url[:200]))
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )
        page.set_default_timeout(10_000)
        page.goto(address)
        page.locator(".ge-layers").wait_for()
        return page

    yield call
    for context in contexts:
        context.close()
    # an inline picture is no request to anywhere
    assert [trouble for trouble in troubles if not trouble.startswith("data:image/png;")] == []


@pytest.fixture
def saved(events, toponyms, small_gazetteer, tmp_path):
    path = tmp_path / "map.html"
    report = {"inputs": [{"file": "<b>seeds</b>/a.txt", "sha256": "00" * 32}], "kept": 20}
    title = "Conflict events <img src=x onerror=alert(1)>"
    draw_map(events, toponyms=toponyms, title=title, report=report, gazetteer=small_gazetteer).save(path)
    return path


def symbol(page, label):
    return page.locator(f'.ge-symbol[aria-label="{label}"]')


def switch(page, key):
    page.locator(f'[data-layer="{key}"] input').click()


def test_the_map_opens_offline_and_looks_as_it_should(open_page, saved):
    SCREENSHOTS.mkdir(exist_ok=True)
    for name, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        for scheme in ("light", "dark"):
            page = open_page(saved, viewport=viewport, scheme=scheme)
            assert page.locator(".ge-symbol[role=button]").count() > 8
            assert page.locator("path.ge-country").count() == 5
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= viewport["width"]
            page.screenshot(path=SCREENSHOTS / f"map-{name}-{scheme}.png")


def test_layers_are_listed_with_counts_and_take_their_symbols_away(open_page, saved):
    page = open_page(saved)
    names = page.locator("[data-layer]").all_inner_texts()
    assert [" ".join(name.split()) for name in names] == [
        "Battles 4",
        "Protests 1",
        "Riots 1",
        "Explosions/Remote violence 9",
        "Violence against civilians 2",
        "Strategic developments 1",
        "Records: <img src=x onerror=alert(1)> 1",
        "Aggregate figures 1",
        "Places named 2",
    ]
    assert symbol(page, "Peaceful protest, Amman").count() == 1
    switch(page, "Protests")
    assert symbol(page, "Peaceful protest, Amman").count() == 0
    switch(page, "Protests")
    assert symbol(page, "Peaceful protest, Amman").count() == 1
    assert page.locator("span.ge-toponym").count() > 1
    switch(page, "toponyms")
    assert page.locator(".ge-symbol .ge-toponym").count() == 0
    for box in page.locator("[data-layer] input").all():
        box.set_checked(False)
    assert page.locator(".ge-symbol[role=button]").count() == 0
    assert page.locator("path.ge-area, path.ge-ring").count() == 0


def test_a_symbol_opens_its_evidence_by_keyboard_and_closes(open_page, saved):
    page = open_page(saved)
    badge = symbol(page, "Air/drone strike, Jordan")
    badge.focus()
    page.keyboard.press("Enter")
    details = page.locator(".ge-popup article")
    assert "Sentence number 2 of the evidence." in details.inner_text()
    assert "on or before 6 Feb 2024" in details.inner_text()
    assert "country known, place within it not" in details.inner_text()
    assert "machine-coded, not reviewed" in details.inner_text()
    assert details.locator("a").get_attribute("href") == "https://courier.example/a1"
    page.keyboard.press("Escape")
    page.locator(".ge-popup").wait_for(state="detached")
    assert badge.evaluate("element => element === document.activeElement")


def test_a_country_event_is_a_badge_on_its_name_and_never_a_pin(open_page, saved):
    page = open_page(saved)
    badge = symbol(page, "2 entries, Iraq")
    assert badge.locator(".ge-badge-country").inner_text().split() == ["Iraq", "2"]
    assert badge.locator(".ge-badge-country").count() == 1
    for key in ("Battles", "Explosions/Remote violence", "Violence against civilians"):
        switch(page, key)
    labels = page.locator(".ge-symbol[role=button]").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert not [label for label in labels if re.search(r"Iraq|Jordan", label) and "Aggregate" in label]
    # the aggregate keeps a badge of its own, which is not summed with the events
    assert "Air/drone strike, Iraq" in labels


def test_several_events_at_a_place_are_one_symbol_with_a_list(open_page, saved):
    page = open_page(saved)
    page.evaluate("map_1.setView([36.19, 44.01], 11, {animate: false})")
    bundle = symbol(page, "3 entries, Erbil")
    assert bundle.locator(".ge-number").inner_html() == "3"
    bundle.click()
    entries = page.locator(".ge-popup li button")
    assert entries.count() == 3
    entries.nth(1).click()
    assert page.locator(".ge-popup article").get_attribute("data-event") == "e07"
    text = page.locator(".ge-popup").inner_text()
    assert "attempted" in text
    assert "javascript:alert(1)" in text  # an address that is none of the web is text
    assert page.locator(".ge-popup article a").count() == 0
    page.locator(".ge-back").click()
    assert entries.count() == 3


def test_what_is_no_settled_fact_is_drawn_hollow(open_page, saved):
    page = open_page(saved)
    page.evaluate("map_1.setView([36.19, 44.01], 11, {animate: false})")
    switch(page, "Violence against civilians")
    assert symbol(page, "2 entries, Erbil").locator(".ge-mark.ge-hollow").count() == 1
    page.evaluate("map_1.setView([30.51, 47.78], 11, {animate: false})")
    assert symbol(page, "Arrests, Basra").locator(".ge-hollow").count() == 0


def test_precision_is_drawn_as_ring_outline_or_hatched_circle(open_page, saved):
    page = open_page(saved)
    assert page.locator("path.ge-area").count() == 4
    assert page.locator("path.ge-hatched").count() == 3
    page.evaluate("map_1.setView([33.04, 40.28], 9, {animate: false})")
    assert page.locator("path.ge-ring").count() == 1
    ring = page.locator("path.ge-ring").bounding_box()
    metres = page.evaluate(
        "map_1.distance(map_1.containerPointToLatLng([0, 400]), map_1.containerPointToLatLng([100, 400]))"
    )
    assert ring["width"] == pytest.approx(2 * 20_000 / (metres / 100), rel=0.05)


def test_what_has_no_place_is_listed_with_the_same_details(open_page, saved):
    page = open_page(saved)
    button = page.get_by_role("button", name="Not on the map (2)")
    button.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("summary").first.click()
    quotation = dialog.locator("blockquote")
    quotation.wait_for()
    assert quotation.inner_text() == "Sentence number 15 of the evidence."
    assert "date unknown" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_hostile_words_are_shown_as_words(open_page, saved, hostile):
    page = open_page(saved)
    assert page.locator("h1").inner_text() == "Conflict events <img src=x onerror=alert(1)>"
    symbol(page, "Peaceful protest, Amman").click()
    assert page.locator(".ge-popup h3").inner_text() == hostile[4]
    assert page.locator(".ge-popup blockquote").evaluate("e => e.textContent") == " ".join(hostile)
    page.keyboard.press("Escape")
    page.evaluate("map_1.setView([15.55, 32.53], 13, {animate: false})")
    symbol(page, f"Mob violence, {hostile[1]}").click()
    text = page.locator(".ge-popup").inner_text()
    for words in hostile[:4]:
        assert words in text
    assert page.locator(".folium-map img, .folium-map script").count() == 0


def test_deaths_unknown_none_and_at_least_are_told_apart(open_page, saved):
    page = open_page(saved)
    switch(page, "aggregates")
    symbol(page, "2 entries, Iraq").click()
    assert "at least 16 killed" in page.locator(".ge-popup").inner_text()
    page.keyboard.press("Escape")
    page.evaluate("map_1.setView([36.34, 43.13], 12, {animate: false})")
    symbol(page, "Armed clash, Mosul").click()
    assert re.search(r"Deaths\s+0\s", page.locator(".ge-popup").inner_text())


def test_the_map_tells_where_it_comes_from(open_page, saved):
    page = open_page(saved)
    page.get_by_role("button", name="About this map").click()
    text = page.locator("dialog[open]").inner_text()
    for words in (
        "<b>seeds</b>/a.txt",
        "imply no endorsement",
        "GeoNames, CC BY 4.0",
        "<img src=x onerror=alert(1)>",
    ):
        assert words in text
    corner = page.locator(".leaflet-control-attribution").inner_text()
    for words in ("GeoNames (CC BY 4.0)", "test <b>source</b> (CC0)", "United Nations usage"):
        assert words in corner


def test_disputed_lines_are_dashed_and_have_no_solid_line_below(open_page, tmp_path, gazetteer):
    path = tmp_path / "map.html"
    draw_map(empty_events(), gazetteer=gazetteer).save(path)
    page = open_page(path)
    page.evaluate("map_1.setView([33, 36], 7, {animate: false})")
    looks = page.locator("path.ge-border").evaluate_all(
        "all => all.map(e => [e.getAttribute('class'), getComputedStyle(e).strokeDasharray])"
    )
    for classes, dashes in looks:
        assert (dashes == "none") == ("ge-disputed" not in classes and "ge-control" not in classes), classes
    assert {"ge-disputed", "ge-control"} <= {name for classes, _ in looks for name in classes.split()}
    land, stroke = page.locator("path.ge-country").first.evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]"
    )
    assert land == stroke
    assert "imply no endorsement" in page.locator(".ge-view").inner_text()
    page.screenshot(path=SCREENSHOTS / "boundaries.png")


def test_a_users_own_folium_layers_work(open_page, events, small_gazetteer, tmp_path):
    event_map = draw_map(events, gazetteer=small_gazetteer)
    group = folium.FeatureGroup(name="Hospitals <i>mine</i>").add_to(event_map)
    icon = folium.Icon(color="green")
    folium.Marker([31, 35], popup="Field <b>hospital</b>", tooltip="tip", icon=icon).add_to(group)
    folium.Marker([31.5, 36.5]).add_to(event_map)
    folium.CircleMarker([30, 36], radius=9, popup=folium.Popup("circle", show=True)).add_to(event_map)
    point = {"type": "Point", "coordinates": [40, 30]}
    feature = {"type": "Feature", "properties": {"name": "Zone"}, "geometry": point}
    shape = {"type": "FeatureCollection", "features": [feature]}
    folium.GeoJson(shape, name="Zones", tooltip=folium.GeoJsonTooltip(["name"])).add_to(event_map)
    event_map.save(tmp_path / "mine.html")
    page = open_page(tmp_path / "mine.html")
    assert page.locator('.ge-layers label:has-text("Hospitals <i>mine</i>")').count() == 1
    assert page.locator('.ge-layers label:has-text("Zones")').count() == 1
    assert "circle" in page.locator(".leaflet-popup-content").inner_text()
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")
    page.locator(".ge-pin").click()
    assert page.locator(".leaflet-popup-content b").inner_text() == "hospital"
    assert page.locator(".leaflet-marker-icon.leaflet-interactive[src^='data:image/png']").count() == 2
    page.locator('.ge-layers label:has-text("Hospitals")').click()
    assert page.locator(".ge-pin").count() == 0


def test_a_users_layer_control_lists_their_layers_instead(open_page, events, small_gazetteer, tmp_path):
    event_map = draw_map(events, gazetteer=small_gazetteer)
    folium.FeatureGroup(name="<b>Mine</b>").add_to(event_map)
    folium.LayerControl(collapsed=False).add_to(event_map)
    event_map.save(tmp_path / "mine.html")
    page = open_page(tmp_path / "mine.html")
    assert page.locator(".leaflet-control-layers label").filter(has_text="<b>Mine</b>").count() == 1


def test_a_notebooks_frame_shows_the_map(open_page, events, small_gazetteer, tmp_path):
    path = tmp_path / "frame.html"
    path.write_text(
        "<!DOCTYPE html><meta charset=utf-8><p class=ge-layers>notebook"
        + draw_map(events, gazetteer=small_gazetteer)._repr_html_(),
        encoding="utf-8",
    )
    frame = open_page(path).frame_locator("iframe")
    assert frame.locator(".ge-badge-country").count() >= 1
    assert frame.locator("h1").inner_text() == "Events"


def plain(text):
    """The words without the text's own line ends, which a page does not show."""
    return " ".join(text.split())


def mapped(source, folder, *options):
    """Run the main job as a user does; gives the map's file."""
    arguments = ["map", str(source), "-o", str(folder), *options]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder / "map.html"


def test_the_samples_are_mapped_from_the_command_to_the_evidence(open_page, tmp_path):
    page = open_page(mapped(ROOT / "seeds", tmp_path))
    events = read_events(tmp_path / "events.csv")
    incidents = events[(events["dataset"] == "article") & (events["event_clarity"] == "incident")]
    for kind, number in incidents["event_type"].value_counts().items():
        label = page.locator(f'[data-layer="{kind}"]').inner_text()
        assert label.split()[-1] == str(number)
    unplaced = int((events["geo_precision"] == "unknown").sum())
    assert f"Not on the map ({unplaced})" in page.locator(".ge-missing").inner_text()
    page.screenshot(path=SCREENSHOTS / "samples.png")
    coarse = events[events["geo_precision"] == "country"].drop_duplicates("country", keep=False)
    row = coarse[coarse["dataset"] == "article"].sort_values("country").iloc[0]
    page.locator(".ge-badge-country", has_text=row["country"]).click()
    assert plain(row["evidence"]) in plain(page.locator(".ge-popup article").inner_text())


def test_the_users_article_is_badges_and_no_pin(open_page, bench, tmp_path):
    page = open_page(mapped(bench / "seeds", tmp_path, "--published", "2024-02-09"))
    labels = page.locator(".ge-symbol[role=button]").evaluate_all("all => all.map(e => e.ariaLabel)")
    events = [label for label in labels if not label.startswith("Named in the articles")]
    assert sorted(events) == ["2 entries, Iraq", "Air/drone strike, Jordan"]
    assert page.locator(".ge-symbol .ge-badge-country").count() == 2
    page.screenshot(path=SCREENSHOTS / "users-article.png")
    symbol(page, "Air/drone strike, Jordan").click()
    details = plain(page.locator(".ge-popup article").inner_text())
    assert "three American soldiers were killed in a drone attack in Jordan" in details
    assert "on or before 6 Feb 2024" in details
