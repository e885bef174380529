"""Words of a film. See `model.operations.words`."""

from __future__ import annotations

import re

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
    during = [
        s
        for t in draft.tracks
        for s in t.segments
        if s.id != op.id and s.start_ms < segment.end_ms and segment.start_ms < s.end_ms
    ]
    voices = [_reworded(s, _said_anew(s.voice.text, old, new)) for s in during if s.voice is not None]
    captions = _recaptioned([s for s in during if s.role == "caption"], old, new)
    gone = {s.id for s in during if s.role == "caption"} - {s.id for s in captions}
    draft = replaced(draft, _reworded(segment, new), *voices, *captions)
    return removed(draft, gone) if gone else draft


def _reworded(segment: Segment, text: str) -> Segment:
    if segment.voice is not None:
        return segment.model_copy(update={"voice": segment.voice.model_copy(update={"text": text})})
    marks = tuple(m for m in segment.style.mark if m in text)
    return segment.model_copy(update={"text": text, "style": segment.style.model_copy(update={"mark": marks})})


def _said_anew(text: str, old: str, new: str) -> str:
    """The text with the old words, where it has them as words and not as a part of one, said anew once."""
    bound = r"(?<![^\W_])", r"(?![^\W_])"
    before, after = (edge if end.isascii() else "" for edge, end in zip(bound, (old[:1], old[-1:]), strict=True))
    return re.sub(before + re.escape(old) + after, lambda _: new, text, count=1)


def _recaptioned(captions: list[Segment], old: str, new: str) -> list[Segment]:
    """Captions of which one, or several on end, say the old words: with the new ones, shared by length.

    A caption that gets no words is left out, and the one before it stays until its end.
    """
    for count in range(1, len(captions) + 1):
        for first in range(len(captions) - count + 1):
            run = captions[first : first + count]
            for joint in (" ", ""):
                text = joint.join(s.text for s in run)
                if (said := _said_anew(text, old, new)) != text:
                    return [*captions[:first], *_shared(run, said, joint), *captions[first + count :]]
    return captions


def _shared(run: list[Segment], text: str, joint: str) -> list[Segment]:
    """The captions with the text shared among them, parted between words, or letters where words are not parted."""
    words = text.split(joint) if joint else list(text)
    total, told, at = sum(len(s.text) for s in run), 0, 0
    shared: list[Segment] = []
    for i, caption in enumerate(run):
        told += len(caption.text)
        end = len(words) if i == len(run) - 1 else max(1, round(len(words) * told / total))
        if said := joint.join(words[at:end]):
            shared.append(_reworded(caption, said))
        elif shared:
            shared[-1] = shared[-1].model_copy(update={"duration_ms": caption.end_ms - shared[-1].start_ms})
        at = end
    return shared


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
