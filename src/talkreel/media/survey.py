"""Everything the quality gate measures of a file, in one pass over it; what was seen before is not decoded again."""

# PyAV types its packets and streams as generic over what its stubs leave unknown.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

_SMALL = (96, 54)
_BLACK_LUMA = 20.0  # mean of limited-range luma: black is 16
_STILL_DIFFERENCE = 0.06  # mean absolute difference of small luma planes that grain or a codec alone does not reach
_METHOD = b"survey 1"


class Memo(Protocol):
    """What was measured before, by the hash of what was measured."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, payload: bytes) -> None: ...


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
    sound_digest: str  # of the packets of its sound; "" without

    @property
    def black(self) -> NDArray[np.bool_]:
        """Per frame: nothing but black."""
        return self.luma < _BLACK_LUMA

    @property
    def still(self) -> NDArray[np.bool_]:
        """Per frame: the same picture as the frame before."""
        return self.change < _STILL_DIFFERENCE


class _Seen(NamedTuple):
    """A run of frames: small luma planes of the first and the last, and per frame mean luma and change.

    The first frame's change is that from nothing: it is worked out where the run before is known.
    """

    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    luma: NDArray[np.float32]
    change: NDArray[np.float32]


def survey(path: Path, memo: Memo | None = None) -> Survey:
    """Decode a film once, looking at small luma planes.

    With a `memo`, groups of pictures that were decoded before are not decoded again; only for films of our own, whose
    groups are closed.

    Raises:
        InputError: it has no picture, or cannot be opened.
    """
    with open_media(path) as container:
        if not container.streams.video:
            raise InputError("error.file_no_picture", path=str(path))
        stream = container.streams.video[0]
        audio = container.streams.audio[0] if container.streams.audio else None
        sound = hashlib.sha256()
        if memo is None:
            stream.thread_type = "AUTO"
            runs, broken = _decoded(container.demux(stream), None)
        else:
            runs, broken = _remembered(_groups(container, stream, audio, sound), stream.codec_context, memo)
        context = stream.codec_context
        luma, change = _joined(runs)
        return Survey(
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
            luma=luma,
            change=change,
            sound_digest=sound.hexdigest() if audio and memo else "",
        )


def _groups(container: Any, stream: Any, audio: Any, sound: Any) -> Iterator[list[Any]]:
    """The packets of each group of pictures; those of the sound are hashed on the way."""
    group: list[Any] = []
    for packet in container.demux(*([stream, audio] if audio else [stream])):
        if not packet.size:
            continue
        if audio is not None and packet.stream.index == audio.index:
            sound.update(bytes(packet))
            continue
        if packet.is_keyframe and group:
            yield group
            group = []
        group.append(packet)
    if group:
        yield group


def _remembered(groups: Iterable[list[Any]], context: Any, memo: Memo) -> tuple[list[_Seen], int]:
    runs: list[_Seen] = []
    broken = 0
    for group in groups:
        data = [bytes(packet) for packet in group]
        digest = hashlib.sha256(_METHOD + bytes(context.extradata or b""))
        for piece in data:
            digest.update(piece)
        kept = memo.get(digest.hexdigest())
        if kept is not None:
            runs.append(_read(kept))
            continue
        found, bad = _decoded((*(av.Packet(piece) for piece in data), None), _decoder(context))
        runs += found
        broken += bad
        if not bad and sum(len(run.luma) for run in found) == len(group):
            memo.put(digest.hexdigest(), _written(found[0]))
    return runs, broken


def _decoder(context: Any) -> Any:
    decoder: Any = av.CodecContext.create(context.codec.name, "r")
    decoder.extradata = context.extradata
    decoder.thread_type = "AUTO"
    return decoder


def _decoded(packets: Iterable[Any], decoder: Any | None) -> tuple[list[_Seen], int]:
    """One run of all frames, by a decoder or by the packets' own; and how many packets did not decode."""
    luma: list[float] = []
    change: list[float] = []
    first = before = None
    broken = 0
    for packet in packets:
        try:
            frames = packet.decode() if decoder is None else decoder.decode(packet)
        except FFmpegError:
            broken += 1
            continue
        for frame in frames:
            small = _small_luma(frame)
            luma.append(float(small.mean()))
            change.append(_difference(before, small))
            first, before = small if first is None else first, small
    if first is None or before is None:
        return [], broken
    return [_Seen(first, before, np.asarray(luma, np.float32), np.asarray(change, np.float32))], broken


def _joined(runs: list[_Seen]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean luma and change of all frames."""
    luma = np.concatenate([np.zeros(0, np.float32), *(run.luma for run in runs)])
    change = np.concatenate([np.zeros(0, np.float32), *(run.change for run in runs)])
    at, before = 0, None
    for run in runs:
        change[at] = _difference(before, run.first)
        at, before = at + len(run.luma), run.last
    return luma, change


def _difference(before: NDArray[np.uint8] | None, now: NDArray[np.uint8]) -> float:
    return 255.0 if before is None else float(np.abs(now.astype(np.int16) - before).mean())


def _written(run: _Seen) -> bytes:
    return b"".join(part.tobytes() for part in run)


def _read(data: bytes) -> _Seen:
    small = _SMALL[0] * _SMALL[1]
    planes = np.frombuffer(data, np.uint8, 2 * small).reshape(2, _SMALL[1], _SMALL[0])
    numbers = np.frombuffer(data, np.float32, offset=2 * small).reshape(2, -1)
    return _Seen(planes[0], planes[1], numbers[0], numbers[1])


def _small_luma(frame: av.VideoFrame) -> NDArray[np.uint8]:
    small = frame.reformat(width=_SMALL[0], height=_SMALL[1], format="gray", interpolation="AREA")
    return np.asarray(small.to_ndarray(), np.uint8)


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
