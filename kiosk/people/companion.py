"""One gentle question for whoever sits beside the person: an opening to talk, never a test of memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.people.life_story import Chapter

QUESTIONS: Mapping[str, str] = {
    "dance": "Where did you dance to this?",
    "wedding": "What was your wedding day like?",
    "love": "Is this one to listen to, or to dance to?",
    "mother": "What did your mother sing at home?",
    "childhood": "What did children play where you grew up?",
    "farewell": "Who did you wave goodbye to?",
    "home": "What was your home like?",
    "sea": "Did you like to be by the sea?",
    "train": "Where did the train take you?",
    "work": "What did people sing at work?",
    "feast": "Who came to your house for a feast?",
    "faith": "Where did you sing together?",
    "friendship": "Who were your friends in those days?",
    "nature": "Which place outdoors did you love?",
    "comic": "Who made you laugh?",
    "hope": "What makes you smile in the morning?",
    "nation": "What did people wear when they sang this?",
}
"""By what a song is about; for themes that may hurt (war, loss) there is none."""
SORROWFUL = frozenset({"war", "loss", "ask-first"})
ALWAYS = "Do you like this one?"


@dataclass(frozen=True)
class About:
    """What is known of the song that plays and of the person: themes, and the family memory's place if it tells one."""

    themes: Sequence[str] = ()
    year: int | None = None
    memory_place: str = ""
    chapters: Sequence[Chapter] = ()


def question(about: About) -> str:
    """Return one question that any answer is right for.

    The place of a family's memory comes first, then what the song is about, then where the person lived when
    it was new; a sorrowful song only ever gets the plainest one.
    """
    if about.memory_place:
        return f"{about.memory_place[:1].upper()}{about.memory_place[1:]}: what was it like there?"
    if SORROWFUL.intersection(about.themes):
        return ALWAYS
    asked = next((QUESTIONS[theme] for theme in QUESTIONS if theme in about.themes), "")
    return asked or _of_place(about) or ALWAYS


def _of_place(about: About) -> str:
    if about.year is None:
        return ""
    there = [one for one in about.chapters if one.start <= about.year and (one.end is None or about.year <= one.end)]
    return f"What did you like about {there[-1].place}?" if there else ""
