"""The picture inside a recording comes out small, and one made to fill the memory is left out."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.errors import BadInput
from kiosk.library.covers import MOST_PIXELS, cover
from kiosk.library.photos import LONGEST_SIDE, clean_photo
from kiosk.playlists.recordings import Recording
from kiosk.units import RecordingId
from tests.library.id3 import frame, tagged

HUGE = (5001, 5000)


def png(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("1", size).save(out, "PNG")
    return out.getvalue()


def recording(folder: Path, *pictures: bytes) -> Recording:
    path = folder / "song.mp3"
    frames = [frame(b"APIC", b"\x00image/png\x00\x03\x00" + picture) for picture in pictures]
    path.write_bytes(tagged(b"\xff\xfb\x90\x00" + bytes(413), *frames))
    return Recording(RecordingId("one"), str(path), "Song")


def test_it_works(tmp_path: Path) -> None:
    made = cover(recording(tmp_path, png((2000, 1000))), tmp_path / "covers")
    assert made
    with Image.open(made) as picture:
        assert (picture.format, picture.size) == ("JPEG", (LONGEST_SIDE, LONGEST_SIDE // 2))


BROKEN = {"huge": png(HUGE), "cut off": png((40, 40))[:45], "no picture": b"hello", "empty": b""}


@pytest.mark.parametrize("picture", BROKEN.values(), ids=BROKEN)
def test_a_bomb_and_a_broken_picture_are_left_out(tmp_path: Path, picture: bytes) -> None:
    assert cover(recording(tmp_path, picture), tmp_path / "covers") is None
    assert not list(tmp_path.glob("covers/*"))


def test_a_recording_without_picture_and_one_that_has_gone_have_no_cover(tmp_path: Path) -> None:
    one = recording(tmp_path)
    assert cover(one, tmp_path / "covers") is None
    Path(one.path).unlink()
    assert cover(one, tmp_path / "covers") is None


def test_a_huge_picture_is_refused_before_any_of_it_is_decoded() -> None:
    only_its_head = png(HUGE)[:60]
    with pytest.raises(BadInput, match="more than 25 million points"):
        clean_photo(only_its_head, most_pixels=MOST_PIXELS)
