"""Who plays which part in an event: actor1 and actor2 of a draft, from the nouns that may name them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from geo_events.coding.actor_nouns import load_actor_nouns
from geo_events.coding.actors import Actor
from geo_events.coding.casualties import Casualties
from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.coreference import Coreference
from geo_events.coding.mentions import Mention
from geo_events.coding.parties import (
    doers_above,
    doers_beside,
    leavers,
    speakers,
    sufferers_above,
    sufferers_of,
)
from geo_events.coding.syntax import Token
from geo_events.event_types import EVENT_TYPE_OF

_CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
#: Of these the dead are a side matter.
_NOT_OF_THE_DEAD = frozenset({"Abduction/forced disappearance"})
#: What a state's forces report as their own doing.
_BY_THE_STATE = frozenset({"Arrests", "Disrupted weapons use"})
_LETHAL = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
#: Where no word begins so, one who drives into a crowd is no bomber.
_OF_BOMBERS = ("bomb", "detonat", "explo", "suicid", "blow", "blew")
_STATE = "State forces"
_OF_STATES = frozenset({_STATE, "External/Other forces"})
#: Here it is not the crowd that acts.
_FORCE = "Excessive force against protesters"
_TERRITORIAL = frozenset(
    {
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
    }
)
_MUTUAL = frozenset({"Agreement", "Government regains territory", "Non-state actor overtakes territory"})


def cast(
    sub_event_type: str,
    members: Sequence[Token],
    doers: Sequence[Token],
    casualties: Casualties,
    mentions: Sequence[Mention],
    *,
    coreference: Coreference,
) -> tuple[Actor | None, Actor | None]:
    """Read who acted and who was acted upon.

    Parameters
    ----------
    sub_event_type
        In a battle and an agreement the other side is sought before the dead.
    members
        The words that tell of the event.
    doers
        The nouns that may name who acted, see `geo_events.coding.parties.doers_of`.
    casualties, mentions
        Of the event, and the places and demonyms of its sentence.
    """
    event_type = EVENT_TYPE_OF[sub_event_type]
    events = {member.i for member in members if member.pos_ != "VERB"}
    mutual = event_type == "Battles" or sub_event_type in _MUTUAL
    heads = sufferers_of(members, casualties, mutual=mutual, lethal=sub_event_type not in _NOT_OF_THE_DEAD)
    hit = {head.i for head in heads}
    actor1 = _doer(sub_event_type, members, doers, mentions, coreference, hit=hit)
    human = any(
        not load_actor_nouns().words["of_people"].isdisjoint({m.lemma_.lower(), m.lower_}) for m in members
    )
    suffered = [
        actor
        for head in heads
        if head.i not in events
        and (actor := coreference.read(head, mentions, acts=False, human=human)) is not None
    ]
    if actor1 is None and event_type == "Battles" and not is_casualty_word(members[0]):
        sides = [actor for actor in suffered if actor.armed]
        other = next((actor for actor in sides[1:] if actor.key != sides[0].key), None)
        if other is not None:
            # "four marines and nine gunmen were killed in fighting": the state's side is told first
            return (
                (other, sides[0]) if other.type == _STATE and sides[0].type != _STATE else (sides[0], other)
            )
    if not suffered:
        above = (coreference.read(h, mentions, acts=False, human=False) for h in sufferers_above(members))
        suffered = [actor for actor in above if actor is not None and actor.type == "Civilians"]
    if sub_event_type == "Agreement":
        actor1, suffered = _as_government(actor1), [a for a in map(_as_government, suffered) if a is not None]
    if sub_event_type in _TERRITORIAL:
        suffered = [actor for actor in suffered if not actor.thing]  # a town's centre is no side
        actor1, suffered = _giving_up(members, actor1, suffered, mentions, coreference)
    # in a fight a side's own dead are not whom it fought; else it hit its own
    actor2 = _best([actor for actor in suffered if not (mutual and same_actor(actor, actor1))])
    if event_type == "Battles" and actor1 is not None and actor1.several and (actor2 is None or actor2.vague):
        return actor1, replace(actor1)
    return actor1, actor2


def _giving_up(
    members: Sequence[Token],
    actor1: Actor | None,
    suffered: list[Actor],
    mentions: Sequence[Mention],
    coreference: Coreference,
) -> tuple[Actor | None, list[Actor]]:
    """Who gives a place up did not take it: "the army left the town, and rebels walked in"."""
    tokens = leavers(members)
    read = (coreference.read(token, mentions, acts=True) for token in tokens)
    gone = next((actor for actor in read if actor is not None and actor.armed), None)
    if gone is None:
        return actor1, suffered
    if actor1 is None or not actor1.armed or actor1.text == gone.text:
        left = {token.i for token in tokens}
        heads = [
            head
            for head, _ in doers_beside(members, but={member.i for member in members})
            if head.i not in left
        ]
        others = (coreference.read(head, mentions, acts=True) for head in heads)
        actor1 = next(
            (actor for actor in others if actor is not None and actor.armed and actor.key != gone.key), None
        )
    return actor1, [gone, *(actor for actor in suffered if actor.armed and actor.text != gone.text)]


def _as_government(actor: Actor | None) -> Actor | None:
    """A country that signs is its government, not its army."""
    if actor is not None and actor.title == "Military Forces of" and actor.text.isalpha() and actor.country:
        return replace(actor, title="Government of")
    return actor


def _doer(
    sub_event_type: str,
    members: Sequence[Token],
    doers: Sequence[Token],
    mentions: Sequence[Mention],
    coreference: Coreference,
    *,
    hit: Collection[int],
) -> Actor | None:
    events = {member.i for member in members if member.pos_ != "VERB"}
    for head in doers:
        if head.i in events:
            actor = coreference.read_modifiers(head, mentions)
        else:
            actor = coreference.read(head, mentions, acts=True)
        if actor is None or (sub_event_type == _FORCE and actor.type in _CROWDS.values()):
            continue
        if actor.proper and actor.type == "Civilians" and EVENT_TYPE_OF[sub_event_type] in _LETHAL:
            return replace(actor, type=None)  # a person by name; of what side, the text may tell elsewhere
        bomber = sub_event_type == "Suicide bomb" and actor.vague and "bomber" not in (actor.name or "")
        if bomber and any(token.lower_.startswith(_OF_BOMBERS) for token in members[0].sent):
            return replace(actor, name="Unidentified suicide bomber", type="Political militia", title=None)
        return actor
    for head in doers_above(members):
        actor = coreference.read(head, mentions, acts=False)
        if actor is not None and actor.armed:
            return actor
    if EVENT_TYPE_OF[sub_event_type] in _LETHAL:
        for head, violent in doers_beside(members, but={member.i for member in members}):
            if head.i in hit:
                continue
            actor = coreference.read(head, mentions, acts=violent)
            if actor is not None and actor.armed and (violent or actor.type not in _OF_STATES):
                return actor
    if sub_event_type in _BY_THE_STATE:
        for head in speakers(members):
            actor = coreference.read(head, mentions, acts=True)
            if actor is not None and actor.type == _STATE:
                return actor
    return None


def _best(actors: Sequence[Actor]) -> Actor | None:
    """The first; but an armed actor with a name before one of whom the words say only "fighters"."""
    if not actors:
        return None
    first = next((actor for actor in actors if not actor.thing), actors[0])
    if first.vague and (first.armed or first.name is None):
        named = next((actor for actor in actors if actor.armed and not actor.vague), None)
        if named is not None:
            return replace(named, text=first.text) if first.armed else named
        return next((actor for actor in actors if actor.name or actor.title), first)
    return first


def same_actor(a: Actor, b: Actor | None) -> bool:
    """Whether two actors are one by name: both known, or forces of one state."""
    if b is None:
        return False
    return a.key == b.key and bool(a.known or a.title)


def as_crowd(
    sub_event_type: str,
    members: Sequence[Token],
    actor1: Actor | None,
    actor2: Actor | None,
    mentions: Sequence[Mention],
    *,
    coreference: Coreference,
) -> tuple[Actor | None, Actor | None]:
    """Those who demonstrate or riot are protesters or rioters, whatever else they are; police faces them.

    Parameters
    ----------
    members
        The words that tell of the event; the first stands for the crowd where nobody is named.
    actor1, actor2
        As `cast` gave them.
    """
    crowd = _CROWDS.get(EVENT_TYPE_OF[sub_event_type])
    if crowd is None or sub_event_type == _FORCE:
        return actor1, actor2
    if actor1 is not None and actor1.type == _STATE:
        actor1, actor2 = actor2, actor1
    text = members[0].text if actor1 is None else actor1.text
    country = actor1.country if actor1 is not None and not actor1.title else None
    if actor2 is not None and actor2.type == crowd:
        actor2 = None
    if actor2 is None or actor2.thing:
        actor2 = _facing(members, mentions, coreference) or actor2
    return Actor(crowd, text, crowd, country), actor2


def _facing(members: Sequence[Token], mentions: Sequence[Mention], coreference: Coreference) -> Actor | None:
    """The police or soldiers who act in other clauses of a sentence that tells of a protest."""
    read = (coreference.read(head, mentions, acts=True) for head, _ in doers_beside(members, but=frozenset()))
    return next((actor for actor in read if actor is not None and actor.type == _STATE), None)
