"""What can be asked for: frames, by what they are about. Of frames that account for equally much the first wins."""

from __future__ import annotations

from talkreel.language.commands import routing, scene, structure, timing
from talkreel.language.commands.frame import Frame

FRAMES: tuple[Frame, ...] = (*routing.FRAMES, *timing.FRAMES, *structure.FRAMES, *scene.FRAMES)
