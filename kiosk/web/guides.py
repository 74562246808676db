"""First-use guides: one minute on a page, where it is needed, put away by each member of staff for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """What a page is for, in a few steps."""

    key: str
    title: str
    steps: tuple[str, ...]


def _guide(key: str, title: str, *steps: str) -> Guide:
    return Guide(key, title, steps)


GUIDES: Mapping[str, Guide] = {
    "staff.people": _guide(
        "people",
        "Everybody at a glance",
        "Tap a name to play music, note what you see, or look at a list.",
        "“Missed this week” names who had hardly any music, or music that nobody watched.",
        "A message on top asks you to look in on somebody after distress.",
        "Done? Lock. Somebody else’s turn? Tap your own name at the top to switch.",
    ),
    "staff.person": _guide(
        "person",
        "One person’s page",
        "On top: play their music, or note what you see.",
        "Below: their list, what matters to them, how it goes, and every note.",
        "What you may not open is not shown.",
    ),
    "staff.sessions": _guide(
        "sessions",
        "A session in two taps",
        "Tick who is in the room, look at the plan, start it. Starting approves its songs.",
        "While it runs: one tap for each thing you see. The page keeps taps when the phone is out of reach.",
        "“Stop: someone is upset” is always at the bottom.",
        "Somebody else can open the session here and go on with it.",
    ),
    "staff.now": _guide(
        "now",
        "The quick note in four taps",
        "Before: how they were before the music. This tap is needed, the others may stay empty.",
        "Took part: asleep is an answer of its own. Mood: compared with before.",
        "Any distress: this tap saves. “Stopped” also stops the music at once.",
        "Nobody watched? Say so with one tap: that is not the same as no response.",
    ),
    "staff.more_seen": _guide(
        "more",
        "A little more, if you have a moment",
        "Your four answers are kept. Tap what else you saw, several if you like.",
        "Say a sentence with your keyboard’s microphone, or write it. Their words are best.",
    ),
    "staff.seen": _guide(
        "seen",
        "Every note, as it was given",
        "Corrections stand beside what they correct; nothing is overwritten.",
        "A fresh note by somebody else stays hidden for an hour, so that you can note the same session unseen.",
    ),
    "staff.going": _guide(
        "going",
        "How to look at the charts",
        "Each point is one session. The dashed line is the middle: half of the points lie on or above it.",
        "Six or more in a row on one side are called a shift. The chart never says why.",
        "With fewer than five notes nothing is said.",
    ),
    "staff.goals": _guide(
        "goals",
        "What matters to this person",
        "Two to four goals in their own words, agreed with them.",
        "Each has five levels: −1 is how it was at the start, 0 is reached.",
        "Look for them in your notes: the kiosk counts, you watch.",
    ),
    "staff.review": _guide(
        "review",
        "Holding a review",
        "Look at the counts together, with the person first.",
        "Decide: carry on, change something, rest, or stop. Say why, and who took part.",
        "Signing gives each goal its level. A signed review stays; a correction stands beside it.",
    ),
    "staff.list": _guide(
        "list",
        "A list before it plays",
        "Each song says why it is there. Leave out what does not fit, move what matters up.",
        "Nothing plays until somebody approves it.",
    ),
    "staff.story": _guide(
        "story",
        "A life in songs",
        "Tell what you know, in any order. A decade or half a title is enough.",
        "Ask early what must never play: a song can hurt as much as it can help.",
    ),
    "staff.interview": _guide(
        "interview",
        "A few questions at a time",
        "Stop whenever it is enough; the next sitting goes on where you were.",
        "“Don’t know” is an answer too.",
    ),
    "staff.group": _guide(
        "group",
        "Music for several people",
        "Tick who is in the room. A song that must never play for one of them plays for none.",
        "Everybody hears at least one of their own.",
    ),
    "staff.home_paper": _guide(
        "paper",
        "On paper",
        "Choose a page, then print the PDF. The quick card hangs beside the kiosk.",
        "Papers about one person are on that person’s page. Each printing is written down.",
    ),
    "staff.hearing": _guide(
        "hearing",
        "How somebody hears",
        "Loudspeaker before headphones. Hearing aids in first.",
        "Begin as loud as two people talking; softer is right more often than louder.",
    ),
    "staff.library": _guide(
        "library",
        "The home’s music",
        "Recordings are found and measured by themselves; answer only where the kiosk asks.",
        "Play only what the home owns or may play, and note where it comes from.",
    ),
    "staff.settings": _guide(
        "settings",
        "Staff, phones and screen",
        "Each member of staff has a PIN of their own. A new PIN is shown once.",
        "A carer notes and plays; a lead keeps profiles and lists; a therapist goals and reviews; a manager all of it.",
    ),
}
"""The guide of each page, by its endpoint."""
BY_KEY: Mapping[str, Guide] = {guide.key: guide for guide in GUIDES.values()}
