"""From a tree of markup to paragraphs of text."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree, html

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "item", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section", "table",
    "tbody", "tr", "ul",
})  # fmt: skip
_CELLS: Final = frozenset({"td", "th", "cell"})
_BREAKS: Final = frozenset({"br", "lb"})
_SKIPPED: Final = frozenset({
    "script", "style", "noscript", "template", "head", "title", "object", "iframe", "svg", "math",
})  # fmt: skip
_ENCODING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def parse_page(page: str) -> Any:
    """Parse a page or a piece of one, forgivingly and without asking the network for anything.

    Returns
    -------
    lxml.html.HtmlElement or None
        None where there is nothing in it.
    """
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    raw = _ENCODING.sub("", page, count=1).encode("utf-8", "replace")
    try:
        return html.document_fromstring(raw, parser=parser)
    except etree.ParserError:
        return None


def paragraphs_of(root: Any, *, skipped: frozenset[str] = _SKIPPED) -> list[str]:
    """Return the text below an element, a string a block; line breaks inside a block stay."""
    done: list[str] = []
    now: list[str] = []

    def close() -> None:
        lines = (" ".join(line.split()) for line in "".join(now).split("\v"))
        paragraph = "\n".join(line for line in lines if line)
        if paragraph:
            done.append(paragraph)
        now.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in skipped:
            walk.skip_subtree()
        elif event == "start":
            if tag in _BLOCKS:
                close()
            now.append("\v" if tag in _BREAKS else "")
            now.append((element.text or "").replace("\v", " "))
        else:
            if tag in _BLOCKS:
                close()
            elif tag in _CELLS:
                now.append(" ")
            if element is not root:
                now.append((element.tail or "").replace("\v", " "))
    close()
    return done


def text_of(markup: str) -> str:
    """Return the text of a piece of markup (a feed's entry, a mail), paragraphs parted by blank lines."""
    root = parse_page(markup)
    return "" if root is None else "\n\n".join(paragraphs_of(root))
