"""One pass over a sentence: governors before what they govern, each clause to at most one draft.

A governing act swallows its complement ("declined to reopen" is one mention), a reporting verb hands on who says so, a verb
such as "plan to" or "begin to" hands on its status, and a light verb lends its subject to the event noun in its object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from dprk_events.events.attribution import DOCUMENT
from dprk_events.events.draft import Draft, Report
from dprk_events.events.frames import FrameIndex, Loss, Match, is_joined, of_what
from dprk_events.events.slots import Slots, noun_slots, verb_slots
from dprk_events.events.status import is_negated
from dprk_events.tables.rows import VerbRow

Kind = Callable[[Token], str | None]
PARTIES = ("against", "to", "on", "at", "toward", "towards", "with", "for")
FALLBACK = ("object", "dative", "against", "on", "with", "at", "toward", "towards", "to", "over", "into", "from", "in", "for")
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "both", "them", "him", "her"})
AROUND = frozenset({"in", "from", "at", "near", "to", "into", "for", "with", "on", "against", "over", "along", "within", "around"})
OBLIGED = frozenset({"must", "should", "ought"})
SEAS = frozenset({"sea", "ocean", "gulf", "waters", "sky", "air", "orbit", "space", "atmosphere"})
WAYS = frozenset({"into", "out", "to", "toward", "towards", "from", "onto", "across", "over", "through", "for", "off", "past"})
MODIFIERS = frozenset({"compound", "amod", "nmod"})
VERBAL = frozenset({"VERB", "AUX"})
ACTOR_ENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(slots=True)
class Walk:
    """What governors have said about the clauses below them."""

    frames: FrameIndex
    kind: Kind
    consumed: dict[int, int] = field(default_factory=dict)  # token -> the governor that swallowed it
    through: dict[int, list[tuple[Match, Token]]] = field(default_factory=dict)
    reports: dict[int, list[Report]] = field(default_factory=dict)
    trace: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """What the walk made of one verb or event noun, for ``explain``."""

    token: Token
    match: Match | None
    lost: list[Loss]
    outcome: str


def code_sentence(sentence: Span, frames: FrameIndex, kind: Kind) -> list[Draft]:
    """The drafts of a sentence in text order."""
    return walk_sentence(sentence, frames, kind)[0]


def walk_sentence(sentence: Span, frames: FrameIndex, kind: Kind) -> tuple[list[Draft], list[Step]]:
    """The drafts of a sentence in text order, and every step on the way. Questions are skipped: they assert nothing."""
    walk = Walk(frames, kind)
    if sentence[-1].text == "?" or (len(sentence) > 1 and sentence[-2].text == "?"):
        walk.trace.append(Step(sentence.root, None, [], "a question asserts nothing"))
        return [], walk.trace
    drafts: list[Draft] = []
    for token in sorted(sentence, key=lambda token: (_depth(token), token.i)):
        if token.pos_ not in VERBAL or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            continue
        if token.i in walk.consumed:
            walk.trace.append(Step(token, None, [], f"content of {sentence.doc[walk.consumed[token.i]].text!r}, no mention of its own"))
            continue
        if _is_idea(token, walk):
            walk.trace.append(Step(token, None, [], "a bare infinitive, gerund or indirect question: only an idea"))
            continue
        draft = _visit(token, walk)
        if draft is not None:
            drafts.append(draft)
    for draft in drafts:  # a report may stand behind what it reports
        draft.reports = _reports(draft.anchor, walk)
    drafts = [_demanded(draft, walk) for draft in drafts] + _nouns(sentence, walk, drafts)
    return sorted(drafts, key=lambda draft: draft.anchor.i), walk.trace


def _visit(verb: Token, walk: Walk) -> Draft | None:
    """Code one verb: a draft, or a note for the clauses below and None."""
    slots = verb_slots(verb)
    match, lost = walk.frames.verb(slots, walk.kind)
    role = match.row.role if match is not None else "unknown"
    if match is None:
        draft = _unknown(verb, slots, walk, lost)
        outcome = "no row; a plain fact between a named actor and an object" if draft else "no row, and no actor with an object"
    elif role == "static":
        draft, outcome = None, "static: never an event"
    elif role == "report" and any(child.dep_ == "neg" for child in verb.children):
        draft, outcome = _silent(verb, slots, match, lost, walk), "a negated report: the silence is the act"
    elif role == "report":
        _hand_on(verb, slots, walk, report=Report(slots.subject, verb))
        draft, outcome = None, "reports: says who says so"
    elif role == "through":
        if match.complement is not None:
            _pass(match.complement, walk, [*walk.through.get(verb.i, []), (match, verb)], walk.reports.get(verb.i, []))
        draft, outcome = None, f"passes its status ({match.row.status or 'none'}) on to the act inside"
    else:
        draft = _draft(verb, slots, match, lost, walk)
        outcome = "a mention" if draft else "nobody acts, or its noun is no event"
    if draft is not None:
        _consume(draft, walk)
    walk.trace.append(Step(verb, match, lost, outcome))
    return draft


def _silent(verb: Token, slots: Slots, match: Match, lost: list[Loss], walk: Walk) -> Draft | None:
    """ "Moscow has not commented": nobody is quoted, and that somebody kept silent is itself told."""
    draft = Draft(verb, slots, match, lost, through=walk.through.get(verb.i, []))
    draft.actor = [head for head in slots.subject if acts(head, walk.kind)]
    draft.target, draft.slot_used = _target(draft, match.row, walk.kind)
    return draft if draft.actor else None


def _draft(verb: Token, slots: Slots, match: Match, lost: list[Loss], walk: Walk) -> Draft | None:
    """Actor, inner act and target of an act or a light verb; None when nobody acts."""
    draft = Draft(verb, slots, match, lost, through=walk.through.get(verb.i, []))
    if match.row.role == "light" and match.noun is not None:
        draft.noun_match, noun_lost = walk.frames.noun(noun_slots(match.noun), walk.kind)
        draft.lost = [*lost, *noun_lost]
        if draft.noun_match is None:
            return None
    if match.complement is not None:
        draft.inner = _inner(match.complement, walk)
    row = draft.row_match.row if draft.row_match else match.row
    actor_slots = match.row.actor if match.row.role == "light" else row.actor
    draft.actor = next((heads for name in actor_slots if (heads := _slot(name, draft))), [])
    passive_without_agent = slots.passive and not draft.actor
    if row.type == "none" and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return None  # "a statement carried by the agency" only says which statement
    if passive_without_agent and verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.i < verb.head.i:
        return None  # "Asked about the offer, the ministry ..."
    if not draft.actor and not passive_without_agent:
        return None
    if draft.actor:
        means = draft.actor if row.type == "ASSAULT" and not slots.passive else []  # "a car bomb killed three people"
        draft.actor = [owner for head in draft.actor for owner in _stands_for(head, walk.kind)]
        draft.actor = draft.actor or [head for head in means if walk.frames.is_means(head)]
        if not draft.actor and not slots.passive:  # "seized by nightfall" names nobody
            return None
    joined = len(draft.actor) > 1 or any(is_joined(head) for head in draft.actor)
    draft.reciprocal = joined if row.reciprocal == "joined" else row.reciprocal
    draft.target, draft.slot_used = _target(draft, row, walk.kind)
    if not draft.target and match.noun is not None and match.noun in slots.object and walk.frames.is_thing(match.noun):
        draft.target, draft.slot_used = [match.noun], "noun"  # "tested a nuclear device"
    draft.target_end = _target_end(draft, walk.kind)
    return draft


def _demanded(draft: Draft, walk: Walk) -> Draft:
    """ "The EU says Israel must end the raids" is the EU's demand on Israel; anchored on the reporting verb."""
    report = draft.reports[-1] if draft.reports else None
    obliged = any(child.lower_ in OBLIGED for child in draft.anchor.children if child.dep_ == "aux")
    governed = any(token.lemma_ in {"need", "have"} for _, token in draft.through)
    if report is None or report.verb is None or not (obliged or governed) or not report.heads:
        return draft
    subject = draft.slots.object if draft.slots.passive else draft.actor
    if not subject or not acts(report.heads[0], walk.kind) or subject[0].lower_ in PRONOUNS:
        return draft
    demand = Draft(report.verb, verb_slots(report.verb), None, [], inner=draft, reports=draft.reports[:-1])
    demand.actor, demand.target, demand.slot_used, demand.type = report.heads, subject, "clause-subject", "REQUEST"
    return demand


