"""Who belongs to a word that tells of dead or hurt: the people before it, behind it, or behind its "of"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from geo_events.coding.counting import Count, People, add_up, find_people
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.syntax import Span, Token, object_of

_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "`", "``", "''"})
_PARTICIPLES = frozenset({"killing", "wounding", "injuring"})


def is_past(verb: Token) -> bool:
    """Whether a verb form is a past tense or past participle."""
    return bool(
        verb.lower_.endswith("ed")
        or verb.lower_ in {"slain", "slew", "shot", "hurt", "beaten", "cut", "mown", "wia"}
    )


class PeopleIn:
    """The people of one sentence, asked for by the words that tell what befell them.

    Parameters
    ----------
    sentence
        A sentence of a parsed text.
    breaks
        Its tokens that are such words: no noun phrase goes on past them.
    """

    def __init__(self, sentence: Span, breaks: Collection[int]) -> None:
        self.sentence, self.doc = sentence, sentence.doc
        self.start, self.end = sentence.start, sentence.end
        self._breaks = breaks
        self._words = load_casualty_words()
        self._people = find_people(sentence, breaks=breaks)
        self._at = {i: n for n, phrase in enumerate(self._people) for i in range(phrase.start, phrase.end)}
        lower = {token.lower_ for token in sentence}
        #: Whether the sentence speaks of a time in which many things happened.
        self.is_cumulative = "since" in lower or {"so", "far"} <= lower or {"this", "year"} <= lower

    def word_at(self, i: int) -> str:
        """The lower-case word at a token's index; empty outside the sentence."""
        return str(self.doc[i].lower_) if self.start <= i < self.end else ""

    def next_is(self, token: Token, word: str) -> bool:
        """Whether a word stands right behind a token."""
        return self.word_at(token.i + 1) == word

    def holding(self, i: int) -> People | None:
        """The phrase that holds a token."""
        n = self._at.get(i)
        return None if n is None else self._people[n]

    def starting_at(self, i: int) -> People | None:
        """The phrase that begins at a token."""
        phrase = self.holding(i)
        return phrase if phrase is not None and phrase.start == i else None

    def ending_at(self, i: int) -> People | None:
        """The phrase right before a token; of "two of them" the two."""
        if self.word_at(i - 1) in {"them", "whom"} and self.word_at(i - 2) == "of":
            i -= 2
        phrase = self.holding(i - 1)
        return phrase if phrase is not None and phrase.end == i else None

    def auxiliaries(self, verb: Token) -> set[str]:
        """The auxiliaries, negations and "to" that stand before a verb, adverbs passed over."""
        found: set[str] = set()
        i = verb.i - 1
        while i >= self.start and self._passes(i):
            found.add(self.doc[i].lower_)
            i -= 1
        if self.word_at(i) == "and" and i - 1 >= self.start and is_past(self.doc[i - 1]) and not found:
            return self.auxiliaries(self.doc[i - 1])  # "was kidnapped and killed"
        return found

    def _passes(self, i: int) -> bool:
        token = self.doc[i]
        return bool(
            token.lower_ in self._words["auxiliaries"]
            or token.text in _QUOTES
            or token.lower_ in self._words["modals"]
            or (token.pos_ == "ADV" and token.lower_ not in {"when", "where", "then"})
        )

    def before(self, verb: Token) -> Count | None:
        """Those whom a passive or "died" tells of: the phrase right before it, else its subject."""
        inside = self.holding(verb.i)
        if inside is not None and inside.counted:
            return self._with_others(inside, verb, backwards=False)  # "nine dead children and a woman"
        i = verb.i
        while i > self.start and self._passes(i - 1) and self.ending_at(i) is None:
            i -= 1
        near = self._main_of(self.ending_at(i))
        if near is not None and not near.counted and near.head.tag_ in {"NNS", "NNPS"}:
            # "60 to 100 soldiers and auxiliaries"
            joint = self.ending_at(near.start - 1) if self.word_at(near.start - 1) == "and" else None
            near = joint if joint is not None and joint.counted else near
        if near is not None and near.counted:
            return self._with_others(near, verb, backwards=True)
        if self.word_at(i - 1) in {"they", "them"} and (named := self._last_many(i - 1)) is not None:
            return named.count
        told = next((p for head in self._subjects(verb) if (p := self.holding(head.i)) is not None), None)
        if told is not None and told.count is not None:
            counts = [self._with_others(one, verb, backwards=True) for one in (told, near) if one is not None]
            return max((count for count in counts if count is not None), key=lambda count: count.best)
        if near is None and self.word_at(i - 1) in {"who", "that"}:
            at = i - 2 if self.word_at(i - 2) == "," else i - 1
            near = self._main_of(self.ending_at(at))
        elif near is None and self.word_at(i - 1) == ",":
            near = self._main_of(self._before_aside(i - 1))
        if near is not None and near.count is not None:
            return self._with_others(near, verb, backwards=True)
        return None

    def behind(self, verb: Token) -> Count | None:
        """Those whom an active verb tells of: the phrase right behind it, else its object in the parse."""
        if self.next_is(verb, "them") and self.word_at(verb.i + 2) != "both":
            named = self._last_many(verb.i)
            return named.count if named is not None else None
        near = self._right_behind(verb)
        if near is None or near.count is None:
            heads = [h for h in object_of(verb) if h.i > verb.i]
            found = [p for h in heads if (p := self.holding(h.i)) is not None and p.count is not None]
            near = found[0] if found else near
        if near is None or near.count is None or near.head.lemma_.lower() in self._words["animals"]:
            return None
        if verb.lemma_.lower() in {"execute", "eliminate", "liquidate"} and not self._surely_people(near):
            return None
        return self._with_others(near, verb, backwards=False)

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
        while i < self.end and phrase is None and self.word_at(i) in self._words["hedges"] | _QUOTES:
            phrase = self.starting_at(i)
            i += 1
        phrase = phrase or self.starting_at(i)
        if phrase is None or phrase.count is None:
            return None
        return self._with_others(phrase, noun, backwards=False)

    def owner(self, noun: Token) -> Count | None:
        """Whose death a noun tells of: "his death", "the mayor's murder"."""
        for child in noun.children:
            if child.dep_ == "poss":
                if child.lower_ in {"his", "her"}:
                    return Count(1, 1, 1, False, f"{child.text} {noun.text}", None)
                phrase = self.holding(child.i)
                if phrase is not None and phrase.count is not None and phrase.count.best == 1:
                    return phrase.count
        return None

    def shares_figure(self, word: Token, kinds: Mapping[str, str], other: str) -> bool:
        """Whether a figure is of dead and hurt together: "killed or wounded 20", "20 dead and wounded"."""
        return any(
            self.word_at(word.i + step) in {"or", "and", "and/or"}
            and kinds.get(self.word_at(word.i + 2 * step)) == other
            for step in (1, -1)
        )

    def _right_behind(self, verb: Token) -> People | None:
        i = verb.i + 1
        while i < self.end and (
            self.word_at(i) in self._words["hedges"]
            or self.doc[i].text in _QUOTES
            or self.doc[i].pos_ == "ADV"
        ):
            if (phrase := self.starting_at(i)) is not None and (phrase.counted or phrase.count is not None):
                break
            i += 1
        return self.starting_at(i)

    def _last_many(self, i: int) -> People | None:
        """Whom "them" means: the last people before it that were counted."""
        return next(
            (p for p in reversed(self._people) if p.end <= i and p.counted and p.count and p.count.best > 1),
            None,
        )

    def also_killed(self, verb: Token) -> Count | None:
        """Those named behind a passive: "one was killed, and two guards", "besides the attacker"."""
        i = verb.i + 1
        if self.word_at(i) == ",":
            i += 1
        if self.word_at(i) not in {"and", "besides", "alongside"}:
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
            outer = self.ending_at(at - 1 if self.word_at(at - 1) in _QUOTES else at)
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

    def _with_others(self, phrase: People, verb: Token, *, backwards: bool) -> Count | None:
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
