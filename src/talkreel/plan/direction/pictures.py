"""What a film can show: the user's files, the pictures they asked for, and what their trade is shown by.

Nothing is shown that is neither given, asked for, nor plainly what the film is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from talkreel.model import Camera, Hero, Key, Material, Scene, Wish
from talkreel.model.look import Look
from talkreel.model.scene import CameraMove, SceneKind, TimeOfDay, Tone, Weather
from talkreel.plan.direction.casting import seeded
from talkreel.plan.direction.trades import named_thing
from talkreel.plan.direction.treatment import Treatment

PLACES: frozenset[SceneKind] = frozenset(
    {"city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior"}
)
DAY: tuple[TimeOfDay, ...] = ("dawn", "day", "sunset", "dusk", "night")

# Camera moves that suit a picture, in an order in which no two neighbours are alike.
MOVES: dict[SceneKind, tuple[CameraMove, ...]] = {
    "photo": ("push", "pan_right", "pull", "pan_left", "tilt_up"),
    "stage": ("push", "orbit", "pan_left", "pull", "tilt_up", "pan_right"),
    "interior": ("push", "pan_right", "pull", "pan_left"),
    "space": ("drone", "pan_right", "push", "pan_left"),
}
PLACE_MOVES: tuple[CameraMove, ...] = ("push", "pan_right", "drone", "pan_left", "pull", "tilt_up")
# Sets for one thing, seen whole and close by turns; a film stays dark or light.
DARK_STAGES = ("", "detail", "gradient", "detail 2", "water", "detail 3", "dark")
LIGHT_STAGES = ("", "detail", "sweep", "detail 2", "marble", "detail 3", "podium")

ARRIVED = 0.92  # of a shot: by then a change has come where it goes
LEG_MS = 1_200  # a time of day must be seen for so long

# Looks on a dark ground like an evening; the others like the day.
EVENING_LOOKS = frozenset({"roast", "noir", "cinema", "aurora", "tech"})
_EVENING: tuple[TimeOfDay, ...] = ("sunset", "dusk", "night")
_DAYLIGHT: tuple[TimeOfDay, ...] = ("day", "dawn", "sunset")


def found_object(word: str) -> str:
    """The drawn object that a word names, for a card; empty when there is none."""
    from talkreel.draw.objects import find_object

    return (find_object(word) or "") if word else ""


def found_product(*words: str) -> str:
    """The first of the words that names something to be shown large; empty when none does.

    Things with a drawing of their own come before those of the object set; heads and signs are for cards only.
    """
    from talkreel.draw.objects import object_use
    from talkreel.scenes.products import product_name

    for word in words:
        name = (product_name(word) if word else None) or found_object(word)
        drawn = product_name(name) if name else None
        if drawn or (name and object_use(name) != "badge"):
            return drawn or name
    return ""


def icons_for(words: Sequence[str]) -> tuple[str, ...]:
    """An object for each of the words, or none at all when one of them has none: a row is whole or not there."""
    icons = tuple(found_object(word) for word in words)
    return icons if all(icons) else ()


def scene_of(wish: Wish, treatment: Treatment, kind: SceneKind) -> Scene:
    """The picture that a wish describes."""
    brief = treatment.brief
    return Scene(
        kind=kind,
        seed=1 + seeded(brief.seed, f"wish {wish.text}") % 9999,
        variant=wish.variant,
        time=_time_of(wish, treatment.look, kind),
        weather=_keys(wish.weathers) if len(wish.weathers) > 1 else _weather_of(wish),
        ground=wish.ground,
        camera=wish.camera,
        tone=wish.tone if wish.tone != "none" else brief.tone,
        hero=Hero(name=wish.hero, act=wish.act, colour=wish.hero_colour) if wish.hero else None,
        props=wish.props,
        palette=brief.palette,
        loop=brief.kind == "loop",
    )


def spread(values: Sequence[str], start: float, end: float, duration_ms: int) -> tuple[Key, ...]:
    """Keys across a shot that shows the part [start, end] (0..1) of a change through `values`."""
    last = len(values) - 1
    marks = [start, *(i / last for i in range(1, last) if start < i / last < end), end]
    keys: list[Key] = []
    for mark in marks:
        value = values[min(last, round(mark * last))]
        if not keys or keys[-1].to != value:
            keys.append(Key(at=round((mark - start) / (end - start) * ARRIVED * duration_ms), to=value))
    return tuple(keys)


def _time_of(wish: Wish, look: Look, kind: SceneKind) -> TimeOfDay | tuple[Key, ...]:
    if len(wish.times) > 1:
        return _keys(wish.times)
    return wish.times[0] if wish.times else _usual_time(look, kind)


def _weather_of(wish: Wish) -> Weather:
    return wish.weathers[0] if wish.weathers else "clear"


def _usual_time(look: Look, kind: SceneKind) -> TimeOfDay:
    if kind in ("stage", "space"):
        return "day"
    return "sunset" if look.name in EVENING_LOOKS else "day"


def _keys(values: Sequence[str]) -> tuple[Key, ...]:
    """A field that changes in the shot, as keys at 0, 1, 2, ... : when they come is decided with the shot's length."""
    return tuple(Key(at=i, to=value) for i, value in enumerate(values))


