"""One verb with its clause to one draft: an act, a silence, a plain fact of a verb without a row, or a demand."""

from __future__ import annotations

from dprk_events.events.agents import PRONOUNS, acts, has_people_behind, stands_for
from dprk_events.events.background import goes_along, is_nobody, is_only_felt, tells_no_act
from dprk_events.events.checks import Loss, Match
from dprk_events.events.draft import Draft
from dprk_events.events.heads import is_joined
from dprk_events.events.slots import Slots, noun_slots, verb_slots
from dprk_events.events.state import Walk
from dprk_events.events.status import is_negated
from dprk_events.events.targets import run_on, slot, target_of
from dprk_events.events.tokens import Token

OBLIGED = frozenset({"must", "should", "ought"})
WAYS = frozenset(
    {"into", "out", "to", "toward", "towards", "from", "onto", "across", "over", "through", "for", "off", "past"}
)


def act_draft(verb: Token, slots: Slots, match: Match, lost: list[Loss], walk: Walk) -> Draft | None:
    """Actor, inner act and target of an act or a light verb; None when nobody acts."""
    draft = Draft(verb, slots, match, lost, through=walk.through.get(verb.i, []))
    if match.row.role == "light" and match.noun is not None:
        draft.noun_match, noun_lost = walk.frames.noun(noun_slots(match.noun), walk.kind)
        draft.lost = [*lost, *noun_lost]
        if draft.noun_match is None:
            return None
    if match.complement is not None:
        draft.inner = inner_draft(match.complement, walk)
    row = draft.row_match.row if draft.row_match else match.row
    actor_slots = match.row.actor if match.row.role == "light" else row.actor
    draft.actor = next((heads for name in actor_slots if (heads := slot(name, draft))), [])
    if slots.passive and not draft.actor and row.reciprocal:
        draft.actor = slot("between", draft)  # "ties between Oslo and Riga were cut"
    passive_without_agent = slots.passive and not draft.actor
    if row.type == "none" and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return None  # "a statement carried by the agency" only says which statement
    asked = (verb.dep_ == "advcl" and verb.i < verb.head.i) or (verb.dep_ == "acl" and verb.lemma_ == "ask")
    if passive_without_agent and verb.tag_ == "VBN" and asked:
        return None  # "Asked about the offer, the ministry ..."
    if not draft.actor and not passive_without_agent:
        return None
    if draft.actor:
        means = draft.actor if row.type == "ASSAULT" and not slots.passive else []  # "a car bomb killed three people"
        things = draft.actor
        draft.actor = [owner for head in things for owner in stands_for(head, walk.kind)] or _above(verb, walk)
        if not draft.actor and row.type not in {None, "none"} and not _is_unreal(verb):
            draft.actor = [head for head in things if has_people_behind(head)]
        draft.actor = draft.actor or [head for head in means if walk.frames.is_means(head)]
        if not draft.actor and not slots.passive:  # "seized by nightfall" names nobody
            return None
    joined = len(draft.actor) > 1 or any(is_joined(head) for head in draft.actor)
    draft.reciprocal = joined if row.reciprocal == "joined" else row.reciprocal
    receiving = (
        match.row.role == "light" and "target" in match.row.model_fields_set
    )  # "received threats from Y": done to the subject
    draft.target, draft.slot_used = target_of(draft, match.row if receiving else row, walk.kind)
    thing = match.noun if match.noun in slots.object and not (joined and row.reciprocal == "joined") else None
    if not draft.target and thing is not None and walk.frames.is_thing(thing):
        draft.target, draft.slot_used = [thing], "noun"  # "tested a nuclear device"
    draft.target_end, draft.named_behind = run_on(draft, walk.kind)
    return None if tells_no_act(draft, walk) else draft


