"""A brief: what a person asked for, as values. Reading makes it; directing uses it. Nothing in it is invented."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.canvas import Canvas
from talkreel.model.look import MusicStyle
from talkreel.model.scene import Act, Camera, Datum, Ground, SceneKind, TimeOfDay, Tone, Weather
from talkreel.model.value import Strict

FilmKind = Literal[
    "promo", "explainer", "slideshow", "showcase", "teaser", "quote", "announcement", "recap", "tutorial", "listing",
    "loop", "scene",
]  # fmt: skip
FactKind = Literal[
    "price", "discount", "date", "time", "number", "percent", "url", "email", "phone", "handle", "address", "name"
]


class Note(Strict):
    """Something said about the work; `code` is a sentence of the message catalogue, `fields` fill it."""

    code: str
    fields: dict[str, str | int | float] = Field(default_factory=dict[str, str | int | float])


class ScreenText(Strict):
    """Quoted words that must be on screen; when `at_ms` is None the director chooses when."""

    text: str
    at_ms: int | None = None
    duration_ms: int | None = None
    place: Literal["", "top", "center", "bottom"] = ""


class Fact(Strict):
    """A thing on screen that must be exactly the user's: `text` is how they wrote it."""

    kind: FactKind
    text: str
    context: str = ""  # the clause it stood in


class Wish(Strict):
    """A picture described in words. Empty and None mean: not said."""

    text: str = ""  # the words it was read from
    kind: SceneKind | None = None
    variant: str = ""
    times: tuple[TimeOfDay, ...] = ()  # two or more: it changes in the shot
    weathers: tuple[Weather, ...] = ()
    ground: Ground = "bare"
    camera: Camera = Camera()
    tone: Tone = "none"
    hero: str = ""
    hero_text: str = ""  # the user's word for it
    hero_colour: str = ""
    act: Act = "auto"
    props: tuple[str, ...] = ()


class Point(Strict):
    """One statement of the user's, shortened by extraction."""

    text: str
    icon: str = ""  # an object that pictures it, when one was found
    detail: str = ""


class Material(Strict):
    """A file given with the words. `key` is its asset key."""

    key: str
    kind: Literal["image", "video", "audio", "logo", "lut"]
    name: str
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    in_ms: int = 0  # where its best stretch begins
    best_ms: int = 0  # and how long that is; 0: the whole
    colours: tuple[str, ...] = ()  # dominant colours, hex
    focus: tuple[float, float, float, float] | None = None
    caption: str = ""  # from a file name that says something, else empty


class Brief(Strict):
    """One film."""

    prompt: str
    language: str = "en"  # of the words on screen: "en", "zh", or another tag as found
    reply_language: str = "en"  # of what we say back
    kind: FilmKind = "scene"
    title: str = ""
    duration_ms: int | None = None
    canvas: Canvas = Canvas()
    canvas_said: bool = False
    subject: str = ""  # "coffee shop", in the user's words
    name: str = ""  # brand, product or person
    tagline: str = ""
    audience: str = ""
    wishes: tuple[Wish, ...] = ()  # pictures asked for, in order
    points: tuple[Point, ...] = ()  # what to say, strongest first unless `ordered`
    ordered: bool = False
    question: str = ""
    sides: tuple[Point, ...] = ()  # two things set against each other; `detail` is what is said of each
    facts: tuple[Fact, ...] = ()
    data: tuple[Datum, ...] = ()  # numbers that can be compared or counted
    quotes: tuple[ScreenText, ...] = ()
    quote_source: str = ""
    cta: str = ""  # call to action in the user's words
    palette: tuple[str, ...] = ()
    palette_words: tuple[str, ...] = ()
    tone: Tone = "none"
    moods: tuple[str, ...] = ()
    look: str = ""
    music: bool | None = None  # None: not said
    music_style: MusicStyle | None = None
    voice: bool | None = None
    captions: bool | None = None
    avoid: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    seed: int = 0
    notes: tuple[Note, ...] = ()
