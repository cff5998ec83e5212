"""Event coding: from an article and its toponyms to what happened, who, when, where, how many."""

from geo_events.coding.coder import code_article
from geo_events.coding.translated import code_translation

__all__ = ["code_article", "code_translation"]
