"""Music by the clock: quiet hours, a softer evening, the most in a day, a fading timer, and when to suggest some."""

from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread

import msgspec

from kiosk.care.dose import Dose, dose
from kiosk.care.hours import Hours, most_level, resting_words, suggested
from kiosk.care.plays import Play
from kiosk.care.volume import most_for
from kiosk.errors import KioskError, NotAllowed
from kiosk.home.home import Home
from kiosk.home.room_sound import room
from kiosk.listening.commands import LastSong, Limit, SleepAfter
from kiosk.listening.status import Phase
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor
from kiosk.units import ResidentId

SETTING = "hours"
LOOK_EVERY_S = 15.0


def hours(home: Home) -> Hours:
    """Return the home's rules."""
    return msgspec.convert(home.store.settings.get(SETTING, {}), Hours)


def keep_hours(home: Home, kept: Hours, by: Actor) -> None:
    """Keep the home's rules; they hold from the next look at the clock."""
    home.store.settings.set(SETTING, kept, by)


def minute_now(home: Home) -> int:
    """Return the time of the day where the home is, in minutes after midnight."""
    local = home.now().astimezone()
    return local.hour * 60 + local.minute


def plays_today(home: Home, resident: ResidentId) -> tuple[Play, ...]:
    """Return what a person heard since midnight."""
    midnight = home.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return home.store.records.plays_of(resident, midnight)


def dose_today(home: Home, resident: ResidentId) -> Dose:
    """Return how much sound a person had since midnight."""
    return dose(plays_today(home, resident), room(home).offset)


def resting(home: Home, resident: ResidentId) -> str:
    """Return why this person's screen starts no music now, in kind words; empty when it does."""
    return resting_words(hours(home), minute_now(home), dose_today(home, resident).hours * 60)


def refuse_rest(home: Home, resident: ResidentId) -> None:
    """Raise NotAllowed with kind words while the screen starts no music; staff may start some at any time."""
    if words := resting(home, resident):
        raise NotAllowed(words)


@dataclass(frozen=True)
class Suggestion:
    """Somebody whose hard time of the day comes within half an hour."""

    person: Resident
    hard_time: str


def suggestions(home: Home) -> list[Suggestion]:
    """Return for whom music is worth starting now: before a hard time, and none of it heard in the last hour."""
    minute, since = minute_now(home), home.now() - timedelta(hours=1)
    found = []
    for person in home.store.residents.all():
        hard = suggested(home.store.residents.story(person.id).comfort.hard_times, minute) if person.takes_part else ""
        if hard and not home.store.records.plays_of(person.id, since):
            found.append(Suggestion(person, hard))
    return found


def sleep(home: Home, resident: ResidentId, minutes: int) -> None:
    """Let this person's music fade away after so many minutes; 0 takes that back."""
    status = home.sounding.status()
    if status.resident == resident and status.session:
        home.sounding.submit(SleepAfter(status.session, minutes * 60.0))


class ClockWatch:
    """Looks at the clock a few times a minute, in a thread of its own, and has the music follow it."""

    def __init__(self, home: Home, look_every_s: float = LOOK_EVERY_S) -> None:
        self._home, self._look_every_s = home, look_every_s
        self._stopping = Event()
        self._was_resting: dict[ResidentId, bool] = {}
        self._thread = Thread(target=self._run, name="clock", daemon=True)

    def start(self) -> None:
        """Begin; the limit of the hour is in the queue before any music is."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def look(self) -> None:
        """Have the music follow the clock: its limit, and the end of a session when the quiet begins."""
        home = self._home
        most = most_level(hours(home), minute_now(home))
        home.sounding.submit(Limit(most_for(room(home), most)))
        status = home.sounding.status()
        if status.resident and status.session and status.phase in {Phase.STARTING, Phase.PLAYING, Phase.BETWEEN}:
            rests = bool(resting(home, status.resident))
            if rests and not self._was_resting.get(status.resident, rests):
                home.sounding.submit(LastSong(status.session))
            self._was_resting = {status.resident: rests}

    def _run(self) -> None:
        while not self._stopping.wait(self._look_every_s):
            try:
                self.look()
            except KioskError:
                # The store may be away for a moment; the next look finds it, and the last limit holds.
                continue
