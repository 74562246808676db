"""How the pages say things that several of them say."""

from datetime import date, datetime

from kiosk.listening.status import Sound, Status
from kiosk.playlists.catalogue import EVERGREEN
from kiosk.playlists.songs import Song

LANGUAGES = {
    "en": "English", "ga": "Irish", "cy": "Welsh", "gd": "Scottish Gaelic", "fr": "French", "de": "German",
    "it": "Italian", "es": "Spanish", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "uk": "Ukrainian",
    "ru": "Russian", "lt": "Lithuanian", "lv": "Latvian", "hu": "Hungarian", "cs": "Czech", "sk": "Slovak",
    "hr": "Croatian", "sr": "Serbian", "sl": "Slovenian", "el": "Greek", "tr": "Turkish", "ar": "Arabic",
    "fa": "Persian", "he": "Hebrew", "yi": "Yiddish", "hi": "Hindi", "ur": "Urdu", "pa": "Punjabi",
    "bn": "Bengali", "gu": "Gujarati", "ta": "Tamil", "zh": "Mandarin Chinese", "yue": "Cantonese",
    "ja": "Japanese", "ko": "Korean", "vi": "Vietnamese", "tl": "Filipino", "sv": "Swedish", "no": "Norwegian",
    "da": "Danish", "fi": "Finnish", "is": "Icelandic", "af": "Afrikaans", "zu": "Zulu", "xh": "Xhosa",
    "st": "Sotho", "yo": "Yoruba", "ig": "Igbo", "sw": "Swahili", "ro": "Romanian", "bg": "Bulgarian",
}  # fmt: skip

TASTES = {
    "dance-band": "Dance bands and swing",
    "crooner": "Crooners and ballads",
    "rock-and-roll": "Rock and roll",
    "beat": "Sixties beat groups",
    "pop": "Pop",
    "soul": "Soul",
    "country": "Country",
    "folk": "Folk song",
    "traditional": "Traditional song",
    "ceilidh": "Ceilidh and dance tunes",
    "hymn": "Hymns",
    "musical": "Musicals and film songs",
    "music-hall": "Music hall",
    "jazz": "Jazz and blues",
    "classical": "Classical music",
    "opera": "Opera",
    "march": "Brass bands and marches",
    "canzone": "Italian song",
    "reggae": "Ska and reggae",
    "calypso": "Calypso",
}


def sound_words(status: Status) -> str:
    """Say in words when nothing can be heard; empty when the sound is well."""
    if status.sound is Sound.NULL_ENGINE:
        return "No sound will be heard: this kiosk runs with the null engine, which only keeps time."
    if status.sound is Sound.NO_OUTPUT:
        return "No sound will be heard: no loudspeaker was found. Is it plugged in and switched on?"
    return status.trouble


def written_day(day: date) -> str:
    """Return a date as people write it: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def day_words(moment: datetime) -> str:
    """Return the day of a moment as people write it: 3 May 2026."""
    return written_day(moment.astimezone())


def moment_words(moment: datetime) -> str:
    """Return a moment as people write it: 3 May 2026, 14:05."""
    return f"{day_words(moment)}, {moment.astimezone():%H:%M}"


def written_moment(kept: str) -> str:
    """Return a kept ISO moment as people write it."""
    return moment_words(datetime.fromisoformat(kept))


def song_year(song: Song) -> str:
    """Return the year worth saying: a song handed down has none."""
    return "" if song.year is None or song.genre in EVERGREEN else str(song.year)


def performer_and_year(song: Song) -> str:
    """Return who sang a song and when, as a wanted list says it; empty when neither is known."""
    said = ", ".join(filter(None, (song.performer, song_year(song))))
    return said or ("Traditional" if song.genre in EVERGREEN else "")
