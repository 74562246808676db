"""More care with music for people whom it could upset: what a list leaves out, and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.playlists.picks import Pick, Term

LAMENTS = frozenset({"loss", "war"})
"""Themes that feel sad to many; played only when somebody asked for the song (evidence rule 12)."""
PERSONAL = frozenset({Term.NAMED, Term.MEMORY, Term.RESPONSE})
WELL_KNOWN = 2
"""From this familiarity on, a song was more than a favourite of those who liked its kind."""
FIRST_SESSION = 5
"""Songs of about three minutes that fill a first session of 15 minutes (evidence rule 12)."""
REACH = 3
"""How many times the wished length is drafted, so that leaving songs out does not leave a short list."""


@dataclass(frozen=True)
class Care:
    """How carefully music is offered: `gentle` from band moderate on, `short` until the first day of music is over."""

    gentle: bool = False
    short: bool = False

    def draws(self, count: int) -> int:
        """Return how many picks to draft for a list of `count`, before `careful` leaves some out."""
        return count * REACH if self.gentle else count

    def later(self) -> "Care":
        """Return the care of later sessions: as gentle, and no shorter than for anyone."""
        return replace(self, short=False)


def careful(picks: Sequence[Pick], care: Care, count: int) -> tuple[Pick, ...]:
    """Return picks as this person should be offered them, in their order, at most `count`.

    A gentle list has no laments and no songs on trial unless somebody named them; on the first day it fills
    15 minutes. Without a reason for care nothing changes.
    """
    if not care.gentle:
        return tuple(picks)
    wished = min(count, FIRST_SESSION) if care.short else count
    fitting = [pick for pick in picks if is_gentle(pick)]
    best = sorted(fitting, key=lambda pick: -pick.score)[:wished]
    kept = {pick.song.id for pick in best}
    return tuple(pick for pick in fitting if pick.song.id in kept)


def offered(picks: Sequence[Pick], care: Care) -> tuple[Pick, ...]:
    """Return an approved list as it may sound now: for someone who needs care, no lament nobody asked for.

    It counts for lists approved before anyone knew, too. On the first day it fills 15 minutes.
    """
    if not care.gentle:
        return tuple(picks)
    fitting = tuple(pick for pick in picks if _asked_for(pick) or not _laments(pick))
    return fitting[:FIRST_SESSION] if care.short else fitting


def is_gentle(pick: Pick) -> bool:
    """Say whether a song may be offered to someone who needs care: known to them, and no lament."""
    if _laments(pick):
        return _asked_for(pick)
    terms = {reason.term for reason in pick.reasons}
    return bool(terms & PERSONAL) or (Term.FAME not in terms and pick.song.familiarity >= WELL_KNOWN)


def _asked_for(pick: Pick) -> bool:
    return any(reason.term in {Term.NAMED, Term.MEMORY} for reason in pick.reasons)


def _laments(pick: Pick) -> bool:
    return bool(LAMENTS & set(pick.song.themes))
