"""Writes a new entry into a file of a lexicon folder, in its place by id, without touching the rest of the file."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dprk_events.errors import LexiconError, OutputError

_HEADER = re.compile(r'^\["?(?P<id>[^\].]+?)"?\]')
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def entry_text(entry: str, values: Mapping[str, Any]) -> str:
    """The TOML of one entry.

    >>> print(entry_text("pak-chol", {"kind": "person", "check": ["Pak Chol"], "media": True}))
    [pak-chol]
    kind = "person"
    check = ["Pak Chol"]
    media = true
    """
    return "\n".join([f"[{entry}]", *(f"{key} = {_value(value)}" for key, value in values.items())])


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)  # strings, numbers and booleans are written alike in JSON and TOML


def parse_values(pairs: Iterable[str]) -> dict[str, Any]:
    """``key=value`` words as a table; a value is TOML, or else a string, and a key given twice makes a list.

    >>> parse_values(["kind=person", "name=Pak Chol", "check=Pak Chol", "check=Chol Pak", "media=true"])
    {'kind': 'person', 'name': 'Pak Chol', 'check': ['Pak Chol', 'Chol Pak'], 'media': True}
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key.isidentifier():
            raise LexiconError(f"{pair!r} is no field; write key=value, such as name='Pak Chol' or check='Pak Chol'")
        value = _parsed(text)
        if key in found:
            before = found[key] if isinstance(found[key], list) else [found[key]]
            value = [*before, *(value if isinstance(value, list) else [value])]
        found[key] = value
    return found


def _parsed(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def insert(path: Path, entry: str, values: Mapping[str, Any]) -> str:
    """The content of the file with the entry in it, before the first entry with a later id."""
    if not _ID.fullmatch(entry):
        raise LexiconError(f"{entry!r} is no id; use lower-case words joined by hyphens, such as pak-chol")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    ids = [(at, match["id"]) for at, line in enumerate(lines) if (match := _HEADER.match(line))]
    if entry in {known for _, known in ids}:
        raise LexiconError(f"{path}: [{entry}] is there already; edit it, or choose another id")
    at = next((at for at, known in ids if known > entry), len(lines))
    before, after = "\n".join(lines[:at]).rstrip(), "\n".join(lines[at:]).strip("\n")
    return "\n\n".join(part for part in (before, entry_text(entry, values), after) if part) + "\n"


def replace_file(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
