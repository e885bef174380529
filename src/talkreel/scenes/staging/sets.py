"""The sets by name, as a scene's `variant` says them."""

from __future__ import annotations

from talkreel.scenes.staging.by_day import MarbleSet, PodiumSet, SweepSet
from talkreel.scenes.staging.by_lamp import DarkSet, GradientSet, WaterSet
from talkreel.scenes.staging.stage_set import StageSet

SETS: dict[str, type[StageSet]] = {
    "podium": PodiumSet,
    "sweep": SweepSet,
    "marble": MarbleSet,
    "water": WaterSet,
    "gradient": GradientSet,
    "dark": DarkSet,
}
