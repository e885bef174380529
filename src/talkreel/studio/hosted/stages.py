"""The two stages of a new film: its pictures, then its sound. What is made here is kept, and export finds it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from talkreel.media.formats import output_for
from talkreel.model import PICTURE, Draft
from talkreel.render.cache import default_cache
from talkreel.render.preview import Preview
from talkreel.render.progress import Progress
from talkreel.render.soundtrack import encoded_sound

_POSTER_PX = 180


def prepared(draft: Draft, folder: Path, stage: Literal["pictures", "sound"], progress: Progress) -> None:
    """Do a stage: draw every shot once, or compose, mix and encode the sound.

    Raises:
        RenderError: it cannot be drawn.
        InputError: a file cannot be read.
    """
    progress(stage, 0.0)
    if stage == "pictures":
        _drawn(draft, folder, progress)
    else:
        with default_cache().hold() as hold:
            encoded_sound(draft, folder, output_for("mp4").format, hold)
    progress(stage, 1.0)


def _drawn(draft: Draft, folder: Path, progress: Progress) -> None:
    preview, shots = Preview(draft, folder), draft.of_type(PICTURE)
    for number, shot in enumerate(shots, 1):
        preview.frame(min(shot.start_ms + shot.duration_ms // 2, draft.duration_ms), _POSTER_PX)
        if number < len(shots):
            progress("pictures", number / len(shots))
