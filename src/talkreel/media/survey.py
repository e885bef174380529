"""Everything the quality gate measures of a file, in one pass over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media
from talkreel.media.sounds import read_sound

_SMALL = (96, 54)
_BLACK_LUMA = 20.0  # mean of limited-range luma: black is 16
_STILL_DIFFERENCE = 0.06  # mean absolute difference of small luma planes that grain or a codec alone does not reach


@dataclass(frozen=True)
class Survey:
    """What is in the file. `luma` and `change` have one entry a frame: mean luma, and difference from the last."""

    width: int
    height: int
    fps: float
    frames: int
    pixel_format: str
    colours: tuple[int, int, int]  # primaries, transfer, matrix, as ITU-T H.273 numbers them
    limited: bool
    video_codec: str
    audio_codec: str
    audio_rate_hz: int
    broken: int  # packets that did not decode
    luma: NDArray[np.float32]
    change: NDArray[np.float32]
    samples: NDArray[np.float32] | None

    @property
    def black(self) -> NDArray[np.bool_]:
        """Per frame: nothing but black."""
        return self.luma < _BLACK_LUMA

    @property
    def still(self) -> NDArray[np.bool_]:
        """Per frame: the same picture as the frame before."""
        return self.change < _STILL_DIFFERENCE


def survey(path: Path) -> Survey:
    """Decode a film once, looking at small luma planes, and read its sound.

    Raises:
        InputError: it has no picture, or cannot be opened.
    """
    with open_media(path) as container:
        if not container.streams.video:
            raise InputError("error.file_no_picture", path=str(path))
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        context = stream.codec_context
        luma: list[float] = []
        change: list[float] = []
        before: NDArray[np.float32] | None = None
        broken = 0
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except FFmpegError:
                broken += 1
                continue
            for frame in frames:
                small = _small_luma(frame)
                luma.append(float(small.mean()))
                change.append(255.0 if before is None else float(np.abs(small - before).mean()))
                before = small
        audio = container.streams.audio[0] if container.streams.audio else None
        found = Survey(
            width=context.width,
            height=context.height,
            fps=float(stream.average_rate or 0),
            frames=len(luma),
            pixel_format=context.pix_fmt or "",
            colours=(int(context.color_primaries), int(context.color_trc), int(context.colorspace)),
            limited=int(context.color_range) == 1,
            video_codec=context.name,
            audio_codec=audio.codec_context.name if audio else "",
            audio_rate_hz=audio.codec_context.sample_rate if audio else 0,
            broken=broken,
            luma=np.asarray(luma, np.float32),
            change=np.asarray(change, np.float32),
            samples=None,
        )
    return found if audio is None else _with_sound(found, path)


def _with_sound(found: Survey, path: Path) -> Survey:
    from dataclasses import replace

    return replace(found, samples=read_sound(path))


def _small_luma(frame: av.VideoFrame) -> NDArray[np.float32]:
    small = frame.reformat(width=_SMALL[0], height=_SMALL[1], format="gray", interpolation="AREA")
    return np.asarray(small.to_ndarray(), np.float32)


def is_faststart(path: Path) -> bool:
    """Whether an ISO file's index (`moov`) lies before its data (`mdat`), so that it plays while it loads."""
    with path.open("rb") as file:
        for _ in range(64):
            head = file.read(8)
            if len(head) < 8:
                return False
            size, name = int.from_bytes(head[:4], "big"), head[4:]
            if name == b"moov":
                return True
            if name == b"mdat":
                return False
            if size == 1:
                size = int.from_bytes(file.read(8), "big") - 8
            file.seek(max(0, size - 8), 1)
    return False
