"""To whom or what an act is done: the row's slots first, then the general order of English."""

from __future__ import annotations

from dprk_events.events.agents import PRONOUNS, acts
from dprk_events.events.draft import Draft
from dprk_events.events.heads import is_joined, of_what
from dprk_events.events.phrases import TIMES, clause_end, phrase
from dprk_events.events.slots import noun_slots, verb_slots
from dprk_events.events.state import Kind
from dprk_events.events.status import is_negated
from dprk_events.events.tokens import Token
from dprk_events.tables.rows import VerbRow

PARTIES = ("against", "to", "on", "at", "toward", "towards", "with", "for")
FALLBACK = (
    "object",
    "dative",
    "against",
    "on",
    "with",
    "at",
    "toward",
    "towards",
    "to",
    "over",
    "into",
    "from",
    "in",
    "for",
)
ADDRESSING = frozenset({"at", "in", "on", "against", "with", "over", "by"})
AROUND = frozenset(
    {"in", "from", "at", "near", "to", "into", "for", "with", "on", "against", "over", "along", "within", "around"}
)
VENUES = frozenset({"in", "at", "near"})  # of what both sides do: "signed a treaty in Doha"
PLACES = frozenset({"GPE", "LOC", "FAC"})
PARTY_ENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
MADE = frozenset({"AGREE", "SUPPORT", "COOPERATE", "MOBILIZE", "ACCUSE", "RETREAT", "none"})
WANTING = frozenset({"seek", "request", "demand", "want", "propose"})
PRESSING = frozenset({"demand", "urge", "press", "ask", "insist"})
MEETINGS = frozenset({"talk", "meeting", "summit", "conference", "negotiation", "session", "forum", "dialogue", "round"})
FORCES = frozenset({"army", "military", "navy", "troop", "force", "soldier", "government"})
MOTIVES = frozenset({"protest", "demand", "mark", "oppose", "denounce", "commemorate", "celebrate", "press", "pressure"})
AIMS = frozenset({"focus", "aim", "view", "eye", "goal", "intention", "purpose", "objective"})  # "with a focus on drones"
SEAS = frozenset({"sea", "ocean", "gulf", "waters", "sky", "air", "orbit", "space", "atmosphere"})


def target_of(draft: Draft, row: VerbRow | None, kind: Kind) -> tuple[list[Token], str]:  # noqa: PLR0911  one place to look a line
    """The first target slot that is filled, then the general order of English; never the actor itself or a time."""
    noun = draft.match.noun if draft.match else None
    if draft.reciprocal and draft.inner is not None and any(is_joined(head) for head in draft.actor):
        drill = draft.inner.match.noun if draft.inner.match else None
        parties = [
            head
            for head in draft.inner.target
            if head not in draft.actor
            and head != drill
            and (acts(head, kind) or any(token.ent_type_ == "NORP" for token in head.subtree))
        ]
        return parties, "clause" if parties else "none"  # "the two sides agreed to talk": nobody is done to
    if row is not None and row.target == ():
        return [], "none"
    named = row.target if row is not None else ("object",)
    if draft.reciprocal and row is not None and row.noun and any(is_joined(head) for head in draft.actor):
        named = tuple(name for name in named if name in {"with", "between"})  # the rest is their topic
    found = _named_slot(named, draft, row, kind)
    if found is None and not draft.reciprocal:
        found = _named_slot(FALLBACK, draft, row, kind, named)
    if found is not None:
        open_object = row is None or row.type == "AID" or "target" not in row.model_fields_set
        return (_party(draft, kind) or found) if found[1] == "object" and open_object else found
    if draft.inner is not None and draft.inner.target:
        return draft.inner.target, "clause"
    both = draft.reciprocal and any(is_joined(head) for head in draft.actor)  # what they do it for is done to nobody
    if noun is not None and not both and (heads := _in_content(noun, draft, kind)):
        return heads, "content"
    if noun is not None and noun in draft.slots.object and _is_countable(noun) and _leaves_a_thing(draft, row):
        return [noun], "noun"  # "opened an inquiry", "reached the deal": nobody else is named
    if row is not None and row.type == "PROTEST":
        heads = _demanded_of(draft.anchor, kind) or _addressed(draft.anchor, kind)
        if heads:
            return heads, "addressed"
    if is_negated(draft.anchor, None):  # "will not end the strike until the company pays"
        return [head for head in draft.slots.condition if acts(head, kind) and head.lower_ not in PRONOUNS], "condition"
    return [], "none"


