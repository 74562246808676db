"""Recordings to songs: owns deciding which song a file holds, from its tags, never as a silent guess."""

import re
from dataclasses import dataclass

from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_scoring import Explained, reasons
from kiosk.playlists.songs import Song

WHOLE_TITLE, SAME_PERFORMER, LEAD, DISTINCT_LETTERS = 0.93, 0.85, 0.05, 8
"""What makes a match sure: the whole title, the performer, and no other song nearly as close; without a performer
the title must be this long and belong to one song only."""
NEAR_YEARS = 2

_TRACK = re.compile(r"^\s*(?:0\d\s+|(?:\d{1,3}|[a-d]\d{1,2})\s*[-._)]\s*)(?=\w)", re.IGNORECASE)
_KIND = r"(?:re-?master(?:ed)?|re-?mix(?:ed)?|version|edit|mix|take(?: \d+)?|demo|mono|stereo|karaoke|instrumental)"
_EDITION = rf"(?:live(?: (?:at|in|from|on)\b[^)\]]*)?|(?:[\w']+ ){{0,3}}{_KIND}(?: \d{{4}})?|bonus track)"
_IN_BRACKETS = re.compile(rf"\s*[(\[]{_EDITION}[)\]]", re.IGNORECASE)
_AFTER_DASH = re.compile(rf"\s+-\s+{_EDITION}$", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """The song a recording holds, None when nothing comes near; the score is 0 to 1."""

    song: Song | None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    sure: bool = False


def match(title: str, performer: str, year: int | None, finder: Finder) -> Match:
    """The song that a recording with these tags holds.

    The year only adds a reason: a tag's year is often that of a re-issue.
    """
    plain = plain_title(title)
    ranked = finder.explained(plain, performer or None)
    if not ranked or ranked[0][1].fit.title < 0.7:
        return Match(None)
    song, why = ranked[0]
    said = list(reasons(why.fit, song))
    if year and song.year and abs(year - song.year) <= NEAR_YEARS:
        said.append(f"the year is near {song.year}")
    return Match(song, why.score, tuple(said), _sure(ranked, performer))


def plain_title(title: str) -> str:
    """A tag's title without track number and edition: "03 - Blue Skies (2004 Remaster)" is "Blue Skies"."""
    plain = _AFTER_DASH.sub("", _IN_BRACKETS.sub("", _TRACK.sub("", title))).strip()
    return plain or title


def _sure(ranked: list[tuple[Song, Explained]], performer: str) -> bool:
    song, why = ranked[0]
    behind = ranked[1][1].score if len(ranked) > 1 else 0.0
    if why.fit.title < WHOLE_TITLE or why.score - behind < LEAD:
        return False
    if performer.strip() and song.performer:
        return why.fit.performer >= SAME_PERFORMER
    return len(why.words) >= DISTINCT_LETTERS
