"""What the words before and behind a name tell of its standing for a government, as named evidence."""

from __future__ import annotations

from typing import Final

from geo_events.geoparsing.clauses import AND, FUNCTION_WORDS, Clause, Verb
from geo_events.inflection import Form

#: What says how a name stands to others is no further before or behind it than so many words.
_REACH: Final = 4
_DEALT_OVER: Final = frozenset({"with", "over", "to", "on", "about", "for", "that"})
_DETERMINERS: Final = frozenset({"the", "both", "neither", "either"})
#: Evidence of names that only tell more of a noun: what stands before is said of the noun.
_OF_ATTRIBUTES: Final = frozenset({
    "owns_act", "owns_force", "owns_other", "names_government", "names_force_acting", "names_force_idle",
    "backs", "in_compound",
})  # fmt: skip
#: Evidence of subjects.
_OF_SUBJECTS: Final = frozenset({
    "acts", "presses", "country_does", "capital_does", "does_unlisted", "does_other", "is_pressed",
    "suffers", "feels", "is", "has", "is_place", "plays",
})  # fmt: skip
#: Evidence of names behind a preposition.
_OF_PREPOSITIONS: Final = frozenset({
    "in_place", "dealt_with", "with_other", "agent_behind_by", "received_or_served", "under_pressure",
    "sent_by", "consents", "of", "to_place", "on_or_against", "for",
})  # fmt: skip
#: Evidence that counts where the name only tells more of the noun behind it, too.
_OF_NOUNS_TOO: Final = frozenset({"dealt_with", "in_place", "list_in_place", "part_of_place"})


def evidence_around(clause: Clause, *, country: bool, in_title: bool) -> list[str]:
    """Name the evidence that the words around a name give.

    Parameters
    ----------
    clause
        The name's sentence.
    country
        Whether the name is a country's; else it is a town's.
    in_title
        Whether it stands in the headline.

    Returns
    -------
    list of str
        Names of evidence, see ``data/metonym_weights.yaml``.
    """
    if in_title and _is_credited(clause):
        return ["credited"]
    behind = _behind(clause, country)
    if behind in _OF_ATTRIBUTES:
        return [behind]
    before = _before(clause, behind)
    if behind in {"before_other_word", "names_act"} and before not in _OF_NOUNS_TOO:
        before = ""
    if before in _OF_PREPOSITIONS:
        behind = ""  # said of another word: "a source close to Moscow said"
    return [name for name in (behind, before) if name]


def _is_credited(clause: Clause) -> bool:
    """Whether a headline ends with the name as its source: "Drone hits school - Kyiv"."""
    mark = clause.gaps[clause.first].strip()
    return (
        clause.last >= clause.end
        and clause.first > 0
        and mark in {"-", "--", ":"}
        and clause.gaps[clause.first] != "-"
    )


def _behind(clause: Clause, country: bool) -> str:
    """Say what the words behind the name tell."""
    last = clause.last
    if last >= clause.end:
        return ""
    if clause.at(clause.first - 1) in {"pro", "anti"} and clause.gaps[clause.first] == "-":
        return "backs"
    gap = clause.gaps[last]
    if gap.startswith("'"):
        return _owned(clause, country)
    if gap == "-" or (clause.gaps[clause.first] == "-" and clause.at(clause.first - 1).isalpha()):
        return _in_compound(clause)
    if f"{clause.at(last)} {clause.at(last + 1)}" in clause.words.standing_phrases:
        return "feels"
    found = _noun_behind(clause, country)
    if found:
        return found
    verb = clause.verb_behind(last)
    if verb is not None:
        if verb.form == Form.PRESENT and _is_noun_after_all(clause, verb):
            return "before_other_word"
        return _said_of_subject(clause, verb, country)
    other = (
        clause.joined(last) and clause.at(last) not in FUNCTION_WORDS and clause.skip_adverbs(last) == last
    )
    return "before_other_word" if other else ""


def _owned(clause: Clause, country: bool) -> str:
    """Say what the name owns: an act of state, or another thing."""
    words, number = clause.words, clause.last
    for at in range(number, min(number + _REACH, clause.end)):
        if at > number and not (clause.joined(at) or clause.gaps[at] == "-"):
            break
        word = clause.lower[at]
        if word in words.state_acts or word in words.state_deeds:
            return "owns_act"
        if not country and (word in words.state_force_nouns or word in words.state_nouns):
            return "owns_force"
        if word in FUNCTION_WORDS or (word in words.verbs and at > number):
            break
    return "owns_other"


def _in_compound(clause: Clause) -> str:
    """Tell "Tehran-backed" and "US-Iran talks" from "Kabul-based"."""
    words, at = clause.words, clause.last
    if clause.at(at) in words.backing_participles and clause.gaps[at] == "-":
        return "backs"
    if clause.gaps[at] == "-":
        at += 1
    dealing = any(clause.at(near) in words.dealing_nouns for near in (at, at + 1) if clause.joined(near))
    return "deals" if dealing or clause.at(at + 1) in {"swap", "swaps"} else "in_compound"


