"""Small helpers that forms share: what was typed, and errors in the shape templates show them."""

from contextlib import closing
from dataclasses import dataclass, field

from flask import request

from kiosk.errors import BadInput, Conflict, KioskError, LockedOut, NotAllowed, NotFound, PaperTrouble, StoreUnavailable

STATUS = {NotFound: 404, NotAllowed: 403, LockedOut: 429, Conflict: 409, StoreUnavailable: 503, PaperTrouble: 503}


@dataclass(frozen=True)
class Filled:
    """A form as it was typed, so that an error loses nothing; `errors` are sentences by field."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, otherwise: str = "") -> str:
        """Return what was typed in a field, or what is kept."""
        return self.values.get(name, otherwise)

    def error(self, name: str) -> str:
        """Return the sentence for a field, empty when it is well."""
        return self.errors.get(name, "")


def typed(error: KioskError) -> Filled:
    """Return the present form as typed, with its error."""
    values = {name: value for name, value in request.form.items() if name != "csrf_token"}
    return Filled(values, {error.field if isinstance(error, BadInput) else "": str(error)})


def as_typed() -> Filled:
    """Return the present form as typed, without an error."""
    return Filled({name: value for name, value in request.form.items() if name != "csrf_token"})


def status_of(error: KioskError) -> int:
    """Return the HTTP status that belongs to an error; 400 when the words themselves were at fault."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def number(name: str) -> int:
    """Return a whole number from the form, 0 when it is none."""
    return request.form.get(name, 0, int)


def file_sent(name: str) -> bytes:
    """Return the bytes of a file in the form, nothing when none was chosen."""
    sent = request.files.get(name)
    if sent is None:
        return b""
    with closing(sent):
        data: bytes = sent.read()
    return data
