"""Passives: whether a verb stands in one, and who acts in it."""

from __future__ import annotations

from dprk_events.events.subjects import NO_AGENTS, OBJECTS, SUBJECTS, own
from dprk_events.events.tokens import Token


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, also without its own auxiliary ("missiles fired by", "arrested and deported")."""
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass"} or ("agent" in labels and verb.tag_ == "VBN"):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return is_passive(verb.head)
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return True
    return verb.dep_ in {"advcl", "ROOT", "xcomp", "oprd"} and not any(child.dep_ in OBJECTS for child in verb.children)


def names_role(verb: Token) -> bool:
    """Passive verbs whose second noun is not an object but a name or role: "was named minister", "was called a scum"."""
    return verb.lemma_ in {"name", "call", "elect", "appoint", "declare", "dub", "label", "consider", "designate"}


def agents_of(verb: Token) -> list[Token]:
    agents = [
        grand
        for child in verb.children
        if child.dep_ == "agent"
        for grand in child.children
        if grand.dep_ == "pobj" and grand.ent_type_ not in NO_AGENTS
    ]
    if agents:
        return agents
    for child in verb.children:  # "arrested and deported by China"
        if child.dep_ == "conj" and child.tag_ == "VBN" and child.i - verb.i <= 3 and not own(child, SUBJECTS):
            return agents_of(child)
    # the parser at times hangs the by-phrase on the complement: "ordered to leave by the regime"
    inner = [prep for child in verb.children if child.dep_ == "xcomp" for prep in child.children]
    inner = [prep for prep in inner if prep.lower_ == "by" and prep.dep_ in {"prep", "agent"}]
    agents = [pobj for prep in inner for pobj in prep.children if pobj.dep_ == "pobj"]
    if agents:
        return agents
    # ... or on a noun behind the verb: "was branded a terrorist group by Ankara"
    behind = [prep for prep in verb.subtree if prep.lower_ == "by" and prep.i > verb.i and prep.dep_ in {"prep", "agent"}]
    for prep in behind:
        if prep.head == verb or (prep.head.pos_ in {"NOUN", "PROPN", "ADJ"} and _same_clause(prep.head, verb)):
            agents = [pobj for pobj in prep.children if pobj.dep_ == "pobj" and pobj.ent_type_ not in NO_AGENTS]
    return agents


def _same_clause(token: Token, verb: Token) -> bool:
    """Whether only nouns and prepositions stand between a token and the verb above it."""
    while token != verb:
        if (
            token.pos_ in {"VERB", "AUX"}
            or token.dep_ in {"relcl", "acl", "advcl", "ccomp", "nsubj", "nsubjpass"}
            or token.head == token
        ):
            return False
        token = token.head
    return True
