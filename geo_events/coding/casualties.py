"""How many: killed and injured, with bounds, as the words give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Span, Token, object_of, with_conjuncts

_AT_LEAST = re.compile(
    r"\b(?:at least|no fewer than|no less than|more than|over|a minimum of|not less than|upwards of)\s*$"
)
_AT_MOST = re.compile(r"\b(?:up to|as many as|no more than|at most|fewer than|less than)\s*$")
_NUMERAL = r"[\d,]*\d|[a-z]+(?:-[a-z]+)?"
_SPREADS = (
    re.compile(rf"\bbetween (?P<low>{_NUMERAL}) and (?P<high>{_NUMERAL})\b"),
    re.compile(rf"\b(?P<low>{_NUMERAL}) ?(?:to|or|-) ?(?P<high>{_NUMERAL})\b"),
)
_KILLING = frozenset(
    {"kill", "slay", "behead", "execute", "murder", "massacre", "assassinate", "lynch", "slaughter"}
)
_HURTING = frozenset({"wound", "injure", "hurt", "maim"})
_DYING = frozenset({"die", "perish"})
_NOBODY = frozenset({"nobody", "none"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, with the words that say it.

    Attributes
    ----------
    best, low, high
        The figure and its bounds; `high` is None for "at least n", `low` 0 for "up to n".
    imputed
        Whether `best` stands for a vague word ("dozens" = 12).
    text
        The words.
    head
        The noun counted, or None where it is not named.
    """

    best: int
    low: int | None
    high: int | None
    imputed: bool
    text: str
    head: Token | None


@dataclass(frozen=True, slots=True)
class Casualties:
    """Killed and injured as one passage tells them; None where it does not say."""

    killed: Count | None = None
    injured: Count | None = None


def read_casualties(verb: Token, *, lexicon: Lexicon) -> Casualties:
    """Read killed or injured from a verb or adjective and what it governs.

    "killing three people", "16 Iraqis were killed", "leaving two dead", "five lost their lives",
    "nobody was hurt".
    """
    lemma = verb.lemma_.lower()
    if lemma in _KILLING or (lemma in {"shoot", "stab", "hack", "burn"} and _to_death(verb)):
        return Casualties(killed=_count_all(object_of(verb), lexicon=lexicon))
    if lemma in _HURTING:
        injured = _count_all(object_of(verb), lexicon=lexicon)
        # "nobody was hurt" says that nobody was killed either
        return Casualties(killed=injured if injured and injured.best == 0 else None, injured=injured)
    if lemma in _DYING:
        subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        return Casualties(killed=_count_all(subjects, lexicon=lexicon))
    if lemma == "lose" and any(child.lemma_.lower() == "life" for child in verb.children):
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        return Casualties(killed=_count_all(subjects, lexicon=lexicon))
    if lemma in {"dead", "wounded", "injured"}:
        count = _count_predicate(verb, lexicon=lexicon)
        return Casualties(killed=count) if lemma == "dead" else Casualties(injured=count)
    if lemma in {"casualty", "fatality", "death", "victim", "toll"} and verb.pos_ == "NOUN":
        return _count_noun(verb, lexicon=lexicon)
    return Casualties()


def is_casualty_word(token: Token) -> bool:
    """Whether `read_casualties` can read something from the token."""
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        known = lemma in _KILLING | _HURTING | _DYING
        return known or (lemma in {"shoot", "stab", "hack", "burn"} and _to_death(token)) or lemma == "lose"
    if token.pos_ in {"ADJ", "ADV"} or token.tag_ == "VBN":
        return lemma in {"dead", "wounded", "injured"}
    return token.pos_ == "NOUN" and lemma in {"casualty", "fatality", "death", "dead"}


def _to_death(verb: Token) -> bool:
    return any(child.lemma_.lower() in {"dead", "death"} for child in verb.children) or any(
        child.lower_ == "to" and any(g.lemma_.lower() == "death" for g in child.children)
        for child in verb.children
    )


