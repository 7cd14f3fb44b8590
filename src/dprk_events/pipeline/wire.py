"""Messages between the processes of one run: a length, then a pickled value.

Both ends are this package, started by this package, over a socket pair that nobody else can open.
"""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct("!Q")


class Gone(Exception):
    """The other end has closed."""


def send(end: socket.socket, value: Any) -> None:
    """Write one message; raises Gone when nobody is there to read it."""
    data = pickle.dumps(value, protocol=5)
    try:
        end.sendall(_LENGTH.pack(len(data)) + data)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Gone from error


def receive(end: socket.socket) -> Any:
    """Wait for one message; raises Gone at the end of the stream."""
    return pickle.loads(_exactly(end, _LENGTH.unpack(_exactly(end, _LENGTH.size))[0]))


class Inbox:
    """Collects what arrives in pieces, for an end that must not be waited for."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> None:
        """Add what was read."""
        self._data += data

    def messages(self) -> Iterator[Any]:
        """The messages that are complete."""
        while len(self._data) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._data)[0]
            if len(self._data) < end:
                return
            message = bytes(self._data[_LENGTH.size : end])
            del self._data[:end]
            yield pickle.loads(message)


def _exactly(end: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        try:
            piece = end.recv(min(size - len(data), 1 << 20))
        except ConnectionResetError as error:
            raise Gone from error
        if not piece:
            raise Gone
        data += piece
    return bytes(data)
