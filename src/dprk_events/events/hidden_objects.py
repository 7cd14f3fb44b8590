"""Objects and receivers that the parser hung elsewhere."""

from __future__ import annotations

from dprk_events.events.subjects import NO_AGENTS, OBJECTS, SUBJECTS, own
from dprk_events.events.tokens import Token

ATTRIBUTES = frozenset(
    {"visiting", "ruling", "leading", "outgoing", "opposing", "neighboring", "neighbouring", "remaining", "warning"}
)
HELPING = frozenset({"help", "let", "make"})
MEASURED = frozenset(
    {"time", "day", "week", "month", "year", "hour", "minute", "decade", "morning", "afternoon", "evening", "night", "home",
     "way", "mile", "kilometre", "kilometer", "metre", "meter", "percent", "point", "place", "part", "lot", "bit", "deal"}
)  # fmt: skip
CURRENCIES = frozenset(
    {"dollar", "euro", "pound", "won", "yen", "yuan", "rouble", "ruble", "franc", "rupee", "peso", "dinar"}
)


def hidden_object(verb: Token, preps: dict[str, list[Token]], *, alone: bool) -> list[Token]:
    """The object of a verb that seems to have none; ``alone``: it has no phrase and no complement either."""
    return (
        _shifted(preps)
        or _attributed(verb)
        or _freed(verb)
        or _bare(verb)
        or _raised(verb)
        or (_shared(verb) if alone else [])
    )


def _shifted(preps: dict[str, list[Token]]) -> list[Token]:
    """The object behind what it is called: "rejected as 'delusional' a demand by Hamas"."""
    for head in preps.get("as", []):
        articles = [child.i for child in head.children if child.dep_ in {"det", "poss"}]
        if articles and any(child.dep_ == "amod" and child.i < articles[0] for child in head.children):
            del preps["as"]
            return [head]
    return []


def _attributed(verb: Token) -> list[Token]:
    """The object behind a word that the parser took for a verb: "fired warning *shots*"."""
    return [
        grand
        for child in verb.children
        if child.dep_ == "xcomp" and child.i == verb.i + 1 and child.lower_ in ATTRIBUTES
        for grand in own(child, OBJECTS)
    ]


def _freed(verb: Token) -> list[Token]:
    """What a clause with "what" is about: "fired what is believed to be a *missile*"."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.left_edge.lower_ == "what"), None)
    while clause is not None:
        nouns = [child for child in clause.children if child.dep_ in {"attr", "oprd"} and child.pos_ in {"NOUN", "PROPN"}]
        if nouns:
            return nouns
        clause = next((child for child in clause.children if child.dep_ == "xcomp"), None)
    return []


def _bare(verb: Token) -> list[Token]:
    """The object of a headline that the parser took for a measure: "tests new rocket *engine*"."""
    return [
        child
        for child in verb.children
        if child.dep_ == "npadvmod" and child.pos_ in {"NOUN", "PROPN"} and child.left_edge.i == verb.i + 1
        if child.ent_type_ not in NO_AGENTS and child.lemma_.lower() not in MEASURED
    ]


def _raised(verb: Token) -> list[Token]:
    """The object that the parser made the subject of a clause without a finite verb: "convicted the bank to pay"."""
    for child in verb.children:
        bare = child.tag_ in {"VB", "VBG", "VBN"} or (child.tag_ == "VBP" and verb.lemma_ in HELPING)
        if child.dep_ in {"ccomp", "xcomp"} and bare:
            words = {grand.lower_ for grand in child.children if grand.dep_ in {"aux", "auxpass", "mark"}}
            if words <= {"to", "being", "be"}:
                return own(child, SUBJECTS)
    return []


def _shared(verb: Token) -> list[Token]:
    """The object of a verb that the first of two joined verbs shares: "shot and killed two guards"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 2:
            return [] if own(child, SUBJECTS) else [grand for grand in child.children if grand.dep_ in OBJECTS]
    return []


def receiver(thing: Token) -> Token | None:
    """Who the parser hung on what is given: "lent *Pyongyang* 30 million dollars", "allowed *the nurses* free access"."""
    for child in thing.children:
        if child.dep_ == "amod":
            for who in own(child, SUBJECTS):
                return who
    articles = [child.i for child in thing.children if child.dep_ == "det"]
    for child in thing.children:  # "gifted *Kim* a limousine": no name stands before the article of its noun
        if articles and child.dep_ in {"nmod", "compound"} and child.pos_ == "PROPN" and child.i < articles[0]:
            return child
    return _payee(thing)


def _payee(money: Token) -> Token | None:
    if money.lemma_.lower() not in CURRENCIES:
        return None
    before: list[Token] = []
    for token in money.subtree:
        if token.pos_ in {"NUM", "SYM"}:
            break
        before.append(token)
    return next((token for token in reversed(before) if token.pos_ in {"NOUN", "PROPN"} and token != money), None)
