"""Commands about colour: warmer, darker, black and white, more contrast; colours like those of another shot."""

from __future__ import annotations

from typing import Any

from talkreel.language.commands.aim import shot_references, shots_of, split_to
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model import Grading, Segment
from talkreel.model.operation import MatchGrading, SetGrading

# By how much a relative word changes a value of -1..1.
STEPS = {"bit": 0.12, "": 0.25, "much": 0.5, "full": 1.0, "least": 1.0}
PROPERTIES = ("temperature", "brightness", "contrast", "saturation")
_COMPARED = tuple(f"{name}:{sign}" for name in PROPERTIES for sign in "+-")
# What ready-made grades are in the colourist's own terms.
HUES: dict[str, dict[str, float]] = {
    "mono": {"saturation": -1.0},
    "sepia": {"saturation": -0.75, "temperature": 0.7},
    "vintage": {"saturation": -0.3, "temperature": 0.3, "contrast": -0.2},
    "golden": {"temperature": 0.5, "saturation": 0.15},
    "neon": {"temperature": -0.3, "tint": 0.35, "saturation": 0.4, "contrast": 0.2},
    "teal": {"contrast": 0.3, "saturation": 0.15, "temperature": 0.12},
    "muted": {"saturation": -0.4, "contrast": -0.15},
    "moody": {"brightness": -0.2, "contrast": 0.25, "saturation": -0.2},
    "none": dict.fromkeys((*PROPERTIES, "tint"), 0.0),
}


def _applies(clause: Clause) -> bool:
    compared = clause.has("comp", *_COMPARED) or clause.has("prop", *PROPERTIES)
    worded = clause.refers("text", "caption", "music", "voice", "effect", "background") and not clause.refers("shot")
    compared = compared or (clause.has("verb", "raise", "lower") and clause.has("prop", "palette"))
    return (compared or clause.has("hue")) and not worded and not clause.has_kind("quote")


def _grade(clause: Clause) -> Proposal | None:
    """ "make it a bit warmer", "brightness +20%", "the second clip in black and white", 再亮一点."""
    clause.verb("change", "grade", "raise", "lower", "add", "restyle", "remove", "fade", "move")
    values = _values(clause)
    if not values:
        return None
    clause.ignore("prop", "style", "palette", "color")
    clause.ignore("noun", "filter")
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "all")
    graded = (SetGrading(id=s.id, grading=_graded(s, values)) for s in shots)
    return edit(*split, *graded, focus=tuple(s.id for s in shots))


Values = dict[str, tuple[float, bool]]
"""A field, and by how much it changes, or (True) what it becomes."""


def _values(clause: Clause) -> Values:
    values: Values = {}
    hue = clause.take("hue")
    if hue is not None:
        if clause.take("neg") or (clause.has("verb", "remove") and hue != "none"):
            hue = "none"
        values |= {name: (value, True) for name, value in HUES[hue].items()}
    if not clause.has("comp", *_COMPARED) and not clause.has("prop", *PROPERTIES):
        return values
    amount = _amount(clause)
    for i in clause.places("comp", *_COMPARED):
        name, sign = clause.tokens[i].senses["comp"].split(":")
        clause.mark([i])
        values[name] = (_turned(clause, i) * (1 if sign == "+" else -1) * amount[0], False)
    values |= _properties(clause, amount)
    toned = clause.has("verb", "lower") or clause.has("verb", "raise")
    if toned and not values and any(clause.tokens[i].text in _COLOURS for i in clause.places("prop", "palette")):
        values["saturation"] = ((1 if clause.has("verb", "raise") else -1) * amount[0], False)
    clause.ignore("dir")
    return values


def _properties(clause: Clause, amount: tuple[float, bool]) -> Values:
    """What is said of the brightness, the contrast and so on by their names."""
    values: Values = {}
    for name in clause.take_all("prop", *PROPERTIES):
        up = clause.has("verb", "raise", "add") or clause.take("dir", "+") is not None
        down = clause.has("verb", "lower") or clause.take("dir", "-") is not None
        if clause.has("too") and not up:
            down = clause.take("too") is not None  # "too much contrast"
        if up or down:
            values[name] = ((1 if up else -1) * amount[0], False)
        elif amount[1]:
            values[name] = (amount[0], True)
        elif name == "saturation" and clause.has("verb", "remove"):
            values[name] = (-1.0, True)  # "drop the saturation completely"
    return values


_COLOURS = ("colours", "colors")


_SEEMS = ("觉得", "感觉", "看起来", "看着", "看上去", "有点", "有些", "显得")  # 有点偏冷 is a complaint


def _turned(clause: Clause, i: int) -> int:
    """-1 when "too" or "not" stands before a word: "too dark" asks for lighter."""
    leans = clause.tokens[i].text.startswith("偏") and not clause.has("verb")
    if leans and any(t.text in _SEEMS for t in clause.tokens):
        clause.ignore("too")
        return -1
    k = i - 1
    while k >= 0 and (clause.tokens[k].sense("degree") or clause.tokens[k].text in ("so", "that", "那么", "这么")):
        k -= 1
    if k >= 0 and (clause.tokens[k].sense("too") or clause.tokens[k].sense("neg")):
        clause.mark([k])
        return -1
    return 1


