"""The catalogue: packs of songs, one readable table each, read from rows and checked line by line."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.playlists.songs import Song, Sureness, Tempo
from kiosk.units import SongId, Year

FIRST_YEAR, LAST_YEAR = 1900, 1999

GENRES = frozenset(
    "pop ballad crooner rock-and-roll rock beat country folk traditional hymn sacred carol children "
    "wartime dance-band swing jazz blues soul gospel rhythm-and-blues doo-wop disco music-hall "
    "musical film classical opera operetta march calypso ska reggae mento soca highlife african latin "
    "tango bolero samba bossa-nova ranchera chanson schlager volksmusik canzone napolitan fado copla "
    "flamenco rebetiko laiko turku arabesque tarab filmi ghazal qawwali bhajan bhangra enka kayokyoku "
    "trot mandopop cantopop opera-chinese showband ceilidh theme klezmer".split()
)
EVERGREEN = frozenset("traditional hymn sacred carol children classical opera operetta march bhajan".split())
"""Genres learned at school, at church and at home rather than from the year's hits."""

THEMES = frozenset(
    "love farewell wedding war work dance faith childhood sea home mother friendship nature nation feast "
    "comic train loss hope ask-first".split()
)
ASK_FIRST = "ask-first"
"""A theme for songs that divide or shame: never suggested unasked, fine when somebody names them."""
_BETWEEN_NAMES = frozenset("the and y und et con with e og och en i a mit met avec feat featuring".split())
_REGION = re.compile(r"(?P<code>[A-Z]{2}(-[A-Z]{2,10})?)(?::(?P<grade>[1-5]))?")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line of a pack, in words."""

    pack: str
    line: int
    words: str


@dataclass(frozen=True)
class Catalogue:
    """All songs by id, in the order of their packs, and what was wrong with lines left out."""

    songs: Mapping[SongId, Song]
    problems: tuple[Problem, ...] = ()


def slug(words: str) -> str:
    """Return `words` as a short id: Latin letters and digits only, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return short or "-".join(f"{ord(letter):x}" for letter in words.strip()[:12])


def song_id(title: str, performer: str = "") -> SongId:
    """Return the id of a song, the same on every machine and after every edit of its other columns."""
    return SongId(f"{slug(title)}~{slug(performer)}" if performer else slug(title))


def read_catalogue(packs: Iterable[tuple[str, Iterable[str]]]) -> Catalogue:
    """Read (pack name, its lines) in order; a song met twice keeps its first line and gains regions."""
    songs: dict[SongId, Song] = {}
    first: dict[tuple[str, frozenset[str]], SongId] = {}
    problems: list[Problem] = []
    for pack, lines in packs:
        for line, row in _rows(lines):
            made = _song(row, pack)
            if isinstance(made, Song):
                key = first.setdefault(_whose(made), made.id)
                songs[key] = _merged(songs.get(key), made)
            else:
                problems.append(Problem(pack, line, made))
    return Catalogue(songs, tuple(problems))


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(lines, restkey="_more", restval="")
    for row in reader:
        yield reader.line_num, row


def _whose(song: Song) -> tuple[str, frozenset[str]]:
    """Return what two lines of one song share: the title and the people, in whichever order they are named."""
    return slug(song.title), frozenset(slug(song.performer).split("-")) - _BETWEEN_NAMES


def _merged(known: Song | None, new: Song) -> Song:
    if known is None:
        return new
    regions = tuple(dict.fromkeys(known.regions + new.regions))
    graded = tuple((dict(new.graded) | dict(known.graded)).items())
    also = tuple(dict.fromkeys(known.also + new.also))
    return replace(known, regions=regions, also=also, graded=graded)


def _song(row: Mapping[str, str], pack: str) -> Song | str:
    """Return the song of one line, or the sentence that says what to mend."""
    wrong = _wrong(row)
    if wrong:
        return wrong
    title, performer = row["title"].strip(), row.get("performer", "").strip()
    heard = [_REGION.fullmatch(one) for one in row["regions"].split()]
    places = [(one["code"], one["grade"]) for one in heard if one]
    return Song(
        id=song_id(title, performer),
        title=title,
        performer=performer,
        year=Year(int(row["year"])),
        regions=tuple(code for code, _ in places),
        language=row.get("language", "").strip(),
        genre=row.get("genre", "").strip(),
        themes=tuple(row.get("themes", "").split()),
        energy=int(row.get("energy") or 2),
        tempo=Tempo(row.get("tempo") or Tempo.MODERATE),
        also=tuple(other.strip() for other in row.get("also", "").split("|") if other.strip()),
        familiarity=int(row.get("familiarity") or 2),
        sure=Sureness(row.get("sure") or Sureness.LIKELY),
        pack=pack,
        graded=tuple((code, int(grade)) for code, grade in places if grade),
    )


def _wrong(row: Mapping[str, str]) -> str:
    if "_more" in row:
        return "Put titles that contain a comma in double quotes: this line has too many columns."
    if not (row.get("title") or "").strip():
        return "Write the song's title in the first column."
    for check in (_wrong_year, _wrong_regions, _wrong_words, _wrong_grades):
        sentence = check(row)
        if sentence:
            return sentence
    return ""


def _wrong_year(row: Mapping[str, str]) -> str:
    year = row.get("year") or ""
    if year.strip().isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR:
        return ""
    return f"Write the year the song was first widely heard, {FIRST_YEAR} to {LAST_YEAR}, in place of “{year}”."


def _wrong_regions(row: Mapping[str, str]) -> str:
    regions = (row.get("regions") or "").split()
    bad = [code for code in regions if not _REGION.fullmatch(code)]
    if bad:
        return _mended(bad[0])
    codes = [code.partition(":")[0] for code in regions]
    twice = [code for place, code in enumerate(codes) if code in codes[:place]]
    if twice:
        return f"Write “{twice[0]}” once in the regions: it stands there twice."
    return "" if regions else "Say in which region the song was heard, for example IE."


def _mended(region: str) -> str:
    code, colon, grade = region.partition(":")
    if colon and _REGION.fullmatch(code):
        return f"After {code}: write how big the song was there as a number from 1 to 5, in place of “{grade}”."
    return f"Write regions as codes such as IE or GB-SCT, in place of “{region}”."


def _wrong_words(row: Mapping[str, str]) -> str:
    genre = (row.get("genre") or "").strip()
    if genre not in GENRES:
        return f"Choose a genre from the list in the packs' README, in place of “{genre}”."
    strange = [theme for theme in (row.get("themes") or "").split() if theme not in THEMES]
    return f"Choose themes from the list in the packs' README, in place of “{strange[0]}”." if strange else ""


def _wrong_grades(row: Mapping[str, str]) -> str:
    allowed: dict[str, set[str]] = {
        "energy": {"1", "2", "3"},
        "familiarity": {"1", "2", "3", "4"},
        "tempo": {*Tempo},
        "sure": {*Sureness},
    }
    for column, values in allowed.items():
        value = (row.get(column) or "").strip()
        if value and value not in values:
            return f"Write one of {', '.join(sorted(values))} as {column}, in place of “{value}”."
    return ""
