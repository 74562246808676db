"""Music sent from a browser: whole or not at all, harmless names, nothing but music."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput, Conflict
from kiosk.library.uploads import LONGEST_NAME, MOST_BYTES, PIECE_BYTES, Sent, Uploads, plain_name
from tests.sound.tones import tone, write_wav


@pytest.fixture
def body(tmp_path: Path) -> bytes:
    return write_wav(tmp_path / "tone.wav", tone(1)).read_bytes()


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    (tmp_path / "home").mkdir()
    return Uploads(tmp_path / "home")


def test_it_works(uploads: Uploads, body: bytes, tmp_path: Path) -> None:
    kept = uploads.add(Sent("Danny Boy.wav", len(body)), 0, body)
    assert kept
    assert kept.read_bytes() == body
    assert (kept.name, kept.parent.parent) == ("Danny Boy.wav", tmp_path / "home" / "music")
    assert list((tmp_path / "home" / "uploads").iterdir()) == []


def test_a_lost_connection_loses_nothing(uploads: Uploads, body: bytes) -> None:
    sent = Sent("tone.wav", len(body), 7)
    assert uploads.add(sent, 0, body[:1000]) is None
    assert uploads.held(sent) == 1000
    with pytest.raises(Conflict):
        uploads.add(sent, 0, body[:1000])
    with pytest.raises(Conflict):
        uploads.add(sent, 2000, body[2000:])
    kept = uploads.add(sent, 1000, body[1000:])
    assert kept
    assert kept.read_bytes() == body


def test_the_same_music_twice_is_kept_once(uploads: Uploads, body: bytes) -> None:
    first = uploads.add(Sent("a.wav", len(body)), 0, body)
    assert uploads.add(Sent("b.wav", len(body)), 0, body) == first


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.mp3", b"<html><body>Hello</body></html>", "is a web page"),
        ("bomb.mp3", b"PK\x03\x04" + bytes(100), "is a packed folder"),
        ("both.mp3", b"\x89PNG\r\n\x1a\nID3\x03" + bytes(100), "is a picture"),
        ("notes.txt", b"hello", "is no music"),
        ("film.mkv", b"\x1aE\xdf\xa3", "is a film"),
        ("letter.mp3", b"Dear Ann", "is no music"),
        ("svg.mp3", b"<svg xmlns='x' onload='alert(1)'/>", "is a web page"),
    ],
)
def test_what_is_no_music_is_refused_and_leaves_nothing(
    uploads: Uploads, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        uploads.add(Sent(name, len(data)), 0, data)
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("before", "behind"),
    [(b"<script>alert(1)</script>", b""), (b"\n%PDF-1.7\n", b""), (b"", b"PK\x03\x04x" + b"PK\x05\x06" + bytes(18))],
)
def test_what_is_music_and_something_else_is_refused(
    uploads: Uploads, body: bytes, tmp_path: Path, before: bytes, behind: bytes
) -> None:
    both = body[:44] + before + body[44:] + behind
    with pytest.raises(BadInput, match="music and something else in one"):
        uploads.add(Sent("both.wav", len(both)), 0, both)
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [0, -1, MOST_BYTES + 1, 2_000_000_000])
def test_sizes_that_are_never_taken(uploads: Uploads, size: int) -> None:
    with pytest.raises(BadInput):
        uploads.held(Sent("song.mp3", size))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.mp3", "passwd.mp3"),
        ("C:\\Music\\Ann.MP3", "Ann.mp3"),
        ("/abs/olute.flac", "olute.flac"),
        ("..mp3", "recording.mp3"),
        ("a\x00b\n.mp3", "a b.mp3"),
        ("Für “Elise” <1>.ogg", "Für Elise 1.ogg"),
        ("\u202eevil.mp3", "evil.mp3"),
    ],
)
def test_names_are_made_harmless(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text(max_size=300))
def test_no_name_leads_anywhere_else(name: str) -> None:
    made = plain_name(f"{name}a.mp3")
    assert "/" not in made
    assert not made.startswith(".")
    assert made.endswith(".mp3")
    assert len(os.fsencode(made)) <= LONGEST_NAME


def test_a_piece_too_large_is_refused(uploads: Uploads) -> None:
    with pytest.raises(BadInput, match="smaller pieces"):
        uploads.add(Sent("song.mp3", 20_000_000), 0, b"ID3" + bytes(PIECE_BYTES))


def test_parts_nobody_goes_on_with_are_removed(uploads: Uploads, body: bytes, tmp_path: Path) -> None:
    uploads.add(Sent("tone.wav", len(body)), 0, body[:1000])
    (part,) = (tmp_path / "home" / "uploads").iterdir()
    uploads.tidy(part.stat().st_mtime + 6 * 86_400)
    assert part.exists()
    uploads.tidy(part.stat().st_mtime + 8 * 86_400)
    assert not part.exists()
