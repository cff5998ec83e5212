"""What a web page declares about its article: JSON-LD and Open Graph first, then the page's own elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from geo_events.articles.draft import Fields, fields_of

#: schema.org's kinds of article (https://schema.org/Article and those below it).
_ARTICLE = re.compile(r"(?:Article|Report|Posting|Story)$|^BlogPosting$|^LiveBlog")
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|\s*url:\s*)(?P<url>https?://\S+)", re.IGNORECASE)
_ARCHIVE = re.compile(r"https?://(?:web\.archive\.org/web/|archive\.(?:ph|is|today|md)/)\S+")
_WEB = re.compile(r"https?://\S+$")
#: Lists in JSON-LD may be nested by an enemy.
_DEEPEST: Final = 20

_META: Final = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time",
        "datepublished",
        "og:published_time",
        "dc.date.issued",
        "dc.date",
        "date",
        "pubdate",
        "parsely-pub-date",
    ),
    "edited": ("article:modified_time", "datemodified", "og:updated_time"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "source_url": ("og:url",),
}


def declared_fields(root: Any, page: str) -> Fields:
    """Take title, author, days, outlet, address and language that a page declares.

    Nothing is guessed: a day stands only where the page gives it in a form with one reading. What
    is declared wrongly is left out without a word, since the user can't mend a publisher's page.

    Parameters
    ----------
    root
        The parsed page.
    page
        Its source, for the note that browsers leave when they save a page.
    """
    linked = _linked_data(root)
    meta = _meta(root)
    given = {
        name: next(
            filter(None, (_usable(name, linked.get(name)), *(_usable(name, meta.get(key)) for key in keys))),
            None,
        )
        for name, keys in _META.items()
    }
    saved = _SAVED_FROM.search(page, 0, 20_000)
    address = saved["url"] if saved else None
    archived = address if address and _ARCHIVE.match(address) else None
    canonical = next(iter(root.xpath("//link[@rel='canonical']/@href")), None)
    given["source_url"] = next(
        filter(_is_address, (canonical, given["source_url"], None if archived else address)), None
    )
    given["title"] = given["title"] or _only(root, "h1") or _only(root, "title")
    given["published"] = given["published"] or _time(root)
    given["archive_url"] = archived
    given["language"] = _language(root, meta)
    return fields_of(given)


def _linked_data(root: Any) -> dict[str, Any]:
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            kinds = item.get("@type")
            if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return {
                    "title": item.get("headline") or item.get("name"),
                    "author": _names(item.get("author")),
                    "published": item.get("datePublished"),
                    "edited": item.get("dateModified"),
                    "source": _names(item.get("publisher")),
                    "source_url": item.get("url"),
                }
    return {}


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _items(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"), depth + 1)


def _names(value: Any) -> str | None:
    """Return the names of one or several persons or organisations."""
    values = value if isinstance(value, list) else [value]
    names = [each.get("name") if isinstance(each, dict) else each for each in values]
    return ", ".join(name for name in names if isinstance(name, str) and name.strip()) or None


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _usable(name: str, value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if name in ("published", "edited") and fields_of({name: value}).faults:
        return None
    if name == "author" and _WEB.match(value.strip()):
        return None  # a profile's address is no author
    return value.strip()


def _time(root: Any) -> str | None:
    """Return the day of the page's only ``<time datetime>``, or of those marked as the day of publication."""
    marked = root.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    days = {day[:10] for day in (marked or root.xpath("//time/@datetime")) if _usable("published", day)}
    return days.pop() if len(days) == 1 else None


def _only(root: Any, tag: str) -> str | None:
    found = list(root.iter(tag))
    return " ".join(found[0].text_content().split()) or None if len(found) == 1 else None


def _language(root: Any, meta: dict[str, str]) -> str | None:
    given = root.get("lang") or meta.get("og:locale") or meta.get("language") or ""
    found = re.match(r"([A-Za-z]{2})(?![A-Za-z])", given)
    return found[1].lower() if found else None


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and _WEB.match(value.strip()) is not None
