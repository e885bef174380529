"""Commands about where a picture lies: crop, zoom, turn; and what lies over the film: a logo, a sticker, an inset."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_references, shots_of, split_to
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.film import Film
from talkreel.model import Asset, Framing, Note, Operation, Segment
from talkreel.model.operation import AddLayer, MoveSegment, SetFraming, SetLength

# Relative words as factors of a size.
_LARGER = {"bit": 1.15, "": 1.3, "much": 1.75, "full": 2.0}
_SMALLER_SHOT = {"bit": 1.25, "": 2.0, "much": 3.0}  # a shot that is made smaller is to leave room
_FAINTER = {"bit": 0.8, "": 0.6, "much": 0.35}
LOGO_WIDE, INSET_WIDE, STICKER_WIDE = 0.12, 0.3, 0.14
MARGIN = 0.04  # of the width
_TURN = 90.0
# How far a picture is cropped to bring a part of it to the middle.
_PART = 0.6
_STEP = 0.08  # by which something moves when no distance is said
SPOTS: dict[str, tuple[float, float]] = {
    "top_left": (0, 0), "top": (0.5, 0), "top_right": (1, 0), "left": (0, 0.5), "center": (0.5, 0.5),
    "right": (1, 0.5), "bottom_left": (0, 1), "bottom": (0.5, 1), "bottom_right": (1, 1),
}  # fmt: skip


def _framed(clause: Clause) -> bool:
    """Whether it is about pictures, not about words or sounds."""
    return not clause.refers("text", "caption", "music", "voice", "effect", "layer") and not clause.has_kind("quote")


def _on(clause: Clause, framing: Framing) -> Proposal:
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "ask")
    return edit(*split, *(SetFraming(id=s.id, framing=framing) for s in shots), focus=tuple(s.id for s in shots))


def _rotate(clause: Clause) -> Proposal | None:
    """ "rotate the second clip 90 degrees", 旋转45度."""
    clause.verb("rotate", "change")
    degrees = clause.number("degrees", "number")
    back = clause.take("spot", "left") or clause.take("comp", "x:-")
    clause.take("comp", "x:+")
    clause.take("spot", "right")
    over = any(
        t.text in ("upside down", "upside", "倒过来", "上下颠倒", "颠倒", "翻过来", "上下翻转", "倒置")
        for t in clause.tokens
    )
    told = degrees if degrees is not None else 180.0 if over else _TURN
    assumed: tuple[Note, ...] = () if degrees is not None or over else (note("assumed.turn", degrees=_TURN),)
    clause.ignore("prop", "rotation")
    proposal = _on(clause, Framing(rotate=-told if back else told))
    return Proposal(proposal.request, assumed, proposal.focus)


def _mirror(clause: Clause) -> Proposal | None:
    clause.verb("mirror", "change")
    clause.ignore("spot")
    return _on(clause, Framing(mirror=True))


def _crop_applies(clause: Clause) -> bool:
    if not _framed(clause):
        return False
    if clause.has("verb", "zoom_in") and all(s.scene and s.scene.kind == "video" for s in clause.film.shots):
        return True  # footage has no other camera
    scaled = clause.has("prop", "scale") or clause.has("verb", "zoom_in", "zoom_out")
    if any(t.text in _GROWING for t in clause.tokens) or (
        clause.has("spot") and any(t.text in _CROPPED_OUT for t in clause.tokens)
    ):
        return True
    return clause.verb_is("crop") or (scaled and (clause.has_kind("percent", "factor") or clause.has("spot")))


_CROPPED_OUT = ("crop out", "cropping out", "crop off", "裁掉", "裁去")
_OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
_GROWING = ("放大", "缩小")  # of a picture that has no other size


def _crop(clause: Clause) -> Proposal | None:
    """ "crop to the left half", "zoom in 20%", "punch in on the face" where it is told: a part of the picture."""
    outside = any(t.text in _CROPPED_OUT for t in clause.tokens)
    clause.mark(i for i, t in enumerate(clause.tokens) if t.text in _CROPPED_OUT)
    inward = not clause.verb("zoom_out") and not any(t.text == "缩小" for t in clause.tokens)
    thirds = next((i for i, t in enumerate(clause.tokens) if t.kind == "span" and "third" in t.text), None)
    clause.verb("crop", "zoom_in", "change", "raise", "lower")
    clause.ignore("prop", "scale", "size")
    percent, factor = clause.number("percent"), clause.number("factor")
    spot = clause.take("spot") or "center"
    if outside:
        spot = _OPPOSITE.get(spot, spot)
    to = any(t.sense("rel") == "to" for t in clause.tokens)
    if percent is not None and to and percent < 100 and not inward:
        return _on(clause, Framing(scale=percent / 100))
    if percent is not None:
        factor = percent / 100 if percent > 100 else 1 + percent / 100
    if factor is not None and factor < 1:
        factor = 1 / factor
    if not inward:
        return _on(clause, Framing(scale=round(1 / (factor or 1.25), 4)))
    if thirds is not None:
        clause.mark([thirds])
        factor = 3.0
    part = 1 / factor if factor else _PART
    clause.ignore("degree")
    x, y = SPOTS[spot]
    left, top = x * (1 - part), y * (1 - part)
    crop = (round(left, 4), round(top, 4), round(left + part, 4), round(top + part, 4))
    return _on(clause, Framing(crop=crop))


def _place_applies(clause: Clause) -> bool:
    moved = (
        clause.has("spot")
        or any(t.text in _GROWING for t in clause.tokens)
        or clause.has("comp", "size:+", "size:-", "opacity:-", "opacity:+")
        or clause.has_kind("percent")
    )
    return (
        moved
        and _framed(clause)
        and (clause.refers("shot") or clause.refers("focus") or clause.has("comp", "opacity:-"))
        and not clause.has_kind("duration")
    )


_FILLING = 0.9  # of the picture's width: what is so wide has no corner to go to


def _place(clause: Clause) -> Proposal | None:
    """ "make the second clip smaller and put it in the corner", 第二段缩到80%."""
    clause.verb("change", "move", "add", "raise", "lower", "shorten", "crop")
    shots = shots_of(clause, "ask")
    if not shots:
        return None
    sent = clause.has("spot")
    framing = _moved(clause, shots[0], _SMALLER_SHOT)
    sized = framing if framing and "scale" in framing.model_fields_set else shots[0].framing
    if sent and framing and sized.scale > _FILLING:
        raise refuse("refuse.fills_picture", nearest=note("nearest.smaller_clip"))
    clause.ignore("pron")
    clause.ignore("noun", "shot")
    return edit(*(SetFraming(id=s.id, framing=framing) for s in shots)) if framing else None


# layers


def _layer_change_applies(clause: Clause) -> bool:
    return (clause.refers("layer") or _focus_layer(clause)) and not clause.has_kind("instant", "duration")


def _focus_layer(clause: Clause) -> bool:
    ids = clause.context.focus.ids
    if clause.context.follows and not clause.references:
        return bool(ids) and clause.film.part_of(ids[0]) == "layer"
    return any(r.kind == "focus" and r.ids and clause.film.part_of(r.ids[0]) == "layer" for r in clause.references)


def _layer_change(clause: Clause) -> Proposal | None:
    """ "make the logo smaller", "move the logo to the top left", "logo at 50% opacity"."""
    clause.verb("change", "move", "raise", "lower", "rotate", "center", "fade", "add")
    reference = clause.reference("layer", "focus", how=("named", "missing", "only", "focus", "many"))
    if reference is None and not _focus_layer(clause):
        return None
    if reference is not None and reference.missing is not None:
        raise Refuse(reference.missing)
    ids = reference.ids if reference is not None else clause.context.focus.ids
    layers = [s for i in ids if (s := clause.film.find(i)) is not None]
    whole = clause.take("forever") is not None
    changes = [_moved(clause, layer) for layer in layers[:1]]
    if whole and layers:
        clause.verb("add", "keep")
        always: list[Operation] = [o for s in layers for o in _throughout(clause.film, s)]
        framed = [SetFraming(id=s.id, framing=changes[0]) for s in layers] if changes[0] is not None else []
        return edit(*always, *framed)
    if not changes or changes[0] is None:
        return None
    return edit(*(SetFraming(id=s.id, framing=changes[0]) for s in layers))


def _moved(clause: Clause, layer: Segment, factors: dict[str, float] = _LARGER) -> Framing | None:
    """What is to be different about where a layer lies."""
    now, told = layer.framing, dict[str, float]()
    spot, margin = clause.take("spot"), _margin(clause)
    grown = next((t.text for t in clause.tokens if t.text in _GROWING), None)
    size = clause.take("comp", "size:+", "size:-") or ({"放大": "size:+", "缩小": "size:-"}.get(grown or ""))
    faint = clause.take("comp", "opacity:-", "opacity:+")
    opacity = clause.take("prop", "opacity")
    clause.ignore("prop", "size", "scale", "position")
    amount = clause.number("percent", "factor")
    part = None if amount is None else amount / 100 if amount > 5 else amount
    if part is None and any("half" in t.text or t.text in ("半透明", "一半") for t in clause.tokens):
        part = 0.5
    if any(said in clause.text.lower() for said in (" as big", " as large", " as wide")):
        size = size if part is None else None  # half as big is no half bigger
    if opacity or faint:
        told["opacity"] = part if part is not None else _FAINTER[_how(clause)] if faint == "opacity:-" else 1.0
    elif size or part is not None:
        told["scale"] = _scaled(now.scale, size, part, factors[_how(clause)])
    degrees = clause.number("degrees")
    if degrees is not None:
        told["rotate"] = degrees
    if spot:
        told |= dict(zip("xy", _placed(clause.film, spot, told.get("scale", now.scale), margin, layer), strict=True))
    for step in clause.take_all("comp", "x:+", "x:-", "y:+", "y:-"):
        axis, sign = step.split(":")
        told[axis] = min(1.0, max(0.0, getattr(now, axis) + (_STEP if sign == "+" else -_STEP)))
    return Framing.model_validate(told) if told else None


def _throughout(film: Film, layer: Segment) -> tuple[Operation, ...]:
    """From the film's first frame to its last."""
    return (MoveSegment(id=layer.id, start_ms=0), SetLength(id=layer.id, duration_ms=film.length_ms))


