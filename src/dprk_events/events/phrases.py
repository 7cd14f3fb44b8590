"""From head tokens to the phrase a reader would mark: the noun phrase without stray adverbials.

An actor is named without its relative clauses; a target is what the act is done to, with all that says which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from dprk_events.events.tokens import Token

OUTSIDE = frozenset({"relcl", "punct", "cc", "advcl", "parataxis", "prep", "acl", "appos"})
TIMES = frozenset({"DATE", "TIME"})
QUOTES = frozenset({'"', "“", "”"})
DOWN = frozenset({"prep", "pobj", "acl", "dobj", "dative"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token range [start, end) of the document, with the heads of its joined parts."""

    start: int
    end: int
    heads: tuple[Token, ...]

    def until(self, end: int, more: tuple[Token, ...] = ()) -> Phrase:
        """The same phrase, but at least up to the token ``end`` and with the heads that stand there."""
        return Phrase(self.start, max(self.end, end), (*self.heads, *more))


def phrase(heads: list[Token], *, outside: Token | None = None, whole: bool = False) -> Phrase | None:
    """The phrase around the heads of one slot; None when the slot is empty.

    ``outside`` is a verb that modifies the phrase and is told on its own: "officials *meeting* with envoys".
    ``whole``: with the clause that tells which one is meant, "a bill *that would cut aid to Kabul*".
    """
    if not heads:
        return None
    start = min(_left(head) for head in heads)
    end = max(_right(head) for head in heads)
    doc = heads[0].doc.tokens
    if whole:
        end = max(end, *(_defined(head, end) for head in heads))
    if outside is not None and max(head.i for head in heads) < outside.i < end:
        end = outside.left_edge.i
    while end - 1 > start and (
        (doc[end - 1].is_punct and doc[end - 1].text not in {")", '"', "”", "'s"}) or doc[end - 1].is_space
    ):
        end -= 1
    if doc[start].text in QUOTES and not any(token.text in QUOTES for token in doc[start + 1 : end]):
        if end < len(doc) and doc[end].text in QUOTES:
            end += 1
        else:
            start += 1
    if start and doc[start].text == "(" and doc[start - 1].pos_ == "PROPN":  # "The World Health Organization (WHO)"
        start = doc[start - 1].left_edge.i
    if end < len(doc) and doc[end].text == ")" and any(token.text == "(" for token in doc[start:end]):
        end += 1
    while start < end - 1 and ((doc[start].is_punct and doc[start].text not in {"(", '"', "“"}) or doc[start].is_space):
        start += 1
    return Phrase(start, end, tuple(heads))


def _left(head: Token) -> int:
    start: int = head.left_edge.i
    if head.dep_ == "compound":  # a receiver that the parser took for a modifier keeps its own: "the Dutch government a say"
        while start and head.doc[start - 1].head == head.head and head.doc[start - 1].dep_ in {"amod", "compound", "det"}:
            start = head.doc[start - 1].left_edge.i
    articles = [child.i for child in head.children if child.dep_ == "det"]
    if articles and head.dep_ == "pobj" and any(child.dep_ == "amod" and child.i < articles[0] for child in head.children):
        return int(articles[0])  # "as 'delusional' a demand"
    return start


def _right(head: Token) -> int:
    """The last token of the phrase, plus one: relative clauses, clause adjuncts and time phrases stay outside."""
    end: int = head.i + 1
    for child in head.children:
        if child.i < head.i or child.dep_ in {"relcl", "advcl", "parataxis", "cc", "punct"}:
            continue
        if any(not between.is_punct and between.dep_ != "cc" for between in head.doc[end : child.left_edge.i]):
            continue  # words that belong to something else stand between
        if child.dep_ in {"acl", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            apart = (
                child.dep_ == "acl" and head.doc[end].text == ","
            )  # "the hackers, *believed* to be ..." says more of them
            if child.tag_ in {"VB", "VBG", "VBN"} and child.i - end <= 2 and not apart:
                end = max(end, _clause_end(child))
            continue
        if child.dep_ == "prep" and any(grand.ent_type_ in TIMES for grand in child.children):
            continue
        if child.dep_ in {"npadvmod", "nmod"} and child.ent_type_ in TIMES:
            continue
        end = max(end, _right(child) if child.dep_ in {"conj", "prep", "pobj", "appos"} else child.right_edge.i + 1)
    return end


def _clause_end(verb: Token) -> int:
    """A short participle or infinitive behind its noun belongs to the phrase, up to its object."""
    end = verb.i + 1
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"dobj", "prep", "dative", "prt", "agent", "pobj"}:
            if any(grand.ent_type_ in TIMES for grand in child.children):
                continue
            end = max(end, _right(child))
    return end


def _defined(head: Token, end: int) -> int:
    """The end of a phrase whose last noun has a clause without a comma before it, which may follow a time."""
    nouns = [head]
    while below := [child for child in nouns[-1].children if child.dep_ in DOWN and nouns[-1].i < child.i < end]:
        nouns.append(below[-1])
    for clause in (child for noun in nouns for child in noun.children if child.i > noun.i and _defines(child)):
        if all(between.ent_type_ in TIMES for between in head.doc[end : clause.left_edge.i]):
            end = max(end, clause_end(clause))
    return end


def _defines(clause: Token) -> bool:
    """A relative clause with its subject, or one without a finite verb; the rest is mostly a sentence read wrongly."""
    if clause.dep_ == "relcl":
        return any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.children)
    told = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)  # "claims *that guards ...*"
    return clause.dep_ == "acl" and (clause.tag_ in {"VB", "VBG", "VBN"} or told)


def clause_end(verb: Token) -> int:
    """The end of a clause behind its noun: its objects, phrases and complements, up to the first comma."""
    end = verb.i + 1
    for child in verb.children:
        if child.i < verb.i:
            continue
        purpose = (
            child.dep_ == "advcl" and child.tag_ == "VB" and child.left_edge.i == end
        )  # "made available *to fight* fires"
        if child.lower_ in {"after", "before", "since", "while"} and any(grand.dep_ == "pcomp" for grand in child.children):
            break
        if child.is_punct or (child.dep_ in {"cc", "conj", "advcl", "parataxis"} and not purpose):
            break
        end = max(end, clause_end(child) if child.dep_ in {"xcomp", "ccomp", "advcl"} else _right(child))
    return end
