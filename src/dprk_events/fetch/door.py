"""The only door to httpx. It needs of it: Request, Response and the transport interface.

The client above the transport is left out: it reads every Location header, even where it does not follow, and fails on
those it cannot read. Redirects, retries, limits and decoding are done by this room, on the bytes as they come.
"""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import httpcore
import httpx

from dprk_events.errors import UsageError
from dprk_events.fetch.addresses import Allowed, parse_allowed
from dprk_events.fetch.backend import CONNECT, GuardedBackend, Resolve, resolve_host
from dprk_events.fetch.cookies import Jar
from dprk_events.fetch.options import FetchOptions
from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.urls import Target
from dprk_events.model import Reason

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer whose head has come and whose body has not."""

    status: int
    headers: Headers
    sent: Headers
    body: AsyncIterator[bytes]

    def header(self, name: str) -> str:
        """The values of a header, joined with commas; empty if it is absent."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


class Door:
    """Sends one GET at a time for each call; keeps connections of one session."""

    def __init__(self, options: FetchOptions, *, resolve: Resolve = resolve_host) -> None:
        self.options = options
        self.allowed = frozenset(parse_allowed(text) for text in options.allow_addresses)
        self.backend = GuardedBackend(self.allowed, resolve=resolve)
        self.resolve = resolve
        self.transports: dict[tuple[str | None, bool], Transport] = {}
        self.context: ssl.SSLContext | None = None

    @asynccontextmanager
    async def get(
        self, target: Target, headers: Headers, jar: Jar, *, leaving: Callable[[], None] = lambda: None
    ) -> AsyncIterator[Opened]:
        """Send a GET; the connection is closed unless the body was read to its end. ``leaving`` is called as it is sent."""

        async def trace(event: str, _: object) -> None:
            if event.endswith("send_request_headers.started"):
                leaving()

        proxy = proxy_for(target, self.options)
        if proxy:
            await self._check_behind_proxy(target)
        safe = "https" in {target.scheme, (proxy or "").partition(":")[0]}  # reading the certificates takes its time
        way = (proxy, safe)
        if way not in self.transports:
            context = self.tls_context() if safe else None
            self.transports[way] = Transport(proxy, self.backend, context, self.options.concurrency)
        if cookie := jar.header(target):
            headers = (*headers, ("Cookie", cookie))
        request = httpx.Request(
            "GET", target.url, headers=list(headers), extensions={"timeout": self._timeouts(), "trace": trace}
        )
        with network_errors():
            response = await self.transports[way].handle_async_request(request)
            try:
                received = pairs(response.headers)
                jar.take(target, [value for name, value in received if name == "set-cookie"])
                yield Opened(response.status_code, received, pairs(request.headers), response.aiter_raw())
            finally:
                await response.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self.transports.values():
            await transport.aclose()

    def tls_context(self) -> ssl.SSLContext:
        """Whom to trust, read once."""
        if self.context is None:
            if self.options.ca_file:
                try:
                    self.context = ssl.create_default_context(cafile=str(self.options.ca_file))
                except (OSError, ssl.SSLError) as error:
                    raise UsageError(f"{self.options.ca_file}: cannot be read as certificates (PEM)") from error
            else:
                self.context = httpx.create_ssl_context(trust_env=self.options.trust_env)
        return self.context

    def _timeouts(self) -> dict[str, float]:
        stall = min(self.options.stall, self.options.timeout)
        connect = min(CONNECT, self.options.timeout / 3)  # soon enough to be told from an unreachable robots.txt
        return {"connect": connect, "read": stall, "write": stall, "pool": self.options.timeout}

    async def _check_behind_proxy(self, target: Target) -> None:
        """A proxy does its own look-up; what our own look-up finds forbidden is not asked of it."""
        try:
            await self.backend.checked(target.host, target.port)
        except Refused as refused:
            if refused.skipped.reason is not Reason.DNS:
                raise


class Transport(httpx.AsyncBaseTransport):
    """httpx over an httpcore pool with the guarded backend, by public names of both."""

    def __init__(self, proxy: str | None, backend: GuardedBackend, context: ssl.SSLContext | None, connections: int) -> None:
        self.pool: httpcore.AsyncConnectionPool
        if proxy is None:
            self.pool = httpcore.AsyncConnectionPool(
                ssl_context=context,
                network_backend=backend,
                max_connections=connections,
                max_keepalive_connections=connections,
            )
            return
        parts = urlsplit(proxy)
        way = GuardedBackend(backend.allowed, ways=frozenset({_way(proxy)}), resolve=backend.resolve)
        auth = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None
        self.pool = httpcore.AsyncHTTPProxy(
            proxy_url=f"{parts.scheme}://{parts.hostname}:{_way(proxy).port}",
            proxy_auth=auth,
            ssl_context=context,
            network_backend=way,
            max_connections=connections,
            max_keepalive_connections=connections,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hand the request to the pool."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        answer = await self.pool.handle_async_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=dict(request.extensions))
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=Body(answer), extensions=answer.extensions)

    async def aclose(self) -> None:
        """Close the pool."""
        await self.pool.aclose()


class Body(httpx.AsyncByteStream):
    """The body of an httpcore answer."""

    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks as they come."""
        async for chunk in self.answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        """Give the connection back, or close it if the body was not read."""
        await self.answer.aclose()


@contextmanager
def network_errors() -> Iterator[None]:
    """Say every failure of the network in our own words; none of the libraries' messages is passed on."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise Refused(Reason.TIMEOUT, "no connection in time", retryable=True, unreached=True) from error
    except httpcore.TimeoutException as error:
        raise Refused(Reason.TIMEOUT, "no answer in time", retryable=True) from error
    except (httpcore.ConnectError, httpcore.ProxyError) as error:
        raise Refused(Reason.NETWORK, "no connection", retryable=True, unreached=True) from error
    except httpcore.RemoteProtocolError as error:
        text = str(error)
        if "incomplete" in text or "peer closed connection" in text:
            raise Refused(Reason.TRUNCATED, "the connection ended inside the body", retryable=True) from error
        raise Refused(Reason.NETWORK, "the server's answer breaks HTTP", retryable="disconnected" in text) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError, OSError) as error:
        raise Refused(Reason.NETWORK, "the connection broke", retryable=True) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Refused(Reason.BAD_URL, "URL that cannot be sent") from error


def pairs(headers: httpx.Headers) -> Headers:
    """The headers as sent, names in lower case; bytes that are not UTF-8 are read as Latin-1."""
    return tuple((_text(name).lower(), _text(value)) for name, value in headers.raw)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def proxy_for(target: Target, options: FetchOptions) -> str | None:
    """The proxy for a target: the one named, else the environment's if that is trusted."""
    if options.proxy:
        return options.proxy
    if not options.trust_env or urllib.request.proxy_bypass(f"{target.host}:{target.port}"):
        return None
    found = urllib.request.getproxies()
    return found.get(target.scheme) or found.get("all")


def _way(proxy: str) -> Allowed:
    try:
        parts = urlsplit(proxy)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        if not parts.hostname or parts.scheme not in {"http", "https"}:
            raise ValueError
    except (ValueError, KeyError) as error:
        raise UsageError("the proxy is not http://HOST:PORT or https://HOST:PORT") from error
    return Allowed(parts.hostname, port)


def check_proxy(options: FetchOptions) -> None:
    """Refuse a proxy that cannot be used before any request."""
    if options.proxy:
        _way(options.proxy)