def _noun_behind(clause: Clause, country: bool) -> str:
    """Say what the name makes of the noun behind it: "the Baghdad government", "U.S. aircraft fired"."""
    words, number = clause.words, clause.last
    # countries have adjectives: "Russian claims", while a "Syria policy" is about Syria
    adjectival = not country or _is_abbreviation(clause)
    found, at = "", number
    while clause.joined(at) and at < number + _REACH:
        word = clause.lower[at]
        if word in words.state_nouns:
            found = "names_force" if country else "names_government"
        elif word in words.state_force_nouns or (word in words.strike_nouns and _is_abbreviation(clause)):
            found = "names_force"
        elif adjectival and word in words.state_acts and (at == number or found):
            found = found or "names_act"
        elif word not in words.state_adjectives and not _names_type(clause, at):
            break
        at += 1
    if not found:
        return ""
    verb = words.verbs.get(clause.lower[at - 1])
    if at == number + 1 and verb and verb.form & Form.PRESENT and not _is_noun(clause, at, found):
        return ""  # "Moscow claims that", "Israel strikes Damascus"
    if found != "names_force":
        return found
    before = clause.first - 1 - (clause.at(clause.first - 1) in {"the", "a", "an"})
    acts = clause.at(before) == "by" or _says_before(clause, before) or _force_acts(clause, at)
    return "names_force_acting" if acts else "names_force_idle"


def _names_type(clause: Clause, number: int) -> bool:
    """Whether a word is the "Apache" of "U.S. Apache helicopters"."""
    if not clause.is_name(number) or clause.at(number + 1) not in clause.words.state_force_nouns:
        return False
    return clause.written[number + 1].islower()


def _is_abbreviation(clause: Clause) -> bool:
    """Whether the name is one such as "U.S.", which serves as an adjective as well."""
    name = clause.written[clause.first]
    return clause.last == clause.first + 1 and name.isupper() and len(clause.lower[clause.first]) <= 3


def _is_noun(clause: Clause, number: int, found: str) -> bool:
    """Whether the word before this one is a noun, though it may be a verb: "strikes kill"."""
    if number >= clause.end or clause.gaps[number] != " ":
        return True
    at = clause.skip_adverbs(number)
    known = clause.words.verbs.get(clause.at(at))
    if known is None:
        return clause.looks_finite(at)
    return known.base in clause.words.attacking_verbs or (
        found == "names_force" and bool(known.form & Form.BASE)
    )


def _force_acts(clause: Clause, number: int) -> bool:
    """Whether a force that is named before this word is the subject of a verb in the active voice."""
    noun = clause.lower[number - 1]
    plural = noun.endswith("s") or noun in {"aircraft", "military", "police", "artillery", "army"}
    verb = clause.verb_behind(number, plural=plural)
    return verb is not None and verb.voice in {"active", "attitude"} and not _is_done_to(clause, verb)


def _is_noun_after_all(clause: Clause, verb: Verb) -> bool:
    """Whether what looks like a verb in the present tense is a noun: "Iraq attacks kill 49"."""
    if verb.base in clause.words.acting_verbs or verb.word != clause.last:
        return False
    number = verb.word + 1
    if verb.base in clause.words.attacking_verbs and not clause.object_begins(number):
        return True
    known = clause.words.verbs.get(clause.at(number))
    return known is not None and bool(known.form & (Form.BASE | Form.PAST)) and clause.joined(number)


def _said_of_subject(clause: Clause, verb: Verb, country: bool) -> str:
    """Say what the verb tells of its subject."""
    words, base = clause.words, verb.base
    if verb.voice == "passive" or (verb.voice == "active" and _is_done_to(clause, verb)):
        return "is_pressed" if base in words.pressing_verbs else "suffers"
    if verb.voice == "attitude":
        return "feels"
    if verb.voice != "active":
        return verb.voice
    if base in words.place_verbs:
        return "is_place"
    if base in words.playing_verbs:
        return "plays"
    next_word = clause.skip_adverbs(verb.word + 1)
    if not base:
        return "does_unlisted" if clause.object_begins(next_word) else "does_other"
    if base in words.acting_verbs:
        return "acts"
    deals = base in words.dealing_verbs and clause.at(next_word) in {
        "with",
        "over",
        "to",
        "on",
        "about",
        "for",
        "that",
    }
    if deals or base in words.doing_verbs:
        if words.sports_words.intersection(clause.lower[clause.start : clause.end]):
            return "plays"
        return "country_does" if country else "capital_does"
    return "presses" if base in words.pressing_verbs else "does_other"


