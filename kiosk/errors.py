"""What can go wrong, each in one sentence that tells a person what to do next."""


class KioskError(Exception):
    """Something a person can mend; `str(error)` is the sentence to show them."""


class BadInput(KioskError):
    """An answer that cannot be kept as given.

    `field` names the form field to point at, empty when it is about the whole form.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(KioskError):
    """Nothing is kept under that id."""


class NotAllowed(KioskError):
    """The person asking may not do this."""


class Conflict(KioskError):
    """Somebody else changed the same thing meanwhile."""


class LockedOut(KioskError):
    """Too many wrong PINs; `wait_s` seconds until the next try."""

    def __init__(self, sentence: str, wait_s: int) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s


class StoreUnavailable(KioskError):
    """The store refuses to write (disk full, failed disk); nothing was changed."""


class AlreadyRunning(KioskError):
    """Another process owns this home."""


class UnplayableFile(KioskError):
    """A file that is no music, with the reason in words."""


class EngineFault(KioskError):
    """The engine broke its contract (missed a deadline, died); it is replaced."""


class PaperTrouble(KioskError):
    """A page could not be made into a PDF."""
