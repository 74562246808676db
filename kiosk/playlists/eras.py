"""How a song's year weighs by the age a person was when it was first widely heard."""

from math import exp

from kiosk.units import Year

PEAK_AGE = 16
YOUNG_SD = 5.0
GROWN_SD = 9.0
FLOOR = 0.15
FLOOR_WHEN_MUCH_IS_NAMED = 0.35
MUCH_IS_NAMED = 10
UNKNOWN_BIRTH_WIDENING = 3.0
MIGRATION_SD = 3.0
MIGRATION_WEIGHT = 0.8
MIGRATION_FROM_AGE = 15


def floor_for(named_songs: int) -> float:
    """Return the least weight any age gets: higher once people named enough songs (evidence rule 2)."""
    return FLOOR_WHEN_MUCH_IS_NAMED if named_songs >= MUCH_IS_NAMED else FLOOR


def age_weight(age: float, floor: float = FLOOR, widening: float = 0.0) -> float:
    """Return how likely a song heard at `age` (years) is to have stayed, from `floor` to 1.

    The curve of evidence section A: it peaks at 16, falls faster towards childhood than towards
    middle age, and never reaches zero. `widening` (years) flattens it when the birth year is unsure.
    """
    sd = (YOUNG_SD if age < PEAK_AGE else GROWN_SD) + widening
    return floor + (1 - floor) * exp(-((age - PEAK_AGE) ** 2) / (2 * sd**2))


def migration_weight(age: float, age_moved: float) -> float:
    """Return the weight of the new country's songs around a move, 0 to 0.8 (evidence A14).

    Memories gather at the age of the move and take the place of the usual peak; a move before 15
    adds nothing, the ordinary curve covers it.
    """
    if age_moved < MIGRATION_FROM_AGE:
        return 0.0
    return MIGRATION_WEIGHT * exp(-((age - age_moved - 1) ** 2) / (2 * MIGRATION_SD**2))


def widening_for(birth_spread: int) -> float:
    """Return the widening of the curve, in years, for a birth year known give or take `birth_spread`.

    Evidence rule 4: only the decade known means a spread of 5 and 3 years of widening.
    """
    return min(1.0, birth_spread / 5) * UNKNOWN_BIRTH_WIDENING


def bump(birth: Year) -> range:
    """Return the years in which someone born in `birth` was 10 to 30 (evidence A2)."""
    return range(birth + 10, birth + 31)
