"""How words are to be set, as a clause says it: size, colour, face, animation, plate, clearness, letters."""

from __future__ import annotations

from dataclasses import dataclass, field

from talkreel.language.commands.frame import note
from talkreel.language.commands.spots import STEP, Spot, named_spot
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Token
from talkreel.model import Canvas, Note, Segment
from talkreel.model.draft import TextStyle
from talkreel.plan.lexicon import vocabulary

# What relative words mean, as factors of the size.
BIGGER = {"bit": 1.15, "": 1.3, "much": 1.7}
SMALLER = {"bit": 0.88, "": 0.77, "much": 0.6}
SIZED = {"big": 1.4, "huge": 2.0, "small": 0.75, "tiny": 0.6, "medium": 1.0}  # new words, of what their role is set in
LEAST, MOST = 0.02, 0.6  # of the short side
CLEARER = {"bit": 0.15, "": 0.3, "much": 0.5}  # steps of opacity
# What the roles are set in when nothing is said, as parts of the short side (see `scenes.wording`, `scenes.overlay`).
USUAL = {
    "title": 0.105, "eyebrow": 0.033, "body": 0.043, "item": 0.043, "label": 0.039, "number": 0.278, "price": 0.204,
    "quote": 0.072, "source": 0.037, "cta": 0.044, "url": 0.041, "caption": 0.056, "lower_third": 0.048,
    "overlay": 0.063,
}  # fmt: skip


@dataclass(frozen=True)
class Lettering:
    """What is asked for. `factor` is of the size there is, `fields` are those of a text's style as they stand."""

    fields: dict[str, object] = field(default_factory=dict[str, object])
    factor: float | None = None
    sized: float | None = None  # of the role's usual size
    steps: tuple[float, float] = (0.0, 0.0)  # to the right and down
    clearer: float = 0.0
    case: str = ""
    assumed: tuple[Note, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.fields or self.factor or self.sized or any(self.steps) or self.clearer or self.case)

    @property
    def placed(self) -> bool:
        """Whether it asks for another place."""
        return any(self.steps) or bool(self.fields.keys() & {"x", "y"})

    def style_of(self, segment: Segment) -> TextStyle:
        """The style that a segment is given: only what changes."""
        style, told = segment.style, dict(self.fields)
        now = style.size or USUAL[segment.role]
        if self.factor is not None:
            told["size"] = _within(now * self.factor)
        elif self.sized is not None:
            told["size"] = _within(USUAL[segment.role] * self.sized)
        if any(self.steps):
            x, y = style.x if style.x is not None else 0.5, style.y if style.y is not None else _usual_y(segment)
            told |= {"x": _inside(x + self.steps[0]), "y": _inside(y + self.steps[1])}
        if self.clearer:
            told["opacity"] = round(min(1.0, max(0.1, style.opacity + self.clearer)), 3)
        return TextStyle.model_validate(told)


def _within(size: float) -> float:
    return round(min(MOST, max(LEAST, size)), 4)


def _inside(part: float) -> float:
    return round(min(0.95, max(0.05, part)), 4)


def _usual_y(segment: Segment) -> float:
    return {"caption": 0.85, "lower_third": 0.84, "overlay": 0.8, "cta": 0.7}.get(segment.role, 0.5)


def lettering(clause: Clause, new: bool = False) -> Lettering:
    """What the clause says about lettering; its words are marked. `new`: of words that are being added.

    Raises:
        Refuse: something that lettering here does not have.
    """
    fields: dict[str, object] = {}
    assumed: list[Note] = []
    too = clause.has("too")
    clause.ignore("too")
    _refuse_unset(clause)
    spot = named_spot(clause)
    factor, sized = _size(clause, fields, new, too)
    _colours(clause, fields)
    clearer = _opacity(clause, fields, too)
    _animation(clause, fields)
    _face(clause, fields, assumed)
    steps = _place(clause, fields, too, spot)
    case = clause.take("case") or ""
    clause.ignore("case")
    for name in ("size", "color", "font", "position", "animation", "style", "scale"):
        if fields or factor or sized or case or any(steps) or clearer:
            clause.ignore("prop", name)
    return Lettering(fields, factor, sized, steps, clearer, case, tuple(assumed))


