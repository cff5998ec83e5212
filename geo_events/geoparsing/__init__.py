"""Geoparsing: from an article to the places that it names."""

from geo_events.geoparsing.coordinates import lies_at, stands_beside
from geo_events.geoparsing.document import Document, Reading, read_document, read_words
from geo_events.geoparsing.explaining import Explanation, explain_article
from geo_events.geoparsing.geoparse import geoparse_article, geoparse_spans
from geo_events.geoparsing.settings import GeoparsingSettings, default_settings
from geo_events.geoparsing.tables import toponym_json, toponym_table
from geo_events.geoparsing.toponym import Candidate, Toponym

__all__ = [
    "Candidate",
    "Document",
    "Explanation",
    "GeoparsingSettings",
    "Reading",
    "Toponym",
    "default_settings",
    "explain_article",
    "geoparse_article",
    "geoparse_spans",
    "lies_at",
    "read_document",
    "read_words",
    "stands_beside",
    "toponym_json",
    "toponym_table",
]
