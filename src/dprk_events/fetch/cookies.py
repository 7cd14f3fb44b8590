"""Reads a cookies.txt in Netscape format: one's own access to a site."""

from __future__ import annotations

from http.cookiejar import Cookie, CookieJar
from pathlib import Path

from dprk_events.errors import UsageError

HTTP_ONLY = "#HttpOnly_"
COLUMNS = 7


def load_cookies(path: Path | None) -> CookieJar:
    """The cookies of a file; none without a file. A mistake is named by its line number, for the lines hold credentials.

    >>> len(load_cookies(None))
    0
    """
    jar = CookieJar()
    if path is None:
        return jar
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not a cookies file in Netscape format") from error
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(HTTP_ONLY)
        if not text.strip() or text.startswith("#"):
            continue
        columns = text.split("\t")
        if not (len(columns) == COLUMNS and columns[4].removeprefix("-").isdecimal() and "".join(columns).isprintable()):
            raise UsageError(f"{path}:{number}: not a line of a cookies file in Netscape format (7 columns, split by tabs)")
        jar.set_cookie(_cookie(columns))
    return jar


def _cookie(columns: list[str]) -> Cookie:
    domain, subdomains, path, secure, expires, name, value = columns
    ends = int(expires) or None  # browsers write 0 for a cookie of the session
    return Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=subdomains.upper() == "TRUE",
        domain_initial_dot=domain.startswith("."),
        path=path,
        path_specified=True,
        secure=secure.upper() == "TRUE",
        expires=ends,
        discard=ends is None,
        comment=None,
        comment_url=None,
        rest={},
    )