def _is_done_to(clause: Clause, verb: Verb) -> bool:
    """Whether a headline leaves out the "was" of a passive: "Kyiv shelled again", "Paris accused of"."""
    words = clause.words
    if verb.base not in words.attacking_verbs and verb.base not in words.pressing_verbs:
        return False
    if not verb.form & Form.PARTICIPLE or clause.at(verb.word - 1) in {"has", "have", "had"}:
        return False
    return not clause.object_begins(clause.skip_adverbs(verb.word + 1))


def _before(clause: Clause, behind: str) -> str:
    """Say what the words before the name tell."""
    words = clause.words
    if clause.at(clause.first - 1) in words.place_parts:
        return "part_of_place"
    number, listed = _before_list(clause, by_commas=behind not in _OF_SUBJECTS)
    word = clause.at(number)
    if not word:
        return ""
    if word in words.place_prepositions:
        return "list_in_place" if listed else "in_place"
    if word in {"with", "between", "and"}:
        return _dealt_with(clause, number)
    if word == "by":
        return "agent_behind_by"
    if word in {"to", "on", "against", "from", "of", "for"}:
        return _at_preposition(clause, number, word)
    known = words.verbs.get(word)
    if known is None or not (listed or clause.gaps[number + 1] == " "):
        return ""
    if not behind and not clause.joined(clause.last) and _says_before(clause, number):
        return "acts"
    if known.base in words.pressing_verbs and behind != "before_other_word":
        return "pressed"
    if known.base in words.wanting_verbs and clause.at(clause.last) == "to":
        return "pressed"
    return "object_of_verb" if behind not in _OF_SUBJECTS or known.base not in words.acting_verbs else ""


def _says_before(clause: Clause, number: int) -> bool:
    """Whether a word is the "said" of "..., said Moscow"."""
    known = clause.words.verbs.get(clause.at(number))
    return (
        known is not None and known.base == "say" and clause.gaps[number].strip(" ") in {",", ',"', '"', ",'"}
    )


def _before_list(clause: Clause, *, by_commas: bool) -> tuple[int, bool]:
    """Give the word before a name, or before the list that it is in; and whether it is in one."""
    at = _before_determiners(clause, clause.first - 1)
    if clause.at(at) in AND and clause.gaps[at] == " ":
        at -= 1
    elif not (by_commas and clause.gaps[clause.first] == ", " and clause.is_name(at)):
        return at, False
    if clause.is_name(at):
        while clause.is_name(at - 1) and clause.gaps[at] in {" ", ", ", "-"}:
            at -= 1
        at = _before_determiners(clause, at - 1)
        return (at if at >= clause.start else -1), True
    # "accused the government and Iran of"
    for back in range(at, max(clause.start, at - _REACH), -1):
        known = clause.words.verbs.get(clause.at(back))
        if known is not None and known.base in clause.words.pressing_verbs:
            return back, True
    return at + 1, False


def _before_determiners(clause: Clause, at: int) -> int:
    while at > clause.start and clause.at(at) in _DETERMINERS:
        at -= 1
    return at


def _dealt_with(clause: Clause, number: int) -> str:
    """Say what is between the name and others, or with it."""
    words, word = clause.words, clause.at(number)
    for at in range(number - 1, max(clause.start, number - 1 - _REACH) - 1, -1):
        near = clause.at(at)
        if near in words.linking_nouns:
            return "in_place"
        if near in words.dealing_nouns:
            return "dealt_with"
        if word == "with":
            known = words.verbs.get(near)
            if known is not None and known.base in words.dealing_verbs:
                return "dealt_with"
            if near in words.received_nouns:
                return "received_or_served"
    if word == "between":
        following = range(clause.last, clause.last + _REACH)
        return "dealt_with" if any(clause.at(at) in words.dealing_nouns for at in following) else "in_place"
    return "with_other" if word == "with" else ""


def _at_preposition(clause: Clause, number: int, word: str) -> str:
    """Say what "to", "on", "against", "from", "of" and "for" before a name tell, by what they hang on."""
    words = clause.words
    before = clause.at(number - 1)
    known = words.verbs.get(before)
    base = known.base if known else ""
    if word == "to":
        loyal = before in words.loyal_words or (
            before == "close" and clause.at(number - 2) in words.loyal_people
        )
        received = before in words.received_nouns | words.tying_nouns or base in words.addressing_verbs
        return "received_or_served" if loyal or received else "to_place"
    if word == "for":
        return "received_or_served" if before in words.suffered_nouns else "for"
    if word == "from":
        return "sent_by" if before in words.sent_nouns or before in {"heard", "hear"} else "in_place"
    if word == "of":
        return "consents" if before in words.consent_nouns else "of"
    pressed = before in words.pressure_nouns or (word == "on" and base in words.leaning_verbs)
    return "under_pressure" if pressed else "on_or_against"
