"""The sound of a film: every recipe composed, every file read, all mixed and brought to -14 LUFS."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from talkreel.errors import InputError
from talkreel.media.sounds import read_sound
from talkreel.model import PICTURE, SOUND, Draft, Segment
from talkreel.render.clock import frames_in, samples_in
from talkreel.render.plates import Plates
from talkreel.sound.effects import effect
from talkreel.sound.loudness import normalise
from talkreel.sound.mixing import Clip, mix
from talkreel.sound.music import compose, fit_music
from talkreel.sound.samples import Samples, faded
from talkreel.sound.voice import engine_named


def mixdown(draft: Draft, folder: Path) -> Samples | None:
    """The finished stereo track, (samples, 2) at 48 kHz, exactly as long as the picture; None for a silent film."""
    plates = Plates(draft, folder)
    sounding = [s for s in (*draft.of_type(SOUND), *draft.of_type(PICTURE)) if s.volume > 0]
    clips = [clip for segment in sounding if (clip := _clip(segment, draft, plates)) is not None]
    if not clips:
        return None
    frames = frames_in(draft.duration_ms, draft.meta.fps)
    mixed = mix(clips, draft.duration_ms)
    wanted = samples_in(frames, draft.meta.fps)
    if len(mixed) < wanted:
        mixed = np.concatenate([mixed, np.zeros((wanted - len(mixed), 2), np.float32)])
    return normalise(mixed[:wanted])


def _clip(segment: Segment, draft: Draft, plates: Plates) -> Clip | None:
    samples, voice = _samples(segment, draft, plates)
    if samples is None:
        return None
    return Clip(
        samples=samples,
        start_ms=segment.start_ms,
        volume=segment.volume,
        fade_in_ms=segment.fade_in_ms,
        fade_out_ms=segment.fade_out_ms,
        duck_under=not voice and segment.effect is None,
        is_voice=voice,
    )


def _samples(segment: Segment, draft: Draft, plates: Plates) -> tuple[Samples | None, bool]:
    if segment.music is not None:
        return compose(segment.music, segment.duration_ms), False
    if segment.effect is not None:
        return effect(segment.effect), False
    if segment.voice is not None:
        return engine_named(segment.voice.engine).speak(segment.voice.text, segment.voice.language).samples, True
    if segment.src and draft.assets[segment.src].kind == "audio":
        own = read_sound(plates.path(segment.src), segment.in_ms, segment.duration_ms)
        return fit_music(own, segment.duration_ms), False
    if segment.src and draft.assets[segment.src].kind == "video":
        return _own_sound(plates.path(segment.src), segment), False
    return None, False


def _own_sound(path: Path, segment: Segment) -> Samples | None:
    """What is heard in a clip; None for a silent one."""
    try:
        own = read_sound(path, segment.in_ms, segment.duration_ms)
    except InputError:
        return None
    return faded(own, 0.03, 0.03)
