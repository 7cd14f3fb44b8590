"""Whom a sentence is about, as the last sign of whose the police, the unions or the opposition of its other clauses are.

"*Togo's* president fled after officers seized the radio": the officers are Togo's, whatever else the sentence names.
"""

from __future__ import annotations

from dprk_events.events.actors.objects import doers
from dprk_events.events.actors.reading import Name, Reading
from dprk_events.events.tokens import Token

# besides the organs and groups of public life: who is hardly ever told of as another country's without its being said
_PEOPLE = frozenset({
    "academic", "air-force", "airman", "assembly", "bishop", "broadcaster", "church", "cleric", "colonel", "consumer",
    "council", "department", "doctor", "head", "house-of-representatives", "jihadist", "ombudsman", "party", "province",
    "reservist", "sniper", "state-governor", "trader", "university", "vice-foreign-minister", "veteran",
})  # fmt: skip
# what a state does because of what somebody else did
_REACTING = frozenset({
    "accuse", "complain", "condemn", "criticise", "criticize", "demand", "denounce", "deplore", "expel", "protest", "react",
    "rebuke", "recall", "respond", "retaliate", "summon", "warn",
})  # fmt: skip
_TOLD = frozenset({"ccomp", "relcl", "acl", "dobj", "pobj", "xcomp"})
_CARRIED = frozenset({"carried", "published", "released", "aired", "broadcast", "reported", "distributed", "run"})


def of_story(reading: Reading, role: Name, *, public: bool) -> str | None:
    """The country whose a role noun without an owner is because its sentence is about it; None for no such sign."""
    token = _counted(reading.doc[role.start : role.end].root)
    verb, top = _verb(token), token
    while top.head.i != top.i:
        top = top.head
    if token.i in doers(top):
        return _of_carrier(reading, top)
    above = [verb, *(over for over in verb.ancestors if over.pos_ in {"VERB", "AUX"})]
    about = next((over for over in above if token.i not in doers(over) and _countries(reading, over)), top)
    inside = any(token in reading.doc[subject].subtree for subject in doers(about))
    countries = _countries(reading, about) or _all_named(reading, token)
    if inside or len(countries) != 1 or not (public or role.id in _PEOPLE):
        return None
    acts = token.dep_ in {"nsubj", "nsubjpass"} or token.head.dep_ == "agent"
    if not acts:
        tried = verb.i == about.i and any(_judges(reading, reading.doc[subject]) for subject in doers(about))
        return next(iter(countries)) if tried else None
    if about.lemma_ in _REACTING and verb.dep_ != "conj":
        return None  # "Togo protested after *officers* ..." are hardly Togo's
    beside = any(child.dep_ == "mark" and child.lower_ in {"as", "while"} for child in verb.children)
    apart = _is_told(verb, about) or (verb.dep_ == "advcl" and not beside)
    return None if apart and (reading.row(role).abroad or not public) else next(iter(countries))


def _countries(reading: Reading, verb: Token) -> set[str]:
    """Of which countries the subjects of a verb are; the media that only tell of it do not count."""
    subjects = [reading.doc[token] for token in doers(verb)]
    media = (name for subject in subjects if (name := reading.at.get(subject.i)))
    if any(name.kind != "role" and reading.row(name).sector == "MED" for name in media):
        return set()
    return {country for subject in subjects for country in _named(reading, subject)}


def _counted(token: Token) -> Token:
    """ "Hundreds of *farmers*" act as one phrase."""
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _COUNTS:
        token = token.head.head
    return token


_COUNTS = frozenset(
    {"hundred", "thousand", "dozen", "score", "ten", "group", "number", "member", "crowd", "several", "some"}
)


def _verb(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def _judges(reading: Reading, subject: Token) -> bool:
    """A court or police force acts on people of its own state."""
    name = reading.at.get(subject.i)
    return name is not None and reading.row(name).sector in {"JUD", "COP"}


def _all_named(reading: Reading, token: Token) -> set[str]:
    """The countries named in the sentence of a word; none when one is another party: "a pact with *Chad*"."""
    number = reading.sentences[token.i]
    roots = [reading.doc[name.start : name.end].root for name in reading.names if reading.row(name).country]
    there = [root for root in roots if reading.sentences[root.i] == number]
    if any(root.dep_ == "pobj" and root.head.lower_ in _PARTNERS for root in there):
        return set()
    return set(reading.stage.said.get(number, ()))


_PARTNERS = frozenset({"against", "from", "on", "over", "to", "toward", "towards", "with"})


def _named(reading: Reading, subject: Token) -> set[str]:
    """The countries in the phrase of a subject, without those of its clauses."""
    found = set()
    for token in subject.subtree:
        name = reading.at.get(token.i)
        country = reading.row(name).country if name is not None and name.kind != "role" else None
        if country and not any(above.dep_ in {"relcl", "acl"} for above in (token, *token.ancestors) if above.i > subject.i):
            found.add(country)
    return found


def _is_told(clause: Token, top: Token) -> bool:
    """Whether a clause is what the main one tells, rather than what happens beside it."""
    while clause.i not in {top.i, clause.head.i}:
        if clause.dep_ in _TOLD and clause.head.dep_ not in {"appos", "npadvmod"}:
            return True
        clause = clause.head
    return False


def _of_carrier(reading: Reading, verb: Token) -> str | None:
    """ "In a statement carried by *Malian* state media, a minister ...": those media are the minister's."""
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.i > verb.i:
            continue
        for token in prep.subtree:
            if token.lower_ in _CARRIED and token.tag_ == "VBN":
                countries = {country for by in token.children if by.dep_ == "agent" for country in _named(reading, by)}
                return next(iter(countries)) if len(countries) == 1 else None
    return None
