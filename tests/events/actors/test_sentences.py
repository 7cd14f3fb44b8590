"""Runs fixtures/sentences/actors: the phrase in braces must resolve to the entities listed, or to nobody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from spacy.language import Language

from dprk_events.events.actors import ActorIndex, find_actors
from dprk_events.events.tokens import read_tokens
from dprk_events.events.where import PlaceIndex, find_places
from dprk_events.model import Entity

FOLDER = Path(__file__).parents[3] / "fixtures" / "sentences" / "actors"
KEYS = {"text", "part", "published", "dateline", "entities"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    name: str
    text: str
    start: int
    end: int
    part: str
    published: str | None
    dateline: str | None
    entities: tuple[str, ...]


def _cases() -> list[Case]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for name, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(values) <= KEYS, f"{path.name} [{name}]: unknown keys {set(values) - KEYS}"
            before, brace, rest = values["text"].partition("{")
            phrase, other, after = rest.partition("}")
            assert all((brace, other, phrase)), f"{path.name} [{name}]: mark the phrase with braces"
            entities = tuple(values["entities"])
            part, published = values.get("part", "actor"), values.get("published")
            text, start = before + phrase + after, len(before)
            dateline = values.get("dateline")
            found.append(Case(f"{path.stem}/{name}", text, start, start + len(phrase), part, published, dateline, entities))
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_phrase_resolves(case: Case, nlp: Language, index: ActorIndex, places: PlaceIndex) -> None:
    parse = nlp(case.text)
    doc = read_tokens([parse])
    cast = find_actors(doc, index, published=case.published, dateline=case.dateline, places=find_places(doc, places).named)
    span = parse.char_span(case.start, case.end, alignment_mode="expand")
    assert span is not None
    got = cast.entities(span.start, span.end, span.root.i, part="target" if case.part == "target" else "actor")
    forbidden = [want[1:] for want in case.entities if want.startswith("!")]
    assert not [entity for entity in got if entity.id in forbidden], got
    wanted = [want for want in case.entities if not want.startswith("!")]
    if not forbidden:
        assert len(got) == len(wanted), got
    for entity, want in zip(got, wanted, strict=False):
        assert _fits(entity, want), (entity, want)


def _fits(entity: Entity, want: str) -> bool:
    given = (entity.id, entity.country, entity.sector, entity.via)
    return all(part in {"", "*", value} for part, value in zip(want.split("/"), given, strict=False))


def test_there_are_enough_cases_and_enough_traps() -> None:
    traps = [case for case in CASES if case.name.startswith("traps/")]
    assert len(CASES) >= 250
    assert 3 * len(traps) >= len(CASES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_cases_are_sorted(path: Path) -> None:
    names = list(tomllib.loads(path.read_text(encoding="utf-8")))
    assert names == sorted(names)
