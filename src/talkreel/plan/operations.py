"""A storyboard as edits: the operations that turn an empty draft into the film.

t1 Video      s1 s2 s3 ...      the shots
t2 Music      m1                composed, or the user's own
t3 Effects    e1 e2 ...         quiet sounds on the cuts between sections
t4 Words      w1 w2 ...         all words; scenes refer to theirs by id
t5 Voice      v1 v2 ...         what is said in each shot, when a voice was asked for
t6 Captions   c1 c2 ...         the same, as captions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, count

from talkreel.edit.naming import scene_name
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Asset,
    Brief,
    EffectRecipe,
    Line,
    Operation,
    Segment,
    Shot,
    Storyboard,
    Track,
    VoiceRecipe,
)
from talkreel.model.operation import AddAsset, AddTrack, SetDuration, SetLook, SetMeta
from talkreel.plan.direction.narration import captions, spoken

MUSIC_VOLUME = 0.8
UNDER_SPEECH = 0.35  # music under a voice, or under the sound of the user's own video
EFFECT_VOLUME = 0.25
FADE_MS = 1_500
OWN_MUSIC_FADE_MS = 2_000
VOICE_DELAY_MS = 250  # after a cut, before the voice begins
EFFECT_LEAD_MS = 120  # a whoosh is heard just before its cut


def operations_for(storyboard: Storyboard, brief: Brief, assets: Mapping[str, Asset]) -> tuple[Operation, ...]:
    """All edits of a new film, in an order in which they can be applied. `assets` are the brief's files, by key."""
    duration = sum(shot.duration_ms for shot in storyboard.shots)
    meta: dict[str, str | int | bool] = {
        "title": storyboard.title,
        "width": brief.canvas.width,
        "height": brief.canvas.height,
        "fps": brief.canvas.fps,
        "language": brief.language,
        "prompt": brief.prompt,
        "seed": brief.seed,
        "captions": _captioned(brief),
    }
    used = {key for shot in storyboard.shots for key in shot.scene.src}
    used |= {m.key for m in brief.materials if m.kind == "audio"}
    return (
        SetMeta(fields=meta),
        SetLook(look=storyboard.look),
        *(AddAsset(key=key, asset=asset) for key, asset in assets.items() if key in used),
        *(AddTrack(track=track) for track in _tracks(storyboard, brief, duration) if track.segments),
        SetDuration(duration_ms=duration),
    )


def _captioned(brief: Brief) -> bool:
    """A voice is captioned unless that is unwanted."""
    return bool(brief.voice) and brief.captions is not False


def _tracks(storyboard: Storyboard, brief: Brief, duration: int) -> Iterator[Track]:
    words: list[Segment] = []
    pictures = tuple(_shots(storyboard, brief, words))
    yield Track(id="t1", type=PICTURE, name="Video", segments=pictures)
    yield Track(id="t2", type=SOUND, name="Music", segments=tuple(_music(storyboard, brief, duration)))
    yield Track(id="t3", type=SOUND, name="Effects", segments=tuple(_effects(storyboard, brief)))
    words += [_words(f"w{len(words) + i}", 0, duration, x) for i, x in enumerate(storyboard.overlays, 1)]
    yield Track(id="t4", type=WORDS, name="Words", segments=tuple(sorted(words, key=_start)))
    if brief.voice:
        yield Track(id="t5", type=SOUND, name="Voice", segments=tuple(_voice(storyboard, brief)))
    if _captioned(brief):
        yield Track(id="t6", type=WORDS, name="Captions", segments=tuple(_captions(storyboard, brief)))


def _start(segment: Segment) -> int:
    return segment.start_ms


def _starts(storyboard: Storyboard) -> list[int]:
    return [0, *accumulate(shot.duration_ms for shot in storyboard.shots)][:-1]


def _shots(storyboard: Storyboard, brief: Brief, words: list[Segment]) -> Iterator[Segment]:
    """The picture segments; their words are appended to `words`."""
    for i, (shot, start) in enumerate(zip(storyboard.shots, _starts(storyboard), strict=True), 1):
        own = [_words(f"w{len(words) + j}", start, start + shot.duration_ms, x) for j, x in enumerate(shot.lines, 1)]
        words += own
        laid_out = tuple(w.id for w, x in zip(own, shot.lines, strict=True) if x.laid_out)
        yield Segment(
            id=f"s{i}",
            name=scene_name(shot.scene, brief.reply_language),
            start_ms=start,
            duration_ms=shot.duration_ms,
            src=shot.scene.src[0] if shot.scene.kind == "video" else "",
            in_ms=shot.in_ms,
            scene=shot.scene.model_copy(update={"words": laid_out}),
            entry=shot.entry,
            hold_ms=shot.hold_ms,
        )


