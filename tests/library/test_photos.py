"""Pictures come out small, upright, and with nothing hidden in them."""

from io import BytesIO

import pytest
from PIL import Image

from kiosk.errors import BadInput
from kiosk.library.photos import LONGEST_SIDE, clean_photo


def photo(size: tuple[int, int] = (2000, 1000), kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#b5532f").save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_it_works() -> None:
    assert opened(clean_photo(photo())).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_every_usual_kind_becomes_jpeg(kind: str) -> None:
    assert opened(clean_photo(photo(kind=kind))).format == "JPEG"


def test_place_time_and_camera_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Camera", "at home with Mum"
    exif.get_ifd(0x8825)[1] = "N"
    clean = clean_photo(photo(exif=exif))
    assert b"Camera" not in clean
    assert b"at home" not in clean
    assert not opened(clean).getexif()


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(clean_photo(photo((400, 200), exif=exif))).size == (200, 400)


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:500]])
def test_what_is_no_photo_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="no photo the kiosk can read"):
        clean_photo(data)


def test_a_bomb_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    with pytest.raises(BadInput):
        clean_photo(out.getvalue())


def test_too_many_bytes_are_refused_unread() -> None:
    with pytest.raises(BadInput, match="larger than 15 MB"):
        clean_photo(bytes(15_000_001))
