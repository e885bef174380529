"""The director: a brief becomes a storyboard."""

from __future__ import annotations

from collections.abc import Sequence

from talkreel.model import Brief, Line, Note, Shot, Storyboard, TextStyle
from talkreel.plan.direction.continuity import continued
from talkreel.plan.direction.copydesk import CopyDesk
from talkreel.plan.direction.copywriter import reading_ms, shortened, tidy
from talkreel.plan.direction.finishing import finished
from talkreel.plan.direction.fitting import fitted
from talkreel.plan.direction.narration import spoken
from talkreel.plan.direction.noting import notes_on
from talkreel.plan.direction.outlines import OUTLINES, Film
from talkreel.plan.direction.pacing import paced
from talkreel.plan.direction.pictures import Gallery
from talkreel.plan.direction.sifting import sifted
from talkreel.plan.direction.staging import merged_twins, staged_forms
from talkreel.plan.direction.treatment import Treatment, treat
from talkreel.sound.grid import grid_for

SHORTEST_OVERLAY_MS = 2_500


def direct(brief: Brief) -> Storyboard:
    """The film that a brief asks for, shot by shot. The same brief gives the same film; another seed another."""
    brief = sifted(brief)
    treatment = treat(brief)
    film = Film(treatment, Gallery(treatment), CopyDesk(treatment))
    outline = OUTLINES[brief.kind](film)
    twins = outline.twins or not treatment.words
    cues = staged_forms(fitted(outline, treatment), twins=twins)
    cues = continued(film, cues if twins else merged_twins(cues, treatment.duration_ms))
    grid = grid_for(treatment.music, treatment.duration_ms)
    beats = [round(b) for b in grid.beats_ms]
    lengths = paced(cues, treatment.duration_ms, beats, [round(b) for b in grid.downbeats_ms])
    shots = finished(film, cues, lengths)
    own_music = any(m.kind == "audio" for m in brief.materials)
    overlays, moved = _overlays(treatment, shots)
    return Storyboard(
        title=_title(brief, shots),
        look=treatment.look,
        shots=shots,
        overlays=overlays,
        music=treatment.music if treatment.sounds and not own_music else None,
        narration=" ".join(s for shot in shots for s in spoken(shot, brief.language)) if brief.voice else "",
        notes=tuple(notes_on(treatment, cues, moved)),
    )


def _title(brief: Brief, shots: Sequence[Shot]) -> str:
    """What the film is called: in the user's words, else by its first words."""
    first = next((x.text for s in shots for x in s.lines if x.role in ("title", "quote")), "")
    wished = next((w.text for w in brief.wishes if w.text), "")
    return tidy(brief.title or brief.name or brief.subject or first or wished or shortened(brief.prompt, 8).head)[:80]


def _overlays(treatment: Treatment, shots: Sequence[Shot]) -> tuple[tuple[Line, ...], list[Note]]:
    """Quoted words at the very time the user gave."""
    lines: list[Line] = []
    moved: list[Note] = []
    for quote in treatment.brief.quotes:
        if quote.at_ms is None:
            continue
        wanted = quote.duration_ms or max(SHORTEST_OVERLAY_MS, reading_ms(quote.text) + 500)
        at = quote.at_ms
        if at >= treatment.duration_ms:
            at = max(0, treatment.duration_ms - wanted)
            moved.append(Note(code="note.text_moved", fields={"text": quote.text, "seconds": f"{at / 1000:g}"}))
        length = min(wanted, treatment.duration_ms - at)
        style = TextStyle(x=0.5, y=_height(quote.place, treatment, shots, at, length), align="center")
        lines.append(Line(text=quote.text, role="overlay", at_ms=at, duration_ms=length, laid_out=False, style=style))
    return tuple(lines), moved


def _height(place: str, treatment: Treatment, shots: Sequence[Shot], at_ms: int, length: int) -> float:
    """Where the words stand, in parts of the height: as said, else in the middle, or clear of the scene's own words."""
    tall = treatment.portrait
    heights = {"top": 0.2 if tall else 0.14, "center": 0.5, "bottom": 0.72 if tall else 0.84}
    if place:
        return heights[place]
    start = 0
    for shot in shots:
        if start < at_ms + length and start + shot.duration_ms > at_ms and shot.lines:
            return heights["bottom" if tall else "top"]
        start += shot.duration_ms
    return heights["center"]
