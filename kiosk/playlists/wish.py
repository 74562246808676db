"""What a draft should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.playlists.picks import Purpose
from kiosk.units import DurationMs, SongId


@dataclass(frozen=True)
class Wish:
    """What a draft should be: how many picks, only from these songs, which toss of the coin, what for.

    `careful` is for a person whom music could upset: nothing new once three songs are known. `most_new` is how
    many songs on trial a list may hold once enough is known of the person; None for any number. `today` decides
    what rests and whether carols are in season. `lengths` and `bpm` are those of the home's recordings.
    `elsewhere` are songs of the person's other lists.
    """

    count: int = 25
    only: frozenset[SongId] | None = None
    seed: int = 0
    purpose: Purpose = Purpose.EVERYDAY
    careful: bool = False
    most_new: int | None = None
    today: date | None = None
    lengths: Mapping[SongId, DurationMs] = field(default_factory=dict)
    bpm: Mapping[SongId, float] = field(default_factory=dict)
    elsewhere: frozenset[SongId] = frozenset()
