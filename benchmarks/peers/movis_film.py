# pyright: basic, reportMissingImports=false
"""The film with movis: `python movis_film.py film.json film.mp4 [--seconds n] [--preset p]`.

Layers with keyframed scale, position and opacity, drawn by Qt and OpenCV; cross-fades are opacity. movis has no wipe
and no contrast: the wipe is a cross-fade, a grade is a function over the frame, as its documentation shows.
Not done: the wipe, our vignette, ducking by level, loudness, the shadow under captions.
"""

from __future__ import annotations

import argparse
import os
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported: there is no screen

import film as told
import movis as mv
import numpy as np
from film import Film, Line, Shot
from PIL import Image, ImageDraw, ImageFont

# red and blue gain, contrast
GRADES = {"warm": (1.05, 0.93, 1.06), "cool": (0.96, 1.05, 1.06), "vivid": (1.0, 1.0, 1.12)}


class Graded:
    """A layer through a table for each channel."""

    def __init__(self, layer: mv.layer.Video, tone: str) -> None:
        red, blue, contrast = GRADES[tone]
        levels = np.arange(256)[:, None] * np.array([red, 1.0, blue])
        self._layer, self._table = layer, np.clip((levels - 128) * contrast + 128, 0, 255).astype(np.uint8)

    @property
    def duration(self) -> float:
        return self._layer.duration

    def get_key(self, time: float) -> object:
        return self._layer.get_key(time)

    def __call__(self, time: float) -> np.ndarray | None:
        frame = self._layer(time)
        if frame is not None:
            frame = frame.copy()
            for channel in range(3):
                frame[..., channel] = self._table[:, channel][frame[..., channel]]
        return frame


def composed(film: Film) -> mv.layer.Composition:
    """All of it, one layer over the other."""
    whole = mv.layer.Composition(size=(film.width, film.height), duration=film.duration_ms / 1000)
    for number, shot in enumerate(film.shots):
        seen = (shot.duration_ms + film.overlap_ms(number)) / 1000
        item = _clip(whole, shot, seen) if shot.file.endswith(".mp4") else _photo(whole, film, shot, seen)
        if shot.entry_ms:
            first = shot.in_ms / 1000  # a layer's keys are in its own time
            item.opacity.enable_motion().extend([first, first + shot.entry_ms / 1000], [0.0, 1.0])
    for line in film.titles:
        words = [(line.text, "#fdfbf6")]
        item = _words(whole, film, line, words, line.start_ms, line.start_ms + line.duration_ms)
        stays = line.duration_ms / 1000
        item.opacity.enable_motion().extend([0.0, 0.3, stays - 0.24, stays], [0.0, 1.0, 1.0, 0.0])
        x, y = film.width / 2, film.height * line.y
        item.position.enable_motion().extend([0.0, 0.7], [(x - line.size, y), (x, y)], ["ease_out"])
    for line in film.captions:
        ends = [line.start_ms, *(start for _, start, _ in line.words[1:]), line.start_ms + line.duration_ms]
        for number, (start, end) in enumerate(pairwise(ends)):
            words = [(w, film.accent if i == number else "#fdfbf6") for i, (w, *_) in enumerate(line.words)]
            _words(whole, film, line, words, start, end)
    whole.add_layer(mv.layer.Audio(film.music), audio_level=20 * np.log10(film.music_volume))
    if film.voice:
        whole.add_layer(mv.layer.Audio(film.voice), offset=film.voice_ms / 1000)
    return whole


def _photo(whole: mv.layer.Composition, film: Film, shot: Shot, seen: float) -> mv.layer.LayerItem:
    """The whole photo, larger than the frame, scaled and moved."""
    item = whole.add_layer(mv.layer.Image(shot.file, duration=seen), offset=shot.start_ms / 1000)
    times, crops = [0.0, shot.duration_ms / 1000], (shot.crop_from, shot.crop_to)
    scales = [film.width / crop[2] for crop in crops]
    places = [
        (film.width / 2 + (shot.width / 2 - x - w / 2) * k, film.height / 2 + (shot.height / 2 - y - h / 2) * k)
        for (x, y, w, h), k in zip(crops, scales, strict=True)
    ]
    item.scale.enable_motion().extend(times, [(k, k) for k in scales])
    item.position.enable_motion().extend(times, places)
    return item


def _clip(whole: mv.layer.Composition, shot: Shot, seen: float) -> mv.layer.LayerItem:
    """Scaled so that its crop fills the frame; what hangs over is not seen."""
    start = shot.in_ms / 1000
    return whole.add_layer(
        Graded(mv.layer.Video(shot.file, audio=False), shot.tone),
        offset=shot.start_ms / 1000 - start, start_time=start, end_time=start + seen,
        scale=whole.size[1] / shot.crop_from[3],
    )  # fmt: skip


def _words(
    whole: mv.layer.Composition, film: Film, line: Line, words: list[tuple[str, str]], start_ms: int, end_ms: int
) -> mv.layer.LayerItem:
    """Words in a row, drawn beforehand by Pillow: movis sets one colour a text."""
    face = ImageFont.truetype(film.font, round(line.size))
    space = face.getlength(" ")
    width = round(sum(face.getlength(word) + space for word, _ in words))
    picture = Image.new("RGBA", (width + 8, round(line.size * 1.5)))
    pen, x = ImageDraw.Draw(picture), 0.0
    for word, colour in words:
        pen.text((x, 0), word, font=face, fill=colour)
        x += face.getlength(word) + space
    layer = mv.layer.Image(picture, duration=(end_ms - start_ms) / 1000)
    return whole.add_layer(layer, offset=start_ms / 1000, position=(film.width / 2, film.height * line.y))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("film")
    options.add_argument("path", type=Path)
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--preset", default="veryfast")
    chosen = options.parse_args()
    film = told.load(chosen.film)
    composed(film).write_video(
        str(chosen.path), end_time=chosen.seconds or None, fps=film.fps, audio_codec="aac",
        output_params=["-preset", chosen.preset, "-crf", "20"],
    )  # fmt: skip


if __name__ == "__main__":
    main()
