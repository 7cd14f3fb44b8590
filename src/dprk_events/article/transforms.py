"""Named steps that a recipe may ask for (``transforms``), where selectors are not enough.

``first-paragraph-title``  the first paragraph of the body is the headline
``broadcast-labels``       "Anchor:" and "Report:" at the start of spoken items go
``join-broken-lines``      paragraphs that were broken around linked names are joined again
``url-unix-time``          the address holds the publication time as seconds: /newstream/1708588800-1/
``url-base64-day``         the address ends in base64 that holds the day: index.php?MTJAMjAyMy0wMy0xMw==
``url-short-day``          an id in the address begins with the day in six digits: /getDetail/ien261003020/en
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from dprk_events.article.dates import normal_date
from dprk_events.article.metadata import Metadata
from dprk_events.article.story import Story

_LABEL = re.compile(r"^(?:anchor|report|reporter|narration|sound ?bite)\s*[:：]\s*", re.IGNORECASE)
_UNIX = re.compile(r"/(1\d{9})-")
_BASE64 = re.compile(r"\?([A-Za-z0-9+/]{12,}={0,2})$")
_DAY = re.compile(r"(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)")
_SHORT_DAY = re.compile(r"/[a-z]{2,4}(\d\d)([01]\d)([0-3]\d)\d{2,4}(?=/|$)")


def apply(names: Iterable[str], story: Story, metadata: Metadata, url: str) -> Metadata:
    """Run the named steps on the story, in order; gives the metadata they changed."""
    for name in names:
        step = TRANSFORMS.get(name)
        if step is not None:
            metadata = step(story, metadata, url)
    return metadata


def _first_paragraph_title(story: Story, metadata: Metadata, _url: str) -> Metadata:
    kept = story.kept
    if len(kept) < 2 or len(kept[0].text) > 250:
        return metadata
    kept[0].drop("title")
    return replace(metadata, title=kept[0].text)


def _broadcast_labels(story: Story, metadata: Metadata, _url: str) -> Metadata:
    for leaf in story.kept:
        leaf.text = _LABEL.sub("", leaf.text)
    return metadata


def _join_broken_lines(story: Story, metadata: Metadata, _url: str) -> Metadata:
    before = None
    for leaf in story.leaves:
        if leaf.kind == "link":  # a linked name alone on its line looked like a link to another story
            leaf.kind, leaf.kept = "text", True
        if not leaf.kept:
            continue
        text = leaf.text
        if before is not None and (text[0].islower() or text[0] in ",.;:)") and before.text[-1] not in '.!?"”':
            before.text += text if text[0] in ",.;:)" else f" {text}"
            leaf.drop("joined")
        elif before is not None and text[0].isupper() and before.text[-1].isalpha() and len(text) < 40:
            before.text += f" {text}"
            leaf.drop("joined")
        else:
            before = leaf
    return metadata


def _url_unix_time(_story: Story, metadata: Metadata, url: str) -> Metadata:
    match = _UNIX.search(url)
    return replace(metadata, published=metadata.published or normal_date(match[1])) if match else metadata


def _url_base64_day(_story: Story, metadata: Metadata, url: str) -> Metadata:
    match = _BASE64.search(url)
    if metadata.published or match is None:
        return metadata
    try:
        plain = base64.b64decode(match[1] + "=" * (-len(match[1]) % 4)).decode("ascii", "replace")
    except binascii.Error:
        return metadata
    day = _DAY.search(plain)
    return replace(metadata, published=normal_date(day.group()) if day else None)


def _url_short_day(_story: Story, metadata: Metadata, url: str) -> Metadata:
    match = _SHORT_DAY.search(url)
    if metadata.published or match is None:
        return metadata
    return replace(metadata, published=normal_date(f"20{match[1]}-{match[2]}-{match[3]}"))


TRANSFORMS: dict[str, Callable[[Story, Metadata, str], Metadata]] = {
    "first-paragraph-title": _first_paragraph_title,
    "broadcast-labels": _broadcast_labels,
    "join-broken-lines": _join_broken_lines,
    "url-unix-time": _url_unix_time,
    "url-base64-day": _url_base64_day,
    "url-short-day": _url_short_day,
}
