"""How the resident's screen is set up: its glass, its look, its patience and its invitations."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from math import hypot

import msgspec

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.people.staff import Actor
from kiosk.units import ResidentId

SETTING = "screen"
MM_PER_INCH = 25.4
FREE_MM = 18.0
"""Both free edges together (evidence rule 21: nothing in the outer 8 mm)."""


class Look(StrEnum):
    """The colours of the resident's pages."""

    CLOCK = "by the clock"
    LIGHT = "light"
    EVENING = "evening"
    CONTRAST = "high contrast"


class Glass(StrEnum):
    """How many buttons of full size stand side by side; a smaller glass shows fewer, never smaller ones."""

    LARGE = "large"
    MIDDLE = "middle"
    SMALL = "small"


NEEDS_MM = {True: {Glass.LARGE: 290.0, Glass.MIDDLE: 180.0}, False: {Glass.LARGE: 170.0, Glass.MIDDLE: 105.0}}
"""Usable millimetres across that a glass needs, lying (True) and standing."""
TILES = {
    True: {Glass.LARGE: 4, Glass.MIDDLE: 3, Glass.SMALL: 2},
    False: {Glass.LARGE: 4, Glass.MIDDLE: 2, Glass.SMALL: 2},
}
"""People that fit at once, lying and standing."""


@dataclass(frozen=True)
class ScreenRules:
    """Every number of the resident's screen, with the default the evidence gives (rules 21 to 26).

    Lengths in inches, pixels and millimetres, times in milliseconds and seconds, hours of the day from 0 to 24.
    `personal` names the one person of a bedroom kiosk, empty in a shared room. `tiles` is how many people,
    `choices` how many songs are offered at once. `low` keeps everything to press in the lower half.
    """

    inch: float = 15.6
    width: int = 1280
    height: int = 800
    look: Look = Look.CLOCK
    evening_from: int = 19
    evening_until: int = 7
    low: bool = False
    personal: ResidentId = ResidentId("")
    tiles: int = 4
    choices: int = 2
    repeat_ms: int = 800
    hold_ms: int = 3000
    slop_mm: float = 10.0
    reach_mm: float = 3.0
    idle_s: int = 60
    invites: bool = True
    invite_from: int = 9
    invite_until: int = 20

    @property
    def mm(self) -> float:
        """CSS pixels per millimetre; 3.8 for the usual 15.6-inch screen at 1280 x 800."""
        return round(hypot(self.width, self.height) / (self.inch * MM_PER_INCH), 3)

    @property
    def glass(self) -> Glass:
        """Which arrangement fits the width this glass really has."""
        across = self.width / self.mm - FREE_MM
        needs = NEEDS_MM[self.width >= self.height]
        return next((glass for glass, least in needs.items() if across >= least), Glass.SMALL)

    @property
    def people_at_once(self) -> int:
        """How many tiles are shown together."""
        return min(self.tiles, TILES[self.width >= self.height][self.glass])

    def look_at(self, now: datetime) -> Look:
        """Return the look for a moment where the home is: evening from its hour on, when the clock decides."""
        if self.look is not Look.CLOCK:
            return self.look
        return Look.EVENING if between(now.hour, self.evening_from, self.evening_until) else Look.LIGHT

    def invites_at(self, now: datetime) -> bool:
        """Say whether the screen may invite at this moment where the home is."""
        return self.invites and between(now.hour, self.invite_from, self.invite_until)


def between(hour: int, start: int, end: int) -> bool:
    """Say whether an hour lies from `start` to before `end`; past midnight when `end` is the smaller."""
    return start <= hour < end if start <= end else hour >= start or hour < end


@dataclass(frozen=True)
class _Range:
    """What a number may be, and the sentence for one that is not."""

    least: float
    most: float
    words: str


RANGES = {
    "inch": _Range(5, 60, "Write the screen’s diagonal in inches, from 5 to 60."),
    "width": _Range(300, 8000, "Write the screen’s width in pixels, from 300 to 8000."),
    "height": _Range(300, 8000, "Write the screen’s height in pixels, from 300 to 8000."),
    "evening_from": _Range(0, 24, "Write an hour from 0 to 24 for the evening look to begin."),
    "evening_until": _Range(0, 24, "Write an hour from 0 to 24 for the evening look to end."),
    "tiles": _Range(1, 4, "Choose from one to four people at once."),
    "choices": _Range(1, 4, "Choose from one to four songs at once."),
    "repeat_ms": _Range(300, 1500, "Write from 300 to 1500 milliseconds for taps that repeat."),
    "hold_ms": _Range(500, 5000, "Write from 500 to 5000 milliseconds for the longest tap."),
    "slop_mm": _Range(2, 20, "Write from 2 to 20 millimetres for a trembling finger."),
    "reach_mm": _Range(0, 6, "Write from 0 to 6 millimetres for a near miss."),
    "idle_s": _Range(20, 600, "Write from 20 to 600 seconds for the quiet while."),
    "invite_from": _Range(0, 24, "Write an hour from 0 to 24 for invitations to begin."),
    "invite_until": _Range(0, 24, "Write an hour from 0 to 24 for invitations to end."),
}


def read_rules(typed: Mapping[str, str], before: ScreenRules) -> ScreenRules:
    """Return `before` with what was typed; a box that is not ticked is off. Raises BadInput naming the field."""
    read: dict[str, object] = {name: _number(name, typed[name], before) for name in RANGES if typed.get(name)}
    if "look" in typed:
        read["look"] = Look(typed["look"]) if typed["look"] in {*Look} else before.look
    if "personal" in typed:
        read["personal"] = ResidentId(typed["personal"])
    if "boxes" in typed:
        read |= {name: typed.get(name) == "yes" for name in ("low", "invites")}
    return replace(before, **read)  # type: ignore[arg-type]


def _number(name: str, words: str, before: ScreenRules) -> float:
    kind, range_ = type(getattr(before, name)), RANGES[name]
    try:
        value = float(words.strip().replace(",", "."))
    except ValueError:
        raise BadInput(range_.words, name) from None
    if not range_.least <= value <= range_.most:
        raise BadInput(range_.words, name)
    return kind(round(value)) if kind is int else value


def rules_of(home: Home) -> ScreenRules:
    """Return how the screen is set up; what was never set, or is no longer known, has its default."""
    stored = home.store.settings.get(SETTING, {})
    known = {one.name for one in fields(ScreenRules)}
    try:
        return msgspec.convert({name: value for name, value in stored.items() if name in known}, ScreenRules)
    except msgspec.ValidationError:
        return ScreenRules()


def keep_rules(home: Home, typed: Mapping[str, str], by: Actor) -> ScreenRules:
    """Keep what was typed; durable on return. Raises BadInput, NotFound for a person who is not here."""
    rules = read_rules(typed, rules_of(home))
    if rules.personal:
        home.store.residents.get(rules.personal)
    home.store.settings.set(SETTING, msgspec.to_builtins(rules), by)
    return rules
