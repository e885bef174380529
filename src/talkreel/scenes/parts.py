"""A shot whose words follow each other: one painter for each part, on the ground of the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from talkreel.draw.block import Block
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp
from talkreel.model import Segment
from talkreel.scenes.painter import Painter, Stage

LEAVE_MS = 240.0  # in which the shapes and words of a part go


@dataclass(frozen=True)
class Part:
    """Words that are seen together, from the first that comes to the last that goes, ms of the shot."""

    start_ms: int
    end_ms: int
    words: tuple[Segment, ...]


def in_parts(stage: Stage, make: Callable[[Stage], Painter]) -> Painter:
    """The painter of a scene of words; one for each part when there are several."""
    parts = parts_of(stage.words)
    return make(stage) if len(parts) < 2 else InParts(stage, make, parts)


def parts_of(words: tuple[Segment, ...]) -> list[Part]:
    """Words whose times overlap, directly or through others, are one part."""
    parts: list[Part] = []
    for word in sorted(words, key=lambda w: w.start_ms):
        if parts and word.start_ms < parts[-1].end_ms:
            last = parts[-1]
            parts[-1] = Part(last.start_ms, max(last.end_ms, word.end_ms), (*last.words, word))
        else:
            parts.append(Part(word.start_ms, word.end_ms, (word,)))
    order = {w.id: i for i, w in enumerate(words)}
    return [replace(p, words=tuple(sorted(p.words, key=lambda w: order[w.id]))) for p in parts]


class InParts:
    """Parts come one after another; what belongs to one goes before the next comes."""

    def __init__(self, stage: Stage, make: Callable[[Stage], Painter], parts: list[Part]) -> None:
        self._parts = parts
        stages = [_stage_of(stage, parts, i) for i in range(len(parts))]
        self._painters = [make(s) for s in stages]
        self.grade = self._painters[0].grade
        self.blocks: tuple[Block, ...] = tuple(
            _shifted(block, part, last=part is parts[-1])
            for part, painter in zip(parts, self._painters, strict=True)
            for block in painter.blocks
        )

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The ground of the first part, which runs on."""
        self._painters[0].paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The shapes of the part that is on."""
        at = next((i for i in reversed(range(len(self._parts))) if self._parts[i].start_ms <= t_ms), 0)
        part, last = self._parts[at], at == len(self._parts) - 1
        left = 1.0 if last else clamp((part.end_ms - t_ms) / LEAVE_MS)
        if left <= 0:
            return
        if left < 1:
            canvas.saveLayerAlpha(None, round(left * 255))
        self._painters[at].over(canvas, t_ms - part.start_ms)
        if left < 1:
            canvas.restore()


def _stage_of(stage: Stage, parts: list[Part], at: int) -> Stage:
    """The stage of one part: its words with times from its start, and what of the scene belongs to them."""
    part, last = parts[at], at == len(parts) - 1
    words = tuple(w.model_copy(update={"start_ms": w.start_ms - part.start_ms}) for w in part.words)
    items = sum(w.role == "item" for p in parts[:at] for w in p.words)
    texts = {w.text.strip() for w in words if w.role in ("number", "price")}
    data = tuple(d for d in stage.scene.data if d.text.strip() in texts)
    change: dict[str, object] = {"words": tuple(w.id for w in words), "props": stage.scene.props[items:]}
    if texts or at:
        change["data"] = data
    # The last part stays to the end of the shot, so that it may settle as it would alone.
    end = stage.duration_ms if last else part.end_ms
    return replace(stage, scene=stage.scene.model_copy(update=change), duration_ms=end - part.start_ms, words=words)


def _shifted(block: Block, part: Part, last: bool) -> Block:
    """The block with times of the shot; it goes with its part."""
    leave = block.leave_ms
    if leave is None and not last:
        leave = part.end_ms - part.start_ms - LEAVE_MS
    return replace(
        block,
        enter_ms=block.enter_ms + part.start_ms,
        leave_ms=None if leave is None else leave + part.start_ms,
    )
