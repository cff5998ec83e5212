"""What the type model weighs: named features of the words that tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_events.coding.syntax import Token
from geo_events.coding.word_classes import find_classes, find_relations

#: Groups of features and how much each counts: it is scaled to this length, so that a long text weighs no
#: more than a short one. The lengths were chosen by cross-validation.
GROUPS: Final = {"word": 1.3, "class": 0.7, "relation": 1.0}


def type_features(tokens: Sequence[Token]) -> dict[str, list[str]]:
    """Gather the features of some tokens of one parsed document, in the order of the text.

    Returns
    -------
    dict
        For each of `GROUPS` the names of its features, each once:

        - ``word shelling``: a word, as its lemma; numbers are all alike;
        - ``class acts explode``: an act, party or thing of ``word_classes.yaml`` that the words name;
        - ``rebel > attack``, ``attack > civilian``, ``rebel > attack > civilian``: who did it, to whom.
    """
    words = {f"word {_word(token)}": None for token in tokens if not (token.is_space or token.is_punct)}
    classes = find_classes(tokens)
    named = {f"class {each.kind} {each.name}": None for found in classes.values() for each in found}
    relations: dict[str, None] = {}
    for relation in find_relations(tokens, classes):
        doers, sufferers = sorted(relation.doers), sorted(relation.sufferers)
        relations.update({f"{doer} > {relation.act}": None for doer in doers})
        relations.update({f"{relation.act} > {sufferer}": None for sufferer in sufferers})
        for doer in doers:
            relations.update({f"{doer} > {relation.act} > {sufferer}": None for sufferer in sufferers})
    return {"word": list(words), "class": list(named), "relation": list(relations)}


def _word(token: Token) -> str:
    if token.like_num or any(letter.isdigit() for letter in token.text):
        return "#"
    return str(token.lemma_.lower())
