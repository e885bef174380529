"""Shots that are new, gone, parted, held, in another order."""

from __future__ import annotations

from found import Found, alike, each
from values import TIME, Which

NEAR_MS = 200
_STYLED = ("st.x", "st.y", "st.align")


class Shots(Found):
    """What became of the order and the time."""

    def removed(self, which: Which) -> bool:
        """It is no longer there; a shot takes its words and effects with it."""

        def gone(name: str) -> bool:
            self._leave.gone.add(name)
            if self._before.is_shot(name):
                segment = self._before.segments[name]
                self._leave.spans.append((segment.start_ms, segment.end_ms))
                self._leave.ripple = True
            return name not in self._after.segments

        return each(which, gone)

    def cut(self, start: int, end: int, closed: bool = True) -> bool:
        """The stretch is gone from all tracks; `closed`: what came later moved up."""
        self._leave.spans.append((start, end))
        self._leave.ripple = True
        self._leave.gap = not closed
        for s in self._before.shots:
            if s.start_ms < end and s.end_ms > start:
                self._leave.new |= {n.id for n in self._new(self._after.shots) if alike(n, s)}
        self._leave.came.append((max(0, start - 60_000), end + 60_000))
        if closed:
            return abs(self._before.draft.duration_ms - self._after.draft.duration_ms - (end - start)) <= 60
        return not any(s.start_ms < end - 50 and s.end_ms > start + 50 for s in self._after.shots)

    def order(self, *shots: str) -> bool:
        """The shots follow each other so."""
        self._leave.ripple = True
        return [s.id for s in self._after.shots] == list(shots)

    def added_shot(
        self, kind: str | tuple[str, ...] = "", hero: str = "", src: str = "", index: int | None = None,
        length: int = 0, count: int = 1, **fields: object,
    ) -> bool:  # fmt: skip
        """So many new shots of that kind are there, the first as number `index` (-1: the last)."""
        kinds = (kind,) if isinstance(kind, str) else kind
        new = [s for s in self._new(self._after.shots) if not kind or (s.scene and s.scene.kind in kinds)]
        new = [s for s in new if not hero or (s.scene and s.scene.hero and hero in s.scene.hero.name)]
        new = [s for s in new if not src or src in self._file(s)]
        new = [s for s in new if all(getattr(s.scene, name, None) == value for name, value in fields.items())]
        new = [s for s in new if not length or abs(s.duration_ms - length) <= 60]
        self._leave.ripple = True
        self._leave.came += [(s.start_ms, s.end_ms) for s in new]
        at = [i for i, s in enumerate(self._after.shots) if new and s.id == new[0].id]
        wanted = index if index is None or index >= 0 else len(self._after.shots) + index
        return self._found(new) and len(new) == count and (wanted is None or at == [wanted])

    def duplicated(self, name: str, times: int = 1) -> bool:
        """The same stands right behind it."""
        self._leave.ripple = True
        old = self._before.segments[name]
        row = self._after.shots if self._before.is_shot(name) else tuple(self._after.segments.values())
        new = [s for s in self._new(row) if alike(s, old) and abs(s.duration_ms - old.duration_ms) <= 60]
        self._leave.came += [(s.start_ms, s.end_ms) for s in new]
        if not self._before.is_shot(name):
            return self._found(new) and len(new) == times
        ids = [s.id for s in row]
        at = ids.index(name) if name in ids else -1
        return self._found(new) and set(ids[at + 1 : at + 1 + times]) == {s.id for s in new}

    def split(self, name: str, at: int) -> bool:
        """It is in two parts there, and all is as long as it was."""
        old = self._before.segments[name]
        new = [s for s in self._new(tuple(self._after.segments.values())) if alike(s, old)]
        self._leave.give(name, *TIME)
        self._leave.came.append((at, old.end_ms))
        first = self._after.segments.get(name)
        halves = first is not None and abs(first.end_ms - at) <= 50 and any(abs(s.start_ms - at) <= 50 for s in new)
        return self._found(new) and halves and self._before.draft.duration_ms == self._after.draft.duration_ms

    def frozen(self, name: str, at: int, length: int) -> bool:
        """A frame of it is held there, and the film is so much longer."""
        self._leave.ripple = True
        self._leave.give(name, *TIME)
        new = [s for s in self._new(self._after.shots) if alike(s, self._before.segments[name])]
        self._leave.came += [(s.start_ms, s.end_ms) for s in new]
        self._found(new)
        held = any(
            (abs(s.start_ms - at) <= 100 and abs(s.duration_ms - length) <= 60) or s.hold_ms >= length - 60
            for s in self._after.shots
        )
        grown = self._after.draft.duration_ms - self._before.draft.duration_ms
        return held and abs(grown - length) <= 60

    def replaced(self, name: str, kind: str | tuple[str, ...] = "", hero: str = "", src: str = "") -> bool:
        """Something else is shown in its place."""
        self._leave.give(name, "sc", "src", "in", "tm", "gr", "fr")
        s = self._after.segments.get(name)
        kinds = (kind,) if isinstance(kind, str) else kind
        if s is None or (kind and not (s.scene and s.scene.kind in kinds)):
            return False
        told = s.scene.hero.name if s.scene and s.scene.hero else ""
        return hero in told and src in self._file(s) and self._before.segments[name] != s

    def refit(self, which: Which) -> bool:
        """Shots may take another length to fill the film."""
        self._leave.ripple = True
        return each(which, lambda name: self._leave.give(name, *TIME) is None)

    def may(self, which: Which, *fields: str) -> bool:
        """These fields may differ, or all; always true."""
        return each(which, lambda name: self._leave.give(name, *(fields or ("*",))) is None)

    def may_come(self, *kinds: str) -> bool:
        """New segments of these groups may be there; always true."""
        for kind in kinds:
            self._leave.new |= {s.id for s in self._new(getattr(self._after, kind))}
        return True
