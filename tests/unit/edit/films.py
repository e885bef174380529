"""A film to edit, and a short way to write what lies where."""

from __future__ import annotations

from typing import Any

from talkreel.edit import apply
from talkreel.edit.tracks import find
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Asset,
    Draft,
    EffectRecipe,
    Entry,
    Framing,
    Key,
    MusicRecipe,
    Operation,
    Scene,
    Segment,
    Track,
    VoiceRecipe,
)
from talkreel.model.look import LOOKS
from talkreel.model.operation import AddAsset, AddTrack, SetLook

PUSH = Entry(kind="push", duration_ms=500)


def segment(segment_id: str, start_ms: int, duration_ms: int, **fields: Any) -> Segment:
    return Segment(id=segment_id, start_ms=start_ms, duration_ms=duration_ms, **fields)


def film() -> Draft:
    """Thirteen seconds: a drawn city, a clip, a photo and a drawn sea, under words, music, effects and a voice.

    Video     s1 city 0-3 | s2 clip 3-7 | s3 photo 7-9.5 | s4 sea 9.5-13
    Music     m1 0-13
    Effects   e1 whoosh 2.88-4.08 (leads to s2) | e2 shimmer 9.5-10.7
    Words     w1, w2 of s1 | w9 over s2 and s3 | w3 of s3 | w4 of s4
    Voice     v1 in s1 | v2 in s4
    Logo      l1 0-13
    Captions  c1 in s1 | c2 in s4
    """
    day_to_night = (Key(at=0, to="day"), Key(at=3000, to="night"))
    pictures = (
        segment("s1", 0, 3000, name="city", scene=Scene(kind="city", words=("w1", "w2")), hold_ms=400),
        segment("s2", 3000, 4000, name="clip", src="v", in_ms=500, scene=Scene(kind="video", src=("v",)), entry=PUSH),
        segment("s3", 7000, 2500, name="photo", scene=Scene(kind="photo", src=("i",), words=("w3",)), entry=PUSH),
        segment("s4", 9500, 3500, name="sea", scene=Scene(kind="sea", time=day_to_night, words=("w4",)), entry=PUSH),
    )
    words = (
        segment("w1", 0, 3000, text="Hello", role="title"),
        segment("w2", 1000, 2000, text="World", role="body"),
        segment("w9", 4000, 5000, text="Over"),
        segment("w3", 7000, 2500, text="Photo", role="title"),
        segment("w4", 10000, 3000, text="Goodbye now", role="title"),
    )
    effects = (
        segment("e1", 2880, 1200, effect=EffectRecipe(kind="whoosh")),
        segment("e2", 9500, 1200, effect=EffectRecipe(kind="shimmer")),
    )
    spoken = (
        segment("v1", 250, 2750, voice=VoiceRecipe(text="Hello. World.")),
        segment("v2", 9750, 3250, voice=VoiceRecipe(text="Goodbye now.")),
    )
    captions = (
        segment("c1", 250, 2750, text="Hello. World.", role="caption"),
        segment("c2", 9750, 1000, text="Goodbye", role="caption"),
        segment("c3", 10750, 2250, text="now.", role="caption"),
    )
    tracks = (
        Track(id="t1", type=PICTURE, name="Video", segments=pictures),
        Track(id="t2", type=SOUND, name="Music", segments=(segment("m1", 0, 13000, music=LOFI, volume=0.35),)),
        Track(id="t3", type=SOUND, name="Effects", segments=effects),
        Track(id="t4", type=WORDS, name="Words", segments=words),
        Track(id="t5", type=SOUND, name="Voice", segments=spoken),
        Track(id="t6", type=PICTURE, name="Logo", segments=(segment("l1", 0, 13000, src="i", framing=CORNER),)),
        Track(id="t7", type=WORDS, name="Captions", segments=captions),
    )
    return apply(
        Draft(),
        [
            SetLook(look=LOOKS["aurora"]),
            AddAsset(key="v", asset=Asset(file="clips/v.mp4", kind="video", duration_ms=9000)),
            AddAsset(key="i", asset=Asset(file="i.png", kind="image")),
            AddAsset(key="m", asset=Asset(file="m.mp3", kind="audio", duration_ms=20000)),
            *(AddTrack(track=track) for track in tracks),
        ],
    )


LOFI = MusicRecipe(style="lofi")
CORNER = Framing(scale=0.2, x=0.9, y=0.1)


def done(*operations: Operation) -> Draft:
    """The film after these edits."""
    return apply(film(), operations)


def the(draft: Draft, name: str) -> Segment:
    """The segment of that id."""
    return find(draft, name)[1]


def span(draft: Draft, name: str) -> tuple[int, int]:
    """From when to when a segment lies, ms."""
    return the(draft, name).start_ms, the(draft, name).end_ms


def line(draft: Draft, track: str = "t1") -> str:
    """A track as "s1 0-3000, s2 3000-7000"."""
    segments = next(t.segments for t in draft.tracks if t.id == track)
    return ", ".join(f"{s.id} {s.start_ms}-{s.end_ms}" for s in segments)
