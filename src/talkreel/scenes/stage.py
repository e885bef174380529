"""A product on a stage: studio light that moves over it, a floor that mirrors it, words beside it.

`scene.variant` names the set (podium, sweep, marble, water, gradient, dark) or "detail" for a close-up; empty: what
suits the product and the look.
"""

from __future__ import annotations

from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_in_out
from talkreel.scenes.painter import Stage
from talkreel.scenes.products import Figure, contact_shadow
from talkreel.scenes.products.figure import figure_of
from talkreel.scenes.products.product import HEIGHT
from talkreel.scenes.staging.air import Motes, Orbits
from talkreel.scenes.staging.captions import stage_blocks
from talkreel.scenes.staging.detail import CloseUp
from talkreel.scenes.staging.mirror import mirrored_image
from talkreel.scenes.staging.plan import stage_plan
from talkreel.scenes.staging.sets import SETS
from talkreel.scenes.staging.shapes import shown_product
from talkreel.scenes.staging.tones import stage_tones
from talkreel.scenes.steam import Steam
from talkreel.scenes.tempo import Tempo

TURN = 26.0  # degrees the lamps swing to either side
SWEEP_EVERY_S = 4.6
SWEEP_FOR_S = 1.5
ENTRANCE_S = 1.15
CLOSE_UPS = ("detail", "close", "top")
VIEWS = ("", "low", "wide")  # without a set's name: each of them shows another set

# Sets that suit a look, best first.
EVENING = ("noir", "tech", "aurora", "cinema", "roast")
SUITED: dict[str, tuple[str, ...]] = {
    "aurora": ("gradient", "dark", "podium"),
    "tech": ("dark", "gradient", "podium"),
    "noir": ("dark", "podium", "water"),
    "roast": ("podium", "water", "dark"),
    "terra": ("podium", "marble", "sweep"),
    "paper": ("marble", "sweep", "podium"),
    "bold": ("sweep", "podium", "gradient"),
    "fresh": ("podium", "water", "marble"),
    "candy": ("gradient", "podium", "sweep"),
    "cinema": ("water", "dark", "podium"),
}


def ProductStage(stage: Stage) -> Showcase | CloseUp:
    """The painter of a stage scene: the whole product, or a close-up of it."""
    if stage.scene.variant.startswith(CLOSE_UPS):
        return CloseUp(stage)
    return Showcase(stage)


