"""What a small parser typically gets wrong, set right before the clauses are read: one rule of English a function."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
EMBEDDED = frozenset({"ccomp", "xcomp", "pcomp", "advcl"})
VERBAL = frozenset({"VERB", "AUX"})
MODALS = frozenset({"will", "would", "wo", "'ll", "shall", "can", "could", "ca", "may", "might", "must", "should", "to"})


def mend(doc: Doc) -> None:
    """Set the tree right where English leaves no choice; the words stay as they are."""
    for token in doc:
        dep = token.dep_
        if dep == "conj":
            if token.pos_ in VERBAL:
                _raise_conjunct(token)
        elif dep == "ccomp":
            _cut_at_semicolon(token)


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
