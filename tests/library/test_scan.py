"""The library's files: found once, read with care, said what is wrong with each that is none."""

import os
import random
from pathlib import Path

import pytest

from kiosk.library.scan import walk
from kiosk.library.tags import File, read
from kiosk.playlists.recordings import Recording
from tests.sound.tones import tone, write_encoded, write_wav

ID3 = b"ID3\x03\x00\x00\x00\x00\x00\x00"


def found(folder: Path) -> dict[str, Recording]:
    return {Path(os.fsdecode(file.path)).name: read(file) for file in walk([folder])}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_wav(tmp_path / "tone.wav", tone(2))
    return tmp_path


def test_it_works(folder: Path) -> None:
    recording = found(folder)["tone.wav"]
    assert (recording.title, recording.duration, recording.trouble) == ("tone", 2000, "")
    assert recording.lossless


def test_a_renamed_file_is_the_same_recording(folder: Path) -> None:
    before = found(folder)["tone.wav"].id
    (folder / "tone.wav").rename(folder / "other.wav")
    assert found(folder)["other.wav"].id == before


def test_files_that_differ_only_in_the_middle_are_two(tmp_path: Path) -> None:
    samples = tone(4) * 0
    for name, where in (("a.wav", 1.5), ("b.wav", 2.0)):
        made = samples.copy()
        made[int(where * 44100) : int(where * 44100) + 20_000] = 0.5
        write_wav(tmp_path / name, made)
    assert found(tmp_path)["a.wav"].id != found(tmp_path)["b.wav"].id


def test_files_that_are_no_sound_files_are_not_listed(folder: Path) -> None:
    for name in ("notes.txt", "cover.jpg", "tone.cue", "._tone.wav"):
        (folder / name).write_text("hello")
    assert set(found(folder)) == {"tone.wav"}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.mp3", b"", "is empty: copy it again"),
        ("letter.mp3", b"Dear all, this is no music." * 40, "is no music the kiosk can play"),
        ("picture.ogg", b"\x89PNG\r\n\x1a\n" + bytes(500), "is a picture"),
        ("page.mp3", b"\n<!DOCTYPE html><html>Not found</html>" + bytes(500), "is a web page"),
        ("film.mkv", b"\x1aE\xdf\xa3" + bytes(500), "is a film"),
        ("film.mp3", b"RIFF\x00\x00\x00\x00AVI " + bytes(500), "is a film"),
        ("theme.mod", bytes(2000), "holds notes for a synthesizer"),
        ("theme.mp3", bytes(1080) + b"M.K." + bytes(500), "holds notes for a synthesizer"),
        ("tune.mid", b"MThd" + bytes(50), "holds notes for a synthesizer"),
        ("bought.m4p", bytes(50), "is copy-protected"),
        ("bought.m4a", b"\x00\x00\x00\x20ftypM4A " + bytes(200) + b"drms" + bytes(50), "is copy-protected"),
        ("bought.wma", b"0&\xb2u\x8ef\xcf\x11" + bytes(200) + b"\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0"
         b"\xc9\x55\xfc\x6e" + bytes(50), "is copy-protected"),
        ("songs.mp3", b"PK\x03\x04" + bytes(50), "is a packed folder"),
        ("song.ape", b"MAC " + bytes(50), "is of a kind the kiosk does not play"),
        ("program.mp3", b"MZ" + bytes(50), "is no music"),
    ],
)  # fmt: skip
def test_what_is_no_music_gets_one_sentence_and_stops_nothing(
    folder: Path, name: str, data: bytes, sentence: str
) -> None:
    (folder / name).write_bytes(data)
    listed = found(folder)
    assert listed[name].trouble.startswith(f"“{name}” {sentence}")
    assert listed[name].trouble.count(". ") == 0
    assert listed["tone.wav"].trouble == ""