def _how(clause: Clause) -> str:
    how = clause.take("degree") or ""
    return how if how in ("bit", "much") else ""


def _scaled(now: float, size: str | None, part: float | None, by: float) -> float:
    factor = by if size == "size:+" else 1 / by
    if part is not None:
        factor = part if size is None or part > 1 else 1 + part if size == "size:+" else 1 - part
        if size == "size:-" and part > 1:
            factor = 1 / part
    return round(min(10.0, max(0.01, now * factor)), 4)


def _margin(clause: Clause) -> float:
    """The margin asked for, as a part of the width."""
    if not clause.take("prop", "margin"):
        return MARGIN
    pixels, percent = clause.number("pixels"), clause.number("percent")
    if pixels is not None:
        return pixels / clause.film.draft.meta.width
    return percent / 100 if percent is not None else MARGIN


def _placed(film: Film, spot: str, scale: float, margin: float, layer: Segment | None) -> tuple[float, float]:
    """The centre of something so wide that stands in a spot with a margin round it."""
    meta = film.draft.meta
    x, y = SPOTS[spot]
    tall = scale * meta.width / meta.height * _shape(film, layer)
    over = margin * meta.width / meta.height
    across = margin + scale / 2 + x * (1 - 2 * margin - scale)
    down = over + tall / 2 + y * (1 - 2 * over - tall)
    return round(min(1.0, max(0.0, across)), 4), round(min(1.0, max(0.0, down)), 4)