def _unknown(verb: Token, slots: Slots, walk: Walk, lost: list[Loss]) -> Draft | None:
    """A verb that no row covers is still who-did-what when a resolved actor does it to something, as a plain fact."""
    if verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP", "VB", "VBG"} or verb.pos_ != "VERB" or verb.lemma_ == "be":
        return None
    if _is_background(verb):
        return None
    if slots.passive and not slots.subject:
        return _passive(verb, slots, walk, lost)
    if not slots.object and not is_negated(verb, None) and not _goes(verb, slots, walk):
        return None
    if not slots.subject or not acts(slots.subject[0], walk.kind):
        return None
    draft = Draft(verb, slots, None, lost, through=walk.through.get(verb.i, []))
    draft.actor = [owner for head in slots.subject for owner in _stands_for(head, walk.kind)]
    draft.target, draft.slot_used = _target(draft, None, walk.kind)
    return draft


def _is_background(verb: Token) -> bool:
    """What a noun generally does, or what follows from an act: "the firm that runs the port", "..., ending a gap"."""
    if verb.dep_ == "relcl" and verb.tag_ in {"VBZ", "VBP"}:
        return not any(child.dep_ in {"aux", "neg"} for child in verb.children)
    return verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl"} and not any(child.dep_ in {"aux", "mark"} for child in verb.children)


