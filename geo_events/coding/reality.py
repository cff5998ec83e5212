"""How an event stands to what happened: told as a fact, tried, threatened, one of many, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

#: Word lists of what is told like violence and is none.
UNREAL = ("sport", "shows", "drills", "courts", "memories", "figures")


@dataclass(frozen=True, slots=True)
class Reality:
    """How an action stands to what happened.

    Attributes
    ----------
    status, event_clarity, claim
        As in the event table.
    attributed_to
        Who says so, in the article's words, or None.
    presupposed
        Whether it stands behind "after", "since" and the like: it happened before what the sentence tells.
    noun_without_anchor
        Whether it is a bare noun ("the strikes"): alone it only refers to something told elsewhere.
    boasted
        Whether whoever says so claims it as its own feat.
    unless_deadly
        Whether it is an attempt only if nobody died: the attackers were driven back, the shell missed.
    doubts
        What speaks against its having happened at all, by name: see `judge`.
    """

    status: str = "occurred"
    event_clarity: str = "incident"
    claim: str = "reported"
    attributed_to: str | None = None
    presupposed: bool = False
    noun_without_anchor: bool = False
    unless_deadly: bool = False
    boasted: bool = False
    doubts: frozenset[str] = frozenset()
