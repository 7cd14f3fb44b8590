"""What a clause tells without telling an act: habits, accidents, what is still open, what an event noun tells itself."""

from __future__ import annotations

from dprk_events.events.agents import acts
from dprk_events.events.draft import Draft
from dprk_events.events.slots import Slots
from dprk_events.events.state import Walk
from dprk_events.events.tokens import Token

HABITUAL = frozenset({"none", "COOPERATE", "AID"})  # what firms and states do all the year; a demand is made once
HABITS = frozenset(
    {"usually", "often", "always", "regularly", "typically", "normally", "generally", "sometimes", "routinely"}
)
FEELINGS = frozenset(
    {"anger", "enrage", "outrage", "infuriate", "alarm", "frustrate", "sting", "embolden", "encourage", "worry", "shock"}
    | {"dismay", "appal", "appall", "humiliate", "embarrass", "upset", "annoy", "rattle", "spook", "buoy", "cheer", "irk"}
)
SPANS = frozenset({"day", "week", "month", "year", "hour", "season"})
ANSWERING = frozenset({"respond", "reply", "answer", "return"})
INQUIRIES = frozenset({"request", "inquiry", "enquiry", "email", "e-mail", "message", "query", "question", "call"})
SAYING = frozenset({"speak", "talk", "write", "appear"})
RESULTS = frozenset({"leave", "make", "bring", "deal", "mark", "raise", "fuel", "cost"})
FIRST_PERSONS = frozenset({"i", "we"})
NOBODY = frozenset({"nobody", "none"})
FALLS = frozenset({"collapse", "crash", "capsize", "derail", "overturn", "crumble"})
MISHAPS = frozenset(
    {"crash", "accident", "collision", "fire", "flood", "landslide", "earthquake", "storm", "typhoon", "avalanche"}
    | {"stampede", "derailment", "collapse", "cave-in", "quake", "hurricane", "cyclone", "tsunami", "drought", "crush"}
)


def tells_no_act(draft: Draft, walk: Walk) -> bool:
    """Whether a clause that fits a row, or has a doer and an object, is still no act."""
    row = draft.row_match.row if draft.row_match else None
    kind = row.type if row is not None else "none"
    if kind in HABITUAL and (is_habit(draft, walk) or _is_about_event(draft, walk)):
        return True
    around = kind == "none" and draft.anchor.dep_ == "advcl" and draft.anchor.tag_ == "VBG"
    if around and draft.anchor.lemma_ in SAYING | RESULTS:
        return True  # "Speaking at the rally, the premier ...", "..., leaving the town without water"
    if draft.anchor.lemma_ in FEELINGS and draft.anchor.dep_ in {"advcl", "acl"} and draft.anchor.tag_ in {"VBN", "VBD"}:
        return True  # "*Angered* by the delay, the envoy ..."
    if _only_describes(draft) and (kind == "none" or (draft.anchor.tag_ == "VBG" and not draft.target)):
        return True
    if (
        kind == "ASSAULT"
        and draft.slots.passive
        and not draft.actor
        and (_is_accident(draft) or is_nobody(draft.slots.object))
    ):
        return True
    return _is_suspected(draft) or is_open(draft.anchor) or _answers_reporters(draft)


def _answers_reporters(draft: Draft) -> bool:
    """Who asks for a story is no party in it: "did not respond to *a request for comment*"."""
    return draft.anchor.lemma_ in ANSWERING and any(
        asked.lemma_.lower() in INQUIRIES and any(word.lower_ in {"comment", "interview"} for word in asked.subtree)
        for asked in draft.slots.preps.get("to", ())
    )


def is_only_felt(verb: Token, slots: Slots) -> bool:
    """What a speaker feels, or a noun taken for a verb: "I *hope* for peace", "urged exchanges and *blockchain* firms"."""
    if verb.tag_ == "VBP" and slots.subject[0].lower_ in FIRST_PERSONS and not slots.object:
        return True
    bare = not any(child.dep_ == "aux" for child in verb.children)
    return bare and verb.tag_ == "VB" and verb.dep_ == "conj" and verb.head.tag_ in {"VBD", "VBZ"}


def goes_along(verb: Token) -> bool:
    """What a noun generally does, or what follows from an act: "the firm that *runs* the port", "..., *ending* a gap"."""
    if verb.dep_ == "relcl" and verb.tag_ in {"VBZ", "VBP"}:
        return not any(child.dep_ in {"aux", "neg"} for child in verb.children)
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in {"advcl", "acl"}
        and not any(child.dep_ in {"aux", "mark"} for child in verb.children)
    )


def is_habit(draft: Draft, walk: Walk) -> bool:
    """What is so in general, in the simple present: "the North exports coal", "the song is played before every game"."""
    verb, slots = draft.anchor, draft.slots
    words = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"}]
    if draft.through or verb.dep_ not in {"ROOT", "relcl", "conj", "ccomp", "advcl"}:
        return False
    if slots.passive:
        return not slots.subject and len(words) == 1 and words[0].lower_ in {"is", "are", "'s"}
    if verb.tag_ not in {"VBZ", "VBP"} or words:
        return False
    if any(child.lower_ in HABITS for child in verb.children) or _has_rate(verb):
        return True
    bare = bool(slots.object) and all(
        head.tag_ in {"NN", "NNS"}
        and not acts(head, walk.kind)
        and not any(child.dep_ in {"det", "nummod", "poss"} for child in head.children)
        for head in slots.object
    )
    return verb.dep_ == "relcl" or (bare and verb.sent[-1].text == "." and draft.slot_used == "object")


def is_open(verb: Token) -> bool:
    """What is awaited has not happened: "until the ransom *is paid*", "as long as the drills *go* on"."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ != "advcl" or not (first.tag_ in {"VBZ", "VBP"} or _now(first)):
        return False
    marks = {child.lower_ for child in first.children if child.dep_ == "mark"}
    return bool(marks & {"until", "till"}) or (first.head.lower_ == "long" and "as" in marks)


def _now(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBZ", "VBP"} for child in verb.children)


def _has_rate(verb: Token) -> bool:
    """ "300 dollars *a year*", "every spring"."""
    return any(
        child.lemma_ in SPANS and any(grand.lower_ in {"a", "an", "each", "every"} for grand in child.children)
        for child in verb.subtree
        if child.dep_ == "npadvmod"
    )


def _only_describes(draft: Draft) -> bool:
    """A participle right behind its noun says which one: "troops *patrolling* near the border", "a note *sent* by him"."""
    verb = draft.anchor
    return verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"} and not draft.through and verb.nbor(-1).text != ","


def _is_suspected(draft: Draft) -> bool:
    """Of what somebody is suspected says which one: "seized a ship *suspected of* smuggling coal"."""
    verb = draft.through[0][1] if draft.through else None
    return verb is not None and verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.nbor(-1).text != ","


def _is_about_event(draft: Draft, walk: Walk) -> bool:
    """When an event begins or ends is no act of the event: "the trial *opened*", "the withdrawal *took* two days"."""
    heads = draft.slots.subject
    things = [head for head in draft.slots.object if head.ent_type_ not in {"DATE", "TIME"}]
    return (
        bool(heads)
        and not things
        and all(walk.frames.is_event_noun(head) and walk.kind(head) is None and not head.ent_type_ for head in heads)
    )


def _is_accident(draft: Draft) -> bool:
    """Whom nobody harmed: "were killed when a crane collapsed", "was injured in a crash"."""
    for child in draft.anchor.children:
        if child.dep_ == "advcl" and child.lemma_ in FALLS:
            return True
        if child.lower_ in {"in", "by"} and any(pobj.lemma_.lower() in MISHAPS for pobj in child.children):
            return True
    return False


def is_nobody(heads: list[Token]) -> bool:
    """ "No one was hurt" tells that nothing was done."""
    return any(
        head.lower_ in NOBODY or (head.lower_ == "one" and any(child.lower_ == "no" for child in head.children))
        for head in heads
    )
