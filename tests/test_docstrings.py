"""The examples in docstrings run, with the names of ``dprk_events.model`` at hand."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from dprk_events import model

SOURCE = Path(__file__).parents[1] / "src"
MODULES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.rglob("*.py")
    if ">>>" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    module = importlib.import_module(name)
    at_hand = {key: value for key, value in vars(model).items() if not key.startswith("_")}
    result = doctest.testmod(module, extraglobs={**at_hand, "Path": Path}, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def test_there_are_examples() -> None:
    assert len(MODULES) > 20
