"""Recordings to songs: owns deciding which song a file holds, from its tags, never as a silent guess."""

import re
from dataclasses import dataclass, replace

from kiosk.playlists.catalogue import slug
from kiosk.playlists.clues import Clue, clues, kind_of, without_guests
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_scoring import Explained, reasons
from kiosk.playlists.one_song import one_song
from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.songs import Song
from kiosk.units import Year

WHOLE_TITLE, SAME_PERFORMER, LEAD, DISTINCT_LETTERS = 0.93, 0.85, 0.05, 8
"""What makes a match sure: the whole title, the performer, and no other song nearly as close; without a performer
the title must be this long and belong to one song only."""
MOST_OF_A_NAME = 0.4
NEAR_YEARS = 2
BEFORE_RECORDS_MADE_SONGS = 1930
"""Until about then people knew a song by its sheet music, not by one performer's record."""

_TRACK = re.compile(r"^\s*(?:0\d\s+|(?:\d{1,3}|[a-d]\d{1,2})\s*[-._)]\s*)(?=\w)", re.IGNORECASE)
_KIND = r"(?:re-?master(?:ed)?|re-?mix(?:ed)?|version|edit|mix|take(?: \d+)?|demo|mono|stereo|karaoke|instrumental)"
_EDITION = rf"(?:live(?: (?:at|in|from|on)\b[^)\]]*)?|(?:[\w']+ ){{0,3}}{_KIND}(?: \d{{4}})?|bonus track)"
_IN_BRACKETS = re.compile(rf"\s*[(\[]{_EDITION}[)\]]", re.IGNORECASE)
_AFTER_DASH = re.compile(rf"\s+-\s+{_EDITION}$", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """The song a recording holds, None when nothing comes near; the score is 0 to 1."""

    song: Song | None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    sure: bool = False
    kind: Kind = Kind.PLAIN


def match_recording(recording: Recording, finder: Finder) -> Match:
    """The song a file holds, by its tags, its name and its folders, and what kind of recording it is."""
    kind = kind_of(recording)
    if kind is Kind.OTHER:
        return Match(None, kind=kind)
    best, handed_down = Match(None), None
    for clue in clues(recording):
        found = _by_clue(clue, recording.year, finder)
        if found.sure:
            return _told_by(clue, found, kind)
        if not handed_down and clue.trusted and (old := _handed_down(clue, recording.year, finder)):
            handed_down = _told_by(clue, old, kind)
        if found.score > best.score:
            best = found
    return handed_down if handed_down and (handed_down.sure or not best.song) else replace(best, kind=kind)


def _told_by(clue: Clue, found: Match, kind: Kind) -> Match:
    return replace(found, reasons=(*found.reasons, f"by {clue.where}"), kind=kind)


def _by_clue(clue: Clue, year: int | None, finder: Finder) -> Match:
    found = match(clue.title, clue.performer, year, finder)
    lead = without_guests(clue.performer)
    if not found.sure and lead != clue.performer:
        found = max(found, match(clue.title, lead, year, finder), key=lambda one: (one.sure, one.score))
    return found if found.sure and _may_be_believed(found, clue) else replace(found, sure=False)


def _may_be_believed(found: Match, clue: Clue) -> bool:
    """A title alone never tells one performer's song: another may have made a record of that name."""
    if found.song and found.song.performer:
        return bool(clue.performer) and (clue.trusted_performer or _is_most_of(clue.performer, found.song.performer))
    return clue.trusted


def _is_most_of(folder: str, performer: str) -> bool:
    """Say whether a folder's name is much of a performer's: "rock" is no sign of Los Rebeldes del Rock."""
    return len(slug(folder)) >= MOST_OF_A_NAME * len(slug(without_guests(performer)))


def _handed_down(clue: Clue, year: Year | None, finder: Finder) -> Match | None:
    """The old song of this very title: it belongs to nobody, so any performer's recording is it.

    With a performer it is sure only when the title is long, and nobody else had made another song of that name by then.
    """
    named = [
        hit
        for words in _titles(plain_title(clue.title))
        for hit in finder.find(words, 5).hits
        if _is_its_name(hit.song, words)
    ]
    fitting = [hit for hit in named if _anybodys(hit.song)]
    if not fitting:
        return None
    best = min(fitting, key=lambda hit: _best_known(hit.song))
    distinct = len(_bare(clue.title).replace("-", "")) >= DISTINCT_LETTERS
    rivals = (hit.song for hit in named if hit.song.performer and not one_song(hit.song, best.song))
    alone = all(year is not None and song.year is not None and year < song.year for song in rivals)
    sure = not clue.performer or (distinct and alone)
    return Match(best.song, best.score, ("the title is that of an old song that belongs to nobody",), sure=sure)


def _titles(title: str) -> list[str]:
    """Return a title, and the two titles in one such as "Londonderry Air (Danny Boy)"."""
    outside, _, inside = title.partition("(")
    return [title, inside.rstrip(") "), outside.strip()] if inside else [title]


def _anybodys(song: Song) -> bool:
    return not song.performer or (song.year is not None and song.year < BEFORE_RECORDS_MADE_SONGS)


def _is_its_name(song: Song, title: str) -> bool:
    """Say whether a title is one of an old song's; of a known singer's song only its own: others are later versions."""
    return _bare(title) == _bare(song.title) if song.performer else names(song, title)


def _best_known(song: Song) -> tuple[bool, int]:
    return bool(song.performer), -song.familiarity


def names(song: Song, title: str) -> bool:
    """Say whether a title is one of the names of a song, with or without its "The"."""
    return _bare(title) in {_bare(name) for name in (song.title, *song.also)}


def _bare(title: str) -> str:
    return slug(title).removeprefix("the-").removeprefix("a-")


def match(title: str, performer: str, year: int | None, finder: Finder) -> Match:
    """The song that a recording with these tags holds.

    The year only adds a reason: a tag's year is often that of a re-issue.
    """
    plain = plain_title(title)
    ranked = finder.explained(plain, performer or None)
    if not ranked or ranked[0][1].fit.title < 0.7:
        return Match(None)
    song, why = ranked[0]
    said = list(reasons(why, song))
    if year and song.year and abs(year - song.year) <= NEAR_YEARS:
        said.append(f"the year is near {song.year}")
    return Match(song, why.score, tuple(said), _sure(ranked, performer))


def plain_title(title: str) -> str:
    """A tag's title without track number and edition: "03 - Blue Skies (2004 Remaster)" is "Blue Skies"."""
    plain = _AFTER_DASH.sub("", _IN_BRACKETS.sub("", _TRACK.sub("", title))).strip()
    return plain or title


def _sure(ranked: list[tuple[Song, Explained]], performer: str) -> bool:
    song, why = ranked[0]
    if why.fit.title < WHOLE_TITLE or why.score - _rival(ranked) < LEAD:
        return False
    if not performer.strip() and why.fit.unexplained:
        return False
    if performer.strip() and song.performer:
        return why.fit.performer >= SAME_PERFORMER
    return len(why.words) >= DISTINCT_LETTERS


def _rival(ranked: list[tuple[Song, Explained]]) -> float:
    """Return the score of the next that is another song; an entry that is the same song by name is no rival."""
    first, *others = ranked
    return next((why.score for song, why in others if not one_song(song, first[0])), 0.0)
