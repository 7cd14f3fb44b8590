"""docs/explain.md shows what ``dprk-events explain`` prints for its sentences, from EVENTS on; "..." stands for anything.

After a change of the lexicon or the engine ``python -m tests.events.test_explain_docs`` writes the blocks anew: read them.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from dprk_events.events.coder import Coder
from dprk_events.tables import load_lexicon

PAGE = Path(__file__).parents[2] / "docs" / "explain.md"
BLOCK = re.compile(r"^```console\n\$ (dprk-events explain [^\n]*)\n\.\.\.\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_lexicon())


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_events_are_as_shown(command: str, output: str, coder: Coder) -> None:
    assert output == shown(command, coder)


def test_twenty_sentences_each_once() -> None:
    sentences = [shlex.split(command)[2] for command, _ in EXAMPLES]
    assert len(sentences) == len(set(sentences)) >= 20
    assert PAGE.read_text(encoding="utf-8").count("```console") == len(EXAMPLES)


def shown(command: str, coder: Coder) -> str:
    """The EVENTS part of what a command prints, without the measured confidence."""
    _, _, sentence = shlex.split(command)
    told = coder.explain(sentence)
    return re.sub(r"(?m)^(  +confidence) .*", r"\1 ...", told[told.index("EVENTS\n") :]) + "\n"


def rewrite(coder: Coder) -> None:
    """Put what is printed now into the page."""

    def fresh(match: re.Match[str]) -> str:
        return f"```console\n$ {match[1]}\n...\n{shown(match[1], coder)}```"

    PAGE.write_text(BLOCK.sub(fresh, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite(Coder(load_lexicon()))
