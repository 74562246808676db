"""Who came by an invitation."""

from werkzeug.exceptions import Forbidden

from kiosk.people.memories import Invitation
from kiosk.web.context import home, invitation


def guest() -> Invitation:
    """Return the invitation a relative came by; only inside a view for family."""
    found = invitation()
    if found is None:
        raise Forbidden("Open the invitation the home gave you, or ask the home for a new one.")
    return found


def called(who: Invitation) -> str:
    """Return the name the person likes to be called."""
    return home().store.residents.get(who.resident).called
