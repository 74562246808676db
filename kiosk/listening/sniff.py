"""Tells by its first bytes whether a file may be music, without decoding it."""

from pathlib import Path

HEAD_BYTES = 64


def looks_like_music(path: Path) -> bool:
    """Say whether the file begins like mp3, ogg, flac, m4a, wav, aiff, wma or raw aac."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return head.startswith((b"ID3", b"OggS", b"fLaC", b"RIFF", b"FORM", b"0&\xb2u\x8ef\xcf\x11")) or (
        head[4:8] == b"ftyp" or _mpeg_frame(head)
    )


def _mpeg_frame(head: bytes) -> bool:
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFF
