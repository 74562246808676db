"""A running session: what its taps add up to. Each tap is kept once, with the time it happened. Pure.

Taps can arrive late (a phone was out of reach) and in any order; the sum is the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.care.observations import Before
from kiosk.care.plays import Play, Session
from kiosk.units import PlayId, ResidentId, SessionId, SongId

FRESH = timedelta(seconds=10)
"""A tap that comes later than this no longer moves the music: the room has gone on meanwhile."""


class TapKind(StrEnum):
    """What one tap says."""

    STEP = "step"
    PLAY = "play"
    SKIP = "skip"
    AGAIN = "again"
    LEVEL = "level"
    QUIET = "quiet"
    CAME = "came"
    LEFT = "left"
    NOT_TODAY = "not today"
    SAW = "saw"
    AROUSAL = "arousal"
    HALF_WAY = "half-way"
    ABILITY = "ability"
    DISTRESS = "distress"
    REASON = "reason"
    SOOTHED = "soothed"
    TOOK_OVER = "took over"
    REFLECTED = "reflected"
    FINISHED = "finished"


class HalfWay(StrEnum):
    """What the half-way check of a leading session found (evidence rule 11)."""

    BETTER = "better"
    SAME = "the same"
    WORSE = "worse"


class Seen(StrEnum):
    """One person's answer to a song in a group, one tap each."""

    JOINED = "joined in"
    LISTENED = "listened"
    NOT_FOR_ME = "not for them"
    ASLEEP = "asleep"


@dataclass(frozen=True)
class Tap:
    """One tap: `at` is when it happened, `kept_at` when it reached the kiosk.

    `resident` is whom it is about, None when it is about everyone.
    """

    id: str
    session: SessionId
    kind: TapKind
    at: datetime
    kept_at: datetime
    by: str
    resident: ResidentId | None = None
    value: str = ""
    song: SongId | None = None
    play: PlayId | None = None

    @property
    def fresh(self) -> bool:
        """Say whether it may still move the music."""
        return self.kept_at - self.at <= FRESH


class Attending(StrEnum):
    """Where one person is."""

    EXPECTED = "expected"
    HERE = "here"
    LEFT = "left"
    NOT_TODAY = "not today"


ATTENDS = {
    TapKind.CAME: Attending.HERE,
    TapKind.LEFT: Attending.LEFT,
    TapKind.NOT_TODAY: Attending.NOT_TODAY,
}


@dataclass(frozen=True)
class Run:
    """What is true of a session now.

    `step` counts from 0; `step_began` is when it was opened. `seen` holds each person's newest reaction to each song.
    """

    step: int
    step_began: datetime
    led_by: str
    attending: dict[ResidentId, Attending] = field(default_factory=dict)
    seen: dict[tuple[ResidentId, SongId], str] = field(default_factory=dict)
    arousal: Before | None = None
    half_way: HalfWay | None = None
    ability: str = ""
    upset: tuple[Tap, ...] = ()
    reflection: str = ""
    finished: datetime | None = None

    @property
    def here(self) -> tuple[ResidentId, ...]:
        """Return who is in the room, or is still expected."""
        gone = {Attending.LEFT, Attending.NOT_TODAY}
        return tuple(one for one, how in self.attending.items() if how not in gone)


def in_order(taps: Iterable[Tap]) -> list[Tap]:
    """Return taps in the order they happened, each once."""
    return sorted({tap.id: tap for tap in taps}.values(), key=lambda tap: (tap.at, tap.kept_at, tap.id))


