"""The film as an MLT project: `python melt_project.py film.json film.mp4 [--seconds n] [--preset p]`.

Photos move by the affine filter, clips are cropped and graded by lift_gamma_gain and eq, luma mixes them, libass draws
the words. As many threads compose as there are cores (real_time below 0: none may be dropped).
Not done: our vignette and contrast, ducking by level (music is turned down by keys while the voice is there), loudness.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import wave
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

import film as told
import subtitles
from film import Film, Shot

# red and blue gain, contrast, saturation
GRADES = {"warm": (1.05, 0.93, 1.06, 1.0), "cool": (0.96, 1.05, 1.06, 1.0), "vivid": (1.0, 1.0, 1.12, 1.16)}


def project(film: Film, ass: Path, wipe: Path) -> Element:
    """The film as MLT XML: shots one after the other with their mixes, the sounds below, the words over all."""
    mlt = Element("mlt", root="")
    m = {"width": film.width, "height": film.height, "frame_rate_num": film.fps, "frame_rate_den": 1}
    m |= {"progressive": 1, "sample_aspect_num": 1, "sample_aspect_den": 1, "colorspace": 709}
    m |= {"display_aspect_num": film.width, "display_aspect_den": film.height}
    SubElement(mlt, "profile", {name: str(value) for name, value in m.items()})
    for number in range(len(film.shots)):
        _shot(mlt, film, number)
    entries: list[dict[str, str]] = []
    for number, shot in enumerate(film.shots):
        first = shot.entry_ms * film.fps // 1000
        alone = shot.duration_ms * film.fps // 1000
        if first:
            entries.append({"producer": _mix(mlt, film, number, wipe), "in": "0", "out": str(first - 1)})
        entries.append({"producer": f"shot{number}", "in": str(first), "out": str(alone - 1)})
    _playlist(mlt, "pictures", entries)
    tracks = ["pictures", *_sounds(mlt, film)]
    whole = _tractor(mlt, "film", [{"producer": track} for track in tracks], film.frames)
    for number in range(1, len(tracks)):
        told = {"a_track": 0, "b_track": number, "always_active": 1, "sum": 1}
        _service(whole, "transition", "mix", **told)
    _service(whole, "filter", "avfilter.ass", **{"av.filename": ass, "av.fontsdir": Path(film.font).parent})
    return mlt


def _service(parent: Element, kind: str, name: str, **properties: object) -> Element:
    """A producer, filter or transition with its properties."""
    made = SubElement(parent, kind)
    for key, value in {"mlt_service": name, **properties}.items():
        SubElement(made, "property", name=key).text = str(value)
    return made


def _playlist(mlt: Element, name: str, entries: list[dict[str, str]], blank: int = 0) -> None:
    made = SubElement(mlt, "playlist", id=name)
    if blank:
        SubElement(made, "blank", length=str(blank))
    for entry in entries:
        SubElement(made, "entry", entry)


def _tractor(mlt: Element, name: str, tracks: list[dict[str, str]], frames: int) -> Element:
    made = SubElement(mlt, "tractor", {"id": name, "in": "0", "out": str(frames - 1)})
    for track in tracks:
        SubElement(made, "track", track)
    return made


def _mix(mlt: Element, film: Film, number: int, wipe: Path) -> str:
    """A shot over the end of the one before it."""
    shot, before = film.shots[number], film.shots[number - 1]
    frames, end = shot.entry_ms * film.fps // 1000, before.duration_ms * film.fps // 1000
    old = {"producer": f"shot{number - 1}", "in": str(end), "out": str(end + frames - 1)}
    new = {"producer": f"shot{number}", "in": "0", "out": str(frames - 1)}
    made = _tractor(mlt, f"mix{number}", [old, new], frames)
    how: dict[str, object] = {"resource": wipe, "softness": 0.16} if shot.entry == "wipe" else {}
    _service(made, "transition", "luma", a_track=0, b_track=1, out=frames - 1, **how)
    return f"mix{number}"


def _sounds(mlt: Element, film: Film) -> list[str]:
    """Playlists of the music and the voice."""
    music = _service(mlt, "producer", "avformat", resource=film.music)
    music.set("id", "music")
    _service(music, "filter", "volume", level=_levels(film))
    _playlist(mlt, "bed", [{"producer": "music", "in": "0", "out": str(film.frames - 1)}])
    if not film.voice:
        return ["bed"]
    voice = _service(mlt, "producer", "avformat", resource=film.voice)
    voice.set("id", "voice")
    _playlist(mlt, "said", [{"producer": "voice"}], film.voice_ms * film.fps // 1000)
    return ["bed", "said"]


def _wipe(film: Film, path: Path) -> Path:
    """A ramp from right to left, for the wipe."""
    ramp = path.with_suffix(".pgm")
    row = bytes(255 - x * 255 // (film.width - 1) for x in range(film.width))
    ramp.write_bytes(b"P5 %d %d 255\n" % (film.width, film.height) + row * film.height)
    return ramp


def _shot(mlt: Element, film: Film, number: int) -> None:
    """A shot, as long as it is seen with what it runs on; frame 0 is its first."""
    shot = film.shots[number]
    frames = (shot.duration_ms + film.overlap_ms(number)) * film.fps // 1000
    if not shot.file.endswith(".mp4"):
        last = shot.duration_ms * film.fps // 1000
        rect = f"0={_rect(film, shot, shot.crop_from)};{last}={_rect(film, shot, shot.crop_to)}"
        made = _service(mlt, "producer", "pixbuf", resource=shot.file, length=frames)
        made.set("id", f"shot{number}")
        move = {"transition.rect": rect, "transition.fill": 1, "transition.distort": 0}
        _service(made, "filter", "affine", **move)
        return
    clip = _service(mlt, "producer", "avformat", resource=shot.file)
    clip.set("id", f"clip{number}")
    first = shot.in_ms * film.fps // 1000
    part = {"producer": f"clip{number}", "in": str(first), "out": str(first + frames - 1)}
    red, blue, contrast, saturation = GRADES[shot.tone]
    if shot.crop_from[0] >= 1:
        _service(clip, "filter", "crop", left=round(shot.crop_from[0]), right=round(shot.crop_from[0]))
    _service(clip, "filter", "lift_gamma_gain", gain_r=red, gain_g=1, gain_b=blue)
    _service(clip, "filter", "avfilter.eq", **{"av.contrast": contrast, "av.saturation": saturation})
    _playlist(mlt, f"shot{number}", [part])


def _rect(film: Film, shot: Shot, crop: told.Crop) -> str:
    """Where the whole photo lies so that the crop fills the frame."""
    scale = film.width / crop[2]
    return f"{-crop[0] * scale:.2f} {-crop[1] * scale:.2f} {shot.width * scale:.2f} {shot.height * scale:.2f} 1"


def _levels(film: Film) -> str:
    """The music's level in dB by frame: in and out, and down under the voice."""
    level, last = 20 * math.log10(film.music_volume), film.frames - 1
    fade = min(2 * film.fps, film.frames // 4)
    keys = {0: -60.0, fade // 2: level, last - fade: level, last: -60.0}
    if film.voice:
        with wave.open(film.voice) as file:
            spoken = file.getnframes() * film.fps // file.getframerate()
        start = film.voice_ms * film.fps // 1000
        keys |= {max(1, start): level - 11, start + spoken: level - 11, start + spoken + 20: level}
    return ";".join(f"{frame}={db:.1f}" for frame, db in sorted(keys.items()) if frame <= last)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("film")
    options.add_argument("path", type=Path)
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--preset", default="veryfast")
    chosen = options.parse_args()
    chosen.path = chosen.path.resolve()
    film = told.load(chosen.film)
    ass = chosen.path.with_suffix(".ass")
    subtitles.write(film, ass)
    seconds = chosen.seconds or film.duration_ms / 1000
    written = chosen.path.with_suffix(".mlt")
    ElementTree(project(film, ass, _wipe(film, chosen.path))).write(written)
    # The image reader is a Qt module: it must not look for a screen.
    quiet = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = ["melt", "-quiet", str(written), "-consumer", f"avformat:{chosen.path}"]
    command += [f"out={round(seconds * film.fps) - 1}", f"real_time=-{os.cpu_count()}", "terminate_on_pause=1"]
    command += ["vcodec=libx264", f"preset={chosen.preset}", "crf=20", "pix_fmt=yuv420p", "acodec=aac", "ab=192k"]
    subprocess.run(command, check=True, env=quiet)


if __name__ == "__main__":
    main()
