"""The same film for another canvas: laid out anew, not cropped or stretched."""

from __future__ import annotations

from talkreel.errors import UsageError
from talkreel.model import Draft

SIDES_PX = (16, 7680)
RATES_FPS = (1, 120)


def recast(draft: Draft, size: tuple[int, int] | None = None, fps: int | None = None) -> Draft:
    """The draft at another size (width, height; even, px) or rate; every scene composes itself for the new frame.

    Raises:
        UsageError: the size is odd or out of range, or the rate is.
    """
    width, height = size or (draft.meta.width, draft.meta.height)
    rate = fps or draft.meta.fps
    if width % 2 or height % 2 or not all(SIDES_PX[0] <= side <= SIDES_PX[1] for side in (width, height)):
        raise UsageError("error.size_range", size=f"{width}x{height}", least=SIDES_PX[0], most=SIDES_PX[1])
    if not RATES_FPS[0] <= rate <= RATES_FPS[1]:
        raise UsageError("error.fps_range", fps=rate, least=RATES_FPS[0], most=RATES_FPS[1])
    changed = {"width": width, "height": height, "fps": rate}
    return draft.model_copy(update={"meta": draft.meta.model_copy(update=changed)})


def scaled_size(draft: Draft, short_side: int) -> tuple[int, int]:
    """The film's size with that short side: the same shape, even, px."""
    scale = short_side / min(draft.meta.width, draft.meta.height)
    return max(2, round(draft.meta.width * scale / 2) * 2), max(2, round(draft.meta.height * scale / 2) * 2)