def _named_slot(
    names: tuple[str, ...], draft: Draft, row: VerbRow | None, kind: Kind, named: tuple[str, ...] | None = None
) -> tuple[list[Token], str] | None:
    """The first of some slots that is filled; a phrase that opens the sentence only if none behind the verb is.

    "On a visit *to Laos*, he voiced support of the king" is done to the king. ``named``: what the row names, if not these.
    """
    opening: tuple[list[Token], str] | None = None
    for name in names:
        heads = _filling(name, draft, row, names if named is None else named, kind)
        if heads and named is None and name in PARTIES and heads[-1].i < draft.anchor.i and not draft.slots.passive:
            opening = opening or (heads, name)
        elif heads:
            return heads, name
    return opening


def _filling(name: str, draft: Draft, row: VerbRow | None, named: tuple[str, ...], kind: Kind) -> list[Token]:
    """Who or what fills a slot and may be a target."""
    noun = draft.match.noun if draft.match and name != "noun" else None
    filled = slot(name, draft) or (_given(draft, kind) if name == "dative" and name in named else [])
    heads = [head for head in filled if head != noun and head not in draft.actor and not is_time(head)]
    if name in {"object", "dative", "noun"}:
        return heads
    heads = [head for head in heads if not _is_sea(head) and not (name == "with" and head.lemma_ in AIMS)]
    hung = name == "on" and "object" in named and name not in draft.slots.preps and draft.slots.object not in ([], [noun])
    if hung and not any(acts(head, kind) for head in heads):
        return []  # "lifted the ban on leaflets": a thing, not a party
    if row is not None and row.role == "act" and name not in named:  # "rallied in front of" is no target
        return [head for head in heads if name != "from" and (acts(head, kind) or head.ent_type_ in PLACES)]
    return heads


def _demanded_of(anchor: Token, kind: Kind) -> list[Token]:
    """Of whom protesters want something: "marched to demand that *Syria* withdraw"."""
    for purpose in anchor.children:
        if purpose.dep_ == "advcl" and purpose.tag_ == "VB" and purpose.lemma_ in PRESSING:
            wanted = [child for child in purpose.children if child.dep_ == "ccomp"]
            heads = [grand for child in (purpose, *wanted) for grand in child.children if grand.dep_ in {"nsubj", "dobj"}]
            return [head for head in heads if acts(head, kind)]
    return []


def _addressed(anchor: Token, kind: Kind) -> list[Token]:
    """The employer or authority named further on: "went on strike for better pay at *the Chilean mines of Anglo*"."""
    for token in anchor.subtree:
        if token.i > anchor.i and token.dep_ == "pobj" and token.head.lower_ in ADDRESSING and not is_time(token):
            named = token.ent_type_ == "ORG" or any(child.ent_type_ == "ORG" for child in token.children)
            if named or kind(token) in {"organisation", "state"}:
                return [token]
    return []


def _leaves_a_thing(draft: Draft, row: VerbRow | None) -> bool:
    """A treaty, drill or inquiry is left behind by the act; a meeting or an attack is the act itself."""
    return row is not None and row.type in MADE and not (draft.reciprocal and any(is_joined(head) for head in draft.actor))


def _is_countable(noun: Token) -> bool:
    """A thing, not a feeling: "an inquiry", "the deal" and "drills", not "his sympathy" or "thanks"."""
    articles = {"a", "an", "the", "its", "their"}
    return any(child.dep_ == "nummod" or child.lower_ in articles for child in noun.children) or of_what(noun) is not None


def _is_sea(head: Token) -> bool:
    """Nobody is done anything to by what falls into the sea: a sea is a place."""
    return head.lemma_.lower() in SEAS


