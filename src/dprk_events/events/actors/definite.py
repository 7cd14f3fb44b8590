"""Definite nouns: "the ministry", "the regime", "the president", "the two sides", by what the article said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dprk_events.events.actors.coreference import Mention, before
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity

_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_WHOLE_STATE = frozenset({"state", "regime", "government", "leadership", "authorities"})
_RULER = frozenset({"leader", "president", "king", "dictator", "supreme-leader", "prime-minister", "chancellor"})
REACH = 12  # sentences back


def definite(
    reading: Reading, role: Name, mentions: Sequence[Mention], sentence: int, *, bare: bool = False
) -> tuple[Entity, ...]:
    """The latest mention that fits a role noun with "the" before it; ``bare`` asks for none ("a *ministry* official")."""
    pointed = role.start > 0 and reading.doc[role.start - 1].lower_ in _POINTING
    if not (pointed or bare or role.id == "state-media"):
        return ()
    earlier = [mention for mention in _within_reach(mentions, role.start, sentence) if len(mention.entities) == 1]
    for entity in _candidates(reading, role, earlier, sentence):
        return (replace(entity, via="coreference"),)
    return ()


def _within_reach(mentions: Sequence[Mention], token: int, sentence: int) -> Iterator[Mention]:
    for mention in before(mentions, token):
        if sentence - mention.sentence > REACH:
            return
        yield mention


def _candidates(reading: Reading, role: Name, earlier: Sequence[Mention], sentence: int) -> Iterator[Entity]:
    row = reading.row(role)
    yield from (mention.entities[0] for mention in earlier if _same_noun(mention.entities[0], role.id, row.name))
    if role.id == "regime" and reading.scene.countries.get("PRK"):
        yield _part_of_state("PRK", role.id, row.name)
    if role.id in _WHOLE_STATE:
        yield from (
            _part_of_state(country, role.id, row.name)
            for mention in earlier
            if mention.subject and (mention.sort == "body" or mention.sentence == sentence)
            if (country := mention.entities[0].country)
        )
    elif role.id in _RULER:
        yield from (
            mention.entities[0] for mention in earlier if mention.sort == "person" and mention.entities[0].sector == "GOV"
        )
    elif row.sector != "GOV":
        yield from (
            mention.entities[0]
            for mention in earlier
            if mention.entities[0].sector == row.sector and mention.sort == row.sort
        )


def _same_noun(entity: Entity, role: str, noun: str) -> bool:
    words = f" {entity.name.lower()} {(entity.role or '').lower()} "
    return entity.id.endswith(f"-{role}") or f" {noun} " in words


def _part_of_state(country: str, role: str, noun: str) -> Entity:
    owner = country.lower()
    if role == "state":
        return Entity(id=owner, name=country, country=country, sector="GOV")
    return Entity(id=f"{owner}-{role}", name=f"{noun} of {country}", country=country, sector="GOV")


def pair(mentions: Sequence[Mention], token: int, sentence: int) -> tuple[Entity, ...]:
    """ "The two sides": the last two actors of different countries, of the same sentence or the two before."""
    found: dict[str, Entity] = {}
    for mention in before(mentions, token):
        if sentence - mention.sentence > 2 or len(found) == 2:
            break
        for entity in reversed(mention.entities):
            if entity.country and mention.place != "elsewhere":
                found.setdefault(entity.country, entity)
    both = tuple(replace(entity, via="coreference") for entity in reversed(found.values()))
    return both if len(both) == 2 else ()
