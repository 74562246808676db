"""A whole record is cut where its sheet says: of noise, in which every moment differs from every other."""

import os
from pathlib import Path

import av
import numpy as np
import pytest

from kiosk.errors import UnplayableFile
from kiosk.library.cutting import cut
from kiosk.library.loudness import measure
from kiosk.library.pieces import UNFINISHED, Piece
from kiosk.library.tags import File, read
from kiosk.units import PositionMs
from tests.sound.server import RATE
from tests.sound.tones import Wave, write_encoded, write_wav

TAGS = {"title": "Für dich", "artist": "The Band", "album": "Songs of Home", "track": "2", "date": "1958"}
KINDS = ["mp3/libmp3lame", "m4a/aac", "ogg/vorbis", "opus/libopus", "flac/flac", "aiff/pcm_s16be", "aac/aac"]


def pieces(folder: Path, *moments: int) -> tuple[Piece, ...]:
    ends = (*moments[1:], 0)
    return tuple(
        Piece(PositionMs(start), PositionMs(end), os.fsencode(folder / f"{number:02} Song"), TAGS)
        for number, (start, end) in enumerate(zip(moments, ends, strict=True), 1)
    )


def noise(seconds: int) -> Wave:
    return np.random.default_rng(9).normal(0, 0.1, seconds * RATE).clip(-1, 1)


def sound(path: Path) -> Wave:
    """Return the left channel as players hear it."""
    even = av.AudioResampler("fltp", "stereo", RATE)
    with av.open(str(path)) as opened:
        frames = [block for frame in opened.decode(audio=0) for block in even.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in [*frames, *even.resample(None)]]).astype(float)


def place_of(excerpt: Wave, whole: Wave) -> float:
    """Return where in the record an excerpt comes from, in seconds."""
    size = len(whole) + len(excerpt)
    alike = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(excerpt, size)), size)
    return float(np.argmax(alike[: len(whole)])) / RATE


def record(folder: Path, kind: str, seconds: int = 9) -> Path:
    suffix, codec = kind.split("/")
    return write_encoded(folder / f"side.{suffix}", noise(seconds), codec)


@pytest.mark.parametrize("kind", KINDS)
def test_each_song_begins_and_ends_where_it_should(tmp_path: Path, kind: str) -> None:
    source = record(tmp_path, kind)
    before = source.read_bytes()
    cut(source, pieces(tmp_path, 0, 2000, 5000))
    songs = [sound(path) for path in sorted(tmp_path.glob("0* Song.*"))]
    whole = sound(source)
    assert [len(song) / RATE for song in songs] == pytest.approx([2, 3, len(whole) / RATE - 5], abs=0.1)
    for song, start, end in zip(songs, (0, 2, 5), (2, 5, 9), strict=True):
        lost = RATE // 5
        assert place_of(song[lost : lost + RATE], whole) - 0.2 == pytest.approx(start, abs=0.1)
        assert place_of(song[-RATE - lost : -lost], whole) + 1.2 == pytest.approx(end, abs=0.1)
    assert source.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_song_is_as_loud_as_it_was_and_says_who_sings(tmp_path: Path, kind: str) -> None:
    source = record(tmp_path, kind)
    cut(source, pieces(tmp_path, 0, 4000))
    (second,) = tmp_path.glob("02 Song.*")
    assert measure(second).integrated == pytest.approx(measure(source).integrated, abs=0.2)
    told = read(File(os.fsencode(second), second.stat().st_size, 0))
    assert (told.trouble, told.title, told.performer) == ("", "Für dich", "The Band")
    assert (told.album, told.year) == ("Songs of Home", 1958)
    assert told.duration == pytest.approx(measure(second).duration, abs=120)


def test_wav_is_cut_to_the_frame_of_the_sheet_without_loss(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "side.wav", noise(4))
    second = round(76 * 1000 / 75)
    cut(source, pieces(tmp_path, 0, second))
    first, rest = (sound(path) for path in sorted(tmp_path.glob("0* Song.flac")))
    assert len(first) == 76 * RATE // 75
    np.testing.assert_array_equal(np.concatenate([first, rest]), sound(source))


def test_what_is_there_is_not_cut_again(tmp_path: Path) -> None:
    source = record(tmp_path, "flac/flac")
    wanted = pieces(tmp_path, 0, 2000, 5000)
    cut(source, wanted)
    (tmp_path / "02 Song.flac").unlink()
    first = (tmp_path / "01 Song.flac").stat()
    cut(source, wanted)
    assert (tmp_path / "02 Song.flac").exists()
    assert (tmp_path / "01 Song.flac").stat() == first


def test_a_record_that_ends_early_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    source = record(tmp_path, "mp3/libmp3lame")
    with pytest.raises(UnplayableFile, match="ends before its cue sheet does"):
        cut(source, pieces(tmp_path, 0, 4000, 60_000))
    assert len(list(tmp_path.glob("0* Song.mp3"))) == 2


def test_what_is_no_music_is_not_cut(tmp_path: Path) -> None:
    (tmp_path / "side.flac").write_bytes(b"fLaC" + b"\x00" * 5000)
    with pytest.raises(UnplayableFile, match="could not be cut"):
        cut(tmp_path / "side.flac", pieces(tmp_path, 0, 2000))
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(UNFINISHED)] == ["side.flac"]
