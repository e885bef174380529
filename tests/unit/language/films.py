"""Three small films to talk about: a journey that was drawn, clips with their own sound, and photos."""

from __future__ import annotations

from talkreel.language.interpreter import Focus, Interpretation, Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model import PICTURE, SOUND, WORDS, Asset, Draft, Material, Meta, Scene, Segment, Track
from talkreel.model.draft import Framing, MusicRecipe
from talkreel.model.look import LOOKS
from talkreel.model.request import Edit, Request
from talkreel.model.scene import Hero

BEACH = Material(key="sha256:beach", kind="image", name="beach.jpg", width=1600, height=900)
LOGO = Asset(file="logo.png", kind="image", width=400, height=400)


def _sound(length: int) -> Track:
    music = Segment(id="m1", start_ms=0, duration_ms=length, volume=0.8, music=MusicRecipe(style="ambient"))
    return Track(id="t8", type=SOUND, name="Music", segments=(music,))


def journey() -> Draft:
    """Five drawn shots of four seconds: a fox in a wood, a city, the sea, type, an end card; a logo."""
    scenes = (
        Scene(kind="forest", time="day", hero=Hero(name="fox")),
        Scene(kind="city", time="sunset", weather="rain"),
        Scene(kind="sea", time="day"),
        Scene(kind="kinetic", words=("w2",)),
        Scene(kind="end", words=("w3",)),
    )
    names = ("forest (fox)", "city", "sea", "moving type", "end card")
    lines = ((0, "Northway", "title"), (12_000, "营业时间10:00-22:00", "title"), (16_000, "Come along", "title"))
    words = tuple(
        Segment.model_validate({"id": f"w{n + 1}", "s": at, "d": 4000, "tx": text, "r": role})
        for n, (at, text, role) in enumerate(lines)
    )  # fmt: skip
    logo = Segment(
        id="l1", name="logo", start_ms=0, duration_ms=20_000, src="sha256:logo",
        framing=Framing(x=0.9, y=0.1, scale=0.1),
    )  # fmt: skip
    tracks = (
        Track(id="t1", type=PICTURE, segments=tuple(_shots(scenes, names))),
        Track(id="t2", type=PICTURE, segments=(logo,)),
        Track(id="t3", type=WORDS, segments=words),
        _sound(20_000),
    )
    return Draft(
        duration_ms=20_000, meta=Meta(width=1920, height=1080), look=LOOKS["terra"], assets={"sha256:logo": LOGO},
        tracks=tracks,
    )  # fmt: skip


def _shots(scenes: tuple[Scene, ...], names: tuple[str, ...]) -> list[Segment]:
    return [
        Segment(id=f"s{n + 1}", name=name, start_ms=4000 * n, duration_ms=4000, scene=scene)
        for n, (scene, name) in enumerate(zip(scenes, names, strict=True))
    ]


def clips() -> Draft:
    """Two clips, eight and seven seconds long, of a barista and of a street."""
    files = (("barista", 0, 8000), ("street", 8000, 7000))
    segments = tuple(
        Segment(
            id=f"s{n + 1}", name=name, start_ms=at, duration_ms=length, src=f"sha256:{name}", in_ms=2000,
            scene=Scene(kind="video", src=(f"sha256:{name}",)),
        )
        for n, (name, at, length) in enumerate(files)
    )  # fmt: skip
    assets = {
        f"sha256:{name}": Asset(file=f"{name}.mp4", kind="video", width=1920, height=1080, duration_ms=20_000)
        for name, _, _ in files
    }
    track = Track(id="t1", type=PICTURE, segments=segments)
    return Draft(duration_ms=15_000, meta=Meta(width=1920, height=1080), assets=assets, tracks=(track, _sound(15_000)))


def photos() -> Draft:
    """Four photos of four seconds: a lake, a dinner, a hike, a campfire."""
    names = ("lake", "dinner", "hike", "campfire")
    scenes = tuple(Scene(kind="photo", src=(f"sha256:{name}",)) for name in names)
    assets = {
        f"sha256:{name}": Asset(file=f"{name}.jpg", kind="image", width=1600, height=1200)
        for name in (*names, "beach")
    }  # fmt: skip
    track = Track(id="t1", type=PICTURE, segments=tuple(_shots(scenes, names)))
    return Draft(duration_ms=16_000, meta=Meta(width=1920, height=1080), assets=assets, tracks=(track,))


def told(
    words: str, draft: Draft | None = None, *focus: str, said: str = "", with_files: tuple[Material, ...] = ()
) -> Interpretation:
    """What the rules make of words; `focus` is what the talk is about, `said` the words of the turn before."""
    return Rules().interpret(Utterance(words, draft or journey(), Focus(focus, said=said), with_files))


def after(words: str, draft: Draft | None = None, *focus: str) -> Draft:
    """The film as it is afterwards; every word of the sentence is understood and done."""
    made = told(words, draft, *focus)
    assert not made.refusals, (words, made.refusals)
    assert made.question is None, (words, made.question)
    assert made.steps, words
    return made.draft


def declined(words: str, draft: Draft | None = None, *focus: str) -> bool:
    """Whether nothing at all is done."""
    made = told(words, draft, *focus)
    return not made.steps and bool(made.refusals or made.question or made.notes)


def request(words: str, draft: Draft | None = None) -> Request:
    """The one request of a sentence, which is no edit."""
    (step,) = told(words, draft).steps
    assert not isinstance(step.request, Edit), step.request
    return step.request


def shots(draft: Draft) -> tuple[Segment, ...]:
    """The pictures of the lowest track."""
    return draft.tracks[0].segments


def order(draft: Draft) -> str:
    """The ids of the shots, in order."""
    return " ".join(s.id for s in shots(draft))


def part(draft: Draft, name: str) -> Segment:
    """The segment with an id."""
    return next(s for track in draft.tracks for s in track.segments if s.id == name)


def scene(draft: Draft, name: str) -> Scene:
    """What a shot shows."""
    shown = part(draft, name).scene
    assert shown is not None
    return shown
