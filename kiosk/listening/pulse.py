"""Asks the sound server whether this process is heard.

libVLC goes on pretending to play when its sink is unplugged, so the server itself must be asked. This
speaks to PulseAudio (and PipeWire's twin of it) through libpulse, which libVLC's own output needs anyway.
All calls are made from one thread and give up after `patience_s`; a frozen server is the same as none.
"""

import ctypes
import os
import time
from collections.abc import Callable
from typing import Any

READY = 4
FAILED = 5
NO_AUTOSPAWN = 1
RUNNING = 0
PRETENDED_SINKS = frozenset({b"auto_null"})
"""Sinks a server makes up when no sound card is there."""

_POINTER = ctypes.c_void_p


class _SinkInfo(ctypes.Structure):
    """The head of libpulse's `pa_sink_info`."""

    _fields_ = (("name", ctypes.c_char_p), ("index", ctypes.c_uint32))


class _ClientInfo(ctypes.Structure):
    """The head of libpulse's `pa_client_info`."""

    _fields_ = (
        ("index", ctypes.c_uint32),
        ("name", ctypes.c_char_p),
        ("owner_module", ctypes.c_uint32),
        ("driver", ctypes.c_char_p),
        ("properties", _POINTER),
    )


class _StreamInfo(ctypes.Structure):
    """The head of libpulse's `pa_sink_input_info`."""

    _fields_ = (
        ("index", ctypes.c_uint32),
        ("name", ctypes.c_char_p),
        ("owner_module", ctypes.c_uint32),
        ("client", ctypes.c_uint32),
        ("sink", ctypes.c_uint32),
    )


_LISTED = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, ctypes.c_int, _POINTER)


class PulseServer:
    """One connection to the sound server, opened when first needed and again after it was lost."""

    def __init__(self, patience_s: float = 0.5) -> None:
        self._patience_s = patience_s
        self._lib = _library()
        self._loop: int | None = None
        self._context: int | None = None

    def sinks(self) -> dict[int, str] | None:
        """Return the real sinks by number, or None when no server answers."""
        if not self._connected():
            return None
        found: dict[int, str] = {}

        def one(info: int) -> None:
            sink = ctypes.cast(info, ctypes.POINTER(_SinkInfo)).contents
            if sink.name not in PRETENDED_SINKS:
                found[sink.index] = sink.name.decode(errors="replace")

        return found if self._list("pa_context_get_sink_info_list", one) else None

    def own_streams(self) -> int | None:
        """Return how many streams of this process reach a real sink, or None when no server answers."""
        sinks = self.sinks()
        clients = None if sinks is None else self._own_clients()
        if sinks is None or clients is None:
            return None
        streams: list[int] = []

        def one(info: int) -> None:
            stream = ctypes.cast(info, ctypes.POINTER(_StreamInfo)).contents
            if stream.client in clients and stream.sink in sinks:
                streams.append(stream.index)

        return len(streams) if self._list("pa_context_get_sink_input_info_list", one) else None

    def close(self) -> None:
        """Let the connection go."""
        lib = self._lib
        if lib is None or self._loop is None:
            return
        if self._context:
            lib.pa_context_disconnect(self._context)
            lib.pa_context_unref(self._context)
        lib.pa_mainloop_free(self._loop)
        self._loop = self._context = None

    def _own_clients(self) -> set[int] | None:
        lib, mine, found = self._lib, str(os.getpid()).encode(), set[int]()
        if lib is None:
            return None

        def one(info: int) -> None:
            client = ctypes.cast(info, ctypes.POINTER(_ClientInfo)).contents
            if lib.pa_proplist_gets(client.properties, b"application.process.id") == mine:
                found.add(client.index)

        return found if self._list("pa_context_get_client_info_list", one) else None

    def _connected(self) -> bool:
        lib = self._lib
        if lib is None:
            return False
        if self._context and lib.pa_context_get_state(self._context) == READY:
            return True
        self.close()
        self._loop = lib.pa_mainloop_new()
        self._context = lib.pa_context_new(lib.pa_mainloop_get_api(self._loop), b"kiosk watch")
        if lib.pa_context_connect(self._context, None, NO_AUTOSPAWN, None) < 0:
            self.close()
            return False
        if self._run_until(lambda: lib.pa_context_get_state(self._context) >= READY):
            return bool(lib.pa_context_get_state(self._context) == READY)
        self.close()
        return False

    def _list(self, call: str, one: Callable[[int], None]) -> bool:
        """Run one listing to its end; False, and the connection dropped, when it does not end in time."""
        lib = self._lib
        if lib is None or self._context is None:
            return False
        over: list[int] = []

        def listed(_context: int, info: int | None, end: int, _data: int) -> None:
            if end or not info:
                over.append(end)
            else:
                one(info)

        callback = _LISTED(listed)
        operation = getattr(lib, call)(self._context, callback, None)
        finished = bool(operation) and self._run_until(lambda: bool(over))
        if operation:
            lib.pa_operation_cancel(operation)
            lib.pa_operation_unref(operation)
        if not finished:
            self.close()
        return finished and over[0] > 0

    def _run_until(self, done: Callable[[], bool]) -> bool:
        lib, give_up = self._lib, time.monotonic() + self._patience_s
        while lib is not None and not done():
            left = give_up - time.monotonic()
            if left <= 0 or lib.pa_mainloop_prepare(self._loop, max(1, int(left * 1000))) < 0:
                return False
            if lib.pa_mainloop_poll(self._loop) < 0 or lib.pa_mainloop_dispatch(self._loop) < 0:
                return False
        return done()


def _library() -> Any | None:
    """Load libpulse and declare what is used of it; None when it is not installed."""
    try:
        lib = ctypes.CDLL("libpulse.so.0")
    except OSError:
        return None
    returns_pointer = (
        "pa_mainloop_new",
        "pa_mainloop_get_api",
        "pa_context_new",
        "pa_context_get_sink_info_list",
        "pa_context_get_client_info_list",
        "pa_context_get_sink_input_info_list",
    )
    for name in returns_pointer:
        getattr(lib, name).restype = _POINTER
    lib.pa_proplist_gets.restype = ctypes.c_char_p
    takes = {
        "pa_mainloop_get_api": (_POINTER,),
        "pa_mainloop_free": (_POINTER,),
        "pa_mainloop_poll": (_POINTER,),
        "pa_mainloop_dispatch": (_POINTER,),
        "pa_mainloop_prepare": (_POINTER, ctypes.c_int),
        "pa_context_new": (_POINTER, ctypes.c_char_p),
        "pa_context_connect": (_POINTER, ctypes.c_char_p, ctypes.c_int, _POINTER),
        "pa_context_disconnect": (_POINTER,),
        "pa_context_unref": (_POINTER,),
        "pa_context_get_state": (_POINTER,),
        "pa_operation_cancel": (_POINTER,),
        "pa_operation_unref": (_POINTER,),
        "pa_proplist_gets": (_POINTER, ctypes.c_char_p),
        "pa_context_get_sink_info_list": (_POINTER, _LISTED, _POINTER),
        "pa_context_get_client_info_list": (_POINTER, _LISTED, _POINTER),
        "pa_context_get_sink_input_info_list": (_POINTER, _LISTED, _POINTER),
    }
    for name, arguments in takes.items():
        getattr(lib, name).argtypes = arguments
    return lib
