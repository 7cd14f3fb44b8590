"""The nursery: one process that loads the tools once and forks the workers.

A fresh worker costs a fork (about 10 ms) instead of a start with spaCy (about 1 s), and all share the model's memory. The
nursery itself never touches an input, so nothing can break it but a signal from outside. It is started as a new program, not
by a fork of the caller's process, which may have threads.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import traceback

from dprk_events.errors import DprkEventsError
from dprk_events.pipeline.messages import Bury, Charge, Failed
from dprk_events.pipeline.wire import Gone, receive, send


def main(descriptor: int) -> None:
    """Serve the socket until it closes."""
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    charge: Charge = receive(control)
    # One thread only: a fork copies no other, and small matrices gain nothing from more.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    from dprk_events.pipeline.worker import die_with_parent

    die_with_parent(charge.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        from dprk_events.pipeline.chain import Chain

        chain = Chain(charge.settings)
    except DprkEventsError as error:
        send(control, Failed(type(error).__name__, str(error)))
        return
    except Exception as error:  # whatever keeps the tools from loading, the parent must be told, or it waits for ever
        send(control, Failed(None, "".join(traceback.format_exception(error))))
        return
    send(control, None)
    # Loading makes a million objects and little garbage, so it ran with the collector slowed down (a tenth of the time).
    # Frozen, they are never looked at again, and the pages that hold them stay shared with the workers.
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    _silence()
    try:
        while True:
            _serve(control, chain, charge.memory_bytes)
    except Gone:
        return


def _serve(control: socket.socket, chain: object, memory_bytes: int) -> None:
    request = receive(control)
    if isinstance(request, Bury):
        try:
            send(control, os.waitstatus_to_exitcode(os.waitpid(request.pid, 0)[1]))
        except ChildProcessError:
            send(control, None)
        return
    _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    pid = os.fork()
    if pid == 0:
        _live(control, descriptors[0], chain, memory_bytes)
    os.close(descriptors[0])
    send(control, pid)


def _live(control: socket.socket, descriptor: int, chain: object, memory_bytes: int) -> None:
    """The whole life of a worker; never returns."""
    from dprk_events.pipeline.chain import Chain
    from dprk_events.pipeline.worker import die_with_parent, work

    status = 1
    try:
        die_with_parent(os.getppid())
        control.close()
        assert isinstance(chain, Chain)
        work(socket.socket(fileno=descriptor), chain, memory_bytes)
        status = 0
    finally:
        os._exit(status)  # no handlers, no buffers of the nursery: this process is only a worker


def _silence() -> None:
    """What a library prints while it dies belongs in no terminal: the parent writes one line about it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 2)
    os.close(nothing)
