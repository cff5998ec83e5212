"""Event coding: from an article and its toponyms to what happened, who, when, where, how many."""

from geo_events.coding.coder import code_article

__all__ = ["code_article"]
