"""`python benchmarks/kernels.py`: what each picture kernel costs at 1080p with each instruction set, as Markdown.

Milliseconds of processor time on one thread, the median of several runs, argument checks included. Pictures are random
but soft, as pictures are. NumPy is the reference that stands in where nothing is compiled.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.kernels import Development, Tone
from talkreel.model.planes import Planes

WIDTH, HEIGHT = 1920, 1080
ZOOM = (0.97, 0.0, 33.3, 0.0, 0.97, 12.1)
TURN = (0.97, 0.02, 33.3, -0.02, 0.97, 12.1)

Bytes = NDArray[np.uint8]


def soft(rng: np.random.Generator, width: int, height: int) -> Bytes:
    """A channel of clouds with a little noise."""
    seed = rng.normal(128, 60, (9, 16)).astype(np.float32)
    clouds = np.asarray(cv2.resize(seed, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    return np.clip(clouds + rng.normal(0, 2, clouds.shape), 0, 255).astype(np.uint8)


def planes(rng: np.random.Generator, width: int, height: int) -> Planes:
    """Clouds in three planes."""
    return Planes(soft(rng, width, height), *(soft(rng, width // 2, height // 2) for _ in "uv"))


def layer(rng: np.random.Generator, width: int, height: int) -> Bytes:
    """Premultiplied clouds over the lower part, nothing in the upper third."""
    bgra = np.dstack([soft(rng, width, height) for _ in "bgra"])
    bgra[: height // 3] = 0
    bgra[..., :3] = np.minimum(bgra[..., :3], bgra[..., 3:])
    return bgra


def jobs() -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    rng = np.random.default_rng(1)
    one, other, large = planes(rng, WIDTH, HEIGHT), planes(rng, WIDTH, HEIGHT), planes(rng, 2112, 1188)
    dst, half = kernels.blank(WIDTH, HEIGHT), soft(rng, WIDTH // 2, HEIGHT // 2)
    mask, bgra = soft(rng, WIDTH, HEIGHT), np.dstack([soft(rng, WIDTH, HEIGHT) for _ in "bgra"])
    surface, far = bgra.copy(), layer(rng, 2300, 1300)
    words = kernels.sprite_of(layer(rng, 600, 200))
    curves = np.stack([np.arange(256)] * 3).astype(np.uint8)
    look = Development(np.dstack([soft(rng, WIDTH // 4, HEIGHT // 4)] * 4), 300, curves, mask)
    tone = Tone(curves[0], np.full((256, 3), 4000, np.int16), (4000, 90, -60, 4200), (60, -90), mask, half)
    lut = rng.integers(0, 16321, (3, 33, 33, 33), np.int16)
    tile = rng.integers(-6, 7, (256, 256), np.int8)
    centres = (rng.random((1000, 2)) * (WIDTH, HEIGHT)).astype(np.float32)
    radii, colours = (rng.random(1000) * 3).astype(np.float32), np.full((1000, 4), 200, np.uint8)
    return {
        "`affine`, scale and shift": lambda: kernels.affine(large, dst, ZOOM),
        "`affine`, turned": lambda: kernels.affine(large, dst, TURN),
        "`lerp`": lambda: kernels.lerp(one, other, dst, 100),
        "`lerp_mask`": lambda: kernels.lerp_mask(one, other, dst, mask, half),
        "`blend`, 600 x 200": lambda: kernels.blend(dst, words, 100, 200),
        "`blend_affine`, 600 x 200": lambda: kernels.blend_affine(dst, words, (1.1, 0, -300.2, 0, 1.1, -100.7), 200),
        "`planes_of`": lambda: kernels.planes_of(bgra, dst),
        "`sprite_of`": lambda: kernels.sprite_of(bgra),
        "`bgr_of`": lambda: kernels.bgr_of(one),
        "`develop`, all of it": lambda: kernels.develop(bgra, dst, look),
        "`grade`, all of it": lambda: kernels.grade(one, dst, tone),
        "`lut3d`": lambda: kernels.lut3d(one, dst, lut),
        "`grain`": lambda: kernels.grain(one.y, dst.y, tile, 13, 200),
        "`over`, scale and shift": lambda: kernels.over(surface, far, (1.1, 0, 33.3, 0, 1.1, 12.1)),
        "`over`, whole pixels": lambda: kernels.over(surface, far, (1, 0, 33, 0, 1, 12)),
        "`over`, turned": lambda: kernels.over(surface, far, (1.1, 0.02, 33.3, -0.02, 1.1, 12.1)),
        "`dots`, 1000 small": lambda: kernels.dots(surface, centres, radii, colours),
        "`multiply_mask`": lambda: kernels.multiply_mask(surface, mask),
    }


def cost(job: Callable[[], object], runs: int) -> float:
    """Milliseconds of processor time of this thread, the median of `runs`."""
    job()
    spent: list[float] = []
    for _ in range(runs):
        before = time.thread_time()
        job()
        spent.append(1000 * (time.thread_time() - before))
    return median(spent)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="of each kernel and instruction set (15)")
    runs = parser.parse_args().runs
    names = kernels.instruction_sets()
    print(f"| 1920 x 1080, ms | {' | '.join(names)} |")
    print("|---" * (len(names) + 1) + "|")
    for title, job in jobs().items():
        row: list[str] = []
        for name in names:
            with kernels.forced(name):
                spent = cost(job, runs if name != "numpy" else max(1, runs // 5))
                row.append(f"{spent:.2f}" if spent < 10 else f"{spent:.0f}")
        print(f"| {title} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
