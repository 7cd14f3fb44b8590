"""Who can act: actors, role nouns, names, pronouns, and things that stand for their owner."""

from __future__ import annotations

from dprk_events.events.attribution import DOCUMENT
from dprk_events.events.heads import of_what
from dprk_events.events.slots import verb_slots
from dprk_events.events.state import Kind
from dprk_events.events.tokens import Token

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "both", "them", "him", "her"})
POINTING = frozenset({"latter", "former", "whom"})
OWNING = frozenset({"his", "her", "its", "their", "our", "my"})
DEFINITE = frozenset({"the", "this", "these", "that", "those", "both", *OWNING})
# what speaks or rules for those who made it, and who is in it
DEEDS = DOCUMENT | frozenset(
    {"resolution", "law", "pact", "treaty", "agreement", "deal", "accord", "measure", "sanction", "order", "decree"}
    | {"ruling", "verdict", "bill", "rule", "regulation", "motion", "declaration", "speech", "editorial", "commentary"}
)
BODIES = frozenset({"session", "meeting", "plenum", "summit", "conference", "congress", "gathering", "rally", "convention"})
CREWED = frozenset(
    {"ship", "warship", "vessel", "boat", "submarine", "frigate", "destroyer", "plane", "aircraft", "jet", "warplane"}
    | {"bomber", "fighter", "helicopter", "gunship", "tank", "truck", "tractor", "convoy", "patrol"}
)
CROWDS = frozenset({"thousand", "hundred", "dozen", "score"})
ACTOR_ENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def acts(head: Token, kind: Kind) -> bool:  # noqa: PLR0911  one sign a line
    """Whether a noun can act: an actor or role noun, a name, a pronoun, or a thing whose owner is named in its phrase."""
    if head.tag_ == "PRP$":
        return True  # "*his* attempt to impose a curfew"
    if head.pos_ == "NUM" and head.dep_ in {"nsubj", "nsubjpass"} and head.ent_type_ in {"", "CARDINAL"}:
        return True  # "The three condemned the launches"
    if head.lemma_.lower() in CROWDS and head.dep_ in {"nsubj", "nsubjpass"}:
        return True  # "Thousands marched"
    if kind(head) is not None or head.ent_type_ in ACTOR_ENTS or head.pos_ == "PROPN" or head.lower_ in PRONOUNS:
        return head.ent_type_ not in {"DATE", "TIME", "LOC", "EVENT"} or kind(head) is not None
    whole = of_what(head)
    if whole is not None and (acts(whole, kind) or whole.lower_ in POINTING):
        return True
    if head.text.isupper() and len(head.text) > 1 and head.is_alpha:  # an organisation's initials
        return True
    if any(child.dep_ == "conj" and acts(child, kind) for child in head.children):
        return True
    owners = [child for child in head.children if child.dep_ in {"poss", "compound", "amod", "nmod", "appos"}]
    owners += [
        grand
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}
        for grand in child.children
    ]
    owners += [whole for owner in owners if (whole := of_what(owner)) is not None]  # "the needs of thousands of villagers"
    return any(
        owner.ent_type_ in ACTOR_ENTS or (kind(owner) is not None and not (owner.dep_ == "amod" and kind(owner) == "role"))
        for owner in owners
    )


def stands_for(head: Token, kind: Kind) -> list[Token]:
    """Who a document as grammatical actor stands for: "put out a report accusing X" is the act of whoever put it out."""
    if acts(head, kind):
        return [head]
    if head.dep_ == "dobj" and head.lemma_.lower() in DOCUMENT:
        return [owner for owner in verb_slots(head.head).subject if acts(owner, kind)]
    for child in head.children:  # "letters written by Kim praised him"
        if child.dep_ == "acl" and child.tag_ == "VBN" and head.lemma_.lower() in DOCUMENT:
            return [maker for maker in verb_slots(child).subject if acts(maker, kind)]
    return []


def has_people_behind(head: Token) -> bool:
    """Whether people act in a thing, so that what it does with a PLOVER type is theirs.

    They sit in it ("a warship rammed"), met in it ("the session condemned"), wrote it ("the statement denounced", "the pact
    bans"), or it is somebody's ("his office pledged").
    """
    words = {child.lower_ for child in head.children}
    lemma = head.lemma_.lower()
    return (
        lemma in CREWED
        or head.lower_ in POINTING
        or bool(words & OWNING)
        or (lemma in DEEDS | BODIES and bool(words & DEFINITE))
    )
