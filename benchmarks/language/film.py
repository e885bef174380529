"""A draft as a predicate sees it: segments by id, groups by name, and the difference of two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import cast

from talkreel.model import PICTURE, SOUND, WORDS, Draft, Segment

Wire = dict[str, object]


class Film:
    """One draft, indexed."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """All segments by id, lowest track first."""
        return {s.id: s for track in self.draft.tracks for s in track.segments}

    @cached_property
    def shots(self) -> tuple[Segment, ...]:
        """The lowest picture track."""
        return next((t.segments for t in self.draft.tracks if t.type == PICTURE), ())

    @cached_property
    def layers(self) -> tuple[Segment, ...]:
        """Pictures above the lowest track."""
        shots = {s.id for s in self.shots}
        return tuple(s for s in self.draft.of_type(PICTURE) if s.id not in shots)

    @cached_property
    def words(self) -> tuple[Segment, ...]:
        """All words but captions of speech."""
        spoken = {s.id for s in self.captions}
        return tuple(s for s in self.draft.of_type(WORDS) if s.id not in spoken)

    @cached_property
    def captions(self) -> tuple[Segment, ...]:
        """Words in the role of captions."""
        return tuple(s for s in self.draft.of_type(WORDS) if s.role == "caption")

    @cached_property
    def voices(self) -> tuple[Segment, ...]:
        """What is spoken."""
        return tuple(s for s in self.draft.of_type(SOUND) if s.voice)

    @cached_property
    def effects(self) -> tuple[Segment, ...]:
        """Short sounds."""
        return tuple(s for s in self.draft.of_type(SOUND) if s.effect)

    @cached_property
    def music(self) -> tuple[Segment, ...]:
        """Composed music, and files that are heard."""
        return tuple(s for s in self.draft.of_type(SOUND) if s.music or (s.src and not s.voice and not s.effect))

    @property
    def sounds(self) -> tuple[Segment, ...]:
        """All sounds."""
        return self.draft.of_type(SOUND)

    def wire(self, name: str) -> Wire:
        """A segment's fields, nested ones as `gr.temperature`, without id, name and what the quality gate sets."""
        return dict(_flat(self.segments[name].wire()))

    def is_shot(self, name: str) -> bool:
        """Whether it lies on the lowest picture track."""
        return any(s.id == name for s in self.shots)

    @property
    def closed_up(self) -> bool:
        """Whether no gap is between shots, and none before the first."""
        ends = [0, *(s.end_ms for s in self.shots)]
        return all(abs(s.start_ms - end) <= 1 for s, end in zip(self.shots, ends, strict=False))


_UNSEEN = frozenset({"id", "n", "sc.words", "st.scrim"})


def _flat(wire: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in wire.items():
        name = prefix + key
        if name in _UNSEEN:
            continue
        if isinstance(value, dict) and not prefix:
            yield from _flat(cast(Wire, value), f"{name}.")
        else:
            yield name, value


def differing(one: Wire, other: Wire) -> set[str]:
    """The names of fields that differ."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
