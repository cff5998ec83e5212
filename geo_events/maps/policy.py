"""The page's Content-Security-Policy, computed from the page as it was rendered."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

from branca.element import Element
from folium.map import Layer


def content_policy(page: str, elements: Iterable[Element]) -> str:
    """Write the page's Content-Security-Policy: its own inline scripts by hash, and nothing else.

    Parameters
    ----------
    page
        The page below the policy.
    elements
        All elements of the page: online tiles and pictures that a user added are admitted by their host.
    """
    scan = _Scan()
    scan.feed(page)
    scan.close()
    digests = (hashlib.sha256(code.encode()).digest() for code in dict.fromkeys(scan.scripts))
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    hosts = {_host(address) for element in elements for address in _addresses(element)}
    scripts = [*hashes, *_listed(scan.script_links)]
    rules = {
        "default-src": ["'none'"],
        "script-src": scripts or ["'none'"],
        # Leaflet places things by inline styles, and folium's layers carry some
        "style-src": ["'unsafe-inline'", *_listed(scan.style_links)],
        "img-src": ["data:", *sorted(hosts)],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if scan.style_links:
        rules["font-src"] = sorted({_host(link) for link in scan.style_links})
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


class _Scan(HTMLParser):
    """Collects a page's inline scripts and the addresses of those that lie elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.script_links: list[str] = []
        self.style_links: list[str] = []
        self._code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.script_links.append(str(given["src"]))
        elif tag == "script" and given.get("type") != "application/json":
            self._code = []
        elif tag == "link" and given.get("rel") == "stylesheet" and given.get("href"):
            self.style_links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._code is not None:
            self.scripts.append("".join(self._code))
            self._code = None


def _addresses(element: Element) -> list[str]:
    """Addresses of online tiles and pictures that an element loads."""
    given = (getattr(element, name, None) for name in ("tiles", "url"))
    web = [text for text in given if isinstance(text, str) and text.startswith(("http://", "https://"))]
    return web if isinstance(element, Layer) else []


def _host(address: str) -> str:
    parts = urlsplit(address)
    # "https://{s}.tile.example/{z}/{x}/{y}.png": Leaflet puts a letter for {s}
    return f"{parts.scheme}://{re.sub(r'^{[^}]*}', '*', parts.netloc)}"


def _listed(addresses: Iterable[str]) -> list[str]:
    """Name addresses as a policy can: without query, and without signs that would end the rule."""
    clean = (urlsplit(address)._replace(query="", fragment="").geturl() for address in addresses)
    return [re.sub(r"[;,\s]", "", address) for address in dict.fromkeys(clean)]
