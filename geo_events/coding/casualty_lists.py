"""Lists of people: whom "and" and commas join to those found beside a word, and who is only said again."""

from __future__ import annotations

from dataclasses import replace

from geo_events.coding.counts import Count, People, add_up
from geo_events.coding.sentence_people import SentencePeople
from geo_events.coding.syntax import Token

_PARTICIPLES = frozenset({"killing", "wounding", "injuring"})


class PeopleLists(SentencePeople):
    """The people of one sentence, with those who are listed beside them."""

    def with_others(self, phrase: People, verb: Token, *, backwards: bool) -> Count | None:
        """Add those whom "and" and commas join to a phrase; one uncounted plural makes the sum unknown."""
        if phrase.count is None:
            return None
        joined = {phrase.start: phrase}
        # "the lawyer and former judge was killed": one
        alone = backwards and not phrase.counted and bool(self.auxiliaries(verb) & {"was", "is", "has"})
        for token in () if alone else phrase.head.conjuncts:
            other = self.holding(token.i)
            beside = other is not None and (other.start > verb.i) == (phrase.start > verb.i)
            if (
                other is not None
                and beside
                and not self._is_part(other)
                and not self._says_again(phrase, other)
            ):
                joined[other.start] = other
        at = phrase
        while not alone and (following := self._joined(at, backwards=backwards)) is not None:
            joined[following.start] = at = following
        at = phrase
        while backwards and (following := self._joined(at, backwards=False)) is not None:
            if following.end > verb.i or (alone and self.word_at(following.start - 1) != "with"):
                break
            joined[following.start] = at = following  # "a leader, along with three guards, was killed"
        others = [joined[start] for start in sorted(joined)]
        counts = [other.count for other in others if other.count is not None]
        count = add_up(counts)
        if len(counts) < len(others) and any(
            o.count is None and o.head.tag_ in {"NNS", "NNPS"} for o in others
        ):
            count = replace(count, high=None)
        return replace(
            count,
            civilians=count.civilians or self._civilians_among(others[-1]),
            further=count.further or self._adds(verb),
        )

    def _joined(self, phrase: People, *, backwards: bool) -> People | None:
        """The next phrase of a list, in the order asked for; asides and other words' people are none."""
        step = phrase.start - 1 if backwards else phrase.end
        joints = 0
        joining = {",", "and", "&", "along", "together", "with", "plus"}
        while self.start <= step < self.end and self.word_at(step) in joining and joints < 3:
            step, joints = step + (-1 if backwards else 1), joints + 1
        if not backwards and not joints and self._tells_age(step):
            # "a couple in their seventies and their grandson"
            return self._joined(replace(phrase, end=step + 3), backwards=False)
        if backwards and joints and self.doc[step].is_digit and self.word_at(step - 1) == ",":
            step -= 2  # "Oqueli, 45, and Gilda Flores"
        while (
            not backwards and self.word_at(step) in self._words["hedges"] and self.starting_at(step) is None
        ):
            step += 1
        other = self.ending_at(step + 1) if backwards else self.starting_at(step)
        if (
            not joints
            or other is None
            or other.count is None
            or self._is_part(other)
            or other.count.best == 0
        ):
            return None
        if other.head.lemma_.lower() in self._words["animals"]:
            return None  # "two herders and 60 cows"
        comma = joints == 1 and self.word_at(phrase.start - 1) == ","
        if backwards and comma and phrase.counted and not other.counted:
            return None  # "by the time they left Baga, twelve fishermen lay dead"
        if not backwards and (other.end in self._breaks or self._acts(other)):
            return None
        first, second = (other, phrase) if backwards else (phrase, other)
        if not backwards and self._describes(first, second):
            # "Perez, a teacher, and his wife"
            return self._joined(replace(phrase, end=second.end), backwards=False)
        if backwards and self.start < other.start and self.doc[other.start - 1].pos_ == "ADP":
            return None  # "on the road to Afgooye, and five passengers"
        if backwards and (other.start - 1 in self._breaks or self.word_at(other.start - 1) in _PARTICIPLES):
            return None
        return None if self._says_again(first, second) else other

    def _tells_age(self, i: int) -> bool:
        decade = self.word_at(i + 2)
        return (
            self.word_at(i) == "in"
            and self.word_at(i + 1) in {"his", "her", "their"}
            and (decade == "teens" or decade.endswith("ties"))
        )

    def _says_again(self, first: People, second: People) -> bool:
        """Whether the second of two phrases only says who the first is."""
        if self.word_at(second.start) in {"alias", "aka"}:
            return True
        if self._describes(first, second):
            return True
        comma = self.word_at(first.end) == "," and self.word_at(first.end + 1) not in {"and", "&"}
        names = first.head.pos_ == "PROPN" and second.head.pos_ == "PROPN"
        if second.counted:
            return False
        goes_on = self.word_at(second.end) in {"and", "&"} or self.word_at(second.end + 1) in {"and", "&"}
        if comma and not names and not (goes_on and not first.counted):
            return True  # "the mayor, a lawyer": one man; "two reporters, Navas and Pineda": two
        if first.counted and second.head.pos_ == "PROPN" and first.count is not None and first.count.best > 1:
            return True
        title = first.head.pos_ == "NOUN" and self.doc[first.start].pos_ not in {"DET", "PRON"}
        return title and second.head.pos_ == "PROPN" and self.doc[second.start].pos_ not in {"DET", "PRON"}

    def _describes(self, first: People, second: People) -> bool:
        """Whether the second phrase stands between commas to say who the first is, or what his name is."""
        commas = self.word_at(first.end) == "," == self.word_at(second.end) and first.end + 1 == second.start
        named = (first.head.pos_ == "PROPN") != (second.head.pos_ == "PROPN")
        return commas and named and not first.counted and not second.counted

    def _acts(self, phrase: People) -> bool:
        """Whether a verb follows a phrase, or the list that it begins: "two residents and the army said"."""
        i, joint = phrase.end, "and"
        while self.word_at(i) in {",", "and"} and (other := self.starting_at(i + 1)) is not None:
            i, joint = other.end, self.word_at(i)
        if joint != "and":
            return False  # "a driver, police said"
        while i < self.end and (self.doc[i].pos_ == "ADV"):
            i += 1
        return i < self.end and (self.doc[i].pos_ == "AUX" or self.doc[i].tag_ in {"VBD", "VBZ", "VBP"})

    def _is_part(self, phrase: People) -> bool:
        """Whether a phrase tells of some of those counted before: "including two children", "two of them"."""
        behind = {self.word_at(phrase.end), self.word_at(phrase.end + 1)}
        before = self.word_at(phrase.start - 1)
        if behind >= {"among", "them"} or self.word_at(phrase.end) == "included":
            return True
        return (
            before in self._words["parts"]
            or (before == "them" and self.word_at(phrase.start - 2) == "among")
            or ("of" in behind and bool(behind & {"them", "whom", "those"}))
        )

    def _civilians_among(self, phrase: People) -> int | None:
        """How many of them were civilians: "ten people, including four civilians"."""
        for i in range(phrase.end, min(self.end, phrase.end + 6)):
            other = self.starting_at(i)
            if other is not None and self._is_part(other):
                return other.count.civilians if other.count is not None else None
        return None

    def _adds(self, verb: Token) -> bool:
        near = {self.word_at(i) for i in range(max(self.start, verb.i - 3), verb.i + 1)}
        if verb.lemma_.lower() in self._words["dying"] and near & self._words["later"]:
            return True
        return bool(near & {"also", "too"})
