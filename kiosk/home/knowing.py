"""Brings together all that is known of one resident."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.care.audition import is_audition
from kiosk.care.learning import responses
from kiosk.care.plays import Session
from kiosk.care.session_run import attended, reactions
from kiosk.home.home import Home
from kiosk.people.ease import Ease, ease_of
from kiosk.people.life_story import Chapter
from kiosk.people.profile import listener_of, never_of
from kiosk.playlists.listener import Listener, Never, Response
from kiosk.playlists.places import Place
from kiosk.units import ResidentId, SongId

ENOUGH = 20
"""More sessions than anybody has in a day."""
MOST_NOTES = 1000
"""How many notes and marks teach, the newest: seven years of three a week, twenty-five on each of forty songs."""
A_YEAR = timedelta(days=365)
"""How far back it is looked what sounded, and what was tapped in sessions."""


def listener(home: Home, resident: ResidentId) -> Listener:
    """Return the resident as the builder sees them: told, given, seen and said."""
    called = home.store.residents.get(resident).called
    learned = _learned(home, resident, called)
    return listener_of(
        called,
        home.store.residents.story(resident),
        home.store.memories.of(resident),
        learned,
        lambda chapter, year: regions_at(home, chapter, year),
        home.today(),
        first_session=_first_day(home, resident),
    )


def _learned(home: Home, resident: ResidentId, called: str) -> Mapping[SongId, Response]:
    """Return what was learned of songs from the newest records: a draft costs the same after ten years as after two."""
    records, since = home.store.records, home.now() - A_YEAR
    taps = records.taps_of(resident, since)
    return responses(
        called,
        records.newest_observations_of(resident, MOST_NOTES),
        records.newest_marks_of(resident, MOST_NOTES),
        attended(resident, records.plays_of(resident, since), taps),
        home.store.interviews.recognitions_of(resident),
        reactions(taps, resident, ()),
    )


def guarded(home: Home, resident: ResidentId) -> Listener:
    """Return what must never play for the resident and how carefully music is offered, without what was learned.

    A tap needs no more than this, however many years were kept.
    """
    story = home.store.residents.story(resident)
    return listener_of(
        home.store.residents.get(resident).called,
        replace(story, chapters=()),
        home.store.memories.of(resident),
        {},
        lambda chapter, year: regions_at(home, chapter, year),
        home.today(),
        first_session=_first_day(home, resident),
    )


def _first_day(home: Home, resident: ResidentId) -> bool:
    """Say whether no session was held before today; the newest ones answer that, unless all of them were samples."""
    records = home.store.records
    newest = records.newest_sessions_of(resident, ENOUGH)
    if any(not _is_new(home, session) for session in newest):
        return False
    return len(newest) < ENOUGH or all(_is_new(home, session) for session in records.sessions_of(resident))


def _is_new(home: Home, session: Session) -> bool:
    """Say whether a session belongs to the first day of music, or only tried samples."""
    return is_audition(session.playlist) or session.began_at.astimezone().date() == home.today()


def ease(home: Home, resident: ResidentId) -> Ease:
    """Return how the resident's eyes and hands shape their own pages."""
    return ease_of(home.store.residents.story(resident).comfort.sight_and_hands)


def never(home: Home, resident: ResidentId) -> Never:
    """Return all that must never play for the resident."""
    return never_of(home.store.residents.story(resident), home.store.memories.of(resident))


def regions_at(home: Home, chapter: Chapter, year: int) -> Mapping[str, float]:
    """Return what reached a chapter's place in a year: listening-region code to weight 0-1."""
    codes = tuple(code for code, _ in chapter.regions)
    place = Place(chapter.country, "", chapter.label, sure=True, ask=(), codes=codes, sphere=chapter.sphere)
    return dict(home.regions.listening_regions(place, year))
