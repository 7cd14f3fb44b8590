"""``dprk-events explain``: for one sentence the parse, the rows that won and lost, and why each event is as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dprk_events.events.actors import Cast
from dprk_events.events.draft import Draft
from dprk_events.events.parse import Parsed
from dprk_events.events.state import Step
from dprk_events.model import Article, Block, Event, Participant, Section, Source

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


def line_article(line: str) -> Article:
    """One line as an article: a sentence of the body when it ends like one, else a headline.

    >>> [line_article(line).blocks[0].section.value for line in ("Oslo warns Minsk: Sources", "Oslo warned Minsk.")]
    ['headline', 'body']
    """
    section = Section.BODY if SENTENCE_END.search(line) else Section.HEADLINE
    return Article(source=Source(), text=line, blocks=(Block(start=0, end=len(line), section=section),))


def explain(parsed: Parsed, steps: list[Step], mentions: list[tuple[Draft, Event]], cast: Cast) -> str:
    """Four parts: parse, actors, clauses, events."""
    headline = parsed.blocks[0].section is Section.HEADLINE
    parts = [
        ("PARSE (as a headline)" if headline else "PARSE", _parse(parsed)),
        ("ACTORS", _actors(parsed, cast)),
        ("CLAUSES", [line for step in steps for line in _step(step)] or ["no verb and no event noun"]),
        (
            "EVENTS",
            [line for draft, event in mentions for line in _event(draft, event)] or ["none: see the clauses for the reason"],
        ),
    ]
    return "\n".join(line for title, lines in parts for line in (title, *(f"  {line}" for line in lines)))


def _parse(parsed: Parsed) -> Iterable[str]:
    width = max(len(token.text) for token in parsed.doc)
    for token in parsed.doc:
        yield f"{token.text:{width}}  {token.tag_:5} {token.dep_:10} <- {token.head.text}"


def _actors(parsed: Parsed, cast: Cast) -> Iterable[str]:
    for chunk in parsed.doc.noun_chunks:
        kind = cast.kind(chunk.root.i)
        entities = cast.entities(chunk.start, chunk.end, chunk.root.i, part="actor")
        found = ", ".join(
            f"{entity.id} ({entity.country or '-'} {entity.sector or '-'}, by {entity.via})" for entity in entities
        )
        yield f"{chunk.text}: {found or 'not resolved'}{f', a {kind}' if kind else ''}"


def _step(step: Step) -> Iterable[str]:
    yield f"{step.token.text}: {step.outcome}"
    if step.match is not None:
        yield f"  won  [{step.match.id}] with {step.match.specificity}"
    for loss in step.lost:
        yield f"  lost [{loss.id}]: {loss.why}"


def _event(draft: Draft, event: Event) -> Iterable[str]:
    yield f"{_side(event.actor)} -- {event.action.text} --> {_side(event.target)}"
    kind = f"{event.action.type or 'no type'}{f' ({event.action.mode})' if event.action.mode else ''}"
    yield f"  type       {kind}, {_origin(draft)}"
    yield f"  status     {event.status}{_through(draft)}"
    yield f"  target     from slot {draft.slot_used!r}{', both sides do it' if event.reciprocal else ''}"
    for said in event.attribution:
        yield f"  said by    {said.text} ({said.kind})"
    yield f"  confidence {event.confidence}"


def _origin(draft: Draft) -> str:
    """Where the type comes from."""
    if draft.guess is not None:
        return f"guessed ({draft.guess.chance}) from {', '.join(draft.guess.clues)}, for no row fits"
    return f"from [{draft.row_match.id}]" if draft.row_match else "from no row"


def _through(draft: Draft) -> str:
    return "".join(f", through {token.text!r} [{match.id}]" for match, token in draft.through)


def _side(part: Participant | None) -> str:
    if part is None:
        return "(nobody named)"
    return f"{part.text} [{', '.join(entity.id for entity in part.entities) or 'not resolved'}]"
