"""The encoder alone: the very frames of a film, drawn beforehand into memory, and nothing but x264 to be done.

The raw file is I420 in /dev/shm. The ffmpeg program reads it from there; PyAV's frames are views on it, copied once
into the encoder's. Both run at their default number of threads and write no sound.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.model.planes import Planes
from talkreel.studio.drafts import read_draft

Plane = NDArray[np.uint8]
_SPAN = 30  # frames drawn by a process at a time
_PREFIX = "talkreel-bench-"
_FOLDERS = (Path("/dev/shm"), Path(tempfile.gettempdir()))


@dataclass(frozen=True)
class Raw:
    """A film's frames in one file."""

    path: Path
    width: int
    height: int
    fps: int
    frames: int

    @property
    def frame_bytes(self) -> int:
        """Of one frame."""
        return self.width * self.height * 3 // 2

    def mapped(self) -> NDArray[np.uint8]:
        """(frames, frame bytes), read from the file as needed."""
        return np.memmap(self.path, np.uint8, "r").reshape(-1, self.frame_bytes)


def shared_memory(needed_bytes: int) -> Path:
    """A folder in memory with room, or the temporary folder.

    Raises:
        SystemExit: there is no room anywhere.
    """
    for folder in _FOLDERS:
        if folder.is_dir() and shutil.disk_usage(folder).free > needed_bytes * 1.1:
            return folder
    raise SystemExit(f"no room for {needed_bytes / 1e9:.1f} GB of raw frames")


def _sweep() -> None:
    """Remove what runs that were killed left in memory."""
    for left in (folder / name for folder in _FOLDERS if folder.is_dir() for name in os.listdir(folder)):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if left.name.startswith(_PREFIX) and owner.isdigit() and not Path("/proc", owner).exists():
            left.unlink(missing_ok=True)


def draw(draft_path: Path, workers: int) -> Raw:
    """Draw a whole film into a raw file, once."""
    draft = read_draft(draft_path)
    m = draft.meta
    frames = draft.duration_ms * m.fps // 1000
    raw = Raw(Path(), m.width, m.height, m.fps, frames)
    _sweep()
    path = shared_memory(raw.frame_bytes * frames) / f"{_PREFIX}{os.getpid()}-{draft_path.stem}.yuv"
    raw = Raw(path, m.width, m.height, m.fps, frames)
    with path.open("wb") as file:
        file.truncate(raw.frame_bytes * frames)
    spans = [(start, min(frames, start + _SPAN)) for start in range(0, frames, _SPAN)]
    shares = [spans[len(spans) * i // workers : len(spans) * (i + 1) // workers] for i in range(workers)]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for done in [pool.submit(_draw_spans, draft_path, raw, share) for share in shares if share]:
            done.result()
    return raw


def _draw_spans(draft_path: Path, raw: Raw, spans: list[tuple[int, int]]) -> None:
    """Write frames into the file: exactly what an export gives to its encoder."""
    from talkreel.render.compose import Compositor

    cv2.setNumThreads(1)
    into = np.memmap(raw.path, np.uint8, "r+").reshape(-1, raw.frame_bytes)
    compositor = Compositor(read_draft(draft_path), draft_path.parent)
    for start, stop in spans:
        for number in range(start, stop):
            compositor.compose(number, Planes(*parted(raw, into[number])))


def planes_of(frame: av.VideoFrame, width: int, height: int) -> tuple[Plane, Plane, Plane]:
    """The three planes of a decoded or made frame, without their padding."""
    sizes = ((width, height), (width // 2, height // 2), (width // 2, height // 2))
    held: list[Any] = list(frame.planes)  # PyAV does not say that they are buffers
    views = [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:h, :w]
        for plane, (w, h) in zip(held, sizes, strict=True)
    ]
    return views[0], views[1], views[2]


def ffmpeg_command(raw: Raw, film: Path, preset: str, frames: int = 0) -> list[str | Path]:
    """The ffmpeg program on the raw frames; all of them when `frames` is 0."""
    return [
        "ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{raw.width}x{raw.height}",
        "-r", str(raw.fps), "-i", raw.path, "-frames:v", str(frames or raw.frames), "-c:v", "libx264",
        "-preset", preset, "-crf", "20", "-pix_fmt", "yuv420p", film,
    ]  # fmt: skip


def pyav_command(raw: Raw, film: Path, preset: str, frames: int = 0) -> list[str | Path]:
    """This module as a program: PyAV on the raw frames."""
    size = f"{raw.width}x{raw.height}"
    here = Path(__file__)
    return [sys.executable, here, raw.path, film, size, str(raw.fps), str(frames or raw.frames), preset]


def encode(raw: Raw, film: Path, preset: str) -> None:
    """x264 in PyAV at its default number of threads."""
    with av.open(str(film), "w") as file:
        stream = file.add_stream("libx264", rate=raw.fps, options={"preset": preset, "crf": "20"})
        stream.width, stream.height, stream.pix_fmt = raw.width, raw.height, "yuv420p"
        for number, frame in enumerate(_made(raw)):
            frame.pts, frame.time_base = number, Fraction(1, raw.fps)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _made(raw: Raw) -> Iterator[av.VideoFrame]:
    mapped = raw.mapped()
    for number in range(raw.frames):
        frame = av.VideoFrame(raw.width, raw.height, "yuv420p")
        for plane, source in zip(planes_of(frame, raw.width, raw.height), parted(raw, mapped[number]), strict=True):
            plane[:] = source
        yield frame


def parted(raw: Raw, frame: Plane) -> tuple[Plane, Plane, Plane]:
    """The planes of one frame of the raw file."""
    w, h = raw.width, raw.height
    luma = w * h
    y, u, v = frame[:luma], frame[luma : luma * 5 // 4], frame[luma * 5 // 4 :]
    return y.reshape(h, w), u.reshape(h // 2, w // 2), v.reshape(h // 2, w // 2)


def picture_bytes(film: Path) -> int:
    """The size of a film without its sound and its container."""
    with av.open(str(film)) as file:
        return sum(packet.size for packet in file.demux(file.streams.video[0]))


def psnr_db(raw: Raw, film: Path) -> float:
    """How near a film is to its raw frames: over all frames and planes together, by number of samples."""
    mapped, error, count = raw.mapped(), 0.0, 0
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        stream.thread_type = "AUTO"
        for number, frame in enumerate(file.decode(stream)):
            if number >= len(mapped):
                break
            count += raw.frame_bytes
            shown: Any = planes_of(frame, raw.width, raw.height)
            for plane, source in zip(shown, parted(raw, mapped[number]), strict=True):
                error += cv2.norm(plane, np.asarray(source), cv2.NORM_L2SQR)
    return 10 * float(np.log10(255**2 * count / max(error, 1e-9)))


def main() -> None:
    options = argparse.ArgumentParser(description="Encode raw frames with PyAV.")
    for name in ("raw", "film", "size", "fps", "frames", "preset"):
        options.add_argument(name)
    told = options.parse_args()
    width, height = (int(x) for x in told.size.split("x"))
    encode(Raw(Path(told.raw), width, height, int(told.fps), int(told.frames)), Path(told.film), told.preset)
    print(json.dumps({"frames": int(told.frames)}))


if __name__ == "__main__":
    main()
