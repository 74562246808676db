"""Whole records that lie in one file, with a cue sheet beside them: named, and flagged until somebody cuts them."""

from dataclasses import replace
from pathlib import PurePath

from kiosk.library.words_beside import text_in
from kiosk.playlists.cue import CueSheet, Cut, read_cue, songs_in_one
from kiosk.playlists.recordings import Recording

WHOLE_RECORD = " is a whole record in one file, "
SENTENCE = "“{}”{}{} songs: cut it into songs to use them. They are {}."


def as_cut(one: Recording, cue: bytes) -> Recording:
    """Return a recording with the songs its cue sheet tells of as its trouble, or without once it tells of none.

    `cue` is the sheet's path, empty without one. The very same recording comes back when nothing changes; a file
    that cannot be used for another reason stays as it is.
    """
    flagged = WHOLE_RECORD in one.trouble
    if not flagged and (one.trouble or not cue):
        return one
    sheet = read_cue(text_in(cue)) if cue else CueSheet()
    cuts = songs_in_one(sheet, one.duration)
    named = _named(one, sheet) if cuts else one
    told = replace(named, trouble=_sentence(named, cuts) if cuts else "")
    return one if told == one else told


def _sentence(one: Recording, cuts: tuple[Cut, ...]) -> str:
    names = ", ".join(_in_words(cut, one.performer) for cut in cuts)
    return SENTENCE.format(PurePath(one.path).name, WHOLE_RECORD, len(cuts), names)


def _in_words(cut: Cut, performer: str) -> str:
    by = f" by {cut.performer}" if cut.performer and cut.performer != performer else ""
    return f"“{cut.title}”{by}" if cut.title else f"number {cut.number}{by}"


def _named(one: Recording, sheet: CueSheet) -> Recording:
    """Return it with the record's names where the file itself has none."""
    nameless = one.title == PurePath(one.path).stem
    return replace(
        one,
        title=(nameless and sheet.title) or one.title,
        performer=one.performer or sheet.performer,
    )
