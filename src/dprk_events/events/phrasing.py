"""Phrases that a small parser hangs on the wrong word, set right: one rule of English a function."""

from __future__ import annotations

from spacy.tokens import Token

CALLING = frozenset(
    {"dismiss", "reject", "denounce", "condemn", "describe", "criticise", "criticize", "slam", "decry", "brand", "portray"}
    | {"blast", "hail", "praise", "welcome", "deride", "characterise", "characterize", "ridicule", "mock", "label", "depict"}
)
JUDGING = frozenset(
    {
        "blame",
        "thank",
        "praise",
        "criticise",
        "criticize",
        "condemn",
        "fault",
        "punish",
        "sanction",
        "arrest",
        "fine",
        "jail",
    }
    | {"charge", "prosecute", "rebuke", "chide", "berate", "slam", "forgive", "reward", "denounce", "chastise", "upbraid"}
)
HINDERING = frozenset(
    {"ban", "bar", "block", "deter", "disqualify", "dissuade", "exclude", "hinder", "keep", "prevent", "prohibit", "stop"}
)
NOUNS = frozenset({"NOUN", "PROPN"})
DOERS = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def hang_as(prep: Token) -> None:
    """What something is called belongs to the verb: "dismissed the offer of talks *as* a trick"."""
    if prep.lower_ != "as" or prep.head.pos_ not in NOUNS:
        return
    for above in prep.head.ancestors:
        if above.pos_ == "VERB":
            if above.lemma_ in CALLING and above.i < prep.head.i:
                prep.head = above
            return


def hang_for(prep: Token) -> None:
    """What somebody is blamed for belongs to the verb: "blamed the embargo *for* the blackout"."""
    verb = prep.head.head
    if prep.lower_ == "for" and prep.head.dep_ == "dobj" and verb.lemma_ in JUDGING and prep.i > prep.head.i:
        prep.head = verb


def hang_from(prep: Token) -> None:
    """What somebody is kept from belongs to the verb: "barred the envoy of the council *from* entering"."""
    if prep.lower_ != "from" or prep.head.pos_ not in NOUNS or not any(child.dep_ == "pcomp" for child in prep.children):
        return
    verb = next((above for above in prep.head.ancestors if above.pos_ == "VERB"), None)
    if verb is not None and verb.lemma_ in HINDERING and verb.i < prep.head.i:
        prep.head = verb


def hang_by(prep: Token) -> None:
    """An active verb has its doer before it: in "denounced the drills *by* Seoul" they are Seoul's drills."""
    verb = prep.head
    if prep.lower_ != "by" or verb.pos_ != "VERB" or verb.tag_ == "VBN" or prep.i < verb.i:
        return
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.right_edge.i == prep.i - 1), None)
    doer = next((child for child in prep.children if child.dep_ == "pobj" and child.ent_type_ in DOERS), None)
    if thing is not None and doer is not None and thing.pos_ == "NOUN":
        prep.head, prep.dep_ = thing, "prep"
