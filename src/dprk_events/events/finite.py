"""Finite verbs: tense, subject and the clauses above one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
MODALS = frozenset({"will", "would", "wo", "'ll", "shall", "can", "could", "ca", "may", "might", "must", "should", "to"})


def is_bare(verb: Token) -> bool:
    """An infinitive, a gerund or what stands behind a modal."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return (verb.tag_ in {"VB", "VBG", "VBN"} and not words) or bool(words & MODALS)


def is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children if child.dep_ in {"aux", "auxpass"})


def past(verb: Token) -> bool:
    """Whether the verb, or its first auxiliary, is in the past."""
    tags = [child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return (tags[0] if tags else verb.tag_) == "VBD"


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def clauses_above(verb: Token) -> Iterator[Token]:
    """The verbs that govern a clause, the nearest first."""
    while verb.head != verb:
        verb = verb.head
        if verb.pos_ in VERBAL:
            yield verb


def finite_tag(verb: Token) -> str:
    """The tag of the finite word of a verb: its own or its first auxiliary's."""
    tag: str = next((child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}), verb.tag_)
    return tag
