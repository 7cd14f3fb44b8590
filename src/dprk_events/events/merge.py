"""Mentions that tell of the same act become one event: headline, deck and lead usually do."""

from __future__ import annotations

from dataclasses import replace

from dprk_events.model import Event, Mention, Participant, Section

ABOVE = frozenset({Section.HEADLINE, Section.DECK})


def merge(events: list[Event]) -> tuple[Event, ...]:
    """Events in text order, each with its further mentions; the first mention is told in full."""
    kept: list[Event] = []
    for event in events:
        for number, earlier in enumerate(kept):
            if _same(earlier, event):
                kept[number] = replace(earlier, mentions=(*earlier.mentions, _mention(event)))
                break
        else:
            kept.append(event)
    return tuple(kept)


def _same(one: Event, other: Event) -> bool:  # noqa: PLR0911  one reason a line
    """Same type, same actors, and the same target or the same words for the act; never within one sentence."""
    if one.evidence.start == other.evidence.start or one.action.type != other.action.type or one.status != other.status:
        return False
    if not _share(one.actor, other.actor):
        return False
    same_words = one.action.lemma == other.action.lemma
    if one.target is None or other.target is None:
        return same_words
    if one.target.text.casefold() == other.target.text.casefold():
        return True
    ids, others = _ids(one.target), _ids(other.target)
    if same_words and one.evidence.section in ABOVE and not (ids and others and not ids & others):
        return True  # what the headline tells in one word and the lead in another: "offer", "opportunity"
    if ids and others:
        return (
            bool(ids & others) and (same_words or one.action.type is not None) and _head(one.target) == _head(other.target)
        )
    return same_words and _head(one.target) == _head(other.target)


def _share(one: Participant | None, other: Participant | None) -> bool:
    if one is None or other is None:
        return one is other
    ids, others = _ids(one), _ids(other)
    return ids == others if ids and others else one.text.casefold() == other.text.casefold()


def _ids(part: Participant) -> frozenset[str]:
    return frozenset(entity.id for entity in part.entities)


def _head(part: Participant) -> str:
    """The last word before the first preposition: a cheap head noun."""
    words: list[str] = []
    for word in part.text.casefold().split():
        if word in {"of", "to", "in", "on", "for", "with", "from", "at", "against", "over"} and words:
            break
        words.append(word)
    return words[-1].strip("s.,'’") if words else ""


def _mention(event: Event) -> Mention:
    return Mention(
        anchor=event.action.anchor,
        text=event.action.text,
        status=event.status,
        attribution=event.attribution,
        evidence=event.evidence,
    )
