"""Headlines, and sentences whose verb the parser hid: read as the sentences they stand for.

Headlines are written without articles and auxiliaries ("Two brokers arrested"), with commas for "and", and a small model
trips over bodies too ("The North *fired* shells").
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from spacy.tokens import Doc, Token

from dprk_events.events.hidden import hidden_verb, lost_verb, relabelled, with_auxiliary
from dprk_events.events.repairs import mend
from dprk_events.events.speakers import SPEECH

FINITE = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "aux", "auxpass", "attr", "acomp"})
Again = Generator[Doc, Doc, Doc]  # yields what is to be parsed, is sent its parse, and returns the doc as it is to be read
CLAUSES = frozenset({"advcl", "ccomp", "dep", "parataxis"})
PRESENT = frozenset({"VBZ", "VBP"})
GIVEN = frozenset({"given", "granted", "awarded", "offered", "handed"})
DENIED = frozenset({"denied", "refused"})
ADMISSION = frozenset({"entry", "visa", "access", "bail", "permission", "asylum", "parole", "exit", "citizenship", "leave"})
INVERTED = frozenset({"say", "report", "write", "add", "claim"})  # "Kim may visit Moscow, says Kremlin"
BARE = frozenset({"let", "help", "make", "see", "hear", "watch", "have"})  # "helps feed"


def read_headline(doc: Doc, forms: Mapping[str, str]) -> Again:
    """The headline as a sentence: "Seoul scraps pact" has a verb, and "Two brokers arrested" is a passive."""
    ends = [token.i + 1 for token in doc if token.text == ";"]
    if ends and ends[-1] < len(doc):  # "North fires shells; South orders islanders to shelters"
        return (yield from _by_clause(doc, ends, forms))
    verb = hidden_verb(doc, forms) or _behind_participle(doc, forms)
    if verb is not None:
        doc = (yield from with_auxiliary(doc[:], verb, forms)) or doc
    doc = (yield from _with_and(doc, forms)) or doc
    mend(doc, forms)
    for token in doc:
        if token.dep_ == "ROOT":
            _read_participle(token)
            _read_future(token)
            _join(token)
        elif token.dep_ == "ccomp":
            _share(token)
            _read_plural(token)
        elif token.dep_ == "xcomp":
            _read_noun(token)
    for token in doc:
        _read_passive(token)
    return doc


def read_text(doc: Doc, forms: Mapping[str, str]) -> Again:
    """Sentences whose verb was taken for something else, read again: "The North *fired* shells", "Banks *limited* loans"."""
    for sentence in list(doc.sents):
        verb = lost_verb(sentence, forms)
        if verb is not None:
            doc = (yield from with_auxiliary(doc[sentence.start : sentence.end], verb, forms)) or doc
    for token in doc:
        _read_subject(token)
    mend(doc, forms)
    return doc


def _with_and(doc: Doc, forms: Mapping[str, str]) -> Generator[Doc, Doc, Doc | None]:
    """A comma before a verb stands for "and": "Kim visits shipyard, *orders* navy to speed up" parsed with that word."""
    at = [token.i for token in doc[1:-2] if token.text == "," and _is_present(doc[token.i + 1], forms)]
    if not at or all(doc[comma + 1].dep_ == "conj" and doc[comma + 1].pos_ == "VERB" for comma in at):
        return None
    told = yield Doc(doc.vocab, words=["and" if token.i in at else token.text for token in doc])
    joined = [told[comma + 1] for comma in at]
    if any(verb.pos_ != "VERB" or verb.dep_ != "conj" or verb.head.pos_ != "VERB" for verb in joined):
        return None
    return relabelled(doc, told)


def _is_present(word: Token, forms: Mapping[str, str]) -> bool:
    """Whether a word may be a verb in the present with what follows it: "orders navy", not "US, Japan"."""
    lemma, following = forms.get(word.lower_), word.nbor(1)
    third = lemma not in {None, word.lower_, *INVERTED} and word.lower_.endswith("s")
    return third and word.text.islower() and not following.is_punct and following.lower_ not in {"and", "or", "of"}


def _by_clause(doc: Doc, ends: list[int], forms: Mapping[str, str]) -> Again:
    """Each part of a headline between semicolons parsed on its own."""
    parts = []
    for start, end in zip([0, *ends], [*ends, len(doc)], strict=True):
        part = yield Doc(
            doc.vocab,
            words=[token.text for token in doc[start:end]],
            spaces=[bool(token.whitespace_) for token in doc[start:end]],
        )
        verb = hidden_verb(part, forms)
        parts.append(((yield from with_auxiliary(part[:], verb, forms)) if verb is not None else None) or part)
    joined = Doc.from_docs(parts, ensure_whitespace=False)
    assert joined is not None
    for token in joined:
        _read_passive(token)
    return joined


def _read_participle(noun: Token) -> None:
    """A headline that is a noun with a participle is a passive: "Wreaths *laid* at tower"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return
    verb = next((token for token in noun.subtree if token.dep_ == "acl" and token.tag_ == "VBN" and token.i > noun.i), None)
    if verb is not None and all(token.tag_ not in PRESENT for token in noun.doc):
        verb.head, verb.dep_ = verb, "ROOT"
        noun.head, noun.dep_ = verb, "nsubjpass"


