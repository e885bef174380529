"""The pictures that are described: one, or several in turn ("opens with ... then ... ends with")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from talkreel.model import Camera, Wish
from talkreel.model.brief import FilmKind
from talkreel.model.scene import Act, SceneKind
from talkreel.plan.lexicon import Hit, Place, Thing, Trade, vocabulary
from talkreel.plan.lexicon.cues import chinese, english, members
from talkreel.plan.reading.camera import read_camera
from talkreel.plan.reading.colours import colour_before
from talkreel.plan.reading.light import YEAR, Light, read_light, through_the_seasons
from talkreel.plan.reading.nouns import is_noun
from talkreel.plan.reading.text import Span, Text, rule

MOST_PICTURES = 8
MOST_PROPS = 3
MOST_TEXT = 120  # signs
_BEHIND, _AHEAD = 40, 24  # signs within which a verb is the hero's

# Films that show a thing alone, on a stage, unless a place is told.
_STAGED: frozenset[FilmKind] = frozenset({
    "showcase", "promo", "teaser", "announcement", "explainer", "tutorial", "recap",
})  # fmt: skip
# Trades that say little: any other that is named shows more.
_VAGUE = frozenset({"company", "shop", "e-commerce store", "startup", "recruiting"})
# Occasions are shown by what is named for them: "birthday, balloons".
_OCCASIONS = frozenset({
    "birthday", "party", "wedding", "christmas", "halloween", "valentine", "mothers day", "chinese new year",
    "mid-autumn festival", "dragon boat festival", "graduation", "e-commerce store",
})  # fmt: skip
_ON_STAGE = ("device", "object", "food")
_MOVING = ("creature", "vehicle")
_STILL = ("auto", "still", "turn", "bob")

_TURN = rule(
    rf"(?:^|(?<=[\s,;.(]))(?:and )?(?:{english('next_picture')}|first(?:ly)?(?=,)"
    r"|(?:scene|shot|clip|frame|part)\s*(?:#\s*)?(?:\d+|one|two|three|four|five)\s*(?:\([^)\n]{0,24}\)\s*)?[:.)\-–—])\s*:?,?\s+"
    rf"|{chinese('next_picture')}"
)
_OPENS = rule(rf"{english('opens')}|{chinese('opens')}")
# What some things do in their own way: a bird that floats flies, a boat that glides floats, a train that goes drives.
_OWN_WAY: dict[tuple[Act, Act], Act] = {
    ("fly", "float"): "fly", ("fly", "walk"): "fly", ("fly", "run"): "fly",
    ("float", "fly"): "float", ("float", "walk"): "float", ("float", "run"): "float",
}  # fmt: skip
_NOUN_BEFORE = rule(r"\b(?:a|an|the|our|my|your|for|of)\s+$")


@dataclass(frozen=True, slots=True)
class _Found:
    """What of a picture was named."""

    hero: Hit | None
    things: Sequence[Hit]
    place: Place | None
    trade: Trade | None
    about_trade: bool  # the business is what the film is about
    light: Light

    @property
    def thing(self) -> Thing | None:
        return self.hero.thing() if self.hero else None


def read_wishes(text: Text, kind: FilmKind | None, subject: Span | None) -> tuple[Wish, ...]:
    """The pictures in their order; empty when nothing that can be shown is named."""
    whole = Span(0, len(text.raw))
    parts = [wish for part in _parts(text) if (wish := _wish(text, part, None, subject)) is not None]
    if len(parts) >= 2:
        pace = read_camera(text, whole).pace
        return tuple(_paced(wish, pace) for wish in parts[:MOST_PICTURES])
    wish = _wish(text, whole, kind, subject)
    if wish is None:
        return ()
    if through_the_seasons(text, whole):
        return tuple(wish.model_copy(update={"ground": ground}) for ground in YEAR)
    return (wish,)


def _paced(wish: Wish, pace: str) -> Wish:
    """A part that tells no move of its own has the film's pace."""
    return wish if wish.camera != Camera() else wish.model_copy(update={"camera": Camera(pace=pace)})  # pyright: ignore


