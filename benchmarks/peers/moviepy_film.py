# pyright: basic, reportMissingImports=false
"""The film with MoviePy 2: `python moviepy_film.py film.json film.mp4 [--seconds n] [--preset p]`.

Photos are cropped and resized by Pillow at every time, clips are cropped, resized and graded by a table, cross-fades
and the wipe are masks, words are pictures made beforehand by Pillow.
Not done: our vignette, ducking by level (music is turned down while the voice is there), loudness.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import film as told
import numpy as np
from film import Film, Line, Shot
from moviepy import (
    AudioFileClip,
    CompositeAudioClip,
    CompositeVideoClip,
    ImageClip,
    VideoClip,
    VideoFileClip,
    afx,
    vfx,
)
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

# red and blue gain, contrast, saturation
GRADES = {"warm": (1.05, 0.93, 1.06, 1.0), "cool": (0.96, 1.05, 1.06, 1.0), "vivid": (1.0, 1.0, 1.12, 1.16)}


def composed(film: Film) -> CompositeVideoClip:
    """All of it, one layer over the other."""
    layers: list[VideoClip] = []
    for number, shot in enumerate(film.shots):
        length = (shot.duration_ms + film.overlap_ms(number)) / 1000
        made = _clip(film, shot) if shot.file.endswith(".mp4") else _photo(film, shot)
        made = made.with_duration(length)
        if shot.entry == "fade":
            made = made.with_effects([vfx.CrossFadeIn(shot.entry_ms / 1000)])
        elif shot.entry == "wipe":
            made = made.with_mask(_wipe(film, shot.entry_ms / 1000).with_duration(length))
        layers.append(made.with_start(shot.start_ms / 1000))
    layers += [_title(film, line) for line in film.titles]
    layers += [state for line in film.captions for state in _caption(film, line)]
    whole = CompositeVideoClip(layers, size=(film.width, film.height)).with_duration(film.duration_ms / 1000)
    return whole.with_audio(_sound(film))


def _photo(film: Film, shot: Shot) -> VideoClip:
    """The crop of every time, resized by Pillow: exact to parts of a px, where Resize and set positions tremble."""
    photo, length = Image.open(shot.file).convert("RGB"), shot.duration_ms / 1000
    start, end = np.array(shot.crop_from), np.array(shot.crop_to)

    def shown(t: float) -> np.ndarray:
        x, y, w, h = start + (end - start) * min(1.0, t / length)
        return np.asarray(photo.resize((film.width, film.height), Image.Resampling.BILINEAR, (x, y, x + w, y + h)))

    return VideoClip(shown, duration=length)


def _clip(film: Film, shot: Shot) -> VideoClip:
    x, y, w, h = shot.crop_from
    length = shot.duration_ms / 1000
    made = VideoFileClip(shot.file, audio=False).subclipped(shot.in_ms / 1000, shot.in_ms / 1000 + length * 1.1)
    if round(w) < shot.width or round(h) < shot.height:
        made = made.cropped(x1=round(x), y1=round(y), width=round(w), height=round(h))
    if (round(w), round(h)) != (film.width, film.height):
        made = made.resized((film.width, film.height))
    red, blue, contrast, saturation = GRADES[shot.tone]
    levels = np.arange(256)[:, None] * np.array([red, 1.0, blue])
    table = np.clip((levels - 128) * contrast + 128, 0, 255).astype(np.uint8)

    def graded(frame: np.ndarray) -> np.ndarray:
        toned = np.stack([table[:, i][frame[..., i]] for i in range(3)], 2)
        if saturation == 1.0:
            return toned
        return np.asarray(ImageEnhance.Color(Image.fromarray(toned)).enhance(saturation))

    return made.image_transform(graded)


def _wipe(film: Film, seconds: float) -> VideoClip:
    """A mask whose soft edge runs from right to left."""
    across = np.linspace(1, 0, film.width, dtype=np.float32)[None]

    def shown(t: float) -> np.ndarray:
        edge = t / seconds * 1.16
        return np.repeat(np.clip((edge - across) / 0.16, 0, 1), film.height, 0)

    return VideoClip(shown, is_mask=True)


def _title(film: Film, line: Line) -> VideoClip:
    """It comes from the left and fades."""
    face = ImageFont.truetype(film.font, round(line.size))
    picture, (left, top) = _set(film, line, [(line.text, "#fdfbf6")], face)
    entering = min(0.7, line.duration_ms * 0.3 / 1000)

    def place(t: float) -> tuple[float, float]:
        return left - 1.1 * line.size * max(0.0, 1 - t / entering) ** 2, top

    made = ImageClip(picture).with_duration(line.duration_ms / 1000).with_position(place)
    return made.with_effects([vfx.CrossFadeIn(entering / 2), vfx.CrossFadeOut(0.24)]).with_start(line.start_ms / 1000)


def _caption(film: Film, line: Line) -> list[VideoClip]:
    """One picture for each word that is spoken."""
    face = ImageFont.truetype(film.font, round(line.size))
    ends = [line.start_ms, *(start for _, start, _ in line.words[1:]), line.start_ms + line.duration_ms]
    states: list[VideoClip] = []
    for number, (start, end) in enumerate(pairwise(ends)):
        words = [(w, film.accent if i == number else "#fdfbf6") for i, (w, *_) in enumerate(line.words)]
        picture, place = _set(film, line, words, face)
        states.append(
            ImageClip(picture).with_start(start / 1000).with_duration((end - start) / 1000).with_position(place)
        )
    return states


def _set(
    film: Film, line: Line, words: list[tuple[str, str]], face: ImageFont.FreeTypeFont
) -> tuple[np.ndarray, tuple[int, int]]:
    """Words in a row with a shadow, and where their picture lies."""
    space = face.getlength(" ")
    width = round(sum(face.getlength(word) + space for word, _ in words))
    height = round(line.size * 1.5)
    picture = Image.new("RGBA", (width + 8, height))
    pen, x = ImageDraw.Draw(picture), 0.0
    for word, colour in words:
        pen.text((x + 3, 3), word, font=face, fill="#00000099")
        pen.text((x, 0), word, font=face, fill=colour)
        x += face.getlength(word) + space
    return np.asarray(picture), (round((film.width - width) / 2), round(film.height * line.y - height / 2))


def _sound(film: Film) -> CompositeAudioClip:
    length = film.duration_ms / 1000
    fade = min(2.0, length / 4)
    bed = AudioFileClip(film.music).subclipped(0, length).with_volume_scaled(film.music_volume)
    bed = bed.with_effects([afx.AudioFadeIn(fade / 2), afx.AudioFadeOut(fade)])
    if not film.voice:
        return CompositeAudioClip([bed])
    start = film.voice_ms / 1000
    voice = AudioFileClip(film.voice)
    voice = voice.subclipped(0, min(voice.duration, length - start)).with_start(start)
    end = start + voice.duration

    def ducked(get, t):  # type: ignore[no-untyped-def]
        level = np.where((np.asarray(t) >= start) & (np.asarray(t) < end), 0.28, 1.0)
        return get(t) * (level[:, None] if np.ndim(t) else level)

    return CompositeAudioClip([bed.transform(ducked), voice]).with_duration(length)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("film")
    options.add_argument("path", type=Path)
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--preset", default="veryfast")
    chosen = options.parse_args()
    film = told.load(chosen.film)
    whole = composed(film)
    if chosen.seconds:
        whole = whole.subclipped(0, min(chosen.seconds, film.duration_ms / 1000))
    whole.write_videofile(
        str(chosen.path), fps=film.fps, codec="libx264", preset=chosen.preset, audio_codec="aac",
        audio_bitrate="192k", ffmpeg_params=["-crf", "20"], logger=None,
        temp_audiofile=str(chosen.path.with_suffix(".m4a")),
    )  # fmt: skip


if __name__ == "__main__":
    main()
