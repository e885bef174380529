"""A still of every scene, against one that somebody looked at. `make golden` writes them anew: look again then.

Tolerance: a mean difference of 2.5 levels of 255 (JPEG costs 1 to 2; another processor's rounding, less than 0.1).
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.model import PICTURE, WORDS, Datum, Draft, Hero, Meta, Scene, Segment, Track
from talkreel.model.look import LOOKS
from talkreel.render.compose import Compositor
from talkreel.scenes import PAINTERS

FOLDER = Path(__file__).parent / "frames"
TOLERANCE = 2.5
HEROES = {"forest": "fox", "stage": "smartwatch", "interior": "coffee", "space": "rocket", "sea": "sailboat"}
TIMES = {"city": "sunset", "forest": "dusk", "sea": "dawn", "street": "night", "mountains": "day"}
NUMBERS = (Datum(label="2022", value=1.2, text="$1.2M"), Datum(label="2023", value=2.4, text="$2.4M"))
WORDS_OF = {
    "cards": [("title", "Why Fernly"), ("item", "Local farms"), ("item", "Two minutes"), ("item", "One tap")],
    "steps": [("title", "How it works"), ("item", "Plan"), ("item", "Shop"), ("item", "Cook")],
    "count": [("number", "31%"), ("label", "less food wasted")],
    "chart": [("title", "Revenue")],
    "quote": [("quote", "It gave us our evenings back."), ("source", "Ana, Leeds")],
    "price": [("price", "$9"), ("label", "a month")],
    "comparison": [("title", "Before and after"), ("item", "Lists"), ("item", "One tap")],
    "end": [("title", "Fernly"), ("cta", "Try it free"), ("url", "fernly.example")],
}
KINDS = sorted(set(PAINTERS) - {"photo", "video"})


def draft_of(kind: str) -> Draft:
    said = WORDS_OF.get(kind, [("title", "Slow mornings")])
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=6000, text=text, role=role) for i, (role, text) in enumerate(said)
    )
    scene = Scene(
        kind=kind,
        time=TIMES.get(kind, "day"),
        hero=Hero(name=HEROES[kind]) if kind in HEROES else None,
        data=NUMBERS if kind in {"chart", "count"} else (),
        words=tuple(w.id for w in words),
        seed=3,
    )
    return Draft(
        duration_ms=6000,
        meta=Meta(width=480, height=270),
        look=LOOKS["aurora"].model_copy(update={"grain": 0.0}),  # noise would hide a difference
        tracks=(
            Track(id="t1", type=PICTURE, segments=(Segment(id="s1", start_ms=0, duration_ms=6000, scene=scene),)),
            Track(id="t4", type=WORDS, segments=words),
        ),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_scene_looks_as_it_did(kind: str, request: pytest.FixtureRequest) -> None:
    frame = Compositor(draft_of(kind), Path()).frame(105)
    path = FOLDER / f"{kind}.jpg"
    if request.config.getoption("--regenerate"):
        FOLDER.mkdir(exist_ok=True)
        cv2.imwrite(str(path), frame, [cv2.IMWRITE_JPEG_QUALITY, 96])
        return
    golden = cv2.imread(str(path))
    assert golden is not None, "run `make golden` and look at the new stills"
    assert golden.shape == frame.shape
    assert np.abs(golden.astype(float) - frame.astype(float)).mean() < TOLERANCE
