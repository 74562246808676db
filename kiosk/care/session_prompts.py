"""What the leader of a session can say and do, for each activity and three ways of taking part. Our own words."""

from collections.abc import Mapping

from kiosk.care.session_plans import Ability, Activity

_READY, _HELP, _THERE = Ability.READY, Ability.WITH_HELP, Ability.BY_BEING_THERE

PROMPTS: Mapping[Activity, Mapping[Ability, tuple[str, ...]]] = {
    Activity.LISTEN: {
        _READY: ("Say the song’s name and ask where they may have heard it.", "Ask afterwards: keep this one?"),
        _HELP: ("Sit where they can see your face.", "Nod along, and leave time: an answer can take half a minute."),
        _THERE: (
            "Sit close, at eye height, and say nothing for a while.",
            "Offer a hand to hold, and let go when they do.",
        ),
    },
    Activity.SING: {
        _READY: (
            "Start the first line together, then let them carry it.",
            "Ask who would like to choose the next verse.",
        ),
        _HELP: (
            "Sing slowly and show the words with your mouth.",
            "Stop before the last word of a line and let them fill it.",
        ),
        _THERE: ("Hum close by, softly, in their tempo.", "Watch for moving lips or breath: that is singing too."),
    },
    Activity.MOVE: {
        _READY: ("Ask for a beat to copy: clap, tap, march on the spot.", "Let each person lead one movement."),
        _HELP: (
            "Show one movement at a time, and keep it for the whole verse.",
            "Tap the beat on the armrest beside their hand.",
        ),
        _THERE: (
            "Offer both your hands and sway; follow, do not pull.",
            "Lay a shaker in the open hand, and take it back when it is put down.",
        ),
    },
    Activity.ANSWER: {
        _READY: ("Sing or say a short line, and ask them to send it back.", "Let somebody else make up the call."),
        _HELP: (
            "Use two or three notes and the same words each time.",
            "Wait with raised eyebrows: the pause invites.",
        ),
        _THERE: (
            "Answer whatever comes: a sound, a look, a tap, just as it was.",
            "Say their name in a sung tone, and wait.",
        ),
    },
    Activity.BREATHE: {
        _READY: (
            "Breathe in for the first half of the line, out for the second.",
            "Ask them to let their shoulders come down.",
        ),
        _HELP: (
            "Breathe so that it can be seen and heard, a little slower each time.",
            "Raise a scarf with the breath in, lower it with the breath out.",
        ),
        _THERE: ("Breathe in their tempo first, then slow down together.", "Leave it if the breath becomes hurried."),
    },
    Activity.WRITE: {
        _READY: (
            "Read a line aloud and let them finish it; there is no wrong word.",
            "Read the whole verse back at the end.",
        ),
        _HELP: ("Offer two words to choose from for each gap.", "Write it exactly as it was said."),
        _THERE: (
            "Read the lines with what the family told, and watch the face.",
            "Keep the line that made them look up.",
        ),
    },
    Activity.TALK: {
        _READY: (
            "Show a picture and say: I wonder what happened here.",
            "Ask what it smelled or sounded like, not when it was.",
        ),
        _HELP: ("Give the picture into the hand, and name one thing on it.", "Ask questions that a nod can answer."),
        _THERE: (
            "Hold the picture beside your own face and smile at it together.",
            "Tell the story for them, in the words their family used.",
        ),
    },
}
"""At most two at a time: they are read standing up, between two songs."""


def prompts(activity: Activity, ability: Ability) -> tuple[str, ...]:
    """Return what the leader can say or do now."""
    return PROMPTS[activity][ability]
