"""The one place that opens connections: looks a host up once, checks every address, connects to what was checked.

The check and the connection use the same address, so a name that changes its answer in between (rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore

from dprk_events.fetch.addresses import Address, Allowed, permitted
from dprk_events.fetch.refusal import Refused
from dprk_events.model import Reason

Resolve = Callable[[str, int], list[str]]
CONNECT = 10.0  # seconds for one connection
IMPATIENT = 3.0  # seconds for an address while there is another: one family may be broken on this machine
MOST_ADDRESSES = 4  # tried of one name
# The kernel would take several megabytes more of an endless body than we read.
SMALL_BUFFER = (socket.SOL_SOCKET, socket.SO_RCVBUF, 262_144)


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects only to permitted addresses. ``ways`` are the proxies that the caller named, which may be anywhere."""

    def __init__(
        self, allowed: frozenset[Allowed], *, ways: frozenset[Allowed] = frozenset(), resolve: Resolve = resolve_host
    ) -> None:
        self.allowed = allowed
        self.ways = ways
        self.resolve = resolve
        self.network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first permitted address that answers."""
        addresses = await self.checked(host, port)
        limit = CONNECT if timeout is None else min(CONNECT, timeout)
        last = min(len(addresses), MOST_ADDRESSES)
        set_up = [*(socket_options or ()), SMALL_BUFFER]
        for number, address in enumerate(addresses[:MOST_ADDRESSES], start=1):
            try:
                patience = limit if number == last else min(limit, IMPATIENT)
                stream = await self.network.connect_tcp(str(address), port, patience, local_address, set_up)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == last:
                    raise
            else:
                return TlsNamingStream(stream)
        raise httpcore.ConnectError(f"no address for {host}")

    async def checked(self, host: str, port: int) -> list[Address]:
        """The permitted addresses of a host; refuses a host that has none."""
        addresses = [ip_address(text) for text in await look_up(self.resolve, host, port)]
        if Allowed(host, port) in self.ways:
            return addresses
        good = [address for address in addresses if permitted(address, host=host, port=port, allowed=self.allowed)]
        if not good:
            shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            raise Refused(
                Reason.FORBIDDEN_ADDRESS,
                f"{shown} is not on the public network; --allow-address {shown} opens it if you mean it",
                unreached=True,
            )
        return good


class TlsNamingStream(httpcore.AsyncNetworkStream):
    """Passes everything on; says of a failure in the TLS handshake that it was one."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self.stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Pass on."""
        return await self.stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Pass on."""
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Pass on."""
        await self.stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Shake hands; a certificate that does not fit and a peer that speaks no TLS are both ``tls``."""
        try:
            stream = await self.stream.start_tls(ssl_context, server_hostname, timeout)
        except httpcore.ConnectError as error:
            cause = error.__cause__
            why = getattr(cause, "verify_message", None) or getattr(cause, "reason", None) or "no TLS handshake"
            raise Refused(Reason.TLS, f"no safe connection: {why}", unreached=True) from error
        except BaseException:  # httpcore leaves the connection open when the handshake runs out of time
            await self.stream.aclose()
            raise
        return TlsNamingStream(stream)

    def get_extra_info(self, info: str) -> Any:
        """Pass on."""
        return self.stream.get_extra_info(info)


async def look_up(resolve: Resolve, host: str, port: int) -> list[str]:
    """Resolve in a thread of its own: a resolver that hangs must not keep the program from ending."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(result: list[str] | OSError | UnicodeError) -> None:
        if answer.done():
            return
        if isinstance(result, list):
            answer.set_result(result)
        else:
            answer.set_exception(result)

    def work() -> None:
        result: list[str] | OSError | UnicodeError
        try:
            result = resolve(host, port)
        except (OSError, UnicodeError) as error:
            result = error
        try:
            loop.call_soon_threadsafe(settle, result)
        except RuntimeError:  # the loop has ended before the resolver answered
            return

    threading.Thread(target=work, name="dprk-events-resolver", daemon=True).start()
    try:
        addresses = await answer
    except socket.gaierror as error:
        again = error.errno == socket.EAI_AGAIN
        raise Refused(Reason.DNS, f"{host} has no address ({error.strerror})", retryable=again, unreached=True) from error
    except (OSError, UnicodeError) as error:
        raise Refused(Reason.DNS, f"{host} cannot be looked up", unreached=True) from error
    if not addresses:
        raise Refused(Reason.DNS, f"{host} has no address", unreached=True)
    return addresses
