"""URLs: what may be requested, and which address a page is known by.

One strict reading of a URL, so that no two parsers can disagree about its host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from dprk_events.fetch.addresses import literal
from dprk_events.fetch.refusal import Refused
from dprk_events.model import Reason

PORTS = {"http": 80, "https": 443}
LONGEST = 8192  # characters of a URL
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
EDGES = " \t\r\n"  # of a line that holds a URL
HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# What a path and query may hold as it stands; everything else is percent-encoded, "%" is left alone.
KEPT = "!#$%&'()*+,/:;=?@[]~-._|"


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be requested: ASCII, lower-case host without brackets, always with a port."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, without the fragment

    @property
    def origin(self) -> str:
        """Scheme, host and port: what credentials are bound to."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole URL."""
        return f"{self.origin}{self.path}"


def parse_url(text: str) -> Target:
    """Read a URL strictly; raises Refused with ``bad_url``, ``forbidden_url`` or ``forbidden_address``.

    >>> parse_url("HTTP://Example.org:080/a b#c").url
    'http://example.org/a%20b'
    >>> parse_url("file:///etc/passwd")
    Traceback (most recent call last):
    dprk_events.fetch.refusal.Refused: scheme 'file' is not fetched; only http and https are
    """
    text = text.strip(EDGES)
    if len(text) > LONGEST:
        raise Refused(Reason.BAD_URL, f"URL of {len(text)} characters; at most {LONGEST} are read")
    if CONTROLS.search(text):
        raise Refused(Reason.BAD_URL, "URL with control characters")
    scheme = SCHEME.match(text)
    if not scheme:
        raise Refused(Reason.BAD_URL, "URL without a scheme; write it with https:// in front")
    if scheme[1].lower() not in PORTS:
        if re.match(r"[^/?#@]*:[0-9]+(?:[/?#]|$)", text):  # "localhost:80/x" is a host and a port, not a scheme
            raise Refused(Reason.BAD_URL, "URL without a scheme; write it with https:// in front")
        raise Refused(Reason.FORBIDDEN_URL, f"scheme {scheme[1].lower()[:20]!r} is not fetched; only http and https are")
    return _parse_rest(scheme[1].lower(), text[scheme.end() :])


def join_url(base: Target, location: str) -> Target:
    """The target of a redirect; a blank one is refused as ``forbidden_url``."""
    location = location.strip(EDGES)
    if not location:
        raise Refused(Reason.FORBIDDEN_URL, "redirect without a target")
    if len(location) > LONGEST or CONTROLS.search(location) or "\\" in re.split(r"[?#]", location, maxsplit=1)[0]:
        raise Refused(Reason.BAD_URL, "redirect to a URL that cannot be read")
    if SCHEME.match(location):
        return parse_url(location)
    try:
        joined = urljoin(base.url, location)
    except ValueError as error:
        raise Refused(Reason.BAD_URL, "redirect to a URL that cannot be read") from error
    return parse_url(joined)


def without_credentials(url: str) -> str:
    """The URL as it may be shown: user name and password taken out, control characters escaped.

    >>> without_credentials("https://ann:secret@example.org/x")
    'https://example.org/x'
    """
    shown = re.sub(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*:[/\\]*|[/\\]{2,})[^/?#\\]*@", r"\1", url)
    return re.sub(CONTROLS, lambda found: f"\\x{ord(found[0]):02x}", shown)[:LONGEST]


def _parse_rest(scheme: str, rest: str) -> Target:
    authority_and_path = re.fullmatch(r"//([^/?#]*)([^#]*)(?:#.*)?", rest, re.DOTALL)
    if not authority_and_path:
        raise Refused(Reason.BAD_URL, f"URL without // after {scheme}:")
    authority, path = authority_and_path[1], authority_and_path[2]
    if "\\" in authority:
        raise Refused(Reason.BAD_URL, "URL with a back-slash in its host")
    if "@" in authority:
        raise Refused(
            Reason.FORBIDDEN_URL, "URL with a user name or password; take it out and use --header or --cookies instead"
        )
    found = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(?::(.*))?", authority)
    if not found:
        raise Refused(Reason.BAD_URL, "URL whose host cannot be read")
    port = _port(found[2], scheme)
    host = _host(found[1])
    path = path if path.startswith("/") else f"/{path}"
    return Target(scheme, host, port, quote(path, safe=KEPT, encoding="utf-8", errors="replace"))


def _port(text: str | None, scheme: str) -> int:
    if not text:
        return PORTS[scheme]
    if not re.fullmatch(r"[0-9]{1,10}", text) or not 1 <= int(text) <= 65535:
        raise Refused(Reason.FORBIDDEN_URL, f"port {text[:20]!r} is not a number from 1 to 65535")
    return int(text)


def _host(text: str) -> str:
    if not text:
        raise Refused(Reason.FORBIDDEN_URL, "URL without a host")
    if text.startswith("["):
        if "%" in text:
            raise Refused(Reason.FORBIDDEN_ADDRESS, "host with a zone, which only this machine's own links have")
        try:
            return str(literal(text[1:-1] if ":" in text else f"{text}:"))
        except ValueError as error:
            raise Refused(Reason.BAD_URL, "URL whose IPv6 address cannot be read") from error
    host = text.lower()
    if not host.isascii() or "xn--" in host:
        try:
            host = idna.encode(host, uts46=True).decode("ascii").lower()
        except (idna.IDNAError, UnicodeError, ValueError, IndexError) as error:
            raise Refused(Reason.BAD_URL, "URL whose host name is not valid") from error
    try:
        address = literal(host)
    except ValueError as error:
        raise Refused(Reason.FORBIDDEN_ADDRESS, f"host {error}") from error
    if address:
        return str(address)
    if len(host) > 253 or not HOST.fullmatch(host):
        raise Refused(Reason.BAD_URL, f"host {host[:80]!r} is not a valid name")
    return host


def split(url: str) -> Target | None:
    """The target of a URL, or None where it cannot be one: for identity, where a refusal is no news."""
    try:
        return parse_url(url)
    except Refused:
        return None


def host_of(url: str) -> str:
    """The host of any URL, empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def authority_of(url: str) -> str:
    """Host and port of any URL: what its requests are queued by. Empty if it cannot be requested."""
    target = split(url)
    return target.authority if target else ""


def read_urls(lines: Iterable[str]) -> Iterator[str]:
    r"""The URLs of a list: one a line; blank lines and lines that begin with # are left out.

    >>> list(read_urls(["# north\n", "https://example.org/a\n", "\n"]))
    ['https://example.org/a']
    """
    for line in lines:
        url = line.strip()
        if url and not url.startswith("#"):
            yield url
