"""What an upload contains, measured: cuts, steadiness, exposure, colours, loudness, silence.

Run it in a guarded process.

Short clips are looked at nearly frame by frame; of long or large ones only the key frames, and closer where these
differ.
"""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from pydantic import Field

from talkreel.analysis.cutting import cuts_in, difference, steadiness_of
from talkreel.analysis.pictures import study
from talkreel.draw.palette import dominant_colours
from talkreel.media.pictures import read_picture
from talkreel.media.probe import probe
from talkreel.media.skimming import Glimpse, Left, skim
from talkreel.media.sounds import RATE_HZ, sound_blocks
from talkreel.model.value import Strict
from talkreel.sound.loudness import SILENT_LUFS, Loudness

LONGEST_MS = 10 * 60_000  # of a longer one the beginning is looked at
_DENSE_PIXELS = 4_500_000_000  # 72 s of full HD at 30 frames a second
_CLOSE_PIXELS = 1_000_000_000  # up to here as many frames are looked at as can be
_SUSPECT = 10.0  # difference of two key frames that is worth a closer look
_SURE = 30.0  # and one that is taken for a cut where there is no time for that
_AFTER_MS = 400  # what follows a cut, to see that it stays
_BURSTS, _BURST_MS = 8, 1000
_COLOUR_FRAMES = 12
_SILENT_DBFS, _SILENCE_MS = -50.0, 500
_WINDOW = RATE_HZ // 100  # 10 ms


class Exposure(Strict):
    """`luma` is the mean of full range, `clipped` the share that is black or white; both 0..1."""

    luma: float = Field(ge=0, le=1)
    clipped: float = Field(ge=0, le=1)


class Analysis(Strict):
    """What was measured of the first `until_ms` of an upload; None and empty where there is nothing to measure.

    `cuts` are ms. `steadiness` 0 (shaken) .. 1. `colours` hex, most dominant first. `loudness` in LUFS and sample
    `peak` in dBFS are None for silence; `silences` are [start, stop) in ms.
    """

    kind: Literal["image", "video", "audio"]
    until_ms: int = 0
    cuts: tuple[int, ...] = ()
    steadiness: float | None = None
    exposure: Exposure | None = None
    colours: tuple[str, ...] = ()
    loudness: float | None = None
    peak: float | None = None
    silences: tuple[tuple[int, int], ...] = ()


def analyse(path: Path, kind: Literal["image", "video", "audio"]) -> Analysis:
    """Measure a picture, a clip or a sound.

    Raises:
        InputError: nothing of it can be decoded.
        TooLargeError: it is over a limit.
    """
    if kind == "image":
        return _picture(path)
    probed = probe(path)
    until_ms = min(probed.duration_ms or LONGEST_MS, LONGEST_MS)
    found = Analysis(kind=kind, until_ms=until_ms)
    if kind == "video":
        pixels = probed.width * probed.height * (probed.fps or 25) * until_ms / 1000
        left: Left = "NONREF" if pixels <= _CLOSE_PIXELS else "BIDIR"
        seen = _dense(path, until_ms, left) if pixels <= _DENSE_PIXELS else _sparse(path, until_ms, pixels / until_ms)
        found = found.model_copy(update=seen)
    return found.model_copy(update=_heard(path, until_ms)) if probed.has_sound else found


def _picture(path: Path) -> Analysis:
    pixels = read_picture(path)
    grey = np.asarray(cv2.cvtColor(pixels[..., :3], cv2.COLOR_BGR2GRAY), np.uint8)
    clipped = float(((grey < 8) | (grey > 247)).mean())
    exposure = Exposure(luma=round(float(grey.mean()) / 255, 4), clipped=round(clipped, 4))
    return Analysis(kind="image", exposure=exposure, colours=study(path).colours)


def _dense(path: Path, until_ms: int, left: Left) -> dict[str, object]:
    glimpses, shown = _looked(path, until_ms, left)
    return _summary(cuts_in(glimpses), glimpses, glimpses, shown)


