"""What must hold of the actors beyond the format of each entry: checks resolve, no alias is claimed twice undecided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.lookup import look_up
from dprk_events.tables.rows import ActorRow


def failed_checks(index: ActorIndex, entries: Mapping[str, ActorRow]) -> Iterator[str]:
    """A line for each ``check`` phrase of these entries that does not resolve to its entry."""
    for entry, row in entries.items():
        for check in row.check:
            phrase, _, published = check.partition(" @")
            found = look_up(phrase, index, published or None)
            got = [(name.text, name.choice.claim.id if name.choice.claim else None) for name in found]
            if not any(who == entry for _, who in got):
                told = ", ".join(f"{text!r} is {who or 'nobody'}" for text, who in got) or "nothing is found in it"
                yield f"[{entry}] check {check!r} does not resolve to it: {told}; add an alias, or beside words"


def undecided(index: ActorIndex) -> Iterator[str]:
    """A line for each spelling that several actors claim and that no rule tells apart.

    Rules are: words beside it (all claimants but one have some), different dates, different countries. A role noun is told
    from a name by the nation said with it.
    """
    for key in index.names.claims:
        for entries in _claimants(index, key):
            rows = [index.rows[entry] for entry in entries]
            names = ", ".join(f"[{entry}]" for entry in sorted(entries))
            nouns = [row for row in rows if row.kind == "role"]
            if len(nouns) == len(rows) > 1:
                yield f"{key!r} is claimed by the role nouns {names}; leave it in one"
            elif len(rows) - len(nouns) > 1 and not _decided([row for row in rows if row.kind != "role"]):
                yield f"{key!r} is claimed by {names} and no rule decides; give them beside words or dates"


def _claimants(index: ActorIndex, key: str) -> Iterator[set[str]]:
    """The entries that claim a key, those of an exact spelling ("=WHO") apart from those of words."""
    found: dict[str, set[str]] = {}
    for claim in index.names.of(key):
        if index.rows[claim.id].kind != "decoy":
            found.setdefault(claim.case if claim.case.startswith("=") else "", set()).add(claim.id)
    yield from found.values()


def _decided(rows: list[ActorRow]) -> bool:
    if sum(not row.beside for row in rows) <= 1 or len({row.country for row in rows}) == len(rows):
        return True
    spans = sorted((_first_day(row), _last_day(row)) for row in rows)
    return all(before[1] < after[0] for before, after in pairwise(spans))


def _first_day(row: ActorRow) -> str:
    days = [role.since or "" for role in row.roles] or [row.since or ""]
    return min(days)


def _last_day(row: ActorRow) -> str:
    days = [role.until or "9999" for role in row.roles] or [row.until or "9999"]
    return max(days)
