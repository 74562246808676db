"""The gain that levels a recording: to one loudness, never over the peak's ceiling, never more than is good."""

import pytest

from kiosk.library.levelling import gain_for
from kiosk.units import Decibels, Lufs


@pytest.mark.parametrize(
    ("integrated", "peak", "gain"),
    [(-18.0, -5.0, 0.0), (-9.0, 0.5, -9.0), (-30.0, -20.0, 12.0), (-30.0, -6.0, 5.0), (-45.0, -40.0, 20.0)],
)
def test_it_works(integrated: float, peak: float, gain: float) -> None:
    assert gain_for(Lufs(integrated), Decibels(peak)) == gain
