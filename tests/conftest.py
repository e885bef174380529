"""What tests of every ring share: real files, made on the spot."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.draw import kernels
from talkreel.media.audio import encode_sound
from talkreel.media.encode import Picture, encode_pictures
from talkreel.media.formats import FORMATS, output_for
from talkreel.media.mux import write_film
from talkreel.model.planes import Planes
from talkreel.settings import settings

cv2.setNumThreads(1)

pytest_plugins = ("tests.postgres", "tests.s3", "tests.store", "tests.hosting")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """On CI, a test that needs a real component may not be skipped for want of it."""
    skipped = call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception)
    if os.environ.get("CI") == "true" and skipped:
        call.excinfo = pytest.ExceptionInfo.from_exc_info(_failure(f"{item.nodeid} was skipped on CI"))


def _failure(message: str):
    import sys

    try:
        raise AssertionError(message)
    except AssertionError:
        return sys.exc_info()


@pytest.fixture(autouse=True, scope="session")
def _a_cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither fill the user's cache and templates nor find anything there, nor do programs that they start."""
    os.environ["TALKREEL_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["TALKREEL_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("TALKREEL_LLM", None)  # rules, whatever the user has
    settings.cache_clear()


def moving_frames(count: int, width: int = 320, height: int = 180, fps: int = 30) -> list[np.ndarray]:
    """A yellow square that crosses a blue ground in two seconds."""
    frames = []
    for n in range(count):
        frame = np.full((height, width, 3), (150, 70, 40), np.uint8)
        x = int((n / fps / 2 % 1) * (width - 40))
        frame[height // 3 : height // 3 + 40, x : x + 40] = (40, 220, 250)
        frames.append(frame)
    return frames


def show(pixels: np.ndarray, into: Planes) -> None:
    """A B G R picture as planes."""
    kernels.planes_of(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA), into)


def tone(seconds: float, hz: float = 440.0, level: float = 0.25) -> np.ndarray:
    """A stereo tone at 48 kHz."""
    t = np.arange(round(seconds * 48_000)) / 48_000
    return np.repeat((level * np.sin(2 * np.pi * hz * t))[:, None], 2, 1).astype(np.float32)


ClipMaker = Callable[..., Path]


@pytest.fixture
def make_clip(tmp_path: Path) -> ClipMaker:
    """`make_clip("a.mp4", seconds=2, sound=True)` writes a small real film."""

    def make(name: str, seconds: float = 2.0, sound: bool = True, frames: list[np.ndarray] | None = None) -> Path:
        path = tmp_path / name
        container = FORMATS[path.suffix.lstrip(".")]
        shown = frames if frames is not None else moving_frames(round(seconds * 30))
        height, width = shown[0].shape[:2]
        video = output_for(container.name, quality="draft").video
        assert video is not None
        picture = Picture(width, height, 30, video, 600)
        encoded = encode_pictures([partial(show, frame) for frame in shown], picture)
        track = encode_sound(tone(len(shown) / 30), container) if sound else None
        write_film(path, container, picture, [(0, encoded)], track, {})
        return path

    return make