def _refuse_unset(clause: Clause) -> None:
    if clause.has("unset") and not clause.has("plate"):
        what = clause.take("unset") or ""
        clause.ignore("unset")
        clause.ignore("verb")
        clause.reference("text", "caption", "focus")
        raise refuse("refuse.lettering", note("nearest.lettering"), what=what)


# size


def _size(clause: Clause, fields: dict[str, object], new: bool, too: bool) -> tuple[float | None, float | None]:
    short = _short(clause.film.draft.canvas)
    pixels = clause.number("pixels")
    if pixels is not None:
        fields["size"] = _within(pixels / short)
        clause.take_all("comp", "size:+", "size:-")
        return None, None
    step = clause.take("step")
    if step is not None:
        return (BIGGER if step == "+" else SMALLER)["bit"], None
    sign = _sign(clause)
    if too:
        sign = -sign
    told = clause.take("sized")
    clause.take_all("comp", "size:+", "size:-")
    exact = _exact(clause, sign)
    if exact is not None:
        clause.ignore("sized")
        return exact, None
    if told in SIZED and (new or (told in ("huge", "tiny") and not too)):
        clause.ignore("sized")
        return None, SIZED[told]
    clause.ignore("sized")
    if not sign:
        return None, None
    how = clause.take("degree") or ""
    clause.ignore("degree")
    return (BIGGER if sign > 0 else SMALLER)[how if how in ("bit", "much") else ""], None


def _sign(clause: Clause) -> int:
    if clause.has("comp", "size:+") or clause.has("sized", "big", "huge"):
        return 1
    if clause.has("comp", "size:-") or clause.has("sized", "small", "tiny"):
        return -1
    if clause.has("verb", "move") and not clause.has("prop", "size"):
        return 0  # "nudge it up"
    if clause.has("prop", "size") or not clause.has("prop", "opacity", "volume"):
        if clause.verb("raise"):
            return 1
        if clause.verb("lower"):
            return -1
    return 0


def _exact(clause: Clause, sign: int) -> float | None:
    if clause.has("prop", "opacity") or not (sign or clause.has("prop", "size", "scale")):
        return None
    percent = clause.number("percent")
    if percent is not None:
        by = sign and not any(t.sense("to") or t.text.endswith("to") for t in clause.tokens)
        return 1 + sign * percent / 100 if by else percent / 100
    factor = clause.number("factor")
    if factor is None:
        return None
    return 1 / factor if sign < 0 and factor > 1 else factor


def _short(canvas: Canvas) -> int:
    return min(canvas.width, canvas.height)


# colour


def _colours(clause: Clause, fields: dict[str, object]) -> None:
    """The colour of the words and that of a plate behind them; "no background" takes the plate away."""
    plates = [*clause.places("plate"), *clause.places("noun", "background")]
    away = any(clause.tokens[i].sense("plate") is None for i in clause.places("verb", "remove"))
    if plates and (clause.has("neg") or away):
        clause.ignore("neg")
        clause.verb("remove")
        clause.ignore("plate")
        clause.reference("background")
        fields["background"] = ""
        return
    for i, value in _told_colours(clause):
        text = clause.tokens[i].text
        on = any(t.text in ("on", "over") for t in clause.tokens[max(0, i - 2) : i]) and "color" in fields
        key = "background" if on or text.endswith("底") or (plates and _beside(clause, i, plates)) else "color"
        if key not in fields:
            fields[key] = value
            clause.mark([i])
    if plates:
        clause.ignore("plate")
        clause.reference("background")
        clause.mark(plates)
        clause.ignore("rel", "after", "with")
        clause.ignore("cap", "plain")
        clause.ignore("case")
        light = clause.take("comp", "brightness:+") is not None
        clause.take("comp", "brightness:-")
        fields.setdefault("background", "#ffffff" if light else "#101014")


def _told_colours(clause: Clause) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for i, token in enumerate(clause.tokens):
        if i in clause.used:
            continue
        if i and clause.tokens[i - 1].text in ("from", "从") and colour_of(token):
            clause.mark([i])  # "from black to teal"
            continue
        if token.kind == "hex":
            found.append((i, str(token.value)))
        elif token.kind == "word" and (colour := colour_of(token)):
            found.append((i, colour))
    return found


def colour_of(token: Token) -> str:
    """The hex of a colour's name, also where the lexicon reads it as a part of something ("black box")."""
    if token.sense("colour"):
        return token.senses["colour"]
    word = token.text.removesuffix("底")  # 白底
    hits = () if token.senses and word == token.text else vocabulary().hits(word, only="colour")
    named = hits[0].named("colour") if hits and hits[0].end - hits[0].start == len(word) else None
    return str(named.value) if named else ""


