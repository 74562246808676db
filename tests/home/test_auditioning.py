"""The audition as it is held: one sample at a time, and a list that builds itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event

import pytest

from kiosk.errors import BadInput, NotAllowed, NotFound
from kiosk.home import auditioning, life, lists
from kiosk.home.auditioning import keep_recognition, play_sample, samples, sitting
from kiosk.home.home import Home
from kiosk.home.knowing import listener
from kiosk.listening.commands import Begin, Command, Stop
from kiosk.listening.status import Phase, Status
from kiosk.people.residents import Resident
from kiosk.units import SongId
from tests.home.conftest import SAM


@dataclass
class Sound:
    """A desk that obeys at once, and says when it was stopped."""

    now: Status = Status()
    begun: list[Begin] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    def submit(self, command: Command) -> None:
        if isinstance(command, Begin):
            self.begun.append(command)
            programme = command.programme
            self.now = replace(self.now, phase=Phase.PLAYING, session=programme.session, resident=programme.resident)
        if isinstance(command, Stop):
            self.now = Status()
            self.stopped.set()

    def status(self) -> Status:
        return self.now


@pytest.fixture
def sound(home: Home) -> Sound:
    home.sounding = Sound()
    return home.sounding


@pytest.fixture
def will(home: Home) -> Resident:
    return life.add_resident(home, "Will", "", SAM)


def try_all(home: Home, person: Resident, level: Callable[[str], str], most: int = 6) -> None:
    for _ in range(most):
        following = sitting(home, person.id).next
        if following is None:
            return
        play_sample(home, person.id, following.id)
        keep_recognition(home, person.id, following.id, level(following.title), SAM)


def test_one_track_sounds_and_a_tap_ends_it(home: Home, sound: Sound, will: Resident) -> None:
    song = SongId("danny-boy")
    play_sample(home, will.id, song)
    (begun,) = sound.begun
    assert [track.song for track in begun.programme.tracks] == [song]
    kept = keep_recognition(home, will.id, song, "4", SAM)
    assert (kept.level, kept.by) == (4, "Sam")
    assert sound.status().phase is Phase.QUIET


def test_a_sample_ends_by_itself(home: Home, sound: Sound, will: Resident) -> None:
    play_sample(home, will.id, SongId("danny-boy"), seconds=0.01)
    assert sound.stopped.wait(5)


def test_the_end_of_a_sample_leaves_later_music_alone(home: Home, sound: Sound, will: Resident) -> None:
    play_sample(home, will.id, SongId("danny-boy"))
    first = sound.begun[0].programme.session
    play_sample(home, will.id, SongId("molly-malone"))
    auditioning.end_sample(home, first)
    assert sound.status().phase is Phase.PLAYING


def test_every_sample_is_a_programme_of_its_own(home: Home, sound: Sound, will: Resident) -> None:
    for song in ("danny-boy", "molly-malone"):
        play_sample(home, will.id, SongId(song))
    assert len({begun.programme.playlist for begun in sound.begun}) == 2


def test_at_most_six_a_day(home: Home, sound: Sound, will: Resident) -> None:
    for number in range(6):
        keep_recognition(home, will.id, SongId(f"s{number}"), "3", SAM)
    assert sitting(home, will.id).over
    with pytest.raises(NotAllowed, match="enough for today"):
        play_sample(home, will.id, SongId("danny-boy"))
    before = home.clock
    home.clock = lambda: before() + timedelta(days=1)
    assert not sitting(home, will.id).over


def test_what_a_red_flag_blocks_is_never_tried(home: Home, sound: Sound, will: Resident) -> None:
    life.add_red_flag(home, will.id, "song", "Danny Boy", life.told(home, "family", "his niece"), SAM)
    assert "Danny Boy" not in {song.title for song in samples(home, will.id)}
    with pytest.raises(NotFound):
        play_sample(home, will.id, SongId("danny-boy"))


def test_only_what_was_offered_can_be_marked(home: Home, sound: Sound, will: Resident) -> None:
    with pytest.raises(BadInput, match="Tap what you saw"):
        keep_recognition(home, will.id, SongId("danny-boy"), "7", SAM)


def test_a_mark_sent_twice_is_one(home: Home, sound: Sound, will: Resident) -> None:
    for _ in range(2):
        keep_recognition(home, will.id, SongId("danny-boy"), "4", SAM, "0123456789abcdef")
    assert len(home.store.interviews.recognitions_of(will.id)) == 1


def test_the_list_builds_itself(home: Home, sound: Sound, will: Resident) -> None:
    try_all(home, will, lambda title: {"Danny Boy": "6", "Molly Malone": "upset"}.get(title, "1"))
    picks = lists.suggest(home, listener(home, will.id))
    assert picks[0].song.title == "Danny Boy"
    assert any("Will remembered something by it" in reason.words for reason in picks[0].reasons)
    scores = {pick.song.title: pick.score for pick in picks}
    assert scores.get("Molly Malone", 0) < scores["Danny Boy"] / 4


def test_an_audition_is_no_first_session(home: Home, sound: Sound, will: Resident) -> None:
    play_sample(home, will.id, SongId("danny-boy"))
    assert listener(home, will.id).care.short
