"""What: the words of a sentence that stand for events, and whether they happened.

A trigger counts by its place in the syntax, not by standing there: what is negated, wanted, planned,
threatened, imagined, rehearsed or remembered is no event that occurred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.dates import TimeExpression
from geo_events.coding.judging import judge
from geo_events.coding.needs import fills, shuts_out
from geo_events.coding.ontology import Lexicon, Ontology, Trigger
from geo_events.coding.quoting import Quotations
from geo_events.coding.reality import Reality
from geo_events.coding.senses import Senses
from geo_events.coding.syntax import (
    Span,
    Token,
    clause_head,
    clause_tokens,
    fits,
    in_sequence,
    matches,
    nouns,
    object_of,
    path,
    subject_of,
    with_conjuncts,
)
from geo_events.coding.threats import THREATENED, announced
from geo_events.event_types import EVENT_TYPE_OF

#: How surely a word tells the sub-event type: it names it or a weapon does; it was inferred; or the word is
#: no trigger at all, and the type was guessed from the whole sentence.
NAMED, INFERRED, GUESSED = 2, 1, 0
_DEMONSTRATIONS = frozenset({"Protests", "Riots"})
#: What is part of a protest where it is one happening with it, by ACLED's hierarchy.
_PARTS_OF_PROTESTS = frozenset({"Arrests", "Looting/property destruction"})
#: What forces raid for.
_OF_RAIDS = frozenset({"Arrests", "Disrupted weapons use"})
#: Prepositions that put a deed inside a protest.
_INSIDE = frozenset({"at", "during", "in", "from", "on", "into"})
#: How the words of a phrase that stand apart hang on its verb.
_FURTHER_ON = frozenset({"prt", "oprd", "acomp", "advmod", "prep", "dobj"})
_TERRITORY = frozenset(
    {
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
    }
)
_FIGHTS = frozenset({"Armed clash", "Attack", "Shelling/artillery/missile attack"})


@dataclass(frozen=True, slots=True)
class Action:
    """One word that stands for an event.

    Attributes
    ----------
    trigger
        The word; of a phrase, its first.
    sub_event_type, surety
        What it stands for, and how surely (`NAMED`, `INFERRED` or `GUESSED`).
    reality
        Whether and how it happened.
    choices
        The types among which the words around it decide (`geo_events.coding.deciding`), if any.
    """

    trigger: Token
    sub_event_type: str
    surety: int
    reality: Reality
    choices: frozenset[str] = frozenset()


def find_actions(
    sentence: Span,
    *,
    ontology: Ontology,
    lexicon: Lexicon,
    headline: bool,
    quoted: Quotations,
    times: Sequence[TimeExpression],
    places: AbstractSet[int],
    senses: Senses,
) -> list[Action]:
    """Find the actions of a sentence.

    Parameters
    ----------
    headline
        Whether the sentence is a headline, where the present tense tells of the past.
    quoted
        The text's direct speech, which tells opinions rather than events: a doubt.
    times
        The sentence's time expressions, with offsets in the text: "March" may be a month.
    places
        Indices of tokens that are names of places.
    senses
        What the text's words have shown so far; what this sentence shows is added.
    """
    actions: list[Action] = []
    doubtful: list[tuple[range, Action]] = []
    taken: set[int] = set()
    for first, phrase, rule in _triggers(sentence, ontology, lexicon):
        if first.i in taken or any(t.start <= first.idx < t.end for t in times):
            continue
        noun = rule.pos == "noun"
        # "drone attack": what stands around it hangs on its last word
        token = sentence.doc[first.i : first.i + len(phrase)].root if noun else first
        clause = clause_of(token)
        if _means_something_else(first, len(phrase), rule):
            continue
        if _is_shut_out(token, rule, clause, ontology, senses) or senses.keep_out(token, rule):
            continue
        if not _has_needed(token, rule, clause, ontology, places):
            continue
        reality = judge(token, clause, noun=noun, headline=headline, lexicon=lexicon)
        if reality is None:
            reality = announced(token, lexicon)
        if reality is None:
            continue
        if quoted.hold(first):
            reality = replace(reality, doubts=reality.doubts | {"quoted"})
        sub_event_type, surety, choices = _code(token, rule, clause, lexicon, ontology)
        action = Action(token, sub_event_type, surety, reality, choices)
        words = range(first.i, first.i + len(phrase))
        if reality.doubts or reality.status == THREATENED:
            doubtful.append((words, action))  # another reading of the word may be without doubt
            continue
        taken.update(words)
        actions.append(action)
        senses.tell(rule)
    for words, action in doubtful:
        if taken.isdisjoint(words):
            taken.update(words)
            actions.append(action)
    return sorted(actions, key=lambda action: action.trigger.i)


def _triggers(
    sentence: Span, ontology: Ontology, lexicon: Lexicon
) -> Iterator[tuple[Token, tuple[str, ...], Trigger]]:
    for token in sentence:
        keys = dict.fromkeys((token.lemma_.lower(), token.lower_))
        for key in keys:
            for phrase, rule in ontology.triggers.get(key, ()):
                if _right_word_class(token, phrase, rule, lexicon) and (
                    fits(phrase, token) or _particle_verb(phrase, token)
                ):
                    yield token, phrase, rule


def _right_word_class(token: Token, phrase: tuple[str, ...], rule: Trigger, lexicon: Lexicon) -> bool:
    if rule.pos == "verb":
        return bool(token.pos_ == "VERB" or token.lower_ in lexicon["past_forms"])
    if not token.lower_.startswith(phrase[0][:-1]):
        return False  # "struck" taken for the noun "strike"
    if token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return True  # "shelling killed two"
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} if len(phrase) > 1 else token.pos_ in {"NOUN", "PROPN"}


def _particle_verb(phrase: tuple[str, ...], token: Token) -> bool:
    """Whether the rest stands further on: "shot three dead", "drove them out", "beat a man to death"."""
    if not 1 < len(phrase) <= 3:
        return False
    return any(
        child.lower_ == phrase[1]
        and child.dep_ in _FURTHER_ON
        and child.i > token.i
        and (len(phrase) == 2 or any(_is_word(noun, phrase[2]) for noun in child.children))
        for child in token.children
    )


def _is_word(token: Token, word: str) -> bool:
    return word in {token.lemma_.lower(), token.lower_}


def clause_of(token: Token) -> list[Token]:
    """Return the clause of a token, the rest of its own subtree included."""
    head = clause_head(token)
    indices = clause_tokens(head) | {t.i for t in token.subtree}
    if head.dep_ == "advcl" and head.tag_ == "VBG" and not in_sequence(head):
        indices |= clause_tokens(clause_head(head.head))  # "a bomber drove a car into a post, killing four"
    return [token.doc[i] for i in sorted(indices)]


def _means_something_else(token: Token, length: int, rule: Trigger) -> bool:
    if not rule.unless:
        return False
    doc = token.doc
    near = {*token.children, token.head, *doc[max(0, token.i - 2) : min(len(doc), token.i + length + 1)]}
    for child in list(token.children):
        near.update(child.children if child.dep_ in {"prep", "agent"} else ())
        near.update(g for g in child.children if g.dep_ in {"compound", "amod"})
    near.discard(token)
    return any(other.lemma_.lower() in rule.unless or other.lower_ in rule.unless for other in near)


def tells_otherwise(sentence: Span, *, ontology: Ontology, lexicon: Lexicon, senses: Senses) -> bool:
    """Whether a sentence is of an accident, a crime or a sale: a trigger says so, or the sentences before."""
    return senses.keep_from_guessing(sentence.root) or any(
        rule.never and _is_shut_out(first, rule, clause_of(first), ontology, senses)
        for first, _, rule in _triggers(sentence, ontology, lexicon)
    )


def _is_shut_out(
    token: Token, rule: Trigger, clause: Sequence[Token], ontology: Ontology, senses: Senses
) -> bool:
    out = [each for name in rule.never if shuts_out(token, clause, each := ontology.exclusions[name])]
    for exclusion in out:
        senses.show(exclusion)
    return bool(out)


def _has_needed(
    token: Token, rule: Trigger, clause: Sequence[Token], ontology: Ontology, places: AbstractSet[int]
) -> bool:
    return all(
        weapon_code(token, clause, ontology) is not None
        if need == "weapon"
        else fills(token, ontology.needs[need], places=places)
        for need in rule.needs
    )


def _code(
    token: Token, rule: Trigger, clause: Sequence[Token], lexicon: Lexicon, ontology: Ontology
) -> tuple[str, int, frozenset[str]]:
    """Tell the type, how surely, and the types among which the words around the trigger decide."""
    settled: frozenset[str] = frozenset()
    if rule.code in EVENT_TYPE_OF:
        return rule.code, NAMED, settled
    if rule.code != "victims" and rule.code in ontology.choices:
        choices = ontology.choices[rule.code]
        return next(name for name in EVENT_TYPE_OF if name in choices), NAMED, choices
    weapon = weapon_code(token, clause, ontology)
    if weapon is not None:
        return weapon, NAMED, settled
    victims = _victim_code(token, clause, lexicon)
    if rule.code == "weapon" and rule.default is not None and rule.default in EVENT_TYPE_OF:
        sure = rule.pos == "noun" or victims is None
        return rule.default, NAMED if sure else INFERRED, settled
    by_mob = any(subject.lemma_.lower() in lexicon["mobs"] for subject in subject_of(token))
    if victims is not None and not by_mob:
        return victims, INFERRED, settled
    return victims or _default(rule), INFERRED, ontology.choices["mob" if by_mob else "victims"]


def weapon_code(token: Token, clause: Sequence[Token], ontology: Ontology) -> str | None:
    """Return the sub-event type of the weapon that a clause names for a trigger, or None."""
    words = ontology.weapon_words
    things = nouns(clause)
    things += [t for t in clause if t.dep_ == "amod" and t.pos_ == "VERB"]  # "guided bombs"
    named = [t for t in things if t.lemma_.lower() in words or t.lower_ in words]
    things = [thing for thing in named if thing == token or linked(thing, token)]
    if not things:
        return None
    return next((code for code, phrases in ontology.weapons if matches(phrases, things)), None)


def _default(rule: Trigger) -> str:
    return rule.default if rule.default is not None and rule.default in EVENT_TYPE_OF else "Attack"


def _victim_code(token: Token, clause: Sequence[Token], lexicon: Lexicon) -> str | None:
    """Armed victims make a clash, others and their sites an attack; None where nobody is named."""
    objects = with_conjuncts(object_of(token))
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"on", "against", "of", "at", "between", "with"}:
            objects += with_conjuncts([g for g in child.children if g.dep_ == "pobj"])
    for victim in objects:
        lemmas = (
            {t.lemma_.lower() for t in victim.subtree} if victim.pos_ == "PROPN" else {victim.lemma_.lower()}
        )
        lemmas |= {c.lemma_.lower() for c in victim.children if c.dep_ == "compound"}
        if lemmas & lexicon["civilians"] and victim.lemma_.lower() not in lexicon["armed"]:
            return "Attack"
        if lemmas & lexicon["armed"]:
            return "Armed clash"
    if any(
        victim.lemma_.lower() in lexicon["civil sites"] and not _is_of_arms(victim, lexicon)
        for victim in objects
    ):
        return "Attack"
    return None


def _is_of_arms(site: Token, lexicon: Lexicon) -> bool:
    """Whether a site belongs to armed people: "a police station", "the army hospital"."""
    return any(
        not (lexicon["armed"] | {"military"}).isdisjoint({child.lemma_.lower(), child.lower_})
        for child in site.children
    )


def group_actions(actions: Sequence[Action]) -> list[list[Action]]:
    """Join the actions of one sentence that are one happening.

    "targeted a vehicle with a drone, killing three" is one; "were killed in strikes ordered after an attack"
    are two, because "after" puts one before the other. Actions of unlike kinds stay apart. What is doubtful
    adds nothing to what is told outright.
    """
    groups: list[list[Action]] = []
    for action in sorted(actions, key=lambda action: bool(action.reality.doubts)):
        for group in groups:
            if any(_one_happening(action, other) for other in group):
                if not action.reality.doubts or group[0].reality.doubts:
                    group.append(action)
                break
        else:
            groups.append([action])
    return groups


def _one_happening(a: Action, b: Action) -> bool:
    kinds = {EVENT_TYPE_OF[a.sub_event_type], EVENT_TYPE_OF[b.sub_event_type]}
    if _part_of_a_protest(a, b) or _part_of_a_protest(b, a):
        return linked(a.trigger, b.trigger)
    if _fought_for(a, b) or _fought_for(b, a) or _made_in_a_raid(a, b) or _made_in_a_raid(b, a):
        return True
    if len(kinds) > 1 and (
        "Strategic developments" in kinds or bool(kinds & _DEMONSTRATIONS) != kinds.issubset(_DEMONSTRATIONS)
    ):
        return False
    return linked(a.trigger, b.trigger)


def _part_of_a_protest(deed: Action, other: Action) -> bool:
    """Whether it is what crowds and police do to each other: "fired at marchers", "arrested at a rally"."""
    if EVENT_TYPE_OF[other.sub_event_type] not in _DEMONSTRATIONS:
        return False
    crowd = other.trigger.pos_ == "VERB" or _is_where(deed.trigger, other.trigger)
    return crowd and (deed.surety == INFERRED or deed.sub_event_type in _PARTS_OF_PROTESTS)


def _is_where(deed: Token, protest: Token) -> bool:
    """Whether a protest is what was attacked, or where: "shot during a rally"."""
    if protest.dep_ == "pobj" and protest.head.lower_ in _INSIDE:
        return bool(protest.head.head == deed)
    return bool(protest.head == deed and protest.dep_ in {"dobj", "nsubjpass"})


def _fought_for(taken: Action, fight: Action) -> bool:
    """Whether ground was taken in a fight: "took the town after a gun battle"."""
    return (
        taken.sub_event_type in _TERRITORY
        and fight.sub_event_type in _FIGHTS
        and fight.trigger.pos_ == "NOUN"
        and fight.reality.presupposed
        and not taken.reality.presupposed
    )


def _made_in_a_raid(deed: Action, raid: Action) -> bool:
    """Whether people or arms were taken in a raid or an operation of which no more is told."""
    bare = raid.surety == INFERRED and raid.trigger.pos_ == "NOUN"
    return bare and deed.sub_event_type in _OF_RAIDS and _is_where(deed.trigger, raid.trigger)


def linked(a: Token, b: Token) -> bool:
    """Whether two words of a sentence tell of one happening, by what lies between them in the parse."""
    up, down = path(a, b)
    for token in [*up, *down]:
        if in_sequence(token) and token not in (a, b):
            return False
        if in_sequence(token) and token.dep_ == "advcl":
            return False
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and _own_subject_and_act(token):
            return False
        if (
            token.dep_ in {"ccomp", "parataxis"}
            and token not in (a, b)
            and token.pos_ == "VERB"
            and any(t.dep_ == "relcl" for t in up + down)
        ):
            return False
    return True


def _own_subject_and_act(verb: Token) -> bool:
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if is_casualty_word(verb) and not any(
        c.dep_ in {"dobj", "agent"} and c.lemma_ != "life" for c in verb.children
    ):
        return False  # "..., and five people died" goes with what stands before
    return bool(own) and not any(
        c.lower_ in {"it", "they", "which", "that", "others", "another"} or c.like_num for c in own
    )


def lead_action(group: Sequence[Action]) -> Action:
    """The action that says best what a happening was: named before inferred, then ACLED's hierarchy."""
    order = list(EVENT_TYPE_OF)
    return min(group, key=lambda a: (-a.surety, a.reality.noun_without_anchor, order.index(a.sub_event_type)))
