"""Builds entities: from a name, from a nation and a role noun, from the title or apposition of a person nobody lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dprk_events.events.actors.choose import role_on
from dprk_events.events.actors.reading import Name, Reading, is_modifier
from dprk_events.model import Entity, Via
from dprk_events.tables.pieces import fold
from dprk_events.tables.rows import ActorRow

_VIA: dict[str, Via] = {
    "name": "name",
    "alias": "alias",
    "abbreviation": "alias",
    "demonym": "demonym",
    "metonym": "metonym",
}


def named(reading: Reading, name: Name, via: Via | None = None) -> tuple[Entity, ...]:
    """The entity of a name; the members of a bloc, when its row lists them."""
    row = reading.row(name)
    how = via or _VIA[name.claim.how]
    if row.kind == "bloc" and row.members:
        rows = reading.index.rows
        return tuple(
            entity_of(member, rows[member], reading.scene.published, how) for member in row.members if member in rows
        )
    return (entity_of(name.id, row, reading.scene.published, how),)


def entity_of(entry: str, row: ActorRow, published: str | None, via: Via) -> Entity:
    """The entity of a row, with the office held on the article's date; who has left every office is a former official."""
    role = role_on(row, published) if row.roles else None
    sector, title = (role and role.sector) or row.sector, role.title if role else None
    if (
        row.roles
        and role is None
        and published is not None
        and all(term.until and term.until < published for term in row.roles)
    ):
        title, sector = f"former {row.roles[-1].title}", "ELI"
    return Entity(id=entry, name=row.name, country=row.country, sector=sector, role=title, wikidata=row.wikidata, via=via)


def composed(reading: Reading, role: Name, owners: tuple[Name, ...], via: Via = "composition") -> tuple[Entity, ...]:
    """A role noun with its owners: "Germany's foreign ministry", "Russian and Chinese officials"."""
    found: list[Entity] = []
    for owner in owners:
        row = reading.row(owner)
        if row.kind == "bloc":
            for member in row.members:
                found.append(_composed(reading, role, member, via))
        elif row.kind == "person" and row.country:
            found.append(_composed(reading, role, state_of(reading, row.country), via))
        else:
            found.append(_composed(reading, role, owner.id, via))
    return tuple(found)


def _composed(reading: Reading, role: Name, owner: str, via: Via) -> Entity:
    rows = reading.index.rows
    noun, of = rows[role.id], rows[owner]
    if of.kind == "state" and of.country and (organ := reading.index.organ(of.country, role.id)):
        return entity_of(organ, rows[organ], reading.scene.published, via)
    sector = noun.sector if of.kind == "state" else of.sector or noun.sector
    title = noun.name if noun.sort == "person" else None
    return Entity(
        id=f"{owner}-{role.id}", name=f"{noun.name} of {of.name}", country=of.country, sector=sector, role=title, via=via
    )


def state_of(reading: Reading, country: str) -> str:
    """The id of the state with this country code."""
    return country.lower()


def owners_of(reading: Reading, role: Name) -> tuple[Name, ...]:
    """Whose the role is: the nations or bodies said before it, else those in its of-phrase."""
    before = tuple(_before(reading, role.start))
    if before:
        return before
    return tuple(_after(reading, role))


def _before(reading: Reading, start: int) -> Iterator[Name]:
    """Nations left of a token inside its noun phrase, nearest first; "Russian and Chinese" gives both."""
    doc, at, steps = reading.doc, start - 1, 0
    while at >= 0 and steps < 8:
        steps += 1
        name = reading.at.get(at)
        if name is not None and name.kind in {"state", "bloc", "organisation", "group", "person"}:
            yield name
            before = name.start - 1
            if (
                before > 0
                and doc[before].lower_ in {"and", "or", "-", "–", "/", "&"}
                and (other := reading.at.get(before - 1))
            ):
                if other.kind in {"state", "bloc"}:
                    yield other
            return
        if name is not None:
            at = name.start - 1
        elif is_modifier(doc[at]) or (
            doc[at].lower_ in {"and", ","} and at > 0 and doc[at - 1].pos_ == "ADJ" and doc[at - 1].i not in reading.at
        ):
            at -= 1
        else:
            return


