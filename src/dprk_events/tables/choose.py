"""Which of several entries a name means: by date, by the nation said with it, by the company it keeps in the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dprk_events.tables.naming import Claim
from dprk_events.tables.pieces import key_of
from dprk_events.tables.rows import ActorRow, RoleTerm

GUESS = 0.5  # certainty of a name that nothing in the article decides


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim that won (None: a decoy won, or none fits), how sure that is (0..1), and what decided."""

    claim: Claim | None
    certainty: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the article tells besides the name: its date, its words (folded, blank at both ends), mentions by country."""

    published: str | None
    words: str
    countries: Mapping[str, int]


def choose(claims: tuple[Claim, ...], rows: Mapping[str, ActorRow], scene: Scene, nation: str | None = None) -> Choice:
    """Decide between claims; each rule is asked in turn until one claim is left."""
    fitting = [claim for claim in claims if nation is None or rows[claim.id].country in {None, nation}]
    if not fitting:
        return Choice(None, 1.0, f"the text says it is of {nation}")
    fitting = [claim for claim in fitting if rows[claim.id].kind != "bloc" or _at_home(rows[claim.id], scene)]
    if not fitting:
        return Choice(None, 1.0, "none of the words that must stand beside it")
    if any(_real(rows[claim.id]) for claim in fitting):
        fitting = [claim for claim in fitting if _real(rows[claim.id])]
    for reason, certainty, rule in _RULES:
        kept = [claim for claim, good in zip(fitting, rule(fitting, rows, scene, nation), strict=True) if good]
        if len(kept) == 1:
            return Choice(None if rows[kept[0].id].kind == "decoy" else kept[0], certainty, reason)
        fitting = kept or fitting
    first = next(claim for claim in fitting if rows[claim.id].kind != "decoy")
    return Choice(first, GUESS, "nothing decides between them")


def _real(row: ActorRow) -> bool:
    """Whether an entry may be chosen at all: a decoy needs words beside it to win over an actor."""
    return row.kind != "decoy" or bool(row.beside)


def _at_home(row: ActorRow, scene: Scene) -> bool:
    return not row.beside or bool(_heard(row, scene))


def _all(claims: list[Claim], *_: object) -> list[bool]:
    return [True] * len(claims)


def _of_nation(claims: list[Claim], rows: Mapping[str, ActorRow], _: Scene, nation: str | None) -> list[bool]:
    return [nation is not None and rows[claim.id].country == nation for claim in claims]


def _in_company(claims: list[Claim], rows: Mapping[str, ActorRow], scene: Scene, _: str | None) -> list[bool]:
    return _most([_heard(rows[claim.id], scene) for claim in claims])


def _without_company(claims: list[Claim], rows: Mapping[str, ActorRow], _: Scene, __: str | None) -> list[bool]:
    return [not rows[claim.id].beside for claim in claims]


def _in_office(claims: list[Claim], rows: Mapping[str, ActorRow], scene: Scene, _: str | None) -> list[bool]:
    return [in_force(rows[claim.id], scene.published) for claim in claims]


def _named(claims: list[Claim], rows: Mapping[str, ActorRow], _: Scene, __: str | None) -> list[bool]:
    return [rows[claim.id].kind != "role" for claim in claims]


def _near(claims: list[Claim], rows: Mapping[str, ActorRow], scene: Scene, _: str | None) -> list[bool]:
    return _most([scene.countries.get(rows[claim.id].country or "", 0) for claim in claims])


Rule = Callable[[list[Claim], Mapping[str, ActorRow], Scene, str | None], list[bool]]
_RULES: tuple[tuple[str, float, Rule], ...] = (
    ("only claim", 1.0, _all),
    ("the nation said with it", 1.0, _of_nation),
    ("words beside it in the article", 1.0, _in_company),
    ("none of the other's words in the article", 0.9, _without_company),
    ("in office on the date", 0.9, _in_office),
    ("a name comes before a role noun", 0.8, _named),
    ("the country the article speaks of most", 0.7, _near),
)


def _most(counts: list[int]) -> list[bool]:
    highest = max(counts)
    return [highest > 0 and count == highest for count in counts]


def _heard(row: ActorRow, scene: Scene) -> int:
    """How many of the row's ``beside`` words stand in the article."""
    return sum(f" {key_of(word)} " in scene.words for word in row.beside)


def in_force(row: ActorRow, published: str | None) -> bool:
    """Whether the entry existed under this name, or the person held one of the offices, on the day."""
    if published is None:
        return row.until is None
    if not _covers(row.since, row.until, published):
        return False
    return not row.roles or role_on(row, published) is not None


def role_on(row: ActorRow, published: str | None) -> RoleTerm | None:
    """The office a person held on the day: the first listed one that covers it; without a day the first open one.

    >>> roles = ({"title": "envoy", "until": "2019"}, {"title": "minister", "since": "2020"})
    >>> row = ActorRow(kind="person", name="A", roles=roles)
    >>> role_on(row, "2018-05-01").title, role_on(row, "2024-05-01").title
    ('envoy', 'minister')
    """
    if published is None:
        return next((role for role in row.roles if role.until is None), None)
    return next((role for role in row.roles if covers(role, published)), None)


def covers(role: RoleTerm, published: str | None) -> bool:
    """Whether an office was held on the day; without a day, whether it is held still."""
    return role.until is None if published is None else _covers(role.since, role.until, published)


def _covers(since: str | None, until: str | None, day: str) -> bool:
    """Bounds may be a year or a month: each is compared at its own precision, both ends included."""
    return (since is None or day[: len(since)] >= since) and (until is None or day[: len(until)] <= until)
