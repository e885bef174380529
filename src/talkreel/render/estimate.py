"""How long a film will take to render, before it is rendered."""

from __future__ import annotations

from talkreel.model import Draft, Segment
from talkreel.render.clock import frames_in
from talkreel.render.mount import Mount
from talkreel.render.resolve import layers, shots
from talkreel.settings import settings

# Seconds of one core for a frame of 1080p, drawn and encoded; measured by benchmarks/scenes.py.
_FRAME_S: dict[str, float] = {
    "city": 0.110, "forest": 0.120, "sea": 0.105, "mountains": 0.095, "desert": 0.090, "meadow": 0.095,
    "space": 0.090, "street": 0.105, "interior": 0.115, "stage": 0.080, "photo": 0.065, "video": 0.080,
}  # fmt: skip
_OTHER_S = 0.080
_EMPTY_S = 0.030  # of which nothing is drawing: so much takes the encoder
_STILL_S = 0.004  # of a logo or a sticker
_BACKWARDS_S = 0.030  # more than forwards
_GRADED_S, _FILTERED_S = 0.008, 0.040
_START_S = 2.5
_FULL_HD = (1920, 1080)


def estimate_s(draft: Draft) -> float:
    """Seconds that an export will take on this many workers, to about a third."""
    pixels = draft.meta.width * draft.meta.height / (_FULL_HD[0] * _FULL_HD[1])
    fps = draft.meta.fps
    drawing = sum(frames_in(s.duration_ms, fps) * (_EMPTY_S + _drawn_s(s, draft)) for s in shots(draft))
    drawing += sum(frames_in(s.duration_ms, fps) * _drawn_s(s, draft) for s in layers(draft))
    return round(_START_S + drawing * pixels / settings().workers, 1)


def _drawn_s(segment: Segment, draft: Draft) -> float:
    """To draw a frame of a segment, without encoding it."""
    asset, scene = draft.assets.get(segment.src), segment.scene
    kind = scene.kind if scene else asset.kind if asset else ""
    if not kind or kind == "image":
        return _STILL_S if kind or segment.sticker else 0.0
    width, height = Mount(segment.framing, _FULL_HD, _FULL_HD).drawn
    cost = (_FRAME_S.get(kind, _OTHER_S) - _EMPTY_S) * width * height / (_FULL_HD[0] * _FULL_HD[1])
    if kind == "video" and (segment.timing.reverse or segment.timing.pingpong):
        cost += _BACKWARDS_S
    grading = segment.grading
    if grading.filter != "none":
        cost += _FILTERED_S
    elif grading.wire():
        cost += _GRADED_S
    return cost
