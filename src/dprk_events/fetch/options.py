"""What a caller may decide about a fetch, as one frozen value with the documented defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dprk_events.errors import UsageError

try:
    VERSION = version("dprk-events")
except PackageNotFoundError:  # run from a source tree that was never installed
    VERSION = "0"

TOKEN = "dprk-events"  # the name that robots.txt rules address
DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits, addresses, manners, keeping. Sizes are bytes, times are seconds.

    >>> FetchOptions(timeout=5).max_bytes
    10000000
    """

    # limits
    max_bytes: int = 10_000_000  # of one decoded body
    timeout: float = 60.0  # of one whole fetch: redirects, retries and robots.txt included, waiting for the host's turn not
    stall: float = 30.0  # without one byte
    max_redirects: int = 10
    # manners
    tries: int = 3
    backoff: float = 1.0  # before the second try; doubles, with jitter
    max_retry_after: float = 60.0  # a longer Retry-After gives up at once
    delay: float = 1.0  # between two requests to one host, start to start
    concurrency: int = 32  # requests in flight over all hosts
    respect_robots: bool = True
    user_agent: str | None = None
    contact: str | None = None  # an address or URL that the User-Agent names
    # addresses and ways
    allow_addresses: tuple[str, ...] = ()  # "HOST:PORT": each opens exactly one otherwise forbidden address
    proxy: str | None = field(default=None, repr=False)
    trust_env: bool = False
    ca_file: Path | None = None
    # the reader's own access
    cookies: Path | None = None  # a Netscape cookies.txt
    headers: tuple[str, ...] = field(default=(), repr=False)  # "Name: value", sent to the first URL's origin only
    # keeping
    store: Path | None = None  # the page store's folder; None is the one in the XDG cache folder
    keep: bool = True  # read from and write to the store
    max_age: float = DAY  # a stored page younger than this is not fetched again
    refresh: bool = False
    offline: bool = False

    def __post_init__(self) -> None:
        """Refuse values that cannot work, before any request."""
        for name in ("max_bytes", "timeout", "stall", "tries", "concurrency"):
            if getattr(self, name) <= 0:
                raise UsageError(f"{name} must be more than 0, got {getattr(self, name)}")
        for name in ("max_redirects", "backoff", "max_retry_after", "delay", "max_age"):
            if getattr(self, name) < 0:
                raise UsageError(f"{name} must not be negative, got {getattr(self, name)}")
        if self.refresh and self.offline:
            raise UsageError("refresh and offline exclude each other; choose one")
        if self.offline and not self.keep:
            raise UsageError("offline reads the page store, so the store cannot be off")
        for name in ("user_agent", "contact"):
            if re.search(r"[^\x20-\x7e]", getattr(self, name) or ""):
                raise UsageError(f"{name} must be printable ASCII")

    @property
    def agent(self) -> str:
        """The User-Agent sent: who this is, and whom to write to."""
        if self.user_agent:
            return self.user_agent
        return f"{TOKEN}/{VERSION} (news research; {self.contact or 'no contact given'})"

    @property
    def robots_token(self) -> str:
        """The product name that robots.txt rules are looked up for."""
        return re.split(r"[/\s(]", self.agent.strip(), maxsplit=1)[0] or TOKEN

    @property
    def private(self) -> bool:
        """Whether pages come with the reader's own access, and so must not be mixed with public ones in the store."""
        return bool(self.cookies or self.headers)


DEFAULTS = FetchOptions()
