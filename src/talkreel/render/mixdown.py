"""The sound of a film: every recipe composed, every file read, all mixed and brought to -14 LUFS, in blocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from talkreel.errors import InputError
from talkreel.media.sounds import has_sound
from talkreel.model import PICTURE, SOUND, Draft, MusicRecipe, Segment
from talkreel.model.draft import AMBIENT
from talkreel.render.clock import frames_in, samples_in
from talkreel.render.plates import Plates
from talkreel.render.played import own_music, own_sound
from talkreel.sound.effects import effect_take
from talkreel.sound.levelling import Levelling
from talkreel.sound.mixing import Clip, mix
from talkreel.sound.music import piece
from talkreel.sound.take import Held, Take
from talkreel.sound.voice import engine_named

Music = Callable[[MusicRecipe, int], Take]


def sounding(draft: Draft, folder: Path) -> tuple[Segment, ...]:
    """The segments that are heard, in the order in which they are mixed.

    Raises:
        NotFoundError: the file of one is gone.
    """
    plates = Plates(draft, folder)
    segments = (*draft.of_type(SOUND), *draft.of_type(PICTURE))
    return tuple(s for s in segments if s.volume > 0 and not s.muted and _heard(s, draft, plates))


def sound_length(draft: Draft) -> int:
    """The samples of the track: exactly as long as the picture."""
    return samples_in(frames_in(draft.duration_ms, draft.meta.fps), draft.meta.fps)


def mixdown(draft: Draft, folder: Path, music: Music | None = None, spool: Path | None = None) -> Levelling | None:
    """The mixed track, (`sound_length`, 2) at 48 kHz, ready to be levelled; None for a silent film.

    `music` composes, or takes from where it is kept; `spool` is a folder for what is passing, 12 bytes a sample and
    twice that under a voice.

    Raises:
        InputError: a file cannot be read.
        OSError: the disk is full.
    """
    plates = Plates(draft, folder)
    compose = music or partial(piece, folder=spool)
    clips = [_clip(s, partial(_take, s, draft, plates, compose, spool)) for s in sounding(draft, folder)]
    if not clips:
        return None
    return Levelling(mix(clips, sound_length(draft), spool), spool)


def _clip(segment: Segment, take: Callable[[], Take | None]) -> Clip:
    voice = segment.voice is not None and segment.music is None and segment.effect is None
    short = segment.effect is not None and segment.effect.kind not in AMBIENT
    return Clip(
        take=take,
        start_ms=segment.start_ms,
        volume=segment.volume,
        fade_in_ms=segment.fade_in_ms,
        fade_out_ms=segment.fade_out_ms,
        duck=0.0 if voice or short else segment.duck,
        is_voice=voice,
    )


def _heard(segment: Segment, draft: Draft, plates: Plates) -> bool:
    if segment.music or segment.effect or segment.voice:
        return True
    kind = _kind(segment, draft)
    if kind != "video":
        return kind == "audio"
    try:
        return has_sound(plates.path(segment.src))
    except InputError:
        return False


def _kind(segment: Segment, draft: Draft) -> str:
    return draft.assets[segment.src].kind if segment.src in draft.assets else ""


def _take(segment: Segment, draft: Draft, plates: Plates, music: Music, spool: Path | None) -> Take | None:
    if segment.music is not None:
        return music(segment.music, segment.duration_ms)
    if segment.effect is not None:
        return effect_take(segment.effect, segment.duration_ms)
    if segment.voice is not None:
        return Held(engine_named(segment.voice.engine).speak(segment.voice.text, segment.voice.language).samples)
    played = own_music if _kind(segment, draft) == "audio" else own_sound
    return played(segment, plates.path(segment.src), spool)
