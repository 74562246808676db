"""The library's files: listed once, said what is wrong with each that is none."""

from pathlib import Path

import pytest

from kiosk.library.scan import Found, analyse, read, scan
from kiosk.playlists.recordings import Recording
from tests.sound.tones import tone, write_encoded, write_wav


def nothing_known(path: str, size: int, modified_ns: int) -> Recording | None:
    return None


def found(folder: Path) -> dict[str, Recording]:
    return {Path(one.recording.path).name: one.recording for one in scan([folder], nothing_known)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_wav(tmp_path / "tone.wav", tone(2))
    return tmp_path


def test_it_works(folder: Path) -> None:
    recording = found(folder)["tone.wav"]
    assert (recording.title, recording.duration, recording.trouble) == ("tone", 2000, "")


def test_an_unchanged_file_is_not_read_again(folder: Path) -> None:
    first = next(iter(scan([folder], nothing_known)))
    again = next(iter(scan([folder], lambda *_: first.recording)))
    assert again == Found(first.recording, fresh=False)


def test_a_renamed_file_is_the_same_recording(folder: Path) -> None:
    before = found(folder)["tone.wav"].id
    (folder / "tone.wav").rename(folder / "other.wav")
    assert found(folder)["other.wav"].id == before


def test_files_that_are_no_sound_files_are_not_listed(folder: Path) -> None:
    (folder / "notes.txt").write_text("hello")
    assert set(found(folder)) == {"tone.wav"}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.mp3", b"", "“empty.mp3” is empty: copy it again"),
        ("letter.mp3", b"Dear all, this is no music." * 40, "is no music the kiosk can play"),
        ("picture.ogg", b"\x89PNG\r\n\x1a\n" + bytes(500), "is no music the kiosk can play"),
    ],
)
def test_a_broken_file_gets_one_sentence_and_stops_nothing(folder: Path, name: str, data: bytes, sentence: str) -> None:
    (folder / name).write_bytes(data)
    heard = {name: analyse(one) if not one.trouble else one for name, one in found(folder).items()}
    assert sentence in heard[name].trouble
    assert heard["tone.wav"].trouble == ""


def test_a_vanished_file_gets_one_sentence(folder: Path) -> None:
    listed = found(folder)["tone.wav"]
    (folder / "tone.wav").unlink()
    gone = analyse(listed)
    assert gone.missing
    assert gone.trouble == "“tone.wav” has gone: put it back or leave it out."


def test_loudness_becomes_a_gain(tmp_path: Path) -> None:
    quiet, loud = tone(4, 1000, -30), tone(4, 1000, -3)
    write_encoded(tmp_path / "quiet.flac", quiet, "flac")
    write_wav(tmp_path / "loud.wav", loud)
    heard = {name: analyse(one) for name, one in found(tmp_path).items()}
    assert heard["loud.wav"].gain == pytest.approx(-15, abs=0.3)
    assert heard["quiet.flac"].gain == pytest.approx(8, abs=0.01)  # all the engine can lift


def test_a_peak_is_never_lifted_above_minus_one(tmp_path: Path) -> None:
    samples = tone(4, 1000, -40)
    samples[1000:1010] = 0.7
    write_wav(tmp_path / "click.wav", samples)
    heard = analyse(found(tmp_path)["click.wav"])
    assert heard.gain is not None
    assert heard.peak is not None
    assert heard.gain + heard.peak <= -0.99


def test_names_of_every_kind_are_listed(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1))
    for name in ("Ø ünï cödé.wav", "אבג.wav", "🎵.wav", "x" * 200 + ".wav"):
        (tmp_path / name).write_bytes((tmp_path / "a.wav").read_bytes())
    assert len(found(tmp_path)) == 5


def test_a_file_read_twice_is_the_same(folder: Path) -> None:
    stat = (folder / "tone.wav").stat()
    assert read(folder / "tone.wav", stat.st_size, 1) == read(folder / "tone.wav", stat.st_size, 1)
