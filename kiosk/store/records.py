"""Records: sessions, plays, observations, marks and assents. They only grow, one row each, numbered per device."""

from datetime import datetime

from kiosk.care.assent import Assent
from kiosk.care.measures import Measure
from kiosk.care.observations import Observation, SongMark
from kiosk.care.plays import Play, Session
from kiosk.care.session_run import Tap
from kiosk.people.staff import SYSTEM, Actor
from kiosk.store import erased
from kiosk.store.database import Database
from kiosk.store.journal import Journal, Keys
from kiosk.store.leaving import people_of
from kiosk.units import ObservationId, ResidentId, SessionId


class Records:
    """What happened and what was seen."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = Journal(database, "sessions", Session)
        self._plays = Journal(database, "plays", Play)
        self._observations = Journal(database, "observations", Observation)
        self._taps = Journal(database, "session_taps", Tap)
        self._marks = Journal(database, "song_marks", SongMark)
        self._assents = Journal(database, "assents", Assent)
        self._measures = Journal(database, "measures", Measure)

    def append_session(self, session: Session) -> int:
        """Keep a session's beginning, for everyone in it; durable on return. Returns its number on this device."""
        with self._database.transaction(SYSTEM) as change:
            for other in session.others:
                erased.refuse(change.link, other)
                change.link.execute("INSERT OR IGNORE INTO session_people VALUES (?, ?)", (other, session.id))
            return self._sessions.append(Keys(session.id, session.resident, session.id, session.began_at), session)

    def join_session(self, session: SessionId, resident: ResidentId, by: Actor) -> None:
        """Keep that somebody came to a group's session after it began; durable on return, twice is once."""
        with self._database.transaction(by) as change:
            erased.refuse(change.link, resident)
            change.link.execute("INSERT OR IGNORE INTO session_people VALUES (?, ?)", (resident, session))

    def people_of(self, session: Session) -> tuple[ResidentId, ...]:
        """Return everyone a session is for, those who came after it began too."""
        with self._database.reading() as link:
            return people_of(link, session)

    def append_play(self, play: Play) -> int:
        """Keep a play that ended; durable on return. Returns its number on this device."""
        return self._plays.append(Keys(play.id, play.resident, play.session, play.started_at), play)

    def append_observation(self, seen: Observation) -> int:
        """Keep a note; durable on return. Returns its number on this device."""
        return self._observations.append(Keys(seen.id, seen.resident, seen.session, seen.seen_at), seen)

    def append_mark(self, mark: SongMark) -> int:
        """Keep a mark on a song; durable on return. Returns its number on this device."""
        return self._marks.append(Keys(None, mark.resident, mark.session, mark.at), mark)

    def append_tap(self, tap: Tap, lead: ResidentId) -> int:
        """Keep a tap of a running session; durable on return. What is about everyone lies under the first of them."""
        return self._taps.append(Keys(tap.id, tap.resident or lead, tap.session, tap.at), tap)

    def find_tap(self, key: str) -> Tap | None:
        """Return one tap, None when there is none."""
        return self._taps.find(key)

    def taps_of_session(self, session: SessionId) -> tuple[Tap, ...]:
        """Return the taps of a session in the order they happened."""
        return self._taps.of_session(session)

    def taps_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Tap, ...]:
        """Return the taps about a person, or of sessions kept under them, oldest first."""
        return self._taps.of(resident, since)

    def taps_between(self, resident: ResidentId, since: datetime, until: datetime) -> tuple[Tap, ...]:
        """Return the taps about a person, or kept under them, at or after `since` and before `until`, oldest first."""
        return self._taps.between(resident, since, until)

    def append_assent(self, assent: Assent) -> int:
        """Keep a person's yes or "not today"; durable on return. Returns its number on this device."""
        return self._assents.append(Keys(None, assent.resident, assent.session, assent.at), assent)

    def append_measure(self, measure: Measure) -> int:
        """Keep a filled-in instrument; durable on return. Returns its number on this device."""
        return self._measures.append(Keys(measure.id, measure.resident, None, measure.at), measure)

    def session(self, key: SessionId) -> Session:
        """Return one session; NotFound when there is none."""
        return self._sessions.get(key, "session")

    def observation(self, key: ObservationId) -> Observation:
        """Return one note; NotFound when there is none."""
        return self._observations.get(key, "note")

    def sessions_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Session, ...]:
        """Return a person's sessions, a group's too, that began at or after `since`, oldest first."""
        return self._sessions.shared(resident, since)

    def plays_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Play, ...]:
        """Return a person's plays, a group's too, that started at or after `since`, oldest first."""
        return self._plays.shared(resident, since)

    def observations_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Observation, ...]:
        """Return the notes on a person seen at or after `since`, oldest first."""
        return self._observations.of(resident, since)

    def marks_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[SongMark, ...]:
        """Return a person's marks on songs made at or after `since`, oldest first."""
        return self._marks.of(resident, since)

    def newest_observations_of(self, resident: ResidentId, most: int) -> tuple[Observation, ...]:
        """Return the newest notes on a person, each with its corrections, oldest first."""
        return self._observations.newest(resident, most)

    def newest_marks_of(self, resident: ResidentId, most: int) -> tuple[SongMark, ...]:
        """Return a person's newest marks on songs, oldest first; more when several are of one moment."""
        return self._marks.newest(resident, most)

    def assents_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Assent, ...]:
        """Return a person's answers given at or after `since`, oldest first."""
        return self._assents.of(resident, since)

    def measures_of(self, resident: ResidentId) -> tuple[Measure, ...]:
        """Return the instruments filled in for a person, oldest first."""
        return self._measures.of(resident, None)

    def find_observation(self, key: ObservationId) -> Observation | None:
        """Return one note, None when there is none."""
        return self._observations.find(key)

    def last_session_of(self, resident: ResidentId) -> Session | None:
        """Return a person's newest session, None before the first."""
        return self._sessions.last_shared(resident)

    def last_play_of(self, resident: ResidentId) -> Play | None:
        """Return what sounded last for a person, None when nothing did."""
        return self._plays.last_shared(resident)

    def session_count(self, resident: ResidentId) -> int:
        """Return how many sessions a person had."""
        return self._sessions.count_shared(resident)

    def newest_sessions_of(self, resident: ResidentId, most: int) -> tuple[Session, ...]:
        """Return a person's newest sessions, a group's too, oldest first; more when several began at once."""
        return self._sessions.newest_shared(resident, most)

    def observation_count(self, resident: ResidentId) -> int:
        """Return how many notes there are on a person; a corrected one counts once."""
        return self._observations.count_first(resident)

    def observations_between(self, resident: ResidentId, since: datetime, until: datetime) -> tuple[Observation, ...]:
        """Return the notes on a person seen at or after `since` and before `until`, oldest first."""
        return self._observations.between(resident, since, until)

    def last_seen_before(self, resident: ResidentId, until: datetime) -> datetime | None:
        """Return when the last note before a moment was seen, None when there is none."""
        return self._observations.last_before(resident, until)

    def plays_of_session(self, session: SessionId) -> tuple[Play, ...]:
        """Return what sounded in a session, oldest first."""
        return self._plays.of_session(session)

    def observations_of_session(self, session: SessionId) -> tuple[Observation, ...]:
        """Return the notes made on a session, oldest first."""
        return self._observations.of_session(session)

    def marks_of_session(self, session: SessionId) -> tuple[SongMark, ...]:
        """Return the marks made in a session, oldest first."""
        return self._marks.of_session(session)
