"""Pictures people give: decoded, turned upright, made small, and written anew without any metadata."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.errors import BadInput

LONGEST_SIDE = 1280
MOST_BYTES = 15_000_000
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
"""Decided by decoding, never by name (reliability D4)."""


def clean_photo(data: bytes, field: str = "photo", most_pixels: int = MOST_PIXELS) -> bytes:
    """Return the picture as a fresh JPEG, at most 1280 pixels long, without place, time or camera.

    Raises BadInput with what to do instead; one of more than `most_pixels` is refused before any of them is decoded.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("This photo is larger than 15 MB: send a smaller copy of it.", field)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(data, field, most_pixels)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise BadInput("This file is no photo the kiosk can read: send a JPEG, PNG or WebP picture.", field) from error


def _written_anew(data: bytes, field: str, most_pixels: int) -> bytes:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > most_pixels:
            million = most_pixels // 1_000_000
            raise BadInput(f"This photo has more than {million} million points: send a smaller copy of it.", field)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
        out = BytesIO()
        bare.save(out, "JPEG", quality=85, optimize=True)
        return out.getvalue()
