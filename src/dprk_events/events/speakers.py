"""Who says so, where a small parser hangs it wrong, set right: one rule of English a function."""

from __future__ import annotations

from spacy.tokens import Token

from dprk_events.events.finite import FINITE, SUBJECTS, VERBAL, has_subject, is_finite
from dprk_events.events.joined import SPEAKING
from dprk_events.events.subjects import RELATIVES

CONTENT = frozenset({"ccomp", "xcomp", "acl", "relcl", "pcomp", "prep", "dobj", "pobj", "attr"})
RESULTS = frozenset(
    {"become", "end", "mark", "bring", "leave", "kill", "wound", "injure", "destroy", "prompt", "raise", "trigger"}
)
SPEECH = frozenset(
    {"say", "announce", "add", "report", "claim", "state", "note", "tell", "write", "warn", "explain"}
    | {"admit", "acknowledge", "insist", "argue", "declare", "conclude", "concede", "recall", "boast", "complain", "reply"}
)


def turn_inverted(content: Token) -> None:
    """Behind a reported clause the noun behind the verb is its subject: "Seoul lifted the ban, *wrote* the *minister*"."""
    verb = content.head
    if verb.i < content.i or verb.tag_ not in FINITE or has_subject(verb) or not has_subject(content):
        return
    if verb.lemma_ not in SPEECH and verb.lower_ != "says":
        return
    speaker = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if speaker is not None and verb.doc[verb.i - 1].text in {",", '"', "”", "'", "’"}:
        speaker.dep_ = "nsubj"


def lower_that_clause(that: Token) -> None:
    """A clause with "that" is no main clause: "Oslo said, citing envoys, *that* Seoul had refused" is what Oslo said."""
    verb = that.head
    if that.lower_ != "that" or verb.dep_ != "ROOT":
        return
    main = next(
        (child for child in verb.children if child.dep_ == "ccomp" and child.i < that.i and has_subject(child)), None
    )
    if main is None or not any(child.dep_ in SUBJECTS and child.i > that.i for child in verb.children):
        return
    before = [child for child in verb.children if child.i < that.i and child != main]
    main.head, main.dep_ = main, "ROOT"
    verb.head, verb.dep_ = main, "ccomp"
    for child in before:
        child.head = main


def read_label(colon: Token) -> None:
    """Before a colon stands who says so or what it is about, not the subject: "Panel: *the North* stole billions"."""
    label = colon.head
    if colon.text != ":":
        return
    if label.pos_ in {"NOUN", "PROPN"} and label.dep_ == "ROOT":  # the clause taken for a part of the label
        verb = next(
            (child for child in label.children if child.i > colon.i and has_subject(child) and is_finite(child)), None
        )
        if verb is not None and verb.pos_ in VERBAL:
            verb.head, verb.dep_ = verb, "ROOT"
            label.head, label.dep_ = verb, "dep"
        return
    verb = label if label.pos_ in VERBAL else label.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if any(child.i > colon.i for child in subjects):
        for child in subjects:
            if child.i < colon.i:
                child.dep_ = "dep"


def lift_speech(verb: Token) -> None:
    """Who acts speaks on: "stood by a remark that Rome *could* act, *shrugging* off calls" is not what Rome could do."""
    inner = verb.head
    if verb.i < inner.i or verb.tag_ != "VBG" or verb.lemma_ not in SPEAKING or has_subject(verb):
        return
    if verb.nbor(-1).text != ",":
        return
    said = inner.tag_ == "VB" or (inner.dep_ == "acl" and any(child.dep_ == "mark" for child in inner.children))
    while inner.dep_ in CONTENT and inner.head != inner:
        inner = inner.head
    if said and inner.pos_ in VERBAL and inner.tag_ in FINITE | {"VBN"} and inner.i < verb.i:
        verb.head = inner


def find_speaker(content: Token) -> None:
    """The speaker that was taken for the last of a list: "to discuss the aid, *its secretary, Park*, said".

    Or for an apposition: "dismissed the manager, *the agency* (KCNA) said".
    """
    verb = content.head
    if verb.i < content.i or verb.tag_ not in FINITE or has_subject(verb) or verb.i < 2:
        return
    behind_comma = verb.doc[verb.i - 1].text == ","
    last = verb.doc[verb.i - 2] if behind_comma else verb.doc[verb.i - 1]
    labels = {"conj"} if behind_comma else {"conj", "appos"}
    for noun in (last, *last.ancestors):
        edge = noun.left_edge.i
        listed = noun.dep_ in labels and noun.pos_ in {"NOUN", "PROPN"} and noun.head.pos_ not in VERBAL
        if listed and edge > content.i and noun.doc[edge - 1].text == "," and noun.right_edge.i >= last.i:
            noun.head, noun.dep_ = verb, "nsubj"
            return


def free_reporter(verb: Token) -> None:
    """Who reports behind a comma describes nobody: "jailed Petrov, a citizen, *the agency reported*, citing a lawyer"."""
    noun = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if verb.lemma_ not in SPEECH or verb.tag_ not in FINITE or subject is None or subject.pos_ == "PRON":
        return
    edge = subject.left_edge.i
    said = any(child.dep_ in {"dobj", "ccomp", "xcomp", "mark"} or child.lower_ in RELATIVES for child in verb.children)
    main = next((above for above in noun.ancestors if above.pos_ in VERBAL and above.i < noun.i), None)
    if not said and verb.doc[edge - 1].text == "," and edge > noun.i and main is not None:
        verb.head, verb.dep_ = main, "parataxis"


def read_under_secretary(prep: Token) -> None:
    """An Under Secretary stands below nobody: "...", said *Under Secretary John Roe*."""
    verb = prep.head
    name = next((child for child in prep.children if child.dep_ == "pobj"), None)
    if prep.text != "Under" or name is None or not prep.nbor().lower_.startswith("secretar") or verb.pos_ not in VERBAL:
        return
    silent = not has_subject(verb) and (name.i < verb.i or verb.lemma_ in SPEECH)
    name.head, name.dep_ = verb, "nsubj" if silent else "dobj"
    prep.head, prep.dep_, prep.pos_ = name, "compound", "PROPN"


def lower_result(verb: Token) -> None:
    """What follows from an act is told with it: "will send an envoy, Oslo said, *becoming* the first to do so"."""
    said = verb.head
    if verb.tag_ != "VBG" or verb.lemma_ not in RESULTS or said.lemma_ not in SPEECH or verb.nbor(-1).text != ",":
        return
    content = next((child for child in said.children if child.dep_ == "ccomp" and child.i < said.i), None)
    if content is not None and has_subject(content):
        verb.head = content


def insert_speaker(verb: Token) -> None:
    """Who says so between commas: "will reopen the crossing, *the council announced* on Friday, easing a ban"."""
    noun = verb.head
    edge = noun.left_edge.i
    if verb.dep_ != "acl" or verb.lemma_ not in SPEECH or verb.i != noun.i + 1 or not edge or verb.doc[edge - 1].text != ",":
        return
    main = next((above for above in noun.ancestors if above.pos_ in VERBAL and above.i < noun.i), None)
    if main is not None and not any(child.dep_ == "dobj" for child in verb.children):
        verb.head, verb.dep_, verb.tag_ = main, "parataxis", "VBD"
        noun.head, noun.dep_ = verb, "nsubj"
