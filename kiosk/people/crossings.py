"""Crossings: two people changed the same thing at once. Neither loses work, and the first one is told too."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.units import ResidentId


@dataclass(frozen=True)
class Crossing:
    """One crossing: `first` is the id of whoever saved first and is told, `second` the name of who came after.

    `about` says what it was, `words` what the second one was doing. `seen` once the first one has read it.
    """

    id: str
    resident: ResidentId
    first: str
    second: str
    about: str
    words: str
    at: datetime
    seen: bool = False
    revision: int = 0
