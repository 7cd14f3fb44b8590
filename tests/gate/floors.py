"""The floors of the gate, fixtures/gate/floors.json: what they hold for, what they are, and why any was lowered."""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

GATE = Path(__file__).parents[2] / "fixtures" / "gate"
FLOORS = GATE / "floors.json"
SLACK = 0.005  # how far a floor lies under what is reached


def corpus_facts() -> dict[str, Any]:
    """What the floors hold for: a digest over the articles and their reconciled annotations, and how many there are."""
    digest, mentions, paths = hashlib.sha256(), 0, sorted(GATE.glob("*.toml"))
    for path in paths:
        marks = GATE / "reconciled" / path.name
        mentions += len(tomllib.loads(marks.read_text(encoding="utf-8")).get("mention", []))
        for part in (path, marks):
            digest.update(
                part.relative_to(GATE).as_posix().encode() + b"\0" + part.read_text(encoding="utf-8").encode() + b"\0"
            )
    return {"sha256": digest.hexdigest(), "articles": len(paths), "mentions": mentions}


def read_floors() -> dict[str, Any]:
    """The committed floors, with the corpus that they hold for and why any was lowered."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def write_floors(figures: Mapping[str, float], reason: str | None) -> None:
    """Floors a little below the figures, never below the old ones without a reason.

    Exits when a figure misses its old floor, or when the corpus is another one, and no reason is given.
    """
    facts = corpus_facts()
    old: dict[str, Any] = read_floors() if FLOORS.exists() else {"corpus": facts, "floors": {}, "lowered": []}
    new = {name: math.floor((value - SLACK) * 1000 + 1e-9) / 1000 for name, value in figures.items()}
    before: dict[str, float] = old["floors"]
    if old["corpus"] == facts:
        new |= {name: max(floor, new[name]) for name, floor in before.items() if figures[name] >= floor}
    fallen = {name: [floor, new[name]] for name, floor in before.items() if new[name] < floor}
    if reason is None:
        if old["corpus"] != facts:
            sys.exit("the corpus has changed, its floors are those of another; say why with --lower REASON")
        if fallen:
            told = ", ".join(f"{name} {floor} -> {lower}" for name, (floor, lower) in fallen.items())
            sys.exit(f"floors would fall: {told}; find out why, or give the reason with --lower REASON")
    lowered = [*old["lowered"], *([{"reason": reason, "floors": fallen}] if reason is not None else [])]
    text = json.dumps({"corpus": facts, "floors": new, "lowered": lowered}, indent=2, ensure_ascii=False)
    FLOORS.write_text(text + "\n", encoding="utf-8")
