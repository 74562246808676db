"""How gunicorn serves the kiosk. Each value has its reason; most are there because others were tried."""

import ctypes
import os
import signal
from typing import Any

from kiosk import bootstrap
from kiosk.config import read_settings

# One worker: it owns the store's lock, the listening thread and the engine. Two would be two kiosks.
workers = 1
# Threads, because each open page holds one for its event stream; well above the 24 streams allowed.
worker_class = "gthread"
threads = 40
# Never before the fork: libVLC and threads do not survive one, and fail without a word.
preload_app = False
# A restart after so many requests would stop the song.
max_requests = 0
# Event streams end by themselves when the worker stops; two seconds is more than they need.
graceful_timeout = 2
# It only watches the worker's own loop, not its threads; the kiosk watches the sound itself.
timeout = 30
# A page asks for its pictures one after the other; keep the connection a little.
keepalive = 5
# Nothing may steer the server from outside, and no control file is left in somebody's home folder.
control_socket_disable = True
# The words for people come from `kiosk run`; requests hold names, so they are not logged.
accesslog = None
loglevel = "warning"
# Answers are small, bodies are read whole; a temporary folder in memory spares the card.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108


def on_starting(_server: object) -> None:
    """End with `kiosk run`, even when that is killed; read code and songs once, for every worker to come.

    Reading is all that may happen before the fork: no thread, no file held open, no libVLC.
    """
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    bootstrap.read_ahead(read_settings(os.environ))


def post_worker_init(worker: Any) -> None:
    """Start the sound and the library watch, in the worker, after its fork."""
    kiosk = worker.wsgi.extensions["kiosk_running"]
    kiosk.start(lambda: worker.alive)
    kiosk.warm()


def worker_exit(_server: object, worker: Any) -> None:
    """Take the sound, the library watch and the store down in order."""
    if worker.wsgi:
        worker.wsgi.extensions["kiosk_running"].stop()
