"""The static gain that levels a recording (evidence rule 27): from its loudness and peak, without compression."""

from kiosk.units import Decibels, Lufs

TARGET_LUFS = -18.0
PEAK_CEILING_DB = -1.0
MOST_GAIN_DB = 20.0
"""What lifts a quiet tape; beyond it there is mostly hiss."""
LEAST_GAIN_DB = -32.0
"""The lowest the engine can do without changing the sound (its preamplifier's range)."""
HALF_AS_LOUD_LU = 10.0
FAINT_LUFS = TARGET_LUFS - MOST_GAIN_DB - HALF_AS_LOUD_LU
"""Below this not even the most gain makes it as loud as the rest by half."""


def gain_for(integrated: Lufs, peak: Decibels) -> Decibels:
    """Return the gain to -18 LUFS that keeps the true peak at or below -1 dBTP."""
    wanted = min(TARGET_LUFS - integrated, PEAK_CEILING_DB - peak)
    return Decibels(max(LEAST_GAIN_DB, min(MOST_GAIN_DB, wanted)))
