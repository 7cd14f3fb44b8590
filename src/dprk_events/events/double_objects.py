"""Verbs with two objects that a small parser hangs wrong, set right: one rule of English a function."""

from __future__ import annotations

from spacy.tokens import Token

from dprk_events.events.finite import SUBJECTS, has_subject

GRANTING = frozenset({"allow", "grant", "give", "offer", "deny", "guarantee", "promise", "award", "assure"})
SENDING = frozenset({"hand", "send", "deal", "pay"})
TIMES = frozenset({"hour", "day", "week", "month", "year"})
NAMING = frozenset({"call", "label", "brand", "dub", "name"})
JUDGING = frozenset({"find", "declare", "hold", "pronounce", "deem", "rule"})
VERDICTS = frozenset(
    {"guilty", "innocent", "liable", "responsible", "complicit", "negligent", "void", "invalid", "illegal", "unlawful"}
)
MAKING = frozenset({"set", "hold", "let", "keep", "leave", "render", "find", "deem"})
OUTCOMES = VERDICTS | {"ablaze", "alight", "aflame", "free", "loose", "adrift", "accountable", "captive", "hostage"}
ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their"})


def read_granted(participle: Token) -> None:
    """What is granted comes without a clause: "allowed the medics *expanded* access" holds no act of the medics."""
    verb = participle.head
    if verb.lemma_ not in GRANTING or participle.tag_ not in {"VBD", "VBN"} or participle.i < verb.i:
        return
    who = next((child for child in participle.children if child.dep_ in SUBJECTS), None)
    what = next((child for child in participle.children if child.dep_ == "dobj"), None)
    if (
        who is None
        or what is None
        or (who.i, what.i) != (participle.i - 1, participle.i + 1)
        or who.left_edge.i != verb.i + 1
    ):
        return
    who.head, who.dep_, what.head, what.dep_ = verb, "dative", verb, "dobj"
    for child in participle.children:
        child.head = what
    participle.head, participle.dep_, participle.tag_ = what, "amod", "VBN"


def read_found(verdict: Token) -> None:
    """What somebody is found to be stands behind him: "found *the tycoon* guilty" holds no guilty without a noun."""
    verb, before = verdict.head, verdict.nbor(-1) if verdict.i else verdict
    if verb.lemma_ not in JUDGING or verdict.lower_ not in VERDICTS or verdict.i < verb.i + 2:
        return
    if before.dep_ not in {"amod", "compound"} or before.head != verdict:
        return
    before.head, before.dep_, before.tag_, before.pos_ = verb, "dobj", "NN", "NOUN"
    for child in verdict.children:
        if child.i < before.i:
            child.head = before
    verdict.dep_ = "oprd"


def read_outcome(word: Token) -> None:
    """What an object is made stands right behind it: "set the depot *ablaze*", "held Minsk *responsible* for it"."""
    verb = word.head.head if word.head.dep_ == "dobj" else word.head
    if word.lower_ not in OUTCOMES or verb.lemma_ not in MAKING or word.i < verb.i + 2:
        return
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and word.doc[word.i - 1] in (thing, *thing.subtree):
        word.head, word.dep_ = verb, "oprd"


def read_called(noun: Token) -> None:
    """Who is called something stands first: "called *Peru's envoy* to Oslo *a fool*"; a bare name is called on the phone."""
    verb = noun.head
    if verb.lemma_ not in NAMING or noun.pos_ not in {"NOUN", "PROPN"} or noun.i < verb.i:
        return
    if any(child.dep_ in {"dobj", "auxpass"} for child in verb.children) or not has_subject(verb):
        return
    behind = [child for child in (*verb.children, *noun.children) if child.dep_ in {"oprd", "appos"} and child.i > noun.i]
    other = next((child for child in behind if child.pos_ in {"NOUN", "PROPN"}), None)
    if other is None:
        if verb.lemma_ == "call" and noun.pos_ == "PROPN":
            noun.dep_ = "dobj"
    elif other.left_edge.lower_ in ARTICLES:
        if noun.doc[other.left_edge.i - 1].text != ",":
            noun.dep_ = "dobj"
            other.head, other.dep_ = verb, "oprd"
    elif noun.pos_ == other.pos_ == "PROPN" and other.left_edge.i == noun.i + 1:  # "called President *Alimi*"
        other.head, other.dep_ = verb, "dobj"
        noun.head, noun.dep_ = other, "compound"


def read_named(that: Token) -> None:
    """ "A charge *that* Lima called an insult": the charge is called so, for a clause would need a verb more."""
    verb = that.head
    if that.lower_ != "that" or verb.lemma_ not in NAMING or not has_subject(verb):
        return
    if verb.dep_ != "relcl" and (verb.dep_ != "acl" or verb.tag_ not in {"VBD", "VBZ", "VBP"}):
        return
    verdict = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if verdict is not None and verdict.left_edge.lower_ in ARTICLES:
        that.dep_, that.tag_, verdict.dep_, verb.dep_ = "dobj", "WDT", "oprd", "relcl"


def read_receiver(thing: Token) -> None:
    """A new article opens a new phrase: "gave *Niger's junta* an ultimatum", "gave *Seoul's offer* the cold shoulder"."""
    verb = thing.head
    if verb.lemma_ not in GRANTING | SENDING or thing.i < verb.i:
        return
    who: Token | None
    what: Token | None
    if thing.dep_ == "dobj":
        inside = (child for child in thing.children if child.dep_ in {"nmod", "compound", "amod"} and child.i < thing.i)
        who, what = next(inside, None), thing
    else:
        behind = (child for child in thing.children if child.dep_ == "appos" and child.i > thing.i)
        who, what = thing, next(behind, None)
    if who is None or what is None or who.pos_ not in {"NOUN", "PROPN"} or who.left_edge.i != verb.i + 1:
        return
    alone = not any(child.dep_ == "dobj" and child != thing for child in verb.children)
    if alone and verb.doc[who.i + 1].lower_ in ARTICLES:
        who.head, who.dep_, what.head, what.dep_ = verb, "dative", verb, "dobj"


def read_timed(time: Token) -> None:
    """What is given may be a time: "gave the *envoy* two *days* to leave" has a receiver and an object."""
    verb = time.head
    if verb.lemma_ not in {"give", "grant", "allow", "hand"} or time.lemma_ not in TIMES or time.i < verb.i:
        return
    who = next((child for child in verb.children if child.dep_ in {"dobj", "dative"} and child.i < time.i), None)
    if who is not None and who.i + 1 == time.left_edge.i and who.pos_ in {"NOUN", "PROPN", "PRON"}:
        who.dep_, time.dep_ = "dative", "dobj"
