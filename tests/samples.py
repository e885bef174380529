"""Small real files of every kind that is taken, made on the spot."""

from __future__ import annotations

import io
from pathlib import Path

import av
import cv2
import numpy as np

VIDEOS = {"mp4": "libx264", "mov": "libx264", "avi": "mpeg4", "webm": "libvpx", "mkv": "libx264"}
SOUNDS = {"mp3": ("mp3", "libmp3lame"), "wav": ("wav", "pcm_s16le"), "m4a": ("ipod", "aac"), "aac": ("adts", "aac")}
PICTURES = ("jpg", "png", "gif", "webp")
FORMATS = (*VIDEOS, *PICTURES, *SOUNDS)  # the thirteen


def sample(suffix: str, seconds: float = 0.5, width: int = 96, height: int = 64) -> bytes:
    """A file of one of the thirteen formats."""
    if suffix in VIDEOS:
        return film(suffix, VIDEOS[suffix], seconds, width, height)
    if suffix in SOUNDS:
        return sound(*SOUNDS[suffix], seconds)
    if suffix == "gif":
        return film("gif", "gif", 0.3, width, height, sounding=False, pixels="rgb8")
    done, data = cv2.imencode(f".{suffix}", picture(0, width, height))
    assert done
    return data.tobytes()


def picture(at: int, width: int, height: int) -> np.ndarray:
    """A gradient that moves."""
    ramp = np.add.outer(np.arange(height) * 2, np.arange(width) * 2 + at * 5) % 256
    return np.stack([ramp, 255 - ramp, np.roll(ramp, 7, 1)], -1).astype(np.uint8)


def film(
    suffix: str, codec: str, seconds: float, width: int, height: int, sounding: bool = True, pixels: str = "yuv420p"
) -> bytes:
    """Moving pictures, with a tone."""
    into = io.BytesIO()
    name = {"mkv": "matroska"}.get(suffix, suffix)
    with av.open(into, "w", format=name) as container:
        video = container.add_stream(codec, rate=10, width=width, height=height, pix_fmt=pixels)
        audio = None
        if sounding:
            audio = container.add_stream({"webm": "libopus", "avi": "libmp3lame"}.get(suffix, "aac"), rate=48_000)
        for n in range(max(2, round(seconds * 10))):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture(n, width, height), "bgr24")))
        container.mux(video.encode())
        if audio is not None:
            _tone(container, audio, seconds)
    return into.getvalue()


def sound(container_name: str, codec: str, seconds: float) -> bytes:
    """A tone."""
    into = io.BytesIO()
    with av.open(into, "w", format=container_name) as container:
        _tone(container, container.add_stream(codec, rate=48_000), seconds)
    return into.getvalue()


def _tone(container, stream, seconds: float) -> None:
    samples = (8000 * np.sin(np.arange(round(seconds * 48_000)) * 2 * np.pi * 440 / 48_000)).astype(np.int16)
    resampler = av.AudioResampler(
        stream.codec_context.format, "stereo", 48_000, stream.codec_context.frame_size or None
    )
    for at in range(0, len(samples), 4800):
        frame = av.AudioFrame.from_ndarray(np.repeat(samples[at : at + 4800], 2)[None], "s16", "stereo")
        frame.rate, frame.pts = 48_000, at
        for piece in resampler.resample(frame):
            container.mux(stream.encode(piece))
    for piece in resampler.resample(None):
        container.mux(stream.encode(piece))
    container.mux(stream.encode())


def written(folder: Path, suffix: str, **how: float) -> Path:
    """A sample in a file."""
    path = folder / f"sample.{suffix}"
    path.write_bytes(sample(suffix, **how))  # type: ignore[arg-type]
    return path