def _amount(clause: Clause) -> tuple[float, bool]:
    """How much, 0..1, and whether a number says so."""
    percent, factor = clause.number("percent"), clause.number("factor")
    number = clause.number("number") if clause.has("prop", *PROPERTIES) else None
    how = clause.take("degree")
    clause.ignore("degree")
    if percent is not None:
        return min(1.0, percent / 100), True
    if factor is not None:
        return min(1.0, abs(factor - 1) or 1.0), True
    if number is not None:
        return (min(1.0, number / 100) if number > 1 else number), True
    return STEPS[how or ""], False


def _graded(shot: Segment, values: Values) -> Grading:
    """The grading that a shot gets; only what changes is set."""
    now = shot.grading
    fields: dict[str, Any] = {}
    for name, (value, absolute) in values.items():
        told = value if absolute else getattr(now, name) + value
        fields[name] = round(min(1.0, max(-1.0, told)), 4)
    return Grading(**fields)


def _match_applies(clause: Clause) -> bool:
    like = any(t.text not in ("和", "跟") for t in (clause.tokens[i] for i in clause.places("rel", "like")))
    return (clause.has("verb", "match") or like) and clause.refers("shot")


def _match(clause: Clause) -> Proposal | None:
    """ "match the colours of clip 2 to clip 1", 让第二段的颜色和第一段一致."""
    clause.verb("match", "change", "grade", "duplicate")
    clause.ignore("prop", "palette", "color", "style")
    clause.ignore("rel", "like")
    named = [r for r in shot_references(clause) if r.ids]
    for reference in named:
        clause.mark(reference.tokens)
    if not named:
        return None
    if len(named) == 1 and len(named[0].ids) == 2:
        first, second = named[0].ids
        return edit(MatchGrading(id=second, like=first))
    like = named[-1].ids[0]
    others = [i for r in named[:-1] for i in r.ids] or [s.id for s in clause.film.shots]
    ids = [i for i in others if i != like]
    return edit(*(MatchGrading(id=i, like=like) for i in ids)) if ids else None


def _filter_applies(clause: Clause) -> bool:
    return clause.has("filter") or clause.has("noun", "filter")


def _filter(clause: Clause) -> Proposal | None:
    """ "make it look like a watercolour", "VHS effect on the second clip", 变成油画风格."""
    clause.verb("change", "restyle", "add", "grade")
    off = clause.verb("remove") or clause.take("neg") is not None
    chosen = clause.take("filter")
    clause.ignore("filter")
    clause.ignore("noun", "filter", "effect")
    clause.ignore("prop", "style")
    clause.ignore("rel")
    if chosen is None and not off:
        raise refuse("refuse.which_filter", nearest=note("nearest.filters"))
    percent = clause.number("percent")
    amount = {"bit": 0.5}.get(clause.take("degree") or "", 1.0) if percent is None else min(1.0, percent / 100)
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "all")
    grading = (
        Grading(filter="none", amount=1.0) if off else Grading.model_validate({"filter": chosen, "amount": amount})
    )
    return edit(*split, *(SetGrading(id=s.id, grading=grading) for s in shots), focus=tuple(s.id for s in shots))


def _lut_applies(clause: Clause) -> bool:
    named = any(t.kind == "file" and t.text.lower().endswith(".cube") for t in clause.tokens)
    return named or clause.has("noun", "lut") or any(m.kind == "lut" for m in clause.context.materials)


def _lut(clause: Clause) -> Proposal | None:
    """ "grade it with warm.cube", "this LUT at 60%", "no LUT", 套用这个LUT."""
    clause.verb("add", "change", "grade", "restyle", "carry", "play")
    off = clause.verb("remove") or clause.take("neg") is not None
    told = str(clause.value("file") or "")
    for tag, *senses in (("noun", "lut", "file", "filter"), ("prop", "palette", "color", "style"), ("rel",), ("mine",)):
        clause.ignore(tag, *senses)
    percent = clause.number("percent")
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "all")
    key = "" if off else _table_of(clause, told)
    fields: dict[str, Any] = {"lut": key} | ({} if percent is None else {"amount": min(1.0, percent / 100)})
    grading = Grading.model_validate(fields)
    return edit(*split, *(SetGrading(id=s.id, grading=grading) for s in shots), focus=tuple(s.id for s in shots))


def _table_of(clause: Clause, told: str) -> str:
    """The key of the colour table that is meant: one that came with the words, else one that the film has.

    Raises:
        Refuse: there is none.
    """
    name = told.replace("\\", "/").rpartition("/")[2].lower()
    known = [(m.key, m.name) for m in clause.context.materials if m.kind == "lut"]
    known += [(key, a.file) for key, a in clause.film.draft.assets.items() if a.kind == "lut"]
    found = next((key for key, file in known if not name or file.lower().endswith(name)), "")
    if not found:
        raise refuse("refuse.no_such_file", note("nearest.give_file"), what=told or ".cube")
    return found


FRAMES = (
    Frame("lut", _lut_applies, _lut),
    Frame("match", _match_applies, _match),
    Frame("filter", _filter_applies, _filter),
    Frame("grade", _applies, _grade),
)
