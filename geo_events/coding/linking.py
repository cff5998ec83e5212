"""Linking: which of a text's names, if any, say where an event happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np

from geo_events.coding.networks import EvidenceNetwork, Floats, load_networks
from geo_events.coding.place_evidence import event_evidence, is_of_verb, none_evidence, own_evidence
from geo_events.coding.proper_names import Name, listed
from geo_events.coding.syntax import Token

#: Share of the likeliest name's probability from which another one counts that the text puts beside it: by
#: "and" in the parse, or in a list, where the first name takes most of the probability.
_JOINED: Final = 0.2
_LISTED: Final = 0.005


@dataclass(frozen=True, slots=True)
class Links:
    """How likely each name of a text is an event's place.

    Attributes
    ----------
    shares
        One a name, in their order.
    none
        How likely none of them is; all add up to 1.
    """

    shares: tuple[float, ...]
    none: float


class Linker:
    """Weighs names by two networks: one scores each name, the other that none of them is meant.

    Parameters
    ----------
    names, none
        The networks.
    """

    def __init__(self, *, names: EvidenceNetwork, none: EvidenceNetwork) -> None:
        self.names = names
        self.none = none

    def own_sums(self, names: Sequence[Name], numbers: Sequence[int]) -> dict[int, Floats]:
        """Sum up what some of a text's names say whatever the event is, so that several words may ask."""
        found = own_evidence(names, numbers)
        return {number: self.names.sum(bag) for number, bag in zip(numbers, found, strict=True)}

    def link(
        self,
        trigger: Token,
        names: Sequence[Name],
        *,
        by_verb: bool = True,
        own: Mapping[int, Floats] | None = None,
    ) -> Links:
        """Weigh the names of a text against each other.

        Parameters
        ----------
        trigger
            The word that stands for the event.
        names
            Those of its sentence, or of the whole text, by start.
        by_verb
            Whether what the linker learned of single verbs counts, too. Those who marked its texts gave some
            verbs a place less often than readers would: where the place of an event is sought, and it is
            not the question whether this very verb has one, only how words stand to each other should.
        own
            What `own_sums` gives for those of the names that may say where at all; by default all may.
        """
        if not names:
            return Links((), 1.0)
        own = self.own_sums(names, range(len(names))) if own is None else own
        event = event_evidence(trigger, names, [*own])
        if not by_verb:
            verb = trigger.lemma_.lower()
            event = [[e for e in bag if verb not in e or not is_of_verb(e, verb)] for bag in event]
        scores = [
            self.names.score(summed + self.names.sum(bag))
            for summed, bag in zip(own.values(), event, strict=True)
        ]
        scores.append(self.none.score(self.none.sum(none_evidence(trigger, names))))
        powers = np.exp(np.array(scores) - max(scores))
        *given, none = (powers / powers.sum()).tolist()
        shares = dict(zip(own, given, strict=True))
        return Links(tuple(shares.get(number, 0.0) for number in range(len(names))), none)


def chosen(links: Links, names: Sequence[Name]) -> list[int]:
    """Number the names that say where the event happened: several where the text lists them."""
    if not names or links.none >= max(links.shares):
        return []
    best = links.shares.index(max(links.shares))
    lists, joined = listed(names), names[best].root.conjuncts
    found = []
    for number, (name, share) in enumerate(zip(names, links.shares, strict=True)):
        least = 1.0
        if number != best and name.toponym is not None and name.toponym.kind == "demonym":
            continue
        if lists[number] == lists[best]:
            least = _LISTED
        elif name.root in joined:
            least = _JOINED
        if share >= least * links.shares[best]:
            found.append(number)
    return found


@cache
def default_linker() -> Linker:
    """Read the networks that come with the package."""
    with as_file(files("geo_events.coding") / "data" / "places.npz") as path:
        networks = load_networks(path)
    return Linker(names=networks["name"], none=networks["none"])
