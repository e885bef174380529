"""Layers over the film, the background where no picture is, and which chunks a change is seen in."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.conftest import ClipMaker

from talkreel.draw import kernels
from talkreel.errors import NotFoundError
from talkreel.media.encode import Picture
from talkreel.media.formats import output_for
from talkreel.model import (
    PICTURE,
    WORDS,
    Draft,
    Entry,
    Framing,
    Grading,
    Meta,
    Scene,
    Segment,
    TextStyle,
    Timing,
    Track,
)
from talkreel.model.draft import Asset
from talkreel.render.chunks import chunks_of
from talkreel.render.compose import Compositor
from talkreel.render.gate import samples
from talkreel.render.keys import ChunkKeys
from talkreel.render.layers import opacity_at
from talkreel.render.untouched import copyable_chunks

GREEN = "#20c040"
RED, BLUE = (40, 30, 220), (200, 60, 20)  # B G R


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    logo = np.zeros((60, 120, 4), np.uint8)
    logo[:, :60] = (*RED, 255)
    cv2.imwrite(str(tmp_path / "logo.png"), logo)
    cv2.imwrite(str(tmp_path / "photo.png"), np.full((90, 60, 3), BLUE, np.uint8))
    return tmp_path


def film(*over: Segment, main: tuple[Segment, ...] = (), words: tuple[Segment, ...] = (), end: int = 0) -> Draft:
    main = main or (shot(),)
    files = {"logo": "image", "photo": "image", "clip": "video"}
    suffix = {"clip": "mp4"}
    return Draft(
        duration_ms=end or max(s.end_ms for s in main),
        meta=Meta(width=320, height=180, background=GREEN),
        assets={k: Asset(file=f"{k}.{suffix.get(k, 'png')}", kind=kind) for k, kind in files.items()},  # type: ignore[arg-type]
        tracks=(
            Track(id="t1", type=PICTURE, segments=main),
            *(Track(id=f"u{i}", type=PICTURE, segments=(s,)) for i, s in enumerate(over)),
            Track(id="t9", type=WORDS, segments=words),
        ),
    )


def shot(**more: object) -> Segment:
    return Segment.model_validate({"id": "a", "s": 0, "d": 3000, "sc": Scene(kind="space")} | more)


def layer(name: str = "l", **more: object) -> Segment:
    return Segment.model_validate({"id": name, "s": 0, "d": 3000} | more)


def frame(draft: Draft, folder: Path, number: int = 30) -> np.ndarray:
    return Compositor(draft, folder, threads=1).frame(number).astype(int)


def near(pixel: np.ndarray, colour: tuple[int, int, int], slack: int = 8) -> bool:
    return bool(np.abs(pixel - np.array(colour)).max() <= slack)


def test_a_logo_stays_transparent_and_lies_under_free_words_and_over_scene_words(folder: Path) -> None:
    logo = layer(src="logo", fr=Framing(x=0.5, y=0.5, scale=0.5))
    bare, shown = frame(film(), folder), frame(film(logo), folder)
    assert near(shown[90, 120], RED)
    assert np.array_equal(shown[60:120, 164:238], bare[60:120, 164:238])  # its clear half
    words = Segment(id="w", start_ms=0, duration_ms=3000, text="HELLO", style=TextStyle(x=0.5, y=0.5, size=0.3))
    over = frame(film(logo, words=(words,)), folder)
    assert np.abs(over - shown)[70:110, 90:150].max() > 60
    laid_out = (shot(sc=Scene(kind="space", words=("w",))),)
    large = layer(src="photo", fr=Framing(scale=1.0))
    assert near(frame(film(large, main=laid_out, words=(words,)), folder)[90, 160], BLUE)


def test_later_tracks_lie_above_earlier_ones(folder: Path) -> None:
    photo, logo = layer("p", src="photo", fr=Framing(scale=0.3)), layer("l", src="logo", fr=Framing(scale=0.5))
    assert near(frame(film(photo, logo), folder)[90, 130], RED)
    assert near(frame(film(logo, photo), folder)[90, 130], BLUE)


def test_scenes_footage_and_stickers_are_layers_too(folder: Path, make_clip: ClipMaker) -> None:
    make_clip("clip.mp4", seconds=1)
    bare = frame(film(), folder)
    for more in ({"sc": Scene(kind="meadow")}, {"src": "clip"}, {"sk": "rocket"}):
        shown = frame(film(layer(**more, fr=Framing(x=0.75, y=0.3, scale=0.3))), folder)
        changed = np.abs(shown - bare).max(2) > 12
        assert changed[20:90, 200:280].mean() > 0.2
        assert not changed[:, :180].any()
    with pytest.raises(NotFoundError):
        frame(film(layer(sk="no such thing")), folder)


def test_layers_fade_in_and_out() -> None:
    faded = layer(d=1000, fi=200, te=Entry(kind="wipe", duration_ms=400))
    assert [opacity_at(faded, t) for t in (0, 100, 500, 800, 1000)] == [0, 0.5, 1, 0.5, 0]


def test_the_background_is_where_no_picture_is(folder: Path) -> None:
    green = (64, 192, 32)
    gap = film(main=(shot(d=1000), shot(id="b", s=2000, d=1000)))
    assert near(frame(gap, folder, 45)[90, 160], green)
    small = film(main=(shot(fr=Framing(scale=0.5)),))
    assert near(frame(small, folder)[10, 10], green)
    out = film(main=(shot(te=Entry(kind="fade", duration_ms=600)),))
    assert near(frame(out, folder, 89)[90, 160], green)
    assert np.array_equal(frame(out, folder, 60), frame(film(), folder, 60))
    followed = film(main=(shot(d=1500, te=Entry(kind="fade", duration_ms=600)), shot(id="b", s=1500, d=1500)))
    assert not near(frame(followed, folder, 44)[90, 160], green)
    came = film(main=(shot(tr=Entry(kind="fade", duration_ms=600)),))
    assert near(frame(came, folder, 0)[90, 160], green)


def test_a_file_without_a_scene_fills_the_canvas(folder: Path) -> None:
    shown = frame(film(main=(layer("a", src="photo"),)), folder)
    assert all(shown[y, x].argmax() == 0 for y in (5, 90, 175) for x in (5, 160, 315))


def keys(draft: Draft, folder: Path) -> list[str]:
    video = output_for("mp4").video
    assert video is not None
    compositor = Compositor(draft, folder, threads=1)
    made = ChunkKeys(compositor, Picture(320, 180, 30, video, 60))
    return [made.key(chunk) for chunk in chunks_of(draft, 800)]


def changed(one: Draft, other: Draft, folder: Path) -> list[int]:
    return [i for i, (a, b) in enumerate(zip(keys(one, folder), keys(other, folder), strict=True)) if a != b]


def test_a_key_changes_where_something_is_seen_and_nowhere_else(folder: Path) -> None:
    plain = film()
    assert len(keys(plain, folder)) == 6  # half a second each
    assert changed(plain, film(layer(s=1200, d=200, src="logo")), folder) == [2]
    here, later = film(layer(s=0, d=3000, src="logo")), film(layer(s=0, d=3000, src="logo", name="x", lk=True, vol=0.5))
    assert changed(here, later, folder) == []
    assert changed(here, film(layer(s=0, d=3000, src="logo", fo=300)), folder) == [5]
    meta = plain.meta.model_copy(update={"background": "#ffffff"})
    assert changed(plain, plain.model_copy(update={"meta": meta}), folder) == []
    out = film(main=(shot(te=Entry(kind="fade", duration_ms=400)),))
    assert changed(plain, out, folder) == [5]
    assert changed(out, out.model_copy(update={"meta": meta}), folder) == [5]
    for more in ({"tm": Timing(speed=2)}, {"fr": Framing(x=0.4)}, {"gr": Grading(contrast=0.2)}, {"in": 40}):
        assert changed(plain, film(main=(shot(**more),)), folder) == [0, 1, 2, 3, 4, 5]


def test_a_parted_shot_has_the_keys_of_the_whole(folder: Path) -> None:
    parted = (shot(d=1500, sd=3000), shot(id="b", s=1500, d=1500, sd=3000, **{"in": 1500}))
    assert keys(film(main=parted), folder) == keys(film(), folder)


def test_a_clip_is_copied_only_as_it_is(folder: Path, make_clip: ClipMaker) -> None:
    make_clip("clip.mp4", seconds=3)
    clip = shot(sc=Scene(kind="video", variant="untouched", src=("clip",)))

    def copied(draft: Draft) -> int:
        return sum(chunk.frames for chunk, _ in copyable_chunks(Compositor(draft, folder, threads=1), 90))

    assert copied(film(main=(clip,))) == 90
    for more in (
        {"timing": Timing(speed=2)},
        {"timing": Timing(reverse=True)},
        {"framing": Framing(mirror=True)},
        {"grading": Grading(saturation=-1)},
        {"hold_ms": 500},
    ):
        assert copied(film(main=(clip.model_copy(update=more),))) == 0
    assert copied(film(layer(src="logo"), main=(clip,))) == 0
    assert 0 <= copied(film(main=(clip.model_copy(update={"exit": Entry(kind="fade", duration_ms=500)}),))) < 90


def test_the_gate_measures_words_where_layers_lie_under_them(folder: Path) -> None:
    photo = layer(src="photo", fr=Framing(scale=1.0))
    light = photo.model_copy(update={"grading": Grading(brightness=1.0)})
    words = Segment(id="w", start_ms=0, duration_ms=3000, text="HELLO", style=TextStyle(x=0.5, y=0.5, color="#ffffff"))
    ratios = [next(iter(samples(film(over, words=(words,)), folder))).ratio for over in (photo, light)]
    assert ratios[0] > 1.1 * ratios[1]


def test_a_cut_out_has_the_layers_as_clear_as_they_are(folder: Path) -> None:
    logo = layer(src="logo", fr=Framing(x=0.5, y=0.5, scale=0.5, rotate=180, opacity=0.5))
    compositor = Compositor(film(logo, layer("s", sk="rocket", fr=Framing(x=0.1, scale=0.2))), folder, threads=1)
    planes, alpha = kernels.blank(320, 180), np.zeros((180, 320), np.uint8)
    compositor.cut_out(30, planes, alpha)
    assert abs(int(alpha[90, 200]) - 128) <= 2  # its left half, turned
    assert alpha[90, 120] == 0
    assert alpha[60:120, 10:54].max() == 255
    assert near(kernels.bgr_of(planes)[90, 200].astype(int), RED)
