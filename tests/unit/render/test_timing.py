"""Time in a segment: parted scenes, other speeds, backwards, held; the frames are those that the source has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talkreel.model import PICTURE, WORDS, Camera, Draft, Meta, Scene, Segment, Timing, Track
from talkreel.model.look import LOOKS
from talkreel.render.compose import Compositor
from talkreel.render.shots import Frame

KINDS = ("kinetic", "quote", "count", "cards", "chart", "forest", "stage", "photo")


def film(*parts: Segment, words: tuple[Segment, ...] = ()) -> Draft:
    tracks = (Track(id="t1", type=PICTURE, segments=parts), Track(id="t2", type=WORDS, segments=words))
    end = max(p.end_ms for p in parts)
    return Draft(duration_ms=end, meta=Meta(width=160, height=90), look=LOOKS["aurora"], tracks=tracks)


def seen(draft: Draft, *numbers: int) -> list[Frame]:
    compositor = Compositor(draft, Path())
    return [compositor.frame(n) for n in numbers]


def shot(kind: str = "space", **more: object) -> Segment:
    words = ("w1", "w2") if kind != "space" else ()
    scene = Scene(kind=kind, seed=3, words=words, camera=Camera(move="push"))
    return Segment.model_validate({"id": "a", "s": 0, "d": 4000, "sc": scene} | more)


WORDS_SAID = (
    Segment(id="w1", start_ms=0, duration_ms=4000, text="40 million trees", role="title"),
    Segment(id="w2", start_ms=900, duration_ms=3000, text="planted since May", role="body"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_parted_scene_shows_the_frames_of_the_whole(kind: str) -> None:
    whole = shot(kind)
    earlier = whole.model_copy(update={"duration_ms": 1100, "span_ms": 4000})
    later = whole.model_copy(update={"id": "b", "start_ms": 1100, "duration_ms": 2900, "in_ms": 1100, "span_ms": 4000})
    numbers = (0, 20, 32, 33, 34, 60, 119)
    once, twice = (seen(film(*parts, words=WORDS_SAID), *numbers) for parts in ((whole,), (earlier, later)))
    assert all(np.array_equal(a, b) for a, b in zip(once, twice, strict=True))


def test_backwards_a_drawn_scene_shows_its_frames_from_the_end() -> None:
    words = tuple(w.model_copy(update={"start_ms": 0, "duration_ms": 1000}) for w in WORDS_SAID)
    there, back = (
        film(shot("kinetic", d=1000, tm=Timing(reverse=reverse)), words=words).model_copy(update={"look": None})
        for reverse in (False, True)
    )
    pairs = zip(seen(there, *range(0, 30, 6)), seen(back, *range(29, 0, -6)), strict=True)
    assert all(np.abs(a.astype(int) - b).max() <= 2 for a, b in pairs)


def test_twice_as_fast_shows_every_other_frame_and_a_frozen_one_stands() -> None:
    plain = film(shot()).model_copy(update={"look": None})
    fast = film(shot(d=2000, sd=4000, tm=Timing(speed=2))).model_copy(update={"look": None})
    assert all(np.array_equal(a, b) for a, b in zip(seen(plain, 0, 20, 100), seen(fast, 0, 10, 50), strict=True))
    frozen = shot(d=1000, sd=4000, hd=1000)
    held = seen(film(frozen.model_copy(update={"in_ms": 2000})).model_copy(update={"look": None}), 0, 15, 29)
    assert all(np.array_equal(frame, seen(plain, 60)[0]) for frame in held)


@pytest.mark.parametrize("reverse", [False, True])
def test_a_frozen_frame_between_two_parts_moves_no_word(reverse: bool) -> None:
    timing = Timing(reverse=reverse)
    whole = shot("kinetic", tm=timing)
    first, last = (0, 2000) if not reverse else (2000, 0)
    parts = (
        shot("kinetic", d=2000, sd=4000, tm=timing, **{"in": first}),
        shot("kinetic", id="b", s=2000, d=1000, hd=1000, sd=4000, **{"in": 2000}),
        shot("kinetic", id="c", s=3000, d=2000, sd=4000, tm=timing, **{"in": last}),
    )
    said = WORDS_SAID[1]
    longer = (WORDS_SAID[0].model_copy(update={"duration_ms": 5000}), said.model_copy(update={"duration_ms": 4000}))
    plain = {"look": None}
    once = seen(film(whole, words=WORDS_SAID).model_copy(update=plain), 20, 40, 59, 60, 75, 110)
    again = seen(film(*parts, words=longer).model_copy(update=plain), 20, 40, 59, 90, 105, 140)
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))