def _count_all(heads: list[Token], *, lexicon: Lexicon) -> Count | None:
    """Count the heads and what "and" joins to them; one uncounted plural makes the sum unknown."""
    counts: list[Count] = []
    for head in with_conjuncts(heads):
        count = count_people(head, lexicon=lexicon)
        if count is None:
            if head.tag_ in {"NNS", "NNPS"} and not counts:
                return None
            continue
        counts.append(count)
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0]
    lows = [count.low for count in counts]
    highs = [count.high for count in counts]
    return Count(
        best=sum(count.best for count in counts),
        low=None if None in lows else sum(low for low in lows if low is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
        imputed=any(count.imputed for count in counts),
        text=" and ".join(count.text for count in counts),
        head=counts[0].head,
    )


def count_people(head: Token, *, lexicon: Lexicon) -> Count | None:
    """Count one noun phrase: "at least 16 Iraqis", "a woman", "nobody", "dozens of people", "others"."""
    if head.lower_ in _NOBODY or head.text.lower() in {"no-one", "noone"}:
        return Count(0, 0, 0, False, head.text, head)
    if head.lower_ == "one" and any(child.lower_ == "no" for child in head.children):
        return Count(0, 0, 0, False, "no one", head)
    if any(child.dep_ == "det" and child.lower_ == "no" for child in head.children):
        return Count(0, 0, 0, False, f"no {head.text}", head)
    numeral = next((child for child in head.children if child.dep_ == "nummod"), None)
    if numeral is None and (head.like_num or head.lower_ in lexicon.imputed):
        numeral = head
    if numeral is not None:
        return _count_numeral(numeral, head, lexicon=lexicon)
    vague = next((c for c in head.children if c.lower_ in lexicon.imputed), None)
    if vague is not None:
        return _count_numeral(vague, head, lexicon=lexicon)
    known = head.lemma_.lower() in lexicon["armed"] | lexicon["civilians"]
    one = any(child.dep_ == "det" and child.lower_ in {"a", "an", "another"} for child in head.children)
    person = head.tag_ == "NN" and (known or one) and head.lemma_.lower() not in lexicon["collectives"]
    if person or (one and head.lower_ in {"third", "second", "other"}):
        return Count(1, 1, 1, False, "".join(t.text_with_ws for t in _plain_phrase(head)).strip(), head)
    return None


def _plain_phrase(head: Token) -> list[Token]:
    """The head with its determiner and adjectives, without clauses and prepositions."""
    return sorted(
        [
            head,
            *(c for c in head.children if c.dep_ in {"det", "amod", "compound", "nummod"} and c.i < head.i),
        ],
        key=lambda token: token.i,
    )


def _count_numeral(numeral: Token, head: Token, *, lexicon: Lexicon) -> Count | None:
    doc, sentence = numeral.doc, numeral.sent
    first = numeral.i
    while first - 2 >= sentence.start and doc[first - 1].text == "-" and doc[first - 2].like_num:
        first -= 2  # "twenty-one" is three words to the tokeniser
    value = number(doc[first : numeral.i + 1].text, lexicon=lexicon)
    if value is None:
        return None
    vague = numeral.lower_ in lexicon.imputed
    span = _spread(first, numeral, lexicon=lexicon)
    if span is not None:
        return Count(span[0], span[0], span[1], False, f"{span[0]} to {span[1]}", head)
    quantifiers = [t.i for t in numeral.subtree if t.i < first and t.dep_ != "pobj"]
    start = max(sentence.start, min([first, *quantifiers]) - 3)
    before = doc[start:first].text.lower()
    text = doc[first : max(head.i, numeral.i) + 1].text
    if match := _AT_LEAST.search(before):
        return Count(value, value, None, vague, f"{match.group().strip()} {text}", head)
    if match := _AT_MOST.search(before):
        return Count(value, 0, value, vague, f"{match.group().strip()} {text}", head)
    return Count(value, value, None if vague else value, vague, text, head)


def _spread(first: int, numeral: Token, *, lexicon: Lexicon) -> tuple[int, int] | None:
    """Lowest and highest of "between 8 and 12" or "8 to 12", where the numeral is one of the two."""
    doc, sentence = numeral.doc, numeral.sent
    start = max(sentence.start, first - 6)
    window = doc[start : min(sentence.end, numeral.i + 7)]
    at = doc[first].idx - window.start_char
    for match in (found for pattern in _SPREADS for found in pattern.finditer(window.text.lower())):
        low, high = (number(match[group], lexicon=lexicon) for group in ("low", "high"))
        if match.start() <= at < match.end() and low is not None and high is not None and low < high:
            return low, high
    return None


def number(words: str, *, lexicon: Lexicon) -> int | None:
    """Return the whole number that a figure or number word says, or None.

    "1,200" is 1200, "twenty-one" 21, "dozens" 12 (ACLED codebook).
    """
    words = words.lower().replace(",", "")
    if words.isdigit() and len(words) < 8:
        return int(words)
    if words in lexicon.imputed:
        return lexicon.imputed[words]
    parts = [lexicon.numbers.get(part) for part in words.split("-")]
    if not parts or None in parts:
        return None
    return sum(part for part in parts if part is not None)


def _count_predicate(word: Token, *, lexicon: Lexicon) -> Count | None:
    """Count the noun that a predicate belongs to: "left two dead", "two soldiers dead"."""
    for child in word.children:
        if child.dep_ in {"nsubj", "nummod", "nsubjpass"}:
            found = count_people(child, lexicon=lexicon)
            if found:
                return found
    head = word.head
    if head.dep_ == "nummod" or head.like_num:
        return count_people(head, lexicon=lexicon)
    siblings = [c for c in head.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"} and c != word]
    preferred = sorted(siblings, key=lambda child: (child.dep_ != "dobj", abs(child.i - word.i)))
    for child in [*preferred, head]:
        found = count_people(child, lexicon=lexicon)
        if found is not None and found.head is not None and abs(found.head.i - word.i) <= 8:
            return found
    previous = word.doc[word.i - 1] if word.i > word.sent.start else None
    if previous is not None and previous.like_num:
        return count_people(previous, lexicon=lexicon)
    return None


def _count_noun(noun: Token, *, lexicon: Lexicon) -> Casualties:
    """Count what a noun says: "no casualties", "there were no fatalities", "five deaths"."""
    count = None
    if any(c.lower_ in {"no", "without"} for c in noun.children) or noun.head.lower_ == "without":
        count = Count(0, 0, 0, False, f"no {noun.text}", None)
    else:
        numeral = next((c for c in noun.children if c.dep_ == "nummod"), None)
        if numeral is not None:
            count = _count_numeral(numeral, noun, lexicon=lexicon)
    if count is None or noun.lemma_.lower() == "victim":
        return Casualties()
    if noun.lemma_.lower() == "casualty" and count.best:
        return Casualties()  # casualties may be killed or injured: no figure for either
    if noun.lemma_.lower() == "casualty":
        return Casualties(killed=count, injured=count)
    return Casualties(killed=count)


def sentence_casualties(sentence: Span, *, lexicon: Lexicon) -> list[tuple[Token, Casualties]]:
    """All casualty words of a sentence with what they say, those that say nothing left out."""
    found = []
    for token in sentence:
        if is_casualty_word(token):
            casualties = read_casualties(token, lexicon=lexicon)
            if casualties != Casualties():
                found.append((token, casualties))
    return found
