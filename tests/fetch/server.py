"""A web server that misbehaves on purpose: raw sockets, one thread a connection, every request written down.

A route is a function that gets a ``Talk`` and may send any bytes at any pace.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dprk_events.fetch import Exchange
from dprk_events.model import Skipped

EVERYWHERE = "*"  # all addresses of this machine, IPv4 and IPv6
STORY = b"<!doctype html><html><head><title>Ferry</title></head><body><p>The ferry left Wonsan on Monday.</p></body></html>"


def reason(result: Exchange | Skipped) -> str:
    """The reason of a skip; the page's length if there is a page, so that a failure shows it."""
    return result.reason.value if isinstance(result, Skipped) else f"page of {len(result.html)} bytes"


@dataclass(frozen=True)
class Hit:
    """One request: when it came, what it asked for."""

    time: float
    path: str
    headers: dict[str, str]


@dataclass
class Talk:
    """One request and the way back."""

    connection: socket.socket
    path: str
    headers: dict[str, str]
    server: Server

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.connection.sendall(data)
        self.server.sent += len(data)

    def answer(
        self, body: bytes = b"", *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
    ) -> None:
        """A proper answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        if kind:
            lines.append(f"Content-Type: {kind}")
        self.send("\r\n".join([*lines, *headers]).encode("latin-1") + b"\r\n\r\n" + body)

    def head(self, *headers: str, status: str = "200 OK") -> None:
        """Only the head, to be followed by anything."""
        self.send("\r\n".join([f"HTTP/1.1 {status}", *headers]).encode("latin-1") + b"\r\n\r\n")

    def redirect(self, location: str, status: str = "302 Found") -> None:
        """Send the client elsewhere."""
        self.answer(b"moved", f"Location: {location}", status=status)


Route = Callable[[Talk], None]


@dataclass
class Server:
    """Listens on a loopback address; routes may be added while it runs. Unknown paths get 404."""

    address: str = "127.0.0.1"
    routes: dict[str, Route] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    port: int = 0
    handshake: bytes | None = None  # sent instead of an answer to whatever comes first

    def __post_init__(self) -> None:
        """Start listening."""
        self.hits: list[Hit] = []
        self.sent = 0
        self.open: set[socket.socket] = set()
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.listener = self._listen()
        self.port = self.listener.getsockname()[1]
        self.threads: list[threading.Thread] = []
        self._spawn(self._accept)

    def _listen(self) -> socket.socket:
        if self.address != EVERYWHERE:
            return socket.create_server((self.address, self.port), backlog=128)
        if socket.has_dualstack_ipv6():
            return socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True, backlog=128)
        return socket.create_server(("0.0.0.0", 0), backlog=128)

    @property
    def host(self) -> str:
        """``address:port``."""
        return f"{self.address}:{self.port}"

    def url(self, path: str) -> str:
        """The URL of a path."""
        return f"http{'s' if self.context else ''}://{self.host}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [hit.path for hit in self.hits if hit.path != "/robots.txt"]

    def page(self, path: str, body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> str:
        """Serve a page under a path; returns its URL."""
        self.routes[path] = lambda talk: talk.answer(body, *headers, status=status, kind=kind)
        return self.url(path)

    def route(self, path: str, route: Route) -> str:
        """Serve a path by a function; returns its URL."""
        self.routes[path] = route
        return self.url(path)

    def close(self) -> None:
        """Stop listening and end all connections."""
        self.stopping.set()
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread
        self.listener.close()
        with self.lock:
            for connection in self.open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        for thread in self.threads:
            thread.join(timeout=5)

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.settimeout(30)
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with self.lock:
            self.open.add(connection)
        try:
            if self.context:
                wrapped = self.context.wrap_socket(connection, server_side=True)
                with self.lock:
                    self.open.discard(connection)
                    self.open.add(wrapped)
                connection = wrapped
            if self.handshake is not None:
                connection.recv(65536)
                connection.sendall(self.handshake)
                return
            while not self.stopping.is_set() and self._one(connection):
                pass
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.open.discard(connection)
            connection.close()

    def _one(self, connection: socket.socket) -> bool:
        data = b""
        while b"\r\n\r\n" not in data:
            got = connection.recv(65536)
            if not got:
                return False
            data += got
        lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        with self.lock:
            self.hits.append(Hit(time.monotonic(), path, headers))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        talk = Talk(connection, path, headers, self)
        route = self.routes.get(path.partition("?")[0]) or self.routes.get("*")
        try:
            if route:
                route(talk)
            else:
                talk.answer(b"nothing here", status="404 Not Found")
        finally:
            with self.lock:
                self.at_once -= 1
        return not getattr(talk, "closed", False)