def _above(verb: Token, walk: Walk) -> list[Token]:
    """ "Putin said the talks were useful and *thanked* Kim": talks thank nobody, so the verb belongs to the one above."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    finite = verb.tag_ in {"VBD", "VBZ"} or any(child.lower_ in {"has", "have", "had"} for child in verb.children)
    if own_subject or first == verb or first.dep_ != "ccomp" or not finite:
        return []
    heads = [head for head in verb_slots(first.head).subject if acts(head, walk.kind)]
    if heads:
        walk.reports[verb.i] = walk.reports.get(first.head.i, [])
    return heads


def _is_unreal(verb: Token) -> bool:
    """What a thing would do, or does by the way: "the pact would allow", "its decision upholding the ban"."""
    return verb.dep_ == "acl" or any(child.lower_ in {"would", "could"} for child in verb.children if child.dep_ == "aux")


def silent_draft(verb: Token, slots: Slots, match: Match, lost: list[Loss], walk: Walk) -> Draft | None:
    """ "Moscow has not commented": nobody is quoted, and that somebody kept silent is itself told."""
    draft = Draft(verb, slots, match, lost, through=walk.through.get(verb.i, []))
    draft.actor = [head for head in slots.subject if acts(head, walk.kind)]
    draft.target, draft.slot_used = target_of(draft, match.row, walk.kind)
    return draft if draft.actor else None


def unknown_draft(verb: Token, slots: Slots, walk: Walk, lost: list[Loss]) -> Draft | None:
    """A verb that no row covers is still who-did-what when a resolved actor does it to something, as a plain fact."""
    if verb.pos_ != "VERB" or verb.lemma_ == "be" or goes_along(verb):
        return None
    if slots.passive and not slots.subject:
        return _passive(verb, slots, walk, lost)
    if not slots.object and not is_negated(verb, None) and not _goes(slots, walk):
        return None
    if not slots.subject or not acts(slots.subject[0], walk.kind) or is_only_felt(verb, slots):
        return None
    draft = Draft(verb, slots, None, lost, through=walk.through.get(verb.i, []))
    draft.actor = [owner for head in slots.subject for owner in stands_for(head, walk.kind)]
    draft.target, draft.slot_used = target_of(draft, None, walk.kind)
    draft.target_end, draft.named_behind = run_on(draft, walk.kind)
    return None if tells_no_act(draft, walk) else draft


def _goes(slots: Slots, walk: Walk) -> bool:
    """Whether somebody is told to move or turn somewhere: "he slipped out of the airport", "the envoy stayed in Paris"."""
    ways = any(heads for name, heads in slots.preps.items() if name in WAYS or (name == "of" and "out" in slots.preps))
    return (ways or bool(slots.particles.keys() & {"home", "back", "away", "abroad"})) and any(
        walk.kind(head) is not None or head.lower_ in PRONOUNS for head in slots.subject
    )


def _passive(verb: Token, slots: Slots, walk: Walk, lost: list[Loss]) -> Draft | None:
    """A finite passive without an agent: "his predecessor was removed", "the wishes had been checked"."""
    first = verb
    while first.dep_ == "conj" and first.tag_ == "VBN":  # "arrested, *driven* to the border and released"
        first = first.head
    finite = verb.dep_ == "ROOT" or any(child.dep_ == "auxpass" for child in first.children)  # "Wreaths laid at tower"
    habit = any(child.dep_ == "auxpass" and child.lower_ in {"is", "are"} for child in verb.children) and not any(
        child.dep_ == "aux" for child in verb.children
    )
    able = any(child.lower_ in {"can", "could", "ca"} for child in verb.children if child.dep_ == "aux")
    obliged = any(child.lower_ in OBLIGED for child in verb.children if child.dep_ == "aux")
    if not finite or habit or able or not slots.object or (is_nobody(slots.object) and not obliged):
        return None
    draft = Draft(verb, slots, None, lost, through=walk.through.get(verb.i, []))
    draft.target, draft.slot_used = slots.object, "object"
    return draft


def inner_draft(verb: Token, walk: Walk) -> Draft | None:
    """The act inside a governing act, with its own target; "agreed to begin talks" looks through "begin"."""
    slots = verb_slots(verb)
    match, lost = walk.frames.verb(slots, walk.kind)
    if match is not None and match.row.role == "through" and match.complement is not None:
        return inner_draft(match.complement, walk)
    draft = Draft(verb, slots, match, lost)
    if match is not None and match.row.role == "light" and match.noun is not None:
        draft.noun_match, _ = walk.frames.noun(noun_slots(match.noun), walk.kind)
    if match is not None and match.complement is not None and match.row.role == "act":
        draft.inner = inner_draft(match.complement, walk)
    row = draft.row_match.row if draft.row_match else None
    draft.actor = slots.subject
    draft.target, draft.slot_used = target_of(draft, row, walk.kind)
    return draft


def demanded(draft: Draft, walk: Walk) -> Draft:
    """ "The EU says Israel must end the raids" is the EU's demand on Israel; anchored on the reporting verb."""
    report = draft.reports[-1] if draft.reports else None
    obliged = any(child.lower_ in OBLIGED for child in draft.anchor.children if child.dep_ == "aux")
    governed = any(
        token.lemma_ in {"need", "have"} and match.noun is None and match.row.status != "negated"
        for match, token in draft.through
    )
    if report is None or report.verb is None or not (obliged or governed) or not report.heads:
        return draft
    subject = draft.slots.object if draft.slots.passive else draft.actor
    inverted = any(child.dep_ == "aux" and subject and child.i < subject[0].left_edge.i for child in draft.anchor.children)
    if inverted or not subject or not acts(report.heads[0], walk.kind):
        return draft
    slots = verb_slots(report.verb)
    told = [head for head in (*slots.dative, *slots.object) if acts(head, walk.kind)]
    named = any(walk.kind(head) in {"state", "person"} for head in told)  # not the reporters who are told of it
    if subject[0].lower_ in PRONOUNS and not named:
        return draft
    subject = told or subject  # "told Beijing that no one should be sent back"
    demand = Draft(report.verb, slots, None, [], inner=draft, reports=draft.reports[:-1])
    demand.actor, demand.target, demand.slot_used, demand.type = report.heads, subject, "clause-subject", "REQUEST"
    return demand
