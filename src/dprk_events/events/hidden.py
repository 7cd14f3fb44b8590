"""Hidden verbs: the parser takes "scraps" for a noun and "limited" for an adjective.

A sentence in which it saw no verb with a subject is read again with "will" before the word that may be one.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from spacy.tokens import Doc, Span, Token

HALVES = frozenset({"North", "South"})  # of Korea, which the tagger takes for adjectives
FINITE = frozenset({"nsubj", "nsubjpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
MODIFIERS = frozenset({"nmod", "amod", "compound"})
INSIDE = frozenset(
    {"relcl", "acl", "advcl", "pcomp", "xcomp", "amod", "compound", "nmod"}
)  # clauses that a sentence needs a verb beside
OPENING = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "ADP", "PRON", "PART", "ADV"})  # what may stand behind a verb
NAMING = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM"})


def hidden_verb(doc: Doc, forms: Mapping[str, str]) -> Token | None:
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
    """Whether several stand before a word: "Seoul, Tokyo condemn", "Germany and UNICEF hand over", "Police raid"."""
    for token in doc[:end]:
        if token.tag_ in {"NNS", "NNPS"} or token.lower_ == "police":
            return doc[end].dep_ == "compound"  # taken for a part of the noun behind it
        if token.pos_ not in NAMING:
            break
    at = end - 1
    while at > 0 and doc[at].pos_ == "PROPN" and doc[at - 1].pos_ == "PROPN":
        at -= 1
    return at >= 2 and doc[at - 1].lower_ in {",", "and", "&"} and doc[at - 2].pos_ == "PROPN"


def lost_verb(sentence: Span, forms: Mapping[str, str]) -> Token | None:
    """The word that must be the verb of a sentence in which the parser saw none with a subject."""
    halves, root = _north_or_south(sentence, forms) or _past_adjective(sentence, forms), sentence.root
    if halves is not None or len(sentence) < 4 or sentence[-1].text != ".":
        return halves
    if (root.pos_ in {"VERB", "AUX"} and any(child.dep_ in SUBJECTS for child in root.children)) or _has_clause(sentence):
        return None
    commas = 0
    for token in sentence[1:-2]:
        commas += token.text == ","
        if token.tag_ == "VBD" and token.dep_ == "amod" and token.lower_ in forms and any(True for _ in token.lefts):
            return token  # an adjective has no subject: "The South's military *fired* warning shots"
        if token.lower_ in forms and _may_be_verb(token, forms, commas):
            return token
    return None


def _north_or_south(sentence: Span, forms: Mapping[str, str]) -> Token | None:
    """The verb that was read as an adjective behind a half of Korea: "The North *fired* shells"."""
    for token in sentence[1:]:
        if token.dep_ == "amod" and token.tag_ in {"VBN", "VBD"}:
            before = token.nbor(-1)
            if before.text in HALVES and before.head in {token, token.head} and token.lower_ in forms:
                return token
    return None


def _past_adjective(sentence: Span, forms: Mapping[str, str]) -> Token | None:
    """A past tense taken for an adjective gives a clause two subjects: "Its army *fired* shots after men crossed"."""
    for token in sentence[1:]:
        if token.dep_ == "amod" and token.tag_ == "VBD" and token.lower_ in forms and token.head.dep_ == "nsubj":
            subjects = [child for child in token.head.head.children if child.dep_ in SUBJECTS]
            if len(subjects) > 1 and token.nbor(-1).pos_ in NAMING and token.i > token.head.left_edge.i:
                return token
    return None


def _has_clause(sentence: Span) -> bool:
    """Whether some verb of the sentence has a subject and hangs on no noun."""
    for token in sentence:
        if token.dep_ in SUBJECTS and token.head.dep_ not in INSIDE and token.head.pos_ in {"VERB", "AUX"}:
            clause = token.head
            while clause.dep_ in {"ccomp", "conj"} and clause.head != clause:
                clause = clause.head
            if clause.dep_ not in INSIDE:
                return True
    return False


def _may_be_verb(token: Token, forms: Mapping[str, str], commas: int) -> bool:
    """Whether a word may be the finite verb of its sentence: it stands behind a noun and is no participle of it."""
    doc, lemma = token.doc, forms[token.lower_]
    before, after = doc[token.i - 1], doc[token.i + 1]
    if after.pos_ not in OPENING or any(child.dep_ in {"agent", "aux", "auxpass"} for child in token.children):
        return False
    if before.text == ",":
        return commas % 2 == 0 and lemma != token.lower_  # "The pact, signed in May, *banned* drills"
    governs = before.pos_ == "ADJ" and (after.lower_ == "to" or before.lower_ == "military")  # "the complex *plans to* sue"
    if (before.pos_ not in {"PROPN", "NOUN", "NUM", "ADV"} and not governs) or token.lower_.endswith("ing"):
        return False
    if lemma == token.lower_:
        return _is_plural(doc, token.i) or any(
            left.tag_ in {"NNS", "NNPS"} and left.dep_ in {"ROOT", "nsubj"}
            for left in before.sent[: token.i - before.sent.start]
        )
    return not token.lower_.endswith("s") or after.lower_ == "to" or before.pos_ == "PROPN"


def with_auxiliary(sentence: Span, verb: Token, forms: Mapping[str, str]) -> Generator[Doc, Doc, Doc | None]:
    """The text with this sentence parsed with "will" before the verb, laid over its words; None when that is no better."""
    doc = sentence.doc
    finite = "VBZ" if verb.lower_.endswith("s") else "VBP" if verb.lower_ == forms[verb.lower_] else "VBD"
    at = verb.i - sentence.start
    words = ["Korea" if token.text in HALVES and token.i == verb.i - 1 else token.text for token in sentence]
    told = yield Doc(doc.vocab, words=[*words[:at], "will", forms[verb.lower_], *words[at + 1 :]])
    main = told[at + 1]
    parts = [main, *(child for child in main.lefts if child.dep_ == "ccomp")]  # "hackers *linked* to Minsk will target"
    if main.tag_ != "VB" or not any(child.dep_ in FINITE for part in parts for child in part.children):
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


def relabelled(doc: Doc, told: Doc) -> Doc:
    """The words of a doc with the parse of another that has as many."""
    read = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in told],
        pos=[token.pos_ for token in told],
        lemmas=[token.lemma_ for token in told],
        deps=[token.dep_ for token in told],
        heads=[token.head.i for token in told],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in told],
    )
    read.tensor = doc.tensor  # only Doc.from_docs looks at it
    return read
