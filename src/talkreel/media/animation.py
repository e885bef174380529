"""GIF and WebP: pictures that move on their own, smaller and slower than a film, written in one piece."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.filter import Graph
from numpy.typing import NDArray

from talkreel.errors import OutputError
from talkreel.media.deepening import deepen, deepen_both
from talkreel.media.encode import Cutout
from talkreel.media.formats import Format, Output, Quality
from talkreel.model.planes import Planes

Pixels = NDArray[np.uint8]
PaintPlanes = Callable[[Planes], None]
PaintCutout = Callable[[Cutout], None]

# At most: the longer side, px, and pictures a second. Beyond these a GIF is larger than the film.
_LIMITS: dict[str, tuple[int, int]] = {"gif": (640, 15), "webp": (960, 30)}
_SAMPLES = 24  # pictures from which the palette of a GIF is taken
_TICKS = {"gif": 100, "webp": 1000}  # a second, in the file's unit of time
_DITHER: dict[Quality, str] = {
    "draft": "bayer:bayer_scale=4",
    "standard": "bayer:bayer_scale=3",
    "high": "sierra2_4a",
}
_WEBP: dict[Quality, dict[str, str]] = {
    "draft": {"quality": "60", "compression_level": "1"},
    "standard": {"quality": "75", "compression_level": "3"},
    "high": {"quality": "88", "compression_level": "5"},
}


@dataclass(frozen=True)
class Animation:
    """What is shown of a film: each `step`-th frame, at an even size."""

    width: int
    height: int
    fps: Fraction
    step: int


def animation_of(width: int, height: int, fps: int, format: Format) -> Animation:
    """A film of this size and rate as an animation: never larger or faster than it, and within the format's limits."""
    longest, fastest = _LIMITS[format.name]
    scale = min(1.0, longest / max(width, height))
    step = -(-fps // fastest)
    return Animation(_even(width * scale), _even(height * scale), Fraction(fps, step), step)


def times_painted(format: Format, pictures: int) -> int:
    """How many calls it takes to write so many pictures: those of which a palette is taken are drawn twice."""
    return pictures + (len(_sampled(pictures)) if format.name == "gif" else 0)


def _sampled(pictures: int) -> list[int]:
    """The numbers of pictures from all over."""
    return sorted({pictures * i // _SAMPLES for i in range(_SAMPLES)})


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)


def write_animation(
    path: Path,
    output: Output,
    animation: Animation,
    paint: Sequence[PaintPlanes] | Sequence[PaintCutout],
) -> None:
    """Write an animation that repeats for ever. Some items of `paint` are called twice: a GIF needs its colours first.

    They are called with planes of the animation's size; where `output` has a clear ground, with a `Cutout`.

    Raises:
        OutputError: the file cannot be written.
    """
    studio = _Studio(animation, paint, output.alpha)
    write = _write_gif if output.format.name == "gif" else _write_webp
    try:
        with av.open(str(path), "w", format=output.format.muxer, options={"loop": "0"}) as container:
            write(container, studio, output.quality)
    except (FFmpegError, OSError) as cause:
        raise OutputError("error.output_write", path=str(path), detail=str(cause)) from cause


class _Studio:
    """Draws any picture of an animation, B G R A."""

    def __init__(self, animation: Animation, paint: Sequence[Any], alpha: bool) -> None:
        self.animation, self._paint = animation, paint
        width, height = animation.width, animation.height
        half = (height // 2, width // 2)
        self._planes = Planes(np.empty((height, width), np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8))
        self._alpha = np.full((height, width), 255, np.uint8)
        self._into = Cutout(self._planes, self._alpha) if alpha else self._planes

    def __len__(self) -> int:
        return len(self._paint)

    def frame(self, number: int) -> av.VideoFrame:
        """One picture, without a time."""
        self._paint[number](self._into)
        return av.VideoFrame.from_ndarray(np.dstack([shown_rgb(self._planes)[..., ::-1], self._alpha]), format="bgra")

    def timed(self, ticks: int) -> Iterator[av.VideoFrame]:
        """All pictures, timed in whole ticks whose roundings do not add up."""
        for number in range(len(self)):
            frame = self.frame(number)
            frame.pts, frame.time_base = self.begin(number, ticks), Fraction(1, ticks)
            yield frame

    def begin(self, number: int, ticks: int) -> int:
        """When a picture is shown."""
        return round(number * ticks / self.animation.fps)


def shown_rgb(planes: Planes) -> Pixels:
    """Planes as (height, width, 3) R G B, as BT.709 says, in whole numbers; chroma is interpolated."""
    full = [np.empty(planes.y.shape, np.uint16) for _ in planes]
    for change, plane, into in zip((deepen, deepen_both, deepen_both), planes, full, strict=True):
        change(plane, into)
    y = (full[0].astype(np.int32) - 64) * 4769
    u, v = (plane.astype(np.int32) - 512 for plane in full[1:])
    # 4096 times the matrix of BT.709, from 10 limited bits to 8 full ones: the last 14 bits are a fraction.
    rgb = np.stack([y + 7343 * v, y - 873 * u - 2183 * v, y + 8652 * u], -1)
    return np.clip((rgb + (1 << 13)) >> 14, 0, 255).astype(np.uint8)


def _write_gif(container: Any, studio: _Studio, quality: Quality) -> None:
    ticks = _TICKS["gif"]
    stream = _stream(container, "gif", studio.animation, "pal8", ticks)
    last = studio.begin(len(studio), ticks) - studio.begin(len(studio) - 1, ticks)
    container.container_options["final_delay"] = str(last)
    for frame in _coloured(studio, _palette(studio), quality, ticks):
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _write_webp(container: Any, studio: _Studio, quality: Quality) -> None:
    stream = _stream(container, "libwebp_anim", studio.animation, "bgra", _TICKS["webp"])
    stream.codec_context.options = dict(_WEBP[quality])
    for frame in studio.timed(_TICKS["webp"]):
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _stream(container: Any, encoder: str, animation: Animation, pixels: str, ticks: int) -> Any:
    stream = container.add_stream(encoder, rate=animation.fps)
    stream.width, stream.height, stream.pix_fmt = animation.width, animation.height, pixels
    stream.codec_context.time_base = stream.time_base = Fraction(1, ticks)
    stream.codec_context.thread_count = 1
    return stream


def _palette(studio: _Studio) -> av.VideoFrame:
    """The best 255 colours of pictures from all over the animation."""
    graph = Graph()
    into = _source(graph, studio.animation.width, studio.animation.height, 1)
    picking, sink = (
        graph.add("palettegen", "max_colors=255:reserve_transparent=1:stats_mode=full"),
        graph.add("buffersink"),
    )
    graph.link_nodes(into, picking, sink).configure()
    for place, number in enumerate(_sampled(len(studio))):
        sample = studio.frame(number)
        sample.pts, sample.time_base = place, Fraction(1)
        into.push(sample)
    into.push(None)
    palette = sink.pull()
    assert isinstance(palette, av.VideoFrame)
    return palette


def _coloured(studio: _Studio, palette: av.VideoFrame, quality: Quality, ticks: int) -> Iterator[av.VideoFrame]:
    """All pictures in the palette's colours, with a pattern of dots for those between."""
    graph = Graph()  # it must outlive its filters
    pictures = _source(graph, studio.animation.width, studio.animation.height, ticks)
    colours = _source(graph, palette.width, palette.height, ticks)
    using = graph.add("paletteuse", f"dither={_DITHER[quality]}:diff_mode=rectangle")
    sink = graph.add("buffersink")
    pictures.link_to(using, 0, 0)
    colours.link_to(using, 0, 1)
    using.link_to(sink)
    graph.configure()
    palette.pts, palette.time_base = 0, Fraction(1, ticks)
    colours.push(palette)
    colours.push(None)
    for frame in studio.timed(ticks):
        pictures.push(frame)
        yield from _ready(sink)
    pictures.push(None)
    yield from _ready(sink)


def _source(graph: Graph, width: int, height: int, ticks: int) -> Any:
    return graph.add_buffer(width=width, height=height, format=av.VideoFormat("bgra"), time_base=Fraction(1, ticks))


def _ready(sink: Any) -> Iterator[av.VideoFrame]:
    while True:
        try:
            yield sink.pull()
        except (BlockingIOError, EOFError):
            return
