"""Builds entities: from a name, from a nation and a role noun, from the title or apposition of a person nobody lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dprk_events.events.actors.owners import before, owners_of
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.tokens import Token
from dprk_events.model import Entity, Via
from dprk_events.tables.choose import covers, role_on
from dprk_events.tables.pieces import fold
from dprk_events.tables.romanise import is_korean_surname
from dprk_events.tables.rows import ActorRow, RoleTerm

_VIA: Mapping[str, Via] = {
    "name": "name", "alias": "alias", "abbreviation": "alias", "demonym": "demonym", "metonym": "metonym",
}  # fmt: skip


def named(reading: Reading, name: Name) -> tuple[Entity, ...]:
    """The entity of a name; the members of a bloc, when its row lists them."""
    row, rows, day = reading.row(name), reading.rows, reading.scene.published
    how = _VIA[name.claim.how]
    if row.kind == "bloc" and row.members:
        return tuple(entity_of(member, rows[member], day, how) for member in row.members if member in rows)
    return (entity_of(name.id, row, day, how),)


def entity_of(entry: str, row: ActorRow, published: str | None, via: Via) -> Entity:
    """The entity of a row, with the office held on the article's date; who has left every office is a former official."""
    role = role_on(row, published)
    title, sector = (role.title, role.sector or row.sector) if role else (None, row.sector)
    if row.roles and role is None and published and all(term.until and term.until < published for term in row.roles):
        title, sector = f"former {row.roles[-1].title}", "ELI"
    country = None if sector == "IGO" and row.kind == "person" else row.country  # in office nobody's national
    return Entity(id=entry, name=row.name, country=country, sector=sector, role=title, wikidata=row.wikidata, via=via)


def composed(reading: Reading, role: Name, owners: tuple[Name, ...]) -> tuple[Entity, ...]:
    """A role noun with its owners: "Germany's foreign ministry", "Russian and Chinese officials", "Kim's government"."""
    return tuple(_of_owner(reading, role, owner) for name in owners for owner in _owning(reading, name))


