"""A colour script: every colour of a landscape follows from the hour, and is bent by tone, weather and palette.

    time of day -> bent by weather -> bent by tone -> bent by palette -> ColourScript

Bends move colours in OKLab, not round the hue circle: a blue sky made warm goes through cream, never through violet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from talkreel.draw.colour import Oklch, from_hex, paint_of
from talkreel.draw.post import Grade, Triple
from talkreel.model import Scene
from talkreel.model.scene import TimeOfDay, Tone, Weather


@lru_cache(maxsize=16384)
def melt(one: Oklch, other: Oklch, part: float) -> Oklch:
    """From `one` to `other` straight across the OKLab plane, with half of the chroma that is lost on the way.

    Light and haze work so: green in orange light goes olive and gold; round the hue circle it would go rainbow.
    """
    light, chroma, hue = _toward(one, other[2], other[1], part)
    whole = one[1] + (other[1] - one[1]) * part
    return (light + (other[0] - light) * part, chroma + 0.5 * (whole - chroma), hue)


@dataclass(frozen=True)
class ColourScript:
    """The colours of one hour. `sky` runs from the zenith (0) to the horizon (1).

    `key` is the direct light, `ambient` what the sky adds to shade, `deep` the darkest shadow, `accent` the one loud
    colour. `sun_height` is above the horizon, in parts of the short side; `sun` 0..1 is how strong direct light is;
    `gloom` 0..1 how far local colours sink into the hour; `stars` 0..1 how many show; `moon`: the light is the moon's.
    """

    time: TimeOfDay
    sky: tuple[tuple[float, Oklch], ...]
    haze: Oklch
    key: Oklch
    ambient: Oklch
    deep: Oklch
    accent: Oklch
    sun_height: float
    sun: float
    gloom: float
    stars: float = 0.0
    moon: bool = False

    @property
    def zenith(self) -> Oklch:
        """The sky straight above."""
        return self.sky[0][1]

    @property
    def horizon(self) -> Oklch:
        """The sky where it meets the land."""
        return self.sky[-1][1]

    def far(self, colour: Oklch, depth: float) -> Oklch:
        """Atmospheric perspective: `colour` seen at `depth` (1 is the focal plane, 16 and more is haze)."""
        return melt(colour, self.haze, min(1.0, max(0.0, math.log(max(depth, 1.0)) / math.log(16.0))) * 0.9)

    def shade(self, colour: Oklch) -> Oklch:
        """A surface of `colour` that the key light does not reach."""
        sunk = melt(colour, self.ambient, 0.22 + 0.30 * self.gloom)
        return melt(sunk, self.deep, 0.22 + 0.42 * self.gloom)

    def lit(self, colour: Oklch) -> Oklch:
        """A surface of `colour` that faces the key light."""
        sunk = melt(melt(colour, self.ambient, 0.34 * self.gloom**2), self.deep, 0.70 * self.gloom**1.4)
        part = 0.16 + 0.26 * self.gloom
        tinted = melt(sunk, self.key, part)
        # The light's colour falls on it whole, its brightness only as far as there is light: moonlight does not bleach.
        light = sunk[0] + (self.key[0] - sunk[0]) * part * self.sun + 0.05 * self.sun
        return (min(0.97, light), tinted[1] * (0.92 + 0.12 * self.sun), tinted[2])

    def paint(self, colour: Oklch, depth: float = 1.0, a: float = 1.0) -> int:
        """`colour` at `depth` as 0xAARRGGBB."""
        return paint_of(self.far(colour, depth), a)


# Sky stops, haze, key, ambient, deep, accent: lightness, chroma, hue. Chosen by eye on graded frames.
TIMES: dict[TimeOfDay, ColourScript] = {
    "dawn": ColourScript(
        time="dawn",
        sky=((0, (0.56, 0.085, 262)), (0.34, (0.70, 0.085, 290)), (0.66, (0.83, 0.085, 5)), (1, (0.93, 0.075, 62))),
        haze=(0.875, 0.070, 28),
        key=(0.965, 0.070, 80),
        ambient=(0.66, 0.065, 285),
        deep=(0.30, 0.065, 278),
        accent=(0.74, 0.155, 20),
        sun_height=0.11,
        sun=0.75,
        gloom=0.24,
        stars=0.06,
    ),
    "day": ColourScript(
        time="day",
        sky=((0, (0.53, 0.130, 252)), (0.40, (0.67, 0.110, 240)), (0.75, (0.83, 0.070, 225)), (1, (0.945, 0.030, 205))),
        haze=(0.895, 0.040, 222),
        key=(0.990, 0.030, 95),
        ambient=(0.66, 0.070, 245),
        deep=(0.30, 0.065, 245),
        accent=(0.70, 0.170, 35),
        sun_height=0.50,
        sun=1.0,
        gloom=0.05,
    ),
    "sunset": ColourScript(
        time="sunset",
        sky=(
            (0, (0.29, 0.100, 286)),
            (0.30, (0.43, 0.135, 318)),
            (0.56, (0.62, 0.165, 8)),
            (0.80, (0.79, 0.150, 48)),
            (1, (0.90, 0.110, 78)),
        ),
        haze=(0.765, 0.135, 42),
        key=(0.950, 0.110, 78),
        ambient=(0.50, 0.110, 325),
        deep=(0.21, 0.065, 298),
        accent=(0.72, 0.180, 30),
        sun_height=0.10,
        sun=0.85,
        gloom=0.42,
        stars=0.10,
    ),
    "dusk": ColourScript(
        time="dusk",
        sky=(
            (0, (0.24, 0.075, 268)),
            (0.34, (0.37, 0.095, 284)),
            (0.64, (0.56, 0.105, 318)),
            (0.86, (0.74, 0.110, 12)),
            (1, (0.84, 0.090, 50)),
        ),
        haze=(0.655, 0.090, 328),
        key=(0.925, 0.075, 55),
        ambient=(0.44, 0.085, 285),
        deep=(0.19, 0.055, 272),
        accent=(0.76, 0.140, 55),
        sun_height=-0.03,
        sun=0.45,
        gloom=0.58,
        stars=0.55,
    ),
    "night": ColourScript(
        time="night",
        sky=(
            (0, (0.155, 0.055, 272)),
            (0.42, (0.225, 0.072, 264)),
            (0.78, (0.315, 0.080, 254)),
            (1, (0.410, 0.078, 240)),
        ),
        haze=(0.375, 0.072, 248),
        key=(0.930, 0.035, 235),
        ambient=(0.31, 0.070, 258),
        deep=(0.11, 0.040, 270),
        accent=(0.82, 0.120, 78),
        sun_height=0.52,
        sun=0.42,
        gloom=0.74,
        stars=1.0,
        moon=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Bend:
    """How a tone or a weather bends colours: `pull` of the way to a tint of `hue`, then chroma and lightness.

    `lift` moves lightness towards `lift_to` (pastel: up, storm: down); `sun` and `stars` are multiplied, `gloom` added.
    """

    hue: float = 0.0
    pull: float = 0.0
    tint: float = 0.08
    chroma: float = 1.0
    lift: float = 0.0
    lift_to: float = 0.9
    sun: float = 1.0
    stars: float = 1.0
    gloom: float = 0.0

    def colour(self, colour: Oklch) -> Oklch:
        """The bent colour."""
        # What is dark keeps more of its own hue: a warm night is blue with warm lights, not brown.
        light, chroma, hue = _toward(colour, self.hue, self.tint, self.pull * min(1.0, 0.22 + 0.85 * colour[0]))
        return (light + (self.lift_to - light) * self.lift, chroma * self.chroma, hue)


def _toward(colour: Oklch, hue: float, chroma: float, part: float) -> Oklch:
    """`colour` moved `part` of the way to `hue` at `chroma`, straight across the OKLab plane; lightness stays."""
    if part <= 0:
        return colour
    a = colour[1] * math.cos(math.radians(colour[2])) * (1 - part) + chroma * math.cos(math.radians(hue)) * part
    b = colour[1] * math.sin(math.radians(colour[2])) * (1 - part) + chroma * math.sin(math.radians(hue)) * part
    return (colour[0], math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


TONES: dict[Tone, Bend] = {
    "none": Bend(),
    "warm": Bend(hue=60, pull=0.40, tint=0.150, chroma=1.08),
    "cool": Bend(hue=238, pull=0.42, tint=0.105),
    "golden": Bend(hue=76, pull=0.48, tint=0.170, lift=0.05),
    "neon": Bend(hue=318, pull=0.34, tint=0.22, chroma=1.45, lift=0.10, lift_to=0.30),
    "pastel": Bend(chroma=0.62, lift=0.34, lift_to=0.90),
    "muted": Bend(hue=60, pull=0.10, tint=0.03, chroma=0.58, lift=0.05, lift_to=0.6),
    "mono": Bend(chroma=0.07),
    "overcast": Bend(hue=245, pull=0.35, tint=0.018, chroma=0.72, sun=0.2, stars=0.2),
    "studio": Bend(chroma=0.86, lift=0.06, lift_to=0.8),
    "vivid": Bend(chroma=1.32),
}

WEATHERS: dict[Weather, Bend] = {
    "clear": Bend(),
    "cloudy": Bend(chroma=0.88, lift=0.05, lift_to=0.72, sun=0.6, stars=0.35, gloom=0.04),
    "rain": Bend(hue=245, pull=0.42, tint=0.030, chroma=0.82, lift=0.34, lift_to=0.40, sun=0.20, stars=0.0, gloom=0.16),
    "storm": Bend(
        hue=262, pull=0.55, tint=0.050, chroma=0.75, lift=0.66, lift_to=0.20, sun=0.12, stars=0.0, gloom=0.26
    ),
    "snow": Bend(hue=262, pull=0.28, tint=0.030, chroma=0.86, lift=0.10, lift_to=0.80, sun=0.28, stars=0.3, gloom=0.05),
    "fog": Bend(hue=240, pull=0.26, tint=0.020, chroma=0.68, lift=0.20, lift_to=0.80, sun=0.26, stars=0.1, gloom=0.06),
    "wind": Bend(sun=0.95),
}


def script_for(scene: Scene, t_ms: float = 0.0) -> ColourScript:
    """The scene's colour script at a time. (`render` gives painters scenes with one hour and one weather.)"""
    time = _value_at(scene, "time", t_ms)
    weather = _value_at(scene, "weather", t_ms)
    script = TIMES[time]  # type: ignore[index]
    script = bent(script, WEATHERS[weather])  # type: ignore[index]
    script = bent(script, TONES[scene.tone])
    return leaning(script, scene.palette)