def _words(name: str, start: int, end: int, line: Line) -> Segment:
    """Words at their place in the film; without a length of their own they stay to `end`."""
    at = min(start + line.at_ms, end - 1)
    length = end - at if line.duration_ms is None else min(line.duration_ms, end - at)
    return Segment(id=name, start_ms=at, duration_ms=length, text=line.text, role=line.role, style=line.style)


def _music(storyboard: Storyboard, brief: Brief, duration: int) -> Iterator[Segment]:
    speech = bool(brief.voice) or any(shot.scene.kind == "video" for shot in storyboard.shots)
    volume = UNDER_SPEECH if speech else MUSIC_VOLUME
    own = next((m for m in brief.materials if m.kind == "audio"), None)
    if own is not None:
        length = min(duration, own.duration_ms - own.in_ms) if own.duration_ms > own.in_ms else duration
        fade = min(OWN_MUSIC_FADE_MS, length // 2)
        yield Segment(
            id="m1", name=own.name, start_ms=0, duration_ms=length, src=own.key, in_ms=own.in_ms, volume=volume,
            fade_in_ms=min(300, length // 4), fade_out_ms=fade,
        )  # fmt: skip
    elif storyboard.music is not None:
        # Composed music ends on its own last chord; a loop's ends without one.
        fade = min(FADE_MS, duration // 4) if storyboard.shots[-1].scene.loop else 0
        yield Segment(
            id="m1", name="Music", start_ms=0, duration_ms=duration, volume=volume, fade_out_ms=fade,
            music=storyboard.music,
        )  # fmt: skip


def _effects(storyboard: Storyboard, brief: Brief) -> Iterator[Segment]:
    """A quiet sound where a section begins, a pop for a price, a shimmer for the end card; none in a silent film."""
    if storyboard.music is None or _unwanted_effects(brief):
        return
    number = count(1)
    for i, (shot, start) in enumerate(zip(storyboard.shots, _starts(storyboard), strict=True)):
        kind = _effect_of(shot)
        if i == 0 or kind is None:
            continue
        yield Segment(
            id=f"e{next(number)}",
            name=kind,
            start_ms=max(0, start - EFFECT_LEAD_MS) if kind == "whoosh" else start,
            duration_ms=min(1_200, shot.duration_ms),
            volume=EFFECT_VOLUME,
            effect=EffectRecipe.model_validate({"kind": kind, "seed": storyboard.music.seed + i}),
        )


def _effect_of(shot: Shot) -> str | None:
    if shot.scene.kind == "price":
        return "pop"
    if shot.scene.kind == "end":
        return "shimmer"
    moving = shot.entry.kind in {"push", "wipe", "zoom", "iris"}
    return "whoosh" if moving and shot.beat not in {"scene", "slide", "detail"} else None


def _unwanted_effects(brief: Brief) -> bool:
    from talkreel.plan.direction.treatment import NO_EFFECTS

    return any(NO_EFFECTS.search(word.lower()) for word in brief.avoid)


def _voice(storyboard: Storyboard, brief: Brief) -> Iterator[Segment]:
    number = count(1)
    for shot, start in zip(storyboard.shots, _starts(storyboard), strict=True):
        said = " ".join(spoken(shot, brief.language))
        if said:
            delay = min(VOICE_DELAY_MS, shot.duration_ms // 4)
            yield Segment(
                id=f"v{next(number)}",
                name="Voice",
                start_ms=start + delay,
                duration_ms=shot.duration_ms - delay,
                voice=VoiceRecipe(text=said, language=brief.language),
            )


def _captions(storyboard: Storyboard, brief: Brief) -> Iterator[Segment]:
    number = count(1)
    for shot, start in zip(storyboard.shots, _starts(storyboard), strict=True):
        delay = min(VOICE_DELAY_MS, shot.duration_ms // 4)
        for caption in captions(spoken(shot, brief.language), start + delay, start + shot.duration_ms):
            if caption.end_ms > caption.start_ms:
                yield Segment(
                    id=f"c{next(number)}",
                    start_ms=caption.start_ms,
                    duration_ms=caption.end_ms - caption.start_ms,
                    text=caption.text,
                    role="caption",
                )
