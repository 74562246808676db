"""The words to sing along with: those a recording's file keeps, found by the scan."""

from collections.abc import Iterable, Iterator

from kiosk.home.home import Home
from kiosk.library.tags import File, Told
from kiosk.library.words_beside import words_beside
from kiosk.playlists.lyrics import SungLine, plain, timed
from kiosk.store.words import FROM_BESIDE, KeptWords
from kiosk.units import RecordingId


def words_to_sing(home: Home, recording: RecordingId) -> tuple[SungLine, ...]:
    """Return the lines of a recording and when each is sung; empty when there are none, or none with times."""
    return timed(home.store.words.of(recording))


def words_to_read(home: Home, recording: RecordingId) -> tuple[str, ...]:
    """Return the lines of a recording without times, empty when there are none; an empty line divides verses."""
    return plain(home.store.words.of(recording))


def keep_words_in_tags(home: Home, told: Iterable[Told]) -> None:
    """Keep the words that files were found to hold."""
    home.store.words.keep(KeptWords(one.recording.id, one.words) for one in told if one.words)


def keep_words_beside(home: Home, listed: Iterable[tuple[File, RecordingId]]) -> int:
    """Make the words from files beside recordings true to the folders; return how many were new, changed or gone.

    Of copies of one recording the first that has such a file counts.
    """
    known = home.store.words.beside()
    there: dict[RecordingId, File] = {}
    looked_at: set[RecordingId] = set()
    for file, key in listed:
        if file.words_ns:
            there.setdefault(key, file)
        elif known:
            looked_at.add(key)
    gone = [KeptWords(key, "", FROM_BESIDE) for key in known.keys() & looked_at - there.keys()]
    return home.store.words.keep([*gone, *_fresh(there, known)])


def _fresh(there: dict[RecordingId, File], known: dict[RecordingId, int]) -> Iterator[KeptWords]:
    for key, file in there.items():
        if known.get(key) != file.words_ns:
            yield KeptWords(key, words_beside(file.path), FROM_BESIDE, file.words_ns)