def _parts(text: Text) -> list[Span]:
    """The text between the words that lead from one picture to the next."""
    borders = list(text.find(_TURN))
    if not borders:
        return []
    ends = [*(m.start() for m in borders[1:]), len(text.raw)]
    parts = [Span(m.end(), end) for m, end in zip(borders, ends, strict=True)]
    # What stands before "opens with" asks for the film; what stands before "then" is its first picture.
    opens = _OPENS.match(borders[0].group().lstrip()) is not None
    return parts if opens or not borders[0].start() else [Span(0, borders[0].start()), *parts]


def _wish(text: Text, span: Span, kind: FilmKind | None, subject: Span | None) -> Wish | None:
    things = [hit for hit in text.hits("thing", span=span) if is_noun(text, hit)]
    trades = text.hits("trade", span=span)
    hero = _hero(text, things, subject)
    found = _Found(
        hero=None if hero is not None and _is_worn(text, span, hero, subject) else hero,
        things=things,
        place=_place([hit for hit in text.hits("place", span=span) if is_noun(text, hit)], trades),
        trade=_trade(trades, subject),
        about_trade=subject is not None and any(subject.holds(hit) for hit in trades),
        light=read_light(text, span),
    )
    shown = found.hero or found.place or found.trade
    lit = (found.light.times or found.light.weathers) and kind not in _STAGED
    if not (shown or lit):
        return None
    return _drawn(text, span, kind, found)


def _drawn(text: Text, span: Span, kind: FilmKind | None, found: _Found) -> Wish:
    thing, light, place = found.thing, found.light, found.place
    act = _act(text, span, found.hero, thing)
    scene, variant = _scene(kind, found, act)
    shown = found.hero if thing and _shows_itself(found) else None
    name = thing.name if thing and shown else found.trade.hero if found.trade else ""
    if name in members("undrawn"):
        name, scene = "", scene if place is not None or scene != "stage" else None
    again = rule(r"\bthe\s+$")  # "the bottle" is the perfume that was named before
    props = (t.name for hit in found.things if (t := hit.thing()) and not again.search(text.before(hit.start, 6)))
    return Wish(
        text=_words(text, span, found.hero),
        kind=scene,
        variant=variant,
        times=light.times,
        weathers=light.weathers,
        ground=place.ground if place and place.ground and light.ground == "bare" else light.ground,
        camera=read_camera(text, span),
        tone=light.tone,
        hero=name,
        hero_text=text.said(shown.start, shown.end) if shown else "",
        hero_colour=colour_before(text, shown.start) if shown else "",
        act=act,
        props=tuple(p for p in dict.fromkeys(props) if p != name and p not in members("undrawn"))[:MOST_PROPS],
    )


def _words(text: Text, span: Span, hero: Hit | None) -> str:
    """The words of the picture: its own when it is one of several, else the clause that names what it is about."""
    whole = span.start == 0 and span.end == len(text.raw)
    named = hero or next(iter(text.hits("place", "trade", "time", "weather", span=span)), None)
    told = text.clause_at(named.start) if whole and named else span
    return text.said(told.start, told.end).strip(" ,.;，。；:：")[:MOST_TEXT]


def _shows_itself(found: _Found) -> bool:
    """Whether the thing named is what the film shows, and not merely named beside a business."""
    if found.thing is None or found.trade is None:
        return found.thing is not None
    if found.trade.hero in {thing.name for hit in found.things if (thing := hit.thing())}:
        return found.thing.name == found.trade.hero or found.thing.sort in _MOVING
    if found.trade.name in _OCCASIONS:
        return True
    wares = () if found.about_trade else ("device", "food")
    if found.trade.name in _VAGUE:
        wares = ("device", "food", "object")
    return found.thing.sort in (*_MOVING, *wares) or found.trade.kind == "stage"


