"""When music upsets somebody: silence, what comforts them, who is told, and looking again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kiosk.care.session_run import Tap, TapKind
from kiosk.care.upsets import After, Reason, Upset
from kiosk.errors import BadInput
from kiosk.home.hearing_music import sounds_for
from kiosk.home.home import Home
from kiosk.listening.commands import Stop
from kiosk.people.staff import Actor, Role, StaffMember
from kiosk.units import ResidentId

TOLD = "who is told when music upset somebody"
USUALLY_TOLD = (Role.LEAD.value, Role.THERAPIST.value, Role.MANAGER.value)
TOLD_FOR = timedelta(hours=12)
"""A notice stays this long, or until somebody has looked again."""
LONGEST_SOOTHER, MOST_SOOTHERS = 120, 6


def keep_upset(home: Home, tap: Tap, by: Actor) -> None:
    """Keep what one tap of a running session says about somebody's distress."""
    if tap.resident is None:
        return
    theirs = [one for one in home.store.session_plans.upsets_of(tap.resident) if one.session == tap.session]
    if tap.kind is TapKind.DISTRESS:
        song = home.song(tap.song) if tap.song else None
        made = Upset(tap.id, tap.resident, tap.at, by.name, tap.session, tap.song, song.title if song else "")
        home.store.session_plans.save_upset(made, by)
    elif theirs and tap.kind is TapKind.REASON:
        home.store.session_plans.save_upset(replace(theirs[-1], reason=Reason(tap.value)), by)
    elif theirs and tap.kind is TapKind.SOOTHED:
        home.store.session_plans.save_upset(replace(theirs[-1], soother=True), by)


def stop_for(home: Home, resident: ResidentId, by: Actor, id_: str = "") -> Upset:
    """Stop a person's music because it upset them, and keep the song and the moment; twice is once."""
    status = home.sounding.status()
    mine = sounds_for(status, resident)
    if mine:
        home.sounding.submit(Stop())
    key = id_ or home.new_id()
    held = home.store.session_plans.find_upset(key)
    if held:
        return held
    made = Upset(key, resident, home.now(), by.name)
    if mine:
        made = replace(made, session=status.session, song=status.song, title=status.title)
    return home.store.session_plans.save_upset(made, by)


def say_why(home: Home, key: str, reason: str, by: Actor) -> Upset:
    """Keep what it seems to have been."""
    if reason not in {*Reason}:
        raise BadInput("Tap what it seems to have been; “nobody knows” is an answer too.", "reason")
    return home.store.session_plans.save_upset(replace(home.store.session_plans.upset(key), reason=Reason(reason)), by)


def look_again(home: Home, key: str, after: str, by: Actor) -> Upset:
    """Keep how the person was when somebody looked again."""
    if after not in {*After}:
        raise BadInput("Tap how they are now.", "after")
    kept = home.store.session_plans.upset(key)
    looked = replace(kept, after=After(after), looked_at=home.now(), looked_by=by.name)
    return home.store.session_plans.save_upset(looked, by)


def to_look_at(home: Home) -> tuple[Upset, ...]:
    """Return whom somebody should look at again now: 20 minutes after the stop, by the home's clock."""
    return tuple(one for one in home.store.session_plans.open_upsets() if one.asks(home.now()))


def told_of(home: Home, member: StaffMember) -> tuple[Upset, ...]:
    """Return the stops this member of staff is told of: not looked at yet, and not older than 12 hours."""
    told = told_staff(home)
    if member.role.value not in told and member.id not in told:
        return ()
    return tuple(one for one in home.store.session_plans.open_upsets() if home.now() - one.at <= TOLD_FOR)


def told_staff(home: Home) -> tuple[str, ...]:
    """Return who is told: roles and ids of members of staff."""
    return tuple(home.store.settings.get(TOLD, list(USUALLY_TOLD)))


def name_told(home: Home, roles_and_members: Sequence[str], by: Actor) -> None:
    """Keep who is told; BadInput when that would be nobody."""
    known = {*Role, *(member.id for member in home.store.staff.all())}
    named = [one for one in roles_and_members if one in known]
    if not named:
        raise BadInput("Name at least one role or person who is told.", "told")
    home.store.settings.set(TOLD, named, by)


def soothers(home: Home, resident: ResidentId) -> tuple[str, ...]:
    """Return what comforts the person, in the words of those who know them."""
    return home.store.residents.story(resident).comfort.soothers


def save_soothers(home: Home, resident: ResidentId, lines: str, by: Actor) -> tuple[str, ...]:
    """Keep what comforts the person, one thing a line."""
    said = tuple(dict.fromkeys(words for line in lines.splitlines() if (words := " ".join(line.split()))))
    if len(said) > MOST_SOOTHERS or any(len(words) > LONGEST_SOOTHER for words in said):
        raise BadInput(f"Write at most {MOST_SOOTHERS} things, each in at most {LONGEST_SOOTHER} letters.", "soothers")
    story = home.store.residents.story(resident)
    home.store.residents.save_story(replace(story, comfort=replace(story.comfort, soothers=said)), by)
    return said
