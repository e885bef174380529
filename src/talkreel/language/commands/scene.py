"""Commands about what drawn pictures show: light, weather, place, hero, camera, another try."""

from __future__ import annotations

from typing import cast

from talkreel.language.commands.aim import shots_of, split_to
from talkreel.language.commands.drawn import described, wish_of
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model import Operation, Scene, Segment, Wish
from talkreel.model.operation import SetCamera, SetScene
from talkreel.model.scene import CameraMove, Pace

# Scenes that stand under a sky, and so have a time of day and a weather.
OUTDOORS = frozenset({"city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior"})
_LIGHT = ("time", "weather", "ground")
_TAKEN = frozenset({"photo", "video"})


def _drawn(shots: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return tuple(s for s in shots if s.scene is not None and s.scene.kind not in _TAKEN)


def _aimed(clause: Clause, kinds: frozenset[str] | None = None) -> tuple[tuple[Operation, ...], tuple[Segment, ...]]:
    """The drawn shots that are meant; without any named, all that can.

    Raises:
        Refuse: those that are meant were not drawn, or cannot show it.
    """
    clause.reference("film")
    split, shots = split_to(clause)
    explicit = bool(shots) or clause.refers("shot") or any(r.kind == "focus" and r.ids for r in clause.references)
    shots = shots or shots_of(clause, "all")
    drawn = _drawn(shots)
    fitting = tuple(s for s in drawn if kinds is None or (s.scene and s.scene.kind in kinds))
    if not fitting:
        taken = bool(shots) and not drawn
        raise refuse(
            "refuse.not_drawn" if taken else "refuse.no_sky",
            nearest=note("nearest.grade" if taken else "nearest.add_scene"),
        )
    return split, fitting if explicit or kinds else drawn


# light, weather, ground


_SNOWING = ("snow", "snowing", "雪", "下雪", "飘雪")
# What is there when a weather or a ground is taken away.
_WITHOUT: dict[str, str] = {"weather": "clear", "ground": "bare"}


def _light_applies(clause: Clause) -> bool:
    told = any(clause.has(tag) for tag in _LIGHT) or clause.has("prop", "weather", "time")
    told = told and not (clause.verb_is("add") and _new_picture(clause))
    return told and not clause.has_kind("quote") and not clause.verb_is("duplicate", "lock", "move")


def _new_picture(clause: Clause) -> bool:
    """Whether a clause speaks of a picture that is not there yet: "a scene of the sea"."""
    shown = {i for r in clause.references for i in r.tokens}
    news = (t for i, t in enumerate(clause.tokens) if i not in shown)
    return any(t.sense("noun") in ("shot", "photo") or t.sense("place") or t.sense("thing") for t in news)


def _told_otherwise(clause: Clause) -> bool:
    """Whether a verb asks for something else than light; 点 is said of drops and of buttons."""
    return any(t.sense("verb") not in (None, "click") for t in clause.tokens)


def _light(clause: Clause) -> Proposal | None:
    """ "make it night", "let it snow in the second scene", 换成下雨的夜晚."""
    without = clause.verb("remove") or clause.take("neg") is not None
    if not clause.verb("change", "add", "replace", "extend", "restyle") and _told_otherwise(clause) and not without:
        return None
    shown = {i for r in clause.references if r.kind == "shot" for i in r.tokens}
    instead = (i for i in clause.places("rel", "instead") if clause.tokens[i].text.isascii())
    shown |= set(range(next(instead, len(clause.tokens)), len(clause.tokens)))  # "by day rather than by night"
    told = {
        tag: t.senses[tag]
        for tag in _LIGHT
        for i, t in enumerate(clause.tokens)
        if t.sense(tag) and i not in shown and not (t.sense("place") and clause.has("verb", "replace"))
    }
    if without:
        told.pop("time", None)
        clause.take("too")
        clause.take_all("comp", "size:+")  # 雾太大了，去掉
    if not told:
        return None
    if any(t.text in _SNOWING for t in clause.tokens):
        told["weather"] = "snow"  # "let it snow" is of the sky, too
    clause.mark([i for i, t in enumerate(clause.tokens) if i not in shown and any(t.sense(tag) for tag in _LIGHT)])
    clause.ignore("prop", "weather", "time", "style")
    clause.take_all("comp", "brightness:-", "brightness:+")
    if "weather" in told:
        clause.mark(i for i in clause.places("dir", "+") if clause.tokens[i].text == "more")  # "more rain"
    split, shots = _aimed(clause, OUTDOORS)
    fields: dict[str, object] = {tag: _WITHOUT.get(tag) for tag in told} if without else dict(told)
    return edit(*split, *(SetScene(id=s.id, fields=fields) for s in shots), focus=tuple(s.id for s in shots))


# place and hero


def _setting_applies(clause: Clause) -> bool:
    told = clause.has("place") or clause.has("thing") or clause.has("trade")
    told = told and not clause.has("move")
    return told and clause.verb_is("change", "replace", "swap") and not clause.has_kind("quote")


def _setting(clause: Clause) -> Proposal | None:
    """ "set the second clip on a beach at sunset", "replace the fox with a wolf", 把狐狸换成狼."""
    replaced = clause.verb("replace") or (clause.has("verb", "swap") and _into(clause) and clause.verb("swap"))
    clause.verb("change", "move")
    old = _shown_things(clause) if replaced or _into(clause) else None
    words_from = set(clause.used)
    if old is not None:
        place, shots = old
        clause.mark([place])
        named = {i for r in clause.references if r.noun == "shot" and r.how == "named" for i in r.ids}
        shots = tuple(s for s in shots if s.id in named) or shots
    else:
        named = clause.has("noun", "text", "title", "caption", "music", "background", "logo")
        if named or clause.has("prop", "style") or clause.has("look"):
            return None  # "the candy look" is no candy
        clause.reference("film")
        shots = shots_of(clause, "ask")
    clause.ignore("noun", "hero")
    if old is not None:
        clause.mark(i for r in clause.references if r.noun in ("intro", "outro", "shot") for i in r.tokens)
    words = described(clause)
    if not words or clause.used == words_from:
        return None
    known = (t.senses["thing"] for t in clause.tokens if t.sense("thing") and t.text in words)
    wish = wish_of(words) or next((w for name in known if (w := wish_of(name)) is not None), None)
    if wish is None:
        return None
    drawn = _drawn(shots)
    if not drawn:
        raise refuse("refuse.not_drawn", nearest=note("nearest.replace"))
    operations = [SetScene(id=s.id, fields=_fields(wish, s.scene, hero_only=old is not None)) for s in drawn if s.scene]
    return edit(*operations) if all(o.fields for o in operations) else None


def _into(clause: Clause) -> bool:
    return any(
        t.text in ("into", "to", "for", "with", "成", "换成", "变成", "改成") or t.sense("rel") == "to"
        for t in clause.tokens
    )


def _shown_things(clause: Clause) -> tuple[int, tuple[Segment, ...]] | None:
    """The first thing that a picture of the film shows: what is to be replaced."""
    for i, token in enumerate(clause.tokens):
        name = token.sense("thing")
        if name is None or i in clause.used:
            continue
        shots = tuple(s for s in clause.film.shots if s.scene and s.scene.hero and s.scene.hero.name == name)
        if shots and any(t.sense("thing") or t.sense("colour") for t in clause.tokens[i + 1 :]):
            return i, shots
    return None


def _fields(wish: Wish, scene: Scene, *, hero_only: bool) -> dict[str, object]:
    """What the wish says, as fields of a scene; what it does not say stays."""
    fields: dict[str, object] = {}
    if wish.hero:
        colour = {"colour": wish.hero_colour} if wish.hero_colour else {}
        fields["hero"] = {"name": wish.hero, **colour}
    if hero_only:
        return fields
    if wish.kind is not None and (wish.kind != scene.kind or wish.variant):
        fields |= {"kind": wish.kind, "variant": wish.variant or None}
        if not wish.hero:
            fields["hero"] = None
    if wish.times:
        fields["time"] = wish.times[0]
    if wish.weathers:
        fields["weather"] = wish.weathers[0]
    if wish.ground != "bare":
        fields["ground"] = wish.ground
    return fields


def _hero_colour_applies(clause: Clause) -> bool:
    return clause.has("colour") and clause.has("thing") and clause.verb_is("change", "restyle")


def _hero_colour(clause: Clause) -> Proposal | None:
    """ "make the car red", 把狐狸变成白色."""
    clause.verb("change")
    things = {t.senses["thing"]: i for i, t in enumerate(clause.tokens) if t.sense("thing")}
    shots = tuple(
        s for s in clause.film.shots if s.scene and s.scene.hero and s.scene.hero.name.endswith(tuple(things))
    )
    if not shots:
        return None
    clause.mark(things.values())
    clause.ignore("prop", "color")
    named = clause.reference("shot", how=("named",))
    if named is not None:
        shots = tuple(s for s in shots if s.id in named.ids)
    colour = clause.take("colour")
    return edit(*(SetScene(id=s.id, fields={"hero": {"colour": colour}}) for s in shots)) if shots else None


# camera


def _camera_applies(clause: Clause) -> bool:
    paced = clause.context.follows and any(t.text == "节奏" for t in clause.tokens)
    moves = clause.has("move") or paced or clause.has("prop", "camera") or clause.has("verb", "zoom_in", "zoom_out")
    return moves and not clause.has_kind("quote") and not clause.has("noun", "transition")


_CAMERA_WORDS = ("镜头", "画面", "机位")
_ZOOMS: dict[str, CameraMove] = {"zoom_in": "push", "zoom_out": "pull"}


def _camera(clause: Clause) -> Proposal | None:
    """ "slow push in on the second scene", "camera pans left", 镜头慢慢推近."""
    spoken = [i for i, t in enumerate(clause.tokens) if t.text in _CAMERA_WORDS]
    end = next(iter(clause.places("rel", "instead")), len(clause.tokens))
    told_at = [i for i in clause.places("move") if i < end]
    clause.mark(told_at)
    moves = [clause.tokens[i].senses["move"] for i in told_at]
    if moves and moves[-1] == "static" and not spoken and not clause.has("prop", "camera"):
        stays = [t.text for t in clause.tokens if t.sense("move")]
        if stays[-1] in ("固定", "不要动", "不动") and clause.verb_before not in ("zoom_in", "zoom_out"):
            return None
    move = (moves[-1] if moves else None) or next((m for verb, m in _ZOOMS.items() if clause.verb(verb)), None)
    if moves and clause.has("to"):
        clause.verb("zoom_in", "zoom_out")  # 推近改成拉远
    instead = next(iter(clause.places("rel", "instead")), None)
    if instead is not None:
        ends = (i for i in range(instead + 1, len(clause.tokens)) if clause.tokens[i].kind == "mark")
        clause.mark(range(instead, next(ends, len(clause.tokens))))
    clause.verb("change", "add", "move", "remove", "slow_down", "speed_up", "rotate", "extend", "regenerate")
    clause.ignore("prop", "camera", "speed")
    still = clause.take("neg") is not None
    slower = clause.take("comp", "speed:-")
    faster = clause.take("comp", "speed:+")
    slower = slower or next((t.text for t in clause.tokens if t.sense("move") and set("慢缓") & set(t.text)), None)
    if clause.take("too"):
        slower, faster = faster, slower  # "the camera is too fast"
    slow = slower or clause.has("verb", "slow_down") or any(clause.tokens[i].text.startswith("slow") for i in told_at)
    told = clause.take("pace") or ("slow" if slow else "fast" if faster else None)
    clause.ignore("pace")
    clause.ignore("degree")
    if still:
        move = "static"
    named = {i for r in clause.references if r.how in ("named", "only", "focus") for i in r.tokens}
    clause.mark(i for i in spoken if i not in named)
    nothing = any(r.kind == "focus" and not r.ids for r in clause.references) and len(clause.film.shots) > 1
    if (move is None and told is None) or (nothing and any(t.text == "放大" for t in clause.tokens)):
        return None  # 把它放大: of what?
    clause.reference("film")
    shots = shots_of(clause, "all")
    moved = tuple(s for s in shots if s.scene is not None and s.scene.kind != "video")
    if not moved:
        raise refuse("refuse.camera_of_footage", nearest=note("nearest.crop"))
    seen = {word for s in moved for word in clause.film.content[s.id]}
    clause.mark(i for i, t in enumerate(clause.tokens) if t.sense("thing") in seen)  # "round the watch"
    pace = cast("Pace | None", told)
    return edit(*(SetCamera(id=s.id, move=cast("CameraMove | None", move), pace=pace) for s in moved))


# another try


def _again_applies(clause: Clause) -> bool:
    tries = clause.has("verb", "regenerate", "redo") or clause.has("prop", "seed")
    aimed = clause.refers("shot", "focus") or clause.has("prop", "seed") or clause.has("thing") or clause.has("place")
    follows = clause.context.follows and not clause.refers("film")
    return tries and (aimed or follows)


def _again(clause: Clause) -> Proposal | None:
    """ "try another version of the second clip", 第二个镜头换一个, "seed 7"."""
    clause.verb("regenerate", "redo", "change", "add")
    clause.ignore("prop", "seed")
    clause.ignore("noun", "version")
    number = clause.number("number")
    clause.reference("film")
    shown = [i for i, t in enumerate(clause.tokens) if (t.sense("thing") or t.sense("place")) and i not in clause.used]
    named = clause.film.showing(
        {clause.tokens[i].senses.get("thing", clause.tokens[i].sense("place") or "") for i in shown}
    )
    if any(r.kind == "shot" and r.how in ("named", "only", "missing") for r in clause.references):
        named = ()
    else:
        clause.mark(shown)
    shots = _drawn(named or shots_of(clause, "ask"))
    if not shots:
        raise refuse("refuse.not_drawn", nearest=note("nearest.replace"))
    seeds = ((s, round(number) if number is not None else s.scene.seed + 1) for s in shots if s.scene)
    return edit(*(SetScene(id=s.id, fields={"seed": seed}) for s, seed in seeds))


FRAMES = (
    Frame("again", _again_applies, _again),
    Frame("camera", _camera_applies, _camera),
    Frame("hero_colour", _hero_colour_applies, _hero_colour),
    Frame("light", _light_applies, _light),
    Frame("setting", _setting_applies, _setting),
)
