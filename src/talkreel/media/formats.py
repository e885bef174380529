"""The five containers, and which encoders fill them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Quality = Literal["draft", "standard", "high"]
FormatName = Literal["mp4", "mov", "avi", "webm", "mkv"]


@dataclass(frozen=True)
class Format:
    """A container with the codecs that its players expect. `options` go to the muxer."""

    name: FormatName
    muxer: str
    video: str
    audio: str
    audio_rate_hz: int = 48_000
    options: tuple[tuple[str, str], ...] = ()


FORMATS: dict[str, Format] = {
    "mp4": Format("mp4", "mp4", "libx264", "aac", options=(("movflags", "+faststart"),)),
    "mov": Format("mov", "mov", "libx264", "aac", options=(("movflags", "+faststart"),)),
    "avi": Format("avi", "avi", "libx264", "libmp3lame"),
    "webm": Format("webm", "webm", "libvpx-vp9", "libopus"),
    "mkv": Format("mkv", "matroska", "libx264", "aac"),
}

# Encoder options by quality. Every chunk of a film is made with the same ones, so that one header fits all;
# `stitchable` keeps x264 from tuning its parameter sets to a chunk.
_X264 = "open-gop=0:stitchable=1:force-cfr=1:colorprim=bt709:transfer=bt709:colormatrix=bt709"


def _x264(preset: str, crf: int) -> dict[str, str]:
    return {"preset": preset, "crf": str(crf), "profile": "high", "forced-idr": "1", "x264-params": _X264}


def _vp9(speed: int, crf: int) -> dict[str, str]:
    return {"deadline": "realtime", "cpu-used": str(speed), "crf": str(crf), "b": "0", "lag-in-frames": "0"}


ENCODERS: dict[str, dict[Quality, dict[str, str]]] = {
    "libx264": {"draft": _x264("ultrafast", 27), "standard": _x264("veryfast", 20), "high": _x264("medium", 17)},
    "libvpx-vp9": {"draft": _vp9(8, 38), "standard": _vp9(7, 30), "high": _vp9(5, 24)},
}
AUDIO_BIT_RATES = {"aac": 192_000, "libmp3lame": 192_000, "libopus": 160_000}


def present(format: Format) -> bool:
    """Whether the encoders of a container are built in."""
    import av

    return {format.video, format.audio} <= av.codecs_available
