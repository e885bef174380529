"""What goes with what: containers, codecs, sound, qualities. One table, and one value that was checked against it.

A combination is here only when ordinary players take it: ProRes in MP4 can be written, but not watched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal

from talkreel.errors import UsageError

Quality = Literal["draft", "standard", "high"]
CodecName = Literal["h264", "hevc", "av1", "vp9", "prores"]
FormatName = Literal["mp4", "mov", "avi", "webm", "mkv", "gif", "webp", "mp3", "wav", "m4a"]
EncoderChoice = Literal["software", "nvenc", "auto"]

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Format:
    """A container. `codecs` are those that its players expect, the usual one first; none for animations and sound.

    `audio` is the encoder of its sound, "" for none; `options` go to the muxer.
    """

    name: FormatName
    muxer: str
    codecs: tuple[CodecName, ...]
    audio: str
    audio_rate_hz: int = 48_000
    options: Options = ()

    @property
    def video(self) -> str:
        """The encoder of its usual codec, "" for none."""
        return _ENCODERS[self.codecs[0]] if self.codecs else ""

    @property
    def animated(self) -> bool:
        """Whether it is a picture that moves: no sound, few colours or frames, written in one piece."""
        return self.name in ANIMATIONS


@dataclass(frozen=True)
class Video:
    """All that an encoder of pictures must know beside their size and rate. Equal values give equal packets."""

    codec: CodecName
    encoder: str
    options: Options
    pixel_format: str = "yuv420p"
    reordered: int = 0  # how many pictures may be decoded before one that is shown first

    @property
    def alpha(self) -> bool:
        """Whether the pictures have a fourth plane."""
        return self.pixel_format.startswith("yuva")


@dataclass(frozen=True)
class Output:
    """How a film is written, and possible. `video` is None for animations and sound alone."""

    format: Format
    video: Video | None
    quality: Quality = "standard"
    alpha: bool = False

    @property
    def film(self) -> bool:
        """Whether it can be measured as a film: a picture that fills the frame, in time with its sound."""
        return self.video is not None and not self.alpha


# The index goes first, so that a film plays while it loads; 90 kHz holds the length of any whole number of frames.
_ISO: Options = (("movflags", "+faststart"), ("movie_timescale", "90000"))

FORMATS: dict[str, Format] = {
    "mp4": Format("mp4", "mp4", ("h264", "hevc", "av1", "vp9"), "aac", options=_ISO),
    "mov": Format("mov", "mov", ("h264", "hevc", "prores"), "aac", options=_ISO),
    "avi": Format("avi", "avi", ("h264",), "libmp3lame"),
    "webm": Format("webm", "webm", ("vp9", "av1"), "libopus"),
    "mkv": Format("mkv", "matroska", ("h264", "hevc", "av1", "vp9", "prores"), "aac"),
}
ANIMATIONS: dict[str, Format] = {
    "gif": Format("gif", "gif", (), ""),
    "webp": Format("webp", "webp", (), ""),
}
SOUNDS: dict[str, Format] = {
    "mp3": Format("mp3", "mp3", (), "libmp3lame"),
    "wav": Format("wav", "wav", (), "pcm_s16le"),
    "m4a": Format("m4a", "ipod", (), "aac", options=_ISO),
}
ALL_FORMATS = FORMATS | ANIMATIONS | SOUNDS
AUDIO_BIT_RATES = {"aac": 192_000, "libmp3lame": 192_000, "libopus": 160_000}

_ENCODERS: dict[CodecName, str] = {
    "h264": "libx264",
    "hevc": "libx265",
    "av1": "libsvtav1",
    "vp9": "libvpx-vp9",
    "prores": "prores_ks",
}
_NVENC: dict[CodecName, str] = {"h264": "h264_nvenc", "hevc": "hevc_nvenc", "av1": "av1_nvenc"}
_ALPHA: dict[CodecName, str] = {"vp9": "yuva420p", "prores": "yuva444p10le"}
_PIXELS: dict[CodecName, str] = {"prores": "yuv422p10le"}
# Fixed by codec, so that decoding times run on evenly from group to group: an encoder's own do not where a group has
# fewer pictures than that.
_REORDERED: dict[CodecName, int] = {"h264": 2, "hevc": 2}
_ALPHA_FORMATS: dict[str, CodecName] = {"mov": "prores", "webm": "vp9", "mkv": "vp9"}

# Speed and constant quality by wish. The speeds of a codec are its own: a preset's name, or a number.
_SPEEDS: dict[str, dict[Quality, tuple[str, int]]] = {
    "libx264": {"draft": ("ultrafast", 27), "standard": ("veryfast", 20), "high": ("medium", 17)},
    "libx265": {"draft": ("ultrafast", 30), "standard": ("veryfast", 23), "high": ("medium", 19)},
    "libsvtav1": {"draft": ("10", 42), "standard": ("8", 32), "high": ("6", 24)},
    "libvpx-vp9": {"draft": ("8", 38), "standard": ("7", 30), "high": ("5", 24)},
    "nvenc": {"draft": ("p2", 30), "standard": ("p4", 23), "high": ("p6", 19)},
}
_PRORES_PROFILES: dict[Quality, str] = {"draft": "1", "standard": "3", "high": "3"}  # LT, HQ
_PRORES_ALPHA = "4"  # 4444
_CRF_LIMITS = {"h264": 51, "hevc": 51, "av1": 63, "vp9": 63}

# Every chunk of a film is encoded with the same options, so that one header fits all: groups are closed, nothing is
# tuned to a chunk (`stitchable`), one thread works (a second one would change the bits of most encoders).
_X264 = "open-gop=0:stitchable=1:force-cfr=1:colorprim=bt709:transfer=bt709:colormatrix=bt709:chromaloc=1"
_X265 = "open-gop=0:repeat-headers=0:info=0:log-level=none:pools=none:frame-threads=1:chromaloc=1"
_FIXED: dict[str, dict[str, str]] = {
    "libx264": {"profile": "high", "forced-idr": "1", "x264-params": _X264},
    "libx265": {"forced-idr": "1", "x265-params": _X265},
    "libsvtav1": {"svtav1-params": "lp=1:scd=0"},
    "libvpx-vp9": {"deadline": "realtime", "b": "0", "lag-in-frames": "0", "auto-alt-ref": "0"},
    "nvenc": {"rc": "vbr", "b": "0", "tune": "hq", "forced-idr": "1", "no-scenecut": "1"},
}
_SPEED_NAMES = {"libvpx-vp9": "cpu-used"}
_CRF_NAMES = {"nvenc": "cq"}


def output_for(
    format: str,
    codec: str = "",
    quality: Quality = "standard",
    crf: int | None = None,
    alpha: bool = False,
    encoder: EncoderChoice = "software",
) -> Output:
    """The checked settings of an export. "" for codec: what the container's players expect.

    Raises:
        UsageError: the format or codec is not known, they do not go together, or this machine has no such encoder.
    """
    if format not in ALL_FORMATS:
        raise UsageError("error.format_unknown", format=format or "?", formats=", ".join(ALL_FORMATS))
    container = ALL_FORMATS[format]
    if not container.codecs:
        return _without_codec(container, codec, quality, crf, alpha)
    name = _codec(container, codec, alpha)
    if alpha and name not in _ALPHA:
        raise UsageError("error.alpha_codec", codec=name)
    if name == "prores":
        container = replace(container, audio="pcm_s16le")
    video = _video(container, name, quality, _checked_crf(name, crf), alpha, encoder)
    return Output(container, video, quality, alpha)


def _without_codec(container: Format, codec: str, quality: Quality, crf: int | None, alpha: bool) -> Output:
    """Animations and sound alone.

    Raises:
        UsageError: what cannot be asked of them was asked.
    """
    if codec:
        raise UsageError("error.codec_pointless", codec=codec, format=container.name)
    if crf is not None:
        raise UsageError("error.crf_pointless", what=container.name)
    if alpha and container.name != "webp":
        raise UsageError("error.alpha_format", format=container.name)
    return Output(container, None, quality, alpha)


def _codec(container: Format, wanted: str, alpha: bool) -> CodecName:
    if alpha and container.name not in _ALPHA_FORMATS:
        raise UsageError("error.alpha_format", format=container.name)
    if not wanted:
        return _ALPHA_FORMATS[container.name] if alpha else container.codecs[0]
    for name in container.codecs:
        if name == wanted:
            return name
    if wanted not in _ENCODERS:
        raise UsageError("error.codec_unknown", codec=wanted, codecs=", ".join(_ENCODERS))
    fitting = ", ".join(f.name for f in FORMATS.values() if wanted in f.codecs)
    raise UsageError("error.codec_format", codec=wanted, format=container.name, formats=fitting)


def _checked_crf(codec: CodecName, crf: int | None) -> int | None:
    if crf is None:
        return None
    if codec not in _CRF_LIMITS:
        raise UsageError("error.crf_pointless", what=codec)
    if not 1 <= crf <= _CRF_LIMITS[codec]:
        raise UsageError("error.crf_range", crf=crf, codec=codec, most=_CRF_LIMITS[codec])
    return crf


def _video(
    container: Format, codec: CodecName, quality: Quality, crf: int | None, alpha: bool, choice: EncoderChoice
) -> Video:
    card = "" if choice == "software" else _card_encoder(codec, alpha, required=choice == "nvenc")
    encoder = card or _ENCODERS[codec]
    pixels = _ALPHA[codec] if alpha else _PIXELS.get(codec, "yuv420p")
    options = _prores(quality, alpha) if codec == "prores" else _rated("nvenc" if card else encoder, quality, crf)
    reordered = _REORDERED.get(codec, 0)
    if container.name == "avi":  # it has no times of showing: pictures lie in it as they are shown
        options["bf"], reordered = "0", 0
    return Video(codec, encoder, tuple(options.items()), pixels, reordered)


def _rated(kind: str, quality: Quality, crf: int | None) -> dict[str, str]:
    speed, usual = _SPEEDS[kind][quality]
    wanted = str(usual if crf is None else crf)
    return {_SPEED_NAMES.get(kind, "preset"): speed, _CRF_NAMES.get(kind, "crf"): wanted} | _FIXED[kind]


def _prores(quality: Quality, alpha: bool) -> dict[str, str]:
    profile = _PRORES_ALPHA if alpha else _PRORES_PROFILES[quality]
    return {"profile": profile, "vendor": "apl0"} | ({"alpha_bits": "16"} if alpha else {})


def _card_encoder(codec: CodecName, alpha: bool, required: bool) -> str:
    """The graphics card's encoder, "" where it has none and need not.

    Raises:
        UsageError: it is required and not there.
    """
    name = "" if alpha else _NVENC.get(codec, "")
    if name and opens(name):
        return name
    if required:
        raise UsageError("error.encoder_missing", encoder=name or "nvenc", codec=codec)
    return ""


@cache
def opens(encoder: str) -> bool:
    """Whether an encoder is built in and takes a frame on this machine: a graphics card may be missing or busy."""
    import av
    from av.error import FFmpegError

    try:
        context = av.CodecContext.create(encoder, "w")
        assert isinstance(context, av.VideoCodecContext)
        context.width, context.height, context.pix_fmt = 256, 256, "yuv420p"
        context.framerate, context.time_base = Fraction(30), Fraction(1, 30)
        packets: list[object] = [*context.encode(av.VideoFrame(256, 256, "yuv420p")), *context.encode(None)]
        return bool(packets)
    except (FFmpegError, ValueError):
        return False


def present(format: Format) -> bool:
    """Whether the encoders of a container are built in."""
    import av

    wanted = {*(_ENCODERS[codec] for codec in format.codecs), format.audio} - {""}
    return wanted <= av.codecs_available
