"""Headlines, written without auxiliaries: the parser takes "scraps" for a noun and "arrested" for an active verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Token

HALVES = frozenset({"North", "South"})  # of Korea, which the tagger takes for adjectives
FINITE = frozenset({"nsubj", "nsubjpass"})
MODIFIERS = frozenset({"nmod", "amod", "compound"})
OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "aux", "auxpass", "attr", "acomp"})


def read_headline(doc: Doc, nlp: Any, forms: Mapping[str, str]) -> Doc:
    """The headline as a sentence: "Seoul scraps pact" has a verb, and "Two brokers arrested" is a passive."""
    verb = _hidden_verb(doc, forms)
    if verb is not None:
        doc = _with_auxiliary(doc, verb, nlp, forms) or doc
    for token in doc:
        _read_passive(token)
    return doc


def read_text(doc: Doc, nlp: Any, forms: Mapping[str, str]) -> Doc:
    """A sentence whose verb was taken for an adjective, read again: "The North *fired* shells"."""
    for token in doc[1:]:
        if token.tag_ in {"VBN", "VBD"} and token.dep_ == "amod" and token.lower_ in forms:
            before = doc[token.i - 1]
            if before.text in HALVES and before.head in {token, token.head}:
                doc = _with_auxiliary(doc, token, nlp, forms) or doc
                break
    for token in doc:
        _read_subject(token)
    return doc


def _hidden_verb(doc: Doc, forms: Mapping[str, str]) -> Token | None:
    """The first word that may be a verb behind its subject, when the parser saw no verb with a subject before it."""
    for token in doc[1:]:
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.tag_ != "VB"
            and token.dep_ not in MODIFIERS
            and any(child.dep_ in FINITE for child in token.children)
        ):
            return None
        lemma = forms.get(token.lower_, "")
        before = doc[token.i - 1]
        inflected = token.lower_.endswith("s") and lemma not in {"", token.lower_}
        plural = (
            token.i >= 3 and doc[token.i - 2].lower_ in {",", "and"} and doc[token.i - 3].pos_ == "PROPN"
        )  # "Seoul, Tokyo condemn"
        inflected = inflected or (plural and lemma == token.lower_)
        inside = token.i + 1 < len(doc) and not doc[token.i + 1].is_punct
        if inflected and inside and before.pos_ in {"PROPN", "NOUN", "ADJ"}:
            return token
    return None


def _with_auxiliary(doc: Doc, verb: Token, nlp: Any, forms: Mapping[str, str]) -> Doc | None:
    """The parse with "will" before the verb, laid over its words; None when that is no better."""
    words = [token.text for token in doc]
    finite = "VBZ" if verb.lower_.endswith("s") else "VBP" if verb.lower_ == forms[verb.lower_] else "VBD"
    at = verb.i
    told = Doc(doc.vocab, words=[*words[:at], "will", forms[verb.lower_], *words[at + 1 :]])
    for _, pipe in nlp.pipeline:
        told = pipe(told)
    main = told[at + 1]
    if main.tag_ != "VB" or not any(child.dep_ in FINITE for child in main.children):
        return None
    kept = [token for token in told if token.i != at]
    place = {token.i: number for number, token in enumerate(kept)}
    read = Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[finite if token == main else token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        lemmas=[token.lemma_ for token in kept],
        deps=[token.dep_ for token in kept],
        heads=[place[(main if token.head.i == at else token.head).i] for token in kept],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept],
    )
    read.tensor = told.tensor[[token.i for token in kept]]  # Doc.from_docs joins them
    return read


def _read_subject(verb: Token) -> None:
    """A name that the parser joined to the object before it: "recalled its envoy and *Seoul* closed the bridge"."""
    if (
        verb.dep_ != "conj"
        or verb.tag_ not in {"VBD", "VBZ"}
        or not verb.i
        or any(child.dep_ in FINITE for child in verb.children)
    ):
        return
    name = verb.nbor(-1)
    if name.dep_ == "conj" and name.pos_ == "PROPN" and name.head.head == verb.head and name.head.dep_ == "dobj":
        name.head, name.dep_ = verb, "nsubj"


def _read_passive(token: Token) -> None:
    """Headlines tell facts in the present, so a past form without an object is a passive: "Two brokers arrested"."""
    if token.tag_ not in {"VBD", "VBN"} or token.dep_ not in {"ROOT", "conj", "dep"}:
        return
    labels = {child.dep_ for child in token.children}
    if "nsubj" in labels and not labels & OBJECTS:
        token.tag_ = "VBN"
        for child in token.children:
            if child.dep_ == "nsubj":
                child.dep_ = "nsubjpass"
