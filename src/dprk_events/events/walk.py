"""One pass over a sentence: governors before what they govern, each clause to at most one draft.

A governing act swallows its complement ("declined to reopen" is one mention), a reporting verb hands on who says so, a verb
such as "plan to" or "begin to" hands on its status, and a light verb lends its subject to the event noun in its object.
"""

from __future__ import annotations

from dprk_events.events.agents import acts
from dprk_events.events.checks import Match
from dprk_events.events.clauses import act_draft, demanded, silent_draft, unknown_draft
from dprk_events.events.draft import Draft, Report
from dprk_events.events.frames import FrameIndex
from dprk_events.events.ideas import hides_source, is_idea, is_wanted
from dprk_events.events.slots import Slots, noun_slots, verb_slots
from dprk_events.events.state import Kind, Step, Walk
from dprk_events.events.status import is_condition
from dprk_events.events.targets import slot, target_of
from dprk_events.events.tokens import Span, Token

MODIFIERS = frozenset({"compound", "amod", "nmod"})
KNOWING = frozenset({"know", "think", "believe", "see", "find", "remember", "understand"})
PEOPLES = frozenset({"GPE", "NORP"})
VERBAL = frozenset({"VERB", "AUX"})
SPOKEN = frozenset({"THREATEN", "REQUEST"})


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
    verbs = [
        token for token in sentence if token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass", "amod", "compound"}
    ]
    for token in sorted(verbs, key=lambda token: (_depth(token), token.i)):
        if token.i in walk.consumed:
            walk.trace.append(
                Step(token, None, [], f"content of {sentence.doc[walk.consumed[token.i]].text!r}, no mention of its own")
            )
            continue
        if hides_source(token):
            walk.consumed.update((inner.i, token.i) for inner in token.subtree)
            walk.trace.append(Step(token, None, [], "why a source has no name is no news"))
            continue
        _pass_on_attempt(token, walk)
        if is_idea(token, walk.through) and not _is_claimed(token, walk):
            walk.trace.append(Step(token, None, [], "a bare infinitive, gerund or indirect question: only an idea"))
            continue
        draft = _visit(token, walk)
        if draft is not None:
            drafts.append(draft)
    for label in sentence:  # "Panel: the North stole billions"
        if label.dep_ == "dep" and label.i + 1 < sentence.end and label.nbor(1).text == ":" and acts(label, walk.kind):
            walk.reports.setdefault(label.head.i, [Report([label], None)])
    for draft in drafts:  # a report may stand behind what it reports
        draft.reports = _reports(draft.anchor, walk)
    drafts = [demanded(draft, walk) for draft in drafts] + _nouns(sentence, walk, drafts)
    return sorted(drafts, key=lambda draft: draft.anchor.i), walk.trace


def _visit(verb: Token, walk: Walk) -> Draft | None:
    """Code one verb: a draft, or a note for the clauses below and None."""
    slots = verb_slots(verb)
    match, lost = walk.frames.verb(slots, walk.kind)
    role = match.row.role if match is not None else "unknown"
    if match is None:
        draft = unknown_draft(verb, slots, walk, lost)
        outcome = (
            "no row; a plain fact between a named actor and an object" if draft else "no row, and no actor with an object"
        )
    elif role == "static":
        draft, outcome = None, "static: never an event"
    elif role == "report" and verb.lemma_ not in KNOWING and _is_silent(verb):
        draft, outcome = silent_draft(verb, slots, match, lost, walk), "a negated report: the silence is the act"
    elif role == "report" or _only_reports(match, verb):
        quoted = slots.passive and not slots.subject and verb.lemma_ in {"quote", "cite"}  # "was quoted as saying that"
        _hand_on(verb, slots, walk, report=Report(slots.object if quoted else slots.subject, verb))
        draft, outcome = None, "reports: says who says so"
    elif (
        role == "through" and verb.lemma_ == "be" and slots.adjective is not None and not (match.row.adjective or match.noun)
    ):
        draft, outcome = None, "what is hard or easy to do is only an idea"  # "it is difficult to verify the claim"
    elif role == "through":
        if match.complement is not None:
            _pass(match.complement, walk, [*walk.through.get(verb.i, []), (match, verb)], walk.reports.get(verb.i, []))
        draft, outcome = None, f"passes its status ({match.row.status or 'none'}) on to the act inside"
    else:
        draft = act_draft(verb, slots, match, lost, walk)
        outcome = "a mention" if draft else "nobody acts, or its noun is no event"
    if draft is not None:
        _consume(draft, walk)
    walk.trace.append(Step(verb, match, lost, outcome))
    return draft


def _only_reports(match: Match, verb: Token) -> bool:
    """Who admits behind what others did is its source: "The rebels shot two men, the army *admitted*"."""
    told = match.complement
    return (
        match.row.type == "CONCEDE"
        and match.kind == "that"
        and told is not None
        and told.i < verb.i
        and any(child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ != "PRON" for child in told.children)
    )


