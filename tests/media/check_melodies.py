"""Compares our melodies with independent encodings; run by hand, not part of the test-suite.

    python -m venv /tmp/music21 && /tmp/music21/bin/pip install music21
    /tmp/music21/bin/python tests/media/check_melodies.py

The reference is music21's corpus of old printed tune books. What is compared is the sequence of steps from note to
note (in semitones), so that key and octave do not matter. Prints one row for each piece; media/songs/CHECKED.md keeps
the result.
"""

import difflib
import importlib
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOTES = Path(__file__).resolve().parents[2] / "media" / "songs" / "notes"
FIRST_NOTES = 48  # the first phrases: enough to know a tune, short enough to leave out later variations
SEMITONES = dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11), strict=True))
SHARPS = {"C": 0, "Am": 0, "G": 1, "D": 2, "F": -1, "Dm": -1, "Bb": -2}
NOTE = re.compile(r"([_^=]?)([A-Ga-g])([,']*)[\d/]*(-?)|(\|)")
NOT_MUSIC = re.compile(r'"[^"]*"|\[Q:[^\]]*\]|![^!]*!')


@dataclass(frozen=True)
class Reference:
    """Where music21 keeps an encoding of the same tune: the file in its corpus, and the number in that file."""

    path: str
    number: int | None


REFERENCES = {
    "believe-me": Reference("oneills1850/0101-0200.abc", 114),
    "bobby-shafto": Reference("miscFolk/northumbrianminstrelsyopus.abc", 39),
    "irish-washerwoman": Reference("airdsAirs/book4.abc", 619),
    "keel-row": Reference("miscFolk/northumbrianminstrelsyopus.abc", 57),
    "la-donna-e-mobile": Reference("verdi/laDonnaEMobile.mxl", None),
    "minstrel-boy": Reference("oneills1850/0201-0300.abc", 203),
    "muss-i-denn": Reference("essenFolksong/erk20.abc", 206),
    "rakes-of-mallow": Reference("oneills1850/1801-1850.abc", 1814),
    "sakura": Reference("essenFolksong/test0.abc", 5),
    "silent-night": Reference("essenFolksong/boehme20.abc", 270),
}


def melody_lines(abc: str) -> str:
    """The notes of the melody voice (V:M), without directives, chords, tempo and dynamics."""
    voice = abc.split("V:M\n", 1)[1].split("\n% ----", 1)[0]
    kept = [line for line in voice.splitlines() if not line.startswith("%")]
    return NOT_MUSIC.sub("", "\n".join(kept))


def signature(key: str) -> dict[str, int]:
    """What the key makes of each letter, in semitones: ``{"F": 1}`` in G."""
    sharps = SHARPS[key]
    letters = "FCGDAEB"[:sharps] if sharps > 0 else "BEADGCF"[:-sharps]
    return dict.fromkeys(letters, 1 if sharps > 0 else -1)


def pitches(abc: str) -> list[int]:
    """Our melody as MIDI numbers; tied notes count once, an accidental holds to the end of its bar."""
    found = re.search(r"^K:(\S+)", abc, re.MULTILINE)
    if found is None:
        raise ValueError("This file has no key (K:).")
    key, in_bar, numbers, tied = signature(found[1]), dict[str, int](), list[int](), False
    for accidental, letter, octave, tie, bar in NOTE.findall(melody_lines(abc)):
        if bar:
            in_bar = {}
            continue
        if accidental:
            in_bar[letter + octave] = {"^": 1, "_": -1, "=": 0}[accidental]
        shift = in_bar.get(letter + octave, key.get(letter.upper(), 0))
        height = 60 + 12 * letter.islower() + 12 * (octave.count("'") - octave.count(","))
        if not tied:
            numbers.append(height + SEMITONES[letter.upper()] + shift)
        tied = bool(tie)
    return numbers


def reference_pitches(reference: Reference) -> list[int]:
    """The same tune from music21's corpus as MIDI numbers, without grace notes."""
    corpus: Any = importlib.import_module("music21.corpus")
    score = corpus.parse(reference.path, number=reference.number)
    part = score.parts[0] if len(getattr(score, "parts", ())) else score
    return [note.pitch.midi for note in part.recurse().notes if note.isNote and note.quarterLength > 0]


def steps(numbers: Iterable[int]) -> list[int]:
    """From each note to the next, in semitones."""
    row = list(numbers)
    return [after - before for before, after in itertools.pairwise(row)]


def agreement(ours: list[int], theirs: list[int]) -> float:
    """The share (0 to 1) of their steps that ours has in the same order, where the two fit best."""
    best = 0
    for start in range(max(1, len(ours) - len(theirs) + 1)):
        window = ours[start : start + len(theirs)]
        blocks = difflib.SequenceMatcher(None, theirs, window, autojunk=False).get_matching_blocks()
        best = max(best, sum(block.size for block in blocks))
    return best / len(theirs)


def main() -> None:
    """Print each piece, its reference, and the share of steps that agree."""
    for name, reference in REFERENCES.items():
        ours = steps(pitches((NOTES / f"{name}.abc").read_text(encoding="utf-8")))
        theirs = steps(reference_pitches(reference)[:FIRST_NOTES])
        print(f"{name:20} {reference.path} {reference.number or ''}: {agreement(ours, theirs):.0%} of {len(theirs)}")


if __name__ == "__main__":
    main()
