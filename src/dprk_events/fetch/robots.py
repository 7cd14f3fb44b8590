"""robots.txt by RFC 9309: rules parsed by protego, fetched through our own guarded door."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

LIMIT = 512_000  # RFC 9309 asks for at least 500 KiB; what follows is not read
MOST_REDIRECTS = 5
RULES_LAST = 86_400.0
TROUBLE_LASTS = 300.0
# "Disallow /private" is meant as a rule by people and read as one by large crawlers, but protego drops it.
NO_COLON = re.compile(r"(?im)^([ \t]*)(user-agent|disallow|allow|crawl-delay)([ \t]+)(?=[^\s:#][^:\n]*$)")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says. ``unreachable`` means: it failed, so nothing may be fetched."""

    parsed: Protego | None
    unreachable: str = ""

    @property
    def lifetime(self) -> float:
        """Seconds for which a session goes by them."""
        return TROUBLE_LASTS if self.unreachable else RULES_LAST

    def allows(self, url: str, token: str) -> bool:
        """Whether a URL may be fetched by the product of this name."""
        return not self.unreachable and (self.parsed is None or self.parsed.can_fetch(url, token))

    def crawl_delay(self, token: str) -> float:
        """Seconds between two requests that the host asks for."""
        delay = self.parsed.crawl_delay(token) if self.parsed else None
        return float(delay) if delay and delay > 0 else 0.0


ALLOW_ALL = Rules(None)


def parse_robots(body: bytes) -> Rules:
    r"""Read a robots.txt; never fails, whatever the bytes are.

    >>> parse_robots(b"User-agent: *\nDisallow /private\n").allows("https://example.org/private/x", "dprk-events")
    False
    """
    text = body[:LIMIT].removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Rules(Protego.parse(NO_COLON.sub(r"\1\2: ", text)))


def rules_for_status(status: int, body: bytes) -> Rules:
    """What an answer to the request for robots.txt means.

    >>> rules_for_status(404, b"").allows("https://example.org/x", "a"), rules_for_status(503, b"").unreachable
    (True, 'HTTP 503')
    """
    if 200 <= status < 300:
        return parse_robots(body)
    if 400 <= status < 500 and status != 429:
        return ALLOW_ALL
    return Rules(None, unreachable=f"HTTP {status}")