def run_of(people: Sequence[ResidentId], steps: int, began_at: datetime, led_by: str, taps: Iterable[Tap]) -> Run:
    """Return what all taps add up to."""
    ordered = in_order(taps)
    by_kind = {kind: [tap for tap in ordered if tap.kind is kind] for kind in TapKind}
    opened = [tap for tap in by_kind[TapKind.STEP] if tap.value.isdecimal() and int(tap.value) < steps]
    leaders = [led_by, *(tap.by for tap in by_kind[TapKind.TOOK_OVER])]
    # A new look at how they are starts a new lead, so an older half-way answer no longer counts.
    arousal = _last(by_kind[TapKind.AROUSAL])
    checks = [tap for tap in by_kind[TapKind.HALF_WAY] if arousal and tap.at >= arousal.at]
    return Run(
        step=int(opened[-1].value) if opened else 0,
        step_began=opened[-1].at if opened else began_at,
        led_by=leaders[-1],
        attending=_attending(people, ordered),
        seen={(tap.resident, tap.song): tap.value for tap in by_kind[TapKind.SAW] if tap.resident and tap.song},
        arousal=Before(arousal.value) if arousal and arousal.value in {*Before} else None,
        half_way=_half_way(checks),
        ability=last.value if (last := _last(by_kind[TapKind.ABILITY])) else "",
        upset=tuple(by_kind[TapKind.DISTRESS]),
        reflection="\n".join(tap.value for tap in by_kind[TapKind.REFLECTED] if tap.value),
        finished=by_kind[TapKind.FINISHED][0].at if by_kind[TapKind.FINISHED] else None,
    )


def _last(taps: Sequence[Tap]) -> Tap | None:
    return taps[-1] if taps else None


def _half_way(checks: Sequence[Tap]) -> HalfWay | None:
    last = _last(checks)
    return HalfWay(last.value) if last and last.value in {*HalfWay} else None


def _attending(people: Sequence[ResidentId], ordered: Iterable[Tap]) -> dict[ResidentId, Attending]:
    found = dict.fromkeys(people, Attending.EXPECTED)
    for tap in ordered:
        if tap.kind in ATTENDS and tap.resident in found:
            found[tap.resident] = ATTENDS[tap.kind]
    return found


def still_wanted(stop: Tap, taps: Iterable[Tap]) -> bool:
    """Say whether a stop that comes late should still end the music: nobody has put it on again since."""
    starts = {TapKind.PLAY, TapKind.AGAIN}
    return not any(tap.kind in starts and tap.at > stop.at for tap in taps)


def attended(resident: ResidentId, plays: Iterable[Play], taps: Iterable[Tap]) -> tuple[Play, ...]:
    """Return the plays a person was there for: not those before they came, after they left or on a "not today"."""
    by_session: dict[SessionId, list[Tap]] = {}
    for tap in in_order(taps):
        if tap.resident == resident and tap.kind in ATTENDS:
            by_session.setdefault(tap.session, []).append(tap)
    return tuple(play for play in plays if _was_there(play, by_session.get(play.session, [])))


def _was_there(play: Play, comings: Sequence[Tap]) -> bool:
    """Nobody said anything yet: they were ticked as being in the room. Late comers first appear by their "came"."""
    before = [tap for tap in comings if tap.at <= play.started_at]
    if before:
        return ATTENDS[before[-1].kind] is Attending.HERE
    return not comings or comings[0].kind is TapKind.LEFT or comings[0].at < play.ended_at


@dataclass(frozen=True)
class Reaction:
    """What one tap said of one person: how they took a song, or, with `seen` None, that it upset them.

    It is less than a note: nobody was asked how much of the time they took part. `together` says that others were
    in the session too.
    """

    id: str
    by: str
    at: datetime
    session: SessionId
    song: SongId | None
    seen: Seen | None
    together: bool


def reactions(taps: Iterable[Tap], resident: ResidentId, sessions: Iterable[Session]) -> tuple[Reaction, ...]:
    """Return what was seen of one person, oldest first; of several answers to one song in a session, the last."""
    groups = {one.id for one in sessions if one.others}
    kept: dict[object, Reaction] = {}
    for tap in in_order(taps):
        if tap.resident != resident or tap.kind not in {TapKind.SAW, TapKind.DISTRESS}:
            continue
        answer = Seen(tap.value) if tap.kind is TapKind.SAW and tap.value in {*Seen} else None
        if answer is None and tap.kind is TapKind.SAW:
            continue
        key = (tap.session, tap.song) if answer else tap.id
        kept.pop(key, None)
        kept[key] = Reaction(tap.id, tap.by, tap.at, tap.session, tap.song, answer, tap.session in groups)
    return tuple(kept.values())
