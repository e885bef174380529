"""A stretch of an upload with nothing on it is copied; where there is something, it is encoded, and both play."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.unit.media.test_copying import FPS, GOP, SIZE, pictures_of, upload

from talkreel.model import PICTURE, WORDS, Asset, Draft, Meta, Scene, Segment, TextStyle, Track
from talkreel.model.look import LOOKS
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.render.untouched import UNTOUCHED

KEY = "sha256:clip"


def draft_of(clip: Path, words: tuple[Segment, ...] = (), grain: float = 0.0) -> Draft:
    scene = Scene(kind="video", src=(KEY,), variant=UNTOUCHED)
    return Draft(
        duration_ms=1600,
        meta=Meta(width=SIZE[0], height=SIZE[1], fps=FPS),
        look=LOOKS["paper"].model_copy(update={"grain": grain}),
        assets={KEY: Asset(file=clip.name, kind="video")},
        tracks=(
            Track(id="t1", type=PICTURE, segments=(Segment(id="s1", start_ms=0, duration_ms=1600, scene=scene),)),
            Track(id="t4", type=WORDS, segments=words),
        ),
    )


def caption(start: int, length: int) -> Segment:
    return Segment(id="w1", start_ms=start, duration_ms=length, text="Hi", role="overlay", style=TextStyle())


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return upload(tmp_path / "clip.mp4")


def test_a_bare_clip_is_copied(tmp_path: Path, clip: Path) -> None:
    film = tmp_path / "film.mp4"
    done = export(draft_of(clip), tmp_path, film, output_of(film), store=Cache(tmp_path / "c", 1 << 30))
    assert (done.frames, done.copied, done.drawn) == (48, 48, 0)
    assert all(np.array_equal(a, b) for a, b in zip(pictures_of(film), pictures_of(clip), strict=False))


def test_only_what_carries_words_is_encoded(tmp_path: Path, clip: Path) -> None:
    film = tmp_path / "film.mp4"
    words = (caption(500, 400),)  # frames 15 to 26: the groups at 12 and 24
    done = export(draft_of(clip, words), tmp_path, film, output_of(film), store=Cache(tmp_path / "c", 1 << 30))
    assert (done.copied, done.drawn) == (2 * GOP, 48 - 2 * GOP)
    made, source = pictures_of(film), pictures_of(clip)
    assert len(made) == 48
    for n in (*range(GOP), *range(3 * GOP, 48)):
        assert np.array_equal(made[n], source[n])
    assert not np.array_equal(made[20], source[20])


@pytest.mark.parametrize(
    ("suffix", "wishes", "grain"),
    [(".mp4", {"crf": 30}, 0.0), (".mp4", {"quality": "draft"}, 0.0), (".mp4", {}, 3.0), (".webm", {}, 0.0)],
)
def test_it_is_encoded_where_copies_would_not_be_what_was_asked(
    tmp_path: Path, clip: Path, suffix: str, wishes: dict[str, object], grain: float
) -> None:
    film = tmp_path / f"film{suffix}"
    output = output_of(film, **wishes)  # type: ignore[arg-type]
    done = export(draft_of(clip, grain=grain), tmp_path, film, output, store=Cache(tmp_path / "c", 1 << 30))
    assert (done.copied, done.drawn) == (0, 48)
