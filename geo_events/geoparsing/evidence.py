"""What speaks for and against a span of text being the name of a place, as named features.

Each feature is a number (mostly 0 or 1) read off the spaCy parse and the words around the span. Their weights
are data (``data/weights.yaml``), so that a better judge can take over behind the same features.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_events.geoparsing.document import PLACE_LABELS, Document
from geo_events.geoparsing.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Features = dict[str, float]

_KINDS = {
    **dict.fromkeys(PLACE_LABELS, "place"),
    **dict.fromkeys(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"), "number"),
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
}


def name_features(document: Document, start: int, end: int, prior: float) -> Features:
    """Gather the evidence on one span.

    Parameters
    ----------
    document
        The parsed article.
    start, end
        The span in the shadow text.
    prior
        The gazetteer's prior for the likeliest place of that name; 0 where it knows none.

    Returns
    -------
    dict
        Features that apply, by name; those absent are 0.
    """
    span = document.tokens(start, end)
    text = document.text[start:end]
    word = text.lower().replace(".", "")
    initials = text.isupper() and len(word) <= 4
    features: Features = {"bias": 1.0, "prior": prior, "several_words": float(" " in text)}
    features[f"entity_{_entity_relation(document, span)}"] = 1.0
    features.update(_grammar(document, span))
    features.update(_neighbours(document, span, start))
    if word in words().ordinary_words | words().ordinary_phrases and not (
        initials and word in words().short_names
    ):
        features["ordinary_word"] = 1.0
    if word in words().given_names:
        features["given_name"] = 1.0
    if word in document.lower_case_words:
        features["written_lower_case_too"] = 1.0
    if initials:
        features["initials_known" if word in words().short_names else "initials_unknown"] = 1.0
    elif text.isupper() and span.sent.start not in document.headings:
        features["in_capitals"] = 1.0
    if word in document.share_in_persons:
        features["part_of_a_persons_name"] = document.share_in_persons[word]
    if document.dateline is not None and document.dateline[0] <= start and end <= document.dateline[1]:
        features["in_dateline"] = 1.0
    if any(
        left <= start and end <= right for left, right in document.outlet_spans if right - left > end - start
    ):
        features["in_outlet_name"] = 1.0
    return features


def _entity_relation(document: Document, span: Span) -> str:
    """How the span lies to spaCy's entity: ``place_same``, ``person_inside``, ``none``, ..."""
    entities = {id(e): e for t in span if (e := document.entity_of_token.get(t.i)) is not None}
    if not entities:
        return "none"
    entity = next(iter(entities.values()))
    kind = _KINDS.get(entity.label_, "other")
    inner = [t for t in entity if not (t.lower_ in {"the", "'s", "’s"} or t.is_punct)]
    core = [t.i for t in inner if t.lower_ not in words().generic_tails]
    own = [t.i for t in span]
    if not core or set(core) <= set(own):
        return f"{kind}_same"
    if kind in {"organisation", "place"}:
        position = "start" if own[0] <= core[0] else "end" if own[-1] >= core[-1] else "middle"
        return f"{kind}_{position}"
    return f"{kind}_inside"


def _grammar(document: Document, span: Span) -> Features:
    features: Features = {}
    names = sum(token.pos_ == "PROPN" for token in span)
    adjectives = sum(token.pos_ == "ADJ" for token in span)
    if names == len(span):
        features["proper_noun"] = 1.0
    elif names == 0:
        features["adjective" if adjectives else "no_proper_noun"] = 1.0
    if span[-1].tag_ in {"NNS", "NNPS"}:
        features["plural"] = 1.0
    elif span[-1].dep_ not in {"amod", "compound", "nmod", "poss"}:
        features["stands_alone"] = 1.0
    if span.start == span.sent.start:
        features["sentence_start"] = 1.0
    if span.sent.start in document.headings:
        features["in_heading"] = 1.0
    return features


def _neighbours(document: Document, span: Span, start: int) -> Features:
    features: Features = {}
    before = _token(document.doc, span.start - 1, span)
    after = _token(document.doc, span.end, span)
    lists = words()
    if before is not None:
        bare = before.lower_.rstrip(".")
        introduced = _without_article(document.doc, span)
        if introduced in lists.place_prepositions:
            features["after_place_preposition"] = 1.0
        elif introduced in lists.often_place_prepositions:
            features["after_preposition"] = 1.0
        if bare in lists.person_titles and not before.text.isupper():
            features["after_title"] = 1.0
        elif before.text[:1].isupper() and before.text[1:] in {"", "."} and before.text.lower() != "a":
            features["after_initial"] = 1.0
        elif _is_name_word(before) and bare not in lists.direction_words | lists.features.keys():
            features["after_name"] = 1.0
        if bare in lists.direction_words:
            features["after_direction"] = 1.0
    if after is not None:
        bare = after.lower_.rstrip(".")
        if after.text[:1].isupper() and bare in lists.street_words:
            features["before_street_word"] = 1.0
        elif _is_name_word(after) or (after.text[:1].isupper() and bare in lists.group_words):
            features[_kind_of_longer_name(document.doc, span)] = 1.0
        if after.text in {"'s", "’s"}:
            features["before_possessive"] = 1.0
    if feature_word(document.doc, span) is not None:
        features["feature_word"] = 1.0
    return features


def _kind_of_longer_name(doc: Doc, span: Span) -> str:
    """Tell "Arakan Army", "Washington Township", "Mansfield Police" and "Paris Hilton" apart."""
    lists = words()
    following: list[str] = []
    for token in doc[span.end : span.end + 4]:
        if not token.text[:1].isupper():
            break
        following.append(token.lower_)
    if not lists.group_words.isdisjoint(following):
        return "before_group_word"
    if doc[span.end].lower_ in lists.features:
        return "before_feature_name"
    if not lists.institution_words.isdisjoint(following):
        return "before_institution"
    return "given_name_before_name" if span.text.lower() in lists.given_names else "before_name"


def feature_word(doc: Doc, span: Span) -> str | None:
    """Find the word beside a name that says what kind of place it is.

    Returns
    -------
    str or None
        ``province`` for "Anbar province" and "the province of Anbar", ``dam`` for "Mosul Dam" (where
        the name is "Mosul"), ``sea`` for "Red Sea" (where it is the whole).
    """
    features = words().features
    after = _token(doc, span.end, span)
    if after is not None and after.lower_ in features:
        return after.lower_
    if after is not None and after.lower_ in {"air", "border", "military", "refugee"}:
        second = _token(doc, span.end + 1, span)
        if second is not None and second.lower_ in features:
            return second.lower_
    last = span[-1].lower_
    if len(span) > 1 and last in features:
        return last
    before = _token(doc, span.start - 1, span)
    if before is not None and before.lower_ == "of":
        before = _token(doc, span.start - 2, span)
    if before is not None and before.lower_ in features:
        return before.lower_
    return None


def _token(doc: Doc, number: int, span: Span) -> Token | None:
    """Give the token of that number where it is in the span's own sentence."""
    sentence = span.sent
    if not sentence.start <= number < max(sentence.end, span.end):
        return None
    token = doc[number]
    return None if token.is_space else token


def _without_article(doc: Doc, span: Span) -> str:
    """Give the word that introduces the span, "the" and words of direction passed over."""
    for number in range(span.start - 1, max(span.start - 5, span.sent.start - 1), -1):
        word = doc[number].lower_
        if word not in {"the", "a", "-", "and"} and word not in words().direction_words:
            return word
    return ""


def _is_name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.is_alpha
