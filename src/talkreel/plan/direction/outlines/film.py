"""What every outline works with, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from talkreel.plan.direction.copydesk import CopyDesk
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.pictures import Gallery
from talkreel.plan.direction.treatment import Treatment


@dataclass(frozen=True)
class Film:
    """The treatment, and those who hand out pictures and words."""

    treatment: Treatment
    gallery: Gallery
    desk: CopyDesk


@dataclass(frozen=True)
class Outline:
    """A film's shots in order. `body` is asked again (1, 2, ...) while the film is longer than what it has.

    `ease` is how much of their longest the shots take before that: a lesson rather lingers than says a thing twice.
    """

    opening: tuple[Cue, ...]
    body: Callable[[int], tuple[Cue, ...]]
    closing: tuple[Cue, ...] = ()
    ease: float = 1.0
    twins: bool = False  # shots of one kind may follow each other: a slideshow, pictures without words
