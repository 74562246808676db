"""Words to sing along with, as a scan finds them: in tags of every kind, and in a file beside the recording."""

import os
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.home import Home
from kiosk.home.library_watch import list_files
from kiosk.home.lyrics import words_to_read, words_to_sing
from kiosk.playlists.lyrics import SungLine
from kiosk.units import PositionMs
from tests.library.id3 import frame, tagged
from tests.sound.tones import tone, write_encoded, write_wav

LRC = "[00:00.10]La la\n[00:00.50]lu lu\n"
SUNG = (SungLine(PositionMs(100), "La la"), SungLine(PositionMs(500), "lu lu"))


@pytest.fixture
def music(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path, music: Path) -> Iterator[Home]:
    opened = open_home(Settings(home=tmp_path / "home", media=(music,)), songs=False)
    yield opened
    opened.store.close()


def sung(home: Home) -> tuple[SungLine, ...]:
    list_files(home)
    (one,) = [one for one in home.store.recordings.all() if not one.missing]
    return words_to_sing(home, one.id)


def test_it_works(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    (music / "tone.lrc").write_text(LRC)
    assert sung(home) == SUNG


def test_words_that_come_later_change_and_go_are_followed(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    assert sung(home) == ()
    beside = music / "tone.lrc"
    beside.write_text(LRC)
    assert sung(home) == SUNG
    beside.write_text("[00:00.90]other\n")
    os.utime(beside, ns=(1, 1))
    assert sung(home) == (SungLine(PositionMs(900), "other"),)
    beside.unlink()
    assert sung(home) == ()


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_beside_in_other_letters_is_read(home: Home, music: Path, letters: str) -> None:
    write_wav(music / "tone.wav", tone(1))
    (music / "tone.lrc").write_bytes("[00:01.00]Übers Jahr".encode(letters))
    assert [line.words for line in sung(home)] == ["Übers Jahr"]


def test_a_file_beside_that_is_no_text_holds_no_words(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    (music / "tone.lrc").write_bytes(bytes(range(256)) * 4)
    assert sung(home) == ()


@pytest.mark.parametrize(
    ("suffix", "codec", "field"), [("flac", "flac", "LYRICS"), ("ogg", "vorbis", "LYRICS"), ("m4a", "aac", "lyrics")]
)
def test_words_in_the_tags_of_every_kind_are_found(
    home: Home, music: Path, tmp_path: Path, suffix: str, codec: str, field: str
) -> None:
    plain = write_encoded(tmp_path / f"plain.{suffix}", tone(1), codec)
    with av.open(str(plain)) as source, av.open(str(music / f"song.{suffix}"), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for tags in (target.metadata, stream.metadata):
            tags[field] = LRC
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    assert sung(home) == SUNG


def test_timed_words_in_id3_come_before_plain_ones(home: Home, music: Path, tmp_path: Path) -> None:
    timed = b"\x00eng\x02\x01\x00" + b"La la\x00" + (100).to_bytes(4, "big") + b"lu lu\x00" + (500).to_bytes(4, "big")
    plain = frame(b"USLT", b"\x00eng\x00La la and lu lu")
    body = write_encoded(tmp_path / "plain.mp3", tone(1), "libmp3lame").read_bytes()
    (music / "song.mp3").write_bytes(tagged(body, plain, frame(b"SYLT", timed)))
    assert sung(home) == SUNG


def test_plain_words_are_there_to_read(home: Home, music: Path, tmp_path: Path) -> None:
    body = write_encoded(tmp_path / "plain.mp3", tone(1), "libmp3lame").read_bytes()
    (music / "song.mp3").write_bytes(tagged(body, frame(b"USLT", b"\x00eng\x00La la\nlu lu")))
    assert sung(home) == ()
    (one,) = home.store.recordings.all()
    assert words_to_read(home, one.id) == ("La la", "lu lu")
