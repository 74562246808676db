"""One recording as staff know it better than its file does: its names, its year, its tempo."""

from dataclasses import replace

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.library_watch import refresh_shelf
from kiosk.people.staff import Actor
from kiosk.playlists.recordings import Recording
from kiosk.playlists.tempo import other_beats
from kiosk.units import RecordingId, Year

LONGEST_NAME = 200
FIRST_YEAR = 1850


def tell_tempo(home: Home, key: RecordingId, bpm: float, by: Actor) -> Recording:
    """Keep which beat a recording is felt at: the one that was counted, or half, double or by threes of it."""
    with home.store.together(by):
        kept = home.store.recordings.get(key)
        if kept.bpm is None or bpm not in {kept.bpm, *other_beats(kept.bpm)}:
            raise BadInput("Choose one of the tempos shown.", "bpm")
        told = replace(kept, bpm=bpm, bpm_sure=True)
        home.store.recordings.keep_listing([told], by=by)
    refresh_shelf(home)
    return told


def tell_names(home: Home, key: RecordingId, title: str, performer: str, year: str, by: Actor) -> Recording:
    """Keep what a recording is really called, and when its song was first heard: that is whose memories it belongs to.

    Raises BadInput naming the field.
    """
    if not title.strip():
        raise BadInput("Write what it is called.", "title")
    if max(len(title), len(performer)) > LONGEST_NAME:
        raise BadInput("Write at most 200 letters.", "title")
    with home.store.together(by):
        kept = home.store.recordings.get(key)
        told = replace(kept, title=title.strip(), performer=performer.strip(), year=_year(home, year.strip()))
        home.store.recordings.keep_listing([told], by=by)
    refresh_shelf(home)
    return told


def _year(home: Home, words: str) -> Year | None:
    if not words:
        return None
    if not words.isdecimal() or not FIRST_YEAR <= int(words) <= home.today().year:
        raise BadInput(f"Write a year from {FIRST_YEAR} to now, for example 1951, or leave it empty.", "year")
    return Year(int(words))
