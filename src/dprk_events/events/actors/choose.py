"""Which of several entries a name means: by date, by the nation said with it, by the company it keeps in the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dprk_events.tables.naming import Claim
from dprk_events.tables.rows import ActorRow, RoleTerm


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim that won (None: a decoy won, or nobody could) and how sure that is, 0..1."""

    claim: Claim | None
    certainty: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What the article tells besides the name: its date, its words (folded, blank at both ends), mentions by country."""

    published: str | None
    words: str
    countries: Mapping[str, int]


def choose(claims: tuple[Claim, ...], rows: Mapping[str, ActorRow], scene: Scene, nation: str | None = None) -> Choice:
    """Decide between claims. One claim wins at once unless the nation said with it is another's."""
    fitting = [claim for claim in claims if nation is None or rows[claim.id].country in {None, nation}]
    if len(fitting) <= 1:
        return Choice(fitting[0] if fitting else None, 1.0)
    fitting = _narrow(fitting, [in_force(rows[claim.id], scene.published) for claim in fitting])
    heard = [_heard(rows[claim.id], scene) for claim in fitting]
    if any(heard):
        most = max(heard)
        fitting = [claim for claim, times in zip(fitting, heard, strict=True) if times == most]
    else:
        fitting = _narrow(fitting, [not rows[claim.id].beside for claim in fitting])
    if len(fitting) > 1:
        near = [scene.countries.get(rows[claim.id].country or "", 0) for claim in fitting]
        fitting = [claim for claim, times in zip(fitting, near, strict=True) if times == max(near)]
    winner = fitting[0]
    if rows[winner.id].kind == "decoy":
        return Choice(None, 1.0)
    return Choice(winner, 1.0 if len(fitting) == 1 else 1.0 / len(fitting))


def _narrow(claims: list[Claim], keep: list[bool]) -> list[Claim]:
    kept = [claim for claim, good in zip(claims, keep, strict=True) if good]
    return kept or claims


def _heard(row: ActorRow, scene: Scene) -> int:
    """How many of the row's ``beside`` words stand in the article."""
    return sum(f" {word.lower()} " in scene.words for word in row.beside)


def in_force(row: ActorRow, published: str | None) -> bool:
    """Whether the entry existed under this name, or the person held one of the offices, on the day."""
    if published is None:
        return row.until is None
    if not _covers(row.since, row.until, published):
        return False
    return not row.roles or role_on(row, published) is not None


def role_on(row: ActorRow, published: str | None) -> RoleTerm | None:
    """The office a person held on the day: the first listed one that covers it; without a day the first open one.

    >>> row = ActorRow(kind="person", name="A", roles=({"title": "envoy", "until": "2019"}, {"title": "minister", "since": "2020"}))
    >>> role_on(row, "2018-05-01").title, role_on(row, "2024-05-01").title
    ('envoy', 'minister')
    """
    if published is None:
        return next((role for role in row.roles if role.until is None), None)
    return next((role for role in row.roles if _covers(role.since, role.until, published)), None)


def _covers(since: str | None, until: str | None, day: str) -> bool:
    """Bounds may be a year or a month: each is compared at its own precision, both ends included."""
    return (since is None or day[: len(since)] >= since) and (until is None or day[: len(until)] <= until)
