"""What a predicate reads of a segment or of the film. Reading gives leave for what is read to differ.

`was.length(s1)` reads the film as it was, and gives no leave.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from expression import Several
from film import Film
from strays import Leave

from talkreel.model import Segment
from talkreel.model.scene import Key

Which = str | tuple[str, ...]
TIME = ("s", "d", "in", "hd", "sd", "tm", "tr", "te", "fi", "fo", "sc.time", "sc.weather")


class View:
    """The fields of a nested value: `scene(s1).time`."""

    def __init__(self, film: Film, leave: Leave | None, segment: str, prefix: str) -> None:
        self._film, self._leave, self._segment, self._prefix = film, leave, segment, prefix

    def __getattr__(self, name: str) -> object:
        if self._leave is not None:
            self._leave.give(self._segment, f"{self._prefix}.{name}")
            if name == "weather":  # snow lies where it falls
                self._leave.give(self._segment, "sc.ground")
        segment = self._film.segments.get(self._segment)
        holder = {"sc": "scene", "gr": "grading", "fr": "framing", "st": "style", "tm": "timing"}[self._prefix]
        value: object = getattr(getattr(segment, holder, None), name, None)
        if isinstance(value, tuple) and name in ("time", "weather"):
            return ">".join(key.to for key in cast(tuple[Key, ...], value))
        return getattr(cast(object, value), "name", "") if name == "hero" else cast(object, value)


class Values:
    """Values of one film. All functions take a segment or a group of them."""

    def __init__(self, film: Film, leave: Leave | None) -> None:
        self._film, self._leave = film, leave

    def _of(self, which: Which, names: Iterable[str], value: str = "") -> object:
        if isinstance(which, tuple):
            return Several(tuple(self._of(each, names, value) for each in which))
        self._give(which, *names)
        segment = self._film.segments.get(which)
        return None if segment is None else self._read(segment, value)

    def _give(self, segment: str, *names: str) -> None:
        if self._leave is not None:
            self._leave.give(segment, *names)

    def _read(self, segment: Segment, path: str) -> object:
        value: object = segment
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    def _rippling(self) -> None:
        if self._leave is not None:
            self._leave.ripple = True

    def _view(self, which: Which, prefix: str) -> object:
        if isinstance(which, tuple):
            return Several(tuple(self._view(each, prefix) for each in which))
        return View(self._film, self._leave, which, prefix)

    # time

    def length(self, which: Which) -> object:
        """How long it is, ms."""
        self._rippling()
        return self._of(which, TIME, "duration_ms")

    def stay(self, which: Which) -> object:
        """How long words, a layer or a sound stay, ms; nothing else moves."""
        return self._of(which, ("s", "d", "fi", "fo"), "duration_ms")

    def start(self, which: Which) -> object:
        """Where it begins, ms."""
        return self._of(which, ("s",), "start_ms")

    def end(self, which: Which) -> object:
        """Where it ends, ms."""
        return self._of(which, ("s", "d", "fo"), "end_ms")

    def into(self, which: Which) -> object:
        """Where in its source it begins, ms."""
        return self._of(which, ("in",), "in_ms")

    def speed(self, which: Which) -> object:
        """How fast it plays at its start."""
        self._rippling()
        return self._of(which, TIME, "timing.speed")

    def speed_to(self, which: Which) -> object:
        """How fast it plays at its end; None: as at its start."""
        self._rippling()
        return self._of(which, TIME, "timing.to")

    def reverse(self, which: Which) -> object:
        """Whether it plays backwards."""
        return self._of(which, ("tm", "in"), "timing.reverse")

    def film_length(self) -> int:
        """The film's length, ms."""
        self._rippling()
        return self._film.draft.duration_ms

    def shot_count(self) -> int:
        """How many shots there are."""
        return len(self._film.shots)

    # picture

    def scene(self, which: Which) -> object:
        """The fields of a drawn scene."""
        return self._view(which, "sc")

    def grading(self, which: Which) -> object:
        """The fields of the grade."""
        return self._view(which, "gr")

    def framing(self, which: Which) -> object:
        """The fields of the framing."""
        return self._view(which, "fr")

    def style(self, which: Which) -> object:
        """The fields of a text's style."""
        return self._view(which, "st")

    def camera(self, which: Which) -> object:
        """The camera's move."""
        return self._of(which, ("sc.camera",), "scene.camera.move")

    def pace(self, which: Which) -> object:
        """The camera's pace."""
        return self._of(which, ("sc.camera",), "scene.camera.pace")

    def transition(self, which: Which) -> object:
        """How it enters."""
        return self._of(which, ("tr",), "entry.kind")

    def transition_ms(self, which: Which) -> object:
        """How long it enters."""
        return self._of(which, ("tr",), "entry.duration_ms")

    def exit(self, which: Which) -> object:
        """How it leaves."""
        return self._of(which, ("te",), "exit.kind")

    # words and sound

    def font(self, which: Which) -> object:
        """The face of words."""
        return self._of(which, ("st.font",), "style.font")

    def animation(self, which: Which) -> object:
        """How words come in."""
        return self._of(which, ("st.animation",), "style.animation")

    def volume(self, which: Which) -> object:
        """How loud it is."""
        return self._of(which, ("vol", "mt"), "volume")

    def fade_in(self, which: Which) -> object:
        """How long a sound takes to come, ms."""
        return self._of(which, ("fi",), "fade_in_ms")

    def fade_out(self, which: Which) -> object:
        """How long a sound takes to go, ms."""
        return self._of(which, ("fo",), "fade_out_ms")

    def duck(self, which: Which) -> object:
        """How much it makes room for a voice."""
        return self._of(which, ("dk",), "duck")

    def locked(self, which: Which) -> object:
        """Whether it is kept from changes."""
        return self._of(which, ("lk",), "locked")

    # film

    def film(self, field: str) -> object:
        """A field of the metadata: `film('fps')`."""
        if self._leave is not None:
            self._leave.film.add(field)
        return getattr(self._film.draft.meta, field)

    def shape(self) -> str:
        """The nearest named shape of the canvas, exact to a hundredth, else empty."""
        if self._leave is not None:
            self._leave.film |= {"width", "height"}
        canvas = self._film.draft.canvas
        wide, _, high = canvas.aspect.partition(":")
        exact = abs(canvas.width / canvas.height - int(wide) / int(high)) < 0.01
        return canvas.aspect if exact else f"{canvas.width}x{canvas.height}"

    def look(self) -> str:
        """The look's name."""
        if self._leave is not None:
            self._leave.film.add("look")
        look = self._film.draft.look
        return look.name if look else ""

    def caption_style(self) -> str:
        """The look's style of captions."""
        if self._leave is not None:
            self._leave.film |= {"look", "captions"}
        look = self._film.draft.look
        return look.captions if look else ""
