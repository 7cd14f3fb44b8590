"""``dprk-events lexicon``: look up, check and extend verbs, actors and sites."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dprk_events.cli.options import iso_date

if TYPE_CHECKING:
    from dprk_events.tables.lookup import Found
    from dprk_events.tables.rows import ActorRow, Row

EPILOG = """\b
Examples:
  dprk-events lexicon show "Choe Son Hui" --date 2024-06-01
  dprk-events lexicon list actors --kind organ --country PRK
  dprk-events lexicon check --lexicon my-lexicon
  dprk-events lexicon add actor pak-chol kind=person name="Pak Chol" country=PRK check="Pak Chol" """
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OVERLAYS = click.option(
    "--lexicon", "overlays", type=_FOLDER, multiple=True, help="A folder laid over the shipped lexicon."
)
_TABLES = ("actors", "verbs", "nouns", "topics", "contexts", "types", "sites")
_PROOF = {"actor": "check", "verb": "example", "site": "hosts"}


@click.group("lexicon", epilog=EPILOG)
def command() -> None:
    """Look up, check and extend the tables that decide how a text is coded.

    Entries of your own live in $XDG_CONFIG_HOME/dprk-events/lexicon (by default ~/.config/dprk-events/lexicon) or in a
    folder given with --lexicon, laid out like the package's data: actors/*.toml, verbs/*.toml, sites/*.toml. An entry
    there replaces the shipped entry of the same id.
    """


@command.command("show")
@click.argument("name")
@click.option("--date", "published", callback=iso_date, metavar="DATE", help="The article's date (ISO 8601).")
@_OVERLAYS
def show(name: str, published: str | None, overlays: tuple[Path, ...]) -> int:
    """Say what NAME resolves to on a date, and why: an entry's id, or words as they might stand in a text."""
    from dprk_events.tables import load_lexicon
    from dprk_events.tables.actor_index import ActorIndex
    from dprk_events.tables.lookup import look_up

    lexicon = load_lexicon(overlays)
    index = ActorIndex(lexicon.actors)
    found = look_up(name, index, published)
    if not found and name in lexicon.actors:
        found = look_up(lexicon.actors[name].name, index, published)
    for line in [line for each in found for line in _told(each, index.rows, published)]:
        click.echo(line)
    if name in lexicon.verbs:
        click.echo(f"verb {name}: {_summary(lexicon.verbs[name])}")
    elif not found:
        click.echo(f"{name!r} is no name of any actor: no entity", err=True)
        return 1
    return 0


@command.command("list")
@click.argument("table", type=click.Choice(_TABLES))
@click.option("--kind", help="Actors: only this kind (state, organ, person, role ...).")
@click.option("--country", help="Actors: only this country (PRK, KOR ...).")
@click.option("--type", "plover", help="Verbs: only this PLOVER type.")
@_OVERLAYS
def list_entries(table: str, kind: str | None, country: str | None, plover: str | None, overlays: tuple[Path, ...]) -> int:
    """List the entries of a table: id and name, one a line."""
    from dprk_events.tables.compiled import layered
    from dprk_events.tables.layers import layers
    from dprk_events.tables.review import KINDS

    wanted = {"kind": kind, "country": country, "type": plover}
    for entry, row in layered(layers(overlays), table, KINDS[table]).items():
        if all(value is None or getattr(row, key, None) == value for key, value in wanted.items()):
            click.echo(f"{entry}\t{_summary(row)}")
    return 0


@command.command("check")
@_OVERLAYS
def check(overlays: tuple[Path, ...]) -> int:
    """Check the shipped lexicon, your own folder and those of --lexicon; each mistake with its file, line and entry."""
    from dprk_events.cli.proof import unproved
    from dprk_events.tables.layers import layers
    from dprk_events.tables.review import mistakes

    roots = layers(overlays)
    found = [message for upto in range(1, len(roots) + 1) for message in mistakes(roots[:upto])]
    if not found:
        found = [message for upto in range(2, len(roots) + 1) for message in unproved(roots[:upto])]
    for message in found:
        click.echo(message)
    click.echo(
        f"{len(found)} mistakes in {len(roots)} folders" if found else f"no mistakes in {len(roots)} folders", err=True
    )
    return 2 if found else 0


@command.command("add")
@click.argument("kind", type=click.Choice(sorted(_PROOF)))
@click.argument("entry")
@click.argument("fields", nargs=-1, required=True, metavar="KEY=VALUE...")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="The folder. [default: your own]")
def add(kind: str, entry: str, fields: tuple[str, ...], folder: Path | None) -> int:
    """Write ENTRY with its KEY=VALUE fields into KINDs/own.toml of your folder, if it passes the checks.

    An entry proves itself: an actor needs a check phrase, a verb an example with <actor> and [target] marked, a site
    its hosts. A value is TOML or plain text; a key given twice makes a list.
    """
    from dprk_events.errors import LexiconError, UsageError
    from dprk_events.tables.layers import user_folder
    from dprk_events.tables.write import insert, parse_values, replace_file

    root = folder or user_folder()
    if root is None:
        raise UsageError("there is no home for a lexicon of your own; give a folder with --to")
    values = parse_values(fields)
    if not values.get(_PROOF[kind]):
        raise LexiconError(f"[{entry}] needs {_PROOF[kind]}=...: an entry proves itself")
    path = root / f"{kind}s" / "own.toml"
    content = insert(path, entry, values)
    found = _on_trial(root, path, content)
    if found is not None:
        raise LexiconError(f"not added: {found}")
    replace_file(path, content)
    click.echo(f"added [{entry}] to {path}", err=True)
    return 0


def _on_trial(root: Path, path: Path, content: str) -> str | None:
    """The first mistake of a copy of the folder with the new content, so that nobody meets a broken entry in the folder."""
    from dprk_events.tables.write import replace_file

    with tempfile.TemporaryDirectory() as place:
        trial = Path(place) / "lexicon"
        if root.is_dir():
            shutil.copytree(root, trial)
        replace_file(trial / path.relative_to(root), content)
        found = next(_mistakes_with(trial), None)
        return found.replace(str(trial), str(root)) if found is not None else None


def _mistakes_with(root: Path) -> Iterator[str]:
    from dprk_events.cli.proof import unproved
    from dprk_events.tables.layers import DATA
    from dprk_events.tables.review import mistakes

    found = list(mistakes((DATA, root)))
    yield from found or unproved((DATA, root))


def _told(found: Found, rows: Mapping[str, ActorRow], published: str | None) -> Iterator[str]:
    from dprk_events.tables.choose import role_on

    day = f" on {published}" if published else ""
    claim = found.choice.claim
    if claim is None:
        yield f"{found.text}: nobody{day} ({found.choice.reason})"
    else:
        row = rows[claim.id]
        role = role_on(row, published)
        facts = [row.kind, row.country, (role and role.sector) or row.sector, role.title if role else None, row.wikidata]
        yield f"{found.text}: {claim.id}, {row.name} ({', '.join(fact for fact in facts if fact)}){day}"
        yield f"  by {claim.how}; {found.choice.reason}; certainty {found.choice.certainty:g}"
    for other in found.claims:
        if claim is None or other.id != claim.id:
            yield f"  also claimed by {other.id} ({rows[other.id].kind})"


def _summary(row: Row) -> str:
    """The first words that say what an entry is."""
    values = row.model_dump(exclude_defaults=True)
    kept = [
        values.get(key)
        for key in ("name", "kind", "country", "sector", "verb", "noun", "type", "about", "hosts", "words", "nouns")
    ]
    return ", ".join(", ".join(value) if isinstance(value, tuple) else str(value) for value in kept if value)
