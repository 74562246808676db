"""Published instruments beside the quick note: one kept in full, of the others a total that was typed in.

The Observed Emotion Rating Scale may be offered with its attribution (evidence C4). The items of the others belong
to their authors and are not here (evidence rule 17).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.errors import BadInput
from kiosk.units import ResidentId


class Instrument(StrEnum):
    """What was filled in."""

    OERS = "Observed Emotion Rating Scale"
    CMAI = "CMAI"
    NPI_Q = "NPI-Q"
    QUALID = "QUALID"
    PAINAD = "PAINAD"
    MIDAS = "MiDAS"
    OTHER = "another one"


class Emotion(StrEnum):
    """The five emotions of the OERS."""

    PLEASURE = "pleasure"
    ANGER = "anger"
    ANXIETY = "anxiety or fear"
    SADNESS = "sadness"
    ALERTNESS = "general alertness"


HOW_LONG = {
    1: "Never",
    2: "Less than 16 seconds",
    3: "16 to 59 seconds",
    4: "1 to 5 minutes",
    5: "More than 5 minutes",
}
"""The five answers of the OERS, over ten minutes of watching."""
ATTRIBUTION = (
    "Observed Emotion Rating Scale: M. P. Lawton, K. Van Haitsma and J. Klapper, Philadelphia Geriatric Center "
    "(now Abramson Senior Care). Its published guide describes the signs of each emotion."
)


@dataclass(frozen=True)
class Measure:
    """One filled-in instrument. `ratings` are the OERS's answers 1-5 by emotion; `total` any other's sum.

    `name` says which one when it is another. `watched_min` is how long somebody watched, in minutes.
    """

    id: str
    resident: ResidentId
    instrument: Instrument
    by: str
    at: datetime
    ratings: Mapping[Emotion, int] | None = None
    total: float | None = None
    name: str = ""
    remark: str = ""


def checked(measure: Measure) -> Measure:
    """Return a measure that can be kept; BadInput says what is missing."""
    if measure.instrument is Instrument.OERS:
        answers = measure.ratings or {}
        for emotion in Emotion:
            if answers.get(emotion) not in HOW_LONG:
                raise BadInput(
                    "Say for each emotion how long it was seen; “Never” is an answer too.", emotion.name.lower()
                )
        return measure
    if measure.instrument is Instrument.OTHER and not measure.name:
        raise BadInput("Write which instrument it was.", "name")
    if measure.total is None or not 0 <= measure.total <= 1000:
        raise BadInput("Write the total as a number.", "total")
    return measure
