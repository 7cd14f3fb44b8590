"""Where a story is set: whose the "police", "prosecutors" or "villagers" are of whom the text does not say it.

The place of their own clause decides, then that of their sentence, of the sentences just before, and the dateline. Where two
countries compete, nobody is guessed.
"""

from __future__ import annotations

from dprk_events.events.actors.compose import of_country, sole_owner
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.actors.stage import clause_of
from dprk_events.events.actors.story import of_story
from dprk_events.events.tokens import Token
from dprk_events.model import Entity

# Organs and groups of a country's public life. Diplomats, companies, experts, families and ships may be anybody's.
_PUBLIC = frozenset({
    "activist", "administration", "agriculture-ministry", "anti-corruption-agency", "army", "attorney-general",
    "authorities", "border-guard", "bureaucrat", "cabinet", "cadet", "caretaker-government", "central-bank",
    "citizen", "civilian", "coast-guard", "conscript", "constable", "constitutional-court", "coroner", "councillor",
    "court", "customs", "customs-officer", "defence-chief", "defence-minister", "defence-ministry",
    "defence-official", "dissident", "dockworker", "driver", "education-ministry", "election-commission",
    "emergency-ministry", "emergency-services", "employee", "energy-ministry", "environment-ministry",
    "far-right-group", "farmer", "farmworker", "federal-agent", "finance-ministry", "fisherman", "foreign-ministry",
    "gang", "gendarme", "general", "governor", "guard", "guerrilla", "health-ministry", "hospital",
    "immigration-official", "interior-minister", "interior-ministry", "intelligence-agency", "investigator",
    "joint-chiefs", "judge", "judiciary", "junta", "jury", "justice-minister", "justice-ministry", "labour-ministry",
    "labourer", "lawmaker", "lawyer", "mayor", "military", "military-official", "militia", "miner", "minister",
    "ministry", "monk", "national-assembly", "national-guard", "navy", "nurse", "officer", "official", "opponent",
    "opposition-alliance", "opposition-leader", "opposition-party", "parliament", "petitioner", "picket", "police",
    "police-officer", "politician", "port-authority", "presidential-office", "prison-authority", "prosecution",
    "prosecution-team", "prosecutor", "protester", "rebel", "rebel-group", "resident", "ruling-party",
    "security-agent", "security-forces", "self-defence-forces", "senate", "senator", "senior-officer", "soldier", "student",
    "supreme-court", "tax-authority", "teacher", "trade-ministry", "transport-ministry", "trucker", "union",
    "vice-defence-minister", "vice-minister", "villager", "voter", "worker",
})  # fmt: skip
_OFFICES = frozenset({
    "agriculture-minister", "aide", "chancellor", "chief-of-staff", "commissioner", "education-minister",
    "energy-minister", "environment-minister", "finance-minister", "foreign-minister", "foreign-secretary",
    "health-minister", "immigration-official", "information-minister", "intelligence-chief", "labour-minister", "leadership",
    "nominee",
    "presidency", "president", "president-elect", "prime-minister", "regulator", "secretary-of-state", "speaker",
    "spokesperson", "state-media", "trade-minister", "transport-minister", "vice-president",
})  # fmt: skip
_OTHERS = frozenset({
    "both", "two", "three", "several", "all", "no", "other", "foreign", "international", "allied", "western", "european",
    "global", "visiting", "its", "their", "his", "her", "our", "my", "your", "whose",
})  # fmt: skip
_NUMBERS = frozenset({"two", "three", "several", "all"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_GUESTS = frozenset({"activist", "lawyer", "rebel", "gang", "militia", "guerrilla"})  # may come from elsewhere
REACH = 3  # sentences back


def at_home(reading: Reading, role: Name) -> tuple[Entity, ...]:
    """ "Police" of the place where the story is set, "the government" of the only country that an article speaks of."""
    known = reading.stage.homes.get(role.start)
    if known is None:  # asked for as mention and again as party
        known = reading.stage.homes[role.start] = _found(reading, role)
    return known


def _found(reading: Reading, role: Name) -> tuple[Entity, ...]:
    if _elsewhere(reading, role):
        return ()
    body = reading.at.get(role.start - 1)  # "the *army* chief"
    noun = body.id if body is not None and body.kind == "role" and reading.row(body).sort == "body" else role.id
    country = None
    if noun in _PUBLIC:
        country = _setting(reading, role)
    elif noun not in _OFFICES:
        country = _host(reading, reading.doc[role.start : role.end].root)
    known = noun in _PUBLIC | _OFFICES
    if country is None and known and (sole := sole_owner(reading, role)) and sole not in reading.stage.partners:
        country = sole
    country = country or of_story(reading, role, public=known)
    return (of_country(reading, role, country, "context"),) if country else ()


_COURTS = frozenset({"JUD", "COP"})
_STATE = _COURTS | {"GOV", "LEG", "MIL", "PTY", "SPY"}
_ALSO_OWN = frozenset(
    {"GOV", "LEG", "MIL", "PTY", "OPP", "COP", "JUD", "LAB", "MED", "EDU", "REL"}
)  # who serves or lives there


def of_doer(reading: Reading, role: Name, doer: Entity, *, protest: bool = False) -> tuple[Entity, ...]:
    """ "A court in Lima jailed *a former general*": an organ of a state judges, orders and frees its own people.

    Beside police and courts, only where the sentence names no other country that they could be of. Who protests against an
    organ of a state means his own.
    """
    row, country = reading.row(role), doer.country
    own = role.id in _PUBLIC | _OFFICES or (row.sector in _ALSO_OWN and not row.abroad)
    acting = row.sector in _STATE if protest else doer.sector in _STATE
    if country is None or not acting or not own or _elsewhere(reading, role):
        return ()
    said = reading.stage.said.get(reading.sentences[role.start], frozenset())
    if doer.sector not in _COURTS and (said - {country} or _countries_here(reading, role)):
        return ()
    return (of_country(reading, role, country, "context"),)


def _elsewhere(reading: Reading, role: Name) -> bool:
    """ "Both governments", "foreign ministers", "the *rebel* army": of several countries, of others, or in a longer name."""
    noun = reading.doc[role.start : role.end].root
    named = noun.i + 1 < len(reading.doc) and noun.nbor().pos_ == "PROPN"
    before = {child.lower_ for child in noun.children if child.i < role.start}
    people = reading.row(role).sort != "body" and role.id not in _OFFICES  # "three guards" may be of one state
    return named or noun.dep_ in _MODIFIERS or bool(before & (_OTHERS - _NUMBERS if people else _OTHERS))


def _setting(reading: Reading, role: Name) -> str | None:
    """The country of the only place that can own a role noun without an owner; None where none or several can.

    A headline is set where the lead is. Soldiers and students may be guests, so only what happens to them here counts.
    """
    token = reading.doc[role.start : role.end].root
    sentence = reading.sentences[token.i]
    if host := _host(reading, token):
        return host
    countries = _countries_here(reading, role)
    guest = role.id in _GUESTS or (reading.row(role).abroad and reading.row(role).sort != "body")
    if not countries and not guest:
        around = range(sentence - 1, sentence - 1 - REACH, -1) if sentence else (1,)
        near = (reading.stage.sentences.get(other) for other in around)
        countries = next(filter(None, near), frozenset())
    if countries:
        return next(iter(countries)) if len(countries) == 1 else None
    return None if guest else reading.stage.home


def _countries_here(reading: Reading, role: Name) -> frozenset[str]:
    """Where the clause of a role noun is set, else its sentence, if that names no other country."""
    stage, none = reading.stage, frozenset[str]()
    sentence = reading.sentences[role.start]
    here = stage.sentences.get(sentence, none)
    clause = clause_of(reading.doc[role.start : role.end].root)
    return stage.clauses.get(clause) or (here if stage.said.get(sentence, none) <= here else none)


def _host(reading: Reading, token: Token) -> str | None:
    """ "Gabon, where *officers* ousted the president": the place that the clause hangs on."""
    clause = token.doc[clause_of(token)]
    place = _place_of(reading, clause.head)
    if clause.dep_ != "relcl" or place is None:
        return None
    return reading.row(place).country if any(child.lower_ == "where" for child in clause.children) else None


def _place_of(reading: Reading, noun: Token) -> Name | None:
    """The place that a noun names, or whose it is: "Chile's *south*, where", "the *village* of Ain Issa, where"."""
    near = [child for child in noun.children if child.dep_ in {"poss", "compound", "nmod", "appos"}]
    near += [grand for of in noun.children if of.dep_ == "prep" and of.lower_ in {"of", "in"} for grand in of.children]
    for token in (noun, *near):
        name = reading.at.get(token.i)
        if name is not None and name.kind == "state":
            return name
    return None
