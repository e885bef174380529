"""Previews are the film itself at another size."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.integration.test_export import DRAFT

from talkreel.errors import UsageError
from talkreel.render.compose import Compositor
from talkreel.render.preview import Preview, scaled_size


def test_a_frame_is_the_films_frame() -> None:
    preview = Preview(DRAFT, Path())
    assert np.array_equal(preview.frame(1500, 180), Compositor(DRAFT, Path()).frame(45))
    assert preview.frame(1500, 90).shape == (90, 160, 3)


def test_it_ends_with_the_last_frame_and_not_later() -> None:
    preview = Preview(DRAFT, Path())
    assert np.array_equal(preview.frame(4700, 180), preview.frame(4667, 180))
    with pytest.raises(UsageError):
        preview.frame(4701)


def test_a_filmstrip_shows_the_film_in_order() -> None:
    preview = Preview(DRAFT, Path())
    strip = preview.filmstrip(4, 54)
    assert strip.shape == (54, 96 * 4, 3)
    compositor = Compositor(DRAFT, Path(), 192, 108)
    for i, number in enumerate((17, 52, 88, 123)):
        whole = cv2.resize(compositor.frame(number), (96, 54), interpolation=cv2.INTER_AREA)
        assert np.array_equal(strip[:, i * 96 : (i + 1) * 96], whole)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1080, 1350), (854, 480)])
def test_sizes_keep_the_shape_and_are_even(width: int, height: int) -> None:
    meta = DRAFT.meta.model_copy(update={"width": width, "height": height})
    w, h = scaled_size(DRAFT.model_copy(update={"meta": meta}), 360)
    assert w % 2 == h % 2 == 0
    assert min(w, h) == 360
    assert w / h == pytest.approx(width / height, abs=0.01)
