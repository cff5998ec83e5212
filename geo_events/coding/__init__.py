"""Event coding: from an article and its toponyms to what happened, who, when, where, how many."""

from geo_events.coding.coder import code_article
from geo_events.coding.explaining import EventExplanation, explain_events
from geo_events.coding.headlines import read_headline
from geo_events.coding.locating import locate_event
from geo_events.coding.translated import code_translation
from geo_events.coding.type_model import classify_text

__all__ = [
    "EventExplanation",
    "classify_text",
    "code_article",
    "code_translation",
    "explain_events",
    "locate_event",
    "read_headline",
]
