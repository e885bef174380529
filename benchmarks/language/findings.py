"""What a predicate finds by setting the film beside what it was: what is new, gone, louder, warmer.

Whatever is found has leave to be there; what is not looked for is a stray.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from colours import called
from film import Film
from strays import Leave
from values import TIME, Which

from talkreel.model import Segment

NEAR_MS = 200
TOP, BOTTOM = 0.4, 0.6
CORNERS = {"left": (0, 0.42), "right": (0.58, 1), "center": (0.4, 0.6)}
_STYLED = ("st.x", "st.y", "st.align")


def _bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" .。\"'“”‘’").replace("’", "'")


def _each(which: Which, holds: Callable[[str], bool]) -> bool:
    """Whether it holds for every one; all are looked at, so that each has its leave."""
    found = [holds(name) for name in (which if isinstance(which, tuple) else (which,))]
    return bool(found) and all(found)


class Findings:
    """Two films and the leave that is given for what is found."""

    def __init__(self, before: Film, after: Film, leave: Leave) -> None:
        self._before, self._after, self._leave = before, after, leave

    def _new(self, segments: tuple[Segment, ...]) -> list[Segment]:
        return [s for s in segments if s.id not in self._before.segments]

    def _found(self, matching: list[Segment]) -> bool:
        self._leave.new |= {s.id for s in matching}
        return bool(matching)

    # come and gone

    def removed(self, which: Which) -> bool:
        """It is no longer there; a shot takes its words and effects with it."""

        def gone(name: str) -> bool:
            self._leave.gone.add(name)
            if self._before.is_shot(name):
                segment = self._before.segments[name]
                self._leave.spans.append((segment.start_ms, segment.end_ms))
                self._leave.ripple = True
            return name not in self._after.segments

        return _each(which, gone)

    def cut(self, start: int, end: int, closed: bool = True) -> bool:
        """The stretch is gone from all tracks; `closed`: what came later moved up."""
        self._leave.spans.append((start, end))
        self._leave.ripple = True
        self._leave.gap = not closed
        for s in self._before.shots:
            if s.start_ms < end and s.end_ms > start:
                self._leave.new |= {n.id for n in self._new(self._after.shots) if _alike(n, s)}
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
        new = [s for s in self._new(row) if _alike(s, old) and abs(s.duration_ms - old.duration_ms) <= 60]
        self._leave.came += [(s.start_ms, s.end_ms) for s in new]
        if not self._before.is_shot(name):
            return self._found(new) and len(new) == times
        ids = [s.id for s in row]
        at = ids.index(name) if name in ids else -1
        return self._found(new) and set(ids[at + 1 : at + 1 + times]) == {s.id for s in new}

    def split(self, name: str, at: int) -> bool:
        """It is in two parts there, and all is as long as it was."""
        old = self._before.segments[name]
        new = [s for s in self._new(tuple(self._after.segments.values())) if _alike(s, old)]
        self._leave.give(name, *TIME)
        self._leave.came.append((at, old.end_ms))
        first = self._after.segments.get(name)
        halves = first is not None and abs(first.end_ms - at) <= 50 and any(abs(s.start_ms - at) <= 50 for s in new)
        return self._found(new) and halves and self._before.draft.duration_ms == self._after.draft.duration_ms

    def frozen(self, name: str, at: int, length: int) -> bool:
        """A frame of it is held there, and the film is so much longer."""
        self._leave.ripple = True
        self._leave.give(name, *TIME)
        new = [s for s in self._new(self._after.shots) if _alike(s, self._before.segments[name])]
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

    def _file(self, segment: Segment) -> str:
        keys = (segment.src, *(segment.scene.src if segment.scene else ()))
        return " ".join(self._after.draft.assets[key].file for key in keys if key in self._after.draft.assets)

    def refit(self, which: Which) -> bool:
        """Shots may take another length to fill the film."""
        self._leave.ripple = True
        return _each(which, lambda name: self._leave.give(name, *TIME) is None)

    def may(self, which: Which, *fields: str) -> bool:
        """These fields may differ, or all; always true."""
        return _each(which, lambda name: self._leave.give(name, *(fields or ("*",))) is None)

    def may_come(self, *kinds: str) -> bool:
        """New segments of these groups may be there; always true."""
        for kind in kinds:
            self._leave.new |= {s.id for s in self._new(getattr(self._after, kind))}
        return True

    def background(self, *names: str) -> bool:
        """Where no picture is, the film has a colour called so."""
        self._leave.film.add("background")
        return any(called(self._after.draft.meta.background, name) for name in names)

    def longer(self, which: Which, factor: float) -> bool:
        """Words, a layer or a sound stay so many times as long; nothing else moves."""

        def holds(name: str) -> bool:
            self._leave.give(name, "s", "d", "fi", "fo")
            s = self._after.segments.get(name)
            return s is not None and abs(s.duration_ms - factor * self._before.segments[name].duration_ms) <= 60

        return _each(which, holds)

    # words

    def has_text(
        self, text: str, at: int | None = None, until: int | None = None, length: int | None = None,
        during: str = "", color: str = "", place: str = "", role: str | tuple[str, ...] = "", **style: object,
    ) -> bool:  # fmt: skip
        """New words are there: so, then, there."""
        new = [s for s in self._new(self._after.words) if _bare(s.text) == _bare(text)]
        checks: tuple[Callable[[Segment], bool], ...] = (
            lambda s: at is None or abs(s.start_ms - at) <= NEAR_MS,
            lambda s: until is None or abs(s.end_ms - until) <= NEAR_MS,
            lambda s: length is None or abs(s.duration_ms - length) <= NEAR_MS,
            lambda s: not during or self._during(s, during),
            lambda s: not color or called(s.style.color, color),
            lambda s: not place or _lies(s, place),
            lambda s: not role or s.role in ((role,) if isinstance(role, str) else role),
            lambda s: all(getattr(s.style, name) == value for name, value in style.items()),
        )
        fitting = [s for s in new if all(check(s) for check in checks)]
        return self._found(fitting[:1])

    def _during(self, segment: Segment, shot: str) -> bool:
        own = self._after.segments[shot]
        return own.start_ms - 50 <= segment.start_ms < own.end_ms and segment.end_ms <= own.end_ms + 50

    def text(self, name: str, *texts: str) -> bool:
        """The words read so now; what says the same line may follow."""
        self._leave.give(name, "tx")
        s = self._after.segments.get(name)
        return s is not None and _bare(s.text) in [_bare(text) for text in texts]

    def said(self, name: str, text: str) -> bool:
        """The voice says so now, and its caption shows it."""
        self._leave.give(name, "vo", "d")
        s = self._after.segments.get(name)
        return s is not None and s.voice is not None and _bare(s.voice.text) == _bare(text)

    def colored(self, which: Which, *names: str) -> bool:
        """The words are in a colour that is called so."""

        def holds(name: str) -> bool:
            self._leave.give(name, "st.color")
            s = self._after.segments.get(name)
            return s is not None and any(called(s.style.color, colour) for colour in names)

        return _each(which, holds)

    def plate(self, which: Which, *names: str) -> bool:
        """A plate lies behind the words, in a colour called so where one is given."""

        def holds(name: str) -> bool:
            self._leave.give(name, "st.background")
            s = self._after.segments.get(name)
            colour = s.style.background if s else ""
            return bool(colour) and (not names or any(called(colour, each) for each in names))

        return _each(which, holds)

    def placed(self, which: Which, place: str) -> bool:
        """It lies there: `top`, `bottom right`, `center`."""

        def holds(name: str) -> bool:
            self._leave.give(name, *_STYLED, "fr.x", "fr.y", "fr.scale")
            s = self._after.segments.get(name)
            return s is not None and _lies(s, place)

        return _each(which, holds)

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

    # sound

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

        return _each(which, checked)

    def muted(self, which: Which, on: bool = True) -> bool:
        """It is not heard."""

        def holds(name: str) -> bool:
            self._leave.give(name, "mt", "vol")
            s = self._after.segments.get(name)
            return s is not None and (s.muted or s.volume == 0) == on

        return _each(which, holds)

    def has_voice(self, text: str, at: int | None = None, during: str = "") -> bool:
        """A new voice says that; captions may show it."""
        new = [s for s in self._new(self._after.voices) if s.voice and _bare(s.voice.text) == _bare(text)]
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

    # picture

    def has_layer(
        self, name: str = "", src: str = "", place: str = "", at: int | None = None, until: int | None = None,
        during: str = "",
    ) -> bool:  # fmt: skip
        """A new picture lies over the film."""
        new = [s for s in self._new(self._after.layers) if not src or src in self._file(s)]
        new = [
            s for s in new if not name or name in f"{s.sticker} {s.scene.hero.name if s.scene and s.scene.hero else ''}"
        ]
        new = [s for s in new if not place or _lies(s, place)]
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

        return _each(which, holds)

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

        return _each(which, holds)

    def matched(self, which: Which) -> bool:
        """It has got a grade, whatever was measured."""

        def holds(name: str) -> bool:
            self._leave.give(name, "gr", "sc.tone")
            s = self._after.segments.get(name)
            return s is not None and s.grading != self._before.segments[name].grading

        return _each(which, holds)

    def filtered(self, which: Which, *filters: str) -> bool:
        """A filter lies on it."""

        def holds(name: str) -> bool:
            self._leave.give(name, "gr")
            s = self._after.segments.get(name)
            return s is not None and s.grading.filter in filters

        return _each(which, holds)

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

        return _each(which, holds)

    def closer(self, which: Which) -> bool:
        """More of the canvas is filled with less of the picture: a crop, a scale."""

        def holds(name: str) -> bool:
            self._leave.give(name, "fr")
            s = self._after.segments.get(name)
            return s is not None and (s.framing.crop is not None or s.framing.scale > 1)

        return _each(which, holds)

    def another(self, which: Which) -> bool:
        """The same scene drawn otherwise: another seed."""

        def holds(name: str) -> bool:
            self._leave.give(name, "sc.seed")
            old, s = self._before.segments[name], self._after.segments.get(name)
            return bool(s and s.scene and old.scene and s.scene.seed != old.scene.seed)

        return _each(which, holds)


def _alike(one: Segment, other: Segment) -> bool:
    """Whether both show the same thing."""
    if one.src or other.src:
        return one.src == other.src
    if one.scene and other.scene:
        return one.scene.kind == other.scene.kind and one.scene.hero == other.scene.hero
    return (one.text, one.effect, one.sticker) == (other.text, other.effect, other.sticker)


def _lies(segment: Segment, place: str) -> bool:
    """Whether its centre, or the edge that it is set from, lies there."""
    x, y = (segment.style.x, segment.style.y) if segment.text else (segment.framing.x, segment.framing.y)
    low = segment.role in ("lower_third", "caption")
    y = y if y is not None else 0.8 if low else 0.5
    x = x if x is not None else {"left": 0.2, "right": 0.8}.get(segment.style.align, 0.2 if low else 0.5)
    for part in place.split():
        if (part == "top" and y > TOP) or (part == "bottom" and y < BOTTOM):
            return False
        if part in CORNERS and not CORNERS[part][0] <= x <= CORNERS[part][1]:
            return False
    middle = place == "center"
    return not middle or 0.4 <= y <= 0.6
