"""Title and author in the properties of PDF and Word files, and when to believe them."""

from __future__ import annotations

from typing import Final

from geo_events.articles.draft import Fields

#: How much of the text is its head, where title and author are told.
_HEAD: Final = 2_000


def told_properties(text: str, *, title: str | None, author: str | None) -> Fields:
    """Believe a file's properties only where the text bears them out.

    Word processors fill in the user's name, and keep the title of the file that served as a
    template: as evidence they are worthless by themselves.
    """
    head = " ".join(text[:_HEAD].lower().split())

    def told(value: str | None) -> str | None:
        return value if value and len(value) > 2 and value.lower() in head else None

    return Fields(title=told(title), author=told(author))
