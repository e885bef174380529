"""What a film says about itself: what was assumed, what was added, what had to be left out, what could not be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from talkreel.model import Note
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.treatment import Treatment
from talkreel.plan.direction.wishes import kind_of
from talkreel.plan.direction.words import within

MOST_NAMED = 4


def notes_on(treatment: Treatment, cues: Sequence[Cue], moved: Iterable[Note]) -> list[Note]:
    """The notes on a planned film."""
    parts = [part for cue in cues for part in cue.parts]
    notes: list[Note] = []
    said_already = any(n.code == "note.length_assumed" for n in treatment.brief.notes)
    if treatment.brief.duration_ms is None and not said_already:
        notes.append(Note(code="note.length_assumed", fields={"seconds": f"{treatment.duration_ms / 1000:g}"}))
    for code, texts in (
        ("note.line_added", _added(parts)),
        ("note.text_shortened", [t for p in parts for t in p.words.cut]),
        ("note.left_out", _left_out(treatment, parts)),
        ("note.what_was_drawn", _undrawn(treatment, parts)),
    ):
        named = list(dict.fromkeys(texts))
        if named:
            notes.append(Note(code=code, fields={"lines": _listed(named)}))
    unseen = _unseen(treatment, cues)
    if unseen:
        notes.append(Note(code="note.files_left_out", fields={"count": len(unseen), "files": _listed(unseen)}))
    if treatment.brief.voice and not any(p.lines for p in parts):
        notes.append(Note(code="note.nothing_to_say"))
    if treatment.brief.captions and not treatment.brief.voice:
        notes.append(Note(code="note.captions_without_voice"))
    return [*notes, *moved]


def _added(parts: Sequence[Cue]) -> list[str]:
    """Lines of ours that are really shown."""
    return [t for p in parts for t in p.words.added if any(x.text == t or x.text in t.split(" · ") for x in p.lines)]


def _left_out(treatment: Treatment, parts: Sequence[Cue]) -> list[str]:
    """Points and quotes of the user's of which nothing is shown."""
    if not treatment.words:
        return []
    shown = [x.text for p in parts for x in p.lines]
    brief = treatment.brief
    wanted = [p.text for p in brief.points] + [q.text for q in brief.quotes if q.at_ms is None]
    wanted += [f.context or f.text for f in brief.facts if f.kind in ("price", "discount")]
    return [text for text in wanted if not any(within(text, s) or (within(s, text) and len(s) > 3) for s in shown)]


def _unseen(treatment: Treatment, cues: Sequence[Cue]) -> list[str]:
    """The names of the user's pictures and clips that no shot shows."""
    shown = {key for cue in cues for part in cue.parts for key in part.forms[0].src}
    return [m.name or m.key for m in treatment.brief.materials if m.kind in ("image", "video") and m.key not in shown]


def _undrawn(treatment: Treatment, parts: Sequence[Cue]) -> list[str]:
    """Wishes for which there is no picture."""
    wished = [w.text or w.hero_text for w in treatment.brief.wishes if kind_of(w) is None and w.kind is None]
    only_type = all(p.forms[0].kind == "kinetic" for p in parts)
    if not wished and only_type:
        wished = [treatment.brief.subject or treatment.brief.title]
    return [text for text in wished if text]


def _listed(texts: Sequence[str]) -> str:
    told = "; ".join(f"“{text}”" for text in texts[:MOST_NAMED])
    return told if len(texts) <= MOST_NAMED else f"{told} (+{len(texts) - MOST_NAMED})"
