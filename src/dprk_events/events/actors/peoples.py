"""Peoples: "North Koreans" are no state, "Bosnian Serbs" are of Bosnia, "Iraqi Kurds" of Iraq."""

from __future__ import annotations

from dprk_events.events.actors.compose import named
from dprk_events.events.actors.owners import before
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.model import Entity

# peoples of one state whom another state's name makes a minority there
_MINORITIES = frozenset({
    "albanians", "arabs", "armenians", "croats", "germans", "greeks", "hungarians", "indians", "koreans", "russians",
    "serbs", "turks", "uzbeks",
})  # fmt: skip


def called(reading: Reading, name: Name) -> tuple[Entity, ...]:
    """The entity of a name; of a people where it stands for one."""
    doc, row = reading.doc, reading.row(name)
    people = name.demonym and doc[name.end - 1].tag_ in {"NNS", "NNPS"}
    minority = people and doc[name.end - 1].lower_ in _MINORITIES
    home = _home(reading, name) if minority or (row.kind == "group" and row.country is None) else None
    if home is not None:
        land = reading.row(home)
        return (
            Entity(
                id=f"{home.id}-{name.id}",
                name=f"{row.name} in {land.name}",
                country=land.country,
                sector="CVL" if people else row.sector,
                via="composition",
            ),
        )
    if not people or (name.start and doc[name.start - 1].lower_ == "the"):
        return named(reading, name)
    return (Entity(id=f"{name.id}-people", name=f"people of {row.name}", country=row.country, sector="CVL", via="demonym"),)


def _home(reading: Reading, people: Name) -> Name | None:
    """The one state said before a people, or behind an ethnic one: "*Iraqi* Kurds", "ethnic Russians in *Estonia*"."""
    doc = reading.doc
    states = [name for name in before(reading, people.start) if name.kind == "state"]
    ethnic = reading.row(people).kind == "group" or (people.start and doc[people.start - 1].lower_ == "ethnic")
    if not states and ethnic:
        links = [child for child in doc[people.end - 1].children if child.lower_ in {"in", "of"}]
        states = [name for link in links for child in link.children if (name := reading.at.get(child.i))]
    return states[0] if len(states) == 1 and states[0].kind == "state" else None