def _beside(clause: Clause, i: int, plates: list[int]) -> bool:
    """Whether a colour is the plate's: it stands nearer to its word than to any word for letters."""
    near = min(abs(i - p) for p in plates)
    texts = [k for k, t in enumerate(clause.tokens) if t.sense("noun") in ("text", "title", "caption", "price", "cta")]
    texts += clause.places("prop", "color")
    return all(near <= abs(i - k) for k in texts)


def _opacity(clause: Clause, fields: dict[str, object], too: bool) -> float:
    sign = 1 if clause.has("comp", "opacity:+") else -1 if clause.has("comp", "opacity:-") else 0
    if not sign and not clause.has("prop", "opacity"):
        return 0.0
    transparent = any(t.text in ("transparency", "transparent", "透明度", "透明") for t in clause.tokens)
    clause.take_all("comp", "opacity:+", "opacity:-")
    percent = clause.number("percent")
    if percent is not None:
        part = percent / 100
        fields["opacity"] = round(
            min(1.0, max(0.0, 1 - part if transparent and not clause.has("prop", "opacity") else part)), 3
        )
        clause.ignore("prop", "opacity")
        return 0.0
    half = any(t.text in ("half transparent", "semi-transparent", "半透明") for t in clause.tokens)
    if half:
        fields["opacity"] = 0.5
        return 0.0
    if not sign:
        sign = -1 if clause.verb("lower") else 1 if clause.verb("raise") else 0
    clause.ignore("prop", "opacity")
    how = clause.take("degree") or ""
    return CLEARER[how if how in CLEARER else ""] * sign * (-1 if too else 1)


# face and animation


def _face(clause: Clause, fields: dict[str, object], assumed: list[Note]) -> None:
    face = clause.take("face")
    fonts = clause.has("prop", "font")
    if face is None and fonts:
        face = clause.take("face_like")
        clause.ignore("face_like")
    if face is not None:
        clause.ignore("face")
        clause.ignore("prop", "font")
        clause.ignore("bold")
        fields["font"] = face
    elif clause.take("bold"):
        clause.ignore("comp", "weight:+")
        fields["font"] = "anton"
        assumed.append(note("assumed.bold"))


def _animation(clause: Clause, fields: dict[str, object]) -> None:
    name = clause.take("anim")
    if name is None:
        return
    clause.ignore("anim")
    clause.ignore("prop", "animation")
    fields["animation"] = name
    clause.verb("fade", "fade_in", "move", "add", "change")


# place


def _place(clause: Clause, fields: dict[str, object], too: bool, spot: Spot | None) -> tuple[float, float]:
    if clause.verb("center"):
        spot = Spot(0.5, (spot.y if spot else None) or 0.5)
    if clause.verb("align"):
        return _aligned(clause, fields, spot)
    if spot is not None:
        clause.take_all("comp", "y:+", "y:-", "x:+", "x:-")
        fields |= spot.fields()
        return 0.0, 0.0
    turned = clause.has("comp", "y:+", "y:-", "x:+", "x:-") or (clause.has("dir") and clause.verb_is("move"))
    how = clause.take("degree") if turned else ""
    step = STEP[how if how in STEP else ""] * (-1 if too else 1)
    x = step * ((clause.take("comp", "x:+") is not None) - (clause.take("comp", "x:-") is not None))
    y = step * ((clause.take("comp", "y:+") is not None) - (clause.take("comp", "y:-") is not None))
    if not (x or y) and clause.verb_is("move"):
        y = step * ((clause.take("dir", "-") is not None) - (clause.take("dir", "+") is not None))
        clause.ignore("degree")
    percent = clause.number("percent") if x or y else None
    if percent is not None:
        x, y = (v and (1 if v > 0 else -1) * percent / 100 for v in (x, y))
    return x, y


def _aligned(clause: Clause, fields: dict[str, object], spot: Spot | None) -> tuple[float, float]:
    told = " ".join(t.text for t in clause.tokens)
    side = next(
        (s for s, words in (("left", ("left", "左")), ("right", ("right", "右"))) if any(w in told for w in words)),
        "center",
    )
    fields["align"] = side
    return 0.0, 0.0
