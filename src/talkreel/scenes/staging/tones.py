"""The colours of a product's stage: from the look, bent by the scene's palette and tone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from talkreel.draw.colour import Oklch, from_hex, paint_of
from talkreel.draw.palette import NEUTRAL_CHROMA, quiet_under, readable
from talkreel.draw.post import Grade
from talkreel.model import Scene
from talkreel.model.look import Look
from talkreel.scenes.colour_script import TONES, melt
from talkreel.scenes.inks import Inks
from talkreel.scenes.products import BRIGHT, DARK, StudioLight

_DARK_SETS, _LIGHT_SETS = ("dark",), ("sweep", "marble")


@dataclass(frozen=True)
class StageTones:
    """`wall` where the light falls, `edge` where it does not, `floor` before the product, `glow` of lamps behind it,
    `body` of plinths; `ink`, `soft`, `accent` and `on_accent` are for words and read on the wall."""

    dark: bool
    wall: Oklch
    edge: Oklch
    floor: Oklch
    glow: Oklch
    body: Oklch
    accent: Oklch
    on_accent: Oklch
    ink: Oklch
    soft: Oklch
    light: StudioLight
    grade: Grade


def stage_tones(scene: Scene, look: Look, variant: str) -> StageTones:
    """The tones of a stage. Some sets are dark or light whatever the look is."""
    inks = Inks.of(look)
    dark = (inks.dark or variant in _DARK_SETS) and variant not in _LIGHT_SETS and scene.tone != "pastel"
    lead, accent = _lead(scene, inks)
    tones = _dark(lead, accent) if dark else _light(lead, accent)
    tones = _bent(tones, scene)
    wall = paint_of(tones.wall)
    ink = readable(inks.ink if inks.dark == dark else _opposite(dark, lead), wall, 7.0)
    soft = readable(inks.soft if inks.dark == dark else melt(_opposite(dark, lead), tones.wall, 0.25), wall)
    shown = readable(accent, wall, 4.5)
    on = (
        inks.on_accent
        if accent == inks.accent
        else ((0.98, 0.01, accent[2]) if shown[0] < 0.6 else (0.2, 0.03, accent[2]))
    )
    return replace(tones, ink=ink, soft=soft, accent=shown, on_accent=readable(on, paint_of(shown)))


def _lead(scene: Scene, inks: Inks) -> tuple[Oklch, Oklch]:
    """The colour that tints the stage, and the accent: the scene's palette first, else the look's."""
    asked = sorted((from_hex(text) for text in scene.palette), key=_greyness)
    colourful = [colour for colour in asked if colour[1] > NEUTRAL_CHROMA]
    accent = colourful[0] if colourful else inks.accent
    lead = colourful[min(1, len(colourful) - 1)] if colourful else inks.ground2
    return lead, accent


def _greyness(colour: Oklch) -> float:
    return -colour[1]


def _opposite(dark: bool, lead: Oklch) -> Oklch:
    return (0.97, 0.008, lead[2]) if dark else (0.24, 0.025, lead[2])


def _dark(lead: Oklch, accent: Oklch) -> StageTones:
    hue, strength = lead[2], min(0.085, lead[1])
    light = replace(DARK, sky=(0.36, strength * 0.35, hue), floor=(0.24, strength * 0.5, hue), key=(0.985, 0.014, 80))
    return StageTones(
        dark=True,
        wall=(0.335, strength * 0.92, hue),
        edge=(0.105, strength * 0.45, hue - 8),
        floor=(0.150, strength * 0.60, hue - 4),
        glow=melt((0.80, min(0.12, accent[1]), accent[2]), (0.90, 0.03, hue), 0.35),
        body=(0.34, strength * 0.75, hue),
        accent=accent,
        on_accent=accent,
        ink=accent,
        soft=accent,
        light=light,
        grade=Grade(bloom=0.34, threshold=196, vignette=0.34, contrast=0.14),
    )


def _light(lead: Oklch, accent: Oklch) -> StageTones:
    hue, strength = lead[2], min(0.055, lead[1] * 0.8)
    light = replace(BRIGHT, sky=(0.78, strength * 0.3, hue), floor=(0.82, strength * 0.5, hue))
    return StageTones(
        dark=False,
        wall=(0.968, strength * 0.30, hue),
        edge=(0.860, strength * 0.85, hue),
        floor=(0.925, strength * 0.60, hue),
        glow=melt((0.90, min(0.09, accent[1]), accent[2]), (0.96, 0.02, hue), 0.4),
        body=(0.955, strength * 0.45, hue),
        accent=accent,
        on_accent=accent,
        ink=accent,
        soft=accent,
        light=light,
        grade=Grade(bloom=0.08, threshold=232, vignette=0.12, contrast=0.07),
    )


def _bent(tones: StageTones, scene: Scene) -> StageTones:
    """The tones under the scene's tone. A studio is neutral: its walls keep a breath of colour, its lamps none."""
    if scene.tone == "none":
        return tones
    names = ("wall", "edge", "floor", "glow", "body")
    if scene.tone == "studio":
        greyed = {name: _greyed(getattr(tones, name), 0.5 if tones.dark else 0.3) for name in names}
        return replace(tones, **greyed)
    bend = TONES[scene.tone]
    changed = {name: _held(bend.colour(getattr(tones, name)), getattr(tones, name)) for name in names}
    tones = replace(tones, **changed)
    key = bend.colour(tones.light.key)
    return replace(tones, light=replace(tones.light, key=(max(0.93, key[0]), min(0.06, key[1]), key[2])))


def _greyed(colour: Oklch, part: float) -> Oklch:
    return (colour[0], colour[1] * part, colour[2])


def _held(bent: Oklch, before: Oklch) -> Oklch:
    """A bent colour that stays near its lightness: the words must still be read on it."""
    return (before[0] + 0.25 * (bent[0] - before[0]), min(0.12, bent[1]), bent[2])


def quieted(tones: StageTones, ink: int) -> StageTones:
    """The tones with a wall on which `ink` can be read."""
    return replace(tones, wall=quiet_under(tones.wall, ink))