def composed_with(reading: Reading, role: Name, owners: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """A role noun with a pronoun for owner: "its foreign minister"."""
    return tuple(of_country(reading, role, owner.country, "coreference") for owner in owners if owner.country)


def of_country(reading: Reading, role: Name, country: str, via: Via) -> Entity:
    """A role noun whose country something else than a name beside it tells."""
    return replace(_of_owner(reading, role, country.lower()), via=via)


def _owning(reading: Reading, name: Name) -> Iterator[str]:
    row = reading.row(name)
    if row.kind == "bloc" and row.members:
        yield from row.members
    elif row.kind == "person" and row.country:
        yield row.country.lower()
    elif row.kind != "person":
        yield name.id


def _of_owner(reading: Reading, role: Name, owner: str) -> Entity:
    rows = reading.rows
    noun, of = rows[role.id], rows.get(owner)
    if of is None:
        return Entity(id=f"{owner}-{role.id}", name=noun.name, country=owner.upper(), sector=noun.sector, via="composition")
    if of.kind == "state" and of.of is None and of.country and (organ := reading.index.organ(of.country, role.id)):
        return entity_of(organ, rows[organ], reading.scene.published, "composition")
    return Entity(
        id=f"{owner}-{role.id}",
        name=f"{noun.name} of {of.name}",
        country=of.country,
        sector=_sector(noun, of),
        role=noun.name if noun.sort == "person" else None,
        via="composition",
    )


def incumbent(reading: Reading, role: Name, surname: str) -> tuple[Entity, ...]:
    """ "President Lee": the one listed person of this surname who holds such an office on the article's date.

    Of a country that the text speaks of, else of any; where nobody holds it, who held it last, if all were of one country.
    """
    day, owners = reading.scene.published, {reading.row(owner).country for owner in owners_of(reading, role)}
    nouns = (reading.row(role).name, *reading.row(role).aliases)
    listed = _holders(reading, nouns, fold(surname))
    serving = [entry for entry in listed if _serves(reading, entry, nouns)]
    near = [entry for entry in serving if reading.index.rows[entry].country in (owners or reading.scene.countries)]
    found = near
    if not near and not owners and _tells(nouns[0], fold(surname)):
        found = serving or sorted(listed, key=lambda entry: _begun(reading.index.rows[entry], nouns))[-1:]
        if len({reading.index.rows[entry].country for entry in serving or listed}) != 1:
            found = []
    return (entity_of(found[0], reading.index.rows[found[0]], day, "alias"),) if len(found) == 1 else ()


def _holders(reading: Reading, nouns: tuple[str, ...], surname: str) -> list[str]:
    """The listed persons of this surname who ever held an office that one of the nouns names."""
    rows = reading.index.rows
    found = reading.index.names.surnames.get(surname, ())
    return [entry for entry in found if any(_is_called(office, nouns) for office in rows[entry].roles)]


def _serves(reading: Reading, entry: str, nouns: tuple[str, ...]) -> bool:
    office = role_on(reading.index.rows[entry], reading.scene.published)
    return office is not None and _is_called(office, nouns)


def _is_called(office: RoleTerm, nouns: tuple[str, ...]) -> bool:
    return f"{office.title.lower()} ".startswith(tuple(f"{noun} " for noun in nouns))


def _begun(row: ActorRow, nouns: tuple[str, ...]) -> str:
    return max(office.since or "" for office in row.roles if _is_called(office, nouns))


def _tells(noun: str, surname: str) -> bool:
    """Whether title and surname are enough: there are few presidents and few countries with ministers called Choe."""
    return noun in _RULERS or (noun.endswith("minister") and is_korean_surname(surname))


def _sector(noun: ActorRow, of: ActorRow) -> str | None:
    """The noun's sector where it says more than the owner's: "lawmakers of the party" are LEG, "officials of the UN" IGO."""
    own = of.kind == "state" or of.sector in {None, "GOV", "CVL"} or noun.sector in {"LEG", "JUD", "COP"}
    return noun.sector if own else of.sector


def leaders_called(reading: Reading, surname: str) -> list[Entity]:
    """The listed heads of states of the article with this surname on its date, else of the two Koreas.

    News of the one Korea calls the other's leader by surname too: "Pyongyang berates *Lee*".
    """
    countries = set(reading.scene.countries)
    return _leaders_of(reading, surname, countries) or _leaders_of(reading, surname, _korean(countries))


def _korean(countries: set[str]) -> set[str]:
    return {"PRK", "KOR"} if "PRK" in countries else set() if "KOR" in countries else {"PRK"}


def _leaders_of(reading: Reading, surname: str, countries: set[str]) -> list[Entity]:
    rows, day = reading.index.rows, reading.scene.published
    return [
        entity_of(entry, row, day, "coreference")
        for entry in reading.index.names.surnames.get(surname, ())
        if (row := rows[entry]).country in countries
        and any(_heads_state(office.title.lower()) for office in row.roles if covers(office, day))
    ]


def _heads_state(title: str) -> bool:
    office, _, of = title.partition(" of ")
    return office in _RULERS and of in _WHOLE


_WHOLE = frozenset(
    {"", "the republic", "south korea", "the republic of korea", "japan", "the united states", "russia", "china"}
)


def of_ruler(reading: Reading, role: Name) -> tuple[Entity, ...]:
    """ "The Moon administration": the state of the listed rulers of this surname, when they are of one state."""
    if role.id not in _HOUSES_OF_RULERS or not role.start:
        return ()
    rows = reading.index.rows
    listed = [rows[entry] for entry in reading.index.names.surnames.get(fold(reading.doc[role.start - 1].text), ())]
    countries = {row.country for row in listed if any(term.title.lower().startswith(_RULERS) for term in row.roles)}
    country = next(iter(countries)) if len(countries) == 1 else None
    return (_of_owner(reading, role, country.lower()),) if country else ()


_HOUSES_OF_RULERS = frozenset({"administration", "government", "cabinet", "regime", "presidential-office"})
_RULERS = ("president", "prime minister", "chancellor", "supreme leader")


def titled(reading: Reading, token: Token) -> tuple[Entity, ...]:
    """A person or body nobody lists, by the title before the name or the apposition after it; without a nation, nobody."""
    start, end = name_span(reading, token)
    role, owners = _title_before(reading, start)
    if role and end - start == 1 and (holder := incumbent(reading, role, token.text)):
        return holder
    if not owners:
        said = role
        role, owners = _apposition(reading, token)
        if not owners and said is not None:
            return _at_home(reading, said, token, reading.doc[start:end].text)
    countries = {reading.row(owner).country for owner in owners}
    if len(countries) != 1:
        return ()
    if role is None and end - start == 1:  # "North Korea's *Kim*"
        leaders = [leader for leader in leaders_called(reading, fold(token.text)) if leader.country in countries]
        if len(leaders) == 1:
            return tuple(leaders)
    noun = reading.row(role) if role else None
    title = reading.doc[role.start : role.end].text if role and noun and noun.sort == "person" else None
    of = reading.row(owners[0])
    sector = of.sector if noun and of.kind not in {"state", "person"} else noun.sector if noun else None
    name = reading.doc[start:end].text
    return (Entity(id=slug(name), name=name, country=of.country, sector=sector, role=title, via="apposition"),)


_ASIAN = frozenset({"KOR", "PRK", "CHN", "TWN", "VNM", "SGP", "MYS"})
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})


