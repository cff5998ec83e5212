"""Metonymy: names of capitals and countries that stand for a government ("pushing Washington")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.lexicon import MetonymWords, metonym_words
from geo_events.geoparsing.recognition import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "nsubjpass", "oprd"})
_LINKS = frozenset({"conj", "appos"})


def can_stand_for_government(place: Place) -> bool:
    """Whether the press uses the place's name for a government: countries, capitals, seats of government."""
    return place.is_country or place.feature_code == "PPLC" or place.geonameid in metonym_words().seats


def is_metonym(doc: Doc, mention: Mention, place: Place | None) -> bool:
    """Judge by the parse whether a mention stands for a government.

    Parameters
    ----------
    doc
        spaCy's document over the shadow text.
    mention
        A mention of kind ``place``; no other is ever a metonym.
    place
        What it was resolved to; a name without a place never is one.

    Returns
    -------
    bool
        True where the name acts ("Moscow denied", "U.S. aircraft fired"), is worked upon ("urged Tehran to"),
        owns an act ("Washington's version") or names a government ("the Baghdad government"); False behind
        a preposition of place and everywhere else.
    """
    if mention.kind != "place" or place is None or not can_stand_for_government(place):
        return False
    if "in_dateline" in mention.features:
        return False
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    assert span is not None, "a mention lies within the text"
    token, lexicon = _first_of_list(span.root, span), metonym_words()
    if token.dep_ in {"compound", "amod", "nmod"} and token.head.i >= span.end:
        return _names_the_actor(token.head, mention, place, lexicon)
    if token.dep_ == "poss":
        return token.head.lemma_.lower() in lexicon.state_acts
    if token.dep_ in _SUBJECTS:
        return _acts(token, lexicon)
    if token.dep_ in _OBJECTS:
        return _is_worked_upon(token, place, lexicon)
    return False


def _first_of_list(token: Token, span: Span) -> Token:
    """Give for "Kigali" in "Goma and Kigali agreed" the word that carries the list's role."""
    while token.dep_ in _LINKS and token.head.pos_ in {"PROPN", "NOUN"} and token.head.i < span.start:
        if token.dep_ == "appos" or token.head.ent_type_ not in {"GPE", "NORP", "LOC", "ORG", "PERSON", ""}:
            break
        token = token.head
    return token


def _acts(token: Token, lexicon: MetonymWords) -> bool:
    """Whether the subject does what governments do, or is the one that is pushed to do something."""
    verb = token.head
    if any(child.dep_ == "auxpass" for child in verb.children):
        return False
    if verb.lemma_.lower() in lexicon.acting_verbs:
        return True
    # "push Baghdad to expel": the parse makes Baghdad the subject of "expel"
    return verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_.lower() in lexicon.pressing_verbs


def _is_worked_upon(token: Token, place: Place, lexicon: MetonymWords) -> bool:
    head = token.head
    lemma = head.lemma_.lower()
    if token.dep_ == "nsubjpass":
        return lemma in lexicon.pressing_verbs
    if token.dep_ in {"dobj", "dative", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        return lemma in lexicon.pressing_verbs
    if token.dep_ != "pobj":
        return False
    if lemma == "by":  # "actions taken by Washington"
        return not place.is_country or head.dep_ == "agent"
    dealing = head.head.lemma_.lower() in lexicon.dealing_nouns
    return lemma in {"with", "between", "against"} and dealing and not place.is_country


def _names_the_actor(noun: Token, mention: Mention, place: Place, lexicon: MetonymWords) -> bool:
    """Whether the noun behind a name is its government, an act of it, or its forces in action."""
    lemma = noun.lemma_.lower()
    if lemma in lexicon.state_acts:  # "U.S. account", "Moscow statement", but not "Syria policy"
        return mention.text.isupper() or not place.is_country
    if lemma in lexicon.state_nouns:
        return not place.is_country or _does_something(noun, lexicon)
    return lemma in lexicon.state_force_nouns and place.is_country and _does_something(noun, lexicon)


def _does_something(noun: Token, lexicon: MetonymWords) -> bool:
    if noun.dep_ == "pobj":
        return noun.head.lower_ == "by"
    return noun.dep_ in _SUBJECTS and not any(child.dep_ == "auxpass" for child in noun.head.children)
