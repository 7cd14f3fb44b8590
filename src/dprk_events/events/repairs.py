"""What a small parser typically gets wrong, set right before the clauses are read: one rule of English a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
EMBEDDED = frozenset({"ccomp", "xcomp", "pcomp", "advcl"})
VERBAL = frozenset({"VERB", "AUX"})
ASIDE = frozenset({"parataxis", "prep", "advcl"})
MODALS = frozenset({"will", "would", "wo", "'ll", "shall", "can", "could", "ca", "may", "might", "must", "should", "to"})


def mend(doc: Doc, forms: Mapping[str, str]) -> None:
    """Set the tree right where English leaves no choice; the words stay as they are. ``forms``: verb forms and lemmas."""
    for token in doc:
        dep = token.dep_
        if dep == "conj":
            _join_verb(token, forms)
            if token.pos_ in VERBAL:
                _raise_conjunct(token)
                _second_relative(token)
        elif dep == "ccomp":
            _cut_at_semicolon(token)
            _turn_inverted(token)
        elif dep == "mark":
            _lower_that_clause(token)
        elif dep == "dobj":
            _set_apart(token)
        elif dep == "acl":
            _contact_clause(token)
        elif dep == "xcomp":
            _future(token)
        elif dep == "punct" and token.text == ":":
            _label(token)


def _join_verb(word: Token, forms: Mapping[str, str]) -> None:
    """What is joined to a verb is one: "Xi, Putin meet, *pledge* closer ties"."""
    verb = word.head
    if word.pos_ != "NOUN" or verb.pos_ != "VERB" or verb.tag_ not in FINITE or word.lower_ not in forms:
        return
    lemma = forms[word.lower_]
    if (verb.tag_, word.lower_ == lemma) in {("VBP", True), ("VBZ", False)} and not word.lower_.endswith(("ed", "ing")):
        word.tag_, word.pos_, word.lemma_ = verb.tag_, "VERB", lemma


def _raise_conjunct(verb: Token) -> None:
    """A finite verb joins a finite one: "said he was ready to *meet* Kim and *promised* aid" joins "said", not "meet"."""
    first = verb.head
    while first.dep_ == "conj" and first.pos_ in VERBAL:
        first = first.head
    if first.dep_ not in EMBEDDED or _has_subject(verb) or not _is_finite(verb) or not _is_bare(first):
        return
    for above in _clauses_above(first):
        if _is_finite(above) and _past(above) == _past(verb):
            verb.head = above
            return


def _cut_at_semicolon(verb: Token) -> None:
    """A semicolon ends a clause: "Oslo froze the funds; Rome expelled an envoy" holds no clause inside another."""
    later = verb.head
    if later.i < verb.i or not _has_subject(verb) or not _has_subject(later):
        return
    if any(child.text == ";" and verb.i < child.i < later.i for child in later.children):
        verb.dep_ = "conj"


def _turn_inverted(content: Token) -> None:
    """Behind a reported clause the noun behind the verb is its subject: "Seoul lifted the ban, *wrote* the *minister*"."""
    verb = content.head
    if verb.i < content.i or verb.tag_ not in FINITE or _has_subject(verb) or not _has_subject(content):
        return
    speaker = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if speaker is not None and verb.doc[verb.i - 1].text in {",", '"', "”", "'", "’"}:
        speaker.dep_ = "nsubj"


def _lower_that_clause(that: Token) -> None:
    """A clause with "that" is no main clause: "Oslo said, citing envoys, *that* Seoul had refused" is what Oslo said."""
    verb = that.head
    if that.lower_ != "that" or verb.dep_ != "ROOT":
        return
    main = next(
        (child for child in verb.children if child.dep_ == "ccomp" and child.i < that.i and _has_subject(child)), None
    )
    if main is None or not any(child.dep_ in SUBJECTS and child.i > that.i for child in verb.children):
        return
    before = [child for child in verb.children if child.i < that.i and child != main]
    main.head, main.dep_ = main, "ROOT"
    verb.head, verb.dep_ = main, "ccomp"
    for child in before:
        child.head = main


def _set_apart(noun: Token) -> None:
    """An object behind a comma and more is an apposition: "fired a missile, the army said, its third *launch* this week"."""
    first = next(child for child in noun.head.children if child.dep_ == "dobj")
    between = [child for head in (noun.head, noun) for child in head.children if first.i < child.i < noun.i]
    if any(child.text == "," for child in between) and any(child.dep_ in ASIDE for child in between):
        noun.dep_ = "appos"
        if noun.pos_ == "PROPN":  # "received the ambassador to Oslo, *Kim*"
            noun.head = first


def _second_relative(verb: Token) -> None:
    """A joined clause with "that" is a relative like the first: "the bank that Rome named and *that* Bonn *defended*"."""
    first = verb.head
    if (
        first.dep_ == "relcl"
        and _has_subject(verb)
        and any(child.lower_ in {"that", "which", "whom"} for child in verb.children)
    ):
        verb.head, verb.dep_ = first.head, "relcl"


def _contact_clause(verb: Token) -> None:
    """A name behind a noun without a comma is the subject of what follows: "the satellite *Pyongyang launched* weighs"."""
    name = verb.head
    if name.dep_ != "appos" or verb.tag_ != "VBD" or verb.i != name.i + 1 or name.pos_ != "PROPN":
        return
    noun = name.head
    if noun.pos_ == "NOUN" and all(token.text != "," for token in name.doc[noun.i : name.i]):
        verb.head, verb.dep_ = noun, "relcl"
        name.head, name.dep_ = verb, "nsubj"


def _future(verb: Token) -> None:
    """ "Is going to extend" is a tense, "is going" its auxiliary."""
    going = verb.head
    if going.lower_ not in {"going", "gonna"} or going.tag_ != "VBG" or going.i > verb.i:
        return
    if not any(child.dep_ == "aux" and child.lemma_ == "be" for child in going.children):
        return
    if any(child.dep_ in {"prep", "advmod"} and child.i > going.i for child in going.children):
        return  # "is going to Moscow to sign"
    verb.head, verb.dep_ = (verb if going.head == going else going.head), going.dep_
    for child in list(going.children):
        if child != verb:
            child.head = verb
    going.head, going.dep_ = verb, "aux"


def _label(colon: Token) -> None:
    """Before a colon stands who says so or what it is about, not the subject: "Panel: *the North* stole billions"."""
    verb = colon.head if colon.head.pos_ in VERBAL else colon.head.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if any(child.i > colon.i for child in subjects):
        for child in subjects:
            if child.i < colon.i:
                child.dep_ = "dep"


def _is_bare(verb: Token) -> bool:
    """An infinitive, a gerund or what stands behind a modal."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return (verb.tag_ in {"VB", "VBG", "VBN"} and not words) or bool(words & MODALS)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children if child.dep_ in {"aux", "auxpass"})


def _past(verb: Token) -> bool:
    """Whether the verb, or its first auxiliary, is in the past."""
    tags = [child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return (tags[0] if tags else verb.tag_) == "VBD"


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _clauses_above(verb: Token) -> Iterator[Token]:
    """The verbs that govern a clause, the nearest first."""
    while verb.head != verb:
        verb = verb.head
        if verb.pos_ in VERBAL:
            yield verb
