"""The gate before export: are the words readable on the real pixels? What can be mended comes back as operations.

Contrast is WCAG 2.2's ratio, 4.5 for text and 3 for large type, against the least favourable tenth of the pixels that
the words stand on: the brightest for light ink, the darkest for dark ink.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.block import Block, Box
from talkreel.draw.colour import contrast, hex_paint, luminance
from talkreel.draw.lettering import block_box
from talkreel.draw.palette import READABLE
from talkreel.draw.shaping import laid_out
from talkreel.edit import apply
from talkreel.model import SAFE_AREAS, WORDS, Canvas, Draft, Operation
from talkreel.model.operation import UpdateSegment
from talkreel.render.clock import first_frame
from talkreel.render.compose import Compositor
from talkreel.render.film_check import Finding
from talkreel.render.recast import scaled_size
from talkreel.render.resolve import OwnTime
from talkreel.render.shots import Frame

_SHORT_SIDE_PX = 360
_LARGE_TYPE = 0.045  # of the short side: about 48 px at 1080p
_SMALLEST_TYPE = 0.034
_MS_A_WORD, _MS_A_CHARACTER, _MS_TO_NOTICE = 350, 120, 500
_HEAVY = 0.5  # a shade that is darker than this is a blot
_NIGHT, _PAPER = "#101014", "#fdfbf6"
_SCRIM_STEPS = tuple(round(0.25 + 0.05 * k, 2) for k in range(14))


@dataclass(frozen=True)
class Sample:
    """Words as they stand at one moment: the least favourable contrast, and how much is wanted."""

    id: str
    ratio: float
    wanted: float
    scrim: float  # the shade that would make it enough; 0: enough as it is
    inside: bool
    size: float  # of the type, in parts of the short side


def mend(
    draft: Draft, folder: Path, only: Collection[str] | None = None, short_side: int = _SHORT_SIDE_PX
) -> tuple[Operation, ...]:
    """Operations that put a shade behind words that could not be read on the picture under them.

    Words in a colour that a person asked for keep it: where a light shade is not enough they get a plate.

    `only` names the words that are looked at, None is all; `short_side` is of the picture that is drawn for it.
    """
    worst: dict[str, float] = {}
    coloured = {w.id: w.style.color for w in draft.of_type(WORDS) if w.style.color and not w.style.background}
    plates: dict[str, str] = {}
    for sample in samples(draft, folder, only, short_side):
        if sample.id in coloured and (sample.scrim >= _HEAVY or (sample.ratio < sample.wanted and not sample.scrim)):
            plates[sample.id] = _plate_under(coloured[sample.id], draft)
        elif sample.scrim:
            worst[sample.id] = max(worst.get(sample.id, 0.0), sample.scrim)
    known = {w.id for w in draft.of_type(WORDS)}
    return tuple(
        UpdateSegment(id=name, fields={"st": {"scrim": scrim}})
        for name, scrim in worst.items()
        if name in known and name not in plates
    ) + tuple(UpdateSegment(id=name, fields={"st": {"background": plate}}) for name, plate in plates.items())


def _plate_under(colour: str, draft: Draft) -> str:
    """A tone of the look on which a colour is read: its ground or ink, else nearly black or white."""
    palette = draft.look.palette if draft.look else None
    tones = ([palette.ground, palette.ink] if palette else []) + [_NIGHT, _PAPER]
    paint = hex_paint(colour)
    enough = (tone for tone in tones if contrast(paint, hex_paint(tone)) >= READABLE)
    return next(enough, max(_NIGHT, _PAPER, key=lambda tone: contrast(paint, hex_paint(tone))))


def mended(draft: Draft, folder: Path) -> Draft:
    """The draft with its words readable."""
    operations = mend(draft, folder)
    return apply(draft, operations) if operations else draft


def check_words(draft: Draft, folder: Path) -> tuple[Finding, ...]:
    """Contrast, safe area, smallest type and time to read of every text."""
    seen = tuple(samples(draft, folder))
    slow = [w for w in draft.of_type(WORDS) if w.duration_ms < reading_ms(w.text) and w.role != "caption"]
    if not seen:
        return ()
    tight = min(seen, key=lambda s: s.ratio / s.wanted)
    smallest = min(seen, key=lambda s: s.size)
    outside = sorted({s.id for s in seen if not s.inside})
    return (
        Finding("contrast", tight.ratio >= tight.wanted, f"{tight.ratio:.1f} at least", f">= {tight.wanted:g}"),
        Finding("safe", not outside, ", ".join(outside) or "all", "all"),
        Finding(
            "smallest", smallest.size >= _SMALLEST_TYPE * 0.98, f"{smallest.size:.1%} of the short side", ">= 3.4%"
        ),
        Finding("reading", not slow, ", ".join(w.id for w in slow) or "enough", "enough"),
    )


def reading_ms(text: str) -> int:
    """How long words must stay to be read."""
    wide = sum("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
    words = len("".join(" " if "\u2e80" <= c <= "\u9fff" else c for c in text).split())
    return _MS_TO_NOTICE + words * _MS_A_WORD + wide * _MS_A_CHARACTER


def samples(
    draft: Draft, folder: Path, only: Collection[str] | None = None, short_side: int = _SHORT_SIDE_PX
) -> Iterator[Sample]:
    """Every text, or `only` those, at two moments: when it has entered, and just before it leaves."""
    wanted = set(only) if only is not None else {w.id for w in draft.of_type(WORDS)}
    compositor = Compositor(draft, folder, *scaled_size(draft, short_side))
    for shot in compositor.picture.shots:
        if shot.scene is None or wanted.isdisjoint(shot.scene.words):
            continue
        pictures, time = compositor.shelf[shot], OwnTime(shot, draft.meta.fps)
        bare = kernels.blank(pictures.width, pictures.height)
        for since_ms in (min(shot.duration_ms * 0.6, 2600.0), shot.duration_ms * 0.9):
            t_ms = time.after(since_ms)
            blocks = (b for b in pictures.blocks(t_ms) if b.id in wanted)
            visible = [(b, box) for b in blocks if (box := block_box(b, t_ms)) is not None]
            if visible:
                pictures.bare(bare, t_ms)
                picture = kernels.bgr_of(bare)
                yield from (_sample(block, box, picture) for block, box in visible)
    for placed in compositor.overlays.placed:
        block, start = placed.block, placed.start_ms
        if block.id not in wanted:
            continue
        end = block.leave_ms if block.leave_ms is not None else draft.duration_ms - start
        for at_ms in (block.enter_ms + min(900.0, (end - block.enter_ms) * 0.5), end - (end - block.enter_ms) * 0.2):
            box = block_box(block, at_ms)
            if box is not None:
                frame = first_frame(round(start + at_ms), draft.meta.fps)
                # On a ground of their own, what is under it makes no difference.
                plain = bool(block.pill or block.background)
                picture = _nothing(compositor) if plain else compositor.under_words(frame)
                yield _sample(block, box, picture)


def _nothing(compositor: Compositor) -> Frame:
    return np.zeros((compositor.height, compositor.width, 3), np.uint8)


def _sample(block: Block, box: Box, picture: Frame) -> Sample:
    height, width = picture.shape[:2]
    size = laid_out(block).size
    part = size / min(width, height)
    wanted = 3.0 if part >= _LARGE_TYPE else 4.5
    inset = SAFE_AREAS[Canvas(width=width, height=height).aspect]
    slack = 0.012
    inside = (
        box.x >= width * (inset.left - slack)
        and box.right <= width * (1 - inset.right + slack)
        and box.y >= height * (inset.top - slack)
        and box.bottom <= height * (1 - inset.bottom + slack)
    )
    ground = block.pill or block.background
    if ground:
        return Sample(block.id, contrast(block.colour, ground), wanted, 0.0, inside, part)
    dark_ink = luminance(block.colour) < 0.18
    pixel = _worst_pixel(picture, box, dark_ink)
    shade = np.full(3, 255.0 if dark_ink else 0.0)
    ratio = contrast(block.colour, _argb(pixel * (1 - block.scrim) + shade * block.scrim))
    scrim = 0.0
    if ratio < wanted:
        enough = (
            s for s in _SCRIM_STEPS if contrast(block.colour, _argb(pixel * (1 - s) + shade * s)) >= wanted * 1.08
        )
        scrim = next(enough, _SCRIM_STEPS[-1])
    return Sample(block.id, ratio, wanted, scrim, inside, part)


def _worst_pixel(picture: Frame, box: Box, dark_ink: bool) -> NDArray[np.float64]:
    """The B G R colour at the tenth least favourable to the ink."""
    height, width = picture.shape[:2]
    x0, y0 = max(0, int(box.x)), max(0, int(box.y))
    x1, y1 = min(width, int(box.right) + 1), min(height, int(box.bottom) + 1)
    if x1 <= x0 or y1 <= y0:
        return np.zeros(3)
    pixels = picture[y0:y1, x0:x1].reshape(-1, 3).astype(float)
    luma = pixels @ np.array([0.0722, 0.7152, 0.2126])
    rank = np.argsort(luma)
    return pixels[rank[int(len(rank) * (0.1 if dark_ink else 0.9))]]


def _argb(pixel: NDArray[np.float64]) -> int:
    b, g, r = (int(v) for v in pixel.round())
    return 0xFF000000 | (r << 16) | (g << 8) | b
