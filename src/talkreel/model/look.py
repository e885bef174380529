"""A look: one choice of type, colour, background, transitions, captions and music that hang together."""

from __future__ import annotations

from typing import Literal

from talkreel.model.value import Value

Face = Literal["outfit", "fraunces", "anton", "caveat", "inter", "serif"]
Background = Literal["mesh", "paper", "spot", "grid", "waves", "flat"]
Transition = Literal["cut", "fade", "push", "wipe", "zoom", "iris", "dip", "blur"]
CaptionStyle = Literal["karaoke", "pop", "underline", "plain"]
MusicStyle = Literal["lofi", "corporate", "cinematic", "electronic", "acoustic", "hiphop", "ambient", "playful"]


class Palette(Value):
    """Hex colours. `ink` on `ground` and `on_accent` on `accent` each reach a contrast of 4.5."""

    ground: str
    ground2: str
    ink: str
    soft: str  # quieter ink
    accent: str
    on_accent: str
    accent2: str


class Look(Value):
    """`display` sets titles, `text` the rest. `radius` rounds cards, as a part of the short side."""

    name: str
    display: Face
    text: Face
    weight: int = 600  # of titles
    caps: bool = False
    palette: Palette
    background: Background
    transitions: tuple[Transition, ...]
    captions: CaptionStyle
    music: MusicStyle
    radius: float = 0.02
    grain: float = 3.0  # standard deviation in 8-bit levels


LOOKS: dict[str, Look] = {
    "aurora": Look(
        name="aurora",
        display="outfit",
        text="outfit",
        weight=700,
        palette=Palette(
            ground="#1b1140",
            ground2="#7a2f8f",
            ink="#ffffff",
            soft="#d9cdf2",
            accent="#e4ec4a",
            on_accent="#1b1140",
            accent2="#ff7aa8",
        ),
        background="mesh",
        transitions=("push", "wipe", "zoom"),
        captions="karaoke",
        music="electronic",
    ),
}
