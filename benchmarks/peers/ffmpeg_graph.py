"""The film as one ffmpeg command: `python ffmpeg_graph.py film.json film.mp4 [--seconds n] [--preset p]`.

zoompan for moves over photos (sampled at twice the size, else it trembles by whole px), crop and scale for clips,
xfade for transitions, colorchannelmixer and eq for the grade, libass for words, sidechaincompress for ducking.
Not done: our vignette and contrast on photos and clips, sub-pixel moves, loudness.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

import film as told
import subtitles
from film import Film, Shot

# red in red and blue in blue, then contrast and saturation: about our grades of those names
GRADES = {
    "warm": ("1.05", "0.93", "1.06", "1.0"),
    "cool": ("0.96", "1.05", "1.06", "1.0"),
    "vivid": ("1.0", "1.0", "1.12", "1.16"),
}


def command(film: Film, path: Path, ass: Path, seconds: float, preset: str) -> list[str]:
    """The whole command line."""
    inputs: list[str] = []
    for shot in film.shots:
        inputs += ["-ss", f"{shot.in_ms / 1000}", "-i", shot.file] if _is_clip(shot) else ["-i", shot.file]
    sounds = [film.music, *([film.voice] if film.voice else [])]
    for sound in sounds:
        inputs += ["-i", sound]
    graph = ";".join([*_pictures(film, ass), _sound(film, len(film.shots))])
    return [
        "ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex", graph, "-map", "[picture]", "-map", "[sound]",
        "-c:v", "libx264", "-preset", preset, "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "192k",
        "-t", f"{seconds}", str(path),
    ]  # fmt: skip


def _is_clip(shot: Shot) -> bool:
    return shot.file.endswith(".mp4")


def _pictures(film: Film, ass: Path) -> list[str]:
    chains = [f"[{i}:v]{_shown(film, i)}[s{i}]" for i in range(len(film.shots))]
    last = "s0"
    for i, shot in enumerate(film.shots[1:], 1):
        kind = "wipeleft" if shot.entry == "wipe" else "fade"
        fade = f"xfade=transition={kind}:duration={shot.entry_ms / 1000}:offset={shot.start_ms / 1000}"
        chains.append(f"[{last}][s{i}]{fade}[x{i}]")
        last = f"x{i}"
    chains.append(f"[{last}]ass={ass}:fontsdir={Path(film.font).parent},format=yuv420p[picture]")
    return chains


def _shown(film: Film, number: int) -> str:
    """A shot, as long as it is seen with what it runs on."""
    shot = film.shots[number]
    frames = (shot.duration_ms + film.overlap_ms(number)) * film.fps // 1000
    x, y, w, h = shot.crop_from
    to = f"{film.width}:{film.height}"
    if _is_clip(shot):
        red, blue, contrast, saturation = GRADES[shot.tone]
        crop = "" if (round(w), round(h)) == (shot.width, shot.height) else f"crop={w:.0f}:{h:.0f}:{x:.0f}:{y:.0f},"
        scale = f"scale={to}:flags=bilinear," if (round(w), round(h)) != (film.width, film.height) else ""
        grade = f"colorchannelmixer=rr={red}:bb={blue},eq=contrast={contrast}:saturation={saturation}"
        return f"{crop}{scale}{grade},trim=end_frame={frames},fps={film.fps},settb=1/{film.fps},format=yuv420p"
    moving = shot.duration_ms * film.fps // 1000
    part = f"min(1,on/{moving})"
    values = [f"({a:.2f}+({b - a:.2f})*{part})" for a, b in zip(shot.crop_from, shot.crop_to, strict=True)]
    # zoompan works on a picture of the film's shape: the widest crop, at twice the film's size.
    wide = min(shot.width, shot.height * film.width / film.height)
    tall = wide * film.height / film.width
    left, top, twice = (shot.width - wide) / 2, (shot.height - tall) / 2, 2 * film.width / wide
    cropped = f"crop={wide:.0f}:{tall:.0f}:{left:.0f}:{top:.0f},scale={2 * film.width}:{2 * film.height}"
    at = f"x='({values[0]}-{left:.2f})*{twice:.5f}':y='({values[1]}-{top:.2f})*{twice:.5f}'"
    pan = f"zoompan=z='{wide:.2f}/{values[2]}':{at}:d={frames}:s={film.width}x{film.height}:fps={film.fps}"
    return f"{cropped},{pan},settb=1/{film.fps},format=yuv420p"


def _sound(film: Film, first: int) -> str:
    length = film.duration_ms / 1000
    fade = min(2.0, length / 4)
    bed = f"[{first}:a]atrim=end={length},volume={film.music_volume},afade=in:d={fade / 2}"
    bed += f",afade=out:st={length - fade}:d={fade}"
    if not film.voice:
        return f"{bed}[sound]"
    voice = f"[{first + 1}:a]adelay={film.voice_ms}:all=1,apad=whole_dur={length},asplit[said][key]"
    duck = "[bed][key]sidechaincompress=threshold=0.02:ratio=8:attack=20:release=400[under]"
    return f"{bed}[bed];{voice};{duck};[under][said]amix=inputs=2:duration=first:normalize=0[sound]"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("film")
    options.add_argument("path", type=Path)
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--preset", default="veryfast")
    chosen = options.parse_args()
    film = told.load(chosen.film)
    ass = chosen.path.with_suffix(".ass")
    subtitles.write(film, ass)
    seconds = chosen.seconds or film.duration_ms / 1000
    subprocess.run(command(film, chosen.path, ass, seconds, chosen.preset), check=True)


if __name__ == "__main__":
    main()
