"""The iso principle: music starts where people are and leads them on, song by song (evidence rule 11, D1). Pure.

Tempos in beats a minute. It stops leading when a check finds them worse: then it stays where it is.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from kiosk.care.observations import Before
from kiosk.care.session_run import HalfWay
from kiosk.playlists.ramps import OfSong, along, tempos
from kiosk.playlists.songs import Song

STARTS: Mapping[Before, float] = {
    Before.WITHDRAWN: 60.0,
    Before.SETTLED: 80.0,
    Before.RESTLESS: 100.0,
    Before.DISTRESSED: 100.0,
}
"""Where the music meets people: never above 100, however restless (evidence D5)."""
TARGETS: Mapping[Before, float] = {
    Before.WITHDRAWN: 95.0,
    Before.SETTLED: 80.0,
    Before.RESTLESS: 70.0,
    Before.DISTRESSED: 65.0,
}
"""Where it leads: livelier from withdrawn (D3: 80 to 120), slower from restless (D3: under 80)."""
STAYS_WITHIN = 10.0

Found = TypeVar("Found", bound=OfSong)


def steps_from(arousal: Before) -> tuple[float, ...]:
    """Return the tempo of each song, from where people are to where the music leads."""
    return tempos(STARTS[arousal], TARGETS[arousal])


def led(found: Sequence[Found], arousal: Before, bpm: Callable[[Song], float | None]) -> tuple[Found, ...]:
    """Return the songs of a ramp, best fitting first for each tempo; empty when none has a known tempo."""
    return along(found, steps_from(arousal), bpm)


def stays(found: Sequence[Found], at: float, bpm: Callable[[Song], float | None]) -> tuple[Found, ...]:
    """Return the songs near one tempo, in their order: what plays once leading has stopped."""
    return tuple(one for one in found if (tempo := bpm(one.song)) is not None and abs(tempo - at) <= STAYS_WITHIN)


def leads_on(check: HalfWay | None) -> bool:
    """Say whether to go on leading: not when it got worse."""
    return check is not HalfWay.WORSE
