"""A film as a picture that moves on its own: drawn at its own small size, in this process."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from talkreel.media.animation import Animation, animation_of, times_painted, write_animation
from talkreel.media.encode import Cutout
from talkreel.media.formats import Output
from talkreel.model import Draft
from talkreel.model.planes import Planes
from talkreel.render.compose import Compositor
from talkreel.render.progress import Progress


def animate(
    draft: Draft, folder: Path, path: Path, output: Output, span: tuple[int, int], progress: Progress
) -> Animation:
    """Write frames [first, stop) of a draft as an animation, and say what it became.

    Raises:
        OutputError: the place cannot be written to.
        RenderError: drawing failed.
    """
    meta = draft.meta
    animation = animation_of(meta.width, meta.height, meta.fps, output.format)
    compositor = Compositor(draft, folder, animation.width, animation.height)
    compositor.grain = 0.0  # a palette cannot hold it, and it doubles the file
    numbers = range(*span, animation.step)

    painted, calls = 0, times_painted(output.format, len(numbers))

    def tell() -> None:
        nonlocal painted
        painted += 1
        progress("draw", painted / calls)

    def paint(number: int, into: Planes) -> None:
        compositor.compose(number, into)
        tell()

    def cut_out(number: int, into: Cutout) -> None:
        compositor.cut_out(number, into.planes, into.alpha)
        tell()

    painters = [partial(cut_out, n) for n in numbers] if output.alpha else [partial(paint, n) for n in numbers]
    write_animation(path, output, animation, painters)
    return animation
