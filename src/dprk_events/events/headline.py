"""Hidden verbs: the parser takes "scraps" for a noun, "limited" for an adjective and "arrested" for an active verb.

Headlines are written without auxiliaries, and a small model trips over bodies too ("The North *fired* shells"). A sentence
in which it saw no verb with a subject is read again with "will" before the word that may be one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Span, Token

from dprk_events.events.repairs import mend

HALVES = frozenset({"North", "South"})  # of Korea, which the tagger takes for adjectives
FINITE = frozenset({"nsubj", "nsubjpass"})
MODIFIERS = frozenset({"nmod", "amod", "compound"})
INSIDE = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp"})  # clauses that a sentence needs a verb beside
OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "aux", "auxpass", "attr", "acomp"})
OPENING = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "ADP", "PRON", "PART", "ADV"})  # what may stand behind a verb


def read_headline(doc: Doc, nlp: Any, forms: Mapping[str, str]) -> Doc:
    """The headline as a sentence: "Seoul scraps pact" has a verb, and "Two brokers arrested" is a passive."""
    verb = _hidden_verb(doc, forms)
    if verb is not None:
        doc = _with_auxiliary(doc[:], verb, nlp, forms) or doc
    for token in doc:
        _read_passive(token)
    mend(doc)
    return doc


def read_text(doc: Doc, nlp: Any, forms: Mapping[str, str]) -> Doc:
    """Sentences whose verb was taken for something else, read again: "The North *fired* shells", "Banks *limited* loans"."""
    for sentence in list(doc.sents):
        verb = _lost_verb(sentence, forms)
        if verb is not None:
            doc = _with_auxiliary(sentence, verb, nlp, forms) or doc
    for token in doc:
        _read_subject(token)
    mend(doc)
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
        inflected = inflected or (lemma == token.lower_ and _is_plural(doc, token.i))
        inside = token.i + 1 < len(doc) and not doc[token.i + 1].is_punct
        if inflected and inside and before.pos_ in {"PROPN", "NOUN", "ADJ"}:
            return token
    return None


def _is_plural(doc: Doc, end: int) -> bool:
    """Whether the names before a word are joined: "Seoul, Tokyo condemn", "Germany and UNICEF hand over"."""
    at = end - 1
    while at > 0 and doc[at].pos_ == "PROPN" and doc[at - 1].pos_ == "PROPN":
        at -= 1
    return at >= 2 and doc[at - 1].lower_ in {",", "and", "&"} and doc[at - 2].pos_ == "PROPN"


def _lost_verb(sentence: Span, forms: Mapping[str, str]) -> Token | None:
    """The word that must be the verb of a sentence in which the parser saw none with a subject."""
    doc = sentence.doc
    north: Token | None = None
    for token in sentence:
        if token.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} and token.head.dep_ not in INSIDE:
            return north
        before = doc[token.i - 1] if token.i > sentence.start else None
        if (
            north is None
            and token.dep_ == "amod"
            and token.tag_ in {"VBN", "VBD"}
            and before is not None
            and before.text in HALVES
            and before.head in {token, token.head}
            and token.lower_ in forms
        ):
            north = token
    if north is not None or len(sentence) < 4 or sentence[-1].text != ".":
        return north
    commas = 0
    for token in sentence[1:-2]:
        commas += token.text == ","
        if token.lower_ in forms and _may_be_verb(token, forms, commas):
            return token
    return None


def _may_be_verb(token: Token, forms: Mapping[str, str], commas: int) -> bool:
    """Whether a word may be the finite verb of its sentence: it stands behind a noun and is no participle of it."""
    doc, lemma = token.doc, forms[token.lower_]
    before, after = doc[token.i - 1], doc[token.i + 1]
    if after.pos_ not in OPENING or any(child.dep_ in {"agent", "aux", "auxpass"} for child in token.children):
        return False
    if before.text == ",":
        return commas % 2 == 0 and lemma != token.lower_  # "The pact, signed in May, *banned* drills"
    if before.pos_ not in {"PROPN", "NOUN", "NUM", "ADV"} or token.lower_.endswith("ing"):
        return False
    if lemma == token.lower_:
        return _is_plural(doc, token.i) or any(
            left.tag_ in {"NNS", "NNPS"} and left.dep_ in {"ROOT", "nsubj"}
            for left in before.sent[: token.i - before.sent.start]
        )
    return not token.lower_.endswith("s") or after.lower_ == "to" or before.pos_ == "PROPN"


def _with_auxiliary(sentence: Span, verb: Token, nlp: Any, forms: Mapping[str, str]) -> Doc | None:
    """The text with this sentence parsed with "will" before the verb, laid over its words; None when that is no better."""
    doc = sentence.doc
    finite = "VBZ" if verb.lower_.endswith("s") else "VBP" if verb.lower_ == forms[verb.lower_] else "VBD"
    at = verb.i - sentence.start
    words = [token.text for token in sentence]
    told = Doc(doc.vocab, words=[*words[:at], "will", forms[verb.lower_], *words[at + 1 :]])
    for _, pipe in nlp.pipeline:
        told = pipe(told)
    main = told[at + 1]
    if main.tag_ != "VB" or not any(child.dep_ in FINITE for child in main.children):
        return None
    heads = {token.i: sentence.start + token.i - (token.i > at) for token in told}
    heads[at] = heads[at + 1]
    kept = [*doc[: sentence.start], *(token for token in told if token.i != at), *doc[sentence.end :]]
    read = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[finite if token == main else token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        lemmas=[token.lemma_ for token in kept],
        deps=[token.dep_ for token in kept],
        heads=[heads[token.head.i] if token.doc is told else token.head.i for token in kept],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept],
    )
    read.tensor = doc.tensor  # only Doc.from_docs looks at it
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
