"""Who is the actor and who the target of a draft: phrases of the text, what pronouns stand for, and their entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dprk_events.events.draft import Draft
from dprk_events.events.phrases import Phrase, phrase
from dprk_events.events.scene import Scene
from dprk_events.events.tokens import Span, Token
from dprk_events.model import Attribution, Entity, Participant

PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "him", "her", "them", "us", "me"})
PERSONS = frozenset({"he", "she", "him", "her"})
OTHERS = frozenset({"him", "her"})
AT_HOME = frozenset({"COERCE", "CONCEDE", "REQUEST", "RETREAT", "SANCTION", "ACCUSE", None})  # what a state does to its own
POLICE = frozenset({"COP", "JUD"})  # act on nobody abroad
NAMING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "poss"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor and target of an act; ``certainty`` is that of the least sure name among them, 0..1."""

    actor: Participant | None
    target: Participant | None
    certainty: float


def parties_of(draft: Draft, sentence: Span, scene: Scene, sources: Sequence[Attribution]) -> Parties:
    """Who acts and on whom; ``sources`` say so."""
    doer = _named(_speaker(draft, scene), sentence, scene)
    done_to = _named(draft.target, sentence, scene)
    done_to = _only_other(done_to, draft, sentence, scene) if done_to == draft.target else done_to
    actor = participant(phrase(doer, outside=draft.anchor), scene, "actor", referred=doer != draft.actor)
    aim = phrase(done_to, outside=draft.anchor, whole=True)
    target = participant(
        aim.until(draft.target_end, draft.named_behind) if aim else None, scene, "target", referred=done_to != draft.target
    )
    if target is not None and actor is not None and target.start >= actor.start and target.end <= actor.end:
        target = _another(draft, actor, scene) if done_to != draft.target else None
    if target is not None and all(entity.via == "context" for entity in target.entities):
        target = replace(target, entities=_own_people(draft, actor, sources, scene) or target.entities)
    actor, target = _first_person(actor, doer, sources), _first_person(target, done_to, sources)
    named = (scene.cast.certainty(part.start, part.end) for part in (phrase(doer), aim) if part)
    return Parties(actor, target, min(named, default=1.0))


def participant(
    found: Phrase | None, scene: Scene, part: Literal["actor", "target"], *, referred: bool = False
) -> Participant | None:
    """The phrase with its entities; ``referred``: the clause itself has only a pronoun for it."""
    if found is None:
        return None
    start, end = scene.parsed.span(found.start, found.end)
    entities = _entities(found, scene, part)
    if referred:
        entities = tuple(replace(entity, via="coreference") for entity in entities)
    return Participant(text=scene.article.text[start:end], start=start, end=end, entities=entities)


def _entities(found: Phrase, scene: Scene, part: Literal["actor", "target"]) -> tuple[Entity, ...]:
    entities: list[Entity] = []
    for head in found.heads:
        for entity in scene.cast.entities(found.start, found.end, head.i, part=part):
            if all(entity.id != other.id for other in entities):
                entities.append(entity)
    return tuple(entities)


def _speaker(draft: Draft, scene: Scene) -> list[Token]:
    """Inside reported speech "it" is the speaker: the phrase that names the speaker is the better evidence.

    "The ministry said *he* had fled" is about somebody else.
    """
    head = draft.actor[0] if len(draft.actor) == 1 else None
    if head is None or head.lower_ not in PRONOUNS:
        return draft.actor
    for report in reversed(draft.reports):
        if report.heads and report.heads[0].i < head.i and report.heads[0].pos_ != "PRON":
            another = head.lower_ in PERSONS and scene.cast.is_body(report.heads[0].i)
            return draft.actor if another else report.heads
    return draft.actor


def _named(heads: list[Token], sentence: Span, scene: Scene) -> list[Token]:
    """For a pronoun, the phrase of the same sentence that names the same actor; the entities say it is a coreference."""
    head = heads[0] if len(heads) == 1 else None
    if head is None or head.lower_ not in PRONOUNS:
        return heads
    meant = {entity.id for entity in scene.cast.entities(head.i, head.i + 1, head.i, part="actor")}
    around = None  # "the *speech* of Petkov" holds him, but is not he
    for token in sentence if meant else ():
        if token.i >= head.i:
            break
        if token.dep_ in NAMING and token.pos_ in {"NOUN", "PROPN"}:
            found = phrase([token])
            assert found is not None
            if meant & {entity.id for entity in scene.cast.entities(found.start, found.end, token.i, part="actor")}:
                if scene.cast.kind(token.i) is not None:
                    return [token]
                around = around or token
    return [around] if around is not None else heads


def _only_other(heads: list[Token], draft: Draft, sentence: Span, scene: Scene) -> list[Token]:
    """For a "him" that no table resolves, the one person before who does not act: "*Ba* fled after Dor shot at him"."""
    head = heads[0] if len(heads) == 1 else None
    if head is None or head.lower_ not in OTHERS or not draft.actor:
        return heads
    acting = {token.i for doer in draft.actor for token in doer.subtree}
    found = []
    for token in sentence:
        if token.i >= head.i:
            break
        person = token.ent_type_ == "PERSON" or scene.cast.kind(token.i) == "person"
        if person and token.i not in acting and token.dep_ in {*NAMING, "appos"}:
            found.append(token)
    return found if len(found) == 1 else heads


def _another(draft: Draft, actor: Participant, scene: Scene) -> Participant | None:
    """A pronoun behind its own subject is somebody else: in "Kim thanked him" it is not Kim."""
    part = participant(phrase(draft.target), scene, "target")
    ids = {entity.id for entity in actor.entities}
    return replace(part, entities=tuple(entity for entity in part.entities if entity.id not in ids)) if part else None


def _first_person(part: Participant | None, heads: list[Token], sources: Sequence[Attribution]) -> Participant | None:
    """Who says "we" is the speaker."""
    said = len(heads) == 1 and heads[0].lower_ in {"we", "us", "i", "me"}
    if part is None or part.entities or not said or not sources:
        return part
    return replace(part, entities=tuple(replace(entity, via="coreference") for entity in sources[-1].entities))


def _own_people(draft: Draft, actor: Participant | None, sources: Sequence[Attribution], scene: Scene) -> tuple[Entity, ...]:
    """ "The court jailed a former general": whom a state judges, orders and frees are its own.

    So are those whom its police beat; who protests does so against his own state's organs. Where nobody is said to do
    it and the state's own media tell of it, the state does.
    """
    doers = actor.entities if actor else _voice_of_state(sources)
    protest = draft.type == "PROTEST"
    if len({entity.country for entity in doers}) != 1:
        return ()
    if not protest and draft.type not in AT_HOME and doers[0].sector not in POLICE:
        return ()
    found = [scene.cast.own_people(head.i, doers[0], protest=protest) for head in draft.target]
    return tuple(entity for entities in found for entity in entities)


def _voice_of_state(sources: Sequence[Attribution]) -> tuple[Entity, ...]:
    """The state whose media tell of it, as the doer."""
    media = [source for source in sources if source.kind == "state-media"]
    return tuple(replace(entity, sector="GOV") for source in media[:1] for entity in source.entities)