def _value_at(scene: Scene, field: str, t_ms: float) -> str:
    keys = scene.at_keys("time" if field == "time" else "weather")
    past = [key for key in keys if key.at <= t_ms]
    return (past[-1] if past else keys[0]).to


def bent(script: ColourScript, bend: Bend) -> ColourScript:
    """The script with every colour bent; the accent only keeps company."""
    half = replace(bend, pull=bend.pull * 0.4, lift=bend.lift * 0.5)
    return replace(
        script,
        sky=tuple((position, bend.colour(colour)) for position, colour in script.sky),
        haze=bend.colour(script.haze),
        key=half.colour(script.key),
        ambient=bend.colour(script.ambient),
        deep=half.colour(script.deep),
        accent=half.colour(script.accent),
        sun=script.sun * bend.sun,
        stars=script.stars * bend.stars,
        gloom=min(0.9, script.gloom + bend.gloom),
    )


def leaning(script: ColourScript, palette: tuple[str, ...]) -> ColourScript:
    """The script leaning to hex colours: the most colourful becomes the accent, the next tints haze and low sky."""
    colours = sorted((from_hex(text) for text in palette), key=_colourfulness)
    colours = [colour for colour in colours if colour[1] > 0.03]
    if not colours:
        return script
    accent, tint = colours[0], colours[min(1, len(colours) - 1)]
    chroma = min(0.14, max(0.06, tint[1]))

    def lean(colour: Oklch, part: float) -> Oklch:
        return _toward(colour, tint[2], chroma, part)

    return replace(
        script,
        sky=tuple((position, lean(colour, 0.14 + 0.34 * position)) for position, colour in script.sky),
        haze=lean(script.haze, 0.50),
        key=lean(script.key, 0.22),
        ambient=lean(script.ambient, 0.35),
        deep=lean(script.deep, 0.20),
        accent=(min(0.82, max(0.58, accent[0])), accent[1], accent[2]),
    )