def sole_owner(reading: Reading, role: Name) -> str | None:
    """The only country an article speaks of owns its offices: "Albania's parliament criticised *President Meta*"."""
    row, countries = reading.row(role), reading.scene.countries
    if row.sector not in OFFICIAL or len(countries) != 1:
        return None
    return next(iter(countries))


def _at_home(reading: Reading, role: Name, token: Token, name: str) -> tuple[Entity, ...]:
    noun = reading.row(role)
    country = sole_owner(reading, role) or (reading.stage.home if noun.sector in OFFICIAL else None)
    foreign = is_korean_surname(fold(name)) and country not in _ASIAN  # a Lee or a Kim is hardly a minister of Norway
    if country is None or foreign or _goes_to(reading, token, country):
        return ()
    return (Entity(id=slug(name), name=name, country=country, sector=noun.sector, role=noun.name, via="apposition"),)


def _goes_to(reading: Reading, token: Token, country: str) -> bool:
    """Whether the only country is where somebody goes or whom he acts on: "Secretary Baker left for *Damascus*"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    named = [name for name in reading.names if reading.row(name).country == country and name.kind == "state"]
    there = [reading.doc[name.end - 1] for name in named]
    return bool(there) and all(_is_aim(place, verb) for place in there)


def _is_aim(place: Token, verb: Token) -> bool:
    return place.head == verb if place.dep_ == "dobj" else place.dep_ == "pobj" and place.head.head == verb


def _title_before(reading: Reading, start: int) -> tuple[Name | None, tuple[Name, ...]]:
    """ "Iranian Foreign Minister *Zarif*", "Japan's *Nippon Foo*"."""
    role = reading.at.get(start - 1)
    if role is not None and role.kind == "role":
        return role, owners_of(reading, role)
    owners = tuple(before(reading, start))
    if not owners:
        return None, ()
    last = owners[-1]
    possessive = reading.doc[last.end].tag_ == "POS"
    close = start - last.end <= 1 + possessive and last.kind == "state" and (last.demonym or possessive)
    return None, owners if close else ()


def _apposition(reading: Reading, token: Token) -> tuple[Name | None, tuple[Name, ...]]:
    """ "Pak Chol, a *North Korean envoy*", "the *Russian envoy*, Ivan Petrov"."""
    heads = [child for child in token.children if child.dep_ == "appos"]
    heads += [token.head] if token.dep_ == "appos" else []
    for head in heads:
        role = reading.at.get(head.i)
        if role is not None and role.kind == "role" and (owners := owners_of(reading, role)):
            return role, owners
        if role is None and (owners := tuple(before(reading, head.i))) and owners[0].demonym:
            return None, owners  # "a South Korean baker"
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
    return token.i not in reading.at and (token.pos_ == "PROPN" or token.tag_ == "HYPH" or token.text == "-")


def slug(name: str) -> str:
    """An id from a name.

    >>> slug("Park Chŏl-ho")
    'park-chol-ho'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
