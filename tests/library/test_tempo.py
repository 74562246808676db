"""Tempo of our own songs, whose beat is written in their notes."""

import re

import pytest

from kiosk.config import MEDIA
from kiosk.library.tempo import can_count, tempo_of
from kiosk.playlists.tempo import other_beats

NOTES = MEDIA / "songs" / "notes"


def written(name: str) -> float:
    found = re.search(r"^Q:\S+=(\d+)", (NOTES / f"{name}.abc").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return float(found[1])


@pytest.mark.parametrize("name", ["bobby-shafto", "sakura", "daisy-bell"])
def test_what_is_sure_is_the_beat_or_its_half_double_or_third(name: str) -> None:
    assert can_count()
    tempo = tempo_of(MEDIA / "songs" / "audio" / f"{name}.opus")
    assert tempo.sure
    assert tempo.bpm
    assert any(one == pytest.approx(written(name), rel=0.05) for one in (tempo.bpm, *other_beats(tempo.bpm)))


def test_a_slow_hymn_without_a_clear_beat_is_not_guessed_at() -> None:
    assert not tempo_of(MEDIA / "songs" / "audio" / "abide-with-me.opus").sure
