"""Keeps a memory the person told while a song played, in the words of who wrote it down."""

from kiosk.errors import BadInput
from kiosk.home.family import LONGEST_STORY
from kiosk.home.home import Home
from kiosk.home.life import LONGEST_WORDS, song_meant
from kiosk.people.memories import Memory, Verdict
from kiosk.people.staff import Actor
from kiosk.units import MemoryId, ResidentId, SongId


def keep_told_memory(
    home: Home, resident: ResidentId, song: SongId | None, words: str, story: str, by: Actor
) -> Memory:
    """Keep a memory as the person's own, approved by the member of staff who heard it.

    `song` is what played; `words` name another song when the memory is about that one. Raises BadInput.
    """
    played = home.song(song) if song else None
    named = " ".join(words.split())[:LONGEST_WORDS] or (played.title if played else "")
    if not named:
        raise BadInput("Write which song it was, in any words.", "song")
    told = story.strip()
    if not told:
        raise BadInput("Write what was told, as it was said.", "story")
    if len(told) > LONGEST_STORY:
        raise BadInput(f"Tell it in at most {LONGEST_STORY} letters: this is {len(told)}.", "story")
    same = played is not None and named.casefold() == played.title.casefold()
    memory = Memory(
        id=MemoryId(home.new_id()),
        resident=resident,
        giver=home.store.residents.get(resident).called,
        relation="",
        song_words=named,
        story=told,
        given_at=home.now(),
        song=played.id if same and played else song_meant(home, named),
        verdict=Verdict.APPROVED,
        decided_by=by.name,
    )
    return home.store.memories.save(memory, by)
