"""Timed, placed and graded pictures, and layers: whatever is cached, the film is the same, and so is any moment."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.properties.test_cached_export import written

from talkreel.model import PICTURE, Draft, Entry, Framing, Grading, Meta, Scene, Segment, Timing, Track
from talkreel.model.draft import Asset
from talkreel.model.look import LOOKS
from talkreel.render.cache import Cache
from talkreel.render.compose import Compositor
from talkreel.settings import settings as talkreel_settings

parts = st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0])
timings = st.builds(
    Timing,
    speed=st.sampled_from([1.0, 0.5, 3.0]),
    to=st.sampled_from([None, 2.0]),
    reverse=st.booleans(),
    loop_ms=st.sampled_from([0, 300]),
    pingpong=st.booleans(),
)
framings = st.builds(
    Framing,
    crop=st.sampled_from([None, (0.1, 0.2, 0.6, 0.9)]),
    x=parts,
    y=parts,
    scale=st.sampled_from([0.3, 1.0, 2.5]),
    rotate=st.sampled_from([0.0, 30.0, -90.0]),
    opacity=st.sampled_from([0.5, 1.0]),
    mirror=st.booleans(),
    radius=st.sampled_from([0.0, 0.2]),
)
gradings = st.builds(Grading, saturation=st.sampled_from([0.0, -1.0]), brightness=st.sampled_from([0.0, 0.4]))
entries = st.builds(Entry, kind=st.sampled_from(["cut", "fade", "wipe"]), duration_ms=st.just(250))
pictures = st.fixed_dictionaries(
    {
        "timing": st.just(Timing()) | timings,
        "framing": st.just(Framing()) | framings,
        "grading": st.just(Grading()) | gradings,
        "entry": entries,
        "exit": entries,
        "in_ms": st.sampled_from([0, 400]),
        "span_ms": st.sampled_from([0, 1500]),
        "hold_ms": st.sampled_from([0, 250]),
        "source": st.sampled_from(["space", "kinetic", "video", "image"]),
        "gap": st.sampled_from([0, 0, 300]),
    }
)
layers = st.fixed_dictionaries(
    {
        "framing": framings,
        "grading": gradings,
        "entry": entries,
        "in_ms": st.sampled_from([0, 400]),
        "source": st.sampled_from(["meadow", "video", "image", "sticker"]),
        "start": st.integers(0, 20),
        "fade_out_ms": st.sampled_from([0, 300]),
    }
)
plans = st.tuples(st.lists(pictures, min_size=1, max_size=2), st.lists(layers, max_size=2))


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TALKREEL_CHUNK_MS", "500")
    monkeypatch.setenv("TALKREEL_WORKERS", "1")
    talkreel_settings.cache_clear()
    yield
    monkeypatch.undo()
    talkreel_settings.cache_clear()


@cache
def files() -> Path:
    folder = Path(tempfile.mkdtemp())
    logo = np.zeros((20, 40, 4), np.uint8)
    cv2.circle(logo, (20, 10), 9, (40, 200, 250, 255), -1)
    cv2.imwrite(str(folder / "logo.png"), logo)
    with av.open(str(folder / "clip.mp4"), "w") as file:
        stream = file.add_stream("libx264", rate=12)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(30):
            frame = np.full((48, 64, 3), 8 * number, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        file.mux(stream.encode(None))
    return folder


def segment(name: str, start: int, length: int, plan: dict[str, object]) -> Segment:
    told = {key: value for key, value in plan.items() if key not in ("source", "gap", "start")}
    match plan["source"]:
        case "sticker":
            source: dict[str, object] = {"sticker": "rocket"}
        case "video" | "image" as kind:
            source = {"src": kind}
        case kind:
            source = {"scene": Scene(kind=kind, seed=2)}  # type: ignore[arg-type]
    made = Segment(id=name, start_ms=start, duration_ms=length)
    return made.model_copy(update=told | source)


def built(plan: tuple[list[dict[str, object]], list[dict[str, object]]], background: str = "#204060") -> Draft:
    shots, at = [], 0
    for i, told in enumerate(plan[0]):
        shots.append(segment(f"s{i}", at + int(told["gap"]), 1100, told))  # type: ignore[call-overload]
        at = shots[-1].end_ms
    over = [
        Track(id=f"u{i}", type=PICTURE, segments=(segment(f"l{i}", int(told["start"]) * 50, 900, told),))  # type: ignore[call-overload]
        for i, told in enumerate(plan[1])
    ]
    return Draft(
        duration_ms=at,
        meta=Meta(width=128, height=64, fps=12, background=background),
        look=LOOKS["paper"],
        assets={"video": Asset(file="clip.mp4", kind="video"), "image": Asset(file="logo.png", kind="image")},
        tracks=(Track(id="t1", type=PICTURE, segments=tuple(shots)), *over),
    )


QUICKLY = settings(
    max_examples=14,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # every try is an export: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICKLY
@given(plans, st.data())
def test_a_cached_export_equals_a_cold_one(plan: tuple[list, list], data: st.DataObject) -> None:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as name:
        warm = Cache(Path(name) / "warm", 1 << 30)
        written(built(plan), files(), warm)
        which = data.draw(st.sampled_from([i for i in (0, 1) if plan[i]]))
        key = data.draw(st.sampled_from(sorted(plan[which][0])))
        changed = [dict(told) for told in plan[which]]
        changed[0][key] = data.draw(pictures if which == 0 else layers)[key]
        other = (changed, plan[1]) if which == 0 else (plan[0], changed)
        draft = built(other, data.draw(st.sampled_from(["#204060", "#ffffff"])))
        assert written(draft, files(), warm) == written(draft, files(), Cache(Path(name) / "cold", 1 << 30))


@QUICKLY
@given(plans, st.lists(st.integers(0, 29), min_size=3, max_size=5))
def test_a_frame_is_the_same_whatever_was_drawn_before(plan: tuple[list, list], numbers: list[int]) -> None:  # type: ignore[type-arg]
    draft = built(plan)
    walked = Compositor(draft, files(), threads=1)
    seen = {number: walked.frame(number).copy() for number in numbers}
    assert all(np.array_equal(Compositor(draft, files(), threads=1).frame(n), seen[n]) for n in seen)