def _shape(film: Film, layer: Segment | None) -> float:
    """Height by width of what a layer shows."""
    meta = film.draft.meta
    asset = film.draft.assets.get(layer.src) if layer is not None else None
    if asset is not None and asset.width:
        return asset.height / asset.width
    return 1.0 if layer is not None and layer.sticker else meta.height / meta.width


def _layer_add_applies(clause: Clause) -> bool:
    told = clause.has("noun", "logo", "sticker", "pip") or _stuck(clause)
    over = any(t.text in ("over", "on top of", "on top", "over the") for t in clause.tokens)
    told = told or (over and bool(clause.context.materials) and clause.verb_is("add"))
    fresh_one = not clause.film.of("layer") and not clause.has("verb")
    return told and (fresh_one or clause.verb_is("add", "change", "upload", "move"))


def _stuck(clause: Clause) -> bool:
    """贴一个爱心: a sticker, though it is not called so."""
    return clause.has("thing") and any(t.text.startswith("贴") for t in clause.tokens)


def _layer_add(clause: Clause) -> Proposal | None:
    """ "put logo.png in the bottom right corner", "add a star sticker top right from 3 to 6 s", 右下角加个水印."""
    if not clause.verb("add", "change", "upload", "move") and clause.has("verb"):
        return None
    there = any(r.kind == "layer" and r.ids for r in clause.references)
    if clause.has("noun", "logo") and there and not clause.context.materials:
        return None  # it is there already
    kind = clause.take("noun", "logo", "sticker", "pip") or ("sticker" if _stuck(clause) else "pip")
    clause.ignore("noun", "logo", "sticker", "pip", "photo", "file")
    if clause.context.materials:
        clause.ignore("noun", "shot", "film")
    start, end = _time(clause)
    spot = clause.take("spot")
    margin = _margin(clause)
    percent = clause.number("percent")
    size = clause.take("comp", "size:+", "size:-")
    clause.ignore("quant", "only")
    clause.ignore("pron")
    name = fresh(clause.film.draft, "l")[0]
    layer = _layer(clause, kind, Segment(id=name, start_ms=start, duration_ms=end - start))
    wide = {"logo": LOGO_WIDE, "sticker": STICKER_WIDE, "pip": INSET_WIDE}[kind]
    wide = percent / 100 if percent is not None else wide * (1.6 if size == "size:+" else 0.6 if size else 1)
    x, y = _placed(clause.film, spot or ("bottom_right" if kind == "logo" else "top_right"), wide, margin, layer)
    radius = 0.06 if kind == "pip" else 0.0
    framed = layer.model_copy(update={"framing": Framing(x=x, y=y, scale=wide, radius=radius)})
    return edit(AddLayer(segment=framed), assumed=() if spot else (note("assumed.corner"),))


