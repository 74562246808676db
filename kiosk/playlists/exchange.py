"""Lists of recordings as other players read them: M3U8, XSPF and JSPF, with where each recording comes from."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from kiosk.playlists.recordings import Recording

KINDS = ("m3u8", "xspf", "jspf")


def written(title: str, recordings: Iterable[Recording], kind: str) -> str:
    """Return a list in one of the kinds. Raises KeyError for another kind."""
    return {"m3u8": m3u8, "xspf": xspf, "jspf": jspf}[kind](title, list(recordings))


def m3u8(title: str, recordings: list[Recording]) -> str:
    """Return an extended M3U in UTF-8; lengths are in whole seconds."""
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(title)}"]
    for one in recordings:
        by = f"{one.performer} - " if one.performer else ""
        lines += [f"#EXTINF:{round(one.duration / 1000)},{_line(by + one.title)}", one.path]
    return "\n".join(lines) + "\n"


def _line(words: str) -> str:
    return " ".join(words.split())


def xspf(title: str, recordings: list[Recording]) -> str:
    """Return XSPF, version 1; lengths are in milliseconds."""
    tracks = "".join(f"<track>{''.join(_elements(one))}</track>\n" for one in recordings)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/">\n'
        f"<title>{escape(title)}</title>\n<trackList>\n{tracks}</trackList>\n</playlist>\n"
    )


def _elements(one: Recording) -> Iterable[str]:
    for name, value in _track(one).items():
        words = value[0] if isinstance(value, list) else value
        yield f"<{name}>{escape(str(words))}</{name}>"


def jspf(title: str, recordings: list[Recording]) -> str:
    """Return JSPF: the same list as XSPF's, in JSON."""
    return json.dumps({"playlist": {"title": title, "track": list(map(_track, recordings))}}, ensure_ascii=False)


def _track(one: Recording) -> dict[str, Any]:
    told: dict[str, Any] = {"location": [f"file://{quote(one.path)}"], "title": one.title}
    if one.performer:
        told["creator"] = one.performer
    rights = "; ".join(word for word in (one.source, one.licence) if word)
    if rights:
        told["annotation"] = rights
    if one.album:
        told["album"] = one.album
    if one.duration:
        told["duration"] = int(one.duration)
    return told
