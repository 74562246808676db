"""Family: an invitation, claimed once, and the song memories that come by it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_urlsafe

from kiosk.errors import BadInput, NotAllowed
from kiosk.home.home import Home
from kiosk.home.life import LONGEST_WORDS, add_red_flag, silence_what_is_blocked, song_meant, told
from kiosk.library.photos import clean_photo
from kiosk.people.life_story import FlagKind, Teller
from kiosk.people.memories import Invitation, Memory, Use, Verdict
from kiosk.people.staff import Actor, ActorKind
from kiosk.units import InvitationId, MemoryId, ResidentId, SongId

DAYS = 7
TOKEN_BYTES = 16
"""128 bits (reliability D7)."""
LONGEST_STORY = 2000


@dataclass(frozen=True)
class MemoryWords:
    """A memory as the relative gave it."""

    song: str
    story: str
    when: str = ""
    where: str = ""
    use: str = Use.PLAY
    photo: bytes = b""


def hashed(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(home: Home, resident: ResidentId, relative: str, relation: str, by: Actor) -> tuple[Invitation, str]:
    """Make an invitation and return it with its token, which is shown once and never kept."""
    if not relative.strip():
        raise BadInput("Write the name of the relative or friend you invite.", "relative")
    token = token_urlsafe(TOKEN_BYTES)
    made = Invitation(
        id=InvitationId(home.new_id()),
        resident=resident,
        relative=relative.strip()[:LONGEST_WORDS],
        relation=relation.strip()[:LONGEST_WORDS],
        token_hash=hashed(token),
        made_by=by.name,
        made_at=home.now(),
        expires_at=home.now() + timedelta(days=DAYS),
    )
    return home.store.invitations.save(made, by), token


def claim(home: Home, token: str) -> Invitation:
    """Use an invitation, exactly once. Raises NotAllowed or NotFound with what to do."""
    return home.store.invitations.claim(hashed(token), home.now(), Actor(ActorKind.FAMILY, "invitation", "Family"))


def withdraw(home: Home, invitation: InvitationId, by: Actor) -> Invitation:
    """Take an invitation back; whoever claimed it is signed out."""
    kept = home.store.invitations.get(invitation)
    return home.store.invitations.save(replace(kept, withdrawn=True), by)


def relative(invitation: Invitation) -> Actor:
    """Return the relative as whoever acts."""
    return Actor(ActorKind.FAMILY, invitation.id, invitation.relative)


def give_memory(home: Home, invitation: Invitation, words: MemoryWords) -> Memory:
    """Keep a song memory. "Never play it" counts at once; the rest waits for staff."""
    if invitation.withdrawn:
        raise NotAllowed("This invitation was taken back: ask the home for a new one.")
    memory = Memory(
        id=MemoryId(home.new_id()),
        resident=invitation.resident,
        giver=invitation.relative,
        relation=invitation.relation,
        song_words=_song(words.song),
        story=_story(words.story, words.use),
        given_at=home.now(),
        when_words=words.when.strip()[:LONGEST_WORDS],
        where_words=words.where.strip()[:LONGEST_WORDS],
        use=Use(words.use) if words.use in {*Use} else Use.PLAY,
        photo=home.store.photos.save(clean_photo(words.photo)) if words.photo else None,
        song=song_meant(home, words.song),
        invitation=invitation.id,
    )
    kept = home.store.memories.save(memory, relative(invitation))
    silence_what_is_blocked(home, invitation.resident)
    return kept


def _song(words: str) -> str:
    said = " ".join(words.split())[:LONGEST_WORDS]
    if not said:
        raise BadInput("Write the song in any words: a title, a line, or who sang it.", "song")
    return said


def _story(words: str, use: str) -> str:
    said = words.strip()
    if not said and use != Use.NEVER:
        raise BadInput("Write what this song brings back, in a sentence or two.", "story")
    if len(said) > LONGEST_STORY:
        raise BadInput(f"Tell it in at most {LONGEST_STORY} letters: this is {len(said)}.", "story")
    return said


def decide(home: Home, memory: MemoryId, verdict: Verdict, song: SongId | None, revision: int, by: Actor) -> Memory:
    """Approve or decline a memory, and keep which song it belongs to.

    A family's "never play it" goes on to hold when its words are declined, as a red flag (evidence rule 6).
    """
    kept = home.store.memories.get(memory)
    decided = replace(kept, verdict=verdict, song=song or kept.song, decided_by=by.name, revision=revision)
    with home.store.together(by):
        saved = home.store.memories.save(decided, by)
        if kept.use is Use.NEVER and verdict is Verdict.DECLINED and kept.verdict is not Verdict.DECLINED:
            who = told(home, Teller.FAMILY, f"{kept.giver}, {kept.relation}" if kept.relation else kept.giver)
            add_red_flag(home, kept.resident, FlagKind.SONG, kept.song_words, who, by, saved.song)
    return saved
