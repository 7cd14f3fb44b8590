"""Whose a role noun or a thing is: the nation or body said before it, or in the phrase after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dprk_events.events.actors.reading import Name, Reading, is_modifier
from dprk_events.events.tokens import Doc, Token

_OWNING = frozenset({"of", "from", "for", "at", "in"})
# words that tie a group to its owner: "forces *loyal to* the general"
_TIED = frozenset(
    {"loyal", "linked", "tied", "belonging", "led", "commanded", "affiliated", "believed", "suspected", "thought"}
)
_SENT = frozenset({"sent", "dispatched", "deployed"})  # "soldiers sent *by* Pyongyang", not "sent to Kursk"
_TYING = frozenset({"to", "by", "with", "from"})
_BETWEEN = frozenset({"and", "or", "-", "–", "/", "&", ","})
# "Iran-backed fighters" are not Iran's; "North Korea-backed hackers" are North Korea's.
_HELPED = frozenset(
    {"backed", "sponsored", "funded", "supported", "armed", "trained", "aligned", "allied", "linked", "affiliated"}
)


def owners_of(reading: Reading, role: Name) -> tuple[Name, ...]:
    """The nations or bodies said before a role noun ("Russian and Chinese officials"), else those of its of-phrase."""
    hacker = role.id in {"hacker", "it-worker"}
    found = tuple(before(reading, role.start, helped=hacker))
    if found and any(reading.row(name).country or reading.row(name).kind != "group" for name in found):
        return found
    behind = tuple(_after(reading, role, anywhere=bool(found)))
    return behind if any(reading.row(name).country for name in behind) else found or behind


def before(reading: Reading, start: int, *, helped: bool = False) -> Iterator[Name]:
    """Names left of a token inside its noun phrase, the nearest and what is joined to it; ``helped`` lets "backed" pass."""
    at = start - 1
    while at >= 0 and start - at <= 10 and reading.sentences[at] == reading.sentences[start]:
        name = reading.at.get(at)
        token = reading.doc[at]
        if name is not None and name.kind == "role":
            at = name.start - 1
        elif name is not None:
            yield from _joined(reading, name)
            return
        elif token.lower_ in _HELPED and not helped:
            return
        elif token.text == ")":
            at = _opening(reading, at) - 1
        elif is_modifier(token) or (token.lower_ in _BETWEEN and at and reading.doc[at - 1].pos_ == "ADJ"):
            at -= 1
        else:
            return


def _opening(reading: Reading, at: int) -> int:
    """Where the brackets that end at a token begin: "New People's Army *(NPA)* rebels"."""
    return next((back for back in range(at, max(at - 8, -1), -1) if reading.doc[back].text == "("), at)


def _joined(reading: Reading, name: Name) -> Iterator[Name]:
    """A name and those coordinated before it: "Russian, Chinese and North Korean"; text order."""
    found = [_where_minority(reading, name)]
    at = name.start - 1
    while at > 0 and reading.doc[at].lower_ in _BETWEEN:
        skip = 2 if reading.doc[at - 1].text == "," else 1
        other = reading.at.get(at - skip)
        if other is None or other.kind not in {"state", "bloc"} or name.kind not in {"state", "bloc"}:
            break
        if other.demonym != name.demonym and not _abbreviation(other):
            break
        found.append(other)
        at = other.start - 1
    yield from reversed(found)


def _where_minority(reading: Reading, name: Name) -> Name:
    """ "*Bosnian* Serb leaders", "*Iraqi* Kurdish forces": the state said before a people that lives in several."""
    state = reading.at.get(name.start - 1)
    row = reading.row(name)
    scattered = row.kind == "group" and row.country is None
    minority = name.demonym and reading.doc[name.end - 1].lower_ in _MINORITIES
    return state if state is not None and state.kind == "state" and (scattered or minority) else name


_MINORITIES = frozenset({"albanian", "arab", "armenian", "croat", "hungarian", "serb", "turkish"})


def _abbreviation(name: Name) -> bool:
    """ "US and South Korean troops": an abbreviation serves as its own adjective."""
    return name.claim.case.startswith("=") or name.end - name.start == 1


def _after(reading: Reading, role: Name, *, anywhere: bool = False) -> Iterator[Name]:
    """The owner in the phrase after a role noun; the words right after it count wherever the parse hangs them."""
    doc = reading.doc
    links = [child for child in doc[role.end - 1].children if child.dep_ == "prep" and child.i >= role.end]
    links = [link for link in links if link.lower_ in _OWNING]
    if role.end < len(doc) and doc[role.end].lower_ in _OWNING and doc[role.end] not in links:
        links.insert(0, doc[role.end])
    if role.end < len(doc) and doc[role.end].lower_ == "there":
        yield from _place_before(reading, role.start)
        return
    links += _ties(doc, role.end)
    abroad = (
        reading.row(role).abroad and not anywhere
    )  # "Kurdish rebels in Turkey" are of Turkey, "rebels in Turkey" may not
    for link in links:
        if abroad and link.lower_ in {"in", "at"}:
            continue
        for inner in link.children:
            if inner.dep_ == "pobj":
                yield from _names_at(reading, inner)
                return


def _ties(doc: Doc, end: int) -> list[Token]:
    """The preposition of "loyal to", "believed to be from", when such a word stands right behind a role noun."""
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at >= len(doc) or doc[at].lower_ not in _TIED | _SENT:
        return []
    sent = doc[at].lower_ in _SENT
    for token in doc[at + 1 : at + 5]:
        works = token.lower_ == "for" and token.nbor(-1).lower_ in {"work", "working"}
        tied = token.lower_ in {"by", "from"} if sent else token.lower_ in _TYING or works
        if tied and any(child.dep_ == "pobj" for child in token.children):
            return [token]
    return []


def _place_before(reading: Reading, start: int) -> Iterator[Name]:
    """ "Bombs fell on Goma, and the authorities *there* ...": the place named last."""
    for name in reversed(reading.names[: bisect_left(reading.names, start, key=lambda name: name.start)]):
        if reading.sentences[start] - reading.sentences[name.start] > 1:
            return
        if name.kind == "state" and not name.demonym:
            yield name
            return


def _names_at(reading: Reading, token: Token) -> Iterator[Name]:
    name = reading.at.get(token.i)
    if name is None:
        yield from before(reading, token.i)
    elif name.kind == "role":
        yield from owners_of(reading, name)
    else:
        yield name
        yield from (more for other in token.conjuncts if other.i > token.i and (more := reading.at.get(other.i)))
