"""From drafts on tokens to Events on text: spans, entities, type, status, attribution, tags, time and place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, cast

from dprk_events.events import attribution, confidence, kinds
from dprk_events.events.acting import action_of, action_span
from dprk_events.events.clues import clues_of
from dprk_events.events.draft import Draft, Report
from dprk_events.events.parties import Parties, participant, parties_of
from dprk_events.events.phrases import phrase
from dprk_events.events.scene import Scene, Tables
from dprk_events.events.status import in_condition, status_of
from dprk_events.events.tags import Said, said
from dprk_events.events.tokens import Span, Token
from dprk_events.model import Action, Attribution, Event, Evidence


def build_event(draft: Draft, sentence: Span, general: list[Report], scene: Scene, tables: Tables) -> Event | None:
    """One mention as an event of its own; None for an idle condition."""
    draft.status = status_of(draft)
    draft.type, draft.mode = kinds.decide(draft, tables.types)
    if draft.type is None and draft.status == "hypothetical" and in_condition(draft.anchor):
        return None  # "if Washington showed respect" tells nothing
    sources = [_attribution(report, scene, tables) for report in attribution.chain_of(draft, general)]
    tail = scene.parsed.tails.get(scene.parsed.block_of[sentence.start])
    if tail is not None:
        sources.append(_tail(tail, scene))
    parties = parties_of(draft, sentence, scene, sources)
    if draft.match is None and draft.type is None:
        _guess(draft, parties, scene, tables)
    action = action_of(draft, scene, tables)
    taking_part = (part for part in (parties.actor, parties.target) if part)
    sectors = frozenset(entity.sector for part in taking_part for entity in part.entities if entity.sector)
    texts = _texts(draft, sentence, scene)
    row = draft.row_match.row if draft.row_match else None
    start, end = scene.parsed.span(sentence.start, sentence.end)
    subtree = frozenset(token.i for token in draft.anchor.subtree)
    event = Event(
        id=event_id(scene.article.text, action.anchor.start),
        actor=parties.actor,
        action=action,
        target=parties.target,
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
    draft.traits = confidence.traits(confidence.Told(draft, event, sentence, parties.certainty))
    return replace(event, confidence=confidence.estimate(draft.traits, tables.weights))


def _guess(draft: Draft, parties: Parties, scene: Scene, tables: Tables) -> None:
    """The type of an act whose verb no row fits, where its clause says enough; it changes nothing else of the mention."""
    draft.clues = clues_of(draft, parties.actor, parties.target, scene.kind, tables.words)
    draft.guess = tables.guesser(draft.clues)
    if draft.guess is not None:
        draft.type, draft.mode = kinds.announced(draft.guess.type, None, draft, tables.types)


def event_id(text: str, anchor_start: int) -> str:
    """Stable: the same article text and the same anchor give the same 16 hexadecimal digits everywhere."""
    return hashlib.sha256(f"{anchor_start}\0".encode() + text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _attribution(report: Report, scene: Scene, tables: Tables) -> Attribution:
    part = participant(phrase(report.heads), scene, "actor")
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


def _texts(draft: Draft, sentence: Span, scene: Scene) -> dict[str, Said]:
    """The words near the act, as text and as lemmas, each between spaces."""

    def words(tokens: Iterable[Token]) -> str:
        forms, lemmas = [], []
        for token in tokens:
            forms.append(token.lower_)
            lemmas.append(token.lemma_.lower())
        return f" {' '.join(forms)}  {' '.join(lemmas)} "

    start, end = action_span(draft)
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
