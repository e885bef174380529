"""What else changed: everything in the later draft that the predicate has given no leave for.

A predicate's functions give leave for what they look at: `length(s1)` for the time of s1, `warmer(s2)` for the grade of
s2. What then follows by itself is let pass: later segments move, sounds and words are fitted to a shorter shot, music
to the film, a voice and a caption to the line that they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from film import Film, Wire, differing

FOLLOWING = {"s", "d", "in", "hd", "sd", "fi", "fo", "tr", "te", "tm"}  # of words and sounds when shots change
CLOSING = {"s", "tr", "te", "hd"}  # of shots when another one comes, goes or changes length


@dataclass
class Leave:
    """What may differ."""

    fields: dict[str, set[str]] = field(default_factory=dict[str, set[str]])  # by segment: `gr`, `sc.time`, `*`
    new: set[str] = field(default_factory=set[str])
    gone: set[str] = field(default_factory=set[str])
    film: set[str] = field(default_factory=set[str])  # of the metadata, and `look`
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # of the earlier film, that went
    came: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # of the later film, that came
    ripple: bool = False
    gap: bool = False
    requests: set[str] = field(default_factory=set[str])
    refusals: bool = False
    question: bool = False

    def give(self, segment: str, *names: str) -> None:
        """Let fields of a segment differ."""
        self.fields.setdefault(segment, set()).update(names)


def strays(before: Film, after: Film, leave: Leave) -> list[str]:
    """What differs without leave, told for people."""
    return [
        *_film(before, after, leave),
        *(f"{name} is gone" for name in before.segments.keys() - after.segments.keys() if _kept(before, name, leave)),
        *(f"{name} is new" for name in after.segments.keys() - before.segments.keys() if _uncalled(after, name, leave)),
        *_changed(before, after, leave),
    ]


def _film(before: Film, after: Film, leave: Leave) -> Iterator[str]:
    old, new = before.draft, after.draft
    for name in differing(old.meta.wire(), new.meta.wire()) - leave.film - {"made_with"}:
        yield f"film.{name}"
    if old.look != new.look and not any(name.startswith("look") for name in leave.film):
        yield "film.look"
    if old.duration_ms != new.duration_ms and not leave.ripple:
        yield f"film length {old.duration_ms} > {new.duration_ms}"
    if before.closed_up and not after.closed_up and not leave.gap:
        yield "a gap between shots"


def _kept(before: Film, name: str, leave: Leave) -> bool:
    """Whether it should still be there: not what was said with a shot that is gone."""
    if name in leave.gone:
        return False
    if before.is_shot(name):
        return not any(a - 50 <= before.segments[name].start_ms and before.segments[name].end_ms <= b + 50
                       for a, b in leave.spans)  # fmt: skip
    return not _within(before, name, leave.spans)


def _uncalled(after: Film, name: str, leave: Leave) -> bool:
    return name not in leave.new and (after.is_shot(name) or not _within(after, name, leave.came))


def _within(film: Film, name: str, spans: list[tuple[int, int]]) -> bool:
    """Whether most of it lies in one of the stretches, or it begins there, a moment early like a whoosh."""
    s = film.segments[name]
    return any(a - 250 <= s.start_ms < b or min(b, s.end_ms) - max(a, s.start_ms) > s.duration_ms / 2 for a, b in spans)


def _changed(before: Film, after: Film, leave: Leave) -> Iterator[str]:
    for name in before.segments.keys() & after.segments.keys():
        old, new = before.wire(name), after.wire(name)
        allowed = _allowed(before, name, leave)
        wrong = {key for key in differing(old, new) if not _granted(key, allowed)}
        for key in sorted(wrong):
            yield f"{name}.{key} {_told(old, key)} > {_told(new, key)}"


def _told(wire: Wire, key: str) -> str:
    return str(wire.get(key, "-"))[:40]


def _granted(key: str, allowed: set[str]) -> bool:
    return "*" in allowed or key in allowed or key.partition(".")[0] in allowed


def _allowed(before: Film, name: str, leave: Leave) -> set[str]:
    allowed = set(leave.fields.get(name, ()))
    if leave.ripple:
        allowed |= CLOSING if before.is_shot(name) else FOLLOWING
    if before.is_shot(name) and any(a < before.segments[name].end_ms and before.segments[name].start_ms < b
                                    for a, b in leave.spans):  # fmt: skip
        allowed |= FOLLOWING | {"sc.time", "sc.weather"}
    if _says_a_changed_line(before, name, leave):
        allowed |= {"tx", "vo", "d"}
    return allowed


def _says_a_changed_line(before: Film, name: str, leave: Leave) -> bool:
    segment = before.segments[name]
    said = segment.voice.text if segment.voice else segment.text
    lines = [before.segments[n].text for n, keys in leave.fields.items() if "tx" in keys and n in before.segments]
    voices = [v.voice.text for n, keys in leave.fields.items() if "vo" in keys and (v := before.segments.get(n))
              and v.voice]  # fmt: skip
    return bool(said) and any(line and (_bare(line) in _bare(said) or _bare(said) in _bare(line))
                              for line in [*lines, *voices])  # fmt: skip


def _bare(text: str) -> str:
    return text.casefold().strip(" .!?。！？\"'“”")
