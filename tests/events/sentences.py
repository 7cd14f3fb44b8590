"""Sentence cases: one ``[case-name]`` table each, read from TOML, and what is wrong with the mentions found for one.

A case has ``text`` and ``events``, the complete list of mentions that the sentence must give (``[]``: none). An event names
its ``action`` by the anchor word and holds only those further keys that the case is about; "none" stands for null. A case
of ``section = "headline"`` is read as one. ``topic`` says which file a pending case belongs to once it holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dprk_events.model import Article, Block, Event, Participant, Section, Source

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sentences"
CASE_KEYS = {"text", "events", "section", "topic"}
# not_...: what a coder falls for; the value must not be found there
EVENT_KEYS = {
    *("action", "actor", "not_actor", "actor_countries", "target", "not_target", "target_countries", "type", "not_type"),
    *(
        "mode",
        "status",
        "not_status",
        "attribution",
        "kinds",
        "reciprocal",
        "topics",
        "not_topics",
        "contexts",
        "chain",
        "voice",
    ),
}
PHRASES = {"actor": True, "target": True, "not_actor": False, "not_target": False}
# what may follow the words asked for: how far a phrase with the same head reaches is not what these cases are about
TAIL = re.compile(
    r"(?i),|\s\(|\s(?:about|across|against|along|among|around|at|by|during|for|from|in|including|into|near|of|off|on|over|to|toward|with)\b"
)
ARTICLES = ("the", "a", "an", "its", "his", "their", "her")


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and what it must give."""

    file: str
    name: str
    text: str
    events: tuple[Mapping[str, Any], ...]
    section: Section
    header: str  # the first line of the file

    @property
    def article(self) -> Article:
        """The text as an article of one block."""
        block = Block(start=0, end=len(self.text), section=self.section)
        return Article(source=Source(), text=self.text, blocks=(block,))

    @property
    def says_no(self) -> bool:
        """Whether the case shows what is no event, or not that actor, target, type or status."""
        unreal = {"negated", "denied", "refused", "failed", "hypothetical", "possible"}
        pairs = [(key, value) for event in self.events for key, value in event.items() if isinstance(value, str)]
        return not pairs or any(
            key.startswith("not_") or value in unreal or (key, value) == ("type", "none") for key, value in pairs
        )


def read_cases(folder: str) -> list[Case]:
    """The cases of fixtures/sentences/<folder>; a file or case that is not well formed is an error."""
    return [case for path in sorted((FIXTURES / folder).glob("*.toml")) for case in _read_file(path)]


def _read_file(path: Path) -> Iterator[Case]:
    text = path.read_text(encoding="utf-8")
    header = text.partition("\n")[0]
    assert header.startswith("# "), f"{path.name}: the first line says what the file is about"
    table = tomllib.loads(text)
    assert table, f"{path.name}: no case"
    assert list(table) == sorted(table), f"{path.name}: cases are sorted by name"
    for name, values in table.items():
        assert {"text", "events"} <= set(values) <= CASE_KEYS, f"{path.name} [{name}]: keys {sorted(values)}"
        for event in values["events"]:
            assert {"action"} <= set(event) <= EVENT_KEYS, f"{path.name} [{name}]: keys {sorted(event)}"
            spans = [event[key] for key in ("action", "actor", "target") if event.get(key, "none") != "none"]
            spans += event.get("attribution", [])
            missing = [span for span in spans if span not in values["text"]]
            assert not missing, f"{path.name} [{name}]: {missing} not in the text"
        yield Case(
            path.stem, name, values["text"], tuple(values["events"]), Section(values.get("section", "body")), header[2:]
        )


def problems(case: Case, found: list[Event]) -> list[str]:
    """What the mentions found have wrong; empty when the case holds."""
    wrong, left = [], list(found)
    for want in case.events:
        fitting = [event for event in left if event.action.anchor.text == want["action"]]
        event = min(fitting, key=lambda event: len(list(_differences(want, event))), default=None)
        if event is None:
            wrong.append(f"no mention on {want['action']!r}")
            continue
        left.remove(event)
        wrong += [f"{want['action']}: {difference}" for difference in _differences(want, event)]
    return wrong + [f"one too many: {_show(event)}" for event in left]


def _differences(want: Mapping[str, Any], event: Event) -> Iterator[str]:
    sides = {"actor": event.actor, "target": event.target}
    plain = {
        "type": event.action.type or "none",
        "mode": event.action.mode or "none",
        "status": event.status,
        "voice": event.action.voice,
        "reciprocal": event.reciprocal,
        "chain": list(event.action.chain),
        "kinds": [said.kind for said in event.attribution],
    }
    for key, value in want.items():
        name = key.removeprefix("not_")
        if key in PHRASES:
            part = sides[name]
            if _names(part, value) != PHRASES[key]:
                yield f"{key} {value!r}, got {part.text if part else None!r}"
        elif key.endswith("_countries"):
            got = sorted({entity.country for entity in _entities(sides[name.removesuffix("_countries")]) if entity.country})
            if got != sorted(value):
                yield f"{key} {value}, got {got}"
        elif key == "attribution":
            said = [each.text for each in event.attribution]
            if len(said) != len(value) or not all(map(_alike, said, value)):
                yield f"attribution {value}, got {said}"
        elif name in {"topics", "contexts"}:
            tags = event.topics if name == "topics" else event.contexts
            fits = set(value) <= set(tags) if key == name else not set(value) & set(tags)
            if not fits:
                yield f"{key} {value}, got {list(tags)}"
        elif name in plain and (plain[name] == value) != (key == name):
            yield f"{key} {value!r}, got {plain[name]!r}"


def _names(part: Participant | None, phrase: str) -> bool:
    return part is None if phrase == "none" else part is not None and _alike(part.text, phrase)


def _entities(part: Participant | None) -> tuple[Any, ...]:
    return part.entities if part else ()


def _alike(got: str, want: str) -> bool:
    """Whether one phrase stands inside the other and fills half of it, or ends earlier or later at a preposition."""
    part, whole = sorted((got.lower(), want.lower()), key=len)
    tail = TAIL.match(whole, len(part))
    if whole.startswith(part) and tail and (part == want.lower() or tail[0] != ","):
        return True
    one, other = _words(got), _words(want)
    short, long = sorted((one, other), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return bool(short) and inside and 2 * len(short) >= len(long)


def _words(phrase: str) -> list[str]:
    words = re.findall(r"\w+", phrase.lower())
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _show(event: Event) -> str:
    actor, target = (part.text if part else "-" for part in (event.actor, event.target))
    return f"{actor} | {event.action.text} | {target} | {event.action.type} {event.status}"
