"""A storyboard: shots in order with their words, before it becomes operations on a draft."""

from __future__ import annotations

from talkreel.model.brief import Note
from talkreel.model.draft import Entry, MusicRecipe, Role, TextStyle
from talkreel.model.look import Look
from talkreel.model.scene import Scene
from talkreel.model.value import Strict


class Line(Strict):
    """Words of a shot. `at_ms` counts from the shot's start; `duration_ms` None is to its end.

    `laid_out` words are placed by the scene; the others are overlays with their own place.
    """

    text: str
    role: Role
    at_ms: int = 0
    duration_ms: int | None = None
    laid_out: bool = True
    style: TextStyle = TextStyle()


class Shot(Strict):
    """One scene or file on the picture track."""

    beat: str  # hook, hero, benefit, proof, offer, call, step, answer, scene, slide ...
    duration_ms: int
    scene: Scene
    in_ms: int = 0  # into the video that the scene shows
    lines: tuple[Line, ...] = ()
    entry: Entry = Entry()
    hold_ms: int = 0


class Storyboard(Strict):
    """One film, shot by shot."""

    title: str
    look: Look
    shots: tuple[Shot, ...]
    overlays: tuple[Line, ...] = ()  # words timed against the film: "text at 0:10"
    music: MusicRecipe | None = None
    narration: str = ""  # spoken when a voice was asked for
    notes: tuple[Note, ...] = ()
