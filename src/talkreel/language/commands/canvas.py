"""Commands about the film's shape, size, rate, background and look."""

from __future__ import annotations

from typing import cast

from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lengths import is_goal
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model import FULL_HD, Look, Operation
from talkreel.model.canvas import Aspect
from talkreel.model.look import LOOKS
from talkreel.model.operation import SetCanvas, SetLook, SetScene
from talkreel.plan.direction.casting import BY_WORD, matches

_OTHER_RATIOS: dict[str, tuple[int, int]] = {
    "4:3": (1440, 1080), "3:4": (1080, 1440), "21:9": (2520, 1080), "3:2": (1620, 1080), "2:3": (1080, 1620),
    "5:4": (1350, 1080),
}  # fmt: skip
MOST_SIDE = 4320


def _even(length: float) -> int:
    return max(16, round(length / 2) * 2)


def _canvas_applies(clause: Clause) -> bool:
    told = (
        clause.has_kind("ratio", "size", "rate")
        or clause.has("format")
        or clause.has("prop", "aspect", "resolution", "fps")
    )
    return told and not clause.has_kind("quote") and not clause.refers("text", "layer", "music", "shot")


def _canvas(clause: Clause) -> Proposal | None:
    """ "make it vertical", "square for Instagram", "1080p at 60 fps", 改成竖屏."""
    clause.verb("change", "create", "add", "restyle", "regenerate", "lower", "raise", "crop")
    if clause.has("prop", "resolution", "fps") or is_goal(clause, "rate"):
        clause.verb("remove")  # "drop the resolution to 720p", "drop it to 24 fps"
    ratio = clause.value("ratio")
    shape = clause.take("format")
    clause.ignore("format")
    clause.ignore("shape")
    clause.ignore("kind")
    clause.ignore("prop", "aspect", "resolution", "fps", "size")
    size, rate = clause.value("size"), clause.number("rate")
    if rate is None and clause.has("prop", "fps"):
        rate = clause.number("number")
    clause.reference("film")
    clause.ignore("pron")
    clause.ignore("noun", "version")
    width, height = _size(clause, str(ratio or shape or ""), size)
    if width is None and rate is None:
        return None
    if rate is not None and not 1 <= rate <= 120:
        raise refuse("refuse.fps", most=120)
    return edit(SetCanvas(width=width, height=height, fps=round(rate) if rate else None))


def _size(clause: Clause, ratio: str, size: object) -> tuple[int | None, int | None]:
    meta = clause.film.draft.meta
    short = min(meta.width, meta.height)
    exact = cast("tuple[int, ...]", size) if isinstance(size, tuple) else ()
    if len(exact) == 2:
        return _checked(*exact)
    if exact:
        short = exact[0]
    if ratio:
        full = FULL_HD.get(cast(Aspect, ratio)) or _OTHER_RATIOS.get(ratio)
        if full is None:
            return None, None
        return _checked(*(full[0] * short / min(full), full[1] * short / min(full)))
    if not exact:
        return None, None
    scale = short / min(meta.width, meta.height)
    return _checked(meta.width * scale, meta.height * scale)


def _checked(width: float, height: float) -> tuple[int, int]:
    if min(width, height) > MOST_SIDE or max(width, height) > 8192:
        raise refuse("refuse.too_large", most=MOST_SIDE)
    return _even(width), _even(height)


def _background_applies(clause: Clause) -> bool:
    return clause.refers("background") and (clause.has("colour") or clause.has_kind("hex"))


def _background(clause: Clause) -> Proposal | None:
    """ "white background", 背景改成黑色."""
    if clause.refers("text", "caption"):
        return None
    clause.verb("change", "add", "create")
    clause.reference("background")
    clause.reference("film")
    clause.ignore("prop", "color")
    colour = clause.value("hex") or clause.take("colour")
    return edit(SetCanvas(background=str(colour))) if colour else None


# the look


def _look_applies(clause: Clause) -> bool:
    told = clause.has("look") or clause.has("prop", "style") or clause.has("mood") or clause.has("tone")
    return told and not clause.has_kind("quote") and not clause.refers("text", "caption", "music", "layer")


def _look(clause: Clause) -> Proposal | None:
    """ "switch to the noir look", "make it more elegant", 换成科技感的风格."""
    clause.verb("change", "add", "restyle", "replace", "grade")
    styled = clause.take("prop", "style") is not None
    named = any("look" in t.senses and t.text.endswith(("look", "style", "风格")) for t in clause.tokens)
    name = clause.take("look")
    if name is None:
        told = [i for i, t in enumerate(clause.tokens) if _means(t.text)]
        if not told or (told[0] == 0 and any(t.sense("pron") for t in clause.tokens[1:3])):
            return None  # nothing of the kind, or a verb: "clean it up"
        if not styled and not clause.verb_is("change", "restyle", "replace", "add") and not clause.has("dir", "+"):
            return None  # "clean it up" asks for no look
        votes = [look for i in told for look in _means(clause.tokens[i].text)]
        clause.mark(told)
        now = clause.film.draft.look.name if clause.film.draft.look else ""
        name = next((v for v in votes if v != now), votes[0])
    elif not styled and not named and not clause.verb_is("change", "restyle"):
        return None
    clause.ignore("dir")
    clause.ignore("degree")
    clause.ignore("mood")
    clause.reference("film")
    clause.ignore("pron")
    if clause.refers("shot"):
        raise refuse("refuse.look_of_shot", nearest=note("nearest.grade"))
    return edit(SetLook(look=LOOKS[name]), assumed=() if styled or named else (note("assumed.look", look=name),))


def _means(word: str) -> tuple[str, ...]:
    """The looks that suit a word of mood."""
    return next((looks for pattern, looks in BY_WORD.items() if len(word) > 1 and matches(pattern, word)), ())


# the palette


def _palette_applies(clause: Clause) -> bool:
    if clause.context.follows and any(clause.film.part_of(i) == "text" for i in clause.context.focus.ids):
        return False  # "..., white on black" goes on about the words
    colours = clause.has("colour") or clause.has_kind("hex")
    told = clause.has("prop", "palette") or len(clause.places("colour")) > 1
    return colours and told and not clause.has_kind("quote") and not clause.refers("text", "caption", "layer")


def _palette(clause: Clause) -> Proposal | None:
    """ "use a blue and gold palette", 配色改成蓝色和金色."""
    clause.verb("change", "add", "restyle", "replace")
    clause.ignore("prop", "palette", "style")
    colours = list(clause.take_all("colour"))
    while (code := clause.value("hex")) is not None:
        colours.append(str(code))
    clause.reference("film")
    clause.ignore("pron")
    if not colours:
        return None
    named = clause.reference("shot", how=("named", "only", "focus"))
    shots = [s for s in clause.film.shots if s.scene is not None and (named is None or s.id in named.ids)]
    operations: list[Operation] = [SetScene(id=s.id, fields={"palette": colours}) for s in shots if _drawn(s.scene)]
    look = clause.film.draft.look
    if look is not None and named is None:
        operations.append(SetLook(look=_coloured(look, colours)))
    return edit(*operations) if operations else None


def _drawn(scene: object) -> bool:
    return getattr(scene, "kind", "") not in ("photo", "video")


def _coloured(look: Look, colours: list[str]) -> Look:
    """The look with these colours as its accents, kept readable."""
    from talkreel.draw.palette import recoloured  # it is heavy to import

    return recoloured(look, colours)


FRAMES = (
    Frame("canvas", _canvas_applies, _canvas),
    Frame("background", _background_applies, _background),
    Frame("palette", _palette_applies, _palette),
    Frame("look", _look_applies, _look),
)
