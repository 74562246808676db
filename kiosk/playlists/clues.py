"""What a file's tags, name and folders say about the song in it: titles and performers to try, and its kind.

A care home's music is a mess: names stand in each other's fields, "Track 01" in place of a title, the performer
only in the folder. Each way to read it is one clue; whether one is right is for `finder_match` to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.tag_text import clean


def _any(words: str) -> re.Pattern[str]:
    """Any of the words, one pattern a line, whole words, in any case."""
    return re.compile("|".join(line.strip() for line in words.strip().splitlines()), re.IGNORECASE)


_NO_TITLE = re.compile(
    r"(?:audio ?)?(?:track|titel|piste|pista|traccia|faixa|utwor|spår|untitled|unknown|unbekannt|sans titre"
    r"|new recording|recording|aufnahme)?(?: ?title| ?artist| ?song)?[\s#_-]*\d{0,3}",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:unknown|various|unbekannter?|verschiedene|divers|artistes? (?:divers|inconnus?)|varios|vari|n/?a|none)"
    r"(?:[ _](?:artists?|interpreten|künstler|artistas|artisti|performers?))?"
    r"|v\.?a\.?|artist|traditional|trad\.?|anon(?:ymous)?",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"^\s*(?:0\d[\s_]+|(?:\d[-_.])?(?:\d{1,3}|[a-d]\d{1,2})[\s_]*[-._)]+[\s_]*|\d{1,2}[\s_]+)(?=\w)", re.IGNORECASE
)
_STYLE = re.compile(
    r"(?:in the style of|(?:as )?made (?:famous|popular) by|originally (?:performed|recorded|by)(?: by)?|tribute to"
    r"|im stil von|à la manière de)\s+([^()\[\]]+)",
    re.IGNORECASE,
)
_GUEST = re.compile(r"\s+(?:feat\.?|featuring|ft\.?|with|und|et|con|&|and)\s+.*$", re.IGNORECASE)
_LAST_FIRST = re.compile(r"^([^,&]+), ([^,&]+)$")
_KINDS = (
    (Kind.KARAOKE, _any(r"""
        \bkaraoke\b|\bin the style of\b|\bbacking[ -]track\b|\binstrumental version\b|\bsing[ -]?along version\b
        \bminus one\b|\bplayback\b|\bohne gesang\b""")),
    (Kind.AGAIN, _any(r"""
        \bre-?record(?:ed|ing)s?\b|\bnew(?:ly)? record(?:ed|ing)\b|\bneuaufnahme\b|\bnew (?:stereo )?version\b""")),
    (Kind.LIVE, _any(r"""
        [(\[]live\b|\s-\s+live\b|\blive (?:at|in|from|on|version|recording|session)\b|\bin concert\b|\ben vivo\b
        \bdal vivo\b|\bao vivo\b|\ben (?:concert|directo|public)\b|\bunplugged\b""")),
    (Kind.COVER, _any(r"""
        [(\[]cover\b|\bcover version\b|\btribute\b|\bmade (?:famous|popular) by\b
        \boriginally (?:performed|recorded)\b""")),
)  # fmt: skip
_OTHER_GENRE = _any(r"""
    \bspeech\b|\bspoken(?: word)?\b|\baudio ?book\b|\bhörbuch\b|\bpodcast\b|\bsound (?:effects?|clip)\b
    \bfield recording\b|\bnature\b|\bcomedy\b""")
_OTHER = _any(r"""
    \bbird ?song\b|\bdawn chorus\b|\bchurch bells\b|\bsound effects?\b|\bvoice (?:memo|message|note)\b
    \bmessage (?:from|for)\b|\brain sounds\b|\bocean (?:waves|sounds)\b|\binterview with\b""")


SHORTEST_SONG_MS = 20_000


@dataclass(frozen=True)
class Clue:
    """One way to read the song's title and performer, and where it stood."""

    title: str
    performer: str
    where: str
    trusted: bool = True
    """Whether the title may be believed alone; else title and performer must both fit."""
    trusted_performer: bool = True
    """Whether a part of a name may stand for the performer; a folder's name is often a kind of music."""


def kind_of(recording: Recording) -> Kind:
    """Return what sort of recording the words in its tags and names make it."""
    words = f"{recording.title} | {recording.album} | {_stem(recording.path)}"
    if _OTHER_GENRE.search(recording.genre) or _OTHER.search(f"{recording.title} | {recording.album}"):
        return Kind.OTHER
    return next((kind for kind, said in _KINDS if said.search(words)), Kind.PLAIN)


def is_too_short_to_be_sung(recording: Recording) -> bool:
    """Say whether it lasts less than any song does: a jingle, a bell, a greeting."""
    return 0 < recording.duration < SHORTEST_SONG_MS


def clues(recording: Recording) -> Iterator[Clue]:
    """Yield each way to read the recording once, the most trustworthy first."""
    given: set[tuple[str, str]] = set()
    for clue in _clues(recording):
        key = (clue.title.casefold(), clue.performer.casefold())
        if clue.title and key not in given:
            given.add(key)
            yield clue


def _clues(recording: Recording) -> Iterator[Clue]:
    title, performer = _title(recording.title), _performer(recording.performer)
    style = _STYLE.search(recording.title)
    if style and title:
        yield Clue(title, _performer(style[1]), "the tags")
    yield from _said(title, performer, "the tags")
    yield from _from_names(recording, performer)
    if performer and title:
        yield Clue(
            _title(recording.performer),
            _performer(recording.title),
            "the tags, title and performer swapped",
            trusted=False,
        )


def _said(title: str, performer: str, where: str) -> Iterator[Clue]:
    """Yield a title as it stands, and in two when it holds the performer as well."""
    if not title:
        return
    left, dash, right = title.partition(" - ")
    if performer:
        yield Clue(title, performer, where)
    if dash:
        yield Clue(_title(right), _performer(left), where)
        yield Clue(_title(left), _performer(right), where)
    if not performer:
        yield Clue(title, "", where)


def _from_names(recording: Recording, performer: str) -> Iterator[Clue]:
    """Yield what the file's name and the two folders above it say."""
    folders = _folders(recording.path)
    if not performer:
        yield from (Clue(_title(recording.title), folder, "the folder", trusted_performer=False) for folder in folders)
    name = clean(_stem(recording.path).replace("_", " "))
    title = _title(name)
    if not title or name == recording.title:
        return
    yield from _said(title, performer, "the file’s name")
    for folder in folders:
        for clue in _said(title, folder, "the file’s name and folder"):
            yield replace(clue, trusted_performer=clue.performer != folder)


def _folders(path: str) -> list[str]:
    """Return the two folders above the file, the outer one first, as performers' names."""
    parts = [part for part in path.split("/")[:-1] if part]
    names = [_performer(clean(part.replace("_", " "))) for part in parts[-2:]]
    return [name for name in names if name]


def _stem(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return name.rpartition(".")[0] or name


def _title(words: str) -> str:
    """Return a title without track number and style, empty when it says nothing."""
    plain = clean(_STYLE.sub("", words.replace("_", " ")))
    numberless = _TRACK.sub("", plain).strip(" -")
    return "" if _NO_TITLE.fullmatch(plain) or _NO_TITLE.fullmatch(numberless) else numberless.replace("()", "").strip()


def _performer(words: str) -> str:
    """Return a performer's name in its usual order, empty when it is nobody's."""
    name = clean(words.replace("_", " ")).strip(" -")
    if _NOBODY.fullmatch(name) or _NO_TITLE.fullmatch(name):
        return ""
    last_first = _LAST_FIRST.match(name)
    return f"{last_first[2]} {last_first[1]}" if last_first else name


def without_guests(performer: str) -> str:
    """Return the first of several performers: "Jim Reeves & The Blue Boys" is "Jim Reeves"."""
    return _GUEST.sub("", performer)