def _time(clause: Clause) -> tuple[int, int]:
    """When a layer is there: a stretch, from a time on, in a shot, or the whole film."""
    film = clause.film
    span = clause.span()
    if span is not None:
        return span
    at, length = clause.instant(), clause.milliseconds()
    if at is not None:
        if at >= film.length_ms:
            raise refuse("refuse.after_end", seconds=film.length_ms / 1000)
        return at, min(film.length_ms, at + length) if length else film.length_ms
    named = [r for r in shot_references(clause) if r.ids and r.how != "focus"]
    if named and not clause.has("noun", "pip"):
        clause.mark(named[0].tokens)
        shots = [s for i in named[0].ids if (s := film.find(i)) is not None]
        return shots[0].start_ms, shots[-1].end_ms
    clause.reference("film")
    clause.ignore("quant")
    return 0, length or film.length_ms


def _layer(clause: Clause, kind: str, segment: Segment) -> Segment:
    """The layer with what it shows."""
    if kind == "sticker":
        thing = clause.take("thing")
        if thing is None:
            raise refuse("refuse.which_sticker")
        return segment.model_copy(update={"sticker": thing, "name": thing})
    given = [m for m in clause.context.materials if m.kind in ("image", "logo", "video")]
    clause.mark([i for i, t in enumerate(clause.tokens) if t.kind == "file"])
    if given:
        return segment.model_copy(update={"src": given[0].key, "name": given[0].name, "in_ms": given[0].in_ms})
    if kind == "pip":
        return _inset(clause, segment)
    key = next((k for k, a in clause.film.draft.assets.items() if _is_logo(a)), None)
    if key is None:
        raise refuse("refuse.no_logo", nearest=note("nearest.give_logo"))
    return segment.model_copy(update={"src": key, "name": "logo"})


def _inset(clause: Clause, segment: Segment) -> Segment:
    """A shot of the film in a small window."""
    named = [r for r in shot_references(clause) if r.ids]
    if not named:
        raise refuse("refuse.inset_of_what")
    for reference in named:
        clause.mark(reference.tokens)
    shot = clause.film.find(named[0].ids[0])
    if shot is None:
        raise refuse("refuse.inset_of_what")
    return segment.model_copy(update={"src": shot.src, "scene": shot.scene, "in_ms": shot.in_ms, "name": shot.name})


def _is_logo(asset: Asset) -> bool:
    return asset.kind == "image" and "logo" in asset.file.lower()


FRAMES = (
    Frame("rotate", lambda c: c.verb_is("rotate") and _framed(c), _rotate),
    Frame("mirror", lambda c: c.verb_is("mirror") and _framed(c), _mirror),
    Frame("crop", _crop_applies, _crop),
    Frame("place", _place_applies, _place),
    Frame("layer_change", _layer_change_applies, _layer_change),
    Frame("layer_add", _layer_add_applies, _layer_add),
)
