"""Trees of a forest seen from inside, near enough for boughs, bark and snow: nine kinds, standing on (x, base), px.

`flora` has the trees of open land, which are always far; these are drawn up to the height of the frame.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.draw.colour import with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, shaded, stroke, taper
from talkreel.scenes.flora import Leafage

Rng = np.random.Generator
Place = tuple[float, float]  # x and base, px
Line = list[tuple[float, float]]


def spruce(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A spruce: tiers of drooping boughs with ragged hems, each in the shade of the one above, snow on the tops."""
    x, base = place
    half = height * float(rng.uniform(0.165, 0.225))
    tiers = int(np.clip(height / 30, 5, 13))
    lean = float(rng.normal(0, 0.008)) * height
    _bole(canvas, (x, base), height * 0.20, height * 0.017, ink)
    for i in range(tiers - 1, -1, -1):
        top = base - height + height * 0.90 * (i / tiers) ** 1.08
        bottom = base - height + height * 0.90 * ((i + 1.6) / tiers) ** 1.05
        reach = half * ((i + 1.0) / tiers) ** 0.85 * float(rng.uniform(0.82, 1.12))
        middle = x + lean * (1 - i / tiers) + float(rng.normal(0, 0.03)) * half
        _tier(canvas, rng, (middle, top), (reach, bottom), ink)


def _tier(canvas: skia.Canvas, rng: Rng, apex: Place, size: tuple[float, float], ink: Leafage) -> None:
    """One whorl of boughs. `apex` is its top; `size` its reach to either side and the row of its hem."""
    (x, top), (reach, bottom) = apex, size
    deep = bottom - top
    hems: dict[float, Line] = {}
    for side in (-1.0, 1.0):
        out = reach * float(rng.uniform(0.86, 1.10))
        tip = (x + side * out, bottom - deep * float(rng.uniform(0.02, 0.16)))
        hem: Line = [tip]
        for j in range(1, 5):
            part = 1 - j / 4.6
            notch = part + 0.10  # the hem may not rise above the bough's own line
            hem.append((x + side * out * notch, top + deep * max(0.74, min(0.97, 1.02 * notch**0.85 + 0.03))))
            hem.append((x + side * out * part, bottom - deep * (0.01 + 0.10 * float(rng.random())) * (0.3 + part)))
        hems[side] = hem
    path = skia.Path()
    path.moveTo(x, top)
    right, left = hems[1.0], hems[-1.0]
    path.quadTo(x + (right[0][0] - x) * 0.34, top + deep * 0.52, *right[0])
    for point in [*right[1:], *reversed(left[1:]), left[0]]:
        path.lineTo(*point)
    path.quadTo(x + (left[0][0] - x) * 0.34, top + deep * 0.52, x, top)
    path.close()
    canvas.drawPath(path, shaded(linear((0, top), (0, bottom), [ink.shade, ink.body, ink.shade], [0.0, 0.62, 1.0])))
    _bough(canvas, (x, top), hems[ink.side][0], 0.50, with_alpha(ink.lit, 0.85))
    if ink.snow:
        _bough(canvas, (x, top), hems[ink.side][0], 0.56, ink.snow)
        _bough(canvas, (x, top), hems[-ink.side][0], 0.46, with_alpha(ink.snow, 0.60))


def _bough(canvas: skia.Canvas, root: Place, tip: Place, thick: float, colour: int) -> None:
    """The upper face of one side of a tier, wavy below: lit needles, or snow lying on them."""
    (x, y), (tx, ty) = root, tip
    dx, dy = tx - x, ty - y
    path = skia.Path()
    path.moveTo(x, y)
    path.quadTo(x + dx * 0.34, y + dy * 0.52, tx, ty)
    for out, depth in ((0.80, 0.34), (0.62, 0.20), (0.46, 0.42), (0.30, 0.24), (0.14, 0.34)):
        edge = y + dy * (1.30 * out - 0.30 * out * out) * 0.98
        path.quadTo(x + dx * (out + 0.10), edge + dy * thick * 0.55, x + dx * out, edge + dy * thick * depth)
    path.close()
    canvas.drawPath(path, fill(colour))


