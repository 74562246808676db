"""Whom the screen invites after a quiet while, and to which song. It never starts a sound by itself (evidence F7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.care.plays import WhyEnded
from kiosk.home.assenting import not_today
from kiosk.home.by_the_clock import resting
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.home.screen_rules import ScreenRules
from kiosk.listening.programme import Track
from kiosk.people.residents import Resident

TURN = timedelta(minutes=10)
"""How long one person is invited before the next one is."""
CANDIDATES = 4
REST = timedelta(hours=1)
"""After Stop a person is left in peace for so long: "try again later" (evidence rule 13)."""


@dataclass(frozen=True)
class Invitation:
    """Who is invited, and to what."""

    resident: Resident
    track: Track


def invitation(home: Home, rules: ScreenRules) -> Invitation | None:
    """Return today's likeliest person in turn, with the first song of their list; None when nobody is to be invited."""
    now = home.now().astimezone()
    if not rules.invites_at(now):
        return None
    people = [one for one in home.store.residents.all() if one.takes_part]
    if rules.personal:
        people = [one for one in people if one.id == rules.personal]
    likely = home.likely.first(home.store, people, now, rules.people_at_once)[:CANDIDATES]
    open_to = [one for one in likely if may_be_invited(home, one, now)]
    found = [Invitation(one, tracks[0]) for one in open_to if (tracks := tracks_for(home, one.id))]
    return found[int(now.timestamp() // TURN.total_seconds()) % len(found)] if found else None


def may_be_invited(home: Home, person: Resident, now: datetime) -> bool:
    """Say whether music may start now and a person neither said "not today" nor stopped it within the hour."""
    lately = home.store.records.plays_of(person.id, now - REST)
    stopped = bool(lately) and lately[-1].why_ended is WhyEnded.STOPPED
    return not (stopped or not_today(home, person.id) or resting(home, person.id))
