"""What can be asked for: frames, by what they are about. Of frames that account for equally much the first wins."""

from __future__ import annotations

from talkreel.language.commands import (
    canvas,
    captions,
    effects,
    framing,
    grade,
    music,
    remarks,
    routing,
    scene,
    structure,
    timing,
    transitions,
    voice,
    volume,
    words,
)
from talkreel.language.commands.frame import Frame

FRAMES: tuple[Frame, ...] = (
    *routing.FRAMES,
    *captions.FRAMES,
    *words.FRAMES,
    *voice.FRAMES,
    *effects.FRAMES,
    *music.FRAMES,
    *volume.FRAMES,
    *timing.FRAMES,
    *structure.FRAMES,
    *transitions.FRAMES,
    *grade.FRAMES,
    *scene.FRAMES,
    *framing.FRAMES,
    *canvas.FRAMES,
    *remarks.FRAMES,
)
