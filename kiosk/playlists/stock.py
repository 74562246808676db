"""A catalogue made ready for drafting: songs that a stranger would score alike lie together.

Made once for a catalogue and used for every draft, so that a hundred thousand songs cost a few hundredths
of a second a list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kiosk.playlists.catalogue import slug
from kiosk.playlists.songs import Song
from kiosk.units import SongId


@dataclass(frozen=True)
class Stock:
    """Songs by id and by performer, and in groups whose songs differ in nothing a score depends on."""

    by_id: dict[SongId, Song]
    by_performer: dict[str, list[Song]]
    groups: tuple[tuple[Song, ...], ...]

    @staticmethod
    def of(songs: Iterable[Song]) -> "Stock":
        """Return the stock of these songs; where two share an id, the later one counts."""
        by_id = {song.id: song for song in songs}
        performers: dict[str, list[Song]] = defaultdict(list)
        groups: dict[tuple[object, ...], list[Song]] = defaultdict(list)
        for song in by_id.values():
            groups[song.year, song.regions, song.language, song.genre, song.familiarity, song.sure].append(song)
            performers[song.performer].append(song)
        folded: dict[str, list[Song]] = defaultdict(list)
        for name, theirs in performers.items():
            folded[slug(name) if name else ""] += theirs
        return Stock(by_id, dict(folded), tuple(tuple(group) for group in groups.values()))

    def only(self, ids: Collection[SongId]) -> "Stock":
        """Return the part of the stock with these ids."""
        return Stock.of(song for one in ids if (song := self.by_id.get(one)))

    def with_own(self, songs: Collection[Song]) -> "Stock":
        """Return the stock with a person's own songs added: none of them is scored as a stranger's."""
        if not songs:
            return self
        return Stock({**self.by_id, **{song.id: song for song in songs}}, self.by_performer, self.groups)
