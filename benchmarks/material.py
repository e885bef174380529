"""Photos, clips and sounds for the films that are measured: generated, the same every time, nothing is fetched.

Photos have detail at every scale (ridges, foliage, windows, sensor noise); clips pan over such a picture with a hand's
sway, things passing and noise, at a phone's bit rate. Both cost a decoder and an encoder about what real ones do.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

VERSION = "1"  # of what is generated: a new one is a new folder
RATE_HZ = 48_000
CLIP_BITS_PER_PX = 0.225  # 14 Mbit/s at 1080p, 30 frames a second
SPOKEN = (
    "We left before the sun was up. The road was empty and the sea was flat. "
    "By noon the whole coast smelled of salt and pine. We ate bread on the harbour wall, "
    "swam until our hands were cold, and drove home slowly with the windows down."
)

Picture = NDArray[np.uint8]

# Sky above, sky at the horizon, land: B G R.
_PALETTES = (
    ((196, 128, 60), (170, 206, 244), (62, 92, 58)),
    ((92, 52, 40), (96, 140, 236), (52, 44, 40)),
    ((214, 178, 132), (236, 236, 228), (66, 112, 84)),
    ((150, 84, 104), (150, 192, 246), (84, 92, 128)),
)


class Material:
    """Files in a folder, each made when it is first asked for. `small`: a third of the size, a fifth of the length."""

    def __init__(self, folder: Path, small: bool = False) -> None:
        self._home = folder / f"material-{VERSION}{'-small' if small else ''}"
        self._home.mkdir(parents=True, exist_ok=True)
        self.photo_size = (1200, 800) if small else (3000, 2000)
        self.clip_size = (360, 640) if small else (1080, 1920)
        self._clip_frames = 96 if small else 480

    @property
    def photos(self) -> tuple[Path, ...]:
        """Four of them."""
        return tuple(self._once(f"photo{i}.jpg", partial(_write_photo, seed=i, size=self.photo_size)) for i in range(4))

    @property
    def clips(self) -> tuple[Path, ...]:
        """Three of them, 30 frames a second, without sound; the second lies on its side."""
        upright, lying = self.clip_size, (self.clip_size[1], self.clip_size[0])
        return tuple(
            self._once(f"clip{i}.mp4", partial(_write_clip, seed=i, size=size, frames=self._clip_frames))
            for i, size in enumerate((upright, lying, upright))
        )

    @property
    def music(self) -> Path:
        """32 s."""
        return self._once("music.wav", lambda path: _write_sound(path, _music(32.0)))

    @property
    def voice(self) -> Path | None:
        """What is said; None where no voice engine is installed."""
        path = self._once("voice.wav", _write_voice)
        return path if path.stat().st_size else None

    def _once(self, name: str, write: Callable[[Path], None]) -> Path:
        path = self._home / name
        if not path.exists():
            part = path.with_name(f"part-{name}")
            write(part)
            part.rename(path)
        return path


def cloudy(height: int, width: int, rng: np.random.Generator, octaves: int, roughness: float) -> NDArray[np.float32]:
    """Fractal noise in 0..1: octaves of value noise, each `roughness` as strong as the one before."""
    total = np.zeros((height, width), np.float32)
    for octave in range(1, octaves + 1):
        across = 2**octave
        down = max(2, across * height // width)
        values = rng.standard_normal((down + 1, across + 1)).astype(np.float32)
        total += np.float32(roughness**octave) * cv2.resize(values, (width, height), interpolation=cv2.INTER_CUBIC)
    low, high = float(total.min()), float(total.max())
    return (total - low) / (high - low)


def landscape(seed: int, width: int, height: int) -> Picture:
    """Sky, three ridges, trees and houses, B G R, with the noise of a sensor."""
    rng = np.random.default_rng(100 + seed)
    above, horizon, land = (np.array(c, np.float32) for c in _PALETTES[seed % len(_PALETTES)])
    fall = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    haze = np.clip(fall * 1.3 + 0.5 * cloudy(height, width, rng, 8, 0.62) - 0.3, 0, 1)[..., None]
    picture = above * (1 - haze) + horizon * haze
    rows = np.arange(height, dtype=np.float32)[:, None]
    for depth in (0.34, 0.66, 1.0):
        crest = height * (0.38 + 0.24 * depth + 0.16 * (cloudy(2, width, rng, 10, 0.55)[0] - 0.5))
        relief = 0.4 + 1.0 * cloudy(height, width, rng, 11, 0.88)
        lit = (land * depth + horizon * (1 - depth) * 0.8) * relief[..., None]
        covered = np.clip(rows - crest[None], 0, 1)[..., None]
        picture = picture * (1 - covered) + lit * covered
    drawn: Picture = np.clip(picture, 0, 255).astype(np.uint8)
    _plant(drawn, rng, land)
    noise = np.asarray(cv2.GaussianBlur(rng.standard_normal(drawn.shape).astype(np.float32), (0, 0), 0.8))
    return np.clip(drawn + noise * 5, 0, 255).astype(np.uint8)


def _plant(picture: Picture, rng: np.random.Generator, land: NDArray[np.float32]) -> None:
    """Trees as heaps of leaves, and houses with windows, larger towards the foot."""
    height, width = len(picture), len(picture[0])
    for _ in range(130):
        x, near = int(rng.integers(width)), float(rng.uniform(0, 1))
        y, size = int(height * (0.62 + 0.36 * near)), max(3.0, height * (0.02 + 0.06 * near))
        shade = np.clip(land * rng.uniform(0.4, 1.9), 0, 255)
        if rng.random() < 0.3:
            _house(picture, x, y, int(size), shade)
            continue
        for _ in range(160):
            at = (int(x + rng.normal(0, size / 2)), int(y - size + rng.normal(0, size / 2)))
            colour = tuple(float(c) for c in np.clip(shade * rng.uniform(0.6, 1.5), 0, 255))
            leaf = (max(1, int(size / 9)), max(1, int(size / 22)))
            cv2.ellipse(picture, at, leaf, float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA)


def _house(picture: Picture, x: int, y: int, size: int, shade: NDArray[np.float32]) -> None:
    wall = tuple(float(c) for c in np.clip(shade + 60, 0, 255))
    cv2.rectangle(picture, (x, y - 2 * size), (x + size, y), wall, -1)
    pane = max(1, size // 6)
    for row in range(2 * size // (2 * pane)):
        for column in range(size // (2 * pane)):
            at = (x + pane // 2 + column * 2 * pane, y - 2 * size + pane // 2 + row * 2 * pane)
            cv2.rectangle(picture, at, (at[0] + pane, at[1] + pane), (40.0, 60.0, 80.0), -1)


def _write_photo(path: Path, seed: int, size: tuple[int, int]) -> None:
    picture = landscape(seed, *size)
    path.write_bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes())


def _write_clip(path: Path, seed: int, size: tuple[int, int], frames: int) -> None:
    """H.264, 30 frames a second, a key frame every two seconds; no sound."""
    width, height = size
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=30, options={"preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.gop_size, stream.thread_count = 60, 2
        stream.bit_rate = round(CLIP_BITS_PER_PX * width * height * 30)
        for number, picture in enumerate(_panned(seed, width, height, frames)):
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _panned(seed: int, width: int, height: int, frames: int) -> Iterator[Picture]:
    """A hand-held pan over a landscape; balls and bars pass; noise of a small sensor."""
    rng = np.random.default_rng(200 + seed)
    plate = landscape(seed + 1, width * 7 // 5, height * 7 // 6)
    noise = (rng.standard_normal((height + 64, width + 64, 3)) * 5).astype(np.int8)
    room = np.array([plate.shape[1] - width, plate.shape[0] - height], np.float64)
    passing = [
        (rng.uniform(0, 1), rng.uniform(0.3, 0.9), rng.uniform(0.1, 0.5), int(rng.integers(3))) for _ in range(9)
    ]
    for number in range(frames):
        t = number / 30
        sway = np.array([np.sin(2.1 * t) + 0.6 * np.sin(5.3 * t), np.cos(1.7 * t) + 0.5 * np.sin(6.1 * t)])
        at = room * (0.1 + 0.8 * np.array([number / frames, 0.5])) + sway * width / 180
        shift = np.array([[1, 0, -at[0]], [0, 1, -at[1]]], np.float64)
        shown = cv2.warpAffine(plate, shift, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        for start, level, speed, kind in passing:
            x, y = int(((start + speed * t) % 1.3 - 0.15) * width), int(level * height)
            colour = (60.0 + 70 * kind, 90.0, 230.0 - 70 * kind)
            cv2.circle(shown, (x, y), width // 22, colour, -1, cv2.LINE_AA)
        dx, dy = (int(v) for v in rng.integers(0, 64, 2))
        yield np.clip(shown + noise[dy : dy + height, dx : dx + width].astype(np.int16), 0, 255).astype(np.uint8)


def _music(seconds: float) -> NDArray[np.float64]:
    """Plucked chords over a bass, two channels, 96 beats a minute."""
    count = round(seconds * RATE_HZ)
    out = np.zeros((count + 2 * RATE_HZ, 2))
    chords = ((57, 60, 64, 69), (53, 57, 60, 65), (48, 55, 60, 64), (55, 59, 62, 67))
    eighth = 60 / 96 / 2
    line = np.arange(round(1.6 * RATE_HZ)) / RATE_HZ
    for number in range(int(seconds / eighth)):
        chord = chords[number // 8 % 4]
        notes = [chord[number * 3 % 4]] + ([chord[0] - 12] if number % 8 == 0 else [])
        for note in notes:
            hz = 440 * 2 ** ((note - 69) / 12)
            tone = sum(np.sin(2 * np.pi * hz * k * line) / k * np.exp(-line * (2 + 2 * k)) for k in (1, 2, 3, 4))
            at = round(number * eighth * RATE_HZ)
            side = 0.5 + 0.35 * np.sin(number)
            out[at : at + len(line)] += 0.16 * np.stack([tone * side, tone * (1 - side)], 1)
    return out[:count]


def _write_sound(path: Path, samples: NDArray[np.float64]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32_000).astype("<i2").tobytes())


def _write_voice(path: Path) -> None:
    """What our own films say, for those who cannot speak; an empty file where no voice is installed."""
    from talkreel.sound.voice import engine_named, installed_engines

    if "espeak" in installed_engines():
        _write_sound(path, np.asarray(engine_named("espeak").speak(SPOKEN, "en").samples, np.float64))
    else:
        path.touch()
