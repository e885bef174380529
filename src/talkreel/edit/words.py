"""Words of a film. See `model.operations.words`."""

from __future__ import annotations

from talkreel.edit.fields import overlaid
from talkreel.edit.order import words_track
from talkreel.edit.tracks import find, inserted, named_track, removed, replaced, within_film
from talkreel.errors import EditError
from talkreel.model import WORDS, Draft, Segment
from talkreel.model.operation import AddCaptions, AddText, SetCaptions, SetText, SetTextStyle


def add_text(draft: Draft, op: AddText) -> Draft:
    """See `AddText`."""
    segment = within_film(draft, op.segment)
    draft, track = words_track(draft)
    return inserted(draft, track, segment)


def set_text(draft: Draft, op: SetText) -> Draft:
    """See `SetText`.

    Raises:
        EditError: it has no words, or there are none to set.
    """
    track, segment = find(draft, op.id)
    new = op.text.strip()
    if not new:
        raise EditError("error.edit_no_text", id=op.id)
    if track.type == WORDS:
        old = segment.text
    elif segment.voice is not None:
        old = segment.voice.text
    else:
        raise EditError("error.edit_not_words", id=op.id)
    said = (
        s
        for t in draft.tracks
        for s in t.segments
        if s.id != op.id and s.start_ms < segment.end_ms and segment.start_ms < s.end_ms
    )
    following = [f for s in said if (f := _following(s, old, new)) is not None]
    return replaced(draft, _reworded(segment, new), *following)


def _reworded(segment: Segment, text: str) -> Segment:
    if segment.voice is not None:
        return segment.model_copy(update={"voice": segment.voice.model_copy(update={"text": text})})
    marks = tuple(m for m in segment.style.mark if m in text)
    return segment.model_copy(update={"text": text, "style": segment.style.model_copy(update={"mark": marks})})


def _following(segment: Segment, old: str, new: str) -> Segment | None:
    """A voice or a caption that says the old words, with the new ones; None when it says something else."""
    if segment.voice is not None and old in segment.voice.text:
        return _reworded(segment, segment.voice.text.replace(old, new))
    if segment.role == "caption" and old in segment.text:
        return _reworded(segment, segment.text.replace(old, new))
    return None


def set_text_style(draft: Draft, op: SetTextStyle) -> Draft:
    """See `SetTextStyle`.

    Raises:
        EditError: it has no words.
    """
    track, segment = find(draft, op.id)
    if track.type != WORDS:
        raise EditError("error.edit_not_words", id=op.id)
    return replaced(draft, segment.model_copy(update={"style": overlaid(segment.style, op.style)}))


def set_captions(draft: Draft, op: SetCaptions) -> Draft:
    """See `SetCaptions`.

    Raises:
        EditError: a style is wanted and the film has no look.
    """
    changed: dict[str, object] = {"meta": draft.meta.model_copy(update={"captions": op.on})}
    if op.style is not None:
        if draft.look is None:
            raise EditError("error.edit_no_look")
        changed["look"] = draft.look.model_copy(update={"captions": op.style})
    return draft.model_copy(update=changed)


def add_captions(draft: Draft, op: AddCaptions) -> Draft:
    """See `AddCaptions`. What lies after the film's end is left out."""
    old = {s.id for s in draft.of_type(WORDS) if s.role == "caption"}
    draft, track = named_track(removed(draft, old), WORDS, "Captions")
    for segment in op.segments:
        if segment.start_ms < draft.duration_ms:
            caption = segment.model_copy(update={"role": "caption"})
            draft = inserted(draft, track, within_film(draft, caption))
    return draft.model_copy(update={"meta": draft.meta.model_copy(update={"captions": True})})
