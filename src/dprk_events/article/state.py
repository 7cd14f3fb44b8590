"""Stories that a page holds only in its scripts' data: ``__NEXT_DATA__`` and other JSON blocks.

>>> text_in_json('{"page": {"title": "Too short for a story"}}') is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dprk_events.article.jsonld import load_json
from dprk_events.article.repair import repair
from dprk_events.article.tree import outline, parse

_BODY_KEYS = re.compile(
    r"^(?:article_?body|body|content|contents|text|html|detail|details|body_?text|story|paragraphs|json|blocks|value)$", re.I
)
_TEXT_KEYS = ("data", "text", "value", "content", "html", "children", "body", "paragraph", "model", "blocks")
_TAG = re.compile(r"<(?:p|div|br|h\d|li|blockquote)\b", re.I)
_SCRIPT = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_DATA = re.compile(r"__NEXT_DATA__|application/json", re.IGNORECASE)
_MAX_BLOCKS = 20
_LEAST = 300
_MAX_STEPS = 50_000


def scripts_with_data(markup: str) -> list[str]:
    """The JSON blocks of a page that may hold a story."""
    blocks = []
    for script in islice((tag for tag in _SCRIPT.finditer(markup) if _DATA.search(tag[1])), _MAX_BLOCKS):
        end = markup.find("</script", script.end())
        if end < 0:
            break
        if end - script.end() > _LEAST:
            blocks.append(markup[script.end() : end])
    return blocks


def text_in_json(block: str) -> str | None:
    """The longest run of paragraphs under a key that is named as a body; None where there is none."""
    value = load_json(block)
    best = ""
    for _, candidate in zip(range(_MAX_STEPS), _bodies(value), strict=False):
        text = _paragraphs(candidate)
        if len(text) > len(best):
            best = text
    return best or None


def _bodies(value: object) -> Iterator[object]:
    """Everything that stands under a body's name, outermost first."""
    todo: list[object] = [value]
    while todo:
        thing = todo.pop()
        if isinstance(thing, dict):
            for key, inside in thing.items():
                if isinstance(key, str) and _BODY_KEYS.match(key) and inside:
                    yield inside
                todo.append(inside)
        elif isinstance(thing, list):
            todo.extend(thing)


def _paragraphs(candidate: object) -> str:
    if isinstance(candidate, str):
        if len(candidate) < 40 or (" " not in candidate):
            return ""
        if _TAG.search(candidate):
            return "\n".join(leaf.text for leaf in outline(parse(candidate)).leaves)
        return "\n".join(line for line in (repair(line) for line in candidate.split("\n")) if line)
    if isinstance(candidate, list):
        lines = [repair(_flat(item)) for item in candidate]
        lines = [line for line in lines if len(line) > 1]
        return "\n".join(lines) if sum(map(len, lines)) / max(1, len(lines)) > 20 else ""
    return ""


def _flat(item: object, depth: int = 0) -> str:
    """The text inside one node of a body: its own, or that of its children in order."""
    if isinstance(item, str):
        return re.sub(r"<[^>]+>", "", item)
    if depth > 12:
        return ""
    if isinstance(item, list):
        return "".join(_flat(child, depth + 1) for child in item)
    if isinstance(item, dict):
        return "".join(_flat(item[key], depth + 1) for key in _TEXT_KEYS if key in item)
    return ""
