"""ID3v2.3 tags, frame by frame, for files as they should and should not be."""


def frame(name: bytes, body: bytes) -> bytes:
    """One frame with its head."""
    return name + len(body).to_bytes(4, "big") + b"\x00\x00" + body


def title(words: str) -> bytes:
    """A title in UTF-16."""
    return frame(b"TIT2", b"\x01" + words.encode("utf-16"))


def tagged(body: bytes, *frames: bytes) -> bytes:
    """An MP3 file's bytes with these frames in front; an empty tag it had is taken off."""
    held = b"".join(frames)
    head = b"ID3\x03\x00\x00" + bytes(len(held) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return head + held + without_tag(body)


def without_tag(body: bytes) -> bytes:
    """An MP3 file's bytes without the tag in front."""
    if not body.startswith(b"ID3"):
        return body
    return body[10 + sum((body[6 + at] & 0x7F) << 7 * (3 - at) for at in range(4)) :]