def _in_content(noun: Token, draft: Draft, kind: Kind) -> list[Token]:
    """The party in what a noun is about: "its demand that *Seoul* lift", "its commitment to support *the police*"."""
    clauses = [child for child in noun.children if child.dep_ in {"acl", "ccomp"}]
    clauses += [child for child in draft.slots.verb.children if child.dep_ in {"advcl", "xcomp"} and child.tag_ == "VB"]
    clauses += [grand for prep in noun.children if prep.dep_ == "prep" for grand in prep.children if grand.dep_ == "pcomp"]
    clauses += [grand for clause in clauses for grand in clause.children if grand.dep_ == "xcomp"]
    for clause in clauses:
        slots = verb_slots(clause)
        if slots.passive and clause.lemma_ in WANTING and slots.subject:  # "granted an order sought *by the union*"
            return slots.subject
        own_subject = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
        places = [
            *slots.preps.get("between", []),
            *slots.preps.get("with", []),
            *slots.preps.get("against", []),
            *slots.noun_preps.get("between", []),
        ]
        for head in (*(own_subject if clause.tag_ != "VBG" else ()), *slots.object, *places):
            if acts(head, kind) and head.lower_ not in PRONOUNS and head not in draft.actor:
                return [head]
    return []


def run_on(draft: Draft, kind: Kind) -> tuple[int, tuple[Token, ...]]:  # noqa: PLR0911  one thing that ends it a line
    """Where the parser hung "in Damascus" of "ceased its raids in Damascus" on the verb, it still tells whose raids.

    So does what an unnamed thing or body of people is for: "troops *to help the Philippine army*". The end of the phrase,
    and whom that names: "a delegation *to Pyongyang*" has that state too.
    """
    if draft.slot_used == "clause" and draft.inner is not None:
        return run_on(draft.inner, kind)
    heads = draft.target
    if not heads or any(_is_named(head, kind) for head in heads):
        return 0, ()
    end: int = heads[-1].right_edge.i + 1
    doc = draft.anchor.doc
    while end < len(doc) and (doc[end].ent_type_ in TIMES or doc[end].lower_ == "back"):
        end += 1
    behind = doc[end] if end < len(doc) else None
    if behind is None or behind.is_sent_start:
        return 0, ()
    purpose = behind.head
    if behind.lower_ == "to" and behind.dep_ == "aux" and purpose.dep_ in {"advcl", "xcomp"} and purpose.tag_ == "VB":
        if draft.slot_used == "clause-subject" or purpose.i < heads[-1].i or purpose.lemma_ in MOTIVES:
            return 0, ()
        last = clause_end(purpose)
        told = [token for head in heads for token in head.subtree if token.i < end]
        if any(token.dep_ == "poss" or token.ent_type_ in {"GPE", "NORP"} or kind(token) == "state" for token in told):
            return last, ()  # "sent *its* envoy to brief Chad": whose he is has been said
        return last, tuple(token for token in doc[purpose.i : last] if token.dep_ in {"dobj", "pobj"})
    if (
        behind.dep_ not in {"prep", "dative"}
        or behind.lower_ not in AROUND
        or (draft.reciprocal and behind.lower_ in VENUES)
    ):
        return 0, ()
    whither = behind.lower_ in {"to", "into"}
    for pobj in behind.children:
        if pobj.dep_ == "pobj" and not is_time(pobj) and (whither or acts(pobj, kind) or pobj.ent_type_ in PLACES):
            aim = phrase([pobj], whole=True)
            assert aim is not None
            return aim.end, (pobj,) if whither and pobj.lemma_ not in MEETINGS else ()
    return 0, ()


def _is_named(head: Token, kind: Kind) -> bool:
    """Somebody who needs no further telling: a name or a pronoun, not "200 troops" or "its raids"."""
    named = head.pos_ == "PRON" or head.ent_type_ in PARTY_ENTS
    office = head.tag_ == "NN" and any(child.dep_ == "poss" and child.ent_type_ in PARTY_ENTS for child in head.children)
    return named or office or kind(head) in {"state", "person", "organisation"}


def _party(draft: Draft, kind: Kind) -> tuple[list[Token], str] | None:
    """Where a row names no target slot and the object is a mere thing, the party in a phrase of the verb is the target.

    "opened its borders to refugees" is done to the refugees; "rejected the offer" has no such party.
    """
    if any(acts(head, kind) for head in draft.slots.object):
        return None
    for name in PARTIES:
        heads = [head for head in draft.slots.preps.get(name, []) if kind(head) is not None or head.ent_type_ in PARTY_ENTS]
        heads = [head for head in heads if not _is_own(head)]  # "blew up a road *on its side* of the border"
        if heads and heads[0].i > draft.anchor.i:  # not "together with Washington, ..."
            return heads, name
    if draft.row_match is not None and draft.row_match.row.type == "AID":
        return _helped(draft.slots.verb, kind)
    return None