def through_the_day(times: Sequence[TimeOfDay], duration_ms: int) -> tuple[TimeOfDay, ...]:
    """The times asked for and those that lie between them, when each has time to be seen.

    "Day to night" in ten seconds goes by sunset and dusk; in two seconds it does not.
    """
    at = [DAY.index(time) for time in times]
    path = at[:1]
    for goal in at[1:]:
        steps = (goal - path[-1]) % len(DAY)  # time runs forward: night goes to day by dawn
        path += [(path[-1] + i) % len(DAY) for i in range(1, steps + 1)]
    slow = duration_ms / max(1, len(path) - 1) >= LEG_MS
    return tuple(DAY[i] for i in (path if slow else at))


class Gallery:
    """The film's pictures, handed out so that none comes back before the others were seen, nor twice the same."""

    def __init__(self, treatment: Treatment) -> None:
        self.treatment = treatment
        brief = treatment.brief
        self.photos = tuple(m for m in brief.materials if m.kind == "image")
        self.videos = tuple(m for m in brief.materials if m.kind == "video")
        self.wished = tuple(scene_of(w, treatment, kind) for w in brief.wishes if (kind := kind_of(w)) is not None)
        self.hero = self._hero()
        self._pool = self._pictures()
        self._shown = 0
        self._staged = 0
        self._typed = 0

    @property
    def empty(self) -> bool:
        """Nothing but type can be shown."""
        return not self._pool

    @property
    def given(self) -> int:
        """How many pictures are the user's: files and wishes, not what their trade is shown by."""
        return len(self.photos) + len(self.videos) + len(self.wished)

    @property
    def size(self) -> int:
        """How many pictures there are."""
        return len(self._pool)

    def pictures(self, most: int = 3) -> tuple[Scene, ...]:
        """The next picture, and the ones after it in case it cannot stand here; empty when there is none."""
        turn, pool = self._shown, self._pool
        self._shown += 1
        return tuple(self._varied(pool[(turn + i) % len(pool)], turn) for i in range(min(most, len(pool))))

    def stage(self) -> tuple[Scene, ...]:
        """The hero alone, from another side each time; empty when the film has none."""
        if self.hero is None:
            return ()
        turn = self._staged
        self._staged += 1
        scene = Scene(
            kind="stage",
            seed=self._seed("stage", turn),
            variant=self._stages[turn % len(self._stages)],
            camera=Camera(move=MOVES["stage"][turn % len(MOVES["stage"])], pace="slow"),
            tone=self._tone(),
            hero=self.hero,
            palette=self.treatment.brief.palette,
        )
        return (scene,)

    def type(self) -> tuple[Scene, ...]:
        """Moving type on the look's own ground."""
        self._typed += 1
        return (self.plain("kinetic", self._typed),)

    def plain(self, kind: SceneKind, turn: int = 0, props: tuple[str, ...] = ()) -> Scene:
        """A scene of words or numbers on the look's own ground."""
        return Scene(kind=kind, seed=self._seed(kind, turn), props=props)

    def footage_ms(self, scene: Scene) -> int:
        """How long the user's video that a scene shows is; 0 when it shows none."""
        return next((v.duration_ms for v in self.videos if scene.kind == "video" and v.key in scene.src), 0)

    def slide(self, photo: Material, place: int, showing: int = 0) -> Scene:
        """The photo that stands `place`-th; each showing has a move of its own, and so do neighbours."""
        moves = MOVES["photo"]
        count = len(self.photos)
        round_of = count if count % len(moves) else count + 1
        return Scene(
            kind="photo",
            seed=self._seed(photo.key, showing),
            src=(photo.key,),
            focus=photo.focus,
            camera=Camera(move=moves[(place + showing * round_of) % len(moves)], pace="slow"),
        )

    def clip(self, video: Material, showing: int = 0) -> Scene:
        """A video."""
        return Scene(kind="video", seed=self._seed(video.key, showing), src=(video.key,), focus=video.focus)

    @property
    def _stages(self) -> tuple[str, ...]:
        return DARK_STAGES if self.treatment.look.name in EVENING_LOOKS else LIGHT_STAGES

    def _seed(self, salt: str, turn: int) -> int:
        return 1 + seeded(self.treatment.brief.seed, f"{salt} {turn}") % 9999

    def _tone(self) -> Tone:
        brief = self.treatment.brief
        if brief.tone != "none":
            return brief.tone
        for wish in brief.wishes:
            if wish.tone != "none":
                return wish.tone
        return "none"

    def _hero(self) -> Hero | None:
        """The wished hero, or the thing the film names; a trade's own emblem only when the trade sells no one thing."""
        brief, trade = self.treatment.brief, self.treatment.trade
        wished = next((w for w in brief.wishes if w.hero and kind_of(w) not in PLACES), None)
        if wished is not None:
            return Hero(name=wished.hero, colour=wished.hero_colour)
        named = named_thing(brief, trade)
        thing = found_product(brief.subject, named)
        if not thing and named and trade.sort != "product":
            thing = found_product(trade.hero)
        return Hero(name=thing) if thing else None

    def _pictures(self) -> tuple[Scene, ...]:
        given = (*(self.slide(p, i) for i, p in enumerate(self.photos)), *(self.clip(v) for v in self.videos))
        if given or self.wished:
            return (*given, *self.wished)
        place = self._place()
        return (place,) if place is not None else ()

    def _place(self) -> Scene | None:
        trade = self.treatment.trade
        # A word in passing is not enough to show a place: the subject itself must name the trade.
        if trade.place not in PLACES or not named_thing(self.treatment.brief, trade):
            return None
        thing = found_product(trade.table) if trade.sort != "product" or self.hero is None else self.hero.name
        return Scene(
            kind=trade.place,
            seed=self._seed("place", 0),
            variant=trade.variant,
            time=_usual_time(self.treatment.look, trade.place),
            tone=self._tone(),
            hero=Hero(name=thing) if thing and trade.place == "interior" else None,
            props=tuple(name for p in trade.props if (name := found_product(p))) if trade.place == "interior" else (),
            palette=self.treatment.brief.palette,
        )

    def _varied(self, scene: Scene, turn: int) -> Scene:
        """The picture as its own first time, then with what the brief leaves open changed."""
        again = turn // len(self._pool)
        moves = MOVES.get(scene.kind, PLACE_MOVES)
        change: dict[str, object] = {"seed": scene.seed + 37 * turn}
        if scene.camera.move == "auto" or (again and scene.kind == "photo"):
            change["camera"] = Camera(move=moves[turn % len(moves)], pace=scene.camera.pace)
        if again and scene.kind in PLACES and not self._time_said(scene):
            day = _EVENING if self.treatment.look.name in EVENING_LOOKS else _DAYLIGHT
            change["time"] = day[again % len(day)]
        if again and scene.kind == "stage":
            change["variant"] = scene.variant or self._stages[again % len(self._stages)]
        return scene.model_copy(update=change)

    def _time_said(self, scene: Scene) -> bool:
        return any(kind_of(w) == scene.kind and w.times for w in self.treatment.brief.wishes)


def kind_of(wish: Wish) -> SceneKind | None:
    """The scene that shows a wish: its own kind, the stage for a thing alone, or nothing."""
    return wish.kind or ("stage" if wish.hero else None)
