"""A mention in the making: tokens, not yet text."""

from __future__ import annotations

from dataclasses import dataclass, field

from dprk_events.events.checks import Loss, Match
from dprk_events.events.guess import Guess
from dprk_events.events.slots import Slots
from dprk_events.events.tokens import Token
from dprk_events.model import Status


@dataclass(slots=True)
class Report:
    """A verb (or phrase) that says who says so."""

    heads: list[Token]
    verb: Token | None


@dataclass(slots=True)
class Draft:
    """One mention on tokens of one sentence; ``inner`` is the act inside a governing act, never a mention of its own."""

    anchor: Token
    slots: Slots
    match: Match | None
    lost: list[Loss]
    noun_match: Match | None = None  # of the event noun behind a light verb
    inner: Draft | None = None
    actor: list[Token] = field(default_factory=list)
    target: list[Token] = field(default_factory=list)
    target_end: int = 0  # where the target phrase ends at least, as a token index
    named_behind: tuple[Token, ...] = ()  # whom the end of a target without a name names
    through: list[tuple[Match, Token]] = field(default_factory=list)  # outermost first
    reports: list[Report] = field(default_factory=list)  # outermost first
    status: Status = "occurred"
    type: str | None = None
    mode: str | None = None
    reciprocal: bool = False
    slot_used: str = "none"  # which slot gave the target, for explain and confidence
    notes: list[str] = field(default_factory=list)
    traits: frozenset[str] = frozenset()  # what its confidence rests on
    clues: dict[str, float] = field(default_factory=dict)  # to a type that no row gives
    guess: Guess | None = None

    @property
    def row_match(self) -> Match | None:
        """The match that decides type and roles: the event noun's behind a light verb, else the verb's."""
        return self.noun_match or self.match