def _helped(verb: Token, kind: Kind) -> tuple[list[Token], str] | None:
    """Whom a purpose clause names: "donated tents to help the villagers"."""
    for child in verb.subtree:
        if child.i > verb.i and child.dep_ in {"advcl", "xcomp", "acl"} and child.tag_ == "VB":
            slots = verb_slots(child)
            named = [
                *slots.object,
                *slots.preps.get("in", []),
                *slots.noun_preps.get("in", []),
                *slots.noun_preps.get("of", []),
            ]
            heads = [head for head in named if acts(head, kind) or head.ent_type_ in {"GPE", "NORP"}]
            if heads:
                return heads, "purpose"
    return None


def slot(name: str, draft: Draft) -> list[Token]:  # noqa: PLR0911  one slot a line
    """The heads that fill a named slot."""
    slots, match = draft.slots, draft.match
    if name == "subject":
        return slots.subject
    if name == "noun":
        return [match.noun] if match and match.noun else []
    if name == "object":
        return slots.object or (slots.preps.get(match.object_prep, []) if match and match.object_prep else [])
    if name == "dative":
        return slots.dative or slots.preps.get("to", [])
    if name == "possessor":
        return [owner for head in ([match.noun] if match and match.noun else slots.object) for owner in _owners(head)]
    if name == "clause":
        return draft.inner.target if draft.inner else []
    if name == "clause-subject":
        objects = [head for head in slots.object if match is None or head != match.noun]
        phrasal = slots.preps.get(match.object_prep, []) if match and match.object_prep else []
        others = draft.inner.slots.subject if draft.inner else []
        if match is None or match.row.type != "REQUEST":  # nobody demands of himself: "demanded that it open the crossings"
            others = _others(others, slots.subject)
        if match is not None and match.row.type == "THREATEN":  # "the minister warned that *the army* would respond"
            others = [head for head in others if head.lemma_ not in FORCES or _is_told_apart(head)]
        return objects or slots.dative or phrasal or others
    if match and match.noun is None and match.row.object and name in slots.noun_preps:
        return slots.noun_preps[name]
    if match and match.noun is not None:
        own = noun_slots(match.noun)
        return own.preps.get(name) or own.nested.get(name) or slots.prep(name)
    return slots.prep(name)


def _given(draft: Draft, kind: Kind) -> list[Token]:
    """The receiver that the parser took for a modifier: "gave the Pentagon permission", "offers Pyongyang talks"."""
    noun = draft.match.noun if draft.match else None
    things = [noun] if noun is not None else [head for head in draft.slots.object if head.pos_ == "NOUN"]
    before = [child for head in things for child in head.children if child.dep_ == "compound" and child.i > draft.anchor.i]
    if noun is None:
        return [child for child in before if kind(child) == "state" and child.i == draft.anchor.i + 1]
    return [child for child in before if child.pos_ == "PROPN" or kind(child) is not None][-1:]


def _others(inner: list[Token], outer: list[Token]) -> list[Token]:
    """The subject of a complement when it is somebody else: in "warned it (or its army) will retaliate" it is not."""
    return [] if inner == outer or all(_is_own(head) for head in inner) else inner


def _is_own(head: Token) -> bool:
    own = {"its", "his", "her", "their", "our", "my"}
    subject = {"it", "he", "she", "they", "we", "i"}
    both = head.lower_ == "both" or (
        head.lemma_ in {"side", "party", "country"} and is_joined(head)
    )  # "that the two sides meet"
    return both or head.lower_ in subject or any(child.lower_ in own for child in head.children if child.dep_ == "poss")


def _is_told_apart(head: Token) -> bool:
    return any(child.lower_ != "the" for child in head.children)


def _owners(head: Token) -> list[Token]:
    return [child for child in head.children if child.dep_ == "poss"]


def is_time(head: Token) -> bool:
    return head.ent_type_ in {"DATE", "TIME"} and head.pos_ != "PRON"
