"""From drafts on tokens to Events on text: spans, entities, type, status, attribution, tags, time and place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from dprk_events.events import attribution, confidence, kinds
from dprk_events.events.actors import Cast
from dprk_events.events.checks import Match
from dprk_events.events.draft import Draft, Report
from dprk_events.events.parse import Parsed
from dprk_events.events.phrases import Phrase, phrase
from dprk_events.events.status import in_condition, status_of, tense_of
from dprk_events.events.tags import Said, Tagger, said
from dprk_events.events.tokens import Span, Token
from dprk_events.events.when import Times
from dprk_events.events.where import Places
from dprk_events.model import Action, Anchor, Article, Attribution, Entity, Event, Evidence, Participant
from dprk_events.tables.rows import ActorRow, TypeRow

PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "him", "her", "them", "us", "me"})
OTHERS = frozenset({"him", "her"})
AT_HOME = frozenset({"COERCE", "CONCEDE", "REQUEST", "RETREAT", "SANCTION", "ACCUSE", None})  # what a state does to its own
NAMING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "poss"})


@dataclass(frozen=True, slots=True)
class Tables:
    """What building needs of the lexicon."""

    types: Mapping[str, TypeRow]
    actors: Mapping[str, ActorRow]
    topics: Tagger
    contexts: Tagger
    weights: Mapping[str, float]  # of the traits behind the confidence


@dataclass(frozen=True, slots=True)
class Scene:
    """One article under coding: its tokens, its cast, its times and places."""

    article: Article
    parsed: Parsed
    cast: Cast
    times: Times
    places: Places
    said: dict[int, Said] = field(default_factory=dict)  # the words of the sentences coded so far, by their first token


def build_event(draft: Draft, sentence: Span, general: list[Report], scene: Scene, tables: Tables) -> Event | None:
    """One mention as an event of its own; None for an idle condition."""
    draft.status = status_of(draft)
    draft.type, draft.mode = kinds.decide(draft, tables.types)
    if draft.type is None and draft.status == "hypothetical" and in_condition(draft.anchor):
        return None  # "if Washington showed respect" tells nothing
    doer = _named(_speaker(draft), sentence, scene)
    done_to = _named(draft.target, sentence, scene)
    done_to = _only_other(done_to, draft, sentence, scene) if done_to == draft.target else done_to
    actor = _participant(phrase(doer, outside=draft.anchor), scene, "actor", referred=doer != draft.actor)
    aim = phrase(done_to, outside=draft.anchor, whole=True)
    target = _participant(
        aim.until(draft.target_end, draft.named_behind) if aim else None, scene, "target", referred=done_to != draft.target
    )
    if target is not None and actor is not None and target.start >= actor.start and target.end <= actor.end:
        target = _another(draft, actor, scene) if done_to != draft.target else None
    if actor is not None and target is not None and not target.entities and draft.type in AT_HOME:
        target = replace(target, entities=_own_people(draft, actor, scene))
    sources = [_attribution(report, scene, tables) for report in attribution.chain_of(draft, general)]
    tail = scene.parsed.tails.get(scene.parsed.block_of[sentence.start])
    if tail is not None:
        sources.append(_tail(tail, scene))
    action = _action(draft, scene, tables)
    sectors = frozenset(entity.sector for part in (actor, target) if part for entity in part.entities if entity.sector)
    texts = _texts(draft, sentence, scene)
    row = draft.row_match.row if draft.row_match else None
    start, end = scene.parsed.span(sentence.start, sentence.end)
    subtree = frozenset(token.i for token in draft.anchor.subtree)
    event = Event(
        id=event_id(scene.article.text, action.anchor.start),
        actor=actor,
        action=action,
        target=target,
        status=draft.status,
        reciprocal=draft.reciprocal,
        contexts=_tags(row.contexts if row else (), tables.contexts(texts, draft.type, sectors)),
        topics=_tags(row.topics if row else (), tables.topics(texts, draft.type, sectors)),
        attribution=tuple(sources),
        when=scene.times.of(draft.anchor.i, sentence.start, sentence.end, subtree, tense=_time_sense(draft, action)),
        where=scene.places.of(draft.anchor.i, subtree),
        evidence=Evidence(
            sentence=scene.article.text[start:end], start=start, end=end, section=scene.parsed.section(sentence)
        ),
        mentions=(),
        confidence=0.0,
    )
    certainty = min((scene.cast.certainty(part.start, part.end) for part in (phrase(doer), aim) if part), default=1.0)
    draft.traits = confidence.traits(confidence.Told(draft, event, sentence, certainty))
    return replace(event, confidence=confidence.estimate(draft.traits, tables.weights))


def event_id(text: str, anchor_start: int) -> str:
    """Stable: the same article text and the same anchor give the same 16 hexadecimal digits everywhere."""
    return hashlib.sha256(f"{anchor_start}\0".encode() + text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _speaker(draft: Draft) -> list[Token]:
    """Inside reported speech "it" is the speaker: the phrase that names the speaker is the better evidence."""
    head = draft.actor[0] if len(draft.actor) == 1 else None
    if head is None or head.lower_ not in PRONOUNS:
        return draft.actor
    for report in reversed(draft.reports):
        if report.heads and report.heads[0].i < head.i and report.heads[0].pos_ != "PRON":
            return report.heads
    return draft.actor


def _named(heads: list[Token], sentence: Span, scene: Scene) -> list[Token]:
    """For a pronoun, the phrase of the same sentence that names the same actor; the entities say it is a coreference."""
    head = heads[0] if len(heads) == 1 else None
    if head is None or head.lower_ not in PRONOUNS:
        return heads
    meant = {entity.id for entity in scene.cast.entities(head.i, head.i + 1, head.i, part="actor")}
    for token in sentence if meant else ():
        if token.i >= head.i:
            break
        if token.dep_ in NAMING and token.pos_ in {"NOUN", "PROPN"}:
            found = phrase([token])
            assert found is not None
            if meant & {entity.id for entity in scene.cast.entities(found.start, found.end, token.i, part="actor")}:
                return [token]
    return heads


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
    part = _participant(phrase(draft.target), scene, "target")
    ids = {entity.id for entity in actor.entities}
    return replace(part, entities=tuple(entity for entity in part.entities if entity.id not in ids)) if part else None


def _own_people(draft: Draft, actor: Participant, scene: Scene) -> tuple[Entity, ...]:
    """ "The court jailed a former general": whom a state judges, orders and frees are its own."""
    if len(actor.entities) != 1:
        return ()
    found = [scene.cast.own_people(head.i, actor.entities[0]) for head in draft.target]
    return tuple(entity for entities in found for entity in entities)


def _participant(
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


def _attribution(report: Report, scene: Scene, tables: Tables) -> Attribution:
    part = _participant(phrase(report.heads), scene, "actor")
    assert part is not None
    kind = attribution.kind_of(report.heads[0], part.entities, tables.actors)
    verb = report.verb.lemma_ if report.verb is not None and report.verb.pos_ == "VERB" else None
    verb = "according to" if report.verb is not None and report.verb.lower_ == "according" else verb
    return Attribution(text=part.text, start=part.start, end=part.end, entities=part.entities, verb=verb, kind=kind)


def _tail(tail: tuple[int, int], scene: Scene) -> Attribution:
    text = scene.article.text[tail[0] : tail[1]]
    words = text.lower().split()
    kind = (
        "anonymous"
        if "source" in words[-1]
        else "document"
        if "report" in words[-1]
        else "media"
        if "media" in words
        else "official"
    )
    return Attribution(text=text, start=tail[0], end=tail[1], entities=(), verb=None, kind=cast(Any, kind))


def _action(draft: Draft, scene: Scene, tables: Tables) -> Action:
    start, end = _action_span(draft)
    first, last = scene.parsed.span(start, end)
    begin, stop = scene.parsed.token_span(draft.anchor)
    is_noun = draft.anchor.pos_ == "NOUN"
    governors = [token for _, token in draft.through]
    return Action(
        text=scene.article.text[first:last],
        start=first,
        end=last,
        anchor=Anchor(text=scene.article.text[begin:stop], start=begin, end=stop),
        lemma=_lemma(draft),
        chain=(*(_lemma_of(match, token) for match, token in draft.through), *_chain(draft)),
        voice="noun" if is_noun else "passive" if draft.slots.passive else "active",
        tense=cast(Any, "none" if is_noun else tense_of(draft.anchor, governors)),
        type=draft.type,
        mode=draft.mode,
        quad=tables.types[draft.type].quad if draft.type else None,
        intensity=kinds.intensity(draft.type, draft.mode, tables.types),
    )


def _action_span(draft: Draft) -> tuple[int, int]:
    """From the first auxiliary to the last word of the action, governors and the act inside included when they are near."""
    tokens = [draft.anchor, *_auxiliaries(draft.anchor)]
    for _, governor in reversed(draft.through):
        if min(token.i for token in tokens) - governor.i <= 5:
            tokens += [governor, *_auxiliaries(governor)]
    if draft.match is not None:
        tokens += [token for token in draft.match.particles if token.i - draft.anchor.i <= 3]
        if draft.match.noun is not None and abs(draft.match.noun.i - draft.anchor.i) <= 8:
            tokens.append(draft.match.noun)
        if draft.match.row.adjective and draft.slots.adjective is not None:
            tokens.append(draft.slots.adjective)
    inner = draft.inner
    while inner is not None and 0 < inner.anchor.i - max(token.i for token in tokens) <= 3:
        tokens += [inner.anchor, *(inner.match.particles if inner.match else ())]
        inner = inner.inner
    return min(token.i for token in tokens), max(token.i for token in tokens) + 1


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"} and child.i < verb.i]


def _lemma(draft: Draft) -> str:
    if draft.match is None:
        return draft.anchor.lemma_.lower()
    return _lemma_of(draft.match, draft.anchor, draft.slots.adjective)


def _lemma_of(match: Match, token: Token, adjective: Token | None = None) -> str:
    words = [token.lemma_.lower(), *(particle.lower_ for particle in match.particles)]
    if match.noun is not None and match.noun != token:
        words.append(match.noun.lemma_.lower())
    if match.row.adjective and adjective is not None:
        words.append(adjective.lower_)
    return " ".join(words)


def _chain(draft: Draft) -> list[str]:
    chain, inner = [_lemma(draft)], draft.inner
    while inner is not None:
        chain.append(_lemma(inner))
        inner = inner.inner
    return chain


def _texts(draft: Draft, sentence: Span, scene: Scene) -> dict[str, Said]:
    """The words near the act, as text and as lemmas, each between spaces."""

    def words(tokens: Iterable[Token]) -> str:
        forms, lemmas = [], []
        for token in tokens:
            forms.append(token.lower_)
            lemmas.append(token.lemma_.lower())
        return f" {' '.join(forms)}  {' '.join(lemmas)} "

    start, end = _action_span(draft)
    doc = draft.anchor.doc
    told = {tuple(draft.target): draft.target}
    inner: Draft | None = draft
    while inner is not None:  # also what is done where a party is the target: "urged Pyongyang to free the *abductees*"
        told |= {tuple(heads): heads for heads in (inner.slots.object, inner.target)}
        inner = inner.inner
    phrases = [part for heads in told.values() if (part := phrase(heads))]
    ranges = dict.fromkeys([(start, end), *((part.start, part.end) for part in phrases)])
    parts = [words(doc[first:last]) for first, last in ranges]
    if sentence.start not in scene.said:
        scene.said[sentence.start] = said(words(sentence))
    return {"action": said(parts[0]), "event": said(" ".join(parts)), "sentence": scene.said[sentence.start]}


def _tags(own: tuple[str, ...], found: list[str]) -> tuple[str, ...]:
    return tuple(sorted({*own, *found}))


def _time_sense(draft: Draft, action: Action) -> Literal["past", "present", "future", "none"]:
    return "future" if draft.status == "planned" else action.tense
