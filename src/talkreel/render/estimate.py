"""How long a film will take to render, before it is rendered."""

from __future__ import annotations

from talkreel.model import Draft, Segment
from talkreel.render.clock import frames_in
from talkreel.render.resolve import shots
from talkreel.settings import settings

# Seconds of one core for a frame of 1080p, drawn and encoded; measured by benchmarks/scenes.py.
_FRAME_S: dict[str, float] = {
    "city": 0.110, "forest": 0.120, "sea": 0.105, "mountains": 0.095, "desert": 0.090, "meadow": 0.095,
    "space": 0.090, "street": 0.105, "interior": 0.115, "stage": 0.080, "photo": 0.065, "video": 0.080,
}  # fmt: skip
_OTHER_S = 0.080
_START_S = 2.5
_FULL_HD_PIXELS = 1920 * 1080


def estimate_s(draft: Draft) -> float:
    """Seconds that an export will take on this many workers, to about a third."""
    pixels = draft.meta.width * draft.meta.height / _FULL_HD_PIXELS
    drawing = sum(frames_in(s.duration_ms, draft.meta.fps) * _frame_s(s) for s in shots(draft)) * pixels
    return round(_START_S + drawing / settings().workers, 1)


def _frame_s(shot: Segment) -> float:
    return _FRAME_S.get(shot.scene.kind, _OTHER_S) if shot.scene else 0.03
