"""What the walk over one sentence has found out so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dprk_events.events.checks import Loss, Match
from dprk_events.events.draft import Report
from dprk_events.events.frames import FrameIndex
from dprk_events.events.tokens import Token

Kind = Callable[[Token], str | None]


@dataclass(slots=True)
class Walk:
    """What governors have said about the clauses below them."""

    frames: FrameIndex
    kind: Kind
    consumed: dict[int, int] = field(default_factory=dict)  # token -> the governor that swallowed it
    through: dict[int, list[tuple[Match, Token]]] = field(default_factory=dict)
    reports: dict[int, list[Report]] = field(default_factory=dict)
    trace: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """What the walk made of one verb or event noun, for ``explain``."""

    token: Token
    match: Match | None
    lost: list[Loss]
    outcome: str
