"""Making a film: words and files become drafts, drafts become films. Making is editing an empty draft."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkreel import __version__
from talkreel.draw.faces import font_hash, missing_glyphs
from talkreel.edit import apply
from talkreel.media.formats import Output
from talkreel.model import SOUND, WORDS, Asset, Brief, Canvas, Draft, Meta, Note
from talkreel.model.look import Face
from talkreel.plan import direct, operations_for
from talkreel.plan.reading import read
from talkreel.render.captions import captions_of
from talkreel.render.estimate import estimate_s
from talkreel.render.export import Exported, export
from talkreel.render.film_check import Report
from talkreel.render.gate import mend
from talkreel.render.progress import Progress, silent
from talkreel.sound.voice import installed_engines
from talkreel.studio.drafts import draft_path, save_draft, write_whole
from talkreel.studio.inspect import inspected
from talkreel.studio.materials import Files, read_files
from talkreel.studio.provenance import provenance
from talkreel.studio.unspoken import wish_of

LONGEST_MS, SHORTEST_MS = 30 * 60_000, 1_000


@dataclass(frozen=True)
class Wanted:
    """What flags say; they win over the sentence. None: not said."""

    duration_ms: int | None = None
    shape: tuple[int, int] | None = None  # the shape's full-HD size
    size: tuple[int, int] | None = None  # exact
    short_side: int | None = None
    fps: int | None = None
    seed: int | None = None
    language: str | None = None

    def canvas(self, read: Canvas) -> Canvas:
        """The canvas that was read from the words, as the flags change it."""
        width, height = self.shape or (read.width, read.height)
        if self.shape and not self.short_side:
            scale = min(read.width, read.height) / min(self.shape)
            width, height = _even(width * scale), _even(height * scale)
        if self.short_side:
            scale = self.short_side / min(width, height)
            width, height = _even(width * scale), _even(height * scale)
        if self.size:
            width, height = self.size
        return Canvas(width=width, height=height, fps=self.fps or read.fps)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)


@dataclass(frozen=True)
class Planned:
    """One film before it is rendered."""

    brief: Brief
    draft: Draft
    notes: tuple[Note, ...]
    estimate_s: float


@dataclass(frozen=True)
class Film:
    """One finished film."""

    exported: Exported
    draft_path: Path
    planned: Planned
    report: Report


def plan_films(
    prompt: str, files: Sequence[Path], folder: Path, wanted: Wanted, progress: Progress = silent
) -> tuple[Planned, ...]:
    """Read the words and the files, and direct every film they ask for. `folder` is where the drafts will lie.

    Without words, the files say what to make.

    Raises:
        UsageError: what was asked cannot be asked, or there are neither words nor files.
        InputError: a file cannot be used.
        NotFoundError: a file does not exist.
    """
    given = read_files(files, folder, progress)
    progress("plan", 0.0)
    briefs = read(
        wish_of(prompt, given),
        documents=given.documents,
        materials=given.materials,
        language=wanted.language,
        seed=wanted.seed,
        duration_ms=wanted.duration_ms,
    )
    planned = tuple(_plan(_with_flags(brief, wanted), given, folder) for brief in briefs)
    progress("plan", 1.0)
    return planned


def _with_flags(brief: Brief, wanted: Wanted) -> Brief:
    changes: dict[str, Any] = {"canvas": wanted.canvas(brief.canvas)}
    answered: set[str] = set()
    if wanted.duration_ms is not None:
        changes["duration_ms"] = wanted.duration_ms
        answered.add("note.length_assumed")
    if wanted.shape or wanted.size:
        changes["canvas_said"] = True
        answered.add("note.shape_assumed")
    changes["notes"] = tuple(n for n in brief.notes if n.code not in answered)
    return brief.model_copy(update=changes)


def _plan(brief: Brief, given: Files, folder: Path) -> Planned:
    unspoken = bool(brief.voice) and not installed_engines()
    if unspoken:
        brief = brief.model_copy(update={"voice": False})
    storyboard = direct(brief)
    assets: dict[str, Asset] = dict(given.assets)
    drawn = apply(_empty(brief), operations_for(storyboard, brief, assets))
    draft = settled(drawn, folder)
    notes = (*brief.notes, *storyboard.notes, *remarks(draft, unspoken))
    return Planned(brief, draft, tuple({str(n): n for n in notes}.values()), estimate_s(draft))


def settled(drawn: Draft, folder: Path) -> Draft:
    """The first version of a film: with what the quality gate mends, and the hashes of its fonts."""
    mending = mend(drawn, folder)
    draft = apply(drawn, mending) if mending else drawn
    faces: set[Face] = {look.display, look.text} if (look := draft.look) else set()
    fonts = {str(face): font_hash(face) for face in sorted(faces)}
    return draft.model_copy(update={"fonts": fonts, "revision": 1})


def remarks(draft: Draft, unspoken: bool = False) -> tuple[Note, ...]:
    """What a person should know about any new film; `unspoken`: a voice was wanted and none is installed."""
    return (*_voice_notes(draft, unspoken), *_glyph_notes(draft), *provenance(draft))


def _voice_notes(draft: Draft, unspoken: bool) -> tuple[Note, ...]:
    """A voice that was asked for is never silently missing, and a robot's never passes for a person's."""
    if unspoken:
        return (Note(code="note.voice_missing"),)
    spoken = any(s.voice is not None for s in draft.of_type(SOUND))
    return (Note(code="note.voice_draft"),) if spoken else ()


def _empty(brief: Brief) -> Draft:
    """The empty draft that the operations start from. Its id follows from what was asked: equal words, equal draft."""
    name = hashlib.sha256(f"{brief.prompt}\0{brief.seed}".encode()).hexdigest()[:16]
    canvas: Canvas = brief.canvas
    meta = Meta(
        width=canvas.width,
        height=canvas.height,
        fps=canvas.fps,
        language=brief.language,
        prompt=brief.prompt,
        seed=brief.seed,
        made_with=f"talkreel {__version__}",
    )
    return Draft(id=f"d{name}", meta=meta)


def _glyph_notes(draft: Draft) -> tuple[Note, ...]:
    face = draft.look.text if draft.look else "outfit"
    missing = sorted({glyph for s in draft.of_type(WORDS) for glyph in missing_glyphs(s.text, face)})
    return (Note(code="note.missing_glyphs", fields={"glyphs": " ".join(missing[:12])}),) if missing else ()


def make_film(
    planned: Planned,
    path: Path,
    output: Output,
    progress: Progress = silent,
    captions: bool = False,
) -> Film:
    """Render one planned film, save its draft beside it, and check the file.

    Raises:
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    draft = planned.draft
    exported = export(draft, path.parent, path, output, progress)
    save_draft(draft, draft_path(path))
    if captions:
        for suffix, text in captions_of(draft).items():
            write_whole(path.with_suffix(suffix), text)
    progress("check", 0.0)
    report = inspected(path, draft, path.parent) if output.film else Report(())
    progress("check", 1.0)
    return Film(exported, draft_path(path), planned, report)
