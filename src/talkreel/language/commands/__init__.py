"""What can be asked for: frames, by what they are about. Of frames that account for equally much the first wins."""

from __future__ import annotations

from talkreel.language.commands import (
    canvas,
    captions,
    cuts,
    effects,
    framing,
    grade,
    lengths,
    music,
    remarks,
    routing,
    scene,
    shots,
    speeds,
    structure,
    templates,
    timing,
    transitions,
    versions,
    voice,
    volume,
    words,
    writing,
)
from talkreel.language.commands.frame import Frame

FRAMES: tuple[Frame, ...] = (
    *templates.FRAMES,
    *versions.FRAMES,
    *routing.FRAMES,
    *captions.FRAMES,
    *writing.FRAMES,
    *words.FRAMES,
    *voice.FRAMES,
    *effects.FRAMES,
    *music.FRAMES,
    *volume.FRAMES,
    *cuts.FRAMES,
    *timing.FRAMES,
    *lengths.FRAMES,
    *speeds.FRAMES,
    *structure.FRAMES,
    *shots.FRAMES,
    *transitions.FRAMES,
    *grade.FRAMES,
    *scene.FRAMES,
    *framing.FRAMES,
    *canvas.FRAMES,
    *remarks.FRAMES,
)
