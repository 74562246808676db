"""Words to sing: the timed lines of what plays, ready for the page to show one at a time."""

import json

from kiosk.home.home import Home
from kiosk.home.lyrics import words_to_sing
from kiosk.listening.status import Status
from kiosk.web.resident.model import SungWords

CALLED = "called:"
"""A line of a file with words that begins so is called by one voice, and everybody answers it."""
LONGEST_LINE = 90
"""More letters than one large line holds; such a file's lines are no lines to sing by."""


def sung_words(home: Home, status: Status) -> SungWords | None:
    """Return the lines of the song that plays; None when its recording keeps none with times."""
    recording = home.shelf.recordings.get(status.song) if status.song else None
    lines = words_to_sing(home, recording.id) if recording else ()
    if not lines or any(len(line.words) > LONGEST_LINE for line in lines):
        return None
    told = [_line(line.at_ms, line.words) for line in lines]
    return SungWords(json.dumps(told, ensure_ascii=False), status.position, round(status.at_s * 1000))


def _line(at_ms: int, words: str) -> tuple[int, str, bool]:
    called = words.lower().startswith(CALLED)
    return at_ms, words[len(CALLED) :].strip() if called else words, called
