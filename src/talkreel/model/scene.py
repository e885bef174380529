"""A scene: a small value that draws any frame at any size on demand.

The fields are a vocabulary, not a program: what a painter cannot use it ignores, and `scenes` says so by `supports`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.value import Value

SceneKind = Literal[
    # places
    "city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior",
    # things
    "stage", "photo", "video",
    # words and numbers
    "kinetic", "cards", "steps", "count", "chart", "quote", "price", "comparison", "end",
]  # fmt: skip
TimeOfDay = Literal["dawn", "day", "sunset", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind"]
Ground = Literal["bare", "snow", "autumn", "spring"]
CameraMove = Literal[
    "auto", "static", "pan_left", "pan_right", "tilt_up", "tilt_down", "push", "pull", "drone", "orbit", "handheld"
]
Pace = Literal["slow", "medium", "fast"]
Act = Literal["auto", "still", "walk", "run", "float", "fly", "leap", "bob", "drift", "turn"]
Tone = Literal["none", "warm", "cool", "golden", "neon", "pastel", "muted", "mono", "overcast", "studio", "vivid"]


class Key(Value):
    """From `at` ms after the scene's start the field is `to`; between two keys it changes gradually."""

    at: int = Field(ge=0)
    to: str


class Camera(Value):
    """How the camera moves; `auto` is the scene's own."""

    move: CameraMove = "auto"
    pace: Pace = "medium"


class Hero(Value):
    """What the scene is about: an object of the object set, a creature with a rig, or a drawn product.

    `name` is a key such as "fox", "coffee", "smartwatch"; `colour` a hex colour it is drawn in, when it can be.
    """

    name: str
    act: Act = "auto"
    colour: str = ""


class Datum(Value):
    """A number from the user's words: `text` is how they wrote it ("$1.2M"), `value` its size."""

    label: str = ""
    value: float
    text: str


class Scene(Value):
    """One picture that moves. Equal scenes draw equal pixels."""

    kind: SceneKind
    seed: int = 1
    variant: str = ""  # city: modern, futuristic, old; interior: cafe, shop, office, kitchen, gym, salon, home ...
    time: TimeOfDay | tuple[Key, ...] = "day"
    weather: Weather | tuple[Key, ...] = "clear"
    ground: Ground = "bare"
    camera: Camera = Camera()
    tone: Tone = "none"
    hero: Hero | None = None
    props: tuple[str, ...] = ()  # further objects, by name
    palette: tuple[str, ...] = ()  # hex colours that the picture leans to; none: the scene's own
    src: tuple[str, ...] = ()  # assets shown: photos, a video, a logo
    focus: tuple[float, float, float, float] | None = None  # subject box in the photo: x0, y0, x1, y1 in 0..1
    data: tuple[Datum, ...] = ()
    words: tuple[str, ...] = ()  # ids of the text segments that this scene lays out
    loop: bool = False  # the last frame runs into the first

    def at_keys(self, field: Literal["time", "weather"]) -> tuple[Key, ...]:
        """The field as keys; a plain value is one key at 0."""
        value: str | tuple[Key, ...] = getattr(self, field)
        return (Key(at=0, to=value),) if isinstance(value, str) else value
