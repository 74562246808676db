"""Test recordings, made with numpy: steady tones, and rulers whose pitch tells which second is heard."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from tests.sound.server import RATE, Samples, frequency

RULER_BASE_HZ = 300.0
RULER_STEP_HZ = 10.0
Wave = NDArray[np.float64]


def tone(seconds: float, hertz: float = 440.0, peak_db: float = -6.0) -> Wave:
    """Return a steady tone whose peaks reach `peak_db` below full scale."""
    moments = np.arange(int(seconds * RATE)) / RATE
    samples: Wave = 10 ** (peak_db / 20) * np.sin(2 * np.pi * hertz * moments)
    return samples


def ruler(seconds: int, peak_db: float = -6.0) -> Wave:
    """Return a tone whose second k sounds at 300 + 10 k Hz."""
    pitch = RULER_BASE_HZ + RULER_STEP_HZ * (np.arange(seconds * RATE) // RATE)
    samples: Wave = 10 ** (peak_db / 20) * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)
    return samples


def second_heard(samples: Samples) -> float:
    """Return which second of a ruler this excerpt comes from; drift of the pitch blurs it by a third."""
    return (frequency(samples) - RULER_BASE_HZ) / RULER_STEP_HZ


def write_wav(path: Path, samples: Wave) -> Path:
    """Write 16 bit stereo WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat((samples * 32767).astype("<i2"), 2).tobytes())
    return path


def write_encoded(path: Path, samples: Wave, codec: str) -> Path:
    """Write with the container of the file's ending, for example vorbis, flac, libmp3lame, aac, libopus."""
    rate = 48000 if codec == "libopus" else RATE
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, options={"strict": "experimental"})
        assert isinstance(stream, av.AudioStream)
        stream.layout = "stereo"
        frame = av.AudioFrame.from_ndarray(
            np.repeat((samples * 32767).astype("<i2"), 2).reshape(1, -1), format="s16", layout="stereo"
        )
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        resampler = av.AudioResampler(
            format=stream.format, layout="stereo", rate=rate, frame_size=stream.frame_size or None
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path
