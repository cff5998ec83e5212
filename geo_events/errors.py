"""The errors that geo-events raises: what was wrong, where, and how to mend it."""


class GeoEventsError(Exception):
    """Base of every error that geo-events raises on purpose."""


class InputError(GeoEventsError, ValueError):
    """An article, a record or an option can't be used; the message names it and the mend."""


class MissingFileError(GeoEventsError, FileNotFoundError):
    """A file or folder that was named does not exist."""


class GazetteerError(GeoEventsError, RuntimeError):
    """The gazetteer is missing, damaged, or can't be compiled."""


class EventTableError(GeoEventsError, ValueError):
    """A frame is no event table; the message lists every fault with row and column."""


class LanguageModelError(GeoEventsError, RuntimeError):
    """The language model is missing or is not the one that was reviewed."""
