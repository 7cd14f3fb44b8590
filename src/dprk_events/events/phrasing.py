"""Phrases that a small parser hangs on the wrong word, set right: one rule of English a function."""

from __future__ import annotations

from spacy.tokens import Token

from dprk_events.events.finite import VERBAL

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
BODIES = frozenset(
    {"group", "company", "party", "army", "ministry", "agency", "government", "committee", "council", "union"}
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


def hang_where(where: Token) -> None:
    """The adverb opens its clause, not the infinitive in it: "Sarajevo, *where prosecutors plan* to charge him"."""
    plan = where.head.head
    if where.lower_ in {"where", "when"} and where.head.dep_ == "xcomp" and plan.dep_ == "relcl" and where.i < plan.i:
        where.head = plan


def hang_who(verb: Token) -> None:
    """A person is who: "the head of the Daewoo group, *who is questioned*" is not the group."""
    body = verb.head
    person = body.head.head
    who = any(child.lower_ == "who" and child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    if not who or body.head.lower_ != "of" or body.tag_ not in {"NN", "NNP"} or person.tag_ != "NN":
        return
    if body.ent_type_ in {"ORG", "GPE", "FAC"} or body.lower_ in BODIES:
        verb.head = person


def free_absolute(verb: Token) -> None:
    """A clause of its own behind "with": "the talks failed, *with Chad's envoy blaming* Libya"."""
    prep = verb.head
    above = prep.head
    if prep.lower_ != "with" or verb.tag_ != "VBG" or not prep.i or verb.doc[prep.i - 1].text != ",":
        return
    doer = next((child for child in verb.children if child.dep_ == "nsubj" and child.pos_ in NOUNS), None)
    if doer is None or any(child.lower_ in {"both", "each", "neither"} for child in doer.children):
        return  # "with both sides rejecting the draft" tells how the talks failed
    while above.dep_ == "xcomp" and above.head.pos_ in VERBAL:
        above = above.head
    if above.pos_ in VERBAL and above.i < prep.i:
        verb.head, verb.dep_ = above, "advcl"
        prep.head, prep.dep_ = verb, "dep"


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