def _is_claimed(verb: Token, walk: Walk) -> bool:
    """What somebody claims to have done is told as done: "claimed to *have struck* a tanker"."""
    return verb.i in walk.reports and {"to", "have"} <= {child.lower_ for child in verb.children if child.dep_ == "aux"}


def _is_silent(verb: Token) -> bool:
    """ "Did not say", "neither confirmed nor ..."."""
    return any(child.dep_ == "neg" or (child.dep_, child.lower_) == ("preconj", "neither") for child in verb.children)


def _pass_on_attempt(verb: Token, walk: Walk) -> None:
    """A noun may pass its status on as a verb does: "Seoul's *attempt* to impose a curfew" has failed to impose it."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VB" or noun.dep_ == "dobj" or not walk.frames.is_event_noun(noun):
        return  # what is welcomed or foiled is the content of that
    match, _ = walk.frames.noun(noun_slots(noun), walk.kind)
    if match is not None and match.row.role == "through" and match.complement == verb:
        _pass(verb, walk, [(match, noun)], [])


def _hand_on(verb: Token, slots: Slots, walk: Walk, *, report: Report) -> None:
    """A reporting verb marks the clauses it reports; a second source inside it ("citing sources") comes behind."""
    outer = [*walk.reports.get(verb.i, []), report]
    aside = verb.dep_ == "parataxis" or any(
        child.lower_ == "as" and child.dep_ in {"mark", "advmod"} for child in verb.children
    )
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
    if behind and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not _reports_itself(verb.head, walk):
        # "A did it, but B refused, sources said" reports both
        walk.reports.setdefault(verb.head.i, outer)


def _reports_itself(verb: Token, walk: Walk) -> bool:
    match, _ = walk.frames.verb(verb_slots(verb), walk.kind)
    return match is not None and match.row.role == "report"


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
    act = draft.match is not None and draft.match.row.type not in {None, "none"}
    swallowed = [clause for _, clause in draft.slots.complements if act or clause.i > draft.anchor.i]
    if draft.match is not None and draft.match.row.type in SPOKEN:  # the condition of a threat belongs to it
        swallowed += [child for child in draft.anchor.children if child.dep_ == "advcl" and is_condition(child)]
    if draft.match is not None and draft.match.complement is not None:
        swallowed.append(draft.match.complement)
    if draft.match is not None and draft.match.noun is not None:
        swallowed += [child for child in draft.match.noun.children if child.dep_ == "acl"]
        walk.consumed[draft.match.noun.i] = draft.anchor.i
    swallowed += [
        child
        for head in draft.slots.object
        for child in head.children
        if child.dep_ in {"acl", "ccomp"}
        and any(grand.lower_ == "that" and grand.dep_ == "mark" for grand in child.children)
    ]  # "denied accusations that it had hacked the exchange"
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
    doers = {head.i for draft in drafts for head in draft.actor}
    found: list[Draft] = []
    for token in sentence:
        if token.pos_ != "NOUN" or token.i in walk.consumed or not walk.frames.is_event_noun(token):
            continue
        if (token.i in told and token.i not in doers) or is_wanted(token):
            continue
        slots = noun_slots(token)
        match, lost = walk.frames.noun(slots, walk.kind)
        if match is None or match.row.role != "act":
            continue
        draft = Draft(token, slots, match, lost, reports=_reports(token, walk))
        heads = next((heads for name in match.row.actor if (heads := slot(name, draft))), [])
        heads = heads or [child for child in token.children if child.dep_ in MODIFIERS and walk.kind(child) is not None]
        heads = heads or [
            lead for child in token.children if child.lower_ == "led" for lead in child.children if acts(lead, walk.kind)
        ]  # "a US-led raid"
        if all(walk.kind(head) == "role" for head in heads):  # "a police raid" names nobody, "an Iraqi police raid" does
            near = [child for noun in (token, *heads) for child in noun.children if child.dep_ in MODIFIERS]
            if all(child.ent_type_ not in PEOPLES for child in near):
                heads = [head for head in heads if head.dep_ not in MODIFIERS]
        elif walk.kind(heads[-1]) == "role" and heads[-1].dep_ == "compound":
            heads = heads[-1:]  # "a Burmese junta offensive": the junta's, whose phrase has the state
        draft.actor = [head for head in heads if acts(head, walk.kind) and head.tag_ != "PRP$"]  # "during his trip" is known
        walk.trace.append(
            Step(token, match, lost, "an event noun" if draft.actor else "an event noun without an actor of its own")
        )
        if not draft.actor or any(head.i in doers for head in draft.actor):  # "blamed for the attack by investigators"
            continue
        draft.reciprocal = match.row.reciprocal is True
        draft.target, draft.slot_used = target_of(draft, match.row, walk.kind)
        if token.i in doers and not draft.target:  # "a rebel attack *on the port* killed two": two acts, else one
            continue
        found.append(draft)
        told |= {inner.i for inner in token.subtree}
    return found


def _depth(token: Token) -> int:
    depth = 0
    while token.head != token:
        token, depth = token.head, depth + 1
    return depth
