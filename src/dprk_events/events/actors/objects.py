"""Pronouns that are objects: in "the king met the envoy and thanked *him*" it is not the king."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dprk_events.events.actors.coreference import Mention, Sort, antecedent, before, fits
from dprk_events.events.tokens import Token
from dprk_events.model import Entity

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "pobj"})
_NOUN = frozenset({"NOUN", "PROPN", "PRON"})
_ASKING = frozenset({"ask", "demand", "insist", "order", "propose", "request", "require", "suggest", "urge", "want"})
_JOINED = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl"})


def referent(token: Token, sort: Sort, mentions: Sequence[Mention], sentence: int) -> tuple[Entity, ...]:
    """Whom a pronoun stands for; an object is not its own verb's subject, and rather the object of the verb before."""
    verb = governor(token)
    if token.dep_ == "poss":
        owner = _of_own_subject(verb, sort, mentions) or antecedent(token, sort, mentions, sentence)
        return owner or _ahead(token, sort, mentions)
    found = _in_sentence(token, verb, sort, mentions) if verb is not None else None
    if found is not None:
        return tuple(replace(entity, via="coreference") for entity in found)
    own = doers(verb) if verb is not None else frozenset()
    inside = {inner.i for doer in own for inner in token.doc[doer].subtree}  # "the army led by *Petkov* ousted him"
    found = antecedent(token, sort, mentions, sentence, others=inside)
    themselves = {entity.id for mention in before(mentions, token.i) if mention.token in own for entity in mention.entities}
    found = () if any(entity.id in themselves for entity in found) else found
    return found or _ahead(token, sort, mentions)


def _ahead(token: Token, sort: Sort, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """ "Before *it* shut the crossing, Niger expelled him": in an opening clause it is whoever the sentence is about."""
    top, below = token, token
    while top.head.i != top.i:
        top, below = top.head, top
    own = doers(top)
    if below.i > top.i or below.i in own or not own or token.i > min(own):
        return ()
    found = [mention for mention in mentions if mention.token in own and mention.entities]
    if sort == "people":
        found = found if len(found) > 1 else [each for each in found if each.sort == "people" or len(each.entities) > 1]
        told = {entity.id: entity for mention in found for entity in mention.entities}
    else:
        told = {entity.id: entity for mention in found if fits(sort, mention) for entity in mention.entities}
        told = told if len(told) == 1 else {}
    return tuple(replace(entity, via="coreference") for entity in told.values())


def _of_own_subject(verb: Token | None, sort: Sort, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """ "Kim gave up *his* weapons": what an object's owner is called by is the subject, where it fits."""
    if verb is None:
        return ()
    own = doers(verb)
    found = [mention for mention in before(mentions, verb.i + 1) if mention.token in own and fits(sort, mention)][::-1]
    if sort == "people":
        found = [mention for mention in found if mention.sort == "people"]
    return tuple(replace(entity, via="coreference") for mention in found for entity in mention.entities)


def governor(token: Token) -> Token | None:
    """The verb whose object a pronoun is; for "demanded that *it* open" the asking verb, for nobody asks himself."""
    while token.dep_ == "poss":
        token = token.head
    if token.dep_ in _OBJECT:
        head = token.head
        while head.pos_ in {"ADP", "PART", "NOUN"} and head.head.i != head.i:
            head = head.head
        return head if head.pos_ in {"VERB", "AUX"} else None
    if token.dep_ in _SUBJECT and token.head.dep_ == "ccomp" and token.head.head.lemma_ in _ASKING:
        return token.head.head
    return None


def doers(verb: Token) -> frozenset[int]:
    """The subjects of a verb, which it may share with the verb it is joined to, and all that is joined to them."""
    while True:
        found = [child for child in verb.children if child.dep_ in _SUBJECT]
        if found:
            own = {token.i for subject in found for token in (subject, *subject.conjuncts)}
            if verb.dep_ == "relcl" and any(subject.tag_ in {"WP", "WDT"} for subject in found):
                own.add(verb.head.i)  # "the *deputy*, who had accused him"
            return frozenset(own)
        if verb.dep_ not in _JOINED:
            return frozenset()
        asked = [child for child in verb.head.children if child.dep_ in {"dobj", "dative"} and verb.dep_ == "xcomp"]
        if asked:
            return frozenset(token.i for token in asked)
        verb = verb.head


def _in_sentence(token: Token, verb: Token, sort: Sort, mentions: Sequence[Mention]) -> tuple[Entity, ...] | None:
    """What an object pronoun stands for in its own sentence: nobody for a thing, None where the sentence does not say."""
    known: Mapping[int, Mention] = {mention.token: mention for mention in before(mentions, token.i)}
    own = doers(verb)
    for noun in _objects_before(token, verb):
        mention = known.get(noun.i)
        if noun.i in own:
            continue
        if mention is not None and fits(sort, mention):
            return mention.entities
        if mention is None and sort != "person" and noun.ent_type_ not in {"DATE", "TIME"} and noun.dep_ != "pobj":
            return ()
    return None


def _objects_before(token: Token, verb: Token) -> Iterator[Token]:
    """The objects of the verbs that the pronoun's verb is joined to or stands below, the nearest first."""
    around = {verb.i, *(ancestor.i for ancestor in verb.ancestors)} | {other.i for other in verb.conjuncts}
    for noun in reversed(token.doc[token.sent.start : token.i]):
        located = noun.dep_ == "pobj" and noun.head.lower_ in {
            "in",
            "at",
            "near",
        }  # "condemned *Israel* over a raid in Gaza"
        if noun.pos_ in _NOUN and noun.dep_ in _OBJECT and not located and around.intersection(_verbs_above(noun)):
            yield noun


def _verbs_above(noun: Token) -> Iterator[int]:
    """The verb of a noun, and the verbs that this one completes: "stopped short of *condemning*"."""
    head = noun.head
    while head.dep_ not in _SUBJECT:
        if head.pos_ in {"VERB", "AUX"}:
            yield head.i
            if head.dep_ not in {"xcomp", "pcomp"}:
                return
        if head.head.i == head.i:
            return
        head = head.head
