"""What is heard, and how loud."""

from __future__ import annotations

from collections.abc import Callable

from found import Found, bare, each
from values import Which

NEAR_MS = 200
_STYLED = ("st.x", "st.y", "st.align")


class Sounds(Found):
    """What became of the sound."""

    def has_music(self, style: str | tuple[str, ...] = "", file: str = "", start: int | None = None) -> bool:
        """Music of that style or file is heard, and no other."""
        for s in self._before.music:
            self._leave.give(s.id, "mu", "src", "in", "vol", "fi", "fo", "s", "d", "mt")
            self._leave.gone.add(s.id)
        self._found(self._new(self._after.music))
        heard = [s for s in self._after.music if not s.muted and s.volume > 0]
        styles = (style,) if isinstance(style, str) else style
        if style and not all(s.music and s.music.style in styles for s in heard):
            return False
        if file and not all(file in self._file(s) for s in heard):
            return False
        return bool(heard) and (start is None or abs(heard[0].start_ms - start) <= NEAR_MS)

    def no_music(self) -> bool:
        """No music is heard."""
        for s in self._before.music:
            self._leave.gone.add(s.id)
            self._leave.give(s.id, "mt", "vol")
        return not any(not s.muted and s.volume > 0 for s in self._after.music)

    def louder(self, which: Which, least: float = 1.02) -> bool:
        """It is louder by this factor at least, and is heard."""
        return self._level(which, lambda old, new: new >= old * least)

    def quieter(self, which: Which, most: float = 0.98) -> bool:
        """It is quieter, and still heard."""
        return self._level(which, lambda old, new: 0 < new <= old * most)

    def _level(self, which: Which, holds: Callable[[float, float], bool]) -> bool:
        def checked(name: str) -> bool:
            self._leave.give(name, "vol", "mt")
            s = self._after.segments.get(name)
            return s is not None and not s.muted and holds(self._before.segments[name].volume, s.volume)

        return each(which, checked)

    def muted(self, which: Which, on: bool = True) -> bool:
        """It is not heard."""

        def holds(name: str) -> bool:
            self._leave.give(name, "mt", "vol")
            s = self._after.segments.get(name)
            return s is not None and (s.muted or s.volume == 0) == on

        return each(which, holds)

    def has_voice(self, text: str, at: int | None = None, during: str = "") -> bool:
        """A new voice says that; captions may show it."""
        new = [s for s in self._new(self._after.voices) if s.voice and bare(s.voice.text) == bare(text)]
        new = [s for s in new if at is None or abs(s.start_ms - at) <= 400]
        # A voice begins with its shot, and may speak on into the next.
        shot = self._after.segments.get(during)
        new = [s for s in new if shot is None or shot.start_ms - 50 <= s.start_ms < shot.end_ms]
        self._found(self._new(self._after.captions))
        self._leave.film.add("captions")
        return self._found(new[:1])

    def has_effect(self, kind: str | tuple[str, ...] = "", at: int | None = None) -> bool:
        """A new effect is heard there."""
        kinds = (kind,) if isinstance(kind, str) else kind
        new = [s for s in self._new(self._after.effects) if not kind or (s.effect and s.effect.kind in kinds)]
        return self._found([s for s in new if at is None or abs(s.start_ms - at) <= 250][:1])
