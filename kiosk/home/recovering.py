"""Backups in words: what was written, what opens it, and what still has to be done once."""

from collections.abc import Sequence

from kiosk.home.home import Home
from kiosk.home.papers import note_printed
from kiosk.people.staff import SYSTEM, Actor
from kiosk.store.backup import BackupReport
from kiosk.store.recovery import RecoveryKeys
from kiosk.store.sealing import public_of

MAKE_ONE = "It is not encrypted: make a recovery card once, in Settings under Backups or with `kiosk recovery-card`."
PROVE_IT = "It is not encrypted yet: type the recovery card’s words back once, in Settings under Backups."
CHECK = "kiosk recovery-card --check WORDS"
SEALED = "It is encrypted: only the twelve words of the recovery card open it."
SEALED_TO_GROUP = "It is encrypted: only the group’s secret key opens it. Make a recovery card for the home as well."


def backup_words(report: BackupReport, keys: RecoveryKeys) -> list[str]:
    """Return what was written, a sentence a line."""
    return [f"Wrote {report.path} ({report.residents} residents).", standing(keys), *report.warnings]


def standing(keys: RecoveryKeys) -> str:
    """Return in a sentence what opens a backup made now, or what to do so that it is encrypted."""
    if keys.card:
        return SEALED
    if keys.group:
        return SEALED_TO_GROUP
    return PROVE_IT if keys.waiting else MAKE_ONE


def words_to_print(home: Home, words: str, by: Actor) -> tuple[str, ...]:
    """Return a card's words for its page on paper, noted in the audit trail; BadInput when they are no card's."""
    public_of(words)
    note_printed(home, "a recovery card", by)
    return tuple(words.split())


def card_in_words(home: Home, typed: Sequence[str]) -> list[str]:
    """Make a recovery card and return its words, or take `typed` words back; in lines for the terminal."""
    if typed:
        keys = home.store.recovery.prove_card(" ".join(typed), SYSTEM)
        return [standing(keys).replace("It is", "From now on each backup is")]
    words = " ".join(home.store.recovery.make_card(SYSTEM).words)
    return [words, "Write these twelve words down now: they are shown this once. Then type them back:", CHECK]
