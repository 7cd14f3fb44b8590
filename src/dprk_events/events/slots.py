"""The grammatical slots of a verb or event noun, normalised for voice: who does it, to whom, with which phrases.

Labels are the ClearNLP scheme of spaCy's English models. "Subject" and "object" are logical: in "the ship was seized by
South Korea" the subject is South Korea and the object the ship.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dprk_events.events.hidden_objects import ATTRIBUTES, hidden_object, receiver
from dprk_events.events.subjects import OBJECTS, RELATIVES, SUBJECTS, antecedent, inherited_subject, left_over, own
from dprk_events.events.tokens import Token
from dprk_events.events.voice import agents_of, is_passive, names_role

Complement = Literal["to", "ing", "that"]
PARTICLES = frozenset({"back", "down", "out", "up", "off", "away", "home", "apart", "aside", "together", "jointly"})
CIRCUMSTANCES = frozenset({"by", "after", "before", "since", "while", "upon"})


@dataclass(slots=True)
class Slots:
    """The slots of one clause; every value is a list of head tokens in text order, empty when the slot is not filled."""

    verb: Token
    passive: bool = False
    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    dative: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)  # of the verb
    noun_preps: dict[str, list[Token]] = field(default_factory=dict)  # of its object
    nested: dict[str, list[Token]] = field(default_factory=dict)  # of the phrases of its prepositions: "in talks with Y"
    condition: list[Token] = field(default_factory=list)  # who acts in its until- or unless-clause
    particles: dict[str, Token] = field(default_factory=dict)
    adjective: Token | None = None  # predicate adjective or noun
    complements: list[tuple[Complement, Token]] = field(default_factory=list)
    manner: list[tuple[Complement, Token]] = field(default_factory=list)  # gerunds that tell how or when: "by banning tours"

    def prep(self, word: str) -> list[Token]:
        """What ``word`` introduces, on the verb first, then on its object, then one phrase further down."""
        return self.preps.get(word) or self.noun_preps.get(word) or self.nested.get(word) or []


def verb_slots(verb: Token) -> Slots:
    """Fill the slots of a verb from its own children, then from the clauses around it (control, relatives, conjunction)."""
    slots = Slots(verb, passive=is_passive(verb))
    for child in verb.children:
        _place(child, slots)
    surface_subject, surface_object = _sides(verb, slots)
    if not slots.passive:
        slots.subject, slots.object = surface_subject, surface_object
    elif surface_object and not names_role(verb):  # "was given the green light": the surface subject is the receiver
        slots.dative, slots.object = slots.dative or surface_subject, surface_object
    else:
        slots.object = surface_subject
    if slots.passive:
        slots.subject = agents_of(verb)
    if not slots.dative and not slots.passive:
        slots.dative = [who for head in slots.object if (who := receiver(head)) is not None]
    if slots.dative and slots.object:  # "sold Iran rockets" is "sold rockets to Iran"
        slots.preps.setdefault("to", slots.dative)
    for name, heads in slots.preps.items():
        for head in heads:
            _add_nested(head, slots.nested, apposed=name == "as")
    for head in [*slots.object, *([slots.adjective] if slots.adjective is not None else [])]:
        _add_preps(head, slots.noun_preps)
    return slots


def _sides(verb: Token, slots: Slots) -> tuple[list[Token], list[Token]]:
    """What stands before and behind a verb, whatever its voice; who stands between the two is a receiver."""
    subject, things = own(verb, SUBJECTS), [child for child in verb.children if child.dep_ in OBJECTS]
    small = slots.adjective
    if small is not None and small.dep_ in {"ccomp", "xcomp"} and not things:
        things = own(small, SUBJECTS)
    alone = not (slots.passive or slots.preps or slots.complements)
    things = things or hidden_object(verb, slots.preps, alone=alone)
    subject = subject or inherited_subject(verb) or left_over(verb, passive=slots.passive)
    if verb.dep_ == "relcl" and len(subject) > 1 and subject[0].lower_ in RELATIVES:
        things = things or subject[:1]  # "the fleet *which* the allies made available"
        del subject[0]
    behind = [head for head in subject if head.i > verb.i]
    if behind and things and len(behind) < len(subject) and not slots.dative:
        slots.dative = behind  # "allowed *the inspectors* full access"
        subject = [head for head in subject if head.i < verb.i]
    subject = [antecedent(token) for token in subject]
    return subject, [antecedent(token) for token in things] or _gap(verb, subject)


def noun_slots(noun: Token) -> Slots:
    """The slots of an event noun: possessor and by-phrase act, the prepositions and compounds receive."""
    slots = Slots(noun)
    _add_preps(noun, slots.preps)
    for heads in slots.preps.values():
        for head in heads:
            _add_nested(head, slots.nested)
    for head in slots.preps.get("of", []):  # "the arrest of two sailors by China"
        for child in head.children:
            if child.lower_ == "by" and child.dep_ == "prep" and "by" not in slots.preps:
                _add_prep(child, slots.preps)
    slots.subject = [child for child in noun.children if child.dep_ == "poss"] or slots.preps.get("by", [])
    return slots


def complement(verb: Token, kinds: tuple[str, ...]) -> tuple[str, Token] | None:
    """The first complement of one of these kinds."""
    return next(((kind, token) for kind, token in verb_slots(verb).complements if kind in kinds), None)


def conjuncts(head: Token) -> list[Token]:
    """A noun and the nouns joined to it: "Seoul, Tokyo and Washington"."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            found += conjuncts(child)
    return found


