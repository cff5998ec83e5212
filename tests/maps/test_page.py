"""The saved page: whole in itself, closed to foreign scripts, the same at every rendering."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import folium
import pytest
from branca.element import Element

from geo_events.maps import EventMap, draw_map


class Tags(HTMLParser):
    """Lists a page's tags, and the text of its scripts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scripts, self.title = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data
        if self.tags and self.tags[-1][0] == "title":
            self.title += data

    def handle_endtag(self, tag):
        self.tags.append(("/" + tag, {}))

    def policy(self):
        (policy,) = [
            attrs["content"] for _, attrs in self.tags if attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        return {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}


@pytest.fixture
def draw(events, toponyms, small_gazetteer):
    def call(**options):
        return draw_map(events, toponyms=toponyms, gazetteer=small_gazetteer, **options)

    return call


def page_of(event_map):
    return event_map.get_root().render()


def test_the_page_refers_to_nothing_outside(draw):
    tags = Tags(page_of(draw())).tags
    assert not [attrs for tag, attrs in tags if tag in {"script", "img", "iframe"} and "src" in attrs]
    assert not [attrs for tag, attrs in tags if tag == "link"]
    assert {"html", "main", "title", "h1", "script", "style"} - {tag for tag, _ in tags} == {"h1"}


def test_the_page_has_language_title_and_main_landmark(draw, hostile):
    page = Tags(page_of(draw(title=hostile[2])))
    assert ("html", {"lang": "en"}) in page.tags
    assert ("main", {}) in page.tags
    assert page.title == hostile[2]


def test_the_policy_admits_the_pages_own_scripts_by_hash_and_nothing_else(draw):
    event_map = draw()
    folium.Marker([33, 44], popup="mine").add_to(event_map)
    page = Tags(page_of(event_map))
    policy = page.policy()
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    run = [
        text
        for text, (_, attrs) in zip(page.scripts, (t for t in page.tags if t[0] == "script"), strict=True)
        if attrs.get("type") != "application/json"
    ]
    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in run
    }
    assert set(policy["script-src"]) == digests
    assert "mine" in run[-1]


def test_no_word_of_the_data_stands_outside_the_data_block(draw, hostile):
    page = page_of(draw(report={"file": hostile[1]}))
    start = page.index('<script type="application/json"')
    block = page[start : page.index("</script>", start)]
    for words in ("onerror=alert", "HYPERLINK", "7 * 191", "Harbour Courier", "evidence."):
        assert words in block
        assert words not in page.replace(block, "")
    assert "{{ 7 * 191 }}" in block  # not taken for a template
    assert "<img" not in block


def test_rendering_and_drawing_again_give_the_same_bytes(draw, tmp_path):
    def make():
        event_map = draw(title="Same")
        group = folium.FeatureGroup().add_to(event_map)
        folium.Marker([33, 44], popup="mine", tooltip="there", icon=folium.Icon()).add_to(group)
        folium.GeoJson({"type": "Point", "coordinates": [44, 33]}).add_to(event_map)
        folium.LayerControl().add_to(event_map)
        return event_map

    first = make()
    pages = {page_of(first), page_of(first), page_of(make())}
    first.save(tmp_path / "map.html")
    pages.add((tmp_path / "map.html").read_text(encoding="utf-8"))
    assert len(pages) == 1
    assert not re.search(r"_[0-9a-f]{32}", pages.pop())


def test_no_network_is_used_unless_tiles_are_chosen(draw):
    assert "tile.openstreetmap.org" not in page_of(draw())
    page = page_of(draw(tiles=True))
    assert "tile.openstreetmap.org" in page
    assert Tags(page).policy()["img-src"] == ["data:", "https://tile.openstreetmap.org"]


def test_a_library_that_a_users_plugin_needs_is_admitted_by_its_address(draw):
    event_map = draw()
    event_map.get_root().header.add_child(Element('<script src="https://cdn.example/lib.js?v=1"></script>'))
    assert "https://cdn.example/lib.js" in Tags(page_of(event_map)).policy()["script-src"]


def test_adding_a_script_to_one_map_does_not_change_the_next(draw):
    draw().add_js_link("lib", "https://cdn.example/lib.js")
    assert "cdn.example" not in page_of(draw())


def test_a_notebook_shows_the_page_and_declines_one_that_is_too_large(draw, monkeypatch):
    event_map = draw()
    assert isinstance(event_map, EventMap)
    assert "Content-Security-Policy" in event_map._repr_html_()
    monkeypatch.setattr("geo_events.maps.page.NOTEBOOK_LIMIT", 1000)
    assert "m.save(" in event_map._repr_html_()


def test_text_that_is_no_valid_unicode_can_be_saved(draw, tmp_path):
    draw(title="half \ud83d sign", report={"half": "\udc00"}).save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert Tags(page).title == "half \ufffd sign"


def test_a_map_that_cannot_be_rendered_leaves_the_file_alone(draw, tmp_path):
    path = tmp_path / "map.html"
    path.write_text("before")
    event_map = draw()
    event_map.add_child(folium.GeoJsonTooltip(["name"]))
    with pytest.raises((AssertionError, TypeError)):
        event_map.save(path)
    assert path.read_text() == "before"