def _read_future(noun: Token) -> None:
    """An infinitive behind a headline's only noun is what that will do: "Japan PM *to meet* Trump"."""
    verb = next((child for child in noun.children if child.i > noun.i and child.tag_ == "VB"), None)
    if noun.pos_ not in {"NOUN", "PROPN"} or verb is None or verb.nbor(-1).lower_ != "to" or noun.i != verb.i - 2:
        return
    if all(token.tag_ not in {*PRESENT, "VBD", "MD"} for token in noun.doc):
        verb.head, verb.dep_ = verb, "ROOT"
        noun.head, noun.dep_ = verb, "nsubj"


def _read_plural(verb: Token) -> None:
    """What somebody slams is no clause: "slams US-South Korea *drills* as rehearsal"."""
    above = verb.head
    name = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    plain = verb.tag_ == "VBZ" and above.tag_ in PRESENT and above.i < verb.i and above.lemma_ not in SPEECH
    if not plain or name is None or name.i != verb.i - 1 or name.left_edge.i != above.i + 1:
        return
    if all(child.dep_ in {"nsubj", "prep", "punct"} for child in verb.children):
        verb.dep_, verb.tag_, verb.pos_, name.dep_ = "dobj", "NNS", "NOUN", "compound"
        for child in verb.children:
            if child.lower_ == "as":
                child.head = above


def _behind_participle(doc: Doc, forms: Mapping[str, str]) -> Token | None:
    """The verb behind a participle taken for it: "Hackers linked to Minsk *target* banks"."""
    for root in doc[1:-2]:
        if root.dep_ != "ROOT" or root.tag_ not in {"VBD", "VBN"} or doc[root.i - 1].tag_ != "NNS":
            continue
        for word in doc[root.i + 2 : -1]:
            noun = word.tag_ == "NN" and word.dep_ in {"pobj", "compound"} and doc[word.i - 1].pos_ == "PROPN"
            if noun and forms.get(word.lower_) == word.lower_ and doc[word.i + 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
                return word
    return None


def _join(verb: Token) -> None:
    """A comma stands for "and": "Lee sworn in, *vows* to talk" has one subject for both."""
    if verb.tag_ not in PRESENT or any(child.dep_ in FINITE for child in verb.children):
        return
    for first in verb.children:
        joined = first.dep_ in CLAUSES and first.i < verb.i and any(child.dep_ in FINITE for child in first.children)
        if joined and verb.nbor(-1).text == ",":
            first.head, first.dep_ = first, "ROOT"
            verb.head, verb.dep_ = first, "conj"
            return


def _share(verb: Token) -> None:
    """ "Japan says ready to meet, *urges* progress": a verb behind a comma without a subject is joined, not reported."""
    same = verb.tag_ in PRESENT and verb.head.tag_ == verb.tag_ and verb.i > verb.head.i
    if same and verb.nbor(-1).text == "," and not any(child.dep_ in FINITE for child in verb.children):
        verb.dep_ = "conj"


def _read_noun(token: Token) -> None:
    """A bare word behind a finite verb is its object: "mulls *ban* on leaflets"."""
    verb = token.head
    if token.tag_ in {"VB", "VBP"} and token.i == verb.i + 1 and verb.tag_ in PRESENT and verb.lemma_ not in BARE:
        token.dep_, token.tag_, token.pos_ = "dobj", "NN", "NOUN"
        token.lemma_ = token.lower_


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
    """Headlines tell facts in the present, so a past form without an object is a passive: "Two brokers arrested".

    With a bare object it is one when the verb gives: "Envoy *denied* entry".
    """
    if token.tag_ not in {"VBD", "VBN"} or token.dep_ not in {"ROOT", "conj", "dep"}:
        return
    labels = {child.dep_ for child in token.children}
    if labels & OBJECTS == {"dobj"} and "dative" not in labels and _is_given(token):
        labels.discard("dobj")
    if "nsubj" in labels and not labels & OBJECTS:
        token.tag_ = "VBN"
        for child in token.children:
            if child.dep_ == "nsubj":
                child.dep_ = "nsubjpass"


def _is_given(verb: Token) -> bool:
    """Whether what stands behind a verb in a headline is what its subject got: "Activist *given* prison term"."""
    for thing in verb.children:
        if thing.dep_ == "dobj":
            bare = all(child.dep_ in {"compound", "amod", "nummod"} for child in thing.lefts)
            return bare and (verb.lower_ in GIVEN or (verb.lower_ in DENIED and thing.lemma_ in ADMISSION))
    return False
