"""How loud the player is set at each moment: level, fade, and the player's own cubic volume curve."""

from dataclasses import dataclass
from math import floor

STEP_S = 0.04
"""Seconds between two volume steps; heard as one smooth fade."""
LONGEST_STEP_S = 0.06
"""On a busy computer a step may come late; it counts as no more than this."""
FIRST_SHARE = 0.05
"""Where a fade-in begins: 26 dB below its level, soft but heard at once, so that a press has an answer."""
GLIDE_DB_PER_S = 20.0
"""How fast a change of level is carried out: 3 dB take 0.15 s."""


def percent(level_db: float, share: float = 1.0) -> int:
    """Return the volume setting, 0-100, for a level at or below 0 dB and a share of its amplitude.

    libVLC's volume is cubic in amplitude. Rounded down, so that it is never louder than asked.
    """
    loudest: float = 100.0 * 10.0 ** (min(level_db, 0.0) / 60.0)
    part: float = max(0.0, min(share, 1.0)) ** (1 / 3)
    return floor(loudest * part + 1e-6)


@dataclass
class Mixer:
    """One song's volume over time; `share` of the amplitude runs to its goal at a steady rate."""

    level_db: float
    level_goal_db: float
    share: float = 0.0
    share_goal: float = 1.0
    seconds_for_all: float = 0.0

    @classmethod
    def fading_in(cls, level_db: float, seconds: float) -> "Mixer":
        """Begin at the first audible step of a fade, or at once at the level when `seconds` is 0."""
        share = min(1.0, max(FIRST_SHARE, STEP_S / seconds)) if seconds > 0 else 1.0
        return cls(level_db, level_db, share=share, seconds_for_all=seconds)

    @property
    def volume(self) -> int:
        """The volume to set on the player now, 0-100."""
        return percent(self.level_db, self.share)

    @property
    def silent(self) -> bool:
        """Whether a fade to nothing is complete."""
        return self.share_goal == 0.0 and self.share == 0.0

    @property
    def settled(self) -> bool:
        """Whether nothing is left to change."""
        return self.share == self.share_goal and self.level_db == self.level_goal_db

    def fade_out(self, seconds: float) -> None:
        """Turn towards silence, to be reached within `seconds`; a slower fade never replaces a quicker one."""
        if self.share_goal == 0.0:
            seconds = min(seconds, self.seconds_for_all)
        self.share_goal, self.seconds_for_all = 0.0, seconds

    def glide_to(self, level_db: float) -> None:
        """Turn towards another level."""
        self.level_goal_db = min(level_db, 0.0)

    def advance(self, seconds: float) -> None:
        """Let this much time pass; a level that is late to move still moves in small steps, so that nothing jumps."""
        step = seconds / self.seconds_for_all if self.seconds_for_all > 0 else 1.0
        self.share = _towards(self.share, self.share_goal, step)
        self.level_db = _towards(self.level_db, self.level_goal_db, GLIDE_DB_PER_S * min(seconds, LONGEST_STEP_S))


def _towards(value: float, goal: float, step: float) -> float:
    return min(value + step, goal) if value < goal else max(value - step, goal)
