"""The files of a folder: sorted, streamed, and never outside of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from dprk_events.model import Reason
from dprk_events.pipeline.kinds import FURNITURE, SIDECAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A path of the walk; with a reason, one that must not be opened."""

    path: str
    reason: Reason | None = None
    detail: str = ""


def walk(root: str) -> Iterator[Found]:
    """Every file below ``root``, each folder in the order of its names' bytes.

    Links to folders are not followed: what they lead to inside the root is met under its own name, and what they lead to
    outside is refused. Links to files are followed inside the root only. Style sheets, scripts and pictures, which browsers
    save beside a page, and hidden files are passed over.
    """
    top = os.path.realpath(root)
    stack: list[tuple[str, list[str]]] = []  # a folder, and its names still to come, last first
    yield from _enter(root, stack)
    while stack:
        folder, names = stack[-1]
        if not names:
            stack.pop()
            continue
        path = os.path.join(folder, names.pop())
        if not os.path.isdir(path):
            yield _checked(path, top)
        elif not os.path.islink(path):
            yield from _enter(path, stack)
        elif not _inside(os.path.realpath(path), top):
            yield Found(path=path, reason=Reason.NOT_A_REGULAR_FILE, detail="a link that leads out of the folder")


def _enter(folder: str, stack: list[tuple[str, list[str]]]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not _passed_over(entry.name)]
    except OSError as error:
        yield Found(path=folder, reason=Reason.UNREADABLE, detail=f"the folder cannot be read: {error.strerror}")
        return
    names.sort(key=os.fsencode, reverse=True)
    stack.append((folder, names))


def _checked(path: str, top: str) -> Found:
    if os.path.islink(path):
        target = os.path.realpath(path)
        if os.path.exists(target) and not _inside(target, top):
            return Found(path=path, reason=Reason.NOT_A_REGULAR_FILE, detail="a link that leads out of the folder")
    return Found(path=path)


def _inside(path: str, top: str) -> bool:
    return os.path.commonpath([path, top]) == top


def _passed_over(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(".") or lower.endswith(SIDECAR) or os.path.splitext(lower)[1] in FURNITURE
