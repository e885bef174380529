"""Words that are new, or read or look otherwise."""

from __future__ import annotations

from collections.abc import Callable

from colours import called
from found import Found, bare, each, lies
from values import Which

from talkreel.model import Segment

NEAR_MS = 200
_STYLED = ("st.x", "st.y", "st.align")


class Words(Found):
    """What became of the words."""

    def longer(self, which: Which, factor: float) -> bool:
        """Words, a layer or a sound stay so many times as long; nothing else moves."""

        def holds(name: str) -> bool:
            self._leave.give(name, "s", "d", "fi", "fo")
            s = self._after.segments.get(name)
            return s is not None and abs(s.duration_ms - factor * self._before.segments[name].duration_ms) <= 60

        return each(which, holds)

    def has_text(
        self, text: str, at: int | None = None, until: int | None = None, length: int | None = None,
        during: str = "", color: str = "", place: str = "", role: str | tuple[str, ...] = "", **style: object,
    ) -> bool:  # fmt: skip
        """New words are there: so, then, there."""
        new = [s for s in self._new(self._after.words) if bare(s.text) == bare(text)]
        checks: tuple[Callable[[Segment], bool], ...] = (
            lambda s: at is None or abs(s.start_ms - at) <= NEAR_MS,
            lambda s: until is None or abs(s.end_ms - until) <= NEAR_MS,
            lambda s: length is None or abs(s.duration_ms - length) <= NEAR_MS,
            lambda s: not during or self._during(s, during),
            lambda s: not color or called(s.style.color, color),
            lambda s: not place or lies(s, place),
            lambda s: not role or s.role in ((role,) if isinstance(role, str) else role),
            lambda s: all(getattr(s.style, name) == value for name, value in style.items()),
        )
        fitting = [s for s in new if all(check(s) for check in checks)]
        return self._found(fitting[:1])

    def text(self, name: str, *texts: str) -> bool:
        """The words read so now; what says the same line may follow."""
        self._leave.give(name, "tx")
        s = self._after.segments.get(name)
        return s is not None and bare(s.text) in [bare(text) for text in texts]

    def said(self, name: str, text: str) -> bool:
        """The voice says so now, and its caption shows it."""
        self._leave.give(name, "vo", "d")
        s = self._after.segments.get(name)
        return s is not None and s.voice is not None and bare(s.voice.text) == bare(text)

    def colored(self, which: Which, *names: str) -> bool:
        """The words are in a colour that is called so."""

        def holds(name: str) -> bool:
            self._leave.give(name, "st.color")
            s = self._after.segments.get(name)
            return s is not None and any(called(s.style.color, colour) for colour in names)

        return each(which, holds)

    def plate(self, which: Which, *names: str) -> bool:
        """A plate lies behind the words, in a colour called so where one is given."""

        def holds(name: str) -> bool:
            self._leave.give(name, "st.background")
            s = self._after.segments.get(name)
            colour = s.style.background if s else ""
            return bool(colour) and (not names or any(called(colour, each) for each in names))

        return each(which, holds)

    def placed(self, which: Which, place: str) -> bool:
        """It lies there: `top`, `bottom right`, `center`."""

        def holds(name: str) -> bool:
            self._leave.give(name, *_STYLED, "fr.x", "fr.y", "fr.scale")
            s = self._after.segments.get(name)
            return s is not None and lies(s, place)

        return each(which, holds)

    def has_captions(self) -> bool:
        """Captions are on."""
        self._leave.film.add("captions")
        self._found(self._new(self._after.captions))
        self._leave.gone |= {s.id for s in self._before.captions}
        return self._after.draft.meta.captions or bool(self._after.captions)

    def no_captions(self) -> bool:
        """Captions are off."""
        self._leave.film.add("captions")
        self._leave.gone |= {s.id for s in self._before.captions}
        return not self._after.draft.meta.captions or not self._after.captions
