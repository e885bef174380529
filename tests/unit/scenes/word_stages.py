"""Stages for the tests of the scenes of words: every kind of scene, with words short and long, in three scripts."""

from __future__ import annotations

from collections.abc import Iterator

from talkreel.model import Datum, Hero, Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.scenes import Stage

KINDS = ("kinetic", "cards", "steps", "count", "chart", "quote", "price", "comparison", "end")
SHAPES = {"16:9": (480, 270), "9:16": (270, 480), "1:1": (270, 270), "4:5": (270, 338)}

_SHORT = {"en": "Fresh bread", "zh": "新鲜面包", "ar": "خبز طازج"}
_LONG = {
    "en": "Internationalisation of our extraordinarily well-considered neighbourhood bakery, every single morning",
    "zh": "我们街角面包店每天清晨五点开始烘焙，用本地农场送来的新鲜面粉和鸡蛋，欢迎光临",
    "ar": "نخبز كل صباح منذ الساعة الخامسة بدقيق طازج من المزارع المحلية القريبة من مدينتنا الجميلة",
}

# Scene kind -> roles in order; "number" and "price" are told by figures.
_ROLES: dict[str, tuple[str, ...]] = {
    "kinetic": ("eyebrow", "title", "body", "cta"),
    "cards": ("eyebrow", "title", "item", "body", "item", "body", "item", "body"),
    "steps": ("title", "item", "body", "item", "body", "item", "item"),
    "count": ("eyebrow", "title", "body", "number", "label"),
    "chart": ("title", "number", "label", "number", "label", "number", "label", "number", "label"),
    "quote": ("quote", "source"),
    "price": ("eyebrow", "title", "price", "price", "label", "body", "cta"),
    "comparison": ("title", "label", "item", "item", "item", "label", "item", "item", "item"),
    "end": ("title", "body", "cta", "url", "body"),
}
_FIGURES = ("1,200", "98%", "$1,234,567.89", "¥99")


def stage(
    kind: str,
    shape: str = "16:9",
    language: str = "en",
    long: bool = False,
    look: str = "aurora",
    seed: int = 1,
    duration_ms: int = 6000,
    scale: float = 1.0,
    **scene: object,
) -> Stage:
    """A stage with words of all roles that the kind knows."""
    words = tuple(_words(kind, language, long, duration_ms))
    width, height = (round(side * scale / 2) * 2 for side in SHAPES[shape])
    fields = {"kind": kind, "seed": seed, "words": tuple(w.id for w in words)} | scene
    return Stage(
        scene=Scene.model_validate(fields),
        width=width,
        height=height,
        duration_ms=duration_ms,
        look=LOOKS[look],
        words=words,
    )


def with_hero(stage: Stage) -> Stage:
    """The stage with a thing on it."""
    from dataclasses import replace

    return replace(stage, scene=stage.scene.model_copy(update={"hero": Hero(name="coffee")}))


def data(*pairs: tuple[str, float, str]) -> tuple[Datum, ...]:
    """Label, value and text of each."""
    return tuple(Datum(label=label, value=value, text=text) for label, value, text in pairs)


def _words(kind: str, language: str, long: bool, duration_ms: int) -> Iterator[Segment]:
    figures = iter(_FIGURES * 2)
    for i, role in enumerate(_ROLES[kind]):
        text = _SHORT[language] if not long or role in ("cta", "eyebrow") else _LONG[language]
        if role in ("number", "price"):
            text = next(figures)
        elif role == "url":
            text = "averylongsubdomain.of-an-extraordinary-bakery.example/autumn" if long else "bread.example"
        yield Segment(id=f"w{i}", start_ms=0, duration_ms=duration_ms, text=text, role=role)  # pyright: ignore[reportArgumentType]
