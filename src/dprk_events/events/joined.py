"""Joined verbs that a small parser hangs on the wrong one, set right: one rule of English a function."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from dprk_events.events.finite import VERBAL, clauses_above, finite_tag, has_subject, is_bare, is_finite, past

EMBEDDED = frozenset({"ccomp", "xcomp", "pcomp", "advcl"})
SPEAKING = frozenset(
    {"accuse", "warn", "deny", "reject", "urge", "demand", "condemn", "criticise", "criticize", "threaten", "vow", "promise"}
    | {"pledge", "praise", "thank", "blame", "dismiss", "denounce", "call", "apologise", "apologize", "shrug", "brush"}
)
INVARIANT = frozenset({"set", "put", "cut", "hit", "let", "shut", "cost", "spread", "cast", "split", "quit", "read", "beat"})
SUBJECT_FORMS = {"him": "he", "her": "she", "them": "they"}
# past and participle alike
ALIKE = frozenset(
    {"brought", "held", "sent", "sold", "paid", "told", "met", "led", "left", "lost", "built", "bought", "caught", "found"}
    | {"fought", "kept", "laid", "made", "shot", "spent", "struck", "taught", "won", "put", "set", "cut", "hit", "beaten"}
)


def hang_verb(verb: Token) -> None:
    """All that may be wrong with a verb that is joined to another."""
    if verb.pos_ in VERBAL:
        read_invariant(verb)
        raise_conjunct(verb)
        second_relative(verb)
        join_participle(verb)
        free_participle(verb)
        drop_subject(verb)
        raise_parallel(verb)
        raise_from_object(verb)
        raise_told(verb)


def join_verb(word: Token, forms: Mapping[str, str]) -> None:
    """What is joined to a verb is one: "Xi, Putin meet, *pledge* closer ties"."""
    verb = word.head
    if word.pos_ != "NOUN" or verb.pos_ != "VERB" or word.lower_ not in forms:
        return
    lemma, tag = forms[word.lower_], finite_tag(verb)
    if (tag, word.lower_ == lemma) in {("VBP", True), ("VBZ", False)} and not word.lower_.endswith(("ed", "ing")):
        word.tag_, word.pos_, word.lemma_ = tag, "VERB", lemma


def part_from_object(word: Token, forms: Mapping[str, str]) -> None:
    """A noun has no name behind it: "hosted the talks and *borders Russia*" joins two verbs."""
    thing = word.head
    verb = thing.head
    named = next((child for child in word.children if child.dep_ == "appos" and child.i == word.i + 1), None)
    if thing.dep_ != "dobj" or named is None or named.pos_ != "PROPN" or verb.pos_ != "VERB":
        return
    lemma = forms.get(word.lower_, word.lower_)
    if word.tag_ == "NNS" and lemma != word.lower_:
        word.head, word.tag_, word.pos_, word.lemma_ = verb, "VBZ", "VERB", lemma
        named.dep_ = "dobj"


def read_invariant(verb: Token) -> None:
    """A gerund is not joined to an infinitive: in "praised him for raising output and *set* tasks" it is the past."""
    first = verb.head
    words = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if verb.tag_ == "VB" and verb.lower_ in INVARIANT and first.tag_ == "VBG" and not words:
        verb.tag_ = "VBD"


def raise_conjunct(verb: Token) -> None:
    """A finite verb joins a finite one: "said he was ready to *meet* Kim and *promised* aid" joins "said", not "meet"."""
    first = verb.head
    while first.dep_ == "conj" and first.pos_ in VERBAL:
        first = first.head
    if first.dep_ not in EMBEDDED or has_subject(verb):
        return
    if _is_earlier(first, verb):
        verb.tag_ = "VBD"
    elif not is_finite(verb) or not is_bare(first):
        return
    if verb.lower_ in ALIKE and any(child.lower_ == "have" for child in first.children):
        return  # "appears to have put them on trucks and *sent* them back"
    for above in clauses_above(first):
        if is_finite(above) and past(above) == past(verb) and above.i < first.i and above.lemma_ != "be":
            verb.head = above
            return


def raise_parallel(verb: Token) -> None:
    """Joined verbs are alike: "denied claims that it *was arming* rebels and *invited* monitors" joins "denied"."""
    first = verb.head
    if first.tag_ != "VBG" or first.dep_ not in {"acl", "ccomp"} or not is_finite(first):
        return
    if (
        verb.tag_ not in {"VBD", "VBN"}
        or has_subject(verb)
        or any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    ):
        return
    above = next((clause for clause in clauses_above(first) if is_finite(clause)), None)
    if above is not None and above.i < first.i and above.tag_ in {"VBD", "VBN"} and not is_bare(above):
        verb.head = above


def raise_told(verb: Token) -> None:
    """What is told itself does not step back: "said Seoul *would* help, and officials *detained* a ship" joins "said"."""
    first = verb.head
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if first.dep_ != "ccomp" or subject is None or finite_tag(verb) != "VBD" or not past(first.head):
        return
    would = any(child.lower_ in {"would", "could", "might"} for child in first.children if child.dep_ == "aux")
    edge = subject.left_edge.i
    apart = edge > 1 and verb.doc[edge - 1].dep_ == "cc" and verb.doc[edge - 2].text == ","
    if would and apart and first.i > first.head.i and not any(child.lower_ == "had" for child in verb.children):
        verb.head = first.head


def raise_from_object(verb: Token) -> None:
    """Nobody acts on himself by "him": "freed Park after *he* was hurt, and *handed him* over" joins "freed"."""
    first = verb.head
    done_to = next((child.lower_ for child in verb.children if child.dep_ == "dobj" and child.lower_ in SUBJECT_FORMS), None)
    if done_to is None or has_subject(verb) or first.dep_ not in {"acl", "advcl", "ccomp", "relcl"}:
        return
    acting = next((child.lower_ for child in first.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    described = first.dep_ == "acl" and first.tag_ == "VBN" and verb.tag_ == "VBD"
    if acting != SUBJECT_FORMS[done_to] and not described:
        return
    above = next((clause for clause in clauses_above(first) if is_finite(clause)), None)
    if above is not None and above.i < first.i:
        verb.head = above


def _is_earlier(first: Token, verb: Token) -> bool:
    """Reported speech steps back in time, and who speaks also accuses: "denied it *had sold* arms and *accused* Kyiv"."""
    had = any(child.lower_ == "had" for child in first.children if child.dep_ == "aux")
    return had and verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in SPEAKING and first.lemma_ not in SPEAKING


def second_relative(verb: Token) -> None:
    """A joined clause with "that" is a relative like the first: "the bank that Rome named and *that* Bonn *defended*"."""
    first = verb.head
    if (
        first.dep_ == "relcl"
        and has_subject(verb)
        and any(child.lower_ in {"that", "which", "whom"} for child in verb.children)
    ):
        verb.head, verb.dep_ = first.head, "relcl"


def free_reduced(participle: Token) -> None:
    """Of two reported verbs with one subject the first tells which: "said hackers *linked* to the army *stole* coins"."""
    above = participle.head
    subject = next((child for child in participle.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or participle.tag_ not in {"VBN", "VBD"} or subject.i != participle.i - 1 or above.i > participle.i:
        return
    if any(child.dep_ in {"aux", "auxpass", "dobj", "mark"} for child in participle.children):
        return
    finite = [child for child in (*above.children, *participle.children) if child.dep_ == "ccomp" and child.i > participle.i]
    verb = next((child for child in finite if is_finite(child) and not has_subject(child)), None)
    if verb is None or any(token.text in {",", ";"} or token.dep_ == "cc" for token in verb.doc[participle.i : verb.i]):
        return
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    subject.head, subject.dep_ = verb, "nsubjpass" if passive else "nsubj"
    participle.head, participle.dep_, participle.tag_ = subject, "acl", "VBN"
    verb.head = above


def drop_subject(verb: Token) -> None:
    """No subject stands before "and": "convicted one of them, *Ali Dor*, and *sentenced* him" joins two verbs."""
    first = verb.head
    noun = next((child for child in verb.children if child.dep_ == "nsubj" and first.i < child.i < verb.i), None)
    if noun is None or verb.nbor(-1).dep_ != "cc" or first.pos_ not in VERBAL:
        return
    thing = next((child for child in first.children if child.dep_ == "dobj" and child.i < noun.i), None)
    if thing is not None and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children):
        noun.head, noun.dep_ = thing, "appos"


def part_from_speaker(verb: Token) -> None:
    """A clause has one subject: "*The mayor* called the king, his office *said*" holds what the mayor did."""
    doer = verb.head
    said = doer.head
    plain = verb.tag_ in {"VBD", "VBN"} and verb.i == doer.i + 1 and doer.dep_ == "nsubj" and said.i > verb.i
    if plain and any(child.dep_ == "nsubj" and child.i > verb.i and child.i == said.i - 1 for child in said.children):
        verb.head, verb.dep_, verb.tag_ = said, "ccomp", "VBD"
        doer.head = verb


def second_contact_clause(verb: Token) -> None:
    """A name and a verb right behind a noun tell which: "half of the guns *Georgia has bought* since May"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "PROPN" or verb.i < verb.head.i or not is_finite(verb):
        return
    edge, doc = subject.left_edge.i, verb.doc
    if edge == 0 or any(child.dep_ in {"mark", "cc", "dobj", "ccomp", "xcomp"} for child in verb.children):
        return
    noun = doc[edge - 1]
    if noun.tag_ in {"NN", "NNS"} and noun.dep_ in {"dobj", "pobj"} and verb.head in noun.ancestors:
        verb.head, verb.dep_ = noun, "relcl"


