"""Who can open this home's backups: the public keys it seals them to, kept among its settings."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from kiosk.errors import BadInput
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.moments import stamp
from kiosk.store.sealing import Card, checked_public, new_card, public_of
from kiosk.store.settings import Settings

_SETTING = "recovery keys"


@dataclass(frozen=True)
class RecoveryKeys:
    """Public keys and when they were proved, as ISO moments; empty for none.

    `waiting` is a card that was made and whose words nobody has typed back yet: it is not used before that, so a
    card that was never printed locks nobody out.
    """

    card: str = ""
    proved_at: str = ""
    waiting: str = ""
    group: str = ""

    @property
    def publics(self) -> tuple[str, ...]:
        """Return every key a backup is sealed to."""
        return tuple(key for key in (self.card, self.group) if key)


class Recovery:
    """The home's recovery keys."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def keys(self) -> RecoveryKeys:
        """Return the keys as they are."""
        kept: dict[str, Any] = self._settings.get(_SETTING, default={})
        return RecoveryKeys(**kept)

    def make_card(self, by: Actor) -> Card:
        """Make a new card and return its words, this once; backups use it when its words were typed back."""
        card = new_card()
        self._keep(replace(self.keys(), waiting=card.public), by)
        return card

    def prove_card(self, words: str, by: Actor) -> RecoveryKeys:
        """Take the words of a card as they stand on paper; BadInput when they are not the newest card's."""
        public, keys = public_of(words), self.keys()
        if public not in {keys.waiting, keys.card} or not public:
            raise BadInput("These words belong to another card: take the newest one, or make a new card.", "words")
        if keys.waiting and public != keys.waiting:
            raise BadInput("These are the words of the card before: take the newest one.", "words")
        return self._keep(replace(keys, card=public, waiting="", proved_at=stamp(self._database.clock())), by)

    def set_group(self, key: str, by: Actor) -> RecoveryKeys:
        """Keep a group's public key, or none when empty; BadInput when it is no key."""
        return self._keep(replace(self.keys(), group=checked_public(key) if key.strip() else ""), by)

    def _keep(self, keys: RecoveryKeys, by: Actor) -> RecoveryKeys:
        self._settings.set(_SETTING, asdict(keys), by)
        return keys