def test_two_files_that_are_no_music_are_listed_each(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    (tmp_path / "b.mp3").touch()
    assert len({one.id for one in found(tmp_path).values()}) == 2


def test_a_file_gone_since_it_was_seen_gets_one_sentence(folder: Path) -> None:
    gone = read(File(os.fsencode(folder / "gone.mp3"), 10, 1))
    assert gone.trouble == "“gone.mp3” has gone: put it back or leave it out."


def test_names_of_every_kind_are_listed(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1))
    body = (tmp_path / "a.wav").read_bytes()
    for name in ("Ø ünï cödé.wav", "אבג.wav", "🎵.wav", "x" * 200 + ".wav", "two  spaces.wav"):
        (tmp_path / name).write_bytes(body)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav")).write_bytes(body)
    titles = {one.title for one in found(tmp_path).values()}
    assert titles >= {"Ø ünï cödé", "אבג", "🎵", "two spaces", "caf\ufffd"}
    assert all(title.encode() for title in titles)


def test_links_in_a_ring_end(folder: Path) -> None:
    (folder / "inside").mkdir()
    (folder / "inside" / "back").symlink_to(folder)
    (folder / "itself").symlink_to("itself")
    write_wav(folder / "inside" / "second.wav", tone(1))
    (folder / "nowhere.mp3").symlink_to("/nowhere/at/all.mp3")
    assert sorted(found(folder)) == ["second.wav", "tone.wav"]


def test_a_linked_folder_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    (tmp_path / "stick").mkdir()
    write_wav(tmp_path / "stick" / "tone.wav", tone(1))
    (tmp_path / "music" / "linked").symlink_to(tmp_path / "stick")
    assert set(found(tmp_path / "music")) == {"tone.wav"}


def test_a_folder_named_like_a_song_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "live.mp3").mkdir()
    write_wav(tmp_path / "live.mp3" / "tone.wav", tone(1))
    assert set(found(tmp_path)) == {"tone.wav"}


def test_a_folder_of_five_thousand_is_listed(tmp_path: Path) -> None:
    for number in range(5000):
        (tmp_path / f"{number:05}.mp3").touch()
    assert sum(1 for _ in walk([tmp_path])) == 5000


def id3(title: bytes) -> bytes:
    """An ID3v2.3 tag with one title."""
    frame = b"TIT2" + len(title).to_bytes(4, "big") + b"\x00\x00" + title
    size = len(frame)
    return b"ID3\x03\x00\x00" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frame


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (b"\x01" + "Молли 🎵".encode("utf-16"), "Молли 🎵"),
        (b"\x01" + "שיר ישן".encode("utf-16"), "שיר ישן"),
        (b"\x01" + "evil\u202e3pm.exe".encode("utf-16"), "evil3pm.exe"),
        (b"\x00" + "Катюша".encode("cp1251"), "Катюша"),
        (b"\x00" + "Für Elise".encode(), "Für Elise"),
        (b"\x00" + b"x" * 900, "x" * 399 + "…"),
    ],
)
def test_titles_of_every_kind_can_be_shown(tmp_path: Path, title: bytes, shown: str) -> None:
    body = write_encoded(tmp_path / "plain.mp3", tone(1), "libmp3lame").read_bytes()
    (tmp_path / "tagged.mp3").write_bytes(id3(title) + body.removeprefix(ID3))
    assert found(tmp_path)["tagged.mp3"].title == shown


def test_a_picture_inside_is_no_hindrance(tmp_path: Path) -> None:
    body = write_encoded(tmp_path / "plain.mp3", tone(1), "libmp3lame").read_bytes()
    picture = b"\x00image/jpeg\x00\x03\x00" + b"\xff\xd8\xff" + bytes(200_000)
    frame = b"APIC" + len(picture).to_bytes(4, "big") + b"\x00\x00" + picture
    head = b"ID3\x03\x00\x00" + bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    (tmp_path / "with.mp3").write_bytes(head + frame + body)
    assert found(tmp_path)["with.mp3"].duration > 900


def test_any_bytes_at_all_are_read_without_a_fault(tmp_path: Path) -> None:
    chance = random.Random(1)
    beginnings = [
        b"",
        ID3,
        b"OggS\x00\x02",
        b"fLaC\x00",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x00\x00\x00\x20ftypM4A ",
        b"\xff\xfb",
    ]
    for number in range(200):
        data = chance.choice(beginnings) + chance.randbytes(chance.randrange(2000))
        (tmp_path / f"{number}{chance.choice(['.mp3', '.ogg', '.flac', '.m4a', '.wav', '.wma', '.aiff'])}").write_bytes(
            data
        )
    assert len(found(tmp_path)) == 200