class Showcase:
    """The whole product in its set."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        hero = stage.scene.hero
        name, colour = (hero.name, hero.colour) if hero else ("", "")
        product = shown_product(name)
        variant = _set_of(stage)
        self._tones = stage_tones(stage.scene, stage.look, variant)
        kind = SETS[variant]
        self.grade = self._tones.grade
        self.blocks: tuple[Block, ...] = stage_blocks(stage, self._tones)
        self._plan = stage_plan(stage, product, kind.plinth, self.blocks)
        self._tempo = Tempo.of(stage)
        height = self._plan.scale * HEIGHT * 1.03
        self._figure: Figure = figure_of(product, name, height, colour, self._tones.light, self._tones.accent)
        self._set = kind(stage, self._plan, self._tones, self._figure.product)
        self._mirror = mirrored_image(self._figure, self._set.grounding.mirror)
        self._steam = self._steam_of()
        self._shadow = contact_shadow(320, 96, self._set.grounding.shadow)
        short = min(stage.width, stage.height)
        glow = self._tones.glow
        self._motes = Motes(
            stage, glow if self._tones.dark else (0.995, 0.01, 90), 46, 1.0 if self._tones.dark else 0.7
        )
        self._orbits = (
            Orbits(stage, self._plan.middle, 0.46 * short, glow) if _orbited(variant, product.foot is None) else None
        )

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame."""
        view, grown = self._view(t_ms), self._entered(t_ms)
        self._set.paint(canvas, view, t_ms)
        canvas.save()
        view.apply(canvas, 1.0)
        self._set.paint_stand(canvas)
        if self._orbits is not None:
            self._orbits.paint(canvas, t_ms, False, grown)
        self._paint_product(canvas, t_ms, grown)
        self._set.paint_front(canvas, t_ms)
        if self._orbits is not None:
            self._orbits.paint(canvas, t_ms, True, grown)
        canvas.restore()
        self._motes.paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing stands with the words."""

    def _view(self, t_ms: float) -> View:
        """The scene's camera, calmed: products are not chased."""
        view, (cx, cy) = self.stage.view(t_ms), self._plan.middle
        return replace(
            view, x=view.x * 0.22, y=view.y * 0.22, dolly=view.dolly * 0.55,
            horizon_x=cx / self.stage.width, horizon_y=cy / self.stage.height,
        )  # fmt: skip

    def _entered(self, t_ms: float) -> float:
        """How far the product has come in; a loop has no beginning."""
        return 1.0 if self.stage.scene.loop else ease_expo((t_ms / 1000 + 0.12) / ENTRANCE_S)

    def _turn(self, t_ms: float) -> float:
        """Where the lamps are: they swing once through a shot, or back and forth in a long one or a loop."""
        if self._tempo.loop or self._tempo.seconds > 9:
            return TURN * self._tempo.wave(t_ms, 0.10, 0.75)
        return TURN * (2 * ease_in_out(0.12 + 0.76 * t_ms / self.stage.duration_ms) - 1)

    def _sweep(self, t_ms: float) -> float | None:
        """Where the passing light is, degrees; None while it is away."""
        since = (self._tempo.turns(t_ms, 1 / SWEEP_EVERY_S, 0.88)) / self._tempo.rate(1 / SWEEP_EVERY_S)
        return None if since > SWEEP_FOR_S else -150 + 300 * since / SWEEP_FOR_S

    def _paint_product(self, canvas: skia.Canvas, t_ms: float, grown: float) -> None:
        plan, figure_, short = self._plan, self._figure, min(self.stage.width, self.stage.height)
        foot = figure_.product.foot
        bob = 0.0 if foot else 0.0065 * short * self._tempo.wave(t_ms, 0.22)
        rise = (1 - grown) * 0.035 * short
        scale = plan.scale * (0.94 + 0.06 * grown)
        self._paint_shadow(canvas, grown, bob)
        top = (
            plan.floor
            - (foot.y if foot else HEIGHT) * scale
            - (plan.floor - plan.top - (foot.y if foot else HEIGHT) * plan.scale)
        )
        if self._mirror is not None:
            canvas.save()
            if self._set.stand is not None:  # what stands is mirrored in its plinth's top alone
                canvas.clipPath(self._set.stand.top, True)
            self._paint_mirror(canvas, scale, top, bob, grown)
            canvas.restore()
        canvas.save()
        canvas.translate(plan.cx, top + bob + rise)
        canvas.scale(scale, scale)
        figure_.draw(canvas, t_ms / 1000, self._turn(t_ms), self._sweep(t_ms))
        canvas.restore()
        if self._steam is not None:
            x, y, _ = figure_.product.steam or (0.0, 0.0, 0.0)
            self._steam.paint(canvas, plan.cx + x * scale, top + rise + (y + 40) * scale, t_ms)

    def _steam_of(self) -> Steam | None:
        """Steam over what is hot. On a light wall it could not be seen."""
        place = self._figure.product.steam
        if place is None or not self._tones.dark:
            return None
        high = 0.5 * min(self.stage.width, self.stage.height)
        return Steam(place[2] * self._plan.scale * 1.5, high, (0.97, 0.012, 80), self._tempo, 1.5)

    def _paint_shadow(self, canvas: skia.Canvas, grown: float, bob: float) -> None:
        plan, foot = self._plan, self._figure.product.foot
        rx = (foot.rx if foot else self._figure.product.width * 0.34) * plan.scale
        cx = plan.cx + (foot.x if foot else 0.0) * plan.scale
        ry = max(foot.ry * plan.scale * 1.1, rx * 0.10) if foot else rx * 0.13
        wide, tall = rx * 1.78, ry * 2.6
        a = (1.0 if foot else 0.62 + 0.012 * bob / self.stage.unit) * grown
        self._shadow.cover(canvas, Box(cx - wide, plan.floor - tall, 2 * wide, 2 * tall), a)

    def _paint_mirror(self, canvas: skia.Canvas, scale: float, top: float, bob: float, grown: float) -> None:
        plan, figure_, foot = self._plan, self._figure, self._figure.product.foot
        assert self._mirror is not None
        gap = plan.floor - (top + (foot.y if foot else HEIGHT) * scale)
        low = foot.ry * scale * 0.9 if foot else 0.0
        canvas.save()
        canvas.translate(plan.cx, plan.floor + gap - bob - low)
        canvas.scale(scale, scale)
        canvas.translate(figure_.box.x, -(figure_.box.bottom - (foot.y if foot else HEIGHT)))
        canvas.scale(1 / figure_.scale, 1 / figure_.scale)
        self._mirror.draw(canvas, grown)
        canvas.restore()


def _orbited(variant: str, floats: bool) -> bool:
    return floats and variant in ("gradient", "podium")


def _set_of(stage: Stage) -> str:
    """The set that was asked for, or one that suits the look: "low", "wide" and others take the next ones."""
    variant = stage.scene.variant
    if variant in SETS:
        return variant
    look = stage.look.name
    suited = SUITED.get(look, ("podium", "sweep", "marble"))
    if stage.scene.tone == "studio":
        suited = ("dark", "podium", "gradient") if look in EVENING else ("sweep", "podium", "marble")
    turn = VIEWS.index(variant) if variant in VIEWS else stage.scene.seed
    return suited[turn % len(suited)]
