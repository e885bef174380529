"""The quality gate: what every film is measured for before anybody is told that it is ready."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from talkreel.media.formats import FORMATS
from talkreel.media.sounds import sound_blocks
from talkreel.media.survey import Memo, Survey, is_faststart, survey
from talkreel.model import SOUND, Draft
from talkreel.render.clock import SAMPLE_RATE_HZ, frames_in, time_of
from talkreel.render.resolve import PictureTrack
from talkreel.sound.loudness import Loudness
from talkreel.sound.true_peak import TruePeak

_LUFS, _LUFS_TOLERANCE = -14.0, 1.0
_PEAK_DBTP = -1.0
_LONGEST_STILL_MS = 2000
_LONGEST_BLACK_MS = 500
_LONGEST_SILENCE_MS = 2000
_SILENCE_DBFS = -60.0
_SILENT_WINDOW = SAMPLE_RATE_HZ // 20
_BT709 = (1, 1, 1)
_PIXEL_FORMATS = {"yuv420p", "yuv422p10le"}  # all codecs', and ProRes's
# Films shorter than a few gating blocks have no meaningful integrated loudness.
_LOUDNESS_FROM_MS = 3000


@dataclass(frozen=True)
class Expected:
    """What the film must be."""

    frames: int
    width: int
    height: int
    fps: int
    sound: bool

    @staticmethod
    def of(draft: Draft) -> Expected:
        """What a draft promises."""
        m = draft.meta
        sounding = any(s.volume > 0 and not s.muted for s in draft.of_type(SOUND))
        return Expected(frames_in(draft.duration_ms, m.fps), m.width, m.height, m.fps, sounding)


@dataclass(frozen=True)
class Finding:
    """One thing that was measured. `code` names a sentence of the catalogue (`check.<code>`)."""

    code: str
    ok: bool
    measured: str
    wanted: str = ""


@dataclass(frozen=True)
class Report:
    """All findings of a film."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Nothing is wrong."""
        return all(f.ok for f in self.findings)

    def wire(self) -> dict[str, object]:
        """As JSON."""
        return {"passed": self.passed, "findings": [asdict(f) for f in self.findings]}


def check_film(
    path: Path, expected: Expected | None = None, draft: Draft | None = None, memo: Memo | None = None
) -> Report:
    """Measure a film; without `expected`, only what is wrong in any film.

    `memo` is for films that we just made: what was measured of the very same packets before is believed.

    Raises:
        InputError: it cannot be opened at all.
    """
    seen = survey(path, memo)
    return Report(
        (
            *_shape(seen, expected),
            *_format(seen, path),
            *_picture(seen, draft),
            *_sound(seen, path, expected, memo),
        )
    )


def _shape(seen: Survey, expected: Expected | None) -> Iterator[Finding]:
    length = f"{seen.frames} frames, {seen.frames / seen.fps if seen.fps else 0:.3f} s"
    size, rate = f"{seen.width}x{seen.height}", f"{seen.fps:g} fps"
    if expected is None:
        yield Finding("length", seen.frames > 0, length)
        yield Finding("size", seen.width > 0, size)
        yield Finding("rate", seen.fps > 0, rate)
        return
    yield Finding("length", seen.frames == expected.frames, length, f"{expected.frames} frames")
    good = (seen.width, seen.height) == (expected.width, expected.height)
    yield Finding("size", good, size, f"{expected.width}x{expected.height}")
    yield Finding("rate", abs(seen.fps - expected.fps) < 0.01, rate, f"{expected.fps} fps")


def _format(seen: Survey, path: Path) -> Iterator[Finding]:
    yield Finding("decodes", seen.broken == 0, f"{seen.broken} bad packets", "0")
    yield Finding("pixels", seen.pixel_format in _PIXEL_FORMATS, seen.pixel_format, "yuv420p")
    tags = "BT.709" if seen.colours == _BT709 else "/".join(map(str, seen.colours))
    suffix = path.suffix.lower().lstrip(".")
    # AVI has no place for colour tags but the H.264 stream in it does; all others carry them in the container too.
    yield Finding("colours", seen.colours == _BT709 and seen.limited, tags, "BT.709, limited range")
    if suffix in {"mp4", "mov", "m4v"}:
        fast = is_faststart(path)
        yield Finding("faststart", fast, "index first" if fast else "index last", "index first")
    if suffix in FORMATS and seen.audio_codec:
        yield Finding(
            "sound_format",
            seen.audio_rate_hz == SAMPLE_RATE_HZ,
            f"{seen.audio_codec} {seen.audio_rate_hz} Hz",
            "48000 Hz",
        )


