"""Which of the names inside the phrase of a thing tell whose it is.

"A seminar in *Oslo*" is nobody's, "Chad's camp near *Biltine*" is Chad's alone, and who acts in the clause that tells which
one is meant ("the road where *Peru's* army put up a fence") is not who it is done to.
"""

from __future__ import annotations

from collections.abc import Sequence

from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.tokens import Token

_WHERE = frozenset({
    "in", "at", "near", "off", "outside", "inside", "around", "along", "beside", "within", "across", "throughout", "above",
})  # fmt: skip
# what is held at a place is not the place's: "a meeting in Rome"
_HELD = frozenset({
    "meeting", "talk", "summit", "conference", "forum", "session", "seminar", "workshop", "hearing", "negotiation", "debate",
    "drill", "exercise", "manoeuvre", "maneuver", "festival", "tournament", "fair", "congress", "dialogue", "ceremony",
})  # fmt: skip
# what is signed at a place is not the place's either
_PAPERS = frozenset({"declaration", "treaty", "agreement", "deal", "accord", "memorandum", "pact", "contract", "communique"})
# what flies is not its launch pad's: "a missile from the Sohae site"
_SHOT = frozenset({"missile", "rocket", "satellite", "shell", "torpedo", "projectile", "drone", "volley", "salvo"})
# where a thing is, in a clause: "a road that *leads* to Kaesong"
_STANDING = frozenset({"lead", "run", "stand", "lie", "border", "link", "connect", "overlook", "face", "belong", "host"})
_HOUSES = frozenset({"embassy", "consulate", "mission"})  # where they stand is their host's: "the Cuban embassy in Rome"
_OUT, _CONTENT, _PLACE, _OWN = 0, 1, 2, 3


def telling(reading: Reading, names: Sequence[Name], thing: Token, start: int) -> list[Name]:
    """The names in the phrase of a thing that tell whose it is: rather owners than places, rather places than contents."""
    ranked = [(_rank(reading, name, thing, start), name) for name in names]
    best = max((rank for rank, _ in ranked), default=_OUT)
    return [name for rank, name in ranked if rank and rank == best]


def _rank(reading: Reading, name: Name, thing: Token, start: int) -> int:
    """How a name is tied to a thing, by the words between the two."""
    root = reading.doc[name.start : name.end].root
    if root.head.lemma_ in _HELD and root.dep_ == "compound" and (name.claim.how == "metonym" or reading.row(name).of):
        return _OUT  # "a *Geneva* debate"
    place, token = False, root
    while token.i not in {thing.i, token.head.i} and token.i >= start:
        if token.dep_ == "relcl" and token.lemma_ not in _STANDING:
            return _OUT
        place = place or token.dep_ == "relcl"
        if token.dep_ in {"acl", "advcl", "xcomp"} and token.tag_ == "VB":
            return _CONTENT
        if token.dep_ == "prep":
            if token.lower_ == "from" and thing.lemma_ in _SHOT:
                return _OUT
            holds = token.head.i == thing.i or token.head.i < start
            if token.lower_ in _WHERE:
                if thing.lemma_ in _HELD | _PAPERS:
                    return _OUT
                place = place or (thing.lemma_ not in _HOUSES and (holds or _is_owned(reading, token.head)))
        token = token.head
    return _PLACE if place else _OWN


def _is_owned(reading: Reading, noun: Token) -> bool:
    """ "The death of a *Chadian* driver near Biltine", "camps of *Boko Haram* in Chad"."""
    name = reading.at.get(noun.i)
    if name is not None and name.kind in {"organisation", "group"}:
        return True
    return any(child.i in reading.at and child.dep_ in {"amod", "poss"} for child in noun.children)
