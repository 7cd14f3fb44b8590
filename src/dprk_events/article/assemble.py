"""Title, deck and paragraphs as one text with its blocks. Offsets are into the finished text.

>>> text, blocks = assemble([Part("Envoy leaves", Section.HEADLINE), Part("He left on Monday.", Section.BODY)])
>>> [(block.section.value, text[block.start:block.end]) for block in blocks]
[('headline', 'Envoy leaves'), ('body', 'He left on Monday.')]
"""

from __future__ import annotations

from collections.abc import Iterable

from dprk_events.model import Block, Section


class Part:
    """A paragraph for the final text."""

    __slots__ = ("section", "text", "time")

    def __init__(self, text: str, section: Section, time: str | None = None) -> None:
        self.text = text
        self.section = section
        self.time = time


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The parts one under the other with a blank line between."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        if part.text:
            blocks.append(Block(start=at, end=at + len(part.text), section=part.section, time=part.time))
            pieces.append(part.text)
            at += len(part.text) + 2
    return "\n\n".join(pieces), tuple(blocks)