def _picture(seen: Survey, draft: Draft | None) -> Iterator[Finding]:
    fps = seen.fps or 30
    held, empty = _meant(seen, draft)
    black = _longest(seen.black & ~empty) * 1000 / fps
    yield Finding("black", black <= _LONGEST_BLACK_MS, f"{black / 1000:.1f} s at most", "<= 0.5 s")
    still = _longest(seen.still & ~held) * 1000 / fps
    yield Finding("still", still <= _LONGEST_STILL_MS, f"{still / 1000:.1f} s at most", "<= 2 s")


def _meant(seen: Survey, draft: Draft | None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per frame: the draft says that the picture stands still here; that there is none, or that it goes out."""
    held, empty = np.zeros(seen.frames, bool), np.zeros(seen.frames, bool)
    if draft is None:
        return held, empty
    track = PictureTrack(draft)
    moments = [track.moment(n) for n in range(seen.frames)]
    for n, (moment, later) in enumerate(zip(moments, moments[1:] + moments[-1:], strict=True)):
        empty[n] = moment.shot is None
        shot = moment.leading
        stands = shot is not None and shot.hold_ms > 0 and time_of(n, track.fps) >= shot.end_ms - shot.hold_ms
        held[n] = stands or (empty[n] and later.shot is None)
    return held, empty


def _sound(seen: Survey, path: Path, expected: Expected | None, memo: Memo | None) -> Iterator[Finding]:
    if not seen.audio_codec:
        silent = expected is None or not expected.sound
        yield Finding("sound", silent, "no sound", "sound")
        return
    heard = _heard(seen, path, memo)
    yield Finding("silence", heard.gap_ms <= _LONGEST_SILENCE_MS, f"{heard.gap_ms / 1000:.1f} s at most", "<= 2 s")
    yield Finding("peak", heard.peak_dbtp <= _PEAK_DBTP + 0.05, f"{heard.peak_dbtp:.1f} dBTP", "<= -1 dBTP")
    if heard.samples >= _LOUDNESS_FROM_MS * SAMPLE_RATE_HZ // 1000:
        near = abs(heard.lufs - _LUFS) <= _LUFS_TOLERANCE
        yield Finding("loudness", near, f"{heard.lufs:.1f} LUFS", "-14 LUFS, within 1")


class _Heard(NamedTuple):
    """What the ear and a meter make of a track. `gap_ms` is the longest silence inside it."""

    samples: int
    gap_ms: float
    peak_dbtp: float
    lufs: float


def _heard(seen: Survey, path: Path, memo: Memo | None) -> _Heard:
    key = hashlib.sha256(f"heard 1 {seen.audio_codec} {seen.sound_digest}".encode()).hexdigest()
    if memo is not None and (kept := memo.get(key)) is not None:
        return _Heard(*json.loads(kept))
    heard = _listened(path)
    if memo is not None:
        memo.put(key, json.dumps(heard).encode())
    return heard


def _listened(path: Path) -> _Heard:
    """In blocks: an hour of sound would not lie in memory."""
    loudness, peak = Loudness(), TruePeak()
    levels: list[NDArray[np.float32]] = []
    samples, rest = 0, np.zeros((0, 2), np.float32)
    for block in sound_blocks(path):
        loudness.feed(block)
        peak.feed(block)
        samples += len(block)
        rest = np.concatenate([rest, block])
        whole = len(rest) // _SILENT_WINDOW * _SILENT_WINDOW
        levels.append(np.abs(rest[:whole]).reshape(-1, 2 * _SILENT_WINDOW).max(1, initial=0))
        rest = rest[whole:]
    return _Heard(samples, _longest_silence(np.concatenate(levels)), float(peak.dbtp()), float(loudness.lufs()))


def _longest_silence(levels: NDArray[np.float32]) -> float:
    """The longest silence inside, ms; the fade at the very end does not count."""
    quiet = levels < 10 ** (_SILENCE_DBFS / 20)
    heard = np.flatnonzero(~quiet)
    inside = quiet[: heard[-1]] if len(heard) else quiet
    return _longest(inside) * _SILENT_WINDOW * 1000 / SAMPLE_RATE_HZ


def _longest(flags: NDArray[np.bool_]) -> int:
    """The longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