def fir(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A young fir, dense and narrow."""
    x, base = place
    canvas.save()
    canvas.translate(x, 0)
    canvas.scale(0.72, 1)
    spruce(canvas, rng, (0.0, base), height * 0.92, ink)
    canvas.restore()


def _bole(canvas: skia.Canvas, place: Place, height: float, radius: float, ink: Leafage, lean: float = 0.0) -> None:
    """A trunk with a lit side."""
    x, base = place
    path = taper(
        [(x, base - radius), (x + lean * 0.1, base - height * 0.12), (x + lean, base - height)],
        [radius * 1.15, radius, radius * 0.8],
        16,
    )
    canvas.drawPath(path, fill(ink.trunk))
    if radius < 1.5:
        return
    canvas.save()
    canvas.clipPath(path, True)
    edge = x + ink.side * radius
    glow = linear((edge, 0), (edge - ink.side * radius * 1.3, 0), [with_alpha(ink.lit, 0.45), with_alpha(ink.lit, 0.0)])
    canvas.drawPath(path, shaded(glow))
    canvas.restore()


def pine(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A Scots pine: a long bare bole, crooked limbs, flat clouds of needles high up."""
    x, base = place
    lean = float(rng.normal(0, 0.05)) * height
    _bole(canvas, place, height * 0.92, height * 0.020, ink, lean)
    for i in range(9):
        part = 0.52 + 0.46 * (i + float(rng.uniform(0, 0.6))) / 9
        side = -1.0 if i % 2 else 1.0
        start = (x + lean * part, base - height * part)
        reach = height * (0.21 - 0.15 * (part - 0.52) / 0.48) * float(rng.uniform(0.75, 1.2))
        end = (start[0] + side * reach, start[1] - height * float(rng.uniform(0.0, 0.05)))
        bend = (start[0] + side * reach * 0.5, start[1] + height * 0.012)
        canvas.drawPath(taper([start, bend, end], [height * 0.008, height * 0.005, height * 0.002], 8), fill(ink.trunk))
        _cushion(canvas, rng, end, reach * 0.62, ink)
    _cushion(canvas, rng, (x + lean, base - height * 0.95), height * 0.085, ink)


def _cushion(canvas: skia.Canvas, rng: Rng, centre: Place, size: float, ink: Leafage) -> None:
    """A flat cloud of leaves or needles: dark below, lit on its upper side."""
    x, y = centre
    dark, body, lit, snow = skia.Path(), skia.Path(), skia.Path(), skia.Path()
    for i in range(9):
        along = (i / 8 - 0.5) * 2
        cx, cy = x + along * size, y - size * 0.30 * (1 - along * along) + float(rng.normal(0, 0.05)) * size
        r = size * (0.20 + 0.20 * (1 - along * along)) * float(rng.uniform(0.8, 1.15))
        dark.addOval(skia.Rect.MakeXYWH(cx - r * 1.15, cy - r * 0.7, r * 2.3, r * 1.5))
        body.addOval(skia.Rect.MakeXYWH(cx - r, cy - r * 0.85, r * 2.0, r * 1.15))
        if along * ink.side > -0.45:
            lit.addOval(skia.Rect.MakeXYWH(cx - r * 0.7 + ink.side * r * 0.2, cy - r * 0.88, r * 1.4, r * 0.62))
        snow.addOval(skia.Rect.MakeXYWH(cx - r * 0.85, cy - r * 0.98, r * 1.7, r * 0.66))
    layers = [(dark, ink.shade), (body, ink.body), (lit, with_alpha(ink.lit, 0.9))]
    for path, colour in [*layers, (snow, ink.snow)] if ink.snow else layers:
        canvas.drawPath(path, fill(colour))


def broadleaf(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A beech or maple: a trunk that forks, and a crown built of clouds of leaves, lit from one side."""
    x, base = place
    _bole(canvas, place, height * 0.52, height * 0.032, ink, float(rng.normal(0, 0.02)) * height)
    fork = (x, base - height * 0.42)
    crown: list[tuple[float, float, float]] = []
    for i in range(15):
        turn = 2.4 * i + float(rng.normal(0, 0.30))
        out = math.sqrt((i + 0.6) / 15)
        cx = x + math.cos(turn) * out * height * 0.28
        cy = base - height * 0.67 + math.sin(turn) * out * height * 0.25
        crown.append((cx, cy, height * float(rng.uniform(0.105, 0.140)) * (1.12 - 0.3 * out)))
        if i % 2 == 0:
            limb = [fork, ((fork[0] + cx) / 2, (fork[1] + cy) / 2 + height * 0.03), (cx, cy)]
            canvas.drawPath(taper(limb, [height * 0.016, height * 0.010, height * 0.004], 8), fill(ink.trunk))
    for cx, cy, r in sorted(crown, key=_lowest_first):
        _cluster(canvas, rng, (cx, cy), r, ink)


def _lowest_first(clump: tuple[float, float, float]) -> float:
    return -clump[1]


def _cluster(canvas: skia.Canvas, rng: Rng, centre: Place, radius: float, ink: Leafage) -> None:
    """A ball of leaves: a ragged dark mass, leaves over it that catch the light, and a hem of single ones."""
    x, y = centre
    dark, body, lit, snow = skia.Path(), skia.Path(), skia.Path(), skia.Path()
    dark.addCircle(x, y, radius * 0.92)
    leaves = int(np.clip(radius * 1.5, 16, 130))
    for i in range(leaves):
        turn = 2.4 * i
        out = radius * math.sqrt((i + 0.5) / leaves) * 1.04
        px, py = x + math.cos(turn) * out, y + math.sin(turn) * out * 0.94
        size = radius * float(rng.uniform(0.85, 1.35)) / math.sqrt(leaves)
        facing = (ink.side * (px - x) * 0.55 - (py - y) * 0.85) / radius + float(rng.normal(0, 0.16))
        chosen = lit if facing > 0.36 else body if facing > -0.30 else dark
        chosen.addOval(skia.Rect.MakeXYWH(px - size, py - size * 0.82, 2 * size, 1.64 * size))
        if py < y - 0.25 * radius:
            snow.addOval(skia.Rect.MakeXYWH(px - size * 1.2, py - size * 0.9, size * 2.4, size * 1.2))
    layers = [(dark, ink.shade), (body, ink.body), (lit, ink.lit)]
    for path, colour in [*layers, (snow, ink.snow)] if ink.snow else layers:
        canvas.drawPath(path, fill(colour))


def birch(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A birch: a slender pale trunk with dark scars, thin limbs, an airy crown of small leaves."""
    x, base = place
    lean = float(rng.normal(0, 0.045)) * height
    _limbs(canvas, rng, (x + lean * 0.5, base - height * 0.46), height * 0.40, ink.shade, 14)
    radius = max(0.8, height * 0.013)
    trunk = taper(
        [(x, base), (x + lean * 0.3, base - height * 0.45), (x + lean, base - height * 0.94)],
        [radius * 1.35, radius, radius * 0.35],
        20,
    )
    canvas.drawPath(trunk, fill(ink.trunk))
    canvas.save()
    canvas.clipPath(trunk, True)
    for _ in range(int(height / 22) + 4):
        part = float(rng.uniform(0.02, 0.85))
        cx, cy, wide = x + lean * part**1.4, base - height * part, radius * float(rng.uniform(0.4, 1.3))
        scar = skia.Rect.MakeXYWH(cx - wide * (0.2 if ink.side > 0 else 1.0), cy, wide * 1.3, radius * 0.34)
        canvas.drawOval(scar, fill(with_alpha(ink.shade, 0.8)))
    shade = linear(
        (x - ink.side * radius * 1.4, 0), (x + ink.side * radius * 0.5, 0), [ink.shade, ink.shade & 0xFFFFFF]
    )
    canvas.drawPath(trunk, shaded(shade))
    canvas.restore()
    if ink.snow:
        return
    for i in range(15):
        part = 0.46 + 0.52 * (i / 15)
        out = height * 0.15 * math.sin(math.pi * (part - 0.38) / 0.68) * float(rng.uniform(0.3, 1.0))
        side = -1.0 if i % 2 else 1.0
        _spray(canvas, rng, (x + lean * part + side * out, base - height * part), height * 0.062, ink)


def _spray(canvas: skia.Canvas, rng: Rng, centre: Place, size: float, ink: Leafage) -> None:
    """Loose leaves that hang."""
    x, y = centre
    dark, body, lit = skia.Path(), skia.Path(), skia.Path()
    for i in range(17):
        turn, out = 2.4 * i, size * math.sqrt((i + 0.5) / 17)
        px, py = x + math.cos(turn) * out, y + math.sin(turn) * out * 1.25
        r = size * float(rng.uniform(0.16, 0.26))
        facing = ink.side * math.cos(turn) * 0.5 - math.sin(turn) * 0.8 + float(rng.normal(0, 0.3))
        chosen = lit if facing > 0.35 else body if facing > -0.35 else dark
        chosen.addOval(skia.Rect.MakeXYWH(px - r, py - r * 0.8, r * 2, r * 1.6))
    for path, colour in ((dark, ink.shade), (body, ink.body), (lit, ink.lit)):
        canvas.drawPath(path, fill(colour))


def bare(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A tree without leaves: limbs that fork down to twigs, snow on the upper sides."""
    x, base = place
    _bole(canvas, place, height * 0.36, height * 0.024, ink)
    _fork(
        canvas,
        rng,
        (x, base - height * 0.34),
        -math.pi / 2,
        height * 0.25,
        height * 0.017,
        4 if height > 260 else 3,
        ink,
    )


def _fork(
    canvas: skia.Canvas, rng: Rng, start: Place, angle: float, reach: float, radius: float, levels: int, ink: Leafage
) -> None:
    end = (start[0] + reach * math.cos(angle), start[1] + reach * math.sin(angle))
    bend = float(rng.normal(0, 0.07)) * reach
    middle = ((start[0] + end[0]) / 2 - math.sin(angle) * bend, (start[1] + end[1]) / 2 + math.cos(angle) * bend)
    canvas.drawPath(taper([start, middle, end], [radius, radius * 0.8, radius * 0.62], 8), fill(ink.trunk))
    if ink.snow and abs(math.cos(angle)) > 0.35 and radius > 1.0:
        up = radius * 0.7
        snow = [(p[0], p[1] - up) for p in (start, middle, end)]
        canvas.drawPath(taper(snow, [radius * 0.3, radius * 0.5, radius * 0.3], 8), fill(ink.snow))
    if levels == 0:
        return
    spread = float(rng.uniform(0.32, 0.52))
    for turn in (-spread, spread * float(rng.uniform(0.7, 1.2)), *([0.08] if levels > 2 else [])):
        _fork(canvas, rng, end, angle + turn, reach * float(rng.uniform(0.62, 0.80)), radius * 0.62, levels - 1, ink)


def _limbs(canvas: skia.Canvas, rng: Rng, start: Place, reach: float, colour: int, number: int) -> None:
    """Thin boughs that rise steeply from a stem, each with a few twigs."""
    x, y = start
    path = skia.Path()
    for i in range(number):
        side, part = (-1.0 if i % 2 else 1.0), i / number
        low = y - reach * 1.05 * part + reach * 0.10
        out = reach * 0.40 * (1 - 0.70 * part) * float(rng.uniform(0.6, 1.2))
        elbow, tip = (x + side * out * 0.55, low - out * 0.75), (x + side * out, low - out * 1.75)
        path.addPath(taper([(x, low), elbow, tip], [reach * 0.012, reach * 0.008, reach * 0.002], 8))
        for k in range(3):
            start_x, start_y = (elbow[0] + (tip[0] - elbow[0]) * 0.33 * k, elbow[1] + (tip[1] - elbow[1]) * 0.33 * k)
            end = (start_x + side * out * float(rng.uniform(0.1, 0.5)), start_y - out * float(rng.uniform(0.2, 0.5)))
            path.addPath(taper([(start_x, start_y), end], [reach * 0.005, reach * 0.002], 4))
    canvas.drawPath(path, fill(colour))


def bamboo(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A stem of bamboo with nodes, and sprays of long leaves near its top."""
    x, base = place
    radius, lean = height * 0.011, float(rng.normal(0, 0.05)) * height
    points = [(x, base), (x + lean * 0.2, base - height * 0.5), (x + lean, base - height)]
    path = taper(points, [radius * 1.1, radius, radius * 0.5], 16)
    edge = x + ink.side * radius
    canvas.drawPath(
        path, shaded(linear((edge - ink.side * radius * 2.2, 0), (edge, 0), [ink.shade, ink.body, ink.lit]))
    )
    for i in range(1, 15):
        part = i / 15
        cx, cy = x + lean * (0.12 * part + 0.88 * part * part), base - height * part
        r = radius * (1.15 - 0.5 * part)
        canvas.drawLine(cx - r, cy, cx + r, cy, stroke(with_alpha(ink.shade, 0.8), max(0.7, radius * 0.22)))
        if part > 0.42:
            side = -1.0 if i % 2 else 1.0
            for k in range(3):
                long = height * float(rng.uniform(0.05, 0.095))
                droop = float(rng.uniform(0.15, 0.9))
                tip = (cx + side * long * math.cos(droop), cy + long * math.sin(droop) - k * long * 0.2)
                bend = (cx + side * long * 0.5, cy - long * 0.05 - k * long * 0.1)
                colour = (ink.body, ink.lit, ink.shade)[k]
                canvas.drawPath(taper([(cx, cy), bend, tip], [long * 0.03, long * 0.085, long * 0.01], 8), fill(colour))


def jungle(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A rainforest giant: buttress roots, a tall bole hung with creepers, an umbrella of leaves."""
    x, base = place
    for side in (-1.0, 1.0):
        root = [(x + side * height * 0.075, base + height * 0.004), (x + side * height * 0.02, base - height * 0.05)]
        canvas.drawPath(
            taper([*root, (x, base - height * 0.16)], [height * 0.006, height * 0.012, height * 0.02], 10),
            fill(ink.trunk),
        )
    _bole(canvas, place, height * 0.80, height * 0.024, ink, float(rng.normal(0, 0.02)) * height)
    for i in range(7):
        along = (i / 6 - 0.5) * 2
        _cluster(
            canvas, rng, (x + along * height * 0.30, base - height * (0.88 - 0.13 * along * along)), height * 0.115, ink
        )
    for _ in range(4):
        cx, top = x + float(rng.normal(0, 0.16)) * height, base - height * float(rng.uniform(0.72, 0.82))
        hang = height * float(rng.uniform(0.15, 0.42))
        vine = [(cx, top), (cx + height * 0.012, top + hang * 0.6), (cx, top + hang)]
        canvas.drawPath(taper(vine, [height * 0.003, height * 0.0035, height * 0.002], 10), fill(ink.shade))


def palm(canvas: skia.Canvas, rng: Rng, place: Place, height: float, ink: Leafage) -> None:
    """A tree fern or palm of the understorey."""
    x, base = place
    lean = float(rng.normal(0, 0.10)) * height
    head = (x + lean, base - height * 0.72)
    canvas.drawPath(
        taper(
            [(x, base), (x + lean * 0.3, base - height * 0.4), head],
            [height * 0.022, height * 0.016, height * 0.013],
            14,
        ),
        fill(ink.trunk),
    )
    for i in range(13):
        turn = math.pi * (1.12 + 0.96 * (i + float(rng.uniform(-0.3, 0.3))) / 12)
        reach = height * float(rng.uniform(0.26, 0.40))
        frond(canvas, head, turn, reach, (ink.shade, ink.body, ink.lit)[i % 3])


def frond(canvas: skia.Canvas, root: Place, turn: float, reach: float, colour: int) -> None:
    """A feathered leaf: an arching rib with leaflets on both sides."""
    x, y = root
    path = skia.Path()
    for i in range(1, 10):
        t = i / 9
        px, py = x + math.cos(turn) * reach * t, y + math.sin(turn) * reach * t * 0.8 + reach * 0.55 * t * t
        long = reach * 0.20 * math.sin(math.pi * (0.12 + 0.80 * t))
        away = math.cos(turn)
        for drop in (0.95, -0.45):
            tip = (px + away * long * 0.75, py + long * drop)
            path.addPath(
                polygon([(px - away * long * 0.16, py), (px + away * long * 0.2, py + long * drop * 0.3), tip])
            )
    canvas.drawPath(path, fill(colour))
    rib = [
        root,
        (x + math.cos(turn) * reach * 0.55, y + math.sin(turn) * reach * 0.44 + reach * 0.12),
        (x + math.cos(turn) * reach, y + math.sin(turn) * reach * 0.8 + reach * 0.55),
    ]
    canvas.drawPath(taper(rib, [reach * 0.016, reach * 0.010, reach * 0.003], 10), fill(colour))


def rooted(canvas: skia.Canvas, place: Place, height: float, ink: Leafage, shadow: int) -> None:
    """The shade at the foot of a tree, drawn out away from the light."""
    x, base = place
    long = height * 0.26
    soft = fill(shadow, MaskFilter=blur(max(0.5, height * 0.010)))
    left = x - long * (0.82 if ink.side > 0 else 0.18)
    canvas.drawOval(skia.Rect.MakeXYWH(left, base - height * 0.008, long, height * 0.026), soft)


Tree = Callable[[skia.Canvas, Rng, Place, float, Leafage], None]
TREES: dict[str, Tree] = {
    "spruce": spruce,
    "fir": fir,
    "pine": pine,
    "broadleaf": broadleaf,
    "birch": birch,
    "bare": bare,
    "bamboo": bamboo,
    "jungle": jungle,
    "palm": palm,
}