def _gap(verb: Token, subject: list[Token]) -> list[Token]:
    """The object left out in a relative clause: "the missile (that) the North launched"."""
    if verb.dep_ == "relcl" and verb.head not in subject and not is_passive(verb):
        stranded = any(child.dep_ == "prep" and not any(True for _ in child.children) for child in verb.children)
        fronted = any(
            child.lower_ in {"where", "when", "why"} or (child.dep_ == "prep" and child.i < verb.i)
            for child in verb.children
        )
        if not stranded and not fronted:
            return [verb.head]
    return []


def _place(child: Token, slots: Slots) -> None:  # noqa: PLR0912  one label of the parser a branch
    """Sort one child of the verb into its slot."""
    if child.lower_ == "according":
        return  # a source, no phrase of the verb
    if child.dep_ == "prt":
        slots.particles[child.lower_] = child
        _add_prep(child, slots.preps)  # "brushed off the criticism" with the thing hung on the particle
    elif child.dep_ == "dative" and child.pos_ not in {"ADP", "PART"}:
        slots.dative.append(child)
    elif child.dep_ in {"prep", "dative", "agent"}:
        if _is_when(child):
            return
        if not _is_far(child):
            slots.particles.setdefault(child.lower_, child)
        _add_prep(child, slots.preps)
        for grand in child.children:
            if child.lower_ == "with" and own(grand, SUBJECTS):
                continue  # "talks failed, with both sides rejecting the draft"
            if grand.dep_ == "pcomp" and grand.pos_ in {"VERB", "AUX"}:
                (slots.manner if child.lower_ in CIRCUMSTANCES else slots.complements).append(("ing", grand))
    elif child.dep_ == "advmod" and (child.i == slots.verb.i + 1 or child.lower_ in PARTICLES):
        slots.particles.setdefault(child.lower_, child)
        for grand in child.children:  # "out of the treaty" with "out" as an adverb
            if grand.dep_ == "prep":
                _add_prep(grand, slots.preps)
        _add_pcomps(child, slots)  # "stopped short of condemning"
    elif child.dep_ in {"acomp", "attr", "oprd"} and slots.adjective is None:
        slots.adjective = child
        _add_pcomps(child, slots)
    elif child.dep_ in {"ccomp", "xcomp"} and child.pos_ == "ADJ" and own(child, SUBJECTS):
        slots.adjective = child  # small clause: "found the regime guilty"
    if child.dep_ == "advcl" and any(grand.lower_ in {"until", "unless", "till"} for grand in child.children):
        slots.condition = agents_of(child) if is_passive(child) else own(child, SUBJECTS)
    kind = _kind(child)
    if kind:
        slots.complements.append((kind, child))


def _is_far(prep: Token) -> bool:
    """A preposition with its own object, behind that of the verb, is no particle: "sent troops in Syria"."""
    objects = [child for child in prep.head.children if child.dep_ in OBJECTS]
    return any(prep.head.i < obj.i < prep.i for obj in objects) and any(child.dep_ == "pobj" for child in prep.children)


def _add_pcomps(word: Token, slots: Slots) -> None:
    """The verbs behind the prepositions of an adjective or adverb: "short of condemning", "committed to visiting"."""
    for prep in word.children:
        if prep.dep_ == "prep":
            slots.complements += [
                ("ing", grand) for grand in prep.children if grand.dep_ == "pcomp" and grand.pos_ in {"VERB", "AUX"}
            ]


def _is_when(prep: Token) -> bool:
    """Whether a preposition introduces a time: "on Friday" makes "called" no "call on"."""
    objects = [child for child in prep.children if child.dep_ == "pobj"]
    return bool(objects) and all(child.ent_type_ in {"DATE", "TIME"} for child in objects)


