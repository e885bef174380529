"""Files for the gallery's films, drawn by the program itself: four product pictures, and the article beside this."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

# Name, hero, colours: each picture is a still of the product stage in its own light.
PRODUCTS = {
    "ceramic-mug.jpg": ("coffee", ("#e8d8c3", "#8a5a3b"), "marble"),
    "leather-bag.jpg": ("bag", ("#dfe5d8", "#5c7a5b"), "sweep"),
    "house-plant.jpg": ("plant", ("#f0dfc0", "#a8763e"), "podium"),
    "soy-candle.jpg": ("candle", ("#f6d9c4", "#b4602f"), "gradient"),
}


def main(folder: Path) -> None:
    """Write all files into `folder`."""
    from talkreel.model import PICTURE, Draft, Meta, Scene, Segment, Track
    from talkreel.model.look import LOOKS
    from talkreel.model.scene import Hero
    from talkreel.render.sheet import save_picture, still

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).parent / "gallery" / "article.md", folder)
    for seed, (name, (hero, palette, variant)) in enumerate(PRODUCTS.items(), 1):
        scene = Scene(kind="stage", variant=variant, hero=Hero(name=hero), palette=palette, seed=seed)
        shot = Segment(id="s1", start_ms=0, duration_ms=4000, scene=scene)
        draft = Draft(
            duration_ms=4000,
            meta=Meta(width=1600, height=1200),
            look=LOOKS["paper"],
            tracks=(Track(id="t1", type=PICTURE, segments=(shot,)),),
        )
        save_picture(still(draft, folder, 2000), folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