_OWNING = frozenset({"of", "from", "for", "at", "in"})
# These stay what they are where they are: a diplomat in Pyongyang is not a North Korean, a worker in Russia no Russian.
_ABROAD = frozenset(
    [
        "embassy",
        "consulate",
        "mission",
        "ambassador",
        "envoy",
        "diplomat",
        "consul",
        "charge-daffaires",
        "attache",
        "representative",
        "delegate",
        "delegation",
        "troops",
        "soldier",
        "sailor",
        "marines",
        "special-forces",
        "peacekeeper",
        "mercenary",
        "military",
        "army",
        "unit",
        "command",
        "navy",
        "warship",
        "warplane",
        "worker",
        "it-worker",
        "defector",
        "refugee",
        "migrant",
        "tourist",
        "student",
        "journalist",
        "media",
        "hacker",
        "ethnic-koreans",
        "prisoner-of-war",
        "veteran",
        "negotiator",
        "ship",
        "company",
        "aid-worker",
        "rights-group",
        "missionary",
        "spy",
        "academic",
    ]
)


def _after(reading: Reading, role: Name) -> Iterator[Name]:
    """The owner in the phrase after a role noun; the words right after it count even where the parse hangs them elsewhere."""
    doc = reading.doc
    links = [child for child in doc[role.end - 1].children if child.dep_ == "prep" and child.i >= role.end]
    if role.end < len(doc) and doc[role.end].pos_ == "ADP" and doc[role.end] not in links:
        links.insert(0, doc[role.end])
    for link in links:
        if link.lower_ not in _OWNING or (link.lower_ in {"in", "at"} and role.id in _ABROAD):
            continue
        for inner in link.children:
            if inner.dep_ == "pobj":
                yield from _owner_names(reading, inner)
                return


def _owner_names(reading: Reading, token: Token) -> Iterator[Name]:
    name = reading.at.get(token.i)
    if name is not None and name.kind == "role":
        yield from owners_of(reading, name)
    elif name is not None:
        yield name
        for other in token.conjuncts:
            if other.i > token.i and (more := reading.at.get(other.i)):
                yield more
    else:
        yield from _before(reading, token.i)


def titled(reading: Reading, token: Token) -> tuple[Entity, ...]:
    """A person or body nobody lists, by the title before the name or the apposition after it; without a nation, nobody."""
    start, end = name_span(reading, token)
    role, owners = _title_before(reading, start)
    if not owners:
        role, owners = _apposition(reading, token)
    if not owners:
        return ()
    name = reading.doc[start:end].text
    noun = reading.row(role) if role else None
    of = reading.row(owners[0])
    sector = noun.sector if noun else None
    title = reading.doc[role.start : role.end].text if role and noun and noun.sort == "person" else None
    return (Entity(id=slug(name), name=name, country=of.country, sector=sector, role=title, via="apposition"),)


def _title_before(reading: Reading, start: int) -> tuple[Name | None, tuple[Name, ...]]:
    role = reading.at.get(start - 1)
    if role is not None and role.kind == "role":
        return role, owners_of(reading, role)
    owners = tuple(_before(reading, start))
    close = owners and (owners[0].demonym or reading.doc[owners[0].end].tag_ == "POS") and start - owners[0].end <= 2
    return None, owners if close else ()


def _apposition(reading: Reading, token: Token) -> tuple[Name | None, tuple[Name, ...]]:
    heads = [child for child in token.children if child.dep_ == "appos"]
    if token.dep_ == "appos":
        heads.append(token.head)
    for head in heads:
        role = reading.at.get(head.i)
        if role is not None and role.kind == "role":
            owners = owners_of(reading, role)
            if owners:
                return role, owners
    return None, ()


def name_span(reading: Reading, token: Token) -> tuple[int, int]:
    """The capitalised name around a token, without the names and titles next to it."""
    doc = reading.doc
    start, end = token.i, token.i + 1
    while start > 0 and _in_name(reading, doc[start - 1]):
        start -= 1
    while end < len(doc) and _in_name(reading, doc[end]):
        end += 1
    return start, end


def _in_name(reading: Reading, token: Token) -> bool:
    if token.i in reading.at:
        return False
    return token.pos_ == "PROPN" or (token.text == "-" and not token.whitespace_)


def slug(name: str) -> str:
    """An id from a name: "Pak Chol" -> "pak-chol"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
