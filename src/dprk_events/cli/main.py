"""``dprk-events``: commands are imported when they are called, and errors become exit codes here."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from typing import NamedTuple, NoReturn

import click

from dprk_events.errors import DprkEventsError

_OUTPUT_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})  # of help and version texts

# What click raises for a group without a command; before 8.2 it printed the help itself.
_NO_COMMAND: type[click.UsageError] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())


class Entry(NamedTuple):
    """Where a command lives, and its line in ``--help``, so that the help imports no command."""

    module: str
    about: str


COMMANDS = {
    "extract": Entry("extract", "Turn articles into events: pages, texts, JSONL, folders, addresses."),
    "article": Entry("article", "Stop after the article: its text, title, byline, dates."),
    "explain": Entry("explain", "Show how one sentence is coded, and why."),
    "fetch": Entry("fetch", "Keep a page with its address, time and headers."),
    "feed": Entry("feed", "List or extract what is new in a feed or news sitemap."),
    "store": Entry("store", "List, export or prune the pages that were fetched."),
    "lexicon": Entry("lexicon", "Look up, check and extend verbs, actors and sites."),
    "schema": Entry("schema", "Print the JSON Schema of the document."),
}

EXIT_CODES = """\b
Exit codes:
  0    everything was read
  1    finished, but something was skipped (the records say why)
  2    wrong usage, lexicon or model
  3    the output cannot be written
  4    too many failures: --max-skipped reached, or workers keep dying
  130  interrupted (Ctrl-C); what was done is written
  143  terminated (SIGTERM); what was done is written
  141  the reader of a pipe went away (| head): quiet"""

EPILOG = f"""\b
Examples:
  dprk-events extract page.html
  dprk-events extract pages/ -o events.jsonl
  dprk-events explain "Germany turned down the North Korean offer."

\b
Shell completion: eval "$(_DPRK_EVENTS_COMPLETE=bash_source dprk-events)"
(zsh_source and fish_source for the other shells)

{EXIT_CODES}"""


class LazyGroup(click.Group):
    """A group that knows its commands by name and help line, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = importlib.import_module(f"dprk_events.cli.{entry.module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's lines, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.about) for name, entry in COMMANDS.items()])


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dprk-events", message="%(prog)s %(version)s")
def group() -> None:
    """News about North Korea as actor-action-target events, each with its evidence.

    Records go to standard output, everything else to standard error.
    """


def main() -> NoReturn:
    """The console script: run a command, and leave with its exit code. A message is one line, never a traceback."""
    try:
        status = _status()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        status = 141
    except OSError as error:
        if error.errno not in _OUTPUT_ERRORS:
            raise
        _close_output()
        _complain(f"standard output cannot be written: {error.strerror}", usage=None)
        status = 3
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
    # At once: everything is written, a thread may still wait for input, and taking the interpreter apart costs time.
    os._exit(status)


def _status() -> int:
    try:
        return group.main(standalone_mode=False, prog_name="dprk-events") or 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except _NO_COMMAND as error:
        from dprk_events.cli.console import write

        write(error.format_message() + "\n")  # the help, which has many lines
        return error.exit_code
    except click.ClickException as error:
        _complain(error.format_message(), usage=getattr(error, "ctx", None))
        return error.exit_code
    except DprkEventsError as error:
        _complain(str(error), usage=None)
        return error.exit_code


def _close_output() -> None:
    """Leave no buffer for the interpreter to flush into a closed pipe or a full disk."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _complain(message: str, *, usage: click.Context | None) -> None:
    from dprk_events.cli.console import say

    if usage is not None:
        say(f"Try '{usage.command_path} --help' for help.")
    say(f"dprk-events: error: {message}", alarm=True)
