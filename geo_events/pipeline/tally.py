"""What a run counts and notes while it goes on."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geo_events.articles import Article, Reject, files_beside
from geo_events.articles.recognising import is_english

_SHOWN: Final = 5


@dataclass(slots=True)
class Lacking:
    """Articles that lack something: how many, and the first few by id."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Count an article."""
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(str(article.id))

    def __str__(self) -> str:
        return ", ".join(self.first) + (" ..." if self.count > len(self.first) else "")


@dataclass(slots=True)
class Tally:
    """Counts and notes of a run; of articles it keeps numbers, and a few ids for messages.

    Attributes
    ----------
    rejects
        What could not be used.
    files
        Input files with their SHA-256.
    articles
        How many ended ``with events``, ``without event``, ``rejected``.
    foreign
        Articles in other languages that are not coded, since no translation was supplied, by language.
    lacking
        Articles that lack a ``day``, an ``outlet``, a ``title``.
    translated
        How many were coded from a translation.
    record_files, record_folders
        Files of records, and folders among the inputs that hold some.
    """

    rejects: list[Reject] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    articles: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    lacking: dict[str, Lacking] = field(
        default_factory=lambda: {name: Lacking() for name in ("day", "outlet", "title")}
    )
    translated: int = 0
    record_files: set[Path] = field(default_factory=set)
    record_folders: set[Path] = field(default_factory=set)

    def reject(self, reject: Reject) -> None:
        """Note what could not be used, and count it where it is one of the articles that were put in."""
        self.rejects.append(reject)
        self.articles["rejected"] += reject.is_input and not reject.kept

    def note(self, article: Article) -> None:
        """Note of an article that was read what it was coded from, and what is not known of it."""
        if article.translation is not None:
            self.translated += 1
        elif not is_english(article.language):
            self.foreign[str(article.language)] += 1
            return
        for name, value in (
            ("day", article.published),
            ("outlet", article.source),
            ("title", article.title),
        ):
            if value is None:
                self.lacking[name].add(article)

    def note_file(self, path: Path) -> None:
        """Take the digest of an input file, read or rejected, and of what stands beside it about it."""
        for each in (path, *files_beside(path)):
            if str(each) not in self.files and each.is_file():
                with each.open("rb") as content:
                    self.files[str(each)] = hashlib.file_digest(content, "sha256").hexdigest()
