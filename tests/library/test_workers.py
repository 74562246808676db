"""The processes that read and listen: bounded, replaced when lost, one bad file spoils nothing else."""

import os
import signal
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.library import refusals, workers
from kiosk.library.scan import walk
from kiosk.library.tags import File, read
from kiosk.library.worker import Request
from kiosk.library.workers import Worker, WorkerLost, Workers
from kiosk.playlists.recordings import Recording
from tests.sound.tones import tone, write_encoded, write_wav


@pytest.fixture
def crew() -> Iterator[Workers]:
    with Workers() as crew:
        yield crew


def heard(crew: Workers, folder: Path) -> dict[str, Recording]:
    files = list(walk([folder]))
    wanted = [(read(file), file.path) for file in files]
    return {Path(os.fsdecode(file.path)).name: one for file, one in zip(files, crew.hear(wanted), strict=True)}


def test_it_works(crew: Workers, tmp_path: Path) -> None:
    for number in range(5):
        write_wav(tmp_path / f"{number}.wav", tone(1))
    files = list(walk([tmp_path]))
    batches = list(crew.read([files[:3], files[3:]]))
    assert [[one.recording.title for _, one in batch] for batch in batches] == [["0", "1", "2"], ["3", "4"]]


def test_loudness_becomes_a_gain(crew: Workers, tmp_path: Path) -> None:
    write_wav(tmp_path / "loud.wav", tone(4, 1000, -3))
    assert heard(crew, tmp_path)["loud.wav"].gain == pytest.approx(-15, abs=0.3)


def test_a_peak_is_never_lifted_above_minus_one(crew: Workers, tmp_path: Path) -> None:
    samples = tone(4, 1000, -40)
    samples[1000:1010] = 0.7
    write_wav(tmp_path / "click.wav", samples)
    click = heard(crew, tmp_path)["click.wav"]
    assert click.gain is not None
    assert click.peak is not None
    assert click.gain + click.peak <= -0.99


@pytest.mark.parametrize("ending", ["mp3/libmp3lame", "m4a/aac", "flac/flac", "ogg/vorbis", "opus/libopus"])
def test_every_usual_kind_is_heard(crew: Workers, tmp_path: Path, ending: str) -> None:
    suffix, codec = ending.split("/")
    write_encoded(tmp_path / f"tone.{suffix}", tone(3, 1000, -12), codec)
    one = heard(crew, tmp_path)[f"tone.{suffix}"]
    assert one.trouble == ""
    assert one.duration == pytest.approx(3000, abs=120)


def test_silence_at_either_end_is_known(crew: Workers, tmp_path: Path) -> None:
    samples = tone(5, 1000, -12)
    samples[:44100] = 0
    samples[-88200:] = 0
    write_wav(tmp_path / "tone.wav", samples)
    one = heard(crew, tmp_path)["tone.wav"]
    assert one.silence_before == pytest.approx(1000, abs=50)
    assert one.silence_after == pytest.approx(2000, abs=50)


def test_faint_and_clipped_recordings_are_flagged(crew: Workers, tmp_path: Path) -> None:
    write_wav(tmp_path / "faint.wav", tone(3, 1000, -52))
    write_wav(tmp_path / "clipped.wav", (tone(3, 1000, 24)).clip(-1, 1))
    write_wav(tmp_path / "well.wav", tone(3, 1000, -6))
    flags = {name: (one.faint, one.clipped) for name, one in heard(crew, tmp_path).items()}
    assert flags == {"faint.wav": (True, False), "clipped.wav": (False, True), "well.wav": (False, False)}


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("silent.wav", lambda path: write_wav(path, tone(2) * 0), refusals.SILENT),
        (
            "broken.mp3",
            lambda path: path.write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(3000)),
            refusals.NO_MUSIC,
        ),
        ("click.wav", lambda path: write_wav(path, tone(0.2)), refusals.TOO_SHORT),
    ],
)
def test_what_cannot_be_heard_gets_one_sentence(
    crew: Workers, tmp_path: Path, name: str, make: Callable[[Path], object], sentence: str
) -> None:
    make(tmp_path / name)
    write_wav(tmp_path / "tone.wav", tone(2))
    listed = heard(crew, tmp_path)
    assert listed[name].trouble == sentence.format(name)
    assert listed["tone.wav"].trouble == ""


def test_a_vanished_file_is_missing(crew: Workers, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "tone.wav", tone(2))
    (file,) = walk([tmp_path])
    one = read(file)
    path.unlink()
    (gone,) = crew.hear([(one, file.path)])
    assert gone.missing
    assert gone.trouble == ""


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    write_wav(tmp_path / "tone.wav", tone(1))
    files = tuple(walk([tmp_path]))
    worker = Worker()
    try:
        assert worker.ask(Request(read=files), 30)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(WorkerLost):
            worker.ask(Request(read=files), 30)
        assert worker.ask(Request(read=files), 30)
    finally:
        worker.close()


def test_a_worker_that_stalls_is_ended(tmp_path: Path) -> None:
    """A pipe without a writer never ends: the reader waits for ever, the kiosk does not."""
    os.mkfifo(tmp_path / "pipe.mp3")
    worker = Worker()
    file = File(os.fsencode(tmp_path / "pipe.mp3"), 10, 1)
    with pytest.raises(WorkerLost):
        worker.ask(Request(read=(file,)), 1)
    assert worker.pid is None


def test_one_file_that_stalls_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "READ_WITHIN_S", 2.5)
    write_wav(tmp_path / "tone.wav", tone(1))
    os.mkfifo(tmp_path / "pipe.mp3")
    files = [*walk([tmp_path]), File(os.fsencode(tmp_path / "pipe.mp3"), 10, 1)]
    with Workers(1) as crew:
        (batch,) = crew.read([files])
    assert [bool(one.recording.trouble) for _, one in batch] == [False, True]
    assert batch[-1][1].recording.trouble == refusals.TOO_MUCH.format("pipe.mp3")


def test_a_worker_may_take_only_so_much_of_the_processor(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "hour.wav"), "wb") as hour:
        hour.setparams((1, 1, 8000, 0, "NONE", ""))
        hour.writeframes(bytes(range(256)) * (8000 * 3600 // 256))
    (file,) = walk([tmp_path])
    worker = Worker()
    with pytest.raises(WorkerLost):
        worker.ask(Request(hear=read(file), path=file.path, seconds=1), 120)
    assert worker.pid is None
