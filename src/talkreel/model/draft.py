"""The draft: a film before it is rendered, in the wire's short-key JSON.

Draft d m t assets look
└── Track tt n sg            tt 0 picture, 1 sound, 7 words
    └── Segment s d          [s, s + d) in milliseconds
        ├── src in           a file of the asset table, from `in` ms on
        ├── tm fr gr         its time, its place on the canvas, its grade
        ├── sc               a scene, drawn live
        ├── tx st            words
        └── mu | vo | fx     recipes of music, voice and effects
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from talkreel.model.canvas import Canvas
from talkreel.model.look import Face, Look, MusicStyle, Transition
from talkreel.model.scene import Scene
from talkreel.model.value import Value

PICTURE, SOUND, WORDS = 0, 1, 7

Role = Literal[
    "title", "eyebrow", "body", "item", "label", "number", "price", "quote", "source", "cta", "url",
    "caption", "lower_third", "overlay",
]  # fmt: skip
Origin = Literal["illustrated", "synthesised", "generated", "uploaded"]
# What a finished picture can be turned into: line, paint, print and screen.
Filter = Literal["none", "sketch", "watercolour", "oil", "comic", "poster", "pixel", "halftone", "film", "vhs", "glow"]

EffectKind = Literal[
    "whoosh", "riser", "pop", "tick", "shimmer", "boom",
    "ding", "chime", "buzz", "click", "swish", "shutter", "coin", "heartbeat", "drumroll", "glitch", "typing",
    "applause", "thunder",
    "rain", "wind", "waves", "fire", "birds", "crickets",
]  # fmt: skip
AMBIENT: frozenset[EffectKind] = frozenset({"rain", "wind", "waves", "fire", "birds", "crickets"})


class Asset(Value):
    """A file that the draft uses; its key in the table is `sha256:` and the hash of its bytes."""

    file: str  # path, relative to the draft where it lies below it
    kind: Literal["image", "video", "audio", "lut"]
    origin: Origin = "uploaded"
    licence: str = ""
    width: int = 0
    height: int = 0
    duration_ms: Annotated[int, Field(alias="d")] = 0


class TextStyle(Value):
    """Only what differs from the look. `x`, `y` place the centre of the text in parts of the canvas."""

    size: float | None = None  # part of the short side
    color: str = ""
    x: float | None = None
    y: float | None = None
    align: Literal["", "left", "center", "right"] = ""
    animation: Literal["", "none", "reveal", "pop", "fade", "type", "slide"] = ""
    scrim: float | None = None  # opacity of the shade behind the words, put there by the quality gate
    mark: tuple[str, ...] = ()  # words that are highlighted
    font: Face | None = None
    background: str = ""  # hex: a plate in this colour behind the words
    opacity: float = Field(default=1.0, ge=0, le=1)


class MusicRecipe(Value):
    """Music composed to the segment's length. `key` is a MIDI note, `bpm` 0 lets the style choose."""

    style: MusicStyle
    seed: int = 1
    bpm: float = 0.0


class VoiceRecipe(Value):
    """Speech of `text` by `engine`."""

    text: str
    language: str = "en"
    engine: str = "espeak"


class EffectRecipe(Value):
    """One sound: short and as long as it is, or one of `AMBIENT`, as long as its segment."""

    kind: EffectKind
    seed: int = 1


class Entry(Value):
    """How a picture segment enters over the one before it, which runs on underneath for `d` ms."""

    kind: Transition = "cut"
    duration_ms: Annotated[int, Field(alias="d", ge=0)] = 0


class Timing(Value):
    """How the source's own time runs in a segment.

    Without a loop, what is seen `t` ms after the segment's start is the source at `in` plus the integral of the speed
    over [0, t): it goes straight from `speed` to `to` (None: it stays). Reversed, the same stretch is seen from its
    end. `loop_ms` > 0: the first so many ms of the source repeat; `pingpong`: there and back.
    """

    speed: float = Field(default=1.0, ge=0.05, le=20)
    to: float | None = Field(default=None, ge=0.05, le=20)
    reverse: bool = False
    loop_ms: int = Field(default=0, ge=0)
    pingpong: bool = False


class Framing(Value):
    """Where a picture lies on the canvas; the default is all of it, filling the canvas.

    `crop` is the part of the picture that is shown (x0, y0, x1, y1 in 0..1), scaled to cover the picture's box. The box
    has its centre at `x`, `y` (parts of the canvas); `scale` is its width as a part of the canvas's, the shape is the
    source's own on upper tracks and the canvas's on the lowest. `rotate` in degrees clockwise. `radius` rounds its
    corners, as a part of the box's short side.
    """

    crop: tuple[float, float, float, float] | None = None
    x: float = 0.5
    y: float = 0.5
    scale: float = Field(default=1.0, gt=0, le=10)
    rotate: float = Field(default=0.0, ge=-360, le=360)
    opacity: float = Field(default=1.0, ge=0, le=1)
    mirror: bool = False
    radius: float = Field(default=0.0, ge=0, le=0.5)


