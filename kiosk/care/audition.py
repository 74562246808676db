"""The audition: short samples for a person nobody can speak for, and what staff saw while each one sounded.

The idea of levels of recognition is of evidence C18; the words are the product's own. Choosing is pure: each
sample comes from another time and place than the ones before it, and nearer to what was recognised.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from kiosk.playlists.songs import Song
from kiosk.units import PlaylistId, ResidentId, SongId

MOST_IN_A_SITTING = 6
"""Evidence rule 7."""
SAMPLE_S = 30.0
_PLAYLIST = "audition~"
FAME, NEARNESS, SAME_TIME, SAME_PLACE, SAME_PERFORMER = 0.15, 0.5, 0.35, 0.25, 1.0
"""Design values: what is widely known first, near to what was recognised, and never twice the same kind."""


class Level(IntEnum):
    """How clearly the person knew a sample."""

    NOTHING = 1
    LOOKED_UP = 2
    HALF_KNEW = 3
    KNEW = 4
    LIT_UP = 5
    REMEMBERED = 6


@dataclass(frozen=True)
class Recognition:
    """What staff saw while one sample sounded; `level` None when it upset the person and was stopped."""

    id: str
    resident: ResidentId
    song: SongId
    level: Level | None
    by: str
    at: datetime
    revision: int = 0

    @property
    def rating(self) -> float:
        """Return the level as a rating from 0 to 1, for learning."""
        return 0.0 if self.level is None else (self.level - Level.NOTHING) / (Level.REMEMBERED - Level.NOTHING)


def audition_playlist(sample: str) -> PlaylistId:
    """Return the id a sample sounds under: it belongs to no approved list."""
    return PlaylistId(_PLAYLIST + sample)


def is_audition(playlist: PlaylistId) -> bool:
    """Say whether music under this id was a sample, not a list somebody approved."""
    return playlist.startswith(_PLAYLIST)


def next_sample(songs: Iterable[Song], heard: Sequence[Recognition], known: Mapping[SongId, Song]) -> Song | None:
    """Return the song to try next among `songs`, None when all were tried.

    `known` holds the songs of `heard`. The same samples and marks always give the same answer.
    """
    tried = {one.song for one in heard}
    waiting = [song for song in songs if song.id not in tried]
    past = [(known[one.song], one.rating) for one in heard if one.song in known]
    tally = _Tally(past)
    return max(sorted(waiting, key=lambda song: song.id), key=tally.worth, default=None)


class _Tally:
    """What was tried so far, counted by time, place and performer, and how it was recognised."""

    def __init__(self, past: Sequence[tuple[Song, float]]) -> None:
        recent = [song for song, _ in past[-MOST_IN_A_SITTING:]]
        self._past = past
        self._times = Counter(_time(song) for song in recent)
        self._places = Counter(_place(song) for song in recent)
        self._performers = Counter(song.performer for song, _ in past if song.performer)

    def worth(self, song: Song) -> float:
        """Return how much trying this song would tell."""
        repeated = SAME_TIME * self._times[_time(song)] + SAME_PLACE * self._places[_place(song)]
        return (
            FAME * song.familiarity
            + NEARNESS * self._recognised_near(song)
            - repeated
            - SAME_PERFORMER * self._performers[song.performer]
        )

    def _recognised_near(self, song: Song) -> float:
        """Return the sum of what was recognised of the same time or place, less what was not."""
        near = [(rating - 0.5) * _likeness(song, other) for other, rating in self._past]
        return 2 * sum(near)


def _likeness(song: Song, other: Song) -> float:
    return 0.5 * (_time(song) == _time(other)) + 0.5 * (_place(song) == _place(other))


def _time(song: Song) -> int | None:
    return None if song.year is None else int(song.year) // 10


def _place(song: Song) -> str:
    return song.regions[0].partition("-")[0] if song.regions else song.language
