"""The map's page: a folium map that is whole in itself, safe to open and the same at every rendering."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO, Final

import folium
from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template, tojavascript

from geo_events.errors import GeoEventsError
from geo_events.maps.data import to_script_json
from geo_events.maps.policy import content_policy

#: A notebook holds a map as an escaped copy of its page: above this many characters it gets a note instead.
NOTEBOOK_LIMIT: Final = 12_000_000
_BODY: Final = """<main>
<div class="folium-map" id="{name}"></div>
<noscript><p>This map needs JavaScript; all of it is inside this file.</p></noscript>
</main>
<script type="application/json" id="{name}_data">{data}</script>"""
_ID: Final = re.compile(r"[0-9a-f]{32}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class EventMap(folium.Map):
    """A layered map of events, as `geo_events.draw_map` makes it.

    It is a `folium.Map`: add markers, GeoJSON, feature groups or a layer control as to any other. Its page
    needs no network, unless a layer that you add does.

    Parameters
    ----------
    data
        The data block of the page, from `geo_events.maps.data.map_data`.
    tiles
        Whether OpenStreetMap's online tiles are the base map instead of the outlines in the page.
    """

    _template = Template("")  # render() writes the page's parts itself

    def __init__(self, data: Mapping[str, Any], *, tiles: bool = False) -> None:
        # max_zoom= is dropped by folium where there are no tiles
        super().__init__(location=(25, 25), zoom_start=3, tiles=None, zoom_control=False, maxZoom=18)
        self.default_js, self.default_css = [], []
        self.data_json = to_script_json(data)
        Page(title=str(data["title"])).add_child(self)
        if tiles:
            folium.TileLayer("OpenStreetMap", name="OpenStreetMap").add_to(self)

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # folium's own returns nothing
        """Write the map into its page; layers that were added join the list of layers."""
        page: Any = self.get_root()
        name = self.get_name()
        layers = self._layers_to_list()
        page.header.add_child(_Verbatim(_header()), name=name)
        page.html.add_child(_Verbatim(_BODY.format(name=name, data=self.data_json)), name=name)
        options = tojavascript(self.options)
        page.script.add_child(_Verbatim(f'var {name} = geoEvents.create("{name}", {options});'), name=name)
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium has no types here
        finish = _Verbatim(f"geoEvents.finish({name}, [{', '.join(layers)}]);")
        page.script.add_child(finish, name=f"{name}_finish")

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a path or an open binary file; if it can't be rendered, nothing is touched."""
        page: Any = self.get_root()
        content = page.render(**kwargs).encode()
        if isinstance(outfile, (str, bytes, Path)):
            Path(os.fsdecode(outfile)).write_bytes(content)
            return
        outfile.write(content)
        if close_file:
            outfile.close()

    def _layers_to_list(self) -> list[str]:
        """Name, as JavaScript, the layers that a user added and no layer control of theirs lists."""
        if any(isinstance(child, folium.LayerControl) for child in self._children.values()):
            return []
        return [
            f"{{layer: {child.get_name()}, name: {to_script_json(_layer_name(child))}, "
            f"overlay: {'true' if child.overlay else 'false'}}}"
            for child in self._children.values()
            if isinstance(child, Layer) and child.control
        ]


class _Verbatim(Element):
    """Text that goes into the page as it is: what a macro gives, branca runs as a template again."""

    _template = Template("{{ this.content }}")

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content


class Page(Figure):
    """The HTML page around a map: language, title, security policy, ids that are always the same."""

    def render(self, **kwargs: Any) -> str:
        """Return the page."""
        rooms = (self.header, self.html, self.script)
        # rendering leaves traces in the tree (a marker with an icon gets a child each time)
        before = [(element, element._children.copy()) for element in _elements(self)]
        try:
            for child in self._children.values():
                child.render(**kwargs)
            header, body, script = (room.render(**kwargs) for room in rooms)
            elements = list(_elements(self))
        finally:
            for element, children in before:
                element._children = children
        title = html.escape(self.title or "Map")
        rest = (
            f"<title>{title}</title>\n{header}\n</head>\n<body>\n{body}\n<script>\n{script}\n</script>\n"
            "</body>\n</html>\n"
        )
        # browsers read any line end as \n before they compare a script with its hash
        rest = rest.replace("\r\n", "\n").replace("\r", "\n")
        rest = _SURROGATE.sub("\ufffd", _steady_ids(rest, elements))
        policy = html.escape(content_policy(rest, elements))
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="referrer" content="no-referrer">\n{rest}'
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show the map in a notebook, unless it would swell the notebook beyond use."""
        shown: str = super()._repr_html_(**kwargs)
        if len(shown) <= NOTEBOOK_LIMIT:
            return shown
        return (
            f"<p>This map is too large for a notebook ({len(shown) / 1e6:.0f} MB): "
            "save it with <code>m.save('map.html')</code> and open the file.</p>"
        )


def _header() -> str:
    styles = (f"<style>{read_asset(name)}</style>" for name in ("leaflet.css", "map.css"))
    scripts = (f"<script>{read_asset(name)}</script>" for name in ("leaflet.js", "map.js"))
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return "\n".join([viewport, *styles, *scripts])


def read_asset(name: str) -> str:
    """Read one of the files that the build made of the front-end.

    Raises
    ------
    GeoEventsError
        If geo-events runs from a checkout that was never built.
    """
    try:
        return (resources.files("geo_events.maps") / "static" / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GeoEventsError(
            f"the map's {name} is missing: this checkout was not built; run: pip install -e ."
        ) from None


def _elements(root: Element) -> Iterator[Element]:
    """Walk an element's tree: children, and what others hold (a popup's content, a figure's header)."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        yield element
        waiting += element._children.values()
        waiting += [value for value in vars(element).values() if isinstance(value, Element)]


def _steady_ids(text: str, elements: list[Element]) -> str:
    """Replace folium's random ids by numbers in the order in which the page names them.

    They are random over 128 bits, so no other text of the page can be one of them; names that folium
    derived of them before rendering (of layers without a name, of popups' content) change with them.
    """
    known = {element._id for element in elements}
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        found = match.group()
        return numbers.setdefault(found, str(len(numbers) + 1)) if found in known else found

    return _ID.sub(number, text)


def _layer_name(layer: Layer) -> str:
    unnamed = layer.layer_name == layer.get_name()
    return layer._name if unnamed else str(layer.layer_name)
