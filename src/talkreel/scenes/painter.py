"""The contract of every scene: a painter draws any moment of a shot at the size it was made for.

    shot -> Painter(shot)                         bakes what does not move
    painter.paint(canvas, t_ms)                   the picture; then it is graded (`painter.grade`)
    painter.blocks                                the words it lays out; drawn after the grade, crisp
    painter.over(canvas, t_ms)                    shapes that belong with the words (rules, marks), after the grade

The same shot gives the same pixels, in any order of calls, in any process: all that is random takes `scene.seed`.
`t_ms` counts from the shot's start and may run past its end: a transition shows the old shot a little longer, and a
shot can be carried on as long as one likes. What moves then goes on, or comes gently to rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from talkreel.draw.block import Block, Box
from talkreel.draw.camera import View, view_at
from talkreel.draw.door import skia
from talkreel.draw.post import Grade
from talkreel.model import SAFE_AREAS, Canvas, Look, Scene, Segment
from talkreel.model.planes import Planes
from talkreel.scenes.plate import Plate


@dataclass(frozen=True)
class Stage:
    """All that a painter may know."""

    scene: Scene
    width: int
    height: int
    duration_ms: int
    look: Look
    words: tuple[Segment, ...] = ()  # the text segments of `scene.words`, times relative to the shot
    plates: Mapping[str, Plate] = field(default_factory=dict[str, Plate])  # by asset key
    look_ms: float | None = None  # when footage is looked at to decide for all of it; None: in the middle

    @property
    def unit(self) -> float:
        """One px of a 1080p film: sizes are given in it, so that every size of film looks the same."""
        return min(self.width, self.height) / 1080

    @property
    def portrait(self) -> bool:
        """Taller than wide."""
        return self.height > self.width * 1.05

    @property
    def safe(self) -> Box:
        """Where words may stand."""
        inset = SAFE_AREAS[Canvas(width=self.width, height=self.height).aspect]
        return Box(
            self.width * inset.left,
            self.height * inset.top,
            self.width * (1 - inset.left - inset.right),
            self.height * (1 - inset.top - inset.bottom),
        )

    def of_role(self, *roles: str) -> tuple[Segment, ...]:
        """The words of these roles, in order."""
        return tuple(w for w in self.words if w.role in roles)

    def view(self, t_ms: float) -> View:
        """The scene's camera at a time."""
        part = max(0.0, t_ms / self.duration_ms)
        camera = self.scene.camera
        return view_at(camera.move, camera.pace, self.width, self.height, part, t_ms / 1000, self.scene.loop)


class Painter(Protocol):
    """One shot's pictures. Made by `scenes.painter_for(stage)`."""

    grade: Grade
    blocks: tuple[Block, ...]

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame, opaque."""
        ...

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw what belongs with the words, on the graded picture."""
        ...


@runtime_checkable
class Filmed(Protocol):
    """One shot of pictures that somebody took: planes from the file to the encoder, nothing of them drawn."""

    grade: Grade
    blocks: tuple[Block, ...]

    def film(self, into: Planes, t_ms: float) -> None:
        """Write the whole graded picture into planes of the stage's size."""
        ...

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw what belongs with the words, on the graded picture."""
        ...