def _colourfulness(colour: Oklch) -> float:
    return -colour[1] * (1 - abs(colour[0] - 0.65))


# How each hour is printed: contrast, tint of shadows and highlights (R, G, B), bloom and what blooms.
GRADES: dict[TimeOfDay, Grade] = {
    "dawn": Grade(0.42, 190, 0.28, 0.14, (0.005, -0.005, 0.025), (0.020, 0.004, -0.010)),
    "day": Grade(0.24, 205, 0.24, 0.16, (-0.004, 0.002, 0.018), (0.012, 0.006, -0.008)),
    "sunset": Grade(0.55, 178, 0.36, 0.20, (0.004, -0.010, 0.040), (0.035, 0.004, -0.028)),
    "dusk": Grade(0.50, 172, 0.40, 0.18, (0.000, -0.006, 0.035), (0.025, 0.000, -0.016)),
    "night": Grade(0.60, 150, 0.40, 0.16, (-0.006, -0.002, 0.030), (0.004, 0.004, 0.010)),
}


# What a tone does to the print: saturation, factor of contrast, tint added to the highlights.
PRINTS: dict[Tone, tuple[float, float, Triple]] = {
    "warm": (1.0, 1.0, (0.050, 0.012, -0.050)),
    "golden": (1.0, 1.0, (0.060, 0.024, -0.060)),
    "cool": (0.96, 1.0, (-0.035, 0.004, 0.035)),
    "neon": (1.18, 1.1, (0.010, -0.010, 0.020)),
    "vivid": (1.20, 1.1, (0.0, 0.0, 0.0)),
    "pastel": (0.84, 0.6, (0.015, 0.012, 0.018)),
    "muted": (0.66, 0.8, (0.015, 0.008, -0.006)),
    "overcast": (0.74, 0.8, (-0.006, 0.0, 0.006)),
    "mono": (0.0, 1.25, (0.0, 0.0, 0.0)),
}


def grade_for(subject: ColourScript | Scene) -> Grade:
    """How a shot in this light is finished; a scene's tone goes into it."""
    if not isinstance(subject, Scene):
        return GRADES[subject.time]
    grade = GRADES[script_for(subject).time]
    if subject.tone not in PRINTS:
        return grade
    saturation, contrast, tint = PRINTS[subject.tone]
    keep = min(1.0, saturation)
    red, green, blue = (light * keep + add for light, add in zip(grade.highlights, tint, strict=True))
    shadow_red, shadow_green, shadow_blue = (shadow * keep for shadow in grade.shadows)
    return replace(
        grade,
        saturation=saturation,
        contrast=grade.contrast * contrast,
        highlights=(red, green, blue),
        shadows=(shadow_red, shadow_green, shadow_blue),
        bloom=grade.bloom + (0.25 if subject.tone == "neon" else 0.0),
    )
