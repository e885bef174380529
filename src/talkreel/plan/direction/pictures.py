"""What a film can show: the user's files, the pictures they asked for, and what their trade is shown by.

Nothing is shown that is neither given, asked for, nor plainly what the film is about.
"""

from __future__ import annotations

from talkreel.model import Camera, Hero, Material, Scene
from talkreel.model.scene import CameraMove, SceneKind, Tone
from talkreel.plan.direction.casting import seeded
from talkreel.plan.direction.things import found_product
from talkreel.plan.direction.trades import named_thing
from talkreel.plan.direction.treatment import Treatment
from talkreel.plan.direction.wishes import EVENING_LOOKS, PLACES, kind_of, scene_of, usual_time

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
        """The hero alone; empty when the film has none. `view` says from which side, when it is known how often."""
        if self.hero is None:
            return ()
        scene = Scene(kind="stage", hero=self.hero, tone=self._tone(), palette=self.treatment.brief.palette)
        return (self.view(scene, 0),)

    def view(self, scene: Scene, showing: int) -> Scene:
        """A scene of the hero on its stage as it is shown for the n-th time: whole and close by turns."""
        sets = DARK_STAGES if self.treatment.look.name in EVENING_LOOKS else LIGHT_STAGES
        moves = MOVES["stage"]
        change: dict[str, object] = {"seed": self._seed("stage", showing)}
        if showing or not scene.variant:
            change["variant"] = sets[showing % len(sets)]
        if showing or scene.camera.move == "auto":
            change["camera"] = Camera(move=moves[showing % len(moves)], pace="slow")
        return scene.model_copy(update=change)

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
        """The wished thing, or the one that the subject names; a trade's emblem only when it sells no one thing."""
        brief, trade = self.treatment.brief, self.treatment.trade
        for wish in brief.wishes:
            if wish.hero and (kind_of(wish) == "stage" or found_product(wish.hero)):
                return Hero(name=wish.hero, colour=wish.hero_colour)
        if self.photos or self.videos:
            return None  # the user's own pictures show it
        named = named_thing(brief, trade)
        if not named and self.wished:
            return None  # the subject is the place that is shown
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
            time=usual_time(self.treatment.look, trade.place),
            tone=self._tone(),
            hero=Hero(name=thing) if thing and trade.place == "interior" else None,
            props=tuple(name for p in trade.props if (name := found_product(p))) if trade.place == "interior" else (),
            palette=self.treatment.brief.palette,
        )

    def _varied(self, scene: Scene, turn: int) -> Scene:
        """The picture as its own first time, later with another composition and camera."""
        again = turn // len(self._pool)
        moves = MOVES.get(scene.kind, PLACE_MOVES)
        change: dict[str, object] = {"seed": scene.seed + 37 * turn}
        if scene.camera.move == "auto" or (again and scene.kind == "photo"):
            change["camera"] = Camera(move=moves[turn % len(moves)], pace=scene.camera.pace)
        return scene.model_copy(update=change)
