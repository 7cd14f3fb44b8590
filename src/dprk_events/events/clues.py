"""What in a clause hints at the type of an act whose verb no row fits: the clues that ``data/guess.toml`` weighs.

Each has a value, mostly 1: ``passive``, ``with-up``, ``prep-against``, ``object-in-weapon`` (the class of a noun),
``object-deed-consult`` (a noun that itself is an event of that type), ``subject-state``, ``near-in-border``, ``actor-mil``,
``target-at-home``. ``rows-coerce`` is the share of that type in the verb's own rows, of those whose words are there although
something around them does not fit; ``only-coerce`` says that it is the only one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dprk_events.events.draft import Draft
from dprk_events.events.guess import ALWAYS
from dprk_events.events.heads import of_what
from dprk_events.events.state import Kind
from dprk_events.events.tokens import Token
from dprk_events.model import Participant
from dprk_events.tables.rows import NounClassRow, VerbRow

Clues = dict[str, float]
SEVERAL = 4  # rows of more types than this are alike: the verb says little


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicon knows of nouns and verbs apart from the frames."""

    classes: Mapping[str, tuple[str, ...]]  # of a noun
    deeds: Mapping[str, tuple[str, ...]]  # the types of a noun that is an event
    rows: Mapping[str, str]  # the type of a row, or what it does instead


def known(verbs: Mapping[str, VerbRow], nouns: Mapping[str, NounClassRow]) -> Known:
    """Turn the tables round, so that a noun is looked up once."""
    classes, deeds = defaultdict(list), defaultdict(set)
    for name, row in nouns.items():
        for noun in row.nouns:
            classes[noun].append(name)
    rows = {entry: str(row.type or row.role).lower() for entry, row in verbs.items()}
    for entry, verb in verbs.items():
        for noun in () if verb.verb else verb.noun:
            deeds[noun.split()[-1]].add(rows[entry])
    return Known(
        {noun: tuple(names) for noun, names in classes.items()}, {noun: tuple(kinds) for noun, kinds in deeds.items()}, rows
    )


def clues_of(draft: Draft, actor: Participant | None, target: Participant | None, kind: Kind, words: Known) -> Clues:
    """All clues of a draft without a row."""
    slots = draft.slots
    found = {ALWAYS, "passive" if slots.passive else "active"}
    found |= {"no-object"} if not slots.object else set()
    found |= {"nobody-acts"} if slots.passive and not draft.actor else set()
    found |= {"receiver"} if slots.dative else set()
    found |= {f"with-{word}" for word in slots.particles if word not in slots.preps}
    found |= {f"complement-{kind}" for kind, _ in slots.complements}
    found |= {f"prep-{word}" for word in slots.preps} | {f"object-prep-{word}" for word in slots.noun_preps}
    found |= _nouns("object", slots.object, kind, words) | _nouns("subject", slots.subject or draft.actor, kind, words)
    found |= _nouns("phrase", [head for heads in slots.preps.values() for head in heads], kind, words)
    for token in draft.anchor.subtree:
        if token.pos_ == "NOUN" and token is not draft.anchor:
            found |= _senses("near", token, words)
    return dict.fromkeys(found | _sides(actor, target), 1.0) | _rows(draft, words)


def _nouns(slot: str, heads: Iterable[Token], kind: Kind, words: Known) -> set[str]:
    """What the heads of a slot are, and what they count: "thousands of *refugees*"."""
    found: set[str] = set()
    for head in heads:
        for noun in (head, of_what(head)):
            if noun is not None:
                sort = kind(noun) or noun.ent_type_.lower() or {"PRON": "pronoun", "PROPN": "name"}.get(noun.pos_)
                found |= _senses(slot, noun, words) | ({f"{slot}-{sort}"} if sort else set())
    return found


def _senses(slot: str, noun: Token, words: Known) -> set[str]:
    lemma = noun.lemma_.lower()
    return {f"{slot}-in-{name}" for name in words.classes.get(lemma, ())} | {
        f"{slot}-deed-{name}" for name in words.deeds.get(lemma, ())
    }


def _sides(actor: Participant | None, target: Participant | None) -> set[str]:
    """The sectors of both sides, and whether the act stays in one country."""
    doers, done_to = (part.entities if part else () for part in (actor, target))
    found = {f"actor-{entity.sector.lower()}" for entity in doers if entity.sector}
    found |= {f"target-{entity.sector.lower()}" for entity in done_to if entity.sector}
    own, others = ({entity.country for entity in part if entity.country} for part in (doers, done_to))
    found |= set() if own else {"actor-of-no-country"}
    return found | ({"target-at-home" if others <= own else "target-abroad"} if others else {"target-of-no-country"})


def _rows(draft: Draft, words: Known) -> Clues:
    """What the verb's own rows give whose words are there."""
    kinds = Counter(words.rows[loss.id] for loss in draft.lost if loss.has_words)
    found = {f"rows-{name}": count / kinds.total() for name, count in kinds.items()}
    found |= {f"row-{name}": 1.0 for name in kinds}
    found |= {f"only-{name}": 1.0 for name in kinds if len(kinds) == 1}
    return found | {f"types-{min(len(kinds), SEVERAL)}": 1.0} | ({} if draft.lost else {"no-rows": 1.0})
