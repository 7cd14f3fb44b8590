"""The stage of a story: the places where things happen in it, and the country it is written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dprk_events.events.actors.compose import OFFICIAL
from dprk_events.events.actors.owners import owners_of
from dprk_events.events.actors.reading import Name, Reading, Stage
from dprk_events.events.tokens import Token


def with_stage(reading: Reading) -> Reading:
    """The reading with what it tells of where its story is set."""
    sites = tuple(_sites(reading))
    stage = Stage(
        clauses=_gathered((clause_of(site.root), site.country) for site in sites),
        sentences=_gathered((reading.sentences[site.root.i], site.country) for site in sites),
        said=_gathered(
            (reading.sentences[name.start], country) for name in reading.names if (country := reading.row(name).country)
        ),
        home=reading.home or _home(reading),
        partners=frozenset(_partners(reading)),
    )
    return replace(reading, stage=stage)


@dataclass(frozen=True, slots=True)
class _Site:
    """A place where something happens: the noun of its name, and its country."""

    root: Token
    country: str


def _gathered(countries: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for key, country in countries:
        found[key].add(country)
    return {key: frozenset(there) for key, there in found.items()}


def _partners(reading: Reading) -> Iterator[str]:
    """Whom a text speaks of as of another party: "trade *with* Chad", "accused Chad"; not Spain's "police *to* Ibiza"."""
    acting = {
        country
        for name in reading.names
        if reading.doc[name.start : name.end].root.dep_ in {"nsubj", "poss"} and (country := reading.row(name).country)
    }
    yield from (country for country in _receivers(reading) if country not in acting)


def _receivers(reading: Reading) -> Iterator[str]:
    for name in reading.names:
        root = reading.doc[name.start : name.end].root
        root = root.head if root.dep_ == "amod" else root  # "freed two *Danish* tourists"
        if root.dep_ in {"dobj", "dative"} or (root.dep_ == "pobj" and root.head.lower_ in _TOWARD):
            country = reading.row(name).country
            if country:
                yield country


_TOWARD = frozenset({"about", "against", "for", "from", "on", "over", "to", "toward", "towards", "with"})


_LOCATING = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "throughout"})
_INNER = frozenset({"compound", "nmod", "amod", "appos", "poss", "conj"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp", "parataxis"})
_SEATS = frozenset({
    "capital", "city", "town", "village", "province", "port", "territory", "soil", "border", "coast", "waters",
})  # fmt: skip


def _sites(reading: Reading) -> Iterator[_Site]:
    for name in reading.names:
        country = reading.row(name).country
        root = reading.doc[name.start : name.end].root
        if name.kind != "state" or country is None or (name.demonym and root.head.lower_ not in _SEATS):
            continue
        place = root
        while place.dep_ in _INNER and place.head.i != place.i and place.head.pos_ in {"NOUN", "PROPN"}:
            place = place.head
            if place.pos_ == "PROPN" and place.i not in reading.at:
                break
        if place.dep_ == "pobj" and place.head.lower_ in _LOCATING and _happens(reading, place.head):
            yield _Site(root, country)


def _happens(reading: Reading, preposition: Token) -> bool:
    """ "Diplomats *in* Pyongyang" are no story set there, and where people meet is nobody's country."""
    if preposition.head.lemma_ in _VENUES or reading.doc[clause_of(preposition)].lemma_ in _MEETING:
        return False
    holder = reading.at.get(preposition.head.i)
    guests = holder is not None and holder.kind == "role" and reading.row(holder).abroad
    return not guests or (holder is not None and reading.row(holder).sort == "body")  # "the embassy in Quito" stands there


_MEETING = frozenset({"meet", "sign"})  # wherever their place hangs: "signed a deal with *the government in Algiers*"
_VENUES = frozenset(
    {"talk", "summit", "meeting", "meet", "conference", "forum", "negotiation", "session", "speak", "say", "sign", "exile"}
)


def clause_of(token: Token) -> int:
    """The verb of the clause around a token; verbs joined to it are in the same clause."""
    while token.head.i != token.i and (token.pos_ not in {"VERB", "AUX"} or token.dep_ not in _CLAUSES):
        token = token.head
    return token.i


def _home(reading: Reading) -> str | None:
    """The country that a story without a dateline is at home in: the first sign decides, if it is of one country."""
    for sign in (_of_organs, _of_locals, _of_all):
        if countries := sign(reading):
            return countries.pop() if len(countries) == 1 else None
    return None


def _of_organs(reading: Reading) -> set[str]:
    """Whose the organs, parties and office-holders are that the text names without a nation: "the unification ministry".

    The heads of a few powers are named so in all the world's news and tell nothing.
    """
    return {
        country
        for name in reading.names
        if (country := reading.row(name).country) and _is_organ(reading, name, country) and _unsaid(reading, name, country)
    }


def _is_organ(reading: Reading, name: Name, country: str) -> bool:
    row = reading.row(name)
    if name.kind == "person":
        before = reading.at.get(name.start - 1)
        return before is not None and before.kind == "role" and row.sector in OFFICIAL and country not in _POWERS
    return name.kind == "organisation" and row.kind != "company" and row.sector in OFFICIAL | {"PTY", "OPP", "SPY"}


def _unsaid(reading: Reading, name: Name, country: str) -> bool:
    """Whether nothing in or beside a name tells its country."""
    if name.claim.how == "metonym" or owners_of(reading, name):
        return False
    state = reading.rows.get(country.lower())
    said = (state.name, *state.aliases, *state.demonyms, *state.abbreviations, *state.metonyms) if state else ()
    words = {token.lower_ for token in reading.doc[name.start : name.end]}
    return not any(words.issuperset(word.lower().split()) for word in said) and not words & {"north", "south"}


def _of_locals(reading: Reading) -> set[str]:
    """Whose the villagers, workers, courts and police are that have a nation: "Greek dockers walk out"."""
    roles = (name for name in reading.names if name.kind == "role" and name.id in LOCALS)
    return {country for role in roles for owner in owners_of(reading, role) if (country := reading.row(owner).country)}


def _of_all(reading: Reading) -> set[str]:
    """The only country that a text speaks of, when it does so in several places."""
    countries = reading.scene.countries
    return set(countries) if len(countries) == 1 and sum(countries.values()) >= OFTEN else set()


LOCALS = frozenset({
    "court", "dockworker", "driver", "farmer", "fisherman", "judge", "lawmaker", "miner", "official", "parliament", "police",
    "police-officer", "prosecutor", "protester", "resident", "supreme-court", "teacher", "trucker", "union", "villager",
})  # fmt: skip
OFTEN = 3
_POWERS = frozenset({"CHN", "PRK", "RUS", "UKR", "USA"})
