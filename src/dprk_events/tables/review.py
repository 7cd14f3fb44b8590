"""Reviews a lexicon: every mistake of every file with its line, checks that fail, aliases that nothing tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dprk_events.errors import LexiconError
from dprk_events.tables.actor_index import ActorIndex
from dprk_events.tables.checks import failed_checks, undecided
from dprk_events.tables.compiled import layered, places
from dprk_events.tables.load import families, line_of, load_rows
from dprk_events.tables.rows import ActorRow, GuessRow, NounClassRow, Row, SiteRow, TopicRow, TraitRow, TypeRow, VerbRow

KINDS: Mapping[str, type[Row]] = {
    "actors": ActorRow, "verbs": VerbRow, "nouns": NounClassRow, "topics": TopicRow, "contexts": TopicRow, "types": TypeRow,
    "confidence": TraitRow, "guess": GuessRow, "sites": SiteRow,
}  # fmt: skip


def mistakes(roots: tuple[Path, ...]) -> Iterator[str]:
    """All mistakes of the last folder of ``roots``, as it lies over the others; none means that it can be used."""
    broken = list(_format_mistakes(roots[-1]))
    yield from broken
    if broken:
        return
    rows = layered(roots, "actors", ActorRow)
    index = ActorIndex(rows)
    own = load_rows(_files(roots[-1], "actors"), ActorRow)
    yield from (_placed(message, roots[-1]) for message in failed_checks(index, own))
    yield from (message for message in undecided(index) if any(f"[{entry}]" in message for entry in own))


def _format_mistakes(root: Path) -> Iterator[str]:
    for kind, row_type in KINDS.items():
        for path in _files(root, kind):
            try:
                load_rows([path], row_type)
            except LexiconError as error:
                yield str(error)
    try:
        places(root)
    except LexiconError as error:
        yield str(error)
    known = {*KINDS, "reading"}
    for path in sorted(root.rglob("*.toml")):
        if path.stem not in known and path.parent.name not in known:
            yield f"{path}: is read by nothing; put it into one of the folders {', '.join(sorted(KINDS))}"


def _files(root: Path, kind: str) -> list[Path]:
    single = root / f"{kind}.toml"
    return [*([single] if single.exists() else []), *families(kind, root)]


def _placed(message: str, root: Path) -> str:
    """The message with file and line of the entry that it opens with."""
    match = re.match(r"\[([^\]]+)\]", message)
    for path in _files(root, "actors"):
        if match and (number := line_of(path, match[1])):
            return f"{path}:{number}: {message}"
    return message
