"""A supplied English translation as an article of its own, so that it can be read as one."""

from __future__ import annotations

from dataclasses import replace

from geo_events.articles.article import Article
from geo_events.articles.draft import Draft, Fields
from geo_events.articles.drafting import make_article, text_fault
from geo_events.articles.limits import Limits
from geo_events.articles.recognising import ENGLISH, recognise_language


def settle_translation(
    translation: str | None, text: str, language: str | None, *, limits: Limits
) -> tuple[str | None, str | None]:
    """Tell whether a translation can be coded in place of its article.

    Parameters
    ----------
    translation, text
        The translation, if there is one, and the article's own text.
    language
        Of the article, where known.
    limits
        The bounds of reading, which hold for the translation, too.

    Returns
    -------
    tuple
        The translation, or None; and a line for the user where one was given and can't be used.
    """
    if translation is None or translation.strip() == text.strip():
        return None, None
    if language == ENGLISH:
        return None, "the article is in English already; its translation is not used"
    fault = text_fault(Draft(None, "", translation, Fields(), ""), limits)
    if fault is not None:
        return None, f"its translation can't be used: {fault}"
    found = recognise_language(translation)
    if found not in (None, ENGLISH):
        return None, f"its translation reads as {found}, not as English; it is left out"
    return translation, None


def english_version(article: Article) -> Article | None:
    """Return the article in its supplied translation, or None where there is none.

    Id, day, outlet, address and custody are the article's own; dateline and boilerplate, and the title
    where the text holds one, are those of the translation, and its offsets count there.
    """
    if article.translation is None:
        return None
    fields = Fields(
        published=article.published,
        source=article.source,
        source_url=article.source_url,
        language=ENGLISH,
        author=article.author,
    )
    draft = Draft(article.id, str(article.id), article.translation, fields, article.origin)
    english = make_article(draft, article.id, fields, file_sha256=None)
    return replace(english, title=english.title or article.title, custody=article.custody)
