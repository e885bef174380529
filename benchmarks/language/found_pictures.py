"""How pictures look, and what lies over them."""

from __future__ import annotations

from colours import called
from found import Found, each, lies
from values import Which

NEAR_MS = 200
_STYLED = ("st.x", "st.y", "st.align")


class Pictures(Found):
    """What became of the picture."""

    def background(self, *names: str) -> bool:
        """Where no picture is, the film has a colour called so."""
        self._leave.film.add("background")
        return any(called(self._after.draft.meta.background, name) for name in names)

    def has_layer(
        self, name: str = "", src: str = "", place: str = "", at: int | None = None, until: int | None = None,
        during: str = "",
    ) -> bool:  # fmt: skip
        """A new picture lies over the film."""
        new = [s for s in self._new(self._after.layers) if not src or src in self._file(s)]
        new = [
            s for s in new if not name or name in f"{s.sticker} {s.scene.hero.name if s.scene and s.scene.hero else ''}"
        ]
        new = [s for s in new if not place or lies(s, place)]
        new = [s for s in new if at is None or abs(s.start_ms - at) <= NEAR_MS]
        new = [s for s in new if until is None or abs(s.end_ms - until) <= NEAR_MS]
        return self._found([s for s in new if not during or self._during(s, during)][:1])

    def warmer(self, which: Which) -> bool:
        """It is graded towards warm."""
        return self._graded(which, "temperature", 0.02, ("warm", "golden"))

    def cooler(self, which: Which) -> bool:
        """It is graded towards cool."""
        return self._graded(which, "temperature", -0.02, ("cool",))

    def brighter(self, which: Which) -> bool:
        """It is lighter."""
        return self._graded(which, "brightness", 0.02, ())

    def darker(self, which: Which) -> bool:
        """It is darker."""
        return self._graded(which, "brightness", -0.02, ())

    def harder(self, which: Which) -> bool:
        """It has more contrast."""
        return self._graded(which, "contrast", 0.02, ())

    def softer(self, which: Which) -> bool:
        """It has less contrast."""
        return self._graded(which, "contrast", -0.02, ())

    def more_vivid(self, which: Which) -> bool:
        """Its colours are stronger."""
        return self._graded(which, "saturation", 0.02, ("vivid",))

    def less_vivid(self, which: Which) -> bool:
        """Its colours are weaker, and still there."""
        return self._graded(which, "saturation", -0.02, ("muted", "pastel"))

    def black_and_white(self, which: Which) -> bool:
        """It has no colour."""

        def holds(name: str) -> bool:
            self._leave.give(name, "gr", "sc.tone")
            s = self._after.segments.get(name)
            return s is not None and (s.grading.saturation <= -0.98 or (s.scene is not None and s.scene.tone == "mono"))

        return each(which, holds)

    def _graded(self, which: Which, field: str, least: float, tones: tuple[str, ...]) -> bool:
        def holds(name: str) -> bool:
            self._leave.give(name, f"gr.{field}", *(("sc.tone",) if tones else ()))
            old, s = self._before.segments[name], self._after.segments.get(name)
            if s is None:
                return False
            step = getattr(s.grading, field) - getattr(old.grading, field)
            toned = s.scene is not None and old.scene is not None and s.scene.tone != old.scene.tone
            return step * (1 if least > 0 else -1) >= abs(least) or (
                toned and s.scene is not None and s.scene.tone in tones
            )

        return each(which, holds)

    def filtered(self, which: Which, *filters: str) -> bool:
        """A filter lies on it."""

        def holds(name: str) -> bool:
            self._leave.give(name, "gr")
            s = self._after.segments.get(name)
            return s is not None and s.grading.filter in filters

        return each(which, holds)

    def bigger(self, which: Which) -> bool:
        """Words are set larger, a picture is scaled up."""
        return self._scaled(which, 1)

    def smaller(self, which: Which) -> bool:
        """Words are set smaller, a picture is scaled down."""
        return self._scaled(which, -1)

    def _scaled(self, which: Which, sign: int) -> bool:
        def holds(name: str) -> bool:
            self._leave.give(name, "st.size", "fr.scale")
            old, s = self._before.segments[name], self._after.segments.get(name)
            if s is None:
                return False
            if s.text:
                return s.style.size is not None and (
                    old.style.size is None or (s.style.size - old.style.size) * sign > 0
                )
            return (s.framing.scale - old.framing.scale) * sign > 0

        return each(which, holds)

    def closer(self, which: Which) -> bool:
        """More of the canvas is filled with less of the picture: a crop, a scale."""

        def holds(name: str) -> bool:
            self._leave.give(name, "fr")
            s = self._after.segments.get(name)
            return s is not None and (s.framing.crop is not None or s.framing.scale > 1)

        return each(which, holds)

    def another(self, which: Which) -> bool:
        """The same scene drawn otherwise: another seed."""

        def holds(name: str) -> bool:
            self._leave.give(name, "sc.seed")
            old, s = self._before.segments[name], self._after.segments.get(name)
            return bool(s and s.scene and old.scene and s.scene.seed != old.scene.seed)

        return each(which, holds)