def _sparse(path: Path, until_ms: int, pixels_per_ms: float) -> dict[str, object]:
    keys, shown = _looked(path, until_ms, "NONKEY")
    cuts: list[float] = []
    room_ms = _DENSE_PIXELS / 2 / pixels_per_ms
    for begin, end, change in ((a.t_ms, b.t_ms, difference(a, b)) for a, b in pairwise(keys)):
        if change < _SUSPECT:
            continue
        room_ms -= end - begin
        if room_ms < 0:  # encoders begin a new group where a shot does
            cuts += [end] if change >= _SURE else []
            continue
        close = cuts_in([_light(glimpse) for glimpse in skim(path, begin, end + _AFTER_MS, "BIDIR")])
        cuts += [cut for cut in close if begin < cut <= end]
    chosen = {keys[n * len(keys) // _BURSTS].t_ms for n in range(_BURSTS)} if keys else set[float]()
    bursts = [glimpse for t_ms in sorted(chosen) for glimpse in _burst(path, t_ms)]
    return _summary(cuts, keys, bursts, shown)


def _looked(path: Path, until_ms: int, left: Left) -> tuple[list[Glimpse], list[np.ndarray]]:
    """All that is seen, and some of it in colour."""
    glimpses: list[Glimpse] = []
    shown: list[np.ndarray] = []
    for glimpse in skim(path, 0, until_ms, left):
        if len(shown) < _COLOUR_FRAMES and glimpse.t_ms >= len(shown) * until_ms / _COLOUR_FRAMES:
            shown.append(glimpse.pixels())
        glimpses.append(_light(glimpse))
    return glimpses, shown


def _burst(path: Path, from_ms: float) -> list[Glimpse]:
    """A short while, from a key frame on."""
    return [_light(glimpse) for glimpse in skim(path, from_ms, from_ms + _BURST_MS)]


def _light(glimpse: Glimpse) -> Glimpse:
    """Without the frame itself, of which a decoder has only so many."""
    return Glimpse(glimpse.t_ms, glimpse.grey, glimpse.chroma, glimpse.clipped, None)


def _summary(
    cuts: list[float], seen: list[Glimpse], moving: list[Glimpse], shown: list[np.ndarray]
) -> dict[str, object]:
    if not seen:
        return {}
    luma = float(np.mean([g.grey.mean() for g in seen])) / 255
    clipped = float(np.mean([g.clipped for g in seen]))
    return {
        "cuts": tuple(round(cut) for cut in sorted(set(cuts))),
        "steadiness": steadiness_of(moving, cuts),
        "exposure": Exposure(luma=round(luma, 4), clipped=round(clipped, 4)),
        "colours": dominant_colours(np.ascontiguousarray(np.concatenate(shown))) if shown else (),
    }


def _heard(path: Path, until_ms: int) -> dict[str, object]:
    meter = Loudness()
    loudest: list[np.ndarray] = []
    rest = np.zeros((0, 2), np.float32)
    for block in sound_blocks(path, 0, until_ms):
        meter.feed(block)
        rest = np.concatenate([rest, block])
        whole = len(rest) // _WINDOW * _WINDOW
        loudest.append(np.abs(rest[:whole]).reshape(-1, 2 * _WINDOW).max(1) if whole else np.zeros(0))
        rest = rest[whole:]
    levels = np.concatenate([*loudest, [np.abs(rest).max()] if len(rest) else []])
    lufs, peak = meter.lufs(), float(levels.max(initial=0.0))
    return {
        "loudness": round(lufs, 1) if lufs > SILENT_LUFS else None,
        "peak": round(20 * math.log10(peak), 1) if peak > 1e-6 else None,
        "silences": _silences(levels),
    }


def _silences(levels: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Spans in which the loudest sample of every 10 ms is below `_SILENT_DBFS`, of at least `_SILENCE_MS`."""
    silent = np.concatenate([[False], levels < 10 ** (_SILENT_DBFS / 20), [False]])
    edges = np.flatnonzero(np.diff(silent.astype(np.int8)))
    spans = [(int(a) * 10, int(b) * 10) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(span for span in spans if span[1] - span[0] >= _SILENCE_MS)
