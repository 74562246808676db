"""Turns a page of ours into a PDF without ever holding up the kiosk: one short-lived process at a time."""

import json
import logging
import subprocess
import sys
from enum import StrEnum
from threading import Lock

from kiosk.errors import PaperTrouble

LONGEST_S = 90
"""How long a page may take, and how long the next one waits for it."""
_log = logging.getLogger(__name__)
_one_at_a_time = Lock()


class PaperSize(StrEnum):
    """The two papers printers hold."""

    A4 = "A4"
    LETTER = "Letter"


def pdf(html: str, size: PaperSize, pages: int = 0) -> bytes:
    """Return a page as a tagged PDF of that paper; `pages` is the most it should have, 0 for as many as it needs.

    PaperTrouble, in one sentence, when it could not be made.
    """
    if not _one_at_a_time.acquire(timeout=LONGEST_S):
        raise PaperTrouble("The kiosk is still making other pages: try again in a minute.")
    try:
        return _pressed(json.dumps({"html": html, "size": size.value, "pages": pages}).encode())
    finally:
        _one_at_a_time.release()


def _pressed(job: bytes) -> bytes:
    command = [sys.executable, "-m", "kiosk.web.paper.press"]
    try:
        done = subprocess.run(command, input=job, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PaperTrouble("This page took too long to make: try again when the kiosk has less to do.") from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        _log.warning("the press failed with %s: %s", done.returncode, done.stderr[-2000:].decode("utf-8", "replace"))
        raise PaperTrouble("This page could not be made. Try again; if it fails again, show your installer the log.")
    return done.stdout
