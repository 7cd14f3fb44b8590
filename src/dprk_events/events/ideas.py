"""What a sentence only has in mind: bare infinitives, gerunds, indirect questions, scenarios assert nothing."""

from __future__ import annotations

from collections.abc import Container

from dprk_events.events.tokens import Token

WANTING = frozenset({"need", "want", "require", "await", "lack", "seek", "demand", "expect", "deserve", "crave"})
QUESTIONS = frozenset({"how", "whether", "why", "what", "which", "when", "where", "who"})
ASKING = frozenset({"wonder", "ask", "doubt", "question"})
UNSURE = frozenset({"unclear", "uncertain", "unknown", "clear"})
VERBAL = frozenset({"VERB", "AUX"})
TALES = frozenset({"scenario", "simulation", "film", "movie", "novel", "dream", "cartoon"})
FIRST = frozenset({"first", "second", "third", "last", "latest", "only", "newest"})
NAMING = frozenset({"name", "identify", "quote"})


def is_idea(verb: Token, governed: Container[int]) -> bool:  # noqa: PLR0911  one sign a line
    """A bare infinitive or gerund, an indirect question or a scenario: "a plan to arrest", "met to discuss", "how it sank".

    ``governed`` holds the verbs whose governor has passed its status on: those are told.
    """
    while verb.dep_ == "conj" and verb.tag_ in {"VB", "VBG"} and verb.head.pos_ in VERBAL and verb.head.tag_ == verb.tag_:
        verb = verb.head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark", "advmod", "attr", "dobj", "nsubj"}}
    words |= {child.lower_ for child in verb.children if child.dep_ == "dative" and child.tag_ == "WP"}
    words |= {
        grand.lower_ for child in verb.children for grand in child.children if grand.dep_ == "advmod" and child.i < verb.i
    }
    if verb.i in governed and not words & (QUESTIONS - {"whether"}):  # "is considering whether to lift the ban"
        return _is_tale(verb)
    asked = (verb.head.lemma_ in ASKING and "if" in words) or (
        verb.dep_ in {"csubj", "ccomp"} and verb.head.lemma_ in ASKING | {"be", "know"}
    )
    if asked and words & {"if", *QUESTIONS}:
        return True
    if verb.dep_ == "advcl" and words & QUESTIONS and any(child.lower_ in UNSURE for child in verb.head.children):
        return True  # "it is unclear when the North arrested him"
    if verb.dep_ in {"ccomp", "pcomp"} and words & QUESTIONS:
        return True  # an indirect question
    if verb.dep_ == "ROOT" and any(child.lower_ in {"how", "why"} and _opens(child) for child in verb.children):
        return True  # "How the North earns money", "Explainer: why it does"
    if _is_tale(verb):
        return True
    if is_first_to(verb):
        return False
    if (
        verb.dep_ in {"xcomp", "pcomp"}
        and (verb.tag_ == "VBG" or any(child.lower_ == "being" for child in verb.children))
        and verb.head.lower_ not in {"by", "after", "before", "since", "while", "in"}
    ):
        return True  # "enjoys writing", "instead of boarding"
    return "to" in words and verb.dep_ not in {"ROOT", "parataxis", "ccomp"}


def is_wanted(noun: Token) -> bool:
    """What somebody needs has not been done: "needs the *consent* of all members", "without Beijing's *approval*"."""
    above = noun.head
    wanting = noun.dep_ == "dobj" and above.lemma_ in WANTING
    return wanting or (noun.dep_ == "pobj" and above.lower_ in {"without", "pending"})


def _opens(word: Token) -> bool:
    return word.is_sent_start or word.nbor(-1).text == ":"


def is_first_to(verb: Token) -> bool:
    """Who becomes the first to do something has done it: "became the latest country to *reopen* its embassy"."""
    if not any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return False
    noun = verb.head
    if verb.dep_ == "xcomp" and noun.lemma_ == "become":
        noun = next((child for child in noun.children if child.dep_ == "attr"), noun)
    first = any(child.lower_ in FIRST for child in noun.children)
    return first and noun.dep_ == "attr" and noun.head.lemma_ == "become"


def _is_tale(verb: Token) -> bool:
    """What happens in a scenario or film: "in one scenario, the North *invades* the island"."""
    return any(
        pobj.lemma_.lower() in TALES
        for prep in verb.children
        if prep.dep_ == "prep" and prep.lower_ == "in"
        for pobj in prep.children
    )


def hides_source(verb: Token) -> bool:
    """Why a source has no name, or how it knows, is no news: "who *spoke* anonymously", "people *briefed* on it"."""
    if verb.dep_ not in {"relcl", "advcl", "acl"}:
        return False
    if verb.dep_ == "acl" and verb.lemma_ == "brief" and verb.tag_ == "VBN":
        return True
    for word in verb.subtree:
        if word.lower_ in {"anonymity", "anonymously"}:
            return True
        if word.lemma_ in NAMING and any(child.dep_ == "auxpass" for child in word.children) and word.head == verb:
            return True
    return False
