"""More care with music for people whom it could upset: what a list leaves out, and how long it is."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """How carefully music is offered: `gentle` from band moderate on, `short` until a first session was held."""

    gentle: bool = False
    short: bool = False

    def draws(self, count: int) -> int:
        """Return how many picks to draft for a list of `count`, before `careful` leaves some out."""
        return count * REACH if self.gentle else count


def careful(picks: Sequence[Pick], care: Care, count: int) -> tuple[Pick, ...]:
    """Return picks as this person should be offered them, in their order, at most `count`.

    A gentle list has no laments and no songs on trial unless somebody named them; before the first session
    it fills 15 minutes. Without a reason for care nothing changes.
    """
    if not care.gentle:
        return tuple(picks)
    wished = min(count, FIRST_SESSION) if care.short else count
    fitting = [pick for pick in picks if is_gentle(pick)]
    best = sorted(fitting, key=lambda pick: -pick.score)[:wished]
    kept = {pick.song.id for pick in best}
    return tuple(pick for pick in fitting if pick.song.id in kept)


def is_gentle(pick: Pick) -> bool:
    """Say whether a song may be offered to someone who needs care: known to them, and no lament."""
    terms = {reason.term for reason in pick.reasons}
    if terms & PERSONAL:
        return Term.NAMED in terms or Term.MEMORY in terms or not _laments(pick)
    return not _laments(pick) and not _on_trial(pick, terms)


def _laments(pick: Pick) -> bool:
    return bool(LAMENTS & set(pick.song.themes))


def _on_trial(pick: Pick, terms: set[Term]) -> bool:
    return Term.FAME in terms or pick.song.familiarity < WELL_KNOWN
