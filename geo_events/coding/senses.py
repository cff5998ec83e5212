"""Senses that a text's words have shown: who speaks of a gas explosion means it with "the blast", too.

A word tends to keep one sense through a text (Gale, Church & Yarowsky, "One sense per discourse", 1992). So
what the first clear mention says of it counts for the later ones: that it is an accident, an ordinary crime,
a stoppage, a business deal. It does not once the text has told of a real event with such a word.
"""

from __future__ import annotations

from geo_events.coding.needs import speaks_for
from geo_events.coding.ontology import Exclusion, Ontology, Trigger
from geo_events.coding.syntax import Token


class Senses:
    """What the text has shown so far, sentence by sentence.

    Parameters
    ----------
    ontology
        Whose exclusions have senses.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._exclusions = ontology.exclusions
        self._shown: set[str] = set()
        self._told: set[str] = set()

    def begin(self) -> None:
        """Forget everything: another item of a digest begins."""
        self._shown.clear()
        self._told.clear()

    def show(self, exclusion: Exclusion) -> None:
        """Keep that a word was shut out."""
        if exclusion.sense is not None and exclusion.sense not in self._told:
            self._shown.add(exclusion.sense)

    def tell(self, rule: Trigger) -> None:
        """Keep that a trigger told of a real event: its words are no longer those of anything else."""
        senses = {self._exclusions[name].sense for name in rule.never}
        self._told |= {sense for sense in senses if sense is not None and sense not in self._shown}

    def keep_out(self, token: Token, rule: Trigger) -> bool:
        """Whether a later mention keeps a sense in which the trigger is no event."""
        held = (self._exclusions[name] for name in rule.never)
        return any(each.sense in self._shown and not speaks_for(token, each) for each in held)

    def keep_from_guessing(self, token: Token) -> bool:
        """Whether what a sentence tells without a trigger is rather more of what was shown."""
        held = (each for each in self._exclusions.values() if each.sense in self._shown)
        return any(not speaks_for(token, each) for each in held)