def join_participle(verb: Token) -> None:
    """What is joined to a passive without an object is one: "was towed out and *brought* back"."""
    first, listed = verb.head, any(child.dep_ == "conj" and child.tag_ == "VBN" for child in verb.children)
    while first.dep_ == "conj" and first.tag_ == "VBN":
        first, listed = first.head, True
    if verb.tag_ != "VBD" or has_subject(verb) or not any(child.dep_ == "auxpass" for child in first.children):
        return
    if any(child.dep_ in {"dobj", "ccomp", "xcomp", "aux"} for child in verb.children):
        return
    if verb.lower_ in ALIKE or (listed and verb.lower_.endswith("ed")):  # "was stopped, *searched* and released"
        verb.tag_ = "VBN"


def free_participle(verb: Token) -> None:
    """ "A photograph, *said* to be real, *was posted*": of two finite verbs without "and" the first is a participle."""
    first, doc = verb.head, verb.doc
    bare = first.tag_ in {"VBD", "VBN"} and not any(child.dep_ in {"aux", "auxpass"} for child in first.children)
    subject = next((child for child in first.children if child.dep_ == "nsubj" and child.i < first.i), None)
    if not bare or subject is None or has_subject(verb) or not is_finite(verb):
        return
    start = min([verb.i, *(child.i for child in verb.children if child.dep_ in {"aux", "auxpass"})])
    enclosed = first.nbor(-1).text == "," and doc[start - 1].text == ","
    plain = all(token.text not in {",", ";"} and token.dep_ != "cc" for token in doc[subject.i : start])
    plain = plain and all(child.dep_ not in {"ccomp", "xcomp", "dobj"} for child in first.children)
    if any(child.dep_ == "cc" for child in first.children) or not (enclosed or plain):
        return
    verb.head, verb.dep_ = (verb if first.head == first else first.head), first.dep_
    first.head, first.dep_, first.tag_ = subject, "acl", "VBN"
    subject.head = verb
    if any(child.dep_ == "auxpass" for child in verb.children):
        subject.dep_ = "nsubjpass"