class Grading(Value):
    """A colourist's hand on a finished picture, after its scene's own grade and under its words.

    All are 0 for "as it is"; `temperature` -1 cold .. 1 warm, `brightness`, `contrast`, `saturation` -1 .. 1
    (saturation -1 is black and white). `lut` names an asset, a .cube file. `filter` is laid on by `amount` 0..1.
    """

    temperature: float = Field(default=0.0, ge=-1, le=1)
    tint: float = Field(default=0.0, ge=-1, le=1)  # -1 green .. 1 magenta
    brightness: float = Field(default=0.0, ge=-1, le=1)
    contrast: float = Field(default=0.0, ge=-1, le=1)
    saturation: float = Field(default=0.0, ge=-1, le=1)
    lut: str = ""
    filter: Filter = "none"
    amount: float = Field(default=1.0, ge=0, le=1)


class Segment(Value):
    """Something on a track during [start_ms, start_ms + duration_ms)."""

    id: str
    name: Annotated[str, Field(alias="n")] = ""
    start_ms: Annotated[int, Field(alias="s", ge=0)]
    duration_ms: Annotated[int, Field(alias="d", gt=0)]
    src: str = ""
    in_ms: Annotated[int, Field(alias="in", ge=0)] = 0
    volume: Annotated[float, Field(alias="vol", ge=0, le=4)] = 1.0
    fade_in_ms: Annotated[int, Field(alias="fi", ge=0)] = 0
    fade_out_ms: Annotated[int, Field(alias="fo", ge=0)] = 0
    text: Annotated[str, Field(alias="tx")] = ""
    role: Annotated[Role, Field(alias="r")] = "overlay"
    style: Annotated[TextStyle, Field(alias="st")] = TextStyle()
    scene: Annotated[Scene | None, Field(alias="sc")] = None
    entry: Annotated[Entry, Field(alias="tr")] = Entry()
    exit: Annotated[Entry, Field(alias="te")] = Entry()  # how the picture leaves where none follows it
    hold_ms: Annotated[int, Field(alias="hd", ge=0)] = 0  # the picture stands still on purpose for the last `hd` ms
    span_ms: Annotated[int, Field(alias="sd", ge=0)] = 0  # the length that the scene is composed for; 0: the segment's
    timing: Annotated[Timing, Field(alias="tm")] = Timing()
    framing: Annotated[Framing, Field(alias="fr")] = Framing()
    grading: Annotated[Grading, Field(alias="gr")] = Grading()
    sticker: Annotated[str, Field(alias="sk")] = ""  # an object of the object set, cut out, on an upper picture track
    muted: Annotated[bool, Field(alias="mt")] = False
    duck: Annotated[float, Field(alias="dk", ge=0, le=1)] = 1.0  # how much it makes room for a voice; 0 not at all
    locked: Annotated[bool, Field(alias="lk")] = False
    music: Annotated[MusicRecipe | None, Field(alias="mu")] = None
    voice: Annotated[VoiceRecipe | None, Field(alias="vo")] = None
    effect: Annotated[EffectRecipe | None, Field(alias="fx")] = None

    @property
    def end_ms(self) -> int:
        """The first millisecond after the segment."""
        return self.start_ms + self.duration_ms


class Track(Value):
    """Segments of one type, in order of time. Later tracks lie above earlier ones."""

    id: str
    type: Annotated[int, Field(alias="tt")]
    name: Annotated[str, Field(alias="n")] = ""
    segments: Annotated[tuple[Segment, ...], Field(alias="sg")] = ()


class Meta(Value):
    """What the film is and what it was made from."""

    title: str = ""
    width: int = 1920
    height: int = 1080
    fps: int = 30
    language: str = "en"
    prompt: str = ""
    seed: int = 0
    made_with: str = ""  # program and version
    captions: bool = False  # word captions of spoken words are burnt in
    background: str = "#000000"  # where no picture is


class Draft(Value):
    """The whole film. `fonts` maps each face used to the hash of its file."""

    version: Annotated[int, Field(alias="v")] = 1
    id: str = ""
    revision: Annotated[int, Field(alias="rev")] = 0
    duration_ms: Annotated[int, Field(alias="d", ge=0)] = 0
    meta: Annotated[Meta, Field(alias="m")] = Meta()
    look: Look | None = None
    assets: dict[str, Asset] = Field(default_factory=dict[str, Asset])
    fonts: dict[str, str] = Field(default_factory=dict[str, str])
    tracks: Annotated[tuple[Track, ...], Field(alias="t")] = ()

    @property
    def canvas(self) -> Canvas:
        """The film's size and rate."""
        return Canvas(width=self.meta.width, height=self.meta.height, fps=self.meta.fps)

    def of_type(self, track_type: int) -> tuple[Segment, ...]:
        """All segments on tracks of one type, lowest track first."""
        return tuple(s for track in self.tracks if track.type == track_type for s in track.segments)

    def wire(self) -> dict[str, object]:
        """Wire JSON; what clients test for (`v d m t`, and `tt sg` of each track) is always there."""
        short = super().wire()
        m = self.meta
        short |= {"v": self.version, "d": self.duration_ms}
        short["m"] = {"title": m.title, "width": m.width, "height": m.height, "fps": m.fps} | m.wire()
        short["t"] = [
            {"id": t.id, "tt": t.type, "n": t.name} | t.wire() | {"sg": [s.wire() for s in t.segments]}
            for t in self.tracks
        ]
        return short
