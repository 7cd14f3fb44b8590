"""Cookies by RFC 6265: one's own from a cookies.txt, and those that a site sets in the course of one fetch.

The standard library's jar warns with whole tracebacks about cookies that it cannot read, so it is not used.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path

from dprk_events.errors import UsageError
from dprk_events.fetch.urls import Target

HTTP_ONLY = "#HttpOnly_"
COLUMNS = 7
LONGEST = 4_096
MOST = 100  # set by sites in one fetch


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie that may be sent. ``subdomains`` says whether hosts below ``domain`` get it too."""

    name: str
    value: str
    domain: str
    subdomains: bool
    path: str
    secure: bool

    def fits(self, target: Target) -> bool:
        """Whether it belongs to a request."""
        host = target.host.rstrip(".")
        at_home = host == self.domain or (self.subdomains and host.endswith(f".{self.domain}") and not _is_address(host))
        path = target.path.partition("?")[0]
        inside = path == self.path or path.startswith(self.path if self.path.endswith("/") else f"{self.path}/")
        return at_home and inside and (target.scheme == "https" or not self.secure)


class Jar:
    """The cookies of one fetch.

    >>> from dprk_events.fetch.urls import parse_url
    >>> jar, target = Jar(), parse_url("https://example.org/a")
    >>> jar.take(target, ["gate=open; Path=/; Secure"])
    >>> jar.header(target), jar.header(parse_url("http://example.org/a"))
    ('gate=open', '')
    """

    def __init__(self, own: Iterable[Cookie] = ()) -> None:
        self.cookies = {(cookie.domain, cookie.path, cookie.name): cookie for cookie in own}
        self.room = MOST

    def __len__(self) -> int:
        """How many there are."""
        return len(self.cookies)

    def header(self, target: Target) -> str:
        """The Cookie header of a request: longer paths first."""
        fitting = sorted((cookie for cookie in self.cookies.values() if cookie.fits(target)), key=lambda one: -len(one.path))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in fitting)

    def take(self, target: Target, headers: Iterable[str]) -> None:
        """Keep what an answer sets, as far as it is the answer's to set."""
        for header in headers:
            cookie, gone = _read(target, header)
            if cookie is None:
                continue
            key = (cookie.domain, cookie.path, cookie.name)
            if gone:
                self.cookies.pop(key, None)
            elif key in self.cookies or self.room > 0:
                self.room -= key not in self.cookies
                self.cookies[key] = cookie


def load_cookies(path: Path | None) -> tuple[Cookie, ...]:
    """The cookies of a file in Netscape format. A mistake is named by its line number, for the lines hold credentials.

    >>> load_cookies(None)
    ()
    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not a cookies file in Netscape format") from error
    cookies = []
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(HTTP_ONLY)
        if not text.strip() or text.startswith("#"):
            continue
        columns = text.split("\t")
        sendable = text.isascii() and "".join(columns).isprintable()
        if not (sendable and len(columns) == COLUMNS and columns[4].removeprefix("-").isdecimal()):
            raise UsageError(f"{path}:{number}: not a line of a cookies file in Netscape format (7 columns, split by tabs)")
        domain, subdomains, folder, secure, expires, name, value = columns
        if int(expires) and int(expires) < time.time():  # browsers write 0 for a cookie of the session
            continue
        below = subdomains.upper() == "TRUE" or domain.startswith(".")
        cookies.append(Cookie(name, value, domain.lstrip(".").lower(), below, folder or "/", secure.upper() == "TRUE"))
    return tuple(cookies)


def _read(target: Target, header: str) -> tuple[Cookie | None, bool]:
    """A Set-Cookie header as a cookie, and whether it takes the cookie away. None for what may not be kept."""
    pair, *attributes = header.split(";")
    name, equals, value = (part.strip() for part in pair.partition("="))
    if not (equals and name and header.isascii() and f"{name}{value}".isprintable() and len(pair) <= LONGEST):
        return None, False
    known = {key.strip().lower(): text.strip() for key, _, text in (part.partition("=") for part in attributes)}
    host = target.host.rstrip(".")
    domain = known.get("domain", "").lstrip(".").lower()
    if domain and domain != host and (not host.endswith(f".{domain}") or "." not in domain or _is_address(host)):
        return None, False
    secure = "secure" in known
    if secure and target.scheme != "https":
        return None, False
    path = known.get("path", "")
    if not path.startswith("/"):
        path = target.path.partition("?")[0].rpartition("/")[0] or "/"
    return Cookie(name, value, domain or host, bool(domain), path, secure), _is_gone(known)


def _is_gone(known: dict[str, str]) -> bool:
    age = known.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return age.startswith("-") or not age.strip("0")
    try:
        ends = parsedate_to_datetime(known.get("expires", ""))
        return ends.replace(tzinfo=ends.tzinfo or UTC).timestamp() < time.time()
    except (ValueError, TypeError, IndexError, OverflowError):
        return False


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
