"""The picture inside a recording's file, written anew and small, kept beside the home's data."""

from pathlib import Path

from tinytag import TinyTag

from kiosk.errors import BadInput
from kiosk.library.photos import clean_photo
from kiosk.library.tags import CANNOT_BE_TAGGED
from kiosk.playlists.recordings import Recording

MOST_PIXELS = 25_000_000
"""A cover of 5,000 x 5,000 points; a larger one is left out unread, for it would fill the memory music needs."""


def cover(recording: Recording, folder: Path) -> Path | None:
    """Return the cover as a JPEG file in `folder`, made on first asking; None when the file holds none."""
    kept = folder / f"{recording.id}.jpg"
    if kept.is_file():
        return kept
    data = _embedded(Path(recording.path))
    if not data:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = kept.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(kept)
    return kept


def _embedded(path: Path) -> bytes | None:
    try:
        image = TinyTag.get(str(path), image=True).images.any
        return clean_photo(image.data, most_pixels=MOST_PIXELS) if image and image.data else None
    except (BadInput, *CANNOT_BE_TAGGED):
        return None
