"""Help in place: first-use guides, using music safely, and what this kiosk is not."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.home import guiding
from kiosk.web.associations import ASSOCIATIONS, QUESTIONS
from kiosk.web.context import acting, for_staff, home
from kiosk.web.guides import BY_KEY
from kiosk.web.staff.entering import inside

SAFELY = (
    (
        "Before",
        (
            "Ask the person. “Not today” is a full answer, and a turned head is one too.",
            "Hearing aids in, the room quiet, the loudspeaker before headphones. About as loud as two people talking.",
            "Somebody restless may be in pain, ill or tired: look for that first.",
            "Begin half an hour before a hard time of the day, not in the middle of it.",
        ),
    ),
    (
        "While it plays",
        (
            "Stay when the page says so: for people easily upset, the first sessions are short.",
            "Slow to moderate songs hold attention best. Fast ones can overwhelm somebody who is restless.",
            "Music is company, not a minder: half an hour, then quiet. All-day music is noise.",
            "Watch those within earshot as well.",
        ),
    ),
    (
        "When it upsets",
        (
            "Stop at once. Silence and a person come first, not the next song.",
            "Tears are not always bad: go by distress, and ask.",
            "Mark the song “Never again” if it was the song; it will not play for this person in any mode.",
            "Look in again after 20 minutes: a feeling can outlast the music that brought it.",
            "Stopped twice in a week? Rest for a week and talk it over: pain, hearing, the hour, the song, the place.",
        ),
    ),
    (
        "In the long run",
        (
            "A song heard too often wears out. “Gone stale” says which one should rest.",
            "Late on, one or two songs may be all that is wanted. That is enough.",
            "For some people music is not the thing. Offer something else.",
        ),
    ),
)
SOURCES = (
    "Playlist for Life: advice on using music safely, and on when to listen",
    "Garrido and others: guide to personal playlists for people with dementia, and the studies behind it (2018–2020)",
    "Gerdner: guideline on individualised music for people with dementia (6th edition, 2018)",
    "Reschke-Hernández and others: how long feelings last after music (2020)",
    "World Health Organization and ITU: safe listening, H.870",
)


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/help", "help", start)
    bp.add_url_rule("/help/safely", "help_safely", safely)
    bp.add_url_rule("/help/what-this-is-not", "help_not", what_this_is_not)
    bp.add_url_rule("/help/guides", "all_guides", all_guides, methods=["POST"])
    bp.add_url_rule("/help/guides/<guide>", "put_guide_away", put_away, methods=["POST"])


@for_staff()
def start() -> str:
    """Show all there is to read."""
    return render_template("staff/help.html", guides=list(BY_KEY.values()))


@for_staff()
def safely() -> str:
    """Show the training notes on using music safely, with their sources."""
    return render_template("staff/help_safely.html", parts=SAFELY, sources=SOURCES)


@for_staff()
def what_this_is_not() -> str:
    """Say what this kiosk is not, and where the people are found who do that."""
    return render_template("staff/help_not.html", associations=ASSOCIATIONS, questions=QUESTIONS)


@for_staff()
def put_away(guide: str) -> ResponseReturnValue:
    """Put one guide away for whoever is signed in, and go on where they were."""
    if guide in BY_KEY:
        guiding.put_away(home(), guide, acting())
    return redirect(inside(request.form.get("then", "")), 303)


@for_staff()
def all_guides() -> ResponseReturnValue:
    """Bring all guides back for whoever is signed in."""
    guiding.show_again(home(), acting())
    return redirect(url_for("staff.help"), 303)