def _goes(verb: Token, slots: Slots, walk: Walk) -> bool:
    """Whether somebody is told to move or turn somewhere: "he slipped out of the airport", "the envoy stayed in Paris"."""
    return any(heads for name, heads in slots.preps.items() if name in WAYS) and any(
        walk.kind(head) is not None or head.lower_ in PRONOUNS for head in slots.subject
    )


def _passive(verb: Token, slots: Slots, walk: Walk, lost: list[Loss]) -> Draft | None:
    """A finite passive without an agent, of somebody: "his predecessor was removed"."""
    finite = any(child.dep_ == "auxpass" for child in verb.children)
    if not finite or not any(walk.kind(head) is not None or head.lower_ in PRONOUNS for head in slots.object):
        return None
    draft = Draft(verb, slots, None, lost, through=walk.through.get(verb.i, []))
    draft.target, draft.slot_used = slots.object, "object"
    return draft


def _is_idea(verb: Token, walk: Walk) -> bool:
    """A bare infinitive or gerund, or an indirect question, asserts nothing: "a plan to arrest", "met to discuss"."""
    while verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ in VERBAL:
        verb = verb.head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark", "advmod", "attr", "dobj", "nsubj"}}
    words |= {grand.lower_ for child in verb.children for grand in child.children if grand.dep_ == "advmod" and child.i < verb.i}
    if verb.dep_ in {"ccomp", "pcomp"} and words & {"how", "whether", "why", "what", "which", "when", "where", "who"}:
        return True  # an indirect question
    if verb.i in walk.through:
        return False
    if verb.dep_ in {"xcomp", "pcomp"} and verb.tag_ == "VBG" and verb.head.lower_ not in {"by", "after", "before", "since", "while", "in"}:
        return True  # "enjoys writing", "instead of boarding"
    return "to" in words and verb.dep_ not in {"ROOT", "parataxis", "ccomp"}


def _will_not(verb: Token) -> bool:
    return is_negated(verb, None) and any(child.lower_ in {"will", "wo", "would"} for child in verb.children if child.dep_ == "aux")


