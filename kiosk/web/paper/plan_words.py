"""The musical care plan in words: sentences that make sense in a ward where nobody knows this kiosk."""

from base64 import b64encode
from dataclasses import dataclass

from kiosk.care.care_plan import CarePlan, NeverPlay, OwnWords, PlanSong
from kiosk.care.volume import CAP_DBA, NOMINAL_DBA, USUAL
from kiosk.home.home import Home
from kiosk.people.life_story import Birth
from kiosk.playlists.picks import Purpose
from kiosk.web.words import LANGUAGES, TASTES, written_day

FOR = {
    Purpose.CALM: "When restless or anxious",
    Purpose.LIFT: "When low or withdrawn",
    Purpose.SING_ALONG: "For singing together",
    Purpose.BEFORE_CARE: "Before washing, dressing or other care",
    Purpose.EVENING: "In the evening",
    Purpose.GROUP: "With others",
}
SONGS_GO = {9: 1, 8: 1, 7: 3, 6: 5, 5: 6}
WORDS_GO = {2: 2, 1: 4}
"""Place to the step in which it is left out when the page would be too long: the last ones first, by turns."""
LATER_GOES, TEARS_GO = 4, 3
"""The same in the other column; what comforts the person always stays."""


@dataclass(frozen=True)
class PlanPage:
    """The page as its template shows it."""

    plan: CarePlan
    picture: str
    about: tuple[str, ...]
    songs: tuple[tuple[PlanSong, int], ...]
    quotes: tuple[tuple[OwnWords, int], ...]
    when: tuple[str, ...]
    loud: tuple[str, ...]
    never: tuple[NeverPlay, ...]
    upset: tuple[tuple[str, int], ...]
    seen: str
    made: str


def page(home: Home, plan: CarePlan) -> PlanPage:
    """Return what the template shows; the number beside a song or quote is the step in which it may be left out."""
    return PlanPage(
        plan=plan,
        picture=picture(home, plan),
        about=_about(plan),
        songs=tuple((song, SONGS_GO.get(place, 0)) for place, song in enumerate(plan.songs)),
        quotes=tuple((quote, WORDS_GO.get(place, 0)) for place, quote in enumerate(plan.own_words)),
        when=_when(plan),
        loud=_loud(plan),
        never=plan.never,
        upset=_upset(plan),
        seen=_seen(plan),
        made=f"Made on {written_day(plan.made_on)}."
        + (f" The list of songs was approved by {plan.approved_by}." if plan.approved_by else ""),
    )


def picture(home: Home, plan: CarePlan) -> str:
    """Return the portrait as an address that carries the picture itself; empty when there is none."""
    if plan.portrait is None or not home.store.photos.is_whole(plan.portrait):
        return ""
    return "data:image/jpeg;base64," + b64encode(home.store.photos.read(plan.portrait)).decode()


def _about(plan: CarePlan) -> tuple[str, ...]:
    spoken = [LANGUAGES.get(code, code) for code in plan.languages]
    liked = [*plan.performers, *(TASTES.get(taste, taste).lower() for taste in plan.tastes)]
    return tuple(
        words
        for words in (
            f"Born {born_words(plan.born)}." if plan.born else "",
            f"Speaks {_list(spoken)}." if spoken else "",
            f"Likes {_list(liked[:6])}." if liked else "",
        )
        if words
    )


def born_words(birth: Birth) -> str:
    """Return a birth as people say it after "born"."""
    if birth.day:
        return f"on {written_day(birth.day)}"
    if birth.spread >= 5:
        return f"in the {birth.year - 5}s"
    return f"about {birth.year}" if birth.spread else f"in {birth.year}"


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _when(plan: CarePlan) -> tuple[str, ...]:
    """Return when to play (evidence rules 9 and 10): half an hour, two or three times a week, before a hard time."""
    found = [f"About half an hour at a time, two or three times a week or more if {plan.called} enjoys it. Ask first."]
    if plan.hard_times:
        found.append(f"Start half an hour before a hard time: {_list(list(plan.hard_times))}.")
    for purpose, songs in plan.purposes:
        titles = [f"“{song.title}”" for song in songs]
        if titles:
            found.append(f"{FOR[purpose]}: {_list(titles)}.")
    if plan.stays:
        found.append(f"Stay with {plan.called} while music is on ({_list(list(plan.stays))}).")
    return tuple(found)


def _loud(plan: CarePlan) -> tuple[str, ...]:
    """Return how loud (evidence rule 28: 60 to 65 dB(A) at the chair, never above 75)."""
    found = [f"{_level(plan.hearing.start)} Never above {CAP_DBA:.0f} dB."]
    found.append("Over headphones." if plan.headphones else "From a loudspeaker in a quiet room, not headphones.")
    if plan.hearing.hearing_aids:
        found.append("Hearing aids in and working first.")
    if plan.hearing.notes:
        found.append(plan.hearing.notes)
    return tuple(found)


def _level(start: float) -> str:
    if start == USUAL:
        return "About as loud as two people talking: 60 to 65 dB at the chair."
    than_usual = "Softer" if start < USUAL else "A little louder"
    return f"{than_usual} than two people talking: about {start + NOMINAL_DBA:.0f} dB at the chair."


def _upset(plan: CarePlan) -> tuple[tuple[str, int], ...]:
    """Return what to do at distress (evidence rule 13, B5)."""
    titles = [f"“{song.title}”" for song in plan.soothers]
    found = [
        (words, 0)
        for words in (
            "Stop the music at once and let it be quiet.",
            "Do not play that song again. Write it down for whoever looks after this plan.",
            f"Stay. Is {plan.called} in pain, tired, too warm? Is it too loud, the wrong time, the wrong place?",
        )
    ]
    if plan.comforts:
        found.append((f"What comforts {plan.called}: {'; '.join(plan.comforts)}.", 0))
    if titles:
        found.append((f"Later, when all is settled and {plan.called} wants music: {_list(titles)}.", LATER_GOES))
    found.append(("Tears are not always bad: ask, and go by whether there is distress.", TEARS_GO))
    return tuple(found)


def _seen(plan: CarePlan) -> str:
    """Return how it usually goes, in counts with what they are counts of (evidence rule 16)."""
    if not plan.well.enough:
        return f"{plan.well.of} {'session' if plan.well.of == 1 else 'sessions'} noted so far: too few to tell."
    words = [f"Took part half the time or more, without distress, in {plan.well} sessions noted."]
    if plan.often:
        words.append("Seen most: " + ", ".join(f"{chip} ({count})" for chip, count in plan.often) + ".")
    return " ".join(words)
