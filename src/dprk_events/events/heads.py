"""What the head of a noun phrase stands for: what a measure counts, people without a noun, both sides in one subject."""

from __future__ import annotations

from dprk_events.events.tokens import Token

MEASURES = frozenset(
    [
        "some",
        "many",
        "most",
        "all",
        "none",
        "several",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "score",
        "majority",
        "minority",
        "number",
        "group",
        "part",
        "half",
        "third",
        "quarter",
        "percent",
        "handful",
        "couple",
        "lot",
        "bulk",
        "rest",
        "remainder",
        "each",
        "one",
        "two",
        "three",
        "any",
        "few",
        "team",
        "ton",
        "tonne",
        "batch",
        "shipment",
        "series",
        "wave",
        "round",
        "set",
        "string",
        "spate",
        "worth",
        "box",
        "bag",
        "barrel",
        "container",
        "crate",
        "load",
        "piece",
        "ruin",
        "kind",
        "type",
        "sort",
    ]
)
SOMEBODY = frozenset(
    {"him", "her", "he", "she", "them", "they", "us", "we", "me", "who", "whom", "those", "everyone", "anyone", "someone"}
)
JOINABLE = frozenset({"amod", "nmod", "compound"})
NAMED = frozenset({"GPE", "NORP", "ORG"})


def is_people(head: Token) -> bool:
    """People without a noun of their own: "sent them home", "six North Koreans", "Five were returned"."""
    counted = head.pos_ == "NUM" and not any(child.dep_ == "prep" for child in head.children)
    return counted or head.lower_ in SOMEBODY or (head.tag_ == "NNPS" and head.ent_type_ == "NORP")


def of_what(head: Token) -> Token | None:
    """What a word of measure counts: the troops in "some of its troops", the guards in "a majority of guards"."""
    if head.lemma_.lower() in MEASURES or head.pos_ == "NUM":
        for child in head.children:
            if child.lower_ == "of":
                return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def is_joined(head: Token) -> bool:
    """Whether a subject names both sides: "Seoul and Tokyo", "the two Koreas", "both leaders", "the two sides"."""
    if any(child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"} for child in head.children):
        return True
    for child in head.children:  # "UK and EU negotiators", "British and Irish ministers"
        several = any(grand.dep_ in {"conj", "cc"} for grand in child.children)
        if several and child.dep_ in JOINABLE and child.ent_type_ in NAMED:
            return True
        if child.lower_ == "of" and head.tag_ in {"NNS", "NNPS"}:  # "the armies of Chile and Peru"
            owners = [grand for grand in child.children if grand.dep_ == "pobj" and grand.ent_type_ in NAMED]
            if any(each.dep_ == "conj" for owner in owners for each in owner.children):
                return True
    words = {child.lower_ for child in head.children}
    return (bool(words & {"two", "both", "three"}) and head.tag_ in {"NNS", "NNPS"}) or head.lower_ == "both"
