"""What is known of a person for a list: the newest of what was seen teaches, however many years were kept."""

from datetime import datetime, timedelta
from random import Random

import pytest

from kiosk.care.observations import Chip, Look, Mark, Observation, SongMark
from kiosk.care.plays import Play, WhyEnded
from kiosk.care.session_run import Seen, Tap, TapKind
from kiosk.home import knowing
from kiosk.home.home import Home
from kiosk.people.residents import Resident
from kiosk.playlists.listener import Response
from kiosk.units import DurationMs, ObservationId, PlayId, RecordingId, SessionId, SongId

DANNY, MOLLY = SongId("danny-boy"), SongId("molly-malone")
SONGS = (DANNY, MOLLY)


def note(home: Home, person: Resident, at: datetime, chip: Chip, song: SongId = DANNY, amends: str = "") -> str:
    key = home.new_id()
    seen = Observation(
        ObservationId(key), person.id, "Sam", at, look=Look.FIRST, song=song, chips=(chip,),
        amends=ObservationId(amends) if amends else None,
    )  # fmt: skip
    home.store.records.append_observation(seen)
    return key


def play(home: Home, person: Resident, at: datetime, song: SongId, why: WhyEnded = WhyEnded.FINISHED) -> None:
    heard = DurationMs(90_000)
    ended = at + timedelta(milliseconds=heard)
    ids = (PlayId(home.new_id()), SessionId("s"), person.id, song, RecordingId("r"))
    home.store.records.append_play(Play(*ids, "Danny Boy", "", at, ended, heard, why))


def learned(home: Home, person: Resident, song: SongId = DANNY) -> Response | None:
    return knowing.listener(home, person.id).responses.get(song)


def test_notes_teach(home: Home, mick: Resident) -> None:
    note(home, mick, home.now(), Chip.SANG)
    found = learned(home, mick)
    assert found
    assert (found.mean, found.count, found.words) == (1.0, 1, ("Mick sang along once",))


@pytest.mark.parametrize("seed", range(5))
def test_older_notes_than_count_change_nothing(
    home: Home, mick: Resident, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, most, now = Random(seed), 12, home.now()
    monkeypatch.setattr(knowing, "MOST_NOTES", most)
    for day in range(most):
        written = note(home, mick, now - timedelta(days=day), chance.choice(list(Chip)), chance.choice(SONGS))
        if chance.random() < 0.4:  # what was corrected and its correction count as one moment
            note(home, mick, now - timedelta(days=day), chance.choice(list(Chip)), chance.choice(SONGS), written)
        home.store.records.append_mark(SongMark(mick.id, DANNY, Mark.LIKES, "Sam", now - timedelta(days=day)))
    # a correction takes its moment's place beside it, so the oldest moments fall out of the newest twelve rows
    before = {song: learned(home, mick, song) for song in SONGS}
    for day in range(most, 3 * most):
        note(home, mick, now - timedelta(days=day), chance.choice(list(Chip)), chance.choice(SONGS))
        home.store.records.append_mark(SongMark(mick.id, DANNY, Mark.SKIP, "Sam", now - timedelta(days=day)))
    assert {song: learned(home, mick, song) for song in SONGS} == before


def test_a_note_and_its_correction_are_never_parted(
    home: Home, mick: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "MOST_NOTES", 1)
    wrong = note(home, mick, home.now(), Chip.LEFT)
    note(home, mick, home.now(), Chip.SANG, amends=wrong)
    found = learned(home, mick)
    assert found
    assert (found.mean, found.count) == (1.0, 1)


def test_a_song_not_tried_for_years_keeps_what_was_seen(home: Home, mick: Resident) -> None:
    long_ago = home.now() - timedelta(days=4 * 365)
    note(home, mick, long_ago, Chip.SANG)
    play(home, mick, long_ago, DANNY)
    for day in range(100):
        note(home, mick, home.now() - timedelta(days=day), Chip.SMILED, MOLLY)
    found = learned(home, mick)
    assert found
    assert (found.mean, found.plays) == (1.0, 0)
    assert found.last_heard == long_ago.date()


def test_what_sounded_more_than_a_year_ago_is_not_counted_again(home: Home, mick: Resident) -> None:
    for days in (1, 30, 364, 366, 3000):
        play(home, mick, home.now() - timedelta(days=days), DANNY, WhyEnded.ANOTHER)
    found = learned(home, mick)
    assert found
    assert (found.plays, found.count) == (3, 3)


def test_a_tap_in_a_session_teaches_for_a_year(home: Home, mick: Resident) -> None:
    for days, seen in ((10, Seen.JOINED), (400, Seen.NOT_FOR_ME)):
        at = home.now() - timedelta(days=days)
        tap = Tap(f"t{days}", SessionId(f"s{days}"), TapKind.SAW, at, at, "Sam", mick.id, seen.value, DANNY)
        home.store.records.append_tap(tap, mick.id)
    found = learned(home, mick)
    assert found
    assert (found.mean, found.count) == (1.0, 1)
