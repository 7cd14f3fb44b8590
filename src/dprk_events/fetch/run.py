"""The two ways in from synchronous code: one URL, or many at once with results that stream out."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from dprk_events.fetch.exchange import Exchange, page_of
from dprk_events.fetch.options import DEFAULTS, FetchOptions
from dprk_events.fetch.session import Session
from dprk_events.model import Page, Skipped

Result = TypeVar("Result")


def fetch(url: str, options: FetchOptions = DEFAULTS) -> Page | Skipped:
    """Fetch one page, or say why not. Works inside a running event loop too (a notebook).

    >>> fetch("file:///etc/passwd").reason.value
    'forbidden_url'
    """
    result = fetch_exchange(url, options)
    return page_of(result) if isinstance(result, Exchange) else result


def fetch_exchange(url: str, options: FetchOptions = DEFAULTS) -> Exchange | Skipped:
    """Fetch one page with everything around it: headers, raw bytes, the address it was found at."""

    async def work() -> Exchange | Skipped:
        session = Session(options)
        try:
            return await session.fetch(url)
        finally:
            await session.aclose()

    return run(work())


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end, in a thread of its own if this one already has a running loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    answers: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()

    def target() -> None:
        try:
            answers.put(asyncio.run(work))
        except BaseException as error:
            answers.put(error)

    threading.Thread(target=target, name="dprk-events-fetch", daemon=True).start()
    answer = answers.get()
    if isinstance(answer, BaseException):
        raise answer
    return answer
