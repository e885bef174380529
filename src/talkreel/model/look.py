"""A look: one choice of type, colour, background, transitions, captions and music that hang together."""

from __future__ import annotations

from typing import Literal

from talkreel.model.value import Value

Face = Literal["outfit", "fraunces", "anton", "caveat", "inter", "serif"]
Background = Literal["mesh", "paper", "spot", "grid", "waves", "flat"]
Transition = Literal["cut", "fade", "push", "wipe", "zoom", "iris", "dip", "blur"]
CaptionStyle = Literal["karaoke", "pop", "underline", "plain"]
CardStyle = Literal["soft", "glass", "line", "solid", "tint"]
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
    """`display` sets titles, `text` the rest. `radius` rounds cards, as a part of the short side.

    `card` is what cards are made of: white with a soft shadow, dark glass, a hairline, solid ink, or tinted.
    """

    name: str
    display: Face
    text: Face
    weight: int = 600  # of titles
    caps: bool = False
    tracking: float = 0.0  # letter spacing of titles, in sizes
    palette: Palette
    background: Background
    card: CardStyle = "soft"
    transitions: tuple[Transition, ...]
    captions: CaptionStyle
    music: MusicStyle
    radius: float = 0.02
    grain: float = 3.0  # standard deviation in 8-bit levels


LOOKS: dict[str, Look] = {
    # Software and launches: a moving violet gradient, one loud lime.
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
        card="glass",
        transitions=("push", "zoom", "wipe"),
        captions="karaoke",
        music="electronic",
        radius=0.034,
        grain=3.0,
    ),
    # Cafes and evenings: espresso brown, lamp light, a bookish serif.
    "roast": Look(
        name="roast",
        display="fraunces",
        text="outfit",
        weight=600,
        palette=Palette(
            ground="#24130c",
            ground2="#6a3719",
            ink="#fff3e0",
            soft="#e2c6a4",
            accent="#f4b350",
            on_accent="#2a1508",
            accent2="#d8673a",
        ),
        background="spot",
        card="glass",
        transitions=("fade", "blur", "wipe"),
        captions="underline",
        music="lofi",
        radius=0.024,
        grain=4.0,
    ),
    # Food, craft and homes by day: plaster and terracotta.
    "terra": Look(
        name="terra",
        display="fraunces",
        text="outfit",
        weight=600,
        palette=Palette(
            ground="#fbf2e6",
            ground2="#efcfb2",
            ink="#3a1b10",
            soft="#744f3d",
            accent="#b34a28",
            on_accent="#fff8ef",
            accent2="#e0a13c",
        ),
        background="flat",
        card="soft",
        transitions=("wipe", "fade", "push"),
        captions="pop",
        music="acoustic",
        radius=0.03,
        grain=3.5,
    ),
    # Editorial: ink on paper, hairlines, a red pencil.
    "paper": Look(
        name="paper",
        display="serif",
        text="inter",
        weight=400,
        palette=Palette(
            ground="#f7f4ee",
            ground2="#e4ddd0",
            ink="#1c1a17",
            soft="#675f55",
            accent="#bf3a26",
            on_accent="#ffffff",
            accent2="#2f4a6d",
        ),
        background="paper",
        card="line",
        transitions=("fade", "wipe", "dip"),
        captions="plain",
        music="acoustic",
        radius=0.008,
        grain=4.5,
    ),
    # Sales and sport: black capitals on yellow.
    "bold": Look(
        name="bold",
        display="anton",
        text="inter",
        weight=400,
        caps=True,
        palette=Palette(
            ground="#ffd400",
            ground2="#ffab00",
            ink="#111111",
            soft="#4a3c00",
            accent="#d3121f",
            on_accent="#ffffff",
            accent2="#ff6a00",
        ),
        background="flat",
        card="solid",
        transitions=("push", "zoom", "iris"),
        captions="pop",
        music="hiphop",
        radius=0.012,
        grain=3.0,
    ),
    # Luxury: near black, one pool of light, gold.
    "noir": Look(
        name="noir",
        display="serif",
        text="outfit",
        weight=400,
        tracking=0.01,
        palette=Palette(
            ground="#0c0c0e",
            ground2="#2b251d",
            ink="#f6f0e4",
            soft="#bdb29e",
            accent="#d8b46a",
            on_accent="#17120a",
            accent2="#8a7346",
        ),
        background="spot",
        card="line",
        transitions=("dip", "fade", "blur"),
        captions="plain",
        music="cinematic",
        radius=0.006,
        grain=4.0,
    ),
    # Health, learning, how-to: mint and white.
    "fresh": Look(
        name="fresh",
        display="outfit",
        text="outfit",
        weight=700,
        palette=Palette(
            ground="#effbf4",
            ground2="#bff0dc",
            ink="#0a3a2a",
            soft="#3b6655",
            accent="#0a7a4c",
            on_accent="#ffffff",
            accent2="#4cc3e0",
        ),
        background="mesh",
        card="soft",
        transitions=("push", "wipe", "fade"),
        captions="karaoke",
        music="corporate",
        radius=0.036,
        grain=2.2,
    ),
    # Parties, children, treats: pinks, waves, handwriting.
    "candy": Look(
        name="candy",
        display="caveat",
        text="outfit",
        weight=700,
        palette=Palette(
            ground="#fff1f7",
            ground2="#ffcfe2",
            ink="#40103f",
            soft="#7a4476",
            accent="#7435e8",
            on_accent="#ffffff",
            accent2="#ff8a5c",
        ),
        background="waves",
        card="tint",
        transitions=("iris", "push", "zoom"),
        captions="pop",
        music="playful",
        radius=0.048,
        grain=2.5,
    ),
    # Film scenes and trailers: wide capitals in the dark.
    "cinema": Look(
        name="cinema",
        display="inter",
        text="inter",
        weight=500,
        caps=True,
        tracking=0.16,
        palette=Palette(
            ground="#0b1015",
            ground2="#1f3540",
            ink="#f3eee4",
            soft="#aab6bc",
            accent="#e3a95c",
            on_accent="#14100a",
            accent2="#4e8f9a",
        ),
        background="mesh",
        card="glass",
        transitions=("dip", "fade", "blur"),
        captions="plain",
        music="cinematic",
        radius=0.004,
        grain=5.0,
    ),
    # Devices, data, code: a cool grid to the horizon.
    "tech": Look(
        name="tech",
        display="inter",
        text="inter",
        weight=700,
        tracking=-0.01,
        palette=Palette(
            ground="#06111f",
            ground2="#0f3154",
            ink="#ecf7ff",
            soft="#a0c0d9",
            accent="#3fe3c6",
            on_accent="#04221e",
            accent2="#5f8dff",
        ),
        background="grid",
        card="glass",
        transitions=("zoom", "wipe", "push"),
        captions="underline",
        music="electronic",
        radius=0.014,
        grain=3.0,
    ),
}
