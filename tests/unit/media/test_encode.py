"""Five containers, written by packet copy from two chunks, read back by the decoder."""

from pathlib import Path

import numpy as np
import pytest
from tests.conftest import moving_frames, tone

from talkreel.errors import OutputError, RenderError
from talkreel.media.audio import encode_sound
from talkreel.media.encode import Picture, encode_pictures
from talkreel.media.formats import FORMATS
from talkreel.media.mux import write_film
from talkreel.media.survey import is_faststart, survey

FRAMES = moving_frames(50)


@pytest.mark.parametrize("name", FORMATS)
def test_a_film_of_two_chunks_has_every_frame_and_its_colours(name: str, tmp_path: Path) -> None:
    container = FORMATS[name]
    picture = Picture(320, 180, 30, container.video, "standard", 120)
    chunks = [(0, encode_pictures(FRAMES[:33], picture)), (33, encode_pictures(FRAMES[33:], picture))]
    path = tmp_path / f"film.{name}"
    write_film(path, container, picture, chunks, encode_sound(tone(50 / 30), container), {"title": "Test"})
    seen = survey(path)
    assert (seen.frames, seen.width, seen.height, seen.fps) == (50, 320, 180, 30)
    assert (seen.pixel_format, seen.broken) == ("yuv420p", 0)
    assert seen.colours == (1, 1, 1)
    assert seen.limited
    assert not seen.still[1:].any()
    assert seen.samples is not None
    assert len(seen.samples) == pytest.approx(50 / 30 * 48_000, abs=2 * 1152)
    if name in {"mp4", "mov"}:
        assert is_faststart(path)


def test_the_picture_survives_the_way_there_and_back(make_clip) -> None:
    from talkreel.media.footage import Footage

    footage = Footage(make_clip("a.mp4", frames=FRAMES))
    for number in (0, 20, 49, 3):  # backwards too
        shown = footage.frame_at(number * 1000 / 30 + 1)[..., :3].astype(int)
        assert np.abs(shown - FRAMES[number].astype(int)).mean() < 6


def test_chunks_of_different_films_are_not_joined(tmp_path: Path) -> None:
    container = FORMATS["mp4"]
    small = Picture(320, 180, 30, "libx264", "standard", 60)
    other = Picture(160, 90, 30, "libx264", "standard", 60)
    chunks = [(0, encode_pictures(FRAMES[:5], small)), (5, encode_pictures(moving_frames(5, 160, 90), other))]
    with pytest.raises(RenderError, match="headers_differ"):
        write_film(tmp_path / "x.mp4", container, small, chunks, None, {})


def test_a_place_that_cannot_be_written_to_is_an_output_error(tmp_path: Path) -> None:
    picture = Picture(320, 180, 30, "libx264", "draft", 60)
    chunk = encode_pictures(FRAMES[:5], picture)
    with pytest.raises(OutputError):
        write_film(tmp_path / "nowhere" / "x.mp4", FORMATS["mp4"], picture, [(0, chunk)], None, {})