def _kind(child: Token) -> Complement | None:  # noqa: PLR0911  one kind a line
    """Which kind of complement a child clause is."""
    if child.dep_ not in {"xcomp", "ccomp", "advcl"} or child.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    marks = {grand.lower_ for grand in child.children if grand.dep_ in {"mark", "aux", "auxpass"}}
    before = child.doc[child.i : child.head.i] if child.i < child.head.i else ()
    if child.dep_ == "ccomp" and any(token.text in {":", ";"} for token in before):
        return None  # "issued an ultimatum: if the port closes, gas will be cut"
    if child.pos_ == "ADJ" and child.dep_ == "ccomp" and not marks:
        return None  # "found the building *intact*" reports nothing
    if "to" in marks:
        # a purpose clause behind a thing is no complement ("demanded a meeting to review"); behind somebody it often is
        things = [obj for obj in child.head.children if obj.dep_ in OBJECTS and obj.pos_ == "NOUN"]
        apart = child.dep_ == "advcl" or any(_commas(thing, child) % 2 for thing in things)
        return None if apart and things else "to"
    if child.dep_ == "advcl":  # "ruled out sending": right behind the particle it is the complement
        behind = child.i > 0 and child.doc[child.i - 1].dep_ == "prt" and child.doc[child.i - 1].head == child.head
        return "ing" if behind and child.tag_ == "VBG" else None
    if "having" in marks:
        return "ing"
    if child.tag_ == "VBG" and not marks & {"is", "are", "was", "were", "be", "been", "'s"}:
        return "ing"
    if child.dep_ == "ccomp":
        return "that"
    return "to" if child.tag_ == "VB" else None


def _commas(thing: Token, clause: Token) -> int:
    """How many commas stand between the two: a pair encloses an aside, one alone sets the clause apart."""
    return sum(token.text == "," for token in thing.doc[thing.i : clause.left_edge.i])


def _add_preps(noun: Token, into: dict[str, list[Token]]) -> None:
    """The phrases of a noun; those of "rejection and condemnation of Y" belong to both nouns."""
    for child in noun.children:
        if child.dep_ == "prep" and not _is_in_name(child):
            _add_prep(child, into)
    if not into:
        for child in noun.children:
            if child.dep_ == "conj":
                _add_preps(child, into)


def _is_in_name(prep: Token) -> bool:
    """ "For" between names is part of one: "the Centre *for* Film"."""
    return prep.lower_ == "for" and prep.head.pos_ == "PROPN" and all(child.text.istitle() for child in prep.children)


def _add_prep(prep: Token, into: dict[str, list[Token]]) -> None:
    """Record what a preposition introduces; chains ("out of", "on behalf of") are recorded under each word."""
    for child in prep.children:
        if child.lower_ == "front" and prep.lower_ == "in":  # "in front of the court"
            into.setdefault("outside", []).extend(
                grand for of in child.children if of.lower_ == "of" for grand in of.children if grand.dep_ == "pobj"
            )
        elif child.dep_ == "pobj" or (child.dep_ == "pcomp" and child.pos_ in {"NOUN", "PROPN"}):
            into.setdefault(prep.lower_, []).append(antecedent(child))
            if prep.dep_ != "prep" or prep.head.pos_ == "ADP":
                into.setdefault(prep.head.lower_, [])
        elif child.dep_ == "pcomp" and own(
            child, SUBJECTS
        ):  # "an attack on the government, calling it ..." misread as a clause
            into.setdefault(prep.lower_, []).extend(own(child, SUBJECTS))
        elif child.dep_ in SUBJECTS:  # "permission *for an aide* to be extradited"
            into.setdefault(prep.lower_, []).append(child)
        elif child.dep_ == "pcomp" and child.lower_ in ATTRIBUTES:  # "against visiting ministers" is no clause
            into.setdefault(prep.lower_, []).extend(own(child, OBJECTS))
        elif child.dep_ == "pcomp":  # "refrained from criticising": the preposition is there, its clause is a complement
            into.setdefault(prep.lower_, [])
        elif child.dep_ == "prep":
            _add_prep(child, into)


def _add_nested(noun: Token, into: dict[str, list[Token]], *, apposed: bool = False) -> None:
    """Prepositions on the phrase of a verb's preposition: "in talks with Y", "at a meeting with Y"."""
    bare = noun.lower_ not in {"behalf", "contrast", "addition", "comparison"} and not any(
        child.dep_ in {"det", "poss", "nummod"} for child in noun.children
    )  # "in favour of Y", "in response to Y"
    travels = noun.lemma_ in {"visit", "trip", "tour"}  # "led a delegation on a visit to Y"
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in (
            {"with", "against", "on", "toward", "towards"}
            | ({"of", "to", "from"} if bare or travels else set())
            | ({"for"} if apposed else set())  # "as compensation for Y"
        ):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    into.setdefault(child.lower_, []).append(grand)
