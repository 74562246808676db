"""The engine's own process: `python -m kiosk.listening.child vlc FD`, born and ended by its handle.

One thread owns the engine; a second one only reads the pipe. When the parent is gone the process ends at
once, by the pipe's end, by the kernel's signal, and without asking libVLC.
"""

import ctypes
import os
import signal
import sys
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from kiosk.errors import EngineFault
from kiosk.listening.deck import Outlet
from kiosk.listening.deck_engine import DeckEngine
from kiosk.listening.engine import VLC_MISSING, Done, Envelope, Quit, Unusable

PR_SET_PDEATHSIG = 1
Inbox = SimpleQueue[Envelope | None]


def main(arguments: list[str]) -> int:
    """Serve one engine over the connection whose descriptor is given; return the exit status."""
    kind, descriptor, parent = arguments[0], int(arguments[1]), int(arguments[2])
    _die_with(parent)
    connection: Connection[Any, Any] = Connection(descriptor)
    inbox: Inbox = SimpleQueue()
    Thread(target=_read, args=(connection, inbox), daemon=True, name="orders").start()
    try:
        engine = DeckEngine(_outlet(kind), connection.send, lambda: inbox.put(None))
    except EngineFault as fault:
        connection.send(Unusable(str(fault)))
        return 1
    engine.greet()
    _serve(engine, inbox, connection)
    return 0


def _die_with(parent: int) -> None:
    """End when the parent ends; a stop of the whole service must still fade, so only the pipe ends us."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.getppid() != parent:
        os._exit(0)


def _read(connection: "Connection[Any, Any]", inbox: Inbox) -> None:
    while True:
        try:
            envelope = connection.recv()
        except (EOFError, OSError):
            os._exit(0)
        inbox.put(envelope)


def _outlet(kind: str) -> Outlet:
    if kind == "vlc":
        return _vlc_outlet()
    from kiosk.listening.null_engine import NullOutlet  # noqa: PLC0415

    return NullOutlet()


def _vlc_outlet() -> Outlet:
    try:
        from kiosk.listening.vlc_engine import VlcOutlet  # noqa: PLC0415 - only where libVLC is wanted
    except (ImportError, OSError, NotImplementedError, SystemExit) as missing:
        # python-vlc has all four ways of saying that it found no libVLC.
        raise EngineFault(VLC_MISSING) from missing
    return VlcOutlet()


def _serve(engine: DeckEngine, inbox: Inbox, connection: "Connection[Any, Any]") -> None:
    wait_s = 0.0
    while True:
        try:
            envelope = inbox.get(timeout=wait_s)
        except Empty:
            envelope = None
        if envelope is not None:
            if isinstance(envelope.order, Quit):
                # libVLC may hang while it closes, and nobody needs its memory back.
                os._exit(0)
            engine.perform(envelope.order)
            connection.send(Done(envelope.number))
        wait_s = engine.advance()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
