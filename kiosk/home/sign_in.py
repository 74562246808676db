"""Who may come in: six-digit PINs, kept as argon2id under a key of this device, and locks that hold."""

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from kiosk.errors import BadInput, NotAllowed, StoreUnavailable
from kiosk.home.home import Home
from kiosk.people.staff import Actor, ActorKind, Role, StaffMember
from kiosk.store.web_sessions import SubjectKind, WebSession
from kiosk.units import StaffId

PIN_DIGITS = 6
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
"""argon2id at OWASP's figures (reliability D3)."""
IDLE_ON_KIOSK = timedelta(minutes=2)
"""The shared screen locks by itself soon (evidence rule 36)."""
IDLE_ON_PHONE = timedelta(minutes=20)
KIOSK_ITSELF = "kiosk"
"""The device name of the kiosk's own screen."""
LONGEST = timedelta(hours=12)
FAMILY_LONGEST = timedelta(days=90)
WRONG = "This name and PIN do not belong together: try again, or ask your manager for a new PIN."


def new_pin() -> str:
    """Return six fresh random digits."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def add_staff(home: Home, name: str, role: Role, by: Actor) -> tuple[StaffMember, str]:
    """Add a member of staff and return them with a fresh PIN, shown once."""
    said = " ".join(name.split())
    if not said:
        raise BadInput("Write the name of the new member of staff.", "name")
    if home.store.staff.by_name(said):
        raise BadInput(f"There is a {said} already: add a surname or an initial.", "name")
    pin = new_pin()
    member = StaffMember(StaffId(home.new_id()), said, role, HASHER.hash(_peppered(home, pin)))
    return home.store.staff.save(member, by), pin


def fresh_pin(home: Home, member: StaffId, by: Actor) -> str:
    """Give a member of staff a new PIN, shown once; their old one and open sign-ins end."""
    pin = new_pin()
    kept = home.store.staff.get(member)
    home.store.staff.save(replace(kept, pin_hash=HASHER.hash(_peppered(home, pin))), by)
    home.store.web_sessions.end_all_of(SubjectKind.STAFF, member)
    return pin


def sign_in(home: Home, name: str, pin: str, device: str) -> tuple[StaffMember, str]:
    """Return the member of staff and a session token.

    Five wrong tries lock this name on this device only (reliability D3), so that nobody can lock
    staff out everywhere. Raises LockedOut or NotAllowed.
    """
    member = home.store.staff.by_name(name)
    account = member.id if member else f"unknown {name.casefold()[:40]}"
    home.store.attempts.start_try(device, account, home.now())
    if not _fits(home, member, pin) or member is None:
        raise NotAllowed(WRONG)
    home.store.attempts.succeeded(device, account)
    actor = Actor(ActorKind.STAFF, member.id, member.name)
    home.store.audit.note("signed in", actor)
    return member, open_session(home, SubjectKind.STAFF, member.id, LONGEST, device)


def _fits(home: Home, member: StaffMember | None, pin: str) -> bool:
    """Check the PIN; an unknown name costs the same time as a known one."""
    known = member.pin_hash if member and member.active else _nobody()
    try:
        return HASHER.verify(known, _peppered(home, pin)) and member is not None and member.active
    except VerificationError:
        return False


def _nobody() -> str:
    if not _NOBODY:
        _NOBODY.append(HASHER.hash(secrets.token_hex(16)))
    return _NOBODY[0]


_NOBODY: list[str] = []


def open_session(home: Home, kind: SubjectKind, subject: str, longest: timedelta, device: str = "") -> str:
    """Open a session kept on the server and return its token."""
    token = secrets.token_urlsafe(32)
    now = home.now()
    home.store.web_sessions.create(WebSession(session_hash(token), kind, subject, now, now, now + longest, device))
    return token


def session_hash(token: str) -> str:
    """Return what is kept of a session token."""
    return sha256(token.encode()).hexdigest()


def session_of(home: Home, token: str) -> WebSession | None:
    """Return the open session of a token; a staff session ends after a while without a touch."""
    now = home.now()
    session = home.store.web_sessions.get(session_hash(token), now)
    if session is None or _idle_too_long(session, now):
        return None
    with suppress(StoreUnavailable):  # looking needs no room on the disk
        home.store.web_sessions.touch(session.id_hash, now)
    return session


def _idle_too_long(session: WebSession, now: datetime) -> bool:
    idle = IDLE_ON_KIOSK if session.device == KIOSK_ITSELF else IDLE_ON_PHONE
    return session.kind is SubjectKind.STAFF and now - session.last_seen_at > idle


def sign_out(home: Home, token: str) -> None:
    """End a session on the server."""
    home.store.web_sessions.end(session_hash(token))


def _peppered(home: Home, pin: str) -> str:
    return hmac.new(device_key(home.store.home), pin.encode(), sha256).hexdigest()


def device_key(folder: Path) -> bytes:
    """Return the key of this device, made once, kept out of backups, readable by its owner only."""
    path = folder / "device.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        key = secrets.token_bytes(32)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return key
