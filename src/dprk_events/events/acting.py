"""The action of a draft as the output says it: its words, its lemma, the chain of its governors, tense and type."""

from __future__ import annotations

from typing import Any, cast

from dprk_events.events import kinds
from dprk_events.events.checks import Match
from dprk_events.events.draft import Draft
from dprk_events.events.scene import Scene, Tables
from dprk_events.events.status import tense_of
from dprk_events.events.tokens import Token
from dprk_events.model import Action, Anchor, TypeVia


def action_of(draft: Draft, scene: Scene, tables: Tables) -> Action:
    start, end = action_span(draft)
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
        type_via=_via(draft),
    )


def _via(draft: Draft) -> TypeVia | None:
    """What gave the type; a demand with "must" and a refusal of what no row knows rest on grammar alone."""
    if draft.type is None:
        return None
    if draft.guess is not None:
        return "guess"
    return "lexicon" if draft.row_match is not None else "grammar"


def action_span(draft: Draft) -> tuple[int, int]:
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
