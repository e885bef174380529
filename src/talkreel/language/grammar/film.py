"""A draft as people speak of it: its shots, texts, captions, music, voices, effects and layers, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Literal

from talkreel.language.grammar.words import plain_of
from talkreel.model import PICTURE, WORDS, Draft, Segment, Track
from talkreel.plan.lexicon import vocabulary

Part = Literal["shot", "layer", "text", "caption", "music", "voice", "effect"]
PARTS: tuple[Part, ...] = ("shot", "layer", "text", "caption", "music", "voice", "effect")
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Film:
    """Views of one draft; made once for each draft that a sentence passes through."""

    draft: Draft

    @cached_property
    def main_track(self) -> str:
        """The id of the lowest picture track; empty when there is none."""
        return next((t.id for t in self.draft.tracks if t.type == PICTURE), "")

    @cached_property
    def _parts(self) -> dict[Part, tuple[Segment, ...]]:
        found: dict[Part, list[Segment]] = {part: [] for part in PARTS}
        for track in self.draft.tracks:
            for segment in track.segments:
                found[self._part(track, segment)].append(segment)
        return {part: tuple(sorted(segments, key=lambda s: s.start_ms)) for part, segments in found.items()}

    def _part(self, track: Track, segment: Segment) -> Part:
        if track.type == PICTURE:
            return "shot" if track.id == self.main_track else "layer"
        if track.type == WORDS:
            return "caption" if segment.role == "caption" else "text"
        if segment.voice is not None:
            return "voice"
        if segment.effect is not None:
            return "effect"
        named = f"{track.name} {segment.name}".lower()
        if segment.music is None and re.search(r"voice|narrat|旁白|配音", named):
            return "voice"
        return "effect" if segment.music is None and re.search(r"effect|sfx|音效", named) else "music"

    def of(self, part: Part) -> tuple[Segment, ...]:
        """All segments of a part of the film, in order of time."""
        return self._parts[part]

    @property
    def shots(self) -> tuple[Segment, ...]:
        """The pictures of the lowest picture track."""
        return self._parts["shot"]

    @property
    def texts(self) -> tuple[Segment, ...]:
        """Words on screen but for captions."""
        return self._parts["text"]

    @property
    def length_ms(self) -> int:
        """How long the film is."""
        return self.draft.duration_ms

    def part_of(self, segment_id: str) -> Part | None:
        """Which part a segment belongs to; None for an id that is not there."""
        return next((part for part in PARTS if any(s.id == segment_id for s in self._parts[part])), None)

    def find(self, segment_id: str) -> Segment | None:
        """The segment with an id."""
        return next((s for part in PARTS for s in self._parts[part] if s.id == segment_id), None)

    def at(self, part: Part, ms: int) -> tuple[Segment, ...]:
        """What is there at a time."""
        return tuple(s for s in self._parts[part] if s.start_ms <= ms < s.end_ms)

    def within(self, part: Part, start_ms: int, end_ms: int) -> tuple[Segment, ...]:
        """What is seen or heard in [start, end)."""
        return tuple(s for s in self._parts[part] if s.start_ms < end_ms and s.end_ms > start_ms)

    def kind_of(self, segment: Segment) -> str:
        """ "image", "video" or "audio" for what shows a file; empty for what is drawn."""
        key = segment.src or (segment.scene.src[0] if segment.scene and segment.scene.src else "")
        return self.draft.assets[key].kind if key in self.draft.assets else ""

    def titles(self) -> tuple[Segment, ...]:
        """The film's titles; without any, the largest words: its first text."""
        titles = tuple(s for s in self.texts if s.role == "title")
        return titles or self.texts[:1]

    @cached_property
    def content(self) -> dict[str, frozenset[str]]:
        """What is in each picture, as words: all of `tiers`."""
        return {name: frozenset[str]().union(*tiers) for name, tiers in self.tiers.items()}

    @cached_property
    def tiers(self) -> dict[str, tuple[frozenset[str], ...]]:
        """What is in each picture, as words: what it is about, where and in which light, its names, words on it."""
        by_id = {s.id: s for s in self.texts}
        return {s.id: tuple(map(frozenset, self._told(s, by_id))) for s in (*self.shots, *self.of("layer"))}

    def showing(self, words: Iterable[str]) -> tuple[Segment, ...]:
        """The shots that show all of these: words, or names of the scene vocabulary."""
        wanted = {w for w in words if w}
        return tuple(s for s in self.shots if wanted and wanted <= self.content[s.id])

    def _told(self, segment: Segment, texts: dict[str, Segment]) -> Iterator[Iterator[str]]:
        scene = segment.scene
        hero = scene.hero.name if scene is not None and scene.hero is not None else segment.sticker
        yield iter((hero, *hero.replace("-", " ").split()))
        yield self._setting(segment)
        yield self._names(segment)
        said = scene.words if scene is not None else ()
        yield (word for name in said for word in _words(texts[name].text if name in texts else ""))

    def _setting(self, segment: Segment) -> Iterator[str]:
        scene = segment.scene
        if scene is not None:
            yield from (scene.kind, scene.variant, scene.ground, *scene.props)
            yield from (key.to for key in (*scene.at_keys("time"), *scene.at_keys("weather")))
            for datum in scene.data:
                yield from _words(datum.label)

    def _names(self, segment: Segment) -> Iterator[str]:
        yield from _words(segment.name)
        for key in (segment.src, *(segment.scene.src if segment.scene else ())):
            if key in self.draft.assets:
                yield from _words(PurePath(self.draft.assets[key].file).stem)


def _words(text: str) -> Iterator[str]:
    plain = plain_of(text)
    for word in _WORD.findall(plain):
        yield word
        if word.endswith("s") and len(word) > 3:
            yield word[:-1]
    for hit in vocabulary().hits(plain):
        for entry in (hit.thing(), hit.place()):
            if entry is not None:
                yield str(getattr(entry, "name", None) or getattr(entry, "kind", ""))
