"""Who belongs to a word that tells of dead or hurt: the people before it, behind it, or behind its "of"."""

from __future__ import annotations

from collections.abc import Mapping

from geo_events.coding.casualty_lists import PeopleLists
from geo_events.coding.counts import Count, People
from geo_events.coding.figures import QUOTES
from geo_events.coding.syntax import Token, object_of


class PeopleIn(PeopleLists):
    """The people of one sentence, asked for by the words that tell what befell them."""

    def before(self, verb: Token) -> Count | None:
        """Those whom a passive or "died" tells of: the phrase right before it, else its subject."""
        inside = self.holding(verb.i)
        if inside is not None and inside.counted:
            return self.with_others(inside, verb, backwards=False)  # "nine dead children and a woman"
        i = verb.i
        while i > self.start and self.passes(i - 1) and self.ending_at(i) is None:
            i -= 1
        near = self._main_of(self.ending_at(i))
        if near is not None and not near.counted and near.head.tag_ in {"NNS", "NNPS"}:
            # "60 to 100 soldiers and auxiliaries"
            joint = self.ending_at(near.start - 1) if self.word_at(near.start - 1) == "and" else None
            near = joint if joint is not None and joint.counted else near
        if near is not None and near.counted:
            return self.with_others(near, verb, backwards=True)
        if self.word_at(i - 1) in {"they", "them"} and (named := self._last_many(i - 1)) is not None:
            return named.count
        told = next((p for head in self._subjects(verb) if (p := self.holding(head.i)) is not None), None)
        if told is not None and told.count is not None:
            counts = [self.with_others(one, verb, backwards=True) for one in (told, near) if one is not None]
            return max((count for count in counts if count is not None), key=lambda count: count.best)
        if near is None and self.word_at(i - 1) in {"who", "that"}:
            at = i - 2 if self.word_at(i - 2) == "," else i - 1
            near = self._main_of(self.ending_at(at))
        elif near is None and self.word_at(i - 1) == ",":
            near = self._main_of(self._before_aside(i - 1))
        if near is not None and near.count is not None:
            return self.with_others(near, verb, backwards=True)
        return None

    def behind(self, verb: Token) -> Count | None:
        """Those whom an active verb tells of: the phrase right behind it, else its object in the parse."""
        if self.next_is(verb, "them") and self.word_at(verb.i + 2) != "both":
            return self.named_last(verb.i)
        near = self._right_behind(verb)
        if near is None or near.count is None:
            heads = [h for h in object_of(verb) if h.i > verb.i]
            found = [p for h in heads if (p := self.holding(h.i)) is not None and p.count is not None]
            near = found[0] if found else near
        if near is None or near.count is None or near.head.lemma_.lower() in self._words["animals"]:
            return None
        if verb.lemma_.lower() in {"execute", "eliminate", "liquidate"} and not self._surely_people(near):
            return None
        return self.with_others(near, verb, backwards=False)

    def adjacent_behind(self, verb: Token) -> bool:
        """Whether a number of people stands right behind a verb and belongs to no other word."""
        near = self._right_behind(verb)
        return near is not None and near.count is not None and near.end not in self._breaks

    def has_object(self, verb: Token) -> bool:
        """Whether a verb acts upon something that stands right behind it."""
        heads = [head for head in object_of(verb) if head.i > verb.i and not head.lower_.endswith("ing")]
        return any(self._right_behind(verb) is self.holding(head.i) for head in heads)

    def behind_of(self, noun: Token) -> Count | None:
        """Those behind the "of" of a noun: "the death of seven rebels and one soldier"."""
        i = noun.i + 1
        while i < min(self.end, noun.i + 8) and self.word_at(i) != "of":
            if self.doc[i].pos_ in {"VERB", "AUX"} and self.doc[i].tag_ != "VBN":
                return None
            i += 1
        if self.word_at(i) != "of":
            return None
        phrase = None
        i += 1
        while i < self.end and phrase is None and self.word_at(i) in self._words["hedges"] | QUOTES:
            phrase = self.starting_at(i)
            i += 1
        phrase = phrase or self.starting_at(i)
        if phrase is None or phrase.count is None:
            return None
        return self.with_others(phrase, noun, backwards=False)

    def owner(self, noun: Token, *, anyone: bool = False) -> Count | None:
        """Whose death a noun tells of: "his death", "the mayor's murder".

        Parameters
        ----------
        anyone
            Whether only people have such a thing, so that any noun is one.
        """
        for child in noun.children:
            if child.dep_ == "poss":
                one = Count(1, 1, 1, False, f"{child.text} {noun.text}", None)
                if child.lower_ in {"his", "her"}:
                    return one
                if anyone and child.tag_ in {"NN", "NNP"}:
                    return one
                phrase = self.holding(child.i)
                if phrase is not None and phrase.count is not None and phrase.count.best == 1:
                    return phrase.count
        return None

    def owning(self, noun: Token) -> Count | None:
        """Whose something is, right before it: "two guests' throats"."""
        phrase = self.ending_at(noun.i) if self.doc[noun.i - 1].tag_ == "POS" else None
        return phrase.count if phrase is not None else None

    def named_last(self, i: int) -> Count | None:
        """Whom "them" means: the last people before a token that were counted."""
        named = self._last_many(i)
        return named.count if named is not None else None

    def survivors(self) -> tuple[int, int] | None:
        """How many of those told of survived ("two of whom survived"), behind the place of the word."""
        for token in self.sentence:
            phrase = self.ending_at(token.i) if token.lemma_.lower() == "survive" else None
            if phrase is not None and phrase.count is not None and phrase.counted:
                among = self.word_at(token.i - 1) in {"whom", "them"}
                return token.i, phrase.count.best if among else 0
        return None

    def shares_figure(self, word: Token, kinds: Mapping[str, str], other: str) -> bool:
        """Whether a figure is of dead and hurt together: "killed or wounded 20", "20 dead and wounded"."""
        return any(
            self.word_at(word.i + step) in {"or", "and", "and/or"}
            and kinds.get(self.word_at(word.i + 2 * step)) == other
            for step in (1, -1)
        )

    def _right_behind(self, verb: Token) -> People | None:
        return self.starting_behind(verb.i)

    def _last_many(self, i: int) -> People | None:
        return next(
            (p for p in reversed(self._people) if p.end <= i and p.counted and p.count and p.count.best > 1),
            None,
        )

    def also_killed(self, verb: Token) -> Count | None:
        """Those named behind a passive: "one was killed, and two guards", "besides the attacker"."""
        i = verb.i + 1
        if self.word_at(i) == ",":
            i += 1
        if self.word_at(i) in {"along", "together"} and self.word_at(i + 1) == "with":
            i += 1
        elif self.word_at(i) == "with" and self.word_at(i + 1) not in {"him", "her"}:
            return None  # "was killed with an axe"
        if self.word_at(i) == "and" and self.word_at(i + 1) == "so":
            i += 2  # "and so were two guards"
            other = self.starting_at(i + 1)
            return other.count if other is not None and self.word_at(i) in {"was", "were", "did"} else None
        if self.word_at(i) not in {"and", "besides", "alongside", "with"}:
            return None
        other = self.starting_at(i + 1)
        if other is None or other.count is None or not other.count.best:
            return None
        end = other.end
        while self.word_at(end) in self._words["within"] and (inner := self.starting_at(end + 1)) is not None:
            end = inner.end
        if self.word_at(i) == "and" and other.head.dep_ in {"nsubj", "nsubjpass"}:
            return None  # "three were killed, and five, a mayor among them, were wounded"
        closes = end >= self.end or self.word_at(end) in {".", ",", ";", "and"} or self.word_at(i) != "and"
        return other.count if closes and end not in self._breaks else None

    def _surely_people(self, phrase: People) -> bool:
        known = self._words["persons"] | self._words["general"]
        return phrase.head.lemma_.lower() in known or phrase.head.like_num

    def _subjects(self, verb: Token) -> list[Token]:
        """The subject of a verb or predicate, in the parse."""
        above, goes_on = verb, verb.tag_ == "VBG"
        for _ in range(4):
            found = [c for c in above.children if c.dep_ in {"nsubjpass", "nsubj"} and c.i < verb.i]
            if found:
                who = found[0].lower_ in {"who", "whom", "which", "that"} and above.dep_ == "relcl"
                return [above.head] if who else found
            if above.dep_ in {"acl", "relcl"}:
                return [above.head]
            siblings = [c for c in above.head.children if c.dep_ == "dobj" and c.i < verb.i]
            if siblings and above.dep_ in {"oprd", "acomp", "ccomp"}:
                return siblings  # "left five dead"
            joined = {"conj", "acomp", "oprd", "xcomp", "attr"} | ({"advcl"} if goes_on else set())
            if above.dep_ not in joined:
                break
            above = above.head
        return []

    def _main_of(self, phrase: People | None) -> People | None:
        """The phrase that another only places: of "soldiers from the north" the soldiers."""
        while (
            phrase is not None
            and phrase.start - 1 > self.start
            and self.word_at(phrase.start - 1) in self._words["within"]
        ):
            at = phrase.start - 1
            outer = self.ending_at(at - 1 if self.word_at(at - 1) in QUOTES else at)
            if outer is None or (phrase.counted and not outer.counted):
                break
            phrase = outer
        if phrase is not None and self.word_at(phrase.start - 1) in {"including", "among"}:
            i = phrase.start - 2 if self.word_at(phrase.start - 2) == "," else phrase.start - 1
            return (
                self._main_of(self.ending_at(i)) if self.word_at(phrase.start - 1) == "including" else phrase
            )
        return phrase

    def _before_aside(self, comma: int) -> People | None:
        """The phrase before an aside: "five people, two of them children, were killed"."""
        opening = next(
            (i for i in range(comma - 1, max(self.start, comma - 14), -1) if self.word_at(i) == ","), None
        )
        return None if opening is None else self.ending_at(opening)
