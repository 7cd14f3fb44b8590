"""Which addresses may be connected to: an own deny list, the same on every Python.

``ipaddress.is_global`` differs between Python versions and passes several addresses that lead inside, so it is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from dprk_events.errors import UsageError

Address = IPv4Address | IPv6Address

# The special-purpose registry of IANA, plus the virtual address that one large cloud answers its guests on.
DENIED_V4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Only 2000::/3 is in use for the public network: everything else (mapped, NAT64, unique local, multicast) is refused whole.
PUBLIC_V6 = IPv6Network("2000::/3")
DENIED_V6 = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
ISATAP = {0x00005EFE, 0x02005EFE}  # the third quarter of an address that carries an IPv4 address in its fourth
# What inet_aton and browsers would read as an IPv4 address: 127.1, 0x7f000001, 017700000001, 2130706433.
NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
LONGEST_PORT = 5


def forbidden(address: Address) -> bool:
    """Whether the address leads anywhere but to the public network.

    >>> [forbidden(ip_address(text)) for text in ("1.1.1.1", "10.0.0.1", "::ffff:1.1.1.1", "64:ff9b::101:101")]
    [False, True, True, True]
    """
    if isinstance(address, IPv4Address):
        return any(address in network for network in DENIED_V4)
    if address.scope_id or address not in PUBLIC_V6 or any(address in network for network in DENIED_V6):
        return True
    return (int(address) >> 32) & 0xFFFFFFFF in ISATAP


def literal(host: str) -> Address | None:
    """The address that a host of a URL spells out, or None for a name; ``ValueError`` for a number not in plain form.

    >>> literal("127.0.0.1"), literal("example.org")
    (IPv4Address('127.0.0.1'), None)
    >>> literal("0x7f000001")
    Traceback (most recent call last):
    ValueError: '0x7f000001' is an address in an unusual spelling
    """
    if ":" in host:
        return ip_address(host)
    try:
        return IPv4Address(host)
    except ValueError:
        pass
    if NUMERIC.fullmatch(host) or NUMERIC.fullmatch(host.rstrip(".").rpartition(".")[2]):
        raise ValueError(f"{host!r} is an address in an unusual spelling")
    return None


@dataclass(frozen=True, slots=True)
class Allowed:
    """One opened door: an address or a name, and a port."""

    host: str
    port: int


def parse_allowed(text: str) -> Allowed:
    """Read ``HOST:PORT``, ``[IPV6]:PORT``.

    >>> parse_allowed("127.0.0.1:8000")
    Allowed(host='127.0.0.1', port=8000)
    """
    host, colon, port = text.strip().rpartition(":")
    host = host.lower()
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        host = ""
    if not (host and colon and re.fullmatch(r"[0-9]{1,5}", port) and 1 <= int(port) <= 65535):
        raise UsageError(f"allow-address {text!r} is not HOST:PORT; write it like 127.0.0.1:8000 or [::1]:8000")
    try:
        address = literal(host)
    except ValueError as error:
        raise UsageError(f"allow-address {text!r}: {error}; write it in plain form") from error
    return Allowed(str(address) if address else host, int(port))


def permitted(address: Address, *, host: str, port: int, allowed: frozenset[Allowed]) -> bool:
    """Whether ``host`` may be reached at this address and port."""
    if not forbidden(address):
        return True
    return Allowed(str(address), port) in allowed or (
        not _is_address(host) and Allowed(host.lower().rstrip("."), port) in allowed
    )


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
