"""Twelve ways in which a home's files come to say the wrong thing about the song they hold."""

import random
from collections.abc import Callable
from dataclasses import replace

from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.songs import Song
from kiosk.playlists.tag_text import clean
from kiosk.units import DurationMs, RecordingId, Year

Damage = Callable[[Recording, random.Random], Recording]
PLAYERS = "The Nowhere Players"
"""Who performs a song in its files when it is nobody's own."""


def well_tagged(song: Song) -> Recording:
    """Return a file whose tags, name and folders are as they should be."""
    by = song.performer or PLAYERS
    path = f"/music/{_name(by)}/{_name(by)} - The Best/07 {_name(song.title)}.mp3"
    made = Recording(RecordingId(song.id), path, song.title, by, f"{by} - The Best", song.year)
    return replace(made, duration=DurationMs(180_000))


def _name(words: str) -> str:
    return words.replace("/", "-")


def _bare(one: Recording, path: str) -> Recording:
    """A file without tags: the scan takes its name for the title."""
    stem = clean(path.rsplit("/", 1)[-1].rpartition(".")[0])
    return replace(one, title=stem, performer="", album="", year=None, path=path)


def numbered(one: Recording, chance: random.Random) -> Recording:
    number, edition = chance.randint(1, 24), chance.choice(["(2004 Remaster)", "[Mono Version]", "- Remastered 2011"])
    return replace(one, title=f"{number:02} - {one.title} {edition}")


def compilation(one: Recording, chance: random.Random) -> Recording:
    year = Year((one.year or 1950) + chance.randint(25, 60))
    album = f"{chance.randint(50, 100)} Golden Memories, CD {chance.randint(1, 4)}"
    return replace(one, album=album, year=year, path=f"/music/Various Artists/{album}/{one.path.rsplit('/', 1)[-1]}")


def live(one: Recording, chance: random.Random) -> Recording:
    return replace(one, title=f"{one.title} {chance.choice(['(Live)', '(Live at the Hall, 1974)', '- Live'])}")


def karaoke(one: Recording, chance: random.Random) -> Recording:
    title = f"{one.title} (In the Style of {one.performer}) [Karaoke Version]"
    return replace(
        one, title=title, performer="Sing Along Stars", path=f"/music/Karaoke/Party Hits/{_name(one.title)}.mp3"
    )


def swapped(one: Recording, chance: random.Random) -> Recording:
    path = f"/music/downloads/new/{_name(one.title)} - {_name(one.performer)}.mp3"
    return replace(one, title=one.performer, performer=one.title, path=path)


def only_file_name(one: Recording, chance: random.Random) -> Recording:
    parts = [_name(one.performer), _name(one.title)]
    glue = chance.choice([" - ", " - ", "_-_"])
    return _bare(one, f"/media/usb/stuff/{glue.join(parts)}.mp3".replace(" ", "_" if glue == "_-_" else " "))


def only_folders(one: Recording, chance: random.Random) -> Recording:
    return _bare(one, f"/music/{_name(one.performer)}/Greatest Hits/{chance.randint(1, 20):02} {_name(one.title)}.mp3")


def track_number(one: Recording, chance: random.Random) -> Recording:
    number = chance.randint(1, 20)
    title = chance.choice([f"Track {number:02}", f"Track{number}", f"Titel {number}", f"AudioTrack {number:02}"])
    artist = chance.choice(["Unknown Artist", "", one.performer])
    return replace(one, title=title, performer=artist, album="Unknown Album (12-05-2004 19-33-02)")


def wrong_letters(one: Recording, chance: random.Random) -> Recording:
    def hurt(words: str) -> str:
        if words.isascii():
            return words.replace("'", "â€™")
        try:
            return words.encode().decode("cp1252")
        except UnicodeDecodeError:
            return "".join(letter if letter.isascii() else "?" for letter in words)

    return replace(one, title=clean(hurt(one.title)), performer=clean(hurt(one.performer)))


def shouted(one: Recording, chance: random.Random) -> Recording:
    def hurt(words: str) -> str:
        return "".join(letter for letter in words if letter.isalnum() or letter in " -").upper().replace(" ", "_")

    return replace(one, title=hurt(one.title), performer=hurt(one.performer))


def misspelled(one: Recording, chance: random.Random) -> Recording:
    def hurt(words: str) -> str:
        places = [at for at in range(1, len(words) - 1) if words[at].isalpha() and words[at + 1].isalpha()]
        if len(words) < 6 or not places:
            return words
        at = chance.choice(places)
        slip = chance.choice(["swap", "drop", "double"])
        middle = {"swap": words[at + 1] + words[at], "drop": words[at + 1], "double": words[at] + words[at : at + 2]}[
            slip
        ]
        return words[:at] + middle + words[at + 2 :]

    name = _name(hurt(one.title))
    return replace(one, title=hurt(one.title), performer=hurt(one.performer), path=f"/music/mixed/rock/{name}.mp3")


def performer_written_otherwise(one: Recording, chance: random.Random) -> Recording:
    first, _, last = one.performer.rpartition(" ")
    ways = [f"{one.performer} & His Orchestra", f"{one.performer} feat. The Somebodies", one.performer.upper()]
    ways += [f"{last}, {first}"] if first and not one.performer.lower().startswith("the ") else []
    return replace(one, performer=chance.choice(ways), path=f"/music/mixed/all/{_name(one.title)}.mp3")


DAMAGES: dict[str, Damage] = {
    "track number and edition": numbered,
    "compilation and its year": compilation,
    "live": live,
    "karaoke": karaoke,
    "title and performer swapped": swapped,
    "no tags, file name": only_file_name,
    "no tags, folders": only_folders,
    "“Track 01”": track_number,
    "letters of another table": wrong_letters,
    "capitals, no marks": shouted,
    "slips of the finger": misspelled,
    "performer otherwise": performer_written_otherwise,
}
KINDS = {"live": Kind.LIVE, "karaoke": Kind.KARAOKE}
"""What kind a damaged file must be recognised as; all others are plain."""
