"""The moment of a film at which a change is seen best, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkreel.model import SOUND, Draft

if TYPE_CHECKING:
    from talkreel.model import Segment
    from talkreel.model.receipt import Change, Receipt

_SEEN_PART = 0.6  # of a shot or a text: it has come in by then


def moments(before: Draft, receipt: Receipt) -> tuple[int, int] | None:
    """Where to look before and after, ms; None when nothing that is seen has changed."""
    after = receipt.draft
    seen = [c for c in receipt.changes if _is_seen(c, before, after)]
    asked = [c for c in seen if c.op != "refit"] or seen
    if not asked:
        return None
    change = min(asked, key=_first)
    old, new = _segment(before, change.segment), _segment(after, change.segment)
    was = _middle(old) if old else None
    now = _middle(new) if new else None
    at = was if was is not None else now if now is not None else round(after.duration_ms * 0.5)
    return _within(before, was if was is not None else at), _within(after, now if now is not None else at)


def _first(change: Change) -> tuple[bool, int]:
    """What has a place on the timeline before what is the whole film's; then by time."""
    return not change.segment, change.at_ms[0]


def _is_seen(change: Change, before: Draft, after: Draft) -> bool:
    sounds = {t.id for d in (before, after) for t in d.tracks if t.type == SOUND}
    if change.track in sounds:
        return False
    return bool(change.segment) or change.op in {"set_look", "set_canvas", "set_captions"}


def _segment(draft: Draft, name: str) -> Segment | None:
    return next((s for t in draft.tracks for s in t.segments if s.id == name), None)


def _middle(segment: Segment) -> int:
    return round(segment.start_ms + segment.duration_ms * _SEEN_PART)


def _within(draft: Draft, at_ms: int) -> int:
    return max(0, min(at_ms, draft.duration_ms - 1))