def acts(head: Token, kind: Kind) -> bool:
    """Whether a noun can act: an actor or role noun, a name, a pronoun, or a thing whose owner is named in its phrase."""
    if head.pos_ == "NUM" and head.dep_ in {"nsubj", "nsubjpass"} and head.ent_type_ in {"", "CARDINAL"}:
        return True  # "The three condemned the launches"
    if kind(head) is not None or head.ent_type_ in ACTOR_ENTS or head.pos_ == "PROPN" or head.lower_ in PRONOUNS:
        return head.ent_type_ not in {"DATE", "TIME", "LOC", "EVENT"} or kind(head) is not None
    whole = of_what(head)
    if whole is not None and acts(whole, kind):
        return True
    if head.text.isupper() and len(head.text) > 1 and head.is_alpha:  # an organisation's initials
        return True
    if any(child.dep_ == "conj" and acts(child, kind) for child in head.children):
        return True
    owners = [child for child in head.children if child.dep_ in {"poss", "compound", "amod", "nmod", "appos"}]
    owners += [grand for child in head.children if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"} for grand in child.children]
    return any(
        owner.ent_type_ in ACTOR_ENTS or kind(owner) is not None and not (owner.dep_ == "amod" and kind(owner) == "role")
        for owner in owners
    )


def _stands_for(head: Token, kind: Kind) -> list[Token]:
    """Who a document as grammatical actor stands for: "put out a report accusing X" is the act of whoever put it out."""
    if acts(head, kind):
        return [head]
    if head.dep_ == "dobj" and head.lemma_.lower() in DOCUMENT:
        return [owner for owner in verb_slots(head.head).subject if acts(owner, kind)]
    return []


def _inner(verb: Token, walk: Walk) -> Draft | None:
    """The act inside a governing act, with its own target; "agreed to begin talks" looks through "begin"."""
    slots = verb_slots(verb)
    match, lost = walk.frames.verb(slots, walk.kind)
    if match is not None and match.row.role == "through" and match.complement is not None:
        return _inner(match.complement, walk)
    draft = Draft(verb, slots, match, lost)
    if match is not None and match.row.role == "light" and match.noun is not None:
        draft.noun_match, _ = walk.frames.noun(noun_slots(match.noun), walk.kind)
    if match is not None and match.complement is not None and match.row.role == "act":
        draft.inner = _inner(match.complement, walk)
    row = draft.row_match.row if draft.row_match else None
    draft.actor = slots.subject
    draft.target, draft.slot_used = _target(draft, row, walk.kind)
    return draft


def _target(draft: Draft, row: VerbRow | None, kind: Kind) -> tuple[list[Token], str]:
    """The first target slot that is filled, then the general order of English; never the actor itself or a time."""
    noun = draft.match.noun if draft.match else None
    if draft.reciprocal and draft.inner is not None and any(is_joined(head) for head in draft.actor):
        return [], "none"  # "the two sides agreed to talk": both are actors, and nobody is done to
    if row is not None and row.target == ():
        return [], "none"
    named = row.target if row is not None else ("object",)
    if draft.reciprocal and row is not None and row.noun and any(is_joined(head) for head in draft.actor):
        named = tuple(name for name in named if name in {"with", "between"})  # the rest is their topic
    for name in (*named, *(FALLBACK if not draft.reciprocal else ())):
        heads = [head for head in _slot(name, draft) if head != noun and head not in draft.actor and not _is_time(head)]
        if name not in {"object", "dative"}:
            heads = [head for head in heads if not _is_sea(head)]
        if heads and name == "object" and (row is None or row.type == "AID" or "target" not in row.model_fields_set):
            return _party(draft, kind) or (heads, name)
        if heads:
            return heads, name
    if draft.inner is not None and draft.inner.target:
        return draft.inner.target, "clause"
    if noun is not None and (heads := _in_content(noun, draft, kind)):
        return heads, "content"
    if is_negated(draft.anchor, None):  # "will not end the strike until the company pays"
        return [head for head in draft.slots.condition if acts(head, kind) and head.lower_ not in PRONOUNS], "condition"
    return [], "none"


def _is_sea(head: Token) -> bool:
    """Nobody is done anything to by what falls into the sea: a sea is a place."""
    return head.lemma_.lower() in SEAS


def _in_content(noun: Token, draft: Draft, kind: Kind) -> list[Token]:
    """The party in what a noun is about: "its demand that *Seoul* lift", "its commitment to support *the police*"."""
    clauses = [child for child in noun.children if child.dep_ in {"acl", "ccomp"}]
    clauses += [child for child in draft.slots.verb.children if child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VB"]
    for clause in clauses:
        slots = verb_slots(clause)
        own_subject = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
        places = [*slots.preps.get("between", []), *slots.preps.get("with", []), *slots.preps.get("against", []), *slots.noun_preps.get("between", [])]
        for head in (*(own_subject if clause.tag_ != "VBG" else ()), *slots.object, *places):
            if acts(head, kind) and head.lower_ not in PRONOUNS and head not in draft.actor:
                return [head]
    return []


def _target_end(draft: Draft, kind: Kind) -> int:
    """Where the parser hung "in Damascus" of "ceased its raids in Damascus" on the verb, it still tells whose raids."""
    if draft.slot_used == "clause" and draft.inner is not None:
        return _target_end(draft.inner, kind)
    heads = draft.target
    if not heads or any(acts(head, kind) for head in heads):
        return 0
    end: int = heads[-1].right_edge.i + 1
    doc = draft.anchor.doc
    prep = doc[end] if end < len(doc) else None
    if prep is None or prep.dep_ not in {"prep", "dative"} or prep.lower_ not in AROUND or prep.is_sent_start:
        return 0
    for pobj in prep.children:
        if pobj.dep_ == "pobj" and not _is_time(pobj) and (acts(pobj, kind) or pobj.ent_type_ in {"GPE", "LOC", "FAC"}):
            return int(pobj.i) + 1
    return 0


def _party(draft: Draft, kind: Kind) -> tuple[list[Token], str] | None:
    """Where a row names no target slot and the object is a mere thing, the party in a phrase of the verb is the target.

    "opened its borders to refugees" is done to the refugees; "rejected the offer" has no such party.
    """
    if any(acts(head, kind) for head in draft.slots.object):
        return None
    for name in PARTIES:
        heads = [head for head in draft.slots.preps.get(name, []) if acts(head, kind) and not _is_time(head)]
        if heads:
            return heads, name
    if draft.row_match is not None and draft.row_match.row.type == "AID":
        return _helped(draft.slots.verb, kind)
    return None


def _helped(verb: Token, kind: Kind) -> tuple[list[Token], str] | None:
    """Whom a purpose clause names: "donated tents to help the villagers"."""
    for child in verb.subtree:
        if child.i > verb.i and child.dep_ in {"advcl", "xcomp", "acl"} and child.tag_ == "VB":
            slots = verb_slots(child)
            named = [*slots.object, *slots.preps.get("in", []), *slots.noun_preps.get("in", []), *slots.noun_preps.get("of", [])]
            heads = [head for head in named if acts(head, kind) or head.ent_type_ in {"GPE", "NORP"}]
            if heads:
                return heads, "purpose"
    return None


def _slot(name: str, draft: Draft) -> list[Token]:
    """The heads that fill a named slot."""
    slots, match = draft.slots, draft.match
    if name == "subject":
        return slots.subject
    if name == "object":
        return slots.object or (slots.preps.get(match.object_prep, []) if match and match.object_prep else [])
    if name == "dative":
        return slots.dative or slots.preps.get("to", []) or _given(draft)
    if name == "possessor":
        return [owner for head in ([match.noun] if match and match.noun else slots.object) for owner in _owners(head)]
    if name == "clause":
        return draft.inner.target if draft.inner else []
    if name == "clause-subject":
        objects = [head for head in slots.object if match is None or head != match.noun]
        return objects or slots.dative or (slots.preps.get(match.object_prep, []) if match and match.object_prep else []) or (
            _others(draft.inner.slots.subject, slots.subject) if draft.inner else []
        )  # fmt: skip
    if match and match.noun is None and match.row.object and name in slots.noun_preps:
        return slots.noun_preps[name]
    if match and match.noun is not None:
        own = noun_slots(match.noun)
        return own.preps.get(name) or own.nested.get(name) or slots.prep(name)
    return slots.prep(name)


def _given(draft: Draft) -> list[Token]:
    """The receiver that the parser took for a modifier: "gave the Pentagon permission"."""
    noun = draft.match.noun if draft.match else None
    if noun is None or noun == draft.anchor:
        return []
    return [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "PROPN" and child.i > draft.anchor.i][-1:]


def _others(inner: list[Token], outer: list[Token]) -> list[Token]:
    """The subject of a complement when it is somebody else: in "warned it will retaliate" it is not."""
    return [] if inner == outer or all(head.lower_ in {"it", "he", "she", "they", "we", "i"} for head in inner) else inner


def _owners(head: Token) -> list[Token]:
    return [child for child in head.children if child.dep_ == "poss"]


def _is_time(head: Token) -> bool:
    return head.ent_type_ in {"DATE", "TIME"} and head.pos_ != "PRON"


def _hand_on(verb: Token, slots: Slots, walk: Walk, *, report: Report) -> None:
    """A reporting verb marks the clauses it reports; a second source inside it ("citing sources") comes behind."""
    outer = [*walk.reports.get(verb.i, []), report]
    aside = verb.dep_ == "parataxis" or any(child.lower_ == "as" and child.dep_ in {"mark", "advmod"} for child in verb.children)
    if aside and verb.head.pos_ in VERBAL and not any(kind == "that" for kind, _ in slots.complements):
        walk.reports.setdefault(verb.head.i, [report])  # "The ship, witnesses said, sank", "As KCNA reported, ..."
    for kind, clause in slots.complements:
        if kind == "ing" and clause.lemma_ == "cite":
            continue
        _pass(clause, walk, walk.through.get(verb.i, []), outer)
    for child in verb.children:
        if child.dep_ in {"parataxis", "dep"} and child.pos_ in VERBAL:
            _pass(child, walk, [], outer)
    behind = any(clause.i < verb.i for _, clause in slots.complements)
    if behind and verb.dep_ == "conj" and verb.head.pos_ in VERBAL:  # "A did it, but B refused, sources said" reports both
        walk.reports.setdefault(verb.head.i, outer)


def _pass(clause: Token, walk: Walk, through: list[tuple[Match, Token]], reports: list[Report]) -> None:
    """Note on a clause, and on the verbs joined to it, what its governors say."""
    if through:
        walk.through[clause.i] = through
    if reports:
        walk.reports[clause.i] = reports
    for child in clause.children:
        if child.dep_ == "conj" and child.pos_ in VERBAL:
            own_subject = any(grand.dep_ in {"nsubj", "nsubjpass"} for grand in child.children)
            finite = any(grand.dep_ == "aux" and grand.lower_ != "to" for grand in child.children)
            _pass(child, walk, [] if own_subject or finite or child.tag_ in {"VBD", "VBZ", "VBP"} else through, reports)


def _reports(verb: Token, walk: Walk) -> list[Report]:
    """The reports on the verb or on the nearest clause above it."""
    token = verb
    while True:
        if token.i in walk.reports:
            return walk.reports[token.i]
        if token.head == token:
            return []
        token = token.head


def _consume(draft: Draft, walk: Walk) -> None:
    """Complements of an act are its content: no mentions of their own."""
    swallowed = [clause for _, clause in draft.slots.complements]
    if draft.match is not None and draft.match.complement is not None:
        swallowed.append(draft.match.complement)
    if draft.match is not None and draft.match.noun is not None:
        swallowed += [child for child in draft.match.noun.children if child.dep_ == "acl"]
        walk.consumed[draft.match.noun.i] = draft.anchor.i
    told = {inner.i for clause in swallowed for token in clause.subtree if _is_aside(token) for inner in token.subtree}
    for clause in swallowed:
        for token in clause.subtree:
            if token.i not in told:
                walk.consumed.setdefault(token.i, draft.anchor.i)


def _is_aside(verb: Token) -> bool:
    """Content that stands on its own: "asked a judge to clear the road, which strikers *had blocked*"."""
    if verb.dep_ == "relcl" and verb.tag_ in {"VBD", "VBN"}:
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def _nouns(sentence: Span, walk: Walk, drafts: list[Draft]) -> list[Draft]:
    """Event nouns with their own actor, outside what verbs have already told."""
    told = {token.i for draft in drafts for head in (*draft.target, *draft.actor) for token in head.subtree}
    found: list[Draft] = []
    for token in sentence:
        if token.pos_ != "NOUN" or token.i in walk.consumed or token.i in told or not walk.frames.is_event_noun(token):
            continue
        slots = noun_slots(token)
        match, lost = walk.frames.noun(slots, walk.kind)
        if match is None or match.row.role != "act":
            continue
        draft = Draft(token, slots, match, lost, reports=_reports(token, walk))
        heads = next((heads for name in match.row.actor if (heads := _slot(name, draft))), [])
        heads = heads or [child for child in token.children if child.dep_ in MODIFIERS and walk.kind(child) is not None]
        if all(walk.kind(head) == "role" for head in heads):  # "a police raid" names nobody
            heads = [head for head in heads if head.dep_ not in MODIFIERS]
        draft.actor = [head for head in heads if acts(head, walk.kind)]
        walk.trace.append(Step(token, match, lost, "an event noun" if draft.actor else "an event noun without an actor of its own"))
        if not draft.actor:
            continue
        draft.reciprocal = match.row.reciprocal is True
        draft.target, draft.slot_used = _target(draft, match.row, walk.kind)
        found.append(draft)
        told |= {inner.i for inner in token.subtree}
    return found


def _depth(token: Token) -> int:
    depth = 0
    while token.head != token:
        token, depth = token.head, depth + 1
    return depth
