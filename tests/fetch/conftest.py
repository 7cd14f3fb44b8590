"""A hostile server, a canary that must never be asked, and options that reach the one and not the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dprk_events.fetch import Exchange, FetchOptions, fetch_exchange
from dprk_events.model import Skipped
from tests.fetch.server import EVERYWHERE, STORY, Server

Fetch = Callable[..., Exchange | Skipped]


@pytest.fixture
def server() -> Iterator[Server]:
    """The server under test."""
    server = Server()
    server.page("/story", STORY)
    yield server
    server.close()


@pytest.fixture
def canary() -> Iterator[Server]:
    """A server on every address of this machine that answers everything and must never be asked."""
    canary = Server(EVERYWHERE, routes={"*": lambda talk: talk.answer(STORY)})
    yield canary
    canary.close()


@pytest.fixture
def options(server: Server, tmp_path: Path) -> Callable[..., FetchOptions]:
    """Options that open the server's address only, with short times and no store."""

    def build(**changes: Any) -> FetchOptions:
        chosen: dict[str, Any] = {
            "allow_addresses": (server.host,),
            "timeout": 5.0,
            "delay": 0.0,
            "backoff": 0.01,
            "keep": False,
            "store": tmp_path / "store",
        }
        return FetchOptions(**(chosen | changes))

    return build


@pytest.fixture
def fetch(options: Callable[..., FetchOptions]) -> Fetch:
    """Fetch with the test's options, changed as named."""

    def run(url: str, **changes: Any) -> Exchange | Skipped:
        return fetch_exchange(url, options(**changes))

    return run