def _scene(kind: FilmKind | None, found: _Found, act: Act) -> tuple[SceneKind | None, str]:
    """The scene and its variant: the place told, the trade's, the thing's own, or open country under a sky."""
    place, trade, thing, light = found.place, found.trade, found.thing, found.light
    if place is not None and not (place.kind == "stage" and trade and trade.kind != "stage"):
        neon = place.kind == "street" and not place.variant and light.tone == "neon"
        return place.kind, "neon" if neon else place.variant
    if trade is not None:
        return trade.kind, trade.variant
    if thing is not None:
        posed = kind in _STAGED and thing.sort != "creature" and act in _STILL
        return ("stage", "") if thing.sort in _ON_STAGE or posed else (thing.home, "")
    open_sky: SceneKind = "mountains" if light.times and light.times[0] in ("night", "dawn", "sunset") else "meadow"
    return open_sky, ""


def _hero(text: Text, things: Sequence[Hit], subject: Span | None) -> Hit | None:
    """What the picture is about: what is told to move, else what is in the subject, else what lives, else the first."""
    acts = text.hits("act")

    def rank(hit: Hit) -> tuple[bool, bool, bool, int]:
        thing = hit.thing()
        living = thing is not None and thing.sort in _MOVING
        moves = living and any(0 <= act.start - hit.end <= 14 for act in acts)
        return not moves, not (subject is not None and subject.holds(hit)), not living, hit.start

    return min(things, key=rank, default=None)


def _is_worn(text: Text, span: Span, hero: Hit, subject: Span | None) -> bool:
    """Whether a thing only belongs to a person who is to be seen: "a woman in a black leather jacket"."""
    thing = hero.thing()
    in_subject = subject is not None and subject.holds(hero)
    return thing is not None and thing.sort == "object" and not in_subject and bool(text.hits("figure", span=span))


def _place(places: Sequence[Hit], trades: Sequence[Hit]) -> Place | None:
    named = [place for hit in places if (place := hit.place())]
    strong = [place for place in named if not place.weak]
    if strong:
        # "A neon street in a cyberpunk city": the same place in particular.
        special = [place for place in strong if place.variant and place.kind == strong[0].kind]
        return (special or strong)[0]
    indoors = any(trade.kind in ("interior", "stage") for hit in trades if (trade := hit.trade()))
    return named[0] if named and not indoors else None


def _trade(trades: Sequence[Hit], subject: Span | None) -> Trade | None:
    def rank(hit: Hit) -> tuple[bool, bool, int]:
        trade = hit.trade()
        return (
            not (subject is not None and subject.holds(hit)),
            trade is not None and trade.name in _VAGUE,
            hit.start,
        )

    best = min(trades, key=rank, default=None)
    return best.trade() if best else None


def _act(text: Text, span: Span, hero: Hit | None, thing: Thing | None) -> Act:
    """What the hero is told to do: the verb that stands nearest behind it, else before it."""
    if hero is None or thing is None:
        return "auto"
    acts = [hit for hit in text.hits("act", span=span) if not _NOUN_BEFORE.search(text.before(hit.start, 6))]
    behind = [hit for hit in acts if 0 <= hit.start - hero.end <= _BEHIND]
    ahead = [hit for hit in acts if 0 <= hero.start - hit.end <= _AHEAD]
    alone = [hit for hit in acts if text.told(text.clause_at(hit.start)) == text.told(hit)]
    bound = [hit for hit in ahead if text.plain[hit.end : hero.start] in ("的", " ")]  # "奔跑的马"
    told = (*bound[-1:], *behind[:1], *ahead[-1:], *alone[:1])
    entry = told[0].named("act") if told else None
    act = cast("Act", entry.value) if entry else "auto"
    if thing.sort == "vehicle" and act == "walk":
        return thing.act
    usual: Act = "float" if thing.home == "sea" else thing.act if thing.act == "fly" else "auto"
    return _OWN_WAY.get((usual, act), act)


def object_for(words: str) -> str:
    """The name of an object for the last noun of some words: the lexicon's own, else one of the drawn set; or empty."""
    own = vocabulary().thing_named(words)
    if own is not None:
        return "" if own.name in members("undrawn") else own.name
    try:
        from talkreel.draw.objects import find_object
    except ImportError:
        return ""
    # "Vegan protein bar" is a bar: only the end of a phrase says what a thing is.
    parts = words.split()
    ends = (" ".join(parts[-2:]), parts[-1]) if words.isascii() and parts else (words,)
    return next((name for end in ends if (name := find_object(end)) and name.split()[-1] in end), "")
