"""Definite nouns: "the ministry", "the regime", "the president", "the two sides", by what the article said before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dprk_events.events.actors.compose import of_country
from dprk_events.events.actors.coreference import Mention, before
from dprk_events.events.actors.objects import doers, governor
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity

_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_WHOLE_STATE = frozenset({"regime", "government", "leadership", "authorities"})
_AT_HOME = frozenset({"government", "authorities"})  # of the country that a story is written in, if that is known
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
    row, noun = reading.row(role), reading.doc[role.end - 1]
    words = (row.name, noun.lemma_.lower()) if role.end - role.start == 1 else (row.name,)
    yield from (mention.entities[0] for mention in earlier if _same_noun(mention.entities[0], role.id, words))
    if role.id == "regime" and reading.scene.countries.get("PRK"):
        yield _part_of_state("PRK", role.id, row.name)
    if role.id in _AT_HOME and (country := _seat(reading, sentence) or reading.stage.home):
        yield _part_of_state(country, role.id, row.name)
    if role.id == "state":
        yield from (_part_of_state(country, role.id, row.name) for country in _countries_before(reading, role, sentence))
    elif role.id in _WHOLE_STATE:
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
        for mention in earlier:
            entity = mention.entities[0]
            if entity.sector == row.sector and mention.sort == row.sort:
                yield entity
            elif entity.sector == row.sector == "MIL" and entity.country and not reading.stage.home:
                yield of_country(reading, role, entity.country, "coreference")  # the navy of the sailors said before


def _seat(reading: Reading, sentence: int) -> str | None:
    """Where the sentence, or else the one before, is set: "In Seoul, ... . Critics accused *the government*"."""
    for at in (sentence, sentence - 1):
        if there := reading.stage.sentences.get(at):
            return next(iter(there)) if len(there) == 1 else None
    return None


def _countries_before(reading: Reading, role: Name, sentence: int) -> Iterator[str]:
    """ "China has ties with El Salvador after *the country* ...": the state named last that does not act on it itself."""
    verb = governor(reading.doc[role.end - 1])
    subjects = [reading.doc[token] for token in doers(verb)] if verb is not None else []
    own = {token for subject in subjects for token in range(subject.left_edge.i, subject.i + 1)}
    for name in reversed(reading.names[: bisect_left(reading.names, role.start, key=lambda name: name.start)]):
        distance = sentence - reading.sentences[name.start]
        if distance > REACH:
            return
        country = reading.row(name).country if name.kind == "state" and (not name.demonym or not distance) else None
        if country and not own.intersection(range(name.start, name.end)):
            yield country


def _same_noun(entity: Entity, role: str, nouns: tuple[str, ...]) -> bool:
    words = f" {entity.name.lower()} {(entity.role or '').lower()} "
    return entity.id.endswith(f"-{role}") or any(f" {noun} " in words for noun in nouns)


def _part_of_state(country: str, role: str, noun: str) -> Entity:
    owner = country.lower()
    if role == "state":
        return Entity(id=owner, name=country, country=country, sector="GOV")
    return Entity(id=f"{owner}-{role}", name=f"{noun} of {country}", country=country, sector="GOV")
