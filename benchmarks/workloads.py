"""The films that are measured: what they show, as the plain values peers read, and as our drafts.

W1  30 s 1920x1080  four photos with slow moves, cross-fades and a wipe, four titles, a music file
W2  30 s 1080x1920  three graded clips with dissolves, word-by-word captions, a title, music ducked under a voice
W3  10 s 1920x1080  an illustrated city, from words
W4  60 s 1920x1080  a promo, from words

W1 and W2 are without grain, which no peer has; W3 and W4 are what anybody gets who says those words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

from material import SPOKEN, Material
from peers.film import Crop, Film, Line, Shot

import talkreel
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Asset,
    Camera,
    Draft,
    Entry,
    Meta,
    Scene,
    Segment,
    TextStyle,
    Track,
    VoiceRecipe,
)
from talkreel.model.look import LOOKS

CITY = "Generate a 10-second cinematic clip of a futuristic city at sunset with slow drone movement"
PROMO = (
    "generate a 60-second promotional video from this product description: Tidewater is a reef-safe mineral "
    "sunscreen made in small batches on the coast of Cornwall. It rubs in clear within 20 seconds, leaves no white "
    "cast and stays on for 80 minutes in the water. SPF 50, no fragrance, 12 ingredients, all of them named on the "
    "front of the tin. The tin is aluminium and comes back to us: send three and the fourth is free. 18 euro for "
    "75 ml. Order at tidewater.example."
)
TITLES = ("Morning over the valley", "The road to the coast", "An hour of gold", "See you next time")
CAPTIONS = (
    "We left before dawn", "the road was empty", "the sea was flat", "by noon it smelled", "of salt and pine",
    "we ate fresh bread", "on the harbour wall", "and swam until", "our hands were cold", "then drove home slowly",
    "with windows down", "counting the lights", "all along the shore", "until next summer",
)  # fmt: skip
CAPTION_MS = 2_000
LATE_FROM = 10  # from this caption on they lie a second later, across the bounds of two-second chunks
PAUSE = 0.10  # part of a caption after its last word, as our captions have it

FONT = Path(talkreel.__file__).parent / "assets/fonts/outfit/Outfit_700Bold.ttf"
LOOK = LOOKS["fresh"].model_copy(update={"grain": 0.0, "captions": "pop"})
_FOCUS = (0.3, 0.3, 0.7, 0.7)  # of every picture: no search for what it shows
_ZOOM, _WANDER = 1.13, 0.13  # of our camera at medium pace
Size = tuple[int, int]
Move = Literal["push", "pan_right", "pull", "pan_left"]
_MOVES: tuple[Move, ...] = ("push", "pan_right", "pull", "pan_left")


def slideshow(found: Material, size: Size = (1920, 1080), shot_ms: int = 7_500) -> Film:
    """W1, or a shorter and smaller film of the same kind."""
    entry_ms, photo = shot_ms * 2 // 15, found.photo_size
    shots = tuple(
        Shot(
            str(path), i * shot_ms, shot_ms, *photo, *_crops(_MOVES[i], photo, size),
            entry="cut" if i == 0 else "wipe" if i == 2 else "fade", entry_ms=entry_ms if i else 0, move=_MOVES[i],
        )
        for i, path in enumerate(found.photos)
    )  # fmt: skip
    letter = min(size) * 84 / 1080
    titles = tuple(
        Line(f"t{i}", text, i * shot_ms + entry_ms, shot_ms * 8 // 15, 0.80, letter) for i, text in enumerate(TITLES)
    )
    return Film("w1", *size, 30, 4 * shot_ms, shots, titles, (), str(found.music), font=str(FONT))


def clips(found: Material, shot_ms: int = 10_000) -> Film:
    """W2, or a shorter film of the same kind, of the clips' own size."""
    size, entry_ms, tones = found.clip_size, shot_ms // 10, ("warm", "cool", "vivid")
    shots: list[Shot] = []
    for i, path in enumerate(found.clips):
        whole = size if i != 1 else (size[1], size[0])
        crop = _widest(whole, size)
        shots.append(
            Shot(
                str(path), i * shot_ms, shot_ms, *whole, crop, crop, in_ms=shot_ms * (3 + i % 2) // 20,
                entry="fade" if i else "cut", entry_ms=entry_ms if i else 0, tone=tones[i],
            )
        )  # fmt: skip
    unit = min(size) / 1080
    title = Line("t0", "Summer by the sea", 0, shot_ms * 2 // 5, 0.20, 92 * unit)
    return Film(
        "w2", *size, 30, 3 * shot_ms, tuple(shots), (title,), tuple(_captions(3 * shot_ms, 68 * unit)),
        str(found.music), str(found.voice or ""), voice_ms=500, font=str(FONT),
        accent=LOOK.palette.accent2, music_volume=0.5,
    )  # fmt: skip


def _captions(duration_ms: int, size: float) -> list[Line]:
    lines: list[Line] = []
    for i, text in enumerate(CAPTIONS):
        start = i * CAPTION_MS + (1_000 if i >= LATE_FROM else 0)
        if start + CAPTION_MS <= duration_ms:
            lines.append(Line(f"c{i}", text, start, CAPTION_MS, 0.70, size, _spoken(text, start)))
    return lines


def _spoken(text: str, start_ms: int) -> tuple[tuple[str, int, int], ...]:
    """Each word with its time, by its length."""
    words = text.split()
    each = CAPTION_MS * (1 - PAUSE) / sum(len(word) + 2 for word in words)
    spans: list[tuple[str, int, int]] = []
    at = float(start_ms)
    for word in words:
        end = at + (len(word) + 2) * each
        spans.append((word, round(at), round(end)))
        at = end
    return tuple(spans)


def _widest(plate: Size, frame: Size, zoom: float = 1.0) -> Crop:
    """The largest crop of the frame's shape in the middle of a picture, made smaller by `zoom`."""
    scale = min(plate[0] / frame[0], plate[1] / frame[1]) / zoom
    w, h = frame[0] * scale, frame[1] * scale
    return ((plate[0] - w) / 2, (plate[1] - h) / 2, w, h)


def _crops(move: Move, plate: Size, frame: Size) -> tuple[Crop, Crop]:
    """Where our camera's move begins and ends."""
    far, near = _widest(plate, frame), _widest(plate, frame, _ZOOM)
    if move in ("push", "pull"):
        return (far, near) if move == "push" else (near, far)
    reach = min(_WANDER * near[2], near[0])
    left, right = ((near[0] + way * reach, *near[1:]) for way in (-1, 1))
    return (left, right) if move == "pan_right" else (right, left)


def drawn(film: Film) -> Draft:
    """The film as our draft."""
    assets = {_key(file): _asset(file) for file in [*(s.file for s in film.shots), film.music]}
    tracks = [
        Track(id="p", type=PICTURE, segments=tuple(_shot(i, shot) for i, shot in enumerate(film.shots))),
        Track(id="m", type=SOUND, segments=(_music(film),)),
        Track(id="w", type=WORDS, segments=tuple(_words(film, x, "overlay") for x in film.titles)),
        Track(id="c", type=WORDS, segments=tuple(_words(film, x, "caption") for x in film.captions)),
    ]
    if film.voice:
        said = VoiceRecipe(text=SPOKEN)
        length = film.duration_ms - film.voice_ms
        voice = Segment(id="v1", start_ms=film.voice_ms, duration_ms=length, voice=said)
        tracks.append(Track(id="v", type=SOUND, segments=(voice,)))
    meta = Meta(width=film.width, height=film.height, fps=film.fps)
    kept = tuple(track for track in tracks if track.segments)
    return Draft(id=film.name, duration_ms=film.duration_ms, meta=meta, look=LOOK, assets=assets, tracks=kept)


def _shot(number: int, shot: Shot) -> Segment:
    clip = shot.file.endswith(".mp4")
    scene = Scene(
        kind="video" if clip else "photo",
        variant="full",
        camera=Camera() if clip else Camera(move=shot.move),  # type: ignore[arg-type]
        tone=shot.tone,  # type: ignore[arg-type]
        focus=_FOCUS,
        src=(_key(shot.file),),
    )
    return Segment(
        id=f"s{number}", start_ms=shot.start_ms, duration_ms=shot.duration_ms, in_ms=shot.in_ms, scene=scene,
        entry=Entry(kind=shot.entry, duration_ms=shot.entry_ms),  # type: ignore[arg-type]
    )  # fmt: skip


def _music(film: Film) -> Segment:
    fade = min(2_000, film.duration_ms // 4)
    return Segment(
        id="m1", start_ms=0, duration_ms=film.duration_ms, src=_key(film.music), volume=film.music_volume,
        fade_in_ms=fade // 2, fade_out_ms=fade,
    )  # fmt: skip


def _words(film: Film, line: Line, role: Literal["overlay", "caption"]) -> Segment:
    style = TextStyle(size=line.size / min(film.width, film.height), x=0.5, y=line.y)
    if role == "overlay":
        style = style.model_copy(update={"animation": "slide"})
    return Segment(
        id=line.id, start_ms=line.start_ms, duration_ms=line.duration_ms, text=line.text, role=role, style=style
    )


@cache
def _key(file: str) -> str:
    return f"sha256:{hashlib.sha256(Path(file).read_bytes()).hexdigest()}"


def _asset(file: str) -> Asset:
    kinds: dict[str, Literal["image", "video", "audio"]] = {".jpg": "image", ".mp4": "video", ".wav": "audio"}
    return Asset(file=file, kind=kinds[Path(file).suffix])


def said(prompt: str) -> Draft:
    """The film that our planner makes of words alone."""
    from talkreel.studio.make import Wanted, plan_films

    return plan_films(prompt, (), Path(), Wanted())[0].draft


def cut(draft: Draft, duration_ms: int) -> Draft:
    """The beginning of a film: the same frames, fewer of them."""
    tracks = tuple(
        track.model_copy(update={"segments": tuple(s for s in track.segments if s.start_ms < duration_ms)})
        for track in draft.tracks
    )
    return draft.model_copy(update={"duration_ms": min(duration_ms, draft.duration_ms), "tracks": tracks})


def reworded(draft: Draft, name: str, text: str) -> Draft:
    """The film with other words in one text segment."""
    return _mapped(draft, lambda s: s.model_copy(update={"text": text}) if s.id == name else s)


def after_a_second(draft: Draft) -> Draft:
    """The film with a second of its first picture put in front; sounds begin with the film, as before."""
    first = next(s for s in draft.of_type(PICTURE))
    moved = _mapped(draft, lambda s: s.model_copy(update={"start_ms": s.start_ms + 1_000}), PICTURE, WORDS)
    new = first.model_copy(update={"id": "front", "duration_ms": 1_000, "start_ms": 0})
    tracks = tuple(
        t.model_copy(update={"segments": (new, *t.segments)}) if t.type == PICTURE else t for t in moved.tracks
    )
    return moved.model_copy(update={"tracks": tracks, "duration_ms": draft.duration_ms + 1_000})


def repeated(film: Film, times: int) -> Film:
    """The film again and again; the words count, so that no second of it is shown twice."""
    length = film.duration_ms
    shots: list[Shot] = []
    titles: list[Line] = []
    for turn in range(times):
        for i, shot in enumerate(film.shots):
            entry = ("fade", film.shots[1].entry_ms) if turn and not i else (shot.entry, shot.entry_ms)
            start, line = shot.start_ms + turn * length, film.titles[i]
            shots.append(replace(shot, start_ms=start, entry=entry[0], entry_ms=entry[1]))
            words = {"id": f"t{turn}.{i}", "text": f"{line.text} {turn + 1}"}
            titles.append(replace(line, **words, start_ms=start, duration_ms=shot.duration_ms))
    return replace(film, duration_ms=length * times, shots=tuple(shots), titles=tuple(titles))


def _mapped(draft: Draft, change: Callable[[Segment], Segment], *types: int) -> Draft:
    wanted = types or (PICTURE, SOUND, WORDS)
    tracks: Sequence[Track] = [
        t.model_copy(update={"segments": tuple(map(change, t.segments))}) if t.type in wanted else t
        for t in draft.tracks
    ]
    return draft.model_copy(update={"tracks": tuple(tracks)})
