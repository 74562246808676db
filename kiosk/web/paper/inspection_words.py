"""A month for an inspection, in words: the same counts as on the pages, with what they are counts of."""

from dataclasses import dataclass

from kiosk.care.goals import Share
from kiosk.care.inspection import Inspection, PersonMonth
from kiosk.web.words import moment_words

MONTHS = "January February March April May June July August September October November December".split()
WHOLE = "The trail was checked while this was made: no line was changed or taken out."
PARTS = {
    "residents": "People",
    "stories": "Life stories",
    "playlists": "Lists of songs",
    "invitations": "Family invitations",
    "memories": "Family memories",
    "answers": "Interview answers",
    "recognitions": "Marks on samples",
    "words": "Words of songs",
}
TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class InspectionPage:
    """The pages as their template shows them: rows of words."""

    month: str
    glance: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, ...], ...]
    choice: tuple[tuple[str, ...], ...]
    stopped: tuple[tuple[str, ...], ...]
    flags: tuple[tuple[str, ...], ...]
    lifted: tuple[tuple[str, ...], ...]
    flags_in_all: int
    missed: str
    staff: tuple[str, ...]
    observers: str
    trail: tuple[tuple[str, int], ...]
    whole: str


def page(found: Inspection) -> InspectionPage:
    """Return what the template shows."""
    return InspectionPage(
        month=f"{MONTHS[found.month.month - 1]} {found.month.year}",
        glance=_glance(found),
        people=tuple(_person(one) for one in found.people),
        choice=tuple(
            (one.called, str(one.yes), str(one.not_today), str(one.likes), str(one.not_this)) for one in found.people
        ),
        stopped=tuple((one.called, moment_words(one.at), one.by, one.remark) for one in found.stopped),
        flags=tuple((one.called, ", ".join(one.flags_new)) for one in found.people if one.flags_new),
        lifted=tuple((one.called, "; ".join(one.flags_lifted)) for one in found.people if one.flags_lifted),
        flags_in_all=sum(one.flags for one in found.people),
        missed=", ".join(found.missed),
        staff=found.staff,
        observers=", ".join(found.observers),
        trail=tuple((_done(*what), count) for what, count in found.trail),
        whole=" ".join(found.trail_faults) or WHOLE,
    )


def _glance(found: Inspection) -> tuple[tuple[str, str], ...]:
    hours = found.minutes / 60
    return (
        ("People who had music", _of(found.with_music)),
        ("Sessions", str(found.sessions)),
        ("Music that sounded", f"{hours:.1f} hours"),
        ("Sessions somebody watched and noted", _of(found.noted)),
        ("Took part half the time or more, without distress", _share(found.well)),
        ("Times the music was stopped for distress", str(len(found.stopped))),
        ("Lists of songs approved", str(sum(len(one.approved) for one in found.people))),
        ("Family memories given", str(sum(one.memories for one in found.people))),
    )


def _done(part: str, action: str) -> str:
    name = PARTS.get(part, part.capitalize())
    return f"{name} {action}" if name else action.capitalize()


def _of(share: Share) -> str:
    return f"{share.met}\u00a0of\u00a0{share.of}"


def _share(share: Share) -> str:
    return f"{_of(share)} noted" if share.enough else f"{_of(share)} noted: {TOO_FEW}"


def _person(one: PersonMonth) -> tuple[str, ...]:
    counted = one.summary
    well = _of(counted.well) if counted.well.enough else f"{_of(counted.well)}, {TOO_FEW}"
    approved = f"{one.approved[-1].day} {one.approved[-1]:%b}" if one.approved else "–"
    return (
        one.called,
        str(counted.sessions),
        str(counted.minutes),
        f"{one.noted_sessions}\u00a0of\u00a0{counted.sessions}",
        well,
        str(len(one.stopped)),
        approved,
    )
