"""Files that are no music the kiosk plays: told by name and first bytes, each with one sentence that helps."""

EMPTY = "“{}” is empty: copy it again from its source."
NO_MUSIC = "“{}” is no music the kiosk can play: copy it again or leave it out."
PROTECTED = "“{}” is copy-protected and plays only in its shop’s own program: get an unprotected copy, or the CD."
FILM = "“{}” is a film: save its sound as an MP3 file and copy that."
NOTES = "“{}” holds notes for a synthesizer and no sound: save it as an MP3 file and copy that."
OTHER_KIND = "“{}” is of a kind the kiosk does not play: save it as MP3 or FLAC and copy that."
WEB_PAGE = "“{}” is a web page, not music: download the music itself."
PICTURE = "“{}” is a picture, not music: leave it out."
PACKED = "“{}” is a packed folder: unpack it and copy what is inside."
TWO_IN_ONE = "“{}” is music and something else in one file: get a plain copy of it."
GONE = "“{}” has gone: put it back or leave it out."
UNREADABLE = "“{}” cannot be read: check the disk or stick it lies on."
NOT_WHOLE = "“{}” did not arrive whole: copy it once more, and try another stick if that does not help."
TOO_LONG = "“{}” is longer than six hours: cut it into pieces."
NO_SOUND = "“{}” holds no sound: choose a music file."
TOO_SHORT = "“{}” is a noise of less than half a second: leave it out."
SILENT = "“{}” is silent: choose another recording of the song."
TOO_MUCH = "“{}” took too long or too much memory to listen to: leave it out, or save it anew as MP3."
NOT_CUT = "“{}” could not be cut: cut it with a program on a computer, or copy the CD anew song by song."
CUT_SHORT = "“{}” ends before its cue sheet does, so its last songs are missing: copy the CD anew."

NO_RECORDING = (
    "This is no recording the kiosk can play: record the words with a phone’s voice recorder, or send MP3, M4A or WAV."
)
SPOKEN_TOO_LONG = (
    "This recording is longer than {} seconds: record a shorter one, such as “Good morning, shall we have a song?”."
)
NOTHING_SAID = "No voice can be heard in this recording: hold the phone nearer and record it again."

SOUND_FILES = frozenset(
    ".mp3 .mp2 .m4a .m4b .m4r .aac .mp4 .flac .ogg .oga .opus .spx .wav .wma .aif .aiff .aifc".split()
)
"""Names that promise music."""
REFUSED_FILES = (
    dict.fromkeys(".m4p .aax .aaxc .aa".split(), PROTECTED)
    | dict.fromkeys(".avi .mkv .mov .mpg .mpeg .webm .wmv .flv .m4v .vob .3gp .ogv".split(), FILM)
    | dict.fromkeys(".mid .midi .kar .mod .xm .s3m .it .mtm".split(), NOTES)
    | dict.fromkeys(".ape .wv .mpc .ra .rm .ram .amr .dsf .dff .au .ac3 .dts".split(), OTHER_KIND)
)
"""Names somebody may take for music, with what to say of each."""

_ASF = b"0&\xb2u\x8ef\xcf\x11"
_ASF_ENCRYPTION = b"\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e"
_SOUND = (b"ID3", b"OggS", b"fLaC", b"FORM", _ASF)
_FOREIGN = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"%PDF", NO_MUSIC),
    (b"\x7fELF", NO_MUSIC),
    (b"MZ", NO_MUSIC),
    (b"PK\x03\x04", PACKED),
    (b"\x1f\x8b", PACKED),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"\x1aE\xdf\xa3", FILM),
    (b"\x00\x00\x01\xba", FILM),
    (b"\x00\x00\x01\xb3", FILM),
    (b"MThd", NOTES),
    (b"IMPM", NOTES),
    (b"Extended Module: ", NOTES),
)
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<svg", b"<script")


def by_name(suffix: str) -> str:
    """Return the sentence for a file of this suffix, empty when it may be music."""
    return REFUSED_FILES.get(suffix, "")


def by_content(head: bytes) -> str:
    """Return the sentence for a file that begins with `head` (some kilobytes), empty when it may be music."""
    if not head:
        return EMPTY
    for magic, sentence in _FOREIGN:
        if head.startswith(magic):
            return sentence
    if head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return WEB_PAGE
    return _inside(head)


def _inside(head: bytes) -> str:
    """Look into containers, which hold music and other things alike."""
    if head.startswith(b"RIFF"):
        return FILM if head[8:12] == b"AVI " else "" if head[8:12] == b"WAVE" else NO_MUSIC
    if head.startswith(_ASF):
        return PROTECTED if _ASF_ENCRYPTION in head else ""
    if head[4:8] == b"ftyp":
        return PROTECTED if b"drms" in head or head[8:12] in {b"M4P ", b"aax "} else ""
    if head[44:48] == b"SCRM" or head[1080:1084] in {b"M.K.", b"M!K!", b"FLT4", b"4CHN", b"6CHN", b"8CHN"}:
        return NOTES
    return ""


def is_music_for_certain(head: bytes) -> bool:
    """Say whether a file begins as music does, and as nothing else: what an upload must prove."""
    if by_content(head):
        return False
    riff = head.startswith(b"RIFF") and head[8:12] == b"WAVE"
    mpeg = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFF
    return riff or mpeg or head.startswith(_SOUND) or head[4:8] == b"ftyp"


def hides_another(head: bytes, tail: bytes) -> bool:
    """Say whether a file that begins as music is something else as well: a page, a document, a packed folder."""
    return b"<script" in head.lower() or b"%PDF-" in head[:1024] or b"PK\x05\x06" in tail
